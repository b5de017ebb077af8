#include "rules/relax.h"

#include "base/utf8.h"
#include "rules/word.h"

#include <stdlib.h>
#include <string.h>

/*
 * A piece of a pattern is described by the strings that it can match, as far as words go. Those without a space or mark in them are `whole`: they may become
 * part of a longer word on either side. The others are broken: a fragment on the left, which ends a word begun before, a node for the whole words
 * between, a fragment on the right, which begins a word that goes on. `re-?new(?: it| the)?` has
 *
 *     whole   { renew }
 *     broken  { re } NOTHING { new }, { renew } NOTHING { it, the }, { re } "new" { it, the }
 *
 * Putting two pieces one after the other joins the fragments that meet, and where they are broken the joined fragments are words.
 * Fragments are in lower case, but for capitals that must be some; some bytes in them stand for what is not known.
 */
enum {
	LETTER = '\x01',	 /* one letter or digit */
	LETTERS = '\x02', /* any number of them, none included */
	TOP = '\x03',	 /* the start of the sentence */
	CAPITAL = '\x04',
	DIGIT = '\x05', /* a digit, or a character that is not ASCII */
	MOST_FRAGMENTS = 250,
	MOST_BROKEN = 96,
	MOST_CLASS_CHARS = 8,
	MOST_COPIES = 6,
	MOST_DEPTH = 100,
	MOST_WORD_BYTES = WORD_BYTES - 5
};

/* Sorted, each once. */
struct set {
	struct str *items;
	size_t count;
};

struct broken {
	struct set left, right;
	uint32_t middle;
};

struct piece {
	struct set whole;
	struct broken *broken;
	size_t count, capacity;
};

struct parser {
	struct nodes *r;
	struct str p;
	size_t at;
	int depth;
	bool many_lines; /* ^ and $ are not the ends of the sentence */
	bool exact;	 /* small letters and capitals are told apart */
};

/* ---- sets of fragments ---- */

static int by_bytes(const void *a, const void *b)
{
	const struct str *x = a, *y = b;
	size_t len = x->len < y->len ? x->len : y->len;
	int order = len ? memcmp(x->ptr, y->ptr, len) : 0;
	return order ? order : (x->len > y->len) - (x->len < y->len);
}

static void sort_set(struct set *set)
{
	if (set->count < 2)
		return;
	qsort(set->items, set->count, sizeof *set->items, by_bytes);
	size_t kept = 1;
	for (size_t i = 1; i < set->count; i++)
		if (!str_eq(set->items[i], set->items[kept - 1]))
			set->items[kept++] = set->items[i];
	set->count = kept;
}

static struct set set_of(struct arena *arena, struct str one)
{
	struct set set = { arena_alloc(arena, 1, sizeof *set.items), 1 };
	set.items[0] = one;
	return set;
}

static bool set_eq(struct set a, struct set b)
{
	if (a.count != b.count)
		return false;
	for (size_t i = 0; i < a.count; i++)
		if (!str_eq(a.items[i], b.items[i]))
			return false;
	return true;
}

static struct set set_union(struct arena *arena, struct set a, struct set b)
{
	struct set both = { arena_alloc(arena, a.count + b.count + 1, sizeof *both.items), a.count + b.count };
	for (size_t i = 0; i < both.count; i++)
		both.items[i] = i < a.count ? a.items[i] : b.items[i - a.count];
	sort_set(&both);
	return both;
}

static bool is_unknown(char c)
{
	return c == LETTER || c == LETTERS || c == CAPITAL || c == DIGIT;
}

/* b after a. Runs of unknown letters are kept short, so that repeats come to an end: LETTERS, or LETTER LETTERS, is all they tell. */
static struct str join(struct arena *arena, struct str a, struct str b)
{
	char *p = arena_alloc(arena, a.len + b.len + 1, 1);
	size_t len = 0;
	for (size_t i = 0; i < a.len + b.len; i++) {
		char c = i < a.len ? a.ptr[i] : b.ptr[i - a.len];
		bool follows = len && p[len - 1] == LETTERS && (c == LETTER || c == LETTERS);
		if (!follows) {
			p[len++] = c;
		} else if (c == LETTER && (len < 2 || p[len - 2] != LETTER)) {
			p[len - 1] = LETTER;
			p[len++] = LETTERS;
		}
	}
	return (struct str){ p, len };
}

static const struct str some_letters = { "\x02", 1 }, one_letter = { "\x01", 1 };

