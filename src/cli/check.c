/*
 * check - coach drafts: findings, checklist, verdict
 *
 * Drafts are read, judged and set by several threads; this thread prints them in the order of the command line.
 */
#include "base/io.h"
#include "cli/commands.h"
#include "cli/draft.h"
#include "cli/output.h"
#include "cli/pool.h"
#include "cli/progress.h"
#include "cli/setup.h"
#include "out/gnu.h"
#include "out/html.h"
#include "out/result.h"
#include "out/sarif.h"
#include "out/text.h"

#include <string.h>
#include <unistd.h>

/* A draft on its way: filled by a thread, printed by the main one. */
struct job {
	struct arena arena;
	struct buf text; /* what is printed */
	struct sarif_rules rules; /* what its findings refer to, for the log's end */
	bool failed;
	struct err err;
	bool is_ready, is_found;
	bool was_windows_1252;
	const char *language, *question_from; /* constants of the library's */
};

struct run {
	const struct options *options;
	const struct hownot *coach;
	struct str question;
	struct look look;
	const char *const *paths;
	size_t count;
	struct job *jobs; /* by slot */
	struct progress progress;
	struct output output;
	struct sarif_rules rules;
	bool has_results; /* a SARIF log: a comma is due before the next */
	size_t printed, ready; /* drafts */
	int status;
};

static bool is_found(const struct options *options, const struct hownot_result *result)
{
	switch (options->fail_on) {
	case FAIL_ON_GATEKEEPER:
		return result->verdict == HOWNOT_GATEKEEPER;
	case FAIL_ON_FINDING:
		return result->finding_count > 0;
	case FAIL_ON_NEVER:
		return false;
	default:
		return !result->ready;
	}
}

/* Those that most readers of SARIF count in, unless others are asked for. */
static enum column_unit sarif_columns(const struct options *options)
{
	return options->has_columns ? options->columns : COLUMN_UTF16;
}

static void render(const struct run *run, struct arena *arena, struct buf *out, const struct reply *reply, size_t index)
{
	struct json json = {.out = out};
	switch (run->options->format) {
	case FORMAT_JSON:
		result_write(arena, &json, reply);
		return;
	case FORMAT_NDJSON:
		result_write(arena, &json, reply);
		buf_char(out, '\n');
		return;
	case FORMAT_GNU:
		gnu_print(arena, out, reply, run->options->columns);
		return;
	case FORMAT_HTML:
		html_print(arena, out, reply, index + 1);
		return;
	case FORMAT_SARIF:
		sarif_print(arena, out, reply, sarif_columns(run->options));
		return;
	default:
		text_print(arena, out, &run->look, reply, run->count > 1);
	}
}

static void do_draft(void *context, size_t index, size_t slot)
{
	const struct run *run = context;
	struct job *job = &run->jobs[slot];
	*job = (struct job){0};
	const char *name = draft_name(run->options, run->paths[index]);
	if (ARENA_CATCH(&job->arena)) {
		job->failed = true;
		err_set(&job->err, "%s: out of memory", name);
		return;
	}
	job->text = buf_make(&job->arena);
	struct str text;
	struct hownot_result *result = NULL;
	job->failed = !io_read_file(&job->arena, run->paths[index], &text, &job->err) ||
		      !(result = draft_judge(run->coach, run->options, text, run->question, name, &job->err));
	if (job->failed)
		return;
	job->language = result->language;
	job->question_from = result->question_from;
	job->is_ready = result->ready;
	job->is_found = is_found(run->options, result);
	job->was_windows_1252 = result->was_windows_1252;
	struct reply reply = {.path = name, .draft = text, .result = result};
	if (run->options->redact)
		reply = reply_redact(&job->arena, &reply);
	if (!run->options->quiet)
		render(run, &job->arena, &job->text, &reply, index);
	job->rules = (struct sarif_rules){.arena = &job->arena};
	if (run->options->format == FORMAT_SARIF)
		sarif_rules_add(&job->rules, result);
	hownot_result_free(result);
}

/* `hownot rewrit x`: a word that is no file may have been meant as a command. */
static void suggest_command(struct job *job, const char *path)
{
	if (strchr(path, '/') || strchr(path, '.') || access(path, F_OK) == 0)
		return;
	const char *nearest = options_nearest_command(path);
	struct err why = job->err;
	if (nearest)
		err_set(&job->err, "%s; did you mean 'hownot %s'?", why.text, nearest);
}

static void print_separator(struct run *run)
{
	if (run->options->format == FORMAT_JSON)
		output_str(&run->output, run->printed ? STR(",\n") : STR("\n"));
	if (run->options->format == FORMAT_TEXT && run->printed)
		output_str(&run->output, STR("\n"));
}

