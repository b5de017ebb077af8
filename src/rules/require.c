#include "rules/require.h"

#include "base/buf.h"
#include "rules/word.h"

#include <stdlib.h>
#include <string.h>

/*
 * Each piece of the pattern is described by the set of strings that it can match, with two stand-ins: EDGE is a place
 * where a word certainly ends or begins, ANY is text that is not known, the empty text included. Sequences multiply sets,
 * alternatives unite them. Whenever all strings of a sequence so far end in a space, the words before it are settled: they are harvested into
 * a clause, and the set starts anew from EDGE. When a set grows past MOST_STRINGS it is harvested and becomes ANY.
 */
enum { EDGE = '\x01', ANY = '\x02', MOST_STRINGS = 600, MOST_CLASS_CHARS = 8, MOST_DEPTH = 100 };

struct set {
	struct str *items;
	size_t count;
};

struct piece {
	struct set strings;
	struct word_set *clauses;
	size_t count, capacity;
};

struct parser {
	struct arena *arena;
	struct str p;
	size_t at;
	int depth;
};

static struct set set_of(struct arena *arena, struct str one)
{
	struct set set = { arena_alloc(arena, 1, sizeof *set.items), 1 };
	set.items[0] = one;
	return set;
}

static struct piece piece_of(struct arena *arena, struct str one)
{
	return (struct piece){ .strings = set_of(arena, one) };
}

/* How many of a hundred sentences of replies have the word, for the words that most have. */
static double word_cost(struct str word)
{
	static const struct {
		const char *word;
		double cost;
	} common[] = {
		{ "the", 60 }, { "to", 50 },   { "you", 45 },	{ "a", 45 },	{ "and", 40 },	{ "is", 30 },	{ "i", 30 },   { "we", 25 },   { "for", 30 },
		{ "of", 30 },  { "in", 28 },   { "it", 25 },	{ "that", 20 }, { "on", 20 },	{ "your", 22 }, { "be", 20 },  { "not", 16 },  { "this", 16 },
		{ "are", 18 }, { "with", 15 }, { "have", 18 },	{ "can", 18 },	{ "if", 14 },	{ "at", 14 },	{ "as", 12 },  { "but", 12 },  { "will", 12 },
		{ "do", 8 },   { "or", 10 },   { "so", 9 },	{ "no", 8 },	{ "from", 9 },	{ "by", 9 },	{ "has", 8 },  { "was", 8 },   { "an", 9 },
		{ "my", 6 },   { "all", 7 },   { "any", 7 },	{ "our", 9 },	{ "they", 6 },	{ "there", 7 }, { "one", 8 },  { "out", 7 },   { "up", 6 },
		{ "it's", 6 }, { "i'm", 5 },   { "i'll", 6 },	{ "don't", 5 }, { "can't", 4 }, { "would", 6 }, { "what", 6 }, { "just", 5 },  { "library", 8 },
		{ "me", 6 },   { "which", 5 }, { "please", 6 }, { "when", 6 },	{ "who", 4 },	{ "only", 4 },	{ "you're", 3 }, { "book", 5 }, { "been", 5 },
		{ "s", 5 },    { "he", 3 },    { "she", 3 },	{ "more", 4 },	{ "get", 4 },	{ "did", 3 },	{ "de", 40 },  { "la", 40 },   { "que", 40 },
		{ "el", 30 },  { "en", 30 },   { "no", 20 },	{ "y", 30 },	{ "se", 20 },	{ "lo", 15 },	{ "le", 15 },  { "los", 20 },  { "un", 15 },
		{ "una", 15 }, { "es", 15 },   { "por", 15 },	{ "para", 15 }, { "con", 15 },	{ "su", 12 },
	};
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		if (str_eq(word, str_of(common[i].word)))
			return common[i].cost;
	return 1;
}

/* Is the byte certain to stand outside every word? */
static bool is_gap(char c)
{
	unsigned char u = (unsigned char)c;
	return u == EDGE || (u >= 0x20 && u < 0x80 && !is_ascii_alpha(c) && !is_ascii_digit(c) && c != '\'' && c != '_');
}

