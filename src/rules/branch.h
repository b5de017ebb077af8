/*
 * branch - a pattern cut into the alternatives that it is made of
 *
 * Rules are long lists of alternatives, of which the words of a sentence leave one or two. PCRE2 tries the alternatives of a pattern one after the other and
 * takes the first that matches, so running those that are left one after the other, in the same order, gives the same match, faster. What a branch forbids
 * ahead is its *guard*: many begin with the same look ahead over the rest of the sentence, which need only be asked where the branch itself matches.
 *
 *     (?!.*\bbut\b)we can't|no way      guard ".*\bbut\b" of "we can't"; "no way"
 */
#ifndef RULES_BRANCH_H
#define RULES_BRANCH_H

#include "base/arena.h"

struct branch_text {
	struct str text;
	struct str guard; /* what must not follow where the branch begins; empty: none */
};

/*
 * The branches of a valid pattern (see hasten.h), slices of it, in the arena. A pattern whose alternatives have to do with each other, by back
 * references or by a flag that is set in passing, is one branch.
 */
struct branch_texts {
	struct branch_text *items;
	size_t count, capacity;
};
struct branch_texts branch_split(struct arena *arena, struct str pattern);

#endif
