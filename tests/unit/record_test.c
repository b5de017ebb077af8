/* One line of NDJSON, read strictly. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/buf.h"
#include "cli/record.h"

static struct arena arena;

static int free_arena(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static bool reads(const char *line, struct record *record)
{
	struct err err;
	return record_read(&arena, str_of(line), record, &err);
}

static void assert_fails(const char *line, const char *why)
{
	struct record record;
	struct err err = {""};
	assert_false(record_read(&arena, str_of(line), &record, &err));
	if (!strstr(err.text, why))
		fail_msg("%s: says %s, not %s", line, err.text, why);
}

static void an_id_is_kept_to_the_byte(void **state)
{
	(void)state;
	static const char *const ids[] = {"1.0E+2", "-0", "\"\\u00e9\\/\"",         "[1, {\"a\" : null}]",
					  "true",   "{}", "12345678901234567890123"};
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		struct record record;
		struct str line = arena_printf(&arena, "{\"text\":\"x\", \"id\" : %s }", ids[i]);
		assert_true(record_read(&arena, line, &record, NULL));
		assert_true(str_eq(record.id, str_of(ids[i])));
	}
}

static void an_id_stays_on_one_line(void **state)
{
	(void)state;
	struct record record;
	assert_true(reads("{\"id\": [1,\t2\r], \"text\": \"\"}", &record));
	assert_true(str_eq(record.id, STR("[1, 2 ]")));
}

static void escapes_are_read(void **state)
{
	(void)state;
	struct record record;
	assert_true(reads("{\"text\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\u20AC\\uD83D\\uDE80\"}", &record));
	assert_true(str_eq(record.text, STR("\"\\/\b\f\n\r\tAé€🚀")));
}

static void nul_is_a_character_of_a_text(void **state)
{
	(void)state;
	struct record record;
	assert_true(reads("{\"text\": \"a\\u0000b\"}", &record));
	assert_int_equal(record.text.len, 3);
}

static void the_last_of_two_texts_counts(void **state)
{
	(void)state;
	struct record record;
	assert_true(reads("{\"text\": \"a\", \"text\": \"b\"}", &record));
	assert_true(str_eq(record.text, STR("b")));
}

static void a_question_may_be_null(void **state)
{
	(void)state;
	struct record record;
	assert_true(reads("{\"text\": \"a\", \"question\": null}", &record));
	assert_false(record.has_question);
	assert_true(reads("{\"text\": \"a\", \"question\": \"b\"}", &record));
	assert_true(record.has_question);
}

static void what_is_no_record_is_told(void **state)
{
	(void)state;
	assert_fails("", "nothing");
	assert_fails("[1]", "not a JSON object");
	assert_fails("{}", "text is missing");
	assert_fails("{\"text\": 1}", "text is not a string");
	assert_fails("{\"text\": \"a\", \"question\": 1}", "question is not a string");
	assert_fails("{\"text\": \"a\"} x", "something after");
	assert_fails("{\"text\": \"a\"", "bracket");
	assert_fails("{\"text\": \"a\",}", "string is wanted");
	assert_fails("{\"text\": \"a", "no end");
	assert_fails("{\"text\": \"a\tb\"}", "control character");
	assert_fails("{\"text\": \"\\x\"}", "escape");
	assert_fails("{\"text\": \"\\u12\"}", "hexadecimal");
	assert_fails("{\"text\": \"\\ud800\"}", "surrogate");
	assert_fails("{\"text\": \"\\udc00\\ud800\"}", "surrogate");
	assert_fails("{\"text\": \"a\", \"n\": 01}", "not JSON");
	assert_fails("{\"text\": \"a\", \"n\": [1,]}", "not JSON");
	assert_fails("{\"text\": \"a\", \"n\": [1}", "not JSON");
	assert_fails("{\"text\": \"a\", \"n\": {\"a\" 1}}", "colon");
	assert_fails("{\"text\": \"a\", \"n\": nul}", "not JSON");
	assert_fails("{\"text\": \"\xFF\"}", "UTF-8");
}

static void deep_nesting_is_refused_without_recursion(void **state)
{
	(void)state;
	struct buf line = buf_make(&arena);
	buf_str(&line, STR("{\"text\": \"a\", \"n\": "));
	buf_fill(&line, '[', 100000);
	struct record record;
	struct err err;
	assert_false(record_read(&arena, buf_view(&line), &record, &err));
	assert_non_null(strstr(err.text, "nested"));
}

static void a_bad_record_keeps_the_id_that_was_read(void **state)
{
	(void)state;
	struct record record;
	assert_false(reads("{\"id\": 7, \"text\": 1}", &record));
	assert_true(str_eq(record.id, STR("7")));
	assert_false(reads("{\"id\": \"\xFF\", \"text\": \"a\"}", &record));
	assert_int_equal(record.id.len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_teardown(an_id_is_kept_to_the_byte, free_arena),
	    cmocka_unit_test_teardown(an_id_stays_on_one_line, free_arena),
	    cmocka_unit_test_teardown(escapes_are_read, free_arena),
	    cmocka_unit_test_teardown(nul_is_a_character_of_a_text, free_arena),
	    cmocka_unit_test_teardown(the_last_of_two_texts_counts, free_arena),
	    cmocka_unit_test_teardown(a_question_may_be_null, free_arena),
	    cmocka_unit_test_teardown(what_is_no_record_is_told, free_arena),
	    cmocka_unit_test_teardown(deep_nesting_is_refused_without_recursion, free_arena),
	    cmocka_unit_test_teardown(a_bad_record_keeps_the_id_that_was_read, free_arena),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
