/*
 * text - the coach's answer for people
 *
 * First what shuts the door, each with the words in question, why, and what to say instead; then the method as a
 * checklist; then what is left to fill in or was left out; the verdict last, where the eye ends up. Whole-reply advice
 * stands with the check that it belongs to.
 */
#ifndef OUT_TEXT_H
#define OUT_TEXT_H

#include "out/look.h"
#include "out/reply.h"

/* is_titled: the draft's name goes above, as there is more than one draft. */
void text_print(struct arena *arena, struct buf *out, const struct look *look, const struct reply *reply,
		bool is_titled);

/* The last line when there was more than one draft. */
void text_print_summary(struct buf *out, const struct look *look, size_t drafts, size_t ready);

#endif
