#include "rules/walk.h"

#include "base/utf8.h"
#include "rules/plan.h"

#include <string.h>

enum { MOST_STEPS = 50000, MOST_DEPTH = 1000 };

/* What comes after a part. */
struct then {
	enum { THEN_STEPS, THEN_ROUND, THEN_ARRIVED } kind;
	const unsigned char *steps; /* of a round: the loop */
	const struct then *next;
	unsigned round;
	size_t from; /* where the round began */
};

struct walk {
	const struct image *image;
	const char *text, *folded;
	const unsigned char *marks;
	size_t len;
	unsigned steps, depth;
	size_t end; /* of the match */
	size_t opened[PLAN_MOST_CAPTURES];
	struct span captures[PLAN_MOST_CAPTURES];
	uint32_t caught; /* bits of captures */
};

static const struct then arrived = { .kind = THEN_ARRIVED };

static unsigned char mark_of(unsigned char c, bool is_word)
{
	return (unsigned char)(plan_kind(c) | (is_word ? (unsigned)MARK_WORD : 0U));
}

static void fold(struct walk_text *to)
{
	struct str text = { to->bytes, to->len };
	to->is_plain = true;
	to->has_high = false;
	for (size_t at = 0; at < text.len;) {
		char c = text.ptr[at];
		if ((unsigned char)c < 0x80) {
			to->marks[at] = mark_of((unsigned char)c, plan_is_word(c));
			to->folded[at++] = ascii_lower(c);
			continue;
		}
		size_t from = at;
		int32_t point = utf8_next(text, &at);
		to->has_high = to->has_high || point >= PLAN_HIGH;
		to->is_plain = to->is_plain && plan_is_plain(point);
		if (!to->is_plain)
			continue;
		utf8_put(to->folded + from, plan_is_far_letter(point) ? utf8_lower(point) : plan_lower(point));
		memset(to->marks + from, mark_of(0x80, plan_is_word(point)), at - from);
	}
	to->marks[text.len] = PLAN_END_KIND;
}

/* Marks where words may begin and end. The bytes of a character that are not its first get none. */
static void find_borders(struct walk_text *to)
{
	bool word_before = false, quote_before = false; /* an apostrophe with a word before it */
	for (size_t at = 0; at <= to->len; at++) {
		if (at < to->len && ((unsigned char)to->bytes[at] & 0xC0U) == 0x80)
			continue;
		bool is_quote = at < to->len && to->bytes[at] == '\'', is_word = to->marks[at] & MARK_WORD;
		bool may_end = !is_word && !(is_quote && to->marks[at + 1] & MARK_WORD);
		if (!word_before && !quote_before)
			to->marks[at] |= MARK_WORD_MAY_BEGIN;
		if (may_end)
			to->marks[at] |= MARK_WORD_MAY_END;
		quote_before = is_quote && word_before;
		word_before = is_word;
	}
}

void walk_read(struct walk_text *to, struct arena *arena, struct str text)
{
	if (to->bytes && to->len == text.len && memcmp(to->bytes, text.ptr, text.len) == 0)
		return;
	if (!to->bytes || text.len >= to->capacity) {
		to->capacity = 2 * text.len + 1;
		to->bytes = arena_alloc(arena, to->capacity, 1);
		to->folded = arena_alloc(arena, to->capacity, 1);
		to->marks = arena_alloc(arena, to->capacity, 1);
	}
	to->len = text.len;
	if (text.len)
		memcpy(to->bytes, text.ptr, text.len);
	fold(to);
	if (to->is_plain)
		find_borders(to);
}

static unsigned get16(const unsigned char *p)
{
	return p[0] | (unsigned)p[1] << 8;
}

static uint32_t get32(const unsigned char *p)
{
	return get16(p) | (uint32_t)get16(p + 2) << 16;
}

/* The set that has the next character alone. */
static inline uint32_t first_at(const struct walk *w, size_t at)
{
	return UINT32_C(1) << (w->marks[at] & MARK_KIND);
}

