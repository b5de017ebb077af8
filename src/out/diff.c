#include "out/diff.h"

#include <string.h>

enum { CONTEXT = 3, MOST_EDITS = 1200 };

/* As many as there are line feeds, and what may stand behind the last. */
static size_t count_lines(struct str text)
{
	size_t count = 1;
	for (size_t at = str_find(text, STR("\n"), 0); at < text.len; at = str_find(text, STR("\n"), at + 1))
		count++;
	return count;
}

static struct diff_text cut(struct arena *arena, struct str text)
{
	struct str *lines = arena_alloc(arena, count_lines(text), sizeof *lines);
	size_t count = 0;
	for (size_t at = 0; at < text.len;) {
		const char *feed = memchr(text.ptr + at, '\n', text.len - at);
		size_t end = feed ? (size_t)(feed - text.ptr) + 1 : text.len;
		lines[count++] = str_slice(text, at, end);
		at = end;
	}
	return (struct diff_text){text, lines, count};
}

/*
 * Myers' greedy search over the part that differs: lines a[from_a, to_a) against b[from_b, to_b).
 *
 * reach[k] is how far into a the best path with so many edits gets on diagonal k (a index minus b index). The
 * reach of every number of edits is kept: walking back through them gives the script.
 */
struct search {
	struct arena *arena;
	const struct diff_text *a, *b;
	size_t from_a, from_b;
	ptrdiff_t n, m;
	ptrdiff_t *history[MOST_EDITS + 1]; /* of each number of edits: diagonals -edits … edits */
	bool *kept_a, *kept_b;              /* lines common to both */
};

static bool is_same(const struct search *s, ptrdiff_t x, ptrdiff_t y)
{
	return str_eq(s->a->lines[s->from_a + (size_t)x], s->b->lines[s->from_b + (size_t)y]);
}

/* Does the path with `edits` edits come to diagonal k from above (a line of b put in), not from the left? */
static bool comes_from_above(const ptrdiff_t *last, ptrdiff_t edits, ptrdiff_t k)
{
	return k == -edits || (k != edits && last[k - 1] < last[k + 1]);
}

/* The number of edits, or -1 when there are too many. */
static ptrdiff_t find_edits(struct search *s)
{
	for (ptrdiff_t edits = 0; edits <= MOST_EDITS; edits++) {
		ptrdiff_t *reach = arena_alloc(s->arena, (size_t)(2 * edits + 1), sizeof *reach);
		s->history[edits] = reach;
		const ptrdiff_t *last = edits ? s->history[edits - 1] + edits - 1 : NULL;
		for (ptrdiff_t k = -edits; k <= edits; k += 2) {
			ptrdiff_t x = 0;
			if (last)
				x = comes_from_above(last, edits, k) ? last[k + 1] : last[k - 1] + 1;
			while (x < s->n && x - k < s->m && x >= k && is_same(s, x, x - k))
				x++;
			reach[k + edits] = x;
			if (x >= s->n && x - k >= s->m)
				return edits;
		}
	}
	return -1;
}

static void walk_back(const struct search *s, ptrdiff_t edits)
{
	ptrdiff_t x = s->n, y = s->m;
	for (; edits >= 0; edits--) {
		ptrdiff_t k = x - y, before_x = 0, before_y = 0;
		if (edits) {
			const ptrdiff_t *last = s->history[edits - 1] + edits - 1;
			bool above = comes_from_above(last, edits, k);
			before_x = above ? last[k + 1] : last[k - 1];
			before_y = before_x - (above ? k + 1 : k - 1);
		}
		while (x > before_x && y > before_y) {
			s->kept_a[s->from_a + (size_t)--x] = true;
			s->kept_b[s->from_b + (size_t)--y] = true;
		}
		x = before_x;
		y = before_y;
	}
}

static void list_changes(struct arena *arena, const bool *kept_a, const bool *kept_b, struct diff *diff)
{
	struct diff_change *changes = NULL;
	size_t capacity = 0, a = 0, b = 0;
	while (a < diff->a.count || b < diff->b.count) {
		struct diff_change change = {a, a, b, b};
		while (change.a_end < diff->a.count && !kept_a[change.a_end])
			change.a_end++;
		while (change.b_end < diff->b.count && !kept_b[change.b_end])
			change.b_end++;
		if (change.a_end > a || change.b_end > b)
			*ARENA_PUSH(arena, changes, diff->count, capacity) = change;
		a = change.a_end + 1;
		b = change.b_end + 1;
	}
	diff->changes = changes;
}

