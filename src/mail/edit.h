/*
 * edit - what changed between two texts: words, and of a word no more than its changed letters
 */
#ifndef MAIL_EDIT_H
#define MAIL_EDIT_H

#include "base/arena.h"

/* Put `text` in place of `at` of the old text. */
struct edit {
	struct span at;
	struct str text;
};

struct edits {
	struct edit *items;
	size_t count, capacity;
};

/* In order, apart from each other. Texts that differ in very many words may come as one edit. */
struct edits edit_find(struct arena *arena, struct str before, struct str after);

#endif
