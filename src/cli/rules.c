/*
 * rules - the packs in force: list, show, check
 */
#include "base/io.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/packs.h"
#include "out/json.h"

#include <string.h>

static int told(const struct options *options, const struct err *err)
{
	output_trouble(options, err);
	return STATUS_TROUBLE;
}

/* ---- list ---- */

static void print_padded(struct buf *out, struct str s, size_t width)
{
	buf_str(out, s);
	buf_fill(out, ' ', (s.len < width ? width - s.len : 0) + 2);
}

static void list_text(struct arena *arena, struct buf *out, const struct look *look, const struct pack_rules *rules)
{
	enum { CATEGORY_WIDTH = 14, SEVERITY_WIDTH = 6 };
	size_t width = 0;
	for (size_t i = 0; i < rules->count; i++)
		width = pack_rule_id(&rules->items[i]).len > width ? pack_rule_id(&rules->items[i]).len : width;
	for (size_t i = 0; i < rules->count; i++) {
		const struct pack_rule *rule = &rules->items[i];
		const char *category = hownot_category_name((enum hownot_category)rule->rule->category);
		look_begin(out, look, PAINT_BOLD);
		print_padded(out, pack_rule_id(rule), width);
		look_end(out, look, PAINT_BOLD);
		print_padded(out, str_of(category), CATEGORY_WIDTH);
		print_padded(out, str_of(hownot_severity_name((enum hownot_severity)rule->rule->severity)),
			     SEVERITY_WIDTH);
		buf_str(out, look_text(arena, look, image_str(rule->image, rule->rule->message)));
		buf_char(out, '\n');
	}
}

static void write_refs(struct json *json, const char *key, const struct image *image, struct range range)
{
	json_key(json, key);
	json_open(json, '[');
	for (uint32_t i = 0; i < range.count; i++)
		json_string(json, image_str(image, image->refs[range.first + i]));
	json_close(json, ']');
}

static void write_rule(struct json *json, const struct pack_rule *rule)
{
	const struct image *image = rule->image;
	const struct rule *r = rule->rule;
	json_open(json, '{');
	json_key(json, "rule");
	json_string(json, pack_rule_id(rule));
	json_key(json, "pack");
	json_string(json, pack_rule_pack(rule));
	json_key(json, "file");
	json_c_string(json, rule->file);
	json_key(json, "category");
	json_c_string(json, hownot_category_name((enum hownot_category)r->category));
	json_key(json, "severity");
	json_c_string(json, hownot_severity_name((enum hownot_severity)r->severity));
	json_key(json, "message");
	json_string(json, image_str(image, r->message));
	json_key(json, "why");
	json_string(json, image_str(image, r->why));
	json_key(json, "source");
	json_string(json, image_str(image, r->source));
	json_key(json, "rewrites");
	json_open(json, '[');
	for (uint32_t i = 0; i < r->rewrites.count; i++)
		json_string(json, image_str(image, image->rewrites[r->rewrites.first + i].with));
	json_close(json, ']');
	write_refs(json, "match", image, r->examples.match);
	write_refs(json, "pass", image, r->examples.pass);
	json_close(json, '}');
}

static void print_json(struct buf *out, enum format format, const struct pack_rule *items, size_t count)
{
	bool is_array = format == FORMAT_JSON;
	if (is_array)
		buf_str(out, STR("["));
	for (size_t i = 0; i < count; i++) {
		struct json json = {.out = out};
		buf_str(out, is_array && i ? STR(",\n") : STR(""));
		write_rule(&json, &items[i]);
		buf_str(out, is_array ? STR("") : STR("\n"));
	}
	if (is_array)
		buf_str(out, STR("]\n"));
}

static int list(struct arena *arena, const struct options *options)
{
	struct pack_rules rules;
	struct err err;
	if (options->operands.count > 1) {
		err_set(&err, "rules list: %s: no argument is wanted", options->operands.items[1]);
		return told(options, &err);
	}
	if (!packs_rules(arena, options, &rules, &err))
		return told(options, &err);
	struct buf out = buf_make(arena);
	struct look look = output_look(options);
	if (options->format == FORMAT_JSON || options->format == FORMAT_NDJSON)
		print_json(&out, options->format, rules.items, rules.count);
	else
		list_text(arena, &out, &look, &rules);
	return output_all(options->quiet ? STR("") : buf_view(&out), options, STATUS_OK);
}

/* ---- show ---- */

