/*
 * Which rules meet which sentences: the examples of the packs that are checked, and the drafts that were given, are read once with all rules in force.
 *
 * Where rules match the same words, one comes first, as in what the coach shows (assess.c): the strong one, then the longer match, then the rule that
 * was there before. Rules of other categories do not count: the coach may show both. What the fit thinks of the sentence is left out here: a rule that stands on it alone stands on little.
 */
#include "coach/language.h"
#include "coach/lint_part.h"
#include "coach/suggest.h"

#include <inttypes.h>
#include <stdlib.h>

#define NOBODY UINT32_MAX

/* A match of a rule. */
struct meeting {
	uint32_t rule; /* counted through the layers */
	size_t layer;
	const struct hit *hit;
	const struct rule *of;
};

/* What is known of a rule in the end. */
struct tally {
	size_t layer;
	uint32_t number; /* in the layer's image */
	size_t hits, first;
	size_t own, alone; /* examples that it has to match; those that no other rule matches at the same words */
	uint32_t before;   /* a rule that came first once, NOBODY: none */
};

/* Two rules that met at the same words, once. a < b. */
struct pair {
	uint32_t a, b;
};

struct count_of_pair {
	struct pair pair;
	size_t count;
};

struct census {
	struct linter *l;
	struct tally *rules;
	uint32_t rule_count;
	uint32_t *first_of_layer; /* number of the layer's first rule */
	struct pair *pairs;
	size_t pair_count, pair_capacity;
	bool *filled; /* by rewrite, all layers after one another: an example fills it */
	size_t *first_rewrite;
	/* of the text at hand */
	struct meeting *meetings;
	size_t meeting_count, meeting_capacity;
};

/* ---- a text ---- */

/* Does x come before y, where both match the same words? */
static bool comes_before(const struct meeting *x, const struct meeting *y)
{
	if (x->of->severity != y->of->severity)
		return x->of->severity > y->of->severity;
	size_t xl = span_len(x->hit->span), yl = span_len(y->hit->span);
	return xl != yl ? xl > yl : x->rule < y->rule;
}

static void meet(struct census *c, size_t layer, const struct hits *hits)
{
	const struct image *image = c->l->in->layers[layer].image;
	for (size_t i = 0; i < hits->count; i++) {
		if (hits->items[i].feature < image->signal_count)
			continue;
		uint32_t number = hits->items[i].feature - image->signal_count;
		*ARENA_PUSH(c->l->arena, c->meetings, c->meeting_count, c->meeting_capacity) = (struct meeting){
			.rule = c->first_of_layer[layer] + number,
			.layer = layer,
			.hit = &hits->items[i],
			.of = &image->rules[number],
		};
	}
}

/* Counts what stands at the words of meeting i. */
static void count_meeting(struct census *c, size_t i)
{
	const struct meeting *m = &c->meetings[i];
	struct tally *tally = &c->rules[m->rule];
	bool is_first = true;
	tally->hits++;
	for (size_t k = 0; k < c->meeting_count; k++) {
		const struct meeting *other = &c->meetings[k];
		if (other->rule == m->rule || !span_overlaps(other->hit->span, m->hit->span))
			continue;
		if (other->of->category == m->of->category && comes_before(other, m)) {
			is_first = false;
			tally->before = tally->before == NOBODY ? other->rule : tally->before;
		}
		if (m->rule < other->rule)
			*ARENA_PUSH(c->l->arena, c->pairs, c->pair_count, c->pair_capacity) = (struct pair){ m->rule, other->rule };
	}
	tally->first += is_first;
}

/* The text is an example that `rule` has to match. */
static void count_own(struct census *c, uint32_t rule)
{
	bool is_alone = true;
	for (size_t i = 0; i < c->meeting_count; i++)
		for (size_t k = 0; c->meetings[i].rule == rule && k < c->meeting_count; k++)
			is_alone = is_alone && (c->meetings[k].rule == rule || c->meetings[k].of->category != c->meetings[i].of->category ||
						!span_overlaps(c->meetings[k].hit->span, c->meetings[i].hit->span));
	c->rules[rule].own++;
	c->rules[rule].alone += is_alone;
}

/* Which rewrites of the rule can be filled from its own example? */
static void fill_rewrites(struct census *c, uint32_t rule, const struct norm *norm, struct str text)
{
	const struct tally *tally = &c->rules[rule];
	const struct image *image = c->l->in->layers[tally->layer].image;
	struct range rewrites = image->rules[tally->number].rewrites;
	for (size_t i = 0; i < c->meeting_count; i++)
		for (uint32_t r = rewrites.first; c->meetings[i].rule == rule && r < rewrites.first + rewrites.count; r++) {
			struct suggest_source source = { norm, text, 0, c->meetings[i].hit->captures, c->meetings[i].hit->capture_count };
			bool *filled = &c->filled[c->first_rewrite[tally->layer] + r];
			*filled = *filled || suggest_fill(c->l->arena, image_str(image, image->rewrites[r].with), &source).len;
		}
}

