#include "coach/model.h"

#include <math.h>

double model_probability(double log_odds)
{
	return 1 / (1 + exp(-log_odds));
}

static const struct rule *rule_of(const struct image *image, uint32_t feature)
{
	return feature < image->signal_count ? NULL : &image->rules[feature - image->signal_count];
}

void model_add_rule_shapes(const struct layers *layers, struct shapes *shapes)
{
	for (size_t l = 0; l < layers->count; l++) {
		const struct image *image = matcher_image(layers->items[l].matcher);
		const struct hits *hits = &layers->items[l].hits;
		for (size_t i = 0; i < hits->count; i++) {
			const struct rule *rule = rule_of(image, hits->items[i].feature);
			if (!rule)
				continue;
			unsigned shape = rule->category + (rule->severity == HOWNOT_STRONG ? (unsigned)SHAPE_STRONG_RULE : (unsigned)SHAPE_WEAK_RULE);
			shapes->sentences[hits->items[i].sentence].bits |= (uint64_t)1 << shape;
			shapes->reply.bits |= (uint64_t)1 << shape;
		}
	}
}

static void add_row(double *to, const float *row, size_t first, size_t end, double times)
{
	for (size_t t = first; t < end; t++)
		to[t] += times * (double)row[t];
}

static void add_shapes(double *to, const float *shape, struct shape_set set, size_t first, size_t end)
{
	for (size_t s = 0; s < SHAPES; s++)
		if (set.bits >> s & 1U)
			add_row(to, shape + s * TARGETS, first, end, 1);
}

static void add_hits(struct arena *arena, struct model *model, const struct layer *layer, size_t sentence_count)
{
	const struct image *image = matcher_image(layer->matcher);
	bool *counted = arena_alloc(arena, image_feature_count(image), sizeof *counted);
	const struct hit *last = NULL;
	for (size_t i = 0; i < layer->hits.count; i++) {
		const struct hit *hit = &layer->hits.items[i];
		if (last && last->sentence == hit->sentence && last->feature == hit->feature)
			continue;
		last = hit;
		const float *here = image->here + (size_t)hit->feature * TARGETS;
		const float *near = image->near + (size_t)hit->feature * SENTENCE_TARGETS;
		add_row(model->sentences[hit->sentence], here, 0, SENTENCE_TARGETS, 1);
		if (hit->sentence > 0)
			add_row(model->sentences[hit->sentence - 1], near, 0, SENTENCE_TARGETS, 1);
		if (hit->sentence + 1 < sentence_count)
			add_row(model->sentences[hit->sentence + 1], near, 0, SENTENCE_TARGETS, 1);
		if (!counted[hit->feature])
			add_row(model->checks, here, SENTENCE_TARGETS, TARGETS, 1);
		counted[hit->feature] = true;
	}
	for (size_t i = 0; i < layer->question.count; i++) {
		uint32_t feature = layer->question.items[i].feature;
		if (!counted[feature])
			add_row(model->checks, image->here + (size_t)feature * TARGETS, SENTENCE_TARGETS, TARGETS, 1);
		counted[feature] = true;
	}
}

struct model model_make(struct arena *arena, const struct layers *layers, const struct shapes *shapes, size_t sentence_count,
			enum language language)
{
	const struct image *base = matcher_image(layers->items[0].matcher);
	const float *shape = base->shape + (size_t)language * SHAPES * TARGETS;
	struct model model = { .sentences = arena_alloc(arena, sentence_count, sizeof *model.sentences) };
	for (size_t l = 0; l < layers->count; l++)
		add_hits(arena, &model, &layers->items[l], sentence_count);
	add_shapes(model.checks, shape, shapes->reply, SENTENCE_TARGETS, TARGETS);
	double acknowledges = model_probability(model.checks[TARGET_ACKNOWLEDGES]);
	double offers = model_probability(model.checks[TARGET_OFFERS_ALTERNATIVE]);
	for (size_t i = 0; i < sentence_count; i++) {
		add_shapes(model.sentences[i], shape, shapes->sentences[i], 0, SENTENCE_TARGETS);
		add_row(model.sentences[i], shape + (size_t)SHAPE_LIKELY_ACKNOWLEDGES * TARGETS, 0, SENTENCE_TARGETS, acknowledges);
		add_row(model.sentences[i], shape + (size_t)SHAPE_LIKELY_OFFERS * TARGETS, 0, SENTENCE_TARGETS, offers);
	}
	return model;
}
