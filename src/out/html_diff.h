/*
 * html_diff - a reply with the words marked that a rewrite changed
 *
 * Words are compared, not lines, so that a wrapped paragraph with one sentence said again shows that sentence.
 */
#ifndef OUT_HTML_DIFF_H
#define OUT_HTML_DIFF_H

#include "base/buf.h"

/* `after` as HTML: new words in <ins>, words of `before` that went in <del>. False when nothing changed. */
bool html_diff(struct arena *arena, struct buf *out, struct str before, struct str after);

#endif
