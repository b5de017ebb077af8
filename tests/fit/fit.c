/*
 * fit - learn the weights of rules and signals from annotated drafts
 *
 *     fit [-l LANGUAGE] PACK.json… -- CORPUS.jsonl… [-- FRESH.jsonl… [-- REFERENCE.jsonl…]] > rules/fit-english.json
 *
 * Runs the packs over the drafts as the program does, and fits for each target of model.h a logistic regression with an elastic net
 * penalty (Friedman, Hastie & Tibshirani, "Regularization Paths for Generalized Linear Models via Coordinate Descent", 2010).
 * Folds are by writer (the first half of an id), so that what is measured is how the weights read hands that they have never seen; what a
 * colleague would have sent (gold.better) joins the draft's fold as an agent's reply, and is not measured. Out-of-fold predictions choose the thresholds and are reported on standard error.
 *
 * Words that five texts have or more are features, too, each of the n in a text with the value 1/sqrt(n): they fill in what no rule or signal was written for. Categories
 * and grounds do without them.
 *
 * Rules look better on the drafts that their authors read than on others. So drafts that no author of a rule has seen (FRESH) count
 * for more, and the thresholds are chosen on them alone, out of fold. Annotators differ; those whose usage the others are to be read by (REFERENCE, which
 * are fresh, too) count for more still.
 *
 * Nothing is random, so the result is the same to the bit for the same input on IEEE doubles.
 */
#include "base/buf.h"
#include "base/io.h"
#include "coach/assess.h"
#include "coach/model.h"
#include "rules/examples.h"
#include "rules/pack.h"
#include "rules/word.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FOLDS = 10, FRESH_WEIGHT = 2, REFERENCE_WEIGHT = 4, NEAR = 10, WORDS_LASSO = 4, AROUND = 4, NEWTON_STEPS = 14, SWEEPS = 6 };

/* A word is weighed for itself when so many replies, or so many questions, have it. */
enum { LEAST_TEXTS = 5 };

struct penalty {
	double ridge, lasso, ridge_of_words;
};

/* The numeric columns of the design matrix, in the order of their shapes. */
enum numeric {
	NUMERIC_ACKNOWLEDGES,
	NUMERIC_OFFERS,
	NUMERIC_SEEMS_AGENT,
	NUMERIC_SEEMS_GATEKEEPER,
	NUMERIC_SENTENCES_ACKNOWLEDGE,
	NUMERIC_SENTENCES_OFFER,
	NUMERIC_SENTENCES_REFUSE,
	NUMERIC_STRONGEST,
	NUMERICS
};

/* The different words of a text, by their numbers in the vocabulary: the column of each is 1/sqrt(count). */
struct words {
	uint32_t *items;
	size_t count, capacity;
};

/* All words that were read, each once. */
struct vocabulary {
	struct str *items;
	size_t count, capacity;
	uint32_t *buckets; /* number + 1, by str_hash */
};

/* A row of the design matrix: columns that are 1, those of words, and the numeric ones. */
struct row {
	uint32_t *columns;
	size_t count;
	struct words said, asked; /* asked: of a draft, with its question */
	double numeric[NUMERICS]; /* of a sentence: what its reply is likely to be; of a draft: what its sentences do, and SHAPE_STRONGEST */
	int fold;
	bool labels[TARGETS];
	size_t draft;
	double weight, votes; /* in the fit: of a sentence, of a check */
	enum hownot_verdict verdict; /* of a draft */
	bool is_fresh;	/* no author of a rule has seen it */
	bool is_unasked; /* the same reply when nothing is known of the question: not measured */
	bool is_better; /* what a colleague would have sent: an agent's, known to acknowledge and offer, and nothing else is said of it */
	bool is_kept_or_gone; /* of a sentence: an annotator has said whether a colleague would keep it */
	bool is_known_to_do;  /* likewise, which checks it does by itself */
	struct range hits;	/* of a draft: which of its columns are hits in it, and not the reply's shape or the question's hits */
	struct range sentences; /* of a draft: its rows in data.sentences */
};

struct rows {
	struct row *items;
	size_t count, capacity;
};

struct data {
	struct arena *arena;
	const struct matcher *matcher;
	struct rx_room *room;
	enum language language;
	bool fresh, reference; /* the corpus that is being read */
	bool any_fresh;
	bool any_known_to_do; /* sentences */
	uint32_t features;
	struct vocabulary vocabulary;
	struct rows sentences, drafts;
	size_t replies; /* each has two rows among the drafts, with the question and without */
};

/* Columns: features here, shapes, features near, words said, words asked, then the numeric ones. */
static size_t said_column(const struct data *d)
{
	return 2 * (size_t)d->features + SHAPES;
}

static size_t asked_column(const struct data *d)
{
	return said_column(d) + d->vocabulary.count;
}

static size_t column_count(const struct data *d)
{
	return asked_column(d) + d->vocabulary.count + NUMERICS;
}

static double row_weight(const struct data *d)
{
	return d->reference ? REFERENCE_WEIGHT : d->fresh ? FRESH_WEIGHT : 1;
}

static double row_votes(const struct data *d)
{
	return d->reference ? REFERENCE_WEIGHT : 1;
}

static const char *get(const cJSON *object, const char *member)
{
	const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, member);
	return cJSON_IsString(value) ? value->valuestring : "";
}

static struct hownot_span gold_span(struct str draft, const cJSON *span, size_t *from)
{
	struct str text = str_of(get(span, "text"));
	size_t at = str_find(draft, text, *from);
	if (at == draft.len)
		at = str_find(draft, text, 0);
	return (struct hownot_span){ at, at + text.len };
}

static void label_sentence(struct row *row, struct hownot_span sentence, struct str draft, const cJSON *spans)
{
	for (const cJSON *span = spans ? spans->child : NULL; span; span = span->next) {
		size_t from = 0;
		struct hownot_span at = gold_span(draft, span, &from);
		if (at.start >= sentence.end || sentence.start >= at.end)
			continue;
		for (size_t c = 0; c < HOWNOT_PHRASE_CATEGORIES; c++)
			if (strcmp(get(span, "category"), hownot_category_name((enum hownot_category)c)) == 0)
				row->labels[c] = true;
		row->labels[TARGET_ANY] = true;
		if (strcmp(get(span, "strength"), "strong") == 0)
			row->labels[TARGET_STRONG] = true;
	}
}

/* ---- what a colleague keeps, and what a sentence does ---- */

