/* JSON as it is written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "out/json.h"

static struct arena arena;

static int free_arena(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void assert_written(const struct buf *out, const char *expected)
{
	struct str text = buf_view(out);
	assert_int_equal(text.len, str_of(expected).len);
	assert_memory_equal(text.ptr, expected, text.len);
}

static void assert_string_written(struct str value, const char *expected)
{
	struct buf out = buf_make(&arena);
	struct json json = {.out = &out};
	json_string(&json, value);
	assert_written(&out, expected);
}

static void commas_stand_between_items_only(void **state)
{
	(void)state;
	struct buf out = buf_make(&arena);
	struct json json = {.out = &out};
	json_open(&json, '{');
	json_key(&json, "a");
	json_open(&json, '[');
	json_number(&json, 1);
	json_null(&json);
	json_close(&json, ']');
	json_key(&json, "b");
	json_open(&json, '{');
	json_close(&json, '}');
	json_key(&json, "c");
	json_bool(&json, false);
	json_close(&json, '}');
	assert_written(&out, "{\"a\": [1, null], \"b\": {}, \"c\": false}");
}

static void every_c0_character_is_escaped(void **state)
{
	(void)state;
	for (char c = 1; c < 0x20; c++) {
		struct buf out = buf_make(&arena);
		struct json json = {.out = &out};
		json_string(&json, (struct str){&c, 1});
		for (size_t i = 0; i < out.len; i++)
			assert_true((unsigned char)out.bytes[i] >= 0x20);
	}
}

static void nul_is_escaped(void **state)
{
	(void)state;
	assert_string_written((struct str){"a\0b", 3}, "\"a\\u0000b\"");
}

static void quotes_and_backslashes_are_escaped(void **state)
{
	(void)state;
	assert_string_written(STR("\"\\"), "\"\\\"\\\\\"");
}

static void line_separators_are_escaped(void **state)
{
	(void)state;
	assert_string_written(STR("\xE2\x80\xA8\xE2\x80\xA9\xC2\x85"), "\"\\u2028\\u2029\\u0085\"");
}

static void other_characters_stay(void **state)
{
	(void)state;
	assert_string_written(STR("日本🚀é’"), "\"日本🚀é’\"");
}

static void malformed_bytes_become_the_replacement_character(void **state)
{
	(void)state;
	assert_string_written(STR("a\xFF"
				  "b\xC3"),
			      "\"a\xEF\xBF\xBD"
			      "b\xEF\xBF\xBD\"");
}

static void no_string_is_null(void **state)
{
	(void)state;
	struct buf out = buf_make(&arena);
	struct json json = {.out = &out};
	json_c_string(&json, NULL);
	assert_written(&out, "null");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_teardown(commas_stand_between_items_only, free_arena),
	    cmocka_unit_test_teardown(every_c0_character_is_escaped, free_arena),
	    cmocka_unit_test_teardown(nul_is_escaped, free_arena),
	    cmocka_unit_test_teardown(quotes_and_backslashes_are_escaped, free_arena),
	    cmocka_unit_test_teardown(line_separators_are_escaped, free_arena),
	    cmocka_unit_test_teardown(other_characters_stay, free_arena),
	    cmocka_unit_test_teardown(malformed_bytes_become_the_replacement_character, free_arena),
	    cmocka_unit_test_teardown(no_string_is_null, free_arena),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