/* How the fragments of a set begin, whatever follows: what a set that has grown too big keeps. */
static struct set heads(struct arena *arena, struct set set)
{
	enum { KEPT_BYTES = 4 };
	struct set out = { arena_alloc(arena, set.count, sizeof *out.items), set.count };
	for (size_t i = 0; i < set.count; i++)
		out.items[i] = join(arena, str_slice(set.items[i], 0, KEPT_BYTES), some_letters);
	sort_set(&out);
	return out.count > MOST_FRAGMENTS ? set_of(arena, some_letters) : out;
}

static struct set bounded(struct arena *arena, struct set set)
{
	return set.count > MOST_FRAGMENTS ? heads(arena, set) : set;
}

static struct set product(struct arena *arena, struct set a, struct set b)
{
	static const struct str nothing = { "", 0 };
	if (a.count == 1 && str_eq(a.items[0], nothing))
		return b;
	if (b.count == 1 && str_eq(b.items[0], nothing))
		return a;
	if (a.count * b.count > 4 * (size_t)MOST_FRAGMENTS) /* what b adds is among the letters that follow */
		return heads(arena, a);
	struct set set = { arena_alloc(arena, a.count * b.count + 1, sizeof *set.items), 0 };
	for (size_t i = 0; i < a.count; i++)
		for (size_t k = 0; k < b.count; k++)
			set.items[set.count++] = join(arena, a.items[i], b.items[k]);
	sort_set(&set);
	return set;
}

/* ---- fragments that have become words ---- */

/* What stands between two certain ends of words. */
struct settled {
	struct numbers words;
	bool nothing, any;
};

static bool has_unknown(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_unknown(s.ptr[i]))
			return true;
	return false;
}

static size_t count_of(struct str s, char c)
{
	size_t count = 0;
	for (size_t i = 0; i < s.len; i++)
		count += s.ptr[i] == c;
	return count;
}

static size_t capitals_of(struct str s)
{
	size_t count = count_of(s, CAPITAL);
	for (size_t i = 0; i < s.len; i++)
		count += is_ascii_upper(s.ptr[i]);
	return count;
}

/* Names what a word ends with for certain: the letters behind the last unknown one. False: nothing is certain. */
static bool name_tail(struct str s, char name[WORD_MOST_TAIL_BYTES], size_t *len)
{
	size_t from = s.len;
	while (from > 0 && !is_unknown(s.ptr[from - 1]))
		from--;
	struct word_reader reader = word_read(str_slice(s, from, s.len)), more;
	if (!word_next(&reader) || reader.word.len > MOST_WORD_BYTES)
		return false;
	more = reader;
	if (word_next(&more)) /* quotes side by side */
		return false;
	struct str tail = reader.word;
	for (*len = 0; *len < tail.len && *len < WORD_MOST_TAIL_BYTES; (*len)++) {
		char c = tail.ptr[tail.len - 1 - *len];
		if ((unsigned char)c >= 0x80)
			break;
		name[*len] = c;
	}
	return *len >= WORD_LEAST_TAIL_BYTES;
}

/* A fragment with unknown letters: one word or, when it may be empty, none. */
static void settle_unknown(struct nodes *r, struct str s, struct settled *out)
{
	size_t known = 0;
	while (!is_unknown(s.ptr[known]))
		known++;
	if (count_of(s, LETTERS) + count_of(s, '\'') == s.len)
		out->nothing = true;
	struct word_reader reader = word_read(str_slice(s, 0, known));
	bool is_stem = word_next(&reader) && reader.word.len >= WORD_LEAST_STEM_BYTES && reader.word.len <= MOST_WORD_BYTES;
	char tail[WORD_MOST_TAIL_BYTES];
	size_t tail_len;
	if (is_stem)
		numbers_add(r, &out->words, nodes_signed_word(r, reader.word, WORD_STEM_MARK));
	else if (count_of(s, DIGIT))
		numbers_add(r, &out->words, nodes_word(r, STR(WORD_WITH_DIGIT)));
	else if (capitals_of(s) > 1)
		numbers_add(r, &out->words, nodes_word(r, STR(WORD_WITH_CAPITALS)));
	else if (capitals_of(s) == 1)
		numbers_add(r, &out->words, nodes_word(r, STR(WORD_WITH_CAPITAL)));
	else if (!r->has_no_tails && name_tail(s, tail, &tail_len))
		numbers_add(r, &out->words, nodes_signed_word(r, (struct str){ tail, tail_len }, WORD_TAIL_MARK));
	else
		out->any = true;
}

