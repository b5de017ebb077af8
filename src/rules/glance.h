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
 * less is told apart, nothing is lost. A sentence that is odd (word.h), or that meets over GLANCE_MOST sets, has every pattern's match at every place.
 */
#ifndef RULES_GLANCE_H
#define RULES_GLANCE_H

#include "base/arena.h"
#include "rules/image.h"

enum { GLANCE_PLACES = 64, GLANCE_MOST = UINT16_MAX };

/* What a choice gave in the sentence: `to`, from `from`. */
struct glance_memo {
	uint32_t choice;
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
	/*
	 * An image has tens of thousands of sets and choices, a sentence meets some hundreds of them: those stand close together, and the tables that find
	 * them by number are small.
	 */
	uint16_t *place_of_set; /* by set of the image: in `where` */
	uint64_t *where;	/* the places before the words of a set; of marks, where they stand between words. Item 0: none */
	uint32_t *seen;		/* the set of each item of `where` */
	size_t seen_count;	/* item 0 included */
	uint16_t *place_of_choice; /* by choice: in memos, where that is of this choice */
	struct glance_memo *memos;
	size_t memo_count, memo_capacity;
	struct glance_word *spans; /* of the words of the sentence */
	size_t word_count, span_capacity;
	size_t words_per_place;
	uint64_t words, end; /* places before a word; the place at the end */
	struct glance_kinds kinds;
	bool is_odd;
};

/* The sets that have a word or mark in the sentence, each once. */
static inline struct range glance_seen(const struct glance *glance)
{
	return (struct range){ 1, (uint32_t)glance->seen_count - 1 };
}

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
