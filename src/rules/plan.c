#include "rules/plan.h"

#include "base/utf8.h"

#include <string.h>

enum { MOST_DEPTH = 60, MOST_CHOICE_BYTES = UINT16_MAX, MOST_ALTERNATIVES = 4000, UNBOUNDED = 1 << 20 };

/* How often a match has something. */
struct amount {
	unsigned least, most;
};

/* What is known of the matches of a part. */
struct extent {
	struct amount spaces;
	bool starts, ends; /* each begins at the start of the text; ends at its end */
};

struct sequence {
	struct str code;
	uint32_t first;
	bool empty;
	unsigned least, most;
	struct extent extent;
};

struct choice {
	uint32_t at;
	uint32_t first;
	bool empty;
	unsigned least, most;
	struct extent extent;
};

/* A part of a sequence. */
struct item {
	struct str code;
	bool is_text;	 /* code is bytes, for STEP_TEXT or STEP_EXACT */
	bool exact;
	size_t next_at;	 /* where in the code the first characters of what follows go; 0: nowhere */
	uint32_t first;
	bool empty;	 /* may match nothing; what it begins with is then that of what follows too */
	unsigned least, most; /* characters */
	struct extent extent;
	bool is_one;	 /* one character, of a class, which has a number but for texts */
	uint16_t class;
	int32_t character; /* of a text of one */
	bool is_zero;	 /* takes nothing ever: not to be counted */
	bool is_choice;
	uint32_t choice_at;
};

struct items {
	struct item *items;
	size_t count, capacity;
};

struct parser {
	struct planner *to;
	struct arena *arena; /* for the time of one pattern */
	struct str p;
	size_t at;
	int depth;
	bool exact;  /* case counts */
	bool failed; /* it has what cannot be planned */
	bool narrow;
	bool looking;
	bool behind;
	struct str names[PLAN_MOST_CAPTURES]; /* by capture */
	size_t name_count;
};

/* May a pattern have it? */
static bool is_plain(int32_t c)
{
	if (c < 0x100)
		return c > 0xA0;
	return (c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x203E) || (c >= 0x2041 && c <= 0x2053) || (c >= 0x20A0 && c <= 0x20BF) ||
	       (c >= 0x2190 && c <= 0x22FF) || (c >= 0x2600 && c <= 0x2775) || (c >= 0x27E6 && c <= 0x27EB) || (c >= 0x1F300 && c <= 0x1FAFF);
}

bool plan_is_plain(int32_t c)
{
	return is_plain(c) || plan_is_far_letter(c);
}

bool plan_is_word(int32_t c)
{
	if (c < 0x80)
		return is_ascii_alpha((char)c) || is_ascii_digit((char)c) || c == '_';
	return c == 0xAA || c == 0xB2 || c == 0xB3 || c == 0xB5 || c == 0xB9 || c == 0xBA || (c >= 0xBC && c <= 0xBE) ||
	       (c >= 0xC0 && c < 0x100 && c != 0xD7 && c != 0xF7) || plan_is_far_letter(c);
}

/* ---- steps as bytes ---- */

static void put16(struct buf *buf, unsigned number)
{
	buf_char(buf, (char)(number & 0xFF));
	buf_char(buf, (char)(number >> 8 & 0xFF));
}

static void put32(struct buf *buf, uint32_t number)
{
	put16(buf, number & 0xFFFF);
	put16(buf, number >> 16);
}

static void set32(char *at, uint32_t number)
{
	for (int i = 0; i < 4; i++)
		at[i] = (char)(number >> 8 * i & 0xFF);
}

static struct item step(struct parser *ps, enum step kind)
{
	struct buf buf = buf_make(ps->arena);
	buf_char(&buf, (char)kind);
	return (struct item){ .code = buf_view(&buf), .empty = true, .is_zero = true };
}

static struct item fail(struct parser *ps)
{
	ps->failed = true;
	return (struct item){ .code = STR(""), .empty = true, .is_zero = true };
}

/* ---- classes ---- */

static bool has_char(const struct char_class *class, int32_t c)
{
	return class->latin[c >> 6] >> (c & 63) & 1U;
}

/* Characters that no text has which a narrow plan is for. Lower ones that are not plain may be another case of a letter that is. */
static void meet_high(struct parser *ps, int32_t from)
{
	ps->narrow = true;
	ps->failed = ps->failed || from < PLAN_HIGH;
}

static void add_char(struct parser *ps, struct char_class *class, int32_t c)
{
	if (c < 0x100) {
		class->latin[c >> 6] |= UINT64_C(1) << (c & 63);
		return;
	}
	if (!is_plain(c) || class->other_count == CLASS_MOST_OTHERS)
		meet_high(ps, c);
	else
		class->others[class->other_count++] = (uint32_t)c;
}

