/*
 * trace - bytes, and where each of them came from
 *
 * A text part goes through traces on its way to text: the message's bytes are decoded to octets, octets to UTF-8, UTF-8
 * to text (HTML, format=flowed). A trace knows for each of its bytes the range of the trace below that it came from;
 * what stands between two ranges (a tag, a soft line break) was dropped. A byte that was put in (the "> " of an HTML
 * quote) came from an empty range.
 *
 *     below   "a=\nb=C3=A9"
 *     trace   "ab\xC3\xA9"    [0,1) [3,4) [4,7) [7,10)
 */
#ifndef MAIL_TRACE_H
#define MAIL_TRACE_H

#include "base/arena.h"

struct trace {
	struct str bytes;
	const uint32_t *start, *end; /* per byte; both rise or stay; NULL: byte i came from [base + i, base + i + 1) */
	size_t base;
};

/* The trace whose bytes are those of the trace below from `base` on. */
struct trace trace_same(struct str bytes, size_t base);

/* Where byte `at` came from; for at == bytes.len, where the last one's range ends. */
size_t trace_start(const struct trace *trace, size_t at);
size_t trace_end(const struct trace *trace, size_t at);

/* The range below behind a span of the trace. Of an empty span: the place before the byte that it stands at. */
struct span trace_down(const struct trace *trace, struct span span);

/* Builds a trace byte by byte. */
struct trace_maker {
	struct arena *arena;
	char *bytes;
	uint32_t *start, *end;
	size_t len, capacity;
};

/* A maker with room for `expected` bytes; it grows beyond. */
struct trace_maker trace_maker_make(struct arena *arena, size_t expected);

/* Adds bytes that all came from [start, end). */
void trace_add(struct trace_maker *maker, struct str bytes, size_t start, size_t end);
/* Adds a run whose byte i came from [start + i, start + i + 1). */
void trace_add_run(struct trace_maker *maker, struct str bytes, size_t start);
struct trace trace_made(const struct trace_maker *maker);

#endif
