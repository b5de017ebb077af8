#include "cli/completion.h"

#include "cli/commands.h"
#include "cli/output.h"

#include <string.h>

/* What follows a command. */
struct operands {
	enum completion_kind kind;
	struct str words;
};

static const struct operands operands[COMMANDS] = {
    [COMMAND_CHECK] = {COMPLETE_FILES, {0}},
    [COMMAND_REWRITE] = {COMPLETE_FILES, {0}},
    [COMMAND_EXPLAIN] = {COMPLETE_RULES, {0}},
    [COMMAND_RULES] = {COMPLETE_WORDS, {"list check show", 15}},
    [COMMAND_PROFILE] = {COMPLETE_WORDS, {"init check show", 15}},
    [COMMAND_REPORT] = {COMPLETE_FILES, {0}},
    [COMMAND_PRACTISE] = {COMPLETE_FILES, {0}},
    [COMMAND_COMPLETION] = {COMPLETE_WORDS, {"bash zsh fish", 13}},
};

/* What the shells run to learn the names of rules and categories, and of packs. */
#define RULE_NAMES "hownot rules list 2>/dev/null | awk '{ print $1; print $2 }' | sort -u"
#define PACK_NAMES "hownot rules list 2>/dev/null | sed 's,/.*,,' | sort -u"

#define SCENARIO_NAMES "hownot practise --list 2>/dev/null | awk '{ print $1 }'"
#define TOPIC_NAMES "hownot practise --list 2>/dev/null | awk '{ print $2 }' | sort -u"

/* "status 1 from: gatekeeper, mixed, finding or never (default: mixed)" -> "gatekeeper mixed finding never" */
static struct str words_of_help(struct arena *arena, struct str help)
{
	struct buf words = buf_make(arena);
	size_t end = str_find(help, STR(" ("), 0), semicolon = str_find(help, STR(";"), 0);
	struct str list = str_slice(help, 0, semicolon < end ? semicolon : end);
	size_t colon = str_find(list, STR(": "), 0);
	if (colon < list.len)
		list = str_slice(list, colon + 2, list.len);
	while (list.len) {
		size_t space = str_find(list, STR(" "), 0);
		struct str word = str_slice(list, 0, space);
		if (str_ends(word, STR(",")))
			word.len--;
		if (!str_eq(word, STR("or"))) {
			buf_str(&words, words.len ? STR(" ") : STR(""));
			buf_str(&words, word);
		}
		list = str_slice(list, space + 1, list.len);
	}
	return buf_view(&words);
}

enum completion_kind completion_of(struct arena *arena, const struct option_row *row, struct str *words)
{
	static const char *const of_words[] = {"FORMAT", "KIND", "GROUND", "LEVEL", "UNIT", "WHEN", "WHERE", "WHAT", "SEVERITY", "LANGUAGE"};
	if (!row->argument)
		return COMPLETE_NOTHING;
	if (strcmp(row->argument, "FILE") == 0)
		return COMPLETE_FILES;
	if (strcmp(row->argument, "RULE|CATEGORY") == 0)
		return COMPLETE_RULES;
	if (strcmp(row->argument, "SCENARIO") == 0)
		return COMPLETE_SCENARIOS;
	if (strcmp(row->argument, "TOPIC") == 0)
		return COMPLETE_TOPICS;
	if (strstr(row->name, "pack"))
		return COMPLETE_PACKS;
	for (size_t i = 0; i < sizeof of_words / sizeof *of_words; i++) {
		if (strcmp(row->argument, of_words[i]) != 0)
			continue;
		*words = words_of_help(arena, str_of(row->help));
		return COMPLETE_WORDS;
	}
	return COMPLETE_NOTHING;
}

static bool has_row(const struct option_row *row, size_t command)
{
	return row->commands & 1U << command;
}

/* ---- bash ---- */

static const char bash_start[] =
    "# bash completion for hownot; made by 'hownot completion bash'\n"
    "_hownot_words() {\n"
    "\tlocal word\n"
    "\twhile IFS= read -r word; do COMPREPLY+=(\"$word\"); done < <(compgen -W \"$1\" -- \"$2\")\n"
    "}\n"
    "_hownot_files() {\n"
    "\tlocal file\n"
    "\tcompopt -o filenames 2>/dev/null\n"
    "\twhile IFS= read -r file; do COMPREPLY+=(\"$file\"); done < <(compgen -f -- \"$1\")\n"
    "}\n"
    "_hownot() {\n"
    "\tlocal cur=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD-1]} command=check\n"
    "\tCOMPREPLY=()\n"
    "\t# --option=value comes as three words.\n"
    "\tif [ \"$cur\" = = ]; then cur=; elif [ \"$option\" = = ]; then option=${COMP_WORDS[COMP_CWORD-2]}; fi\n";