/* A character and, where case does not count, its other case. */
static void add_member(struct parser *ps, struct char_class *class, int32_t c)
{
	add_char(ps, class, c);
	if (ps->exact || c >= 0x100)
		return;
	add_char(ps, class, plan_lower(c));
	if (c >= 32 && plan_lower(c - 32) == c)
		add_char(ps, class, c - 32);
}

static bool is_letter(int32_t c)
{
	if (c < 0x80)
		return is_ascii_alpha((char)c);
	return c == 0xAA || c == 0xB5 || c == 0xBA || (c >= 0xC0 && plan_is_word(c));
}

/* What \w, \d, \s, \p{L} and, below PLAN_HIGH, \p{So} stand for with Unicode properties, as far as plain texts go. */
static bool is_of_kind(char kind, int32_t c)
{
	switch (kind) {
	case 'L':
		return is_letter(c);
	case 'S':
		return c == 0xA6 || c == 0xA9 || c == 0xAE || c == 0xB0;
	case 'w':
		return plan_is_word(c);
	case 'd':
		return c < 0x80 && is_ascii_digit((char)c);
	default:
		return c < 0x80 ? is_ascii_space((char)c) : c == 0x85 || c == 0xA0;
	}
}

static void add_kind(struct char_class *class, char kind, bool without)
{
	for (int32_t c = 0; c < 0x100; c++)
		if (is_of_kind(kind, c) != without)
			class->latin[c >> 6] |= UINT64_C(1) << (c & 63);
	class->letters = class->letters || (kind == 'w' || kind == 'L') != without;
	class->rest = class->rest || without;
}

/* By members: there may be padding between them. */
static bool is_same_class(const struct char_class *a, const struct char_class *b)
{
	return memcmp(a->latin, b->latin, sizeof a->latin) == 0 && memcmp(a->others, b->others, sizeof a->others) == 0 &&
	       a->other_count == b->other_count && a->letters == b->letters && a->rest == b->rest;
}

static uint16_t class_number(struct parser *ps, const struct char_class *class)
{
	struct planner *to = ps->to;
	for (size_t i = 0; i < to->class_count; i++)
		if (is_same_class(&to->classes[i], class))
			return (uint16_t)i;
	if (to->class_count == UINT16_MAX) {
		ps->failed = true;
		return 0;
	}
	*ARENA_PUSH(to->arena, to->classes, to->class_count, to->class_capacity) = *class;
	return (uint16_t)(to->class_count - 1);
}

static uint32_t class_first(const struct char_class *class)
{
	uint32_t first = 0;
	for (int32_t c = 0; c < 0x100; c++)
		if (has_char(class, c))
			first |= plan_first(c < 0x80 ? (unsigned char)c : 0x80);
	return class->rest || class->letters || class->other_count ? first | plan_first(0x80) : first;
}

static struct item one_of(struct parser *ps, const struct char_class *class)
{
	struct buf code = buf_make(ps->arena);
	uint16_t number = class_number(ps, class);
	buf_char(&code, STEP_ONE);
	put16(&code, number);
	return (struct item){ .code = buf_view(&code), .first = class_first(class), .least = 1, .most = 1,
			      .extent.spaces.most = has_char(class, ' '), .class = number, .is_one = true };
}

struct planner planner_make(struct arena *arena)
{
	struct planner planner = { .arena = arena, .plans = buf_make(arena), .choices = buf_make(arena) };
	buf_char(&planner.plans, STEP_DONE); /* so that no plan stands at PLAN_NONE */
	return planner;
}

/* ---- choices, each once ---- */

static size_t choice_slot(const struct planner *to, struct str bytes)
{
	size_t at = str_hash(bytes) & (to->bucket_count - 1);
	while (to->slots[at].len && !str_eq(str_slice(buf_view(&to->choices), to->slots[at].at, to->slots[at].at + to->slots[at].len), bytes))
		at = (at + 1) & (to->bucket_count - 1);
	return at;
}

static void grow_choice_table(struct planner *to)
{
	if (2 * (to->choice_count + 1) < to->bucket_count)
		return;
	struct ref *old = to->slots;
	size_t old_count = to->bucket_count;
	to->bucket_count = old_count ? 2 * old_count : 1024;
	to->slots = arena_alloc(to->arena, to->bucket_count, sizeof *to->slots);
	for (size_t i = 0; i < old_count; i++)
		if (old[i].len)
			to->slots[choice_slot(to, str_slice(buf_view(&to->choices), old[i].at, old[i].at + old[i].len))] = old[i];
}

static uint32_t store(struct planner *to, struct str bytes)
{
	grow_choice_table(to);
	struct ref *slot = &to->slots[choice_slot(to, bytes)];
	if (!slot->len) {
		*slot = (struct ref){ (uint32_t)to->choices.len, (uint32_t)bytes.len };
		buf_str(&to->choices, bytes);
		buf_reserve(&to->choices, PLAN_ROOM);
		to->choice_count++;
	}
	return slot->at;
}

