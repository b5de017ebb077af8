/*
 * explain - the method, taught a piece at a time
 *
 * A rule, a category or a check becomes a lesson: what it does to the reader, why, the move against it, before and
 * after. The "after" of a rule is what the coach itself suggests for the rule's first example.
 */
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/packs.h"
#include "cli/setup.h"
#include "coach/category.h"
#include "out/json.h"

#include <string.h>

enum { MOST_PAIRS = 3 };

struct pair {
	struct str before, after;
};

struct lesson {
	const char *kind; /* "rule", "category", "check" */
	struct str name, what, why, move, source;
	struct pair pairs[MOST_PAIRS];
	size_t pair_count;
	const char *const *related; /* rules to look at next */
	size_t related_count;
};

/* What the whole reply is asked; the method in a few lines each. */
static const struct check_text {
	const char *name, *what, *why, *move, *before, *after;
} checks[HOWNOT_CHECKS] = {
    [HOWNOT_ACKNOWLEDGES] =
	{"acknowledges",
	 "The reply shows that this patron's question was understood: it thanks them for it, names it, or says how it "
	 "must feel.",
	 "People who feel understood mind a refusal less. A greeting, or \"any inconvenience\", acknowledges nothing.",
	 "One sentence, once, with the patron's own subject in it.", "Thank you for contacting the library.",
	 "Thank you for asking about taking the atlas home."},
    [HOWNOT_OFFERS_ALTERNATIVE] = {"offers_alternative",
				   "At least one thing that the patron can have or do, or that you will do.",
				   "A no with a choice beside it is half a yes. \"Check the website\" is no offer; \"I "
				   "have put you on the waiting list\" is.",
				   "A short apology, the plain fact, then \"but may I suggest\" with something real.",
				   "The reading room is full.",
				   "The reading room is full until two; I can keep a seat for you from then."},
    [HOWNOT_REFUSES] = {"refuses", "Something that was asked for is declined, openly or in effect.",
			"Not a fault: some answers are no. What counts is the ground, and what comes after.",
			"First ask what you are able to do, and say that.", "We can't renew it again.",
			"I can keep it out for you until Friday, and place a hold for the copy that comes back next."},
    [HOWNOT_REASON] = {"reason", "The refusal's ground, among the three I's: illegal, immoral or impossible.",
		       "Copyright, licences, confidentiality and safety law are grounds; so is harm to somebody else; "
		       "so is a book that is lost. "
		       "Policy, the system and \"we always do it so\" are none: those are where a yes can start.",
		       "Say the ground in one plain clause. Where there is none, look for the yes.",
		       "It is against our policy to copy whole books.",
		       "Copyright lets me copy one chapter for you; which one would help most?"},
    [HOWNOT_KIND] =
	{"kind",
	 "Small acts: the patron's name, thanks, a next step with a time, an invitation to come back, your own name.",
	 "Nobody tells a friend about a satisfactory visit. Great service is a choice, made of small acts.",
	 "Two of them are enough. More than a few look like a form letter.", "Let us know if there is anything else.",
	 "I'll write again by Thursday noon. Ask for me by name: Priya."},
};

static bool same_name(const char *given, const char *name)
{
	for (; *given && *name; given++, name++)
		if (*given != *name && !((*given == '-' || *given == ' ') && *name == '_'))
			return false;
	return *given == *name;
}

static int find_check(const char *name)
{
	for (int i = 0; i < HOWNOT_CHECKS; i++)
		if (same_name(name, checks[i].name))
			return i;
	for (int ground = HOWNOT_ILLEGAL; ground <= HOWNOT_IMPOSSIBLE; ground++)
		if (strcmp(name, hownot_ground_name((enum hownot_ground)ground)) == 0)
			return HOWNOT_REASON;
	return -1;
}

/* "signals/flat-refusal" is what findings without a rule are called. */
static enum hownot_category find_category(const char *name)
{
	static const char prefix[] = "signals/";
	bool is_of_signals = strncmp(name, prefix, sizeof prefix - 1) == 0;
	return category_named(str_of(is_of_signals ? name + sizeof prefix - 1 : name));
}