/* Do the annotator's quotations from the draft cover most of the sentence? */
static bool is_quoted(struct hownot_span sentence, struct str draft, const cJSON *quotations)
{
	size_t covered = 0;
	for (const cJSON *item = quotations ? quotations->child : NULL; item; item = item->next) {
		size_t at = str_find(draft, str_of(item->valuestring), 0), end = at + strlen(item->valuestring);
		size_t start = at > sentence.start ? at : sentence.start, stop = end < sentence.end ? end : sentence.end;
		covered += stop > start ? stop - start : 0;
	}
	return 2 * covered >= sentence.end - sentence.start;
}

/* An annotator has named what a colleague would leave out. */
static void label_gone(struct row *row, struct hownot_span sentence, struct str draft, const cJSON *goes)
{
	row->labels[TARGET_KEPT] = !is_quoted(sentence, draft, goes);
	row->is_kept_or_gone = true;
}

/* An annotator has named the sentences that do what a check asks for. */
static void label_done(struct data *d, struct row *row, struct hownot_span sentence, struct str draft, const cJSON *done)
{
	for (size_t k = 0; k < CHECKS_BY_SENTENCE; k++)
		row->labels[TARGET_SENTENCE_ACKNOWLEDGES + k] =
		    is_quoted(sentence, draft, cJSON_GetObjectItemCaseSensitive(done, image_target_name(TARGET_ACKNOWLEDGES + k)));
	row->is_known_to_do = d->any_known_to_do = true;
}

static void label_draft(struct row *row, const cJSON *gold)
{
	row->labels[TARGET_ACKNOWLEDGES] = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(gold, "acknowledges"));
	row->labels[TARGET_OFFERS_ALTERNATIVE] = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(gold, "offers_alternative"));
	for (size_t v = HOWNOT_GATEKEEPER; v <= HOWNOT_AGENT; v++)
		if (strcmp(get(gold, "verdict"), hownot_verdict_name((enum hownot_verdict)v)) == 0)
			row->verdict = (enum hownot_verdict)v;
	row->labels[TARGET_AGENT] = row->labels[TARGET_SEEMS_AGENT] = row->verdict == HOWNOT_AGENT;
	row->labels[TARGET_GATEKEEPER] = row->labels[TARGET_SEEMS_GATEKEEPER] = row->verdict == HOWNOT_GATEKEEPER;
	row->labels[TARGET_REFUSES] = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(gold, "refuses"));
	for (size_t g = HOWNOT_ILLEGAL; g <= HOWNOT_IMPOSSIBLE; g++)
		row->labels[TARGET_ILLEGAL + g - HOWNOT_ILLEGAL] =
		    strcmp(get(gold, "reason"), hownot_ground_name((enum hownot_ground)g)) == 0;
}

static void add_column(struct data *d, struct row *row, size_t *capacity, uint32_t column)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->columns[i] == column)
			return;
	*ARENA_PUSH(d->arena, row->columns, row->count, *capacity) = column;
}

/* ---- words ---- */

enum { BUCKETS = 1 << 18 };

static uint32_t word_number(struct data *d, struct str word)
{
	struct vocabulary *v = &d->vocabulary;
	if (!v->buckets)
		v->buckets = arena_alloc(d->arena, BUCKETS, sizeof *v->buckets);
	size_t at = str_hash(word) % BUCKETS;
	for (; v->buckets[at]; at = (at + 1) % BUCKETS)
		if (str_eq(v->items[v->buckets[at] - 1], word))
			return v->buckets[at] - 1;
	*ARENA_PUSH(d->arena, v->items, v->count, v->capacity) = arena_str(d->arena, word);
	v->buckets[at] = (uint32_t)v->count;
	return (uint32_t)v->count - 1;
}

static void add_words(struct data *d, struct words *words, struct str text)
{
	struct word_reader reader = word_read(text);
	while (word_next(&reader)) {
		uint32_t number = word_number(d, model_weighed_word(&reader));
		bool has = false;
		for (size_t i = 0; i < words->count; i++)
			has = has || words->items[i] == number;
		if (!has)
			*ARENA_PUSH(d->arena, words->items, words->count, words->capacity) = number;
	}
}

static void keep_words(struct words *words, const uint32_t *renumbered)
{
	size_t kept = 0;
	for (size_t i = 0; i < words->count; i++)
		if (renumbered[words->items[i]] != UINT32_MAX)
			words->items[kept++] = renumbered[words->items[i]];
	words->count = kept;
}

/* What few texts have is forgotten. */
static void settle_vocabulary(struct data *d)
{
	struct vocabulary *v = &d->vocabulary;
	size_t *replies = arena_alloc(d->arena, v->count + 1, sizeof *replies), *questions = arena_alloc(d->arena, v->count + 1, sizeof *questions);
	uint32_t *renumbered = arena_alloc(d->arena, v->count + 1, sizeof *renumbered);
	for (size_t i = 0; i < d->drafts.count; i++) {
		const struct row *row = &d->drafts.items[i];
		for (size_t k = 0; row->is_unasked && k < row->said.count; k++)
			replies[row->said.items[k]]++;
		for (size_t k = 0; k < row->asked.count; k++)
			questions[row->asked.items[k]]++;
	}
	size_t kept = 0;
	for (size_t i = 0; i < v->count; i++) {
		bool is_known = replies[i] >= LEAST_TEXTS || questions[i] >= LEAST_TEXTS;
		renumbered[i] = is_known ? (uint32_t)kept : UINT32_MAX;
		if (is_known)
			v->items[kept++] = v->items[i];
	}
	v->count = kept;
	for (size_t i = 0; i < d->drafts.count; i++) {
		keep_words(&d->drafts.items[i].asked, renumbered);
		keep_words(&d->drafts.items[i].said, renumbered);
	}
	for (size_t i = 0; i < d->sentences.count; i++)
		keep_words(&d->sentences.items[i].said, renumbered);
}

/* Writers are numbered: "w3-017". */
static int fold_of(struct str id)
{
	struct str writer = str_slice(id, 0, str_find(id, STR("-"), 0));
	if (writer.len == 2 && is_ascii_digit(writer.ptr[1]))
		return (writer.ptr[1] - '0') % FOLDS;
	return (int)(str_hash(id) % FOLDS);
}

