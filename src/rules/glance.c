#include "rules/glance.h"

#include "base/utf8.h"
#include "rules/word.h"

#include <string.h>

/* Of a word, the numbers in the image of the word itself, of the stems that it begins with, and of its kinds. */
struct numbers {
	uint32_t items[WORD_BYTES + 5];
	size_t count;
};

static uint32_t number_of(const struct image *image, struct str name)
{
	return image_word_hashed(image, name, str_hash(name));
}

static struct glance_kinds kinds_of(const struct image *image)
{
	return (struct glance_kinds){ number_of(image, STR(WORD_WITH_DIGIT)), number_of(image, STR(WORD_WITH_CAPITAL)),
				      number_of(image, STR(WORD_WITH_CAPITALS)), number_of(image, STR(WORD_FOREIGN_MARK)) };
}

static void add_number(struct numbers *numbers, uint32_t number)
{
	if (number != UINT32_MAX)
		numbers->items[numbers->count++] = number;
}

/* text[0..len) and then a sign, given the hash of the text. */
static void add_signed(const struct image *image, char *text, size_t len, uint32_t hash, char sign, struct numbers *out)
{
	text[len] = sign;
	uint32_t signed_hash = str_hash_byte(hash, sign);
	if (image->buckets[signed_hash & (image->bucket_count - 1)])
		add_number(out, image_word_hashed(image, (struct str){ text, len + 1 }, signed_hash));
}

/* FNV-1a is made byte by byte, so the hash of every stem is met on the way to that of the word (str_hash). */
static void add_stems(const struct image *image, struct str word, struct numbers *out)
{
	char text[WORD_BYTES + 1];
	uint32_t hash = STR_HASH_START;
	for (size_t i = 0; i < word.len; i++) {
		text[i] = word.ptr[i];
		hash = str_hash_byte(hash, word.ptr[i]);
		if (i + 1 >= WORD_LEAST_STEM_BYTES)
			add_signed(image, text, i + 1, hash, WORD_STEM_MARK, out);
	}
}

/* A character that is not ASCII may be anything. */
static void add_kinds(const struct image *image, struct glance_kinds kinds, const struct word_reader *reader, struct numbers *out)
{
	size_t digits = 0, capitals = 0;
	for (size_t i = reader->span.start; i < reader->span.end; i++) {
		char c = reader->text.ptr[i];
		bool other = (unsigned char)c >= 0x80;
		digits += other || is_ascii_digit(c);
		capitals += other || is_ascii_upper(c);
	}
	if (digits)
		add_number(out, kinds.with_digit);
	if (capitals)
		add_number(out, kinds.with_capital);
	if (capitals < 2)
		return;
	add_number(out, kinds.with_capitals);
	char text[WORD_BYTES + 1];
	memcpy(text, reader->word.ptr, reader->word.len);
	add_signed(image, text, reader->word.len, reader->hash, WORD_CAPITALS_MARK, out);
}

static void find_numbers(const struct image *image, struct glance_kinds kinds, const struct word_reader *reader, struct numbers *out)
{
	out->count = 0;
	if (!image->bucket_count)
		return;
	add_number(out, image_word_hashed(image, reader->word, reader->hash));
	add_stems(image, reader->word, out);
	add_kinds(image, kinds, reader, out);
}

/* The numbers of the mark at *at, which moves past it. */
static void find_marks(const struct image *image, struct glance_kinds kinds, struct str text, size_t *at, struct numbers *out)
{
	char mark[4];
	int32_t point = utf8_next(text, at);
	out->count = 0;
	if (point == ' ')
		return;
	size_t len = utf8_put(mark, utf8_lower(point));
	add_number(out, number_of(image, (struct str){ mark, len }));
	if (point >= 0x80)
		add_number(out, kinds.foreign_mark);
}

/* Another set that the sentence meets. There is room for GLANCE_MOST. */
static inline void add_seen(struct glance *g, uint32_t set, uint64_t places)
{
	g->seen[g->seen_count] = set;
	g->where[g->seen_count] = places;
	g->place_of_set[set] = (uint16_t)g->seen_count++;
}

struct glance glance_make(struct arena *arena, const struct image *image)
{
	size_t most = image->set_count + 2U < GLANCE_MOST ? image->set_count + 2U : GLANCE_MOST;
	struct glance g = {
		.arena = arena,
		.where = arena_alloc(arena, most, sizeof *g.where),
		.seen = arena_alloc(arena, most, sizeof *g.seen),
		.image = image,
		.kinds = kinds_of(image),
		.place_of_set = arena_alloc(arena, image->set_count + 1U, sizeof *g.place_of_set),
		.place_of_choice = arena_alloc(arena, image->choice_count + 1U, sizeof *g.place_of_choice),
	};
	return g;
}

