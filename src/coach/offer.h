/*
 * offer - another option, found from what was asked
 *
 * The topic is recognised in the patron's question, else in the draft (rules/topics.json). Of its options the first that fits the ground and that the
 * library's profile does not deny is offered: as a promise when the profile confirms it, else as a bracketed blank for the writer.
 */
#ifndef COACH_OFFER_H
#define COACH_OFFER_H

#include "coach/model.h"

struct profile;

struct offer_request {
	const struct layers *layers;
	struct rx_room *room;
	struct str question; /* in normal form; may be empty */
	struct str draft;    /* in normal form */
	enum hownot_ground ground;
	const struct profile *profile; /* may be NULL: nothing is confirmed or denied */
	enum language language;
	uint32_t variant;   /* picks among equivalent wordings */
	size_t blanks_left; /* most blanks that text may hold */
};

struct offer {
	struct str asked; /* what goes after "Thank you for asking about"; empty without a topic */
	struct str text;  /* the sentence or two to put into the reply; never empty */
};

struct offer offer_choose(struct arena *arena, const struct offer_request *request);

#endif
