/*
 * recall - what was found in sentences that were matched before
 *
 * The same sentence comes again: unchanged in the next round of a rewrite, and in the next reply of an archive ("Thank you for contacting the library.").
 *
 *     const struct recalled *known = recall_find(&recall, sentence, force);
 *     if (!known)
 *             recall_keep(&recall, sentence, force, hits, count, sentence_start);
 *
 * Of very many sentences the latest are kept. A zero value is empty; memory that runs out jumps where `arena` says.
 */
#ifndef RULES_RECALL_H
#define RULES_RECALL_H

#include "base/arena.h"
#include "rules/match.h"

struct recalled {
	struct recalled *next; /* of the same bucket */
	struct str sentence;
	uint32_t hash; /* str_hash(sentence) */
	struct force force;
	const struct hit *hits; /* spans count from the sentence's start; of which sentence is not told */
	size_t count;
};

struct recall {
	struct arena arena;
	struct recalled **buckets;
	size_t bytes; /* kept in the arena, about */
};

/* NULL when the sentence is not known; what is found stays until something is kept or forgotten. */
const struct recalled *recall_find(const struct recall *recall, struct str sentence, struct force force);

/* Notes what was found in a sentence that is not known. `start`: where the spans count the sentence from. */
void recall_keep(struct recall *recall, struct str sentence, struct force force, const struct hit *hits, size_t count, size_t start);

void recall_forget(struct recall *recall);

#endif
