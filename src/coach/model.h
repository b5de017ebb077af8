/*
 * model - what the features add up to
 *
 * One rule seldom decides. As in SpamAssassin's scores, each feature (a rule's or signal's match, a shape) has a weight for
 * each target; the weights of a sentence are summed and squashed (the logistic function) to the probability that a careful reader
 * would mark something there, of which category, and strongly. The same features, wherever they stand in the reply, are summed for the checks.
 * Weights are data in the packs (rules/fit-*.json), fitted by tests/fit; a pack can bring its own.
 */
#ifndef COACH_MODEL_H
#define COACH_MODEL_H

#include "coach/shape.h"
#include "rules/match.h"

/* One image's hits in the draft. The built-in packs are the first layer, each pack of the user's another. */
struct layer {
	const struct matcher *matcher;
	struct hits hits;
	struct hits question; /* in what the patron asked: they count for the checks */
};

struct layers {
	struct layer *items;
	size_t count;
};

struct model {
	double (*sentences)[SENTENCE_TARGETS]; /* log-odds */
	double checks[TARGETS];		       /* log-odds; only those from SENTENCE_TARGETS on */
};

/* Adds the shapes that come from rules (SHAPE_STRONG_RULE…) to `shapes`. */
void model_add_rule_shapes(const struct layers *layers, struct shapes *shapes);

/* Weights are those of the first layer's image for shapes and thresholds, of each layer's own image for its features. */
struct model model_make(struct arena *arena, const struct layers *layers, const struct shapes *shapes, size_t sentence_count,
			enum language language);

/* 1 / (1 + e^-x) */
double model_probability(double log_odds);

#endif
