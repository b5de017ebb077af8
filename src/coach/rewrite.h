/*
 * rewrite - the whole reply, as the writer's best colleague would have sent it
 *
 * The smallest moves that mend it: sentences in which the coach finds something are said again (mend.h), an acknowledgement goes in front of the
 * body where there is none and an offer behind it, and one plain "no" stays where every sentence that said so went. Only sentences of the
 * writer's own are touched; a changed paragraph is wrapped as it was, in the draft's line ends, apostrophes and character encoding.
 *
 * Which of several wordings is taken follows from a hash of the draft, so the same draft always gives the same reply.
 */
#ifndef COACH_REWRITE_H
#define COACH_REWRITE_H

#include "coach/mend.h"

struct profile;

/* A reply on its way, round by round. */
struct rewriting {
	struct str original;
	struct str text; /* as it stands */
	int rounds;
	uint32_t variant; /* of the first round: see advise_variant */
	bool small;	  /* the draft begins every sentence with a small letter, as chats do, and so do ours */
	struct str acknowledgement, offer; /* what was put in: never a second one while it stands */
	const struct profile *profile; /* may be NULL */
	size_t first_line, last_line;  /* as in struct hownot_draft; last_line follows the lines that come or go */
};

struct rewriting rewriting_make(const struct hownot_draft *draft, const struct profile *profile);

/* Mends `text`, of which stages and result are the judgement. False when there was nothing to change; true with the new text otherwise. */
bool rewrite_once(struct arena *arena, const struct stages *stages, struct rx_room *room, const struct hownot_result *result,
		  struct rewriting *rewriting);

/* Fills the members of result that only a rewrite has. */
void rewriting_finish(struct arena *arena, const struct rewriting *rewriting, struct hownot_result *result);

#endif
