/* The lists of words: what is built in, and what a pack with lists comes to. */
#include "base/io.h"
#include "coach/lexicon.h"
#include "rules/pack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static struct str list_text(const struct image *image, enum language language, enum word_list list, size_t i)
{
	struct range range = image->lists[(size_t)language * WORD_LISTS + (size_t)list];
	assert_true(i < range.count);
	return image_str(image, image->refs[range.first + i]);
}

static void assert_text(struct str is, const char *wanted)
{
	if (!str_eq(is, str_of(wanted)))
		fail_msg("%.*s, not %s", STR_FMT(is), wanted);
}

/* NULL when the packs are fine, else what is said of the first that is not. */
static const char *compile(struct arena *arena, const struct image *base, const char *const *packs, struct image *image)
{
	struct pack_compiler *compiler = pack_compiler_new(arena, base);
	struct err err;
	for (; *packs; packs++)
		if (!pack_add(compiler, "p.json", str_of(*packs), &err))
			return arena_str(arena, str_of(err.text)).ptr;
	pack_finish(compiler, image);
	return NULL;
}

static void lists_and_tables_are_those_of_their_language(void **state)
{
	(void)state;
	struct arena arena = { 0 };
	struct image image;
	const char *const packs[] = {
		"{\"pack\":\"a\",\"words\":{\"asides\":[\"of course\",\"frankly\"],\"officialese\":{\"prior to\":\"before\",\"hereby\":\"\"}}}",
		"{\"pack\":\"b\",\"language\":\"es\",\"words\":{\"asides\":[\"por supuesto\"]}}",
		NULL,
	};
	assert_null(compile(&arena, NULL, packs, &image));
	assert_text(list_text(&image, LANGUAGE_EN, WORDS_ASIDES, 0), "of course");
	assert_text(list_text(&image, LANGUAGE_EN, WORDS_ASIDES, 1), "frankly");
	assert_text(list_text(&image, LANGUAGE_ES, WORDS_ASIDES, 0), "por supuesto");
	assert_text(list_text(&image, LANGUAGE_EN, WORDS_OFFICIALESE, 1), "before");
	assert_text(list_text(&image, LANGUAGE_EN, WORDS_OFFICIALESE, 2), "hereby");
	assert_text(list_text(&image, LANGUAGE_EN, WORDS_OFFICIALESE, 3), "");
	assert_int_equal(image.lists[WORDS_FINAL_ASIDES].count, 0);
	arena_free(&arena);
}