static void add_draft(struct data *d, const cJSON *record, const char *which)
{
	struct str draft = arena_str(d->arena, str_of(which));
	struct norm question = norm_of_str(d->arena, arena_str(d->arena, str_of(get(record, "patron"))));
	struct sentences asked = sentence_split(d->arena, &question);
	struct text text = text_make(d->arena, draft);
	struct own own = own_make(d->arena, &text);
	struct norm norm = norm_make(d->arena, &text, &own);
	struct sentences sentences = sentence_split(d->arena, &norm);
	struct layer layer = { .matcher = d->matcher };
	struct layers layers = { &layer, 1 };
	if (!match_sentences(d->arena, d->matcher, d->room, &norm, &sentences, (struct force){ d->language, READS_DRAFT }, &layer.hits) ||
	    !match_sentences(d->arena, d->matcher, d->room, &question, &asked, (struct force){ d->language, READS_QUESTION }, &layer.question))
		exit(2);
	struct shapes shapes = shape_make(d->arena, &norm, &sentences, question.bytes);
	model_add_rule_shapes(&layers, &shapes);

	const cJSON *gold = cJSON_GetObjectItemCaseSensitive(record, "gold"), *goes = cJSON_GetObjectItemCaseSensitive(gold, "goes"), *done = cJSON_GetObjectItemCaseSensitive(gold, "sentences");
	int fold = fold_of(str_of(get(record, "id")));
	bool is_better = which == get(gold, "better");
	size_t draft_number = d->drafts.count, capacity = 0;
	struct row *whole = ARENA_PUSH(d->arena, d->drafts.items, d->drafts.count, d->drafts.capacity);
	*whole = (struct row){ .fold = fold, .draft = draft_number, .is_better = is_better, .is_fresh = d->fresh, .weight = row_weight(d), .votes = row_votes(d) };
	label_draft(whole, gold);
	if (is_better) {
		whole->labels[TARGET_ACKNOWLEDGES] = whole->labels[TARGET_OFFERS_ALTERNATIVE] = true;
		whole->labels[TARGET_AGENT] = whole->labels[TARGET_SEEMS_AGENT] = true;
		whole->labels[TARGET_GATEKEEPER] = whole->labels[TARGET_SEEMS_GATEKEEPER] = false;
	}
	for (uint32_t s = 0; s < SHAPES; s++)
		if (shape_has(shapes.reply, s))
			add_column(d, whole, &capacity, d->features + s);
	whole->hits.first = (uint32_t)whole->count;
	for (size_t h = 0; h < layer.hits.count; h++)
		add_column(d, whole, &capacity, layer.hits.items[h].feature);
	whole->hits.count = (uint32_t)whole->count - whole->hits.first;
	for (size_t i = 0; i < sentences.count; i++)
		if (!shapes.is_frame[i])
			add_words(d, &whole->said, sentence_text(norm.bytes, &sentences, i));
	struct row unasked = *whole;
	unasked.said.items = arena_alloc(d->arena, whole->said.count, sizeof *whole->said.items);
	if (whole->said.count)
		memcpy(unasked.said.items, whole->said.items, whole->said.count * sizeof *whole->said.items);
	unasked.is_unasked = true;
	add_words(d, &whole->asked, question.bytes);
	for (size_t h = 0; h < layer.question.count; h++)
		add_column(d, whole, &capacity, layer.question.items[h].feature);
	*ARENA_PUSH(d->arena, d->drafts.items, d->drafts.count, d->drafts.capacity) = unasked;
	d->replies++;
	size_t first_sentence = d->sentences.count;

	for (size_t i = 0; i < sentences.count; i++) {
		struct row row = { .fold = fold, .draft = draft_number, .is_better = is_better, .is_fresh = d->fresh, .weight = row_weight(d), .votes = row_votes(d) };
		if (shapes.is_frame[i])
			continue;
		struct hownot_span at = norm_span(&norm, sentences.spans[i]);
		add_words(d, &row.said, sentence_text(norm.bytes, &sentences, i));
		if (!is_better)
			label_sentence(&row, at, draft, cJSON_GetObjectItemCaseSensitive(gold, "spans"));
		if (!is_better && goes)
			label_gone(&row, at, draft, goes);
		if (!is_better && done)
			label_done(d, &row, at, draft, done);
		capacity = 0;
		for (uint32_t s = 0; s < SHAPES; s++)
			if (shape_has(shapes.sentences[i], s))
				add_column(d, &row, &capacity, d->features + s);
		for (size_t h = 0; h < layer.hits.count; h++) {
			const struct hit *hit = &layer.hits.items[h];
			if (hit->sentence == i)
				add_column(d, &row, &capacity, hit->feature);
			else if (hit->sentence + 1 == i || hit->sentence == i + 1)
				add_column(d, &row, &capacity, d->features + SHAPES + hit->feature);
		}
		*ARENA_PUSH(d->arena, d->sentences.items, d->sentences.count, d->sentences.capacity) = row;
	}
	for (size_t i = draft_number; i < d->drafts.count; i++)
		d->drafts.items[i].sentences = (struct range){ (uint32_t)first_sentence, (uint32_t)(d->sentences.count - first_sentence) };
}

/* With the strongest sentence known. */
static bool hears_strongest(size_t target)
{
	return target == TARGET_AGENT || target == TARGET_GATEKEEPER;
}

/* What the words are weighed for: image.h. */
static bool hears_words(size_t target)
{
	return target >= WORD_TARGETS_FIRST && target < WORD_TARGETS_FIRST + WORD_TARGETS;
}

static double score_words(const struct words *words, const double *beta)
{
	double sum = 0;
	for (size_t i = 0; i < words->count; i++)
		sum += beta[words->items[i]];
	return words->count ? sum / sqrt((double)words->count) : 0;
}

static bool is_of_verdict(size_t target)
{
	return hears_strongest(target) || target == TARGET_SEEMS_AGENT || target == TARGET_SEEMS_GATEKEEPER;
}

static bool is_done_by_sentence(size_t target)
{
	return target >= TARGET_SENTENCE_ACKNOWLEDGES && target < SENTENCE_TARGETS;
}

/* Does the target hear this numeric column? */
static bool hears(size_t target, size_t numeric)
{
	if (numeric == NUMERIC_STRONGEST)
		return hears_strongest(target);
	if (numeric >= NUMERIC_SENTENCES_ACKNOWLEDGE)
		return target >= TARGET_ACKNOWLEDGES && target < TARGET_ILLEGAL;
	return target < TARGET_SENTENCE_ACKNOWLEDGES;
}

/* Grounds hear the draft's hits sentence by sentence: model.h. */
static bool is_by_sentence(size_t target)
{
	return target >= TARGET_ILLEGAL;
}

static bool is_hit_of_draft(const struct row *row, size_t column)
{
	return column >= row->hits.first && column - row->hits.first < row->hits.count;
}

