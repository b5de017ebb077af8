#include "draft/text.h"

#include "base/utf8.h"

struct text text_make(struct arena *arena, struct str input)
{
	if (utf8_invalid(input) == input.len)
		return (struct text){ .bytes = input };

	enum { MOST_BYTES_OF_ONE = 3 };
	char *bytes = arena_alloc(arena, input.len, MOST_BYTES_OF_ONE);
	uint32_t *origin = arena_alloc(arena, MOST_BYTES_OF_ONE * input.len + 1, sizeof *origin);
	size_t len = 0;
	for (size_t i = 0; i < input.len; i++) {
		size_t n = utf8_put(bytes + len, utf8_of_windows_1252((unsigned char)input.ptr[i]));
		for (size_t k = 0; k < n; k++)
			origin[len + k] = (uint32_t)i;
		len += n;
	}
	origin[len] = (uint32_t)input.len;
	return (struct text){ .bytes = { bytes, len }, .origin = origin, .was_windows_1252 = true };
}
