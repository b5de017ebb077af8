/*
 * turn - what the patron wrote, with the persons turned round
 *
 * "Can I keep your atlas?" is said back as "you … our atlas". A note that staff took of a call speaks of the patron as "he" or "she": that is "you",
 * too. Contractions that were typed without their apostrophe get it. English only.
 */
#ifndef COACH_TURN_H
#define COACH_TURN_H

#include "base/arena.h"

/* The clause as the library says it back; `reported` when it is a note that speaks of the patron as he or she, and of the library as we. */
struct str turn_round(struct arena *arena, struct str clause, bool reported);

/* The clause without what only explains or thanks, and without the marks at its end. */
struct str turn_trim(struct str clause);

/* The clause up to the first mark that ends a sentence or a thought: what it explains stays. */
struct str turn_trim_marks(struct str clause);

/* Does s end on a title, an initial or an abbreviation that a name follows: "Messrs.", "P.", "St."? */
bool turn_ends_in_title(struct str s);

/* A few words that point at what was said before: "send me some", "like them". They say nothing when said back. */
bool turn_is_vague(struct str clause);

#endif