static void bash_value(struct buf *out, enum completion_kind kind, struct str words)
{
	switch (kind) {
	case COMPLETE_WORDS:
		buf_printf(out, "_hownot_words '%.*s' \"$cur\"", STR_FMT(words));
		return;
	case COMPLETE_FILES:
		buf_str(out, STR("_hownot_files \"$cur\""));
		return;
	case COMPLETE_RULES:
		buf_str(out, STR("_hownot_words \"$(" RULE_NAMES ")\" \"$cur\""));
		return;
	case COMPLETE_SCENARIOS:
		buf_str(out, STR("_hownot_words \"$(" SCENARIO_NAMES ")\" \"$cur\""));
		return;
	case COMPLETE_TOPICS:
		buf_str(out, STR("_hownot_words \"$(" TOPIC_NAMES ")\" \"$cur\""));
		return;
	case COMPLETE_PACKS:
		buf_str(out, STR("_hownot_words \"$(" PACK_NAMES ")\" \"$cur\"; _hownot_files \"$cur\""));
		return;
	default:
		buf_char(out, ':');
	}
}

/* The names of all commands. */
static void command_names(struct buf *out, const char *between)
{
	for (size_t i = 0; i < COMMANDS; i++)
		buf_printf(out, "%s%s", i ? between : "", options_command_name((enum command)i));
}

/* case check:--format ...) */
static void bash_arguments(struct buf *out, const struct option_row *row)
{
	if (!row->argument || row->is_optional)
		return;
	struct str words = {0};
	enum completion_kind kind = completion_of(out->arena, row, &words);
	bool is_first = true;
	buf_str(out, STR("\t"));
	for (size_t c = 0; c < COMMANDS; c++) {
		if (!has_row(row, c))
			continue;
		const char *name = options_command_name((enum command)c);
		buf_printf(out, "%s%s:--%s", is_first ? "" : " | ", name, row->name);
		if (row->letter)
			buf_printf(out, " | %s:-%c", name, row->letter);
		is_first = false;
	}
	buf_str(out, STR(") "));
	bash_value(out, kind, words);
	buf_str(out, STR("; return ;;\n"));
}

static void bash_options(struct buf *out, const struct option_row *rows, size_t count)
{
	buf_str(out, STR("\tcase $cur:$command in\n"));
	for (size_t c = 0; c < COMMANDS; c++) {
		buf_printf(out, "\t-*:%s) _hownot_words '", options_command_name((enum command)c));
		for (size_t i = 0; i < count; i++) {
			if (!has_row(&rows[i], c))
				continue;
			if (rows[i].letter)
				buf_printf(out, "-%c ", rows[i].letter);
			buf_printf(out, "--%s ", rows[i].name);
		}
		buf_str(out, STR("' \"$cur\"; return ;;\n"));
	}
	buf_str(out, STR("\tesac\n"));
}

static void bash_operands(struct buf *out)
{
	buf_str(out, STR("\t[ \"$COMP_CWORD\" -gt 1 ] || _hownot_words '"));
	command_names(out, " ");
	buf_str(out, STR("' \"$cur\"\n\tcase $command in\n"));
	for (size_t c = 0; c < COMMANDS; c++) {
		buf_printf(out, "\t%s) ", options_command_name((enum command)c));
		struct buf names = buf_make(out->arena);
		command_names(&names, " ");
		bool is_help = c == COMMAND_HELP;
		bash_value(out, is_help ? COMPLETE_WORDS : operands[c].kind,
			   is_help ? buf_view(&names) : operands[c].words);
		buf_str(out, STR(" ;;\n"));
	}
	buf_str(out, STR("\tesac\n}\ncomplete -F _hownot hownot\n"));
}

static void print_bash(struct buf *out, const struct option_row *rows, size_t count)
{
	buf_str(out, str_of(bash_start));
	buf_str(out, STR("\t[ \"$COMP_CWORD\" -lt 2 ] || case ${COMP_WORDS[1]} in "));
	command_names(out, " | ");
	buf_str(out, STR(") command=${COMP_WORDS[1]} ;; esac\n\tcase $command:$option in\n"));
	for (size_t i = 0; i < count; i++)
		bash_arguments(out, &rows[i]);
	buf_str(out, STR("\tesac\n"));
	bash_options(out, rows, count);
	bash_operands(out);
}

/* ---- zsh ---- */

/* Text inside single quotes and brackets of an _arguments specification. */
static void zsh_text(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '\'')
			buf_str(out, STR("'\\''"));
		else if (*text == '[' || *text == ']' || *text == ':' || *text == '\\')
			buf_printf(out, "\\%c", *text);
		else
			buf_char(out, *text);
	}
}

