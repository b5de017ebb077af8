/*
 * rules check - what is wrong with packs, a line a problem
 *
 * Packs in files are compiled each by itself, as they are when they are used. The built-in packs are in force beside them; one of the same name as
 * a pack in a file makes way for it, so that its authors can check what they are working on.
 */
#include "base/io.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/packs.h"
#include "cli/record.h"
#include "cli/report_json.h"
#include "cli/report_source.h"
#include "cli/setup.h"
#include "coach/lint.h"
#include "out/json.h"
#include "rules/examples.h"
#include "rules/pack.h"

#include <stdlib.h>
#include <string.h>

/* What the command line names. */
struct subject {
	const char *label; /* the operand */
	struct image image; /* of a file; of a built-in pack unused */
	bool is_builtin, is_broken;
	uint32_t pack; /* of the built-in packs */
	struct str json;
	struct matcher *matcher;
	struct pack_faults faults;
	size_t errors, warnings, examples, answers;
};

/* A problem of either kind, as it is told. */
struct line {
	const char *path;
	bool has_place;
	struct place place;
	bool is_error;
	const char *kind;
	struct str id, text;
};

struct checking {
	struct arena *arena;
	const struct options *options;
	struct subject *subjects;
	size_t count;
	bool has_trouble; /* something could not be read */
	struct matcher *builtin;
	bool *checked; /* by built-in pack */
	struct str *drafts;
	size_t draft_count, draft_capacity;
	struct line *lines;
	size_t line_count, line_capacity;
};

static void trouble(struct checking *c, const struct err *err)
{
	output_trouble(c->options, err);
	c->has_trouble = true;
}

/* ---- what is to be checked ---- */

static bool find_builtin(struct str name, uint32_t *out)
{
	for (uint32_t i = 0; i < image_builtin.pack_count; i++) {
		*out = i;
		if (str_eq(image_str(&image_builtin, image_builtin.packs[i].name), name))
			return true;
	}
	return false;
}

/* The built-in rules of a pack, and of what --disable names, are not in force. */
static void leave_out(struct checking *c, struct str pack)
{
	for (uint32_t f = 0; f < image_feature_count(&image_builtin); f++) {
		const struct rule *rule = image_rule(&image_builtin, f);
		struct str of = image_str(&image_builtin, image_builtin.packs[rule ? rule->pack : image_builtin.signals[f].pack].name);
		const char *category = rule ? hownot_category_name((enum hownot_category)rule->category) : NULL;
		if (str_eq(of, pack) || setup_leaves_out(c->options, of, feature_id(&image_builtin, f), category))
			matcher_disable(c->builtin, f);
	}
}

static void load_file(struct checking *c, struct subject *s)
{
	struct err err;
	struct pack_compiler *compiler = pack_compiler_new(c->arena, &image_builtin);
	s->is_broken = true;
	if (!io_read_file(c->arena, s->label, &s->json, &err)) {
		trouble(c, &err);
		return;
	}
	if (!pack_add_all(compiler, s->json, &s->faults))
		return;
	pack_finish(compiler, &s->image);
	s->matcher = matcher_new(&s->image);
	if (!s->matcher) {
		err_set(&err, "%s: out of memory", s->label);
		trouble(c, &err);
		return;
	}
	s->is_broken = false;
	leave_out(c, image_str(&s->image, s->image.packs[0].name));
}

static void take_subject(struct checking *c, const char *operand)
{
	struct subject *s = &c->subjects[c->count++];
	s->label = operand;
	s->is_builtin = !strchr(operand, '/') && find_builtin(str_of(operand), &s->pack);
	if (s->is_builtin)
		c->checked[s->pack] = true;
	else
		load_file(c, s);
}

static void take_all(struct checking *c)
{
	static const char label[] = "built-in packs";
	c->subjects[c->count++] = (struct subject){ .label = label, .is_builtin = true, .pack = UINT32_MAX };
	for (uint32_t i = 0; i < image_builtin.pack_count; i++)
		c->checked[i] = true;
}

/* ---- drafts ---- */