static uint32_t first_of(const struct sequence *one)
{
	return one->empty ? PLAN_ANY_FIRST : one->first;
}

static void put_few(struct buf *bytes, const struct sequence *alternatives, size_t count)
{
	enum { HEAD = 2, ENTRY = 6 };
	size_t at = HEAD + ENTRY * count;
	put16(bytes, (unsigned)count);
	for (size_t i = 0; i < count; at += alternatives[i].code.len, i++) {
		put32(bytes, first_of(&alternatives[i]));
		put16(bytes, (unsigned)at);
	}
	for (size_t i = 0; i < count; i++)
		buf_str(bytes, alternatives[i].code);
}

static bool may_begin_so(const struct sequence *one, unsigned kind)
{
	return first_of(one) >> kind & 1U;
}

/* Behind the list of which kind the steps stand: most alternatives begin with one alone. */
static bool stands_behind(const struct sequence *one, unsigned kind)
{
	return first_of(one) ? (unsigned)__builtin_ctz(first_of(one)) == kind : kind == 0;
}

/* The list of those that may begin with the kind, then the steps that stand behind it. */
static void put_kind(struct buf *bytes, const struct sequence *alternatives, size_t count, const unsigned *at, unsigned kind)
{
	size_t size = 0;
	for (size_t i = 0; i < count; i++)
		size += may_begin_so(&alternatives[i], kind);
	if (size)
		put16(bytes, (unsigned)size);
	for (size_t i = 0; i < count; i++)
		if (may_begin_so(&alternatives[i], kind))
			put16(bytes, at[i]);
	for (size_t i = 0; i < count; i++)
		if (stands_behind(&alternatives[i], kind))
			buf_str(bytes, alternatives[i].code);
}

/* Kinds without any alternative share a list that is empty. */
static void put_many(struct parser *ps, struct buf *bytes, const struct sequence *alternatives, size_t count)
{
	enum { HEAD = 2 + 2 * PLAN_KINDS, EMPTY = 2 };
	unsigned *at = arena_alloc(ps->arena, count, sizeof *at), end = HEAD + EMPTY;
	put16(bytes, PLAN_MANY);
	for (unsigned kind = 0; kind < PLAN_KINDS; kind++) {
		unsigned size = 0;
		for (size_t i = 0; i < count; i++)
			size += may_begin_so(&alternatives[i], kind);
		put16(bytes, size ? end : HEAD);
		end += size ? 2 + 2 * size : 0;
		for (size_t i = 0; i < count; i++) {
			if (!stands_behind(&alternatives[i], kind))
				continue;
			at[i] = end;
			end += (unsigned)alternatives[i].code.len;
		}
	}
	put16(bytes, 0);
	for (unsigned kind = 0; kind < PLAN_KINDS; kind++)
		put_kind(bytes, alternatives, count, at, kind);
}

/* Of the one or the other. */
static struct extent either(struct extent a, struct extent b)
{
	return (struct extent){ .spaces = { a.spaces.least < b.spaces.least ? a.spaces.least : b.spaces.least,
					    a.spaces.most > b.spaces.most ? a.spaces.most : b.spaces.most },
				.starts = a.starts && b.starts, .ends = a.ends && b.ends };
}

static struct choice choice_of(struct parser *ps, const struct sequence *alternatives, size_t count)
{
	enum { MANY = 8, MOST_LIST_BYTES = 4096 };
	struct buf bytes = buf_make(ps->arena);
	struct choice choice = { .least = UNBOUNDED };
	size_t code = 0;
	for (size_t i = 0; i < count; i++) {
		const struct sequence *one = &alternatives[i];
		code += one->code.len;
		choice.first |= one->first;
		choice.empty = choice.empty || one->empty;
		choice.least = one->least < choice.least ? one->least : choice.least;
		choice.most = one->most > choice.most ? one->most : choice.most;
		choice.extent = i ? either(choice.extent, one->extent) : one->extent;
	}
	if (count < MANY || code + MOST_LIST_BYTES > MOST_CHOICE_BYTES)
		put_few(&bytes, alternatives, count);
	else
		put_many(ps, &bytes, alternatives, count);
	if (bytes.len > MOST_CHOICE_BYTES)
		ps->failed = true;
	choice.at = store(ps->to, buf_view(&bytes));
	return choice;
}

/* ---- sequences ---- */

static void put_text(struct buf *code, const struct item *item)
{
	enum { MOST_TEXT = 255 };
	for (size_t at = 0; at < item->code.len; at += MOST_TEXT) {
		struct str some = str_slice(item->code, at, at + MOST_TEXT);
		buf_char(code, item->exact ? STEP_EXACT : STEP_TEXT);
		buf_char(code, (char)some.len);
		buf_str(code, some);
	}
}

