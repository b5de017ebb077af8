#include "rules/glance.h"

#include "base/utf8.h"
#include "rules/word.h"

#include <string.h>

/* Of a word, the numbers in the image of the word itself, of the stems that it begins with, of the tails that it ends with, and of its kinds. */
struct numbers {
	uint32_t items[WORD_BYTES + WORD_MOST_TAIL_BYTES + 5];
	size_t count;
};

/* From a sentence to the next the stamp grows by the numbers that a set may have. */
enum { STAMP = 1 << 16 };

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
	uint32_t signed_hash = str_hash_byte(hash, sign);
	if (!image_may_have(image, signed_hash))
		return;
	text[len] = sign;
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

/* Tails are named backwards, so that the hash of each is met on the way to that of the longest. */
static void add_tails(const struct image *image, const struct word_reader *reader, struct numbers *out)
{
	struct word_reader cut;
	struct str word = word_tail(reader, &cut);
	char text[WORD_MOST_TAIL_BYTES + 1];
	uint32_t hash = STR_HASH_START;
	for (size_t i = 0; i < word.len && i < WORD_MOST_TAIL_BYTES; i++) {
		char c = word.ptr[word.len - 1 - i];
		if ((unsigned char)c >= 0x80)
			return;
		text[i] = c;
		hash = str_hash_byte(hash, c);
		if (i + 1 >= WORD_LEAST_TAIL_BYTES)
			add_signed(image, text, i + 1, hash, WORD_TAIL_MARK, out);
	}
}