static void show_line(struct arena *arena, struct buf *out, const struct look *look, const char *label, struct str text)
{
	enum { COLUMN = 11 };
	if (!text.len)
		return;
	size_t width = str_of(label).len;
	look_paint(out, look, PAINT_DIM, str_of(label));
	buf_fill(out, ' ', width < COLUMN ? COLUMN - width : 1);
	look_wrap(out, look, PAINT_NONE, COLUMN, COLUMN, look_text(arena, look, text));
	buf_char(out, '\n');
}

static void show_refs(struct arena *arena, struct buf *out, const struct look *look, const char *label,
		      const struct image *image, struct range range)
{
	for (uint32_t i = 0; i < range.count; i++)
		show_line(arena, out, look, i ? "" : label, image_str(image, image->refs[range.first + i]));
}

static void show_patterns(struct arena *arena, struct buf *out, const struct look *look, const struct image *image,
			  struct range range)
{
	for (uint32_t i = 0; i < range.count; i++)
		show_line(arena, out, look, i ? "" : "unless",
			  image_str(image, image->patterns[range.first + i].source));
}

/* Patterns, in full length with their vocabulary, are for --verbose. */
static void show_rule(struct arena *arena, struct buf *out, const struct look *look, const struct pack_rule *rule,
		      bool is_verbose)
{
	const struct image *image = rule->image;
	const struct rule *r = rule->rule;
	look_paint(out, look, PAINT_BOLD, pack_rule_id(rule));
	buf_char(out, '\n');
	show_line(arena, out, look, "category", str_of(hownot_category_name((enum hownot_category)r->category)));
	show_line(arena, out, look, "severity", str_of(hownot_severity_name((enum hownot_severity)r->severity)));
	show_line(arena, out, look, "pack",
		  rule->file ? str_of(rule->file) : image_str(image, image->packs[r->pack].title));
	show_line(arena, out, look, "message", image_str(image, r->message));
	show_line(arena, out, look, "why", image_str(image, r->why));
	show_line(arena, out, look, "source", image_str(image, r->source));
	for (uint32_t i = 0; i < r->rewrites.count; i++)
		show_line(arena, out, look, i ? "" : "rewrites",
			  image_str(image, image->rewrites[r->rewrites.first + i].with));
	show_refs(arena, out, look, "matches", image, r->examples.match);
	show_refs(arena, out, look, "passes", image, r->examples.pass);
	if (!is_verbose)
		return;
	show_line(arena, out, look, "pattern", image_str(image, image->patterns[r->pattern].source));
	show_patterns(arena, out, look, image, r->unless);
}

static int show(struct arena *arena, const struct options *options)
{
	struct pack_rules rules;
	struct err err;
	if (options->operands.count < 2) {
		err_set(&err, "rules show: which rule? 'hownot rules list' has them");
		return told(options, &err);
	}
	if (!packs_rules(arena, options, &rules, &err))
		return told(options, &err);
	struct buf out = buf_make(arena);
	struct look look = output_look(options);
	struct pack_rule *found = arena_alloc(arena, options->operands.count, sizeof *found);
	size_t count = 0;
	int status = STATUS_OK;
	for (size_t i = 1; i < options->operands.count; i++) {
		const struct pack_rule *rule = packs_find(&rules, options->operands.items[i]);
		if (rule) {
			found[count++] = *rule;
			continue;
		}
		packs_unknown(arena, &rules, options->operands.items[i], "rule", NULL, 0, &err);
		status = told(options, &err);
	}
	if (options->format == FORMAT_JSON || options->format == FORMAT_NDJSON)
		print_json(&out, options->format, found, count);
	for (size_t i = 0; i < count && options->format == FORMAT_TEXT; i++) {
		buf_str(&out, i ? STR("\n") : STR(""));
		show_rule(arena, &out, &look, &found[i], options->verbose);
	}
	return output_all(options->quiet ? STR("") : buf_view(&out), options, status);
}

int rules_run(struct arena *arena, const struct options *options)
{
	static const struct {
		const char *name;
		int (*run)(struct arena *, const struct options *);
	} actions[] = {{"list", list}, {"check", rules_check_run}, {"show", show}};
	const char *given = options->operands.count ? options->operands.items[0] : "list";
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		if (strcmp(given, actions[i].name) == 0)
			return actions[i].run(arena, options);
	struct err err;
	err_set(&err, "rules: %s is not one of list, check, show", given);
	return told(options, &err);
}