static unsigned sum(unsigned a, unsigned b)
{
	return a + b > UNBOUNDED ? UNBOUNDED : a + b;
}

/* Of the one and then the other. */
static struct extent extent_of_both(struct extent a, struct extent b)
{
	return (struct extent){ .spaces = { sum(a.spaces.least, b.spaces.least), sum(a.spaces.most, b.spaces.most) }, .starts = a.starts, .ends = b.ends };
}

/* Texts side by side become one. */
static void join_texts(struct parser *ps, struct items *list)
{
	size_t kept = 0;
	for (size_t i = 0; i < list->count; i++) {
		struct item *last = kept ? &list->items[kept - 1] : NULL;
		struct item *item = &list->items[i];
		if (last && last->is_text && item->is_text && last->exact == item->exact) {
			last->code = arena_printf(ps->arena, "%.*s%.*s", STR_FMT(last->code), STR_FMT(item->code));
			last->most = last->least += item->least;
			last->extent = extent_of_both(last->extent, item->extent);
			continue;
		}
		list->items[kept++] = *item;
	}
	list->count = kept;
}

/* Tells each item from the last to the first what follows it. */
static struct sequence sequence_of(struct parser *ps, struct items list)
{
	struct sequence all = { .empty = true };
	struct buf code = buf_make(ps->arena);
	bool any = false;
	join_texts(ps, &list);
	for (size_t i = list.count; i-- > 0;) {
		struct item *item = &list.items[i];
		if (item->next_at) {
			char *bytes = arena_alloc(ps->arena, item->code.len, 1);
			memcpy(bytes, item->code.ptr, item->code.len);
			set32(bytes + item->next_at, all.empty ? PLAN_ANY_FIRST : all.first);
			item->code.ptr = bytes;
		}
		all.first = item->first | (item->empty ? all.first : 0);
		all.empty = item->empty && all.empty;
		all.least = sum(all.least, item->least);
		all.most = sum(all.most, item->most);
		if (!item->code.len) /* flags are no step */
			continue;
		all.extent = any ? extent_of_both(item->extent, all.extent) : item->extent;
		any = true;
	}
	for (size_t i = 0; i < list.count; i++) {
		if (list.items[i].is_text)
			put_text(&code, &list.items[i]);
		else
			buf_str(&code, list.items[i].code);
	}
	all.code = code.len ? buf_view(&code) : STR("");
	return all;
}

/* What begins by going back, for a look behind. */
static struct sequence backwards(struct parser *ps, struct sequence s)
{
	struct buf code = buf_make(ps->arena);
	if (s.least != s.most || s.least > UINT8_MAX)
		ps->failed = true;
	buf_char(&code, STEP_BACK);
	buf_char(&code, (char)s.least);
	buf_str(&code, s.code);
	s.code = buf_view(&code);
	s.empty = true; /* the next character says nothing of it */
	return s;
}

static struct sequence done(struct parser *ps, struct sequence s)
{
	struct buf code = buf_make(ps->arena);
	buf_str(&code, s.code);
	buf_char(&code, STEP_DONE);
	s.code = buf_view(&code);
	return s;
}

/* ---- the pattern ---- */

static char peek(const struct parser *ps)
{
	return ps->at < ps->p.len ? ps->p.ptr[ps->at] : '\0';
}

static bool skip(struct parser *ps, struct str text)
{
	bool is_there = str_starts(str_slice(ps->p, ps->at, ps->p.len), text);
	ps->at += is_there ? text.len : 0;
	return is_there;
}

static struct item high_character(struct parser *ps, int32_t c)
{
	meet_high(ps, c);
	return one_of(ps, &(struct char_class){ 0 });
}

static struct item one_character(struct parser *ps, int32_t c)
{
	char bytes[4];
	if (c >= 0x80 && !is_plain(c))
		return high_character(ps, c);
	size_t len = utf8_put(bytes, ps->exact ? c : plan_lower(c));
	return (struct item){ .code = arena_str(ps->arena, (struct str){ bytes, len }), .is_text = true, .exact = ps->exact,
			      .first = plan_first(c < 0x80 ? (unsigned char)c : 0x80), .least = 1, .most = 1,
			      .extent.spaces = { c == ' ', c == ' ' }, .is_one = true, .character = c };
}

static struct item kind_of_character(struct parser *ps, char kind, bool without)
{
	struct char_class class = { 0 };
	add_kind(&class, kind, without);
	return one_of(ps, &class);
}

static struct item any_character(struct parser *ps)
{
	struct char_class class = { .latin = { UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX }, .letters = true, .rest = true };
	class.latin[0] &= ~(UINT64_C(1) << '\n');
	return one_of(ps, &class);
}

