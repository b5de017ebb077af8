#include "rules/pack.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "rules/branch.h"
#include "rules/glance.h"
#include "rules/index.h"
#include "rules/place.h"
#include "rules/plan.h"
#include "rules/relax.h"
#include "rules/rx.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

/* A growing array in the arena. */
#define LIST(type)                                                                                                     \
	struct {                                                                                                       \
		type *items;                                                                                           \
		size_t count, capacity;                                                                                \
	}
#define LIST_ADD(arena, list) ARENA_PUSH(arena, (list).items, (list).count, (list).capacity)

struct pack_weight {
	struct str feature;
	float here[TARGETS], near[SENTENCE_TARGETS];
};

/* A word that weighs something for itself. */
struct pack_word {
	uint32_t hash;
	float said[TARGETS], asked[TARGETS];
};

struct pack_compiler {
	struct arena *arena;
	const struct image *base;
	LIST(char) pool;
	LIST(struct pack) packs;
	LIST(struct rule) rules;
	LIST(struct signal) signals;
	LIST(struct pattern) patterns;
	LIST(struct branch) branches;
	LIST(uint32_t) roots; /* of the branches, nodes of the nodes */
	LIST(struct guard) guards;
	struct nodes nodes;
	struct planner planner;
	LIST(struct rewrite) rewrites;
	LIST(struct move) moves;
	LIST(struct topic) topics;
	LIST(struct option) options;
	LIST(struct scenario) scenarios;
	LIST(struct ref) refs;
	LIST(struct definition) definitions;
	LIST(struct override) overrides;
	struct range lists[LANGUAGES][WORD_LISTS];
	LIST(struct pack_weight) weights;
	uint32_t *pool_buckets; /* whole texts in the pool, by hash: ref number + 1 */
	size_t pool_bucket_count;
	LIST(struct ref) pooled;
	LIST(struct pack_word) words[LANGUAGES];
	float shape[LANGUAGES][SHAPES][TARGETS];
	float thresholds[LANGUAGES][THRESHOLDS];
};

/* The pack that is being read: everything that a message has to name. */
struct reading {
	struct pack_compiler *c;
	struct str json;
	const char *rule;	    /* id of the rule at hand, or NULL */
	const char *list;	    /* "rules", "signals"…: what the object at hand is in; NULL: the pack itself */
	size_t number, item;	    /* of the object in the list; of what is read in a member's array, or NO_ITEM */
	const char *member;	    /* whose pattern is read */
	struct pack_faults *faults; /* where all faults go; NULL: the first is enough */
	struct str pack_name;
	uint32_t pack;
	const cJSON *root;
	struct place place; /* of the fault that err tells */
	struct err *err;
};

static uint32_t find_slot(const uint32_t *buckets, size_t count, uint32_t hash, bool (*same)(const void *, uint32_t, struct str),
			  const void *of, struct str key)
{
	size_t at = hash & (count - 1);
	while (buckets[at] && !same(of, buckets[at] - 1, key))
		at = (at + 1) & (count - 1);
	return (uint32_t)at;
}

static struct str pool_str(const struct pack_compiler *c, struct ref ref)
{
	return (struct str){ c->pool.items + ref.at, ref.len };
}

static bool same_pooled(const void *of, uint32_t number, struct str key)
{
	const struct pack_compiler *c = of;
	return str_eq(pool_str(c, c->pooled.items[number]), key);
}

/* A table of at least twice `count` slots. */
static void grow_buckets(struct arena *arena, uint32_t **buckets, size_t *bucket_count, size_t count)
{
	if (2 * count < *bucket_count)
		return;
	*bucket_count = *bucket_count ? 4 * *bucket_count : 1024;
	*buckets = arena_alloc(arena, *bucket_count, sizeof **buckets);
}

/* Text in the pool, each once. */
static struct ref intern(struct pack_compiler *c, struct str s)
{
	size_t had = c->pool_bucket_count;
	grow_buckets(c->arena, &c->pool_buckets, &c->pool_bucket_count, c->pooled.count);
	for (size_t i = 0; had != c->pool_bucket_count && i < c->pooled.count; i++) {
		struct str old = pool_str(c, c->pooled.items[i]);
		c->pool_buckets[find_slot(c->pool_buckets, c->pool_bucket_count, str_hash(old), same_pooled, c, old)] = (uint32_t)i + 1;
	}
	uint32_t slot = find_slot(c->pool_buckets, c->pool_bucket_count, str_hash(s), same_pooled, c, s);
	if (c->pool_buckets[slot])
		return c->pooled.items[c->pool_buckets[slot] - 1];
	struct ref ref = { (uint32_t)c->pool.count, (uint32_t)s.len };
	for (size_t i = 0; i < s.len; i++)
		*LIST_ADD(c->arena, c->pool) = s.ptr[i];
	*LIST_ADD(c->arena, c->pool) = '\0';
	*LIST_ADD(c->arena, c->pooled) = ref;
	c->pool_buckets[slot] = (uint32_t)c->pooled.count;
	return ref;
}

struct pack_compiler *pack_compiler_new(struct arena *arena, const struct image *base)
{
	struct pack_compiler *c = arena_alloc(arena, 1, sizeof *c);
	c->arena = arena;
	c->base = base;
	c->nodes = nodes_make(arena);
	c->planner = planner_make(arena);
	return c;
}

#define NO_ITEM SIZE_MAX

/* The JSON Pointer of the member `where` ("examples.match") of the object at hand. */
static struct str pointer_to(struct reading *r, const char *where, const char *more)
{
	struct buf pointer = buf_make(r->c->arena);
	if (r->list)
		buf_printf(&pointer, "/%s/%zu", r->list, r->number);
	if (where[0])
		buf_char(&pointer, '/');
	for (const char *c = where; *c; c++)
		buf_char(&pointer, *c == '.' ? '/' : *c);
	if (r->item != NO_ITEM)
		buf_printf(&pointer, "/%zu", r->item);
	if (more)
		buf_char(&pointer, '/');
	for (; more && *more; more++)
		buf_str(&pointer, *more == '/' ? STR("~1") : *more == '~' ? STR("~0") : (struct str){ more, 1 });
	return buf_view(&pointer);
}

static bool told(struct reading *r, struct str pointer, const char *where, const char *what, const char *detail)
{
	r->place = place_find(r->json, pointer);
	/* a name out of the file may hold anything, and go on for pages */
	enum { MOST_DETAIL_BYTES = 300 };
	struct str said = arena_printf(r->c->arena, "%s%.*s", what, STR_FMT(str_slice(str_of(detail), 0, MOST_DETAIL_BYTES)));
	char *shown = arena_alloc(r->c->arena, said.len + 1, 1);
	for (size_t i = 0; i < said.len; i++)
		shown[i] = (unsigned char)said.ptr[i] < ' ' ? '?' : said.ptr[i];
	return err_set(r->err, "%s%s%s%s%s", r->rule ? r->rule : "", r->rule ? ": " : "", where, where[0] ? ": " : "", shown);
}

/* "RULE: MEMBER: what", the form of every message about a pack; its place goes before it in the end. */
static bool fail(struct reading *r, const char *where, const char *what, const char *detail)
{
	return told(r, pointer_to(r, where, NULL), where, what, detail);
}

/* The same of a member of the object that `where` names. */
static bool fail_member(struct reading *r, const char *where, const char *what, const char *member)
{
	return told(r, pointer_to(r, where, member), where, what, member);
}

static const char *nearest_name(struct str name, const char *const *names)
{
	const char *best = NULL;
	size_t least = 1 + name.len / 3;
	for (; *names; names++) {
		size_t distance = str_distance(name, str_of(*names));
		if (distance <= least) {
			least = distance;
			best = *names;
		}
	}
	return best;
}

