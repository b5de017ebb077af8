/*
 * report - many drafts at a glance
 *
 * Files are read and judged by several threads, and added up by this one in their order. A file that holds many drafts
 * is opened into its items when its turn comes, and those are judged by threads in the same way. Drafts are dropped as
 * soon as they are added up; a file is in memory as a whole while its turn lasts.
 */
#include "base/io.h"
#include "cli/commands.h"
#include "cli/draft.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/pool.h"
#include "cli/record.h"
#include "cli/report_json.h"
#include "cli/report_source.h"
#include "cli/setup.h"
#include "out/report.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A draft on its way: judged by a thread, added up by the main one. */
struct job {
	struct arena arena;
	enum source_kind kind; /* of a file; what is no draft is opened in its turn */
	struct str text;
	struct str *items; /* of a file that holds many */
	size_t count, capacity;
	bool failed;
	struct err err;
	struct hownot_result *result; /* what the entry borrows from; NULL for earlier results */
	bool is_empty;
	struct report_entry entry;
};

struct run {
	struct options options, record_options; /* record_options: those for drafts that came as JSON */
	const struct hownot *coach;
	struct str question;
	struct source_files files;
	struct report report;
	struct progress progress;
	size_t taken; /* drafts */
	int status;
	size_t jobs; /* threads */
	bool any_bad;
};

/* A row of work for the threads: the files, or the items of one. */
struct row {
	struct run *run;
	const char *path; /* of the file whose items these are; NULL: the files */
	enum source_kind kind;
	const struct str *items;
	size_t count;
	struct job *jobs; /* by slot */
	size_t bad;       /* items that could not be read */
	struct err first_bad;
};

/* ---- entries ---- */

static void enter_result(struct job *job)
{
	const struct hownot_result *result = job->result;
	struct report_hit *hits = arena_alloc(&job->arena, result->finding_count + 1, sizeof *hits);
	for (size_t i = 0; i < result->finding_count; i++) {
		const struct hownot_finding *finding = &result->findings[i];
		hits[i] = (struct report_hit){
		    .rule = str_of(finding->rule),
		    .text = {finding->text, finding->text_len},
		    .try_text = finding->suggestion_count ? str_of(finding->suggestions[0].text) : STR(""),
		    .category = finding->category,
		    .is_strong = finding->severity == HOWNOT_STRONG};
	}
	struct report_entry *entry = &job->entry;
	entry->verdict = result->verdict;
	entry->score = (size_t)result->score;
	entry->is_ready = result->ready;
	entry->hits = hits;
	entry->hit_count = result->finding_count;
	for (int i = 0; i < HOWNOT_CHECKS; i++)
		entry->checks[i] = result->checks[i].value;
	entry->checks[HOWNOT_REASON] = result->ground != HOWNOT_NO_GROUND;
	job->is_empty = result->empty;
}

static bool judge(const struct run *run, struct job *job, const struct options *options, struct str draft,
		  struct str question, const char *name)
{
	job->result = draft_judge(run->coach, options, draft, question, name, &job->err);
	if (!job->result)
		return false;
	enter_result(job);
	return true;
}

/* A message says when it was written and by whom; of another draft its path may say when. */
static void enter_message(struct job *job, struct str text, const char *path)
{
	struct report_entry *entry = &job->entry;
	bool is_message = str_find(str_slice(text, 0, str_find(text, STR("\n"), 0)), STR(":"), 0) < text.len;
	if (is_message) {
		entry->date = source_date(&job->arena, source_field(&job->arena, text, "Date"));
		entry->names[BY_WRITER] = source_address(source_field(&job->arena, text, "From"));
	}
	if (!entry->date.len)
		entry->date = source_date(&job->arena, str_of(path));
}

