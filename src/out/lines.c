#include "out/lines.h"

#include "base/utf8.h"

enum { TAB_STOP = 8, MARK_BYTES = 1024 };

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

/* Moves `place` past the characters of `text`, which are all of one line. */
static void advance(struct place *place, struct str text)
{
	place->byte_column += text.len;
	for (size_t at = 0; at < text.len;) {
		int32_t c = utf8_next(text, &at);
		place->column++;
		place->utf16_column += c > 0xFFFF ? 2 : 1;
		place->screen_column += c == '\t' ? TAB_STOP - (place->screen_column - 1) % TAB_STOP : utf8_width(c);
	}
}

/* A character is never cut: it would be counted twice. */
static size_t next_mark(struct str line, size_t at)
{
	size_t end = at + MARK_BYTES;
	while (at < end && at < line.len)
		utf8_next(line, &at);
	return at;
}

static void mark_line(struct arena *arena, struct lines *lines, size_t number, size_t *capacity)
{
	struct str line = lines_line(lines, number);
	struct place place = {number, 1, 1, 1, 1};
	struct mark *marks = lines->marks;
	for (size_t at = 0, next; line.len - at > MARK_BYTES; at = next) {
		next = next_mark(line, at);
		advance(&place, str_slice(line, at, next));
		*ARENA_PUSH(arena, marks, lines->mark_count, *capacity) =
		    (struct mark){lines->starts[number - 1] + next, place};
	}
	lines->marks = marks;
}

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
	struct lines lines = {.text = text, .starts = starts, .count = count, .last = {1, 1, 1, 1, 1}};
	size_t mark_capacity = 0;
	for (size_t number = 1; number <= count; number++)
		mark_line(arena, &lines, number, &mark_capacity);
	return lines;
}

/* The last mark on the line `number` at or before `offset`, or NULL. */
static const struct mark *mark_before(const struct lines *lines, size_t number, size_t offset)
{
	size_t low = 0, high = lines->mark_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (lines->marks[middle].offset <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	const struct mark *mark = low ? &lines->marks[low - 1] : NULL;
	return mark && mark->place.line == number ? mark : NULL;
}

struct place lines_at(struct lines *lines, size_t offset)
{
	if (offset > lines->text.len)
		offset = lines->text.len;
	size_t number = line_of(lines, offset);
	size_t start = lines->starts[number - 1];
	/* Within one line; an offset between CR and LF would look like the next line to hownot_position. */
	size_t content_end = start + lines_line(lines, number).len;
	struct place place = {number, 1, 1, 1, 1};
	const struct mark *mark = mark_before(lines, number, offset);
	if (mark) {
		place = mark->place;
		start = mark->offset;
	}
	if (lines->last.line == number && lines->last_offset <= offset && lines->last_offset >= start) {
		place = lines->last;
		start = lines->last_offset;
	}
	size_t end = offset < content_end ? offset : content_end;
	if (start < end) {
		advance(&place, str_slice(lines->text, start, end));
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
