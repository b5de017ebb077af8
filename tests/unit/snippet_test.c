/* The draft's lines with the words in question underlined. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/utf8.h"
#include "out/snippet.h"

static struct arena arena;

static int free_arena(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

/* The snippet of `marked` in text, in ASCII, 60 columns wide. */
static const char *snippet_of(const char *text, const char *marked)
{
	struct str s = str_of(text);
	size_t start = str_find(s, str_of(marked), 0);
	struct lines lines = lines_make(&arena, s);
	struct look look = {.width = 60};
	struct snippet snippet = {.span = {start, start + strlen(marked)}, .underline = GLYPH_STRONG, .gutter = 1};
	struct buf out = buf_make(&arena);
	snippet_print(&arena, &out, &look, &lines, &snippet);
	buf_char(&out, '\0');
	return out.bytes;
}

static void the_words_are_underlined(void **state)
{
	(void)state;
	assert_string_equal(snippet_of("We cannot do it.\n", "cannot"), "  1 | We cannot do it.\n"
									"    |    ^^^^^^\n");
}

static void wide_characters_count_two_columns(void **state)
{
	(void)state;
	assert_string_equal(snippet_of("日本é cannot\n", "cannot"), "  1 | 日本é cannot\n"
								    "    |       ^^^^^^\n");
}

static void tabs_become_spaces(void **state)
{
	(void)state;
	assert_string_equal(snippet_of("\tno\n", "no"), "  1 |     no\n"
							"    |     ^^\n");
}

static void a_span_over_two_lines_shows_both(void **state)
{
	(void)state;
	assert_string_equal(snippet_of("we do\r\nnot lend\r\n", "do\r\nnot"), "  1 | we do\n"
									      "    |    ^^\n"
									      "  2 | not lend\n"
									      "    | ^^^\n");
}

static void control_characters_do_not_reach_the_terminal(void **state)
{
	(void)state;
	assert_null(strchr(snippet_of("a\033[31m no \007\n", "no"), '\033'));
}

static void a_long_line_is_shown_around_the_words(void **state)
{
	(void)state;
	char text[4000];
	memset(text, 'x', sizeof text);
	for (size_t i = 7; i < sizeof text; i += 8)
		text[i] = ' ';
	memcpy(text + 2000, "NO", 2);
	text[sizeof text - 1] = '\0';
	const char *printed = snippet_of(text, "NO");
	assert_non_null(strstr(printed, "..."));
	struct str rest = str_of(printed);
	while (rest.len) {
		size_t end = str_find(rest, STR("\n"), 0);
		assert_true(utf8_str_width(str_slice(rest, 0, end)) <= 60);
		rest = str_slice(rest, end + 1, rest.len);
	}
}

static void windows_1252_is_shown_as_what_it_means(void **state)
{
	(void)state;
	struct lines lines = lines_make(&arena, STR("can\x92t"));
	struct look look = {.width = 60, .unicode = true};
	struct snippet snippet = {.span = {0, 5}, .underline = GLYPH_WEAK, .gutter = 1, .is_windows_1252 = true};
	struct buf out = buf_make(&arena);
	snippet_print(&arena, &out, &look, &lines, &snippet);
	assert_true(str_starts(buf_view(&out), STR("  1 │ can’t\n")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_teardown(the_words_are_underlined, free_arena),
	    cmocka_unit_test_teardown(wide_characters_count_two_columns, free_arena),
	    cmocka_unit_test_teardown(tabs_become_spaces, free_arena),
	    cmocka_unit_test_teardown(a_span_over_two_lines_shows_both, free_arena),
	    cmocka_unit_test_teardown(control_characters_do_not_reach_the_terminal, free_arena),
	    cmocka_unit_test_teardown(a_long_line_is_shown_around_the_words, free_arena),
	    cmocka_unit_test_teardown(windows_1252_is_shown_as_what_it_means, free_arena),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
