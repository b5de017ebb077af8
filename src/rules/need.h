/*
 * need - what a sentence must have for a relaxation to match
 *
 * To run a relaxation over a sentence costs more than to see that it cannot match, which a set of words or two tell most times.
 */
#ifndef RULES_NEED_H
#define RULES_NEED_H

#include "rules/nodes.h"

/* The node without what may be missing at its end, which tells nothing of where a match may begin. */
uint32_t need_trim(struct nodes *nodes, uint32_t node);

/* A number of words, as far as it is known. */
struct need_words {
	unsigned least, most; /* NEED_NO_END: any number */
};
enum { NEED_NO_END = 10000 };

struct need_words need_add(struct need_words a, struct need_words b);

/* What follows spends nodes->visits. */

/* How many words a match of the node has. */
struct need_words need_length(struct nodes *nodes, uint32_t node);

/* A set of words or marks of which every match of a node has one, as a node of kind WORDS or MARKS; UINT32_MAX when nothing is certain. */
struct need_found {
	uint32_t set;
	struct need_words before; /* the words of the match that stand before it */
};

/* The rarest of them. cost[word] is how common a word is. */
struct need_found need_find(struct nodes *nodes, uint32_t node, const double *cost);

/* The sum of the costs of the words of such a node. */
double need_cost(const struct nodes *nodes, uint32_t node, const double *cost);

/*
 * How every match of the node begins: with a word or mark of the set `first`, and then, where a word went before, one of `second`, nodes of kind WORDS.
 * NEED_UNKNOWN: a match may begin otherwise; NEED_ANY_WORD: with any word. A node that begins at the start of the sentence is told by at_start.
 */
#define NEED_UNKNOWN IMAGE_ANY_SET
#define NEED_ANY_WORD IMAGE_ANY_WORD
struct need_beginning {
	uint32_t first, second;
	bool at_start;
};
struct need_beginning need_beginning(struct nodes *nodes, uint32_t node);

#endif
