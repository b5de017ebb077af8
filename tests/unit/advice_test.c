/* A judgement without advice is the same judgement. */
#include "hownot.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct hownot_result *judge(bool leaves_out)
{
	static const char text[] = "Dear Ann,\n\nYou cannot renew the book again. It is against our policy.\n\nJo\n";
	struct hownot *coach = hownot_new(NULL);
	struct hownot_draft draft = { .text = text, .len = sizeof text - 1 };
	if (leaves_out)
		hownot_leave_out_advice(coach);
	struct hownot_result *result = hownot_check(coach, &draft, NULL);
	hownot_free(coach);
	return result;
}

static void suggestions_of_the_whole_are_left_out_and_nothing_else(void **state)
{
	(void)state;
	struct hownot_result *with = judge(false), *without = judge(true);
	size_t whole = 0;
	assert_int_equal(with->verdict, without->verdict);
	assert_int_equal(with->score, without->score);
	assert_int_equal(with->finding_count, without->finding_count);
	for (size_t i = 0; i < with->finding_count; i++) {
		const struct hownot_finding *a = &with->findings[i], *b = &without->findings[i];
		assert_string_equal(a->rule, b->rule);
		whole += !a->has_span;
		assert_int_equal(b->suggestion_count, a->has_span ? a->suggestion_count : 0);
		assert_true(a->has_span || a->suggestion_count);
	}
	assert_true(whole > 0 && whole < with->finding_count);
	hownot_result_free(with);
	hownot_result_free(without);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(suggestions_of_the_whole_are_left_out_and_nothing_else),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
