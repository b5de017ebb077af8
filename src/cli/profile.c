/*
 * profile - the library's own facts
 */
#include "cli/commands.h"
#include "cli/output.h"

int profile_run(struct arena *arena, const struct options *options)
{
	struct err err;
	(void)arena;
	err_set(&err, "profile: not built yet");
	output_trouble(options, &err);
	return STATUS_TROUBLE;
}
