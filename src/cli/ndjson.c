/*
 * ndjson - a draft a line in, a result a line out, for engines that spread work over processes
 *
 * Lines are taken in batches: as many as have come, up to a bound, so that memory does not grow with the input.
 * Whenever reading would block, what is done is written out first: a caller may wait for each answer before it sends
 * the next line. A request to end (INT, TERM, HUP) is heard between batches, so that no line is left half written.
 */
#include "cli/commands.h"
#include "cli/draft.h"
#include "cli/output.h"
#include "cli/pool.h"
#include "cli/progress.h"
#include "cli/record.h"
#include "cli/setup.h"
#include "out/result.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>
#include <sys/stat.h>

enum {
	READ_BYTES = 64 * 1024,
	MOST_RECORD_BYTES = 64 * 1024 * 1024,
	BATCH_BYTES = 4 * 1024 * 1024,
	BATCH_LINES = 512,
};

struct line {
	struct str text; /* without its ending */
	size_t number;   /* in the input, from 1 */
	bool is_too_long;
};

/* The input, as far as it is in memory: bytes[first, end). */
struct input {
	char *bytes;
	size_t first, end, capacity;
	size_t searched;          /* no line feed in bytes[first, searched) */
	size_t number;            /* lines taken */
	size_t read, size;        /* bytes; size 0: not known */
	bool at_end, is_draining; /* draining: the rest of a line that was too long is thrown away */
	bool failed;
	struct err err;
};

struct job {
	struct arena arena;
	struct buf text;
	bool is_bad;
};

struct run {
	const struct options *options;
	const struct hownot *coach;
	struct str question;
	struct line lines[BATCH_LINES];
	size_t line_count;
	struct job *jobs; /* by slot */
	struct output output;
	struct input input;
	bool any_bad;
	struct progress progress;
	size_t answered;
	sigset_t waiting; /* the signals let through while waiting for input */
};

/* Set by the handler of INT, TERM and HUP, the only way in which it can tell. */
static volatile sig_atomic_t caught;

static void on_signal(int number)
{
	caught = number;
}

/* ---- lines in ---- */

/* Bytes move to the front when the lines before them are done, and the room grows up to what a record may have. */
static bool make_room(struct input *in)
{
	if (in->first) {
		memmove(in->bytes, in->bytes + in->first, in->end - in->first);
		in->end -= in->first;
		in->searched -= in->first;
		in->first = 0;
	}
	if (in->capacity - in->end >= READ_BYTES)
		return true;
	size_t capacity = in->capacity ? 2 * in->capacity : 2 * READ_BYTES;
	char *bytes = realloc(in->bytes, capacity);
	if (!bytes)
		return err_set(&in->err, "<stdin>: out of memory");
	in->bytes = bytes;
	in->capacity = capacity;
	return true;
}

static void read_some(struct input *in)
{
	if (!make_room(in)) {
		in->failed = true;
		return;
	}
	ssize_t n = read(STDIN_FILENO, in->bytes + in->end, in->capacity - in->end);
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (n < 0) {
		in->failed = true;
		err_set(&in->err, "<stdin>: %s", strerror(errno));
		return;
	}
	in->at_end = n == 0;
	in->end += (size_t)n;
	in->read += (size_t)n;
}

static void take_bytes(struct input *in, size_t end)
{
	in->first = in->searched = end;
	in->number += !in->is_draining;
}

/* The next whole line that is in memory; false when there is none. */
static bool next_line(struct input *in, struct line *out)
{
	if (in->first == in->end)
		return false;
	char *feed = memchr(in->bytes + in->searched, '\n', in->end - in->searched);
	in->searched = in->end;
	bool is_too_long = !feed && in->end - in->first > MOST_RECORD_BYTES;
	if (!feed && !in->at_end && !is_too_long && !in->is_draining)
		return false;
	size_t start = in->first, end = feed ? (size_t)(feed - in->bytes) : in->end;
	bool was_draining = in->is_draining;
	take_bytes(in, feed ? end + 1 : end);
	in->is_draining = !feed && (is_too_long || was_draining);
	struct str text = {in->bytes + start, end - start};
	if (text.len && text.ptr[text.len - 1] == '\r')
		text.len--;
	if (in->number == 1 && !was_draining && str_starts(text, STR("\xEF\xBB\xBF")))
		text = str_slice(text, 3, text.len);
	*out = (struct line){text, in->number, is_too_long};
	return !was_draining;
}