/* What an NDJSON record says beside the draft; a record's id may be an object that says it too. */
static void enter_members(struct job *job, struct str object)
{
	static const char *const members[BYS] = {[BY_SERVICE] = "service", [BY_TOPIC] = "topic", [BY_WRITER] = "writer"};
	struct report_entry *entry = &job->entry;
	struct str id = report_json_member(object, "id");
	struct str date = report_json_text(&job->arena, report_json_member(object, "date"));
	if (!date.len)
		date = report_json_text(&job->arena, report_json_member(id, "date"));
	if (!date.len)
		date = report_json_text(&job->arena, report_json_member(object, "path"));
	entry->date = source_date(&job->arena, date);
	for (int by = 0; by < BYS; by++) {
		if (!members[by])
			continue;
		entry->names[by] = report_json_text(&job->arena, report_json_member(object, members[by]));
		if (!entry->names[by].len)
			entry->names[by] = report_json_text(&job->arena, report_json_member(id, members[by]));
	}
}

/* ---- results that were printed earlier ---- */

/* The value of an enum with this name; count when there is none. */
static int named(struct str name, const char *(*name_of)(int), int count)
{
	int value = 0;
	while (value < count && !str_eq(name, str_of(name_of(value))))
		value++;
	return value;
}

static const char *verdict_name(int value)
{
	return hownot_verdict_name((enum hownot_verdict)value);
}

static const char *category_name(int value)
{
	return hownot_category_name((enum hownot_category)value);
}

static void enter_findings(struct job *job, struct str findings)
{
	struct report_hit *hits = NULL;
	size_t count = 0, capacity = 0, at = 0;
	for (struct str finding; report_json_next(findings, &at, &finding);) {
		struct str category = report_json_text(&job->arena, report_json_member(finding, "category"));
		int known = named(category, category_name, HOWNOT_CATEGORIES);
		size_t first = 0;
		struct str suggestion;
		if (known == HOWNOT_CATEGORIES)
			continue;
		struct report_hit hit = {
		    .rule = report_json_text(&job->arena, report_json_member(finding, "rule")),
		    .text = report_json_text(&job->arena, report_json_member(finding, "text")),
		    .category = (enum hownot_category)known,
		    .is_strong = str_eq(report_json_member(finding, "severity"), STR("\"strong\""))};
		if (report_json_next(report_json_member(finding, "suggestions"), &first, &suggestion))
			hit.try_text = report_json_text(&job->arena, report_json_member(suggestion, "text"));
		*ARENA_PUSH(&job->arena, hits, count, capacity) = hit;
	}
	job->entry.hits = hits;
	job->entry.hit_count = count;
}

static bool enter_earlier(struct job *job, struct str object)
{
	struct report_entry *entry = &job->entry;
	int verdict = named(report_json_text(&job->arena, report_json_member(object, "verdict")), verdict_name,
			    HOWNOT_AGENT + 1);
	struct str checks = report_json_member(object, "checks"), notes = report_json_member(object, "notes");
	if (verdict > HOWNOT_AGENT || !checks.len)
		return err_set(&job->err, "neither a draft nor a result");
	entry->verdict = (enum hownot_verdict)verdict;
	entry->score = report_json_number(report_json_member(object, "score"));
	entry->is_ready = str_eq(report_json_member(object, "ready"), STR("true"));
	for (int i = 0; i < HOWNOT_CHECKS; i++) {
		struct str check = report_json_member(checks, hownot_check_name((enum hownot_check_kind)i));
		struct str value = report_json_member(check, "value");
		entry->checks[i] = i == HOWNOT_REASON ? str_starts(value, STR("\"")) : str_eq(value, STR("true"));
	}
	job->is_empty = str_find(notes, STR("nothing to coach"), 0) < notes.len;
	enter_findings(job, report_json_member(object, "findings"));
	return true;
}

/* ---- work of the threads ---- */

