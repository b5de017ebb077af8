/* From what a reply reads like, and what is found in it, to its verdict; and a library's own rules, which have the last word. */
#include "coach/assess.h"
#include "hownot.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static enum hownot_verdict verdict(enum hownot_verdict reading, const enum hownot_severity *severity)
{
	struct hownot_finding finding = { .has_span = true, .severity = severity ? *severity : HOWNOT_WEAK };
	struct hownot_result result = { .findings = &finding, .finding_count = severity ? 1 : 0 };
	assess_verdict(&result, reading);
	return result.verdict;
}

static void the_reading_is_the_verdict(void **state)
{
	(void)state;
	const enum hownot_severity weak = HOWNOT_WEAK, strong = HOWNOT_STRONG;
	for (int v = HOWNOT_GATEKEEPER; v <= HOWNOT_MIXED; v++) {
		assert_int_equal(verdict((enum hownot_verdict)v, &strong), v);
		assert_int_equal(verdict((enum hownot_verdict)v, &weak), v);
		assert_int_equal(verdict((enum hownot_verdict)v, NULL), v);
	}
	assert_int_equal(verdict(HOWNOT_AGENT, &weak), HOWNOT_AGENT);
	assert_int_equal(verdict(HOWNOT_AGENT, NULL), HOWNOT_AGENT);
}

static void a_strong_finding_stands_against_a_warm_reading(void **state)
{
	(void)state;
	const enum hownot_severity strong = HOWNOT_STRONG;
	assert_int_equal(verdict(HOWNOT_AGENT, &strong), HOWNOT_MIXED);
}

static const char warm[] = "Dear Ann,\n\nThank you for asking about the atlas, it is a lovely thing. I have put it on the shelf behind the desk for you until "
			   "Friday, and the teapot is on. I'll be glad to scan the map for you.\n\nWarmly,\nJo\n";

static struct hownot_result *check(const char *pack)
{
	struct hownot *coach = hownot_new(NULL);
	struct hownot_draft draft = { .text = warm, .len = sizeof warm - 1 };
	if (pack)
		assert_true(hownot_add_pack(coach, pack, NULL));
	struct hownot_result *result = hownot_check(coach, &draft, NULL);
	hownot_free(coach);
	return result;
}

static void a_rule_of_the_librarys_own_is_not_softened(void **state)
{
	(void)state;
	struct hownot_result *plain = check(NULL), *own = check(HOWNOT_SOURCE_DIR "/tests/unit/teapot.json");
	assert_int_equal(plain->verdict, HOWNOT_AGENT);
	assert_int_equal(own->verdict, HOWNOT_MIXED);
	assert_int_equal(own->findings[0].severity, HOWNOT_STRONG);
	hownot_result_free(plain);
	hownot_result_free(own);
}

static struct hownot_result *check_lines(size_t last_line)
{
	static const char text[] = "Dear Ann,\n\nThank you for asking about the atlas.\n\nThe shelf was full and that is not our problem.\n\nI have put it behind the desk for you.\n";
	struct hownot *coach = hownot_new(NULL);
	struct hownot_draft draft = { .text = text, .len = sizeof text - 1, .first_line = 1, .last_line = last_line };
	struct hownot_result *result = hownot_check(coach, &draft, NULL);
	hownot_free(coach);
	return result;
}

static void what_is_found_outside_the_lines_is_not_held_against_them(void **state)
{
	(void)state;
	struct hownot_result *all = check_lines(0), *lines = check_lines(3);
	assert_int_equal(all->verdict, HOWNOT_MIXED);
	assert_true(all->finding_count > 0);
	assert_int_equal(lines->verdict, HOWNOT_AGENT);
	assert_int_equal(lines->finding_count, 0);
	hownot_result_free(all);
	hownot_result_free(lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_reading_is_the_verdict),
		cmocka_unit_test(a_strong_finding_stands_against_a_warm_reading),
		cmocka_unit_test(a_rule_of_the_librarys_own_is_not_softened),
		cmocka_unit_test(what_is_found_outside_the_lines_is_not_held_against_them),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
