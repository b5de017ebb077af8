/* What a rewrite may not lose, found by its shape. */
#include "coach/facts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

struct fact_case {
	const char *text, *fact; /* the first fact of the text; NULL: it has none */
	enum fact_kind kind;
};

static void run_all(const struct fact_case *cases, size_t count)
{
	struct arena arena = { 0 };
	for (size_t i = 0; i < count; i++) {
		struct str text = str_of(cases[i].text);
		struct facts facts = facts_find(&arena, text);
		if (!cases[i].fact) {
			assert_int_equal(facts.count, 0);
			continue;
		}
		if (!facts.count)
			fail_msg("%s: found nothing", cases[i].text);
		struct span span = facts.items[0].span;
		if (!str_eq(str_slice(text, span.start, span.end), str_of(cases[i].fact)) || facts.items[0].kind != cases[i].kind)
			fail_msg("%s: found %.*s, of kind %d", cases[i].text, STR_FMT(str_slice(text, span.start, span.end)), (int)facts.items[0].kind);
	}
	arena_free(&arena);
}

#define RUN(cases) run_all(cases, sizeof(cases) / sizeof *(cases))

static void a_fact_is_known_by_its_shape(void **state)
{
	(void)state;
	static const struct fact_case cases[] = {
		{ "the fee is $15", "$15", FACT_AMOUNT },	     { "it is due on 9 June", "9", FACT_DATE },
		{ "we open at 8.30", "8.30", FACT_DATE },	     { "the fee is 8.30", "8.30", FACT_AMOUNT },
		{ "we open at 8 a.m.", "8", FACT_DATE },	     { "see www.elm.example", "www.elm.example", FACT_LINK },
		{ "call 555-010-0199", "555-010-0199", FACT_LINK },  { "in \"The Bell Jar\" too", "\"The Bell Jar\"", FACT_TITLE },
		{ "under section 4.2", "4.2", FACT_NUMBER },	     { "ask Okafor about it", "Okafor", FACT_NAME },
		{ "May I suggest another", NULL, FACT_DATE },	     { "you may go on", NULL, FACT_DATE },
	};
	RUN(cases);
}

static void a_date_of_what_is_over_is_known_by_the_verb(void **state)
{
	(void)state;
	static const struct fact_case cases[] = {
		{ "it was posted on 9 June", "9", FACT_PAST },	     { "the limit has been ten since 1998", "1998", FACT_PAST },
		{ "a letter went home on the 6th", "6th", FACT_PAST }, { "the board adopted it in 1987", "1987", FACT_PAST },
		{ "it was closed until 9 June", "9", FACT_DATE },    { "the hall is closed on Friday", "Friday", FACT_DATE },
		{ "lockers are cleared at 11pm", "11pm", FACT_DATE }, { "as stated there, come on Friday", "Friday", FACT_DATE },
		{ "we were full. We open at 11am", "11am", FACT_DATE },
		{ "it's on the form you signed in August", "August", FACT_PAST }, { "receipt of yours of the 2nd", "2nd", FACT_PAST },
		{ "use a browser as in the guide circulated in January", "January", FACT_PAST },
		{ "it would have been dealt with in July", "July", FACT_PAST }, { "after the incident on the 11th", "11th", FACT_PAST },
		{ "it should have been raised in 2016", "2016", FACT_PAST }, { "she should of applied back in September", "September", FACT_PAST }, { "the issue of 2 June is on its way", "2", FACT_DATE },
	};
	RUN(cases);
}

static void a_lone_date_is_known_by_what_is_beside_it(void **state)
{
	(void)state;
	static const struct fact_case cases[] = {
		{ "the handbook that families sign in August", "August", FACT_LONE_DATE }, { "hand it in. Friday is Friday", "Friday", FACT_LONE_DATE },
		{ "requests are received in January", "January", FACT_LONE_DATE },
		{ "send it by August", "August", FACT_DATE }, { "it is due on Friday", "Friday", FACT_DATE },
		{ "we open in August 2027", "August", FACT_DATE },
	};
	RUN(cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fact_is_known_by_its_shape),
		cmocka_unit_test(a_date_of_what_is_over_is_known_by_the_verb),
		cmocka_unit_test(a_lone_date_is_known_by_what_is_beside_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
