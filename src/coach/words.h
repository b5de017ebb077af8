/*
 * words - a sentence of the patron's cut into words, to be looked up one by one
 *
 *     struct words w = words_cut(STR("Hi, is my hold ready?"));
 *     size_t i = words_lead(&w);                                 1: behind the greeting
 *     if (words_in(&w, i, WORDS_FORMS_OF_BE)) ...                "is"
 *
 * Words past the end are empty, and in no list. English only.
 */
#ifndef COACH_WORDS_H
#define COACH_WORDS_H

#include "coach/lexicon.h"

enum { WORDS_MOST = 40 };

/* Marks stay with their words; what comes behind WORDS_MOST words is left out. */
struct words {
	struct str text;
	struct span items[WORDS_MOST];
	size_t count;
};

struct words words_cut(struct str s);

/* Word i, without the marks at its end. */
struct str words_at(const struct words *w, size_t i);

/* Words from..to of the sentence, as they stand. */
struct str words_between(const struct words *w, size_t from, size_t to);

/* Is word i in the list? */
bool words_in(const struct words *w, size_t i, enum word_list list);

/* Is it this one, in any case? */
bool words_is(const struct words *w, size_t i, const char *word);

/* The first word that belongs to a clause: greetings and the like are passed over. */
size_t words_lead(const struct words *w);

/* How many words ask at i: "why", "what time", "how many copies". */
size_t words_asking(const struct words *w, size_t i);

/* Does it state something: is there a verb that has a subject? */
bool words_state(const struct words *w);

/* Where a word of s begins with a text of the list, in any case; the end of s when none does. */
size_t words_find(struct str s, enum word_list list);

#endif
