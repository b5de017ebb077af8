/*
 * clearness - how much a clause tells somebody who has not read what stood before it
 *
 * "whether we found it" points at something, "whether there is any way" names nothing: said back alone, they sound as
 * if nobody had read the letter. English only.
 */
#ifndef COACH_CLEARNESS_H
#define COACH_CLEARNESS_H

#include "base/str.h"

enum clearness {
	CLEARNESS_FULL,   /* it names something */
	CLEARNESS_POINTS, /* it points at what was said before, and names nothing ahead of that */
	CLEARNESS_NONE,   /* it has no word of its own */
};

/* The clearness of a sentence that says something back. */
enum clearness clearness_of(struct str said);

#endif