static bool read_text(struct census *c, struct str text, const struct force *force, uint32_t owner)
{
	struct linter *l = c->l;
	struct norm norm = norm_of_str(l->arena, text);
	struct sentences sentences = sentence_split(l->arena, &norm);
	struct force in_force = force ? *force : (struct force){ language_of(norm.bytes), READS_DRAFT };
	c->meeting_count = 0;
	for (size_t i = 0; i < l->in->layer_count; i++) {
		struct hits hits;
		if (!match_sentences(l->arena, l->in->layers[i].matcher, l->room, &norm, &sentences, in_force, &hits))
			return false;
		meet(c, i, &hits);
	}
	for (size_t i = 0; i < c->meeting_count; i++)
		count_meeting(c, i);
	if (owner != NOBODY) {
		count_own(c, owner);
		fill_rewrites(c, owner, &norm, text);
	}
	return true;
}

/* ---- all texts ---- */

static bool read_examples(struct census *c, size_t layer, enum item_list list, uint32_t number, struct examples examples)
{
	const struct image *image = c->l->in->layers[layer].image;
	uint32_t pack = lint_pack_of(image, list, number);
	struct force force = { (enum language)image->packs[pack].language, (enum reads)image->packs[pack].reads };
	if (!lint_is_checked(c->l, layer, pack))
		return true;
	uint32_t owner = list == LIST_RULES ? c->first_of_layer[layer] + number : NOBODY;
	for (uint32_t i = 0; i < examples.match.count; i++)
		if (!read_text(c, image_str(image, image->refs[examples.match.first + i]), &force, owner))
			return false;
	for (uint32_t i = 0; i < examples.pass.count; i++)
		if (!read_text(c, image_str(image, image->refs[examples.pass.first + i]), &force, NOBODY))
			return false;
	return true;
}

static bool read_all(struct census *c)
{
	for (size_t i = 0; i < c->l->in->layer_count; i++) {
		const struct image *image = c->l->in->layers[i].image;
		for (uint32_t n = 0; n < image->rule_count; n++)
			if (!read_examples(c, i, LIST_RULES, n, image->rules[n].examples))
				return false;
		for (uint32_t n = 0; n < image->signal_count; n++)
			if (!read_examples(c, i, LIST_SIGNALS, n, image->signals[n].examples))
				return false;
	}
	for (size_t i = 0; i < c->l->in->draft_count; i++)
		if (!read_text(c, c->l->in->drafts[i], NULL, NOBODY))
			return false;
	return true;
}

/* ---- what it says ---- */

static struct str name_of(const struct census *c, uint32_t rule)
{
	return lint_id(c->l->in->layers[c->rules[rule].layer].image, LIST_RULES, c->rules[rule].number);
}

static bool is_rule_checked(const struct census *c, uint32_t rule)
{
	const struct tally *t = &c->rules[rule];
	return lint_is_checked(c->l, t->layer, c->l->in->layers[t->layer].image->rules[t->number].pack);
}

static void tell_of_rule(struct census *c, uint32_t rule)
{
	const struct tally *t = &c->rules[rule];
	struct lint_place place = { t->layer, LIST_RULES, t->number, "" };
	if (t->hits && !t->first) {
		struct str before = name_of(c, t->before);
		lint_add(c->l, PROBLEM_DEAD, place, "is never the first to match: in all of its %zu matches another rule comes before it, such as %.*s", t->hits,
			 STR_FMT(before));
	} else if (t->own && !t->alone) {
		place.member = "/examples/match";
		lint_add(c->l, PROBLEM_NO_OWN_EXAMPLE, place, "has no example of its own: other rules match the same words in %s",
			 t->own == 1 ? "the only one" : "each of them");
	}
}

static int by_pair(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return (x->b > y->b) - (x->b < y->b);
}

/* Two rules that mark the same words in most of the matches of both. */
static void tell_of_pair(struct census *c, struct pair pair, size_t count)
{
	enum { LEAST = 4 };
	const struct tally *a = &c->rules[pair.a], *b = &c->rules[pair.b];
	if (count < LEAST || 2 * count <= a->hits || 2 * count <= b->hits)
		return;
	bool a_is_ours = is_rule_checked(c, pair.a);
	if (!a_is_ours && !is_rule_checked(c, pair.b))
		return;
	uint32_t ours = a_is_ours ? pair.a : pair.b, other = a_is_ours ? pair.b : pair.a;
	struct str name = name_of(c, other);
	lint_add(c->l, PROBLEM_OVERLAP, (struct lint_place){ c->rules[ours].layer, LIST_RULES, c->rules[ours].number, "/pattern" },
		 "marks the same words as %.*s in %zu of its %zu matches (of the other's %zu)", STR_FMT(name), count, c->rules[ours].hits, c->rules[other].hits);
}

static void tell_of_pairs(struct census *c)
{
	if (c->pair_count)
		qsort(c->pairs, c->pair_count, sizeof *c->pairs, by_pair);
	for (size_t i = 0, end; i < c->pair_count; i = end) {
		for (end = i + 1; end < c->pair_count && by_pair(&c->pairs[end], &c->pairs[i]) == 0;)
			end++;
		tell_of_pair(c, c->pairs[i], end - i);
	}
}

