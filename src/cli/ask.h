/*
 * ask - the changes of a rewrite, one by one, as `git add -p` asks
 *
 * Answers are read from standard input, or from the terminal when the draft came from there. Questions go to standard
 * error or the terminal, so that standard output stays for the draft.
 */
#ifndef CLI_ASK_H
#define CLI_ASK_H

#include "base/arena.h"
#include "base/err.h"
#include "out/look.h"
#include "out/reply.h"

struct ask {
	int in, out;
	struct look look;
	bool is_over;      /* q, or the end of the answers: nothing more is asked of any draft */
	size_t first, end; /* bytes[first, end) are read and not used yet */
	char bytes[512];
};

/* from_terminal: standard input is the draft. */
bool ask_open(struct ask *ask, bool from_terminal, const struct look *look, struct err *err);
void ask_close(struct ask *ask);

/* The draft with the changes that the writer wants; reply->result comes from hownot_rewrite. */
struct str ask_changes(struct arena *arena, struct ask *ask, const struct reply *reply);

#endif
