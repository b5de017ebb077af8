#include "coach/rewrite_part.h"

#include "coach/advise.h"
#include "coach/blank.h"
#include "coach/facts.h"
#include "coach/lexicon.h"
#include "coach/profile.h"
#include "coach/suggest.h"
#include "coach/voice.h"
#include "draft/phrase.h"

struct str rewrite_joined(struct work *w, struct str a, struct str b)
{
	if (!a.len || !b.len)
		return a.len ? a : b;
	return arena_printf(w->arena, "%.*s %.*s", STR_FMT(a), STR_FMT(b));
}

struct str rewrite_sentence(const struct work *w, size_t i)
{
	return sentence_text(w->stages->norm.bytes, &w->stages->sentences, i);
}

struct str rewrite_own(const struct work *w, size_t i)
{
	return norm_typed(w->arena, &w->stages->norm, w->stages->input, w->stages->sentences.spans[i]);
}

struct str rewrite_becomes(const struct work *w, size_t i)
{
	return w->plans[i].mended.touched ? w->plans[i].mended.text : rewrite_sentence(w, i);
}

bool rewrite_has_body(const struct work *w)
{
	return w->first < w->stages->sentences.count;
}

bool rewrite_is_within(const struct work *w, size_t i)
{
	struct hownot_span at = norm_span(&w->stages->norm, w->stages->sentences.spans[i]);
	return at.start >= w->lines.start && at.end <= w->lines.end;
}

/* Where the library's own sign-off begins in the normal form, as the profile words it; its length when the draft does not close so. */
static size_t sign_off_at(const struct work *w)
{
	struct str norm = w->stages->norm.bytes, off = profile_sign_off(w->rewriting->profile);
	size_t at = norm.len;
	for (size_t next = off.len ? str_find(norm, off, 0) : norm.len; next < norm.len; next = str_find(norm, off, next + 1))
		at = next;
	return at;
}

/* May sentence i be changed: it is no frame, and within the lines? */
static bool is_free(const struct work *w, size_t i)
{
	return !w->stages->shapes.is_frame[i] && w->stages->sentences.spans[i].start < w->sign_off && rewrite_is_within(w, i);
}

/* "Re: your request", "Ticket 4077 - status: closed": the subject line of a letter, which nothing of ours stands in front of. */
static bool is_subject_line(const struct stages *s, size_t i)
{
	struct str text = sentence_text(s->norm.bytes, &s->sentences, i);
	bool numbered = lexicon_start(LANGUAGE_EN, WORDS_NUMBERED_LINES, text).len && phrase_has_digit(text) && !str_ends_in(text, ".!?");
	if (i + 1 >= s->sentences.count || (!numbered && !lexicon_start(LANGUAGE_EN, WORDS_SUBJECT_LINES, text).len))
		return false;
	struct str gap = str_slice(s->norm.bytes, s->sentences.spans[i].end, s->sentences.spans[i + 1].start);
	return str_find(gap, STR("\n"), 0) < gap.len;
}

static void find_body(struct work *w)
{
	size_t n = w->stages->sentences.count;
	w->first = w->last = n;
	for (size_t i = 0; i < n; i++) {
		if (!is_free(w, i) || (w->first == n && is_subject_line(w->stages, i)))
			continue;
		w->first = w->first == n ? i : w->first;
		w->last = i;
	}
}

/* Did an earlier round put the sentence in? The patron's own words in an acknowledgement are no fault of the writer's, unless the reply fails by them. */
static bool is_ours(const struct work *w, size_t i)
{
	struct str typed = rewrite_own(w, i), acknowledgement = w->rewriting->acknowledgement, offer = w->rewriting->offer;
	if (str_find(offer, typed, 0) < offer.len)
		return true;
	return !w->mender.last_resort && str_find(acknowledgement, typed, 0) < acknowledgement.len;
}

static void mend_all(struct work *w)
{
	for (size_t i = 0; i < w->stages->sentences.count; i++) {
		struct plan *plan = &w->plans[i];
		if (!is_free(w, i) || is_ours(w, i))
			continue;
		if (w->mender.found[i].count)
			plan->mended = mend_sentence(&w->mender, i);
		else if (w->mender.first_round && w->result->verdict != HOWNOT_AGENT && mend_is_idle_talk(&w->mender, i))
			plan->mended = (struct mended){ .touched = true };
		else
			continue;
		w->mender.gone[i] = plan_drops(plan);
		w->mender.blanks += plan->mended.blanks;
		w->mender.offers = w->mender.offers || plan->mended.blanks;
		w->wanted = w->wanted || plan->mended.touched;
	}
}

