#include "rules/need.h"

static uint32_t trim_sequence(struct nodes *r, uint32_t node)
{
	struct numbers parts = { 0 };
	nodes_add_parts(r, &parts, node);
	while (parts.count) {
		uint32_t last = need_trim(r, parts.items[parts.count - 1]);
		parts.count--;
		if (nodes_kind(r, last) == NODE_NOTHING)
			continue;
		nodes_add_in_sequence(r, &parts, last);
		break;
	}
	return nodes_line(r, parts.items, parts.count);
}

static uint32_t trim_choice(struct nodes *r, uint32_t node)
{
	struct numbers parts = { 0 }, trimmed = { 0 };
	nodes_add_parts(r, &parts, node);
	for (size_t i = 0; i < parts.count; i++) {
		uint32_t one = need_trim(r, parts.items[i]);
		if (nodes_kind(r, one) == NODE_NOTHING)
			return one;
		numbers_add(r, &trimmed, one);
	}
	return nodes_choice(r, &trimmed);
}

uint32_t need_trim(struct nodes *r, uint32_t node)
{
	switch (nodes_kind(r, node)) {
	case NODE_GAP:
	case NODE_OPTION:
		return nodes_leaf(r, NODE_NOTHING);
	case NODE_SEQUENCE:
		return trim_sequence(r, node);
	case NODE_CHOICE:
		return trim_choice(r, node);
	default:
		return node;
	}
}

/* ---- what is needed ---- */

double need_cost(const struct nodes *r, uint32_t node, const double *cost)
{
	double sum = 0;
	struct range words = r->nodes[node].parts;
	for (uint32_t i = 0; i < words.count; i++)
		sum += cost[r->parts[words.first + i]];
	return sum;
}

static const struct need_words no_words = { 0, 0 };

static struct need_words hull(struct need_words a, struct need_words b)
{
	return (struct need_words){ a.least < b.least ? a.least : b.least, a.most > b.most ? a.most : b.most };
}

struct need_words need_add(struct need_words a, struct need_words b)
{
	unsigned least = a.least + b.least, most = a.most + b.most;
	return (struct need_words){ least > NEED_NO_END ? NEED_NO_END : least, most > NEED_NO_END ? NEED_NO_END : most };
}

/* False when enough was seen. */
static bool spend(struct nodes *r)
{
	if (!r->visits)
		return false;
	r->visits--;
	return true;
}

static struct need_words length_of_parts(struct nodes *r, uint32_t node)
{
	struct range parts = r->nodes[node].parts;
	bool is_sequence = nodes_kind(r, node) == NODE_SEQUENCE;
	struct need_words all = no_words;
	for (uint32_t i = 0; i < parts.count; i++) {
		struct need_words one = need_length(r, r->parts[parts.first + i]);
		all = is_sequence ? need_add(all, one) : i ? hull(all, one) : one;
	}
	return all;
}

struct need_words need_length(struct nodes *r, uint32_t node)
{
	if (!spend(r))
		return (struct need_words){ 0, NEED_NO_END };
	switch (nodes_kind(r, node)) {
	case NODE_WORDS:
	case NODE_ANY:
		return (struct need_words){ 1, 1 };
	case NODE_GAP:
		return (struct need_words){ 0, NEED_NO_END };
	case NODE_OPTION:
		return hull(no_words, length_of_parts(r, node));
	case NODE_SEQUENCE:
	case NODE_CHOICE:
		return length_of_parts(r, node);
	default:
		return no_words;
	}
}

static struct need_found find_in_sequence(struct nodes *r, uint32_t node, const double *cost)
{
	struct need_found best = { UINT32_MAX, no_words };
	struct need_words before = no_words;
	struct range parts = r->nodes[node].parts;
	for (uint32_t i = 0; i < parts.count; i++) {
		uint32_t part = r->parts[parts.first + i];
		struct need_found one = need_find(r, part, cost);
		if (one.set != UINT32_MAX && (best.set == UINT32_MAX || need_cost(r, one.set, cost) < need_cost(r, best.set, cost)))
			best = (struct need_found){ one.set, need_add(before, one.before) };
		before = need_add(before, need_length(r, part));
	}
	return best;
}

