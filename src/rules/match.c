#include "rules/match.h"

#include "rules/called.h"
#include "rules/codes.h"
#include "rules/glance.h"
#include "rules/recall.h"
#include "rules/walk.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* What one thread looks at sentences with. A matcher keeps them: to make one costs as much as to look at a page. */
struct desk {
	struct desk *next;
	atomic_bool is_taken;
	struct arena arena;
	struct glance glance;
	struct walk_text walked;
	struct called called;	   /* in the sentence */
	struct candidates each;	   /* of a pattern, where all patterns are tried */
	struct candidates excused; /* of an exception, or of a pattern asked for by name */
	struct recall recall;
	bool is_used; /* sentences were matched at it */
	struct str text; /* that the glance was last turned to, in the buffer */
	char *buffer;
	size_t capacity;
	uint32_t asked; /* str_hash of the text of the last pattern that was asked for by name */
};

struct matcher {
	const struct image *image;
	struct codes *codes;
	_Atomic(struct desk *) *desks; /* one list; a desk stays in it */
	bool *disabled;		       /* by feature */
	unsigned char *grades;	       /* by feature: enum grade */
	bool *excuses;		       /* by pattern: it has excused a match; NULL: nobody asks */
	atomic_bool *expects_again;    /* the first sentences at a desk, too, are remembered */
};

struct matcher *matcher_new(const struct image *image)
{
	struct matcher *m = calloc(1, sizeof *m);
	if (!m)
		return NULL;
	m->image = image;
	m->codes = codes_new(image);
	m->desks = calloc(1, sizeof *m->desks);
	m->disabled = calloc(image_feature_count(image) + 1U, sizeof *m->disabled);
	m->grades = calloc(image_feature_count(image) + 1U, sizeof *m->grades);
	m->expects_again = calloc(1, sizeof *m->expects_again);
	if (!m->codes || !m->desks || !m->disabled || !m->grades || !m->expects_again) {
		matcher_free(m);
		return NULL;
	}
	return m;
}

static void free_desks(struct desk *desk)
{
	while (desk) {
		struct desk *next = desk->next;
		arena_free(&desk->arena);
		recall_forget(&desk->recall);
		free(desk);
		desk = next;
	}
}

void matcher_free(struct matcher *m)
{
	if (!m)
		return;
	codes_free(m->codes);
	if (m->desks)
		free_desks(atomic_load_explicit(m->desks, memory_order_relaxed));
	free(m->desks);
	free(m->disabled);
	free(m->grades);
	free(m->excuses);
	free(m->expects_again);
	free(m);
}

const struct image *matcher_image(const struct matcher *m)
{
	return m->image;
}

void matcher_disable(struct matcher *m, uint32_t feature)
{
	m->disabled[feature] = true;
	for (struct desk *desk = atomic_load_explicit(m->desks, memory_order_acquire); desk; desk = desk->next)
		recall_forget(&desk->recall);
}

void matcher_set_grade(struct matcher *m, uint32_t feature, enum grade grade)
{
	m->grades[feature] = (unsigned char)grade;
}

enum grade matcher_grade(const struct matcher *m, uint32_t feature)
{
	return m->grades[feature];
}

bool matcher_note_excuses(struct matcher *m)
{
	if (!m->excuses)
		m->excuses = calloc(m->image->pattern_count + 1U, sizeof *m->excuses);
	return m->excuses;
}

bool matcher_has_excused(const struct matcher *m, uint32_t pattern)
{
	return m->excuses && m->excuses[pattern];
}

void matcher_expect_again(const struct matcher *m)
{
	atomic_store_explicit(m->expects_again, true, memory_order_relaxed);
}

void matcher_use_jit(struct matcher *m)
{
	codes_use_jit(m->codes);
}

/* ---- desks ---- */

static struct desk *find_free_desk(const struct matcher *m)
{
	for (struct desk *desk = atomic_load_explicit(m->desks, memory_order_acquire); desk; desk = desk->next) {
		bool no = false;
		if (atomic_compare_exchange_strong_explicit(&desk->is_taken, &no, true, memory_order_acquire, memory_order_relaxed))
			return desk;
	}
	return NULL;
}