static bool unknown_member(struct reading *r, const char *where, const char *member, const char *const *allowed)
{
	const char *nearest = nearest_name(str_of(member), allowed);
	if (!nearest)
		return fail_member(r, where, "unknown member ", member);
	return told(r, pointer_to(r, where, member), where, arena_printf(r->c->arena, "unknown member %s; did you mean %s?", member, nearest).ptr, "");
}

static bool is_one_of(const char *name, const char *const *allowed)
{
	for (; *allowed; allowed++)
		if (strcmp(name, *allowed) == 0)
			return true;
	return false;
}

/* Objects may have only the members that we know, each once: a misspelt member would be silently without effect. */
static bool check_members(struct reading *r, const cJSON *object, const char *where, const char *const *allowed)
{
	if (!object || !cJSON_IsObject(object))
		return fail(r, where, "an object is wanted here", "");
	for (const cJSON *member = object->child; member; member = member->next) {
		if (allowed && !is_one_of(member->string, allowed))
			return unknown_member(r, where, member->string, allowed);
		for (const cJSON *other = member->next; other; other = other->next)
			if (strcmp(other->string, member->string) == 0)
				return fail_member(r, where, "this member stands here twice: ", member->string);
	}
	return true;
}

static bool get_string(struct reading *r, const cJSON *object, const char *member, bool needed, struct str *out)
{
	const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, member);
	if (!value)
		return needed ? fail(r, member, "this member is missing", "") : true;
	if (!cJSON_IsString(value) || (needed && !value->valuestring[0]))
		return fail(r, member, "a string is wanted here", "");
	*out = str_of(value->valuestring);
	return true;
}

static bool find_name(struct reading *r, const char *member, struct str value, const char *(*name)(size_t), uint8_t *out)
{
	for (size_t i = 0; name(i); i++) {
		if (str_eq(value, str_of(name(i)))) {
			*out = (uint8_t)i;
			return true;
		}
	}
	enum { MOST_VALUE_BYTES = 80 };
	struct buf text = buf_make(r->c->arena);
	buf_printf(&text, "unknown value %.*s; known are", STR_FMT(str_slice(value, 0, MOST_VALUE_BYTES)));
	for (size_t i = 0; name(i); i++)
		buf_printf(&text, "%s %s", i ? "," : "", name(i));
	buf_char(&text, '\0');
	return fail(r, member, text.bytes, "");
}

static const char *phrase_category_name(size_t category)
{
	return category < HOWNOT_PHRASE_CATEGORIES ? hownot_category_name((enum hownot_category)category) : NULL;
}

static const char *severity_name(size_t severity)
{
	return severity <= HOWNOT_STRONG ? hownot_severity_name((enum hownot_severity)severity) : NULL;
}

static const char *override_name(size_t kind)
{
	static const char *const names[] = { [OVERRIDE_OFF] = "off", [OVERRIDE_WEAK] = "weak", [OVERRIDE_STRONG] = "strong" };
	return kind < sizeof names / sizeof *names ? names[kind] : NULL;
}

static const char *scope_name(size_t scope)
{
	static const char *const names[] = { [SCOPE_MATCH] = "match", [SCOPE_SENTENCE] = "sentence" };
	return scope < sizeof names / sizeof *names ? names[scope] : NULL;
}

/* A pattern is a string, or an array of strings that are alternatives. */
static bool pattern_text(struct reading *r, const cJSON *value, const char *where, struct str *out)
{
	if (cJSON_IsString(value)) {
		*out = str_of(value->valuestring);
		return out->len ? true : fail(r, where, "an empty pattern is found nowhere", "");
	}
	if (!cJSON_IsArray(value) || !value->child)
		return fail(r, where, "a pattern (a string, or an array of strings) is wanted here", "");
	struct buf buf = buf_make(r->c->arena);
	for (const cJSON *item = value->child; item; item = item->next) {
		if (!cJSON_IsString(item) || !item->valuestring[0])
			return fail(r, where, cJSON_IsString(item) ? "an empty pattern is found nowhere" : "a string is wanted here", "");
		if (buf.len)
			buf_char(&buf, '|');
		buf_str(&buf, str_of(item->valuestring));
	}
	*out = buf_view(&buf);
	return true;
}

static bool is_used(const struct reading *r, struct str pack)
{
	if (str_eq(pack, r->pack_name))
		return true;
	for (const cJSON *use = cJSON_GetObjectItemCaseSensitive(r->root, "use"), *item = use ? use->child : NULL; item; item = item->next)
		if (cJSON_IsString(item) && str_eq(pack, str_of(item->valuestring)))
			return true;
	return false;
}

/* The text of a definition that this pack sees: its own, then those of the packs that it uses. */
static bool find_definition(struct reading *r, struct str name, struct str *out)
{
	const cJSON *define = cJSON_GetObjectItemCaseSensitive(r->root, "define");
	for (const cJSON *item = define ? define->child : NULL; item; item = item->next)
		if (str_eq(name, str_of(item->string)))
			return pattern_text(r, item, item->string, out);
	const struct pack_compiler *c = r->c;
	for (size_t i = 0; i < c->definitions.count; i++) {
		const struct definition *d = &c->definitions.items[i];
		if (str_eq(pool_str(c, d->name), name) && is_used(r, pool_str(c, c->packs.items[d->pack].name))) {
			*out = pool_str(c, d->source);
			return true;
		}
	}
	for (uint32_t i = 0; c->base && i < c->base->definition_count; i++) {
		const struct definition *d = &c->base->definitions[i];
		if (str_eq(image_str(c->base, d->name), name) &&
		    is_used(r, image_str(c->base, c->base->packs[d->pack].name))) {
			*out = image_str(c->base, d->source);
			return true;
		}
	}
	struct str shown = arena_str(c->arena, name);
	return fail(r, r->member, "no such definition, in this pack or those that it uses: ", shown.ptr);
}

/* What a pack's pattern may not hold: it could see through borders, run code, recurse without bound, or hide from relax_pattern. */
static const char *forbidden(struct str p)
{
	for (size_t i = 0; i + 1 < p.len; i++) {
		struct str rest = str_slice(p, i, p.len);
		if (p.ptr[i] == '\\') {
			if (strchr("CKQ", p.ptr[i + 1]))
				return "\\C, \\K and \\Q are not allowed in packs";
			if (p.ptr[i + 1] == 'g')
				return "\\g is not allowed in packs";
			i++;
			continue;
		}
		if (str_starts(rest, STR("(*")))
			return "verbs (*…) are not allowed in packs";
		if (str_starts(rest, STR("(?C")) || str_starts(rest, STR("(?R")) || str_starts(rest, STR("(?P>")) ||
		    str_starts(rest, STR("(?(")))
			return "callouts, recursion and conditions are not allowed in packs";
		if (str_starts(rest, STR("(?")) && i + 2 < p.len &&
		    (is_ascii_digit(p.ptr[i + 2]) || p.ptr[i + 2] == '+' ||
		     (p.ptr[i + 2] == '-' && i + 3 < p.len && is_ascii_digit(p.ptr[i + 3]))))
			return "recursion is not allowed in packs";
		if (str_starts(rest, STR("(?"))) {
			size_t k = i + 2;
			while (k < p.len && is_ascii_lower(p.ptr[k]))
				if (p.ptr[k++] == 'x')
					return "extended mode (?x) is not allowed in packs";
		}
	}
	return NULL;
}