/* Results of drafts are the items of one list; a draft may have none. */
static void take_results(struct run *run, const struct job *job)
{
	if (run->options->format != FORMAT_SARIF || !job->text.len)
		return;
	output_str(&run->output, run->has_results ? STR(",\n") : STR("\n"));
	run->has_results = true;
	sarif_rules_add_all(&run->rules, &job->rules);
}

static void tell_how_read(const struct run *run, const struct job *job, const char *name)
{
	if (job->was_windows_1252)
		output_note(run->options, "%s: not valid UTF-8, read as windows-1252", name);
	output_note(run->options, "%s: language %s; the question is %s", name, job->language,
		    !job->question_from[0]         ? "not known"
		    : job->question_from[0] == 'q' ? "taken from the quoted text"
						   : "given");
}

static bool take_draft(void *context, size_t index, size_t slot)
{
	struct run *run = context;
	struct job *job = &run->jobs[slot];
	if (job->failed || run->options->verbose)
		progress_hide(&run->progress);
	if (job->failed) {
		/* What stands before it on the command line is told before it, on a terminal that shows both. */
		output_flush(&run->output);
		if (index == 0)
			suggest_command(job, run->paths[index]);
		output_trouble(run->options, &job->err);
		run->status = STATUS_TROUBLE;
	} else {
		tell_how_read(run, job, draft_name(run->options, run->paths[index]));
		if (!run->options->quiet) {
			print_separator(run);
			take_results(run, job);
			output_str(&run->output, buf_view(&job->text));
		}
		run->printed++;
		run->ready += job->is_ready;
		if (job->is_found && run->status == STATUS_OK)
			run->status = STATUS_FOUND;
	}
	arena_free(&job->arena);
	progress_show(&run->progress, index + 1, run->count, "", index + 1);
	return !run->output.failed;
}

static void print_frame(struct arena *arena, struct run *run, bool is_end)
{
	struct buf buf = buf_make(arena);
	struct json json = {.out = &buf};
	if (run->options->quiet)
		return;
	if (run->options->format == FORMAT_JSON && !is_end)
		result_open_all(&json);
	else if (run->options->format == FORMAT_JSON)
		result_close_all(&json);
	else if (run->options->format == FORMAT_HTML && !is_end)
		html_print_start(arena, &buf, draft_name(run->options, run->paths[0]), run->count,
				 run->options->redact);
	else if (run->options->format == FORMAT_HTML)
		html_print_end(&buf, run->options->redact);
	else if (run->options->format == FORMAT_SARIF && !is_end)
		sarif_print_start(&buf, sarif_columns(run->options));
	else if (run->options->format == FORMAT_SARIF)
		sarif_print_end(arena, &buf, &run->rules, run->status != STATUS_TROUBLE);
	else if (run->options->format == FORMAT_TEXT && is_end && run->count > 1)
		text_print_summary(&buf, &run->look, run->printed, run->ready);
	output_str(&run->output, buf_view(&buf));
}

static size_t jobs_for(const struct options *options, size_t count)
{
	if (count <= 1)
		return count;
	size_t jobs = options->jobs ? options->jobs : pool_processors();
	return jobs < count ? jobs : count;
}

static int check_drafts(struct arena *arena, struct run *run)
{
	enum { AHEAD = 4 };
	size_t jobs = jobs_for(run->options, run->count);
	struct pool_work work = {.context = run, .do_item = do_draft, .take_item = take_draft, .slots = AHEAD * jobs};
	run->jobs = arena_alloc(arena, work.slots, sizeof *run->jobs);
	run->rules.arena = arena;
	if (!output_init(&run->output)) {
		err_set(&run->output.err, "out of memory");
		output_trouble(run->options, &run->output.err);
		return STATUS_TROUBLE;
	}
	run->progress = progress_make(run->count > 1 && run->options->errors != ERRORS_NONE && !isatty(STDOUT_FILENO));
	print_frame(arena, run, false);
	pool_run(jobs, run->count, &work);
	progress_hide(&run->progress);
	print_frame(arena, run, true);
	return output_finish(&run->output, run->options, run->status);
}

int check_run(struct arena *arena, const struct options *options)
{
	static const char *const standard_input[] = {"-"};
	if (options->is_ndjson)
		return ndjson_run(arena, options);
	struct run run = {.options = options,
			  .look = output_look(options),
			  .paths = options->operands.items,
			  .count = options->operands.count};
	if (!run.count) {
		run.paths = standard_input;
		run.count = 1;
	}
	struct err err;
	if (!draft_read_question(arena, options, &run.question, &err)) {
		output_trouble(options, &err);
		return STATUS_TROUBLE;
	}
	struct hownot *coach = setup_coach(arena, options, &err);
	if (!coach) {
		output_trouble(options, &err);
		return STATUS_TROUBLE;
	}
	if (run.count > 1)
		setup_many(coach);
	run.coach = coach;
	output_hint_terminal(options);
	int status = check_drafts(arena, &run);
	hownot_free(coach);
	return status;
}
