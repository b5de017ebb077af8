/*
 * score - how replies did in practice, in a file that the user named
 *
 * A line of JSON for each reply: when, which scenario and topic, the verdict, the checks, the rules that were met, and no word of the reply. The lines are
 * results as `hownot report` reads them, so that `hownot report --by topic FILE` draws the progress.
 */
#ifndef CLI_SCORE_H
#define CLI_SCORE_H

#include "base/arena.h"
#include "base/err.h"
#include "hownot.h"

/* How the last reply to a scenario did. */
struct score_entry {
	struct str scenario;
	bool is_ready;
};

struct score {
	const char *path;
	struct score_entry *entries; /* one for each scenario that was answered */
	size_t count, capacity;
	size_t replies;
	bool is_cut; /* the file's last line has no end */
};

/* Reads the file; one that is not there is empty. What is no line of ours is skipped. */
bool score_read(struct arena *arena, const char *path, struct score *out, struct err *err);

/* The entry of a scenario, or NULL. */
const struct score_entry *score_find(const struct score *score, struct str scenario);

/* How many scenarios were last answered with a reply that was ready to send. */
size_t score_ready(const struct score *score);

/* Adds a reply to the file, which is made (mode 0600) when it is not there, and to *score. */
bool score_add(struct arena *arena, struct score *score, struct str scenario, struct str topic,
	       const struct hownot_result *result, struct err *err);

#endif