/* ---- lessons ---- */

static struct str first_example(const struct pack_rule *rule)
{
	struct range match = rule->rule->examples.match;
	return match.count ? image_str(rule->image, rule->image->refs[match.first]) : STR("");
}

/* The example with the rule's own suggestion in it; empty when the coach lets the example pass. */
static struct str suggested(struct arena *arena, const struct hownot *coach, const struct pack_rule *rule,
			    struct str example)
{
	struct hownot_draft draft = {.text = example.ptr, .len = example.len, .input = HOWNOT_INPUT_TEXT};
	struct hownot_result *result = coach ? hownot_check(coach, &draft, NULL) : NULL;
	struct str after = STR("");
	for (size_t i = 0; result && i < result->finding_count && !after.len; i++) {
		const struct hownot_finding *f = &result->findings[i];
		if (!f->suggestion_count || !str_eq(str_of(f->rule), pack_rule_id(rule)))
			continue;
		struct buf buf = buf_make(arena);
		buf_str(&buf, str_slice(example, 0, f->suggestions[0].span.start));
		buf_str(&buf, str_of(f->suggestions[0].text));
		buf_str(&buf, str_slice(example, f->suggestions[0].span.end, example.len));
		after = buf_view(&buf);
	}
	hownot_result_free(result);
	return after;
}

/* The rule's rewrite itself, with an ellipsis for each piece of the draft that goes into it. */
static struct str template(struct arena *arena, const struct pack_rule *rule)
{
	const struct image *image = rule->image;
	struct str with =
	    rule->rule->rewrites.count ? image_str(image, image->rewrites[rule->rule->rewrites.first].with) : STR("");
	struct buf out = buf_make(arena);
	for (size_t at = 0; at < with.len; at++) {
		if (with.ptr[at] != '{') {
			buf_char(&out, with.ptr[at]);
			continue;
		}
		at = str_find(with, STR("}"), at);
		buf_str(&out, STR("\u2026"));
	}
	return buf_view(&out);
}

static void add_pair(struct arena *arena, struct lesson *lesson, const struct hownot *coach,
		     const struct pack_rule *rule)
{
	struct str before = first_example(rule);
	struct str after = suggested(arena, coach, rule, before);
	if (!after.len && strcmp(lesson->kind, "rule") == 0)
		after = template(arena, rule);
	if (after.len && lesson->pair_count < MOST_PAIRS)
		lesson->pairs[lesson->pair_count++] = (struct pair){before, after};
}

static struct lesson lesson_of_check(int check)
{
	const struct check_text *text = &checks[check];
	struct lesson lesson = {.kind = "check",
				.name = str_of(text->name),
				.what = str_of(text->what),
				.why = str_of(text->why),
				.move = str_of(text->move),
				.pair_count = 1};
	lesson.pairs[0] = (struct pair){str_of(text->before), str_of(text->after)};
	return lesson;
}

static struct lesson lesson_of_category(struct arena *arena, const struct hownot *coach, const struct pack_rules *rules,
					enum hownot_category category)
{
	enum { MOST_RELATED = 8 };
	const struct category_text *text = category_text(category, LANGUAGE_EN);
	const char *name = hownot_category_name(category);
	struct lesson lesson = {.kind = "category",
				.name = str_of(name),
				.what = str_of(text->effect),
				.move = str_of(text->move),
				.source = str_of(text->term)};
	const char **related = arena_alloc(arena, MOST_RELATED, sizeof *related);
	for (size_t i = 0; i < rules->count; i++) {
		const struct pack_rule *rule = &rules->items[i];
		if (rule->rule->category != category)
			continue;
		if (lesson.pair_count < MOST_PAIRS)
			add_pair(arena, &lesson, coach, rule);
		if (lesson.related_count < MOST_RELATED)
			related[lesson.related_count++] = arena_str(arena, pack_rule_id(rule)).ptr;
	}
	lesson.related = related;
	return lesson;
}

