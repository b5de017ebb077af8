#include "cli/options.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum option_id {
	OPTION_FORMAT = 256,
	OPTION_INPUT,
	OPTION_QUESTION,
	OPTION_BECAUSE,
	OPTION_PACK,
	OPTION_NO_PACK,
	OPTION_DISABLE,
	OPTION_PROFILE,
	OPTION_COLOR,
	OPTION_LINES,
	OPTION_STDIN_FILENAME,
	OPTION_COLUMNS,
	OPTION_FAIL_ON,
	OPTION_FAIL_ON_ERROR,
	OPTION_DIFF,
	OPTION_IN_PLACE,
	OPTION_INTERACTIVE,
	OPTION_BY,
	OPTION_SPLIT,
	OPTION_REDACT,
	OPTION_LIST,
	OPTION_SHOW,
	OPTION_TOPIC,
	OPTION_SCENARIO,
	OPTION_SEED,
	OPTION_EDITOR,
	OPTION_SCORE,
	OPTION_DRAFTS,
	OPTION_FAIL_ON_PROBLEM,
	OPTION_KIND,
	OPTION_CATEGORY,
	OPTION_SEVERITY,
	OPTION_LANGUAGE,
	OPTION_QUIET,
	OPTION_VERBOSE,
	OPTION_JOBS,
	OPTION_ERRORS,
	OPTION_STDIO,
	OPTION_HELP,
	OPTION_VERSION
};

enum {
	FOR_CHECK = 1U << COMMAND_CHECK,
	FOR_REWRITE = 1U << COMMAND_REWRITE,
	FOR_EXPLAIN = 1U << COMMAND_EXPLAIN,
	FOR_RULES = 1U << COMMAND_RULES,
	FOR_PROFILE = 1U << COMMAND_PROFILE,
	FOR_REPORT = 1U << COMMAND_REPORT,
	FOR_PRACTISE = 1U << COMMAND_PRACTISE,
	FOR_LSP = 1U << COMMAND_LSP,
	FOR_COMPLETION = 1U << COMMAND_COMPLETION,
	FOR_HELP = 1U << COMMAND_HELP,
	FOR_DRAFTS = FOR_CHECK | FOR_REWRITE | FOR_REPORT,
	FOR_PACKS = FOR_DRAFTS | FOR_EXPLAIN | FOR_RULES | FOR_PRACTISE | FOR_LSP,
	FOR_ALL = (1U << COMMANDS) - 1
};

