#include "cli/packs.h"

#include "base/io.h"
#include "cli/setup.h"
#include "rules/pack.h"

bool packs_compile(struct arena *arena, const char *path, struct image *image, struct err *err)
{
	struct str json;
	struct pack_compiler *compiler = pack_compiler_new(arena, &image_builtin);
	if (!io_read_file(arena, path, &json, err) || !pack_add(compiler, path, json, err))
		return false;
	pack_finish(compiler, image);
	return true;
}

struct str pack_rule_id(const struct pack_rule *rule)
{
	return image_str(rule->image, rule->rule->id);
}

struct str pack_rule_pack(const struct pack_rule *rule)
{
	return image_str(rule->image, rule->image->packs[rule->rule->pack].name);
}

static void add_image(struct arena *arena, const struct options *options, const struct image *image, const char *file,
		      struct pack_rules *out)
{
	for (uint32_t i = 0; i < image->rule_count; i++) {
		struct pack_rule rule = {image, &image->rules[i], file};
		const char *category = hownot_category_name((enum hownot_category)rule.rule->category);
		if (!setup_leaves_out(options, pack_rule_pack(&rule), pack_rule_id(&rule), category))
			*ARENA_PUSH(arena, out->items, out->count, out->capacity) = rule;
	}
}

static void add_scenarios(struct arena *arena, const struct options *options, const struct image *image,
			  struct pack_scenarios *out)
{
	for (uint32_t i = 0; i < image->scenario_count; i++) {
		const struct scenario *scenario = &image->scenarios[i];
		struct str pack = image_str(image, image->packs[scenario->pack].name);
		if (!setup_leaves_out(options, pack, image_str(image, scenario->id), NULL))
			*ARENA_PUSH(arena, out->items, out->count, out->capacity) = (struct pack_scenario){image, scenario};
	}
}

bool packs_scenarios(struct arena *arena, const struct options *options, struct pack_scenarios *out, struct err *err)
{
	struct arguments files;
	*out = (struct pack_scenarios){0};
	if (!setup_pack_files(arena, options, &files, err))
		return false;
	add_scenarios(arena, options, &image_builtin, out);
	for (size_t i = 0; i < files.count; i++) {
		struct image *image = arena_alloc(arena, 1, sizeof *image);
		if (!packs_compile(arena, files.items[i], image, err))
			return false;
		add_scenarios(arena, options, image, out);
	}
	return true;
}

bool packs_rules(struct arena *arena, const struct options *options, struct pack_rules *out, struct err *err)
{
	struct arguments files;
	*out = (struct pack_rules){0};
	if (!setup_pack_files(arena, options, &files, err))
		return false;
	add_image(arena, options, &image_builtin, NULL, out);
	for (size_t i = 0; i < files.count; i++) {
		struct image *image = arena_alloc(arena, 1, sizeof *image);
		if (!packs_compile(arena, files.items[i], image, err))
			return false;
		add_image(arena, options, image, files.items[i], out);
	}
	return true;
}

struct str pack_item_id(const struct pack_item *item)
{
	const struct image *image = item->image;
	return image_str(image, item->list == LIST_RULES     ? image->rules[item->number].id
				: item->list == LIST_SIGNALS ? image->signals[item->number].id
				: item->list == LIST_MOVES   ? image->moves[item->number].id
							     : image->topics[item->number].id);
}

const struct pack *pack_item_pack(const struct pack_item *item)
{
	const struct image *image = item->image;
	return &image->packs[item->list == LIST_RULES	  ? image->rules[item->number].pack
			     : item->list == LIST_SIGNALS ? image->signals[item->number].pack
			     : item->list == LIST_MOVES	  ? image->moves[item->number].pack
							  : image->topics[item->number].pack];
}

static void add_items(struct arena *arena, const struct options *options, const struct image *image, const char *file, struct pack_items *out)
{
	const uint32_t counts[] = {image->rule_count, image->signal_count, image->move_count, image->topic_count};
	for (enum item_list list = LIST_RULES; list <= LIST_TOPICS; list++)
		for (uint32_t i = 0; i < counts[list]; i++) {
			struct pack_item item = {image, list, i, file};
			const char *category = list == LIST_RULES ? hownot_category_name((enum hownot_category)image->rules[i].category) : NULL;
			if (!setup_leaves_out(options, image_str(image, pack_item_pack(&item)->name), pack_item_id(&item), category))
				*ARENA_PUSH(arena, out->items, out->count, out->capacity) = item;
		}
}

bool packs_items(struct arena *arena, const struct options *options, struct pack_items *out, struct err *err)
{
	struct arguments files;
	*out = (struct pack_items){0};
	if (!setup_pack_files(arena, options, &files, err))
		return false;
	add_items(arena, options, &image_builtin, NULL, out);
	for (size_t i = 0; i < files.count; i++) {
		struct image *image = arena_alloc(arena, 1, sizeof *image);
		if (!packs_compile(arena, files.items[i], image, err))
			return false;
		add_items(arena, options, image, files.items[i], out);
	}
	return true;
}

const struct pack_rule *packs_find(const struct pack_rules *rules, const char *id)
{
	for (size_t i = 0; i < rules->count; i++)
		if (str_eq(pack_rule_id(&rules->items[i]), str_of(id)))
			return &rules->items[i];
	return NULL;
}

bool packs_unknown(struct arena *arena, const struct pack_rules *rules, const char *id, const char *what,
		   const char *const *more, size_t more_count, struct err *err)
{
	const char **names = arena_alloc(arena, rules->count + more_count, sizeof *names);
	for (size_t i = 0; i < rules->count; i++)
		names[i] = arena_str(arena, pack_rule_id(&rules->items[i])).ptr;
	for (size_t i = 0; i < more_count; i++)
		names[rules->count + i] = more[i];
	const char *nearest = options_nearest(id, names, rules->count + more_count);
	if (nearest)
		return err_set(err, "%s: no such %s; did you mean %s?", id, what, nearest);
	return err_set(err, "%s: no such %s; 'hownot rules list' has the rules", id, what);
}