/* Does sentence i go, though a colleague would rather keep what it tells? */
static bool loses(const struct work *w, size_t i)
{
	static const double rather_kept = 0.5;
	return plan_drops(&w->plans[i]) && (double)w->stages->kept[i] >= rather_kept;
}

static void leave(struct work *w, size_t i)
{
	w->plans[i].mended = (struct mended){ 0 };
	w->mender.gone[i] = false;
}

/*
 * Once the draft's own sentences were mended, what a colleague would keep goes last, and one at a time: the reply may do without the rest. What reads badly
 * beside a barb may read well without it.
 */
static void spare_kept(struct work *w)
{
	size_t n = w->stages->sentences.count, least = n;
	bool others = false;
	for (size_t i = 0; i < n; i++) {
		if (loses(w, i))
			least = least == n || w->stages->kept[i] < w->stages->kept[least] ? i : least;
		else
			others = others || w->plans[i].mended.touched;
	}
	for (size_t i = 0; i < n; i++)
		if (loses(w, i) && (others || i != least))
			leave(w, i);
}

/* A rewrite that is much longer than the draft has failed: 1.6 times is the most, and a short draft may grow by a sentence or two. */
static bool is_too_long(const struct work *w, struct str text)
{
	enum { SHORT_DRAFT_BYTES = 300 };
	size_t len = w->rewriting->original.len;
	return len > SHORT_DRAFT_BYTES && text.len > len + len * 6 / 10;
}

struct rewriting rewriting_make(const struct hownot_draft *draft, const struct profile *profile)
{
	struct str text = { draft->text, draft->len };
	return (struct rewriting){
		.original = text, .text = text, .profile = profile, .first_line = draft->first_line, .last_line = draft->last_line
	};
}

/* The sentences that stand as evidence for a check. */
static bool *evidence_of(struct work *w, enum hownot_check_kind kind)
{
	const struct hownot_check *check = &w->result->checks[kind];
	bool *has = arena_alloc(w->arena, w->stages->sentences.count + 1, sizeof *has);
	for (size_t i = 0; i < check->evidence_count; i++)
		has[mend_sentence_at(w->stages, check->evidence[i].start)] = true;
	return has;
}

/* After so many rounds what could not be said gently goes; from the last on, what tells something, too. */
enum { GENTLE_ROUNDS = 3, LAST_ROUND = 5 };

/* The round to go on with when one changed nothing: what it left for the next one goes in the next that is less gentle. */
static int next_round(int rounds)
{
	if (rounds == 1)
		return 2;
	return rounds <= GENTLE_ROUNDS ? GENTLE_ROUNDS + 1 : LAST_ROUND;
}

static struct work begin(struct arena *arena, const struct stages *stages, struct rx_room *room, const struct hownot_result *result,
			 struct rewriting *rewriting, bool brief)
{
	size_t n = stages->sentences.count;
	struct str ours = arena_printf(arena, "%.*s\n%.*s", STR_FMT(rewriting->acknowledgement), STR_FMT(rewriting->offer));
	struct work w = { .arena = arena, .stages = stages, .result = result, .rewriting = rewriting, .brief = brief };
	w.lines = rewriting->last_line ? str_lines(stages->input, rewriting->first_line, rewriting->last_line) : (struct span){ 0, stages->input.len };
	w.sign_off = sign_off_at(&w);
	w.plans = arena_alloc(arena, n, sizeof *w.plans);
	w.mender = (struct mender){
		.arena = arena,
		.stages = stages,
		.room = room,
		.result = result,
		.says_we = stages->language == LANGUAGE_EN && voice_says_we(stages->norm.bytes),
		.contracts = voice_contracts(stages->norm.bytes),
		.brief = brief,
		.first_round = rewriting->rounds == 1,
		.last_resort = rewriting->rounds > GENTLE_ROUNDS,
		.in_need = rewriting->rounds >= LAST_ROUND,
		.offers = rewrite_has_offer(stages, result) || rewriting->offer.len > 0,
		.owned = mend_count_owned(stages->norm.bytes),
		.regrets = mend_count_regrets(stages->norm.bytes),
		.found = mend_find(arena, stages, result, rewriting->rounds > 1, ours),
		.gone = arena_alloc(arena, n, sizeof *w.mender.gone),
	};
	w.mender.grounds = evidence_of(&w, HOWNOT_REASON);
	w.acknowledges = evidence_of(&w, HOWNOT_ACKNOWLEDGES);
	w.refuses = evidence_of(&w, HOWNOT_REFUSES);
	w.kind = evidence_of(&w, HOWNOT_KIND);
	suggest_blanks(arena, stages->norm.bytes, &w.mender.blanks);
	return w;
}

