/*
 * relax - what the words of a sentence say about a pattern before it is run
 *
 * Most patterns cannot match most sentences, and the words tell. `(?:we|i) (?:can't|cannot) renew (?:it|them)` wants one word of {we, i}, then
 * one of {can't, cannot}, then "renew", then one of {it, them}. relax_pattern reads a pattern and derives such an expression
 * over whole words, its *relaxation*: every match of the pattern is one of the relaxation, not the other way round.
 *
 *     node      stands for                            from m, the places where what follows may begin,
 *                                                     the places where the node may begin
 *     WORDS     one word of a set                     (m >> 1) & where(set)
 *     ANY       one word                              (m >> 1) & words
 *     SEQUENCE  one node after the other              the last node first, each from what the next gave
 *     CHOICE    one of the nodes                      the union of what each gives
 *     OPTION    the node or nothing                   m | what the node gives
 *     GAP       anything, nothing included            all places up to the last of m
 *     START     nothing, at the start of a sentence   m & 1
 *     END       nothing, at its end                   m & the last place
 *     MARKS     between words, a mark of a set        m & where(set)
 *     NOTHING   nothing                               m
 *
 * Beside words there are stems ("complain*": any word that begins so), kinds of words (with a digit, with capitals) and marks ("?"); all have names
 * among the words of the image (word.h).
 *
 * A set of places is one machine word, bit i for the place before word i, so a node costs a few instructions (glance.h). The idea to filter by what
 * must occur is that of the trigram index of code search (R. Cox, "Regular Expression Matching with a Trigram Index", 2012), with words for trigrams:
 * English sentences share trigrams, hardly words. That of running a set of automaton states as one machine word is
 * bit-parallel matching (G. Navarro & M. Raffinot, "Flexible Pattern Matching in Strings", 2002, ch. 5).
 *
 * Equal nodes are stored once: the vocabulary that hundreds of patterns share is looked at once in a sentence.
 */
#ifndef RULES_RELAX_H
#define RULES_RELAX_H

#include "base/arena.h"
#include "rules/image.h"

/* Nodes and the words in them, growing. Here the parts of WORDS and MARKS are words; index.h makes sets of them. */
struct relaxer {
	struct arena *arena;
	struct node *nodes;
	size_t node_count, node_capacity;
	uint32_t *parts;
	size_t part_count, part_capacity;
	struct str *words;
	size_t word_count, word_capacity;
	/* Nodes by content, words by name: number + 1; open addressing. */
	uint32_t *node_buckets, *word_buckets;
	size_t node_bucket_count, word_bucket_count;
};

struct relaxation {
	uint32_t root;
	bool begins_with_word; /* every match begins where a word begins */
};

struct relaxer relaxer_make(struct arena *arena);

/* pattern is valid PCRE2 without extended mode, verbs and subpattern calls (pack.c refuses those). */
struct relaxation relax_pattern(struct relaxer *relaxer, struct str pattern);

/* The node without what may be missing at its end, which tells nothing of where a match may begin. */
uint32_t relax_trim(struct relaxer *relaxer, uint32_t node);

/*
 * The rarest set of words or marks of which a sentence must have one for the node to match, as a node of kind WORDS or MARKS; UINT32_MAX when nothing is
 * certain. cost[word] is how common a word is.
 */
uint32_t relax_needed(struct relaxer *relaxer, uint32_t node, const double *cost);

/* The sum of the costs of the words of such a node. */
double relax_cost(const struct relaxer *relaxer, uint32_t node, const double *cost);

/*
 * The node of `from`, and all that it is made of, in `to`: on the way to a root many nodes are made that no pattern needs in the end. moved has
 * from->node_count items, zero at first: what was copied before, number + 1.
 */
uint32_t relax_copy(struct relaxer *to, const struct relaxer *from, uint32_t node, uint32_t *moved);

#endif