/* In the order of the help. */
static const struct option_row specs[] = {
    {OPTION_FORMAT, 'f', "format", "FORMAT", false, FOR_CHECK, "text, json, ndjson, gnu, html or sarif (default: text)"},
    {OPTION_FORMAT, 'f', "format", "FORMAT", false, FOR_REWRITE | FOR_EXPLAIN | FOR_PROFILE | FOR_HELP,
     "text, json or ndjson (default: text)"},
    {OPTION_FORMAT, 'f', "format", "FORMAT", false, FOR_RULES, "text, json, ndjson or gnu (gnu: of check; default: text)"},
    {OPTION_FORMAT, 'f', "format", "FORMAT", false, FOR_REPORT, "text, json, csv or html (default: text)"},
    {OPTION_FORMAT, 'f', "format", "FORMAT", false, FOR_PRACTISE, "text or json (default: text)"},
    {OPTION_LIST, 0, "list", NULL, false, FOR_PRACTISE, "print the scenarios, a line each: its name, its topic, what it is about"},
    {OPTION_SHOW, 0, "show", NULL, false, FOR_PRACTISE, "print a question and take no reply; with -v the model answer, too"},
    {OPTION_TOPIC, 0, "topic", "TOPIC", false, FOR_PRACTISE, "questions of this topic only"},
    {OPTION_SCENARIO, 0, "scenario", "SCENARIO", false, FOR_PRACTISE, "this question"},
    {OPTION_SEED, 0, "seed", "N", false, FOR_PRACTISE, "shuffle the questions by this number: the same one, the same order"},
    {OPTION_EDITOR, 0, "editor", NULL, false, FOR_PRACTISE, "write the reply in $VISUAL or $EDITOR"},
    {OPTION_SCORE, 0, "score", "FILE", false, FOR_PRACTISE, "add how the reply did to FILE, and ask first what did not go well yet"},
    {OPTION_INPUT, 0, "input", "KIND", false, FOR_DRAFTS, "auto, text, mail or ndjson (default: auto)"},
    {OPTION_QUESTION, 0, "question", "FILE", false, FOR_DRAFTS,
     "what the patron wrote, where the draft does not quote it"},
    {OPTION_BECAUSE, 0, "because", "GROUND", false, FOR_DRAFTS, "the refusal's ground: illegal, immoral or impossible"},
    {OPTION_LINES, 0, "lines", "A:B", false, FOR_CHECK | FOR_REWRITE,
     "flag or change these lines only; the rest is context"},
    {OPTION_STDIN_FILENAME, 0, "stdin-filename", "NAME", false, FOR_DRAFTS,
     "what standard input is called in findings"},
    {OPTION_PACK, 0, "pack", "NAME|FILE", false, FOR_PACKS, "use this rule pack too (repeatable)"},
    {OPTION_NO_PACK, 0, "no-pack", "NAME", false, FOR_PACKS, "leave this rule pack out (repeatable)"},
    {OPTION_DISABLE, 0, "disable", "RULE|CATEGORY", false, FOR_PACKS, "leave this rule or category out (repeatable)"},
    {OPTION_PROFILE, 0, "profile", "FILE", false, FOR_DRAFTS | FOR_PROFILE | FOR_PRACTISE | FOR_LSP,
     "the library's own facts (default: hownot/profile.json in $XDG_CONFIG_HOME)"},
    {OPTION_DIFF, 0, "diff", NULL, false, FOR_REWRITE, "print a unified diff instead of the draft"},
    {OPTION_IN_PLACE, 'i', "in-place", "SUFFIX", true, FOR_REWRITE,
     "replace FILE; with SUFFIX, keep the old one as FILESUFFIX"},
    {OPTION_INTERACTIVE, 0, "interactive", NULL, false, FOR_REWRITE, "ask about each change"},
    {OPTION_BY, 0, "by", "WHAT", false, FOR_REPORT, "rows of the table: month, service, topic, writer or folder (default: month)"},
    {OPTION_SPLIT, 0, "split", "DATE", false, FOR_REPORT, "compare drafts before this day (2025-09-01) with those from it on"},
    {OPTION_REDACT, 0, "redact", NULL, false, FOR_CHECK, "print no text of a draft: only rules, places, checks and verdicts"},
    {OPTION_REDACT, 0, "redact", NULL, false, FOR_REPORT, "keep draft text and the names of persons and folders out"},
    {OPTION_FAIL_ON, 0, "fail-on", "LEVEL", false, FOR_CHECK,
     "status 1 from: gatekeeper, mixed, finding or never (default: mixed)"},
    {OPTION_DRAFTS, 0, "drafts", "FILE", false, FOR_RULES, "for check: look for the rules in these drafts too (repeatable)"},
    {OPTION_FAIL_ON_PROBLEM, 0, "fail-on", "LEVEL", false, FOR_RULES, "status 1 of check from: error or warning (default: error)"},
    {OPTION_KIND, 0, "kind", "KIND", false, FOR_RULES, "what to list: rules, signals, moves, topics or all (default: rules)"},
    {OPTION_CATEGORY, 0, "category", "CATEGORY", false, FOR_RULES, "list rules and moves of this category only"},
    {OPTION_SEVERITY, 0, "severity", "SEVERITY", false, FOR_RULES, "severity of what is listed: weak or strong (default: both)"},
    {OPTION_LANGUAGE, 0, "language", "LANGUAGE", false, FOR_RULES, "language of what is listed: en or es (default: both)"},
    {OPTION_FAIL_ON_ERROR, 0, "fail-on-error", NULL, false, FOR_DRAFTS,
     "with --input ndjson: status 1 when a record was bad"},
    {OPTION_COLUMNS, 0, "columns", "UNIT", false, FOR_CHECK,
     "columns of gnu and sarif: byte, char, utf16 or screen (default: byte)"},
    {OPTION_COLOR, 0, "color", "WHEN", false, FOR_ALL, "auto, always or never; NO_COLOR is honoured"},
    {OPTION_JOBS, 'j', "jobs", "N", false, FOR_DRAFTS, "work on N drafts at a time; the output's order stays"},
    {OPTION_ERRORS, 0, "errors", "WHERE", false, FOR_ALL, "where trouble is told: auto, stderr or none"},
    {OPTION_STDIO, 0, "stdio", NULL, false, FOR_LSP, "speak over standard input and output, as it does anyway"},
    {OPTION_QUIET, 'q', "quiet", NULL, false, FOR_CHECK | FOR_RULES, "no output, exit status only"},
    {OPTION_VERBOSE, 'v', "verbose", NULL, false, FOR_ALL, "say more about what was read, and how"},
    {OPTION_HELP, 'h', "help", NULL, false, FOR_ALL, "print this help"},
    {OPTION_VERSION, 'V', "version", NULL, false, FOR_ALL, "print the version"},
};
enum { SPECS = sizeof specs / sizeof *specs };

