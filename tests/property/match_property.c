/*
 * match_property - the index loses no match
 *
 *     match_property PACK.json… -- CORPUS.jsonl… [-- ROUNDS]
 *
 * For every draft of the corpora, and for ROUNDS texts put together at random from their sentences and from the examples of the packs, the hits of match_sentences
 * must be those of match_sentences_slowly, and a match of any pattern must begin at a place that its relaxation names. Texts at random have their
 * words cut, joined, quoted and written in capitals. The random numbers are the same in every run.
 */
#include "base/buf.h"
#include "base/io.h"
#include "rules/examples.h"
#include "rules/glance.h"
#include "rules/pack.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Sentences to put texts together from. They live in the arena of the packs. */
struct stock {
	struct str *items;
	size_t count, capacity;
};

struct test {
	struct arena *arena;
	const struct image *image;
	struct matcher *matcher;
	struct rx_room *room;
	struct stock stock;
	uint64_t random;
	size_t texts, sentences, hits, faults;
};

/* xorshift64 (G. Marsaglia, 2003) */
static size_t random_below(struct test *t, size_t bound)
{
	t->random ^= t->random << 13;
	t->random ^= t->random >> 7;
	t->random ^= t->random << 17;
	return (size_t)(t->random % bound);
}

static void complain(struct test *t, const char *what, struct str id, struct str sentence)
{
	if (t->faults++ < 20)
		fprintf(stderr, "%s: %.*s\n    in: %.*s\n", what, STR_FMT(id), STR_FMT(sentence));
}

static bool same_captures(const struct hit *a, const struct hit *b)
{
	if (a->capture_count != b->capture_count)
		return false;
	for (size_t i = 0; i < a->capture_count; i++)
		if (!str_eq(a->captures[i].name, b->captures[i].name) || a->captures[i].span.start != b->captures[i].span.start ||
		    a->captures[i].span.end != b->captures[i].span.end)
			return false;
	return true;
}

static bool same_hit(const struct hit *a, const struct hit *b)
{
	return a->feature == b->feature && a->sentence == b->sentence && a->span.start == b->span.start && a->span.end == b->span.end &&
	       same_captures(a, b);
}

static void compare_hits(struct test *t, struct hits fast, struct hits slow, const struct norm *norm, const struct sentences *sentences)
{
	size_t i = 0;
	while (i < fast.count && i < slow.count && same_hit(&fast.items[i], &slow.items[i]))
		i++;
	t->hits += slow.count;
	if (i == fast.count && i == slow.count)
		return;
	const struct hit *hit = i < slow.count ? &slow.items[i] : &fast.items[i];
	struct span span = sentences->spans[hit->sentence];
	complain(t, i < slow.count ? "lost or different" : "only with the index", feature_id(t->image, hit->feature),
		 str_slice(norm->bytes, span.start, span.end));
}

/* Does the relaxation of one of the branches allow a match that begins at `at`? */
static bool allows(struct test *t, struct glance *g, const struct pattern *pattern, size_t at)
{
	if (g->is_odd)
		return true;
	size_t word = 0; /* the first that begins at `at` or after */
	while (word < g->word_count && g->spans[word].start < at)
		word++;
	bool is_at_word = word < g->word_count && g->spans[word].start == at;
	for (uint32_t i = 0; i < pattern->branches.count; i++) {
		const struct branch *branch = &t->image->branches[pattern->branches.first + i];
		if ((is_at_word || !branch->begins_with_word) && (glance_starts(g, branch) >> (word / g->words_per_place) & 1))
			return true;
	}
	return false;
}

/* Exceptions, moves and topics have patterns too, which no hit shows. */
static void check_patterns(struct test *t, struct glance *g, struct str sentence)
{
	glance_take(g, sentence);
	for (uint32_t p = 0; p < t->image->pattern_count; p++) {
		struct rx_match match, slow;
		const struct pattern *pattern = &t->image->patterns[p];
		enum rx_outcome outcome = match_pattern(t->matcher, t->room, p, sentence, &match);
		enum rx_outcome slow_outcome = match_pattern_slowly(t->matcher, t->room, p, sentence, &slow);
		if (slow_outcome == RX_LIMIT)
			continue;
		if (outcome != slow_outcome ||
		    (outcome == RX_MATCH && (match.span.start != slow.span.start || match.span.end != slow.span.end)))
			complain(t, "lost or different", image_str(t->image, pattern->source), sentence);
		if (slow_outcome == RX_MATCH && !allows(t, g, pattern, slow.span.start))
			complain(t, "not foreseen", image_str(t->image, pattern->source), sentence);
	}
}

static void check_text(struct test *t, struct str text, enum language language, bool every_pattern)
{
	struct arena arena = { 0 };
	struct hits fast, slow;
	if (ARENA_CATCH(&arena))
		exit(2);
	struct norm norm = norm_of_str(&arena, text);
	struct sentences sentences = sentence_split(&arena, &norm);
	for (size_t reads = 0; reads < READS; reads++) {
		struct force force = { language, (enum reads)reads };
		if (!match_sentences(&arena, t->matcher, t->room, &norm, &sentences, force, &fast) ||
		    !match_sentences_slowly(&arena, t->matcher, t->room, &norm, &sentences, force, &slow))
			exit(2);
		compare_hits(t, fast, slow, &norm, &sentences);
		if (!match_sentences(&arena, t->matcher, t->room, &norm, &sentences, force, &fast))
			exit(2);
		compare_hits(t, fast, slow, &norm, &sentences); /* as they are recalled */
	}
	struct glance glance = glance_make(&arena, t->image);
	for (size_t i = 0; i < sentences.count; i++) {
		struct str sentence = str_slice(norm.bytes, sentences.spans[i].start, sentences.spans[i].end);
		if (every_pattern)
			check_patterns(t, &glance, sentence);
		t->sentences++;
	}
	t->texts++;
	arena_free(&arena);
}

