/*
 * lines - byte offsets as lines and columns, for people and editors
 *
 * The renderers ask for many positions of one draft, mostly in rising order. lines_make finds the line starts
 * once, and marks long lines every kilobyte; lines_at counts on from the last position it gave or from a mark, so the cost
 * does not grow with the length of the line. Columns are those of hownot_position, and the screen's.
 *
 *     struct lines lines = lines_make(arena, draft);
 *     struct place place = lines_at(&lines, finding->span.start);
 */
#ifndef OUT_LINES_H
#define OUT_LINES_H

#include "base/arena.h"

struct place {
	size_t line;          /* from 1 */
	size_t column;        /* from 1, Unicode characters */
	size_t byte_column;   /* from 1, bytes */
	size_t utf16_column;  /* from 1, UTF-16 code units */
	size_t screen_column; /* from 1, terminal cells; tab stops are eight apart */
};

/* A place inside a long line, to count on from. */
struct mark {
	size_t offset;
	struct place place;
};

struct lines {
	struct str text;
	const size_t *starts; /* byte offsets where lines begin; at least one */
	size_t count;
	struct mark *marks; /* by offset */
	size_t mark_count;
	size_t last_offset; /* the last answer, to count on from */
	struct place last;
};

/* Lines end in LF, CRLF or CR. */
struct lines lines_make(struct arena *arena, struct str text);

/* Where `offset` (clipped to the text) stands. */
struct place lines_at(struct lines *lines, size_t offset);

/* A line's bytes without its ending; number from 1 to count. */
struct str lines_line(const struct lines *lines, size_t number);

#endif