/* Replaces each call (?&name) by (?:definition). */
static bool expand(struct reading *r, struct str pattern, int depth, struct buf *out)
{
	/* A definition may call another many times: what it comes to grows by powers. */
	enum { MOST_DEPTH = 20, MOST_BYTES = 1024 * 1024 };
	if (depth > MOST_DEPTH)
		return fail(r, r->member, "definitions call each other without end", "");
	if (out->len > MOST_BYTES)
		return fail(r, r->member, "too long, once its definitions are put in", "");
	for (size_t i = 0; i < pattern.len;) {
		if (pattern.ptr[i] == '\\' && i + 1 < pattern.len) {
			buf_str(out, str_slice(pattern, i, i + 2));
			i += 2;
			continue;
		}
		if (!str_starts(str_slice(pattern, i, pattern.len), STR("(?&"))) {
			buf_char(out, pattern.ptr[i++]);
			continue;
		}
		size_t end = str_find(pattern, STR(")"), i);
		struct str source = { 0 };
		if (!find_definition(r, str_slice(pattern, i + 3, end), &source))
			return false;
		buf_str(out, STR("(?:"));
		if (!expand(r, source, depth + 1, out))
			return false;
		buf_char(out, ')');
		i = end + 1;
	}
	return true;
}

/* The number of a guard, which many branches share. `at` is where it stands in the pool. */
static uint32_t guard_number(struct pack_compiler *c, struct ref at)
{
	for (size_t i = 0; i < c->guards.count; i++)
		if (str_eq(pool_str(c, c->guards.items[i].source), pool_str(c, at)))
			return (uint32_t)i;
	*LIST_ADD(c->arena, c->guards) = (struct guard){ .source = at, .plan = plan_guard(&c->planner, pool_str(c, at)) };
	return (uint32_t)c->guards.count - 1;
}

/* Where the text, a slice of `whole`, stands in the pool. */
static struct ref slice_ref(struct ref pooled, struct str whole, struct str text)
{
	return (struct ref){ pooled.at + (uint32_t)(text.ptr - whole.ptr), (uint32_t)text.len };
}

static struct range add_branches(struct pack_compiler *c, struct str source, struct ref pooled)
{
	struct range range = { (uint32_t)c->branches.count, 0 };
	struct branch_texts texts = branch_split(c->arena, source);
	for (size_t i = 0; i < texts.count; i++) {
		struct branch_text text = texts.items[i];
		struct relaxation relaxed = relax_pattern(&c->nodes, text.text);
		*LIST_ADD(c->arena, c->branches) = (struct branch){
			.source = slice_ref(pooled, source, text.text),
			.pattern = (uint32_t)c->patterns.count,
			.guard = text.guard.len ? guard_number(c, slice_ref(pooled, source, text.guard)) : IMAGE_NO_GUARD,
			.begins_with_word = relaxed.begins_with_word,
		};
		*LIST_ADD(c->arena, c->roots) = relaxed.root;
	}
	range.count = (uint32_t)c->branches.count - range.first;
	return range;
}

static bool is_good_pattern(struct reading *r, const char *where, struct str source)
{
	const char *bad = forbidden(source);
	if (bad)
		return fail(r, where, bad, "");
	struct err rx_err;
	struct rx *rx = rx_compile(source, &rx_err);
	if (!rx)
		return fail(r, where, rx_err.text, "");
	rx_free(rx);
	return true;
}

/* Of a pattern that is bad, which alternative: each is looked at by itself. The message that is there stays when none is bad alone. */
static void find_bad_alternative(struct reading *r, const cJSON *value, const char *where)
{
	const cJSON *item = cJSON_IsArray(value) ? value->child : NULL;
	if (r->item != NO_ITEM || !item)
		return;
	for (r->item = 0; item; item = item->next, r->item++) {
		struct buf expanded = buf_make(r->c->arena);
		if (!expand(r, str_of(item->valuestring), 0, &expanded) || !is_good_pattern(r, where, buf_view(&expanded)))
			break;
	}
	r->item = NO_ITEM;
}

/* Checks a pattern and relaxes it. */
static bool add_pattern(struct reading *r, const cJSON *value, const char *where, uint32_t *out)
{
	struct pack_compiler *c = r->c;
	struct str text = { 0 };
	if (!value)
		return fail(r, where, "this member is missing", "");
	r->member = where;
	if (!pattern_text(r, value, where, &text))
		return false;
	struct buf expanded = buf_make(c->arena);
	if (!expand(r, text, 0, &expanded) || !is_good_pattern(r, where, buf_view(&expanded))) {
		find_bad_alternative(r, value, where);
		return false;
	}
	struct str source = buf_view(&expanded);
	struct ref pooled = intern(c, source);
	struct pattern pattern = { .source = pooled, .branches = add_branches(c, source, pooled) };
	*out = (uint32_t)c->patterns.count;
	*LIST_ADD(c->arena, c->patterns) = pattern;
	return true;
}

/* "unless": an array of patterns. They stand side by side in the image. */
static bool add_unless(struct reading *r, const cJSON *object, struct range *out)
{
	const cJSON *unless = cJSON_GetObjectItemCaseSensitive(object, "unless");
	*out = (struct range){ (uint32_t)r->c->patterns.count, 0 };
	if (!unless)
		return true;
	if (!cJSON_IsArray(unless))
		return fail(r, "unless", "an array is wanted here", "");
	r->item = 0;
	for (const cJSON *item = unless->child; item; item = item->next, r->item++) {
		uint32_t number;
		if (!add_pattern(r, item, "unless", &number))
			return false;
		out->count++;
	}
	r->item = NO_ITEM;
	return true;
}

static bool add_texts(struct reading *r, const cJSON *array, const char *where, struct range *out)
{
	*out = (struct range){ (uint32_t)r->c->refs.count, 0 };
	if (!array)
		return true;
	if (!cJSON_IsArray(array))
		return fail(r, where, "an array is wanted here", "");
	r->item = 0;
	for (const cJSON *item = array->child; item; item = item->next, r->item++) {
		if (!cJSON_IsString(item))
			return fail(r, where, "a string is wanted here", "");
		struct ref ref = intern(r->c, str_of(item->valuestring));
		*LIST_ADD(r->c->arena, r->c->refs) = ref;
		out->count++;
	}
	r->item = NO_ITEM;
	return true;
}

static bool add_examples(struct reading *r, const cJSON *object, struct examples *out)
{
	static const char *const members[] = { "match", "pass", NULL };
	const cJSON *examples = cJSON_GetObjectItemCaseSensitive(object, "examples");
	if (!examples)
		return fail(r, "examples", "this member is missing", "");
	if (!check_members(r, examples, "examples", members) ||
	    !add_texts(r, cJSON_GetObjectItemCaseSensitive(examples, "match"), "examples.match", &out->match) ||
	    !add_texts(r, cJSON_GetObjectItemCaseSensitive(examples, "pass"), "examples.pass", &out->pass))
		return false;
	if (!out->match.count)
		return fail(r, "examples.match", "at least one example that matches is wanted", "");
	return true;
}

static bool add_rewrites(struct reading *r, const cJSON *object, struct range *out)
{
	static const char *const members[] = { "with", "replace", NULL };
	const cJSON *rewrites = cJSON_GetObjectItemCaseSensitive(object, "rewrites");
	*out = (struct range){ (uint32_t)r->c->rewrites.count, 0 };
	if (rewrites && !cJSON_IsArray(rewrites))
		return fail(r, "rewrites", "an array is wanted here", "");
	r->item = 0;
	for (const cJSON *item = rewrites ? rewrites->child : NULL; item; item = item->next, r->item++) {
		struct rewrite rewrite = { .scope = SCOPE_SENTENCE };
		struct str with = { 0 }, scope = { 0 };
		if (cJSON_IsString(item)) {
			with = str_of(item->valuestring);
		} else if (!check_members(r, item, "rewrites", members) || !get_string(r, item, "with", true, &with) ||
			   !get_string(r, item, "replace", false, &scope)) {
			return false;
		}
		if (scope.len && !find_name(r, "rewrites.replace", scope, scope_name, &rewrite.scope))
			return false;
		rewrite.with = intern(r->c, with);
		*LIST_ADD(r->c->arena, r->c->rewrites) = rewrite;
		out->count++;
	}
	r->item = NO_ITEM;
	return true;
}

