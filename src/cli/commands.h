/*
 * commands - what `hownot COMMAND` does, a file each
 *
 * Each gives the program's exit status. The arena lasts as long as the program; when memory runs out in it, main says
 * so.
 */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/options.h"

int check_run(struct arena *arena, const struct options *options);
int rewrite_run(struct arena *arena, const struct options *options);
int explain_run(struct arena *arena, const struct options *options);
int rules_run(struct arena *arena, const struct options *options);
/* rules list, show, check: the operands after the first. */
int rules_list_run(struct arena *arena, const struct options *options);
int rules_show_run(struct arena *arena, const struct options *options);
int rules_check_run(struct arena *arena, const struct options *options);
int profile_run(struct arena *arena, const struct options *options);
int report_run(struct arena *arena, const struct options *options);
int practise_run(struct arena *arena, const struct options *options);
int lsp_run(struct arena *arena, const struct options *options);
int completion_run(struct arena *arena, const struct options *options);

/* check and rewrite of --input ndjson: a record a line in, a result a line out. */
int ndjson_run(struct arena *arena, const struct options *options);

#endif
