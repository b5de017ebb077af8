/*
 * own - which parts of the text the writer typed
 *
 * Splits the text into parts that tile it: own text, and all that is left out of the coaching (quotes, attribution lines,
 * signatures, disclaimers, code, links). Recognised in plain text alone; mail structure is another module's.
 * Spans are byte offsets into text.bytes.
 */
#ifndef DRAFT_OWN_H
#define DRAFT_OWN_H

#include "draft/text.h"
#include "hownot.h"

struct own {
	const struct hownot_part *parts; /* in order; they tile the text */
	size_t count;
};

struct own own_make(struct arena *arena, const struct text *text);

/* The words of the patron: the quoted lines without their marks, one line each; empty when nothing is quoted. */
struct str own_question(struct arena *arena, const struct text *text, const struct own *own);

#endif
