/*
 * practise - the method as an exercise: a patron's question, a reply, the coach, a model answer
 *
 * On a terminal question follows question until the writer has enough. Otherwise the reply, a file or what comes through the pipe, is to one question.
 * No reply is kept: with --score only how it did is.
 */
#include "base/io.h"
#include "cli/commands.h"
#include "cli/draft.h"
#include "cli/editor.h"
#include "cli/output.h"
#include "cli/packs.h"
#include "cli/score.h"
#include "cli/setup.h"
#include "out/result.h"
#include "out/scenario.h"
#include "out/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct practice {
	struct arena *arena;
	const struct options *options;
	struct hownot *coach;
	struct look look;
	struct scenario_text *scenarios; /* in the order in which they are asked */
	size_t count;
	struct score score;
	char *line; /* getline's */
	size_t capacity;
	bool is_ready; /* the last reply can be sent */
};

/* ---- which questions ---- */

static struct scenario_text text_of(struct arena *arena, const struct pack_scenario *item)
{
	const struct image *image = item->image;
	const struct scenario *s = item->scenario;
	struct str *facts = arena_alloc(arena, s->facts.count + 1, sizeof *facts);
	for (uint32_t i = 0; i < s->facts.count; i++)
		facts[i] = image_str(image, image->refs[s->facts.first + i]);
	return (struct scenario_text){.id = image_str(image, s->id),
				      .topic = image_str(image, s->topic),
				      .title = image_str(image, s->title),
				      .question = image_str(image, s->question),
				      .hard = image_str(image, s->hard),
				      .answer = image_str(image, s->answer),
				      .facts = facts,
				      .fact_count = s->facts.count,
				      .ground = (enum hownot_ground)s->ground};
}

/* "road-atlas", or with its pack's name before it. */
static bool is_called(const struct scenario_text *scenario, const char *name)
{
	struct str given = str_of(name), id = scenario->id;
	size_t slash = str_find(id, STR("/"), 0);
	return str_eq(id, given) || str_eq(str_slice(id, slash + 1, id.len), given);
}

static bool is_asked(const struct options *options, const struct scenario_text *scenario)
{
	return (!options->topic || str_eq(scenario->topic, str_of(options->topic))) &&
	       (!options->scenario || is_called(scenario, options->scenario));
}

/* No scenario is left: says which name none has. */
static bool tell_unknown(struct arena *arena, const struct options *options, const struct pack_scenarios *all, struct err *err)
{
	const char *given = options->scenario ? options->scenario : options->topic;
	const char *option = options->scenario ? "scenario" : "topic";
	const char **names = arena_alloc(arena, all->count + 1, sizeof *names);
	for (size_t i = 0; i < all->count; i++) {
		struct scenario_text text = text_of(arena, &all->items[i]);
		size_t slash = str_find(text.id, STR("/"), 0);
		names[i] = arena_str(arena, options->scenario ? str_slice(text.id, slash + 1, text.id.len) : text.topic).ptr;
	}
	if (!all->count || !given)
		return err_set(err, "practise: the packs in force have no scenarios");
	const char *nearest = options_nearest(given, names, all->count);
	if (nearest && strcmp(nearest, given) != 0)
		return err_set(err, "--%s: %s: no such %s; did you mean %s?", option, given, option, nearest);
	return err_set(err, "--%s: %s: no such %s%s; 'hownot practise --list' has them all", option, given, option,
		       options->scenario && options->topic ? " of this topic" : "");
}

static bool find_scenarios(struct practice *p, struct err *err)
{
	struct pack_scenarios all;
	if (!packs_scenarios(p->arena, p->options, &all, err))
		return false;
	p->scenarios = arena_alloc(p->arena, all.count + 1, sizeof *p->scenarios);
	for (size_t i = 0; i < all.count; i++) {
		struct scenario_text text = text_of(p->arena, &all.items[i]);
		if (is_asked(p->options, &text))
			p->scenarios[p->count++] = text;
	}
	return p->count || tell_unknown(p->arena, p->options, &all, err);
}

