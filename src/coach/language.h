/*
 * language - English or Spanish?
 *
 * Decided by the small words that only one of the two has; a text too short to tell is English.
 */
#ifndef COACH_LANGUAGE_H
#define COACH_LANGUAGE_H

#include "rules/image.h"

enum language language_of(struct str text);

#endif
