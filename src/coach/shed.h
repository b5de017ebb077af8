/*
 * shed - what can be taken off a sentence without a loss: "as posted at the desk", "like everybody else", "under any circumstances"
 *
 * Asides that blame, that cite a rule, or that only make a no harder. English only.
 */
#ifndef COACH_SHED_H
#define COACH_SHED_H

#include "base/arena.h"

/* s without its asides; s itself when there are none. The capital and the stop stay. */
struct str shed_asides(struct arena *arena, struct str s);

/* s with plain words for what offices write: "before" for "prior to"; with contractions where the writer `contracts`. s itself when nothing changed. */
struct str shed_officialese(struct arena *arena, struct str s, bool contracts);

#endif
