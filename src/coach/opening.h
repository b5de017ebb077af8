/*
 * opening - a request that begins as requests do
 *
 * "Could you scan …", "I'm looking for …", "any chance of …": what was asked for stands behind the opening, and is said
 * back. English only.
 */
#ifndef COACH_OPENING_H
#define COACH_OPENING_H

#include "base/arena.h"

/* The request in a sentence in normal form, said back in a sentence of the arena; empty when none is opened here.
 * `variant` picks among equivalent wordings. */
struct str opening_request(struct arena *arena, struct str sentence, uint32_t variant);

/* The same of a request that only points at something: "could you renew it". */
struct str opening_vague_request(struct arena *arena, struct str sentence, uint32_t variant);

/* Does a clause ask to be told something: "tell me which maps he has out"? *said is then what says it back, or empty: "tell me why" has nothing to say back. */
bool opening_asks(struct arena *arena, struct str clause, struct str *said);

#endif