static void settle_known(struct nodes *r, struct str s, struct settled *out)
{
	struct word_reader reader = word_read(s);
	if (!word_next(&reader))
		out->nothing = true;
	else if (reader.word.len > MOST_WORD_BYTES)
		out->any = true;
	else if (capitals_of(s) > 1)
		numbers_add(r, &out->words, nodes_signed_word(r, reader.word, WORD_CAPITALS_MARK));
	else
		numbers_add(r, &out->words, nodes_word(r, reader.word));
}

static uint32_t settled_node(struct nodes *r, struct settled *s)
{
	struct numbers nodes = { 0 };
	if (s->any)
		numbers_add(r, &nodes, nodes_leaf(r, NODE_ANY));
	numbers_sort(&s->words);
	if (s->words.count)
		numbers_add(r, &nodes, nodes_put(r, NODE_WORDS, s->words.items, s->words.count));
	if (s->nothing)
		numbers_add(r, &nodes, nodes_leaf(r, NODE_NOTHING));
	return nodes_choice(r, &nodes);
}

/* The node for a set of fragments between certain ends of words. */
static uint32_t settle(struct nodes *r, struct set set)
{
	struct settled plain = { 0 }, top = { 0 };
	bool has_top = false, has_plain = false;
	for (size_t i = 0; i < set.count; i++) {
		struct str s = set.items[i];
		size_t start = s.len;
		while (start > 0 && s.ptr[start - 1] != TOP)
			start--;
		struct settled *to = start ? &top : &plain;
		*(start ? &has_top : &has_plain) = true;
		s = str_slice(s, start, s.len);
		if (has_unknown(s))
			settle_unknown(r, s, to);
		else
			settle_known(r, s, to);
	}
	if (!has_top)
		return settled_node(r, &plain);
	uint32_t at_top = nodes_sequence(r, nodes_leaf(r, NODE_START), settled_node(r, &top));
	return has_plain ? nodes_either(r, settled_node(r, &plain), at_top) : at_top;
}

/* ---- pieces ---- */

static struct piece piece_of(struct nodes *r, struct str fragment)
{
	return (struct piece){ .whole = set_of(r->work, fragment) };
}

/* Sets of what is broken alike are united, so that there are few. */
static void add_broken(struct nodes *r, struct piece *piece, struct broken b)
{
	for (size_t i = 0; i < piece->count; i++) {
		struct broken *old = &piece->broken[i];
		bool left = set_eq(old->left, b.left), right = set_eq(old->right, b.right), middle = old->middle == b.middle;
		if (left + right + middle < 2)
			continue;
		if (!left)
			old->left = set_union(r->work, old->left, b.left);
		else if (!right)
			old->right = set_union(r->work, old->right, b.right);
		else if (!middle)
			old->middle = nodes_either(r, old->middle, b.middle);
		return;
	}
	*ARENA_PUSH(r->work, piece->broken, piece->count, piece->capacity) = b;
}

static struct piece piece_around(struct nodes *r, struct str edge, uint32_t middle)
{
	struct piece piece = { 0 };
	struct set side = set_of(r->work, edge);
	add_broken(r, &piece, (struct broken){ side, side, middle });
	return piece;
}

/* Words end before it and begin after it. */
static struct piece piece_border(struct nodes *r)
{
	return piece_around(r, STR(""), nodes_leaf(r, NODE_NOTHING));
}

static struct piece piece_mark(struct nodes *r, struct str mark)
{
	uint32_t number = nodes_word(r, utf8_fold(r->work, mark));
	return piece_around(r, STR(""), nodes_put(r, NODE_MARKS, &number, 1));
}

/* Any text at all. */
static struct piece piece_anything(struct nodes *r)
{
	struct piece piece = piece_around(r, some_letters, nodes_leaf(r, NODE_GAP));
	piece.whole = set_of(r->work, some_letters);
	return piece;
}

/*
 * Makes fewer broken strings of many, each standing for at least what those that went into it did: first those with the same left side
 * become one, then, if that is not enough, all.
 */
static void coarsen(struct nodes *r, struct piece *piece, bool keep_left)
{
	struct piece out = { .whole = piece->whole };
	for (size_t i = 0; i < piece->count; i++) {
		struct broken b = piece->broken[i];
		size_t k = 0;
		while (k < out.count && keep_left && !set_eq(out.broken[k].left, b.left))
			k++;
		if (k == out.count) {
			*ARENA_PUSH(r->work, out.broken, out.count, out.capacity) = b;
			continue;
		}
		struct broken *into = &out.broken[k];
		into->left = set_union(r->work, into->left, b.left);
		into->right = set_union(r->work, into->right, b.right);
		into->middle = nodes_either(r, into->middle, b.middle);
	}
	*piece = out;
}