static bool enter_record(const struct run *run, struct job *job, struct str line, enum source_kind kind)
{
	struct record record;
	struct err err;
	bool is_result = kind == SOURCE_RESULTS ||
			 (report_json_member(line, "verdict").len && report_json_member(line, "checks").len);
	enter_members(job, line);
	if (is_result)
		return enter_earlier(job, line);
	if (!record_read(&job->arena, line, &record, &err)) {
		bool has_text = report_json_member(line, "text").len > 0;
		struct str told = report_json_text(&job->arena, report_json_member(line, "error"));
		return told.len && !has_text ? err_set(&job->err, "%.*s", STR_FMT(told)) : err_set(&job->err, "%s", err.text);
	}
	struct str question = record.has_question ? record.question : run->question;
	return judge(run, job, &run->record_options, record.text, question, "the draft");
}

static bool enter_item(const struct row *row, struct job *job, struct str item)
{
	const struct run *run = row->run;
	bool ok;
	if (row->kind == SOURCE_MBOX) {
		size_t line_end = str_find(item, STR("\n"), 0);
		struct str message = str_slice(item, line_end + 1, item.len);
		enter_message(job, message, row->path);
		if (!job->entry.date.len)
			job->entry.date = source_envelope_date(&job->arena, str_slice(item, 0, line_end));
		struct options options = run->options;
		options.input = HOWNOT_INPUT_MAIL;
		ok = judge(run, job, &options, message, run->question, "the message");
	} else {
		ok = enter_record(run, job, item, row->kind);
	}
	job->entry.names[BY_FOLDER] = str_of(row->path);
	return ok;
}

static void list_items(struct job *job)
{
	struct str item;
	for (size_t at = 0; source_next(job->kind, job->text, &at, &item);)
		*ARENA_PUSH(&job->arena, job->items, job->count, job->capacity) = item;
}

static bool enter_file(const struct row *row, struct job *job, size_t index)
{
	const struct run *run = row->run;
	const char *path = run->files.paths[index], *name = draft_name(&run->options, path);
	if (!io_read_file(&job->arena, path, &job->text, &job->err))
		return false;
	job->kind = run->options.is_ndjson ? SOURCE_NDJSON : source_kind(job->text);
	if (job->kind == SOURCE_BINARY)
		return true;
	if (job->kind != SOURCE_DRAFT) {
		list_items(job);
		return true;
	}
	enter_message(job, job->text, name);
	job->entry.names[BY_FOLDER] = source_folder(str_of(name));
	return judge(run, job, &run->options, job->text, run->question, name);
}

static void do_job(void *context, size_t index, size_t slot)
{
	const struct row *row = context;
	struct job *job = &row->jobs[slot];
	*job = (struct job){0};
	if (ARENA_CATCH(&job->arena)) {
		hownot_result_free(job->result);
		job->result = NULL;
		job->failed = true;
		err_set(&job->err, "out of memory");
		return;
	}
	job->failed = row->path ? !enter_item(row, job, row->items[index]) : !enter_file(row, job, index);
}

/* ---- adding up ---- */

static void take_entry(struct run *run, const struct job *job)
{
	if (job->is_empty)
		run->report.empty++;
	else
		report_add(&run->report, &job->entry);
	run->taken++;
}

static void tell(struct run *run, const struct err *err)
{
	progress_hide(&run->progress);
	output_trouble(&run->options, err);
}

static void open_file(struct run *run, const char *name, struct job *job);

static bool take_job(void *context, size_t index, size_t slot)
{
	struct row *row = context;
	struct run *run = row->run;
	struct job *job = &row->jobs[slot];
	const char *name = row->path ? row->path : draft_name(&run->options, run->files.paths[index]);
	if (job->failed && row->path) {
		output_note(&run->options, "%s: item %zu: %s", row->path, index + 1, job->err.text);
		if (!row->bad++)
			err_set(&row->first_bad, "item %zu: %s", index + 1, job->err.text);
		run->report.bad++;
		run->any_bad = true;
	} else if (job->failed) {
		tell(run, &job->err);
		run->status = STATUS_TROUBLE;
	} else if (job->kind == SOURCE_BINARY && !row->path) {
		output_note(&run->options, "%s: no text, left out", name);
		run->report.not_text++;
	} else if (job->kind == SOURCE_DRAFT || row->path) {
		take_entry(run, job);
	} else {
		open_file(run, name, job);
	}
	hownot_result_free(job->result);
	arena_free(&job->arena);
	progress_show(&run->progress, index + 1, row->count, "", run->taken);
	return true;
}