/* e^z of a sentence's hits; 0 where there are none. */
static double ground_of(const struct data *d, const struct row *sentence, const double *beta)
{
	double z = 0;
	bool any = false;
	for (size_t i = 0; i < sentence->count; i++) {
		if (sentence->columns[i] >= d->features)
			continue;
		z += beta[sentence->columns[i]];
		any = true;
	}
	return any ? exp(z) : 0;
}

static double grounds_of(const struct data *d, const struct row *row, const double *beta)
{
	double sum = 0;
	for (size_t i = 0; i < row->sentences.count; i++)
		sum += ground_of(d, &d->sentences.items[row->sentences.first + i], beta);
	return sum;
}

static double score_by_sentence(const struct data *d, const struct row *row, const double *beta)
{
	double sum = log1p(grounds_of(d, row, beta));
	for (size_t i = 0; i < row->count; i++)
		if (!is_hit_of_draft(row, i))
			sum += beta[row->columns[i]];
	return sum;
}

static double score_row(const struct data *d, const struct row *row, size_t target, const double *beta)
{
	if (is_by_sentence(target))
		return score_by_sentence(d, row, beta);
	double sum = 0;
	for (size_t i = 0; i < row->count; i++)
		sum += beta[row->columns[i]];
	for (size_t k = 0; k < NUMERICS; k++)
		if (hears(target, k))
			sum += beta[column_count(d) - NUMERICS + k] * row->numeric[k];
	if (hears_words(target))
		sum += score_words(&row->said, beta + said_column(d)) + score_words(&row->asked, beta + asked_column(d));
	return sum;
}

struct entry {
	uint32_t row;
	double value;
};

/* One column of the design matrix. */
struct column {
	struct entry *entries;
	size_t count, capacity;
};

static double shrink(double x, double by)
{
	return x > by ? x - by : x < -by ? x + by : 0;
}

/*
 * Categories are told apart among sentences in which something is marked; that something is, TARGET_ANY tells. What is kept, and what a sentence does, is asked of
 * the replies of which an annotator named it.
 */
static bool is_about(const struct row *row, size_t target)
{
	if (target == TARGET_KEPT)
		return row->is_kept_or_gone;
	if (is_done_by_sentence(target))
		return row->is_known_to_do;
	return target >= HOWNOT_PHRASE_CATEGORIES || row->labels[TARGET_ANY];
}

/* Is the row among those that a target is fitted on, when `fold` is left out? */
static bool is_used(const struct row *row, size_t target, int fold)
{
	return row->fold != fold && is_about(row, target) && !(row->is_better && target >= TARGET_REFUSES && !is_of_verdict(target));
}

static void add_entry(struct arena *arena, struct column *column, size_t row, double value)
{
	if (column->count && column->entries[column->count - 1].row == row)
		column->entries[column->count - 1].value += value;
	else
		*ARENA_PUSH(arena, column->entries, column->count, column->capacity) = (struct entry){ (uint32_t)row, value };
}

/* What the log-odds change by with each weight, at beta: a sentence's hits by that sentence's part in the soft maximum. */
static void add_slopes(const struct data *d, struct arena *arena, struct column *matrix, const struct row *row, size_t n, const double *beta)
{
	double whole = 1 + grounds_of(d, row, beta);
	for (size_t s = 0; s < row->sentences.count; s++) {
		const struct row *sentence = &d->sentences.items[row->sentences.first + s];
		double part = ground_of(d, sentence, beta) / whole;
		for (size_t k = 0; k < sentence->count; k++)
			if (sentence->columns[k] < d->features)
				add_entry(arena, &matrix[sentence->columns[k]], n, part);
	}
}

static void add_word_entries(struct arena *arena, struct column *matrix, const struct words *words, size_t n)
{
	for (size_t i = 0; i < words->count; i++)
		add_entry(arena, &matrix[words->items[i]], n, 1 / sqrt((double)words->count));
}

/* The design matrix, of the rows that are used. */
static void fill(const struct data *d, const struct rows *rows, size_t target, int fold, const double *beta, struct arena *arena, struct column *matrix)
{
	size_t columns = column_count(d), n = 0;
	for (size_t j = 0; j < columns; j++)
		matrix[j].count = 0;
	for (size_t i = 0; i < rows->count; i++) {
		const struct row *row = &rows->items[i];
		if (!is_used(row, target, fold))
			continue;
		for (size_t k = 0; k < row->count; k++)
			if (!is_by_sentence(target) || !is_hit_of_draft(row, k))
				add_entry(arena, &matrix[row->columns[k]], n, 1);
		for (size_t k = 0; k < NUMERICS; k++)
			if (hears(target, k))
				add_entry(arena, &matrix[columns - NUMERICS + k], n, row->numeric[k]);
		if (hears_words(target)) {
			add_word_entries(arena, matrix + said_column(d), &row->said, n);
			add_word_entries(arena, matrix + asked_column(d), &row->asked, n);
		}
		if (is_by_sentence(target))
			add_slopes(d, arena, matrix, row, n, beta);
		n++;
	}
}

/* Verdicts are about drafts: what a colleague would have sent, an agent's reply from the first word to the last, has a smaller say. */
static double votes_of(const struct row *row, size_t target)
{
	static const double of_better = 0.3;
	return row->is_better && is_of_verdict(target) ? of_better * row->votes : row->votes;
}

