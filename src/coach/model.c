#include "coach/model.h"

#include <math.h>
#include <string.h>

double model_probability(double log_odds)
{
	return 1 / (1 + exp(-log_odds));
}

void model_add_rule_shapes(const struct layers *layers, struct shapes *shapes)
{
	for (size_t l = 0; l < layers->count; l++) {
		const struct image *image = matcher_image(layers->items[l].matcher);
		const struct hits *hits = &layers->items[l].hits;
		for (size_t i = 0; i < hits->count; i++) {
			const struct rule *rule = image_rule(image, hits->items[i].feature);
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

struct model model_start(struct arena *arena, const struct layers *layers)
{
	struct model model = { .counted = arena_alloc(arena, layers->count, sizeof *model.counted) };
	for (size_t l = 0; l < layers->count; l++)
		model.counted[l] = arena_alloc(arena, image_feature_count(matcher_image(layers->items[l].matcher)), sizeof(bool));
	return model;
}

/* What the different weighed words of a text add up to. */
struct words_sum {
	double weights[WORD_TARGETS];
	size_t count;
};

static void add_word(struct words_sum *sum, const float *row, size_t targets)
{
	for (size_t t = 0; t < targets; t++)
		sum->weights[t] += (double)row[t];
	sum->count++;
}

static double word_sum(const struct words_sum *sum, size_t target)
{
	return sum->count ? sum->weights[target] / sqrt((double)sum->count) : 0;
}

struct str model_weighed_word(const struct word_reader *reader)
{
	return is_ascii_digit(reader->word.ptr[0]) ? STR("0") : reader->word;
}

/* The weighed words of a text or of several, as bits, by their numbers among those of the language. */
static uint64_t *met_make(struct arena *arena, const struct image *image, enum language language)
{
	return arena_alloc(arena, image->weighed[language].count / 64 + 1, sizeof(uint64_t));
}

static bool is_new(uint64_t *met, uint32_t number)
{
	uint64_t bit = (uint64_t)1 << number % 64;
	bool is_met = met[number / 64] & bit;
	met[number / 64] |= bit;
	return !is_met;
}

/* The next word that is weighed, by its number among those of the language; false at the end. */
static bool next_weighed(const struct image *image, enum language language, struct word_reader *reader, uint32_t *number)
{
	while (word_next(reader)) {
		struct str word = model_weighed_word(reader);
		uint32_t found = image_weighed(image, language, word.ptr == reader->word.ptr ? reader->hash : str_hash(word));
		*number = found - image->weighed[language].first;
		if (found != UINT32_MAX)
			return true;
	}
	return false;
}

static const float *row_of(const float *rows, const struct image *image, enum language language, uint32_t number, size_t width)
{
	return rows + (size_t)(image->weighed[language].first + number) * width;
}

void model_add_words(struct arena *arena, struct model *model, const struct layers *layers, const struct shapes *shapes, const struct norm *norm,
		     const struct sentences *sentences, enum language language)
{
	const struct image *image = matcher_image(layers->items[0].matcher);
	uint64_t *in_reply = met_make(arena, image, language), *in_sentence = met_make(arena, image, language);
	struct words_sum reply = { 0 };
	model->said = arena_alloc(arena, sentences->count, sizeof *model->said);
	for (size_t i = 0; i < sentences->count; i++) {
		if (shapes->is_frame[i])
			continue;
		struct words_sum sum = { 0 };
		struct word_reader reader = word_read(sentence_text(norm->bytes, sentences, i));
		memset(in_sentence, 0, (image->weighed[language].count / 64 + 1) * sizeof *in_sentence);
		for (uint32_t number; next_weighed(image, language, &reader, &number);) {
			const float *row = row_of(image->said, image, language, number, WORD_TARGETS);
			if (!is_new(in_sentence, number))
				continue;
			add_word(&sum, row, WORD_SENTENCE_TARGETS);
			if (is_new(in_reply, number))
				add_word(&reply, row, WORD_TARGETS);
		}
		for (size_t t = 0; t < WORD_SENTENCE_TARGETS; t++)
			model->said[i][t] = (float)word_sum(&sum, t);
	}
	for (size_t t = WORD_SENTENCE_TARGETS; t < WORD_TARGETS; t++)
		model->checks[WORD_TARGETS_FIRST + t] += word_sum(&reply, t);
}

void model_add_asked(struct arena *arena, struct model *model, const struct layers *layers, struct str question, enum language language)
{
	const struct image *image = matcher_image(layers->items[0].matcher);
	uint64_t *met = met_make(arena, image, language);
	struct words_sum sum = { 0 };
	struct word_reader reader = word_read(question);
	for (uint32_t number; next_weighed(image, language, &reader, &number);)
		if (is_new(met, number))
			add_word(&sum, row_of(image->asked, image, language, number, WORD_CHECK_TARGETS), WORD_CHECK_TARGETS);
	for (size_t t = 0; t < WORD_CHECK_TARGETS; t++)
		model->checks[SENTENCE_TARGETS + t] += word_sum(&sum, t);
}

const float *model_thresholds(const struct layers *layers, enum language language)
{
	return matcher_image(layers->items[0].matcher)->thresholds + (size_t)language * THRESHOLDS;
}

static const float *shape_weights(const struct layers *layers, enum language language)
{
	return matcher_image(layers->items[0].matcher)->shape + (size_t)language * SHAPES * TARGETS;
}

/* Those from `first` on, before `end`. */
struct targets {
	size_t first, end;
};

/* The log-odds of some sentences for some targets. */
struct window {
	double (*odds)[SENTENCE_TARGETS];
	struct range sentences;
	struct targets targets;
};

/* All targets of a sentence: a number of them that compilers know, so that several are added at once. */
static void add_sentence_row(double *restrict to, const float *restrict row)
{
	for (size_t t = 0; t < SENTENCE_TARGETS; t++)
		to[t] += (double)row[t];
}

/* To a sentence, when it is in the window. */
static void add_to(const struct window *w, size_t sentence, const float *row)
{
	if (sentence < w->sentences.first || sentence - w->sentences.first >= w->sentences.count)
		return;
	double *to = w->odds[sentence - w->sentences.first];
	if (w->targets.first == 0 && w->targets.end == SENTENCE_TARGETS)
		add_sentence_row(to, row);
	else
		add_row(to, row, w->targets.first, w->targets.end, 1);
}

/* A feature counts once in a sentence, however often it holds there. */
static void add_hits(const struct window *w, const struct layer *layer)
{
	const struct image *image = matcher_image(layer->matcher);
	const struct hit *last = NULL;
	for (size_t i = hits_from(&layer->hits, w->sentences.first ? w->sentences.first - 1 : 0); i < layer->hits.count; i++) {
		const struct hit *hit = &layer->hits.items[i];
		if (last && last->sentence == hit->sentence && last->feature == hit->feature)
			continue;
		if (hit->sentence > (size_t)w->sentences.first + w->sentences.count)
			break;
		last = hit;
		const float *near = image->near + (size_t)hit->feature * SENTENCE_TARGETS;
		add_to(w, hit->sentence, image->here + (size_t)hit->feature * TARGETS);
		if (hit->sentence > 0)
			add_to(w, hit->sentence - 1, near);
		add_to(w, (size_t)hit->sentence + 1, near);
	}
}

/* What the sentences hold themselves, and what their neighbours do; the words of the targets from WORD_TARGETS_FIRST on. */
static void sum_sentences(const struct window *w, const struct model *model, const struct layers *layers, const struct shapes *shapes, enum language language)
{
	const float *shape = shape_weights(layers, language);
	size_t first_word = w->targets.first > WORD_TARGETS_FIRST ? w->targets.first : WORD_TARGETS_FIRST;
	for (size_t l = 0; l < layers->count; l++)
		add_hits(w, &layers->items[l]);
	for (size_t i = 0; i < w->sentences.count; i++) {
		size_t sentence = w->sentences.first + i;
		add_shapes(w->odds[i], shape, shapes->sentences[sentence], w->targets.first, w->targets.end);
		for (size_t t = first_word; t < w->targets.end; t++)
			w->odds[i][t] += (double)model->said[sentence][t - WORD_TARGETS_FIRST];
	}
}

static void add_done(struct arena *spare, struct model *model, const struct layers *layers, const struct shapes *shapes, struct range sentences,
		     enum language language)
{
	static const struct targets done = { TARGET_SENTENCE_ACKNOWLEDGES, SENTENCE_TARGETS };
	struct window window = { arena_alloc(spare, sentences.count, sizeof *window.odds), sentences, done };
	sum_sentences(&window, model, layers, shapes, language);
	for (size_t i = 0; i < sentences.count; i++)
		for (size_t k = 0; k < CHECKS_BY_SENTENCE && !shapes->is_frame[sentences.first + i]; k++)
			model->done[k] += exp(window.odds[i][done.first + k]);
}

/* Targets from SENTENCE_TARGETS to `end`: the draft's own hits are kept from the grounds, which hear them sentence by sentence. */
static void add_checks_of(struct model *model, const struct layers *layers, size_t l, const struct hits *hits, size_t end)
{
	const struct image *image = matcher_image(layers->items[l].matcher);
	for (size_t i = 0; i < hits->count; i++) {
		uint32_t feature = hits->items[i].feature;
		if (!model->counted[l][feature])
			add_row(model->checks, image->here + (size_t)feature * TARGETS, SENTENCE_TARGETS, end, 1);
		model->counted[l][feature] = true;
	}
}

/* What one layer has in a sentence, each feature once; says whether there is anything. */
static bool add_grounds_of(double *z, const struct layer *layer, size_t sentence)
{
	const struct hits *hits = &layer->hits;
	const struct image *image = matcher_image(layer->matcher);
	size_t first = hits_from(hits, sentence), i = first;
	for (; i < hits->count && hits->items[i].sentence == sentence; i++)
		if (i == first || hits->items[i].feature != hits->items[i - 1].feature)
			add_row(z, image->here + (size_t)hits->items[i].feature * TARGETS, TARGET_ILLEGAL, TARGETS, 1);
	return i > first;
}

static void add_grounds(struct model *model, const struct layers *layers, size_t sentence)
{
	double z[TARGETS] = { 0 };
	bool any = false;
	for (size_t l = 0; l < layers->count; l++)
		any |= add_grounds_of(z, &layers->items[l], sentence);
	for (size_t t = TARGET_ILLEGAL; any && t < TARGETS; t++)
		model->grounds[t - TARGET_ILLEGAL] += exp(z[t]);
}

void model_add_checks(struct arena *spare, struct model *model, const struct layers *layers, const struct shapes *shapes, struct range sentences,
		      enum language language)
{
	for (size_t l = 0; l < layers->count; l++)
		add_checks_of(model, layers, l, &layers->items[l].hits, TARGET_ILLEGAL);
	for (size_t i = sentences.first; i < sentences.first + sentences.count; i++)
		if (!shapes->is_frame[i])
			add_grounds(model, layers, i);
	add_done(spare, model, layers, shapes, sentences, language);
}

void model_finish_checks(struct model *model, const struct layers *layers, const struct shapes *shapes, enum language language)
{
	for (size_t l = 0; l < layers->count; l++)
		add_checks_of(model, layers, l, &layers->items[l].question, TARGETS);
	for (size_t t = TARGET_ILLEGAL; t < TARGETS; t++)
		model->checks[t] += log1p(model->grounds[t - TARGET_ILLEGAL]);
	const float *shape = shape_weights(layers, language);
	add_shapes(model->checks, shape, shapes->reply, SENTENCE_TARGETS, TARGETS);
	for (size_t k = 0; k < CHECKS_BY_SENTENCE; k++)
		add_row(model->checks, shape + (SHAPE_SENTENCES_ACKNOWLEDGE + k) * TARGETS, TARGET_ACKNOWLEDGES, TARGET_ILLEGAL,
			fmin(log1p(model->done[k]), MODEL_MOST_STRONGEST));
}

void model_look_at(struct arena *arena, struct model *model, const struct layers *layers, const struct shapes *shapes, struct range sentences,
		   enum language language)
{
	const float *shape = shape_weights(layers, language);
	static const enum target heard[] = { TARGET_ACKNOWLEDGES, TARGET_OFFERS_ALTERNATIVE, TARGET_SEEMS_AGENT, TARGET_SEEMS_GATEKEEPER };
	model->sentences = arena_alloc(arena, sentences.count, sizeof *model->sentences);
	model->first = sentences.first;
	const struct targets all = { 0, SENTENCE_TARGETS };
	sum_sentences(&(struct window){ model->sentences, sentences, all }, model, layers, shapes, language);
	for (size_t i = 0; i < sentences.count; i++)
		for (size_t k = 0; k < sizeof heard / sizeof *heard; k++)
			add_row(model->sentences[i], shape + (SHAPE_LIKELY_ACKNOWLEDGES + k) * TARGETS, 0, SENTENCE_TARGETS, model_probability(model->checks[heard[k]]));
}

void model_finish_verdict(struct model *model, const struct layers *layers, enum language language, double strongest)
{
	const float *row = shape_weights(layers, language) + (size_t)SHAPE_STRONGEST * TARGETS;
	double bounded = fmax(-MODEL_MOST_STRONGEST, fmin(strongest, MODEL_MOST_STRONGEST));
	add_row(model->checks, row, TARGET_AGENT, TARGET_GATEKEEPER + 1, bounded);
}
