#include "rules/match.h"

#include "rules/word.h"

#include <stdatomic.h>
#include <stdlib.h>

struct matcher {
	const struct image *image;
	_Atomic(struct rx *) *compiled; /* by pattern; made when first needed, by whichever thread comes first */
	bool *disabled;			/* by feature */
	bool use_jit;
};

struct matcher *matcher_new(const struct image *image)
{
	struct matcher *m = calloc(1, sizeof *m);
	if (!m)
		return NULL;
	m->image = image;
	m->compiled = calloc(image->pattern_count + 1U, sizeof *m->compiled);
	m->disabled = calloc(image_feature_count(image) + 1U, sizeof *m->disabled);
	if (!m->compiled || !m->disabled) {
		matcher_free(m);
		return NULL;
	}
	return m;
}

void matcher_free(struct matcher *m)
{
	if (!m)
		return;
	for (uint32_t i = 0; m->compiled && i < m->image->pattern_count; i++)
		rx_free(atomic_load_explicit(&m->compiled[i], memory_order_relaxed));
	free(m->compiled);
	free(m->disabled);
	free(m);
}

const struct image *matcher_image(const struct matcher *m)
{
	return m->image;
}

void matcher_disable(struct matcher *m, uint32_t feature)
{
	m->disabled[feature] = true;
}

bool matcher_is_disabled(const struct matcher *m, uint32_t feature)
{
	return m->disabled[feature];
}

void matcher_use_jit(struct matcher *m)
{
	m->use_jit = true;
}

static const struct rx *compiled(const struct matcher *m, uint32_t pattern)
{
	_Atomic(struct rx *) *slot = &m->compiled[pattern];
	struct rx *rx = atomic_load_explicit(slot, memory_order_acquire);
	if (rx)
		return rx;
	rx = rx_compile(image_str(m->image, m->image->patterns[pattern].source), NULL);
	if (!rx)
		return NULL;
	if (m->use_jit)
		rx_jit(rx);
	struct rx *first = NULL;
	if (atomic_compare_exchange_strong_explicit(slot, &first, rx, memory_order_acq_rel, memory_order_acquire))
		return rx;
	rx_free(rx);
	return first;
}

/* The state of one call. Stamps hold the number of the sentence (from 1) in which a word was seen, a pattern tried. */
struct run {
	struct arena *arena;
	const struct matcher *m;
	struct rx_room *room;
	enum language language;
	bool by_index;
	uint32_t *word_stamp, *pattern_stamp;
	uint32_t stamp;
	struct str sentence;
	size_t sentence_start;
	struct hits hits;
	size_t capacity;
	bool failed;
};

static bool has_clauses(const struct run *run, uint32_t number)
{
	if (!run->by_index)
		return true;
	const struct image *image = run->m->image;
	struct range clauses = image->patterns[number].clauses;
	for (uint32_t i = 0; i < clauses.count; i++) {
		struct range words = image->clauses[clauses.first + i].words;
		uint32_t k = 0;
		while (k < words.count && run->word_stamp[image->clause_words[words.first + k]] != run->stamp)
			k++;
		if (k == words.count)
			return false;
	}
	return true;
}

static enum rx_outcome find(struct run *run, uint32_t pattern, size_t from, struct rx_match *match)
{
	const struct rx *rx = compiled(run->m, pattern);
	if (!rx) {
		run->failed = true;
		return RX_NO_MATCH;
	}
	return rx_find(rx, run->room, run->sentence, from, match);
}

static bool overlaps_any(struct run *run, struct range patterns, struct span span)
{
	for (uint32_t i = 0; i < patterns.count; i++) {
		uint32_t pattern = patterns.first + i;
		if (!has_clauses(run, pattern))
			continue;
		struct rx_match match;
		for (size_t from = 0; find(run, pattern, from, &match) == RX_MATCH;) {
			if (span_overlaps(match.span, span))
				return true;
			from = match.span.end > match.span.start ? match.span.end : match.span.end + 1;
			if (match.span.start >= span.end || from > run->sentence.len)
				break;
		}
	}
	return false;
}

static void add_hit(struct run *run, uint32_t feature, const struct rx_match *match)
{
	struct rx_capture *captures = arena_alloc(run->arena, match->capture_count, sizeof *captures);
	for (size_t i = 0; i < match->capture_count; i++) {
		captures[i] = match->captures[i];
		captures[i].span.start += run->sentence_start;
		captures[i].span.end += run->sentence_start;
	}
	*ARENA_PUSH(run->arena, run->hits.items, run->hits.count, run->capacity) = (struct hit){
		.feature = feature,
		.sentence = run->stamp - 1,
		.span = { match->span.start + run->sentence_start, match->span.end + run->sentence_start },
		.captures = captures,
		.capture_count = match->capture_count,
	};
}

