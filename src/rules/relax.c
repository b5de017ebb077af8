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
	struct relaxer *r;
	struct str p;
	size_t at;
	int depth;
	bool many_lines; /* ^ and $ are not the ends of the sentence */
	bool exact;	 /* small letters and capitals are told apart */
};

/* ---- words ---- */

struct relaxer relaxer_make(struct arena *arena)
{
	return (struct relaxer){ .arena = arena };
}

static size_t word_slot(const struct relaxer *r, struct str name)
{
	size_t at = str_hash(name) & (r->word_bucket_count - 1);
	while (r->word_buckets[at] && !str_eq(r->words[r->word_buckets[at] - 1], name))
		at = (at + 1) & (r->word_bucket_count - 1);
	return at;
}

static void grow_word_table(struct relaxer *r)
{
	if (3 * (r->word_count + 1) < 2 * r->word_bucket_count)
		return;
	r->word_bucket_count = r->word_bucket_count ? 2 * r->word_bucket_count : 1024;
	r->word_buckets = arena_alloc(r->arena, r->word_bucket_count, sizeof *r->word_buckets);
	for (size_t i = 0; i < r->word_count; i++)
		r->word_buckets[word_slot(r, r->words[i])] = (uint32_t)i + 1;
}

static uint32_t word_number(struct relaxer *r, struct str name)
{
	grow_word_table(r);
	size_t slot = word_slot(r, name);
	if (!r->word_buckets[slot]) {
		*ARENA_PUSH(r->arena, r->words, r->word_count, r->word_capacity) = arena_str(r->arena, name);
		r->word_buckets[slot] = (uint32_t)r->word_count;
	}
	return r->word_buckets[slot] - 1;
}

/* The number of a word with a sign at its end that makes it a name of another kind. */
static uint32_t signed_number(struct relaxer *r, struct str word, char sign)
{
	char text[WORD_BYTES];
	memcpy(text, word.ptr, word.len);
	text[word.len] = sign;
	return word_number(r, (struct str){ text, word.len + 1 });
}

/* ---- nodes ---- */

static uint32_t node_hash(enum node_kind kind, const uint32_t *parts, size_t count)
{
	struct str bytes = { (const char *)parts, count * sizeof *parts };
	return str_hash(bytes) * 31U + (uint32_t)kind;
}

static bool is_node(const struct relaxer *r, uint32_t number, enum node_kind kind, const uint32_t *parts, size_t count)
{
	const struct node *node = &r->nodes[number];
	return node->kind == kind && node->parts.count == count &&
	       (!count || memcmp(r->parts + node->parts.first, parts, count * sizeof *parts) == 0);
}

static size_t node_slot(const struct relaxer *r, enum node_kind kind, const uint32_t *parts, size_t count)
{
	size_t at = node_hash(kind, parts, count) & (r->node_bucket_count - 1);
	while (r->node_buckets[at] && !is_node(r, r->node_buckets[at] - 1, kind, parts, count))
		at = (at + 1) & (r->node_bucket_count - 1);
	return at;
}

static void grow_node_table(struct relaxer *r)
{
	if (2 * (r->node_count + 1) < r->node_bucket_count)
		return;
	r->node_bucket_count = r->node_bucket_count ? 2 * r->node_bucket_count : 1024;
	r->node_buckets = arena_alloc(r->arena, r->node_bucket_count, sizeof *r->node_buckets);
	for (size_t i = 0; i < r->node_count; i++) {
		const struct node *node = &r->nodes[i];
		r->node_buckets[node_slot(r, node->kind, r->parts + node->parts.first, node->parts.count)] = (uint32_t)i + 1;
	}
}

