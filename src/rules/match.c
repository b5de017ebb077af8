#include "rules/match.h"

#include "rules/glance.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct matcher {
	const struct image *image;
	_Atomic(struct rx *) *compiled; /* by pattern; made when first needed, by whichever thread comes first */
	_Atomic(struct rx *) *as_written; /* the same, for match_sentences_slowly */
	bool *disabled;			/* by feature */
	unsigned char *grades;		/* by feature: enum grade */
	bool use_jit;
	bool has_code; /* the image's code is of the PCRE2 that runs */
};

struct matcher *matcher_new(const struct image *image)
{
	struct matcher *m = calloc(1, sizeof *m);
	if (!m)
		return NULL;
	m->image = image;
	m->has_code = rx_is_version(image->code_version);
	m->compiled = calloc(image->pattern_count + 1U, sizeof *m->compiled);
	m->as_written = calloc(image->pattern_count + 1U, sizeof *m->as_written);
	m->disabled = calloc(image_feature_count(image) + 1U, sizeof *m->disabled);
	m->grades = calloc(image_feature_count(image) + 1U, sizeof *m->grades);
	if (!m->compiled || !m->as_written || !m->disabled || !m->grades) {
		matcher_free(m);
		return NULL;
	}
	return m;
}

static void free_all(_Atomic(struct rx *) *slots, uint32_t count)
{
	for (uint32_t i = 0; slots && i < count; i++)
		rx_free(atomic_load_explicit(&slots[i], memory_order_relaxed));
	free(slots);
}

void matcher_free(struct matcher *m)
{
	if (!m)
		return;
	free_all(m->compiled, m->image->pattern_count);
	free_all(m->as_written, m->image->pattern_count);
	free(m->disabled);
	free(m->grades);
	free(m);
}

const struct image *matcher_image(const struct matcher *m)
{
	return m->image;
}

void matcher_disable(struct matcher *m, uint32_t feature)
{
	m->disabled[feature] = true;
}

void matcher_set_grade(struct matcher *m, uint32_t feature, enum grade grade)
{
	m->grades[feature] = (unsigned char)grade;
}

enum grade matcher_grade(const struct matcher *m, uint32_t feature)
{
	return m->grades[feature];
}

bool matcher_is_disabled(const struct matcher *m, uint32_t feature)
{
	return m->disabled[feature];
}

void matcher_use_jit(struct matcher *m)
{
	m->use_jit = true;
}

/* What stands in the image, its pieces put together. */
static struct rx *decode(const struct image *image, struct range code)
{
	const struct ref *pieces = image->code_pieces + code.first;
	size_t len = 0, at = 0;
	for (uint32_t i = 0; i < code.count; i++)
		len += pieces[i].len;
	unsigned char *bytes = malloc(len);
	if (!bytes)
		return NULL;
	for (uint32_t i = 0; i < code.count; at += pieces[i].len, i++)
		memcpy(bytes + at, image->code + pieces[i].at, pieces[i].len);
	struct rx *rx = rx_decode(bytes);
	free(bytes);
	return rx;
}

/* The code that was made with the image, where it has some that fits; else what PCRE2 makes of the source. */
static struct rx *make(const struct matcher *m, uint32_t pattern)
{
	const struct image *image = m->image;
	struct range code = image->patterns[pattern].code;
	struct rx *rx = m->has_code && code.count ? decode(image, code) : NULL;
	return rx ? rx : rx_compile(image_str(image, image->patterns[pattern].source), NULL);
}

static struct rx *make_as_written(const struct matcher *m, uint32_t pattern)
{
	return rx_compile_as_written(image_str(m->image, m->image->patterns[pattern].source), NULL);
}

/* What the slot holds, filled first when it is empty. */
static const struct rx *filled(const struct matcher *m, _Atomic(struct rx *) *slot, struct rx *(*make_rx)(const struct matcher *, uint32_t), uint32_t pattern)
{
	struct rx *rx = atomic_load_explicit(slot, memory_order_acquire);
	if (rx)
		return rx;
	rx = make_rx(m, pattern);
	if (!rx)
		return NULL;
	if (m->use_jit)
		rx_jit(rx);
	struct rx *first = NULL;
	if (atomic_compare_exchange_strong_explicit(slot, &first, rx, memory_order_acq_rel, memory_order_acquire))
		return rx;
	rx_free(rx);
	return first;
}

static const struct rx *compiled(const struct matcher *m, uint32_t pattern)
{
	return filled(m, &m->compiled[pattern], make, pattern);
}

static const struct rx *as_written(const struct matcher *m, uint32_t pattern)
{
	return filled(m, &m->as_written[pattern], make_as_written, pattern);
}

/* The state of one call. Stamps hold the number of the sentence (from 1) in which the places of a pattern were found. */
struct run {
	struct arena *arena;
	const struct matcher *m;
	struct rx_room *room;
	enum language language;
	bool by_index;
	struct glance glance;
	uint32_t *places_stamp; /* by pattern */
	uint64_t *places;
	bool *in_force; /* by pattern: of a feature that is in force, in the language */
	uint32_t *called; /* patterns with places in the sentence */
	size_t called_count;
	uint32_t stamp;
	struct str sentence;
	size_t sentence_start;
	struct hits hits;
	size_t capacity;
	bool failed;
};

