/*
 * parts - a list of parts under construction
 */
#ifndef DRAFT_PARTS_H
#define DRAFT_PARTS_H

#include "base/arena.h"
#include "hownot.h"

struct parts {
	struct arena *arena;
	struct hownot_part *items;
	size_t count, capacity;
};

/* Parts come in order; an empty one is dropped, one that goes on in the same kind makes the last one longer. */
static inline void parts_add(struct parts *parts, enum hownot_part_kind kind, size_t start, size_t end)
{
	if (start == end)
		return;
	if (parts->count && parts->items[parts->count - 1].kind == kind) {
		parts->items[parts->count - 1].span.end = end;
		return;
	}
	*ARENA_PUSH(parts->arena, parts->items, parts->count, parts->capacity) =
	    (struct hownot_part){kind, {start, end}};
}

#endif