static void fill_batch(struct run *run)
{
	size_t bytes = 0;
	run->line_count = 0;
	while (run->line_count < BATCH_LINES && bytes < BATCH_BYTES) {
		struct line *line = &run->lines[run->line_count];
		size_t before = run->input.first;
		if (!next_line(&run->input, line)) {
			if (run->input.first == before)
				return;
			continue;
		}
		if (!str_trim(line->text).len)
			continue;
		bytes += line->text.len;
		run->line_count++;
	}
}

/* ---- results out ---- */

static void write_error(struct buf *out, const struct record *record, size_t number, const struct err *err)
{
	struct json json = {.out = out};
	json_open(&json, '{');
	json_key(&json, "id");
	json_raw(&json, record->id.len ? record->id : STR("null"));
	json_key(&json, "line");
	json_number(&json, number);
	json_key(&json, "error");
	json_c_string(&json, err->text);
	json_close(&json, '}');
}

static void write_result(const struct options *options, struct job *job, const struct record *record, const struct hownot_result *result)
{
	struct reply reply = {
	    .path = "", .id = record->id.len ? record->id : STR("null"), .draft = record->text, .result = result};
	if (options->redact)
		reply = reply_redact(&job->arena, &reply);
	struct json json = {.out = &job->text};
	result_write(&job->arena, &json, &reply);
}

static bool answer(const struct run *run, struct job *job, const struct line *line, struct record *record,
		   struct err *err)
{
	enum { MIB = 1024 * 1024 };
	if (line->is_too_long)
		return err_set(err, "longer than %d MiB", MOST_RECORD_BYTES / MIB);
	if (!record_read(&job->arena, line->text, record, err))
		return false;
	struct str question = record->has_question ? record->question : run->question;
	struct hownot_result *result = draft_judge(run->coach, run->options, record->text, question, "the draft", err);
	if (!result)
		return false;
	if (!run->options->quiet)
		write_result(run->options, job, record, result);
	hownot_result_free(result);
	return true;
}

static void do_line(void *context, size_t index, size_t slot)
{
	const struct run *run = context;
	struct job *job = &run->jobs[slot];
	struct record record = {0};
	struct err err;
	*job = (struct job){0};
	if (ARENA_CATCH(&job->arena)) {
		/* What there was room for is dropped; a short answer needs little. */
		arena_free(&job->arena);
		job->text = (struct buf){0};
		job->is_bad = true;
		return;
	}
	job->text = buf_make(&job->arena);
	job->is_bad = !answer(run, job, &run->lines[index], &record, &err);
	if (job->is_bad)
		write_error(&job->text, &record, run->lines[index].number, &err);
}

static bool take_line(void *context, size_t index, size_t slot)
{
	struct run *run = context;
	struct job *job = &run->jobs[slot];
	if (run->options->quiet) {
		/* the status tells */
	} else if (job->text.arena) {
		output_str(&run->output, buf_view(&job->text));
	} else {
		char line[96];
		int n = snprintf(line, sizeof line, "{\"id\": null, \"line\": %zu, \"error\": \"out of memory\"}",
				 run->lines[index].number);
		output_str(&run->output, (struct str){line, (size_t)n});
	}
	run->any_bad = run->any_bad || job->is_bad;
	arena_free(&job->arena);
	return run->options->quiet || output_str(&run->output, STR("\n"));
}

/* ---- the loop ---- */

static void hear_signals(struct run *run)
{
	static const int requests[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction action = {.sa_handler = on_signal}, old;
	sigset_t requested;
	sigemptyset(&action.sa_mask);
	sigemptyset(&requested);
	for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
		if (sigaction(requests[i], NULL, &old) == 0 && old.sa_handler == SIG_IGN)
			continue;
		sigaction(requests[i], &action, NULL);
		sigaddset(&requested, requests[i]);
	}
	pthread_sigmask(SIG_BLOCK, &requested, &run->waiting);
}