static bool has_other(const struct char_class *class, uint32_t point)
{
	if (plan_is_far_letter((int32_t)point))
		return class->letters;
	for (uint32_t i = 0; i < class->other_count; i++)
		if (class->others[i] == point)
			return !class->rest;
	return class->rest;
}

/* Past a character of the class at `at`; `at` when there is none. */
static inline size_t past(const struct walk *w, const struct char_class *class, size_t at)
{
	if (at >= w->len)
		return at;
	unsigned char c = (unsigned char)w->text[at];
	if (c < 0x80)
		return at + (class->latin[c >> 6] >> (c & 63) & 1U);
	size_t next = at;
	uint32_t point = (uint32_t)utf8_next((struct str){ w->text, w->len }, &next);
	bool is_in = point < 0x100 ? class->latin[point >> 6] >> (point & 63) & 1U : has_other(class, point);
	return is_in ? next : at;
}

static size_t back_one(const struct walk *w, size_t at)
{
	do
		at--;
	while (at > 0 && ((unsigned char)w->text[at] & 0xC0U) == 0x80);
	return at;
}

static bool is_word_at(const struct walk *w, size_t at)
{
	return w->marks[at] & MARK_WORD;
}

static bool is_word_before(const struct walk *w, size_t at)
{
	return at > 0 && is_word_at(w, back_one(w, at));
}

/* Do the bytes of STEP_TEXT or STEP_EXACT stand at `at`? They are few: a call of memcmp costs more. */
static inline bool has_text(const struct walk *w, const char *text, const unsigned char *steps, size_t at)
{
	size_t count = steps[1];
	if (count > w->len - at)
		return false;
	for (size_t i = 0; i < count; i++)
		if ((unsigned char)text[at + i] != steps[2 + i])
			return false;
	return true;
}

static enum walk_outcome take(struct walk *w, const unsigned char *steps, size_t at, const struct then *then);

static inline enum walk_outcome take_alternative(struct walk *w, const unsigned char *steps, size_t at, const struct then *then)
{
	if (steps[0] == STEP_TEXT) { /* most end there */
		if (!has_text(w, w->folded, steps, at))
			return WALK_NO_MATCH;
		at += steps[1];
		steps += 2 + steps[1];
	}
	return take(w, steps, at, then);
}

static enum walk_outcome choose_of_many(struct walk *w, const unsigned char *choice, size_t at, const struct then *then)
{
	const unsigned char *list = choice + get16(choice + 2 + 2 * (w->marks[at] & MARK_KIND));
	for (unsigned count = get16(list); count > 0; count--) {
		list += 2;
		enum walk_outcome outcome = take_alternative(w, choice + get16(list), at, then);
		if (outcome != WALK_NO_MATCH)
			return outcome;
	}
	return WALK_NO_MATCH;
}

/* The alternatives of a choice, one after the other. */
static enum walk_outcome choose(struct walk *w, const unsigned char *choice, size_t at, const struct then *then)
{
	enum { HEAD = 2, ENTRY = 6 };
	unsigned count = get16(choice);
	if (count == PLAN_MANY)
		return choose_of_many(w, choice, at, then);
	uint32_t first = first_at(w, at);
	const unsigned char *entry = choice + HEAD, *end = entry + (size_t)ENTRY * count;
	for (; entry < end; entry += ENTRY) {
		enum walk_outcome outcome = get32(entry) & first ? take_alternative(w, choice + get16(entry + 4), at, then) : WALK_NO_MATCH;
		if (outcome != WALK_NO_MATCH)
			return outcome;
	}
	return WALK_NO_MATCH;
}

enum { LOOP_LENGTH = 9 };

