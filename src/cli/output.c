#include "cli/output.h"

#include "base/io.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { FLUSH_BYTES = 64 * 1024, DEFAULT_WIDTH = 80, LEAST_WIDTH = 40, MOST_WIDTH = 100 };

bool output_init(struct output *output)
{
	if (ARENA_CATCH(&output->arena))
		return false;
	output->buf = buf_make(&output->arena);
	/* All the room that it will need, so that memory cannot run out later, in the middle of the work. */
	buf_reserve(&output->buf, 2 * FLUSH_BYTES);
	return true;
}

bool output_flush(struct output *output)
{
	if (!output->failed && output->buf.len)
		output->failed = !io_write(STDOUT_FILENO, buf_view(&output->buf), "<stdout>", &output->err);
	output->buf.len = 0;
	return !output->failed;
}

bool output_str(struct output *output, struct str text)
{
	if (output->failed)
		return false;
	if (output->buf.len + text.len > FLUSH_BYTES && !output_flush(output))
		return false;
	if (text.len > FLUSH_BYTES) {
		output->failed = !io_write(STDOUT_FILENO, text, "<stdout>", &output->err);
		return !output->failed;
	}
	buf_str(&output->buf, text);
	return true;
}

int output_finish(struct output *output, const struct options *options, int status)
{
	if (!output_flush(output)) {
		output_trouble(options, &output->err);
		status = STATUS_TROUBLE;
	}
	arena_free(&output->arena);
	return status;
}

int output_all(struct str text, const struct options *options, int status)
{
	struct err err;
	if (io_write(STDOUT_FILENO, text, "<stdout>", &err))
		return status;
	output_trouble(options, &err);
	return STATUS_TROUBLE;
}

static bool may_tell(const struct options *options)
{
	if (options->errors != ERRORS_AUTO)
		return options->errors == ERRORS_STDERR;
	/* Editors put a filter's standard error into the text. */
	bool is_filter = options->command == COMMAND_REWRITE && !options->is_ndjson && options_read_stdin(options);
	return !is_filter || isatty(STDERR_FILENO);
}

static void tell(const char *text)
{
	/* One write, so that lines of several processes do not mix. */
	char line[ERR_BYTES + 16];
	int n = snprintf(line, sizeof line, "hownot: %s\n", text);
	if (n > 0)
		io_write(STDERR_FILENO, (struct str){line, (size_t)n < sizeof line ? (size_t)n : sizeof line - 1}, "",
			 NULL);
}

void output_trouble(const struct options *options, const struct err *err)
{
	if (may_tell(options))
		tell(err->text);
}

void output_note(const struct options *options, const char *format, ...)
{
	if (!options->verbose || !may_tell(options))
		return;
	char text[ERR_BYTES];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	tell(text);
}

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);
	return value && value[0];
}

void output_hint_terminal(const struct options *options)
{
	if (options_read_stdin(options) && isatty(STDIN_FILENO) && isatty(STDERR_FILENO) &&
	    options->errors != ERRORS_NONE)
		tell("the draft is read from the terminal; Ctrl-D on a line of its own ends it ('hownot --help' for "
		     "help)");
}

static bool wants_colour(const struct options *options)
{
	if (options->colour != WHEN_AUTO)
		return options->colour == WHEN_ALWAYS;
	const char *term = getenv("TERM");
	/* Under emacs's compile and in mutt's pager standard output is a terminal that shows no colours. */
	return isatty(STDOUT_FILENO) && term && term[0] && strcmp(term, "dumb") != 0 && !is_set("NO_COLOR") &&
	       !is_set("INSIDE_EMACS");
}

/* Asked of the environment, as setlocale does, without loading a locale. */
static bool is_utf8_locale(void)
{
	static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
		if (!is_set(variables[i]))
			continue;
		struct str locale = str_of(getenv(variables[i]));
		struct str codeset = str_slice(locale, str_find(locale, STR("."), 0) + 1, locale.len);
		codeset = str_slice(codeset, 0, str_find(codeset, STR("@"), 0));
		return str_eq_nocase(codeset, STR("utf-8")) || str_eq_nocase(codeset, STR("utf8"));
	}
	return false;
}

static size_t width_of_output(void)
{
	struct winsize size;
	size_t width = 0;
	if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		width = size.ws_col;
	const char *columns = getenv("COLUMNS");
	if (!width && columns)
		width = (size_t)strtoul(columns, NULL, 10);
	if (!width)
		return DEFAULT_WIDTH;
	return width < LEAST_WIDTH ? LEAST_WIDTH : width > MOST_WIDTH ? MOST_WIDTH : width;
}

struct look output_look(const struct options *options)
{
	return (struct look){.colour = wants_colour(options), .unicode = is_utf8_locale(), .width = width_of_output()};
}
