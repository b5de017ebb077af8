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
	struct layers layers;
	struct shapes shapes;
	enum hownot_ground because;
};

/* `layers` come with their matchers; their hits are filled in here. False when memory ran out for PCRE2. */
bool stages_run(struct arena *arena, struct layers layers, struct rx_room *room, const struct hownot_draft *draft, struct stages *out);

/* The hits of a text in each layer's matcher; the result is in `out`. False when memory ran out for PCRE2. */
bool stages_match(struct arena *arena, struct layers layers, struct rx_room *room, const struct norm *norm, const struct sentences *sentences,
		  enum language language, struct layers *out);

#endif