/* Another round of a loop, or what comes after it. steps: the loop itself. */
static enum walk_outcome go_round(struct walk *w, const unsigned char *steps, unsigned round, size_t at, const struct then *next)
{
	const unsigned char *choice = w->image->choices + get32(steps + 1);
	unsigned least = get16(steps + 5), most = get16(steps + 7);
	struct then then = { THEN_ROUND, steps, next, round + 1, at };
	bool may_end = round >= least, may_go = most == PLAN_NO_END || round < most;
	bool late = steps[0] == STEP_LATE_LOOP;
	enum walk_outcome outcome = WALK_NO_MATCH;
	if (late && may_end)
		outcome = take(w, steps + LOOP_LENGTH, at, next);
	if (outcome == WALK_NO_MATCH && may_go)
		outcome = choose(w, choice, at, &then);
	if (outcome == WALK_NO_MATCH && !late && may_end)
		outcome = take(w, steps + LOOP_LENGTH, at, next);
	return outcome;
}

/* A round that took nothing is the last. */
static enum walk_outcome end_round(struct walk *w, size_t at, const struct then *round)
{
	if (at == round->from)
		return take(w, round->steps + LOOP_LENGTH, at, round->next);
	return go_round(w, round->steps, round->round, at, round->next);
}

enum { MANY_LENGTH = 11 };

/* As many characters as there are, then one fewer and one fewer. */
static enum walk_outcome take_many(struct walk *w, const unsigned char *steps, size_t at, const struct then *then)
{
	const struct char_class *class = &w->image->classes[get16(steps + 1)];
	unsigned least = get16(steps + 3), most = get16(steps + 5), count = 0;
	uint32_t follows = get32(steps + 7);
	for (size_t next; (count < most || most == PLAN_NO_END) && (next = past(w, class, at)) > at; count++)
		at = next;
	for (; count >= least; count--) {
		if (first_at(w, at) & follows) {
			enum walk_outcome outcome = take(w, steps + MANY_LENGTH, at, then);
			if (outcome != WALK_NO_MATCH)
				return outcome;
		}
		if (count == 0)
			break;
		at = back_one(w, at);
	}
	return WALK_NO_MATCH;
}

static enum walk_outcome take_few(struct walk *w, const unsigned char *steps, size_t at, const struct then *then)
{
	const struct char_class *class = &w->image->classes[get16(steps + 1)];
	unsigned least = get16(steps + 3), most = get16(steps + 5);
	uint32_t follows = get32(steps + 7);
	for (unsigned count = 0;; count++) {
		if (count >= least && first_at(w, at) & follows) {
			enum walk_outcome outcome = take(w, steps + MANY_LENGTH, at, then);
			if (outcome != WALK_NO_MATCH)
				return outcome;
		}
		size_t next = past(w, class, at);
		if (next == at || (count == most && most != PLAN_NO_END))
			return WALK_NO_MATCH;
		at = next;
	}
}

/* A capture begins or ends; what it was comes back when the way ends. */
static enum walk_outcome take_capture(struct walk *w, const unsigned char *steps, size_t at, const struct then *then)
{
	unsigned number = steps[1];
	size_t opened = w->opened[number];
	struct span capture = w->captures[number];
	uint32_t caught = w->caught;
	if (steps[0] == STEP_OPEN) {
		w->opened[number] = at;
	} else {
		w->captures[number] = (struct span){ opened, at };
		w->caught |= UINT32_C(1) << number;
	}
	enum walk_outcome outcome = take(w, steps + 2, at, then);
	if (outcome != WALK_NO_MATCH)
		return outcome;
	w->opened[number] = opened;
	w->captures[number] = capture;
	w->caught = caught;
	return WALK_NO_MATCH;
}

enum { CHOICE_LENGTH = 9 };

/* One of the alternatives, then what comes after them. */
static inline enum walk_outcome take_choice(struct walk *w, const unsigned char *steps, size_t at, const struct then *next)
{
	struct then then = { THEN_STEPS, steps + CHOICE_LENGTH, next, 0, 0 };
	if (!(get32(steps + 1) & first_at(w, at)))
		return WALK_NO_MATCH;
	return choose(w, w->image->choices + get32(steps + 5), at, &then);
}

