#include "rules/called.h"

struct called called_make(struct arena *arena, const struct image *image)
{
	struct called called = { .word_count = image->branch_count / 64 + 1U };
	called.marks = arena_alloc(arena, called.word_count, sizeof *called.marks);
	called.numbers = arena_alloc(arena, image->branch_count + 1U, sizeof *called.numbers);
	return called;
}

void called_add(struct arena *arena, struct called *called, uint32_t branch, uint64_t places)
{
	uint64_t bit = UINT64_C(1) << (branch % 64);
	if (called->marks[branch / 64] & bit) {
		called->added.items[called->numbers[branch]].places |= places;
		return;
	}
	called->marks[branch / 64] |= bit;
	called->numbers[branch] = (uint32_t)called->added.count;
	*ARENA_PUSH(arena, called->added.items, called->added.count, called->added.capacity) = (struct candidate){ branch, places };
}

struct candidates called_take(struct arena *arena, struct called *called)
{
	struct candidates *out = &called->ordered;
	out->count = 0;
	for (size_t i = 0; i < called->word_count; i++) {
		for (uint64_t marks = called->marks[i]; marks; marks &= marks - 1) {
			uint32_t branch = (uint32_t)(64 * i) + (uint32_t)__builtin_ctzll(marks);
			*ARENA_PUSH(arena, out->items, out->count, out->capacity) = called->added.items[called->numbers[branch]];
		}
		called->marks[i] = 0;
	}
	called->added.count = 0;
	return *out;
}
