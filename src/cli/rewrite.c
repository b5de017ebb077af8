/*
 * rewrite - the draft as a good colleague would send it
 *
 * As a filter (rescue.h) everything is computed before the first byte is written, and on trouble the draft comes out as
 * it went in. With files, what cannot be done for one is told, and the others are done.
 */
#include "base/io.h"
#include "cli/ask.h"
#include "cli/commands.h"
#include "cli/draft.h"
#include "cli/inplace.h"
#include "cli/output.h"
#include "cli/pool.h"
#include "cli/rescue.h"
#include "cli/setup.h"
#include "out/diff.h"
#include "out/result.h"

#include <string.h>

struct job {
	struct arena arena;
	struct str text;              /* the draft */
	struct hownot_result *result; /* kept for --interactive only */
	struct str rewritten;         /* the draft's new text, for --in-place */
	struct buf printed;
	bool failed;
	struct err err;
	bool was_windows_1252;
};

struct run {
	const struct options *options;
	const struct hownot *coach;
	struct str question, standard_input;
	struct look look;
	const char *const *paths;
	size_t count;
	struct job *jobs; /* by slot */
	struct ask ask;
	struct arena arena; /* of the answer */
	struct buf answer;
	size_t printed;
	int status;
};

static bool is_standard_input(const struct run *run, size_t index)
{
	return strcmp(run->paths[index], "-") == 0;
}

static void render(const struct run *run, struct job *job, const struct reply *reply)
{
	const struct hownot_result *result = reply->result;
	struct str rewritten = {result->rewritten, result->rewritten_len};
	struct json json = {.out = &job->printed};
	if (run->options->format == FORMAT_JSON || run->options->format == FORMAT_NDJSON) {
		result_write(&job->arena, &json, reply);
	} else if (run->options->diff) {
		struct diff diff = diff_make(&job->arena, reply->draft, rewritten);
		diff_print(&job->printed, &run->look, &diff, reply->path);
	} else if (run->options->in_place) {
		job->rewritten = arena_str(&job->arena, rewritten);
	} else {
		buf_str(&job->printed, rewritten);
	}
}

static bool rewrite_draft(const struct run *run, struct job *job, const char *path, const char *name)
{
	if (strcmp(path, "-") == 0)
		job->text = run->standard_input;
	else if (!io_read_file(&job->arena, path, &job->text, &job->err))
		return false;
	struct hownot_result *result = draft_judge(run->coach, run->options, job->text, run->question, name, &job->err);
	if (!result)
		return false;
	/* Half of all editors would take an empty answer for the text. */
	if (!result->rewritten || (job->text.len && !result->rewritten_len)) {
		hownot_result_free(result);
		return err_set(&job->err, "%s: the rewrite came out empty; left as it is", name);
	}
	job->was_windows_1252 = result->was_windows_1252;
	job->result = result;
	return true;
}

static void do_draft(void *context, size_t index, size_t slot)
{
	const struct run *run = context;
	struct job *job = &run->jobs[slot];
	*job = (struct job){0};
	const char *name = draft_name(run->options, run->paths[index]);
	if (ARENA_CATCH(&job->arena)) {
		hownot_result_free(job->result);
		job->result = NULL;
		job->failed = true;
		err_set(&job->err, "%s: out of memory", name);
		return;
	}
	job->printed = buf_make(&job->arena);
	job->failed = !rewrite_draft(run, job, run->paths[index], name);
	if (job->failed || run->options->interactive)
		return;
	render(run, job, &(struct reply){.path = name, .draft = job->text, .result = job->result});
	hownot_result_free(job->result);
	job->result = NULL;
}

static void ask_about(struct run *run, struct job *job, const char *name)
{
	struct reply reply = {.path = name, .draft = job->text, .result = job->result};
	job->rewritten = ask_changes(&job->arena, &run->ask, &reply);
	if (!run->options->in_place)
		buf_str(&job->printed, job->rewritten);
}

/* A file that comes out as it went in is not touched: its time stays. */
static void replace_file(struct run *run, struct job *job, const char *path)
{
	if (str_eq(job->text, job->rewritten))
		return;
	job->failed = !inplace_replace(path, job->text, job->rewritten, run->options->backup_suffix, &job->err);
}