/* The node with these parts, made when it is new. */
static uint32_t node_of(struct relaxer *r, enum node_kind kind, const uint32_t *parts, size_t count)
{
	grow_node_table(r);
	size_t slot = node_slot(r, kind, parts, count);
	if (r->node_buckets[slot])
		return r->node_buckets[slot] - 1;
	struct node node = { .kind = (uint8_t)kind, .parts = { (uint32_t)r->part_count, (uint32_t)count } };
	for (size_t i = 0; i < count; i++)
		*ARENA_PUSH(r->arena, r->parts, r->part_count, r->part_capacity) = parts[i];
	*ARENA_PUSH(r->arena, r->nodes, r->node_count, r->node_capacity) = node;
	r->node_buckets[slot] = (uint32_t)r->node_count;
	return (uint32_t)r->node_count - 1;
}

static uint32_t node_leaf(struct relaxer *r, enum node_kind kind)
{
	return node_of(r, kind, NULL, 0);
}

static enum node_kind kind_of(const struct relaxer *r, uint32_t node)
{
	return (enum node_kind)r->nodes[node].kind;
}

/* A list of numbers, growing. */
struct numbers {
	uint32_t *items;
	size_t count, capacity;
};

static void add_number(struct relaxer *r, struct numbers *list, uint32_t number)
{
	*ARENA_PUSH(r->arena, list->items, list->count, list->capacity) = number;
}