/* Where a match of the pattern may begin in the sentence. */
static uint64_t places_of(struct run *run, uint32_t pattern)
{
	if (run->places_stamp[pattern] != run->stamp) {
		run->places_stamp[pattern] = run->stamp;
		run->places[pattern] = glance_starts(&run->glance, &run->m->image->patterns[pattern]);
	}
	return run->places[pattern];
}

static size_t first_place(uint64_t places)
{
	return (size_t)__builtin_ctzll(places);
}

/* The bytes at which a match that begins at a place may begin: at the word after it, or between it and the word before. */
static struct span bytes_of_place(const struct run *run, size_t place, bool begins_with_word)
{
	const struct glance *g = &run->glance;
	size_t first = place * g->words_per_place, last = first + g->words_per_place - 1;
	struct span span = { 0, run->sentence.len };
	if (last < g->word_count)
		span.end = g->spans[last].start;
	if (begins_with_word)
		span.start = first < g->word_count ? g->spans[first].start : run->sentence.len;
	else if (first > 0)
		span.start = g->spans[first - 1].end;
	return span;
}

static bool is_character_start(struct str s, size_t at)
{
	return at == s.len || ((unsigned char)s.ptr[at] & 0xC0U) != 0x80;
}

static enum rx_outcome find_at_places(struct run *run, uint32_t pattern, const struct rx *rx, uint64_t places, size_t from, struct rx_match *match)
{
	bool begins_with_word = run->m->image->patterns[pattern].begins_with_word;
	for (; places; places &= places - 1) {
		struct span span = bytes_of_place(run, first_place(places), begins_with_word);
		for (size_t at = span.start > from ? span.start : from; at <= span.end; at++) {
			if (!is_character_start(run->sentence, at))
				continue;
			enum rx_outcome outcome = rx_find_at(rx, run->room, run->sentence, at, match);
			if (outcome != RX_NO_MATCH)
				return outcome;
		}
	}
	return RX_NO_MATCH;
}

/* PCRE2 is quicker to look for the start of a match itself when there are many places, with a few bytes to try at each. */
static bool is_scattered(const struct run *run, uint32_t pattern, uint64_t places)
{
	enum { MANY = 6 };
	return !run->m->image->patterns[pattern].begins_with_word && __builtin_popcountll(places) > MANY;
}

static enum rx_outcome find(struct run *run, uint32_t pattern, size_t from, struct rx_match *match)
{
	uint64_t places = run->by_index ? places_of(run, pattern) : 0;
	if (run->by_index && !places)
		return RX_NO_MATCH;
	const struct rx *rx = run->by_index ? compiled(run->m, pattern) : as_written(run->m, pattern);
	if (!rx) {
		run->failed = true;
		return RX_NO_MATCH;
	}
	if (!run->by_index || run->glance.is_odd || run->glance.words_per_place > 1)
		return rx_find(rx, run->room, run->sentence, from, match);
	if (is_scattered(run, pattern, places)) {
		size_t first = bytes_of_place(run, first_place(places), false).start;
		return rx_find(rx, run->room, run->sentence, first > from ? first : from, match);
	}
	return find_at_places(run, pattern, rx, places, from, match);
}

static bool overlaps_any(struct run *run, struct range patterns, struct span span)
{
	for (uint32_t i = 0; i < patterns.count; i++) {
		uint32_t pattern = patterns.first + i;
		struct rx_match match;
		for (size_t from = 0; find(run, pattern, from, &match) == RX_MATCH;) {
			if (span_overlaps(match.span, span))
				return true;
			from = match.span.end > match.span.start ? match.span.end : match.span.end + 1;
			if (match.span.start >= span.end || from > run->sentence.len)
				break;
		}
	}
	return false;
}

static void add_hit(struct run *run, uint32_t feature, const struct rx_match *match)
{
	struct rx_capture *captures = arena_alloc(run->arena, match->capture_count, sizeof *captures);
	for (size_t i = 0; i < match->capture_count; i++) {
		captures[i] = match->captures[i];
		captures[i].span.start += run->sentence_start;
		captures[i].span.end += run->sentence_start;
	}
	*ARENA_PUSH(run->arena, run->hits.items, run->hits.count, run->capacity) = (struct hit){
		.feature = feature,
		.sentence = run->stamp - 1,
		.span = { match->span.start + run->sentence_start, match->span.end + run->sentence_start },
		.captures = captures,
		.capture_count = match->capture_count,
	};
}

static const struct pack *pack_of(const struct image *image, uint32_t feature)
{
	bool is_signal = feature < image->signal_count;
	return &image->packs[is_signal ? image->signals[feature].pack : image->rules[feature - image->signal_count].pack];
}

static bool is_in_force(const struct run *run, uint32_t pattern)
{
	uint32_t feature = run->m->image->pattern_feature[pattern];
	return feature != UINT32_MAX && !run->m->disabled[feature] && pack_of(run->m->image, feature)->language == run->language;
}

