/*
 * word - the words by which sentences and patterns find each other
 *
 * A word is a run of letters, digits and underscores, single apostrophes inside it included ("can't", "o'clock", "2nd"), in lower case.
 * Patterns (relax.h) and sentences (glance.h) must be cut alike, so both are cut here. The border that rx puts around every pattern agrees
 * with this: "can" is no match inside "can't".
 *
 * What PCRE2 takes for a part of a word differs from release to release for combining marks and the rarer connectors. A text that has one of those, or two
 * apostrophes between letters, is called odd, and its words say nothing about where patterns match. Cut finely, though, it has every word that any release
 * may find in it.
 */
#ifndef RULES_WORD_H
#define RULES_WORD_H

#include "base/str.h"

enum { WORD_BYTES = 64, WORD_LEAST_STEM_BYTES = 2, WORD_LEAST_TAIL_BYTES = 2, WORD_MOST_TAIL_BYTES = 8 };

/*
 * What an image has beside words, by the shape of its name. No word has such a name.
 *
 *     complain*   a stem: every word that begins so
 *     t'n$        a tail, read backwards, ASCII alone: every word that ends so ("don't")
 *     not^        the word with two capitals or more in it
 *     *0 *A *AA   every word with a digit, with a capital, with two; a character that is not ASCII counts as any of them
 *     ?           a mark between words
 *     *~          every mark that is not ASCII
 */
#define WORD_STEM_MARK '*'
#define WORD_TAIL_MARK '$'
#define WORD_CAPITALS_MARK '^'
#define WORD_WITH_DIGIT "*0"
#define WORD_WITH_CAPITAL "*A"
#define WORD_WITH_CAPITALS "*AA"
#define WORD_FOREIGN_MARK "*~"

struct word_reader {
	struct str text;
	size_t at;
	/* The last word read, in lower case, cut at WORD_BYTES, and where it stood. */
	char folded[WORD_BYTES];
	struct str word;
	struct span span;
	uint32_t hash; /* str_hash(word) */
	bool is_odd;   /* so far */
	bool is_fine;  /* cut finely: combining marks and connectors stand between words */
};

struct word_reader word_read(struct str text);

/* Moves to the next word; false at the end. */
bool word_next(struct word_reader *reader);

/* The end of the last word read, in lower case, of a word that was cut, too: as much as there is room for in `tail`, or more. */
struct str word_tail(const struct word_reader *reader, struct word_reader *tail);

#endif
