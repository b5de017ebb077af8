#include "rules/called.h"

#include <string.h>

enum { PART_BITS = 64 };

struct called called_make(struct arena *arena, const struct image *image)
{
	struct called called = { .part_count = image->branch_count / PART_BITS + 1U };
	called.marks = arena_alloc(arena, called.part_count, sizeof *called.marks);
	called.before = arena_alloc(arena, called.part_count, sizeof *called.before);
	return called;
}

void called_add(struct arena *arena, struct called *called, uint32_t branch, uint64_t places)
{
	called->marks[branch / PART_BITS] |= UINT64_C(1) << (branch % PART_BITS);
	*ARENA_PUSH(arena, called->added.items, called->added.count, called->added.capacity) = (struct candidate){ branch, places };
}

/* Each branch that is marked, without places yet. */
static void list_marked(struct arena *arena, struct called *called)
{
	struct candidates *out = &called->ordered;
	out->count = 0;
	for (size_t i = 0; i < called->part_count; i++) {
		called->before[i] = (uint32_t)out->count;
		for (uint64_t marks = called->marks[i]; marks; marks &= marks - 1)
			*ARENA_PUSH(arena, out->items, out->count, out->capacity) =
				(struct candidate){ (uint32_t)(PART_BITS * i) + (uint32_t)__builtin_ctzll(marks), 0 };
	}
}

struct candidates called_take(struct arena *arena, struct called *called)
{
	list_marked(arena, called);
	for (size_t i = 0; i < called->added.count; i++) {
		const struct candidate *one = &called->added.items[i];
		uint64_t smaller = called->marks[one->branch / PART_BITS] & ((UINT64_C(1) << (one->branch % PART_BITS)) - 1);
		called->ordered.items[called->before[one->branch / PART_BITS] + (size_t)__builtin_popcountll(smaller)].places |= one->places;
	}
	memset(called->marks, 0, called->part_count * sizeof *called->marks);
	called->added.count = 0;
	return called->ordered;
}