static void add_parts(struct relaxer *r, struct numbers *list, uint32_t node)
{
	struct range parts = r->nodes[node].parts;
	for (uint32_t i = 0; i < parts.count; i++)
		add_number(r, list, r->parts[parts.first + i]);
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static void sort_numbers(struct numbers *list)
{
	if (!list->count)
		return;
	qsort(list->items, list->count, sizeof *list->items, by_number);
	size_t kept = 1;
	for (size_t i = 1; i < list->count; i++)
		if (list->items[i] != list->items[kept - 1])
			list->items[kept++] = list->items[i];
	list->count = kept;
}

static void add_in_sequence(struct relaxer *r, struct numbers *list, uint32_t node)
{
	enum node_kind kind = kind_of(r, node);
	bool repeats = (kind == NODE_GAP || kind == NODE_MARKS) && list->count && list->items[list->count - 1] == node;
	if (kind == NODE_NOTHING || repeats)
		return;
	if (kind == NODE_SEQUENCE) {
		struct numbers parts = { 0 };
		add_parts(r, &parts, node);
		for (size_t i = 0; i < parts.count; i++)
			add_in_sequence(r, list, parts.items[i]);
		return;
	}
	add_number(r, list, node);
}

static uint32_t node_from_sequence(struct relaxer *r, const uint32_t *parts, size_t count)
{
	if (count == 0)
		return node_leaf(r, NODE_NOTHING);
	return count == 1 ? parts[0] : node_of(r, NODE_SEQUENCE, parts, count);
}

static uint32_t node_sequence(struct relaxer *r, uint32_t a, uint32_t b)
{
	struct numbers parts = { 0 };
	add_in_sequence(r, &parts, a);
	add_in_sequence(r, &parts, b);
	return node_from_sequence(r, parts.items, parts.count);
}

static uint32_t node_option(struct relaxer *r, uint32_t node)
{
	enum node_kind kind = kind_of(r, node);
	if (kind == NODE_NOTHING || kind == NODE_GAP || kind == NODE_OPTION)
		return node;
	return node_of(r, NODE_OPTION, &node, 1);
}

/* Takes the parts of a choice apart: nested choices are opened, words gathered, what needs nothing noted. */
struct choice {
	struct numbers words, marks, others;
	bool nothing, any, gap;
};

static void add_to_choice(struct relaxer *r, struct choice *choice, uint32_t node)
{
	struct numbers parts = { 0 };
	switch (kind_of(r, node)) {
	case NODE_WORDS:
		add_parts(r, &choice->words, node);
		return;
	case NODE_MARKS:
		add_parts(r, &choice->marks, node);
		return;
	case NODE_ANY:
		choice->any = true;
		return;
	case NODE_GAP:
		choice->gap = true;
		return;
	case NODE_NOTHING:
		choice->nothing = true;
		return;
	case NODE_OPTION:
		choice->nothing = true;
		/* fall through */
	case NODE_CHOICE:
		add_parts(r, &parts, node);
		for (size_t i = 0; i < parts.count; i++)
			add_to_choice(r, choice, parts.items[i]);
		return;
	default:
		add_number(r, &choice->others, node);
	}
}

static uint32_t first_of(const struct relaxer *r, uint32_t node)
{
	return kind_of(r, node) == NODE_SEQUENCE ? r->parts[r->nodes[node].parts.first] : node;
}

static uint32_t rest_of(struct relaxer *r, uint32_t node)
{
	if (kind_of(r, node) != NODE_SEQUENCE)
		return node_leaf(r, NODE_NOTHING);
	struct numbers parts = { 0 };
	add_parts(r, &parts, node);
	return node_from_sequence(r, parts.items + 1, parts.count - 1);
}

static uint32_t node_choice(struct relaxer *r, const struct numbers *nodes);

/* a x | a y = a (x | y): what sequences begin with alike is looked at once. */
static struct numbers factor(struct relaxer *r, const struct numbers *nodes)
{
	struct numbers out = { 0 };
	bool *done = arena_alloc(r->arena, nodes->count + 1, sizeof *done);
	for (size_t i = 0; i < nodes->count; i++) {
		if (done[i])
			continue;
		uint32_t first = first_of(r, nodes->items[i]);
		struct numbers rests = { 0 };
		for (size_t k = i; k < nodes->count; k++) {
			if (done[k] || first_of(r, nodes->items[k]) != first)
				continue;
			done[k] = true;
			add_number(r, &rests, rest_of(r, nodes->items[k]));
		}
		add_number(r, &out, rests.count == 1 ? nodes->items[i] : node_sequence(r, first, node_choice(r, &rests)));
	}
	return out;
}

static uint32_t node_choice(struct relaxer *r, const struct numbers *nodes)
{
	struct choice choice = { 0 };
	for (size_t i = 0; i < nodes->count; i++)
		add_to_choice(r, &choice, nodes->items[i]);
	if (choice.gap)
		return node_leaf(r, NODE_GAP);
	if (choice.any)
		add_number(r, &choice.others, node_leaf(r, NODE_ANY));
	sort_numbers(&choice.words);
	if (choice.words.count && !choice.any)
		add_number(r, &choice.others, node_of(r, NODE_WORDS, choice.words.items, choice.words.count));
	sort_numbers(&choice.marks);
	if (choice.marks.count && !choice.nothing)
		add_number(r, &choice.others, node_of(r, NODE_MARKS, choice.marks.items, choice.marks.count));
	sort_numbers(&choice.others);
	struct numbers parts = factor(r, &choice.others);
	sort_numbers(&parts);
	uint32_t node = parts.count == 0 ? node_leaf(r, NODE_NOTHING) : parts.count == 1 ? parts.items[0] : node_of(r, NODE_CHOICE, parts.items, parts.count);
	return choice.nothing ? node_option(r, node) : node;
}

static uint32_t node_either(struct relaxer *r, uint32_t a, uint32_t b)
{
	uint32_t both[] = { a, b };
	return a == b ? a : node_choice(r, &(struct numbers){ both, 2, 2 });
}

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

/* A fragment with unknown letters: one word or, when it may be empty, none. */
static void settle_unknown(struct relaxer *r, struct str s, struct settled *out)
{
	size_t known = 0;
	while (!is_unknown(s.ptr[known]))
		known++;
	if (count_of(s, LETTERS) + count_of(s, '\'') == s.len)
		out->nothing = true;
	struct word_reader reader = word_read(str_slice(s, 0, known));
	bool is_stem = word_next(&reader) && reader.word.len >= WORD_LEAST_STEM_BYTES && reader.word.len <= MOST_WORD_BYTES;
	if (is_stem)
		add_number(r, &out->words, signed_number(r, reader.word, WORD_STEM_MARK));
	else if (count_of(s, DIGIT))
		add_number(r, &out->words, word_number(r, STR(WORD_WITH_DIGIT)));
	else if (capitals_of(s) > 1)
		add_number(r, &out->words, word_number(r, STR(WORD_WITH_CAPITALS)));
	else if (capitals_of(s) == 1)
		add_number(r, &out->words, word_number(r, STR(WORD_WITH_CAPITAL)));
	else
		out->any = true;
}

static void settle_known(struct relaxer *r, struct str s, struct settled *out)
{
	struct word_reader reader = word_read(s);
	if (!word_next(&reader))
		out->nothing = true;
	else if (reader.word.len > MOST_WORD_BYTES)
		out->any = true;
	else if (capitals_of(s) > 1)
		add_number(r, &out->words, signed_number(r, reader.word, WORD_CAPITALS_MARK));
	else
		add_number(r, &out->words, word_number(r, reader.word));
}

static uint32_t settled_node(struct relaxer *r, struct settled *s)
{
	struct numbers nodes = { 0 };
	if (s->any)
		add_number(r, &nodes, node_leaf(r, NODE_ANY));
	sort_numbers(&s->words);
	if (s->words.count)
		add_number(r, &nodes, node_of(r, NODE_WORDS, s->words.items, s->words.count));
	if (s->nothing)
		add_number(r, &nodes, node_leaf(r, NODE_NOTHING));
	return node_choice(r, &nodes);
}

/* The node for a set of fragments between certain ends of words. */
static uint32_t settle(struct relaxer *r, struct set set)
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
	uint32_t at_top = node_sequence(r, node_leaf(r, NODE_START), settled_node(r, &top));
	return has_plain ? node_either(r, settled_node(r, &plain), at_top) : at_top;
}