/* Fits one target on the rows outside `fold` (-1: on all). beta has column_count entries. */
static void fit(const struct data *d, const struct rows *rows, size_t target, int fold, struct penalty penalty, double *beta)
{
	size_t columns = column_count(d);
	struct arena arena = { 0 };
	if (ARENA_CATCH(&arena))
		exit(2);
	size_t n = 0;
	struct column *matrix = arena_alloc(&arena, columns, sizeof *matrix);
	double *y = arena_alloc(&arena, rows->count, sizeof *y);
	double *margin = arena_alloc(&arena, rows->count, sizeof *margin);
	double *weight = arena_alloc(&arena, rows->count, sizeof *weight);
	double *importance = arena_alloc(&arena, rows->count, sizeof *importance);
	double *rest = arena_alloc(&arena, rows->count, sizeof *rest);
	for (size_t i = 0; i < rows->count; i++) {
		const struct row *row = &rows->items[i];
		if (!is_used(row, target, fold))
			continue;
		importance[n] = rows == &d->sentences ? row->weight : votes_of(row, target) / 2;
		y[n++] = row->labels[target];
	}
	memset(beta, 0, columns * sizeof *beta);
	for (int step = 0; step < NEWTON_STEPS; step++) {
		if (step == 0 || is_by_sentence(target))
			fill(d, rows, target, fold, beta, &arena, matrix);
		size_t r = 0;
		for (size_t i = 0; i < rows->count; i++)
			if (is_used(&rows->items[i], target, fold))
				margin[r++] = score_row(d, &rows->items[i], target, beta);
		for (size_t i = 0; i < n; i++) {
			double p = model_probability(margin[i]);
			double variance = p * (1 - p) < 1e-4 ? 1e-4 : p * (1 - p);
			weight[i] = importance[i] * variance;
			rest[i] = (y[i] - p) / variance;
		}
		for (int sweep = 0; sweep < SWEEPS; sweep++) {
			for (size_t j = 0; j < columns; j++) {
				const struct column *c = &matrix[j];
				if (c->count < 2)
					continue;
				double gradient = 0, curvature = 0;
				for (size_t k = 0; k < c->count; k++) {
					double wx = weight[c->entries[k].row] * c->entries[k].value;
					gradient += wx * rest[c->entries[k].row];
					curvature += wx * c->entries[k].value;
				}
				bool bias = j == d->features + SHAPE_ALWAYS;
				/* what a sentence's neighbours hold is a weaker ground than what it holds itself */
				bool is_near = j >= d->features + SHAPES && j < said_column(d);
				bool is_word = j >= said_column(d) && j < columns - NUMERICS;
				bool is_shape = j >= d->features && j < d->features + SHAPES;
				double ridge = bias ? 1e-6 : is_near ? NEAR * penalty.ridge : is_shape ? penalty.ridge / 2 : is_word ? penalty.ridge_of_words : penalty.ridge;
				double lasso = bias ? 0 : is_near ? NEAR * penalty.lasso : is_shape ? 0 : is_word ? penalty.lasso / WORDS_LASSO : penalty.lasso;
				double next = shrink(gradient + curvature * beta[j], lasso) / (curvature + ridge);
				double change = next - beta[j];
				if (change == 0)
					continue;
				beta[j] = next;
				for (size_t k = 0; k < c->count; k++)
					rest[c->entries[k].row] -= change * c->entries[k].value;
			}
		}
	}
	arena_free(&arena);
}

/* Out-of-fold probabilities of a target. */
static void predict(const struct data *d, const struct rows *rows, size_t target, struct penalty penalty, double *out)
{
	double *beta = arena_alloc(d->arena, column_count(d), sizeof *beta);
	for (int fold = 0; fold < FOLDS; fold++) {
		fit(d, rows, target, fold, penalty, beta);
		for (size_t i = 0; i < rows->count; i++)
			if (rows->items[i].fold == fold)
				out[i] = model_probability(score_row(d, &rows->items[i], target, beta));
	}
}

struct quality {
	double precision, recall, accuracy, deviance;
};

/* Is the row among those that figures and thresholds are taken on? Signals, of which checks are made, are less tuned to drafts than rules are. */
static bool is_measured(const struct data *d, const struct row *row, size_t target)
{
	bool is_check = target >= SENTENCE_TARGETS && !is_of_verdict(target);
	return !row->is_better && !row->is_unasked && is_about(row, target) && (row->is_fresh || !d->any_fresh || is_check);
}

static struct quality measure(const struct data *d, const struct rows *rows, size_t target, const double *p, double threshold)
{
	double tp = 0, fp = 0, fn = 0, right = 0, deviance = 0, count = 0;
	for (size_t i = 0; i < rows->count; i++) {
		if (!is_measured(d, &rows->items[i], target))
			continue;
		/* a check's threshold is for the usage of the reference as its weights are */
		double votes = target >= SENTENCE_TARGETS && !is_of_verdict(target) ? rows->items[i].votes : 1;
		count += votes;
		bool gold = rows->items[i].labels[target], got = p[i] >= threshold;
		tp += gold && got ? votes : 0;
		fp += !gold && got ? votes : 0;
		fn += gold && !got ? votes : 0;
		right += gold == got ? votes : 0;
		double q = gold ? p[i] : 1 - p[i];
		deviance -= votes * log(q < 1e-9 ? 1e-9 : q);
	}
	return (struct quality){ tp / (tp + fp + 1e-9), tp / (tp + fn + 1e-9), right / count, deviance / count };
}

/* The threshold with the best accuracy, its neighbours' counted in: the curve is flat and rough, and its highest point is an accident. */
static double best_threshold(const struct data *d, const struct rows *rows, size_t target, const double *p)
{
	double accuracy[100];
	for (int t = 10; t <= 90; t++)
		accuracy[t] = measure(d, rows, target, p, t / 100.0).accuracy;
	int best = 50;
	double best_sum = -1;
	for (int t = 10 + AROUND; t <= 90 - AROUND; t++) {
		double sum = 0;
		for (int u = t - AROUND; u <= t + AROUND; u++)
			sum += accuracy[u];
		if (sum > best_sum + 1e-9) {
			best_sum = sum;
			best = t;
		}
	}
	return best / 100.0;
}

static void report(const struct data *d, const struct rows *rows, size_t target, const double *p, double threshold)
{
	struct quality q = measure(d, rows, target, p, threshold);
	fprintf(stderr, "  %-20s at %.2f: precision %.3f recall %.3f accuracy %.3f deviance %.4f\n", image_target_name(target), threshold,
		q.precision, q.recall, q.accuracy, q.deviance);
}

/* The least threshold at which the precision is as asked for. */
static double threshold_of_precision(const struct data *d, const struct rows *rows, size_t target, const double *p, double precision)
{
	for (int t = 20; t <= 90; t++)
		if (measure(d, rows, target, p, t / 100.0).precision >= precision)
			return t / 100.0;
	return 0.9;
}

/* What is known out of fold when thresholds are tried. */
struct trial {
	const struct data *d;
	const double *any, *strong, *kept; /* by sentence */
	double *const *checks;	    /* by target, then draft */
	double *thresholds;
	struct hownot_finding *findings; /* room for those of a draft */
};

/*
 * Of the drafts that are measured, the share that would get their annotator's verdict; of those in which nobody marked anything, the share with a strong finding; and
 * the share of all that are such and would be rewritten.
 */
struct outcome {
	double right, alarms, touched;
};

/* A draft's result as far as it is tried. */
struct tried {
	struct hownot_result result;
	bool marked; /* by an annotator */
	bool weighs; /* something found speaks against the reply: see assess.c */
};

static void try_finding(const struct trial *t, size_t sentence, bool is_doubt, struct hownot_finding *findings, struct tried *tried)
{
	bool strong = !is_doubt && t->strong[sentence] >= t->thresholds[THRESHOLD_STRONG];
	findings[tried->result.finding_count++] = (struct hownot_finding){ .severity = strong ? HOWNOT_STRONG : HOWNOT_WEAK, .has_span = true };
	tried->weighs = tried->weighs || strong || t->kept[sentence] < ASSESS_LEAST_KEPT;
}

