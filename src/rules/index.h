/*
 * index - from the words of a sentence to the patterns that it may match, built
 *
 * Most patterns cannot match most sentences, and the relaxations (relax.h) tell which. Every set of words that relaxations have is numbered; every word
 * names the sets that it is in, so that one pass over a sentence tells where each set stands in it (glance.h). For each way in which a pattern can match (an
 * alternative of the whole) a few sets are found that no match can do without. The rarest of them calls for the way; the others are asked before its
 * relaxation is run.
 */
#ifndef RULES_INDEX_H
#define RULES_INDEX_H

#include "rules/relax.h"

/*
 * Fills in ways, nodes, parts, sets, triggers, buckets and, but for their texts, words of the image, all in the arena, and the ways of the branches. roots[b] is a node of
 * `relaxer`. The names of the words are those of the relaxer returned. feature[p], of a branch's pattern, is UINT32_MAX where nothing has to call for it.
 */
struct relaxer index_build(struct arena *arena, struct relaxer *relaxer, const uint32_t *roots, struct branch *branches, size_t branch_count,
			   const uint32_t *feature, struct image *image);

#endif