/* The piece, or something simpler that can match at least as much. */
static struct piece kept_small(struct nodes *r, struct piece piece)
{
	if (piece.count > MOST_BROKEN)
		coarsen(r, &piece, true);
	if (piece.count > MOST_BROKEN)
		coarsen(r, &piece, false);
	piece.whole = bounded(r->work, piece.whole);
	for (size_t i = 0; i < piece.count; i++) {
		piece.broken[i].left = bounded(r->work, piece.broken[i].left);
		piece.broken[i].right = bounded(r->work, piece.broken[i].right);
	}
	return piece;
}

static bool is_nothing(struct set set)
{
	return set.count == 1 && set.items[0].len == 0;
}

/* What comes of a broken string of the first piece and the broken ones of the second. */
static void append_to_broken(struct nodes *r, struct piece *out, struct broken b, const struct piece *next)
{
	bool stays = is_nothing(next->whole);
	for (size_t i = 0; i < next->count; i++) {
		struct numbers ways = { 0 };
		struct set right = next->broken[i].right;
		for (size_t k = 0; k < next->count; k++) {
			if (!set_eq(next->broken[k].right, right))
				continue;
			if (k < i) /* this right side was done */
				break;
			uint32_t word = settle(r, product(r->work, b.right, next->broken[k].left));
			numbers_add(r, &ways, nodes_sequence(r, word, next->broken[k].middle));
		}
		if (!ways.count)
			continue;
		if (stays && set_eq(right, b.right) && is_nothing(right)) {
			numbers_add(r, &ways, nodes_leaf(r, NODE_NOTHING));
			stays = false;
		}
		add_broken(r, out, (struct broken){ b.left, right, nodes_sequence(r, b.middle, nodes_choice(r, &ways)) });
	}
	if (next->whole.count && (stays || !is_nothing(next->whole)))
		add_broken(r, out, (struct broken){ b.left, product(r->work, b.right, next->whole), b.middle });
}

/* a followed by b */
static struct piece append(struct nodes *r, struct piece a, struct piece b)
{
	struct piece out = { 0 };
	out.whole = product(r->work, a.whole, b.whole);
	if (!a.whole.count || !b.whole.count)
		out.whole.count = 0;
	for (size_t i = 0; i < a.count; i++)
		append_to_broken(r, &out, a.broken[i], &b);
	for (size_t k = 0; k < b.count && a.whole.count; k++)
		add_broken(r, &out, (struct broken){ product(r->work, a.whole, b.broken[k].left), b.broken[k].right, b.broken[k].middle });
	return kept_small(r, out);
}

/* a or b */
static struct piece alternate(struct nodes *r, struct piece a, struct piece b)
{
	struct piece out = { .whole = set_union(r->work, a.whole, b.whole) };
	for (size_t i = 0; i < a.count + b.count; i++)
		add_broken(r, &out, i < a.count ? a.broken[i] : b.broken[i - a.count]);
	return kept_small(r, out);
}

/* ---- the pattern, read ---- */

static struct piece parse_alternatives(struct parser *ps);

static char peek(const struct parser *ps)
{
	return ps->at < ps->p.len ? ps->p.ptr[ps->at] : '\0';
}

/* Is the byte certain to stand outside every word? */
static bool is_border(char c)
{
	unsigned char u = (unsigned char)c;
	return u < 0x80 && !is_ascii_alpha(c) && !is_ascii_digit(c) && c != '\'' && c != '_';
}

/* A character of the pattern that stands for itself. */
static struct piece piece_literal(struct parser *ps, struct str c)
{
	struct nodes *r = ps->r;
	if (is_ascii_space(c.ptr[0]))
		return piece_border(r);
	if (is_border(c.ptr[0]))
		return piece_mark(r, c);
	if ((unsigned char)c.ptr[0] >= 0x80) {
		size_t at = 0;
		int32_t point = utf8_next(c, &at);
		if (utf8_is_mark(point))
			return piece_anything(r);
		if (!utf8_is_word(point))
			return utf8_is_space(point) ? piece_border(r) : piece_mark(r, c);
	}
	return piece_of(r, ps->exact && is_ascii_upper(c.ptr[0]) ? arena_str(r->work, c) : utf8_fold(r->work, c));
}

