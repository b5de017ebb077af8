#include "out/snippet.h"

#include "base/utf8.h"

#include <stdio.h>

enum { TAB_WIDTH = 4, MOST_LINES = 4, MOST_ROWS = 4, MOST_CONTEXT_BYTES = 600, MOST_SPAN_BYTES = 2400 };

/* One character as it is shown. */
struct cell {
	char bytes[4];
	uint8_t len, width;
	bool is_marked, is_space;
};

/* The stretch of a line that may be shown. */
struct strip {
	struct cell *cells;
	size_t count;
	size_t first_marked, end_marked; /* cells */
	bool is_cut_before, is_cut_after;
};

struct rows {
	struct buf *out;
	const struct look *look;
	const struct snippet *snippet;
	size_t number; /* of the line; 0 once it has been printed */
	size_t room;   /* columns for text */
};

size_t snippet_indent(size_t gutter)
{
	return 2 + gutter + 3;
}

void snippet_gutter(struct buf *out, const struct look *look, size_t gutter, size_t number)
{
	char digits[24];
	int n = number ? snprintf(digits, sizeof digits, "%zu", number) : 0;
	look_begin(out, look, PAINT_BLUE);
	buf_fill(out, ' ', 2 + gutter - (size_t)n);
	buf_str(out, (struct str){digits, (size_t)n});
	buf_char(out, ' ');
	buf_str(out, look_glyph(look, GLYPH_BAR));
	look_end(out, look, PAINT_BLUE);
	buf_char(out, ' ');
}

static struct cell cell_of(const struct rows *rows, struct str line, size_t *at)
{
	size_t start = *at;
	int32_t c = utf8_next(line, at);
	if (c == 0xFFFD && *at == start + 1 && rows->snippet->is_windows_1252)
		c = utf8_of_windows_1252((unsigned char)line.ptr[start]);
	struct cell cell = {.is_space = utf8_is_space(c)};
	if (c == '\t') {
		cell.bytes[0] = ' ';
		cell.len = 1;
		cell.width = TAB_WIDTH;
		return cell;
	}
	char bytes[4];
	struct str raw = {bytes, utf8_put(bytes, c)};
	struct str shown = raw;
	if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
		shown = rows->look->unicode ? STR("\xEF\xBF\xBD") : STR("?");
	for (size_t i = 0; i < shown.len; i++)
		cell.bytes[i] = shown.ptr[i];
	cell.len = (uint8_t)shown.len;
	cell.width = (uint8_t)utf8_str_width(shown);
	return cell;
}

static bool is_continuation(char c)
{
	return ((unsigned char)c & 0xC0U) == 0x80;
}

/* The cells of `line` near `span` (offsets into the line): a line of a megabyte costs no more than a short one. */
static struct strip strip_of(struct arena *arena, const struct rows *rows, struct str line, struct span span)
{
	size_t from = span.start > MOST_CONTEXT_BYTES ? span.start - MOST_CONTEXT_BYTES : 0;
	while (from < span.start && is_continuation(line.ptr[from]))
		from++;
	size_t to = span_len(span) > MOST_SPAN_BYTES ? span.start + MOST_SPAN_BYTES : span.end;
	to = line.len - to > MOST_CONTEXT_BYTES ? to + MOST_CONTEXT_BYTES : line.len;
	struct strip strip = {.cells = arena_alloc(arena, to - from + 1, sizeof *strip.cells)};
	strip.is_cut_before = from > 0;
	strip.is_cut_after = to < line.len;
	strip.first_marked = SIZE_MAX;
	for (size_t at = from; at < to;) {
		size_t start = at;
		struct cell cell = cell_of(rows, line, &at);
		cell.is_marked = start >= span.start && start < span.end;
		if (cell.is_marked) {
			if (strip.first_marked == SIZE_MAX)
				strip.first_marked = strip.count;
			strip.end_marked = strip.count + 1;
		}
		strip.cells[strip.count++] = cell;
	}
	if (strip.first_marked == SIZE_MAX)
		strip.first_marked = strip.end_marked = strip.count;
	return strip;
}

static size_t width_of(const struct strip *strip, size_t first, size_t end)
{
	size_t width = 0;
	for (size_t i = first; i < end; i++)
		width += strip->cells[i].width;
	return width;
}

static void print_text(const struct rows *rows, const struct strip *strip, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		const struct cell *cell = &strip->cells[i];
		if (cell->width == TAB_WIDTH)
			buf_fill(rows->out, ' ', TAB_WIDTH);
		else
			buf_str(rows->out, (struct str){cell->bytes, cell->len});
	}
}

static void print_underline(const struct rows *rows, const struct strip *strip, size_t first, size_t end, size_t indent)
{
	size_t blank = indent, mark_end = end;
	while (first < end && !strip->cells[first].is_marked)
		blank += strip->cells[first++].width;
	while (mark_end > first && !strip->cells[mark_end - 1].is_marked)
		mark_end--;
	size_t width = width_of(strip, first, mark_end);
	if (!width)
		return;
	snippet_gutter(rows->out, rows->look, rows->snippet->gutter, 0);
	buf_fill(rows->out, ' ', blank);
	look_begin(rows->out, rows->look, rows->snippet->paint);
	for (size_t i = 0; i < width; i++)
		buf_str(rows->out, look_glyph(rows->look, rows->snippet->underline));
	look_end(rows->out, rows->look, rows->snippet->paint);
	buf_char(rows->out, '\n');
}