/* The name behind \k< or (?P=, up to what closes it. */
static struct item same_again(struct parser *ps, struct str close)
{
	size_t end = str_find(ps->p, close, ps->at);
	struct str name = str_slice(ps->p, ps->at, end);
	struct buf code = buf_make(ps->arena);
	size_t found = 0, capture = 0;
	for (size_t i = 0; i < ps->name_count; i++) {
		found += str_eq(ps->names[i], name);
		capture = str_eq(ps->names[i], name) ? i : capture;
	}
	if (found != 1)
		return fail(ps);
	ps->at = end + 1;
	buf_char(&code, ps->exact ? STEP_SAME_EXACT : STEP_SAME);
	buf_char(&code, (char)capture);
	return (struct item){ .code = buf_view(&code), .first = PLAN_ANY_FIRST, .empty = true, .most = UNBOUNDED, .extent.spaces.most = UNBOUNDED };
}

/* {2600} behind \x */
static int32_t code_point(struct parser *ps)
{
	int32_t point = 0;
	if (!skip(ps, STR("{")))
		ps->failed = true;
	for (char c; (c = ascii_lower(peek(ps))) && strchr("0123456789abcdef", c) && point < 0x110000; ps->at++)
		point = 16 * point + (is_ascii_digit(c) ? c - '0' : c - 'a' + 10);
	if (!skip(ps, STR("}")) || !point)
		ps->failed = true;
	return point;
}

/* {So} behind \p: beside those of Latin-1, such signs are high. */
static struct item parse_property(struct parser *ps)
{
	if (skip(ps, STR("{L}")))
		return kind_of_character(ps, 'L', false);
	if (!skip(ps, STR("{So}")))
		return fail(ps);
	meet_high(ps, PLAN_HIGH);
	return kind_of_character(ps, 'S', false);
}

static struct item parse_escape(struct parser *ps)
{
	char c = peek(ps);
	ps->at++;
	switch (c) {
	case 'x':
		return one_character(ps, code_point(ps));
	case 'n':
		return one_character(ps, '\n');
	case 'p':
		return parse_property(ps);
	case 'w':
	case 'd':
	case 's':
		return kind_of_character(ps, c, false);
	case 'W':
	case 'D':
	case 'S':
		return kind_of_character(ps, ascii_lower(c), true);
	case 'b':
		return step(ps, STEP_BORDER);
	case 'B':
		return step(ps, STEP_NO_BORDER);
	case 'k':
		return skip(ps, STR("<")) ? same_again(ps, STR(">")) : fail(ps);
	default:
		return !c || is_ascii_alpha(c) || is_ascii_digit(c) || (unsigned char)c >= 0x80 ? fail(ps) : one_character(ps, c);
	}
}

/* A character of a class, or of the end of a range; -1 when it is a kind, which is added. */
static int32_t class_character(struct parser *ps, struct char_class *class)
{
	if (peek(ps) != '\\')
		return ps->at < ps->p.len ? utf8_next(ps->p, &ps->at) : -1;
	ps->at++;
	char c = peek(ps);
	ps->at++;
	if (c && strchr("wdsWDS", c)) {
		add_kind(class, ascii_lower(c), is_ascii_upper(c));
		return -1;
	}
	if (c == 'p' && skip(ps, STR("{L}"))) {
		add_kind(class, 'L', false);
		return -1;
	}
	if (c == 'x' || c == 'n')
		return c == 'x' ? code_point(ps) : '\n';
	if (!c || is_ascii_alpha(c) || is_ascii_digit(c) || (unsigned char)c >= 0x80)
		ps->failed = true;
	return (unsigned char)c;
}

static void parse_members(struct parser *ps, struct char_class *class)
{
	for (bool first = true; ps->at < ps->p.len && (peek(ps) != ']' || first); first = false) {
		if (skip(ps, STR("[:")) || skip(ps, STR("[.")) || skip(ps, STR("[=")))
			ps->failed = true;
		int32_t from = class_character(ps, class), to = from;
		bool is_range = from >= 0 && peek(ps) == '-' && ps->at + 1 < ps->p.len && ps->p.ptr[ps->at + 1] != ']';
		if (is_range) {
			ps->at++;
			to = class_character(ps, class);
			if (to < 0 || (to >= 0x100 && from < 0x100))
				ps->failed = true;
		}
		if (from >= 0x100 && to > from)
			meet_high(ps, from);
		else
			for (int32_t c = from; c >= 0 && c <= to && !ps->failed; c++)
				add_member(ps, class, c);
	}
	ps->at++;
}

