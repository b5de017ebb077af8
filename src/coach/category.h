/*
 * category - what each category does to the reader, and the coach's move against it
 *
 * The texts behind findings that no single rule made, and behind `hownot explain`. In both languages.
 */
#ifndef COACH_CATEGORY_H
#define COACH_CATEGORY_H

#include "hownot.h"
#include "rules/image.h"

struct category_text {
	const char *effect;  /* what it does to the reader */
	const char *term;    /* the field's name for it, with its source */
	const char *move;    /* what the coach proposes */
	const char *message; /* to the writer, when the sentence as a whole is found to do it */
	const char *rewrite; /* a sentence to put in its place, with [blanks] */
};

const struct category_text *category_text(enum hownot_category category, enum language language);

/* The category of that name, "flat-refusal"; HOWNOT_CATEGORIES when there is none. */
enum hownot_category category_named(struct str name);

#endif