static enum walk_outcome take_late_option(struct walk *w, const unsigned char *steps, size_t at, const struct then *then)
{
	enum walk_outcome outcome = take(w, steps + CHOICE_LENGTH, at, then);
	return outcome == WALK_NO_MATCH ? take_choice(w, steps, at, then) : outcome;
}

static enum walk_outcome look(struct walk *w, const unsigned char *steps, size_t at)
{
	enum walk_outcome outcome = choose(w, w->image->choices + get32(steps + 1), at, &arrived);
	if (outcome == WALK_UNSURE || steps[0] == STEP_LOOK)
		return outcome;
	return outcome == WALK_MATCH ? WALK_NO_MATCH : WALK_MATCH;
}

/* $: a line feed may be the last character. */
static bool is_end(const struct walk *w, size_t at)
{
	return at == w->len || (at + 1 == w->len && w->text[at] == '\n');
}

static bool go_back(const struct walk *w, unsigned count, size_t *at)
{
	for (; count && *at; count--)
		*at = back_one(w, *at);
	return !count;
}

static inline bool take_text(const struct walk *w, const char *text, const unsigned char *steps, size_t *at)
{
	if (!has_text(w, text, steps, *at))
		return false;
	*at += steps[1];
	return true;
}

static bool take_same(const struct walk *w, const unsigned char *steps, size_t *at)
{
	struct span caught = w->captures[steps[1]];
	const char *text = steps[0] == STEP_SAME ? w->folded : w->text;
	size_t len = span_len(caught);
	if (!(w->caught >> steps[1] & 1U) || len > w->len - *at || memcmp(text + caught.start, text + *at, len) != 0)
		return false;
	*at += len;
	return true;
}

static bool take_one(const struct walk *w, const unsigned char *steps, size_t *at)
{
	size_t from = *at;
	*at = past(w, &w->image->classes[get16(steps + 1)], from);
	return *at > from;
}

/* A step that can be taken in one way alone; returns its length, 0 when it cannot be taken. */
static size_t take_simple(const struct walk *w, const unsigned char *steps, size_t *at)
{
	switch (steps[0]) {
	case STEP_TEXT:
		return take_text(w, w->folded, steps, at) ? 2U + steps[1] : 0;
	case STEP_EXACT:
		return take_text(w, w->text, steps, at) ? 2U + steps[1] : 0;
	case STEP_ONE:
		return take_one(w, steps, at) ? 3 : 0;
	case STEP_SAME:
	case STEP_SAME_EXACT:
		return take_same(w, steps, at) ? 2 : 0;
	case STEP_BACK:
		return go_back(w, steps[1], at) ? 2 : 0;
	case STEP_BORDER:
		return is_word_before(w, *at) != is_word_at(w, *at);
	case STEP_NO_BORDER:
		return is_word_before(w, *at) == is_word_at(w, *at);
	case STEP_START:
		return *at == 0;
	case STEP_END:
		return is_end(w, *at);
	case STEP_WORD_BEGINS:
		return w->marks[*at] & MARK_WORD_MAY_BEGIN ? 1 : 0;
	default: /* STEP_WORD_ENDED */
		return w->marks[*at] & MARK_WORD_MAY_END ? 1 : 0;
	}
}

