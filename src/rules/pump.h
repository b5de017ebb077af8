/*
 * pump - what a pattern costs on the worst sentence that can be made of itself
 *
 * A pattern that fails slowly does so on sentences that begin as it does, say what comes after its gaps again and again, and never end as it does. Such
 * sentences are built from the pattern's own words (relax.h) and tried. What is counted are PCRE2's steps, against which its match limit is set, so a pattern
 * costs the same on every machine, however busy; how many steps a sentence takes is found by bisection of the limit.
 *
 *     struct pump pump = pump_pattern(&arena, room, pattern);
 *     if (pump.steps > RX_MATCH_LIMIT) ...
 *
 * Sentences that blow up regular expressions by repeating what they repeat: J. Kirrage, A. Rathnayake & H. Thielecke, "Static Analysis for Regular Expression
 * Denial-of-Service Attacks", 2013 (prefix, pumpable part, failing suffix).
 */
#ifndef RULES_PUMP_H
#define RULES_PUMP_H

#include "base/arena.h"
#include "rules/rx.h"

/* The length of the sentences: four lines of a mail without a full stop. The steps above which nobody counts any more. */
enum { PUMP_BYTES = 300, PUMP_MOST_STEPS = 1000000 };

struct pump {
	uint32_t steps;	     /* of the worst sentence that was found, when they are more than RX_MATCH_LIMIT; else 0 */
	struct str sentence; /* that one; in the arena */
};

/* pattern is valid, with its vocabulary in place. */
struct pump pump_pattern(struct arena *arena, struct rx_room *room, struct str pattern);

#endif
