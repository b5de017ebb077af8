/*
 * snippet - the draft's lines with the words in question underlined
 *
 *       3 │ I'm sorry, we do not allow reference books to be checked out of the library.
 *         │            ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
 *
 * Widths are terminal cells, so the underline fits under é, 日本語 and emoji. A line that is longer than the terminal
 * is shown in part, around the underlined words and cut at spaces; a span over many lines shows its first ones.
 */
#ifndef OUT_SNIPPET_H
#define OUT_SNIPPET_H

#include "out/lines.h"
#include "out/look.h"

struct snippet {
	struct span span;
	enum glyph underline;
	enum paint paint; /* of the underline */
	bool is_windows_1252;
	size_t gutter; /* digits of the widest line number */
};

/* Columns that stand before the text of a snippet's lines. */
size_t snippet_indent(size_t gutter);

/* The gutter of a line without number, up to and with the bar and the space after it. */
void snippet_gutter(struct buf *out, const struct look *look, size_t gutter, size_t number);

void snippet_print(struct arena *arena, struct buf *out, const struct look *look, struct lines *lines,
		   const struct snippet *snippet);

#endif
