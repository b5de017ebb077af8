/*
 * coach - the stages put together: the functions of hownot.h
 *
 * Every call has its own arena; a result carries the arena that it lives in. What PCRE2 and cJSON allocate is owned by modules
 * of their own (rx.c, pack.c) and reached from struct hownot, so that running out of memory in a stage leaks nothing.
 */
#include "coach/advise.h"
#include "coach/blank.h"
#include "coach/category.h"
#include "coach/message.h"
#include "coach/profile.h"
#include "coach/rewrite.h"
#include "coach/stages.h"
#include "base/io.h"
#include "base/utf8.h"
#include "hownot.h"
#include "rules/examples.h"
#include "rules/pack.h"
#include "rules/place.h"

#include <stdio.h>
#include <stdlib.h>

_Static_assert(sizeof(struct hownot_error) == sizeof(struct err), "the public error is the internal one");

/* A pack of the user's: its image lives in the arena. */
struct extra {
	struct arena arena;
	struct image image;
	struct matcher *matcher;
};

struct hownot {
	struct matcher *builtin;
	struct extra **extras;
	size_t extra_count;
	struct profile *profile; /* or NULL */
	bool disabled[HOWNOT_CATEGORIES];
	enum grade grades[HOWNOT_CATEGORIES];
	bool leaves_out_advice;
};

/* What hownot_check returns, with the memory behind it. */
struct holder {
	struct hownot_result result;
	struct arena arena;
	struct arena spare; /* what is dropped on the way */
	struct arena round; /* of a rewrite's round: what it came from, and all that was tried */
};

static bool fail(struct hownot_error *error, const char *text)
{
	if (error)
		snprintf(error->text, sizeof error->text, "%s", text);
	return false;
}

struct hownot *hownot_new(struct hownot_error *error)
{
	struct hownot *h = calloc(1, sizeof *h);
	if (h)
		h->builtin = matcher_new(&image_builtin);
	if (!h || !h->builtin) {
		free(h);
		fail(error, "out of memory");
		return NULL;
	}
	return h;
}

static void free_extra(struct extra *extra)
{
	if (!extra)
		return;
	matcher_free(extra->matcher);
	arena_free(&extra->arena);
	free(extra);
}

void hownot_free(struct hownot *h)
{
	if (!h)
		return;
	for (size_t i = 0; i < h->extra_count; i++)
		free_extra(h->extras[i]);
	free(h->extras);
	matcher_free(h->builtin);
	profile_free(h->profile);
	free(h);
}

/* Compiles and tests the pack in `json` into extra. */
static bool build_extra(struct extra *extra, const char *path, struct str json, struct err *err)
{
	struct pack_compiler *compiler = pack_compiler_new(&extra->arena, &image_builtin);
	if (!pack_add(compiler, path, json, err))
		return false;
	pack_finish(compiler, &extra->image);
	extra->matcher = matcher_new(&extra->image);
	struct example_report report;
	if (!extra->matcher || !examples_run(&extra->arena, extra->matcher, STR(""), &report))
		return err_set(err, "%s: out of memory", path);
	if (!report.failure_count)
		return true;
	struct example_failure first = report.failures[0];
	struct place place = place_find(json, first.pointer);
	return err_set(err, "%s:%zu:%zu: %.*s: %s: %.*s", path, place.line, place.column, STR_FMT(first.id), example_fault_text(first.fault),
		       STR_FMT(str_slice(first.text, 0, 200)));
}

static bool load_extra(struct extra *extra, const char *path, struct err *err)
{
	struct str json;
	if (ARENA_CATCH(&extra->arena))
		return err_set(err, "%s: out of memory", path);
	return io_read_file(&extra->arena, path, &json, err) && build_extra(extra, path, json, err);
}

bool hownot_use_profile(struct hownot *h, const char *path, struct hownot_error *error)
{
	struct err err;
	struct profile *profile = profile_load(path, &err);
	if (!profile)
		return fail(error, err.text);
	profile_free(h->profile);
	h->profile = profile;
	return true;
}

/* Disables the features that `wanted` picks in one image; true when there was one. */
static bool disable_where(struct matcher *matcher, bool (*wanted)(const struct image *, uint32_t, struct str), struct str key)
{
	bool any = false;
	for (uint32_t f = 0; f < image_feature_count(matcher_image(matcher)); f++) {
		if (!wanted(matcher_image(matcher), f, key))
			continue;
		matcher_disable(matcher, f);
		any = true;
	}
	return any;
}

