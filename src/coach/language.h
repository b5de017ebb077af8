/*
 * language - English or Spanish?
 *
 * Decided by the small words, the endings and the letters that only one of the two has, so that Spanish typed without accents is known too;
 * a text too short to tell is English.
 */
#ifndef COACH_LANGUAGE_H
#define COACH_LANGUAGE_H

#include "rules/image.h"

/* The language of a reply in normal form (norm.h): of its first words, as many as tell. */
enum language language_of(struct str text);

#endif
