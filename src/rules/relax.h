/*
 * relax - what the words of a sentence say about a pattern before it is run
 *
 * Most patterns cannot match most sentences, and the words tell. `(?:we|i) (?:can't|cannot) renew (?:it|them)` wants one word of {we, i}, then
 * one of {can't, cannot}, then "renew", then one of {it, them}. relax_pattern reads a pattern and derives such an expression
 * over whole words, its *relaxation*: every match of the pattern is one of the relaxation, not the other way round.
 *
 *     node      stands for
 *     WORDS     one word of a set
 *     ANY       one word
 *     SEQUENCE  one node after the other
 *     CHOICE    one of the nodes
 *     OPTION    the node or nothing
 *     GAP       anything, nothing included
 *     START     nothing, at the start of a sentence
 *     END       nothing, at its end
 *     MARKS     between words, a mark of a set
 *     NOTHING   nothing
 *
 * Beside words there are stems ("complain*": any word that begins so), kinds of words (with a digit, with capitals) and marks ("?"); all have names
 * among the words of the image (word.h).
 *
 * Of a relaxation a few facts are kept (need.h): sets of words that no match can do without, and how matches begin. The idea to filter by what must occur is
 * that of the trigram index of code search (R. Cox, "Regular Expression Matching with a Trigram Index", 2012), with words for trigrams: English
 * sentences share trigrams, hardly words.
 */
#ifndef RULES_RELAX_H
#define RULES_RELAX_H

#include "rules/nodes.h"

struct relaxation {
	uint32_t root;
	bool begins_with_word; /* every match begins where a word begins */
};

/* pattern is valid PCRE2 without extended mode, verbs and subpattern calls (pack.c refuses those). */
struct relaxation relax_pattern(struct nodes *nodes, struct str pattern);

#endif