static void add_draft(struct checking *c, struct str text)
{
	*ARENA_PUSH(c->arena, c->drafts, c->draft_count, c->draft_capacity) = text;
}

static bool read_drafts(struct checking *c, const char *path, struct err *err)
{
	struct str text, item;
	if (!io_read_file(c->arena, path, &text, err))
		return false;
	/* JSON that holds no drafts of ours is read as text. */
	struct str first_line = str_slice(text, 0, str_find(text, STR("\n"), 0));
	if (source_kind(text) != SOURCE_NDJSON || !report_json_member(str_trim(first_line), "text").len) {
		add_draft(c, text);
		return true;
	}
	for (size_t at = 0, line = 1; source_next(SOURCE_NDJSON, text, &at, &item); line++) {
		struct record record;
		if (!str_trim(item).len)
			continue;
		if (!record_read(c->arena, item, &record, err))
			return err_prefix(err, "%s:%zu", path, line);
		add_draft(c, record.text);
	}
	return true;
}

/* ---- problems, as lines ---- */

static void add_line(struct checking *c, struct subject *s, struct line line)
{
	line.path = s->label;
	s->errors += line.is_error;
	s->warnings += !line.is_error;
	*ARENA_PUSH(c->arena, c->lines, c->line_count, c->line_capacity) = line;
}

static void add_faults(struct checking *c, struct subject *s)
{
	for (size_t i = 0; i < s->faults.count; i++) {
		const struct pack_fault *fault = &s->faults.items[i];
		add_line(c, s,
			 (struct line){ .has_place = true, .place = fault->place, .is_error = true, .kind = "pack", .text = arena_str(c->arena, str_of(fault->err.text)) });
	}
}

/* Layer 0 are the built-in packs; those after it the files that could be read, in order. */
static struct subject *subject_of(struct checking *c, const struct problem *problem)
{
	size_t layer = 0;
	for (size_t i = 0; i < c->count; i++) {
		struct subject *s = &c->subjects[i];
		bool is_file = !s->is_builtin && !s->is_broken;
		layer += is_file;
		if (problem->layer ? is_file && layer == problem->layer : s->is_builtin && (s->pack == UINT32_MAX || s->pack == problem->pack))
			return s;
	}
	return &c->subjects[0];
}

static void add_problem(struct checking *c, const struct problem *problem)
{
	struct subject *s = subject_of(c, problem);
	struct line line = { .is_error = problem->is_error, .kind = problem_name(problem->kind), .id = problem->id, .text = problem->text };
	line.has_place = s->json.len;
	if (line.has_place)
		line.place = place_find(s->json, problem->pointer);
	add_line(c, s, line);
}

static int by_place(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	if (x->place.line != y->place.line)
		return x->place.line < y->place.line ? -1 : 1;
	if (x->place.column != y->place.column)
		return x->place.column < y->place.column ? -1 : 1;
	return x->text.len && y->text.len ? strncmp(x->text.ptr, y->text.ptr, x->text.len < y->text.len ? x->text.len : y->text.len) : 0;
}

/* ---- lint ---- */

static size_t count_examples(const struct image *image, const bool *checked)
{
	size_t count = 0;
	for (uint32_t i = 0; i < image->rule_count; i++)
		if (!checked || checked[image->rules[i].pack])
			count += image->rules[i].examples.match.count + image->rules[i].examples.pass.count;
	for (uint32_t i = 0; i < image->signal_count; i++)
		if (!checked || checked[image->signals[i].pack])
			count += image->signals[i].examples.match.count + image->signals[i].examples.pass.count;
	for (uint32_t i = 0; i < image->topic_count; i++)
		if (!checked || checked[image->topics[i].pack])
			count += image->topics[i].examples.match.count + image->topics[i].examples.pass.count;
	for (uint32_t i = 0; i < image->move_count; i++)
		if (!checked || checked[image->moves[i].pack])
			count += image->moves[i].before.count;
	return count;
}

