/*
 * voice - our sentences in the writer's person and spelling
 *
 * The templates say "I" and spell as Americans do. A draft that speaks as "we" throughout gets "we"; English only.
 */
#ifndef COACH_VOICE_H
#define COACH_VOICE_H

#include "base/arena.h"

/* s with "we" for "I" when the draft says "we" and never "I"; {slots} are left alone. The arena's, or s. */
struct str voice_person(struct arena *arena, struct str s, struct str draft);

/* s in British spelling; {slots} are left alone. */
struct str voice_british(struct arena *arena, struct str s);

#endif