/* Can standard input be read without waiting longer than `limit` (NULL: for ever)? */
static bool has_input(const struct run *run, const struct timespec *limit)
{
	fd_set set;
	FD_ZERO(&set);
	FD_SET(STDIN_FILENO, &set);
	/* An error shows itself when reading. */
	int n = pselect(STDIN_FILENO + 1, &set, NULL, NULL, limit, &run->waiting);
	return n > 0 || (n < 0 && errno != EINTR);
}

static bool wait_for_input(struct run *run)
{
	static const struct timespec at_once = {0, 0};
	/* pselect lets a signal in only when it has to wait. */
	sigset_t blocked;
	pthread_sigmask(SIG_SETMASK, &run->waiting, &blocked);
	pthread_sigmask(SIG_SETMASK, &blocked, NULL);
	if (has_input(run, &at_once))
		return !caught;
	if (!output_flush(&run->output))
		return false;
	while (!caught && !has_input(run, NULL))
		;
	return !caught;
}

/* How far the answers are, in kilobytes of a file, else by their number alone. */
static void tell_progress(struct run *run)
{
	enum { KILOBYTE = 1000 };
	const struct input *in = &run->input;
	run->answered += run->line_count;
	progress_show(&run->progress, (in->read - (in->end - in->first)) / KILOBYTE, in->size / KILOBYTE, " kB", run->answered);
}

static void run_batch(struct run *run, size_t jobs, size_t slots)
{
	struct pool_work work = {.context = run, .do_item = do_line, .take_item = take_line, .slots = slots};
	pool_run(jobs, run->line_count, &work);
	tell_progress(run);
}

static void run_all(struct run *run, size_t jobs, size_t slots)
{
	while (!run->output.failed && !run->input.failed && !caught) {
		fill_batch(run);
		if (run->line_count)
			run_batch(run, jobs, slots);
		else if (run->input.at_end)
			return;
		else if (wait_for_input(run))
			read_some(&run->input);
	}
}

static int finish(struct run *run)
{
	progress_hide(&run->progress);
	int status = run->any_bad && run->options->fail_on_error ? STATUS_FOUND : STATUS_OK;
	if (run->input.failed) {
		output_trouble(run->options, &run->input.err);
		status = STATUS_TROUBLE;
	}
	status = output_finish(&run->output, run->options, status);
	free(run->input.bytes);
	return caught && status != STATUS_TROUBLE ? 128 + caught : status;
}

static bool check_operands(const struct options *options, struct err *err)
{
	for (size_t i = 0; i < options->operands.count; i++)
		if (strcmp(options->operands.items[i], "-") != 0)
			return err_set(err, "%s: --input ndjson reads standard input only", options->operands.items[i]);
	return true;
}

int ndjson_run(struct arena *arena, const struct options *options)
{
	enum { AHEAD = 8 };
	struct err err;
	struct run *run = arena_alloc(arena, 1, sizeof *run);
	struct hownot *coach = NULL;
	run->options = options;
	if (check_operands(options, &err) && draft_read_question(arena, options, &run->question, &err))
		coach = setup_coach(arena, options, &err);
	if (!coach) {
		output_trouble(options, &err);
		return STATUS_TROUBLE;
	}
	setup_many(coach);
	run->coach = coach;
	/* The engine in front of us spreads the work; threads only when they are asked for. */
	size_t jobs = options->jobs ? options->jobs : 1;
	run->jobs = arena_alloc(arena, AHEAD * jobs, sizeof *run->jobs);
	if (!output_init(&run->output)) {
		hownot_free(coach);
		err_set(&err, "out of memory");
		output_trouble(options, &err);
		return STATUS_TROUBLE;
	}
	struct stat file;
	if (fstat(STDIN_FILENO, &file) == 0 && S_ISREG(file.st_mode))
		run->input.size = (size_t)file.st_size;
	run->progress = progress_make(options->errors != ERRORS_NONE && !isatty(STDOUT_FILENO));
	hear_signals(run);
	run_all(run, jobs, AHEAD * jobs);
	int status = finish(run);
	hownot_free(coach);
	return status;
}