static enum walk_outcome take_steps(struct walk *w, const unsigned char *steps, size_t at, const struct then *then)
{
	enum { LOOK_LENGTH = 5 };
	for (;;) {
		size_t length = LOOK_LENGTH;
		enum walk_outcome outcome = WALK_MATCH;
		switch (steps[0]) {
		case STEP_DONE:
			if (then->kind == THEN_ROUND)
				return end_round(w, at, then);
			w->end = at;
			if (then->kind == THEN_ARRIVED)
				return WALK_MATCH;
			steps = then->steps;
			then = then->next;
			continue;
		case STEP_MANY:
			return take_many(w, steps, at, then);
		case STEP_FEW:
			return take_few(w, steps, at, then);
		case STEP_LATE_OPTION:
			return take_late_option(w, steps, at, then);
		case STEP_CHOICE:
		case STEP_OPTION:
			outcome = take_choice(w, steps, at, then);
			if (outcome != WALK_NO_MATCH || steps[0] == STEP_CHOICE)
				return outcome;
			steps += CHOICE_LENGTH; /* without it */
			continue;
		case STEP_LOOP:
		case STEP_LATE_LOOP:
			return go_round(w, steps, 0, at, then);
		case STEP_OPEN:
		case STEP_CLOSE:
			return take_capture(w, steps, at, then);
		case STEP_LOOK:
		case STEP_LOOK_NOT:
			outcome = look(w, steps, at);
			break;
		default:
			length = take_simple(w, steps, &at);
			outcome = length ? WALK_MATCH : WALK_NO_MATCH;
		}
		if (outcome != WALK_MATCH)
			return outcome;
		steps += length;
	}
}

static enum walk_outcome take(struct walk *w, const unsigned char *steps, size_t at, const struct then *then)
{
	if (++w->steps > MOST_STEPS || ++w->depth > MOST_DEPTH)
		return WALK_UNSURE;
	enum walk_outcome outcome = take_steps(w, steps, at, then);
	w->depth--;
	return outcome;
}

/* ---- whole plans ---- */

/* What was caught is left as it is: `caught` tells what of it counts. */
static void begin(struct walk *w, const struct image *image, const struct walk_text *text)
{
	w->image = image;
	w->text = text->bytes;
	w->folded = text->folded;
	w->marks = text->marks;
	w->len = text->len;
	w->steps = 0;
}

/* The captures, which stand before the steps; returns the steps. */
static const unsigned char *read_names(const struct walk *w, const unsigned char *names, struct rx_match *out)
{
	const unsigned char *at = names + 1;
	for (unsigned i = 0, count = names[0] & ~(unsigned)PLAN_NARROW; i < count; i++, at += 2U + at[1]) {
		if (!out || !(w->caught >> at[0] & 1U) || out->capture_count == RX_MAX_CAPTURES)
			continue;
		out->captures[out->capture_count++] =
			(struct rx_capture){ .name = { (const char *)at + 2, at[1] }, .span = w->captures[at[0]] };
	}
	return at;
}

enum { FIRST_LENGTH = 4 };

static enum walk_outcome walk(struct walk *w, const unsigned char *plan, size_t at, struct rx_match *out)
{
	if (!(get32(plan) & first_at(w, at)))
		return WALK_NO_MATCH;
	w->depth = 0;
	w->caught = 0;
	enum walk_outcome outcome = take(w, read_names(w, plan + FIRST_LENGTH, NULL), at, &arrived);
	if (outcome != WALK_MATCH || !out)
		return outcome;
	out->span = (struct span){ at, w->end };
	out->capture_count = 0;
	read_names(w, plan + FIRST_LENGTH, out);
	return WALK_MATCH;
}

enum walk_outcome walk_at(const struct image *image, uint32_t plan, const struct walk_text *text, size_t at, struct rx_match *out)
{
	struct walk w;
	if (text->has_high && plan_is_narrow(image, plan))
		return WALK_UNSURE;
	begin(&w, image, text);
	return walk(&w, image->plans + plan, at, out);
}

enum walk_outcome walk_find(const struct image *image, uint32_t plan, const struct walk_text *text, size_t from, struct rx_match *out)
{
	struct walk w;
	if (text->has_high && plan_is_narrow(image, plan))
		return WALK_UNSURE;
	begin(&w, image, text);
	for (size_t at = from; at <= w.len; at++) {
		if (!(w.marks[at] & MARK_WORD_MAY_BEGIN))
			continue;
		enum walk_outcome outcome = walk(&w, image->plans + plan, at, out);
		if (outcome != WALK_NO_MATCH)
			return outcome;
	}
	return WALK_NO_MATCH;
}
