/*
 * voice - our sentences in the writer's person and spelling
 *
 * The templates say "I" and spell as Americans do. A draft that speaks as "we" throughout gets "we"; English only.
 */
#ifndef COACH_VOICE_H
#define COACH_VOICE_H

#include "base/arena.h"

/* Does the draft speak as "we", and never as "I"? Reads all of it: who asks for each sentence keeps the answer. */
bool voice_says_we(struct str draft);

/* Does the writer contract verbs: "can't", "we're"? */
bool voice_contracts(struct str draft);

/* s with "we" for "I"; {slots} are left alone. The arena's. */
struct str voice_as_we(struct arena *arena, struct str s);

/* s with "we" for "I" when the draft says "we" and never "I"; {slots} are left alone. The arena's, or s. */
struct str voice_person(struct arena *arena, struct str s, struct str draft);

/* s with small letters where its sentences begin, but for "I" and names. The arena's. */
struct str voice_small(struct arena *arena, struct str s);

/* s in British spelling; {slots} are left alone. */
struct str voice_british(struct arena *arena, struct str s);

#endif