static void count_all_examples(struct checking *c)
{
	bool *one = arena_alloc(c->arena, image_builtin.pack_count + 1U, sizeof *one);
	for (size_t i = 0; i < c->count; i++) {
		struct subject *s = &c->subjects[i];
		if (s->is_broken)
			continue;
		if (s->is_builtin && s->pack != UINT32_MAX)
			one[s->pack] = true;
		const bool *of = s->is_builtin && s->pack != UINT32_MAX ? one : NULL;
		s->examples = count_examples(s->is_builtin ? &image_builtin : &s->image, of);
		if (s->is_builtin && s->pack != UINT32_MAX)
			one[s->pack] = false;
	}
}

static void lint(struct checking *c)
{
	struct lint_layer *layers = arena_alloc(c->arena, c->count + 1, sizeof *layers);
	size_t count = 0;
	layers[count++] = (struct lint_layer){ .image = &image_builtin, .matcher = c->builtin, .checked = c->checked };
	for (size_t i = 0; i < c->count; i++) {
		struct subject *s = &c->subjects[i];
		if (!s->is_builtin && !s->is_broken)
			layers[count++] = (struct lint_layer){ .image = &s->image, .matcher = s->matcher, .is_checked = true, .json = s->json };
	}
	struct lint_input in = { .layers = layers, .layer_count = count, .drafts = c->drafts, .draft_count = c->draft_count };
	struct lint_report report;
	struct err err;
	if (!lint_run(c->arena, &in, &report)) {
		err_set(&err, "out of memory");
		trouble(c, &err);
		return;
	}
	for (size_t i = 0; i < report.count; i++)
		add_problem(c, &report.items[i]);
}

/* ---- model answers ---- */

/* A coach with the built-in packs and the subject's, if it is a file. */
static struct hownot *coach_of(const struct subject *s, struct hownot_error *error)
{
	struct hownot *coach = hownot_new(error);
	if (!coach || s->is_builtin || hownot_add_pack(coach, s->label, error))
		return coach;
	hownot_free(coach);
	return NULL;
}

static void answer_problem(struct checking *c, struct subject *s, uint32_t number, const char *format, const char *what)
{
	const struct image *image = s->is_builtin ? &image_builtin : &s->image;
	struct str text = arena_printf(c->arena, "%s%s", format, what);
	struct line line = { .is_error = true, .kind = "answer", .id = image_str(image, image->scenarios[number].id), .text = text };
	line.has_place = s->json.len;
	struct str item = item_pointer(c->arena, image, LIST_SCENARIOS, number);
	if (line.has_place)
		line.place = place_find(s->json, arena_printf(c->arena, "%.*s/answer", STR_FMT(item)));
	add_line(c, s, line);
}

/* Is a scenario's model answer ready to send, and does it state the scenario's ground? */
static void check_answer(struct checking *c, struct subject *s, const struct hownot *coach, uint32_t number)
{
	const struct image *image = s->is_builtin ? &image_builtin : &s->image;
	const struct scenario *scenario = &image->scenarios[number];
	struct str answer = image_str(image, scenario->answer), question = image_str(image, scenario->question);
	struct hownot_draft draft = { .text = answer.ptr, .len = answer.len, .question = question.ptr, .question_len = question.len, .input = HOWNOT_INPUT_TEXT };
	struct hownot_error error;
	struct hownot_result *result = hownot_check(coach, &draft, &error);
	s->answers++;
	if (!result)
		answer_problem(c, s, number, "", error.text);
	else if (!result->ready)
		answer_problem(c, s, number, "the model answer is not ready to send: ",
			       arena_printf(c->arena, "%s, %d of 100", hownot_verdict_name(result->verdict), result->score).ptr);
	else if (scenario->ground && result->ground != (enum hownot_ground)scenario->ground)
		answer_problem(c, s, number, "the model answer does not say that it is ", hownot_ground_name((enum hownot_ground)scenario->ground));
	hownot_result_free(result);
}

static void check_answers(struct checking *c, struct subject *s)
{
	const struct image *image = s->is_builtin ? &image_builtin : &s->image;
	struct hownot *coach = NULL;
	struct hownot_error error;
	for (uint32_t i = 0; i < image->scenario_count; i++) {
		if (s->is_builtin && s->pack != UINT32_MAX && image->scenarios[i].pack != s->pack)
			continue;
		if (!coach && !(coach = coach_of(s, &error))) {
			trouble(c, (struct err *)(void *)&error);
			return;
		}
		check_answer(c, s, coach, i);
	}
	hownot_free(coach);
}