/* Runs the pattern of a feature over the sentence. A signal counts once; of a rule every match is kept, up to a bound. */
static void try_pattern(struct run *run, uint32_t pattern)
{
	enum { MOST_MATCHES = 8 };
	const struct image *image = run->m->image;
	if (run->pattern_stamp[pattern] == run->stamp)
		return;
	run->pattern_stamp[pattern] = run->stamp;
	uint32_t feature = image->pattern_feature[pattern];
	bool is_signal = feature < image->signal_count;
	const struct rule *rule = is_signal ? NULL : &image->rules[feature - image->signal_count];
	const struct pack *pack = &image->packs[rule ? rule->pack : image->signals[feature].pack];
	if (run->m->disabled[feature] || pack->language != run->language || !has_clauses(run, pattern))
		return;
	struct range unless = rule ? rule->unless : image->signals[feature].unless;
	size_t from = 0;
	for (int i = 0; i < MOST_MATCHES && from <= run->sentence.len; i++) {
		struct rx_match match;
		enum rx_outcome outcome = find(run, pattern, from, &match);
		if (outcome == RX_LIMIT)
			run->hits.limited_feature = feature;
		if (outcome != RX_MATCH || match.span.end == match.span.start)
			return;
		from = match.span.end;
		if (overlaps_any(run, unless, match.span) || overlaps_any(run, pack->unless, match.span))
			continue;
		add_hit(run, feature, &match);
		if (is_signal)
			return;
	}
}

static void run_sentence(struct run *run)
{
	const struct image *image = run->m->image;
	if (!run->by_index) {
		for (uint32_t p = 0; p < image->pattern_count; p++)
			if (image->pattern_feature[p] != UINT32_MAX)
				try_pattern(run, p);
		return;
	}
	struct word_reader reader = word_read(run->sentence);
	uint32_t *seen = NULL;
	size_t count = 0, capacity = 0;
	while (word_next(&reader)) {
		uint32_t word = image_word_hashed(image, reader.word, reader.hash);
		if (word == UINT32_MAX || run->word_stamp[word] == run->stamp)
			continue;
		run->word_stamp[word] = run->stamp;
		if (image->words[word].triggers.count)
			*ARENA_PUSH(run->arena, seen, count, capacity) = word;
	}
	for (size_t i = 0; i < count; i++) {
		struct range triggers = image->words[seen[i]].triggers;
		for (uint32_t k = 0; k < triggers.count; k++)
			try_pattern(run, image->triggers[triggers.first + k]);
	}
	for (uint32_t i = 0; i < image->always.count; i++)
		try_pattern(run, image->triggers[image->always.first + i]);
}

static int by_feature(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;
	if (x->sentence != y->sentence)
		return x->sentence < y->sentence ? -1 : 1;
	if (x->feature != y->feature)
		return x->feature < y->feature ? -1 : 1;
	return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

static bool match(struct run run, const struct norm *norm, const struct sentences *sentences, struct hits *out)
{
	const struct image *image = run.m->image;
	run.word_stamp = arena_alloc(run.arena, image->word_count + 1U, sizeof *run.word_stamp);
	run.pattern_stamp = arena_alloc(run.arena, image->pattern_count + 1U, sizeof *run.pattern_stamp);
	run.hits.limited_feature = UINT32_MAX;
	for (size_t i = 0; i < sentences->count; i++) {
		run.stamp = (uint32_t)i + 1;
		run.sentence_start = sentences->spans[i].start;
		run.sentence = str_slice(norm->bytes, sentences->spans[i].start, sentences->spans[i].end);
		run_sentence(&run);
	}
	if (run.failed)
		return false;
	if (run.hits.count)
		qsort(run.hits.items, run.hits.count, sizeof *run.hits.items, by_feature);
	*out = run.hits;
	return true;
}

bool match_sentences(struct arena *arena, const struct matcher *matcher, struct rx_room *room, const struct norm *norm,
		     const struct sentences *sentences, enum language language, struct hits *out)
{
	struct run run = { .arena = arena, .m = matcher, .room = room, .language = language, .by_index = true };
	return match(run, norm, sentences, out);
}

bool match_sentences_slowly(struct arena *arena, const struct matcher *matcher, struct rx_room *room, const struct norm *norm,
			    const struct sentences *sentences, enum language language, struct hits *out)
{
	struct run run = { .arena = arena, .m = matcher, .room = room, .language = language };
	return match(run, norm, sentences, out);
}

enum rx_outcome match_pattern(const struct matcher *matcher, struct rx_room *room, uint32_t pattern, struct str text, struct rx_match *out)
{
	const struct rx *rx = compiled(matcher, pattern);
	return rx ? rx_find(rx, room, text, 0, out) : RX_NO_MATCH;
}