/* When memory runs out at the desk, the jump goes where that of `arena` goes; the desk then stays taken. NULL when there is no room for one. */
static struct desk *take_desk(const struct matcher *m, const struct arena *arena)
{
	struct desk *desk = find_free_desk(m);
	bool is_new = !desk;
	if (is_new)
		desk = calloc(1, sizeof *desk);
	if (!desk)
		return NULL;
	memcpy(&desk->arena.oom, &arena->oom, sizeof desk->arena.oom);
	memcpy(&desk->recall.arena.oom, &arena->oom, sizeof desk->recall.arena.oom);
	if (!is_new)
		return desk;
	atomic_store_explicit(&desk->is_taken, true, memory_order_relaxed);
	desk->next = atomic_load_explicit(m->desks, memory_order_relaxed);
	while (!atomic_compare_exchange_weak_explicit(m->desks, &desk->next, desk, memory_order_acq_rel, memory_order_relaxed))
		;
	desk->glance = glance_make(&desk->arena, m->image);
	desk->called = called_make(&desk->arena, m->image);
	return desk;
}

static void leave_desk(struct desk *desk)
{
	atomic_store_explicit(&desk->is_taken, false, memory_order_release);
}

static bool is_at(const struct desk *desk, struct str sentence)
{
	return desk->text.ptr && str_eq(desk->text, sentence);
}

/* Turns the glance to a sentence, where it is not turned to it already. */
static void look_at(struct desk *desk, struct str sentence)
{
	if (is_at(desk, sentence))
		return;
	if (sentence.len > desk->capacity || !desk->buffer) {
		desk->capacity = 2 * sentence.len + 1;
		desk->buffer = arena_alloc(&desk->arena, desk->capacity, 1);
	}
	if (sentence.len)
		memcpy(desk->buffer, sentence.ptr, sentence.len);
	desk->text = (struct str){ desk->buffer, sentence.len };
	glance_take(&desk->glance, sentence);
}

/* A look at a text pays when several patterns are run over it, one after the other: so the second of them looks. */
static bool pays_to_look(struct desk *desk, struct str text)
{
	if (is_at(desk, text))
		return true;
	uint32_t hash = str_hash(text);
	bool again = desk->asked == hash;
	desk->asked = hash;
	return again;
}

/* ---- one pattern ---- */

/* What a search needs. */
struct search {
	const struct matcher *m;
	struct rx_room *room;
	const struct glance *glance;
	const struct walk_text *walked; /* the sentence */
	struct str sentence;
	bool failed; /* memory ran out for PCRE2 */
};

static size_t first_place(uint64_t places)
{
	return (size_t)__builtin_ctzll(places);
}

/* The bytes at which a match that begins at a place may begin: at the word after it, or between it and the word before. */
static struct span bytes_of_place(const struct search *s, size_t place, bool begins_with_word)
{
	const struct glance *g = s->glance;
	size_t first = place * g->words_per_place, last = first + g->words_per_place - 1;
	struct span span = { 0, s->sentence.len };
	if (last < g->word_count)
		span.end = g->spans[last].start;
	if (begins_with_word)
		span.start = first < g->word_count ? g->spans[first].start : s->sentence.len;
	else if (first > 0)
		span.start = g->spans[first - 1].end;
	return span;
}

static bool is_character_start(struct str s, size_t at)
{
	return at == s.len || ((unsigned char)s.ptr[at] & 0xC0U) != 0x80;
}

static bool may_begin(const struct search *s, size_t at)
{
	return s->walked->is_plain ? s->walked->marks[at] & MARK_WORD_MAY_BEGIN : is_character_start(s->sentence, at);
}

static enum rx_outcome as_rx(enum walk_outcome outcome)
{
	return outcome == WALK_MATCH ? RX_MATCH : RX_NO_MATCH;
}

