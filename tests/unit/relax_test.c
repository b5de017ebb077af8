/* What relaxations and a glance say about where patterns may match: never too little, and little enough to be of use. */
#include "rules/glance.h"
#include "rules/index.h"
#include "rules/relax.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* An image of one pattern. */
static struct image image_of(struct arena *arena, const char *pattern)
{
	static const uint32_t feature[] = { 0 };
	struct image image = { 0 };
	struct nodes nodes = nodes_make(arena);
	struct relaxation relaxed = relax_pattern(&nodes, str_of(pattern));
	struct branch *branches = arena_alloc(arena, 1, sizeof *branches);
	branches->begins_with_word = relaxed.begins_with_word;
	struct nodes kept = index_build(arena, &nodes, &relaxed.root, branches, 1, feature, NULL, 0, &image);
	struct word *words = arena_alloc(arena, kept.word_count + 1, sizeof *words);
	struct str pool = STR("");
	for (size_t w = 0; w < kept.word_count; w++) {
		struct ref text = { (uint32_t)pool.len, (uint32_t)kept.words[w].len };
		pool = arena_printf(arena, "%.*s%.*s", STR_FMT(pool), STR_FMT(kept.words[w]));
		words[w] = (struct word){ text, image.words[w].sets };
	}
	image.pool = pool.ptr;
	image.words = words;
	image.branches = branches;
	image.branch_count = 1;
	return image;
}

/* The places in the sentence where the pattern may begin. */
static uint64_t places(const char *pattern, const char *sentence)
{
	struct arena arena = { 0 };
	if (ARENA_CATCH(&arena))
		return 0;
	struct image image = image_of(&arena, pattern);
	struct glance glance = glance_make(&arena, &image);
	glance_take(&glance, str_of(sentence));
	uint64_t found = glance_starts(&glance, &image.branches[0]);
	arena_free(&arena);
	return found;
}

static bool begins_with_word(const char *pattern)
{
	struct arena arena = { 0 };
	if (ARENA_CATCH(&arena))
		return false;
	struct nodes nodes = nodes_make(&arena);
	bool begins = relax_pattern(&nodes, str_of(pattern)).begins_with_word;
	arena_free(&arena);
	return begins;
}

static void words_must_stand_in_order(void **state)
{
	(void)state;
	assert_int_equal(places("(?:we|i) (?:can't|cannot) renew", "Sorry, we cannot renew it."), 1 << 1);
	assert_int_equal(places("(?:we|i) (?:can't|cannot) renew", "Renew it? Cannot we?"), 0);
	assert_int_equal(places("(?:we|i) (?:can't|cannot) renew", "We now cannot renew it."), 0);
}

/* Stamps of sentences come round. */
static void sentences_before_are_forgotten(void **state)
{
	(void)state;
	enum { MORE_THAN_STAMPS = 70000 };
	struct arena arena = { 0 };
	if (ARENA_CATCH(&arena))
		fail();
	struct image image = image_of(&arena, "no (?:really|thanks)");
	struct glance glance = glance_make(&arena, &image);
	glance_take(&glance, str_of("No, no thanks."));
	assert_int_equal(glance_starts(&glance, &image.branches[0]), 1 << 1);
	for (size_t i = 0; i < MORE_THAN_STAMPS; i++) {
		glance_take(&glance, str_of("Yes."));
		assert_int_equal(glance_starts(&glance, &image.branches[0]), 0);
	}
	glance_take(&glance, str_of("No thanks."));
	assert_int_equal(glance_starts(&glance, &image.branches[0]), 1);
	arena_free(&arena);
}

static void every_place_is_found(void **state)
{
	(void)state;
	assert_int_equal(places("no", "No, no and no."), 1 | 1 << 1 | 1 << 3);
}

static void parts_of_words_are_joined(void **state)
{
	(void)state;
	assert_int_equal(places("allow(?:s|ed)?", "It is allowed."), 1 << 2);
	assert_int_equal(places("allow(?:s|ed)?", "It is allowable."), 0);
	assert_int_equal(places("can ?not", "You can not."), 1 << 1);
	assert_int_equal(places("can ?not", "You cannot."), 1 << 1);
	assert_int_equal(places("e-?books?", "Our e-books."), 1 << 1);
	assert_int_equal(places("can'?t", "I cant, you can't."), 1 << 1 | 1 << 3);
}

static void an_option_may_be_missing(void **state)
{
	(void)state;
	const char *pattern = "we (?:(?:simply|at this time) )?refuse";
	assert_int_equal(places(pattern, "we refuse"), 1);
	assert_int_equal(places(pattern, "we simply refuse"), 1);
	assert_int_equal(places(pattern, "we at this time refuse"), 1);
	assert_int_equal(places(pattern, "we now refuse"), 0);
}

static void a_gap_holds_anything(void **state)
{
	(void)state;
	assert_int_equal(places("not[^.;!?]{0,40}allowed", "Not in here is food allowed"), 1);
	assert_int_equal(places("not[^.;!?]{0,40} allowed", "It is not"), 0);
	assert_int_equal(places("book.{0,9}shelf", "a bookshelf"), 1 << 1);
	assert_int_equal(places("(?: [a-z]+){0,3} please", "do come in now please") & 2, 2);
}

static void stems_stand_for_their_words(void **state)
{
	(void)state;
	assert_int_equal(places("complain\\w*", "Those complaining complain."), 1 << 1 | 1 << 2);
	assert_int_equal(places("complain\\w*", "That is compelling."), 0);
}