static bool disable_everywhere(struct hownot *h, bool (*wanted)(const struct image *, uint32_t, struct str), const char *key)
{
	bool any = disable_where(h->builtin, wanted, str_of(key));
	for (size_t i = 0; i < h->extra_count; i++)
		any = disable_where(h->extras[i]->matcher, wanted, str_of(key)) || any;
	return any;
}

static bool is_of_pack(const struct image *image, uint32_t feature, struct str name)
{
	uint32_t pack = feature < image->signal_count ? image->signals[feature].pack : image->rules[feature - image->signal_count].pack;
	return str_eq(image_str(image, image->packs[pack].name), name);
}

static bool has_id(const struct image *image, uint32_t feature, struct str id)
{
	return str_eq(feature_id(image, feature), id);
}

bool hownot_drop_pack(struct hownot *h, const char *name, struct hownot_error *error)
{
	if (disable_everywhere(h, is_of_pack, name))
		return true;
	struct err err;
	err_set(&err, "%s: no such pack", name);
	return fail(error, err.text);
}

bool hownot_disable(struct hownot *h, const char *what, struct hownot_error *error)
{
	struct str name = str_of(what);
	if (str_starts(name, STR("signals/")))
		name = str_slice(name, sizeof "signals/" - 1, name.len);
	enum hownot_category category = category_named(name);
	if (category < HOWNOT_CATEGORIES) {
		h->disabled[category] = true;
		return true;
	}
	if (disable_everywhere(h, has_id, what))
		return true;
	struct err err;
	err_set(&err, "%s: no such rule or category", what);
	return fail(error, err.text);
}

static bool grade_where(struct matcher *matcher, struct str id, enum grade grade)
{
	for (uint32_t f = 0; f < image_feature_count(matcher_image(matcher)); f++) {
		if (!has_id(matcher_image(matcher), f, id))
			continue;
		matcher_set_grade(matcher, f, grade);
		return true;
	}
	return false;
}

static bool grade(struct hownot *h, struct str what, enum grade grade)
{
	enum hownot_category category = category_named(what);
	if (category < HOWNOT_CATEGORIES) {
		h->grades[category] = grade;
		return true;
	}
	bool any = grade_where(h->builtin, what, grade);
	for (size_t i = 0; i < h->extra_count; i++)
		any = grade_where(h->extras[i]->matcher, what, grade) || any;
	return any;
}

/* What a pack says of rules and categories of the others. */
static bool apply_overrides(struct hownot *h, const char *path, const struct image *image, struct hownot_error *error)
{
	static const enum grade grades[] = { [OVERRIDE_WEAK] = GRADE_WEAK, [OVERRIDE_STRONG] = GRADE_STRONG };
	for (uint32_t i = 0; i < image->override_count; i++) {
		const struct override *o = &image->overrides[i];
		struct str what = image_str(image, o->what);
		if (o->kind == OVERRIDE_OFF ? hownot_disable(h, what.ptr, NULL) : grade(h, what, grades[o->kind]))
			continue;
		struct err err;
		err_set(&err, "%s: override: %.*s: no such rule or category", path, STR_FMT(what));
		return fail(error, err.text);
	}
	return true;
}

bool hownot_add_pack(struct hownot *h, const char *path, struct hownot_error *error)
{
	struct extra *extra = calloc(1, sizeof *extra);
	struct extra **extras = realloc(h->extras, (h->extra_count + 1) * sizeof(struct extra *));
	if (extras)
		h->extras = extras;
	if (!extra || !extras) {
		free(extra);
		return fail(error, "out of memory");
	}
	struct err err;
	if (!load_extra(extra, path, &err)) {
		free_extra(extra);
		return fail(error, err.text);
	}
	h->extras[h->extra_count++] = extra;
	return apply_overrides(h, path, &extra->image, error);
}

void hownot_expect_many(struct hownot *h)
{
	matcher_use_jit(h->builtin);
	for (size_t i = 0; i < h->extra_count; i++)
		matcher_use_jit(h->extras[i]->matcher);
}

void hownot_leave_out_advice(struct hownot *h)
{
	h->leaves_out_advice = true;
}

/* ---- checking ---- */

/* What is wanted of a judgement beside the verdict. */
struct wanted {
	size_t most;   /* findings that are listed */
	bool advice;   /* what to say where the reply lacks something as a whole: to find it costs as much as the verdict */
	bool is_strict; /* assess.h */
};

