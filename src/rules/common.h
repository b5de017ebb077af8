/*
 * common - how common the words of patterns are in replies
 *
 * What calls for a pattern is to be rare, so it matters which words are not. The examples of the packs, thousands of sentences as people write them, tell; where
 * there are few of them, as in a library's own pack, a short list of the words that every text has tells the rest.
 */
#ifndef RULES_COMMON_H
#define RULES_COMMON_H

#include "rules/nodes.h"

/* By word of the nodes: how often it stands in a hundred sentences. */
double *common_costs(struct arena *arena, const struct nodes *nodes, const struct str *texts, size_t text_count);

#endif