struct command_text {
	const char *name, *usage, *what, *more;
};

static const struct command_text commands[COMMANDS] = {
    [COMMAND_CHECK] = {"check", "[check] [OPTION]... [FILE]...", "coach a draft: findings, checklist, verdict",
		       "Status: 0 ready to send, 1 something to coach or a blank to fill, 2 it could not be done."},
    [COMMAND_REWRITE] = {"rewrite", "rewrite [OPTION]... [FILE]...", "print the revised draft",
			 "As a filter it is safe: on any trouble the draft comes out as it went in, with status 2."},
    [COMMAND_EXPLAIN] = {"explain", "explain [OPTION]... [RULE | CATEGORY | CHECK]",
			 "teach: why it shuts the door, before and after",
			 "Without an argument: the method, and what can be explained."},
    [COMMAND_RULES] = {"rules", "rules [OPTION]... list [PACK]... | check [PACK]... | show RULE...",
		       "the rules in force; test packs by their own examples",
		       "PACK is a file, or the name of a built-in pack; RULE may be a signal, a move or a topic.\n"
		       "Status of check: 0, 1 with --fail-on warning when there are warnings, 2 when there are errors."},
    [COMMAND_PROFILE] =
	{"profile", "profile [OPTION]... init | check | show",
	 "the library's own facts: name, databases, services, contacts",
	 "init asks for the facts and writes them to the profile. What you skip stays unsaid, and is never promised."},
    [COMMAND_REPORT] = {"report", "report [OPTION]... [FILE | FOLDER]...",
			"many drafts: what shuts the door most, and the trend",
			"Read are drafts, messages, mbox files, Maildirs, folders of these, NDJSON drafts, and what\n"
			"hownot check --format ndjson or json printed. Status: 0, or 2 when something could not be read."},
    [COMMAND_PRACTISE] = {"practise", "practise [OPTION]... [FILE]",
			  "practise on patrons' questions, and compare with a model answer",
			  "On a terminal question follows question; FILE, or a pipe, is the reply to one.\n"
			  "Status of one: 0 ready to send, 1 something to coach, 2 it could not be done. Nothing is kept but with --score."},
    [COMMAND_LSP] = {"lsp", "lsp [OPTION]...", "a language server, for editors",
		     "Speaks the Language Server Protocol 3.17 over standard input and output.\n"
		     "hownot-editors(7) tells how editors are told of it."},
    [COMMAND_COMPLETION] = {"completion", "completion bash | zsh | fish",
			    "print a shell's completions", ""},
    [COMMAND_HELP] = {"help", "help [COMMAND]", "print the help of a command", ""},
};

