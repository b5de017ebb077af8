/* Asides and officialese: what goes, and what looks like one and stays. */
#include "coach/shed.h"
#include "said.h"

static void asides_go_with_their_marks(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "Obviously, the room is taken.", "The room is taken." },
		{ "The room is, of course, taken.", "The room is taken." },
		{ "It is twenty dollars, no exceptions.", "It is twenty dollars." },
		{ "As I said, the loan ends on 3 May.", "The loan ends on 3 May." },
		{ "The loan ends on 3 May, as stated in the terms you accepted.", "The loan ends on 3 May." },
		{ "The fee (as posted at the desk) is $5.", "The fee is $5." },
		{ "We close at five, and, to be candid, nobody is here after that.", "We close at five, and nobody is here after that." },
		{ "We close at five, to be candid.", "We close at five." },
		{ "No food in here, period.", "No food in here." },
		{ "The fee is $5 \xE2\x80\x94 simple as that.", "The fee is $5." },
		{ "Rules are rules", "" },
		/* one aside right behind another */
		{ "It's a listed building, so no, obviously there's no ramp.", "It's a listed building, there's no ramp." },
		{ "Four is when school lets out and, frankly, it is what it is.", "Four is when school lets out." },
		{ "It is three weeks, it's in the letter \xF0\x9F\x99\x82 and we have more.", "It is three weeks \xF0\x9F\x99\x82 and we have more." },
		{ "Phones are out of scope per SLA 3.2.", "Phones are out of scope." },
		{ "Food is not allowed under Section 4 and the bins are full.", "Food is not allowed and the bins are full." },
		{ "Lifts are Estates', not ours, and they have a form.", "Lifts are Estates', and they have a form." },
		{ "Children come with an adult (Safe Child Policy, section 3).", "Children come with an adult." },
		{ "We close at five, the county is firm on that.", "We close at five." },
		{ "Boxes stay here and the donor won't hear of it.", "Boxes stay here." },
		{ "It leaves on 3 May over which we have no say.", "It leaves on 3 May." },
		{ "Under Section 4, food stays outside.", "Food stays outside." },
	};
	SAID(cases, shed_asides);
}

static void what_only_looks_like_one_stays(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "The loan period is three weeks.", "The loan period is three weeks." },
		{ "The trial period ends on Friday.", "The trial period ends on Friday." },
		{ "It is clearlyness.", "It is clearlyness." },
		{ "Please treat it as the last copy.", "Please treat it as the last copy." },
		{ "The book is \"Obviously Enough\" by Ann Lee.", "The book is \"Obviously Enough\" by Ann Lee." },
		{ "It's as usual on the second floor.", "It's as usual on the second floor." },
		{ "The course is on Monday.", "The course is on Monday." },
		{ "As per our terms the room is locked.", "As per our terms the room is locked." },
		{ "Records are closed by law (Section 4).", "Records are closed by law (Section 4)." },
		{ "It's in the book (the second edition).", "It's in the book (the second edition)." },
		{ "It's free, it's on the second shelf.", "It's free, it's on the second shelf." },
		{ "The county looks after all that.", "The county looks after all that." },
		{ "So that's a no on the whole thing.", "So that's a no on the whole thing." },
	};
	SAID(cases, shed_asides);
}

static struct str formal(struct arena *arena, struct str s)
{
	return shed_officialese(arena, s, false);
}

static struct str relaxed(struct arena *arena, struct str s)
{
	return shed_officialese(arena, s, true);
}

static void offices_words_become_peoples(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "Payment is due prior to collection.", "Payment is due before collection." },
		{ "Prior to your visit, ring us.", "Before your visit, ring us." },
		{ "The form, duly completed, may be sent.", "The form, filled in, may be sent." },
		{ "The reader is hereby informed.", "The reader is informed." },
		{ "Regarding \"Prior to Dawn\", we have it.", "About \"Prior to Dawn\", we have it." },
		{ "It is not available.", "It isn't available." },
		{ "We do not have it.", "We do not have it." },
		{ "Marshall is here.", "Marshall is here." },
		{ "It came by ILL from the stacks.", "It came by interlibrary loan from the stacks." },
		{ "ILLs are free, and so are ILL forms.", "Interlibrary loans are free, and so are interlibrary loan forms." },
		{ "She is ill, and \"NFL\" is football.", "She is ill, and \"NFL\" is football." },
	};
	static const struct said_case contracted[] = {
		{ "We do not have it.", "We don't have it." },
		{ "Cannot be helped.", "Can't be helped." },
		{ "The note says \"do not bend\".", "The note says \"do not bend\"." },
	};
	SAID(cases, formal);
	SAID(contracted, relaxed);
}

static void what_has_none_is_the_same_text(void **state)
{
	(void)state;
	struct arena arena = { 0 };
	struct str plain = STR("The room is free at ten.");
	assert_ptr_equal(shed_asides(&arena, plain).ptr, plain.ptr);
	assert_ptr_equal(shed_officialese(&arena, plain, true).ptr, plain.ptr);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(asides_go_with_their_marks),
		cmocka_unit_test(what_only_looks_like_one_stays),
		cmocka_unit_test(offices_words_become_peoples),
		cmocka_unit_test(what_has_none_is_the_same_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
