/*
 * options - the command line, from one table
 *
 * The table in options.c makes the parser (getopt_long), --help, `hownot help COMMAND`, the shells' completions, and
 * the nearest name when an option is misspelt.
 *
 *     struct options options;
 *     if (!options_parse(arena, argc, argv, &options, &err)) ...
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/buf.h"
#include "base/err.h"
#include "hownot.h"
#include "out/gnu.h"
#include "out/report.h"

enum command {
	COMMAND_CHECK,
	COMMAND_REWRITE,
	COMMAND_EXPLAIN,
	COMMAND_RULES,
	COMMAND_PROFILE,
	COMMAND_REPORT,
	COMMAND_PRACTISE,
	COMMAND_LSP,
	COMMAND_COMPLETION,
	COMMAND_HELP,
	COMMANDS
};

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_NDJSON, FORMAT_GNU, FORMAT_HTML, FORMAT_CSV, FORMAT_SARIF };
enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };
enum fail_on { FAIL_ON_GATEKEEPER, FAIL_ON_MIXED, FAIL_ON_FINDING, FAIL_ON_NEVER };
/* Where trouble is told: AUTO is standard error, but for `rewrite` as a filter only when that is a terminal. */
enum errors { ERRORS_AUTO, ERRORS_STDERR, ERRORS_NONE };

/* What `rules list` lists. */
enum item_kind { ITEM_RULES, ITEM_SIGNALS, ITEM_MOVES, ITEM_TOPICS, ITEM_ALL };

/* Arguments in the order in which they were given. */
struct arguments {
	const char **items;
	size_t count, capacity;
};

struct options {
	enum command command;
	bool wants_help, wants_version;
	enum format format;
	bool has_format; /* --format was given */
	enum hownot_input input;
	bool is_ndjson;       /* --input ndjson */
	const char *question; /* a path, or NULL */
	enum hownot_ground because;
	struct arguments packs, no_packs, disabled;
	const char *profile;
	enum when colour;
	size_t first_line, last_line; /* 0, 0: all */
	const char *stdin_name;
	enum column_unit columns;
	bool has_columns; /* --columns was given */
	enum fail_on fail_on;
	bool fail_on_error;
	bool quiet, verbose;
	size_t jobs; /* 0: not given */
	enum errors errors;
	bool diff, in_place, interactive;
	const char *backup_suffix; /* or NULL */
	enum report_by by;
	const char *split; /* "2025-09-01" or "2025-09"; NULL: no comparison */
	bool redact;
	const char *topic, *scenario; /* of practise: names, or NULL */
	const char *score;	      /* a path, or NULL: no score is kept */
	bool list, show, editor;
	bool has_seed;
	size_t seed;
	struct arguments drafts; /* for rules check */
	bool warnings_fail;
	enum item_kind kind;
	int category, severity, language; /* of rules to be listed; -1: any */
	struct arguments operands;
};

/*
 * Reads the command line. On failure err says what is wrong (with the nearest right name) and *options still holds the
 * command, the operands and every option that could be read: `rewrite` needs them to know what to give back.
 */
bool options_parse(struct arena *arena, int argc, char **argv, struct options *options, struct err *err);

/* Does a draft come from standard input: no operand, or "-" among them? */
bool options_read_stdin(const struct options *options);

/* An option of one or more commands. A name may have several rows, for commands that take other values. */
struct option_row {
	int id;
	char letter; /* 0: none */
	const char *name;
	const char *argument; /* as the help calls it; NULL: takes none */
	bool is_optional;     /* the argument may be left out */
	unsigned commands;    /* 1 << COMMAND_… for each that has it */
	/* Where the argument is one of a few words, they stand so: "what it is: a, b or c (default: a)". */
	const char *help;
};

/* The table. */
const struct option_row *options_rows(size_t *count);

/* What a command is called, and what it does in a few words. */
const char *options_command_name(enum command command);
const char *options_command_what(enum command command);

/* The command called `name`; COMMANDS when there is none. */
enum command options_command(const char *name);

/* The command whose name is nearest to a word, or NULL. */
const char *options_nearest_command(const char *word);

/* The help of a command; of COMMANDS, the overview. */
void options_print_help(struct buf *out, enum command command);

/* The name that is nearest to a misspelt one, or NULL when none is near. */
const char *options_nearest(const char *name, const char *const *names, size_t count);

#endif
