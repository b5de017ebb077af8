#include "rules/nodes.h"

#include "base/utf8.h"
#include "rules/word.h"

#include <stdlib.h>
#include <string.h>

/* ---- words ---- */

struct nodes nodes_make(struct arena *arena)
{
	return (struct nodes){ .arena = arena, .work = arena };
}

static size_t word_slot(const struct nodes *r, struct str name, uint32_t hash)
{
	size_t at = hash & (r->word_bucket_count - 1);
	while (r->word_tags[at] && !(r->word_tags[at] == image_tag(hash) && str_eq(r->words[r->word_buckets[at]], name)))
		at = (at + 1) & (r->word_bucket_count - 1);
	return at;
}

static void fill_slot(struct nodes *r, size_t slot, size_t word, uint32_t hash)
{
	r->word_tags[slot] = image_tag(hash);
	r->word_buckets[slot] = (uint32_t)word;
}

static void grow_word_table(struct nodes *r)
{
	if (3 * (r->word_count + 1) < 2 * r->word_bucket_count)
		return;
	r->word_bucket_count = r->word_bucket_count ? 2 * r->word_bucket_count : 1024;
	r->word_buckets = arena_alloc(r->arena, r->word_bucket_count, sizeof *r->word_buckets);
	r->word_tags = arena_alloc(r->arena, r->word_bucket_count, sizeof *r->word_tags);
	for (size_t i = 0; i < r->word_count; i++) {
		uint32_t hash = str_hash(r->words[i]);
		fill_slot(r, word_slot(r, r->words[i], hash), i, hash);
	}
}

uint32_t nodes_word(struct nodes *r, struct str name)
{
	grow_word_table(r);
	uint32_t hash = str_hash(name);
	size_t slot = word_slot(r, name, hash);
	if (!r->word_tags[slot]) {
		fill_slot(r, slot, r->word_count, hash);
		*ARENA_PUSH(r->arena, r->words, r->word_count, r->word_capacity) = arena_str(r->arena, name);
	}
	return r->word_buckets[slot];
}

/* The number of a word with a sign at its end that makes it a name of another kind. */
uint32_t nodes_signed_word(struct nodes *r, struct str word, char sign)
{
	char text[WORD_BYTES];
	memcpy(text, word.ptr, word.len);
	text[word.len] = sign;
	return nodes_word(r, (struct str){ text, word.len + 1 });
}

/* ---- nodes ---- */

static uint32_t node_hash(enum node_kind kind, const uint32_t *parts, size_t count)
{
	struct str bytes = { (const char *)parts, count * sizeof *parts };
	return str_hash(bytes) * 31U + (uint32_t)kind;
}

static bool is_node(const struct nodes *r, uint32_t number, enum node_kind kind, const uint32_t *parts, size_t count)
{
	const struct node *node = &r->nodes[number];
	return node->kind == kind && node->parts.count == count &&
	       (!count || memcmp(r->parts + node->parts.first, parts, count * sizeof *parts) == 0);
}

static size_t node_slot(const struct nodes *r, enum node_kind kind, const uint32_t *parts, size_t count)
{
	size_t at = node_hash(kind, parts, count) & (r->node_bucket_count - 1);
	while (r->node_buckets[at] && !is_node(r, r->node_buckets[at] - 1, kind, parts, count))
		at = (at + 1) & (r->node_bucket_count - 1);
	return at;
}

static void grow_node_table(struct nodes *r)
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
uint32_t nodes_put(struct nodes *r, enum node_kind kind, const uint32_t *parts, size_t count)
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

uint32_t nodes_leaf(struct nodes *r, enum node_kind kind)
{
	return nodes_put(r, kind, NULL, 0);
}

enum node_kind nodes_kind(const struct nodes *r, uint32_t node)
{
	return (enum node_kind)r->nodes[node].kind;
}

void numbers_add(struct nodes *r, struct numbers *list, uint32_t number)
{
	*ARENA_PUSH(r->work, list->items, list->count, list->capacity) = number;
}

