#include "rules/index.h"

#include "rules/common.h"
#include "rules/need.h"

#include <stdlib.h>

enum { MOST_NEEDED = 4 };

/* Numbers by owner, as a list each. */
struct list {
	uint32_t *items;
	size_t count, capacity;
};

struct builder {
	struct arena *arena;
	struct nodes *all; /* every node that was made on the way */
	struct nodes kept; /* those that patterns need; of the words, the commonest first */
	uint32_t *moved;     /* from all to kept, number + 1 */
	const double *cost;  /* by word of `all` */
	double *kept_cost;   /* by word of `kept` */
	const struct str *texts; /* examples */
	size_t text_count;
	struct need *needs; /* of ways */
	size_t need_count, need_capacity;
	struct list calls; /* by way: the set that calls for it, or IMAGE_ANY_SET where none does */
	struct list others; /* by way, as in image.others */
	struct way *ways;
	size_t way_count, way_capacity;
};

static void add(struct builder *b, struct list *list, uint32_t number)
{
	*ARENA_PUSH(b->arena, list->items, list->count, list->capacity) = number;
}

/* A set that no match of a way can do without, in a part of it. */
struct needed {
	struct need_found found; /* the set as a node of `all` */
	uint32_t part;		 /* of the way's root, counted from 0 */
	double cost;
};

static uint32_t part_of(const struct builder *b, uint32_t root, uint32_t part)
{
	const struct node *node = &b->all->nodes[root];
	return node->kind == NODE_SEQUENCE ? b->all->parts[node->parts.first + part] : root;
}

/* The sets that no match of the way can do without, the rarest first. */
static size_t find_needed(struct builder *b, uint32_t root, struct needed needed[MOST_NEEDED])
{
	size_t count = 0;
	uint32_t part_count = b->all->nodes[root].kind == NODE_SEQUENCE ? b->all->nodes[root].parts.count : 1;
	for (uint32_t i = 0; i < part_count; i++) {
		struct needed one = { .found = need_find(b->all, part_of(b, root, i), b->cost), .part = i };
		if (one.found.set == UINT32_MAX)
			continue;
		one.cost = need_cost(b->all, one.found.set, b->cost);
		size_t at = count;
		while (at > 0 && needed[at - 1].cost > one.cost)
			at--;
		if (at == MOST_NEEDED)
			continue;
		count += count < MOST_NEEDED;
		for (size_t k = count - 1; k > at; k--)
			needed[k] = needed[k - 1];
		needed[at] = one;
	}
	return count;
}

static int by_part(const void *a, const void *b)
{
	const struct needed *x = a, *y = b;
	return (x->part > y->part) - (x->part < y->part);
}

/* The words from a place in one part of a root on to a place in another, told by how many words of the part stand before each. */
static struct need distance(struct builder *b, uint32_t root, const struct needed *from, const struct needed *to)
{
	struct need_words words = to->found.before;
	for (uint32_t i = from->part; i < to->part; i++)
		words = need_add(words, need_length(b->all, part_of(b, root, i)));
	struct need_words before = from->found.before;
	unsigned least = words.least > before.most ? words.least - before.most : 0;
	bool is_known = words.most < NEED_NO_END && words.most - before.least < IMAGE_ANY_DISTANCE;
	return (struct need){ to->found.set, (uint16_t)(least < IMAGE_ANY_DISTANCE ? least : IMAGE_ANY_DISTANCE - 1),
			      is_known ? (uint16_t)(words.most - before.least) : IMAGE_ANY_DISTANCE };
}

/* A set of very many words says little and costs much. */
static uint32_t bounded(const struct builder *b, uint32_t set)
{
	enum { MOST_WORDS = 600 };
	return set < NEED_ANY_WORD && b->all->nodes[set].parts.count > MOST_WORDS ? IMAGE_ANY_SET : set;
}

/* Does the need say that its set stands so many words behind what is needed before it? */
static bool is_there(const struct need *need, uint32_t set, unsigned words)
{
	return need->set == set && need->least == words && need->most == words;
}

/* What the needs tell already is not to be asked again. */
static void forget_beginning(struct way *way, const struct need *needs)
{
	if (!way->need_count || !is_there(&needs[0], way->first, 0))
		return;
	way->first = IMAGE_ANY_SET;
	if (way->need_count > 1 && is_there(&needs[1], way->second, 1))
		way->second = IMAGE_ANY_SET;
}