/* ---- pieces ---- */

static struct piece piece_of(struct relaxer *r, struct str fragment)
{
	return (struct piece){ .whole = set_of(r->arena, fragment) };
}

/* Sets of what is broken alike are united, so that there are few. */
static void add_broken(struct relaxer *r, struct piece *piece, struct broken b)
{
	for (size_t i = 0; i < piece->count; i++) {
		struct broken *old = &piece->broken[i];
		bool left = set_eq(old->left, b.left), right = set_eq(old->right, b.right), middle = old->middle == b.middle;
		if (left + right + middle < 2)
			continue;
		if (!left)
			old->left = set_union(r->arena, old->left, b.left);
		else if (!right)
			old->right = set_union(r->arena, old->right, b.right);
		else if (!middle)
			old->middle = node_either(r, old->middle, b.middle);
		return;
	}
	*ARENA_PUSH(r->arena, piece->broken, piece->count, piece->capacity) = b;
}

static struct piece piece_around(struct relaxer *r, struct str edge, uint32_t middle)
{
	struct piece piece = { 0 };
	struct set side = set_of(r->arena, edge);
	add_broken(r, &piece, (struct broken){ side, side, middle });
	return piece;
}

/* Words end before it and begin after it. */
static struct piece piece_border(struct relaxer *r)
{
	return piece_around(r, STR(""), node_leaf(r, NODE_NOTHING));
}

static struct piece piece_mark(struct relaxer *r, struct str mark)
{
	uint32_t number = word_number(r, utf8_fold(r->arena, mark));
	return piece_around(r, STR(""), node_of(r, NODE_MARKS, &number, 1));
}

/* Any text at all. */
static struct piece piece_anything(struct relaxer *r)
{
	struct piece piece = piece_around(r, some_letters, node_leaf(r, NODE_GAP));
	piece.whole = set_of(r->arena, some_letters);
	return piece;
}

/*
 * Makes fewer broken strings of many, each standing for at least what those that went into it did: first those with the same left side
 * become one, then, if that is not enough, all.
 */
static void coarsen(struct relaxer *r, struct piece *piece, bool keep_left)
{
	struct piece out = { .whole = piece->whole };
	for (size_t i = 0; i < piece->count; i++) {
		struct broken b = piece->broken[i];
		size_t k = 0;
		while (k < out.count && keep_left && !set_eq(out.broken[k].left, b.left))
			k++;
		if (k == out.count) {
			*ARENA_PUSH(r->arena, out.broken, out.count, out.capacity) = b;
			continue;
		}
		struct broken *into = &out.broken[k];
		into->left = set_union(r->arena, into->left, b.left);
		into->right = set_union(r->arena, into->right, b.right);
		into->middle = node_either(r, into->middle, b.middle);
	}
	*piece = out;
}