/* Runs the pattern of a feature over the sentence. A signal counts once; of a rule every match is kept, up to a bound. */
static void try_pattern(struct run *run, uint32_t pattern)
{
	enum { MOST_MATCHES = 8 };
	const struct image *image = run->m->image;
	uint32_t feature = image->pattern_feature[pattern];
	bool is_signal = feature < image->signal_count;
	struct range unless = is_signal ? image->signals[feature].unless : image->rules[feature - image->signal_count].unless;
	const struct pack *pack = pack_of(image, feature);
	size_t from = 0;
	for (int i = 0; i < MOST_MATCHES && from <= run->sentence.len; i++) {
		struct rx_match match;
		enum rx_outcome outcome = find(run, pattern, from, &match);
		if (outcome == RX_LIMIT)
			run->hits.limited_feature = feature;
		if (outcome != RX_MATCH || match.span.end == match.span.start)
			return;
		from = match.span.end;
		if (overlaps_any(run, unless, match.span) || overlaps_any(run, pack->unless, match.span))
			continue;
		add_hit(run, feature, &match);
		if (is_signal)
			return;
	}
}

static void try_every_pattern(struct run *run)
{
	for (uint32_t p = 0; p < run->m->image->pattern_count; p++)
		if (run->in_force[p])
			try_pattern(run, p);
}

/* Finds the places of the ways that are called for; a way that is not has none. */
static void follow(struct run *run, struct range triggers)
{
	const struct image *image = run->m->image;
	for (uint32_t i = 0; i < triggers.count; i++) {
		const struct way *way = &image->ways[image->triggers[triggers.first + i]];
		uint64_t places = run->in_force[way->pattern] ? glance_way_starts(&run->glance, way) : 0;
		if (!places)
			continue;
		if (run->places_stamp[way->pattern] != run->stamp) {
			run->places_stamp[way->pattern] = run->stamp;
			run->places[way->pattern] = 0;
			run->called[run->called_count++] = way->pattern;
		}
		run->places[way->pattern] |= places;
	}
}

static void run_sentence(struct run *run)
{
	const struct image *image = run->m->image;
	struct glance *g = &run->glance;
	if (run->by_index)
		glance_take(g, run->sentence);
	if (!run->by_index || g->is_odd) {
		try_every_pattern(run);
		return;
	}
	run->called_count = 0;
	for (size_t i = 0; i < g->seen_count; i++)
		follow(run, image->sets[g->seen[i]].triggers);
	follow(run, image->always);
	for (size_t i = 0; i < run->called_count; i++)
		try_pattern(run, run->called[i]);
}

static int by_feature(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;
	if (x->sentence != y->sentence)
		return x->sentence < y->sentence ? -1 : 1;
	if (x->feature != y->feature)
		return x->feature < y->feature ? -1 : 1;
	return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

static bool match(struct run run, const struct norm *norm, const struct sentences *sentences, struct hits *out)
{
	const struct image *image = run.m->image;
	run.glance = glance_make(run.arena, image);
	run.in_force = arena_alloc(run.arena, image->pattern_count + 1U, sizeof *run.in_force);
	for (uint32_t p = 0; p < image->pattern_count; p++)
		run.in_force[p] = is_in_force(&run, p);
	run.called = arena_alloc(run.arena, image->pattern_count + 1U, sizeof *run.called);
	run.places_stamp = arena_alloc(run.arena, image->pattern_count + 1U, sizeof *run.places_stamp);
	run.places = arena_alloc(run.arena, image->pattern_count + 1U, sizeof *run.places);
	run.hits.limited_feature = UINT32_MAX;
	for (size_t i = 0; i < sentences->count; i++) {
		run.stamp = (uint32_t)i + 1;
		run.sentence_start = sentences->spans[i].start;
		run.sentence = str_slice(norm->bytes, sentences->spans[i].start, sentences->spans[i].end);
		run_sentence(&run);
	}
	if (run.failed)
		return false;
	if (run.hits.count)
		qsort(run.hits.items, run.hits.count, sizeof *run.hits.items, by_feature);
	*out = run.hits;
	return true;
}

bool match_sentences(struct arena *arena, const struct matcher *matcher, struct rx_room *room, const struct norm *norm,
		     const struct sentences *sentences, enum language language, struct hits *out)
{
	struct run run = { .arena = arena, .m = matcher, .room = room, .language = language, .by_index = true };
	return match(run, norm, sentences, out);
}

bool match_sentences_slowly(struct arena *arena, const struct matcher *matcher, struct rx_room *room, const struct norm *norm,
			    const struct sentences *sentences, enum language language, struct hits *out)
{
	struct run run = { .arena = arena, .m = matcher, .room = room, .language = language };
	return match(run, norm, sentences, out);
}

enum rx_outcome match_pattern(const struct matcher *matcher, struct rx_room *room, uint32_t pattern, struct str text, struct rx_match *out)
{
	const struct rx *rx = compiled(matcher, pattern);
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
