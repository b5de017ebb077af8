#include "mail/layer.h"

#include <string.h>

struct layer layer_same(struct str bytes, size_t base)
{
	return (struct layer){ .bytes = bytes, .base = base };
}

size_t layer_start(const struct layer *layer, size_t at)
{
	if (!layer->start)
		return layer->base + at;
	if (at < layer->bytes.len)
		return layer->start[at];
	return at ? layer->end[at - 1] : layer->base;
}

size_t layer_end(const struct layer *layer, size_t at)
{
	return layer->end ? layer->end[at] : layer->base + at + 1;
}

struct span layer_down(const struct layer *layer, struct span span)
{
	size_t start = layer_start(layer, span.start);
	if (span.end <= span.start)
		return (struct span){ start, start };
	return (struct span){ start, layer_end(layer, span.end - 1) };
}

static void reserve(struct layer_maker *m, size_t more)
{
	if (m->capacity - m->len >= more)
		return;
	size_t capacity = 2 * m->capacity + more + 64;
	m->bytes = arena_grow(m->arena, m->bytes, m->len, capacity, 1);
	m->start = arena_grow(m->arena, m->start, m->len, capacity, sizeof *m->start);
	m->end = arena_grow(m->arena, m->end, m->len, capacity, sizeof *m->end);
	m->capacity = capacity;
}

void layer_add(struct layer_maker *m, struct str bytes, size_t start, size_t end)
{
	reserve(m, bytes.len);
	for (size_t i = 0; i < bytes.len; i++) {
		m->bytes[m->len] = bytes.ptr[i];
		m->start[m->len] = (uint32_t)start;
		m->end[m->len++] = (uint32_t)end;
	}
}

void layer_add_run(struct layer_maker *m, struct str bytes, size_t start)
{
	reserve(m, bytes.len);
	for (size_t i = 0; i < bytes.len; i++) {
		m->bytes[m->len] = bytes.ptr[i];
		m->start[m->len] = (uint32_t)(start + i);
		m->end[m->len++] = (uint32_t)(start + i + 1);
	}
}

struct layer layer_made(const struct layer_maker *m)
{
	static const uint32_t none[1];
	return (struct layer){ { m->bytes, m->len }, m->start ? m->start : none, m->end ? m->end : none, 0 };
}
