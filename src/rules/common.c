#include "rules/common.h"

#include "base/buf.h"
#include "rules/glance.h"

/* How often the words and marks that most sentences have stand in a hundred sentences of replies; others once. */
static double guess(struct str word)
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
		{ "*0", 20 },  { "*A", 99 },   { "*AA", 6 },	{ ".", 90 },	{ ",", 50 },   { "-", 15 },	{ "?", 12 },
		{ "!", 8 },    { "(", 8 },	{ ")", 8 },	{ ":", 8 },	{ "/", 8 },    { "\"", 6 },	{ ";", 6 },
		{ "s", 5 },    { "he", 3 },    { "she", 3 },	{ "more", 4 },	{ "get", 4 },	{ "did", 3 },	{ "de", 40 },  { "la", 40 },   { "que", 40 },
		{ "el", 30 },  { "en", 30 },   { "no", 20 },	{ "y", 30 },	{ "se", 20 },	{ "lo", 15 },	{ "le", 15 },  { "los", 20 },  { "un", 15 },
		{ "una", 15 }, { "es", 15 },   { "por", 15 },	{ "para", 15 }, { "con", 15 },	{ "su", 12 },
	};
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		if (str_eq(word, str_of(common[i].word)))
			return common[i].cost;
	return 1;
}

/* An image of the words alone. */
static struct image words_of(struct arena *arena, const struct nodes *nodes)
{
	struct buf pool = buf_make(arena);
	struct word *words = arena_alloc(arena, nodes->word_count + 1, sizeof *words);
	for (size_t w = 0; w < nodes->word_count; w++) {
		words[w].text = (struct ref){ (uint32_t)pool.len, (uint32_t)nodes->words[w].len };
		buf_str(&pool, nodes->words[w]);
	}
	return (struct image){ .pool = buf_view(&pool).ptr, .words = words, .word_count = (uint32_t)nodes->word_count,
			       .buckets = nodes->word_buckets, .tags = nodes->word_tags, .bucket_count = (uint32_t)nodes->word_bucket_count };
}

double *common_costs(struct arena *arena, const struct nodes *nodes, const struct str *texts, size_t text_count)
{
	enum { TEXTS_OF_A_GUESS = 200 };
	struct image image = words_of(arena, nodes);
	uint32_t *counts = arena_alloc(arena, nodes->word_count + 1, sizeof *counts);
	double *costs = arena_alloc(arena, nodes->word_count + 1, sizeof *costs);
	for (size_t i = 0; i < text_count; i++)
		glance_count_words(&image, texts[i], counts);
	for (size_t w = 0; w < nodes->word_count; w++)
		costs[w] = (TEXTS_OF_A_GUESS * guess(nodes->words[w]) + 100 * (double)counts[w]) / (TEXTS_OF_A_GUESS + (double)text_count);
	return costs;
}