static void zsh_action(struct buf *out, enum completion_kind kind, struct str words)
{
	switch (kind) {
	case COMPLETE_WORDS:
		buf_printf(out, "(%.*s)", STR_FMT(words));
		return;
	case COMPLETE_FILES:
		buf_str(out, STR("_files"));
		return;
	case COMPLETE_RULES:
		buf_str(out, STR("_hownot_rules"));
		return;
	case COMPLETE_PACKS:
		buf_str(out, STR("_hownot_packs"));
		return;
	case COMPLETE_SCENARIOS:
		buf_str(out, STR("_hownot_scenarios"));
		return;
	case COMPLETE_TOPICS:
		buf_str(out, STR("_hownot_topics"));
		return;
	default:
		buf_char(out, ' ');
	}
}

/* One spelling of an option: '*--format=[help]:FORMAT:(text json)'. */
static void zsh_option(struct buf *out, const struct option_row *row, bool is_letter)
{
	struct str words = {0};
	enum completion_kind kind = completion_of(out->arena, row, &words);
	if (is_letter)
		buf_printf(out, "\t\t'*-%c%s[", row->letter, row->is_optional ? "-" : row->argument ? "+" : "");
	else
		buf_printf(out, "\t\t'*--%s%s[", row->name, row->is_optional ? "=-" : row->argument ? "=" : "");
	zsh_text(out, row->help);
	buf_char(out, ']');
	if (row->argument) {
		buf_str(out, row->is_optional ? STR("::") : STR(":"));
		zsh_text(out, row->argument);
		buf_char(out, ':');
		zsh_action(out, kind, words);
	}
	buf_str(out, STR("' \\\n"));
}

static void zsh_command(struct buf *out, size_t c, const struct option_row *rows, size_t count)
{
	buf_printf(out, "\t(%s)\n\t\t_arguments -s -S \\\n", options_command_name((enum command)c));
	for (size_t i = 0; i < count; i++) {
		if (!has_row(&rows[i], c))
			continue;
		if (rows[i].letter)
			zsh_option(out, &rows[i], true);
		zsh_option(out, &rows[i], false);
	}
	if (c == COMMAND_HELP)
		buf_str(out, STR("\t\t'1:command:_hownot_commands' ;;\n"));
	else if (operands[c].kind == COMPLETE_WORDS) {
		buf_str(out, STR("\t\t'1:what:"));
		zsh_action(out, operands[c].kind, operands[c].words);
		buf_str(out, c == COMMAND_RULES ? STR("' '*:rule or pack:_hownot_rules' ;;\n") : STR("' ;;\n"));
	} else {
		buf_str(out, STR("\t\t'*:operand:"));
		zsh_action(out, operands[c].kind, operands[c].words);
		buf_str(out, STR("' ;;\n"));
	}
}

static void print_zsh(struct buf *out, const struct option_row *rows, size_t count)
{
	buf_str(out, STR("#compdef hownot\n# zsh completion for hownot; made by 'hownot completion zsh'\n"
			 "_hownot_rules() { local -a names; names=(${(f)\"$(" RULE_NAMES
			 ")\"}); compadd -a names; _files }\n"
			 "_hownot_packs() { local -a names; names=(${(f)\"$(" PACK_NAMES
			 ")\"}); compadd -a names; _files }\n"
			 "_hownot_scenarios() { local -a names; names=(${(f)\"$(" SCENARIO_NAMES ")\"}); compadd -a names }\n"
			 "_hownot_topics() { local -a names; names=(${(f)\"$(" TOPIC_NAMES ")\"}); compadd -a names }\n"
			 "_hownot_commands() {\n\tlocal -a commands=(\n"));
	for (size_t c = 0; c < COMMANDS; c++) {
		buf_printf(out, "\t\t'%s:", options_command_name((enum command)c));
		zsh_text(out, options_command_what((enum command)c));
		buf_str(out, STR("'\n"));
	}
	buf_str(out, STR("\t)\n\t_describe command commands\n}\n_hownot() {\n\tlocal command=check\n"
			 "\tif (( CURRENT > 2 )) && [[ $words[2] == ("));
	command_names(out, "|");
	buf_str(out, STR(") ]]; then\n\t\tcommand=$words[2]\n\t\tshift words\n\t\t(( CURRENT-- ))\n"
			 "\telif (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n\t\t_hownot_commands\n\tfi\n"
			 "\tcase $command in\n"));
	for (size_t c = 0; c < COMMANDS; c++)
		zsh_command(out, c, rows, count);
	buf_str(out, STR("\tesac\n}\nif [[ $funcstack[1] == _hownot ]]; then _hownot \"$@\"; else compdef _hownot "
			 "hownot; fi\n"));
}

/* ---- fish ---- */

