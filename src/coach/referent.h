/*
 * referent - whom "he" or "she" stands for
 *
 * "My son is 11. May he join?" asks whether the son may: said back without the sentence before it, the question has to name him. English only.
 */
#ifndef COACH_REFERENT_H
#define COACH_REFERENT_H

#include "base/arena.h"

/* The sentence with the one for whom its first "he" or "she" stands ("my son"), when `before`, what was written ahead of it, names one only; else the sentence. */
struct str referent_named(struct arena *arena, struct str sentence, struct str before);

#endif
