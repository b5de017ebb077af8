#include "out/lines.h"

#include "base/utf8.h"
#include "hownot.h"

enum { TAB_STOP = 8 };

struct lines lines_make(struct arena *arena, struct str text)
{
	size_t *starts = NULL;
	size_t count = 0, capacity = 0;
	*ARENA_PUSH(arena, starts, count, capacity) = 0;
	for (size_t i = 0; i < text.len; i++) {
		bool is_crlf = text.ptr[i] == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n';
		if (text.ptr[i] == '\n' || (text.ptr[i] == '\r' && !is_crlf))
			*ARENA_PUSH(arena, starts, count, capacity) = i + 1;
	}
	return (struct lines){.text = text, .starts = starts, .count = count, .last = {1, 1, 1, 1, 1}};
}

struct str lines_line(const struct lines *lines, size_t number)
{
	size_t start = lines->starts[number - 1];
	size_t end = number < lines->count ? lines->starts[number] : lines->text.len;
	struct str line = str_slice(lines->text, start, end);
	if (line.len && line.ptr[line.len - 1] == '\n')
		line.len--;
	if (number < lines->count && line.len && line.ptr[line.len - 1] == '\r')
		line.len--;
	return line;
}

static size_t line_of(const struct lines *lines, size_t offset)
{
	size_t low = 0, high = lines->count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (lines->starts[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low + 1;
}

static size_t screen_column(struct str text, size_t column)
{
	for (size_t at = 0; at < text.len;) {
		int32_t c = utf8_next(text, &at);
		column += c == '\t' ? TAB_STOP - (column - 1) % TAB_STOP : utf8_width(c);
	}
	return column;
}

struct place lines_at(struct lines *lines, size_t offset)
{
	if (offset > lines->text.len)
		offset = lines->text.len;
	size_t number = line_of(lines, offset);
	size_t start = lines->starts[number - 1];
	struct place place = {number, 1, 1, 1, 1};
	if (lines->last.line == number && lines->last_offset <= offset) {
		place = lines->last;
		start = lines->last_offset;
	}
	/* Within one line; an offset between CR and LF would look like the next line to hownot_position. */
	size_t content_end = lines->starts[number - 1] + lines_line(lines, number).len;
	size_t end = offset < content_end ? offset : content_end;
	if (start < end) {
		struct str text = str_slice(lines->text, start, end);
		struct hownot_position moved = hownot_position(text.ptr, text.len, text.len);
		place.column += moved.column - 1;
		place.byte_column += moved.byte_column - 1;
		place.utf16_column += moved.utf16_column - 1;
		place.screen_column = screen_column(text, place.screen_column);
		start = end;
	}
	place.column += offset - start;
	place.byte_column += offset - start;
	place.utf16_column += offset - start;
	place.screen_column += offset - start;
	lines->last_offset = offset;
	lines->last = place;
	return place;
}
