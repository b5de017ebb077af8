#include "coach/lint.h"

#include "coach/category.h"
#include "coach/lint_part.h"
#include "coach/suggest.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *problem_name(enum problem_kind kind)
{
	static const char *const names[PROBLEM_KINDS] = {
		[PROBLEM_EXAMPLE] = "example",
		[PROBLEM_REWRITE] = "rewrite",
		[PROBLEM_OVERRIDE] = "override",
		[PROBLEM_DEAD] = "dead",
		[PROBLEM_NO_OWN_EXAMPLE] = "no-own-example",
		[PROBLEM_OVERLAP] = "overlap",
		[PROBLEM_SLOW] = "slow",
		[PROBLEM_IDLE_UNLESS] = "idle-unless",
		[PROBLEM_IDLE_REWRITE] = "idle-rewrite",
		[PROBLEM_UNUSED] = "unused",
		[PROBLEM_WHY] = "why",
		[PROBLEM_TONE] = "tone",
		[PROBLEM_NO_SOURCE] = "no-source",
		[PROBLEM_NO_PASS] = "no-pass",
		[PROBLEM_NO_REWRITE] = "no-rewrite",
	};
	return names[kind];
}

bool lint_is_checked(const struct linter *l, size_t layer, uint32_t pack)
{
	const struct lint_layer *of = &l->in->layers[layer];
	return of->checked ? of->checked[pack] : of->is_checked;
}

uint32_t lint_pack_of(const struct image *image, enum item_list list, uint32_t number)
{
	return list == LIST_RULES     ? image->rules[number].pack
	       : list == LIST_SIGNALS ? image->signals[number].pack
	       : list == LIST_MOVES   ? image->moves[number].pack
				      : image->topics[number].pack;
}

struct str lint_id(const struct image *image, enum item_list list, uint32_t number)
{
	return image_str(image, list == LIST_RULES     ? image->rules[number].id
				: list == LIST_SIGNALS ? image->signals[number].id
				: list == LIST_MOVES   ? image->moves[number].id
						       : image->topics[number].id);
}

static void push(struct linter *l, struct problem problem, const char *format, va_list args) __attribute__((format(printf, 3, 0)));
static void push(struct linter *l, struct problem problem, const char *format, va_list args)
{
	enum { MOST_BYTES = 600 };
	char text[MOST_BYTES];
	vsnprintf(text, sizeof text, format, args);
	problem.text = arena_str(l->arena, str_of(text));
	problem.is_error = problem.kind == PROBLEM_EXAMPLE || problem.kind == PROBLEM_REWRITE || problem.kind == PROBLEM_OVERRIDE;
	*ARENA_PUSH(l->arena, l->report.items, l->report.count, l->report.capacity) = problem;
}

void lint_add(struct linter *l, enum problem_kind kind, struct lint_place place, const char *format, ...)
{
	const struct image *image = l->in->layers[place.layer].image;
	struct str item = item_pointer(l->arena, image, place.list, place.number);
	struct problem problem = {
		.kind = kind,
		.layer = place.layer,
		.pack = lint_pack_of(image, place.list, place.number),
		.id = lint_id(image, place.list, place.number),
		.pointer = arena_printf(l->arena, "%.*s%s", STR_FMT(item), place.member ? place.member : ""),
	};
	va_list args;
	va_start(args, format);
	push(l, problem, format, args);
	va_end(args);
}

void lint_add_of_pack(struct linter *l, enum problem_kind kind, size_t layer, uint32_t pack, struct str pointer, const char *format, ...)
{
	struct problem problem = { .kind = kind, .layer = layer, .pack = pack, .pointer = pointer };
	va_list args;
	va_start(args, format);
	push(l, problem, format, args);
	va_end(args);
}

/* ---- examples ---- */

static bool run_examples(struct linter *l, size_t layer)
{
	const struct lint_layer *of = &l->in->layers[layer];
	for (uint32_t p = 0; p < of->image->pack_count; p++) {
		struct example_report report;
		if (!lint_is_checked(l, layer, p))
			continue;
		if (!examples_run(l->arena, of->matcher, image_str(of->image, of->image->packs[p].name), &report))
			return false;
		l->report.example_count += report.example_count;
		for (size_t i = 0; i < report.failure_count; i++) {
			const struct example_failure *failure = &report.failures[i];
			lint_add_of_pack(l, PROBLEM_EXAMPLE, layer, p, failure->pointer, "%s: %.*s", example_fault_text(failure->fault),
					 STR_FMT(str_slice(failure->text, 0, 400)));
			l->report.items[l->report.count - 1].id = failure->id;
		}
	}
	return true;
}