void nodes_add_parts(struct nodes *r, struct numbers *list, uint32_t node)
{
	struct range parts = r->nodes[node].parts;
	for (uint32_t i = 0; i < parts.count; i++)
		numbers_add(r, list, r->parts[parts.first + i]);
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

void numbers_sort(struct numbers *list)
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

void nodes_add_in_sequence(struct nodes *r, struct numbers *list, uint32_t node)
{
	enum node_kind kind = nodes_kind(r, node);
	bool repeats = (kind == NODE_GAP || kind == NODE_MARKS) && list->count && list->items[list->count - 1] == node;
	if (kind == NODE_NOTHING || repeats)
		return;
	if (kind == NODE_SEQUENCE) {
		struct numbers parts = { 0 };
		nodes_add_parts(r, &parts, node);
		for (size_t i = 0; i < parts.count; i++)
			nodes_add_in_sequence(r, list, parts.items[i]);
		return;
	}
	numbers_add(r, list, node);
}

uint32_t nodes_line(struct nodes *r, const uint32_t *parts, size_t count)
{
	if (count == 0)
		return nodes_leaf(r, NODE_NOTHING);
	return count == 1 ? parts[0] : nodes_put(r, NODE_SEQUENCE, parts, count);
}

uint32_t nodes_sequence(struct nodes *r, uint32_t a, uint32_t b)
{
	struct numbers parts = { 0 };
	nodes_add_in_sequence(r, &parts, a);
	nodes_add_in_sequence(r, &parts, b);
	return nodes_line(r, parts.items, parts.count);
}

uint32_t nodes_option(struct nodes *r, uint32_t node)
{
	enum node_kind kind = nodes_kind(r, node);
	if (kind == NODE_NOTHING || kind == NODE_GAP || kind == NODE_OPTION)
		return node;
	return nodes_put(r, NODE_OPTION, &node, 1);
}

/* Takes the parts of a choice apart: nested choices are opened, words gathered, what needs nothing noted. */
struct choice {
	struct numbers words, marks, others;
	bool nothing, any, gap;
};

static void add_to_choice(struct nodes *r, struct choice *choice, uint32_t node)
{
	struct numbers parts = { 0 };
	switch (nodes_kind(r, node)) {
	case NODE_WORDS:
		nodes_add_parts(r, &choice->words, node);
		return;
	case NODE_MARKS:
		nodes_add_parts(r, &choice->marks, node);
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
		nodes_add_parts(r, &parts, node);
		for (size_t i = 0; i < parts.count; i++)
			add_to_choice(r, choice, parts.items[i]);
		return;
	default:
		numbers_add(r, &choice->others, node);
	}
}

static uint32_t first_of(const struct nodes *r, uint32_t node)
{
	return nodes_kind(r, node) == NODE_SEQUENCE ? r->parts[r->nodes[node].parts.first] : node;
}

static uint32_t rest_of(struct nodes *r, uint32_t node)
{
	if (nodes_kind(r, node) != NODE_SEQUENCE)
		return nodes_leaf(r, NODE_NOTHING);
	struct numbers parts = { 0 };
	nodes_add_parts(r, &parts, node);
	return nodes_line(r, parts.items + 1, parts.count - 1);
}

/* a x | a y = a (x | y): what sequences begin with alike is looked at once. */
static struct numbers factor(struct nodes *r, const struct numbers *nodes)
{
	struct numbers out = { 0 };
	bool *done = arena_alloc(r->work, nodes->count + 1, sizeof *done);
	for (size_t i = 0; i < nodes->count; i++) {
		if (done[i])
			continue;
		uint32_t first = first_of(r, nodes->items[i]);
		struct numbers rests = { 0 };
		for (size_t k = i; k < nodes->count; k++) {
			if (done[k] || first_of(r, nodes->items[k]) != first)
				continue;
			done[k] = true;
			numbers_add(r, &rests, rest_of(r, nodes->items[k]));
		}
		numbers_add(r, &out, rests.count == 1 ? nodes->items[i] : nodes_sequence(r, first, nodes_choice(r, &rests)));
	}
	return out;
}

uint32_t nodes_choice(struct nodes *r, const struct numbers *nodes)
{
	struct choice choice = { 0 };
	for (size_t i = 0; i < nodes->count; i++)
		add_to_choice(r, &choice, nodes->items[i]);
	if (choice.gap)
		return nodes_leaf(r, NODE_GAP);
	if (choice.any)
		numbers_add(r, &choice.others, nodes_leaf(r, NODE_ANY));
	numbers_sort(&choice.words);
	if (choice.words.count && !choice.any)
		numbers_add(r, &choice.others, nodes_put(r, NODE_WORDS, choice.words.items, choice.words.count));
	numbers_sort(&choice.marks);
	if (choice.marks.count && !choice.nothing)
		numbers_add(r, &choice.others, nodes_put(r, NODE_MARKS, choice.marks.items, choice.marks.count));
	numbers_sort(&choice.others);
	struct numbers parts = factor(r, &choice.others);
	numbers_sort(&parts);
	uint32_t node = parts.count == 0 ? nodes_leaf(r, NODE_NOTHING) : parts.count == 1 ? parts.items[0] : nodes_put(r, NODE_CHOICE, parts.items, parts.count);
	return choice.nothing ? nodes_option(r, node) : node;
}

uint32_t nodes_either(struct nodes *r, uint32_t a, uint32_t b)
{
	uint32_t both[] = { a, b };
	return a == b ? a : nodes_choice(r, &(struct numbers){ both, 2, 2 });
}

uint32_t nodes_copy(struct nodes *to, const struct nodes *from, uint32_t node, uint32_t *moved)
{
	if (moved[node])
		return moved[node] - 1;
	struct numbers parts = { 0 };
	const struct node *old = &from->nodes[node];
	bool of_words = old->kind == NODE_WORDS || old->kind == NODE_MARKS;
	for (uint32_t i = 0; i < old->parts.count; i++) {
		uint32_t part = from->parts[old->parts.first + i];
		numbers_add(to, &parts, of_words ? nodes_word(to, from->words[part]) : nodes_copy(to, from, part, moved));
	}
	uint32_t copy = nodes_put(to, (enum node_kind)old->kind, parts.items, parts.count);
	moved[node] = copy + 1;
	return copy;
}