/* Names of an enum's values, in its order. */
struct choice {
	const char *const *names;
	size_t count;
};
#define CHOICE(...)                                                                                                    \
	(struct choice)                                                                                                \
	{                                                                                                              \
		(const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)        \
	}

const char *options_nearest(const char *name, const char *const *names, size_t count)
{
	const char *best = NULL;
	size_t best_distance = SIZE_MAX;
	for (size_t i = 0; i < count; i++) {
		size_t distance = str_distance(str_of(name), str_of(names[i]));
		if (distance < best_distance) {
			best_distance = distance;
			best = names[i];
		}
	}
	return best_distance <= 1 + strlen(name) / 3 ? best : NULL;
}

enum command options_command(const char *name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(name, commands[i].name) == 0)
			return (enum command)i;
	return COMMANDS;
}

const char *options_nearest_command(const char *word)
{
	/* Nearer than for options: the word may well be a file's name, misspelt. */
	enum { MOST_EDITS = 2 };
	for (size_t i = 0; i < COMMANDS; i++)
		if (word[0] == commands[i].name[0] &&
		    str_distance(str_of(word), str_of(commands[i].name)) <= MOST_EDITS)
			return commands[i].name;
	return NULL;
}

bool options_read_stdin(const struct options *options)
{
	for (size_t i = 0; i < options->operands.count; i++)
		if (strcmp(options->operands.items[i], "-") == 0)
			return true;
	return options->operands.count == 0;
}

static const struct option_row *find_spec(int id)
{
	for (size_t i = 0; i < SPECS; i++)
		if (specs[i].id == id || (id && specs[i].letter == id))
			return &specs[i];
	return NULL;
}

/* One of the names, or any beginning of one that no other shares. */
static bool choose(const struct option_row *spec, const char *value, struct choice choice, size_t *out, struct err *err)
{
	size_t found = choice.count, len = strlen(value);
	for (size_t i = 0; i < choice.count; i++) {
		if (strcmp(value, choice.names[i]) == 0) {
			*out = i;
			return true;
		}
		if (len && strncmp(value, choice.names[i], len) == 0)
			found = found == choice.count ? i : SIZE_MAX;
	}
	if (found < choice.count) {
		*out = found;
		return true;
	}
	if (!err)
		return false;
	err_set(err, "--%s: %s is not one of", spec->name, len ? value : "\"\"");
	for (size_t i = 0; i < choice.count; i++) {
		struct err so_far = *err;
		err_set(err, "%s%s %s", so_far.text, i ? "," : "", choice.names[i]);
	}
	return false;
}

static bool read_number(struct str digits, size_t *out)
{
	enum { MOST_DIGITS = 9 };
	if (!digits.len || digits.len > MOST_DIGITS)
		return false;
	size_t number = 0;
	for (size_t i = 0; i < digits.len; i++) {
		if (!is_ascii_digit(digits.ptr[i]))
			return false;
		number = 10 * number + (size_t)(digits.ptr[i] - '0');
	}
	*out = number;
	return true;
}

/* "3:7", "3:" to the last line, ":7" from the first, "3" for one line. */
static bool read_lines(const char *value, struct options *o, struct err *err)
{
	enum { LAST = 999999999 };
	struct str s = str_of(value);
	size_t colon = str_find(s, STR(":"), 0), first = 1, last = LAST;
	struct str from = str_slice(s, 0, colon), to = str_slice(s, colon + 1, s.len);
	bool ok =
	    (from.len || to.len) && (!from.len || read_number(from, &first)) && (!to.len || read_number(to, &last));
	if (colon == s.len)
		last = first;
	if (!ok || first < 1 || last < first)
		return err_set(err, "--lines: %s is not a range of lines such as 3:7", value);
	o->first_line = first;
	o->last_line = last;
	return true;
}

static bool read_input(const struct option_row *spec, const char *value, struct options *o, struct err *err)
{
	enum { NDJSON = 3 };
	size_t n;
	if (!choose(spec, value, CHOICE("auto", "text", "mail", "ndjson"), &n, err))
		return false;
	o->is_ndjson = n == NDJSON;
	o->input = o->is_ndjson ? HOWNOT_INPUT_TEXT : (enum hownot_input)n;
	return true;
}