static struct item parse_class(struct parser *ps)
{
	struct char_class class = { 0 };
	bool negated = skip(ps, STR("^"));
	parse_members(ps, &class);
	if (class.rest) { /* the others are among them */
		memset(class.others, 0, sizeof class.others);
		class.other_count = 0;
	}
	for (size_t i = 0; negated && i < 4; i++)
		class.latin[i] = ~class.latin[i];
	class.letters = negated != class.letters;
	class.rest = negated != class.rest;
	return one_of(ps, &class);
}

static struct choice parse_alternatives(struct parser *ps, struct sequence *alone);

static struct item look(struct parser *ps, bool behind, bool negated)
{
	bool was_behind = ps->behind, was_looking = ps->looking, exact = ps->exact;
	ps->behind = behind;
	ps->looking = true;
	struct choice choice = parse_alternatives(ps, NULL);
	ps->behind = was_behind;
	ps->looking = was_looking;
	ps->exact = exact;
	ps->at++;
	struct buf code = buf_make(ps->arena);
	buf_char(&code, negated ? STEP_LOOK_NOT : STEP_LOOK);
	put32(&code, choice.at);
	return (struct item){ .code = buf_view(&code), .empty = true, .is_zero = true };
}

/* (?i) (?-i) (?i: (?-i: behind the question mark. True when it ended there. */
static bool parse_flags(struct parser *ps)
{
	bool off = skip(ps, STR("-"));
	if (!skip(ps, STR("i")) && off)
		ps->failed = true;
	else if (ps->p.ptr[ps->at - 1] == 'i')
		ps->exact = off;
	bool ended = skip(ps, STR(")"));
	if (!ended && !skip(ps, STR(":")))
		ps->failed = true;
	return ended;
}

static struct item capture_item(struct parser *ps, struct item inner, size_t capture)
{
	struct buf code = buf_make(ps->arena);
	inner.is_choice = false;
	buf_char(&code, STEP_OPEN);
	buf_char(&code, (char)capture);
	buf_str(&code, inner.code);
	buf_char(&code, STEP_CLOSE);
	buf_char(&code, (char)capture);
	inner.code = buf_view(&code);
	return inner;
}

static struct item choice_item(struct parser *ps, enum step kind, struct choice choice)
{
	struct buf code = buf_make(ps->arena);
	buf_char(&code, (char)kind);
	put32(&code, choice.empty ? PLAN_ANY_FIRST : choice.first);
	put32(&code, choice.at);
	return (struct item){ .code = buf_view(&code), .first = choice.first, .empty = choice.empty, .least = choice.least,
			      .most = choice.most, .extent = choice.extent, .is_choice = kind == STEP_CHOICE, .choice_at = choice.at };
}

/* The inside of a group, up to its end, as one item. */
static struct item parse_inside(struct parser *ps)
{
	struct sequence alone = { 0 };
	bool exact = ps->exact, behind = ps->behind;
	ps->behind = false;
	struct choice choice = parse_alternatives(ps, &alone);
	ps->behind = behind;
	ps->exact = exact;
	ps->at++;
	if (!alone.code.ptr)
		return choice_item(ps, STEP_CHOICE, choice);
	return (struct item){ .code = alone.code, .first = alone.first, .empty = alone.empty, .least = alone.least, .most = alone.most,
			      .extent = alone.extent };
}

static struct item parse_capture(struct parser *ps)
{
	size_t end = str_find(ps->p, STR(">"), ps->at);
	if (ps->name_count == PLAN_MOST_CAPTURES || ps->looking || end - ps->at > UINT8_MAX)
		return fail(ps);
	size_t capture = ps->name_count++;
	ps->names[capture] = str_slice(ps->p, ps->at, end);
	ps->at = end + 1;
	return capture_item(ps, parse_inside(ps), capture);
}

static struct item parse_group(struct parser *ps)
{
	if (ps->depth >= MOST_DEPTH)
		return fail(ps);
	ps->depth++;
	struct item item;
	if (skip(ps, STR("?=")) || skip(ps, STR("?!")))
		item = look(ps, false, ps->p.ptr[ps->at - 1] == '!');
	else if (skip(ps, STR("?<=")) || skip(ps, STR("?<!")))
		item = look(ps, true, ps->p.ptr[ps->at - 1] == '!');
	else if (skip(ps, STR("?<")))
		item = parse_capture(ps);
	else if (skip(ps, STR("?P=")))
		item = same_again(ps, STR(")"));
	else if (skip(ps, STR("?:")) || peek(ps) != '?') {
		item = parse_inside(ps);
	} else {
		ps->at++;
		bool exact = ps->exact;
		if (parse_flags(ps)) {
			ps->depth--;
			return (struct item){ .code = STR(""), .empty = true, .is_zero = true };
		}
		item = ps->failed ? fail(ps) : parse_inside(ps);
		ps->exact = exact;
	}
	ps->depth--;
	return item;
}