/* Until keep has run, ways and what they need are nodes of `all`. */
static void add_way(struct builder *b, uint32_t branch, bool is_called, uint32_t root)
{
	enum { MOST_VISITS = 1000000 };
	struct needed needed[MOST_NEEDED], begin = { 0 };
	b->all->visits = MOST_VISITS;
	size_t count = find_needed(b, root, needed);
	struct need_beginning beginning = need_beginning(b->all, root);
	struct way way = { .branch = branch, .first = bounded(b, beginning.first),
			   .second = bounded(b, beginning.second), .at_start = beginning.at_start, .need = (uint32_t)b->need_count,
			   .need_count = (uint16_t)count };
	add(b, &b->calls, is_called && count ? needed[0].found.set : IMAGE_ANY_SET);
	add(b, &b->others, count > 1 ? needed[1].found.set : IMAGE_ANY_SET);
	if (count)
		qsort(needed, count, sizeof *needed, by_part);
	for (size_t i = 0; i < count; i++)
		*ARENA_PUSH(b->arena, b->needs, b->need_count, b->need_capacity) = distance(b, root, i ? &needed[i - 1] : &begin, &needed[i]);
	forget_beginning(&way, b->needs + way.need);
	*ARENA_PUSH(b->arena, b->ways, b->way_count, b->way_capacity) = way;
}

static void add_ways(struct builder *b, uint32_t root, uint32_t number, bool is_called, struct branch *branch)
{
	branch->ways.first = (uint32_t)b->way_count;
	struct range parts = b->all->nodes[root].parts;
	bool is_choice = b->all->nodes[root].kind == NODE_CHOICE;
	for (uint32_t i = 0; is_choice && i < parts.count; i++)
		add_way(b, number, is_called, b->all->parts[parts.first + i]);
	if (!is_choice)
		add_way(b, number, is_called, root);
	branch->ways.count = (uint32_t)b->way_count - branch->ways.first;
}

/* A branch whose ways are to be added. */
struct adding {
	struct builder *to;
	uint32_t root, number;
	bool is_called; /* by the words of a sentence */
	struct branch *branch;
};

static void add_branch(struct arena *work, void *context)
{
	struct adding *adding = context;
	struct nodes *all = adding->to->all;
	all->work = work;
	add_ways(adding->to, need_trim(all, adding->root), adding->number, adding->is_called, adding->branch);
	all->work = all->arena;
}

static void keep_node(struct builder *b, uint32_t *node)
{
	if (*node < IMAGE_ANY_WORD)
		*node = nodes_copy(&b->kept, b->all, *node, b->moved);
}

/* Copies what the ways need; they then name nodes of `kept`. */
static void copy_needed(struct builder *b)
{
	b->moved = arena_alloc(b->arena, b->all->node_count + 1, sizeof *b->moved);
	for (size_t i = 0; i < b->need_count; i++)
		keep_node(b, &b->needs[i].set);
	for (size_t i = 0; i < b->way_count; i++) {
		keep_node(b, &b->calls.items[i]);
		keep_node(b, &b->others.items[i]);
		keep_node(b, &b->ways[i].first);
		keep_node(b, &b->ways[i].second);
	}
}

/* How common a word is, and how many notes a sentence would have to make of it. */
struct rank {
	uint32_t word;
	double cost, notes;
};

static int by_word(const struct rank *x, const struct rank *y)
{
	return (x->word > y->word) - (x->word < y->word);
}

static int by_notes(const void *a, const void *b)
{
	const struct rank *x = a, *y = b;
	return x->notes != y->notes ? (x->notes < y->notes) - (x->notes > y->notes) : by_word(x, y);
}

static int by_cost(const void *a, const void *b)
{
	const struct rank *x = a, *y = b;
	return x->cost != y->cost ? (x->cost < y->cost) - (x->cost > y->cost) : by_word(x, y);
}

static bool is_set(const struct node *node)
{
	return node->kind == NODE_WORDS || node->kind == NODE_MARKS;
}

/* The words with most notes first, as many as are common; then the others, the commonest first. */
static struct rank *rank_words(struct builder *b, const struct nodes *nodes)
{
	struct rank *ranks = arena_alloc(b->arena, nodes->word_count + 1, sizeof *ranks);
	const double *cost = common_costs(b->arena, nodes, b->texts, b->text_count);
	for (uint32_t w = 0; w < nodes->word_count; w++)
		ranks[w] = (struct rank){ .word = w, .cost = cost[w] };
	for (size_t i = 0; i < nodes->node_count; i++) {
		struct range words = nodes->nodes[i].parts;
		for (uint32_t k = 0; is_set(&nodes->nodes[i]) && k < words.count; k++)
			ranks[nodes->parts[words.first + k]].notes += cost[nodes->parts[words.first + k]];
	}
	if (nodes->word_count)
		qsort(ranks, nodes->word_count, sizeof *ranks, by_notes);
	if (nodes->word_count > IMAGE_COMMON)
		qsort(ranks + IMAGE_COMMON, nodes->word_count - IMAGE_COMMON, sizeof *ranks, by_cost);
	return ranks;
}

