/*
 * phrase - words and phrases in raw text, before the normal form
 *
 * Phrases are lower case. A space in one matches any run of white space, a line wrap included, and a hyphen in the text
 * may be missing in the phrase: "this email" finds "This e-mail". Case is ASCII's; letters beyond it must be the same.
 * Tables of phrases are short; each look-up reads the whole table.
 */
#ifndef DRAFT_PHRASE_H
#define DRAFT_PHRASE_H

#include "base/str.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* A byte of a word: letters of any script, as far as UTF-8 lead and tail bytes tell. */
static inline bool is_word_byte(char c)
{
	return is_ascii_alpha(c) || is_ascii_digit(c) || (unsigned char)c >= 0x80;
}

/* The end of `phrase` in s at `at`, or 0. */
size_t phrase_end(struct str s, size_t at, const char *phrase);

/* The end of the longest phrase of the table that s begins with, at a word's end; 0 when there is none. */
size_t phrase_opening(struct str s, const char *const *phrases, size_t count);

/* How many phrases of the table s holds, at a word's beginning. */
size_t phrase_count(struct str s, const char *const *phrases, size_t count);

/* The next word of s at or after *at (apostrophes included), and *at after it; empty at the end. */
struct str phrase_next_word(struct str s, size_t *at);
size_t phrase_word_count(struct str s);
/* Is any word of s in the table? */
bool phrase_has_word(struct str s, const char *const *words, size_t count);

bool phrase_has_digit(struct str s);
bool phrase_has_byte(struct str s, char c);
/* A time of day: digits on both sides of a colon. */
bool phrase_has_time(struct str s);

#endif