static struct lesson lesson_of_rule(struct arena *arena, const struct hownot *coach, const struct pack_rule *rule)
{
	const struct image *image = rule->image;
	const struct category_text *text = category_text((enum hownot_category)rule->rule->category, LANGUAGE_EN);
	struct lesson lesson = {.kind = "rule",
				.name = pack_rule_id(rule),
				.what = image_str(image, rule->rule->message),
				.why = image_str(image, rule->rule->why),
				.move = str_of(text->move),
				.source = image_str(image, rule->rule->source)};
	add_pair(arena, &lesson, coach, rule);
	const char **related = arena_alloc(arena, 1, sizeof *related);
	related[0] = hownot_category_name((enum hownot_category)rule->rule->category);
	lesson.related = related;
	lesson.related_count = 1;
	return lesson;
}

/* ---- print ---- */

static void print_part(struct arena *arena, struct buf *out, const struct look *look, const char *label,
		       enum paint paint, struct str text)
{
	enum { COLUMN = 11 };
	if (!text.len)
		return;
	buf_fill(out, ' ', 2);
	look_paint(out, look, PAINT_DIM, str_of(label));
	buf_fill(out, ' ', COLUMN - 2 - str_of(label).len);
	look_wrap(out, look, paint, COLUMN, COLUMN, look_text(arena, look, text));
	buf_char(out, '\n');
}

static void print_lesson(struct arena *arena, struct buf *out, const struct look *look, const struct lesson *lesson)
{
	look_paint(out, look, PAINT_BOLD, look_text(arena, look, lesson->name));
	buf_str(out, STR("\n  "));
	look_wrap(out, look, PAINT_BOLD, 2, 2, look_text(arena, look, lesson->what));
	buf_str(out, STR("\n\n"));
	print_part(arena, out, look, "why", PAINT_NONE, lesson->why);
	print_part(arena, out, look, "instead", PAINT_NONE, lesson->move);
	for (size_t i = 0; i < lesson->pair_count; i++) {
		buf_char(out, '\n');
		print_part(arena, out, look, "before", PAINT_RED, lesson->pairs[i].before);
		print_part(arena, out, look, "after", PAINT_GREEN, lesson->pairs[i].after);
	}
	if (lesson->source.len || lesson->related_count)
		buf_char(out, '\n');
	print_part(arena, out, look, "source", PAINT_DIM, lesson->source);
	struct buf related = buf_make(arena);
	for (size_t i = 0; i < lesson->related_count; i++)
		buf_printf(&related, "%s%s", i ? ", " : "", lesson->related[i]);
	print_part(arena, out, look, "see", PAINT_DIM, buf_view(&related));
}

static void write_lesson(struct buf *out, const struct lesson *lesson)
{
	const struct {
		const char *key;
		struct str value;
	} members[] = {{"kind", str_of(lesson->kind)}, {"name", lesson->name},    {"what", lesson->what},
		       {"why", lesson->why},           {"instead", lesson->move}, {"source", lesson->source}};
	struct json json = {.out = out};
	json_open(&json, '{');
	for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
		json_key(&json, members[i].key);
		json_string(&json, members[i].value);
	}
	json_key(&json, "examples");
	json_open(&json, '[');
	for (size_t i = 0; i < lesson->pair_count; i++) {
		json_open(&json, '{');
		json_key(&json, "before");
		json_string(&json, lesson->pairs[i].before);
		json_key(&json, "after");
		json_string(&json, lesson->pairs[i].after);
		json_close(&json, '}');
	}
	json_close(&json, ']');
	json_key(&json, "see");
	json_open(&json, '[');
	for (size_t i = 0; i < lesson->related_count; i++)
		json_c_string(&json, lesson->related[i]);
	json_close(&json, ']');
	json_close(&json, '}');
	buf_char(out, '\n');
}

/* "1. A step": its further lines stand under its words. */
static void print_step(struct buf *out, const struct look *look, const char *text)
{
	buf_fill(out, ' ', 2);
	look_wrap(out, look, PAINT_NONE, 2, 5, str_of(text));
	buf_char(out, '\n');
}