/* Past the closing bracket of the group whose inside is at `at`. */
static void skip_group(struct parser *ps)
{
	int depth = 1;
	bool in_class = false, first = false;
	while (ps->at < ps->p.len && depth) {
		char c = ps->p.ptr[ps->at++];
		bool was_first = first;
		first = false;
		if (c == '\\') {
			ps->at++;
		} else if (in_class) {
			in_class = c != ']' || was_first;
			first = was_first && c == '^';
		} else if (c == '[') {
			in_class = true;
			first = true;
		} else {
			depth += (c == '(') - (c == ')');
		}
	}
}

/* What the members of a class are, as far as words go. */
struct members {
	int32_t known[MOST_CLASS_CHARS];
	size_t count;
	bool is_known; /* `known` are all */
	bool letters, others; /* may one be part of a word, may one stand outside? Apostrophes count as both. */
	bool not_digits, not_capitals; /* is one something else? */
	bool ascii; /* is one ASCII, or unknown? */
};

/* Some character that is not ASCII. */
static void add_foreign(struct members *m)
{
	m->letters = m->others = m->not_digits = m->not_capitals = true;
	m->is_known = false;
}

static void add_member(struct members *m, int32_t c)
{
	bool was_known = m->is_known && m->count < MOST_CLASS_CHARS;
	if (m->count < MOST_CLASS_CHARS)
		m->known[m->count++] = c;
	if (c >= 0x80) {
		add_foreign(m);
	} else {
		m->letters = m->letters || !is_border((char)c);
		m->others = m->others || is_border((char)c) || c == '\'';
		m->not_digits = m->not_digits || !is_ascii_digit((char)c);
		m->not_capitals = m->not_capitals || !is_ascii_upper((char)c);
		m->ascii = true;
	}
	m->is_known = was_known;
}

static void add_unknown_members(struct members *m)
{
	m->letters = m->others = m->not_digits = m->not_capitals = m->ascii = true;
	m->is_known = false;
}

/* From..to, of the ASCII characters. */
static void add_members(struct members *m, int32_t from, int32_t to)
{
	bool ascii = from < 0x80 && to < 0x80;
	if (!ascii)
		add_unknown_members(m);
	for (int32_t c = from; ascii && c <= to; c++)
		add_member(m, c);
}

/* Past "{hex}" of \x{hex}: is it a character that is not ASCII? */
static bool skip_foreign(struct parser *ps)
{
	size_t end = str_find(ps->p, STR("}"), ps->at);
	size_t first = ps->at + 1; /* after leading zeros, more than two digits, or two from 80 on */
	while (first < end && ps->p.ptr[first] == '0')
		first++;
	bool foreign = peek(ps) == '{' && (end - first > 2 || (end - first == 2 && ps->p.ptr[first] >= '8'));
	if (foreign)
		ps->at = end + 1;
	return foreign;
}

static void add_class_escape(struct parser *ps, struct members *m)
{
	char c = ps->at < ps->p.len ? ps->p.ptr[ps->at++] : '\0';
	if (c == 'x' && skip_foreign(ps)) {
		add_foreign(m);
		if (peek(ps) == '-' && ps->at + 1 < ps->p.len && ps->p.ptr[ps->at + 1] != ']')
			ps->at++; /* a range: its end is not ASCII either */
		return;
	}
	if (c == 'd' || c == 'w') {
		m->letters = m->not_capitals = m->ascii = true;
		m->not_digits = m->not_digits || c == 'w';
		m->is_known = false;
	} else if (c == 's' || c == 'n' || c == 't' || c == 'r') {
		add_member(m, ' ');
	} else if (is_ascii_alpha(c) || is_ascii_digit(c)) {
		add_unknown_members(m);
		if (peek(ps) == '{')
			while (ps->at < ps->p.len && ps->p.ptr[ps->at++] != '}')
				;
	} else {
		add_member(m, c);
	}
}

static void read_members(struct parser *ps, struct members *m)
{
	for (bool first = true; ps->at < ps->p.len && (peek(ps) != ']' || first); first = false) {
		int32_t c = utf8_next(ps->p, &ps->at);
		bool is_posix = c == '[' && (peek(ps) == ':' || peek(ps) == '.' || peek(ps) == '=');
		bool is_range = c != '\\' && peek(ps) == '-' && ps->at + 1 < ps->p.len && ps->p.ptr[ps->at + 1] != ']' &&
				ps->p.ptr[ps->at + 1] != '\\' && ps->p.ptr[ps->at + 1] != '[';
		if (is_posix) {
			add_unknown_members(m);
			ps->at = str_find(ps->p, STR(":]"), ps->at) + 2;
		} else if (is_range) {
			ps->at++;
			add_members(m, c, utf8_next(ps->p, &ps->at));
		} else if (c == '\\') {
			add_class_escape(ps, m);
		} else {
			add_member(m, c);
		}
	}
	ps->at++;
}

