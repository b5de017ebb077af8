#include "rules/pieces.h"

#include <string.h>

/* A shared stretch of fewer bytes costs more to name than it saves. */
enum { LEAST_SHARED = 40, SLOTS = 1 << 20 };

struct pieces pieces_make(struct arena *arena)
{
	return (struct pieces){ .arena = arena, .store = buf_make(arena), .seen = arena_alloc(arena, SLOTS, sizeof(uint32_t)) };
}

static uint32_t *slot_of(const struct pieces *p, const char *at)
{
	return &p->seen[str_hash((struct str){ at, LEAST_SHARED }) & (SLOTS - 1)];
}

/* How many bytes from `at` on stand in the store at `from`. */
static size_t shared(const struct pieces *p, struct str bytes, size_t at, size_t from)
{
	size_t len = 0;
	while (at + len < bytes.len && from + len < p->store.len && bytes.ptr[at + len] == p->store.bytes[from + len])
		len++;
	return len;
}

static void add_piece(struct pieces *p, size_t at, size_t len)
{
	if (len)
		*ARENA_PUSH(p->arena, p->items, p->count, p->capacity) = (struct ref){ (uint32_t)at, (uint32_t)len };
}

/* Stores bytes that are new, and notes where their stretches stand. */
static void add_new(struct pieces *p, struct str bytes)
{
	size_t at = p->store.len;
	buf_str(&p->store, bytes);
	add_piece(p, at, bytes.len);
	for (size_t i = 0; i + LEAST_SHARED <= bytes.len; i++)
		*slot_of(p, p->store.bytes + at + i) = (uint32_t)(at + i) + 1;
}

struct range pieces_add(struct pieces *p, struct str bytes)
{
	struct range range = { (uint32_t)p->count, 0 };
	size_t from = 0; /* of what is not stored yet */
	for (size_t at = 0; at + LEAST_SHARED <= bytes.len;) {
		uint32_t seen = *slot_of(p, bytes.ptr + at);
		size_t len = seen ? shared(p, bytes, at, seen - 1) : 0;
		if (len < LEAST_SHARED) {
			at++;
			continue;
		}
		add_new(p, str_slice(bytes, from, at));
		add_piece(p, seen - 1, len);
		at += len;
		from = at;
	}
	add_new(p, str_slice(bytes, from, bytes.len));
	range.count = (uint32_t)p->count - range.first;
	return range;
}
