/*
 * require - the words that a sentence must contain for a pattern to match
 *
 * Most patterns cannot match most sentences, and a look at the words tells: `(?:we|i) (?:can't|cannot) renew` needs one of
 * {we, i}, one of {can't, cannot}, and "renew". require_words reads a pattern and derives such clauses (a conjunction of
 * disjunctions, each a set of words as word.h cuts them), erring to the safe side: a clause is given only when every match is certain
 * to satisfy it, whatever stands around it. What it cannot see through (classes, dots, back references, long repeats) it takes for anything.
 *
 * The idea is that of the trigram index of code search (R. Cox, "Regular Expression Matching with a Trigram Index", 2012), with words
 * for trigrams: English sentences share trigrams, hardly words.
 */
#ifndef RULES_REQUIRE_H
#define RULES_REQUIRE_H

#include "base/arena.h"

struct word_set {
	struct str *words; /* in lower case, distinct */
	size_t count;
	double cost; /* how often, roughly, a sentence of a reply has one of them */
};

struct requirement {
	struct word_set *clauses; /* the cheapest (rarest) first; at most REQUIRE_MAX_CLAUSES */
	size_t count;             /* 0: nothing is certain */
};

enum { REQUIRE_MAX_CLAUSES = 4 };

/* pattern is valid PCRE2 without extended mode, verbs and subpattern calls (pack.c refuses those). */
struct requirement require_words(struct arena *arena, struct str pattern);

#endif