static bool read_seed(const char *value, struct options *o, struct err *err)
{
	if (!read_number(str_of(value), &o->seed))
		return err_set(err, "--seed: %s is not a whole number of at most nine digits", value);
	o->has_seed = true;
	return true;
}

static bool read_jobs(const char *value, struct options *o, struct err *err)
{
	enum { MOST_JOBS = 256 };
	if (!read_number(str_of(value), &o->jobs) || !o->jobs || o->jobs > MOST_JOBS) {
		o->jobs = 0;
		return err_set(err, "--jobs: %s is not a number from 1 to %d", value, MOST_JOBS);
	}
	return true;
}

static void add_argument(struct arena *arena, struct arguments *list, const char *value)
{
	*ARENA_PUSH(arena, list->items, list->count, list->capacity) = value;
}

/* Options whose value is one of a few names. */
static bool apply_choice(const struct option_row *spec, const char *value, struct options *o, struct err *err)
{
	size_t n = 0;
	switch (spec->id) {
	case OPTION_FORMAT:
		if (!choose(spec, value, CHOICE("text", "json", "ndjson", "gnu", "html", "csv", "sarif"), &n, err))
			return false;
		o->format = (enum format)n;
		o->has_format = true;
		return true;
	case OPTION_FAIL_ON_PROBLEM:
		if (!choose(spec, value, CHOICE("error", "warning"), &n, err))
			return false;
		o->warnings_fail = n;
		return true;
	case OPTION_KIND:
		if (!choose(spec, value, CHOICE("rules", "signals", "moves", "topics", "all"), &n, err))
			return false;
		o->kind = (enum item_kind)n;
		return true;
	case OPTION_SEVERITY:
		if (!choose(spec, value, CHOICE("weak", "strong"), &n, err))
			return false;
		o->severity = (int)n;
		return true;
	case OPTION_LANGUAGE:
		if (!choose(spec, value, CHOICE("en", "es"), &n, err))
			return false;
		o->language = (int)n;
		return true;
	case OPTION_BECAUSE:
		if (!choose(spec, value, CHOICE("illegal", "immoral", "impossible"), &n, err))
			return false;
		o->because = (enum hownot_ground)(HOWNOT_ILLEGAL + n);
		return true;
	case OPTION_BY:
		if (!choose(spec, value, CHOICE("month", "service", "topic", "writer", "folder"), &n, err))
			return false;
		o->by = (enum report_by)n;
		return true;
	case OPTION_COLOR:
		if (!choose(spec, value, CHOICE("auto", "always", "never"), &n, err))
			return false;
		o->colour = (enum when)n;
		return true;
	case OPTION_COLUMNS:
		if (!choose(spec, value, CHOICE("byte", "char", "utf16", "screen"), &n, err))
			return false;
		o->columns = (enum column_unit)n;
		o->has_columns = true;
		return true;
	case OPTION_FAIL_ON:
		if (!choose(spec, value, CHOICE("gatekeeper", "mixed", "finding", "never"), &n, err))
			return false;
		o->fail_on = (enum fail_on)n;
		return true;
	default:
		if (!choose(spec, value, CHOICE("auto", "stderr", "none"), &n, err))
			return false;
		o->errors = (enum errors)n;
		return true;
	}
}

static bool read_category(const char *value, struct options *o, struct err *err)
{
	const char *names[HOWNOT_PHRASE_CATEGORIES];
	for (int i = 0; i < HOWNOT_PHRASE_CATEGORIES; i++) {
		names[i] = hownot_category_name((enum hownot_category)i);
		if (strcmp(value, names[i]) == 0)
			o->category = i;
	}
	if (o->category >= 0 && strcmp(value, names[o->category]) == 0)
		return true;
	const char *nearest = options_nearest(value, names, HOWNOT_PHRASE_CATEGORIES);
	return err_set(err, "--category: no such category: %s%s%s", value, nearest ? "; did you mean " : "", nearest ? nearest : "");
}