/* A branch at a place: walked where that can be done, else by PCRE2. */
static enum rx_outcome ask_branch_at(struct search *s, uint32_t branch, size_t at, struct rx_match *match)
{
	uint32_t plan = s->walked->is_plain ? s->m->image->branches[branch].plan : 0;
	enum walk_outcome outcome = plan ? walk_at(s->m->image, plan, s->walked, at, match) : WALK_UNSURE;
	if (outcome != WALK_UNSURE)
		return as_rx(outcome);
	const struct rx *rx = codes_branch_at(s->m->codes, branch);
	s->failed = s->failed || !rx;
	return rx ? rx_find_at(rx, s->room, s->sentence, at, match) : RX_NO_MATCH;
}

static enum rx_outcome ask_branch(struct search *s, uint32_t branch, size_t from, struct rx_match *match)
{
	uint32_t plan = s->walked->is_plain ? s->m->image->branches[branch].plan : 0;
	enum walk_outcome outcome = plan ? walk_find(s->m->image, plan, s->walked, from, match) : WALK_UNSURE;
	if (outcome != WALK_UNSURE)
		return as_rx(outcome);
	const struct rx *rx = codes_branch(s->m->codes, branch);
	s->failed = s->failed || !rx;
	return rx ? rx_find(rx, s->room, s->sentence, from, match) : RX_NO_MATCH;
}

/* Does the guard of the branch forbid a match at `at`? */
static enum rx_outcome ask_guard(struct search *s, uint32_t branch, size_t at)
{
	uint32_t guard = s->m->image->branches[branch].guard;
	if (guard == IMAGE_NO_GUARD)
		return RX_NO_MATCH;
	uint32_t plan = s->walked->is_plain ? s->m->image->guards[guard].plan : 0;
	enum walk_outcome outcome = plan ? walk_at(s->m->image, plan, s->walked, at, NULL) : WALK_UNSURE;
	if (outcome != WALK_UNSURE)
		return as_rx(outcome);
	const struct rx *rx = codes_guard_at(s->m->codes, guard);
	s->failed = s->failed || !rx;
	return rx ? rx_find_at(rx, s->room, s->sentence, at, NULL) : RX_MATCH;
}

static enum rx_outcome guarded(struct search *s, uint32_t branch, enum rx_outcome outcome, size_t at)
{
	if (outcome != RX_MATCH)
		return outcome;
	enum rx_outcome forbidden = ask_guard(s, branch, at);
	return forbidden == RX_NO_MATCH ? RX_MATCH : forbidden == RX_MATCH ? RX_NO_MATCH : RX_LIMIT;
}

/* The first match of a branch at or after `from`. */
static enum rx_outcome find_branch(struct search *s, uint32_t branch, size_t from, struct rx_match *match)
{
	while (from <= s->sentence.len) {
		enum rx_outcome found = ask_branch(s, branch, from, match);
		enum rx_outcome outcome = found == RX_MATCH ? guarded(s, branch, found, match->span.start) : found;
		if (found != RX_MATCH || outcome != RX_NO_MATCH)
			return outcome;
		from = match->span.start + 1;
		while (!is_character_start(s->sentence, from))
			from++;
	}
	return RX_NO_MATCH;
}

/* Looks for each branch from `from` on: the match that begins first counts, of several there that of the first branch. */
static enum rx_outcome find_leftmost(struct search *s, struct candidates c, size_t from, struct rx_match *match)
{
	enum rx_outcome best = RX_NO_MATCH;
	for (size_t i = 0; i < c.count; i++) {
		struct rx_match one;
		enum rx_outcome outcome = find_branch(s, c.items[i].branch, from, &one);
		if (outcome == RX_LIMIT)
			return RX_LIMIT;
		if (outcome == RX_NO_MATCH || (best == RX_MATCH && one.span.start >= match->span.start))
			continue;
		best = RX_MATCH;
		*match = one;
	}
	return best;
}

/* Tries the branches that may match at a place, at one byte of it. */
static enum rx_outcome find_at(struct search *s, struct candidates c, size_t place, size_t at, struct rx_match *match)
{
	bool is_one_word = s->glance->words_per_place == 1;
	size_t word = bytes_of_place(s, place, true).start;
	for (size_t i = 0; i < c.count; i++) {
		uint32_t branch = c.items[i].branch;
		if (!(c.items[i].places >> place & 1) || (is_one_word && at != word && s->m->image->branches[branch].begins_with_word))
			continue;
		enum rx_outcome outcome = guarded(s, branch, ask_branch_at(s, branch, at, match), at);
		if (outcome != RX_NO_MATCH)
			return outcome;
	}
	return RX_NO_MATCH;
}