static struct need_found find_in_choice(struct nodes *r, uint32_t node, const double *cost)
{
	struct need_found out = { UINT32_MAX, no_words };
	struct numbers words = { 0 }; /* marks among them */
	struct range parts = r->nodes[node].parts;
	for (uint32_t i = 0; i < parts.count; i++) {
		struct need_found one = need_find(r, r->parts[parts.first + i], cost);
		if (one.set == UINT32_MAX)
			return one;
		nodes_add_parts(r, &words, one.set);
		out.before = i ? hull(out.before, one.before) : one.before;
	}
	numbers_sort(&words);
	out.set = nodes_put(r, NODE_WORDS, words.items, words.count);
	return out;
}

struct need_found need_find(struct nodes *r, uint32_t node, const double *cost)
{
	if (!spend(r))
		return (struct need_found){ UINT32_MAX, no_words };
	switch (nodes_kind(r, node)) {
	case NODE_WORDS:
	case NODE_MARKS:
		return (struct need_found){ node, no_words };
	case NODE_SEQUENCE:
		return find_in_sequence(r, node, cost);
	case NODE_CHOICE:
		return find_in_choice(r, node, cost);
	default:
		return (struct need_found){ UINT32_MAX, no_words };
	}
}

/* ---- beginnings ---- */

/* Sets, which may be numbers that stand for none, on the way to become one. */
struct gathered {
	struct numbers words;
	size_t any, others;
	bool unknown;
};

static void gather(struct nodes *r, struct gathered *to, uint32_t set)
{
	to->unknown = to->unknown || set == NEED_UNKNOWN;
	to->any += set == NEED_ANY_WORD;
	to->others += set < NEED_ANY_WORD;
	if (!to->unknown && set < NEED_ANY_WORD)
		nodes_add_parts(r, &to->words, set);
}

static uint32_t gathered_set(struct nodes *r, struct gathered *from)
{
	if (from->unknown || (from->any && from->others)) /* the others may hold marks */
		return NEED_UNKNOWN;
	if (from->any)
		return NEED_ANY_WORD;
	numbers_sort(&from->words);
	return nodes_put(r, NODE_WORDS, from->words.items, from->words.count);
}

static struct need_beginning begin(struct nodes *r, uint32_t node, struct need_beginning after);

/* Of one of the parts, or, of an option, of none. */
static struct need_beginning begin_choice(struct nodes *r, uint32_t node, struct need_beginning after)
{
	struct gathered first = { 0 }, second = { 0 };
	struct numbers parts = { 0 };
	nodes_add_parts(r, &parts, node);
	for (size_t i = 0; i < parts.count; i++) {
		struct need_beginning one = begin(r, parts.items[i], after);
		gather(r, &first, one.first);
		gather(r, &second, one.second);
	}
	if (nodes_kind(r, node) == NODE_OPTION) {
		gather(r, &first, after.first);
		gather(r, &second, after.second);
	}
	return (struct need_beginning){ gathered_set(r, &first), gathered_set(r, &second), false };
}

/* after: how what follows begins. */
static struct need_beginning begin(struct nodes *r, uint32_t node, struct need_beginning after)
{
	struct need_beginning out = { NEED_UNKNOWN, NEED_UNKNOWN, false };
	struct numbers parts = { 0 };
	if (!spend(r))
		return out;
	switch (nodes_kind(r, node)) {
	case NODE_WORDS:
		return (struct need_beginning){ node, after.first, false };
	case NODE_ANY:
		return (struct need_beginning){ NEED_ANY_WORD, after.first, false };
	case NODE_MARKS:
		out.first = node;
		return out;
	case NODE_START:
	case NODE_NOTHING:
		return after;
	case NODE_SEQUENCE:
		nodes_add_parts(r, &parts, node);
		while (parts.count)
			after = begin(r, parts.items[--parts.count], after);
		return after;
	case NODE_OPTION:
	case NODE_CHOICE:
		return begin_choice(r, node, after);
	default:
		return out;
	}
}

static uint32_t leftmost(const struct nodes *r, uint32_t node)
{
	while (nodes_kind(r, node) == NODE_SEQUENCE)
		node = r->parts[r->nodes[node].parts.first];
	return node;
}

struct need_beginning need_beginning(struct nodes *r, uint32_t node)
{
	struct need_beginning out = begin(r, node, (struct need_beginning){ NEED_UNKNOWN, NEED_UNKNOWN, false });
	if (!r->visits)
		out = (struct need_beginning){ NEED_UNKNOWN, NEED_UNKNOWN, false };
	out.at_start = nodes_kind(r, leftmost(r, node)) == NODE_START;
	return out;
}