/* Fills tried->result.findings, which have room for all sentences. */
static void try_findings(const struct trial *t, struct range sentences, struct hownot_finding *findings, struct tried *tried)
{
	size_t likeliest = sentences.first;
	tried->result.findings = findings;
	for (size_t s = sentences.first; s < sentences.first + sentences.count; s++) {
		tried->marked = tried->marked || t->d->sentences.items[s].labels[TARGET_ANY];
		likeliest = t->strong[s] > t->strong[likeliest] ? s : likeliest;
		if (t->any[s] >= t->thresholds[THRESHOLD_RULE])
			try_finding(t, s, false, findings, tried);
	}
	if (sentences.count && tried->result.finding_count == 0 && t->any[likeliest] >= t->thresholds[THRESHOLD_DOUBT])
		try_finding(t, likeliest, true, findings, tried);
}

/* Fills the checks and the verdict of a draft's result, whose findings are there: see assess.c. */
static void try_verdict(const struct trial *t, size_t draft, struct hownot_finding *findings, struct tried *tried)
{
	struct hownot_result *result = &tried->result;
	static const enum target targets[] = {
		[HOWNOT_ACKNOWLEDGES] = TARGET_ACKNOWLEDGES, [HOWNOT_OFFERS_ALTERNATIVE] = TARGET_OFFERS_ALTERNATIVE, [HOWNOT_REFUSES] = TARGET_REFUSES
	};
	for (size_t c = HOWNOT_ACKNOWLEDGES; c <= HOWNOT_REFUSES; c++)
		result->checks[c].value = t->checks[targets[c]][draft] >= t->thresholds[THRESHOLD_ACKNOWLEDGES + targets[c] - TARGET_ACKNOWLEDGES];
	enum hownot_verdict reading = HOWNOT_MIXED;
	bool does_all = result->checks[HOWNOT_ACKNOWLEDGES].value && result->checks[HOWNOT_OFFERS_ALTERNATIVE].value;
	if (t->checks[TARGET_AGENT][draft] >= t->thresholds[THRESHOLD_AGENT] || (does_all && !tried->weighs))
		reading = HOWNOT_AGENT;
	else if (t->checks[TARGET_GATEKEEPER][draft] >= t->thresholds[THRESHOLD_GATEKEEPER])
		reading = HOWNOT_GATEKEEPER;
	for (size_t f = 0; f < result->finding_count && reading == HOWNOT_AGENT; f++)
		findings[f].severity = HOWNOT_WEAK;
	assess_verdict(result, reading);
}

static struct outcome try_thresholds(const struct trial *t)
{
	const struct data *d = t->d;
	struct hownot_finding *findings = t->findings;
	double right = 0, count = 0, alarms = 0, touched = 0, clean = 0;
	for (size_t i = 0; i < d->drafts.count; i++) {
		struct tried tried = { 0 };
		if (!is_measured(d, &d->drafts.items[i], TARGET_AGENT))
			continue;
		bool alarmed = false;
		try_findings(t, d->drafts.items[i].sentences, findings, &tried);
		try_verdict(t, i, findings, &tried);
		for (size_t f = 0; f < tried.result.finding_count; f++)
			alarmed = alarmed || findings[f].severity == HOWNOT_STRONG;
		right += tried.result.verdict == d->drafts.items[i].verdict;
		count++;
		alarms += !tried.marked && alarmed;
		touched += !tried.marked && tried.result.verdict != HOWNOT_AGENT;
		clean += !tried.marked;
	}
	return (struct outcome){ right / (count + 1e-9), alarms / (clean + 1e-9), touched / (count + 1e-9) };
}

/*
 * The thresholds of the verdict with the most right ones among those that let no more false alarms through than `most`; a good reply that would be rewritten
 * is wrong twice.
 */
static void choose_verdicts(const struct trial *t, double most)
{
	double agent = 0.5, strong = 0.95, best = -1;
	for (int a = 20; a <= 70; a += 2) {
		for (int s = 30; s <= 95; s++) {
			t->thresholds[THRESHOLD_AGENT] = a / 100.0;
			t->thresholds[THRESHOLD_STRONG] = s / 100.0;
			struct outcome outcome = try_thresholds(t);
			double score = outcome.right - outcome.touched;
			if (outcome.alarms > most || score <= best + 1e-12)
				continue;
			best = score;
			agent = a / 100.0;
			strong = s / 100.0;
		}
	}
	t->thresholds[THRESHOLD_AGENT] = agent;
	t->thresholds[THRESHOLD_STRONG] = strong;
}

static void print_number(struct buf *buf, bool *first, const char *name, double weight, int digits)
{
	if (fabs(weight) < 0.5 * pow(10, -digits))
		return;
	buf_printf(buf, "%s\"%s\": %.*f", *first ? "" : ", ", name, digits, weight);
	*first = false;
}

static void print_weights(const struct data *d, double *const *beta)
{
	const struct image *image = matcher_image(d->matcher);
	struct { const char *name; size_t first, count; size_t targets; } blocks[] = {
		{ "shape", d->features, SHAPES, TARGETS },
		{ "here", 0, d->features, TARGETS },
		{ "near", d->features + SHAPES, d->features, SENTENCE_TARGETS },
	};
	for (size_t b = 0; b < 3; b++) {
		printf("    \"%s\": {", blocks[b].name);
		bool first_row = true;
		for (size_t i = 0; i < blocks[b].count; i++) {
			struct buf row = buf_make(d->arena);
			bool first = true;
			for (size_t t = 0; t < blocks[b].targets; t++) {
				size_t column = blocks[b].first + i;
				/* the numeric columns stand among the shapes */
				if (b == 0 && i >= SHAPE_LIKELY_ACKNOWLEDGES && i <= SHAPE_STRONGEST)
					column = column_count(d) - NUMERICS + (i - SHAPE_LIKELY_ACKNOWLEDGES);
				print_number(&row, &first, image_target_name(t), beta[t][column], 2);
			}
			/* a feature without a row would be taken for one that was never fitted, and get a rule's usual weight */
			if (first && b != 1)
				continue;
			struct str name = b == 0 ? str_of(image_shape_name(i)) : feature_id(image, (uint32_t)i);
			printf("%s\n      \"%.*s\": {%.*s}", first_row ? "" : ",", STR_FMT(name), STR_FMT(buf_view(&row)));
			first_row = false;
		}
		printf("\n    },\n");
	}
}

