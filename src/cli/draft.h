/*
 * draft - a draft as the command line names it, read and given to the coach
 *
 *     io_read_file(arena, path, &text, &err)
 *     result = draft_judge(coach, options, text, question, draft_name(options, path), &err);
 */
#ifndef CLI_DRAFT_H
#define CLI_DRAFT_H

#include "base/arena.h"
#include "base/err.h"
#include "cli/options.h"
#include "out/reply.h"

/* What the patron wrote: all drafts of a run share it. text.ptr is NULL when nobody said. */
bool draft_read_question(struct arena *arena, const struct options *options, struct str *text, struct err *err);

/* What a draft is called in findings: its path, or the name of standard input. */
const char *draft_name(const struct options *options, const char *path);

/* The call of the library's for this command (check or rewrite). The result is the caller's; NULL: err says why. */
struct hownot_result *draft_judge(const struct hownot *coach, const struct options *options, struct str text,
				  struct str question, const char *name, struct err *err);

#endif