/* A month or a day, as the figures are kept. */
static bool read_split(const char *value, struct options *o, struct err *err)
{
	static const char shape[] = "dddd-dd-dd";
	enum { MONTH = 7, DAY = 10 };
	size_t len = strlen(value);
	bool is_date = len == MONTH || len == DAY;
	for (size_t i = 0; is_date && i < len; i++)
		is_date = shape[i] == 'd' ? is_ascii_digit(value[i]) : value[i] == '-';
	if (!is_date)
		return err_set(err, "--split: %s is not a date such as 2025-09-01", value);
	o->split = value;
	return true;
}

static bool apply(struct arena *arena, const struct option_row *spec, const char *value, struct options *o, struct err *err)
{
	switch (spec->id) {
	case OPTION_INPUT:
		return read_input(spec, value, o, err);
	case OPTION_LINES:
		return read_lines(value, o, err);
	case OPTION_SEED:
		return read_seed(value, o, err);
	case OPTION_TOPIC:
		o->topic = value;
		return true;
	case OPTION_SCENARIO:
		o->scenario = value;
		return true;
	case OPTION_SCORE:
		o->score = value;
		return true;
	case OPTION_JOBS:
		return read_jobs(value, o, err);
	case OPTION_QUESTION:
		o->question = value;
		return true;
	case OPTION_PROFILE:
		o->profile = value;
		return true;
	case OPTION_STDIN_FILENAME:
		o->stdin_name = value;
		return true;
	case OPTION_PACK:
		add_argument(arena, &o->packs, value);
		return true;
	case OPTION_DRAFTS:
		add_argument(arena, &o->drafts, value);
		return true;
	case OPTION_CATEGORY:
		return read_category(value, o, err);
	case OPTION_NO_PACK:
		add_argument(arena, &o->no_packs, value);
		return true;
	case OPTION_DISABLE:
		add_argument(arena, &o->disabled, value);
		return true;
	case OPTION_IN_PLACE:
		o->in_place = true;
		o->backup_suffix = value && value[0] ? value : NULL;
		return true;
	case OPTION_FAIL_ON_ERROR:
		o->fail_on_error = true;
		return true;
	case OPTION_STDIO:
		return true;
	case OPTION_DIFF:
		o->diff = true;
		return true;
	case OPTION_INTERACTIVE:
		o->interactive = true;
		return true;
	case OPTION_SPLIT:
		return read_split(value, o, err);
	case OPTION_LIST:
		o->list = true;
		return true;
	case OPTION_SHOW:
		o->show = true;
		return true;
	case OPTION_EDITOR:
		o->editor = true;
		return true;
	case OPTION_REDACT:
		o->redact = true;
		return true;
	case OPTION_QUIET:
		o->quiet = true;
		return true;
	case OPTION_VERBOSE:
		o->verbose = true;
		return true;
	case OPTION_HELP:
		o->wants_help = true;
		return true;
	case OPTION_VERSION:
		o->wants_version = true;
		return true;
	default:
		return apply_choice(spec, value, o, err);
	}
}

/* What getopt_long is given: the options of one command. */
struct getopt_table {
	struct option options[SPECS + 1];
	char letters[2 + 3 * SPECS];
};

static struct getopt_table getopt_table_make(enum command command)
{
	struct getopt_table table = {.letters = ":"};
	size_t count = 0, at = 1;
	for (size_t i = 0; i < SPECS; i++) {
		const struct option_row *spec = &specs[i];
		if (!(spec->commands & 1U << command))
			continue;
		int has_argument = !spec->argument     ? no_argument
				   : spec->is_optional ? optional_argument
						       : required_argument;
		table.options[count++] = (struct option){spec->name, has_argument, NULL, spec->id};
		if (!spec->letter)
			continue;
		table.letters[at++] = spec->letter;
		for (int colon = 0; colon < has_argument; colon++)
			table.letters[at++] = ':';
	}
	return table;
}