static bool is_plain_name(struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		if (!is_ascii_lower(name.ptr[i]) && !is_ascii_digit(name.ptr[i]) && name.ptr[i] != '-')
			return false;
	return true;
}

/* "pack/name" of a rule or signal, unique in the compiler and its base. */
static bool full_id(struct reading *r, const cJSON *object, struct str *out)
{
	struct str name = { 0 };
	r->rule = NULL;
	if (!get_string(r, object, "id", true, &name))
		return false;
	if (!is_plain_name(name))
		return fail(r, "id", "only a-z, 0-9 and - may stand in an id: ", name.ptr);
	*out = arena_printf(r->c->arena, "%.*s/%.*s", STR_FMT(r->pack_name), STR_FMT(name));
	r->rule = out->ptr;
	const struct pack_compiler *c = r->c;
	bool taken = false;
	for (size_t i = 0; i < c->rules.count; i++)
		taken = taken || str_eq(pool_str(c, c->rules.items[i].id), *out);
	for (size_t i = 0; i < c->signals.count; i++)
		taken = taken || str_eq(pool_str(c, c->signals.items[i].id), *out);
	for (size_t i = 0; i < c->moves.count; i++)
		taken = taken || str_eq(pool_str(c, c->moves.items[i].id), *out);
	for (size_t i = 0; i < c->topics.count; i++)
		taken = taken || str_eq(pool_str(c, c->topics.items[i].id), *out);
	for (size_t i = 0; i < c->scenarios.count; i++)
		taken = taken || str_eq(pool_str(c, c->scenarios.items[i].id), *out);
	return taken ? fail(r, "id", "this id is taken", "") : true;
}

static bool add_rule(struct reading *r, const cJSON *object)
{
	static const char *const members[] = { "id",  "category", "severity", "pattern",  "unless", "message",
					       "why", "source",	  "rewrites", "examples", NULL };
	struct rule rule = { .pack = r->pack };
	struct str id, category, severity, message, why, source = { "", 0 };
	if (!cJSON_IsObject(object))
		return fail(r, "", "an object is wanted here", "");
	if (!full_id(r, object, &id) || !check_members(r, object, "", members) ||
	    !get_string(r, object, "category", true, &category) || !get_string(r, object, "severity", true, &severity) ||
	    !get_string(r, object, "message", true, &message) || !get_string(r, object, "why", true, &why) ||
	    !get_string(r, object, "source", false, &source) ||
	    !find_name(r, "category", category, phrase_category_name, &rule.category) ||
	    !find_name(r, "severity", severity, severity_name, &rule.severity) ||
	    !add_pattern(r, cJSON_GetObjectItemCaseSensitive(object, "pattern"), "pattern", &rule.pattern) ||
	    !add_unless(r, object, &rule.unless) || !add_rewrites(r, object, &rule.rewrites) ||
	    !add_examples(r, object, &rule.examples))
		return false;
	rule.id = intern(r->c, id);
	rule.message = intern(r->c, message);
	rule.why = intern(r->c, why);
	rule.source = intern(r->c, source);
	*LIST_ADD(r->c->arena, r->c->rules) = rule;
	return true;
}

/* Numbers by target name, of the targets from `first` to `end`, added to row, which has room for all. */
static bool read_some_weights(struct reading *r, const cJSON *object, const char *where, size_t first, size_t end, float *row)
{
	if (!check_members(r, object, where, NULL))
		return false;
	for (const cJSON *item = object->child; item; item = item->next) {
		uint8_t target = 0;
		if (!cJSON_IsNumber(item))
			return fail(r, where, "a number is wanted for ", item->string);
		if (!find_name(r, where, str_of(item->string), image_target_name, &target))
			return false;
		if (target < first || target >= end)
			return fail(r, where, "not a target that is weighed for here: ", item->string);
		row[target] = (float)item->valuedouble;
	}
	return true;
}

static bool read_weights(struct reading *r, const cJSON *object, const char *where, size_t targets, float *row)
{
	return read_some_weights(r, object, where, 0, targets, row);
}

static struct pack_weight *weight_of(struct pack_compiler *c, struct str feature)
{
	for (size_t i = 0; i < c->weights.count; i++)
		if (str_eq(c->weights.items[i].feature, feature))
			return &c->weights.items[i];
	struct pack_weight *weight = LIST_ADD(c->arena, c->weights);
	*weight = (struct pack_weight){ .feature = arena_str(c->arena, feature) };
	return weight;
}

static bool add_signal(struct reading *r, const cJSON *object)
{
	static const char *const members[] = { "id", "says", "pattern", "unless", "evidence", "examples", "weights", NULL };
	struct signal signal = { .pack = r->pack };
	struct str id, says, evidence = STR("none");
	if (!cJSON_IsObject(object))
		return fail(r, "", "an object is wanted here", "");
	if (!full_id(r, object, &id) || !check_members(r, object, "", members) ||
	    !get_string(r, object, "says", false, &says) || !get_string(r, object, "evidence", false, &evidence) ||
	    !find_name(r, "evidence", evidence, image_evidence_name, &signal.evidence) ||
	    !add_pattern(r, cJSON_GetObjectItemCaseSensitive(object, "pattern"), "pattern", &signal.pattern) ||
	    !add_unless(r, object, &signal.unless) || !add_examples(r, object, &signal.examples))
		return false;
	const cJSON *weights = cJSON_GetObjectItemCaseSensitive(object, "weights");
	if (weights && !read_weights(r, weights, "weights", TARGETS, weight_of(r->c, id)->here))
		return false;
	signal.id = intern(r->c, id);
	signal.says = intern(r->c, says);
	*LIST_ADD(r->c->arena, r->c->signals) = signal;
	return true;
}

/* Names in an array, as bits. */
static bool read_bits(struct reading *r, const cJSON *object, const char *member, const char *(*name)(size_t), unsigned *out)
{
	const cJSON *array = cJSON_GetObjectItemCaseSensitive(object, member);
	*out = 0;
	if (array && !cJSON_IsArray(array))
		return fail(r, member, "an array is wanted here", "");
	for (const cJSON *item = array ? array->child : NULL; item; item = item->next) {
		uint8_t bit = 0;
		if (!cJSON_IsString(item))
			return fail(r, member, "a string is wanted here", "");
		if (!find_name(r, member, str_of(item->valuestring), name, &bit))
			return false;
		*out |= 1U << bit;
	}
	return true;
}

/* true or false; false where the member is missing. */
static bool get_flag(struct reading *r, const cJSON *object, const char *member, bool *out)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, member);
	*out = cJSON_IsTrue(item);
	return !item || cJSON_IsBool(item) || fail(r, member, "true or false is wanted here", "");
}

static bool add_move(struct reading *r, const cJSON *object)
{
	static const char *const members[] = { "id", "categories", "pattern", "with", "cuts", "unbarbs", "helps", "before", "after", NULL };
	struct move move = { .pack = r->pack };
	struct str id, with = { 0 };
	unsigned categories;
	if (!cJSON_IsObject(object))
		return fail(r, "", "an object is wanted here", "");
	if (!full_id(r, object, &id) || !check_members(r, object, "", members) || !get_string(r, object, "with", false, &with) ||
	    !read_bits(r, object, "categories", phrase_category_name, &categories) || !get_flag(r, object, "cuts", &move.cuts) ||
	    !get_flag(r, object, "unbarbs", &move.unbarbs) || !get_flag(r, object, "helps", &move.helps) ||
	    !add_pattern(r, cJSON_GetObjectItemCaseSensitive(object, "pattern"), "pattern", &move.pattern) ||
	    !add_texts(r, cJSON_GetObjectItemCaseSensitive(object, "before"), "before", &move.before) ||
	    !add_texts(r, cJSON_GetObjectItemCaseSensitive(object, "after"), "after", &move.after))
		return false;
	if (!with.ptr) /* an empty one is fine: the sentence goes */
		return fail(r, "with", "this member is missing", "");
	if (!move.before.count || move.before.count != move.after.count)
		return fail(r, "before", "as many examples as in after are wanted, at least one", "");
	move.categories = (uint16_t)categories;
	move.id = intern(r->c, id);
	move.with = intern(r->c, with);
	*LIST_ADD(r->c->arena, r->c->moves) = move;
	return true;
}