/* ---- output ---- */

/* A line is a line, whatever stands in an example. */
static struct str on_one_line(struct checking *c, const struct look *look, struct str text)
{
	struct str shown = look_text(c->arena, look, text);
	char *bytes = arena_alloc(c->arena, shown.len + 1, 1);
	for (size_t i = 0; i < shown.len; i++)
		bytes[i] = is_ascii_space(shown.ptr[i]) ? ' ' : shown.ptr[i];
	return (struct str){ bytes, shown.len };
}

static void print_line(struct checking *c, struct buf *out, const struct look *look, const struct line *line)
{
	buf_printf(out, "%s:", line->path);
	if (line->has_place)
		buf_printf(out, "%zu:%zu:", line->place.line, line->place.column);
	buf_printf(out, " %s: ", line->is_error ? "error" : "warning");
	if (line->id.len)
		buf_printf(out, "%.*s: ", STR_FMT(line->id));
	buf_str(out, on_one_line(c, look, line->text));
	buf_printf(out, " [%s]\n", line->kind);
}

/* In text, what makes a pack useless is trouble: it goes where trouble goes. */
static void print_error(struct checking *c, const struct look *look, const struct line *line)
{
	struct err err;
	struct str text = on_one_line(c, look, line->text);
	struct str place = line->has_place ? arena_printf(c->arena, ":%zu:%zu", line->place.line, line->place.column) : STR("");
	err_set(&err, "%s%.*s: %.*s%s%.*s", line->path, STR_FMT(place), STR_FMT(line->id), line->id.len ? ": " : "", STR_FMT(text));
	output_trouble(c->options, &err);
}

/* Whoever names no pack asks whether all is well, and can mend nothing: the built-in packs' warnings are counted only. */
static bool only_counts_warnings(const struct checking *c)
{
	const struct subject *first = &c->subjects[0];
	return c->options->format == FORMAT_TEXT && !c->options->verbose && c->count && first->is_builtin && first->pack == UINT32_MAX;
}

static void print_lines(struct checking *c, struct buf *out, bool is_text)
{
	struct look look = output_look(c->options);
	for (size_t i = 0; i < c->line_count; i++) {
		if (!c->lines[i].is_error && only_counts_warnings(c))
			continue;
		if (is_text && c->lines[i].is_error)
			print_error(c, &look, &c->lines[i]);
		else
			print_line(c, out, &look, &c->lines[i]);
	}
}

static void print_summary(struct checking *c, struct buf *out)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct subject *s = &c->subjects[i];
		if (s->is_broken || s->errors)
			continue;
		buf_printf(out, "%s: %zu examples hold", s->label, s->examples);
		if (s->warnings)
			buf_printf(out, ", %zu warning%s%s", s->warnings, s->warnings > 1 ? "s" : "", only_counts_warnings(c) ? " (--verbose lists them)" : "");
		buf_char(out, '\n');
		if (s->answers)
			buf_printf(out, "%s: %zu model answers are an agent's\n", s->label, s->answers);
	}
}

static void write_line(struct json *json, const struct line *line)
{
	json_open(json, '{');
	json_key(json, "path");
	json_c_string(json, line->path);
	json_key(json, "line");
	line->has_place ? json_number(json, line->place.line) : json_null(json);
	json_key(json, "column");
	line->has_place ? json_number(json, line->place.column) : json_null(json);
	json_key(json, "severity");
	json_c_string(json, line->is_error ? "error" : "warning");
	json_key(json, "kind");
	json_c_string(json, line->kind);
	json_key(json, "rule");
	line->id.len ? json_string(json, line->id) : json_null(json);
	json_key(json, "text");
	json_string(json, line->text);
	json_close(json, '}');
}

static void print_ndjson(const struct checking *c, struct buf *out)
{
	for (size_t i = 0; i < c->line_count; i++) {
		struct json json = { .out = out };
		write_line(&json, &c->lines[i]);
		buf_char(out, '\n');
	}
}

