/*
 * inflect - verbs and articles at the seams of a rewrite
 *
 * A capture seldom has the form that the new sentence needs: "renewing your loan" after "to", "a hour". English only.
 */
#ifndef COACH_INFLECT_H
#define COACH_INFLECT_H

#include "base/arena.h"

/* The base form of a verb: "renewing", "renewed", "renews" and "renew" give "renew"; unknown shapes come back as they are. */
struct str inflect_base(struct arena *arena, struct str verb);

/* The -ing form of a base form: "scan" gives "scanning", "make" "making". */
struct str inflect_gerund(struct arena *arena, struct str base);

/* "a" or "an", by the sound with which the next word most likely begins ("an hour", "a user", "an ILL"). */
struct str inflect_article(struct str next_word);

/* s with its first letter in upper or lower case; "I" and words in capitals keep theirs. */
struct str inflect_upper_first(struct arena *arena, struct str s);
struct str inflect_lower_first(struct arena *arena, struct str s);

#endif