static int by_span(const void *a, const void *b)
{
	const struct hownot_finding *x = a, *y = b;
	if (x->has_span != y->has_span)
		return x->has_span ? -1 : 1;
	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	if (x->category != y->category)
		return (int)x->category - (int)y->category;
	return (x->span.end > y->span.end) - (x->span.end < y->span.end);
}

/* The blanks of one part of own text become findings. */
static void add_blanks_of(const struct stages *s, struct span part, struct findings *list)
{
	const struct category_text *text = category_text(HOWNOT_BLANK, s->language);
	struct str own = str_slice(s->text.bytes, part.start, part.end);
	size_t at = 0;
	for (struct blank blank; blank_next(own, &at, &blank);) {
		struct hownot_finding finding = {
			.rule = "blank",
			.category = HOWNOT_BLANK,
			.severity = HOWNOT_STRONG,
			.message = text->message,
			.why = text->move,
			.source = "",
			.has_span = true,
			.span = { text_origin(&s->text, part.start + blank.span.start), text_origin(&s->text, part.start + blank.span.end) },
		};
		findings_add(list, &finding);
	}
}

static void add_blanks(const struct stages *s, struct findings *list)
{
	for (size_t i = 0; i < s->own.count; i++)
		if (s->own.parts[i].kind == HOWNOT_OWN)
			add_blanks_of(s, (struct span){ s->own.parts[i].span.start, s->own.parts[i].span.end }, list);
}

static void add_parts(struct arena *arena, const struct stages *s, struct hownot_result *r)
{
	struct hownot_part *parts = arena_alloc(arena, s->own.count, sizeof *parts);
	for (size_t i = 0; i < s->own.count; i++) {
		struct hownot_part part = s->own.parts[i];
		if (part.kind == HOWNOT_OWN || part.kind == HOWNOT_LINK)
			continue;
		part.span.start = text_origin(&s->text, part.span.start);
		part.span.end = text_origin(&s->text, part.span.end);
		parts[r->left_out_count++] = part;
	}
	r->left_out = parts;
}

/* The words of a finding, before its span is moved into a message. */
static void quote(struct arena *arena, const struct stages *s, struct hownot_finding *finding)
{
	struct str words = finding->has_span ? str_slice(s->input, finding->span.start, finding->span.end) : STR("");
	words = arena_str(arena, text_make(arena, words).bytes);
	finding->text = words.ptr;
	finding->text_len = words.len;
}

static void finish_findings(struct arena *arena, const struct hownot *h, const struct stages *s, struct rx_room *room, struct findings *list,
			    bool advises, enum hownot_verdict reading, struct hownot_result *r)
{
	if (!h->disabled[HOWNOT_BLANK])
		add_blanks(s, list);
	for (size_t i = 0; i < list->count; i++)
		quote(arena, s, &list->items[i]);
	if (list->count)
		qsort(list->items, list->count, sizeof *list->items, by_span);
	if (advises)
		advise_whole(arena, s, room, r, h->profile, list->items, list->count);
	r->findings = list->items;
	r->finding_count = list->count;
	r->more = list->more;
	assess_verdict(r, reading);
}

static struct span lines_of(const struct hownot_draft *draft)
{
	if (draft->last_line)
		return str_lines((struct str){ draft->text, draft->len }, draft->first_line, draft->last_line);
	return (struct span){ 0, draft->len };
}

static struct layers layers_of(struct arena *arena, const struct hownot *h)
{
	struct layer *layers = arena_alloc(arena, h->extra_count + 1, sizeof *layers);
	layers[0].matcher = h->builtin;
	for (size_t i = 0; i < h->extra_count; i++)
		layers[i + 1].matcher = h->extras[i]->matcher;
	return (struct layers){ layers, h->extra_count + 1 };
}

/* Nothing there, or nothing but a greeting and a name. */
static bool has_no_body(const struct shapes *shapes, size_t sentence_count)
{
	for (size_t i = 0; i < sentence_count; i++)
		if (!shapes->is_frame[i])
			return false;
	return true;
}