static void print_json(const struct checking *c, struct buf *out)
{
	struct json json = { .out = out };
	json_open(&json, '{');
	json_key(&json, "version");
	json_number(&json, 1);
	json_key(&json, "packs");
	json_open(&json, '[');
	for (size_t i = 0; i < c->count; i++) {
		json_open(&json, '{');
		json_key(&json, "path");
		json_c_string(&json, c->subjects[i].label);
		json_key(&json, "examples");
		json_number(&json, c->subjects[i].examples);
		json_key(&json, "errors");
		json_number(&json, c->subjects[i].errors);
		json_key(&json, "warnings");
		json_number(&json, c->subjects[i].warnings);
		json_close(&json, '}');
	}
	json_close(&json, ']');
	json_key(&json, "problems");
	json_open(&json, '[');
	for (size_t i = 0; i < c->line_count; i++)
		write_line(&json, &c->lines[i]);
	json_close(&json, ']');
	json_close(&json, '}');
	buf_char(out, '\n');
}

static int print(struct checking *c)
{
	struct buf out = buf_make(c->arena);
	size_t errors = 0, warnings = 0;
	for (size_t i = 0; i < c->count; i++) {
		errors += c->subjects[i].errors;
		warnings += c->subjects[i].warnings;
	}
	if (c->options->format == FORMAT_JSON)
		print_json(c, &out);
	else if (c->options->format == FORMAT_NDJSON)
		print_ndjson(c, &out);
	else
		print_lines(c, &out, c->options->format == FORMAT_TEXT);
	if (c->options->format == FORMAT_TEXT)
		print_summary(c, &out);
	int status = errors || c->has_trouble ? STATUS_TROUBLE : warnings && c->options->warnings_fail ? STATUS_FOUND : STATUS_OK;
	return output_all(c->options->quiet ? STR("") : buf_view(&out), c->options, status);
}

/* Lines of a file stand in the order of the file; files in the order of the operands. */
static void sort_lines(struct checking *c)
{
	struct line *sorted = arena_alloc(c->arena, c->line_count, sizeof *sorted);
	size_t count = 0;
	for (size_t s = 0; s < c->count; s++) {
		size_t first = count;
		for (size_t i = 0; i < c->line_count; i++)
			if (c->lines[i].path == c->subjects[s].label)
				sorted[count++] = c->lines[i];
		if (count > first && sorted[first].has_place)
			qsort(sorted + first, count - first, sizeof *sorted, by_place);
	}
	c->lines = sorted;
	c->line_count = count;
}

static int check(struct checking *c)
{
	struct err err;
	for (size_t i = 0; i < c->options->drafts.count; i++) {
		if (read_drafts(c, c->options->drafts.items[i], &err))
			continue;
		output_trouble(c->options, &err);
		return STATUS_TROUBLE;
	}
	for (size_t i = 1; i < c->options->operands.count; i++)
		take_subject(c, c->options->operands.items[i]);
	if (!c->count)
		take_all(c);
	count_all_examples(c);
	for (size_t i = 0; i < c->count; i++)
		add_faults(c, &c->subjects[i]);
	lint(c);
	for (size_t i = 0; i < c->count; i++)
		if (!c->subjects[i].is_broken && !c->subjects[i].errors)
			check_answers(c, &c->subjects[i]);
	sort_lines(c);
	return print(c);
}

int rules_check_run(struct arena *arena, const struct options *options)
{
	struct checking c = { .arena = arena, .options = options };
	c.subjects = arena_alloc(arena, options->operands.count + 1, sizeof *c.subjects);
	c.checked = arena_alloc(arena, image_builtin.pack_count + 1U, sizeof *c.checked);
	c.builtin = matcher_new(&image_builtin);
	int status = STATUS_TROUBLE;
	struct err err;
	if (c.builtin)
		status = check(&c);
	else
		trouble(&c, (err_set(&err, "out of memory"), &err));
	for (size_t i = 0; i < c.count; i++)
		matcher_free(c.subjects[i].matcher);
	matcher_free(c.builtin);
	return status;
}