/* SplitMix64 (Steele, Lea & Flood 2014): the same numbers everywhere. */
static uint64_t next_random(uint64_t *state)
{
	uint64_t z = *state += 0x9E3779B97F4A7C15U;
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
	return z ^ (z >> 31);
}

static void shuffle(struct practice *p)
{
	struct timespec now = {0};
	clock_gettime(CLOCK_REALTIME, &now);
	uint64_t state = p->options->has_seed ? p->options->seed
					      : (uint64_t)now.tv_sec * 1000000007U + (uint64_t)now.tv_nsec;
	for (size_t left = p->count; left > 1; left--) {
		size_t other = next_random(&state) % left;
		struct scenario_text last = p->scenarios[left - 1];
		p->scenarios[left - 1] = p->scenarios[other];
		p->scenarios[other] = last;
	}
}

/* 0: not answered yet, 1: answered, and something to coach, 2: well answered. */
static int progress_of(const struct practice *p, const struct scenario_text *scenario)
{
	const struct score_entry *entry = score_find(&p->score, scenario->id);
	return !entry ? 0 : entry->is_ready ? 2 : 1;
}

/* What did not go well comes first, then what is new, then what is known. */
static void put_known_last(struct practice *p)
{
	static const int order[] = {1, 0, 2};
	struct scenario_text *sorted = arena_alloc(p->arena, p->count + 1, sizeof *sorted);
	size_t at = 0;
	for (size_t k = 0; k < sizeof order / sizeof *order; k++)
		for (size_t i = 0; i < p->count; i++)
			if (progress_of(p, &p->scenarios[i]) == order[k])
				sorted[at++] = p->scenarios[i];
	p->scenarios = sorted;
}

/* ---- a reply ---- */

static void put_score(const struct practice *p, struct buf *out)
{
	const struct score *score = &p->score;
	if (!score->path)
		return;
	buf_printf(out, "\nScore: %zu repl%s to %zu question%s, %zu of them ready to send at last. Kept in ", score->replies,
		   score->replies == 1 ? "y" : "ies", score->count, score->count == 1 ? "" : "s", score_ready(score));
	buf_str(out, look_text(p->arena, &p->look, str_of(score->path)));
	buf_char(out, '\n');
}

static void put_json(const struct practice *p, struct buf *out, const struct scenario_text *scenario,
		     const struct reply *reply)
{
	struct json json = {.out = out};
	result_open_document(&json);
	json_key(&json, "scenario");
	scenario_write(&json, scenario);
	json_key(&json, "results");
	json_open(&json, '[');
	if (reply)
		result_write(p->arena, &json, reply);
	result_close_all(&json);
}

static void put_coaching(const struct practice *p, struct buf *out, const struct scenario_text *scenario,
			 const struct reply *reply)
{
	buf_char(out, '\n');
	look_paint(out, &p->look, PAINT_BOLD, STR("The coach"));
	buf_str(out, STR("\n"));
	text_print(p->arena, out, &p->look, reply, false);
	scenario_print_answer(p->arena, out, &p->look, scenario, reply->draft);
	put_score(p, out);
}

/* Judges a reply, keeps the score, adds what is to be said to *out. */
static bool coach_reply(struct practice *p, const struct scenario_text *scenario, struct str text, const char *name,
			struct buf *out, struct err *err)
{
	struct hownot_result *result = draft_judge(p->coach, p->options, text, scenario->question, name, err);
	if (!result)
		return false;
	struct reply reply = {.path = name, .draft = text, .result = result};
	p->is_ready = result->ready;
	bool ok = !p->score.path || result->empty ||
		  score_add(p->arena, &p->score, scenario->id, scenario->topic, result, err);
	if (ok && p->options->format == FORMAT_JSON)
		put_json(p, out, scenario, &reply);
	else if (ok)
		put_coaching(p, out, scenario, &reply);
	hownot_result_free(result);
	return ok;
}

/* ---- the editor ---- */

static const char cut_line[] = "# ------------------------ >8 ------------------------";