static struct item parse_atom(struct parser *ps)
{
	char c = peek(ps);
	struct item edge;
	switch (c) {
	case '(':
		ps->at++;
		return parse_group(ps);
	case '[':
		ps->at++;
		return parse_class(ps);
	case '\\':
		ps->at++;
		return parse_escape(ps);
	case '.':
		ps->at++;
		return any_character(ps);
	case '^':
		ps->at++;
		edge = step(ps, STEP_START);
		edge.extent.starts = true;
		return edge;
	case '$':
		ps->at++;
		edge = step(ps, STEP_END);
		edge.first = PLAN_END_FIRST | plan_first('\n');
		edge.empty = false;
		edge.extent.ends = true;
		return edge;
	default:
		return one_character(ps, utf8_next(ps->p, &ps->at));
	}
}

/* ---- counts ---- */

struct count {
	unsigned least, most;
	bool lazy;
};

static unsigned parse_number(struct parser *ps)
{
	unsigned number = 0;
	for (; is_ascii_digit(peek(ps)) && number < PLAN_NO_END; ps->at++)
		number = 10 * number + (unsigned)(peek(ps) - '0');
	return number < PLAN_NO_END ? number : PLAN_NO_END - 1;
}

/* False when no count stands here: a brace may be a character. */
static bool parse_count(struct parser *ps, struct count *out)
{
	char c = peek(ps);
	if (c == '{' && ps->at + 1 < ps->p.len && is_ascii_digit(ps->p.ptr[ps->at + 1])) {
		ps->at++;
		out->least = out->most = parse_number(ps);
		if (skip(ps, STR(",")))
			out->most = is_ascii_digit(peek(ps)) ? parse_number(ps) : PLAN_NO_END;
		if (!skip(ps, STR("}")))
			ps->failed = true;
	} else if (c == '?' || c == '*' || c == '+') {
		ps->at++;
		*out = (struct count){ c == '+', c == '?' ? 1 : PLAN_NO_END, false };
	} else {
		ps->failed = ps->failed || c == '{';
		return false;
	}
	out->lazy = skip(ps, STR("?"));
	if (skip(ps, STR("+"))) /* never gives back */
		ps->failed = true;
	return true;
}

static unsigned times(unsigned length, unsigned count)
{
	return length && count && (count == PLAN_NO_END || length > UNBOUNDED / count) ? UNBOUNDED : length * count;
}

/* Of as many as counted: where a match begins and ends is not looked into. */
static struct extent repeated(struct extent one, struct count count)
{
	return (struct extent){ .spaces = { times(one.spaces.least, count.least), times(one.spaces.most, count.most) } };
}

/* The class of one character, or the class that an item has. */
static uint16_t class_of(struct parser *ps, const struct item *item)
{
	struct char_class class = { 0 };
	if (!item->is_text)
		return item->class;
	add_member(ps, &class, item->character);
	return class_number(ps, &class);
}

static struct item many(struct parser *ps, const struct item *one, struct count count)
{
	struct buf code = buf_make(ps->arena);
	buf_char(&code, count.lazy ? STEP_FEW : STEP_MANY);
	put16(&code, class_of(ps, one));
	put16(&code, count.least);
	put16(&code, count.most);
	size_t next_at = code.len;
	put32(&code, 0);
	return (struct item){ .code = buf_view(&code), .next_at = next_at, .first = one->first, .empty = !count.least,
			      .least = count.least, .most = times(1, count.most), .extent = repeated(one->extent, count) };
}

static struct item loop(struct parser *ps, struct choice choice, struct count count)
{
	struct buf code = buf_make(ps->arena);
	buf_char(&code, count.lazy ? STEP_LATE_LOOP : STEP_LOOP);
	put32(&code, choice.at);
	put16(&code, count.least);
	put16(&code, count.most);
	return (struct item){ .code = buf_view(&code), .first = choice.first, .empty = choice.empty || !count.least,
			      .least = times(choice.least, count.least), .most = times(choice.most, count.most),
			      .extent = repeated(choice.extent, count) };
}

/* The choice that an item is, or one of the item alone. */
static struct choice choice_in(struct parser *ps, const struct item *item)
{
	if (item->is_choice)
		return (struct choice){ item->choice_at, item->first, item->empty, item->least, item->most, item->extent };
	struct sequence alone = { item->code, item->first, item->empty, item->least, item->most, item->extent };
	alone = done(ps, alone);
	return choice_of(ps, &alone, 1);
}

static struct item counted(struct parser *ps, struct item item, struct count count)
{
	if (item.is_zero || count.most == 0 || count.most < count.least)
		return fail(ps);
	if (item.is_one)
		return many(ps, &item, count);
	if (count.least == 1 && count.most == 1)
		return item;
	struct choice choice = choice_in(ps, &item);
	if (count.least == 0 && count.most == 1) {
		struct item option = choice_item(ps, count.lazy ? STEP_LATE_OPTION : STEP_OPTION, choice);
		option.empty = true;
		option.least = 0;
		option.extent = repeated(option.extent, count);
		return option;
	}
	if (choice.least == 0 && count.least > 1) /* rounds that have to be and take nothing */
		return fail(ps);
	return loop(ps, choice, count);
}