/* The places of all candidates; wide: of those that may begin between words. */
static void join_places(const struct search *s, struct candidates c, uint64_t *all, uint64_t *wide)
{
	*all = *wide = 0;
	for (size_t i = 0; i < c.count; i++) {
		*all |= c.items[i].places;
		if (!s->m->image->branches[c.items[i].branch].begins_with_word)
			*wide |= c.items[i].places;
	}
}

static enum rx_outcome find_at_places(struct search *s, struct candidates c, size_t from, struct rx_match *match)
{
	uint64_t all, wide;
	join_places(s, c, &all, &wide);
	for (; all; all &= all - 1) {
		size_t place = first_place(all);
		struct span span = bytes_of_place(s, place, !(wide >> place & 1));
		for (size_t at = span.start > from ? span.start : from; at <= span.end; at++) {
			enum rx_outcome outcome = may_begin(s, at) ? find_at(s, c, place, at, match) : RX_NO_MATCH;
			if (outcome != RX_NO_MATCH)
				return outcome;
		}
	}
	return RX_NO_MATCH;
}

/* PCRE2 is quicker to look for the start of a match itself when there are many places, with a few bytes to try at each. */
static bool is_for_pcre2(const struct search *s, struct candidates c)
{
	enum { MANY = 6 };
	for (size_t i = 0; i < c.count; i++) {
		const struct branch *branch = &s->m->image->branches[c.items[i].branch];
		if (s->walked->is_plain && branch->plan)
			continue;
		if (s->glance->words_per_place > 1 || (!branch->begins_with_word && __builtin_popcountll(c.items[i].places) > MANY))
			return true;
	}
	return false;
}

/* One branch that is walked, and begins where words begin, in a sentence in which each word has a place: so it is with most. */
static bool is_simple(const struct search *s, struct candidates c)
{
	if (c.count != 1 || !s->walked->is_plain || s->glance->words_per_place > 1 || s->glance->is_odd)
		return false;
	const struct branch *branch = &s->m->image->branches[c.items[0].branch];
	return branch->begins_with_word && branch->plan;
}

static enum rx_outcome find_simply(struct search *s, struct candidate c, size_t from, struct rx_match *match)
{
	const struct glance *g = s->glance;
	for (uint64_t places = c.places; places; places &= places - 1) {
		size_t place = first_place(places), at = place < g->word_count ? g->spans[place].start : s->sentence.len;
		if (at < from || !may_begin(s, at))
			continue;
		enum rx_outcome outcome = guarded(s, c.branch, ask_branch_at(s, c.branch, at, match), at);
		if (outcome != RX_NO_MATCH)
			return outcome;
	}
	return RX_NO_MATCH;
}

/* The first match of a pattern at or after `from`, of the candidates, which are branches of it. */
static enum rx_outcome find(struct search *s, struct candidates c, size_t from, struct rx_match *match)
{
	if (!c.count)
		return RX_NO_MATCH;
	if (is_simple(s, c))
		return find_simply(s, c.items[0], from, match);
	if (s->glance->is_odd || is_for_pcre2(s, c))
		return find_leftmost(s, c, from, match);
	return find_at_places(s, c, from, match);
}

/* The branches of a pattern that may match in the text that the desk is at; all of them when it is at none. */
static struct candidates candidates_of(struct desk *desk, const struct image *image, uint32_t pattern, struct candidates room)
{
	struct range branches = image->patterns[pattern].branches;
	room.count = 0;
	for (uint32_t i = 0; i < branches.count; i++) {
		uint32_t branch = branches.first + i;
		uint64_t places = desk->text.ptr ? glance_starts(&desk->glance, &image->branches[branch]) : UINT64_MAX;
		if (places)
			*ARENA_PUSH(&desk->arena, room.items, room.count, room.capacity) = (struct candidate){ branch, places };
	}
	return room;
}

/* ---- all patterns ---- */