static void forget(struct glance *g)
{
	for (size_t i = 0; i < g->seen_count; i++)
		g->place_of_set[g->seen[i]] = 0;
	g->seen_count = 0;
	add_seen(g, IMAGE_NO_GATE, 0);
	add_seen(g, IMAGE_NO_GATE, 1);
	g->memo_count = 0;
	g->word_count = 0;
	g->is_odd = false;
}

static inline uint64_t where(const struct glance *g, uint32_t set)
{
	return g->where[g->place_of_set[set]];
}

static uint64_t place(const struct glance *g, size_t word)
{
	return (uint64_t)1 << (word / g->words_per_place);
}

/* How many words the text has decides how finely places are told apart, so they are counted first. */
static void count_words(struct glance *g, struct str sentence)
{
	struct word_reader reader = word_read(sentence);
	while (word_next(&reader))
		*ARENA_PUSH(g->arena, g->spans, g->word_count, g->span_capacity) =
			(struct glance_word){ (uint32_t)reader.span.start, (uint32_t)reader.span.end };
	g->is_odd = reader.is_odd;
	g->words_per_place = g->word_count / GLANCE_PLACES + 1;
	g->end = place(g, g->word_count);
	g->words = g->words_per_place > 1 ? g->end | (g->end - 1) : g->end - 1;
}

/* A word or mark of the image stands before (a mark, at) a place. */
static void note(struct glance *g, uint32_t number, size_t word)
{
	uint64_t bit = place(g, word);
	struct range sets = g->image->words[number].sets;
	const uint32_t *numbers = g->image->word_sets + sets.first;
	for (uint32_t i = 0; i < sets.count; i++) {
		uint16_t known = g->place_of_set[numbers[i]];
		if (known)
			g->where[known] |= bit;
		else if (g->seen_count < GLANCE_MOST)
			add_seen(g, numbers[i], bit);
		else
			g->is_odd = true;
	}
}

/* The marks in text[at..end), which stand before a word. */
static void note_marks(struct glance *g, struct str text, size_t at, size_t end, size_t word)
{
	struct numbers marks;
	while (at < end) {
		find_marks(g->image, g->kinds, text, &at, &marks);
		for (size_t i = 0; i < marks.count; i++)
			note(g, marks.items[i], word);
	}
}

void glance_take(struct glance *g, struct str sentence)
{
	forget(g);
	count_words(g, sentence);
	struct word_reader reader = word_read(sentence);
	struct numbers numbers;
	size_t word = 0, end = 0;
	for (; word_next(&reader); word++) {
		find_numbers(g->image, g->kinds, &reader, &numbers);
		for (size_t i = 0; i < numbers.count; i++)
			note(g, numbers.items[i], word);
		note_marks(g, sentence, end, reader.span.start, word);
		end = reader.span.end;
	}
	note_marks(g, sentence, end, sentence.len, word);
}

static uint64_t back_one(const struct glance *g, uint64_t from)
{
	return g->words_per_place > 1 ? from | from >> 1 : from >> 1;
}

/* All places up to the last of `from`. */
static inline uint64_t up_to_last(uint64_t from)
{
	return from ? UINT64_MAX >> __builtin_clzll(from) : 0;
}

static uint64_t run_sequence(struct glance *g, struct range parts, uint64_t from);
static uint64_t run_choice(struct glance *g, const struct node *node, uint64_t from);
static uint64_t run_option(struct glance *g, const struct node *node, uint64_t from);

/* Most nodes need no call. */
static inline uint64_t run(struct glance *g, uint32_t number, uint64_t from)
{
	const struct node *node = &g->image->nodes[number];
	switch ((enum node_kind)node->kind) {
	case NODE_WORDS:
		return back_one(g, from) & where(g, node->number);
	case NODE_MARKS:
		return from & where(g, node->number);
	case NODE_ANY:
		return back_one(g, from) & g->words;
	case NODE_SEQUENCE:
		return run_sequence(g, node->parts, from);
	case NODE_CHOICE:
		return run_choice(g, node, from);
	case NODE_OPTION:
		return run_option(g, node, from);
	case NODE_GAP:
		return up_to_last(from);
	case NODE_START:
		return from & 1;
	case NODE_END:
		return from & g->end;
	case NODE_NOTHING:
		break;
	}
	return from;
}

static uint64_t run_option(struct glance *g, const struct node *node, uint64_t from)
{
	return from | run(g, g->image->parts[node->parts.first], from);
}