/* Copies twice: what is copied first tells how common words are, and the commonest get the first numbers in the second copy. */
static void keep(struct builder *b)
{
	copy_needed(b);
	struct nodes first = b->kept;
	const struct rank *ranks = rank_words(b, &first);
	b->all = &first;
	b->kept = nodes_make(b->arena);
	b->kept_cost = arena_alloc(b->arena, first.word_count + 1, sizeof *b->kept_cost);
	for (size_t i = 0; i < first.word_count; i++)
		b->kept_cost[nodes_word(&b->kept, first.words[ranks[i].word])] = ranks[i].cost;
	copy_needed(b);
	b->all = NULL;
}

/* What a set is for, in the order of the numbers of sets (image.h). */
enum use { USE_CALLS, USE_CALLS_HAS_COMMON, USE_HAS_COMMON, USE_ASKED_FOR };

struct set_rank {
	uint32_t node;
	enum use use;
	double cost;
};

static int by_use(const void *a, const void *b)
{
	const struct set_rank *x = a, *y = b;
	if (x->use != y->use)
		return x->use < y->use ? -1 : 1;
	return x->cost != y->cost ? (x->cost < y->cost) - (x->cost > y->cost) : (x->node > y->node) - (x->node < y->node);
}

static bool has_common(const struct nodes *nodes, const struct node *set)
{
	for (uint32_t i = 0; i < set->parts.count; i++)
		if (nodes->parts[set->parts.first + i] < IMAGE_COMMON)
			return true;
	return false;
}

static struct set_rank *rank_sets(struct builder *b, size_t *count)
{
	const struct nodes *kept = &b->kept;
	bool *calls = arena_alloc(b->arena, kept->node_count + 1, sizeof *calls);
	for (size_t w = 0; w < b->way_count; w++)
		if (b->calls.items[w] != IMAGE_ANY_SET)
			calls[b->calls.items[w]] = true;
	struct set_rank *ranks = arena_alloc(b->arena, kept->node_count + 1, sizeof *ranks);
	*count = 0;
	for (uint32_t i = 0; i < kept->node_count; i++) {
		if (!is_set(&kept->nodes[i]))
			continue;
		bool common = has_common(kept, &kept->nodes[i]);
		enum use use = calls[i] ? common ? USE_CALLS_HAS_COMMON : USE_CALLS : common ? USE_HAS_COMMON : USE_ASKED_FOR;
		ranks[(*count)++] = (struct set_rank){ i, use, need_cost(kept, i, b->kept_cost) };
	}
	if (*count)
		qsort(ranks, *count, sizeof *ranks, by_use);
	return ranks;
}

static struct common_words common_words(const struct nodes *nodes, const struct node *set)
{
	struct common_words common = { 0 };
	for (uint32_t i = 0; i < set->parts.count; i++) {
		uint32_t word = nodes->parts[set->parts.first + i];
		if (word < IMAGE_COMMON)
			common.bits[word / IMAGE_COMMON_BITS] |= UINT64_C(1) << (word % IMAGE_COMMON_BITS);
	}
	return common;
}

static void number_sets(struct builder *b, struct image *image, struct list *sets_of_word)
{
	const struct nodes *kept = &b->kept;
	size_t count;
	const struct set_rank *ranks = rank_sets(b, &count);
	struct common_words *common = arena_alloc(b->arena, count + 1, sizeof *common);
	image->set_count = (uint32_t)count;
	for (uint32_t s = 0; s < count; s++) {
		struct node *set = &kept->nodes[ranks[s].node];
		bool calls = ranks[s].use <= USE_CALLS_HAS_COMMON;
		set->set = s;
		image->calling_set_count += calls;
		image->sets_with_common.first += ranks[s].use == USE_CALLS;
		if (ranks[s].use == USE_CALLS_HAS_COMMON || ranks[s].use == USE_HAS_COMMON)
			common[image->sets_with_common.count++] = common_words(kept, set);
		for (uint32_t i = 0; i < set->parts.count; i++) {
			uint32_t word = kept->parts[set->parts.first + i];
			if (word >= IMAGE_COMMON || calls)
				add(b, &sets_of_word[word], s);
		}
	}
	image->common = common;
}

