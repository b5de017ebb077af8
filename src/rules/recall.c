#include "rules/recall.h"

enum { BUCKETS = 1024, MOST_BYTES = 1 << 22, MOST_SENTENCE_BYTES = 2000 };

const struct recalled *recall_find(const struct recall *recall, struct str sentence, struct force force)
{
	if (!recall->buckets || sentence.len > MOST_SENTENCE_BYTES)
		return NULL;
	uint32_t hash = str_hash(sentence);
	for (const struct recalled *one = recall->buckets[hash % BUCKETS]; one; one = one->next)
		if (one->hash == hash && one->force.language == force.language && one->force.reads == force.reads && str_eq(one->sentence, sentence))
			return one;
	return NULL;
}

static struct span moved(struct span span, size_t back)
{
	return (struct span){ span.start - back, span.end - back };
}

static const struct rx_capture *copy_captures(struct arena *arena, const struct hit *hit, size_t start)
{
	struct rx_capture *captures = arena_alloc(arena, hit->capture_count, sizeof *captures);
	for (size_t i = 0; i < hit->capture_count; i++)
		captures[i] = (struct rx_capture){ hit->captures[i].name, moved(hit->captures[i].span, start) };
	return captures;
}

static const struct hit *copy_hits(struct recall *recall, const struct hit *hits, size_t count, size_t start)
{
	struct hit *copies = arena_alloc(&recall->arena, count, sizeof *copies);
	for (size_t i = 0; i < count; i++) {
		copies[i] = hits[i];
		copies[i].span = moved(hits[i].span, start);
		copies[i].captures = copy_captures(&recall->arena, &hits[i], start);
		recall->bytes += sizeof *copies + hits[i].capture_count * sizeof *hits[i].captures;
	}
	return copies;
}

void recall_keep(struct recall *recall, struct str sentence, struct force force, const struct hit *hits, size_t count, size_t start)
{
	if (sentence.len > MOST_SENTENCE_BYTES)
		return;
	if (recall->bytes > MOST_BYTES)
		recall_forget(recall);
	if (!recall->buckets)
		/* NOLINTNEXTLINE(bugprone-sizeof-expression): a table of pointers */
		recall->buckets = arena_alloc(&recall->arena, BUCKETS, sizeof *recall->buckets);
	struct recalled *one = arena_alloc(&recall->arena, 1, sizeof *one);
	*one = (struct recalled){ .sentence = arena_str(&recall->arena, sentence), .hash = str_hash(sentence), .force = force, .count = count };
	one->hits = copy_hits(recall, hits, count, start);
	one->next = recall->buckets[one->hash % BUCKETS];
	recall->buckets[one->hash % BUCKETS] = one;
	recall->bytes += sizeof *one + sentence.len;
}

void recall_forget(struct recall *recall)
{
	arena_free(&recall->arena);
	recall->buckets = NULL;
	recall->bytes = 0;
}
