/*
 * diff - which lines of a draft a rewrite changed
 *
 * The shortest edit script of two texts by lines (Myers 1986), as changes: runs of lines of `a` that runs of lines
 * of `b` replace. Texts that differ in more than a thousand or so places are shown as one change.
 *
 *     struct diff diff = diff_make(arena, before, after);
 *     diff_print(&out, &look, &diff, "draft.txt");
 */
#ifndef OUT_DIFF_H
#define OUT_DIFF_H

#include "out/look.h"

/* A text cut after each line feed; lines[i] keeps its ending. */
struct diff_text {
	struct str text;
	const struct str *lines;
	size_t count;
};

/* Lines [a_start, a_end) become lines [b_start, b_end); from 0. */
struct diff_change {
	size_t a_start, a_end, b_start, b_end;
};

struct diff {
	struct diff_text a, b;
	const struct diff_change *changes; /* in order; between two there is at least one common line */
	size_t count;
};

/* Everything lives in the arena and borrows both texts. */
struct diff diff_make(struct arena *arena, struct str a, struct str b);

/* A unified diff with three lines of context, named `name` on both sides; nothing when the texts are equal. */
void diff_print(struct buf *out, const struct look *look, const struct diff *diff, const char *name);

/* One change with its context, as diff_print shows it but without the @@ line. */
void diff_print_change(struct buf *out, const struct look *look, const struct diff *diff, size_t change);

/* `a` with the chosen changes made; replacements[i], where it is not NULL, stands for the new lines of change i. */
struct str diff_apply(struct arena *arena, const struct diff *diff, const bool *chosen, const struct str *replacements);

#endif