/* Of the words in a text each counts so little that a tenth is fine enough. */
static void print_word(const struct data *d, double *const *beta, size_t word, bool is_first)
{
	struct buf said = buf_make(d->arena), asked = buf_make(d->arena);
	bool first_said = true, first_asked = true;
	for (size_t t = WORD_TARGETS_FIRST; t < WORD_TARGETS_FIRST + WORD_TARGETS; t++) {
		print_number(&said, &first_said, image_target_name(t), beta[t][said_column(d) + word], 1);
		if (t >= SENTENCE_TARGETS)
			print_number(&asked, &first_asked, image_target_name(t), beta[t][asked_column(d) + word], 1);
	}
	/* a word that weighs nothing counts among those that do */
	printf("%s\n      \"%.*s\": {", is_first ? "" : ",", STR_FMT(d->vocabulary.items[word]));
	if (!first_said)
		printf("\"said\": {%.*s}%s", STR_FMT(buf_view(&said)), first_asked ? "" : ", ");
	if (!first_asked)
		printf("\"asked\": {%.*s}", STR_FMT(buf_view(&asked)));
	printf("}");
}

static void print_words(const struct data *d, double *const *beta)
{
	printf("    \"words\": {");
	for (size_t w = 0; w < d->vocabulary.count; w++)
		print_word(d, beta, w, w == 0);
	printf("\n    },\n");
}

static double *predictions(const struct data *d, const struct rows *rows)
{
	return arena_alloc(d->arena, rows->count, sizeof(double));
}

/*
 * What the thresholds are chosen for, out of fold: every false alarm costs more trust than a miss. Where there are few
 * drafts, what is found on them is less certain, and more has to be asked for to get as much.
 */
struct wanted {
	double precision_of_signals, precision_of_rules, false_alarms;
};
static const struct wanted wanted_of_fresh = { 0.86, 0.84, 0.05 }, wanted_of_few = { 0.87, 0.85, 0.05 };

/* A reply that states a ground for a no says no: see assess.c. */
static void add_grounds(const struct data *d, double *const *checks, const double *thresholds)
{
	for (size_t i = 0; i < d->drafts.count; i++)
		for (size_t g = TARGET_ILLEGAL; g <= TARGET_IMPOSSIBLE; g++)
			if (checks[g][i] >= thresholds[THRESHOLD_ILLEGAL + g - TARGET_ILLEGAL])
				checks[TARGET_REFUSES][i] = 1;
}

/* The verdict's targets hear the strongest sentence, as it reads out of fold. */
static void learn_verdict(struct data *d, const double *strong, struct penalty of_checks, struct penalty of_agent, double **checks, double **beta)
{
	for (size_t i = 0; i < d->drafts.count; i++) {
		struct row *row = &d->drafts.items[i];
		double strongest = -MODEL_MOST_STRONGEST;
		for (size_t s = row->sentences.first; s < row->sentences.first + row->sentences.count; s++)
			strongest = fmax(strongest, log(strong[s] / (1 - strong[s])));
		row->numeric[NUMERIC_STRONGEST] = fmin(strongest, MODEL_MOST_STRONGEST);
	}
	for (size_t t = TARGET_AGENT; t <= TARGET_GATEKEEPER; t++) {
		const struct penalty penalty = t == TARGET_AGENT ? of_agent : of_checks;
		checks[t] = predictions(d, &d->drafts);
		predict(d, &d->drafts, t, penalty, checks[t]);
		report(d, &d->drafts, t, checks[t], 0.5);
		beta[t] = arena_alloc(d->arena, column_count(d), sizeof(double));
		fit(d, &d->drafts, t, -1, penalty, beta[t]);
	}
}

/* What each sentence does, and the soft maximum of that over those of a reply, as it reads out of fold. */
static void learn_done(struct data *d, struct penalty penalty, double **beta)
{
	double *p = predictions(d, &d->sentences);
	for (size_t k = 0; k < CHECKS_BY_SENTENCE; k++) {
		size_t target = TARGET_SENTENCE_ACKNOWLEDGES + k;
		beta[target] = arena_alloc(d->arena, column_count(d), sizeof(double));
		if (!d->any_known_to_do)
			continue;
		predict(d, &d->sentences, target, penalty, p);
		report(d, &d->sentences, target, p, 0.5);
		fit(d, &d->sentences, target, -1, penalty, beta[target]);
		for (size_t i = 0; i < d->drafts.count; i++) {
			struct row *row = &d->drafts.items[i];
			double sum = 0;
			for (size_t s = row->sentences.first; s < row->sentences.first + row->sentences.count; s++)
				sum += p[s] / (1 - p[s]);
			row->numeric[NUMERIC_SENTENCES_ACKNOWLEDGE + k] = fmin(log1p(sum), MODEL_MOST_STRONGEST);
		}
	}
}

static void report_verdict(const struct trial *t)
{
	double strong = t->thresholds[THRESHOLD_STRONG];
	for (int s = 40; s <= 80; s += 5) {
		t->thresholds[THRESHOLD_STRONG] = s / 100.0;
		struct outcome outcome = try_thresholds(t);
		fprintf(stderr, "  agent at %.2f, strong at %.2f: false alarms %.3f right verdicts %.3f touched %.3f\n", t->thresholds[THRESHOLD_AGENT], s / 100.0,
			outcome.alarms, outcome.right, outcome.touched);
	}
	t->thresholds[THRESHOLD_STRONG] = strong;
}

