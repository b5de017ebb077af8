/*
 * pack_fuzz - any bytes as a rule pack
 *
 * A pack is refused with a reason, or compiled; then its examples and a draft are run through it.
 */
#include "rules/examples.h"
#include "rules/pack.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char draft[] = "Dear Ann,\n\nWe do not allow reference books to be checked out. It is against our policy!\n\n"
			    "You should have read the rules \xE2\x80\x94 see https://library.example/rules. aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\n";

static void run(struct arena *arena, const struct image *image)
{
	struct matcher *matcher = matcher_new(image);
	struct rx_room *room = rx_room_new();
	if (!matcher || !room)
		abort();
	struct example_report report;
	struct norm norm = norm_of_str(arena, str_of(draft));
	struct sentences sentences = sentence_split(arena, &norm);
	struct hits hits;
	if (!examples_run(arena, matcher, STR(""), &report))
		abort();
	for (int language = 0; language < LANGUAGES; language++)
		if (!match_sentences(arena, matcher, room, &norm, &sentences, (struct force){ (enum language)language, READS_DRAFT }, &hits))
			abort();
	matcher_free(matcher);
	rx_room_free(room);
}

static void load(struct arena *arena, struct str json)
{
	struct err err = {""};
	struct image image;
	struct pack_compiler *compiler = pack_compiler_new(arena, &image_builtin);
	if (pack_add(compiler, "pack.json", json, &err)) {
		pack_finish(compiler, &image);
		run(arena, &image);
	} else if (!err.text[0]) {
		abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str json = {(const char *)data, size};
	struct arena arena = {0};
	if (ARENA_CATCH(&arena))
		abort();
	load(&arena, json);
	arena_free(&arena);
	return 0;
}
