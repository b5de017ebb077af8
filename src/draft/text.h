/*
 * text - the draft as valid UTF-8, with the way back to the bytes as they came in
 *
 * Everything later in the pipe reads `bytes`; a position in the input comes from text_origin. Most drafts are UTF-8
 * already: then bytes is the input itself and origin is NULL (each byte came from its own offset). A draft that is not valid UTF-8
 * is read as windows-1252, in which each input byte gives one to three bytes.
 */
#ifndef DRAFT_TEXT_H
#define DRAFT_TEXT_H

#include "base/arena.h"

struct text {
	struct str bytes;
	const uint32_t *origin; /* bytes.len + 1 input offsets, never falling; NULL: the identity */
	size_t header; /* this many of the first bytes are the header of a message; 0 when that is not known */
	bool was_windows_1252;
};

/* The text of an input of at most 4 GiB; a UTF-8 byte order mark is left in place (the normal form drops it). */
struct text text_make(struct arena *arena, struct str input);

/* The input offset behind byte `at` of the text. */
static inline size_t text_origin(const struct text *text, size_t at)
{
	return text->origin ? text->origin[at] : at;
}

#endif
