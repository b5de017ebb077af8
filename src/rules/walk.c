#include "rules/walk.h"

#include "base/utf8.h"
#include "rules/plan.h"

#include <string.h>

/* How often a walk may go back, and how much it may have to come back to. */
enum { MOST_RETURNS = 50000, MOST_POINTS = 1000, MOST_THENS = 1000 };

/* What comes after a part. */
struct then {
	const unsigned char *steps; /* of a round: the loop; NULL: nothing, the walk has arrived */
	uint32_t from;	/* of a round: where it began */
	uint32_t round; /* counted from 1; 0: it is none */
	const struct then *next;
};

/* What to do next. Each is done in one place, so that a compiler keeps the state in registers. */
enum turn {
	TURN_ON,	 /* take the steps */
	TURN_BACK,	 /* this way ends: back to where there was another */
	TURN_TRY_FEW,	 /* take the next alternative of a choice of a few */
	TURN_TRY_LISTED, /* of a choice of many */
	TURN_GIVE_BACK,	 /* on behind these characters, or fewer */
	TURN_TAKE_MORE,	 /* on behind these characters, or more */
	TURN_ROUND,	 /* another round of a loop, or what comes after it */
	TURN_ARRIVED,
	TURN_UNSURE,
	/* Only to come back to. */
	TURN_CHOOSE,	  /* the option that was put off */
	TURN_BEGIN_ROUND, /* the round that was put off */
	TURN_UNOPEN,	  /* a capture is again what it was */
	TURN_UNCLOSE,
};

/* Where the walk is. */
struct state {
	const unsigned char *steps;
	size_t at;
	const struct then *then;
	const unsigned char *choice, *entry; /* of the alternatives, the one to be tried */
	unsigned left; /* alternatives; characters that can be given back; of late ones, or of rounds, how many were taken */
};

/* Where there was another way. */
struct point {
	const unsigned char *steps; /* or the choice */
	uint32_t at, left; /* as in a state; of a capture, where it was */
	const struct then *then;
	uint32_t then_count;
	uint16_t entry; /* counted from the choice; of a capture, its number */
	uint8_t turn;	/* enum turn */
	bool caught;	/* of a capture: it was one already */
};

/* In the text: shorter than a span. */
struct caught {
	uint32_t start, end;
};

struct walk {
	const struct image *image;
	const char *text, *folded;
	const unsigned char *marks;
	size_t len, spaces;
	bool is_ascii;
	unsigned returns;
	uint32_t point_count, then_count;
	uint32_t caught; /* bits of captures */
	size_t end;	 /* of the match */
	uint32_t opened[PLAN_MOST_CAPTURES];
	struct caught captures[PLAN_MOST_CAPTURES];
	struct point points[MOST_POINTS];
	struct then thens[MOST_THENS];
};

static const struct then arrived = { .steps = NULL };

static unsigned char mark_of(unsigned char c, bool is_word)
{
	return (unsigned char)(plan_kind(c) | (is_word ? (unsigned)MARK_WORD : 0U));
}