/* The state of one call. */
struct run {
	struct arena *arena;
	const struct matcher *m;
	struct force force;
	bool by_index;
	struct desk *desk;
	struct search search;
	uint32_t number;	   /* of the sentence */
	size_t sentence_start;
	struct hits hits;
	size_t capacity, given_up_capacity;
};

static enum rx_outcome find_as_written(struct search *s, uint32_t pattern, size_t from, struct rx_match *match)
{
	const struct rx *rx = codes_as_written(s->m->codes, pattern);
	s->failed = s->failed || !rx;
	return rx ? rx_find(rx, s->room, s->sentence, from, match) : RX_NO_MATCH;
}

static enum rx_outcome find_pattern(struct run *run, uint32_t pattern, struct candidates c, size_t from, struct rx_match *match)
{
	return run->by_index ? find(&run->search, c, from, match) : find_as_written(&run->search, pattern, from, match);
}

static bool overlaps(struct run *run, uint32_t pattern, struct span span)
{
	struct rx_match match;
	if (run->by_index)
		run->desk->excused = candidates_of(run->desk, run->m->image, pattern, run->desk->excused);
	for (size_t from = 0; find_pattern(run, pattern, run->desk->excused, from, &match) == RX_MATCH;) {
		if (span_overlaps(match.span, span))
			return true;
		from = match.span.end > match.span.start ? match.span.end : match.span.end + 1;
		if (match.span.start >= span.end || from > run->search.sentence.len)
			break;
	}
	return false;
}

static bool overlaps_any(struct run *run, struct range patterns, struct span span)
{
	bool any = false;
	for (uint32_t i = 0; i < patterns.count && (!any || run->m->excuses); i++) {
		if (!overlaps(run, patterns.first + i, span))
			continue;
		any = true;
		if (run->m->excuses)
			run->m->excuses[patterns.first + i] = true;
	}
	return any;
}

/* Spans count from the sentence's start. */
static void add_hit(struct run *run, uint32_t feature, struct span span, const struct rx_capture *captures, size_t capture_count)
{
	struct rx_capture *moved = arena_alloc(run->arena, capture_count, sizeof *moved);
	for (size_t i = 0; i < capture_count; i++) {
		moved[i] = captures[i];
		moved[i].span.start += run->sentence_start;
		moved[i].span.end += run->sentence_start;
	}
	*ARENA_PUSH(run->arena, run->hits.items, run->hits.count, run->capacity) = (struct hit){
		.feature = feature,
		.sentence = run->number,
		.span = { span.start + run->sentence_start, span.end + run->sentence_start },
		.captures = moved,
		.capture_count = capture_count,
	};
}

static const struct pack *pack_of(const struct image *image, uint32_t feature)
{
	return &image->packs[image->feature_packs[feature]];
}

/* Few features ever are, if any: a list is enough. */
static bool is_given_up(const struct run *run, uint32_t feature)
{
	for (size_t i = 0; i < run->hits.given_up_count; i++)
		if (run->hits.given_up[i] == feature)
			return true;
	return false;
}

static void give_up(struct run *run, uint32_t feature)
{
	struct hits *hits = &run->hits;
	if (!is_given_up(run, feature))
		*ARENA_PUSH(run->arena, hits->given_up, hits->given_up_count, run->given_up_capacity) = feature;
}

static bool is_in_force(const struct run *run, uint32_t pattern)
{
	uint32_t feature = run->m->image->pattern_feature[pattern];
	if (feature == UINT32_MAX || run->m->disabled[feature] || is_given_up(run, feature))
		return false;
	const struct pack *pack = pack_of(run->m->image, feature);
	return pack->language == run->force.language && pack->reads == run->force.reads;
}