/* Room for the reply, and the question under the line. */
static struct str frame(const struct practice *p, const struct scenario_text *scenario)
{
	struct look plain = {.unicode = p->look.unicode, .width = 72};
	struct buf out = buf_make(p->arena);
	buf_printf(&out, "\n\n%s\n# Write your reply above this line; nothing below it is read.\n\n", cut_line);
	scenario_print(p->arena, &out, &plain, scenario);
	return buf_view(&out);
}

static struct str above_cut(struct str text)
{
	struct str line = str_of(cut_line);
	size_t at = str_find(text, line, 0);
	while (at < text.len && at > 0 && text.ptr[at - 1] != '\n')
		at = str_find(text, line, at + 1);
	return str_trim(str_slice(text, 0, at));
}

static bool read_from_editor(struct practice *p, const struct scenario_text *scenario, struct str *reply, struct err *err)
{
	struct str edited;
	if (!editor_run(p->arena, STDIN_FILENO, STDOUT_FILENO, frame(p, scenario), &edited, err))
		return false;
	*reply = above_cut(edited);
	return true;
}

/* ---- a session on the terminal ---- */

static bool say(const struct practice *p, struct str text)
{
	return output_all(text, p->options, STATUS_OK) == STATUS_OK;
}

static bool say_asking(const struct practice *p, const char *text)
{
	struct buf out = buf_make(p->arena);
	buf_char(&out, '\n');
	look_paint(&out, &p->look, PAINT_BLUE, str_of(text));
	return say(p, buf_view(&out));
}

/* A line as it was typed; false at Ctrl-D. */
static bool read_line(struct practice *p, struct str *line)
{
	ssize_t n = getline(&p->line, &p->capacity, stdin);
	if (n < 0) {
		/* The next question is read all the same. */
		clearerr(stdin);
		return false;
	}
	*line = (struct str){p->line, (size_t)n};
	return true;
}

/* Lines until a dot alone or Ctrl-D. *is_over: Ctrl-D before any. */
static struct str read_typed(struct practice *p, bool *is_over)
{
	struct buf out = buf_make(p->arena);
	struct str line;
	bool goes_on;
	while ((goes_on = read_line(p, &line)) && !str_eq(str_trim(line), STR(".")))
		buf_str(&out, line);
	*is_over = !goes_on && !str_trim(buf_view(&out)).len;
	return str_trim(buf_view(&out));
}

static bool show_model(const struct practice *p, const struct scenario_text *scenario)
{
	struct buf out = buf_make(p->arena);
	scenario_print_answer(p->arena, &out, &p->look, scenario, STR(""));
	return say(p, buf_view(&out));
}

/* What comes after a question. */
enum step { STEP_NEXT, STEP_AGAIN, STEP_END, STEP_TROUBLE };

static enum step told(const struct practice *p, const struct err *err)
{
	output_trouble(p->options, err);
	return STEP_TROUBLE;
}

static enum step ask_step(struct practice *p, bool is_last)
{
	struct str line;
	if (!say_asking(p, is_last ? "[Enter] end, a again? " : "[Enter] next, a again, q end? "))
		return STEP_TROUBLE;
	if (!read_line(p, &line))
		return say(p, STR("\n")) ? STEP_END : STEP_TROUBLE;
	char answer = ascii_lower(str_trim(line).len ? str_trim(line).ptr[0] : '\n');
	return answer == 'a' ? STEP_AGAIN : answer == 'q' || is_last ? STEP_END : STEP_NEXT;
}

static enum step ask_question(struct practice *p, const struct scenario_text *scenario, bool is_last)
{
	struct buf out = buf_make(p->arena);
	struct err err;
	struct str reply;
	bool is_over = false;
	scenario_print(p->arena, &out, &p->look, scenario);
	if (!say(p, buf_view(&out)))
		return STEP_TROUBLE;
	if (p->options->editor) {
		if (!read_from_editor(p, scenario, &reply, &err))
			return told(p, &err);
	} else {
		if (!say_asking(p, "Your reply; a line with a dot alone ends it, and so does Ctrl-D:\n"))
			return STEP_TROUBLE;
		reply = read_typed(p, &is_over);
	}
	if (is_over)
		return say(p, STR("\n")) ? STEP_END : STEP_TROUBLE;
	out.len = 0;
	if (reply.len && !coach_reply(p, scenario, reply, "reply", &out, &err))
		return told(p, &err);
	if (!(reply.len ? say(p, buf_view(&out)) : show_model(p, scenario)))
		return STEP_TROUBLE;
	return ask_step(p, is_last);
}