/* A character that is not ASCII, in a word or outside. */
static struct piece piece_foreign(struct nodes *r)
{
	return alternate(r, piece_of(r, STR("\x05")), piece_mark(r, STR(WORD_FOREIGN_MARK)));
}

/* One character that may be in a word, outside, or either. */
static struct piece piece_character(struct nodes *r, bool letters, bool others)
{
	struct piece piece = others ? piece_border(r) : (struct piece){ 0 };
	if (letters)
		piece = alternate(r, piece, piece_of(r, one_letter));
	if (others)
		piece = alternate(r, piece, piece_of(r, STR("'")));
	return piece;
}

static struct piece parse_class(struct parser *ps)
{
	struct members m = { .is_known = true };
	bool negated = peek(ps) == '^';
	ps->at += negated;
	read_members(ps, &m);
	if (negated)
		return piece_character(ps->r, true, true);
	if (!m.ascii && m.letters && !m.is_known)
		return piece_foreign(ps->r);
	if (m.letters && !m.others && (!m.not_digits || (!m.not_capitals && ps->exact)))
		return piece_of(ps->r, m.not_digits ? STR("\x04") : STR("\x05"));
	if (!m.is_known || !m.count)
		return piece_character(ps->r, m.letters, m.others);
	struct piece piece = { 0 };
	for (size_t i = 0; i < m.count; i++) {
		char text[4];
		struct str c = arena_str(ps->r->work, (struct str){ text, utf8_put(text, m.known[i]) });
		piece = i ? alternate(ps->r, piece, piece_literal(ps, c)) : piece_literal(ps, c);
	}
	return piece;
}

static struct piece parse_escape(struct parser *ps)
{
	char c = ps->at < ps->p.len ? ps->p.ptr[ps->at++] : '\0';
	if (c && strchr("bBAGzZ", c))
		return piece_of(ps->r, STR(""));
	if (c == 's' || c == 'n' || c == 't' || c == 'r')
		return piece_border(ps->r);
	if (c == 'd')
		return piece_of(ps->r, STR("\x05"));
	if (c == 'w')
		return piece_character(ps->r, true, false);
	if (c == 'D' || c == 'W' || c == 'S' || c == 'N')
		return piece_character(ps->r, true, true);
	if (c == 'x' && skip_foreign(ps))
		return piece_foreign(ps->r);
	if (c == 'p' && str_starts(str_slice(ps->p, ps->at, ps->p.len), STR("{So}"))) {
		ps->at += sizeof "{So}" - 1;
		return piece_foreign(ps->r);
	}
	if (is_ascii_alpha(c) || is_ascii_digit(c)) {
		/* \p{…} \k<…> \x{…} \o{…}: their argument goes with them */
		if (strchr("pPkxgNo", c) && peek(ps) && strchr("{<'", peek(ps))) {
			char close = peek(ps) == '{' ? '}' : peek(ps) == '<' ? '>' : '\'';
			ps->at++;
			while (ps->at < ps->p.len && ps->p.ptr[ps->at++] != close)
				;
		} else if (c == 'x' || c == 'c' || is_ascii_digit(c)) {
			/* \x41, \cA, \012: what follows may be its digits, or not */
			while (is_ascii_digit(peek(ps)) || is_ascii_alpha(peek(ps)))
				ps->at++;
		}
		return piece_anything(ps->r);
	}
	return piece_literal(ps, str_slice(ps->p, ps->at - 1, ps->at));
}

/* Flags at the head of a group: (?i), (?-i:…). True when they end the group. */
static bool parse_flags(struct parser *ps)
{
	bool off = false;
	for (; peek(ps) == '-' || peek(ps) == '^' || is_ascii_lower(peek(ps)); ps->at++) {
		off = off || peek(ps) == '-';
		if (peek(ps) == 'm')
			ps->many_lines = true;
		if (peek(ps) == 'i')
			ps->exact = off;
	}
	ps->at++;
	return ps->p.ptr[ps->at - 1] == ')';
}

