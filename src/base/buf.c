#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct buf buf_make(struct arena *arena)
{
	return (struct buf){ .arena = arena };
}

void buf_reserve(struct buf *buf, size_t more)
{
	if (buf->capacity - buf->len >= more)
		return;
	size_t capacity = buf->capacity ? 2 * buf->capacity : 256;
	if (capacity < buf->len + more)
		capacity = buf->len + more;
	buf->bytes = arena_grow(buf->arena, buf->bytes, buf->capacity, capacity, 1);
	buf->capacity = capacity;
}

void buf_char(struct buf *buf, char c)
{
	buf_reserve(buf, 1);
	buf->bytes[buf->len++] = c;
}

void buf_str(struct buf *buf, struct str s)
{
	if (s.len == 0)
		return;
	buf_reserve(buf, s.len);
	memcpy(buf->bytes + buf->len, s.ptr, s.len);
	buf->len += s.len;
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	va_list again;
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n > 0) {
		buf_reserve(buf, (size_t)n + 1);
		vsnprintf(buf->bytes + buf->len, (size_t)n + 1, format, again);
		buf->len += (size_t)n;
	}
	va_end(again);
}

void buf_fill(struct buf *buf, char c, size_t count)
{
	if (count == 0)
		return;
	buf_reserve(buf, count);
	memset(buf->bytes + buf->len, c, count);
	buf->len += count;
}

struct str buf_view(const struct buf *buf)
{
	return (struct str){ buf->bytes ? buf->bytes : "", buf->len };
}