/* The rarest word of s that is known whole; an empty str when there is none. */
static struct str rarest_word(struct arena *arena, struct str s)
{
	struct str best = { 0 };
	double best_cost = 0;
	struct word_reader reader = word_read(s);
	while (word_next(&reader)) {
		struct span at = reader.span;
		/* an apostrophe next to an end belongs to the word's neighbourhood: what follows it decides */
		while (at.start > 0 && s.ptr[at.start - 1] == '\'')
			at.start--;
		while (at.end < s.len && s.ptr[at.end] == '\'')
			at.end++;
		bool whole = at.start > 0 && is_gap(s.ptr[at.start - 1]) && at.end < s.len && is_gap(s.ptr[at.end]);
		if (!whole || reader.word.len + 4 > WORD_BYTES)
			continue;
		double cost = word_cost(reader.word);
		if (!best.len || cost < best_cost) {
			best = arena_str(arena, reader.word);
			best_cost = cost;
		}
	}
	return best;
}

/* The clause that a set of alternatives gives: a word from each. count is 0 when one of them has none. */
static struct word_set harvest(struct arena *arena, struct set set)
{
	struct word_set clause = { 0 };
	struct str *words = arena_alloc(arena, set.count, sizeof *words);
	for (size_t i = 0; i < set.count; i++) {
		struct str word = rarest_word(arena, set.items[i]);
		if (!word.len)
			return (struct word_set){ 0 };
		size_t k = 0;
		while (k < clause.count && !str_eq(words[k], word))
			k++;
		if (k < clause.count)
			continue;
		words[clause.count++] = word;
		clause.cost += word_cost(word);
	}
	clause.words = words;
	return clause;
}

static void add_clause(struct arena *arena, struct piece *piece, struct word_set clause)
{
	if (clause.count)
		*ARENA_PUSH(arena, piece->clauses, piece->count, piece->capacity) = clause;
}

static bool all_end_in_gap(struct set set)
{
	for (size_t i = 0; i < set.count; i++)
		if (!set.items[i].len || !is_gap(set.items[i].ptr[set.items[i].len - 1]))
			return false;
	return true;
}

static struct str join(struct arena *arena, struct str a, struct str b)
{
	char *p = arena_alloc(arena, a.len + b.len + 1, 1);
	memcpy(p, a.ptr, a.len);
	memcpy(p + a.len, b.ptr, b.len);
	return (struct str){ p, a.len + b.len };
}

static struct set product(struct arena *arena, struct set a, struct set b)
{
	struct set set = { arena_alloc(arena, a.count * b.count, sizeof *set.items), 0 };
	for (size_t i = 0; i < a.count; i++)
		for (size_t k = 0; k < b.count; k++)
			set.items[set.count++] = join(arena, a.items[i], b.items[k]);
	return set;
}

static struct set with_edges(struct arena *arena, struct set set, struct str before, struct str after)
{
	return product(arena, product(arena, set_of(arena, before), set), set_of(arena, after));
}

static const struct str any = { "\x02", 1 }, edge = { "\x01", 1 };

/* piece = piece followed by next */
static void append(struct arena *arena, struct piece *piece, struct piece next)
{
	for (size_t i = 0; i < next.count; i++)
		add_clause(arena, piece, next.clauses[i]);
	if (piece->strings.count * next.strings.count > MOST_STRINGS) {
		add_clause(arena, piece, harvest(arena, with_edges(arena, piece->strings, STR(""), any)));
		piece->strings = set_of(arena, any);
	}
	if (piece->strings.count * next.strings.count > MOST_STRINGS) {
		add_clause(arena, piece, harvest(arena, with_edges(arena, next.strings, any, any)));
		next.strings = set_of(arena, any);
	}
	piece->strings = product(arena, piece->strings, next.strings);
	if (all_end_in_gap(piece->strings)) {
		add_clause(arena, piece, harvest(arena, piece->strings));
		piece->strings = set_of(arena, edge);
	}
}

/* The best clause that is certain inside a piece, whatever stands around it. */
static struct word_set best_clause(struct arena *arena, const struct piece *piece)
{
	struct word_set best = harvest(arena, with_edges(arena, piece->strings, any, any));
	for (size_t i = 0; i < piece->count; i++)
		if (!best.count || piece->clauses[i].cost < best.cost)
			best = piece->clauses[i];
	return best;
}

static struct word_set unite(struct arena *arena, struct word_set a, struct word_set b)
{
	struct word_set both = { arena_alloc(arena, a.count + b.count, sizeof *both.words), 0, 0 };
	for (size_t i = 0; i < a.count + b.count; i++) {
		struct str word = i < a.count ? a.words[i] : b.words[i - a.count];
		size_t k = 0;
		while (k < both.count && !str_eq(both.words[k], word))
			k++;
		if (k < both.count)
			continue;
		both.words[both.count++] = word;
		both.cost += word_cost(word);
	}
	return both;
}

