/*
 * glance - where in a sentence a pattern may match, by a look at its words
 *
 *     struct glance glance = glance_make(arena, image);
 *     glance_take(&glance, sentence);
 *     if (glance_starts(&glance, branch)) ...
 *
 * A sentence is cut into words once. A set of places is a machine word: bit i is the place before word i, the bit after the last word is the end of the
 * sentence. Where the words of a set stand is such a set of places, so that "a word of this set, then one of that" is a shift and an and (the idea of bit-parallel
 * matching: G. Navarro & M. Raffinot, "Flexible Pattern Matching in Strings", 2002).
 *
 * A sentence of over GLANCE_PLACES - 1 words shares each bit among neighbouring words. To move by a word is then to stay in the bit or to move to the next:
 * less is told apart, nothing is lost. In a sentence that is odd (word.h), whatever has the words that it needs may match at every place.
 */
#ifndef RULES_GLANCE_H
#define RULES_GLANCE_H

#include "base/arena.h"
#include "rules/image.h"

enum { GLANCE_PLACES = 64 };

/* The kinds of words (word.h), as words of the image; UINT32_MAX for one that no pattern needs. */
struct glance_kinds {
	uint32_t with_digit, with_capital, with_capitals, foreign_mark;
};

struct glance_word {
	uint32_t start, end; /* bytes of the sentence */
};

/* A word or mark of the image that stands in the sentence. */
struct glance_note {
	uint32_t number, word; /* in the image; in the sentence, which the mark stands before */
};

struct glance {
	struct arena *arena;
	const struct image *image;
	/*
	 * The sentence as it meets sets: of common words, those that call for nothing are told by the words alone (image.common). By set, from `stamp` on: the
	 * place before its only word (of marks, where they stand), or GLANCE_PLACES and which of `several`. What is below is of a sentence before.
	 */
	uint32_t *where;
	uint32_t stamp;
	uint64_t *several; /* places of a set that has more than one */
	size_t several_count, several_capacity;
	uint32_t *calling; /* the sets met that call for ways, each once */
	size_t calling_count, calling_capacity;
	uint32_t *ways; /* that they call for, and those that are always called for: each that has the other set, too, that it asks for first */
	size_t way_count, way_capacity;
	struct common_words common; /* that the sentence has */
	uint64_t where_common[IMAGE_COMMON]; /* the places before each of them */
	struct glance_note *notes;
	size_t note_count, note_capacity;
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
uint64_t glance_starts(const struct glance *glance, const struct branch *branch);

/* Lists the ways that the sentence calls for. */
void glance_call(struct glance *glance);

/* The places where a match of such a way may begin. */
uint64_t glance_way_starts(const struct glance *glance, const struct way *way);

/* Counts the words, marks and kinds of words of a text: counts[number of the word in the image]. */
void glance_count_words(const struct image *image, struct str text, uint32_t *counts);

/* What of the sets of an image texts have. */
struct glance_sets {
	const struct image *image;
	bool *has; /* by set: a word or mark that is not common */
	struct common_words common;
};

struct glance_sets glance_sets_make(struct arena *arena, const struct image *image);

/* Adds the words and marks of a text. */
void glance_note_sets(struct glance_sets *sets, struct str text);

/* False when the pattern cannot match in a text whose sets were noted. */
bool glance_may_match(const struct glance_sets *sets, const struct pattern *pattern);

#endif