/* A character that is not ASCII may be anything. */
static void add_kinds(const struct image *image, struct glance_kinds kinds, const struct word_reader *reader, struct numbers *out)
{
	enum { AS_MANY_AS_ASKED = 2 };
	/* A word cut finely may be a part of one. */
	size_t digits = reader->is_fine, capitals = reader->is_fine ? AS_MANY_AS_ASKED : 0;
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
	add_tails(image, reader, out);
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

struct glance glance_make(struct arena *arena, const struct image *image)
{
	struct glance g = { .arena = arena, .image = image, .kinds = kinds_of(image) };
	g.where = arena_alloc(arena, image->set_count + 1U, sizeof *g.where);
	return g;
}

static void forget(struct glance *g)
{
	g->stamp += STAMP;
	if (!g->stamp) { /* all stamps were used */
		memset(g->where, 0, g->image->set_count * sizeof *g->where);
		g->stamp = STAMP;
	}
	g->common = (struct common_words){ 0 };
	g->calling_count = g->several_count = 0;
}

enum { COMMON_PARTS = IMAGE_COMMON / IMAGE_COMMON_BITS };

static inline bool have_common(const struct common_words *a, const struct common_words *b)
{
	uint64_t both = 0;
	for (size_t i = 0; i < COMMON_PARTS; i++)
		both |= a->bits[i] & b->bits[i];
	return both;
}

static inline void add_common(struct common_words *to, uint32_t number)
{
	to->bits[number / IMAGE_COMMON_BITS] |= UINT64_C(1) << (number % IMAGE_COMMON_BITS);
}

static inline bool is_common(const struct common_words *words, uint32_t number)
{
	return words->bits[number / IMAGE_COMMON_BITS] >> (number % IMAGE_COMMON_BITS) & 1U;
}

/* The common words that are in a set; NULL: none is. */
static inline const struct common_words *common_of(const struct image *image, uint32_t set)
{
	uint32_t i = set - image->sets_with_common.first;
	return i < image->sets_with_common.count ? &image->common[i] : NULL;
}

static inline bool is_met(const struct glance *g, uint32_t set)
{
	return g->where[set] - g->stamp < STAMP;
}

static inline bool has(const struct glance *g, uint32_t set)
{
	if (is_met(g, set))
		return true;
	const struct common_words *of_set = common_of(g->image, set);
	return of_set && have_common(of_set, &g->common);
}

static inline uint64_t where_met(const struct glance *g, uint32_t set)
{
	uint32_t where = g->where[set] - g->stamp;
	return where < GLANCE_PLACES ? UINT64_C(1) << where : g->several[where - GLANCE_PLACES];
}

static uint64_t where_common(const struct glance *g, const struct common_words *of_set)
{
	uint64_t places = 0;
	for (size_t i = 0; i < COMMON_PARTS; i++)
		for (uint64_t common = of_set->bits[i] & g->common.bits[i]; common; common &= common - 1)
			places |= g->where_common[IMAGE_COMMON_BITS * i + (size_t)__builtin_ctzll(common)];
	return places;
}

static inline uint64_t where(const struct glance *g, uint32_t set)
{
	uint64_t places = is_met(g, set) ? where_met(g, set) : 0;
	const struct common_words *of_set = common_of(g->image, set);
	return of_set && have_common(of_set, &g->common) ? places | where_common(g, of_set) : places;
}

static unsigned place(const struct glance *g, size_t word)
{
	return (unsigned)(g->words_per_place > 1 ? word / g->words_per_place : word);
}

/* Another place of a set that is met. Where very many sets have several, the last of those that there is room for may be anywhere. */
static void add_place(struct glance *g, uint32_t set, unsigned place)
{
	enum { MOST_SEVERAL = STAMP - GLANCE_PLACES };
	uint32_t where = g->where[set] - g->stamp;
	if (where >= GLANCE_PLACES) {
		g->several[where - GLANCE_PLACES] |= UINT64_C(1) << place;
	} else if (where != place && g->several_count == MOST_SEVERAL) {
		g->where[set] = g->stamp + STAMP - 1;
		g->several[MOST_SEVERAL - 1] = UINT64_MAX;
	} else if (where != place) {
		g->where[set] = g->stamp + GLANCE_PLACES + (uint32_t)g->several_count;
		*ARENA_PUSH(g->arena, g->several, g->several_count, g->several_capacity) = UINT64_C(1) << where | UINT64_C(1) << place;
	}
}

/* A word or mark of the image stands before (a mark, at) a word of the sentence. What has to be looked up for it is fetched. */
static void note(struct glance *g, uint32_t number, size_t word)
{
	__builtin_prefetch(g->image->word_sets + g->image->words[number].sets.first);
	*ARENA_PUSH(g->arena, g->notes, g->note_count, g->note_capacity) = (struct glance_note){ number, (uint32_t)word };
}

static void meet_common(struct glance *g, uint32_t number, uint64_t places)
{
	uint64_t before = is_common(&g->common, number) ? g->where_common[number] : 0;
	g->where_common[number] = before | places;
	add_common(&g->common, number);
}

/* Meets sets at a place. Those that were not met before are listed, too, in `fresh`, unless it is NULL; returns where the list ends. */
static inline uint32_t *meet(struct glance *g, const uint32_t *set, const uint32_t *end, unsigned place, uint32_t *fresh)
{
	uint32_t *where = g->where;
	const uint32_t stamp = g->stamp;
	for (; set < end; set++) {
		if (where[*set] - stamp < STAMP) {
			add_place(g, *set, place);
			continue;
		}
		where[*set] = stamp + place;
		if (fresh)
			*fresh++ = *set;
	}
	return fresh;
}

/* Room for more items at the end of a list of numbers in the arena. */
static inline void make_room(struct glance *g, uint32_t **items, size_t count, size_t *capacity, size_t more)
{
	if (*capacity - count >= more)
		return;
	size_t wanted = 2 * *capacity + more;
	*items = arena_grow(g->arena, *items, count, wanted, sizeof **items);
	*capacity = wanted;
}

/* The sets of a word or mark; of those that call for ways, which come first, each is listed once. */
static void meet_sets(struct glance *g, struct glance_note note)
{
	unsigned at = place(g, note.word);
	if (note.number < IMAGE_COMMON)
		meet_common(g, note.number, UINT64_C(1) << at);
	struct range sets = g->image->words[note.number].sets;
	const uint32_t *set = g->image->word_sets + sets.first, *end = set + sets.count, *others = set;
	while (others < end && *others < g->image->calling_set_count)
		others++;
	make_room(g, &g->calling, g->calling_count, &g->calling_capacity, sets.count);
	g->calling_count = (size_t)(meet(g, set, others, at, g->calling + g->calling_count) - g->calling);
	meet(g, others, end, at, NULL);
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

static void read_words(struct glance *g, struct str sentence, bool is_fine)
{
	struct word_reader reader = word_read(sentence);
	reader.is_fine = is_fine;
	struct numbers numbers;
	size_t end = 0;
	g->word_count = g->note_count = 0;
	while (word_next(&reader)) {
		find_numbers(g->image, g->kinds, &reader, &numbers);
		for (size_t i = 0; i < numbers.count; i++)
			note(g, numbers.items[i], g->word_count);
		note_marks(g, sentence, end, reader.span.start, g->word_count);
		end = reader.span.end;
		*ARENA_PUSH(g->arena, g->spans, g->word_count, g->span_capacity) =
			(struct glance_word){ (uint32_t)reader.span.start, (uint32_t)reader.span.end };
	}
	note_marks(g, sentence, end, sentence.len, g->word_count);
	g->is_odd = reader.is_odd;
}

/* How many words the text has decides how finely places are told apart. Few have more than there are places. */
void glance_take(struct glance *g, struct str sentence)
{
	forget(g);
	read_words(g, sentence, false);
	if (g->is_odd)
		read_words(g, sentence, true);
	g->words_per_place = g->word_count / GLANCE_PLACES + 1;
	for (size_t i = 0; i < g->note_count; i++)
		meet_sets(g, g->notes[i]);
	g->end = UINT64_C(1) << place(g, g->word_count);
	g->words = g->words_per_place > 1 ? g->end | (g->end - 1) : g->end - 1;
}

static uint64_t back_one(const struct glance *g, uint64_t from)
{
	return g->words_per_place > 1 ? from | from >> 1 : from >> 1;
}

static bool has_needed(const struct glance *g, const struct way *way)
{
	for (uint32_t i = 0; i < way->need_count; i++)
		if (!has(g, g->image->needs[way->need + i].set))
			return false;
	return true;
}

/* Each place and those up to `count` before it. */
static uint64_t smear_back(uint64_t places, unsigned count)
{
	for (unsigned done = 1, step; count; count -= step, done += step) {
		step = count < done ? count : done;
		places |= places >> step;
	}
	return places;
}

/* The places from which a need that is least..most places away leads to one of `from`. */
static uint64_t back_many(uint64_t from, unsigned least, unsigned most)
{
	if (!from || least >= GLANCE_PLACES)
		return 0;
	if (most - least >= GLANCE_PLACES)
		return UINT64_MAX >> __builtin_clzll(from) >> least;
	return smear_back(from >> least, most - least);
}

/* The same where a place has several words. */
static uint64_t back_roughly(const struct glance *g, uint64_t from, const struct need *need)
{
	unsigned words = (unsigned)g->words_per_place;
	return back_many(from, need->least / words, need->most == IMAGE_ANY_DISTANCE ? need->most : (need->most + words - 1) / words);
}

/* The places from which the need leads to one of `from`. */
static inline uint64_t back(const struct glance *g, uint64_t from, const struct need *need)
{
	if (g->words_per_place > 1)
		return back_roughly(g, from, need);
	if (need->least == need->most && need->least < GLANCE_PLACES)
		return from >> need->least;
	return back_many(from, need->least, need->most);
}

/* The places where a match of the way may begin, by where what it needs stands, each behind the other. */
static inline uint64_t before_needed(const struct glance *g, const struct way *way)
{
	uint64_t places = UINT64_MAX;
	const struct need *first = g->image->needs + way->need;
	for (const struct need *need = first + way->need_count; need > first && places;) {
		need--;
		uint64_t there = where(g, need->set) & places;
		places = there ? back(g, there, need) : 0;
	}
	return places;
}

static inline uint64_t all_places(const struct glance *g)
{
	return g->end | (g->end - 1);
}

/* The places where a match of the way may begin, by the words or marks that it begins with. */
static uint64_t beginnings(const struct glance *g, const struct way *way)
{
	uint64_t places = way->first == IMAGE_ANY_SET ? all_places(g) : way->first == IMAGE_ANY_WORD ? g->words : where(g, way->first);
	if (way->second < IMAGE_ANY_WORD)
		places &= back_one(g, where(g, way->second));
	return way->at_start ? places & 1 : places;
}

static uint64_t odd_way_starts(const struct glance *g, const struct way *way)
{
	return has_needed(g, way) ? UINT64_MAX : 0;
}

uint64_t glance_way_starts(const struct glance *g, const struct way *way)
{
	if (g->is_odd)
		return odd_way_starts(g, way);
	uint64_t places = beginnings(g, way); /* first: it costs less */
	return places ? places & before_needed(g, way) : 0;
}

static inline bool has_other(const struct glance *g, uint32_t way)
{
	uint32_t other = g->image->others[way];
	return other == IMAGE_ANY_SET || has(g, other);
}

uint64_t glance_starts(const struct glance *g, const struct branch *branch)
{
	uint64_t places = 0;
	for (uint32_t i = 0; i < branch->ways.count; i++) {
		uint32_t way = g->image->branch_ways[branch->ways.first + i];
		places |= has_other(g, way) ? glance_way_starts(g, &g->image->ways[way]) : 0;
	}
	return places;
}

/* Lists those of the ways that have the other set that they ask for, and has them fetched. Returns where the list ends. */
static inline uint32_t *call(const struct glance *g, uint32_t first, uint32_t end, uint32_t *to)
{
	for (uint32_t w = first; w < end; w++) {
		if (!has_other(g, w))
			continue;
		__builtin_prefetch(&g->image->ways[w]);
		*to++ = w;
	}
	return to;
}

/* How many ways the sets that are met call for, and those that are always called for. */
static size_t count_called(const struct glance *g)
{
	size_t count = g->image->always.count;
	for (size_t i = 0; i < g->calling_count; i++)
		count += g->image->set_ways[g->calling[i] + 1] - g->image->set_ways[g->calling[i]];
	return count;
}

/* What ways ask for stands all over the image: while those of one set are looked at, what those after them ask for is fetched. */
void glance_call(struct glance *g)
{
	enum { AHEAD = 8 };
	const uint32_t *set_ways = g->image->set_ways, *others = g->image->others;
	make_room(g, &g->ways, 0, &g->way_capacity, count_called(g));
	uint32_t *to = g->ways;
	for (size_t i = 0; i < g->calling_count; i++) {
		__builtin_prefetch(&others[set_ways[g->calling[i + AHEAD < g->calling_count ? i + AHEAD : i]]]);
		to = call(g, set_ways[g->calling[i]], set_ways[g->calling[i] + 1], to);
	}
	to = call(g, g->image->always.first, g->image->always.first + g->image->always.count, to);
	g->way_count = (size_t)(to - g->ways);
}

void glance_count_words(const struct image *image, struct str text, uint32_t *counts)
{
	struct glance_kinds kinds = kinds_of(image);
	struct word_reader reader = word_read(text);
	struct numbers numbers;
	while (word_next(&reader)) {
		find_numbers(image, kinds, &reader, &numbers);
		for (size_t i = 0; i < numbers.count; i++)
			counts[numbers.items[i]]++;
	}
	for (size_t at = 0; at < text.len;) {
		find_marks(image, kinds, text, &at, &numbers);
		for (size_t i = 0; i < numbers.count; i++)
			counts[numbers.items[i]]++;
	}
}

struct glance_sets glance_sets_make(struct arena *arena, const struct image *image)
{
	return (struct glance_sets){ .image = image, .has = arena_alloc(arena, image->set_count + 1U, sizeof(bool)) };
}

static void note_numbers(struct glance_sets *to, const struct numbers *numbers)
{
	for (size_t n = 0; n < numbers->count; n++) {
		struct range sets = to->image->words[numbers->items[n]].sets;
		if (numbers->items[n] < IMAGE_COMMON)
			add_common(&to->common, numbers->items[n]);
		for (uint32_t i = 0; i < sets.count; i++)
			to->has[to->image->word_sets[sets.first + i]] = true;
	}
}

void glance_note_sets(struct glance_sets *to, struct str text)
{
	struct glance_kinds kinds = kinds_of(to->image);
	struct word_reader reader = word_read(text);
	struct numbers numbers;
	while (word_next(&reader)) {
		find_numbers(to->image, kinds, &reader, &numbers);
		note_numbers(to, &numbers);
	}
	for (size_t at = 0; at < text.len;) {
		find_marks(to->image, kinds, text, &at, &numbers);
		note_numbers(to, &numbers);
	}
	for (uint32_t i = 0; reader.is_odd && i < to->image->set_count; i++)
		to->has[i] = true;
}

static bool way_may_match(const struct glance_sets *sets, const struct way *way)
{
	for (uint32_t i = 0; i < way->need_count; i++) {
		uint32_t set = sets->image->needs[way->need + i].set;
		const struct common_words *of_set = common_of(sets->image, set);
		if (!sets->has[set] && !(of_set && have_common(of_set, &sets->common)))
			return false;
	}
	return true;
}

static bool branch_may_match(const struct glance_sets *sets, const struct branch *branch)
{
	for (uint32_t i = 0; i < branch->ways.count; i++)
		if (way_may_match(sets, &sets->image->ways[sets->image->branch_ways[branch->ways.first + i]]))
			return true;
	return false;
}

bool glance_may_match(const struct glance_sets *sets, const struct pattern *pattern)
{
	for (uint32_t i = 0; i < pattern->branches.count; i++)
		if (branch_may_match(sets, &sets->image->branches[pattern->branches.first + i]))
			return true;
	return false;
}