/* piece = piece or other */
static void alternate(struct arena *arena, struct piece *piece, struct piece other)
{
	size_t count = piece->strings.count + other.strings.count;
	struct word_set clause = { 0 };
	if (piece->count || other.count || count > MOST_STRINGS) {
		struct word_set a = best_clause(arena, piece), b = best_clause(arena, &other);
		if (a.count && b.count)
			clause = unite(arena, a, b);
	}
	struct set strings = { arena_alloc(arena, count, sizeof *strings.items), count };
	memcpy(strings.items, piece->strings.items, piece->strings.count * sizeof *strings.items);
	memcpy(strings.items + piece->strings.count, other.strings.items, other.strings.count * sizeof *strings.items);
	*piece = (struct piece){ .strings = count > MOST_STRINGS ? set_of(arena, any) : strings };
	add_clause(arena, piece, clause);
}

static struct piece parse_alternatives(struct parser *ps);

static char peek(const struct parser *ps)
{
	return ps->at < ps->p.len ? ps->p.ptr[ps->at] : '\0';
}

/* Past the closing bracket of the group whose inside is at `at`. */
static void skip_group(struct parser *ps)
{
	int depth = 1;
	bool in_class = false;
	while (ps->at < ps->p.len && depth) {
		char c = ps->p.ptr[ps->at++];
		if (c == '\\')
			ps->at++;
		else if (in_class)
			in_class = c != ']';
		else if (c == '[')
			in_class = true;
		else
			depth += (c == '(') - (c == ')');
	}
}

static struct piece parse_class(struct parser *ps)
{
	char chars[MOST_CLASS_CHARS];
	size_t count = 0;
	bool known = peek(ps) != '^';
	bool first = true;
	while (ps->at < ps->p.len && (peek(ps) != ']' || first)) {
		char c = ps->p.ptr[ps->at++];
		if (c == '^' && first && !known)
			continue;
		first = false;
		if (c == '\\') {
			c = ps->at < ps->p.len ? ps->p.ptr[ps->at++] : '\0';
			known = known && !is_ascii_alpha(c) && !is_ascii_digit(c);
		} else if (c == '[' || (unsigned char)c >= 0x80) {
			known = false;
		} else if (c == '-' && count && peek(ps) != ']') {
			known = false;
		}
		if (count == MOST_CLASS_CHARS)
			known = false;
		else
			chars[count++] = c;
	}
	ps->at++;
	if (!known || !count)
		return piece_of(ps->arena, any);
	struct set set = { arena_alloc(ps->arena, count, sizeof *set.items), count };
	for (size_t i = 0; i < count; i++)
		set.items[i] = arena_str(ps->arena, (struct str){ &chars[i], 1 });
	return (struct piece){ .strings = set };
}

static struct piece parse_escape(struct parser *ps)
{
	char c = ps->at < ps->p.len ? ps->p.ptr[ps->at++] : '\0';
	if (strchr("bBAGKzZ", c) && c)
		return piece_of(ps->arena, STR(""));
	if (c == 's')
		return piece_of(ps->arena, STR(" "));
	if (is_ascii_alpha(c) || is_ascii_digit(c)) {
		/* \p{…} \k<…> \x{…} \g{…}: their argument goes with them */
		if (strchr("pPkxgNo", c) && strchr("{<'", peek(ps)) && peek(ps)) {
			char close = peek(ps) == '{' ? '}' : peek(ps) == '<' ? '>' : '\'';
			ps->at++;
			while (ps->at < ps->p.len && ps->p.ptr[ps->at++] != close)
				;
		}
		return piece_of(ps->arena, any);
	}
	return piece_of(ps->arena, arena_str(ps->arena, (struct str){ &c, 1 }));
}