static void bad_lists_are_refused(void **state)
{
	(void)state;
	static const struct {
		const char *first, *second, *says;
	} cases[] = {
		{ "{\"pack\":\"a\",\"words\":{\"asdies\":[\"x\"]}}", NULL, "p.json:1:22: words: unknown member asdies; did you mean asides?" },
		{ "{\"pack\":\"a\",\"words\":{\"asides\":{\"x\":\"y\"}}}", NULL, "p.json:1:22: words.asides: an array of texts is wanted here" },
		{ "{\"pack\":\"a\",\"words\":{\"british\":[\"x\"]}}", NULL, "p.json:1:22: words.british: an object is wanted here, from each text to what stands for it" },
		{ "{\"pack\":\"a\",\"words\":{\"asides\":[\"x\",\"\"]}}", NULL, "p.json:1:36: words.asides: an empty text is found everywhere" },
		{ "{\"pack\":\"a\",\"words\":{\"asides\":[\"x\",\"y\",\"x\"]}}", NULL, "p.json:1:40: words.asides: this text stands here twice: x" },
		{ "{\"pack\":\"a\",\"words\":{\"british\":{\"x\":\"y\",\"x\":\"z\"}}}", NULL, "p.json:1:22: words.british: this text stands here twice: x" },
		{ "{\"pack\":\"a\",\"words\":{\"british\":{\"x\":null}}}", NULL, "p.json:1:22: words.british: a string is wanted here" },
		{ "{\"pack\":\"a\",\"words\":{\"asides\":[\"x\"]}}", "{\"pack\":\"b\",\"words\":{\"asides\":[\"y\"]}}", "p.json:1:22: words.asides: another pack has this list" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena arena = { 0 };
		struct image image;
		const char *const packs[] = { cases[i].first, cases[i].second, NULL };
		assert_text(str_of(compile(&arena, NULL, packs, &image)), cases[i].says);
		arena_free(&arena);
	}
}

/* What would change nothing is not taken in silence; who works on a built-in pack may check it. */
static void packs_of_ones_own_have_no_lists(void **state)
{
	(void)state;
	struct arena arena = { 0 };
	struct image image;
	const char *const own[] = { "{\"pack\":\"elm\",\"words\":{\"asides\":[\"x\"]}}", NULL };
	const char *const builtin[] = { "{\"pack\":\"english-words\",\"words\":{\"asides\":[\"x\"]}}", NULL };
	assert_text(str_of(compile(&arena, &image_builtin, own, &image)), "p.json:1:15: words: the lists of words are built in: a pack of one's own cannot change them");
	assert_null(compile(&arena, &image_builtin, builtin, &image));
	arena_free(&arena);
}

static void every_list_is_there_in_english_and_in_the_schema(void **state)
{
	(void)state;
	struct arena arena = { 0 };
	struct str schema;
	struct err err;
	assert_true(io_read_file(&arena, HOWNOT_SOURCE_DIR "/rules/pack.schema.json", &schema, &err));
	for (size_t i = 0; i < WORD_LISTS; i++) {
		const char *name = word_list_names()[i], *kind = word_list_is_table((enum word_list)i) ? "swaps" : "words";
		struct str member = arena_printf(&arena, "\"%s\": { \"$ref\": \"#/$defs/%s\"", name, kind);
		if (!lexicon_count(LANGUAGE_EN, (enum word_list)i))
			fail_msg("no words in the list %s", name);
		if (str_find(schema, member, 0) == schema.len)
			fail_msg("not in the schema: %s", name);
		assert_int_equal(word_list_named(str_of(name)), i);
	}
	assert_int_equal(word_list_named(STR("no-such-list")), WORD_LISTS);
	arena_free(&arena);
}

static void words_are_looked_up(void **state)
{
	(void)state;
	assert_true(lexicon_has(LANGUAGE_EN, WORDS_TASK_VERBS, STR("Fill")));
	assert_false(lexicon_has(LANGUAGE_EN, WORDS_TASK_VERBS, STR("Filling")));
	assert_false(lexicon_has(LANGUAGE_ES, WORDS_TASK_VERBS, STR("fill")));
	assert_true(lexicon_has_exactly(LANGUAGE_EN, WORDS_ALWAYS_CAPITAL, STR("Monday")));
	assert_false(lexicon_has_exactly(LANGUAGE_EN, WORDS_ALWAYS_CAPITAL, STR("monday")));
	assert_text(lexicon_swap(LANGUAGE_EN, WORDS_BASE_FORMS, STR("Lent")), "lend");
	assert_text(lexicon_swap(LANGUAGE_EN, WORDS_BASE_FORMS, STR("lend")), "");
	assert_text(lexicon_swap_exactly(LANGUAGE_EN, WORDS_I_TO_WE, STR("I")), "we");
	assert_text(lexicon_swap_exactly(LANGUAGE_EN, WORDS_I_TO_WE, STR("i")), "");
	assert_text(lexicon_start(LANGUAGE_EN, WORDS_UNITS, STR("Days later")), "day");
	assert_text(lexicon_start(LANGUAGE_EN, WORDS_UNITS, STR("to days")), "");
	assert_true(lexicon_ends(LANGUAGE_EN, WORDS_OPEN_ENDS, STR("The form is in the.")));
	assert_true(lexicon_is_in(LANGUAGE_ES, WORDS_FINITE_VERBS, STR("La sala est\xC3\xA1 cerrada.")));
	assert_false(lexicon_is_in(LANGUAGE_EN, WORDS_FINITE_VERBS, STR("La sala est\xC3\xA1 cerrada.")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_and_tables_are_those_of_their_language),
		cmocka_unit_test(bad_lists_are_refused),
		cmocka_unit_test(packs_of_ones_own_have_no_lists),
		cmocka_unit_test(every_list_is_there_in_english_and_in_the_schema),
		cmocka_unit_test(words_are_looked_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