static void learn(struct data *d)
{
	/* chosen by the deviance on fresh drafts; a small corpus cannot bear so much */
	bool is_small = d->replies < 500;
	const double of_words = is_small ? 2 : 1;
	const struct penalty of_checks = { is_small ? 4 : 16, 0.3, of_words }, of_grounds = { 4, 0.6, of_words }, of_agent = { is_small ? 4 : 200, 0.3, 6 * of_words };
	const struct penalty of_sentences = { is_small ? 4 : 15, is_small ? 0.3 : 1, of_words };
	const struct wanted wanted = is_small ? wanted_of_few : wanted_of_fresh;
	double thresholds[THRESHOLDS] = { 0 };
	double *beta[TARGETS];
	double *checks[TARGETS] = { 0 };
	static const enum target heard[] = {
		[NUMERIC_ACKNOWLEDGES] = TARGET_ACKNOWLEDGES, [NUMERIC_OFFERS] = TARGET_OFFERS_ALTERNATIVE,
		[NUMERIC_SEEMS_AGENT] = TARGET_SEEMS_AGENT, [NUMERIC_SEEMS_GATEKEEPER] = TARGET_SEEMS_GATEKEEPER
	};
	learn_done(d, of_sentences, beta);
	for (size_t t = SENTENCE_TARGETS; t < TARGETS; t++) {
		if (hears_strongest(t))
			continue;
		checks[t] = predictions(d, &d->drafts);
		const struct penalty penalty = is_by_sentence(t) ? of_grounds : of_checks;
		predict(d, &d->drafts, t, penalty, checks[t]);
		if (!is_of_verdict(t))
			thresholds[THRESHOLD_ACKNOWLEDGES + t - TARGET_ACKNOWLEDGES] = best_threshold(d, &d->drafts, t, checks[t]);
		beta[t] = arena_alloc(d->arena, column_count(d), sizeof(double));
		fit(d, &d->drafts, t, -1, penalty, beta[t]);
	}
	add_grounds(d, checks, thresholds);
	thresholds[THRESHOLD_REFUSES] = best_threshold(d, &d->drafts, TARGET_REFUSES, checks[TARGET_REFUSES]);
	for (size_t t = SENTENCE_TARGETS; t < TARGETS; t++)
		if (!is_of_verdict(t))
			report(d, &d->drafts, t, checks[t], thresholds[THRESHOLD_ACKNOWLEDGES + t - TARGET_ACKNOWLEDGES]);
	for (size_t i = 0; i < d->sentences.count; i++)
		for (size_t k = 0; k < sizeof heard / sizeof *heard; k++)
			d->sentences.items[i].numeric[k] = checks[heard[k]][d->sentences.items[i].draft];
	double *any = NULL, *strong = NULL, *kept = NULL;
	for (size_t t = 0; t < TARGET_SENTENCE_ACKNOWLEDGES; t++) {
		double *p = predictions(d, &d->sentences);
		predict(d, &d->sentences, t, of_sentences, p);
		report(d, &d->sentences, t, p, 0.5);
		if (t == TARGET_ANY) {
			any = p;
			for (int s = 30; s <= 80; s += 10)
				report(d, &d->sentences, t, p, s / 100.0);
			thresholds[THRESHOLD_SIGNALS] = threshold_of_precision(d, &d->sentences, t, p, wanted.precision_of_signals);
			thresholds[THRESHOLD_RULE] = threshold_of_precision(d, &d->sentences, t, p, wanted.precision_of_rules);
		}
		if (t == TARGET_KEPT) {
			kept = p;
			for (int s = 20; s <= 60; s += 20)
				report(d, &d->sentences, t, p, s / 100.0);
		}
		if (t == TARGET_STRONG)
			strong = p;
		beta[t] = arena_alloc(d->arena, column_count(d), sizeof(double));
		fit(d, &d->sentences, t, -1, of_sentences, beta[t]);
	}
	learn_verdict(d, strong, of_checks, of_agent, checks, beta);
	thresholds[THRESHOLD_CATEGORY] = 0.22;
	thresholds[THRESHOLD_DOUBT] = 0.30;
	thresholds[THRESHOLD_GATEKEEPER] = best_threshold(d, &d->drafts, TARGET_GATEKEEPER, checks[TARGET_GATEKEEPER]);
	struct hownot_finding *findings = arena_alloc(d->arena, d->sentences.count + 1, sizeof *findings);
	const struct trial trial = { d, any, strong, kept, checks, thresholds, findings };
	choose_verdicts(&trial, wanted.false_alarms);
	report_verdict(&trial);
	const char *language = image_language_name(d->language);
	printf("{\n  \"$schema\": \"pack.schema.json\",\n  \"pack\": \"fit-%s\",\n  \"title\": \"Weights fitted by tests/fit\",\n  \"language\": \"%s\",\n  \"fit\": {\n",
	       d->language == LANGUAGE_ES ? "spanish" : "english", language);
	print_weights(d, beta);
	print_words(d, beta);
	printf("    \"thresholds\": {");
	for (size_t t = 0; t < THRESHOLDS; t++)
		printf("%s\"%s\": %.2f", t ? ", " : "", image_threshold_name(t), thresholds[t]);
	printf("}\n  }\n}\n");
}

static bool read_corpus(struct data *d, const char *path, struct err *err)
{
	struct str lines;
	if (!io_read_file(d->arena, path, &lines, err))
		return false;
	for (size_t at = 0; at < lines.len;) {
		size_t end = str_find(lines, STR("\n"), at);
		cJSON *record = cJSON_ParseWithLength(lines.ptr + at, end - at);
		if (record) {
			const char *better = get(cJSON_GetObjectItemCaseSensitive(record, "gold"), "better");
			if (*get(record, "draft"))
				add_draft(d, record, get(record, "draft"));
			if (*better)
				add_draft(d, record, better);
		}
		cJSON_Delete(record);
		at = end + 1;
	}
	return true;
}

int main(int argc, char **argv)
{
	struct arena arena = { 0 };
	struct err err;
	struct data d = { .arena = &arena, .language = LANGUAGE_EN };
	if (ARENA_CATCH(&arena))
		return 2;
	struct pack_compiler *compiler = pack_compiler_new(&arena, NULL);
	int i = 1;
	if (i + 1 < argc && strcmp(argv[i], "-l") == 0) {
		d.language = strcmp(argv[i + 1], "es") == 0 ? LANGUAGE_ES : LANGUAGE_EN;
		i += 2;
	}
	for (; i < argc && strcmp(argv[i], "--") != 0; i++) {
		struct str json;
		if (!io_read_file(&arena, argv[i], &json, &err) || !pack_add(compiler, argv[i], json, &err)) {
			fprintf(stderr, "fit: %s\n", err.text);
			return 2;
		}
	}
	struct image image;
	pack_finish(compiler, &image);
	struct matcher *matcher = matcher_new(&image);
	d.matcher = matcher;
	d.room = rx_room_new();
	d.features = image_feature_count(&image);
	if (!matcher || !d.room)
		return 2;
	for (i++; i < argc; i++) {
		if (strcmp(argv[i], "--") == 0) {
			d.reference = d.fresh;
			d.fresh = d.any_fresh = true;
			continue;
		}
		if (!read_corpus(&d, argv[i], &err)) {
			fprintf(stderr, "fit: %s\n", err.text);
			return 2;
		}
	}
	settle_vocabulary(&d);
	fprintf(stderr, "%zu replies, %zu sentences, %u features, %zu words\n", d.replies, d.sentences.count, d.features, d.vocabulary.count);
	learn(&d);
	matcher_free(matcher);
	rx_room_free(d.room);
	arena_free(&arena);
	return 0;
}