static void print_entry(struct buf *out, const struct look *look, const char *name, const char *text)
{
	enum { COLUMN = 22 };
	buf_fill(out, ' ', 2);
	look_paint(out, look, PAINT_BOLD, str_of(name));
	buf_fill(out, ' ', COLUMN - 2 - str_of(name).len);
	look_wrap(out, look, PAINT_NONE, COLUMN, COLUMN, str_of(text));
	buf_char(out, '\n');
}

static void print_method(struct buf *out, const struct look *look)
{
	static const char *const steps[] = {
	    "1. Filter the question: illegal, immoral or impossible? If none of the three, start from yes.",
	    "2. Ask what you are able to do, and say that.",
	    "3. Acknowledge the question or concern, always.",
	    "4. Give another option: a short apology, the plain fact, \"but may I suggest\" with something real.",
	    "5. Great, not satisfactory: small acts of personal kindness turn a gatekeeper into an agent.",
	};
	look_paint(out, look, PAINT_BOLD, STR("The method"));
	buf_str(out, STR("\n"));
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		print_step(out, look, steps[i]);
	buf_char(out, '\n');
	look_paint(out, look, PAINT_BOLD, STR("What a reply is asked"));
	buf_str(out, STR("\n"));
	for (int i = 0; i < HOWNOT_CHECKS; i++)
		print_entry(out, look, checks[i].name, checks[i].what);
	buf_char(out, '\n');
	look_paint(out, look, PAINT_BOLD, STR("What shuts the door"));
	buf_str(out, STR("\n"));
	for (int i = 0; i < HOWNOT_CATEGORIES; i++)
		print_entry(out, look, hownot_category_name((enum hownot_category)i),
			    category_text((enum hownot_category)i, LANGUAGE_EN)->effect);
	buf_str(out, STR("\n'hownot explain NAME' tells more of each; 'hownot rules list' has the rules.\n"));
}

/* ---- the command ---- */

static bool find_lesson(struct arena *arena, const struct hownot *coach, const struct pack_rules *rules,
			const char *name, struct lesson *lesson, struct err *err)
{
	const struct pack_rule *rule = packs_find(rules, name);
	if (rule) {
		*lesson = lesson_of_rule(arena, coach, rule);
		return true;
	}
	if (find_check(name) >= 0) {
		*lesson = lesson_of_check(find_check(name));
		return true;
	}
	if (find_category(name) < HOWNOT_CATEGORIES) {
		*lesson = lesson_of_category(arena, coach, rules, find_category(name));
		return true;
	}
	const char *more[HOWNOT_CATEGORIES + HOWNOT_CHECKS];
	for (int i = 0; i < HOWNOT_CATEGORIES; i++)
		more[i] = hownot_category_name((enum hownot_category)i);
	for (int i = 0; i < HOWNOT_CHECKS; i++)
		more[HOWNOT_CATEGORIES + i] = checks[i].name;
	return packs_unknown(arena, rules, name, "rule, category or check", more, HOWNOT_CATEGORIES + HOWNOT_CHECKS,
			     err);
}

int explain_run(struct arena *arena, const struct options *options)
{
	struct buf out = buf_make(arena);
	struct look look = output_look(options);
	bool is_json = options->format == FORMAT_JSON || options->format == FORMAT_NDJSON;
	if (!options->operands.count) {
		print_method(&out, &look);
		return output_all(buf_view(&out), options, STATUS_OK);
	}
	struct pack_rules rules;
	struct err err;
	struct hownot *coach = setup_coach(arena, options, &err);
	int status = STATUS_OK;
	if (!coach || !packs_rules(arena, options, &rules, &err)) {
		output_trouble(options, &err);
		hownot_free(coach);
		return STATUS_TROUBLE;
	}
	for (size_t i = 0; i < options->operands.count; i++) {
		struct lesson lesson = {0};
		if (!find_lesson(arena, coach, &rules, options->operands.items[i], &lesson, &err)) {
			output_trouble(options, &err);
			status = STATUS_TROUBLE;
			continue;
		}
		buf_str(&out, out.len && !is_json ? STR("\n") : STR(""));
		if (is_json)
			write_lesson(&out, &lesson);
		else
			print_lesson(arena, &out, &look, &lesson);
	}
	hownot_free(coach);
	return output_all(buf_view(&out), options, status);
}