static int run_session(struct practice *p)
{
	enum step step = STEP_NEXT;
	for (size_t i = 0; i < p->count && step != STEP_END && step != STEP_TROUBLE; i += step == STEP_NEXT) {
		if (i && step == STEP_NEXT && !say(p, STR("\n")))
			return STATUS_TROUBLE;
		step = ask_question(p, &p->scenarios[i], i + 1 == p->count);
	}
	free(p->line);
	return step == STEP_TROUBLE ? STATUS_TROUBLE : STATUS_OK;
}

/* ---- one reply ---- */

static int run_one(struct practice *p)
{
	const struct options *options = p->options;
	const char *path = options->operands.count ? options->operands.items[0] : "-";
	const struct scenario_text *scenario = &p->scenarios[0];
	struct buf out = buf_make(p->arena);
	struct err err;
	struct str reply;
	if (p->count > 1 && !options->has_seed) {
		err_set(&err, "practise: which question is this the reply to? --scenario says it; 'hownot practise --list' has them");
		output_trouble(options, &err);
		return STATUS_TROUBLE;
	}
	output_hint_terminal(options);
	if (options->format == FORMAT_TEXT)
		scenario_print(p->arena, &out, &p->look, scenario);
	if (!(options->editor ? read_from_editor(p, scenario, &reply, &err)
			      : io_read_file(p->arena, path, &reply, &err)) ||
	    !coach_reply(p, scenario, reply, options->editor ? "reply" : draft_name(options, path), &out, &err)) {
		output_trouble(options, &err);
		return STATUS_TROUBLE;
	}
	return output_all(buf_view(&out), options, p->is_ready ? STATUS_OK : STATUS_FOUND);
}

/* ---- without a reply ---- */

static int run_list(const struct practice *p)
{
	struct buf out = buf_make(p->arena);
	struct json json = {.out = &out};
	if (p->options->format == FORMAT_TEXT) {
		scenario_print_list(p->arena, &out, &p->look, p->scenarios, p->count);
		return output_all(buf_view(&out), p->options, STATUS_OK);
	}
	result_open_document(&json);
	json_key(&json, "scenarios");
	json_open(&json, '[');
	for (size_t i = 0; i < p->count; i++)
		scenario_write(&json, &p->scenarios[i]);
	result_close_all(&json);
	return output_all(buf_view(&out), p->options, STATUS_OK);
}

static int run_show(const struct practice *p)
{
	struct buf out = buf_make(p->arena);
	if (p->options->format == FORMAT_JSON)
		put_json(p, &out, &p->scenarios[0], NULL);
	else
		scenario_print(p->arena, &out, &p->look, &p->scenarios[0]);
	if (p->options->format == FORMAT_TEXT && p->options->verbose)
		scenario_print_answer(p->arena, &out, &p->look, &p->scenarios[0], STR(""));
	return output_all(buf_view(&out), p->options, STATUS_OK);
}

static bool set_up(struct practice *p, struct err *err)
{
	const struct options *options = p->options;
	if (!find_scenarios(p, err) || (options->score && !score_read(p->arena, options->score, &p->score, err)))
		return false;
	if (options->list)
		return true;
	shuffle(p);
	put_known_last(p);
	if (!options->show)
		p->coach = setup_coach(p->arena, options, err);
	return options->show || p->coach;
}

int practise_run(struct arena *arena, const struct options *options)
{
	struct practice p = {.arena = arena, .options = options, .look = output_look(options)};
	struct err err;
	if (!set_up(&p, &err)) {
		output_trouble(options, &err);
		return STATUS_TROUBLE;
	}
	bool is_session = options->format == FORMAT_TEXT && !options->operands.count && isatty(STDIN_FILENO);
	int status = options->list ? run_list(&p) : options->show ? run_show(&p) : is_session ? run_session(&p) : run_one(&p);
	hownot_free(p.coach);
	return status;
}
