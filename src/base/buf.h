/*
 * buf - builds a run of bytes piece by piece
 *
 * A buf lives in an arena, which owns its bytes; growth doubles. `bytes[0..len)` may be read at any time
 * and is valid until the next call that adds.
 *
 *     struct buf buf = buf_make(arena);
 *     buf_str(&buf, STR("hello"));
 *     struct str text = buf_view(&buf);
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"

struct buf {
	struct arena *arena;
	char *bytes;
	size_t len, capacity;
};

struct buf buf_make(struct arena *arena);
/* Makes room for `more` bytes, so that adding them needs no memory. */
void buf_reserve(struct buf *buf, size_t more);
void buf_char(struct buf *buf, char c);
void buf_str(struct buf *buf, struct str s);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* count copies of c. */
void buf_fill(struct buf *buf, char c, size_t count);
struct str buf_view(const struct buf *buf);

#endif