static const char *ground_name(size_t ground)
{
	if (ground == HOWNOT_NO_GROUND)
		return "none";
	return ground <= HOWNOT_IMPOSSIBLE ? hownot_ground_name((enum hownot_ground)ground) : NULL;
}

static bool add_options(struct reading *r, const cJSON *object, struct range *out)
{
	static const char *const members[] = { "what", "say", "service", "grounds", "unless", NULL };
	const cJSON *array = cJSON_GetObjectItemCaseSensitive(object, "options");
	*out = (struct range){ (uint32_t)r->c->options.count, 0 };
	if (!cJSON_IsArray(array) || !array->child)
		return fail(r, "options", "an array with at least one option is wanted here", "");
	size_t number = 0;
	for (const cJSON *item = array->child; item; item = item->next, number++) {
		struct option option = { 0 };
		r->item = number;
		struct str what, say, service = { "", 0 };
		unsigned grounds;
		if (!check_members(r, item, "options", members) || !get_string(r, item, "what", true, &what) ||
		    !get_string(r, item, "say", true, &say) || !get_string(r, item, "service", false, &service) ||
		    !read_bits(r, item, "grounds", ground_name, &grounds) || !add_unless(r, item, &option.unless))
			return false;
		option.what = intern(r->c, what);
		option.say = intern(r->c, say);
		option.service = intern(r->c, service);
		option.grounds = (uint8_t)grounds;
		*LIST_ADD(r->c->arena, r->c->options) = option;
		out->count++;
	}
	r->item = NO_ITEM;
	return true;
}

static bool add_topic(struct reading *r, const cJSON *object)
{
	static const char *const members[] = { "id", "title", "asked", "pattern", "unless", "options", "examples", NULL };
	struct topic topic = { .pack = r->pack };
	struct str id, title, asked;
	if (!cJSON_IsObject(object))
		return fail(r, "", "an object is wanted here", "");
	if (!full_id(r, object, &id) || !check_members(r, object, "", members) || !get_string(r, object, "title", true, &title) ||
	    !get_string(r, object, "asked", true, &asked) ||
	    !add_pattern(r, cJSON_GetObjectItemCaseSensitive(object, "pattern"), "pattern", &topic.pattern) ||
	    !add_unless(r, object, &topic.unless) || !add_options(r, object, &topic.options) ||
	    !add_examples(r, object, &topic.examples))
		return false;
	topic.id = intern(r->c, id);
	topic.title = intern(r->c, title);
	topic.asked = intern(r->c, asked);
	*LIST_ADD(r->c->arena, r->c->topics) = topic;
	return true;
}

static bool add_scenario(struct reading *r, const cJSON *object)
{
	static const char *const members[] = { "id", "topic", "title", "question", "facts", "hard", "ground", "answer", NULL };
	struct scenario scenario = { .pack = r->pack };
	struct str id, topic, title, question, hard, answer, ground = STR("none");
	if (!cJSON_IsObject(object))
		return fail(r, "", "an object is wanted here", "");
	if (!full_id(r, object, &id) || !check_members(r, object, "", members) ||
	    !get_string(r, object, "topic", true, &topic) || !get_string(r, object, "title", true, &title) ||
	    !get_string(r, object, "question", true, &question) || !get_string(r, object, "hard", true, &hard) ||
	    !get_string(r, object, "answer", true, &answer) || !get_string(r, object, "ground", false, &ground) ||
	    !find_name(r, "ground", ground, ground_name, &scenario.ground) ||
	    !add_texts(r, cJSON_GetObjectItemCaseSensitive(object, "facts"), "facts", &scenario.facts))
		return false;
	scenario.id = intern(r->c, id);
	scenario.topic = intern(r->c, topic);
	scenario.title = intern(r->c, title);
	scenario.question = intern(r->c, question);
	scenario.hard = intern(r->c, hard);
	scenario.answer = intern(r->c, answer);
	*LIST_ADD(r->c->arena, r->c->scenarios) = scenario;
	return true;
}

static int by_hash(const void *a, const void *b)
{
	const struct pack_word *x = a, *y = b;
	return (x->hash > y->hash) - (x->hash < y->hash);
}

/* "words": {"word": {"said": {…}, "asked": {…}}}, either of which may be missing. */
static bool add_weighed_words(struct reading *r, const cJSON *words, uint8_t language)
{
	static const char *const members[] = { "said", "asked", NULL };
	struct pack_compiler *c = r->c;
	for (const cJSON *item = words ? words->child : NULL; item; item = item->next) {
		if (!check_members(r, item, "fit.words", members))
			return false;
		const cJSON *said = cJSON_GetObjectItemCaseSensitive(item, "said"), *asked = cJSON_GetObjectItemCaseSensitive(item, "asked");
		struct pack_word *word = LIST_ADD(c->arena, c->words[language]);
		*word = (struct pack_word){ .hash = str_hash(str_of(item->string)) };
		if ((said && !read_some_weights(r, said, "fit.words.said", WORD_TARGETS_FIRST, WORD_TARGETS_FIRST + WORD_TARGETS, word->said)) ||
		    (asked && !read_some_weights(r, asked, "fit.words.asked", SENTENCE_TARGETS, WORD_TARGETS_FIRST + WORD_TARGETS, word->asked)))
			return false;
	}
	if (c->words[language].count)
		qsort(c->words[language].items, c->words[language].count, sizeof *c->words[language].items, by_hash);
	return true;
}

/* The fitted weights of a language: {"shape": {…}, "here": {…}, "near": {…}, "words": {…}, "thresholds": {…}}. */
static bool add_fit(struct reading *r, const cJSON *fit, uint8_t language)
{
	static const char *const members[] = { "shape", "here", "near", "words", "thresholds", NULL };
	struct pack_compiler *c = r->c;
	if (!check_members(r, fit, "fit", members))
		return false;
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(fit, "shape");
	for (item = item ? item->child : NULL; item; item = item->next) {
		uint8_t shape = 0;
		if (!find_name(r, "fit.shape", str_of(item->string), image_shape_name, &shape) ||
		    !read_weights(r, item, "fit.shape", TARGETS, c->shape[language][shape]))
			return false;
	}
	item = cJSON_GetObjectItemCaseSensitive(fit, "here");
	for (item = item ? item->child : NULL; item; item = item->next)
		if (!read_weights(r, item, "fit.here", TARGETS, weight_of(c, str_of(item->string))->here))
			return false;
	item = cJSON_GetObjectItemCaseSensitive(fit, "near");
	for (item = item ? item->child : NULL; item; item = item->next)
		if (!read_weights(r, item, "fit.near", SENTENCE_TARGETS, weight_of(c, str_of(item->string))->near))
			return false;
	if (!add_weighed_words(r, cJSON_GetObjectItemCaseSensitive(fit, "words"), language))
		return false;
	item = cJSON_GetObjectItemCaseSensitive(fit, "thresholds");
	for (item = item ? item->child : NULL; item; item = item->next) {
		uint8_t threshold = 0;
		if (!cJSON_IsNumber(item) || !find_name(r, "fit.thresholds", str_of(item->string), image_threshold_name, &threshold))
			return fail(r, "fit.thresholds", "a threshold by name is wanted here", "");
		c->thresholds[language][threshold] = (float)item->valuedouble;
	}
	return true;
}

