/*
 * ending - how a stretch of own text ends
 *
 * Recognises disclaimers, "Sent from my iPhone", signatures under a rule, and the title and telephone lines under a
 * closing and a name. The closing and the name stay own text. Only the last 64 lines (16 KiB) of a stretch are looked
 * at. When in doubt a line is own text: a signature that is coached is a nuisance, a sentence that is hidden is a lie.
 */
#ifndef DRAFT_ENDING_H
#define DRAFT_ENDING_H

#include "draft/parts.h"

/* Does the text begin as a postscript does, "P.S. ", "NB: ", and go on? */
bool ending_is_postscript(struct str text);

/* Adds the parts of the own text [start, end). */
void ending_split(struct parts *parts, struct str text, size_t start, size_t end);

#endif