/* The piece, or something simpler that can match at least as much. */
static struct piece kept_small(struct relaxer *r, struct piece piece)
{
	if (piece.count > MOST_BROKEN)
		coarsen(r, &piece, true);
	if (piece.count > MOST_BROKEN)
		coarsen(r, &piece, false);
	piece.whole = bounded(r->arena, piece.whole);
	for (size_t i = 0; i < piece.count; i++) {
		piece.broken[i].left = bounded(r->arena, piece.broken[i].left);
		piece.broken[i].right = bounded(r->arena, piece.broken[i].right);
	}
	return piece;
}

static bool is_nothing(struct set set)
{
	return set.count == 1 && set.items[0].len == 0;
}

/* What comes of a broken string of the first piece and the broken ones of the second. */
static void append_to_broken(struct relaxer *r, struct piece *out, struct broken b, const struct piece *next)
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
			uint32_t word = settle(r, product(r->arena, b.right, next->broken[k].left));
			add_number(r, &ways, node_sequence(r, word, next->broken[k].middle));
		}
		if (!ways.count)
			continue;
		if (stays && set_eq(right, b.right) && is_nothing(right)) {
			add_number(r, &ways, node_leaf(r, NODE_NOTHING));
			stays = false;
		}
		add_broken(r, out, (struct broken){ b.left, right, node_sequence(r, b.middle, node_choice(r, &ways)) });
	}
	if (next->whole.count && (stays || !is_nothing(next->whole)))
		add_broken(r, out, (struct broken){ b.left, product(r->arena, b.right, next->whole), b.middle });
}

/* a followed by b */
static struct piece append(struct relaxer *r, struct piece a, struct piece b)
{
	struct piece out = { 0 };
	out.whole = product(r->arena, a.whole, b.whole);
	if (!a.whole.count || !b.whole.count)
		out.whole.count = 0;
	for (size_t i = 0; i < a.count; i++)
		append_to_broken(r, &out, a.broken[i], &b);
	for (size_t k = 0; k < b.count && a.whole.count; k++)
		add_broken(r, &out, (struct broken){ product(r->arena, a.whole, b.broken[k].left), b.broken[k].right, b.broken[k].middle });
	return kept_small(r, out);
}

/* a or b */
static struct piece alternate(struct relaxer *r, struct piece a, struct piece b)
{
	struct piece out = { .whole = set_union(r->arena, a.whole, b.whole) };
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
	struct relaxer *r = ps->r;
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
	return piece_of(r, ps->exact && is_ascii_upper(c.ptr[0]) ? arena_str(r->arena, c) : utf8_fold(r->arena, c));
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
	char known[MOST_CLASS_CHARS];
	size_t count;
	bool is_known; /* `known` are all */
	bool letters, others; /* may one be part of a word, may one stand outside? Apostrophes count as both. */
	bool not_digits, not_capitals; /* is one something else? */
	bool ascii; /* is one ASCII, or unknown? */
};

static void add_member(struct members *m, char c)
{
	if (m->count < MOST_CLASS_CHARS)
		m->known[m->count++] = c;
	else
		m->is_known = false;
	bool ascii = (unsigned char)c < 0x80;
	m->is_known = m->is_known && ascii;
	m->letters = m->letters || !ascii || !is_border(c);
	m->others = m->others || !ascii || is_border(c) || c == '\'';
	m->not_digits = m->not_digits || !is_ascii_digit(c);
	m->not_capitals = m->not_capitals || !is_ascii_upper(c);
	m->ascii = m->ascii || ascii;
}

static void add_unknown_members(struct members *m)
{
	m->letters = m->others = m->not_digits = m->not_capitals = m->ascii = true;
	m->is_known = false;
}

