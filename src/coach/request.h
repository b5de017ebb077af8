/*
 * request - what the patron hoped for, put so that a reply can say it back
 *
 * "Could you borrow the new Abercrombie thriller from another library? Yours has 60 holds" gives "I know you were hoping we
 * could borrow the new Abercrombie thriller from another library." The words are the patron's own, with the persons turned round (my: your, you: we);
 * nothing is added. English only. Questions that would have to be turned round as sentences ("Why is the library shut?") are left to the topic.
 */
#ifndef COACH_REQUEST_H
#define COACH_REQUEST_H

#include "base/arena.h"

/* A sentence that acknowledges the request, NUL-terminated; empty when no request was recognised. `question` is the patron's text as written. `variant` picks among equivalent wordings. */
struct str request_acknowledge(struct arena *arena, struct str question, uint32_t variant);

/* The same in front of a reply that begins with "yes" or "no": only what can be answered so is said back, or nothing. */
struct str request_acknowledge_answered(struct arena *arena, struct str question, uint32_t variant);

#endif
