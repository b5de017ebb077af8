/*
 * stages - the pipe from bytes to matches, run once
 *
 * text, own text, normal form, sentences, matches, shapes: what the assessment and the rewrites both read.
 */
#ifndef COACH_STAGES_H
#define COACH_STAGES_H

#include "coach/assess.h"
#include "draft/own.h"

struct stages {
	struct str input; /* the draft as given */
	struct text text;
	struct own own;
	struct norm norm;
	struct sentences sentences;
	struct str question;	   /* as the patron wrote it; empty when unknown */
	struct norm question_norm; /* offsets are into question */
	const char *question_from; /* "option", "quote" or "" */
	enum language language;
	struct layers layers; /* with the hits of all sentences when those are few; else the matchers only, and stages_look_at finds the hits */
	bool has_hits;
	const char **given_up; /* ids of features whose pattern ran into its limit, each once */
	size_t given_up_count, given_up_capacity;
	struct shapes shapes;
	struct model model; /* of the checks */
	const float *kept;  /* by sentence, once it is assessed: how likely a colleague would keep what it tells */
	enum hownot_ground because;
};

/* Of a draft with more sentences the hits are kept for so many at a time: there may be twenty in a sentence, each larger than a word. */
#ifndef STAGES_WINDOW
#define STAGES_WINDOW 16384
#endif

/*
 * `layers` come with their matchers; their hits are filled in here. `spare` is for what is dropped again on the way. False when memory ran out for PCRE2.
 */
bool stages_run(struct arena *arena, struct arena *spare, struct layers layers, struct rx_room *room, const struct hownot_draft *draft,
		struct stages *out);

/*
 * The hits of some sentences, at most STAGES_WINDOW, and of those that stand beside them; they are in `spare`, which is emptied first, or in the stages. False
 * when memory ran out for PCRE2.
 */
bool stages_look_at(struct arena *spare, const struct stages *stages, struct rx_room *room, struct range sentences, struct layers *out);

/* The hits of a text in each layer's matcher; the result is in `out`. False when memory ran out for PCRE2. */
bool stages_match(struct arena *arena, struct layers layers, struct rx_room *room, const struct norm *norm, const struct sentences *sentences,
		  enum language language, struct layers *out);

#endif
