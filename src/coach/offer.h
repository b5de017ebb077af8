/*
 * offer - another option, found from what was asked
 *
 * The topic is recognised in the patron's question and in the draft (rules/topics.json and packs like it). Of its options the first that fits the
 * ground and that the library's profile does not deny is offered, in one of three ways:
 *
 *     the profile confirms it, and every fact that it names    "I can scan the pages you need and e-mail them to you."
 *     the profile is silent                                    "What I can do is [scan the pages you need and e-mail them to you]."
 *     it takes nothing but good will, so it is always true     "If your friend gets in touch with me, I'll gladly help them."
 *
 * Nothing else is ever promised. The sentences speak as the draft does, "we" or "I", and spell as the library does.
 */
#ifndef COACH_OFFER_H
#define COACH_OFFER_H

#include "coach/model.h"
#include "coach/profile.h"

struct offer_request {
	const struct layers *layers; /* whose matchers know the topics */
	const struct sentences *sentences; /* of the draft; NULL: nobody has split it */
	const struct shapes *shapes; /* of these sentences; NULL: nobody looked which of them shut the door */
	struct rx_room *room;
	struct str question; /* in normal form; may be empty */
	struct str draft;    /* in normal form */
	enum hownot_ground ground;
	bool grants; /* the draft refuses nothing */
	const struct profile *profile; /* may be NULL: nothing is confirmed or denied */
	enum language language;
	uint32_t variant;   /* picks among equivalent wordings */
	size_t blanks_left; /* most blanks that text may hold */
};

struct offer {
	struct str topic; /* its id, "topics/renewal"; empty when no topic was recognised */
	struct str asked; /* what goes after "Thank you for asking about"; empty without a topic */
	struct str what;  /* a noun phrase: what is offered; empty when nothing in particular is */
	struct str deed;  /* the same as what is done, "scan the pages you need"; empty where it is no deed */
	struct str text;  /* the sentence or two to put into the reply; never empty */
	struct str blank; /* what the writer has to confirm or fill in, as it stands in text between brackets; empty when text has no blank */
};

/* The strs are the arena's, or live as long as the layers. */
struct offer offer_choose(struct arena *arena, const struct offer_request *request);

/* May the option be promised (PROFILE_CONFIRMED: its service and all its slots), or not even be mentioned (PROFILE_DENIED)? `context` helps to choose slots. */
enum profile_answer offer_answer(const struct image *image, const struct option *option, const struct profile *profile, struct str context);

/* The option's promise with its slots filled from the profile. Only for options that are PROFILE_CONFIRMED. */
struct str offer_say(struct arena *arena, const struct image *image, const struct option *option, const struct profile *profile, struct str context);

#endif
