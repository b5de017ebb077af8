/*
 * examples - the examples of rules, signals and topics, run as their tests
 *
 * Every `match` example must be matched by its own rule or topic (exceptions counted), no `pass` example may be. An example is taken through the
 * same normal form, sentences and matcher as a draft.
 */
#ifndef RULES_EXAMPLES_H
#define RULES_EXAMPLES_H

#include "rules/match.h"

enum example_fault { EXAMPLE_MISSED, EXAMPLE_ALARM };

/* The lists of a pack, and where in its JSON something in them stands: "/rules/3" (RFC 6901). `number` counts through the image. */
enum item_list { LIST_RULES, LIST_SIGNALS, LIST_MOVES, LIST_TOPICS, LIST_SCENARIOS, ITEM_LISTS };
struct str item_pointer(struct arena *arena, const struct image *image, enum item_list list, uint32_t number);

/* One example that failed. */
struct example_failure {
	struct str id; /* of the rule, signal or topic */
	struct str pointer; /* of the example */
	uint32_t pack;
	enum example_fault fault;
	struct str text;
};

struct example_report {
	struct example_failure *failures;
	size_t failure_count;
	size_t example_count;
};

/* "does not match its example", "matches what it should let pass" */
const char *example_fault_text(enum example_fault fault);

/* Runs the examples of a pack of the image, or of all when its name is empty. False only when memory ran out. */
bool examples_run(struct arena *arena, const struct matcher *matcher, struct str pack, struct example_report *out);

/* "core/do-not-allow", of a rule or a signal. */
struct str feature_id(const struct image *image, uint32_t feature);

#endif
