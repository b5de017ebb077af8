#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONED 1
#endif
#endif

#ifdef ARENA_POISONED
#include <sanitizer/asan_interface.h>
enum { GAP_BYTES = 16 };
#else
#define ASAN_POISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
enum { GAP_BYTES = 0 };
#endif

struct arena_block {
	struct arena_block *next;
	bool is_large; /* holds one allocation, and no other ever */
	alignas(max_align_t) char bytes[];
};

/* From LARGE_BYTES on an allocation has a block of its own, which is given back when it moves to a larger one. */
#ifndef ARENA_LARGE_BYTES
#define ARENA_LARGE_BYTES (256 * 1024)
#endif
/* A block of so many bytes comes from the system, which gives pages of zeros when they are touched: arrays that are used here and there cost little. */
enum { FIRST_BLOCK_BYTES = 16 * 1024, LARGE_BYTES = ARENA_LARGE_BYTES, LEAST_CLEAR_BYTES = 128 * 1024 };

static void add_block(struct arena *arena, size_t need)
{
	size_t capacity = arena->capacity ? 2 * arena->capacity : FIRST_BLOCK_BYTES;
	if (capacity < need)
		capacity = need;
	if (capacity > SIZE_MAX / 4)
		longjmp(arena->oom, 1);
	bool is_clear = capacity >= LEAST_CLEAR_BYTES;
	struct arena_block *block = is_clear ? calloc(1, sizeof *block + capacity) : malloc(sizeof *block + capacity);
	if (!block)
		longjmp(arena->oom, 1);
	block->is_large = false;
	block->next = arena->block;
	arena->block = block;
	arena->capacity = capacity;
	arena->used = 0;
	arena->is_clear = is_clear;
	arena->total += capacity;
	ASAN_POISON_MEMORY_REGION(block->bytes, capacity);
}

/* A block for one allocation, behind the newest, which goes on being filled. calloc leaves pages alone that nobody has touched. */
static char *add_large(struct arena *arena, size_t bytes, size_t used)
{
	if (!arena->block)
		add_block(arena, FIRST_BLOCK_BYTES);
	struct arena_block *block = bytes < SIZE_MAX / 4 ? calloc(1, sizeof *block + bytes) : NULL;
	if (!block)
		longjmp(arena->oom, 1);
	block->is_large = true;
	block->next = arena->block->next;
	arena->block->next = block;
	arena->total += bytes;
	ASAN_POISON_MEMORY_REGION(block->bytes + used, bytes - used);
	return block->bytes;
}

/* What an allocation takes of a block. */
static size_t bytes_of(struct arena *arena, size_t count, size_t size)
{
	enum { ALIGN = alignof(max_align_t) };
	if (size && count > (SIZE_MAX / 4) / size)
		longjmp(arena->oom, 1);
	return (count * size + GAP_BYTES + ALIGN - 1) / ALIGN * ALIGN;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
	size_t bytes = bytes_of(arena, count, size);
	if (bytes >= LARGE_BYTES)
		return add_large(arena, bytes, count * size);
	if (!arena->block || arena->capacity - arena->used < bytes)
		add_block(arena, bytes);
	char *p = arena->block->bytes + arena->used;
	arena->used += bytes;
	ASAN_UNPOISON_MEMORY_REGION(p, count * size);
	return arena->is_clear ? p : memset(p, 0, count * size);
}

/* Frees the block that is all of `old`, when there is one. */
static void free_large(struct arena *arena, const void *old)
{
	for (struct arena_block **at = &arena->block->next; *at; at = &(*at)->next) {
		struct arena_block *block = *at;
		if (!block->is_large || block->bytes != old)
			continue;
		*at = block->next;
		free(block);
		return;
	}
}

/* Makes the latest allocation longer where it stands, when it is `old` and there is room. */
static bool extend(struct arena *arena, void *old, size_t old_count, size_t new_count, size_t size)
{
	size_t old_bytes = bytes_of(arena, old_count, size), bytes = bytes_of(arena, new_count, size);
	bool is_latest = old && arena->used >= old_bytes && (char *)old == arena->block->bytes + arena->used - old_bytes;
	if (!is_latest || bytes >= LARGE_BYTES || arena->capacity - arena->used < bytes - old_bytes)
		return false;
	arena->used += bytes - old_bytes;
	ASAN_UNPOISON_MEMORY_REGION(old, new_count * size);
	if (!arena->is_clear)
		memset((char *)old + old_count * size, 0, (new_count - old_count) * size);
	return true;
}

void *arena_grow(struct arena *arena, void *old, size_t old_count, size_t new_count, size_t size)
{
	if (extend(arena, old, old_count, new_count, size))
		return old;
	char *p = arena_alloc(arena, new_count, size);
	if (old_count)
		memcpy(p, old, old_count * size);
	if (old && new_count * size >= LARGE_BYTES)
		free_large(arena, old);
	return p;
}

struct str arena_str(struct arena *arena, struct str s)
{
	char *p = arena_alloc(arena, s.len + 1, 1);
	if (s.len)
		memcpy(p, s.ptr, s.len);
	return (struct str){ p, s.len };
}

struct str arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	va_list again;
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	size_t len = n < 0 ? 0 : (size_t)n;
	char *p = arena_alloc(arena, len + 1, 1);
	vsnprintf(p, len + 1, format, again);
	va_end(again);
	return (struct str){ p, len };
}

void arena_free(struct arena *arena)
{
	for (struct arena_block *block = arena->block; block;) {
		struct arena_block *next = block->next;
		free(block);
		block = next;
	}
	arena->block = NULL;
	arena->used = arena->capacity = arena->total = 0;
}

void arena_lend(struct arena *arena, void (*use)(struct arena *work, void *context), void *context)
{
	struct arena work = { 0 };
	jmp_buf oom;
	memcpy(&oom, &arena->oom, sizeof oom);
	bool failed = ARENA_CATCH(arena) != 0;
	if (!failed) {
		memcpy(&work.oom, &arena->oom, sizeof work.oom);
		use(&work, context);
	}
	arena_free(&work);
	memcpy(&arena->oom, &oom, sizeof oom);
	if (failed)
		longjmp(arena->oom, 1);
}