static struct piece parse_group(struct parser *ps)
{
	struct str rest = str_slice(ps->p, ps->at, ps->p.len);
	bool look = str_starts(rest, STR("?=")) || str_starts(rest, STR("?!")) || str_starts(rest, STR("?<=")) ||
		    str_starts(rest, STR("?<!")) || str_starts(rest, STR("?#"));
	if (look || ps->depth >= MOST_DEPTH) {
		skip_group(ps);
		return piece_of(ps->arena, look ? STR("") : any);
	}
	if (str_starts(rest, STR("?"))) {
		ps->at++;
		if (peek(ps) == '<' || peek(ps) == 'P' || peek(ps) == '\'') {
			while (ps->at < ps->p.len && peek(ps) != '>' && (peek(ps) != '\'' || ps->p.ptr[ps->at - 1] == '?'))
				ps->at++;
			ps->at++;
		} else if (peek(ps) == ':' || peek(ps) == '>' || peek(ps) == '|') {
			ps->at++;
		} else if (peek(ps) == '-' || is_ascii_lower(peek(ps)) || peek(ps) == '^') {
			while (peek(ps) == '-' || peek(ps) == '^' || is_ascii_lower(peek(ps)))
				ps->at++;
			if (peek(ps) == ')') {
				ps->at++;
				return piece_of(ps->arena, STR(""));
			}
			ps->at++;
		} else { /* conditions, calls: not seen through */
			skip_group(ps);
			return piece_of(ps->arena, any);
		}
	}
	ps->depth++;
	struct piece piece = parse_alternatives(ps);
	ps->depth--;
	ps->at++;
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
		return piece_of(ps->arena, any);
	case '^':
	case '$':
		return piece_of(ps->arena, edge);
	default:
		break;
	}
	/* A UTF-8 character whole, so that a quantifier binds to all of it. */
	size_t from = ps->at - 1;
	while (ps->at < ps->p.len && ((unsigned char)ps->p.ptr[ps->at] & 0xC0U) == 0x80)
		ps->at++;
	return piece_of(ps->arena, str_slice(ps->p, from, ps->at));
}

/* Reads {m}, {m,}, {m,n}; false when the brace is a literal one. */
static bool parse_counts(struct parser *ps, long *least, long *most)
{
	size_t at = ps->at + 1;
	if (at >= ps->p.len || !is_ascii_digit(ps->p.ptr[at]))
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
	*most = which == 0 ? counts[0] : open ? 1000 : counts[1];
	ps->at = at + 1;
	return true;
}

static struct piece quantify(struct parser *ps, struct piece piece)
{
	long least = 1, most = 1;
	char c = peek(ps);
	if (c == '?' || c == '*' || c == '+') {
		least = c == '+';
		most = c == '?' ? 1 : 1000;
		ps->at++;
	} else if (c != '{' || !parse_counts(ps, &least, &most)) {
		return piece;
	}
	if (peek(ps) == '?' || peek(ps) == '+')
		ps->at++;

	struct piece once = piece;
	if (most > 1) {
		struct piece more = piece_of(ps->arena, any);
		append(ps->arena, &once, more);
		append(ps->arena, &once, piece);
		struct piece one = piece;
		alternate(ps->arena, &one, once);
		once = one;
	}
	if (least == 0) {
		once.count = 0;
		if (most == 0)
			return piece_of(ps->arena, STR(""));
		struct piece none = piece_of(ps->arena, STR(""));
		/* An optional piece makes nothing certain. */
		alternate(ps->arena, &none, (struct piece){ .strings = once.strings });
		none.count = 0;
		return none;
	}
	return once;
}

static struct piece parse_sequence(struct parser *ps)
{
	struct piece piece = piece_of(ps->arena, STR(""));
	while (ps->at < ps->p.len && peek(ps) != '|' && peek(ps) != ')') {
		struct piece atom = parse_atom(ps);
		append(ps->arena, &piece, quantify(ps, atom));
	}
	return piece;
}

static struct piece parse_alternatives(struct parser *ps)
{
	struct piece piece = parse_sequence(ps);
	while (peek(ps) == '|' && ps->at < ps->p.len) {
		ps->at++;
		alternate(ps->arena, &piece, parse_sequence(ps));
	}
	return piece;
}

static int by_cost(const void *a, const void *b)
{
	const struct word_set *x = a, *y = b;
	return (x->cost > y->cost) - (x->cost < y->cost);
}

struct requirement require_words(struct arena *arena, struct str pattern)
{
	struct parser ps = { .arena = arena, .p = pattern };
	struct piece whole = piece_of(arena, edge);
	append(arena, &whole, parse_alternatives(&ps));
	append(arena, &whole, piece_of(arena, edge));
	add_clause(arena, &whole, harvest(arena, whole.strings));
	if (whole.count)
		qsort(whole.clauses, whole.count, sizeof *whole.clauses, by_cost);
	return (struct requirement){ whole.clauses, whole.count < REQUIRE_MAX_CLAUSES ? whole.count : REQUIRE_MAX_CLAUSES };
}