static void print_answer(struct run *run, const struct job *job)
{
	bool is_json = run->options->format == FORMAT_JSON;
	if (is_json)
		buf_str(&run->answer, run->printed ? STR(",\n") : STR("\n"));
	buf_str(&run->answer, buf_view(&job->printed));
	if (run->options->format == FORMAT_NDJSON)
		buf_char(&run->answer, '\n');
	run->printed++;
}

static void finish_draft(struct run *run, struct job *job, size_t index)
{
	const char *name = draft_name(run->options, run->paths[index]);
	if (!job->failed && run->options->interactive)
		ask_about(run, job, name);
	if (!job->failed && run->options->in_place)
		replace_file(run, job, run->paths[index]);
	if (!job->failed)
		print_answer(run, job);
	if (job->was_windows_1252)
		output_note(run->options, "%s: not valid UTF-8, read as windows-1252", name);
}

static bool take_draft(void *context, size_t index, size_t slot)
{
	struct run *run = context;
	struct job *job = &run->jobs[slot];
	if (!job->failed && ARENA_CATCH(&job->arena)) {
		job->failed = true;
		err_set(&job->err, "%s: out of memory", draft_name(run->options, run->paths[index]));
	} else {
		finish_draft(run, job, index);
	}
	if (job->failed) {
		output_trouble(run->options, &job->err);
		run->status = STATUS_TROUBLE;
		if (is_standard_input(run, index))
			buf_str(&run->answer, run->standard_input);
	}
	hownot_result_free(job->result);
	arena_free(&job->arena);
	return true;
}

static void print_frame(struct run *run, bool is_end)
{
	struct json json = {.out = &run->answer};
	if (run->options->format != FORMAT_JSON)
		return;
	if (is_end)
		result_close_all(&json);
	else
		result_open_all(&json);
}

static int rewrite_drafts(struct arena *arena, struct run *run)
{
	enum { AHEAD = 4 };
	size_t jobs = run->options->jobs ? run->options->jobs : run->count > 1 ? pool_processors() : 1;
	if (run->options->interactive || jobs > run->count)
		jobs = run->options->interactive ? 1 : run->count;
	struct pool_work work = {.context = run, .do_item = do_draft, .take_item = take_draft, .slots = AHEAD * jobs};
	run->jobs = arena_alloc(arena, work.slots, sizeof *run->jobs);
	run->answer = buf_make(arena);
	print_frame(run, false);
	pool_run(jobs, run->count, &work);
	/* A draft that could not be rewritten is given back alone: a JSON document around it would be neither. */
	bool is_given_back = run->status != STATUS_OK && run->count == 1 && is_standard_input(run, 0);
	if (is_given_back)
		return rescue_write(run->options, run->standard_input, run->status);
	print_frame(run, true);
	return rescue_write(run->options, buf_view(&run->answer), run->status);
}

/* Everything but the drafts themselves; false: the trouble has been told. */
static bool set_up(struct arena *arena, const struct options *options, struct run *run, struct hownot **coach)
{
	struct err err;
	bool is_filter = rescue_is_filter(options);
	if (is_filter) {
		output_hint_terminal(options);
		rescue_begin();
	}
	if (is_filter && !rescue_read(&run->standard_input, &err)) {
		output_trouble(options, &err);
		return false;
	}
	*coach = NULL;
	if (draft_read_question(arena, options, &run->question, &err))
		*coach = setup_coach(arena, options, &err);
	if (*coach && options->interactive && !ask_open(&run->ask, is_filter, &run->look, &err)) {
		hownot_free(*coach);
		*coach = NULL;
	}
	if (!*coach)
		output_trouble(options, &err);
	return *coach != NULL;
}

int rewrite_run(struct arena *arena, const struct options *options)
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
	struct hownot *coach;
	if (!set_up(arena, options, &run, &coach))
		return rescue_status(options);
	run.coach = coach;
	int status = rewrite_drafts(arena, &run);
	hownot_free(coach);
	if (options->interactive)
		ask_close(&run.ask);
	return status;
}
