/*
 * model - what the features add up to
 *
 * One rule seldom decides. As in SpamAssassin's scores, each feature (a rule's or signal's match, a shape) has a weight for
 * each target; the weights of a sentence are summed and squashed (the logistic function) to the probability that a careful reader
 * would mark something there, of which category, and strongly. The same features, wherever they stand in the reply, are summed for the checks.
 * What a check asks of the reply some sentence does: each is judged for that by itself, and of the sentences' sums the check hears the soft maximum, as below.
 * A ground belongs to the sentence that gives it: for the three grounds a sentence's features are summed by themselves, and of the sentences' sums the
 * soft maximum is taken, log(1 + sum of e^z), as in multiple-instance learning (Ray & Craven, "Supervised versus Multiple Instance Learning", 2005).
 * What the reply reads like as a whole is summed like a check, with its strongest sentence beside.
 * Beside the features the words themselves are weighed, one by one, as in any text classifier: of the n different ones that have weights each counts 1/sqrt(n), so that a long
 * text says no more than a short one. They tell what a feature's author did not think of, but less than a feature does.
 * Weights are data in the packs (rules/fit-*.json), fitted by tests/fit; a pack can bring its own.
 */
#ifndef COACH_MODEL_H
#define COACH_MODEL_H

#include "coach/shape.h"
#include "rules/match.h"
#include "rules/word.h"

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

/* The strongest sentence of a reply, and the soft maximum of its sentences, count up to here. */
#define MODEL_MOST_STRONGEST 5.0

/*
 * A long draft is read a window of sentences at a time: first all of it for the checks (model_add_checks, then model_finish_checks), which its sentences are
 * judged with, then each window for its sentences (model_look_at). Weights are those of the first layer's image for shapes and thresholds, of each layer's
 * own image for its features.
 */
struct model {
	double (*sentences)[SENTENCE_TARGETS]; /* log-odds of the sentences from `first` on */
	size_t first;
	double checks[TARGETS]; /* log-odds; only those from SENTENCE_TARGETS on; those of the verdict once the strongest sentence is known */
	bool **counted;		/* by layer and feature: it is in `checks` */
	double grounds[TARGETS - TARGET_ILLEGAL]; /* sums of e^z over the sentences read */
	double done[CHECKS_BY_SENTENCE]; /* likewise, of those from TARGET_SENTENCE_ACKNOWLEDGES on */
	float (*said)[WORD_SENTENCE_TARGETS]; /* by sentence: what its words add */
};

/* Adds the shapes that come from rules (SHAPE_STRONG_RULE…) to `shapes`. */
void model_add_rule_shapes(const struct layers *layers, struct shapes *shapes);

/* As what the word that was read is weighed: all numbers are one. */
struct str model_weighed_word(const struct word_reader *reader);

/* A model that has read nothing yet. */
struct model model_start(struct arena *arena, const struct layers *layers);

/* Takes the words of the reply in, and keeps what those of each sentence add, in the arena. Before model_look_at. */
void model_add_words(struct arena *arena, struct model *model, const struct layers *layers, const struct shapes *shapes, const struct norm *norm,
		     const struct sentences *sentences, enum language language);

/* Takes the words of the question in, which is in normal form. */
void model_add_asked(struct arena *arena, struct model *model, const struct layers *layers, struct str question, enum language language);

/* Takes the hits into the checks; a ground hears those in `sentences` alone. The layers have hits of these and of the one before and behind them. */
void model_add_checks(struct arena *spare, struct model *model, const struct layers *layers, const struct shapes *shapes, struct range sentences,
		      enum language language);

/* All hits and shapes are known. */
void model_finish_checks(struct model *model, const struct layers *layers, const struct shapes *shapes, enum language language);

/* Fills model->sentences, in the arena, for `count` sentences from `first` on; the layers have the hits of these and of the one before and behind them. */
void model_look_at(struct arena *arena, struct model *model, const struct layers *layers, const struct shapes *shapes, struct range sentences,
		   enum language language);

/* The strongest sentence is known, by its log-odds to be strong: the targets of the verdict take it in. */
void model_finish_verdict(struct model *model, const struct layers *layers, enum language language, double strongest);

static inline const double *model_sentence(const struct model *model, size_t sentence)
{
	return model->sentences[sentence - model->first];
}

/* The language's thresholds, by enum threshold. */
const float *model_thresholds(const struct layers *layers, enum language language);

/* 1 / (1 + e^-x) */
double model_probability(double log_odds);

#endif