/* What the move makes of the sentence; a NULL ptr when it does not match, or a capture is missing. */
static struct str remade(struct linter *l, const struct lint_layer *of, const struct move *move, struct str before)
{
	struct norm norm = norm_of_str(l->arena, before);
	struct rx_match match;
	if (match_pattern(of->matcher, l->room, move->pattern, norm.bytes, &match) != RX_MATCH)
		return (struct str){ 0 };
	struct str with = image_str(of->image, move->with);
	if (!with.len) /* the sentence goes */
		return STR("");
	struct suggest_source source = { &norm, before, 0, match.captures, match.capture_count };
	return suggest_fill(l->arena, with, &source);
}

static void run_move(struct linter *l, size_t layer, uint32_t number)
{
	const struct lint_layer *of = &l->in->layers[layer];
	const struct move *move = &of->image->moves[number];
	for (uint32_t i = 0; i < move->before.count; i++) {
		struct str made = remade(l, of, move, image_str(of->image, of->image->refs[move->before.first + i]));
		struct str wanted = image_str(of->image, of->image->refs[move->after.first + i]);
		const char *member = arena_printf(l->arena, "/%s/%" PRIu32, made.ptr ? "after" : "before", i).ptr;
		l->report.example_count++;
		if (!made.ptr)
			lint_add(l, PROBLEM_EXAMPLE, (struct lint_place){ layer, LIST_MOVES, number, member },
				 "makes nothing of its example: the pattern does not match, or a capture is missing");
		else if (!str_eq(made, wanted))
			lint_add(l, PROBLEM_EXAMPLE, (struct lint_place){ layer, LIST_MOVES, number, member }, "makes another sentence of its example: %.*s",
				 STR_FMT(made));
	}
}

/* ---- overrides ---- */

static bool is_rule_or_category(const struct linter *l, struct str what)
{
	if ((size_t)category_named(what) < (size_t)HOWNOT_PHRASE_CATEGORIES)
		return true;
	for (size_t i = 0; i < l->in->layer_count; i++) {
		const struct image *image = l->in->layers[i].image;
		for (uint32_t f = 0; f < image_feature_count(image); f++)
			if (str_eq(what, feature_id(image, f)))
				return true;
	}
	return false;
}

static void check_overrides(struct linter *l, size_t layer)
{
	const struct image *image = l->in->layers[layer].image;
	for (uint32_t i = 0; i < image->override_count; i++) {
		struct str what = image_str(image, image->overrides[i].what);
		if (is_rule_or_category(l, what))
			continue;
		size_t slash = str_find(what, STR("/"), 0);
		struct str path = arena_printf(l->arena, "/override/%.*s%s%.*s", STR_FMT(str_slice(what, 0, slash)), slash < what.len ? "~1" : "",
				    STR_FMT(str_slice(what, slash + 1, what.len)));
		lint_add_of_pack(l, PROBLEM_OVERRIDE, layer, 0, path, "override: no such rule or category: %.*s", STR_FMT(what));
	}
}

/* ---- all of it ---- */

static bool check_layer(struct linter *l, size_t layer)
{
	const struct image *image = l->in->layers[layer].image;
	if (!run_examples(l, layer))
		return false;
	for (uint32_t m = 0; m < image->move_count; m++)
		if (lint_is_checked(l, layer, image->moves[m].pack))
			run_move(l, layer, m);
	if (lint_is_checked(l, layer, 0))
		check_overrides(l, layer);
	lint_texts(l, layer);
	lint_patterns(l, layer);
	return true;
}

static bool check_all(struct linter *l)
{
	for (size_t i = 0; i < l->in->layer_count; i++)
		if (!matcher_note_excuses(l->in->layers[i].matcher) || !check_layer(l, i))
			return false;
	return lint_hits(l) && !rx_room_has_failed(l->room);
}

bool lint_run(struct arena *arena, const struct lint_input *in, struct lint_report *out)
{
	struct linter linter = { .arena = arena, .in = in, .room = rx_room_new() };
	struct rx_room *room = linter.room;
	if (!room)
		return false;
	/* The room is not the arena's: when memory runs out, it is freed on the way to the caller. */
	jmp_buf caller;
	memcpy(&caller, &arena->oom, sizeof caller);
	bool ok = false;
	if (ARENA_CATCH(arena) == 0)
		ok = check_all(&linter);
	memcpy(&arena->oom, &caller, sizeof caller);
	rx_room_free(room);
	if (ok)
		*out = linter.report;
	return ok;
}
