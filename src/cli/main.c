/*
 * hownot - the program
 *
 * A map of the source, in the order in which data flows; a file includes only its own folder or an earlier one.
 *
 *     base/    arena, strings, UTF-8, errors, whole files in and out
 *     draft/   bytes to the writer's own text, its normal form, its sentences
 *     rules/   packs of rules and signals, compiled; what they match
 *     coach/   the judgement of a reply, suggestions, rewrites: behind the public API, include/hownot.h
 *     out/     a judgement as text, JSON, gnu lines, a diff
 *     lsp/     a judgement for editors: the language server
 *     cli/     options, the commands, this file
 *
 * Here: read the options, then run the command. Each command does the rest: load the packs, read, coach, print.
 */
#include "cli/commands.h"
#include "cli/confine.h"
#include "cli/output.h"
#include "cli/rescue.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/*
 * Closed standard streams are opened on something that can be neither read nor written, so that no file that we open
 * takes their place and writing to them is still an error.
 */
static void hold_standard_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) >= 0 || errno != EBADF)
			continue;
		if (open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
			return;
	}
}

static int print_help(struct arena *arena, const struct options *options)
{
	struct buf help = buf_make(arena);
	enum command command = options->command;
	if (command == COMMAND_HELP) {
		command = COMMANDS;
		if (options->operands.count)
			command = options_command(options->operands.items[0]);
		if (options->operands.count && command == COMMANDS) {
			struct err err;
			err_set(&err, "%s: no such command; see 'hownot help'", options->operands.items[0]);
			output_trouble(options, &err);
			return STATUS_TROUBLE;
		}
	}
	options_print_help(&help, command);
	return output_all(buf_view(&help), options, STATUS_OK);
}

static int print_version(struct arena *arena, const struct options *options, const struct confinement *given_up)
{
	static const char *const answers[] = {"no", "yes"};
	struct buf out = buf_make(arena);
	buf_str(&out, STR("hownot " HOWNOT_VERSION "\n"));
	if (options->verbose)
		buf_printf(&out, "given up before a draft is read: core dumps %s, network and other programs %s, writing files %s\n",
			   answers[given_up->dumps], answers[given_up->calls], answers[given_up->files]);
	return output_all(buf_view(&out), options, STATUS_OK);
}

static int run(struct arena *arena, const struct options *options, const struct confinement *given_up)
{
	static int (*const runs[COMMANDS])(struct arena *, const struct options *) = {
	    [COMMAND_CHECK] = check_run, [COMMAND_REWRITE] = rewrite_run, [COMMAND_EXPLAIN] = explain_run,
	    [COMMAND_RULES] = rules_run, [COMMAND_PROFILE] = profile_run, [COMMAND_REPORT] = report_run,
	    [COMMAND_PRACTISE] = practise_run, [COMMAND_LSP] = lsp_run, [COMMAND_COMPLETION] = completion_run,
	    [COMMAND_HELP] = print_help,
	};
	if (options->wants_version)
		return print_version(arena, options, given_up);
	if (options->wants_help)
		return print_help(arena, options);
	return runs[options->command](arena, options);
}

int main(int argc, char **argv)
{
	/* Writing to a closed pipe is an error like any other. */
	signal(SIGPIPE, SIG_IGN);
	hold_standard_streams();
	static struct arena arena;
	static struct options options;
	struct err err;
	if (ARENA_CATCH(&arena)) {
		err_set(&err, "out of memory");
		output_trouble(&options, &err);
		return rescue_status(&options);
	}
	if (!options_parse(&arena, argc, argv, &options, &err)) {
		output_trouble(&options, &err);
		return rescue_status(&options);
	}
	struct confinement given_up = confine(&options);
	int status = run(&arena, &options, &given_up);
	arena_free(&arena);
	return status;
}