static bool add_overrides(struct reading *r)
{
	const cJSON *override = cJSON_GetObjectItemCaseSensitive(r->root, "override");
	if (override && !check_members(r, override, "override", NULL))
		return false;
	for (const cJSON *item = override ? override->child : NULL; item; item = item->next) {
		struct override o = { 0 };
		if (!cJSON_IsString(item))
			return fail(r, "override", "\"off\", \"weak\" or \"strong\" is wanted for ", item->string);
		if (!find_name(r, "override", str_of(item->valuestring), override_name, &o.kind))
			return false;
		o.what = intern(r->c, str_of(item->string));
		*LIST_ADD(r->c->arena, r->c->overrides) = o;
	}
	return true;
}

static bool is_of_base(const struct pack_compiler *c, struct str pack)
{
	for (uint32_t i = 0; c->base && i < c->base->pack_count; i++)
		if (str_eq(image_str(c->base, c->base->packs[i].name), pack))
			return true;
	return false;
}

/* Does the text stand among the first texts of a list already, at the same place of a pair? */
static bool is_listed(const struct pack_compiler *c, struct range list, size_t step, struct str text)
{
	for (size_t i = list.first; i < (size_t)list.first + list.count; i += step)
		if (str_eq(pool_str(c, c->refs.items[i]), text))
			return true;
	return false;
}

static void add_word(struct pack_compiler *c, struct range *list, struct str text)
{
	struct ref ref = intern(c, text);
	*LIST_ADD(c->arena, c->refs) = ref;
	list->count++;
}

/* A list is an array of texts, a table an object of texts. */
static bool add_word_list(struct reading *r, const cJSON *value, const char *where, bool is_table, struct range *out)
{
	if (out->count)
		return fail(r, where, "another pack has this list", "");
	if (is_table ? !cJSON_IsObject(value) : !cJSON_IsArray(value))
		return fail(r, where, is_table ? "an object is wanted here, from each text to what stands for it" : "an array of texts is wanted here", "");
	*out = (struct range){ (uint32_t)r->c->refs.count, 0 };
	r->item = is_table ? NO_ITEM : 0;
	for (const cJSON *item = value->child; item; item = item->next) {
		const char *text = is_table ? item->string : item->valuestring;
		if (!cJSON_IsString(item))
			return fail(r, where, "a string is wanted here", "");
		if (!text[0])
			return fail(r, where, "an empty text is found everywhere", "");
		if (is_listed(r->c, *out, is_table ? 2 : 1, str_of(text)))
			return fail(r, where, "this text stands here twice: ", text);
		add_word(r->c, out, str_of(text));
		if (is_table)
			add_word(r->c, out, str_of(item->valuestring));
		else
			r->item++;
	}
	r->item = NO_ITEM;
	return true;
}

/* "words": what the coach goes by in the pack's language. It is built in, so a pack of the user's that had lists would change nothing. */
static bool add_words(struct reading *r, uint8_t language)
{
	const cJSON *words = cJSON_GetObjectItemCaseSensitive(r->root, "words");
	if (!words)
		return true;
	if (r->c->base && !is_of_base(r->c, r->pack_name))
		return fail(r, "words", "the lists of words are built in: a pack of one's own cannot change them", "");
	if (!check_members(r, words, "words", word_list_names()))
		return false;
	for (const cJSON *item = words->child; item; item = item->next) {
		enum word_list list = word_list_named(str_of(item->string));
		const char *where = arena_printf(r->c->arena, "words.%s", item->string).ptr;
		if (!add_word_list(r, item, where, word_list_is_table(list), &r->c->lists[language][list]))
			return false;
	}
	return true;
}

static bool is_definition_name(struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		if (!is_ascii_lower(name.ptr[i]) && !is_ascii_digit(name.ptr[i]) && name.ptr[i] != '_' && name.ptr[i] != '-')
			return false;
	return name.len;
}

static bool add_definitions(struct reading *r)
{
	const cJSON *define = cJSON_GetObjectItemCaseSensitive(r->root, "define");
	if (define && !check_members(r, define, "define", NULL))
		return false;
	for (const cJSON *item = define ? define->child : NULL; item; item = item->next) {
		struct str text;
		struct buf expanded = buf_make(r->c->arena);
		r->member = arena_printf(r->c->arena, "define.%s", item->string).ptr;
		if (!is_definition_name(str_of(item->string)))
			return fail_member(r, "define", "only a-z, 0-9, - and _ may stand in the name of a definition: ", item->string);
		if (!pattern_text(r, item, r->member, &text) || !expand(r, text, 0, &expanded) ||
		    !is_good_pattern(r, r->member, buf_view(&expanded)))
			return false;
		struct definition d = { .pack = r->pack };
		d.name = intern(r->c, str_of(item->string));
		d.source = intern(r->c, buf_view(&expanded));
		*LIST_ADD(r->c->arena, r->c->definitions) = d;
	}
	return true;
}

static void note_fault(struct reading *r)
{
	*ARENA_PUSH(r->c->arena, r->faults->items, r->faults->count, r->faults->capacity) = (struct pack_fault){ r->place, *r->err };
}

/* Reads the objects of a list. With faults to be gathered, all of them, whatever is wrong with one. */
static bool add_each(struct reading *r, const char *member, bool (*add)(struct reading *, const cJSON *))
{
	const cJSON *array = cJSON_GetObjectItemCaseSensitive(r->root, member);
	bool ok = true;
	if (array && !cJSON_IsArray(array))
		return fail(r, member, "an array is wanted here", "");
	r->number = 0;
	for (const cJSON *item = array ? array->child : NULL; item; item = item->next, r->number++) {
		r->list = member;
		r->rule = NULL;
		r->item = NO_ITEM;
		if (add(r, item))
			continue;
		ok = false;
		if (!r->faults)
			return false;
		note_fault(r);
	}
	r->list = r->rule = NULL;
	r->item = NO_ITEM;
	return ok;
}

static bool is_known_pack(const struct reading *r, struct str name)
{
	for (size_t i = 0; i < r->c->packs.count; i++)
		if (str_eq(pool_str(r->c, r->c->packs.items[i].name), name))
			return true;
	for (uint32_t i = 0; r->c->base && i < r->c->base->pack_count; i++)
		if (str_eq(image_str(r->c->base, r->c->base->packs[i].name), name))
			return true;
	return false;
}

static bool check_use(struct reading *r)
{
	const cJSON *use = cJSON_GetObjectItemCaseSensitive(r->root, "use");
	if (use && !cJSON_IsArray(use))
		return fail(r, "use", "an array is wanted here", "");
	r->item = 0;
	for (const cJSON *item = use ? use->child : NULL; item; item = item->next, r->item++) {
		if (!cJSON_IsString(item))
			return fail(r, "use", "a string is wanted here", "");
		if (!is_known_pack(r, str_of(item->valuestring)))
			return fail(r, "use", "no such built-in pack: ", item->valuestring);
	}
	r->item = NO_ITEM;
	return true;
}

/* The lists of a pack: all are read when faults are gathered. */
static bool add_lists(struct reading *r)
{
	static const struct {
		const char *member;
		bool (*add)(struct reading *, const cJSON *);
	} lists[] = { { "rules", add_rule }, { "signals", add_signal }, { "moves", add_move }, { "topics", add_topic }, { "scenarios", add_scenario } };
	bool ok = true;
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		size_t told_before = r->faults ? r->faults->count : 0;
		if (add_each(r, lists[i].member, lists[i].add))
			continue;
		ok = false;
		if (!r->faults)
			return false;
		if (r->faults->count == told_before)
			note_fault(r);
	}
	return ok;
}

