/*
 * blank - the gaps of a template that were left unfilled
 *
 * "[name of database]", "(insert date)", "XXX", "{{patron_name}}", "<<title>>", "____". What stands in brackets for
 * other reasons is none: "[sic]", "[1]", "[Attachment]", an address, a Markdown link.
 */
#ifndef COACH_BLANK_H
#define COACH_BLANK_H

#include "base/arena.h"

struct blank {
	struct span span; /* in the text that was searched */
	struct str name;  /* what is to be filled in; may be empty */
};

struct blanks {
	struct blank *items;
	size_t count;
};

/* The first blank in s that begins at *at or behind it; *at is then its end. False: there is none. */
bool blank_next(struct str s, size_t *at, struct blank *out);

/* The blanks in s, in order. */
struct blanks blank_find(struct arena *arena, struct str s);

#endif