/* An option that this command does not have: say whose it is, or what was meant. */
static bool unknown_option(enum command command, const char *given, struct err *err)
{
	struct str name = str_slice(str_of(given), 2, SIZE_MAX);
	name = str_slice(name, 0, str_find(name, STR("="), 0));
	const char *names[SPECS];
	size_t count = 0, beginnings = 0;
	for (size_t i = 0; i < SPECS; i++) {
		bool is_ours = specs[i].commands & 1U << command;
		if (!is_ours && str_eq(name, str_of(specs[i].name)))
			return err_set(err, "--%s is no option of hownot %s; see 'hownot help %s'", specs[i].name,
				       commands[command].name, commands[command].name);
		beginnings += is_ours && str_starts(str_of(specs[i].name), name);
		if (is_ours)
			names[count++] = specs[i].name;
	}
	if (beginnings > 1)
		return err_set(err, "--%.*s could be several options; see 'hownot help %s'", STR_FMT(name),
			       commands[command].name);
	char typed[64] = "";
	if (name.len < sizeof typed)
		memcpy(typed, name.ptr, name.len);
	const char *nearest = options_nearest(typed, names, count);
	if (nearest)
		return err_set(err, "--%.*s: no such option; did you mean --%s?", STR_FMT(name), nearest);
	return err_set(err, "--%.*s: no such option; see 'hownot help %s'", STR_FMT(name), commands[command].name);
}

static bool bad_option(enum command command, int c, char *const *argv, struct err *err)
{
	const struct option_row *spec = find_spec(optopt);
	if (c == ':' && spec)
		return err_set(err, "--%s needs %s", spec->name, spec->argument);
	if (spec && optopt >= OPTION_FORMAT)
		return err_set(err, "--%s takes no argument", spec->name);
	if (optopt && spec)
		return err_set(err, "-%c is no option of hownot %s; see 'hownot help %s'", optopt,
			       commands[command].name, commands[command].name);
	if (optopt)
		return err_set(err,
			       isprint(optopt) ? "-%c: no such option; see 'hownot help %s'"
					       : "no option '\\x%02x'; see 'hownot help %s'",
			       optopt, commands[command].name);
	return unknown_option(command, argv[optind - 1], err);
}

static bool check_together(const struct options *o, struct err *err)
{
	if (o->format == FORMAT_HTML && o->command != COMMAND_CHECK && o->command != COMMAND_REPORT)
		return err_set(err, "--format: html is a page, of hownot check and hownot report");
	if (o->command != COMMAND_REPORT && o->format == FORMAT_CSV)
		return err_set(err, "--format: csv is for figures, of hownot report");
	if (o->command == COMMAND_REPORT && o->format == FORMAT_NDJSON)
		return err_set(err, "--format: a report is text, json, csv or html");
	if (o->command == COMMAND_PRACTISE && o->format != FORMAT_TEXT && o->format != FORMAT_JSON)
		return err_set(err, "--format: practice is text or json");
	if (o->command != COMMAND_CHECK && o->command != COMMAND_RULES && o->format == FORMAT_GNU)
		return err_set(err, "--format: gnu is for findings, of hownot check");
	if (o->command != COMMAND_CHECK && o->format == FORMAT_SARIF)
		return err_set(err, "--format: sarif is for findings, of hownot check");
	if (o->format == FORMAT_SARIF && o->has_columns && o->columns != COLUMN_CHAR && o->columns != COLUMN_UTF16)
		return err_set(err, "--columns: sarif counts char or utf16");
	if (o->is_ndjson && o->command != COMMAND_REPORT && o->has_format && o->format != FORMAT_NDJSON)
		return err_set(err, "--input ndjson is answered with --format ndjson only");
	if (o->is_ndjson && (o->diff || o->in_place || o->interactive))
		return err_set(err, "--input ndjson goes with none of --diff, --in-place, --interactive");
	if ((o->diff || o->in_place || o->interactive) && o->format != FORMAT_TEXT)
		return err_set(err, "--format goes with none of --diff, --in-place, --interactive");
	if (o->diff && o->in_place)
		return err_set(err, "--diff and --in-place: one of the two");
	if (o->in_place && !o->wants_help && options_read_stdin(o))
		return err_set(err, "--in-place needs files");
	if (o->command == COMMAND_PRACTISE && o->operands.count > 1)
		return err_set(err, "practise: %s: one reply at most is wanted", o->operands.items[1]);
	if (o->editor && (o->operands.count || o->list || o->show))
		return err_set(err, "--editor writes the reply: it goes with no FILE, --list or --show");
	if (o->list && o->show)
		return err_set(err, "--list and --show: one of the two");
	if (o->question && strcmp(o->question, "-") == 0 && options_read_stdin(o))
		return err_set(err, "--question: standard input is the draft already");
	return true;
}

