/*
 * layer - bytes, and where each of them came from
 *
 * A text part goes through layers on its way to text: the message's bytes are decoded to octets, octets to UTF-8, UTF-8 to text (HTML, format=flowed). A layer knows
 * for each of its bytes the range of the layer below that it came from; what stands between two ranges (a tag, a soft line break) was dropped. A byte that
 * was put in (the "> " of an HTML quote) came from an empty range.
 *
 *     below   "a=\nb=C3=A9"
 *     layer   "ab\xC3\xA9"    [0,1) [3,4) [4,7) [7,10)
 */
#ifndef MAIL_LAYER_H
#define MAIL_LAYER_H

#include "base/arena.h"

struct layer {
	struct str bytes;
	const uint32_t *start, *end; /* per byte; both rise or stay; NULL: byte i came from [base + i, base + i + 1) */
	size_t base;
};

/* The layer whose bytes are those of the layer below from `base` on. */
struct layer layer_same(struct str bytes, size_t base);

/* Where byte `at` came from; for at == bytes.len, where the last one's range ends. */
size_t layer_start(const struct layer *layer, size_t at);
size_t layer_end(const struct layer *layer, size_t at);

/* The range below behind a span of the layer. Of an empty span: the place before the byte that it stands at. */
struct span layer_down(const struct layer *layer, struct span span);

/* Builds a layer byte by byte. */
struct layer_maker {
	struct arena *arena;
	char *bytes;
	uint32_t *start, *end;
	size_t len, capacity;
};

/* Adds bytes that all came from [start, end). */
void layer_add(struct layer_maker *maker, struct str bytes, size_t start, size_t end);
/* Adds a run whose byte i came from [start + i, start + i + 1). */
void layer_add_run(struct layer_maker *maker, struct str bytes, size_t start);
struct layer layer_made(const struct layer_maker *maker);

#endif
