/*
 * look - how text for people is set on a terminal: colour, glyphs, width
 *
 * The same layout with and without colour and in plain ASCII, so that a report reads the same in a terminal, a pipe and
 * a mail. Text that came from a draft or a pack goes through look_text, which keeps control characters and bidi
 * overrides away from the terminal.
 */
#ifndef OUT_LOOK_H
#define OUT_LOOK_H

#include "base/buf.h"

struct look {
	bool colour;
	bool unicode; /* glyphs beyond ASCII may be used */
	size_t width; /* columns of a line */
};

enum paint {
	PAINT_NONE,
	PAINT_BOLD,
	PAINT_DIM,
	PAINT_RED,
	PAINT_YELLOW,
	PAINT_GREEN,
	PAINT_BLUE,
	PAINT_BOLD_RED,
	PAINT_BOLD_YELLOW,
	PAINT_BOLD_GREEN
};

enum glyph {
	GLYPH_YES,
	GLYPH_NO,
	GLYPH_NEITHER,
	GLYPH_BAR,    /* between the gutter and the text */
	GLYPH_STRONG, /* underlines */
	GLYPH_WEAK,
	GLYPH_FULL, /* of the score's bar */
	GLYPH_EMPTY,
	GLYPH_CUT,  /* text left out */
	GLYPH_DOT,  /* between facts on a line */
	GLYPH_OPEN, /* quotation marks */
	GLYPH_CLOSE,
	GLYPHS
};

struct str look_glyph(const struct look *look, enum glyph glyph);

/* Starts and ends a colour; without effect when colour is off. */
void look_begin(struct buf *out, const struct look *look, enum paint paint);
void look_end(struct buf *out, const struct look *look, enum paint paint);

/* s as it is, painted. */
void look_paint(struct buf *out, const struct look *look, enum paint paint, struct str s);

/* s with what a terminal must not be sent replaced: control characters, bidi controls, malformed bytes. White space is
 * kept. */
struct str look_text(struct arena *arena, const struct look *look, struct str s);

/*
 * Sets a paragraph: words wrapped at the width, line feeds kept, the first line beginning at column `at` (from 0,
 * already written), the others at `indent`. No newline at the end. s must have gone through look_text.
 */
void look_wrap(struct buf *out, const struct look *look, enum paint paint, size_t at, size_t indent, struct str s);

#endif