/* Numbers the sets; gives the words theirs. */
static void number_words(struct builder *b, struct image *image)
{
	struct nodes *kept = &b->kept;
	struct list *sets_of_word = arena_alloc(b->arena, kept->word_count + 1, sizeof *sets_of_word);
	number_sets(b, image, sets_of_word);
	struct word *words = arena_alloc(b->arena, kept->word_count + 1, sizeof *words);
	struct list word_sets = { 0 };
	for (size_t w = 0; w < kept->word_count; w++) {
		words[w].sets = (struct range){ (uint32_t)word_sets.count, (uint32_t)sets_of_word[w].count };
		for (size_t k = 0; k < sets_of_word[w].count; k++)
			add(b, &word_sets, sets_of_word[w].items[k]);
	}
	image->words = words;
	image->word_count = (uint32_t)kept->word_count;
	image->word_sets = word_sets.items;
}

/* The ways and what they need, in the order of what calls for them. */
static void order_ways(struct builder *b, const struct branch *branches, const uint32_t *feature, struct image *image)
{
	uint32_t always = image->calling_set_count, never = always + 1;
	uint32_t *starts = arena_alloc(b->arena, never + 2U, sizeof *starts), *next = arena_alloc(b->arena, never + 2U, sizeof *next);
	uint32_t *callers = arena_alloc(b->arena, b->way_count + 1, sizeof *callers);
	for (size_t w = 0; w < b->way_count; w++) {
		bool is_feature = feature[branches[b->ways[w].branch].pattern] != UINT32_MAX;
		callers[w] = b->calls.items[w] != IMAGE_ANY_SET ? b->calls.items[w] : is_feature ? always : never;
		starts[callers[w] + 1]++;
	}
	for (uint32_t s = 0; s <= never; s++)
		next[s + 1] = starts[s + 1] += starts[s];
	struct way *ways = arena_alloc(b->arena, b->way_count + 1, sizeof *ways);
	uint32_t *others = arena_alloc(b->arena, b->way_count + 1, sizeof *others);
	uint32_t *branch_ways = arena_alloc(b->arena, b->way_count + 1, sizeof *branch_ways);
	for (size_t w = 0; w < b->way_count; w++) {
		branch_ways[w] = next[callers[w]]++;
		ways[branch_ways[w]] = b->ways[w];
		others[branch_ways[w]] = b->others.items[w];
	}
	struct need *needs = arena_alloc(b->arena, b->need_count + 1, sizeof *needs), *end = needs;
	for (size_t w = 0; w < b->way_count; w++) {
		const struct need *old = b->needs + ways[w].need;
		ways[w].need = (uint32_t)(end - needs);
		for (size_t i = 0; i < ways[w].need_count; i++)
			*end++ = old[i];
	}
	image->ways = ways;
	image->way_count = (uint32_t)b->way_count;
	image->others = others;
	image->branch_ways = branch_ways;
	image->needs = needs;
	image->set_ways = starts;
	image->always = (struct range){ starts[always], starts[never] - starts[always] };
}

static void number_set(const struct builder *b, uint32_t *node)
{
	if (*node < IMAGE_ANY_WORD)
		*node = b->kept.nodes[*node].set;
}

struct nodes index_build(struct arena *arena, struct nodes *nodes, const uint32_t *roots, struct branch *branches, size_t branch_count,
			   const uint32_t *feature, const struct str *texts, size_t text_count, struct image *image)
{
	struct builder b = { .arena = arena, .all = nodes, .kept = nodes_make(arena), .texts = texts, .text_count = text_count };
	b.cost = common_costs(arena, nodes, texts, text_count);
	for (uint32_t i = 0; i < branch_count; i++)
		arena_lend(arena, add_branch, &(struct adding){ &b, roots[i], i, feature[branches[i].pattern] != UINT32_MAX, &branches[i] });
	keep(&b);
	number_words(&b, image);
	for (size_t i = 0; i < b.need_count; i++)
		number_set(&b, &b.needs[i].set);
	for (size_t i = 0; i < b.way_count; i++) {
		number_set(&b, &b.calls.items[i]);
		number_set(&b, &b.others.items[i]);
		number_set(&b, &b.ways[i].first);
		number_set(&b, &b.ways[i].second);
	}
	order_ways(&b, branches, feature, image);
	image->buckets = b.kept.word_buckets;
	image->tags = b.kept.word_tags;
	image->bucket_count = (uint32_t)b.kept.word_bucket_count;
	return b.kept;
}