static void fold(struct walk_text *to)
{
	struct str text = { to->bytes, to->len };
	to->is_plain = to->is_ascii = true;
	to->has_high = false;
	to->spaces = 0;
	for (size_t at = 0; at < text.len;) {
		char c = text.ptr[at];
		if ((unsigned char)c < 0x80) {
			to->marks[at] = mark_of((unsigned char)c, plan_is_word(c));
			to->folded[at++] = ascii_lower(c);
			to->spaces += c == ' ';
			continue;
		}
		size_t from = at;
		int32_t point = utf8_next(text, &at);
		to->is_ascii = false;
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
		to->bytes = arena_alloc(arena, to->capacity + PLAN_ROOM, 1);
		to->folded = arena_alloc(arena, to->capacity + PLAN_ROOM, 1);
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

/* May the next character be one of the first characters? */
static inline bool is_first(const struct walk *w, uint32_t first, size_t at)
{
	return first >> (w->marks[at] & MARK_KIND) & 1U;
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

static inline bool has_latin(const struct char_class *class, uint32_t point)
{
	return class->latin[point >> 6] >> (point & 63) & 1U;
}

/* Past a character that is not ASCII, if it is of the class. */
static size_t past_wide(const struct walk *w, const struct char_class *class, size_t at)
{
	size_t next = at;
	uint32_t point = (uint32_t)utf8_next((struct str){ w->text, w->len }, &next);
	return (point < 0x100 ? has_latin(class, point) : has_other(class, point)) ? next : at;
}

/* Past a character of the class at `at`; `at` when there is none. */
static inline size_t past(const struct walk *w, const struct char_class *class, size_t at)
{
	if (at >= w->len)
		return at;
	unsigned char c = (unsigned char)w->text[at];
	return c < 0x80 ? at + has_latin(class, c) : past_wide(w, class, at);
}

/* Past as many characters of the class as there are, `most` of them at most; *count: how many. */
static size_t past_many(const struct walk *w, const struct char_class *class, size_t at, size_t most, unsigned *count)
{
	size_t left = most, next;
	for (; left; left--, at = next) {
		size_t end = left < w->len - at ? at + left : w->len, from = at;
		while (at < end && (unsigned char)w->text[at] < 0x80 && has_latin(class, (unsigned char)w->text[at]))
			at++;
		left -= at - from;
		if (at == end || (unsigned char)w->text[at] < 0x80 || (next = past_wide(w, class, at)) == at)
			break;
	}
	*count = (unsigned)(most - left);
	return at;
}

/* To the character before `at`, which is not 0. */
static inline size_t back_one(const struct walk *w, size_t at)
{
	do
		at--;
	while (((unsigned char)w->text[at] & 0xC0U) == 0x80);
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

static inline uint64_t load(const void *from)
{
	uint64_t bytes;
	memcpy(&bytes, from, sizeof bytes);
	return bytes;
}

/* The bytes in memory that are the first `count` of eight, whichever way numbers are stored. */
static inline uint64_t first_bytes(size_t count)
{
	static const unsigned char mask[2 * sizeof(uint64_t)] = { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF };
	return load(mask + sizeof(uint64_t) - count);
}

/* Do the bytes of STEP_TEXT or STEP_EXACT stand at `at`? Compared in eights: behind texts and plans is room for it (PLAN_ROOM). */
static inline bool has_text(const struct walk *w, const char *text, const unsigned char *steps, size_t at)
{
	enum { EIGHT = sizeof(uint64_t) };
	size_t count = steps[1];
	const char *there = text + at;
	if (count > w->len - at)
		return false;
	for (steps += 2; count > EIGHT; count -= EIGHT, steps += EIGHT, there += EIGHT)
		if (load(there) != load(steps))
			return false;
	return !((load(there) ^ load(steps)) & first_bytes(count));
}

/* ---- points to come back to ---- */

/* NULL: there is no room. */
static inline struct point *add_point(struct walk *w, enum turn turn, size_t at)
{
	if (w->point_count == MOST_POINTS)
		return NULL;
	struct point *point = &w->points[w->point_count++];
	point->turn = (uint8_t)turn;
	point->at = (uint32_t)at;
	point->then_count = w->then_count;
	return point;
}

/* Another way on from `at`: the steps, and then what comes after them. */
static inline bool add_way(struct walk *w, enum turn turn, const unsigned char *steps, size_t at, const struct then *then, unsigned left)
{
	struct point *point = add_point(w, turn, at);
	if (!point)
		return false;
	point->steps = steps;
	point->then = then;
	point->left = left;
	return true;
}

/* The alternatives of the choice that are left. */
static inline bool add_alternatives(struct walk *w, enum turn turn, const struct state *s, size_t at)
{
	if (!s->left)
		return true;
	if (!add_way(w, turn, s->choice, at, s->then, s->left))
		return false;
	w->points[w->point_count - 1].entry = (uint16_t)(s->entry - s->choice);
	return true;
}

static inline bool add_then(struct walk *w, struct state *s, const unsigned char *steps, uint32_t from, uint32_t round)
{
	if (w->then_count == MOST_THENS)
		return false;
	struct then *then = &w->thens[w->then_count++];
	then->steps = steps;
	then->next = s->then;
	then->from = from;
	then->round = round;
	s->then = then;
	return true;
}

/* ---- choices ---- */

static inline enum turn enter(const struct walk *w, struct state *s, uint32_t choice)
{
	s->choice = w->image->choices + choice;
	s->left = get16(s->choice);
	s->entry = s->choice + 2;
	if (s->left != PLAN_MANY)
		return TURN_TRY_FEW;
	s->entry = s->choice + get16(s->entry + 2 * (size_t)(w->marks[s->at] & MARK_KIND));
	s->left = get16(s->entry);
	s->entry += 2;
	return TURN_TRY_LISTED;
}

/* On with an alternative, past the text that it begins with: there most end. */
static inline bool begin_alternative(const struct walk *w, struct state *s, const unsigned char *steps)
{
	s->steps = steps;
	if (steps[0] != STEP_TEXT)
		return true;
	if (!has_text(w, w->folded, steps, s->at))
		return false;
	s->at += steps[1];
	s->steps += 2 + steps[1];
	return true;
}

static inline enum turn try_listed(struct walk *w, struct state *s)
{
	for (size_t at = s->at; s->left;) {
		const unsigned char *steps = s->choice + get16(s->entry);
		s->entry += 2;
		s->left--;
		if (begin_alternative(w, s, steps))
			return add_alternatives(w, TURN_TRY_LISTED, s, at) ? TURN_ON : TURN_UNSURE;
	}
	return TURN_BACK;
}

/* The bytes of a choice of a few before its entries, and of each of them. */
enum { FEW_HEAD = 2, FEW_ENTRY = 6 };

static inline enum turn try_few(struct walk *w, struct state *s)
{
	for (size_t at = s->at; s->left;) {
		uint32_t first = get32(s->entry);
		const unsigned char *steps = s->choice + get16(s->entry + 4);
		s->entry += FEW_ENTRY;
		s->left--;
		if (is_first(w, first, at) && begin_alternative(w, s, steps))
			return add_alternatives(w, TURN_TRY_FEW, s, at) ? TURN_ON : TURN_UNSURE;
	}
	return TURN_BACK;
}

enum { CHOICE_LENGTH = 9 };

/* One of the alternatives, then what comes after them. */
static inline enum turn choose(struct walk *w, struct state *s)
{
	const unsigned char *steps = s->steps;
	if (!is_first(w, get32(steps + 1), s->at))
		return TURN_BACK;
	return add_then(w, s, steps + CHOICE_LENGTH, 0, 0) ? enter(w, s, get32(steps + 5)) : TURN_UNSURE;
}

/* An option, or a choice. */
static inline enum turn take_choice(struct walk *w, struct state *s)
{
	const unsigned char *steps = s->steps, *after = steps + CHOICE_LENGTH;
	bool is_option = steps[0] == STEP_OPTION, may_be = is_first(w, get32(steps + 1), s->at);
	if (!may_be) {
		s->steps = after;
		return is_option ? TURN_ON : TURN_BACK;
	}
	if (is_option && !add_way(w, TURN_ON, after, s->at, s->then, 0))
		return TURN_UNSURE;
	return add_then(w, s, after, 0, 0) ? enter(w, s, get32(steps + 5)) : TURN_UNSURE;
}

static inline enum turn take_late_option(struct walk *w, struct state *s)
{
	if (!add_way(w, TURN_CHOOSE, s->steps, s->at, s->then, 0))
		return TURN_UNSURE;
	s->steps += CHOICE_LENGTH;
	return TURN_ON;
}

/* ---- loops ---- */

enum { LOOP_LENGTH = 9 };

/* Another round of the loop at `steps`, after so many. */
static inline enum turn begin_round(struct walk *w, struct state *s)
{
	const unsigned char *loop = s->steps;
	if (!add_then(w, s, loop, (uint32_t)s->at, s->left + 1))
		return TURN_UNSURE;
	return enter(w, s, get32(loop + 1));
}

/* Another round, or what comes after the loop. */
static inline enum turn go_round(struct walk *w, struct state *s)
{
	const unsigned char *loop = s->steps, *after = loop + LOOP_LENGTH;
	unsigned least = get16(loop + 5), most = get16(loop + 7);
	bool may_end = s->left >= least, may_go = most == PLAN_NO_END || s->left < most;
	bool late = loop[0] == STEP_LATE_LOOP;
	if (may_go && may_end && !add_way(w, late ? TURN_BEGIN_ROUND : TURN_ON, late ? loop : after, s->at, s->then, s->left))
		return TURN_UNSURE;
	if (may_go && !(late && may_end))
		return begin_round(w, s);
	s->steps = after;
	return TURN_ON;
}

/* A round that took nothing is the last. */
static inline enum turn end_round(struct state *s)
{
	const struct then *round = s->then;
	s->steps = round->steps;
	s->then = round->next;
	s->left = round->round;
	if (s->at != round->from)
		return TURN_ROUND;
	s->steps += LOOP_LENGTH;
	return TURN_ON;
}

/* ---- characters ---- */

enum { MANY_LENGTH = 11 };

/* As many characters as there are, then fewer. */
static inline enum turn take_many(const struct walk *w, struct state *s)
{
	const struct char_class *class = &w->image->classes[get16(s->steps + 1)];
	unsigned least = get16(s->steps + 3), most = get16(s->steps + 5), count;
	s->at = past_many(w, class, s->at, most == PLAN_NO_END ? w->len : most, &count);
	s->left = count - least;
	return count < least ? TURN_BACK : TURN_GIVE_BACK;
}

/* Gives back characters, `*left` at the most, up to where the next is one that may follow. */
static inline bool give_back(const struct walk *w, uint32_t follows, size_t *at, unsigned *left)
{
	for (; !is_first(w, follows, *at); --*left) {
		if (!*left)
			return false;
		*at = w->is_ascii ? *at - 1 : back_one(w, *at);
	}
	return true;
}

/* The first characters of the alternatives of a choice of a few. */
static uint32_t first_of_few(const unsigned char *choice)
{
	uint32_t first = 0;
	unsigned count = get16(choice);
	if (count == PLAN_MANY)
		return PLAN_ANY_FIRST;
	for (unsigned i = 0; i < count; i++)
		first |= get32(choice + FEW_HEAD + FEW_ENTRY * (size_t)i);
	return first;
}

static uint32_t first_after(const struct walk *w, const struct then *then);

/* The first characters of steps and what comes after them, as far as the first of the steps tells. */
static uint32_t first_of(const struct walk *w, const unsigned char *steps, const struct then *then)
{
	switch (steps[0]) {
	case STEP_TEXT:
	case STEP_EXACT:
		return plan_first(steps[2]);
	case STEP_CHOICE:
		return get32(steps + 1);
	case STEP_END:
		return PLAN_END_FIRST | plan_first('\n');
	case STEP_DONE:
		return first_after(w, then);
	default:
		return PLAN_ANY_FIRST;
	}
}

/* The first characters of what comes after a part: of a round, of another or of what comes after the loop. */
static uint32_t first_after(const struct walk *w, const struct then *then)
{
	if (!then->steps)
		return PLAN_ANY_FIRST;
	if (!then->round)
		return first_of(w, then->steps, then->next);
	uint32_t first = first_of_few(w->image->choices + get32(then->steps + 1));
	return first == PLAN_ANY_FIRST ? first : first | first_of(w, then->steps + LOOP_LENGTH, then->next);
}

/* What may follow the characters of a step: where that is the end of a part, it is looked for behind it. */
static inline uint32_t first_behind(const struct walk *w, const struct state *s)
{
	uint32_t first = get32(s->steps + 7);
	return s->left && s->steps[MANY_LENGTH] == STEP_DONE ? first & first_after(w, s->then) : first;
}

/* On behind the characters that were taken, or fewer, and later behind fewer still. */
static inline enum turn follow_many(struct walk *w, struct state *s)
{
	const unsigned char *steps = s->steps;
	uint32_t follows = first_behind(w, s);
	if (!give_back(w, follows, &s->at, &s->left))
		return TURN_BACK;
	s->steps += MANY_LENGTH;
	if (!s->left)
		return TURN_ON;
	size_t fewer = back_one(w, s->at);
	unsigned left = s->left - 1;
	if (!give_back(w, follows, &fewer, &left))
		return TURN_ON;
	return add_way(w, TURN_GIVE_BACK, steps, fewer, s->then, left) ? TURN_ON : TURN_UNSURE;
}

/* As few characters as may be, of which s->left are taken, then more. */
static inline enum turn take_few(struct walk *w, struct state *s)
{
	const struct char_class *class = &w->image->classes[get16(s->steps + 1)];
	unsigned least = get16(s->steps + 3), most = get16(s->steps + 5);
	for (;; s->left++) {
		size_t next = past(w, class, s->at);
		bool may_go = next > s->at && (s->left < most || most == PLAN_NO_END);
		if (s->left >= least && is_first(w, get32(s->steps + 7), s->at)) {
			if (may_go && !add_way(w, TURN_TAKE_MORE, s->steps, next, s->then, s->left + 1))
				return TURN_UNSURE;
			s->steps += MANY_LENGTH;
			return TURN_ON;
		}
		if (!may_go)
			return TURN_BACK;
		s->at = next;
	}
}

/* ---- captures ---- */

/* A capture begins; what it was comes back when the way ends. */
static inline enum turn open_capture(struct walk *w, struct state *s)
{
	unsigned number = s->steps[1];
	struct point *point = add_point(w, TURN_UNOPEN, w->opened[number]);
	if (!point)
		return TURN_UNSURE;
	point->entry = (uint16_t)number;
	w->opened[number] = (uint32_t)s->at;
	s->steps += 2;
	return TURN_ON;
}

static inline enum turn close_capture(struct walk *w, struct state *s)
{
	unsigned number = s->steps[1];
	struct point *point = add_point(w, TURN_UNCLOSE, w->captures[number].start);
	if (!point)
		return TURN_UNSURE;
	point->entry = (uint16_t)number;
	point->left = w->captures[number].end;
	point->caught = w->caught >> number & 1U;
	w->captures[number] = (struct caught){ w->opened[number], (uint32_t)s->at };
	w->caught |= UINT32_C(1) << number;
	s->steps += 2;
	return TURN_ON;
}

static void unclose(struct walk *w, const struct point *point)
{
	uint32_t bit = UINT32_C(1) << point->entry;
	w->captures[point->entry] = (struct caught){ point->at, point->left };
	w->caught = point->caught ? w->caught | bit : w->caught & ~bit;
}

/* ---- steps ---- */

static enum walk_outcome run(struct walk *w, struct state s, enum turn turn);

/* What is looked at is walked by itself. No plan has captures there. */
static inline enum turn look(struct walk *w, struct state *s)
{
	enum { LOOK_LENGTH = 5 };
	uint32_t then_count = w->then_count;
	struct state inside = { .then = &arrived, .at = s->at };
	enum turn turn = enter(w, &inside, get32(s->steps + 1));
	enum walk_outcome outcome = run(w, inside, turn);
	bool wanted = s->steps[0] == STEP_LOOK;
	w->then_count = then_count;
	if (outcome == WALK_UNSURE)
		return TURN_UNSURE;
	s->steps += LOOK_LENGTH;
	return (outcome == WALK_MATCH) == wanted ? TURN_ON : TURN_BACK;
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
	struct caught caught = w->captures[steps[1]];
	const char *text = steps[0] == STEP_SAME ? w->folded : w->text;
	size_t len = caught.end - caught.start;
	if (!(w->caught >> steps[1] & 1U) || len > w->len - *at || memcmp(text + caught.start, text + *at, len) != 0)
		return false;
	*at += len;
	return true;
}

/* Has the text as many spaces as the step says? */
static bool has_spaces(const struct walk *w, const unsigned char *steps)
{
	unsigned least = get16(steps + 1), most = get16(steps + 3);
	return w->spaces >= least && (most == PLAN_NO_END || w->spaces <= most);
}

static bool take_one(const struct walk *w, const unsigned char *steps, size_t *at)
{
	size_t from = *at;
	*at = past(w, &w->image->classes[get16(steps + 1)], from);
	return *at > from;
}

/* The end of a part. */
static inline enum turn end_part(struct walk *w, struct state *s)
{
	if (s->then->round)
		return end_round(s);
	w->end = s->at;
	if (!s->then->steps)
		return TURN_ARRIVED;
	s->steps = s->then->steps;
	s->then = s->then->next;
	return TURN_ON;
}

/* On behind a step of that length that can be taken in one way alone, if it was taken. */
static inline enum turn on_if(bool taken, struct state *s, size_t length)
{
	s->steps += length;
	return taken ? TURN_ON : TURN_BACK;
}

static inline enum turn take_step(struct walk *w, struct state *s)
{
	const unsigned char *steps = s->steps;
	switch (steps[0]) {
	case STEP_DONE:
		return end_part(w, s);
	case STEP_TEXT:
		return on_if(take_text(w, w->folded, steps, &s->at), s, 2U + steps[1]);
	case STEP_EXACT:
		return on_if(take_text(w, w->text, steps, &s->at), s, 2U + steps[1]);
	case STEP_ONE:
		return on_if(take_one(w, steps, &s->at), s, 3);
	case STEP_MANY:
		return take_many(w, s);
	case STEP_FEW:
		s->left = 0;
		return TURN_TAKE_MORE;
	case STEP_CHOICE:
	case STEP_OPTION:
		return take_choice(w, s);
	case STEP_LATE_OPTION:
		return take_late_option(w, s);
	case STEP_LOOP:
	case STEP_LATE_LOOP:
		s->left = 0;
		return TURN_ROUND;
	case STEP_OPEN:
		return open_capture(w, s);
	case STEP_CLOSE:
		return close_capture(w, s);
	case STEP_SAME:
	case STEP_SAME_EXACT:
		return on_if(take_same(w, steps, &s->at), s, 2);
	case STEP_LOOK:
	case STEP_LOOK_NOT:
		return look(w, s);
	case STEP_BACK:
		return on_if(go_back(w, steps[1], &s->at), s, 2);
	case STEP_BORDER:
		return on_if(is_word_before(w, s->at) != is_word_at(w, s->at), s, 1);
	case STEP_NO_BORDER:
		return on_if(is_word_before(w, s->at) == is_word_at(w, s->at), s, 1);
	case STEP_START:
		return on_if(s->at == 0, s, 1);
	case STEP_END:
		return on_if(is_end(w, s->at), s, 1);
	case STEP_SPACES:
		return on_if(has_spaces(w, steps), s, 5);
	case STEP_WORD_BEGINS:
		return on_if(w->marks[s->at] & MARK_WORD_MAY_BEGIN, s, 1);
	default: /* STEP_WORD_ENDED */
		return on_if(w->marks[s->at] & MARK_WORD_MAY_END, s, 1);
	}
}

/* To where there was another way. */
static inline enum turn come_back(struct walk *w, struct state *s)
{
	const struct point *point = &w->points[--w->point_count];
	if (++w->returns > MOST_RETURNS)
		return TURN_UNSURE;
	w->then_count = point->then_count;
	s->at = point->at;
	s->then = point->then;
	s->steps = s->choice = point->steps;
	s->entry = s->choice + point->entry;
	s->left = point->left;
	switch (point->turn) {
	case TURN_CHOOSE:
		return choose(w, s);
	case TURN_BEGIN_ROUND:
		return begin_round(w, s);
	case TURN_UNOPEN:
		w->opened[point->entry] = point->at;
		return TURN_BACK;
	case TURN_UNCLOSE:
		unclose(w, point);
		return TURN_BACK;
	default:
		return point->turn;
	}
}

/* Walks on from a state until a way has arrived or none is left. Points that were there before stay. */
static enum walk_outcome run(struct walk *w, struct state s, enum turn turn)
{
	const uint32_t bottom = w->point_count;
	for (;;) {
		while (turn == TURN_ON)
			turn = take_step(w, &s);
		switch (turn) {
		case TURN_BACK:
			if (w->point_count == bottom)
				return WALK_NO_MATCH;
			turn = come_back(w, &s);
			break;
		case TURN_TRY_FEW:
			turn = try_few(w, &s);
			break;
		case TURN_TRY_LISTED:
			turn = try_listed(w, &s);
			break;
		case TURN_GIVE_BACK:
			turn = follow_many(w, &s);
			break;
		case TURN_TAKE_MORE:
			turn = take_few(w, &s);
			break;
		case TURN_ROUND:
			turn = go_round(w, &s);
			break;
		default:
			w->point_count = bottom;
			return turn == TURN_ARRIVED ? WALK_MATCH : WALK_UNSURE;
		}
	}
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
	w->spaces = text->spaces;
	w->is_ascii = text->is_ascii;
	w->returns = 0;
}

/* The captures, which stand before the steps; returns the steps. */
static const unsigned char *read_names(const struct walk *w, const unsigned char *names, struct rx_match *out)
{
	const unsigned char *at = names + 1;
	for (unsigned i = 0, count = names[0] & ~(unsigned)PLAN_NARROW; i < count; i++, at += 2U + at[1]) {
		if (!out || !(w->caught >> at[0] & 1U) || out->capture_count == RX_MAX_CAPTURES)
			continue;
		out->captures[out->capture_count++] =
			(struct rx_capture){ .name = { (const char *)at + 2, at[1] }, .span = { w->captures[at[0]].start, w->captures[at[0]].end } };
	}
	return at;
}

enum { FIRST_LENGTH = 4 };

static enum walk_outcome walk(struct walk *w, const unsigned char *plan, size_t at, struct rx_match *out)
{
	if (!is_first(w, get32(plan), at))
		return WALK_NO_MATCH;
	w->point_count = w->then_count = 0;
	w->caught = 0;
	struct state start = { .steps = read_names(w, plan + FIRST_LENGTH, NULL), .then = &arrived, .at = at };
	if (start.steps[0] == STEP_WORD_BEGINS) { /* all but guards */
		if (!(w->marks[at] & MARK_WORD_MAY_BEGIN))
			return WALK_NO_MATCH;
		start.steps++;
	}
	enum walk_outcome outcome = run(w, start, TURN_ON);
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
