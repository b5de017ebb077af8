/*
 * arena - memory for one draft, dropped whole
 *
 * Anything in an arena may point at anything else in it. Nothing in it is freed alone. When memory runs
 * out, arena_alloc does not return: it jumps to the arena's `oom` point, which the entry points
 * of the library set (ARENA_CATCH). So no stage has to check, and objects of other libraries, which a
 * jump would leak, are owned outside the stages.
 *
 *     struct arena arena = { 0 };
 *     if (ARENA_CATCH(&arena)) { arena_free(&arena); return err_set(err, "out of memory"); }
 *     char *p = arena_alloc(&arena, 100, 1);
 *     arena_free(&arena);
 *
 * Under AddressSanitizer the bytes after each allocation are poisoned, so that an overrun inside the arena is seen.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

#include <setjmp.h>

struct arena_block;

struct arena {
	struct arena_block *block; /* newest first */
	size_t used, capacity;     /* bytes of the newest block */
	size_t total;              /* bytes asked of malloc */
	bool is_clear;             /* the newest block came zeroed */
	jmp_buf oom;
};

#define ARENA_CATCH(arena) setjmp((arena)->oom)

/* count * size zeroed bytes, aligned for any type; overflow counts as out of memory. */
void *arena_alloc(struct arena *arena, size_t count, size_t size) __attribute__((malloc, returns_nonnull));

/* `old` (of old_count items, from this arena) moved to room for new_count items; the rest is zeroed. Nothing may point into `old` any more. */
void *arena_grow(struct arena *arena, void *old, size_t old_count, size_t new_count, size_t size) __attribute__((returns_nonnull));

/* A copy of s in the arena. */
struct str arena_str(struct arena *arena, struct str s);

/* printf into the arena. */
struct str arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Frees every block. The arena is then empty and may be used again. A zeroed arena is fine. */
void arena_free(struct arena *arena);

/*
 * Calls `use` with an arena that is dropped when it returns. When memory runs out in either, the other's work is dropped first, then the jump goes where that
 * of `arena` goes.
 */
void arena_lend(struct arena *arena, void (*use)(struct arena *work, void *context), void *context);

/* Makes room for one more item at the end of `items`, an arena array with `count` items and `capacity`. */
#define ARENA_PUSH(arena, items, count, capacity)                                                              \
	((count) < (capacity)                                                                                  \
	     ? (void)0                                                                                         \
	     : (void)((items) = arena_grow((arena), (items), (count), (capacity) ? 2 * (capacity) : 8,         \
					   sizeof *(items)),                                                       \
		      (capacity) = (capacity) ? 2 * (capacity) : 8),                                               \
	 &(items)[(count)++])

#endif