static void add_to_stock(struct test *t, struct str text)
{
	struct norm norm = norm_of_str(t->arena, text);
	struct sentences sentences = sentence_split(t->arena, &norm);
	for (size_t i = 0; i < sentences.count; i++)
		*ARENA_PUSH(t->arena, t->stock.items, t->stock.count, t->stock.capacity) =
			str_slice(norm.bytes, sentences.spans[i].start, sentences.spans[i].end);
}

static bool read_corpus(struct test *t, const char *path, struct err *err)
{
	struct str lines;
	if (!io_read_file(t->arena, path, &lines, err))
		return false;
	for (size_t at = 0, end; at < lines.len; at = end + 1) {
		end = str_find(lines, STR("\n"), at);
		cJSON *record = cJSON_ParseWithLength(lines.ptr + at, end - at);
		const cJSON *id = cJSON_GetObjectItemCaseSensitive(record, "id"), *draft = cJSON_GetObjectItemCaseSensitive(record, "draft");
		if (cJSON_IsString(id) && cJSON_IsString(draft)) {
			struct str text = arena_str(t->arena, str_of(draft->valuestring));
			add_to_stock(t, text);
			check_text(t, text, strncmp(id->valuestring, "es", 2) == 0 ? LANGUAGE_ES : LANGUAGE_EN, false);
		}
		cJSON_Delete(record);
	}
	return true;
}

static void stock_examples(struct test *t)
{
	for (uint32_t f = 0; f < image_feature_count(t->image); f++) {
		bool is_signal = f < t->image->signal_count;
		struct examples examples = is_signal ? t->image->signals[f].examples : t->image->rules[f - t->image->signal_count].examples;
		for (uint32_t i = 0; i < examples.match.count; i++)
			add_to_stock(t, image_str(t->image, t->image->refs[examples.match.first + i]));
	}
}

/* A piece of a sentence, sometimes spoilt. */
static void add_piece(struct test *t, struct buf *out, struct str s)
{
	static const char *const joints[] = { "'", "''", "_", "-", ", ", " ", "  ", "\xE2\x80\x94", "\xCC\x81", "\xE2\x83\xA3", "\xE2\x80\xBF", "\xEF\xB8\x8F", "\xC4\x81", "\xC5\x98", " (", ") ", "\"", "1", "e", "\xC3\xA9", ". ", "!", "?" };
	enum { JOINTS = sizeof joints / sizeof *joints };
	size_t from = random_below(t, s.len + 1), to = from + random_below(t, s.len - from + 1);
	size_t keep = random_below(t, 3);
	from = keep == 1 ? 0 : from;
	to = keep == 2 ? s.len : to;
	while (from > 0 && from < s.len && ((unsigned char)s.ptr[from] & 0xC0U) == 0x80)
		from--;
	while (to < s.len && ((unsigned char)s.ptr[to] & 0xC0U) == 0x80)
		to++;
	bool shout = random_below(t, 8) == 0;
	for (size_t i = from; i < to; i++) {
		if (s.ptr[i] == ' ' && random_below(t, 12) == 0)
			buf_str(out, str_of(joints[random_below(t, JOINTS)]));
		else
			buf_char(out, shout ? ascii_upper(s.ptr[i]) : s.ptr[i]);
	}
	buf_str(out, random_below(t, 3) ? STR(" ") : str_of(joints[random_below(t, JOINTS)]));
}

static void check_random_text(struct test *t)
{
	struct arena arena = { 0 };
	if (ARENA_CATCH(&arena))
		exit(2);
	struct buf text = buf_make(&arena);
	size_t pieces = random_below(t, 20) ? 1 + random_below(t, 4) : 30; /* now and then a very long sentence */
	for (size_t i = 0; i < pieces; i++)
		add_piece(t, &text, t->stock.items[random_below(t, t->stock.count)]);
	check_text(t, buf_view(&text), random_below(t, 8) ? LANGUAGE_EN : LANGUAGE_ES, true);
	arena_free(&arena);
}

int main(int argc, char **argv)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	if (ARENA_CATCH(&arena))
		return 2;
	struct pack_compiler *compiler = pack_compiler_new(&arena, NULL);
	int i = 1;
	bool ok = true;
	for (struct str json; ok && i < argc && strcmp(argv[i], "--") != 0; i++)
		ok = io_read_file(&arena, argv[i], &json, &err) && pack_add(compiler, argv[i], json, &err);
	struct image image;
	pack_finish(compiler, &image);
	struct test t = { .arena = &arena, .image = &image, .matcher = matcher_new(&image), .room = rx_room_new(), .random = 88172645463325252U };
	if (!t.matcher || !t.room)
		return 2;
	matcher_use_jit(t.matcher);
	stock_examples(&t);
	for (i++; ok && i < argc && strcmp(argv[i], "--") != 0; i++)
		ok = read_corpus(&t, argv[i], &err);
	if (!ok) {
		fprintf(stderr, "match_property: %s\n", err.text);
		return 2;
	}
	for (long rounds = i + 1 < argc ? strtol(argv[i + 1], NULL, 10) : 300; rounds > 0; rounds--)
		check_random_text(&t);
	printf("%zu texts, %zu sentences, %zu hits, %zu faults\n", t.texts, t.sentences, t.hits, t.faults);
	matcher_free(t.matcher);
	rx_room_free(t.room);
	arena_free(&arena);
	return t.faults ? 1 : 0;
}
