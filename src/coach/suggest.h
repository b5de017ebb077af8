/*
 * suggest - from a rule's rewrite and the captures of its match to a sentence that can be pasted
 *
 * A rewrite is a template: {request} is the capture of that name, {request:base} with its first word as a verb's base form, {request:ing}
 * as a gerund, {request:cap} with a capital, {request:low} without, {request:a} with an article before it; {why?} is left out when nothing was captured, and keeps
 * the space that it was captured with. [name of database] is a blank that only the writer can fill.
 */
#ifndef COACH_SUGGEST_H
#define COACH_SUGGEST_H

#include "base/arena.h"
#include "hownot.h"
#include "rules/match.h"

/* Where captures are, and what was typed there. */
struct suggest_source {
	const struct norm *norm;
	struct str input;
	size_t base; /* captures are offsets into norm->bytes from here on */
	const struct rx_capture *captures;
	size_t capture_count;
};

/* The filled template, NUL-terminated; an empty str when it needs a capture that the match does not have. */
struct str suggest_fill(struct arena *arena, struct str template, const struct suggest_source *source);

/* The names between brackets in text ("[name of database]"), in order, each once; NUL-terminated strings. */
const char *const *suggest_blanks(struct arena *arena, struct str text, size_t *count);

#endif