/* Fills a zeroed result and the stages that it came from, both in `arena`. False when memory ran out for PCRE2. */
static bool judge(struct holder *holder, struct arena *arena, const struct hownot *h, struct rx_room *room, const struct hownot_draft *draft,
		  struct wanted wanted, struct stages *stages, struct hownot_result *r)
{
	struct stages s = { 0 };
	if (!stages_run(arena, &holder->spare, layers_of(arena, h), room, draft, &s))
		return false;
	r->was_windows_1252 = s.text.was_windows_1252;
	r->language = image_language_name(s.language);
	r->question = arena_str(arena, s.question).ptr;
	r->question_from = s.question.len ? s.question_from : "";
	r->empty = has_no_body(&s.shapes, s.sentences.count);
	r->given_up = s.given_up;
	r->given_up_count = s.given_up_count;
	add_parts(arena, &s, r);
	if (r->empty) {
		r->verdict = HOWNOT_AGENT;
		r->score = 100;
		r->ready = true;
		*stages = s;
		return true;
	}
	enum hownot_verdict reading;
	float *kept = arena_alloc(arena, s.sentences.count, sizeof *kept);
	struct findings findings = { .arena = arena, .lines = lines_of(draft), .most = wanted.most };
	struct assess_input in = {
		.stages = &s,
		.spare = &holder->spare,
		.room = room,
		.disabled = h->disabled,
		.grades = h->grades,
		.findings = &findings,
		.is_strict = wanted.is_strict,
		.reading = &reading,
		.kept = kept,
	};
	s.kept = kept;
	if (!assess(arena, &in, r))
		return false;
	finish_findings(arena, h, &s, room, &findings, wanted.advice, reading, r);
	*stages = s;
	return true;
}

static bool check(struct holder *holder, const struct hownot *h, struct rx_room *room, const struct hownot_draft *draft, struct err *err)
{
	struct arena *arena = &holder->arena;
	struct stages stages;
	struct message message;
	if (ARENA_CATCH(arena) || ARENA_CATCH(&holder->spare))
		return err_set(err, "out of memory");
	if (!message_open(arena, draft, &message, err))
		return false;
	struct wanted wanted = { HOWNOT_MOST_FINDINGS, !h->leaves_out_advice, false };
	if (!judge(holder, arena, h, room, &message.draft, wanted, &stages, &holder->result))
		return err_set(err, "out of memory");
	message_place(arena, &message, &holder->result);
	return true;
}

/* What is to outlive the round in which it was written. */
static void keep(struct arena *arena, struct rewriting *rewriting)
{
	rewriting->text = arena_str(arena, rewriting->text);
	rewriting->acknowledgement = arena_str(arena, rewriting->acknowledgement);
	rewriting->offer = arena_str(arena, rewriting->offer);
}

/*
 * A rewrite is judged again and mended again until the reply is an agent's or nothing more can be done. *first: the judgement of the draft as it came, or
 * NULL when nobody wants it; *is_done: the reply is an agent's, so that rewriting it again changes nothing.
 */
static bool run_rounds(struct holder *holder, const struct hownot *h, struct rx_room *room, struct hownot_draft now, struct rewriting *rewriting,
		       struct hownot_result *first, bool *is_done)
{
	enum { MOST_ROUNDS = 6 };
	*is_done = false;
	for (int round = 0; round < MOST_ROUNDS; round++) {
		struct stages stages;
		struct hownot_result result = { 0 };
		bool is_kept = round == 0 && first;
		struct wanted wanted = { SIZE_MAX, is_kept && !h->leaves_out_advice, round > 0 };
		if (!judge(holder, is_kept ? &holder->arena : &holder->round, h, room, &now, wanted, &stages, &result))
			return false;
		if (is_kept)
			*first = result;
		*is_done = result.empty || result.verdict == HOWNOT_AGENT;
		if (*is_done || !rewrite_once(&holder->round, &stages, room, &result, rewriting))
			break;
		keep(&holder->arena, rewriting);
		arena_free(&holder->round);
		now.text = rewriting->text.ptr;
		now.len = rewriting->text.len;
		now.last_line = rewriting->last_line;
	}
	arena_free(&holder->round);
	return true;
}

/*
 * What is not an agent's reply yet may be changed by somebody who rewrites it again, as nothing tells then what was tried. So that is done here, until
 * nothing changes; where it never comes to rest, the draft stays as it was.
 */
