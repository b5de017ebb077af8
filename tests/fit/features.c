/*
 * features - what the rules and signals of packs see in a corpus
 *
 *     features PACK.json… -- [CORPUS.jsonl…]
 *
 * Runs the examples of the packs first, names those that fail and exits 1 if there are any. Then prints a line of JSON for each draft: its
 * id, and for each sentence its span (bytes of the draft) and the ids of the features that hold. fit.py learns the weights from it.
 */
#include "base/buf.h"
#include "base/io.h"
#include "rules/examples.h"
#include "rules/pack.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>

static void print_draft(struct arena *arena, const struct matcher *matcher, struct rx_room *room, const cJSON *record)
{
	const char *id = cJSON_GetObjectItemCaseSensitive(record, "id")->valuestring;
	struct str draft = str_of(cJSON_GetObjectItemCaseSensitive(record, "draft")->valuestring);
	const struct image *image = matcher_image(matcher);
	struct text text = text_make(arena, draft);
	struct own own = own_make(arena, &text);
	struct norm norm = norm_make(arena, &text, &own);
	struct sentences sentences = sentence_split(arena, &norm);
	struct hits hits;
	enum language language = strncmp(id, "es", 2) == 0 ? LANGUAGE_ES : LANGUAGE_EN;
	if (!match_sentences(arena, matcher, room, &norm, &sentences, (struct force){ language, READS_DRAFT }, &hits))
		return;
	printf("{\"id\":\"%s\",\"sentences\":[", id);
	size_t h = 0;
	for (size_t i = 0; i < sentences.count; i++) {
		struct hownot_span span = norm_span(&norm, sentences.spans[i]);
		printf("%s{\"start\":%zu,\"end\":%zu,\"hits\":[", i ? "," : "", span.start, span.end);
		for (bool first = true; h < hits.count && hits.items[h].sentence == i; h++) {
			struct hownot_span at = norm_span(&norm, hits.items[h].span);
			struct str name = feature_id(image, hits.items[h].feature);
			printf("%s[\"%.*s\",%zu,%zu]", first ? "" : ",", STR_FMT(name), at.start, at.end);
			first = false;
		}
		printf("]}");
	}
	printf("]}\n");
}

/* One draft has an arena of its own. */
static void print_record(const struct matcher *matcher, struct rx_room *room, const cJSON *record)
{
	struct arena arena = { 0 };
	if (!ARENA_CATCH(&arena))
		print_draft(&arena, matcher, room, record);
	arena_free(&arena);
}

static bool print_corpus(struct arena *arena, const struct matcher *matcher, struct rx_room *room, const char *path, struct err *err)
{
	struct str lines;
	if (!io_read_file(arena, path, &lines, err))
		return false;
	for (size_t at = 0; at < lines.len;) {
		size_t end = str_find(lines, STR("\n"), at);
		cJSON *record = cJSON_ParseWithLength(lines.ptr + at, end - at);
		if (record)
			print_record(matcher, room, record);
		cJSON_Delete(record);
		at = end + 1;
	}
	return true;
}

static bool read_packs(struct arena *arena, char **paths, struct image *image, struct err *err)
{
	struct pack_compiler *compiler = pack_compiler_new(arena, NULL);
	for (; *paths && strcmp(*paths, "--") != 0; paths++) {
		struct str json;
		if (!io_read_file(arena, *paths, &json, err) || !pack_add(compiler, *paths, json, err))
			return false;
	}
	pack_finish(compiler, image);
	return true;
}

static void report_examples(const struct image *image, const struct example_report *report)
{
	for (size_t k = 0; k < report->failure_count; k++) {
		struct example_failure f = report->failures[k];
		fprintf(stderr, "%.*s: %s: %.*s\n", STR_FMT(f.id),
			f.fault == EXAMPLE_MISSED ? "does not match" : "should not match", STR_FMT(f.text));
	}
	fprintf(stderr, "%u rules, %u signals, %zu examples, %zu failed; %u patterns without required words\n", image->rule_count,
		image->signal_count, report->example_count, report->failure_count, image->always.count);
}

static int run(struct arena *arena, char **arguments, struct matcher **matcher, struct rx_room *room)
{
	struct err err;
	struct image image;
	struct example_report report;
	if (!read_packs(arena, arguments, &image, &err)) {
		fprintf(stderr, "features: %s\n", err.text);
		return 2;
	}
	*matcher = matcher_new(&image);
	if (!*matcher || !room || !examples_run(arena, *matcher, STR(""), &report))
		return 2;
	report_examples(&image, &report);
	int status = report.failure_count ? 1 : 0;
	while (*arguments && strcmp(*arguments, "--") != 0)
		arguments++;
	for (arguments += *arguments != NULL; *arguments; arguments++) {
		if (!print_corpus(arena, *matcher, room, *arguments, &err)) {
			fprintf(stderr, "features: %s\n", err.text);
			status = 2;
		}
	}
	return status;
}

int main(int argc, char **argv)
{
	struct arena arena = { 0 };
	(void)argc;
	if (ARENA_CATCH(&arena))
		return 2;
	struct matcher *matcher = NULL;
	struct rx_room *room = rx_room_new();
	int status = run(&arena, argv + 1, &matcher, room);
	matcher_free(matcher);
	rx_room_free(room);
	arena_free(&arena);
	return status;
}
