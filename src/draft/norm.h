/*
 * norm - the writer's own words, in a form that rules can match
 *
 * Curly quotes and apostrophes become straight; a run of white space, a line wrap included, becomes one space; soft
 * hyphens, zero-width and bidi characters go; characters are composed (NFC, UAX #15). A paragraph break, a list item, the end of a line that was not
 * wrapped, and a part that is not own text become one line feed, so no pattern that has a space in it reaches across.
 *
 * A newline is a wrap when the next line's first word would not have fit: the line and that word together are longer than
 * the longest line of the paragraph, as an editor's fill or a mailer's format=flowed leaves it, which is no longer than such lines are.
 *
 * The way back is a list of runs, each a stretch in which input and normal form advance byte by byte together; a new
 * run begins wherever something was dropped, folded or replaced. A plain line is one run, so the map costs a few bytes a
 * line. Both offsets rise from run to run:
 *
 *     input   "can\u2019t  go"          runs  { 0, 0 }   "can"
 *     norm    "can't go"                      { 3, 3 }   "'"
 *                                             { 4, 6 }   "t "
 *                                             { 6, 9 }   "go"
 */
#ifndef DRAFT_NORM_H
#define DRAFT_NORM_H

#include "draft/own.h"

struct origin_run {
	uint32_t norm, input; /* byte offsets where the run begins */
};

struct norm {
	struct str bytes;
	const struct origin_run *runs; /* at least one */
	size_t run_count;
	size_t end; /* the input offset after the last byte's character */
};

struct norm norm_make(struct arena *arena, const struct text *text, const struct own *own);

/* The whole of a string as own text: the examples of rules, the patron's question. Offsets are into s. */
struct norm norm_of_str(struct arena *arena, struct str s);

/* The input offset of norm.bytes[at]; at == bytes.len gives the end. */
size_t norm_origin(const struct norm *norm, size_t at);

/* The input's bytes behind a span of the normal form. */
struct hownot_span norm_span(const struct norm *norm, struct span span);

/*
 * What was typed behind a span of the normal form, as UTF-8, quotes and links as they were, with a space for each run of white
 * space: what a rewrite puts in again. `input` is the draft that the normal form came from.
 */
struct str norm_typed(struct arena *arena, const struct norm *norm, struct str input, struct span span);

#endif