struct diff diff_make(struct arena *arena, struct str a, struct str b)
{
	struct diff diff = {.a = cut(arena, a), .b = cut(arena, b)};
	size_t head = 0, tail = 0, least = diff.a.count < diff.b.count ? diff.a.count : diff.b.count;
	while (head < least && str_eq(diff.a.lines[head], diff.b.lines[head]))
		head++;
	while (tail < least - head &&
	       str_eq(diff.a.lines[diff.a.count - 1 - tail], diff.b.lines[diff.b.count - 1 - tail]))
		tail++;
	struct search *s = arena_alloc(arena, 1, sizeof *s);
	s->arena = arena;
	s->a = &diff.a;
	s->b = &diff.b;
	s->from_a = s->from_b = head;
	s->n = (ptrdiff_t)(diff.a.count - tail - head);
	s->m = (ptrdiff_t)(diff.b.count - tail - head);
	s->kept_a = arena_alloc(arena, diff.a.count + 1, sizeof *s->kept_a);
	s->kept_b = arena_alloc(arena, diff.b.count + 1, sizeof *s->kept_b);
	memset(s->kept_a, true, head);
	memset(s->kept_b, true, head);
	memset(s->kept_a + diff.a.count - tail, true, tail);
	memset(s->kept_b + diff.b.count - tail, true, tail);
	ptrdiff_t edits = s->n && s->m ? find_edits(s) : -1;
	if (edits >= 0)
		walk_back(s, edits);
	list_changes(arena, s->kept_a, s->kept_b, &diff);
	return diff;
}

static void print_line(struct buf *out, const struct look *look, char mark, struct str line)
{
	enum paint paint = mark == '-' ? PAINT_RED : mark == '+' ? PAINT_GREEN : PAINT_NONE;
	bool has_feed = str_ends(line, STR("\n"));
	look_begin(out, look, paint);
	buf_char(out, mark);
	buf_str(out, str_slice(line, 0, line.len - has_feed));
	look_end(out, look, paint);
	buf_char(out, '\n');
	if (!has_feed)
		buf_str(out, STR("\\ No newline at end of file\n"));
}

static void print_lines(struct buf *out, const struct look *look, char mark, const struct diff_text *text, size_t start,
			size_t end)
{
	for (size_t i = start; i < end; i++)
		print_line(out, look, mark, text->lines[i]);
}

static size_t context_before(size_t line)
{
	return line > CONTEXT ? line - CONTEXT : 0;
}

static size_t context_after(size_t line, size_t count)
{
	return line + CONTEXT < count ? line + CONTEXT : count;
}

/* Changes first … end-1 with the common lines between and around them. */
static void print_changes(struct buf *out, const struct look *look, const struct diff *diff, size_t first, size_t end)
{
	size_t at = context_before(diff->changes[first].a_start);
	for (size_t i = first; i < end; i++) {
		const struct diff_change *change = &diff->changes[i];
		print_lines(out, look, ' ', &diff->a, at, change->a_start);
		print_lines(out, look, '-', &diff->a, change->a_start, change->a_end);
		print_lines(out, look, '+', &diff->b, change->b_start, change->b_end);
		at = change->a_end;
	}
	print_lines(out, look, ' ', &diff->a, at, context_after(at, diff->a.count));
}

void diff_print_change(struct buf *out, const struct look *look, const struct diff *diff, size_t change)
{
	print_changes(out, look, diff, change, change + 1);
}

/* "12,3": the form of a range in a hunk's heading. An empty range stands after the line before it. */
static void print_range(struct buf *out, char sign, size_t start, size_t end)
{
	buf_printf(out, "%c%zu", sign, start == end ? start : start + 1);
	if (end - start != 1)
		buf_printf(out, ",%zu", end - start);
}

static void print_heading(struct buf *out, const struct look *look, const struct diff *diff, size_t first, size_t end)
{
	const struct diff_change *from = &diff->changes[first], *to = &diff->changes[end - 1];
	size_t start = context_before(from->a_start), stop = context_after(to->a_end, diff->a.count);
	look_begin(out, look, PAINT_BLUE);
	buf_str(out, STR("@@ "));
	print_range(out, '-', start, stop);
	buf_char(out, ' ');
	print_range(out, '+', from->b_start - (from->a_start - start), to->b_end + (stop - to->a_end));
	buf_str(out, STR(" @@"));
	look_end(out, look, PAINT_BLUE);
	buf_char(out, '\n');
}

void diff_print(struct buf *out, const struct look *look, const struct diff *diff, const char *name)
{
	if (!diff->count)
		return;
	look_begin(out, look, PAINT_BOLD);
	buf_printf(out, "--- %s\n+++ %s", name, name);
	look_end(out, look, PAINT_BOLD);
	buf_char(out, '\n');
	for (size_t first = 0, end; first < diff->count; first = end) {
		end = first + 1;
		while (end < diff->count && diff->changes[end].a_start - diff->changes[end - 1].a_end <= 2 * CONTEXT)
			end++;
		print_heading(out, look, diff, first, end);
		print_changes(out, look, diff, first, end);
	}
}

struct str diff_apply(struct arena *arena, const struct diff *diff, const bool *chosen, const struct str *replacements)
{
	struct buf out = buf_make(arena);
	size_t at = 0;
	for (size_t i = 0; i < diff->count; i++) {
		const struct diff_change *change = &diff->changes[i];
		if (!chosen[i])
			continue;
		for (; at < change->a_start; at++)
			buf_str(&out, diff->a.lines[at]);
		if (replacements && replacements[i].ptr)
			buf_str(&out, replacements[i]);
		for (size_t b = change->b_start; b < change->b_end && !(replacements && replacements[i].ptr); b++)
			buf_str(&out, diff->b.lines[b]);
		at = change->a_end;
	}
	for (; at < diff->a.count; at++)
		buf_str(&out, diff->a.lines[at]);
	return buf_view(&out);
}
