/*
 * pieces - many byte strings that are alike in places, stored so that what they share stands once
 *
 * The code of patterns that use the same vocabulary is the same for long stretches. Each string becomes a list of pieces of one store; a piece is where in the
 * store and how long. To have a string again its pieces are copied one after the other. Stretches are found by the hash of a few bytes, as LZ77 (Ziv & Lempel 1977)
 * coders do.
 *
 *     struct pieces pieces = pieces_make(arena);
 *     struct range code = pieces_add(&pieces, bytes);
 */
#ifndef RULES_PIECES_H
#define RULES_PIECES_H

#include "base/buf.h"
#include "rules/image.h"

struct pieces {
	struct arena *arena;
	struct buf store;
	struct ref *items; /* in the store */
	size_t count, capacity;
	uint32_t *seen; /* by hash: offset in the store + 1 of where such bytes were seen last */
};

struct pieces pieces_make(struct arena *arena);

/* The pieces, consecutive items, of a string. */
struct range pieces_add(struct pieces *pieces, struct str bytes);

#endif