bool options_parse(struct arena *arena, int argc, char **argv, struct options *o, struct err *err)
{
	*o = (struct options){.fail_on = FAIL_ON_MIXED, .category = -1, .severity = -1, .language = -1};
	bool ok = true;
	if (argc > 1 && options_command(argv[1]) != COMMANDS) {
		o->command = options_command(argv[1]);
		argv[1] = argv[0];
		argc--;
		argv++;
	}
	struct getopt_table table = getopt_table_make(o->command);
	opterr = 0;
	optind = 0; /* glibc: start anew */
	for (int c; (c = getopt_long(argc, argv, table.letters, table.options, NULL)) != -1;) {
		/* The first fault is told; the rest is read all the same. */
		struct err *told = ok ? err : NULL;
		const struct option_row *spec = find_spec(c);
		bool is_good = spec ? apply(arena, spec, optarg, o, told) : bad_option(o->command, c, argv, told);
		ok = ok && is_good;
	}
	for (int i = optind; i < argc; i++)
		add_argument(arena, &o->operands, argv[i]);
	return ok && check_together(o, err);
}

const struct option_row *options_rows(size_t *count)
{
	*count = SPECS;
	return specs;
}

const char *options_command_name(enum command command)
{
	return commands[command].name;
}

const char *options_command_what(enum command command)
{
	return commands[command].what;
}

/* ---- help ---- */

static void print_option(struct buf *out, const struct option_row *spec)
{
	enum { HELP_COLUMN = 32 };
	size_t start = out->len;
	if (spec->letter)
		buf_printf(out, "  -%c, --%s", spec->letter, spec->name);
	else
		buf_printf(out, "      --%s", spec->name);
	if (spec->argument)
		buf_printf(out, spec->is_optional ? "[=%s]" : " %s", spec->argument);
	size_t width = out->len - start;
	buf_fill(out, ' ', width < HELP_COLUMN - 1 ? HELP_COLUMN - width : 2);
	buf_printf(out, "%s\n", spec->help);
}

static void print_overview(struct buf *out)
{
	buf_str(out, STR("hownot - coach a library's reply before it is sent\n\nUsage:\n"));
	for (size_t i = 0; i < COMMANDS; i++)
		buf_printf(out, "  hownot %s\n", commands[i].usage);
	buf_str(out, STR("\nCommands:\n"));
	for (size_t i = 0; i < COMMANDS; i++)
		buf_printf(out, "  %-10s %s\n", commands[i].name, commands[i].what);
	buf_str(out, STR("\nTry:\n"
			 "  hownot draft.txt             what shuts the door, and what to say instead\n"
			 "  hownot rewrite < draft.txt   the draft as a good colleague would send it\n"
			 "  hownot explain               the method\n"
			 "\nNo FILE, or -, is standard input. Options of check:\n"));
}

void options_print_help(struct buf *out, enum command command)
{
	if (command == COMMANDS)
		print_overview(out);
	else
		buf_printf(out, "Usage: hownot %s\n\n%s\n\n", commands[command].usage, commands[command].what);
	enum command of = command == COMMANDS ? COMMAND_CHECK : command;
	for (size_t i = 0; i < SPECS; i++)
		if (specs[i].commands & 1U << of)
			print_option(out, &specs[i]);
	if (commands[of].more[0])
		buf_printf(out, "\n%s\n", commands[of].more);
}
