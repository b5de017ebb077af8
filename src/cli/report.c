/*
 * report - many drafts at a glance
 */
#include "cli/commands.h"
#include "cli/output.h"

int report_run(struct arena *arena, const struct options *options)
{
	struct err err;
	(void)arena;
	err_set(&err, "report: not built yet");
	output_trouble(options, &err);
	return STATUS_TROUBLE;
}
