#include "mail/trace.h"

#include <string.h>

struct trace trace_same(struct str bytes, size_t base)
{
	return (struct trace){.bytes = bytes, .base = base};
}

size_t trace_start(const struct trace *trace, size_t at)
{
	if (!trace->start)
		return trace->base + at;
	if (at < trace->bytes.len)
		return trace->start[at];
	return at ? trace->end[at - 1] : trace->base;
}

size_t trace_end(const struct trace *trace, size_t at)
{
	return trace->end ? trace->end[at] : trace->base + at + 1;
}

struct span trace_down(const struct trace *trace, struct span span)
{
	size_t start = trace_start(trace, span.start);
	if (span.end <= span.start)
		return (struct span){start, start};
	return (struct span){start, trace_end(trace, span.end - 1)};
}

static void reserve(struct trace_maker *m, size_t more)
{
	if (m->capacity - m->len >= more)
		return;
	size_t capacity = 2 * m->capacity + more + 64;
	m->bytes = arena_grow(m->arena, m->bytes, m->len, capacity, 1);
	m->start = arena_grow(m->arena, m->start, m->len, capacity, sizeof *m->start);
	m->end = arena_grow(m->arena, m->end, m->len, capacity, sizeof *m->end);
	m->capacity = capacity;
}

struct trace_maker trace_maker_make(struct arena *arena, size_t expected)
{
	struct trace_maker maker = {.arena = arena, .capacity = expected};
	if (expected == 0)
		return maker;
	maker.bytes = arena_alloc(arena, expected, 1);
	maker.start = arena_alloc(arena, expected, sizeof *maker.start);
	maker.end = arena_alloc(arena, expected, sizeof *maker.end);
	return maker;
}

void trace_add(struct trace_maker *m, struct str bytes, size_t start, size_t end)
{
	reserve(m, bytes.len);
	for (size_t i = 0; i < bytes.len; i++) {
		m->bytes[m->len] = bytes.ptr[i];
		m->start[m->len] = (uint32_t)start;
		m->end[m->len++] = (uint32_t)end;
	}
}

void trace_add_run(struct trace_maker *m, struct str bytes, size_t start)
{
	reserve(m, bytes.len);
	for (size_t i = 0; i < bytes.len; i++) {
		m->bytes[m->len] = bytes.ptr[i];
		m->start[m->len] = (uint32_t)(start + i);
		m->end[m->len++] = (uint32_t)(start + i + 1);
	}
}

struct trace trace_made(const struct trace_maker *m)
{
	static const uint32_t none[1];
	return (struct trace){{m->bytes, m->len}, m->start ? m->start : none, m->end ? m->end : none, 0};
}
