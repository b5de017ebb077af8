/*
 * assess - from matches and their weights to the judgement of the reply
 *
 * Rules propose, signals weigh. A rule's match becomes a finding when the model (model.h) holds it likely enough
 * in this sentence of this reply; a sentence without one becomes a finding when its signals alone are likely enough, and its why
 * names them. The checks are the model's too; their evidence is what the signals that stand for them matched.
 *
 * Verdict: what the reply reads like as a whole, by the same features and its strongest sentence. What is found in a reply that reads like an agent's is
 * worth a look, no more, unless a library's own pack found it; one that does not is an agent's all the same when it acknowledges and offers, and nothing is
 * found but weak findings in sentences that a colleague would keep. The score is a number within the verdict's band.
 */
#ifndef COACH_ASSESS_H
#define COACH_ASSESS_H

#include "coach/findings.h"
#include "coach/model.h"
#include "hownot.h"

/* From this probability on a colleague who said the reply again would very surely keep what a sentence tells: a weak finding in it weighs nothing. */
#define ASSESS_LEAST_KEPT 0.92

struct assess_input {
	const struct stages *stages;
	struct arena *spare; /* for the windows of a long draft; emptied */
	struct rx_room *room;
	const bool *disabled; /* by category; HOWNOT_CATEGORIES of them */
	const enum grade *grades; /* likewise: what a library's own pack says of a category */
	struct findings *findings; /* takes what is found */
	bool is_strict; /* findings keep their severity in a reply that reads like an agent's: it is being rewritten */
	enum hownot_verdict *reading; /* takes what the reply reads like */
	float *kept; /* takes of each sentence, but frames, how likely a colleague who said the reply again would keep what it tells */
};

struct stages;

/*
 * Fills verdict, score, checks and ground of result, in->findings and in->kept; what it points at lives in the arena, or in the layers' images. False when memory ran out for
 * PCRE2.
 */
bool assess(struct arena *arena, const struct assess_input *in, struct hownot_result *result);

/* Would the coach stop the writer at this sentence: is something likely to be marked there, and strongly? */
bool assess_is_strong(const struct model *model, const float *thresholds, size_t sentence);

/* Verdict and score of a result whose findings are all there, in a reply that reads like `reading`. */
void assess_verdict(struct hownot_result *result, enum hownot_verdict reading);

#endif