static void fish_text(struct buf *out, const char *text)
{
	buf_char(out, '\'');
	for (; *text; text++)
		buf_printf(out, *text == '\'' || *text == '\\' ? "\\%c" : "%c", *text);
	buf_char(out, '\'');
}

static void fish_values(struct buf *out, enum completion_kind kind, struct str words)
{
	switch (kind) {
	case COMPLETE_WORDS:
		buf_printf(out, " -fa '%.*s'", STR_FMT(words));
		return;
	case COMPLETE_FILES:
		buf_str(out, STR(" -F"));
		return;
	case COMPLETE_RULES:
		buf_str(out, STR(" -fa '(__hownot_rules)'"));
		return;
	case COMPLETE_PACKS:
		buf_str(out, STR(" -Fa '(__hownot_packs)'"));
		return;
	case COMPLETE_SCENARIOS:
		buf_str(out, STR(" -fa '(__hownot_scenarios)'"));
		return;
	case COMPLETE_TOPICS:
		buf_str(out, STR(" -fa '(__hownot_topics)'"));
		return;
	default:
		buf_str(out, STR(" -f"));
	}
}

static void fish_option(struct buf *out, const struct option_row *row)
{
	struct str words = {0};
	enum completion_kind kind = completion_of(out->arena, row, &words);
	buf_str(out, STR("complete -c hownot -n '__hownot_command"));
	for (size_t c = 0; c < COMMANDS; c++)
		if (has_row(row, c))
			buf_printf(out, " %s", options_command_name((enum command)c));
	buf_printf(out, "' -l %s", row->name);
	if (row->letter)
		buf_printf(out, " -s %c", row->letter);
	buf_str(out, STR(" -d "));
	fish_text(out, row->help);
	if (row->argument && !row->is_optional) {
		buf_str(out, STR(" -r"));
		fish_values(out, kind, words);
	}
	buf_char(out, '\n');
}

static void fish_commands(struct buf *out)
{
	for (size_t c = 0; c < COMMANDS; c++) {
		const char *name = options_command_name((enum command)c);
		buf_printf(out, "complete -c hownot -n __hownot_first -a %s -d ", name);
		fish_text(out, options_command_what((enum command)c));
		buf_char(out, '\n');
		if (c != COMMAND_HELP && operands[c].kind == COMPLETE_FILES)
			continue;
		buf_printf(out, "complete -c hownot -n '__hownot_command %s'", name);
		struct buf names = buf_make(out->arena);
		command_names(&names, " ");
		if (c == COMMAND_HELP)
			fish_values(out, COMPLETE_WORDS, buf_view(&names));
		else
			fish_values(out, operands[c].kind, operands[c].words);
		buf_char(out, '\n');
	}
}

static void print_fish(struct buf *out, const struct option_row *rows, size_t count)
{
	buf_str(out, STR("# fish completion for hownot; made by 'hownot completion fish'\n"
			 "function __hownot_rules\n\t" RULE_NAMES "\nend\n"
			 "function __hownot_packs\n\t" PACK_NAMES "\nend\n"
			 "function __hownot_scenarios\n\t" SCENARIO_NAMES "\nend\n"
			 "function __hownot_topics\n\t" TOPIC_NAMES "\nend\n"
			 "function __hownot_first\n\ttest (count (commandline -opc)) -eq 1\nend\n"
			 "# Is the command on the line among those given? Without one it is check.\n"
			 "function __hownot_command\n\tset -l words (commandline -opc)\n\tset -l command check\n"
			 "\tif contains -- \"$words[2]\" "));
	command_names(out, " ");
	buf_str(out, STR("\n\t\tset command $words[2]\n\tend\n\tcontains -- $command $argv\nend\n"));
	fish_commands(out);
	for (size_t i = 0; i < count; i++)
		fish_option(out, &rows[i]);
}

bool completion_print(struct buf *out, const char *shell, struct err *err)
{
	size_t count;
	const struct option_row *rows = options_rows(&count);
	if (strcmp(shell, "bash") == 0)
		print_bash(out, rows, count);
	else if (strcmp(shell, "zsh") == 0)
		print_zsh(out, rows, count);
	else if (strcmp(shell, "fish") == 0)
		print_fish(out, rows, count);
	else
		return err_set(err, "completion: %s is not one of bash, zsh, fish", shell);
	return true;
}

int completion_run(struct arena *arena, const struct options *options)
{
	struct buf out = buf_make(arena);
	struct err err;
	if (options->operands.count != 1)
		err_set(&err, "completion needs a shell: bash, zsh or fish");
	else if (completion_print(&out, options->operands.items[0], &err))
		return output_all(buf_view(&out), options, STATUS_OK);
	output_trouble(options, &err);
	return STATUS_TROUBLE;
}
