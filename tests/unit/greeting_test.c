/* What stands in front of the matter of a reply. */
#include "coach/rewrite_part.h"
#include "said.h"

static void who_writes_is_no_matter(void **state)
{
	(void)state;
	static const char *const greets[] = { "Hello.", "Good morning, Mr. Sutcliffe.", "Hello Mrs Petrie.", "hi carlos its the library.", "Mr. Osgood, returning your call.", "Library here.",
					      "Mrs Cole, Ewan here about your parcel.", "Only me, Edna, Pauline from the library.", "Mrs. Dunleavy, Gail Trask.", "Hi Mr. Olsen, this is Kim from the library calling you back.",
					      "Message for Ms. Okada.", "Dear Ann,", "Returning your call about the kiln.", "With reference to your call.", "I refer to your letter of 2 May.",
					      "Your mail refers.", "Ken, about your message.", "Ms. Greene, re your call.", "Mr. Ruggiero, about the thesis." };
	for (size_t i = 0; i < sizeof greets / sizeof *greets; i++)
		if (!rewrite_only_greets(str_of(greets[i])))
			fail_msg("%s: only greets", greets[i]);
}

static void an_answer_is_more_than_a_greeting(void **state)
{
	(void)state;
	static const char *const answers[] = { "It's Monday.", "It's on the second floor.", "Mr. Osgood, renewals are limited.", "Hi, are you still there?", "No.",
					       "This is not possible.", "It's closed.", "Leave it here.", "I'm sorry.",
					       "Regarding your fine, it's due.", "About your kite: it is here.", "Following your call the kite is on hold." };
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		if (rewrite_only_greets(str_of(answers[i])))
			fail_msg("%s: says more", answers[i]);
}

static void a_greeting_ends_at_its_mark(void **state)
{
	(void)state;
	assert_int_equal(rewrite_greeting_end(STR("Hi Emma, the limit is five.")), 8);
	assert_int_equal(rewrite_greeting_end(STR("Mr. Osgood, renewals are limited.")), 11);
	assert_int_equal(rewrite_greeting_end(STR("Good morning, Mrs Cole, renewals are limited.")), 23);
	assert_int_equal(rewrite_greeting_end(STR("The limit, Emma, is five.")), 0);
	assert_int_equal(rewrite_greeting_end(STR("2. Fill in the form, and sign it.")), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_writes_is_no_matter),
		cmocka_unit_test(an_answer_is_more_than_a_greeting),
		cmocka_unit_test(a_greeting_ends_at_its_mark),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