static struct sequence parse_sequence(struct parser *ps)
{
	struct items list = { 0 };
	while (ps->at < ps->p.len && peek(ps) != '|' && peek(ps) != ')' && !ps->failed) {
		struct item item = parse_atom(ps);
		struct count count;
		if (!ps->failed && parse_count(ps, &count))
			item = counted(ps, item, count);
		*ARENA_PUSH(ps->arena, list.items, list.count, list.capacity) = item;
	}
	return sequence_of(ps, list);
}

/* Alternatives up to the end of the group. One that stands alone is given as it is in `alone`, where that is not NULL, and there is no choice. */
static struct choice parse_alternatives(struct parser *ps, struct sequence *alone)
{
	struct sequence *list = NULL;
	size_t count = 0, capacity = 0;
	bool behind = ps->behind;
	do {
		struct sequence one = parse_sequence(ps);
		*ARENA_PUSH(ps->arena, list, count, capacity) = behind ? backwards(ps, one) : one;
	} while (!ps->failed && count < MOST_ALTERNATIVES && skip(ps, STR("|")));
	ps->failed = ps->failed || count == MOST_ALTERNATIVES;
	if (ps->failed)
		return (struct choice){ 0 };
	if (alone && count == 1) {
		*alone = list[0];
		return (struct choice){ 0 };
	}
	for (size_t i = 0; i < count; i++)
		list[i] = done(ps, list[i]);
	return choice_of(ps, list, count);
}

/* ---- whole plans ---- */

/* PCRE2 tells captures by name, those of one name by number. */
static void put_names(struct buf *plan, const struct parser *ps)
{
	bool put[PLAN_MOST_CAPTURES] = { false };
	buf_char(plan, (char)(ps->name_count | (ps->narrow ? (size_t)PLAN_NARROW : 0U)));
	for (size_t n = 0; n < ps->name_count; n++) {
		size_t best = PLAN_MOST_CAPTURES;
		for (size_t i = 0; i < ps->name_count; i++) {
			if (put[i])
				continue;
			struct str a = ps->names[i], b = best < PLAN_MOST_CAPTURES ? ps->names[best] : a;
			int order = memcmp(a.ptr, b.ptr, a.len < b.len ? a.len : b.len);
			if (best == PLAN_MOST_CAPTURES || order < 0 || (order == 0 && a.len < b.len))
				best = i;
		}
		put[best] = true;
		buf_char(plan, (char)best);
		buf_char(plan, (char)ps->names[best].len);
		buf_str(plan, ps->names[best]);
	}
}

/* A plan to be made. */
struct making {
	struct planner *planner;
	struct str pattern;
	bool bordered;
	uint32_t made;
};

/* Of a pattern of whole texts: how many spaces those have. That is known before a step is taken. */
static void put_spaces(struct buf *plans, struct extent of)
{
	if (!of.starts || !of.ends || (!of.spaces.least && of.spaces.most >= PLAN_NO_END) || of.spaces.least >= PLAN_NO_END)
		return;
	buf_char(plans, STEP_SPACES);
	put16(plans, of.spaces.least);
	put16(plans, of.spaces.most < PLAN_NO_END ? of.spaces.most : PLAN_NO_END);
}

static void make(struct arena *work, void *context)
{
	struct making *m = context;
	struct buf *plans = &m->planner->plans;
	struct parser ps = { .to = m->planner, .arena = work, .p = m->pattern };
	struct item inside = parse_inside(&ps);
	if (ps.failed || ps.at != m->pattern.len + 1)
		return;
	m->made = (uint32_t)plans->len;
	put32(plans, inside.empty ? PLAN_ANY_FIRST : inside.first);
	put_names(plans, &ps);
	if (m->bordered)
		buf_char(plans, STEP_WORD_BEGINS);
	put_spaces(plans, inside.extent);
	buf_str(plans, inside.code);
	if (m->bordered)
		buf_char(plans, STEP_WORD_ENDED);
	buf_char(plans, STEP_DONE);
	buf_reserve(plans, PLAN_ROOM);
}

static uint32_t plan(struct planner *planner, struct str pattern, bool bordered)
{
	struct making making = { planner, pattern, bordered, PLAN_NONE };
	arena_lend(planner->arena, make, &making);
	return making.made;
}

uint32_t plan_pattern(struct planner *planner, struct str pattern)
{
	return plan(planner, pattern, true);
}

uint32_t plan_guard(struct planner *planner, struct str guard)
{
	return plan(planner, guard, false);
}