/* From..to of the ASCII characters. */
static void add_members(struct members *m, char from, char to)
{
	bool ascii = (unsigned char)from < 0x80 && (unsigned char)to < 0x80;
	if (!ascii)
		add_unknown_members(m);
	for (int c = from; ascii && c <= to; c++)
		add_member(m, (char)c);
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
		add_member(m, '\x80');
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
		char c = ps->p.ptr[ps->at++];
		bool is_posix = c == '[' && (peek(ps) == ':' || peek(ps) == '.' || peek(ps) == '=');
		bool is_range = c != '\\' && peek(ps) == '-' && ps->at + 1 < ps->p.len && ps->p.ptr[ps->at + 1] != ']' &&
				ps->p.ptr[ps->at + 1] != '\\' && ps->p.ptr[ps->at + 1] != '[';
		if (is_posix) {
			add_unknown_members(m);
			ps->at = str_find(ps->p, STR(":]"), ps->at) + 2;
		} else if (is_range) {
			add_members(m, c, ps->p.ptr[ps->at + 1]);
			ps->at += 2;
		} else if (c == '\\') {
			add_class_escape(ps, m);
		} else {
			add_member(m, c);
		}
	}
	ps->at++;
}

/* A character that is not ASCII, in a word or outside. */
static struct piece piece_foreign(struct relaxer *r)
{
	return alternate(r, piece_of(r, STR("\x05")), piece_mark(r, STR(WORD_FOREIGN_MARK)));
}

/* One character that may be in a word, outside, or either. */
static struct piece piece_character(struct relaxer *r, bool letters, bool others)
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
	if (!m.ascii && m.letters)
		return piece_foreign(ps->r);
	if (m.letters && !m.others && (!m.not_digits || (!m.not_capitals && ps->exact)))
		return piece_of(ps->r, m.not_digits ? STR("\x04") : STR("\x05"));
	if (!m.is_known || !m.count)
		return piece_character(ps->r, m.letters, m.others);
	struct piece piece = piece_literal(ps, arena_str(ps->r->arena, (struct str){ m.known, 1 }));
	for (size_t i = 1; i < m.count; i++)
		piece = alternate(ps->r, piece, piece_literal(ps, arena_str(ps->r->arena, (struct str){ &m.known[i], 1 })));
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
		return piece_around(ps->r, STR(""), node_leaf(ps->r, ps->many_lines ? NODE_NOTHING : NODE_END));
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

static bool is_only_border(const struct relaxer *r, const struct piece *piece)
{
	if (piece->count != 1 || piece->whole.count)
		return false;
	enum node_kind kind = kind_of(r, piece->broken[0].middle);
	return (kind == NODE_NOTHING || kind == NODE_MARKS) && is_nothing(piece->broken[0].left) && is_nothing(piece->broken[0].right);
}

/* The piece `most` times at the most, at least once. */
static struct piece repeat(struct relaxer *r, struct piece piece, long least, long most)
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
static uint32_t between_borders(struct relaxer *r, struct piece piece)
{
	struct piece border = piece_border(r);
	piece = append(r, append(r, border, piece), border);
	struct numbers nodes = { 0 };
	for (size_t i = 0; i < piece.count; i++) {
		bool settled = is_nothing(piece.broken[i].left) && is_nothing(piece.broken[i].right);
		add_number(r, &nodes, settled ? piece.broken[i].middle : node_leaf(r, NODE_GAP));
	}
	return nodes.count ? node_choice(r, &nodes) : node_leaf(r, NODE_GAP);
}

/* Each alternative of the whole has its borders at once: so their fragments never mix. */
struct relaxation relax_pattern(struct relaxer *relaxer, struct str pattern)
{
	struct parser ps = { .r = relaxer, .p = pattern };
	struct relaxation out = { .begins_with_word = true };
	struct numbers nodes = { 0 };
	for (bool more = true; more; ps.at++) {
		struct piece piece = parse_sequence(&ps);
		out.begins_with_word = out.begins_with_word && begins_with_word(&piece);
		add_number(relaxer, &nodes, between_borders(relaxer, piece));
		more = ps.at < ps.p.len && peek(&ps) == '|';
	}
	out.root = ps.at <= ps.p.len ? node_leaf(relaxer, NODE_GAP) : node_choice(relaxer, &nodes);
	return out;
}

