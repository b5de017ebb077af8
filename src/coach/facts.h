/*
 * facts - what a rewrite may not lose
 *
 * Numbers, amounts, dates, times, links, addresses, quoted titles and names in a run of text. Found by their shape alone, so that
 * it works for any subject: digits with what belongs to them, months and weekdays, quotation marks, capitals inside a sentence.
 */
#ifndef COACH_FACTS_H
#define COACH_FACTS_H

#include "base/arena.h"

enum fact_kind {
	FACT_NUMBER, /* "4.2" in "section 4.2": nothing tells what it counts */
	FACT_AMOUNT, /* "$58" */
	FACT_DATE,   /* days, months, times, years */
	FACT_PAST,   /* the same, of what is over: "was posted on 3 May", "since 1998" */
	FACT_LONE_DATE, /* a weekday, a month or a year that stands for itself: "in August", "a Wednesday" */
	FACT_LINK,   /* web and mail addresses, telephone numbers */
	FACT_TITLE,  /* "The Bell Jar", with its quotation marks */
	FACT_NAME    /* capitalised words inside a sentence */
};

struct fact {
	struct span span; /* in the text that was searched */
	enum fact_kind kind;
};

struct facts {
	struct fact *items; /* in order; they do not overlap */
	size_t count;
};

struct facts facts_find(struct arena *arena, struct str text);

/* Does the number stand behind the word for a place, "box 9" or "Room 4", in the text that was searched? */
bool fact_names_place(struct str text, const struct fact *fact);

/*
 * May this never go, not even with a clause that blames? Amounts, dates to come, links, titles and names may not; a bare number, a date of what is over and a
 * lone one may.
 */
bool fact_is_needed(const struct fact *fact);

/* Where the fact next stands in the text from a byte on, as a whole and not within a longer number or word; text.len when it does not. */
size_t fact_next(struct str text, struct str fact, size_t from);

/* Which facts are missed: all of them, only those that are needed, or all of them as often as they are said. */
enum facts_missed { FACTS_ALL, FACTS_NEEDED, FACTS_EACH_TIME };

/* The facts of `from` that are not in `to`. */
struct facts facts_missing(struct arena *arena, struct str from, struct str to, enum facts_missed missed);

/*
 * The needed facts as a phrase each, with the small words that belong to them: "by 3 May", "Level 2"; joined by "; ". `amount` is put in front of an amount that has
 * no such word: "the amount is ".
 */
struct str facts_list(struct arena *arena, struct str text, const struct facts *facts, struct str amount);

#endif