/* Nothing comes of a sequence that has a word or mark that is not there. */
static uint64_t run_sequence(struct glance *g, struct range parts, uint64_t from)
{
	const uint32_t *nodes = g->image->parts + parts.first;
	for (uint32_t i = 0; i < parts.count; i++) {
		const struct node *node = &g->image->nodes[nodes[i]];
		if ((node->kind == NODE_WORDS || node->kind == NODE_MARKS) && !where(g, node->number))
			return 0;
	}
	for (uint32_t i = parts.count; i > 0 && from; i--)
		from = run(g, nodes[i - 1], from);
	return from;
}

static uint64_t run_parts(struct glance *g, struct range parts, uint64_t from)
{
	uint64_t to = 0;
	const uint32_t *gates = g->image->parts + parts.first; /* each with its node after it */
	for (uint32_t i = 0; i < parts.count; i += 2)
		if (where(g, gates[i]))
			to |= run(g, gates[i + 1], from);
	return to;
}

/* What comes of fewer places is among what comes of all: when that is nothing, as of most choices in most sentences, nothing more is run. */
static size_t take_choice(struct glance *g, const struct node *node)
{
	uint64_t all = g->end | (g->end - 1);
	uint64_t to = run_parts(g, node->parts, all);
	size_t number = g->memo_count < GLANCE_MOST ? g->memo_count : GLANCE_MOST - 1;
	struct glance_memo memo = { node->number, !to, all, to };
	if (number == g->memo_count)
		*ARENA_PUSH(g->arena, g->memos, g->memo_count, g->memo_capacity) = memo;
	else
		g->memos[number] = memo;
	g->place_of_choice[node->number] = (uint16_t)number;
	return number;
}

static uint64_t run_choice(struct glance *g, const struct node *node, uint64_t from)
{
	size_t number = g->place_of_choice[node->number];
	if (number >= g->memo_count || g->memos[number].choice != node->number)
		number = take_choice(g, node);
	if (g->memos[number].none)
		return 0;
	if (g->memos[number].from == from)
		return g->memos[number].to;
	uint64_t to = run_parts(g, node->parts, from); /* may move the memos */
	g->memos[number] = (struct glance_memo){ node->number, false, from, to };
	return to;
}

static bool has_needed(const struct glance *g, struct range needed)
{
	for (uint32_t i = 0; i < needed.count; i++)
		if (!where(g, g->image->parts[needed.first + i]))
			return false;
	return true;
}

static uint64_t all_places(const struct glance *g)
{
	return g->end | (g->end - 1);
}

uint64_t glance_way_starts(struct glance *g, const struct way *way)
{
	if (g->is_odd)
		return all_places(g);
	return has_needed(g, way->needed) ? run(g, way->root, all_places(g)) : 0;
}

uint64_t glance_starts(struct glance *g, const struct branch *branch)
{
	uint64_t places = 0;
	for (uint32_t i = 0; i < branch->ways.count; i++)
		places |= glance_way_starts(g, &g->image->ways[branch->ways.first + i]);
	return places;
}

static void note_word(const struct image *image, uint32_t number, bool *has_set)
{
	struct range sets = image->words[number].sets;
	for (uint32_t i = 0; i < sets.count; i++)
		has_set[image->word_sets[sets.first + i]] = true;
}

void glance_note_sets(const struct image *image, struct str text, bool *has_set)
{
	struct glance_kinds kinds = kinds_of(image);
	struct word_reader reader = word_read(text);
	struct numbers numbers;
	while (word_next(&reader)) {
		find_numbers(image, kinds, &reader, &numbers);
		for (size_t i = 0; i < numbers.count; i++)
			note_word(image, numbers.items[i], has_set);
	}
	for (size_t at = 0; at < text.len;) {
		find_marks(image, kinds, text, &at, &numbers);
		for (size_t i = 0; i < numbers.count; i++)
			note_word(image, numbers.items[i], has_set);
	}
	for (uint32_t i = 0; reader.is_odd && i < image->set_count; i++)
		has_set[i] = true;
}

static bool way_may_match(const struct image *image, const struct way *way, const bool *has_set)
{
	for (uint32_t i = 0; i < way->needed.count; i++)
		if (!has_set[image->parts[way->needed.first + i]])
			return false;
	return true;
}

static bool branch_may_match(const struct image *image, const struct branch *branch, const bool *has_set)
{
	for (uint32_t i = 0; i < branch->ways.count; i++)
		if (way_may_match(image, &image->ways[branch->ways.first + i], has_set))
			return true;
	return false;
}

bool glance_may_match(const struct image *image, const struct pattern *pattern, const bool *has_set)
{
	for (uint32_t i = 0; i < pattern->branches.count; i++)
		if (branch_may_match(image, &image->branches[pattern->branches.first + i], has_set))
			return true;
	return false;
}