static bool add_root(struct reading *r)
{
	static const char *const members[] = { "$schema", "pack", "title", "language", "reads", "use", "define", "words",
					       "unless", "rules", "signals", "moves", "topics", "scenarios", "fit", "override", NULL };
	struct pack_compiler *c = r->c;
	struct str title = { "", 0 }, language = STR("en"), reads = STR("draft");
	struct pack pack = { 0 };
	if (!check_members(r, r->root, "", members) || !get_string(r, r->root, "pack", true, &r->pack_name) ||
	    !get_string(r, r->root, "title", false, &title) || !get_string(r, r->root, "language", false, &language) ||
	    !find_name(r, "language", language, image_language_name, &pack.language) || !get_string(r, r->root, "reads", false, &reads) ||
	    !find_name(r, "reads", reads, image_reads_name, &pack.reads))
		return false;
	/* nobody is coached on what a patron wrote */
	if (pack.reads == READS_QUESTION && cJSON_GetObjectItemCaseSensitive(r->root, "rules"))
		return fail(r, "rules", "a pack that reads the question has signals only, no ", "rules");
	if (!is_plain_name(r->pack_name))
		return fail(r, "pack", "only a-z, 0-9 and - may stand in the name of a pack: ", r->pack_name.ptr);
	for (size_t i = 0; i < c->packs.count; i++)
		if (str_eq(pool_str(c, c->packs.items[i].name), r->pack_name))
			return fail(r, "pack", "another pack has this name: ", r->pack_name.ptr);
	pack.name = intern(c, r->pack_name);
	pack.title = intern(c, title);
	r->pack = (uint32_t)c->packs.count;
	*LIST_ADD(c->arena, c->packs) = pack;
	const cJSON *fit = cJSON_GetObjectItemCaseSensitive(r->root, "fit");
	return check_use(r) && add_definitions(r) && add_words(r, pack.language) && add_unless(r, r->root, &c->packs.items[r->pack].unless) && add_overrides(r) &&
	       (!fit || add_fit(r, fit, pack.language)) && add_lists(r);
}

static bool parse_failed(struct reading *r, size_t at, const char *what)
{
	r->place = place_of(r->json, at);
	return err_set(r->err, "%s", what);
}

static bool is_too_deep(struct str json, size_t at)
{
	enum { MOST_DEPTH = 1000 }; /* CJSON_NESTING_LIMIT */
	size_t depth = 0;
	for (size_t i = 0; i < at; i++) {
		depth += json.ptr[i] == '[' || json.ptr[i] == '{';
		depth -= depth && (json.ptr[i] == ']' || json.ptr[i] == '}');
	}
	return depth >= MOST_DEPTH;
}

/* What people do to JSON, told by what stands where reading stopped. */
static const char *json_fault(struct str json, size_t at)
{
	while (at < json.len && is_ascii_space(json.ptr[at]))
		at++;
	size_t before = at;
	while (before > 0 && is_ascii_space(json.ptr[before - 1]))
		before--;
	char here = at < json.len ? json.ptr[at] : '\0', last = before ? json.ptr[before - 1] : '\0';
	if (last == ',' && (here == '}' || here == ']'))
		return "not valid JSON: a comma too many before this";
	/* cJSON stops at the last byte when there is no more */
	if (at + 1 >= json.len)
		return "not valid JSON: it ends too early";
	if (here == '\\' && json.ptr[at + 1] == 'u')
		return "not valid JSON: \\u wants four hexadecimal digits, of a character";
	if (here == '\\')
		return "not valid JSON: a backslash in a pattern is written twice, as in \"\\\\d\"";
	if (is_too_deep(json, at))
		return "not valid JSON: brackets stand in brackets more than a thousand times";
	if (here == '\'' || last == '\'')
		return "not valid JSON: strings stand between double quotes";
	if (here == '/' || here == '#')
		return "not valid JSON: there are no comments in JSON";
	if (here == '"' || here == '{' || here == '[')
		return "not valid JSON: a comma or a colon is missing before this, or a bracket is not closed";
	return "not valid JSON";
}

static bool parse(struct reading *r, cJSON **out)
{
	struct str json = r->json;
	size_t bad = utf8_invalid(json);
	if (bad < json.len)
		return parse_failed(r, bad, "not valid UTF-8");
	/* cJSON would cut the string at it */
	size_t nul = str_find(json, STR("\\u0000"), 0);
	if (nul < json.len)
		return parse_failed(r, nul, "a NUL character in a string");
	const char *end = NULL;
	cJSON *root = cJSON_ParseWithLengthOpts(json.ptr, json.len, &end, 0);
	size_t at = end ? (size_t)(end - json.ptr) : 0;
	if (!root)
		return parse_failed(r, at, json_fault(json, at));
	while (at < json.len && is_ascii_space(json.ptr[at]))
		at++;
	if (at < json.len) {
		cJSON_Delete(root);
		return parse_failed(r, at, "text after the end of the JSON value");
	}
	*out = root;
	return true;
}

/* cJSON's tree is not the arena's: when memory runs out in add_root, it is freed on the way. */
static bool add_tree(struct reading *r, cJSON *const root)
{
	struct arena *const arena = r->c->arena;
	jmp_buf outer;
	memcpy(&outer, &arena->oom, sizeof outer);
	if (ARENA_CATCH(arena)) {
		cJSON_Delete(root);
		memcpy(&arena->oom, &outer, sizeof outer);
		longjmp(arena->oom, 1);
	}
	bool ok = add_root(r);
	memcpy(&arena->oom, &outer, sizeof outer);
	cJSON_Delete(root);
	return ok;
}

static bool add_pack(struct reading *r)
{
	cJSON *root = NULL;
	if (!parse(r, &root))
		return false;
	r->root = root;
	return add_tree(r, root);
}

bool pack_add(struct pack_compiler *compiler, const char *path, struct str json, struct err *err)
{
	struct err fault;
	struct reading r = { .c = compiler, .json = json, .item = NO_ITEM, .err = &fault };
	if (add_pack(&r))
		return true;
	return err_set(err, "%s:%zu:%zu: %s", path, r.place.line, r.place.column, fault.text);
}

bool pack_add_all(struct pack_compiler *compiler, struct str json, struct pack_faults *faults)
{
	struct err fault;
	*faults = (struct pack_faults){ 0 };
	struct reading r = { .c = compiler, .json = json, .item = NO_ITEM, .faults = faults, .err = &fault };
	if (add_pack(&r))
		return true;
	if (!faults->count)
		note_fault(&r);
	return false;
}

/* The words of the index, in the pool. */
static void take_words(struct pack_compiler *c, struct image *image, const struct nodes *nodes)
{
	struct word *words = arena_alloc(c->arena, nodes->word_count + 1, sizeof *words);
	for (size_t w = 0; w < nodes->word_count; w++)
		words[w] = (struct word){ intern(c, nodes->words[w]), image->words[w].sets };
	image->words = words;
}

static const char *take_letters(struct pack_compiler *c)
{
	char *letters = arena_alloc(c->arena, c->refs.count + 1, 1);
	for (size_t i = 0; i < (size_t)LANGUAGES * WORD_LISTS; i++) {
		struct range list = (&c->lists[0][0])[i];
		uint32_t step = word_list_is_table((enum word_list)(i % WORD_LISTS)) ? 2 : 1;
		for (uint32_t k = 0; k < list.count / step; k++)
			letters[list.first + k] = ascii_lower(pool_str(c, c->refs.items[list.first + k * step]).ptr[0]);
	}
	return letters;
}

