/*
 * walk - takes the steps of a plan over a text
 *
 *     struct walk_text text = { 0 };
 *     walk_read(&text, arena, sentence);
 *     if (walk_at(image, image->branches[b].plan, &text, at, &match) == WALK_MATCH) ...
 *
 * It finds what PCRE2 finds, the same alternative first, by going back where a way ends: a step that can be taken in several ways calls the
 * walker for each with what is to come after it, a list on the stack (a continuation). A walk that gets too long or too deep is given up as unsure, and PCRE2,
 * which has limits of its own, decides.
 */
#ifndef RULES_WALK_H
#define RULES_WALK_H

#include "base/arena.h"
#include "rules/image.h"
#include "rules/rx.h"

/* A text made ready; it is kept, and read into again, for one text after the other. Zero at first. */
struct walk_text {
	char *bytes;  /* the text */
	char *folded; /* in lower case, as long */
	unsigned char *marks; /* by byte, and the end: its kind (plan_kind), and what stands there */
	size_t len, capacity;
	size_t spaces;
	bool is_plain; /* others are not for walking (plan.h) */
	bool has_high; /* characters from PLAN_HIGH on */
	bool is_ascii;
};

/* What is asked of a place in a text again and again, in a byte with the kind of its character. */
enum {
	MARK_KIND = 31,
	MARK_WORD = 32, /* \w stands there */
	/* The borders that agree with word.h. */
	MARK_WORD_MAY_BEGIN = 64, /* (?<!\w)(?<!\w'): no pattern matches but from there on */
	MARK_WORD_MAY_END = 128	  /* (?!'?\w) */
};

/* Copies the text, into buffers of the arena, unless it is the one that was read last. */
void walk_read(struct walk_text *to, struct arena *arena, struct str text);

enum walk_outcome { WALK_NO_MATCH, WALK_MATCH, WALK_UNSURE };

/*
 * A match that begins at `at`, of a plan that is not PLAN_NONE over a text that is plain; unsure where the plan is narrow and the text has high
 * characters. out may be NULL; names point into the image.
 */
enum walk_outcome walk_at(const struct image *image, uint32_t plan, const struct walk_text *text, size_t at, struct rx_match *out);

/* The first match that begins at `from` or after; not for a guard, which may begin where no word does. */
enum walk_outcome walk_find(const struct image *image, uint32_t plan, const struct walk_text *text, size_t from, struct rx_match *out);

#endif
