/*
 * reflow - a changed paragraph, wrapped as it was
 */
#ifndef COACH_REFLOW_H
#define COACH_REFLOW_H

#include "base/arena.h"

/* The width that a paragraph was wrapped to, its longest line's, in bytes; 0 when it is one line, or most lines were ended where they could have gone on. */
size_t reflow_width(struct str paragraph);

/*
 * `text` filled to lines of at most `width` bytes when the paragraph `was` wrapped, or when the writer wraps elsewhere and the text is longer than that;
 * else as it is. The first line starts at `column`; further lines take the line break and the indentation of `was`.
 */
struct str reflow(struct arena *arena, struct str text, struct str was, size_t column, size_t width);

#endif