static void run_row(struct row *row)
{
	enum { AHEAD = 4 };
	size_t jobs = row->run->jobs < row->count ? row->run->jobs : row->count;
	struct pool_work work = {.context = row, .do_item = do_job, .take_item = take_job, .slots = AHEAD * jobs};
	if (!row->count)
		return;
	row->jobs = arena_alloc(row->run->report.arena, work.slots, sizeof *row->jobs);
	pool_run(jobs, row->count, &work);
}

/* Judges the items of a file that holds many. */
static void open_file(struct run *run, const char *name, struct job *job)
{
	struct row row = {.run = run, .path = name, .kind = job->kind, .items = job->items, .count = job->count};
	run_row(&row);
	if (!row.bad)
		return;
	/* One line for a file, however many. A bad record is the maker's trouble; a message that cannot be read is ours. */
	err_set(&job->err, "%s: %zu of %zu could not be read; the first: %s", name, row.bad, row.count, row.first_bad.text);
	tell(run, &job->err);
	if (row.kind == SOURCE_MBOX)
		run->status = STATUS_TROUBLE;
}

static void print(struct arena *arena, struct buf *out, const struct run *run)
{
	switch (run->options.format) {
	case FORMAT_JSON:
		report_print_json(out, &run->report);
		return;
	case FORMAT_CSV:
		report_print_csv(out, &run->report);
		return;
	case FORMAT_HTML:
		report_print_html(arena, out, &run->report);
		return;
	default: {
		struct look look = output_look(&run->options);
		report_print_text(arena, out, &look, &run->report);
	}
	}
}

static int add_up(struct arena *arena, struct run *run)
{
	struct row row = {.run = run, .count = run->files.count};
	run_row(&row);
	progress_hide(&run->progress);
	report_sort(&run->report);
	struct buf out = buf_make(arena);
	print(arena, &out, run);
	int status = run->status == STATUS_OK && run->any_bad && run->options.fail_on_error ? STATUS_FOUND : run->status;
	return output_all(buf_view(&out), &run->options, status);
}

static bool set_up(struct arena *arena, struct run *run, struct err *err)
{
	static const char *const standard_input[] = {"-"};
	const struct options *options = &run->options;
	size_t count = options->operands.count ? options->operands.count : 1;
	for (size_t i = 0; i < count; i++) {
		const char *path = options->operands.count ? options->operands.items[i] : standard_input[0];
		if (!source_add(arena, &run->files, path, err))
			return false;
	}
	run->record_options = *options;
	run->record_options.input = HOWNOT_INPUT_TEXT;
	return draft_read_question(arena, options, &run->question, err);
}

int report_run(struct arena *arena, const struct options *options)
{
	struct err err;
	struct run *run = arena_alloc(arena, 1, sizeof *run);
	struct hownot *coach = NULL;
	run->options = *options;
	run->report = (struct report){
	    .arena = arena, .by = options->by, .is_redacted = options->redact, .split = str_of(options->split)};
	run->jobs = options->jobs ? options->jobs : pool_processors();
	run->progress = progress_make(options->errors != ERRORS_NONE);
	if (set_up(arena, run, &err))
		coach = setup_coach(arena, options, &err);
	if (!coach) {
		output_trouble(options, &err);
		return STATUS_TROUBLE;
	}
	run->coach = coach;
	output_hint_terminal(options);
	int status = add_up(arena, run);
	hownot_free(coach);
	return status;
}