static struct str put_on_paper(struct work *w)
{
	struct str text = rewrite_put_together(w);
	return w->stages->language == LANGUAGE_EN ? rewrite_first_regret(w, text) : text;
}

static struct str compose(struct work *w)
{
	find_body(w);
	mend_all(w);
	if (w->rewriting->rounds > 1)
		spare_kept(w);
	rewrite_keep_answer(w);
	rewrite_keep_no(w);
	rewrite_keep_facts(w);
	rewrite_name_option(w);
	if (w->stages->language == LANGUAGE_EN && rewrite_has_body(w))
		rewrite_let_go(w);
	rewrite_complete(w);
	if (w->stages->language == LANGUAGE_EN && rewrite_has_body(w))
		rewrite_answer_why(w);
	if (w->stages->language == LANGUAGE_EN)
		rewrite_vary_regrets(w);
	struct str text = put_on_paper(w);
	struct str note = rewrite_forgotten(w, text);
	if (!rewrite_has_body(w) || !note.len)
		return text;
	w->plans[w->last].after = rewrite_joined(w, note, w->plans[w->last].after);
	return put_on_paper(w);
}

/* Does every sentence of the body begin small? A letter's only one may do so behind "Dear Ms Ray,". */
static bool types_small(const struct stages *s)
{
	size_t small = 0;
	for (size_t i = 0; i < s->sentences.count; i++) {
		struct str text = sentence_text(s->norm.bytes, &s->sentences, i);
		bool pronoun = text.ptr[0] == 'I' && (text.len == 1 || !is_ascii_alpha(text.ptr[1]));
		if (s->shapes.is_frame[i])
			continue;
		if (is_ascii_upper(text.ptr[0]) && !pronoun)
			return false;
		small += is_ascii_lower(text.ptr[0]);
	}
	return small > (s->shapes.salutation < s->sentences.count ? 1 : 0);
}

bool rewrite_once(struct arena *arena, const struct stages *stages, struct rx_room *room, const struct hownot_result *result,
		  struct rewriting *rewriting)
{
	if (!rewriting->rounds++) {
		rewriting->variant = advise_variant(stages);
		rewriting->small = stages->language == LANGUAGE_EN && types_small(stages);
	}
	struct work w = begin(arena, stages, room, result, rewriting, false);
	struct str text = compose(&w);
	/* nothing but explanations can't wait for the next round, and what was left for what it tells goes after all, where the reply fails by it */
	while ((!w.wanted || str_eq(text, stages->input)) && rewriting->rounds < LAST_ROUND) {
		rewriting->rounds = next_round(rewriting->rounds);
		w = begin(arena, stages, room, result, rewriting, false);
		text = compose(&w);
	}
	if (is_too_long(&w, text)) {
		w = begin(arena, stages, room, result, rewriting, true);
		text = compose(&w);
	}
	if (!w.wanted || str_eq(text, stages->input) || !str_trim(text).len)
		return false;
	rewriting->acknowledgement = w.acknowledgement.len ? w.acknowledgement : rewriting->acknowledgement;
	rewriting->offer = w.offer.len ? w.offer : rewriting->offer;
	if (rewriting->last_line)
		rewriting->last_line = rewriting->last_line + str_count(text, STR("\n")) - str_count(stages->input, STR("\n"));
	rewriting->text = text;
	return true;
}

/* The facts that the first text holds and the last does not. */
static void list_dropped(struct arena *arena, const struct rewriting *rewriting, struct hownot_result *result)
{
	struct str from = text_make(arena, rewriting->original).bytes, to = text_make(arena, rewriting->text).bytes;
	struct facts facts = facts_missing(arena, from, to, FACTS_ALL);
	const char **dropped = arena_alloc(arena, facts.count, sizeof *dropped);
	for (size_t i = 0; i < facts.count; i++)
		dropped[i] = arena_str(arena, str_slice(from, facts.items[i].span.start, facts.items[i].span.end)).ptr;
	result->dropped = dropped;
	result->dropped_count = facts.count;
}

void rewriting_finish(struct arena *arena, const struct rewriting *rewriting, struct hownot_result *result)
{
	result->rewritten = arena_str(arena, rewriting->text).ptr;
	result->rewritten_len = rewriting->text.len;
	list_dropped(arena, rewriting, result);
	struct blanks blanks = blank_find(arena, text_make(arena, rewriting->text).bytes);
	const char **names = arena_alloc(arena, blanks.count, sizeof *names);
	for (size_t i = 0; i < blanks.count; i++)
		names[i] = arena_str(arena, blanks.items[i].name).ptr;
	result->blanks = names;
	result->blank_count = blanks.count;
}