static void tell_of_exceptions(struct census *c, struct lint_place place, struct range unless)
{
	const struct lint_layer *of = &c->l->in->layers[place.layer];
	for (uint32_t u = 0; u < unless.count; u++) {
		if (matcher_has_excused(of->matcher, unless.first + u))
			continue;
		place.member = arena_printf(c->l->arena, "/unless/%" PRIu32, u).ptr;
		lint_add(c->l, PROBLEM_IDLE_UNLESS, place, "this exception excuses no match; an example under pass would show what it is for");
	}
}

/* A template with a fault of its own cannot be filled: that has been said. */
static bool is_told(const struct linter *l, struct lint_place place)
{
	struct str item = item_pointer(l->arena, l->in->layers[place.layer].image, place.list, place.number);
	struct str pointer = arena_printf(l->arena, "%.*s%s", STR_FMT(item), place.member);
	for (size_t i = l->report.count; i-- > 0;)
		if (l->report.items[i].layer == place.layer && l->report.items[i].is_error && str_eq(l->report.items[i].pointer, pointer))
			return true;
	return false;
}

static void tell_of_rewrites(struct census *c, uint32_t rule)
{
	const struct tally *t = &c->rules[rule];
	struct range rewrites = c->l->in->layers[t->layer].image->rules[t->number].rewrites;
	for (uint32_t r = 0; t->own && r < rewrites.count; r++) {
		if (c->filled[c->first_rewrite[t->layer] + rewrites.first + r])
			continue;
		const char *member = arena_printf(c->l->arena, "/rewrites/%" PRIu32, r).ptr;
		struct lint_place place = { t->layer, LIST_RULES, t->number, member };
		if (!is_told(c->l, place))
			lint_add(c->l, PROBLEM_IDLE_REWRITE, place, "no example has all the captures that this rewrite needs");
	}
}

static void tell_of_pack(struct census *c, size_t layer, uint32_t pack)
{
	const struct lint_layer *of = &c->l->in->layers[layer];
	struct range unless = of->image->packs[pack].unless;
	for (uint32_t u = 0; u < unless.count; u++)
		if (!matcher_has_excused(of->matcher, unless.first + u))
			lint_add_of_pack(c->l, PROBLEM_IDLE_UNLESS, layer, pack, arena_printf(c->l->arena, "/unless/%" PRIu32, u),
					 "this exception excuses no match; an example under pass would show what it is for");
}

static void tell(struct census *c)
{
	for (uint32_t r = 0; r < c->rule_count; r++) {
		if (!is_rule_checked(c, r))
			continue;
		const struct tally *t = &c->rules[r];
		tell_of_rule(c, r);
		tell_of_rewrites(c, r);
		tell_of_exceptions(c, (struct lint_place){ t->layer, LIST_RULES, t->number, NULL }, c->l->in->layers[t->layer].image->rules[t->number].unless);
	}
	for (size_t i = 0; i < c->l->in->layer_count; i++) {
		const struct image *image = c->l->in->layers[i].image;
		for (uint32_t s = 0; s < image->signal_count; s++)
			if (lint_is_checked(c->l, i, image->signals[s].pack))
				tell_of_exceptions(c, (struct lint_place){ i, LIST_SIGNALS, s, NULL }, image->signals[s].unless);
		for (uint32_t p = 0; p < image->pack_count; p++)
			if (lint_is_checked(c->l, i, p))
				tell_of_pack(c, i, p);
	}
	tell_of_pairs(c);
}

/* ---- set up ---- */

static uint32_t rewrites_end(const struct image *image)
{
	uint32_t end = 0;
	for (uint32_t i = 0; i < image->rule_count; i++) {
		struct range r = image->rules[i].rewrites;
		end = r.first + r.count > end ? r.first + r.count : end;
	}
	return end;
}

static struct census census_make(struct linter *l)
{
	struct census c = { .l = l };
	size_t rewrites = 0;
	c.first_of_layer = arena_alloc(l->arena, l->in->layer_count, sizeof *c.first_of_layer);
	c.first_rewrite = arena_alloc(l->arena, l->in->layer_count, sizeof *c.first_rewrite);
	for (size_t i = 0; i < l->in->layer_count; i++) {
		c.first_of_layer[i] = c.rule_count;
		c.first_rewrite[i] = rewrites;
		c.rule_count += l->in->layers[i].image->rule_count;
		rewrites += rewrites_end(l->in->layers[i].image);
	}
	c.filled = arena_alloc(l->arena, rewrites + 1, sizeof *c.filled);
	c.rules = arena_alloc(l->arena, c.rule_count + 1U, sizeof *c.rules);
	for (size_t i = 0; i < l->in->layer_count; i++)
		for (uint32_t n = 0; n < l->in->layers[i].image->rule_count; n++)
			c.rules[c.first_of_layer[i] + n] = (struct tally){ .layer = i, .number = n, .before = NOBODY };
	return c;
}

bool lint_hits(struct linter *l)
{
	struct census census = census_make(l);
	if (!read_all(&census))
		return false;
	tell(&census);
	return true;
}
