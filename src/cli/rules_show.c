/*
 * rules show - a rule, signal, move or topic whole: what it looks for, with its vocabulary in place, what it says, its examples, and what it weighs
 */
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/rules_item.h"
#include "out/json.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { COLUMN = 11 };

struct str rules_item_says(const struct pack_item *item)
{
	const struct image *image = item->image;
	return image_str(image, item->list == LIST_RULES     ? image->rules[item->number].message
				: item->list == LIST_SIGNALS ? image->signals[item->number].says
				: item->list == LIST_MOVES   ? image->moves[item->number].with
							     : image->topics[item->number].title);
}

/* What all of them have, in one form. */
struct parts {
	uint32_t pattern;
	struct range unless, match, pass;
	const char *match_label, *pass_label;
};

static struct parts parts_of(const struct pack_item *item)
{
	const struct image *image = item->image;
	if (item->list == LIST_RULES) {
		const struct rule *r = &image->rules[item->number];
		return (struct parts){r->pattern, r->unless, r->examples.match, r->examples.pass, "matches", "passes"};
	}
	if (item->list == LIST_SIGNALS) {
		const struct signal *s = &image->signals[item->number];
		return (struct parts){s->pattern, s->unless, s->examples.match, s->examples.pass, "matches", "passes"};
	}
	if (item->list == LIST_MOVES) {
		const struct move *m = &image->moves[item->number];
		return (struct parts){m->pattern, {0, 0}, m->before, m->after, "before", "after"};
	}
	const struct topic *t = &image->topics[item->number];
	return (struct parts){t->pattern, t->unless, t->examples.match, t->examples.pass, "matches", "passes"};
}

static bool is_feature(const struct pack_item *item, uint32_t *feature)
{
	*feature = item->list == LIST_SIGNALS ? item->number : item->image->signal_count + item->number;
	return item->list == LIST_SIGNALS || item->list == LIST_RULES;
}

static const float *here_of(const struct pack_item *item)
{
	uint32_t feature;
	return is_feature(item, &feature) ? item->image->here + (size_t)feature * TARGETS : NULL;
}

static const float *near_of(const struct pack_item *item)
{
	uint32_t feature;
	return is_feature(item, &feature) ? item->image->near + (size_t)feature * SENTENCE_TARGETS : NULL;
}

/* ---- JSON ---- */

static void write_member(struct json *json, const char *key, struct str value)
{
	json_key(json, key);
	json_string(json, value);
}

static void write_refs(struct json *json, const char *key, const struct image *image, struct range range)
{
	json_key(json, key);
	json_open(json, '[');
	for (uint32_t i = 0; i < range.count; i++)
		json_string(json, image_str(image, image->refs[range.first + i]));
	json_close(json, ']');
}

static void write_weights(struct json *json, const char *key, const float *row, size_t count)
{
	json_key(json, key);
	json_open(json, '{');
	for (size_t t = 0; row && t < count; t++) {
		char number[32];
		int len = snprintf(number, sizeof number, "%.3g", (double)row[t]);
		if (fabsf(row[t]) < 0.0005F)
			continue;
		json_key(json, image_target_name(t));
		json_raw(json, (struct str){number, (size_t)len});
	}
	json_close(json, '}');
}

static void write_rule(struct json *json, const struct image *image, const struct rule *r)
{
	json_key(json, "category");
	json_c_string(json, hownot_category_name((enum hownot_category)r->category));
	json_key(json, "severity");
	json_c_string(json, hownot_severity_name((enum hownot_severity)r->severity));
	write_member(json, "message", image_str(image, r->message));
	write_member(json, "why", image_str(image, r->why));
	write_member(json, "source", image_str(image, r->source));
	json_key(json, "rewrites");
	json_open(json, '[');
	for (uint32_t i = 0; i < r->rewrites.count; i++)
		json_string(json, image_str(image, image->rewrites[r->rewrites.first + i].with));
	json_close(json, ']');
}

static void write_move(struct json *json, const struct image *image, const struct move *m)
{
	json_key(json, "categories");
	json_open(json, '[');
	for (size_t c = 0; c < HOWNOT_PHRASE_CATEGORIES; c++)
		if (m->categories >> c & 1U)
			json_c_string(json, hownot_category_name((enum hownot_category)c));
	json_close(json, ']');
	write_member(json, "with", image_str(image, m->with));
}

