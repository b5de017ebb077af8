/*
 * lsp - the language server, as a command
 *
 * Status: 0 when the client said shutdown and exit, 1 when it went without, 2 on trouble.
 */
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/setup.h"
#include "lsp/server.h"

#include <unistd.h>

int lsp_run(struct arena *arena, const struct options *options)
{
	struct err err = {.text = ""};
	struct hownot *coach = setup_coach(arena, options, &err);
	if (!coach) {
		output_trouble(options, &err);
		return STATUS_TROUBLE;
	}
	struct server server = {.coach = coach, .rpc = {.in = STDIN_FILENO, .out = STDOUT_FILENO}};
	bool is_done = server_run(&server, &err);
	hownot_free(coach);
	if (err.text[0]) {
		output_trouble(options, &err);
		return STATUS_TROUBLE;
	}
	return is_done ? STATUS_OK : STATUS_FOUND;
}
