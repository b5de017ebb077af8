/* The normal form, its way back, and the sentences and shapes that are found in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "coach/shape.h"

static struct arena arena;

static int free_arena(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void expect_norm(const char *typed, const char *wanted)
{
	struct norm norm = norm_of_str(&arena, str_of(typed));
	assert_string_equal(arena_str(&arena, norm.bytes).ptr, wanted);
}

static void quotes_dashes_and_spaces_are_folded(void **state)
{
	(void)state;
	expect_norm("can\u2019t  go", "can't go");
	expect_norm("\u201CNo\u201D \u2013 never", "\"No\" \u2014 never");
	expect_norm("re\u00ADnew\u200B it\u2026", "renew it...");
	expect_norm("cafe\u0301", "caf\u00E9");
	expect_norm("love it \u2764\uFE0F", "love it \u2764");
	expect_norm("press 1\uFE0F\u20E3", "press 1\u20E3");
}

static void a_full_line_is_a_wrap_and_a_short_one_is_not(void **state)
{
	(void)state;
	expect_norm("We are unable to renew the book that you\nborrowed in the spring of this year.", "We are unable to renew the book that you borrowed in the spring of this year.");
	expect_norm("Good luck!\nAnn", "Good luck!\nAnn");
	expect_norm("ok\nno\nbye", "ok\nno\nbye");
	/* a chat, with one long remark in it */
	const char *chat = "yes you can print from your phone, go to the print page and pick the grey printer\n10c a page\nno photos";
	expect_norm(chat, chat);
	/* longer than any editor fills a line */
	const char *typed = "No installs, the PCs are locked. Zoom runs in the browser, click the link in small print under the button, everybody misses it\nuse number four";
	expect_norm(typed, typed);
}

static void a_name_under_a_full_line_is_no_part_of_it(void **state)
{
	(void)state;
	const char *line = "We do not allow reference books to be checked out.";
	expect_norm(arena_printf(&arena, "%s\nKim", line).ptr, arena_printf(&arena, "%s\nKim", line).ptr);
	expect_norm(arena_printf(&arena, "%s\nPat Lomax\n\nMore", line).ptr, arena_printf(&arena, "%s\nPat Lomax\nMore", line).ptr);
	/* more of the paragraph behind it, or a stop: no name */
	expect_norm(arena_printf(&arena, "%s\nThey stay here.", line).ptr, arena_printf(&arena, "%s They stay here.", line).ptr);
}

static void every_offset_leads_back(void **state)
{
	(void)state;
	struct str typed = STR("Sorry \u2014 we can\u2019t\n\n  renew  it.");
	struct norm norm = norm_of_str(&arena, typed);
	size_t last = 0;
	for (size_t i = 0; i <= norm.bytes.len; i++) {
		size_t origin = norm_origin(&norm, i);
		assert_true(origin >= last && origin <= typed.len);
		last = origin;
	}
	size_t at = str_find(norm.bytes, STR("can't"), 0);
	struct hownot_span span = norm_span(&norm, (struct span){ at, at + 5 });
	struct str words = str_slice(typed, span.start, span.end);
	assert_true(str_eq(words, STR("can\u2019t")));
}

static void expect_sentences(const char *typed, size_t count)
{
	struct norm norm = norm_of_str(&arena, str_of(typed));
	struct sentences sentences = sentence_split(&arena, &norm);
	if (sentences.count != count)
		fail_msg("%zu sentences, not %zu, in: %s", sentences.count, count, typed);
}

static void stops_that_end_nothing_are_known(void **state)
{
	(void)state;
	expect_sentences("Dr. Osei rang at 5 p.m. about the books.", 1);
	expect_sentences("It is $14.50. Pay at the desk.", 2);
	expect_sentences("No! Really? Yes...", 3);
	expect_sentences("See e.g. the atlas. J. K. Rowling is out.", 2);
	expect_sentences("I refer you to \"Think. Check. Submit.\" It helps.", 2);
	expect_sentences("Rooms are bookable for max. 2 hours. It is 2 hr max. Ring us.", 3);
	expect_sentences("The trainer (me!) is away.", 1);
	expect_sentences("We don't. They can\u2019t. Come in.", 3);
	expect_sentences("Hello,\n\nWe are shut\n\n- Monday\n- Tuesday", 4);
	expect_sentences("\U0001F600 !", 0);
}

static void the_frame_of_a_reply_is_found(void **state)
{
	(void)state;
	struct norm norm = norm_of_str(&arena, STR("Dear Ms Lee,\n\nThe room is taken. May I suggest Friday?\n\nKind regards,\nPat Lomax\nLocal History"));
	struct sentences sentences = sentence_split(&arena, &norm);
	struct shapes shapes = shape_make(&arena, &norm, &sentences, STR("Is the room free?"));
	assert_int_equal(sentences.count, 6);
	const bool frame[] = { true, false, false, true, true, true };
	for (size_t i = 0; i < sentences.count; i++)
		assert_int_equal(shapes.is_frame[i], frame[i]);
	assert_int_equal(shapes.salutation, 0);
	assert_int_equal(shapes.closing, 3);
	assert_int_equal(shapes.signature_name, 4);
	assert_true(shape_has(shapes.sentences[1], SHAPE_FIRST) && shape_has(shapes.sentences[1], SHAPE_ECHO));
	assert_true(shape_has(shapes.sentences[2], SHAPE_LAST) && shape_has(shapes.sentences[2], SHAPE_QUESTION));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_teardown(quotes_dashes_and_spaces_are_folded, free_arena),
	    cmocka_unit_test_teardown(a_full_line_is_a_wrap_and_a_short_one_is_not, free_arena),
	    cmocka_unit_test_teardown(a_name_under_a_full_line_is_no_part_of_it, free_arena),
	    cmocka_unit_test_teardown(every_offset_leads_back, free_arena),
	    cmocka_unit_test_teardown(stops_that_end_nothing_are_known, free_arena),
	    cmocka_unit_test_teardown(the_frame_of_a_reply_is_found, free_arena),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