static void write_topic(struct json *json, const struct image *image, const struct topic *t)
{
	write_member(json, "title", image_str(image, t->title));
	write_member(json, "asked", image_str(image, t->asked));
	json_key(json, "options");
	json_open(json, '[');
	for (uint32_t i = 0; i < t->options.count; i++) {
		const struct option *o = &image->options[t->options.first + i];
		json_open(json, '{');
		write_member(json, "what", image_str(image, o->what));
		write_member(json, "say", image_str(image, o->say));
		write_member(json, "service", image_str(image, o->service));
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void write_signal(struct json *json, const struct image *image, const struct signal *s)
{
	write_member(json, "says", image_str(image, s->says));
	json_key(json, "evidence");
	json_c_string(json, s->evidence ? image_evidence_name(s->evidence) : NULL);
}

static void write_patterns(struct json *json, const struct image *image, struct parts p)
{
	write_member(json, "pattern", image_str(image, image->patterns[p.pattern].source));
	json_key(json, "unless");
	json_open(json, '[');
	for (uint32_t i = 0; i < p.unless.count; i++)
		json_string(json, image_str(image, image->patterns[p.unless.first + i].source));
	json_close(json, ']');
}

static void write_item(struct json *json, const struct pack_item *item)
{
	static const char *const kinds[] = {"rule", "signal", "move", "topic"};
	const struct image *image = item->image;
	struct parts parts = parts_of(item);
	json_open(json, '{');
	write_member(json, "rule", pack_item_id(item));
	json_key(json, "kind");
	json_c_string(json, kinds[item->list]);
	write_member(json, "pack", image_str(image, pack_item_pack(item)->name));
	json_key(json, "file");
	json_c_string(json, item->file);
	json_key(json, "language");
	json_c_string(json, image_language_name(pack_item_pack(item)->language));
	if (item->list == LIST_RULES)
		write_rule(json, image, &image->rules[item->number]);
	else if (item->list == LIST_SIGNALS)
		write_signal(json, image, &image->signals[item->number]);
	else if (item->list == LIST_MOVES)
		write_move(json, image, &image->moves[item->number]);
	else
		write_topic(json, image, &image->topics[item->number]);
	write_refs(json, item->list == LIST_MOVES ? "before" : "match", image, parts.match);
	write_refs(json, item->list == LIST_MOVES ? "after" : "pass", image, parts.pass);
	write_patterns(json, image, parts);
	if (here_of(item)) {
		write_weights(json, "weights", here_of(item), TARGETS);
		write_weights(json, "near", near_of(item), SENTENCE_TARGETS);
	}
	json_close(json, '}');
}

void rules_items_write(struct buf *out, enum format format, const struct pack_item *items, size_t count)
{
	bool is_array = format == FORMAT_JSON;
	if (is_array)
		buf_str(out, STR("["));
	for (size_t i = 0; i < count; i++) {
		struct json json = {.out = out};
		buf_str(out, is_array && i ? STR(",\n") : STR(""));
		write_item(&json, &items[i]);
		buf_str(out, is_array ? STR("") : STR("\n"));
	}
	if (is_array)
		buf_str(out, STR("]\n"));
}

/* ---- text ---- */

struct page {
	struct arena *arena;
	struct buf *out;
	const struct look *look;
	const struct image *image;
};

static void show_line(struct page *p, const char *label, struct str text)
{
	if (!text.len)
		return;
	size_t width = strlen(label);
	look_paint(p->out, p->look, PAINT_DIM, str_of(label));
	buf_fill(p->out, ' ', width < COLUMN ? COLUMN - width : 1);
	look_wrap(p->out, p->look, PAINT_NONE, COLUMN, COLUMN, look_text(p->arena, p->look, text));
	buf_char(p->out, '\n');
}

static void show_ref(struct page *p, const char *label, struct ref ref)
{
	show_line(p, label, image_str(p->image, ref));
}

static void show_refs(struct page *p, const char *label, struct range range)
{
	for (uint32_t i = 0; i < range.count; i++)
		show_ref(p, i ? "" : label, p->image->refs[range.first + i]);
}

/* ---- weights, in words ---- */

static struct str target_words(struct arena *arena, size_t target)
{
	static const char *const words[TARGETS] = {
	    [TARGET_ANY] = "that there is something to coach",
	    [TARGET_STRONG] = "that it is strong",
	    [TARGET_KEPT] = "that a rewrite keeps it",
	    [TARGET_SENTENCE_ACKNOWLEDGES] = "that it acknowledges",
	    [TARGET_SENTENCE_OFFERS] = "that it offers something",
	    [TARGET_SENTENCE_REFUSES] = "that it says no",
	    [TARGET_SEEMS_AGENT] = "that the reply seems an agent's at first",
	    [TARGET_SEEMS_GATEKEEPER] = "that the reply seems a gatekeeper's at first",
	    [TARGET_ACKNOWLEDGES] = "that the reply acknowledges",
	    [TARGET_OFFERS_ALTERNATIVE] = "that the reply offers something",
	    [TARGET_REFUSES] = "that the reply refuses",
	    [TARGET_AGENT] = "that the reply reads like an agent's",
	    [TARGET_GATEKEEPER] = "that the reply reads like a gatekeeper's",
	    [TARGET_ILLEGAL] = "that the ground is illegal",
	    [TARGET_IMMORAL] = "that the ground is immoral",
	    [TARGET_IMPOSSIBLE] = "that the ground is impossible",
	};
	return words[target] ? str_of(words[target]) : arena_printf(arena, "%s", image_target_name(target));
}

/* The targets whose weight lies between two bounds, as a line. */
static void show_degree(struct page *p, const char **label, const float *row, size_t count, const char *degree, double least, double most)
{
	struct buf line = buf_make(p->arena);
	for (size_t t = 0; t < count; t++) {
		if ((double)row[t] < least || (double)row[t] >= most)
			continue;
		struct str words = target_words(p->arena, t);
		buf_printf(&line, "%s%.*s (%+.1f)", line.len ? ", " : degree, STR_FMT(words), (double)row[t]);
	}
	if (!line.len)
		return;
	show_line(p, *label, buf_view(&line));
	*label = "";
}

static bool show_row(struct page *p, const char *label, const float *row, size_t count)
{
	static const struct {
		const char *words;
		double least, most;
	} degrees[] = {{"much more likely: ", 2, 1000},  {"more likely: ", 0.7, 2},	     {"a little more likely: ", 0.2, 0.7},
		       {"a little less likely: ", -0.7, -0.2}, {"less likely: ", -2, -0.7}, {"much less likely: ", -1000, -2}};
	const char *left = label;
	for (size_t i = 0; i < sizeof degrees / sizeof *degrees; i++)
		show_degree(p, &left, row, count, degrees[i].words, degrees[i].least, degrees[i].most);
	return left != label;
}

/* What every rule of its severity and category weighs: a rule that is rare in the corpus has hardly more. */
static void show_kin(struct page *p, const struct rule *rule, enum language language)
{
	size_t shape = rule->category + (rule->severity == HOWNOT_STRONG ? (size_t)SHAPE_STRONG_RULE : (size_t)SHAPE_WEAK_RULE);
	const float *row = image_builtin.shape + ((size_t)language * SHAPES + shape) * TARGETS;
	show_row(p, "its kind", row, TARGETS);
}

static void show_weights(struct page *p, const struct pack_item *item)
{
	const float *here = here_of(item), *near = near_of(item);
	if (!here)
		return;
	if (item->list == LIST_RULES && item->file) {
		show_line(p, "weights", STR("no fit has weighed it: its match is a finding"));
		return;
	}
	bool any = show_row(p, "weights", here, TARGETS);
	any = show_row(p, "beside it", near, SENTENCE_TARGETS) || any;
	if (!any)
		show_line(p, "weights", item->list == LIST_RULES ? STR("none of its own: it counts as its kind does") : STR("none"));
	if (item->list == LIST_RULES)
		show_kin(p, &item->image->rules[item->number], (enum language)pack_item_pack(item)->language);
}

/* ---- an item ---- */

static void show_rule(struct page *p, const struct rule *r)
{
	show_line(p, "message", image_str(p->image, r->message));
	show_line(p, "why", image_str(p->image, r->why));
	show_line(p, "source", image_str(p->image, r->source));
	for (uint32_t i = 0; i < r->rewrites.count; i++)
		show_ref(p, i ? "" : "rewrites", p->image->rewrites[r->rewrites.first + i].with);
}

static void show_topic(struct page *p, const struct topic *t)
{
	show_ref(p, "title", t->title);
	show_ref(p, "asked", t->asked);
	for (uint32_t i = 0; i < t->options.count; i++) {
		const struct option *o = &p->image->options[t->options.first + i];
		struct str service = image_str(p->image, o->service);
		struct str say = image_str(p->image, o->say), what = image_str(p->image, o->what);
		show_line(p, i ? "" : "options", arena_printf(p->arena, "%.*s: \"%.*s\"%s%.*s%s", STR_FMT(what), STR_FMT(say), service.len ? " (service " : "",
							       STR_FMT(service), service.len ? ")" : ""));
	}
}

static void show_categories(struct page *p, unsigned categories)
{
	struct buf line = buf_make(p->arena);
	for (size_t c = 0; c < HOWNOT_PHRASE_CATEGORIES; c++)
		if (categories >> c & 1U)
			buf_printf(&line, "%s%s", line.len ? ", " : "", hownot_category_name((enum hownot_category)c));
	show_line(p, "categories", buf_view(&line));
}

static void show_head(struct page *p, const struct pack_item *item)
{
	static const char *const kinds[] = {"rule", "signal", "move", "topic"};
	const struct image *image = p->image;
	const struct pack *pack = pack_item_pack(item);
	if (item->list == LIST_RULES) {
		const struct rule *r = &image->rules[item->number];
		show_line(p, "category", str_of(hownot_category_name((enum hownot_category)r->category)));
		show_line(p, "severity", str_of(hownot_severity_name((enum hownot_severity)r->severity)));
	} else {
		show_line(p, "kind", str_of(kinds[item->list]));
	}
	show_line(p, "pack", item->file ? str_of(item->file) : image_str(image, pack->title));
	if (pack->language != LANGUAGE_EN)
		show_line(p, "language", str_of(image_language_name(pack->language)));
}

static void show_item(struct page *p, const struct pack_item *item)
{
	const struct image *image = p->image;
	struct parts parts = parts_of(item);
	look_paint(p->out, p->look, PAINT_BOLD, pack_item_id(item));
	buf_char(p->out, '\n');
	show_head(p, item);
	if (item->list == LIST_RULES) {
		show_rule(p, &image->rules[item->number]);
	} else if (item->list == LIST_SIGNALS) {
		const struct signal *s = &image->signals[item->number];
		show_ref(p, "says", s->says);
		if (s->evidence)
			show_line(p, "evidence", str_of(image_evidence_name(s->evidence)));
	} else if (item->list == LIST_MOVES) {
		show_categories(p, image->moves[item->number].categories);
		show_ref(p, "with", image->moves[item->number].with);
	} else {
		show_topic(p, &image->topics[item->number]);
	}
	show_refs(p, parts.match_label, parts.match);
	show_refs(p, parts.pass_label, parts.pass);
	show_weights(p, item);
	show_ref(p, "pattern", image->patterns[parts.pattern].source);
	for (uint32_t i = 0; i < parts.unless.count; i++)
		show_ref(p, i ? "" : "unless", image->patterns[parts.unless.first + i].source);
}

/* ---- the command ---- */

static bool find(const struct pack_items *all, const char *id, struct pack_item *out)
{
	for (size_t i = 0; i < all->count; i++) {
		*out = all->items[i];
		if (str_eq(pack_item_id(out), str_of(id)))
			return true;
	}
	return false;
}

static void unknown(struct arena *arena, const struct pack_items *all, const char *id, struct err *err)
{
	const char **names = arena_alloc(arena, all->count, sizeof *names);
	const char **halves = arena_alloc(arena, all->count, sizeof *halves);
	for (size_t i = 0; i < all->count; i++) {
		names[i] = arena_str(arena, pack_item_id(&all->items[i])).ptr;
		halves[i] = strchr(names[i], '/') + 1;
	}
	const char *nearest = options_nearest(id, names, all->count);
	/* the second half alone is often what somebody remembers */
	const char *half = strchr(id, '/') ? NULL : options_nearest(id, halves, all->count);
	for (size_t i = 0; half && i < all->count; i++)
		if (halves[i] == half)
			nearest = names[i];
	if (nearest)
		err_set(err, "%s: no such rule; did you mean %s?", id, nearest);
	else
		err_set(err, "%s: no such rule; 'hownot rules list --kind all' has them", id);
}

int rules_show_run(struct arena *arena, const struct options *options)
{
	struct pack_items all;
	struct err err;
	if (options->operands.count < 2)
		err_set(&err, "rules show: which rule? 'hownot rules list' has them");
	if (options->operands.count < 2 || !packs_items(arena, options, &all, &err)) {
		output_trouble(options, &err);
		return STATUS_TROUBLE;
	}
	struct pack_item *found = arena_alloc(arena, options->operands.count, sizeof *found);
	size_t count = 0;
	int status = STATUS_OK;
	for (size_t i = 1; i < options->operands.count; i++) {
		if (find(&all, options->operands.items[i], &found[count])) {
			count++;
			continue;
		}
		unknown(arena, &all, options->operands.items[i], &err);
		output_trouble(options, &err);
		status = STATUS_TROUBLE;
	}
	struct buf out = buf_make(arena);
	struct look look = output_look(options);
	if (options->format == FORMAT_JSON || options->format == FORMAT_NDJSON)
		rules_items_write(&out, options->format, found, count);
	for (size_t i = 0; i < count && options->format == FORMAT_TEXT; i++) {
		struct page page = {arena, &out, &look, found[i].image};
		buf_str(&out, i ? STR("\n") : STR(""));
		show_item(&page, &found[i]);
	}
	return output_all(options->quiet ? STR("") : buf_view(&out), options, status);
}
