/*
 * glance - where in a sentence a pattern may match, by a look at its words
 *
 *     struct glance glance = glance_make(arena, image);
 *     glance_take(&glance, sentence);
 *     if (glance_starts(&glance, pattern)) ...
 *
 * A sentence is cut into words once. A set of places is a machine word: bit i is the place before word i, the bit after the last word is the end of the
 * sentence. The nodes of a relaxation (relax.h) are run over it from the back to the front. What a node gave is kept while the sentence
 * is the same, since patterns share their nodes.
 *
 * A sentence of over GLANCE_PLACES - 1 words shares each bit among neighbouring words. To move by a word is then to stay in the bit or to move to the next:
 * less is told apart, nothing is lost. A sentence that is odd (word.h) has every pattern's match at every place.
 */
#ifndef RULES_GLANCE_H
#define RULES_GLANCE_H

#include "base/arena.h"
#include "rules/image.h"

enum { GLANCE_PLACES = 64 };

/* What a choice gave: `to`, from `from`. Valid when the stamp is the glance's. */
struct glance_memo {
	uint32_t stamp;
	bool none; /* it gives nothing, whatever `from` is */
	uint64_t from, to;
};

/* The kinds of words (word.h), as words of the image; UINT32_MAX for one that no pattern needs. */
struct glance_kinds {
	uint32_t with_digit, with_capital, with_capitals, foreign_mark;
};

struct glance_word {
	uint32_t start, end; /* bytes of the sentence */
};

struct glance {
	struct arena *arena;
	const struct image *image;
	uint64_t *where;	   /* by set of the image: the places before its words; of marks, where they stand between words */
	struct glance_memo *memos; /* by choice */
	uint32_t stamp;		   /* of the sentence */
	uint32_t *seen;		   /* the sets that have a word or mark in the sentence, each once */
	size_t seen_count, seen_capacity;
	struct glance_word *spans; /* of the words of the sentence */
	size_t word_count, span_capacity;
	size_t words_per_place;
	uint64_t words, end; /* places before a word; the place at the end */
	struct glance_kinds kinds;
	bool is_odd;
};

/* Everything lives in the arena; the image is borrowed. */
struct glance glance_make(struct arena *arena, const struct image *image);

/* Turns to another sentence. Its bytes are not needed afterwards. */
void glance_take(struct glance *glance, struct str sentence);

/* The places where a match of the branch may begin. It may begin with something that is no word: see begins_with_word. */
uint64_t glance_starts(struct glance *glance, const struct branch *branch);

/* The same of one way of the branch. */
uint64_t glance_way_starts(struct glance *glance, const struct way *way);

/* Sets has_set, which has image.set_count items, for the sets that have a word or mark in the text. */
void glance_note_sets(const struct image *image, struct str text, bool *has_set);

/* False when the pattern cannot match in a text whose sets were noted. */
bool glance_may_match(const struct image *image, const struct pattern *pattern, const bool *has_set);

#endif
