/* Where something stands in JSON, and which patterns are slow. */
#include "rules/place.h"
#include "rules/pump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static void assert_place(const char *json, const char *pointer, size_t line, size_t column)
{
	struct place place = place_find(str_of(json), str_of(pointer));
	assert_int_equal(place.line, line);
	assert_int_equal(place.column, column);
}

static void members_and_items_are_found_where_they_begin(void **state)
{
	(void)state;
	const char *json = "{\n \"a\": [ \"x,]}\\\"\", {\"b\": {}} , 3],\n \"c\": null, \"core/x\": \"off\" }";
	assert_place(json, "", 1, 1);
	assert_place(json, "/a", 2, 2);
	assert_place(json, "/a/0", 2, 9);
	assert_place(json, "/a/1", 2, 19);
	assert_place(json, "/a/1/b", 2, 20);
	assert_place(json, "/a/2", 2, 31);
	assert_place(json, "/c", 3, 2);
	assert_place(json, "/core~1x", 3, 13);
}

static void what_is_missing_is_looked_for_as_far_as_it_goes(void **state)
{
	(void)state;
	assert_place("{\n \"a\": [1] }", "/a/7", 2, 2);
	assert_place("{\n \"a\": [1] }", "/b/7", 1, 1);
	assert_place("\xEF\xBB\xBF{\"a\": 1}", "/a", 1, 5);
}

static uint32_t steps_of(const char *pattern)
{
	struct arena arena = { 0 };
	struct rx_room *room = rx_room_new();
	assert_non_null(room);
	struct pump pump = pump_pattern(&arena, room, str_of(pattern));
	assert_true(pump.sentence.len <= PUMP_BYTES);
	arena_free(&arena);
	rx_room_free(room);
	return pump.steps;
}

static void repeats_of_repeats_are_slow(void **state)
{
	(void)state;
	assert_int_equal(steps_of("(?:\\w+\\s?)+ stay here"), PUMP_MOST_STEPS);
	assert_int_equal(steps_of("(?:(?:na)+ ?)+ batman"), PUMP_MOST_STEPS);
}

static void gaps_after_gaps_are_slow(void **state)
{
	(void)state;
	assert_true(steps_of("we.* not.* you.* for.* a.*book") > RX_MATCH_LIMIT);
}

static void steps_are_the_same_each_time(void **state)
{
	(void)state;
	const char *pattern = "we.* not.* you.* for.*book";
	assert_true(steps_of(pattern) > 0);
	assert_int_equal(steps_of(pattern), steps_of(pattern));
}

static void common_patterns_are_not(void **state)
{
	(void)state;
	assert_int_equal(steps_of("we (?:can't|cannot) [^.;!?]{0,40} (?:renew|extend)"), 0);
	assert_int_equal(steps_of("(?:the|our) (?:telescope|kit)s? must stay here"), 0);
	assert_int_equal(steps_of("^no (?<what>.+?)(?: here)?[.]$"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(members_and_items_are_found_where_they_begin),
		cmocka_unit_test(what_is_missing_is_looked_for_as_far_as_it_goes),
		cmocka_unit_test(repeats_of_repeats_are_slow),
		cmocka_unit_test(gaps_after_gaps_are_slow),
		cmocka_unit_test(steps_are_the_same_each_time),
		cmocka_unit_test(common_patterns_are_not),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
