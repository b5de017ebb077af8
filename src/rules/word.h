/*
 * word - the words by which sentences and patterns find each other
 *
 * A word is a run of letters and digits, apostrophes inside it included ("can't", "o'clock", "2nd"), in lower case. The
 * index (require.h) and the matcher must cut text alike, so both do it here. The border that rx puts around every pattern agrees
 * with this: "can" is no match inside "can't".
 */
#ifndef RULES_WORD_H
#define RULES_WORD_H

#include "base/str.h"

enum { WORD_BYTES = 64 };

struct word_reader {
	struct str text;
	size_t at;
	/* The last word read, in lower case, cut at WORD_BYTES, and where it stood. */
	char folded[WORD_BYTES];
	struct str word;
	struct span span;
	uint32_t hash; /* str_hash(word) */
};

struct word_reader word_read(struct str text);

/* Moves to the next word; false at the end. */
bool word_next(struct word_reader *reader);

#endif