/* One row of cells with its underline. */
static void print_row(struct rows *rows, const struct strip *strip, size_t first, size_t end, bool cut_before,
		      bool cut_after)
{
	struct str cut = look_glyph(rows->look, GLYPH_CUT);
	snippet_gutter(rows->out, rows->look, rows->snippet->gutter, rows->number);
	rows->number = 0;
	if (cut_before)
		look_paint(rows->out, rows->look, PAINT_DIM, cut);
	print_text(rows, strip, first, end);
	if (cut_after)
		look_paint(rows->out, rows->look, PAINT_DIM, cut);
	buf_char(rows->out, '\n');
	print_underline(rows, strip, first, end, cut_before ? utf8_str_width(cut) : 0);
}

/* Widens [*first, *end) by words, left and right in turn, as far as `room` allows. */
static void widen(const struct strip *strip, size_t room, size_t *first, size_t *end)
{
	bool left = true, right = true;
	for (bool turn = true; left || right; turn = !turn) {
		size_t a = *first, b = *end;
		if (turn && left) {
			while (a > 0 && strip->cells[a - 1].is_space)
				a--;
			while (a > 0 && !strip->cells[a - 1].is_space)
				a--;
		} else if (!turn && right) {
			while (b < strip->count && strip->cells[b].is_space)
				b++;
			while (b < strip->count && !strip->cells[b].is_space)
				b++;
		}
		bool fits = width_of(strip, a, b) <= room;
		bool moved = a != *first || b != *end;
		if (fits && moved) {
			*first = a;
			*end = b;
		} else if (turn) {
			left = false;
		} else {
			right = false;
		}
	}
}

/* Where a row that begins at `first` ends: after the last word that fits. */
static size_t row_end(const struct strip *strip, size_t first, size_t room)
{
	size_t end = first, width = 0;
	while (end < strip->count && width + strip->cells[end].width <= room)
		width += strip->cells[end++].width;
	if (end == strip->count || strip->cells[end].is_space)
		return end;
	size_t word = end;
	while (word > first && !strip->cells[word - 1].is_space)
		word--;
	return word > first ? word : end > first ? end : first + 1;
}

static size_t skip_spaces(const struct strip *strip, size_t at, size_t end)
{
	while (at < end && strip->cells[at].is_space)
		at++;
	return at;
}

/* The marked cells are wider than a row: they go over several. */
static void print_rows(struct rows *rows, const struct strip *strip)
{
	size_t first = strip->first_marked;
	bool cut_before = strip->is_cut_before || first > 0;
	size_t cut = utf8_str_width(look_glyph(rows->look, GLYPH_CUT));
	for (int row = 0; row < MOST_ROWS && first < strip->end_marked; row++) {
		size_t end = row_end(strip, first, rows->room - 2 * cut);
		size_t next = skip_spaces(strip, end, strip->count);
		while (end > first + 1 && strip->cells[end - 1].is_space)
			end--;
		bool is_last = row + 1 == MOST_ROWS || next >= strip->end_marked;
		bool cut_after = is_last && (next < strip->count || strip->is_cut_after);
		print_row(rows, strip, first, end, row == 0 && cut_before, cut_after);
		first = next;
	}
}

static void print_line(struct arena *arena, struct rows *rows, struct str line, struct span span)
{
	struct strip strip = strip_of(arena, rows, line, span);
	bool is_whole = !strip.is_cut_before && !strip.is_cut_after;
	if (is_whole && width_of(&strip, 0, strip.count) <= rows->room) {
		print_row(rows, &strip, 0, strip.count, false, false);
		return;
	}
	size_t cut = utf8_str_width(look_glyph(rows->look, GLYPH_CUT));
	size_t room = rows->room > 2 * cut + 10 ? rows->room - 2 * cut : 10;
	if (width_of(&strip, strip.first_marked, strip.end_marked) > room) {
		print_rows(rows, &strip);
		return;
	}
	size_t first = strip.first_marked, end = strip.end_marked;
	widen(&strip, room, &first, &end);
	first = skip_spaces(&strip, first, strip.first_marked);
	print_row(rows, &strip, first, end, strip.is_cut_before || first > 0, strip.is_cut_after || end < strip.count);
}

void snippet_print(struct arena *arena, struct buf *out, const struct look *look, struct lines *lines,
		   const struct snippet *snippet)
{
	size_t first = lines_at(lines, snippet->span.start).line;
	size_t last =
	    lines_at(lines, snippet->span.end > snippet->span.start ? snippet->span.end - 1 : snippet->span.end).line;
	size_t indent = snippet_indent(snippet->gutter);
	struct rows rows = {.out = out,
			    .look = look,
			    .snippet = snippet,
			    .room = look->width > indent + 24 ? look->width - indent : 24};
	for (size_t number = first; number <= last; number++) {
		if (number == first + MOST_LINES) {
			snippet_gutter(out, look, snippet->gutter, 0);
			look_paint(out, look, PAINT_DIM, look_glyph(look, GLYPH_CUT));
			buf_char(out, '\n');
			return;
		}
		struct str line = lines_line(lines, number);
		size_t start = lines->starts[number - 1];
		struct span in_line = {snippet->span.start > start ? snippet->span.start - start : 0,
				       snippet->span.end - start};
		if (in_line.end > line.len)
			in_line.end = line.len;
		if (in_line.start > in_line.end)
			in_line.start = in_line.end;
		rows.number = number;
		print_line(arena, &rows, line, in_line);
	}
}