static void build_weighed_words(struct pack_compiler *c, struct image *image)
{
	struct range *weighed = arena_alloc(c->arena, LANGUAGES, sizeof *weighed);
	uint32_t count = 0;
	for (size_t l = 0; l < LANGUAGES; l++) {
		weighed[l] = (struct range){ count, (uint32_t)c->words[l].count };
		count += weighed[l].count;
	}
	uint32_t *hashes = arena_alloc(c->arena, count + 1U, sizeof *hashes);
	float(*said)[WORD_TARGETS] = arena_alloc(c->arena, count + 1U, sizeof *said);
	float(*asked)[WORD_CHECK_TARGETS] = arena_alloc(c->arena, count + 1U, sizeof *asked);
	for (size_t l = 0; l < LANGUAGES; l++) {
		for (uint32_t i = 0; i < weighed[l].count; i++) {
			const struct pack_word *word = &c->words[l].items[i];
			uint32_t at = weighed[l].first + i;
			hashes[at] = word->hash;
			memcpy(said[at], word->said + WORD_TARGETS_FIRST, sizeof said[at]);
			memcpy(asked[at], word->asked + SENTENCE_TARGETS, sizeof asked[at]);
		}
	}
	image->weighed = weighed;
	image->weighed_hashes = hashes;
	image->said = &said[0][0];
	image->asked = &asked[0][0];
}

static void build_weights(struct pack_compiler *c, struct image *image)
{
	build_weighed_words(c, image);
	size_t features = c->signals.count + c->rules.count;
	float(*here)[TARGETS] = arena_alloc(c->arena, features + 1, sizeof *here);
	float(*near)[SENTENCE_TARGETS] = arena_alloc(c->arena, features + 1, sizeof *near);
	for (size_t f = 0; f < features; f++) {
		const struct rule *rule = f < c->signals.count ? NULL : &c->rules.items[f - c->signals.count];
		struct str id = pool_str(c, rule ? rule->id : c->signals.items[f].id);
		const struct pack_weight *weight = NULL;
		for (size_t i = 0; i < c->weights.count && !weight; i++)
			if (str_eq(c->weights.items[i].feature, id))
				weight = &c->weights.items[i];
		if (weight) {
			memcpy(here[f], weight->here, sizeof here[f]);
			memcpy(near[f], weight->near, sizeof near[f]);
		} else if (rule) {
			/* A rule that no fit has weighed stands for itself: its match is a finding in any reply. */
			here[f][rule->category] = 6;
			here[f][TARGET_ANY] = 8;
			here[f][TARGET_STRONG] = rule->severity == HOWNOT_STRONG ? 8 : -8;
		}
	}
	float(*shape)[SHAPES][TARGETS] = arena_alloc(c->arena, LANGUAGES, sizeof *shape);
	memcpy(shape, c->shape, sizeof c->shape);
	float(*thresholds)[THRESHOLDS] = arena_alloc(c->arena, LANGUAGES, sizeof *thresholds);
	memcpy(thresholds, c->thresholds, sizeof c->thresholds);
	image->here = &here[0][0];
	image->near = &near[0][0];
	image->shape = &shape[0][0][0];
	image->thresholds = &thresholds[0][0];
}

/* What the packs give as examples. */
static struct str *take_texts(struct pack_compiler *c)
{
	struct str *texts = arena_alloc(c->arena, c->refs.count + 1, sizeof *texts);
	for (size_t i = 0; i < c->refs.count; i++)
		texts[i] = pool_str(c, c->refs.items[i]);
	return texts;
}

/* A branch and how many texts call for it. */
struct call {
	uint32_t branch, texts;
};

/* What the texts call for, by branch. */
static struct call *take_calls(struct arena *arena, const struct image *image, const struct str *texts, size_t text_count)
{
	struct call *calls = arena_alloc(arena, image->branch_count + 1U, sizeof *calls);
	for (uint32_t b = 0; b < image->branch_count; b++)
		calls[b].branch = b;
	struct glance glance = glance_make(arena, image);
	for (size_t i = 0; i < text_count; i++) {
		glance_take(&glance, texts[i]);
		glance_call(&glance);
		for (size_t w = 0; w < glance.way_count; w++) {
			const struct way *way = &image->ways[glance.ways[w]];
			calls[way->branch].texts += glance_way_starts(&glance, way) != 0;
		}
	}
	return calls;
}

static int by_texts(const void *a, const void *b)
{
	const struct call *x = a, *y = b;
	return x->texts != y->texts ? (x->texts < y->texts) - (x->texts > y->texts) : (x->branch > y->branch) - (x->branch < y->branch);
}

/* Those that are walked most stand together, so that a sentence touches few pages. */
static void plan_branches(struct pack_compiler *c, struct call *calls)
{
	if (c->branches.count)
		qsort(calls, c->branches.count, sizeof *calls, by_texts);
	for (size_t i = 0; i < c->branches.count; i++) {
		struct branch *branch = &c->branches.items[calls[i].branch];
		branch->plan = plan_pattern(&c->planner, pool_str(c, branch->source));
	}
}

void pack_finish(struct pack_compiler *c, struct image *image)
{
	intern(c, STR("")); /* so that the pool is never NULL */
	uint32_t *feature = arena_alloc(c->arena, c->patterns.count + 1, sizeof *feature);
	for (size_t p = 0; p < c->patterns.count; p++)
		feature[p] = UINT32_MAX;
	uint32_t *packs = arena_alloc(c->arena, c->signals.count + c->rules.count + 1, sizeof *packs);
	for (uint32_t i = 0; i < c->signals.count; i++) {
		feature[c->signals.items[i].pattern] = i;
		packs[i] = c->signals.items[i].pack;
	}
	for (uint32_t i = 0; i < c->rules.count; i++) {
		feature[c->rules.items[i].pattern] = (uint32_t)c->signals.count + i;
		packs[c->signals.count + i] = c->rules.items[i].pack;
	}
	*image = (struct image){
		.packs = c->packs.items,
		.pack_count = (uint32_t)c->packs.count,
		.rules = c->rules.items,
		.rule_count = (uint32_t)c->rules.count,
		.signals = c->signals.items,
		.signal_count = (uint32_t)c->signals.count,
		.moves = c->moves.items,
		.move_count = (uint32_t)c->moves.count,
		.topics = c->topics.items,
		.topic_count = (uint32_t)c->topics.count,
		.options = c->options.items,
		.scenarios = c->scenarios.items,
		.scenario_count = (uint32_t)c->scenarios.count,
		.pattern_count = (uint32_t)c->patterns.count,
		.branch_count = (uint32_t)c->branches.count,
		.guard_count = (uint32_t)c->guards.count,
		.rewrites = c->rewrites.items,
		.refs = c->refs.items,
		.definitions = c->definitions.items,
		.definition_count = (uint32_t)c->definitions.count,
		.overrides = c->overrides.items,
		.override_count = (uint32_t)c->overrides.count,
		.pattern_feature = feature,
		.feature_packs = packs,
	};
	struct nodes kept = index_build(c->arena, &c->nodes, c->roots.items, c->branches.items, c->branches.count, feature, take_texts(c), c->refs.count, image);
	take_words(c, image, &kept);
	image->pool = c->pool.items; /* which may have moved, and the texts with it */
	plan_branches(c, take_calls(c->arena, image, take_texts(c), c->refs.count));
	buf_fill(&c->planner.plans, '\0', PLAN_ROOM);
	buf_fill(&c->planner.choices, '\0', PLAN_ROOM);
	image->plans = (const unsigned char *)c->planner.plans.bytes;
	image->plan_bytes = (uint32_t)c->planner.plans.len;
	image->choices = (const unsigned char *)c->planner.choices.bytes;
	image->choice_bytes = (uint32_t)c->planner.choices.len;
	image->classes = c->planner.classes;
	image->class_count = (uint32_t)c->planner.class_count;
	build_weights(c, image);
	struct range(*lists)[WORD_LISTS] = arena_alloc(c->arena, LANGUAGES, sizeof *lists);
	memcpy(lists, c->lists, sizeof c->lists);
	image->lists = &lists[0][0];
	image->letters = take_letters(c);
	image->patterns = c->patterns.items;
	image->branches = c->branches.items;
	image->guards = c->guards.items;
}