/* Runs the pattern of a feature over the sentence. A signal counts once; of a rule every match is kept, up to a bound. */
static void try_pattern(struct run *run, uint32_t pattern, struct candidates candidates)
{
	enum { MOST_MATCHES = 8 };
	const struct image *image = run->m->image;
	uint32_t feature = image->pattern_feature[pattern];
	bool is_signal = feature < image->signal_count;
	struct range unless = is_signal ? image->signals[feature].unless : image->rules[feature - image->signal_count].unless;
	const struct pack *pack = pack_of(image, feature);
	size_t from = 0;
	for (int i = 0; i < MOST_MATCHES && from <= run->search.sentence.len; i++) {
		struct rx_match match;
		enum rx_outcome outcome = find_pattern(run, pattern, candidates, from, &match);
		if (outcome == RX_LIMIT)
			give_up(run, feature);
		if (outcome != RX_MATCH || match.span.end == match.span.start)
			return;
		from = match.span.end;
		bool is_excused = overlaps_any(run, unless, match.span);
		if ((!is_excused || run->m->excuses) && overlaps_any(run, pack->unless, match.span))
			is_excused = true;
		if (is_excused)
			continue;
		add_hit(run, feature, match.span, match.captures, match.capture_count);
		if (is_signal)
			return;
	}
}

static void try_every_pattern(struct run *run)
{
	for (uint32_t p = 0; p < run->m->image->pattern_count; p++) {
		if (!is_in_force(run, p))
			continue;
		if (run->by_index)
			run->desk->each = candidates_of(run->desk, run->m->image, p, run->desk->each);
		try_pattern(run, p, run->desk->each);
	}
}

/* Finds the places of a way that is called for. */
static void follow(struct run *run, const struct way *way)
{
	const struct image *image = run->m->image;
	/* Few have what they need, so the other question comes second; but first where nothing is needed, and where few packs are in force. */
	bool counts = (way->need_count && run->force.reads == READS_DRAFT) || is_in_force(run, image->branches[way->branch].pattern);
	uint64_t places = counts ? glance_way_starts(&run->desk->glance, way) : 0;
	if (places)
		called_add(&run->desk->called, way->branch, places);
}

/* What is looked at next stands all over the image: it is fetched meanwhile. */
enum { AHEAD = 6 };

static void fetch_needs(const struct run *run, size_t i)
{
	const struct glance *g = &run->desk->glance;
	if (i < g->way_count)
		__builtin_prefetch(&g->image->needs[g->image->ways[g->ways[i]].need]);
}

static void fetch_plan(const struct run *run, struct candidates called, size_t i)
{
	const struct image *image = run->m->image;
	if (i + AHEAD < called.count)
		__builtin_prefetch(&image->branches[called.items[i + AHEAD].branch]);
	if (i < called.count)
		__builtin_prefetch(image->plans + image->branches[called.items[i].branch].plan);
}

static void match_sentence(struct run *run)
{
	const struct image *image = run->m->image;
	struct glance *g = &run->desk->glance;
	if (run->by_index) {
		look_at(run->desk, run->search.sentence);
		walk_read(&run->desk->walked, &run->desk->arena, run->search.sentence);
	}
	if (!run->by_index || g->is_odd) {
		try_every_pattern(run);
		return;
	}
	glance_call(g);
	for (size_t i = 0; i < g->way_count; i++) {
		fetch_needs(run, i + AHEAD);
		follow(run, &image->ways[g->ways[i]]);
	}
	struct candidates called = called_take(&run->desk->arena, &run->desk->called);
	for (size_t i = 0, end; i < called.count; i = end) {
		uint32_t pattern = image->branches[called.items[i].branch].pattern;
		for (end = i + 1; end < called.count && image->branches[called.items[end].branch].pattern == pattern;)
			end++;
		fetch_plan(run, called, end + AHEAD / 2);
		if (is_in_force(run, pattern))
			try_pattern(run, pattern, (struct candidates){ called.items + i, end - i, 0 });
	}
}

static bool comes_before(const struct hit *a, const struct hit *b)
{
	return a->feature != b->feature ? a->feature < b->feature : a->span.start < b->span.start;
}

/* The hits of a sentence come pattern by pattern, which is by feature already but for the rules and the signals among them. */
static void sort_hits(struct hit *hits, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct hit one = hits[i];
		size_t at = i;
		for (; at > 0 && comes_before(&one, &hits[at - 1]); at--)
			hits[at] = hits[at - 1];
		hits[at] = one;
	}
}

/* Does what is found depend on the sentence alone? */
static bool can_recall(const struct run *run)
{
	return run->by_index && !run->m->excuses && !run->hits.given_up_count && !run->search.failed;
}

