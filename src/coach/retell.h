/*
 * retell - a question or a trouble of the patron, said back as part of a sentence
 *
 * "Why can't our choir rehearse in the hall?" gives "Thank you for asking why your choir can't rehearse in the hall."; "My card was declined" gives
 * "I'm sorry to hear that your card was declined."; a note of a call, "Caller asked if her hold could be moved", gives "Thank you for asking whether
 * your hold could be moved." What cannot be turned safely is left to others. English only.
 */
#ifndef COACH_RETELL_H
#define COACH_RETELL_H

#include "base/arena.h"

/* Each takes a sentence in normal form, and gives a sentence of the arena, NUL-terminated, or an empty str. */

/* A question that has to be turned round: aux and subject change places. */
struct str retell_question(struct arena *arena, struct str sentence);

/* What somebody wrote down of a call: "Patron rang to ask whether …". In `whole`, all that was written, nobody says "I". */
struct str retell_report(struct arena *arena, struct str sentence, struct str whole);

/* What is offered to the library, when `whole`, all that was written, tells that it is a gift. */
struct str retell_gift(struct arena *arena, struct str sentence, struct str whole);

/* A statement: a trouble, or only news. */
struct str retell_statement(struct arena *arena, struct str sentence);

#endif
