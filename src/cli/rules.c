/*
 * rules - the packs in force: list (here), show (rules_show.c), check (rules_check.c)
 */
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/packs.h"
#include "cli/rules_item.h"

#include <string.h>

static int told(const struct options *options, const struct err *err)
{
	output_trouble(options, err);
	return STATUS_TROUBLE;
}

static bool is_named(const struct options *options, struct str pack)
{
	for (size_t i = 1; i < options->operands.count; i++)
		if (str_eq(pack, str_of(options->operands.items[i])))
			return true;
	return options->operands.count <= 1;
}

static bool has_category(const struct pack_item *item, int category)
{
	if (item->list == LIST_RULES)
		return item->image->rules[item->number].category == category;
	return item->list == LIST_MOVES && item->image->moves[item->number].categories >> category & 1U;
}

static bool is_wanted(const struct options *o, const struct pack_item *item)
{
	const struct pack *pack = pack_item_pack(item);
	if (o->kind != ITEM_ALL && (int)o->kind != (int)item->list)
		return false;
	if (!is_named(o, image_str(item->image, pack->name)) || (o->language >= 0 && pack->language != o->language))
		return false;
	if (o->category >= 0 && !has_category(item, o->category))
		return false;
	return o->severity < 0 || (item->list == LIST_RULES && item->image->rules[item->number].severity == o->severity);
}

static void print_padded(struct buf *out, struct str s, size_t width)
{
	buf_str(out, s);
	buf_fill(out, ' ', (s.len < width ? width - s.len : 0) + 2);
}

/* A line: what it is called, its category or kind, its severity, what it says. */
static void list_line(struct arena *arena, struct buf *out, const struct look *look, const struct pack_item *item, size_t width)
{
	enum { CATEGORY_WIDTH = 14, SEVERITY_WIDTH = 6 };
	static const char *const kinds[] = {"rule", "signal", "move", "topic"};
	const struct image *image = item->image;
	const struct rule *rule = item->list == LIST_RULES ? &image->rules[item->number] : NULL;
	look_begin(out, look, PAINT_BOLD);
	print_padded(out, pack_item_id(item), width);
	look_end(out, look, PAINT_BOLD);
	print_padded(out, str_of(rule ? hownot_category_name((enum hownot_category)rule->category) : kinds[item->list]), CATEGORY_WIDTH);
	print_padded(out, str_of(rule ? hownot_severity_name((enum hownot_severity)rule->severity) : "-"), SEVERITY_WIDTH);
	buf_str(out, look_text(arena, look, rules_item_says(item)));
	buf_char(out, '\n');
}

static bool is_pack(const struct pack_items *all, const char *name)
{
	for (size_t i = 0; i < all->count; i++)
		if (str_eq(image_str(all->items[i].image, pack_item_pack(&all->items[i])->name), str_of(name)))
			return true;
	return false;
}

static bool check_operands(struct arena *arena, const struct options *options, const struct pack_items *all, struct err *err)
{
	const char **names = arena_alloc(arena, all->count, sizeof *names);
	for (size_t i = 0; i < all->count; i++)
		names[i] = arena_str(arena, image_str(all->items[i].image, pack_item_pack(&all->items[i])->name)).ptr;
	for (size_t i = 1; i < options->operands.count; i++) {
		const char *given = options->operands.items[i];
		if (is_pack(all, given))
			continue;
		const char *nearest = options_nearest(given, names, all->count);
		return err_set(err, "rules list: %s: no such pack in force%s%s%s", given, nearest ? "; did you mean " : "", nearest ? nearest : "",
			       nearest ? "?" : "");
	}
	return true;
}

int rules_list_run(struct arena *arena, const struct options *options)
{
	struct pack_items all;
	struct err err;
	if (!packs_items(arena, options, &all, &err) || !check_operands(arena, options, &all, &err))
		return told(options, &err);
	size_t count = 0, width = 0;
	for (size_t i = 0; i < all.count; i++) {
		if (!is_wanted(options, &all.items[i]))
			continue;
		all.items[count++] = all.items[i];
		size_t len = pack_item_id(&all.items[i]).len;
		width = len > width ? len : width;
	}
	struct buf out = buf_make(arena);
	struct look look = output_look(options);
	if (options->format == FORMAT_JSON || options->format == FORMAT_NDJSON)
		rules_items_write(&out, options->format, all.items, count);
	for (size_t i = 0; i < count && options->format == FORMAT_TEXT; i++)
		list_line(arena, &out, &look, &all.items[i], width);
	return output_all(options->quiet ? STR("") : buf_view(&out), options, STATUS_OK);
}

int rules_run(struct arena *arena, const struct options *options)
{
	static const struct {
		const char *name;
		int (*run)(struct arena *, const struct options *);
	} actions[] = {{"list", rules_list_run}, {"check", rules_check_run}, {"show", rules_show_run}};
	const char *given = options->operands.count ? options->operands.items[0] : "list";
	struct err err;
	if (options->format == FORMAT_GNU && strcmp(given, "check") != 0) {
		err_set(&err, "--format: gnu is for problems, of hownot rules check");
		return told(options, &err);
	}
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		if (strcmp(given, actions[i].name) == 0)
			return actions[i].run(arena, options);
	err_set(&err, "rules: %s is not one of list, check, show", given);
	return told(options, &err);
}
