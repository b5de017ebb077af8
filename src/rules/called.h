/*
 * called - the branches that a sentence calls for, in order, each once
 *
 * A sentence calls for some hundred branches out of thousands, by way of one word or another, and several times for some. They are marked in a row of bits,
 * and read off in order from it: that costs less than to sort them. What is not marked is not cleared.
 *
 *     called_add(&called, branch, places) ...
 *     struct candidates all = called_take(arena, &called);
 */
#ifndef RULES_CALLED_H
#define RULES_CALLED_H

#include "base/arena.h"
#include "rules/image.h"

/* A branch that may match in a sentence, and where (glance.h). */
struct candidate {
	uint32_t branch;
	uint64_t places;
};

struct candidates {
	struct candidate *items;
	size_t count, capacity;
};

struct called {
	struct candidates ordered;
	uint64_t *marks;  /* by branch: a bit */
	uint64_t *places; /* by branch, of those that are marked */
	size_t part_count;
};

/* Everything lives in the arena. */
struct called called_make(struct arena *arena, const struct image *image);

/* Adds places of a branch to those that it has. */
static inline void called_add(struct called *called, uint32_t branch, uint64_t places)
{
	uint64_t *part = &called->marks[branch / 64], bit = UINT64_C(1) << (branch % 64);
	called->places[branch] = (*part & bit ? called->places[branch] : 0) | places;
	*part |= bit;
}

/* What was added since the last call, in order of branches; the next call overwrites it. */
struct candidates called_take(struct arena *arena, struct called *called);

#endif