/* Past what stands between "(?" and the inside of a group. False when the group cannot be seen through. */
static bool parse_group_head(struct parser *ps, bool *ended)
{
	char c = peek(ps);
	if (c == '<' || c == 'P' || c == '\'') {
		char close = c == '\'' ? '\'' : '>';
		ps->at++;
		while (ps->at < ps->p.len && peek(ps) != close)
			ps->at++;
		ps->at++;
		return true;
	}
	if (c == ':' || c == '>' || c == '|') {
		ps->at++;
		return true;
	}
	if (c != '-' && c != '^' && !is_ascii_lower(c))
		return false;
	*ended = parse_flags(ps);
	return true;
}

static struct piece parse_group(struct parser *ps)
{
	struct str rest = str_slice(ps->p, ps->at, ps->p.len);
	bool look = str_starts(rest, STR("?=")) || str_starts(rest, STR("?!")) || str_starts(rest, STR("?<=")) ||
		    str_starts(rest, STR("?<!")) || str_starts(rest, STR("?#"));
	if (look || ps->depth >= MOST_DEPTH) {
		skip_group(ps);
		return look ? piece_of(ps->r, STR("")) : piece_anything(ps->r);
	}
	bool exact = ps->exact; /* flags set inside hold to the end of the group */
	if (str_starts(rest, STR("?"))) {
		bool ended = false;
		ps->at++;
		if (!parse_group_head(ps, &ended)) { /* conditions, calls */
			skip_group(ps);
			return piece_anything(ps->r);
		}
		if (ended)
			return piece_of(ps->r, STR(""));
	}
	ps->depth++;
	struct piece piece = parse_alternatives(ps);
	ps->depth--;
	ps->at++;
	ps->exact = exact;
	return piece;
}

static struct piece parse_atom(struct parser *ps)
{
	char c = ps->p.ptr[ps->at++];
	switch (c) {
	case '(':
		return parse_group(ps);
	case '[':
		return parse_class(ps);
	case '\\':
		return parse_escape(ps);
	case '.':
		return piece_character(ps->r, true, true);
	case '^':
		return ps->many_lines ? piece_of(ps->r, STR("")) : piece_of(ps->r, STR("\x03"));
	case '$':
		return piece_around(ps->r, STR(""), nodes_leaf(ps->r, ps->many_lines ? NODE_NOTHING : NODE_END));
	default:
		break;
	}
	/* A UTF-8 character whole, so that a quantifier binds to all of it. */
	size_t from = ps->at - 1;
	while (ps->at < ps->p.len && ((unsigned char)ps->p.ptr[ps->at] & 0xC0U) == 0x80)
		ps->at++;
	return piece_literal(ps, str_slice(ps->p, from, ps->at));
}

enum { NO_END = 1000 };

/* Reads {m}, {m,}, {m,n}, {,n}; false when the brace is a literal one. */
static bool parse_counts(struct parser *ps, long *least, long *most)
{
	size_t at = ps->at + 1;
	if (at >= ps->p.len || (!is_ascii_digit(ps->p.ptr[at]) && ps->p.ptr[at] != ','))
		return false;
	long counts[2] = { 0, 0 };
	int which = 0;
	bool open = true;
	for (; at < ps->p.len && ps->p.ptr[at] != '}'; at++) {
		char c = ps->p.ptr[at];
		if (c == ',' && which == 0) {
			which = 1;
			open = true;
		} else if (is_ascii_digit(c) && counts[which] < 10000) {
			counts[which] = counts[which] * 10 + (c - '0');
			open = false;
		} else {
			return false;
		}
	}
	*least = counts[0];
	*most = which == 0 ? counts[0] : open ? NO_END : counts[1];
	ps->at = at + 1;
	return true;
}

static bool is_only_letters(const struct piece *piece)
{
	if (piece->count || !piece->whole.count)
		return false;
	for (size_t i = 0; i < piece->whole.count; i++)
		if (memchr(piece->whole.items[i].ptr, '\'', piece->whole.items[i].len) ||
		    memchr(piece->whole.items[i].ptr, TOP, piece->whole.items[i].len))
			return false;
	return true;
}

static bool is_only_border(const struct nodes *r, const struct piece *piece)
{
	if (piece->count != 1 || piece->whole.count)
		return false;
	enum node_kind kind = nodes_kind(r, piece->broken[0].middle);
	return (kind == NODE_NOTHING || kind == NODE_MARKS) && is_nothing(piece->broken[0].left) && is_nothing(piece->broken[0].right);
}