static uint32_t trim_sequence(struct relaxer *r, uint32_t node)
{
	struct numbers parts = { 0 };
	add_parts(r, &parts, node);
	while (parts.count) {
		uint32_t last = relax_trim(r, parts.items[parts.count - 1]);
		parts.count--;
		if (kind_of(r, last) == NODE_NOTHING)
			continue;
		add_in_sequence(r, &parts, last);
		break;
	}
	return node_from_sequence(r, parts.items, parts.count);
}

static uint32_t trim_choice(struct relaxer *r, uint32_t node)
{
	struct numbers parts = { 0 }, trimmed = { 0 };
	add_parts(r, &parts, node);
	for (size_t i = 0; i < parts.count; i++) {
		uint32_t one = relax_trim(r, parts.items[i]);
		if (kind_of(r, one) == NODE_NOTHING)
			return one;
		add_number(r, &trimmed, one);
	}
	return node_choice(r, &trimmed);
}

uint32_t relax_trim(struct relaxer *r, uint32_t node)
{
	switch (kind_of(r, node)) {
	case NODE_GAP:
	case NODE_OPTION:
		return node_leaf(r, NODE_NOTHING);
	case NODE_SEQUENCE:
		return trim_sequence(r, node);
	case NODE_CHOICE:
		return trim_choice(r, node);
	default:
		return node;
	}
}

/* ---- what is needed ---- */

double relax_cost(const struct relaxer *r, uint32_t node, const double *cost)
{
	double sum = 0;
	struct range words = r->nodes[node].parts;
	for (uint32_t i = 0; i < words.count; i++)
		sum += cost[r->parts[words.first + i]];
	return sum;
}

static uint32_t needed_of_sequence(struct relaxer *r, uint32_t node, const double *cost)
{
	uint32_t best = UINT32_MAX;
	struct range parts = r->nodes[node].parts;
	for (uint32_t i = 0; i < parts.count; i++) {
		uint32_t one = relax_needed(r, r->parts[parts.first + i], cost);
		if (one != UINT32_MAX && (best == UINT32_MAX || relax_cost(r, one, cost) < relax_cost(r, best, cost)))
			best = one;
	}
	return best;
}

static uint32_t needed_of_choice(struct relaxer *r, uint32_t node, const double *cost)
{
	struct numbers words = { 0 }; /* marks among them */
	struct range parts = r->nodes[node].parts;
	for (uint32_t i = 0; i < parts.count; i++) {
		uint32_t one = relax_needed(r, r->parts[parts.first + i], cost);
		if (one == UINT32_MAX)
			return UINT32_MAX;
		add_parts(r, &words, one);
	}
	sort_numbers(&words);
	return node_of(r, NODE_WORDS, words.items, words.count);
}

uint32_t relax_needed(struct relaxer *r, uint32_t node, const double *cost)
{
	switch (kind_of(r, node)) {
	case NODE_WORDS:
	case NODE_MARKS:
		return node;
	case NODE_SEQUENCE:
		return needed_of_sequence(r, node, cost);
	case NODE_CHOICE:
		return needed_of_choice(r, node, cost);
	default:
		return UINT32_MAX;
	}
}

uint32_t relax_copy(struct relaxer *to, const struct relaxer *from, uint32_t node, uint32_t *moved)
{
	if (moved[node])
		return moved[node] - 1;
	struct numbers parts = { 0 };
	const struct node *old = &from->nodes[node];
	bool of_words = old->kind == NODE_WORDS || old->kind == NODE_MARKS;
	for (uint32_t i = 0; i < old->parts.count; i++) {
		uint32_t part = from->parts[old->parts.first + i];
		add_number(to, &parts, of_words ? word_number(to, from->words[part]) : relax_copy(to, from, part, moved));
	}
	uint32_t copy = node_of(to, (enum node_kind)old->kind, parts.items, parts.count);
	moved[node] = copy + 1;
	return copy;
}
