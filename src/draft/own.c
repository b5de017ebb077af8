#include "draft/own.h"

#include "base/buf.h"

#include <string.h>

struct own own_make(struct arena *arena, const struct text *text)
{
	struct hownot_part *parts = NULL;
	size_t count = 0, capacity = 0;
	struct str bytes = text->bytes;
	for (size_t at = 0; at < bytes.len;) {
		const char *newline = memchr(bytes.ptr + at, '\n', bytes.len - at);
		size_t end = newline ? (size_t)(newline - bytes.ptr) + 1 : bytes.len;
		enum hownot_part_kind kind = bytes.ptr[at] == '>' ? HOWNOT_QUOTE : HOWNOT_OWN;
		if (str_eq(str_slice(bytes, at, end), STR("-- \n"))) {
			kind = HOWNOT_SIGNATURE;
			end = bytes.len;
		}
		if (count && parts[count - 1].kind == kind)
			parts[count - 1].span.end = end;
		else
			*ARENA_PUSH(arena, parts, count, capacity) = (struct hownot_part){ kind, { at, end } };
		at = end;
	}
	return (struct own){ parts, count };
}

struct str own_question(struct arena *arena, const struct text *text, const struct own *own)
{
	struct buf buf = buf_make(arena);
	for (size_t i = 0; i < own->count; i++) {
		if (own->parts[i].kind != HOWNOT_QUOTE)
			continue;
		struct str quote = str_slice(text->bytes, own->parts[i].span.start, own->parts[i].span.end);
		for (size_t at = 0; at < quote.len; at++)
			if (quote.ptr[at] != '>')
				buf_char(&buf, quote.ptr[at]);
	}
	return buf_view(&buf);
}
