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

/* One example that failed. */
struct example_failure {
	struct str id; /* of the rule, signal or topic */
	uint32_t pack;
	enum example_fault fault;
	struct str text;
};

struct example_report {
	struct example_failure *failures;
	size_t failure_count;
	size_t example_count;
};

/* Runs the examples of a pack of the image, or of all when its name is empty. False only when memory ran out. */
bool examples_run(struct arena *arena, const struct matcher *matcher, struct str pack, struct example_report *out);

/* "core/do-not-allow", of a rule or a signal. */
struct str feature_id(const struct image *image, uint32_t feature);

#endif