/* To remember takes memory, which the system gives page by page: nothing comes again where one draft alone is judged. */
static bool is_to_be_kept(const struct run *run)
{
	return can_recall(run) && (run->desk->is_used || atomic_load_explicit(run->m->expects_again, memory_order_relaxed));
}

static void run_sentence(struct run *run)
{
	struct recall *recall = &run->desk->recall;
	size_t before = run->hits.count;
	const struct recalled *known = can_recall(run) ? recall_find(recall, run->search.sentence, run->force) : NULL;
	for (size_t i = 0; known && i < known->count; i++)
		add_hit(run, known->hits[i].feature, known->hits[i].span, known->hits[i].captures, known->hits[i].capture_count);
	if (known)
		return;
	match_sentence(run);
	sort_hits(run->hits.items + before, run->hits.count - before);
	if (is_to_be_kept(run))
		recall_keep(recall, run->search.sentence, run->force, run->hits.items + before, run->hits.count - before, run->sentence_start);
}

static bool match(struct run run, struct rx_room *room, const struct norm *norm, const struct sentences *sentences, struct hits *out)
{
	run.desk = take_desk(run.m, run.arena);
	if (!run.desk)
		return false;
	run.search = (struct search){ .m = run.m, .room = room, .glance = &run.desk->glance, .walked = &run.desk->walked };
	for (size_t i = 0; i < sentences->count; i++) {
		run.number = (uint32_t)i;
		run.sentence_start = sentences->spans[i].start;
		run.search.sentence = sentence_text(norm->bytes, sentences, i);
		run_sentence(&run);
	}
	run.desk->is_used = run.desk->is_used || sentences->count;
	leave_desk(run.desk);
	if (run.search.failed)
		return false;
	*out = run.hits;
	return true;
}

bool match_sentences(struct arena *arena, const struct matcher *matcher, struct rx_room *room, const struct norm *norm,
		     const struct sentences *sentences, struct force force, struct hits *out)
{
	struct run run = { .arena = arena, .m = matcher, .force = force, .by_index = true };
	return match(run, room, norm, sentences, out);
}

bool match_sentences_slowly(struct arena *arena, const struct matcher *matcher, struct rx_room *room, const struct norm *norm,
			    const struct sentences *sentences, struct force force, struct hits *out)
{
	struct run run = { .arena = arena, .m = matcher, .force = force };
	return match(run, room, norm, sentences, out);
}

enum rx_outcome match_pattern(const struct matcher *matcher, struct rx_room *room, uint32_t pattern, struct str text, struct rx_match *out)
{
	struct arena caught = { 0 };
	if (ARENA_CATCH(&caught)) {
		rx_room_fail(room);
		return RX_NO_MATCH;
	}
	struct desk *desk = take_desk(matcher, &caught);
	if (!desk) {
		rx_room_fail(room);
		return RX_NO_MATCH;
	}
	struct search search = { .m = matcher, .room = room, .glance = &desk->glance, .walked = &desk->walked, .sentence = text };
	walk_read(&desk->walked, &desk->arena, text);
	bool looks = pays_to_look(desk, text);
	if (looks)
		look_at(desk, text);
	else
		desk->text = (struct str){ 0 };
	desk->excused = candidates_of(desk, matcher->image, pattern, desk->excused);
	enum rx_outcome outcome = looks ? find(&search, desk->excused, 0, out) : find_leftmost(&search, desk->excused, 0, out);
	if (search.failed)
		rx_room_fail(room);
	leave_desk(desk);
	return outcome;
}

enum rx_outcome match_pattern_slowly(const struct matcher *matcher, struct rx_room *room, uint32_t pattern, struct str text, struct rx_match *out)
{
	const struct rx *rx = codes_as_written(matcher->codes, pattern);
	if (!rx)
		rx_room_fail(room);
	return rx ? rx_find(rx, room, text, 0, out) : RX_NO_MATCH;
}

size_t hits_from(const struct hits *hits, size_t sentence)
{
	size_t low = 0, high = hits->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (hits->items[middle].sentence < sentence)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