static bool settle(struct holder *holder, const struct hownot *h, struct rx_room *room, const struct hownot_draft *draft, struct rewriting *rewriting)
{
	enum { MOST_RUNS = 4 };
	for (int run = 0; run < MOST_RUNS; run++) {
		struct hownot_draft again = *draft;
		bool is_done;
		again.text = rewriting->text.ptr;
		again.len = rewriting->text.len;
		struct rewriting next = rewriting_make(&again, h->profile);
		if (!run_rounds(holder, h, room, again, &next, NULL, &is_done))
			return false;
		bool is_same = str_eq(next.text, rewriting->text);
		rewriting->text = next.text;
		if (is_done || is_same)
			return true;
	}
	rewriting->text = rewriting->original;
	return true;
}

/* From round to round most sentences are the same. */
static void expect_again(const struct hownot *h)
{
	matcher_expect_again(h->builtin);
	for (size_t i = 0; i < h->extra_count; i++)
		matcher_expect_again(h->extras[i]->matcher);
}

static bool rewrite(struct holder *holder, const struct hownot *h, struct rx_room *room, const struct hownot_draft *draft, struct err *err)
{
	struct arena *arena = &holder->arena;
	struct message message;
	bool is_done;
	if (ARENA_CATCH(arena) || ARENA_CATCH(&holder->spare) || ARENA_CATCH(&holder->round))
		return err_set(err, "out of memory");
	if (!message_open(arena, draft, &message, err))
		return false;
	expect_again(h);
	struct rewriting rewriting = rewriting_make(&message.draft, h->profile);
	if (!run_rounds(holder, h, room, message.draft, &rewriting, &holder->result, &is_done))
		return err_set(err, "out of memory");
	bool is_whole = !message.draft.last_line && !str_eq(rewriting.text, rewriting.original);
	if (!is_done && is_whole && !settle(holder, h, room, &message.draft, &rewriting))
		return err_set(err, "out of memory");
	rewriting_finish(arena, &rewriting, &holder->result);
	findings_cut(arena, &holder->result, HOWNOT_MOST_FINDINGS);
	message_place(arena, &message, &holder->result);
	return message_rewrite(arena, &message, &holder->result, err);
}

_Static_assert(HOWNOT_MAX_DRAFT_BYTES == IO_MOST_BYTES, "what can be read can be coached");

static struct hownot_result *run(const struct hownot *h, const struct hownot_draft *draft, struct hownot_error *error,
				 bool (*what)(struct holder *, const struct hownot *, struct rx_room *, const struct hownot_draft *, struct err *))
{
	if (draft->len > HOWNOT_MAX_DRAFT_BYTES) {
		fail(error, "the draft is larger than 1 GiB");
		return NULL;
	}
	struct holder *holder = calloc(1, sizeof *holder);
	struct rx_room *room = rx_room_new();
	struct err err = { "out of memory" };
	bool ok = holder && room && what(holder, h, room, draft, &err);
	if (ok && rx_room_has_failed(room)) {
		err_set(&err, "out of memory");
		ok = false;
	}
	rx_room_free(room);
	if (holder) {
		arena_free(&holder->spare);
		arena_free(&holder->round);
	}
	if (ok)
		return &holder->result;
	if (holder)
		hownot_result_free(&holder->result);
	fail(error, err.text);
	return NULL;
}

struct hownot_result *hownot_check(const struct hownot *h, const struct hownot_draft *draft, struct hownot_error *error)
{
	return run(h, draft, error, check);
}

struct hownot_result *hownot_rewrite(const struct hownot *h, const struct hownot_draft *draft, struct hownot_error *error)
{
	return run(h, draft, error, rewrite);
}

void hownot_result_free(struct hownot_result *result)
{
	if (!result)
		return;
	/* the result is the holder's first member */
	struct holder *holder = (struct holder *)(void *)result;
	arena_free(&holder->arena);
	free(holder);
}

struct hownot_position hownot_position(const char *text, size_t len, size_t offset)
{
	struct str s = { text, len };
	struct hownot_position p = { .line = 1, .column = 1, .byte_column = 1, .utf16_column = 1 };
	if (offset > len)
		offset = len;
	size_t line_start = 0;
	for (size_t at = 0; at < offset; at++) {
		bool ends = text[at] == '\n' || (text[at] == '\r' && (at + 1 == len || text[at + 1] != '\n'));
		if (!ends)
			continue;
		p.line++;
		line_start = at + 1;
	}
	p.byte_column = offset - line_start + 1;
	for (size_t at = line_start; at < offset;) {
		int32_t c = utf8_next(s, &at);
		p.column++;
		p.utf16_column += c > 0xFFFF ? 2 : 1;
	}
	return p;
}
