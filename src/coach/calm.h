/*
 * calm - what was shouted, in sentence case
 *
 * "You MUST return ALL items NOW!!!" gives "You must return all items now." Abbreviations ("ISBN", "PDF") keep their capitals. English only.
 */
#ifndef COACH_CALM_H
#define COACH_CALM_H

#include "base/arena.h"

/* s with its shouted words small, but for its own first letter, and with one stop for several exclamation marks. */
struct str calm_down(struct arena *arena, struct str s);

/* s with those words small that everybody knows and that stand in capitals, "why it is ALWAYS cold on MONDAY"; what is quoted, and what may be an abbreviation, stays. */
struct str calm_words(struct arena *arena, struct str s);

#endif
