/*
 * index - from the words of a sentence to the patterns that it may match, built
 *
 * Most patterns cannot match most sentences, and their relaxations (relax.h) tell which. For each way in which a pattern can match (an alternative of the
 * whole) a few sets of words are found that no match can do without, and the sets of words that it begins with (need.h). Every set is numbered;
 * every word names the sets that it is in, so that one pass over a sentence tells where each set stands in it (glance.h). The rarest set that a way
 * needs calls for it; the others are asked before its pattern is run.
 *
 * A few words are in so many sets that to note them all would be most of the work: those are bits of the sets instead (IMAGE_COMMON).
 */
#ifndef RULES_INDEX_H
#define RULES_INDEX_H

#include "rules/nodes.h"

/*
 * Fills in ways, needs, sets, buckets and, but for their texts, words of the image, all in the arena, and the ways of the branches. roots[b] is a node of
 * `nodes`. The names of the words are those of the nodes returned. feature[p], of a branch's pattern, is UINT32_MAX where nothing has to call for it. texts
 * are sentences that tell how common words are.
 */
struct nodes index_build(struct arena *arena, struct nodes *nodes, const uint32_t *roots, struct branch *branches, size_t branch_count,
			   const uint32_t *feature, const struct str *texts, size_t text_count, struct image *image);

#endif