/* The piece `most` times at the most, at least once. */
static struct piece repeat(struct nodes *r, struct piece piece, long least, long most)
{
	if (most == 1 || is_only_border(r, &piece))
		return piece;
	if (is_only_letters(&piece) && most > 2)
		return append(r, least > 1 ? append(r, piece, piece) : piece, piece_of(r, some_letters));
	bool is_any_character = piece.count == 1 && piece.whole.count == 2 && str_eq(piece.whole.items[0], one_letter);
	if (is_any_character && most > 2)
		return append(r, piece, piece_anything(r));
	if (most > MOST_COPIES)
		return alternate(r, piece, append(r, append(r, piece, piece_anything(r)), piece));
	struct piece none = piece_of(r, STR("")), out = none;
	for (long i = most; i > 0; i--) {
		out = append(r, piece, out);
		if (i > least && i > 1)
			out = alternate(r, none, out);
	}
	return out;
}

static struct piece quantify(struct parser *ps, struct piece piece)
{
	long least = 1, most = 1;
	char c = peek(ps);
	if (c == '?' || c == '*' || c == '+') {
		least = c == '+';
		most = c == '?' ? 1 : NO_END;
		ps->at++;
	} else if (c != '{' || !parse_counts(ps, &least, &most)) {
		return piece;
	}
	if (peek(ps) == '?' || peek(ps) == '+')
		ps->at++;
	if (most == 0)
		return piece_of(ps->r, STR(""));
	struct piece some = repeat(ps->r, piece, least, most);
	return least ? some : alternate(ps->r, piece_of(ps->r, STR("")), some);
}

static struct piece parse_sequence(struct parser *ps)
{
	struct piece piece = piece_of(ps->r, STR(""));
	while (ps->at < ps->p.len && peek(ps) != '|' && peek(ps) != ')') {
		struct piece atom = parse_atom(ps);
		piece = append(ps->r, piece, quantify(ps, atom));
	}
	return piece;
}

static struct piece parse_alternatives(struct parser *ps)
{
	struct piece piece = parse_sequence(ps);
	while (peek(ps) == '|' && ps->at < ps->p.len) {
		ps->at++;
		piece = alternate(ps->r, piece, parse_sequence(ps));
	}
	return piece;
}

static bool all_begin_with_letter(struct set set)
{
	for (size_t i = 0; i < set.count; i++) {
		struct str s = set.items[i];
		size_t at = 0;
		while (at < s.len && s.ptr[at] == TOP)
			at++;
		if (at == s.len || s.ptr[at] == LETTERS || s.ptr[at] == '\'')
			return false;
	}
	return true;
}

static bool begins_with_word(const struct piece *piece)
{
	for (size_t i = 0; i < piece->count; i++)
		if (!all_begin_with_letter(piece->broken[i].left))
			return false;
	return all_begin_with_letter(piece->whole);
}

/* The node for a piece with word borders on both sides. */
static uint32_t between_borders(struct nodes *r, struct piece piece)
{
	struct piece border = piece_border(r);
	piece = append(r, append(r, border, piece), border);
	struct numbers nodes = { 0 };
	for (size_t i = 0; i < piece.count; i++) {
		bool settled = is_nothing(piece.broken[i].left) && is_nothing(piece.broken[i].right);
		numbers_add(r, &nodes, settled ? piece.broken[i].middle : nodes_leaf(r, NODE_GAP));
	}
	return nodes.count ? nodes_choice(r, &nodes) : nodes_leaf(r, NODE_GAP);
}

/* A pattern to be relaxed. */
struct relaxing {
	struct nodes *nodes;
	struct str pattern;
	struct relaxation out;
};

/* Each alternative of the whole has its borders at once: so their fragments never mix. */
static void relax(struct arena *work, void *context)
{
	struct relaxing *x = context;
	struct nodes *nodes = x->nodes;
	struct parser ps = { .r = nodes, .p = x->pattern };
	struct numbers list = { 0 };
	nodes->work = work;
	for (bool more = true; more; ps.at++) {
		struct piece piece = parse_sequence(&ps);
		x->out.begins_with_word = x->out.begins_with_word && begins_with_word(&piece);
		numbers_add(nodes, &list, between_borders(nodes, piece));
		more = ps.at < ps.p.len && peek(&ps) == '|';
	}
	x->out.root = ps.at <= ps.p.len ? nodes_leaf(nodes, NODE_GAP) : nodes_choice(nodes, &list);
	nodes->work = nodes->arena;
}

struct relaxation relax_pattern(struct nodes *nodes, struct str pattern)
{
	struct relaxing relaxing = { nodes, pattern, { .begins_with_word = true } };
	arena_lend(nodes->arena, relax, &relaxing);
	return relaxing.out;
}
