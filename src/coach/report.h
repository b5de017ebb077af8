/*
 * report - what somebody wrote down of a call, said back to the caller
 *
 * "Caller asked if her hold could be moved" gives "Thank you for asking whether your hold could be moved." The note
 * speaks of the patron as he or she, and of the library as we. English only.
 */
#ifndef COACH_REPORT_H
#define COACH_REPORT_H

#include "base/arena.h"

/* A sentence in normal form; a sentence of the arena, or empty. In `whole`, all that was written, nobody says "I". */
struct str report_retell(struct arena *arena, struct str sentence, struct str whole);

#endif
