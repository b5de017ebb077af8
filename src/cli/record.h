/*
 * record - one line of NDJSON, read strictly (RFC 8259)
 *
 * Only what a draft needs is taken: `text`, `question`, and `id`, which is kept as the JSON text that it is, so that it
 * comes back to the byte. Other members are checked and ignored; of two with one name the last counts.
 *
 *     struct record record;
 *     if (!record_read(arena, line, &record, &err)) ... record.id may be known all the same
 */
#ifndef CLI_RECORD_H
#define CLI_RECORD_H

#include "base/arena.h"
#include "base/err.h"

struct record {
	struct str id; /* JSON text on one line; empty when there was none */
	struct str text;
	bool has_question;
	struct str question;
};

/* The strings live in the arena or in the line. On failure err says what is wrong, and where in the line. */
bool record_read(struct arena *arena, struct str line, struct record *out, struct err *err);

#endif
