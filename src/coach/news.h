/*
 * news - what the patron tells, said back: a trouble, a wish, a gift, or only how things are
 *
 * "My card was declined" gives "I'm sorry to hear that your card was declined."; "My exam is on Friday", "I understand
 * that your exam is on Friday." English only.
 */
#ifndef COACH_NEWS_H
#define COACH_NEWS_H

#include "base/arena.h"

/* Each but the first takes a sentence in normal form, and gives a sentence of the arena, NUL-terminated, or an empty str. */

/* Does all that was written tell that something is offered to the library? */
bool news_is_gift(struct str whole);

/* What is offered, where it is a gift. */
struct str news_gift(struct arena *arena, struct str sentence);

/* A statement that tells a trouble, or a wish. */
struct str news_trouble(struct arena *arena, struct str sentence);

/* Any statement. */
struct str news_statement(struct arena *arena, struct str sentence);

/* A clause that states something, behind words that suit it; `reported` when it stands in a note that somebody took of
 * a call. */
struct str news_told(struct arena *arena, struct str clause, bool reported);

/* What the patron did, "I left my scarf on the bus", so that what is asked about it makes sense; empty when s tells nothing of the kind. */
struct str news_deed(struct arena *arena, struct str sentence);

#endif
