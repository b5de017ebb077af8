/* Byte offsets as lines and columns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "hownot.h"
#include "out/lines.h"

static struct arena arena;

static int free_arena(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

/* Nobody asks for a place inside a character. */
static bool is_between_characters(struct str text, size_t offset)
{
	return offset == text.len || ((unsigned char)text.ptr[offset] & 0xC0U) != 0x80;
}

static void columns_differ_by_unit(void **state)
{
	(void)state;
	struct str text = STR("\té日本🚀x");
	struct lines lines = lines_make(&arena, text);
	struct place place = lines_at(&lines, text.len - 1);
	assert_int_equal(place.line, 1);
	assert_int_equal(place.byte_column, 14);
	assert_int_equal(place.column, 6);
	assert_int_equal(place.utf16_column, 7);
	assert_int_equal(place.screen_column, 8 + 1 + 2 + 2 + 2 + 1);
}

static void lines_end_in_lf_crlf_or_cr(void **state)
{
	(void)state;
	struct str text = STR("a\r\nb\rc\nd");
	struct lines lines = lines_make(&arena, text);
	assert_int_equal(lines.count, 4);
	for (size_t i = 0; i < 4; i++) {
		struct str line = lines_line(&lines, i + 1);
		assert_int_equal(line.len, 1);
		assert_int_equal(line.ptr[0], 'a' + (int)i);
	}
	assert_int_equal(lines_at(&lines, 3).line, 2);
	assert_int_equal(lines_at(&lines, 5).line, 3);
	assert_int_equal(lines_at(&lines, 7).line, 4);
}

static void every_offset_agrees_with_the_library(void **state)
{
	(void)state;
	struct str text = STR("Ä\r\n日本\n\n🚀🚀 x\xFFy\r\tz\n");
	for (size_t i = 0; i <= text.len; i++) {
		if (!is_between_characters(text, i))
			continue;
		struct lines lines = lines_make(&arena, text);
		struct place place = lines_at(&lines, i);
		struct hownot_position position = hownot_position(text.ptr, text.len, i);
		assert_int_equal(place.line, position.line);
		assert_int_equal(place.column, position.column);
		assert_int_equal(place.byte_column, position.byte_column);
		assert_int_equal(place.utf16_column, position.utf16_column);
	}
}

static void asking_in_any_order_gives_the_same(void **state)
{
	(void)state;
	struct str text = STR("ab é\nno 日本, no\nlast");
	struct lines rising = lines_make(&arena, text), any = lines_make(&arena, text);
	static const size_t offsets[] = {20, 0, 7, 7, 3, 19, 6, 12, 1};
	struct place expected[32];
	for (size_t i = 0; i <= text.len; i++)
		if (is_between_characters(text, i))
			expected[i] = lines_at(&rising, i);
	for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++) {
		struct place place = lines_at(&any, offsets[i]);
		assert_memory_equal(&place, &expected[offsets[i]], sizeof place);
	}
}

static void a_long_line_agrees_with_the_library_in_any_order(void **state)
{
	(void)state;
	struct buf buf = buf_make(&arena);
	buf_str(&buf, STR("first\n"));
	while (buf.len < 5000)
		buf_str(&buf, STR("Ä 日本\t🚀 x\xFFy "));
	buf_str(&buf, STR("\r\nlast"));
	struct str text = buf_view(&buf);
	struct lines lines = lines_make(&arena, text);
	for (size_t i = 0; i <= text.len; i++) {
		size_t offset = i * 3571 % (text.len + 1);
		if (!is_between_characters(text, offset) || text.ptr[offset] == '\n')
			continue;
		struct place place = lines_at(&lines, offset);
		struct hownot_position position = hownot_position(text.ptr, text.len, offset);
		assert_int_equal(place.line, position.line);
		assert_int_equal(place.column, position.column);
		assert_int_equal(place.byte_column, position.byte_column);
		assert_int_equal(place.utf16_column, position.utf16_column);
	}
}

static void the_empty_text_has_one_line(void **state)
{
	(void)state;
	struct lines lines = lines_make(&arena, STR(""));
	assert_int_equal(lines.count, 1);
	assert_int_equal(lines_at(&lines, 0).column, 1);
	assert_int_equal(lines_line(&lines, 1).len, 0);
}

static void offsets_past_the_end_are_clipped(void **state)
{
	(void)state;
	struct lines lines = lines_make(&arena, STR("ab"));
	assert_int_equal(lines_at(&lines, 99).column, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_teardown(columns_differ_by_unit, free_arena),
	    cmocka_unit_test_teardown(lines_end_in_lf_crlf_or_cr, free_arena),
	    cmocka_unit_test_teardown(every_offset_agrees_with_the_library, free_arena),
	    cmocka_unit_test_teardown(asking_in_any_order_gives_the_same, free_arena),
	    cmocka_unit_test_teardown(a_long_line_agrees_with_the_library_in_any_order, free_arena),
	    cmocka_unit_test_teardown(the_empty_text_has_one_line, free_arena),
	    cmocka_unit_test_teardown(offsets_past_the_end_are_clipped, free_arena),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
