/*
 * wish - another way to what was asked for, where no topic knows of one
 *
 * "Can I print after 8?" gives "another way to do this", "Do you have the 1972 yearbook?" "another place to try". How the acknowledgement says the request
 * back (request.h) tells which (the table "wishes-otherwise"); what was asked for is not said a second time. English only.
 */
#ifndef COACH_WISH_H
#define COACH_WISH_H

#include "base/arena.h"

/* A noun phrase to put between brackets, for the writer to confirm: a str of the lexicon; empty when the request is none that can be had
 * otherwise. `question` is what the patron wrote. */
struct str wish_otherwise(struct arena *arena, struct str question);

/* Does the patron ask what may still be found out, such as when something will be? */
bool wish_is_open_question(struct arena *arena, struct str question);

/* Is the noun phrase somebody, rather than something? */
bool wish_is_person(struct str what);

#endif
