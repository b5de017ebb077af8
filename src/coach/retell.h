/*
 * retell - a question of the patron, said back as part of a sentence
 *
 * "Why can't our choir rehearse in the hall?" gives "Thank you for asking why your choir can't rehearse in the hall." What cannot be turned safely is left to
 * others. English only.
 */
#ifndef COACH_RETELL_H
#define COACH_RETELL_H

#include "base/arena.h"

/* A question that has to be turned round: aux and subject change places. Takes a sentence in normal form, gives a sentence of the arena, or an empty str. */
struct str retell_question(struct arena *arena, struct str sentence);

#endif
