/* What a pack says to people: reasons, sources, templates. */
#include "coach/lint_part.h"

#include <inttypes.h>

enum { LEAST_WHY_BYTES = 12, MOST_WHY_BYTES = 200, MOST_MESSAGE_BYTES = 120 };

/* ---- tone ---- */

/* The words of a text without what stands between double quotes, which a pack may be against, or in a blank, which is for the writer alone. */
static struct str unquoted(struct linter *l, struct str text)
{
	char *out = arena_alloc(l->arena, text.len + 1, 1);
	bool is_quoted = false, is_blank = false;
	for (size_t i = 0; i < text.len; i++) {
		is_quoted ^= text.ptr[i] == '"';
		is_blank = text.ptr[i] == '[' || (is_blank && text.ptr[i] != ']');
		out[i] = is_quoted || is_blank ? '"' : ascii_lower(text.ptr[i]);
	}
	return (struct str){ out, text.len };
}

static void check_tone(struct linter *l, struct lint_place place, struct str text)
{
	static const char *const orders[] = { "you must", "you have to", "you need to", "you are required", "you should have", "usted debe", "tiene que " };
	struct str plain = unquoted(l, text);
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
		if (str_find(plain, str_of(orders[i]), 0) < plain.len)
			lint_add(l, PROBLEM_TONE, place, "says \"%s\", which a coach does not", orders[i]);
}

/* ---- templates ---- */

static bool is_one_of(struct str word, const char *const *words)
{
	for (; *words; words++)
		if (str_eq(word, str_of(*words)))
			return true;
	return false;
}

/* Does the pattern have a capture of this name? */
static bool captures(struct linter *l, struct str pattern, struct str name)
{
	struct str written[] = { arena_printf(l->arena, "(?<%.*s>", STR_FMT(name)), arena_printf(l->arena, "(?P<%.*s>", STR_FMT(name)),
				 arena_printf(l->arena, "(?'%.*s'", STR_FMT(name)) };
	for (size_t i = 0; i < sizeof written / sizeof *written; i++)
		if (str_find(pattern, written[i], 0) < pattern.len)
			return true;
	return false;
}

static void check_slot(struct linter *l, struct lint_place place, struct str slot, struct str pattern)
{
	static const char *const forms[] = { "base", "ing", "cap", "low", "a", NULL };
	if (str_ends(slot, STR("?")))
		slot.len--;
	size_t colon = str_find(slot, STR(":"), 0);
	struct str name = str_slice(slot, 0, colon), form = str_slice(slot, colon + 1, slot.len);
	if (!name.len)
		lint_add(l, PROBLEM_REWRITE, place, "{%.*s} names no capture", STR_FMT(slot));
	else if (!captures(l, pattern, name))
		lint_add(l, PROBLEM_REWRITE, place, "{%.*s}: the pattern has no capture of this name", STR_FMT(slot));
	if (colon < slot.len && !is_one_of(form, forms))
		lint_add(l, PROBLEM_REWRITE, place, "{%.*s}: after the colon stands base, ing, cap, low or a", STR_FMT(slot));
}

/* Brackets of one kind pair, and none stands in another. */
static bool is_paired(struct linter *l, struct lint_place place, struct str template, char open, char close)
{
	size_t depth = 0;
	for (size_t i = 0; i < template.len; i++) {
		depth += template.ptr[i] == open;
		if (depth > 1 || (template.ptr[i] == close && !depth)) {
			lint_add(l, PROBLEM_REWRITE, place, "%c without its %c", depth > 1 ? open : close, depth > 1 ? close : open);
			return false;
		}
		depth -= template.ptr[i] == close;
	}
	if (depth)
		lint_add(l, PROBLEM_REWRITE, place, "%c without its %c", open, close);
	return !depth;
}

static void check_template(struct linter *l, struct lint_place place, struct str template, struct str pattern)
{
	check_tone(l, place, template);
	if (!is_paired(l, place, template, '[', ']') || !is_paired(l, place, template, '{', '}'))
		return;
	for (size_t open = str_find(template, STR("{"), 0); open < template.len; open = str_find(template, STR("{"), open + 1))
		check_slot(l, place, str_slice(template, open + 1, str_find(template, STR("}"), open)), pattern);
}

