#include "rules/called.h"

enum { PART_BITS = 64 };

struct called called_make(struct arena *arena, const struct image *image)
{
	struct called called = { .part_count = image->branch_count / PART_BITS + 1U };
	called.marks = arena_alloc(arena, called.part_count, sizeof *called.marks);
	called.places = arena_alloc(arena, image->branch_count + 1U, sizeof *called.places);
	return called;
}

struct candidates called_take(struct arena *arena, struct called *called)
{
	struct candidates *out = &called->ordered;
	out->count = 0;
	for (size_t i = 0; i < called->part_count; i++) {
		for (uint64_t marks = called->marks[i]; marks; marks &= marks - 1) {
			uint32_t branch = (uint32_t)(PART_BITS * i) + (uint32_t)__builtin_ctzll(marks);
			*ARENA_PUSH(arena, out->items, out->count, out->capacity) = (struct candidate){ branch, called->places[branch] };
		}
		called->marks[i] = 0;
	}
	return *out;
}