static void tails_stand_for_their_words(void **state)
{
	(void)state;
	assert_int_equal(places("\\w+n't", "We don't and can't, but can."), 1 << 1 | 1 << 3);
	assert_int_equal(places("\\w+ingly|[a-z]*tions?", "Rulings: annoyingly many QUESTIONS, a ration."), 1 << 1 | 1 << 3 | 1 << 5);
	assert_int_equal(places("we [^.;!?]{1,40}will", "We think it will."), 1);
	assert_int_equal(places("we [^.;!?]{1,40}will", "We are goodwill."), 1);
	assert_int_equal(places("we [^.;!?]{1,40}will", "We are willing."), 0);
}

static void tails_of_words_that_are_cut_are_seen(void **state)
{
	(void)state;
	const char *word = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaan't";
	assert_int_equal(places("\\w+n't", word), 1);
	assert_int_equal(places("\\w+nt", word), 0);
}

static void marks_digits_and_capitals_are_seen(void **state)
{
	(void)state;
	assert_int_equal(places("\\w+!", "Stop! Now."), 1);
	assert_int_equal(places("\\w+!", "Stop now."), 0);
	assert_int_equal(places("\\d+ days", "In 3 days"), 1 << 1);
	assert_int_equal(places("\\d+ days", "In three days"), 0);
	assert_int_equal(places("(?-i)[A-Z]{2,5}", "We do NOT lend"), 1 << 2);
	assert_int_equal(places("(?-i:NOT)", "do not"), 0);
	assert_int_equal(places("(?-i:NOT)", "do NOT"), 1 << 1);
}

static void what_a_class_has_beyond_ascii_is_told_apart(void **state)
{
	(void)state;
	assert_int_equal(places("[.—] ?ask us", "You ask us — ask us"), 1 << 3);
	assert_int_equal(places("[.—] ?ask us", "You ask us – ask us"), 0);
	assert_int_equal(places("caf[eé]", "A cafe, a CAFÉ, a caff"), 1 << 1 | 1 << 3);
	assert_int_equal(places("caf[è-ê]", "the café") & 1 << 1, 1 << 1);
}

static void anchors_hold_the_ends(void **state)
{
	(void)state;
	assert_int_equal(places("^no", "no and no"), 1);
	assert_int_equal(places("no$", "no and no") & 1 << 2, 1 << 2);
}

static void look_arounds_ask_for_nothing(void **state)
{
	(void)state;
	assert_int_equal(places("no(?! problem)", "no problem"), 1);
	assert_int_equal(places("(?<=so )no(?=[.,])", "no"), 1);
}

static void what_is_not_seen_through_is_taken_for_anything(void **state)
{
	(void)state;
	assert_int_equal(places("(?<x>a|b) is \\k<x>", "a is b"), 1);
	assert_int_equal(places("(?:[a-z]+ ){2,9}end", "x y z end") & 3, 3);
}

static void a_long_sentence_loses_nothing(void **state)
{
	(void)state;
	char text[4096] = "";
	for (size_t i = 0; i < 300; i++)
		text[2 * i] = 'x', text[2 * i + 1] = ' ';
	static const char end[] = "we cannot renew";
	for (size_t i = 0; i < sizeof end; i++)
		text[600 + i] = end[i];
	assert_true(places("we cannot renew", text) != 0);
	assert_int_equal(places("we cannot extend", text), 0);
}

static void an_odd_sentence_may_match_anywhere(void **state)
{
	(void)state;
	assert_true(places("h o", "o\xCC\xB6h") != 0);
	assert_true(places("y x", "x''y") != 0);
}

static void an_odd_sentence_has_words_of_its_own(void **state)
{
	(void)state;
	assert_int_equal(places("no", "o\xCC\xB6h"), 0);
	assert_int_equal(places("oh", "o\xCC\xB6h"), 0);
	assert_true(places("\\w+\\d", "o\xCC\xB6h") != 0);
	assert_int_equal(places("press one", "press 1\xE2\x83\xA3"), 0);
}

static void beginnings_are_told_apart(void **state)
{
	(void)state;
	assert_true(begins_with_word("(?:we|i) can"));
	assert_true(begins_with_word("^the"));
	assert_false(begins_with_word("!{2,}"));
	assert_false(begins_with_word("(?:so )?, not"));
	assert_false(begins_with_word("'?tis"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_must_stand_in_order),
		cmocka_unit_test(sentences_before_are_forgotten),
		cmocka_unit_test(every_place_is_found),
		cmocka_unit_test(parts_of_words_are_joined),
		cmocka_unit_test(an_option_may_be_missing),
		cmocka_unit_test(a_gap_holds_anything),
		cmocka_unit_test(stems_stand_for_their_words),
		cmocka_unit_test(tails_stand_for_their_words),
		cmocka_unit_test(tails_of_words_that_are_cut_are_seen),
		cmocka_unit_test(marks_digits_and_capitals_are_seen),
		cmocka_unit_test(what_a_class_has_beyond_ascii_is_told_apart),
		cmocka_unit_test(anchors_hold_the_ends),
		cmocka_unit_test(look_arounds_ask_for_nothing),
		cmocka_unit_test(what_is_not_seen_through_is_taken_for_anything),
		cmocka_unit_test(a_long_sentence_loses_nothing),
		cmocka_unit_test(an_odd_sentence_may_match_anywhere),
		cmocka_unit_test(an_odd_sentence_has_words_of_its_own),
		cmocka_unit_test(beginnings_are_told_apart),
	};
	return cmocka_run_group_tests_name("relax", tests, NULL, NULL);
}
