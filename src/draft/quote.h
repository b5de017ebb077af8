/*
 * quote - lines that quote an earlier message
 *
 *     > marked lines                          quote_is_marked
 *     | or : under an attribution line        quote_is_bar_marked
 *     -----Original Message-----              quote_is_marker
 *     From: … Sent: … To: … Subject: …        quote_fields_end
 */
#ifndef DRAFT_QUOTE_H
#define DRAFT_QUOTE_H

#include "draft/line.h"

/* `>` at the beginning, with the few spaces that some mailers put before it; ">:(" and ">.<" are faces. */
bool quote_is_marked(struct str line);

/* Marks that only count under an attribution line: too much else begins with them. */
bool quote_is_bar_marked(struct str line);

/* "---- Forwarded message ----", "Begin forwarded message:"; `line` is trimmed. */
bool quote_is_marker(struct str line);

/* The end of a From/Sent/To/Subject block that begins at `start`, or 0: a sender and at least two other fields. */
size_t quote_fields_end(struct str text, size_t start);

/* The value of a From: line, in any of the languages; empty when it is none. */
struct str quote_sender(struct str line);

/* Does an original message without marks begin on this line? */
bool quote_is_original(struct str text, struct line line);

/* Do marked lines begin at `at`, after two blank lines at most? */
bool quote_follows(struct str text, size_t at);

/* Dashes (at least two) on both sides: what is between them; else empty. */
struct str quote_between_dashes(struct str line);

#endif
