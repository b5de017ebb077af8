/*
 * html - the coach's answer as a page to look at
 *
 * One page that is whole in itself: no script, no network. Each draft is an article: the draft as written with the words
 * that shut the door underlined (the why opens where they are pointed at or focused), beside it the reply said again
 * with what changed marked, the method's checklist, the findings in full, the verdict.
 *
 *     html_print_start(arena, &out, "draft.txt", 1);
 *     html_print(arena, &out, &reply, 1);
 *     html_print_end(&out);
 */
#ifndef OUT_HTML_H
#define OUT_HTML_H

#include "base/buf.h"
#include "out/reply.h"

/* The page's beginning; `name` is the draft's when there is one only. */
void html_print_start(struct arena *arena, struct buf *out, const char *name, size_t drafts, bool is_redacted);

/* An article. number, from 1, is another for each draft of a page. The result comes from hownot_rewrite, or the reply
 * said again is left away. Of a redacted reply the draft is left away, and what quotes it. */
void html_print(struct arena *arena, struct buf *out, const struct reply *reply, size_t number);

void html_print_end(struct buf *out, bool is_redacted);

#endif
