/*
 * referent - whom "he" or "she" stands for, and what "it" or "them" does
 *
 * "My son is 11. May he join?" asks whether the son may: said back without the sentence before it, the question has to name him. So has "When can I drop
 * them off?" to name what is to be dropped off. English only.
 */
#ifndef COACH_REFERENT_H
#define COACH_REFERENT_H

#include "base/arena.h"

/* The sentence with the one for whom its first "he" or "she" stands ("my son"), when `before`, what was written ahead of it, names one only; else the sentence. */
struct str referent_named(struct arena *arena, struct str sentence, struct str before);

/* The sentence with the thing that something is done with in place of "it" or "them" ("the eleven boxes of maps"), when the nearest sentence of `before` that names
 * any names one only, and the sentence itself none; else the sentence. */
struct str referent_thing_named(struct arena *arena, struct str sentence, struct str before);

#endif
