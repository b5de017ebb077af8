/*
 * advise - what to put into a reply that acknowledges nothing, or offers nothing
 */
#ifndef COACH_ADVISE_H
#define COACH_ADVISE_H

#include "coach/offer.h"
#include "coach/stages.h"

/* Which of several wordings a draft gets: by its own words in normal form, whatever line ends, wraps and byte order mark an editor gave them. */
uint32_t advise_variant(const struct stages *stages);

/* A sentence that takes up what the patron asked: in their own words where they are known, else by the topic. `answer` is what follows it in the reply: "yes" and "no" answer only what they can. */
struct str advise_acknowledgement(struct arena *arena, const struct stages *stages, const struct offer *offer, uint32_t variant, struct str answer);

/* The offer for the draft; at most `blanks` blanks. Of the result the ground counts, and whether anything is refused. */
struct offer advise_offer(struct arena *arena, const struct stages *stages, struct rx_room *room, const struct hownot_result *result,
			  const struct profile *profile, uint32_t variant, size_t blanks);

/* Gives the findings about the whole reply their suggestions: insertions before and behind the body. The result is as for advise_offer. */
void advise_whole(struct arena *arena, const struct stages *stages, struct rx_room *room, const struct hownot_result *result,
		  const struct profile *profile, struct hownot_finding *findings, size_t count);

#endif
