/* Which lines a rewrite changed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "out/diff.h"

static struct arena arena;

static int free_arena(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static const char *printed(const char *a, const char *b)
{
	struct look look = {.width = 80};
	struct buf out = buf_make(&arena);
	struct diff diff = diff_make(&arena, str_of(a), str_of(b));
	diff_print(&out, &look, &diff, "f");
	buf_char(&out, '\0');
	return out.bytes;
}

static void equal_texts_have_no_diff(void **state)
{
	(void)state;
	assert_string_equal(printed("a\nb\n", "a\nb\n"), "");
	assert_string_equal(printed("", ""), "");
}

static void a_changed_line_has_context(void **state)
{
	(void)state;
	assert_string_equal(printed("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nX\n6\n7\n8\n9\n"),
			    "--- f\n+++ f\n@@ -2,7 +2,7 @@\n"
			    " 2\n 3\n 4\n-5\n+X\n 6\n 7\n 8\n");
}

static void a_missing_last_newline_is_said(void **state)
{
	(void)state;
	assert_string_equal(printed("a", "b\n"), "--- f\n+++ f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n");
}

static void lines_put_into_nothing_stand_after_line_0(void **state)
{
	(void)state;
	assert_string_equal(printed("", "a\nb\n"), "--- f\n+++ f\n@@ -0,0 +1,2 @@\n+a\n+b\n");
	assert_string_equal(printed("a\n", ""), "--- f\n+++ f\n@@ -1 +0,0 @@\n-a\n");
}

static void far_changes_are_two_hunks(void **state)
{
	(void)state;
	const char *text = printed("a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n");
	assert_string_equal(text,
			    "--- f\n+++ f\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n");
}

/* A text of lines a, b, c drawn from the bits of a number. */
static struct str text_of(unsigned bits, unsigned count)
{
	struct buf out = buf_make(&arena);
	for (unsigned i = 0; i < count; i++) {
		buf_char(&out, (char)('a' + (bits >> (2 * i)) % 3));
		buf_char(&out, '\n');
	}
	return buf_view(&out);
}

static void all_changes_made_give_the_other_text(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed < 4000; seed++) {
		struct str a = text_of(seed * 2654435761U, seed % 9), b = text_of(seed * 40503U + 77, seed % 8);
		struct diff diff = diff_make(&arena, a, b);
		bool chosen[32];
		memset(chosen, true, sizeof chosen);
		assert_true(str_eq(diff_apply(&arena, &diff, chosen, NULL), b));
		memset(chosen, false, sizeof chosen);
		assert_true(str_eq(diff_apply(&arena, &diff, chosen, NULL), a));
		if (seed % 200 == 0)
			arena_free(&arena);
	}
}

static void very_different_texts_are_one_change(void **state)
{
	(void)state;
	struct buf a = buf_make(&arena), b = buf_make(&arena);
	for (int i = 0; i < 3000; i++) {
		buf_printf(&a, "a%d\n", i);
		buf_printf(&b, "b%d\n", i);
	}
	struct diff diff = diff_make(&arena, buf_view(&a), buf_view(&b));
	assert_int_equal(diff.count, 1);
	assert_int_equal(diff.changes[0].a_end, 3000);
	assert_int_equal(diff.changes[0].b_end, 3000);
}

static void a_replacement_stands_for_the_new_lines(void **state)
{
	(void)state;
	struct diff diff = diff_make(&arena, STR("a\nb\nc\n"), STR("a\nX\nc\n"));
	bool chosen[] = {true};
	struct str replacements[] = {STR("mine\n")};
	assert_true(str_eq(diff_apply(&arena, &diff, chosen, replacements), STR("a\nmine\nc\n")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_teardown(equal_texts_have_no_diff, free_arena),
	    cmocka_unit_test_teardown(a_changed_line_has_context, free_arena),
	    cmocka_unit_test_teardown(a_missing_last_newline_is_said, free_arena),
	    cmocka_unit_test_teardown(lines_put_into_nothing_stand_after_line_0, free_arena),
	    cmocka_unit_test_teardown(far_changes_are_two_hunks, free_arena),
	    cmocka_unit_test_teardown(all_changes_made_give_the_other_text, free_arena),
	    cmocka_unit_test_teardown(very_different_texts_are_one_change, free_arena),
	    cmocka_unit_test_teardown(a_replacement_stands_for_the_new_lines, free_arena),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
