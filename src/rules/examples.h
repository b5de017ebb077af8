/*
 * examples - the examples of rules and signals, run as their tests
 *
 * Every `match` example must be matched by its own rule (exceptions counted), no `pass` example may be. An example is taken through the
 * same normal form, sentences and matcher as a draft.
 */
#ifndef RULES_EXAMPLES_H
#define RULES_EXAMPLES_H

#include "rules/match.h"

enum example_fault { EXAMPLE_MISSED, EXAMPLE_ALARM };

/* One example that failed. */
struct example_failure {
	uint32_t feature;
	enum example_fault fault;
	struct str text;
};

struct example_report {
	struct example_failure *failures;
	size_t failure_count;
	size_t example_count;
};

/* Runs all examples of an image. False only when memory ran out. */
bool examples_run(struct arena *arena, const struct matcher *matcher, struct example_report *out);

/* "core/do-not-allow", of a rule or a signal. */
struct str feature_id(const struct image *image, uint32_t feature);

#endif
