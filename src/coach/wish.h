/*
 * wish - another way to what was asked for, where no topic knows of one
 *
 * "Can I print after 8?" gives "another way to print after 8", "Do you have the 1972 yearbook?" "another place to find the 1972 yearbook". It is what the
 * acknowledgement says back (request.h), behind words that make a noun phrase of it (the table "wishes-otherwise"). English only.
 */
#ifndef COACH_WISH_H
#define COACH_WISH_H

#include "base/arena.h"

/* A noun phrase to put between brackets, for the writer to confirm: a str of the arena, or of the lexicon; empty when the request is none that can be had
 * otherwise, or only points at something. `question` is what the patron wrote. */
struct str wish_otherwise(struct arena *arena, struct str question);

/* Is the noun phrase somebody, rather than something? */
bool wish_is_person(struct str what);

#endif
