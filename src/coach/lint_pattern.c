/* What a pack's patterns cost, and whether its vocabulary is used. */
#include "coach/lint_part.h"
#include "rules/pump.h"

#include <inttypes.h>

#define SLOW_TEXT                                                                                                                                              \
	"takes %s%" PRIu32 " steps, where %d are the limit, on a sentence of %d characters such as \"%.*s...\"; give its gaps an end, as in {0,40}, and let no repeat stand in a repeat"
#define SLOW_VALUES(pump)                                                                                                                                      \
	(pump).steps >= PUMP_MOST_STEPS ? "more than " : "", (pump).steps, RX_MATCH_LIMIT, PUMP_BYTES, STR_FMT(str_slice((pump).sentence, 0, 48))

static void check_speed(struct linter *l, struct lint_place place, uint32_t pattern)
{
	const struct image *image = l->in->layers[place.layer].image;
	struct pump pump = pump_pattern(l->arena, l->room, image_str(image, image->patterns[pattern].source));
	if (!pump.steps)
		return;
	lint_add(l, PROBLEM_SLOW, place, SLOW_TEXT, SLOW_VALUES(pump));
}

static void check_exceptions_of_options(struct linter *l, size_t layer, uint32_t number)
{
	const struct image *image = l->in->layers[layer].image;
	struct range options = image->topics[number].options;
	for (uint32_t i = 0; i < options.count; i++) {
		struct range unless = image->options[options.first + i].unless;
		for (uint32_t u = 0; u < unless.count; u++) {
			const char *member = arena_printf(l->arena, "/options/%" PRIu32 "/unless/%" PRIu32, i, u).ptr;
			check_speed(l, (struct lint_place){ layer, LIST_TOPICS, number, member }, unless.first + u);
		}
	}
}

static void check_patterns(struct linter *l, size_t layer, enum item_list list, uint32_t number, uint32_t pattern, struct range unless)
{
	if (!lint_is_checked(l, layer, lint_pack_of(l->in->layers[layer].image, list, number)))
		return;
	check_speed(l, (struct lint_place){ layer, list, number, "/pattern" }, pattern);
	for (uint32_t u = 0; u < unless.count; u++) {
		const char *member = arena_printf(l->arena, "/unless/%" PRIu32, u).ptr;
		check_speed(l, (struct lint_place){ layer, list, number, member }, unless.first + u);
	}
}

/* Those beside the rules, of the whole pack. */
static void check_exceptions(struct linter *l, size_t layer, uint32_t pack)
{
	const struct image *image = l->in->layers[layer].image;
	struct range unless = image->packs[pack].unless;
	for (uint32_t u = 0; u < unless.count && lint_is_checked(l, layer, pack); u++) {
		struct pump pump = pump_pattern(l->arena, l->room, image_str(image, image->patterns[unless.first + u].source));
		if (pump.steps)
			lint_add_of_pack(l, PROBLEM_SLOW, layer, pack, arena_printf(l->arena, "/unless/%" PRIu32, u), SLOW_TEXT, SLOW_VALUES(pump));
	}
}

/* ---- vocabulary ---- */

/* Is (?&name) called in a JSON text? */
static bool is_called(struct linter *l, struct str json, struct str name)
{
	struct str call = arena_printf(l->arena, "(?&%.*s)", STR_FMT(name));
	return str_find(json, call, 0) < json.len;
}

static bool is_called_anywhere(struct linter *l, struct str name)
{
	for (size_t i = 0; i < l->in->layer_count; i++)
		if (is_called(l, l->in->layers[i].json, name))
			return true;
	return false;
}

/* A pack of nothing but vocabulary is there for others to call. */
static bool is_for_others(const struct linter *l, size_t layer)
{
	const struct image *image = l->in->layers[layer].image;
	return !image->rule_count && !image->signal_count && !image->move_count && !image->topic_count;
}

static void check_vocabulary(struct linter *l, size_t layer)
{
	const struct image *image = l->in->layers[layer].image;
	for (uint32_t i = 0; i < image->definition_count; i++) {
		struct str name = image_str(image, image->definitions[i].name);
		if (!is_called_anywhere(l, name))
			lint_add_of_pack(l, PROBLEM_UNUSED, layer, image->definitions[i].pack, arena_printf(l->arena, "/define/%.*s", STR_FMT(name)),
					 "nothing calls the definition %.*s", STR_FMT(name));
	}
}

void lint_patterns(struct linter *l, size_t layer)
{
	const struct image *image = l->in->layers[layer].image;
	struct range none = { 0, 0 };
	for (uint32_t i = 0; i < image->rule_count; i++)
		check_patterns(l, layer, LIST_RULES, i, image->rules[i].pattern, image->rules[i].unless);
	for (uint32_t i = 0; i < image->signal_count; i++)
		check_patterns(l, layer, LIST_SIGNALS, i, image->signals[i].pattern, image->signals[i].unless);
	for (uint32_t i = 0; i < image->move_count; i++)
		check_patterns(l, layer, LIST_MOVES, i, image->moves[i].pattern, none);
	for (uint32_t i = 0; i < image->topic_count; i++)
		check_patterns(l, layer, LIST_TOPICS, i, image->topics[i].pattern, image->topics[i].unless);
	for (uint32_t i = 0; i < image->topic_count; i++)
		if (lint_is_checked(l, layer, image->topics[i].pack))
			check_exceptions_of_options(l, layer, i);
	for (uint32_t p = 0; p < image->pack_count; p++)
		check_exceptions(l, layer, p);
	if (l->in->layers[layer].json.len && lint_is_checked(l, layer, 0) && !is_for_others(l, layer))
		check_vocabulary(l, layer);
}