/* Slots of an offer are the profile's facts (profile.h). */
static void check_offer(struct linter *l, struct lint_place place, struct str say)
{
	static const char *const facts[] = { "name", "web", "phone", "email", "hours", "database", "partner", NULL };
	check_tone(l, place, say);
	if (!is_paired(l, place, say, '{', '}'))
		return;
	for (size_t open = str_find(say, STR("{"), 0); open < say.len; open = str_find(say, STR("{"), open + 1)) {
		struct str slot = str_slice(say, open + 1, str_find(say, STR("}"), open));
		struct str contact = STR("contact:"), nearby = STR("nearby:");
		bool is_named = (str_starts(slot, contact) && slot.len > contact.len) || (str_starts(slot, nearby) && slot.len > nearby.len);
		if (!is_named && !is_one_of(slot, facts))
			lint_add(l, PROBLEM_REWRITE, place,
				 "{%.*s} is no fact of a profile; there are name, web, phone, email, hours, database, partner, contact:ROLE, nearby:WHAT", STR_FMT(slot));
	}
}

/* ---- rules, moves, topics ---- */

static void check_reasons(struct linter *l, size_t layer, uint32_t number)
{
	const struct image *image = l->in->layers[layer].image;
	const struct rule *rule = &image->rules[number];
	struct str why = str_trim(image_str(image, rule->why)), message = str_trim(image_str(image, rule->message));
	struct lint_place at_why = { layer, LIST_RULES, number, "/why" }, at_message = { layer, LIST_RULES, number, "/message" };
	if (why.len < LEAST_WHY_BYTES)
		lint_add(l, PROBLEM_WHY, at_why, "the why has %zu characters: a sentence that a colleague would say is wanted", why.len);
	if (why.len > MOST_WHY_BYTES)
		lint_add(l, PROBLEM_WHY, at_why, "the why has %zu characters; nobody reads more than %d", why.len, MOST_WHY_BYTES);
	if (message.len > MOST_MESSAGE_BYTES)
		lint_add(l, PROBLEM_WHY, at_message, "the message has %zu characters; nobody reads more than %d", message.len, MOST_MESSAGE_BYTES);
	if (str_eq(why, message))
		lint_add(l, PROBLEM_WHY, at_why, "the why says what the message says");
	check_tone(l, at_why, why);
	check_tone(l, at_message, message);
	if (!str_trim(image_str(image, rule->source)).len)
		lint_add(l, PROBLEM_NO_SOURCE, (struct lint_place){ layer, LIST_RULES, number, "" }, "no source: who has seen that this shuts a door?");
	if (!rule->rewrites.count)
		lint_add(l, PROBLEM_NO_REWRITE, (struct lint_place){ layer, LIST_RULES, number, "" }, "no rewrite: what would you send instead?");
}

static void check_rule(struct linter *l, size_t layer, uint32_t number)
{
	const struct image *image = l->in->layers[layer].image;
	const struct rule *rule = &image->rules[number];
	check_reasons(l, layer, number);
	if (!rule->examples.pass.count)
		lint_add(l, PROBLEM_NO_PASS, (struct lint_place){ layer, LIST_RULES, number, "/examples" },
			 "no example under pass: which harmless sentence looks most like it?");
	for (uint32_t i = 0; i < rule->rewrites.count; i++) {
		const char *member = arena_printf(l->arena, "/rewrites/%" PRIu32, i).ptr;
		check_template(l, (struct lint_place){ layer, LIST_RULES, number, member }, image_str(image, image->rewrites[rule->rewrites.first + i].with),
			       image_str(image, image->patterns[rule->pattern].source));
	}
}

static void check_topic(struct linter *l, size_t layer, uint32_t number)
{
	const struct image *image = l->in->layers[layer].image;
	const struct topic *topic = &image->topics[number];
	for (uint32_t i = 0; i < topic->options.count; i++) {
		const char *member = arena_printf(l->arena, "/options/%" PRIu32 "/say", i).ptr;
		check_offer(l, (struct lint_place){ layer, LIST_TOPICS, number, member }, image_str(image, image->options[topic->options.first + i].say));
	}
}

void lint_texts(struct linter *l, size_t layer)
{
	const struct image *image = l->in->layers[layer].image;
	for (uint32_t i = 0; i < image->rule_count; i++)
		if (lint_is_checked(l, layer, image->rules[i].pack))
			check_rule(l, layer, i);
	for (uint32_t i = 0; i < image->move_count; i++)
		if (lint_is_checked(l, layer, image->moves[i].pack))
			check_template(l, (struct lint_place){ layer, LIST_MOVES, i, "/with" }, image_str(image, image->moves[i].with),
				       image_str(image, image->patterns[image->moves[i].pattern].source));
	for (uint32_t i = 0; i < image->topic_count; i++)
		if (lint_is_checked(l, layer, image->topics[i].pack))
			check_topic(l, layer, i);
}
