/* What the words of a clause tell of it. */
#include "coach/calm.h"
#include "coach/clause.h"
#include "said.h"

struct judgement {
	const char *clause;
	bool is;
};

#define JUDGE(cases, judge)                                                                                       \
	for (size_t i = 0; i < sizeof(cases) / sizeof *(cases); i++)                                              \
		if (judge(str_of((cases)[i].clause)) != (cases)[i].is)                                             \
	fail_msg("%s: wanted %s", (cases)[i].clause, (cases)[i].is ? "yes" : "no")

static bool states(struct str s)
{
	return clause_is_statement(LANGUAGE_EN, s);
}

static bool states_in_spanish(struct str s)
{
	return clause_is_statement(LANGUAGE_ES, s);
}

static void a_statement_has_a_finite_verb(void **state)
{
	(void)state;
	static const struct judgement cases[] = {
		{ "Renewals are limited to two", true }, { "It's on the second floor", true },	{ "Two renewals", false },
		{ "Not without a card", false },	 { "Fill in the form", false },		{ "Our own card holders from Brant and beyond come first", true },
		{ "Our opening hours", false },		 { "The Guardian for 3 May 1965, page 4", true },
	};
	static const struct judgement spanish[] = { { "La sala est\xC3\xA1 cerrada", true }, { "Dos renovaciones", false }, { "The room is closed", false } };
	JUDGE(cases, states);
	JUDGE(spanish, states_in_spanish);
}

static void a_task_begins_with_its_verb(void **state)
{
	(void)state;
	static const struct judgement cases[] = {
		{ "Fill in the form", true },	  { "fill in the form", true }, { "Look it up, please", true }, { "Filling in the form", false },
		{ "You fill in the form", false }, { "Books are on level 2", false }, { "Email: desk@elm.example", true },
	};
	JUDGE(cases, clause_is_imperative);
}

static void some_clauses_need_another(void **state)
{
	(void)state;
	static const struct judgement cases[] = { { "when it is back", true }, { "Because it is fragile", true }, { "What is back", false }, { "Iffy as it is", false } };
	JUDGE(cases, clause_is_subordinate);
}

static void a_no_is_known_by_its_words(void **state)
{
	(void)state;
	static const struct judgement cases[] = {
		{ "We can't renew it again", true }, { "It is no longer here", true }, { "the branch is closed", true },
		{ "I note it for you", false },	     { "We have nothing like it", true }, { "A knot of it", false },
	};
	JUDGE(cases, clause_says_not);
}

static void only_what_somebody_did_is_regretted(void **state)
{
	(void)state;
	static const struct judgement cases[] = {
		{ "we can't renew it", true },	 { "I appreciate that it is short", false }, { "the answer is no", false },
		{ "can't do photos", false },	 { "is not possible", false },		     { "Renewals are over", false },
		{ "ILL is closed", true },	 { "", false },				     { "if you come by", false },
	};
	JUDGE(cases, clause_can_be_regretted);
	static const struct judgement others[] = {
		{ "our staff are not obliged to know the way", false }, { "a note is not a letter", false },	   { "told them that it is shut", false },
		{ "in the circumstances the hall is shut", false },	{ "old maps we don't lend", false },	   { "we don't lend old maps", true },
		{ "faxing isn't a service that we provide", true },
		{ "the hall is shut in the circumstances", true },	{ "the maps that we own don't go out", true },
	};
	JUDGE(others, clause_can_be_regretted);
}

static void a_text_limps_when_it_stops_too_early(void **state)
{
	(void)state;
	static const struct judgement cases[] = {
		{ "The form is in the.", true },		       { "The form is in the tray.", false },
		{ "The room (on level 2 is free.", true },	       { "The room (on level 2) is free.", false },
		{ "I'm sorry that I know it is short.", true },	       { "I'm sorry that the loan is over.", false },
		{ "I'm sorry that Renewals are over.", true },	       { "We can't, and, to be candid, and.", true },
		{ "As of today: I'm sorry that it is closed.", false },
	};
	JUDGE(cases, clause_limps);
}

static struct str without_lead(struct arena *arena, struct str s)
{
	(void)arena;
	return clause_without_lead(s);
}

static void announcements_go(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "Unfortunately, the room is taken.", "the room is taken." },
		{ "Please note that the fee is $5.", "the fee is $5." },
		{ "Please note: the fee is $5.", "the fee is $5." },
		{ "I'm afraid that it is lost.", "it is lost." },
		{ "I'm afraid that is for the council.", "that is for the council." },
		{ "No, we don't.", "we don't." },
		{ "Nobody knows.", "Nobody knows." },
		{ "Sorry", "Sorry" },
		{ "Buttons are on level 2.", "Buttons are on level 2." },
	};
	SAID(cases, without_lead);
}

static struct str opening(struct arena *arena, struct str s)
{
	(void)arena;
	return clause_opening(s);
}

static void the_opening_is_a_word_without_marks(void **state)
{
	(void)state;
	static const struct said_case cases[] = { { "Sorry, no", "Sorry" }, { "Wi-Fi: off", "Wi-Fi" }, { "it's", "it's" }, { "Dr. Lee", "Dr" }, { "...", "" }, { "", "" } };
	SAID(cases, opening);
	assert_int_equal(clause_count_words(STR("  a b\n c ")), 3);
	assert_int_equal(clause_count_words(STR("")), 0);
}

static void shouting_is_calmed_and_names_are_not(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "You MUST return ALL items NOW!!!", "You must return all items now." },
		{ "NO FOOD OR DRINK.", "No food or drink." },
		{ "The ISBN is on the BACK.", "The ISBN is on the back." },
		{ "JSTOR and HTML need the VPN.", "JSTOR and HTML need the VPN." },
		{ "RENEWALS ARE CLOSED", "Renewals are closed" },
		{ "Really?!", "Really?" },
		{ "Hello!", "Hello!" },
		{ "NOTICE: DR LEE is out", "Notice: DR LEE is out" },
		{ "NOTICE TO READERS: DR. LEE IS OUT", "Notice to readers: Dr. Lee is out" },
		{ "LIBRARY IS SHUT AS I AM ON MY OWN, ASK MRS TOLLAND", "Library is shut as I am on my own, ask Mrs Tolland" },
		{ "BRING YOUR ID AND A USB STICK TO THE DESK", "Bring your ID and a USB stick to the desk" },
	};
	SAID(cases, calm_down);
}

static void known_words_are_calmed_among_others(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "why it is ALWAYS cold on MONDAY", "why it is always cold on Monday" },
		{ "the ISBN of \"NOT NOW\"", "the ISBN of \"NOT NOW\"" },
		{ "IT has a PC", "IT has a PC" },
	};
	SAID(cases, calm_words);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_statement_has_a_finite_verb),
		cmocka_unit_test(a_task_begins_with_its_verb),
		cmocka_unit_test(some_clauses_need_another),
		cmocka_unit_test(a_no_is_known_by_its_words),
		cmocka_unit_test(only_what_somebody_did_is_regretted),
		cmocka_unit_test(a_text_limps_when_it_stops_too_early),
		cmocka_unit_test(announcements_go),
		cmocka_unit_test(the_opening_is_a_word_without_marks),
		cmocka_unit_test(shouting_is_calmed_and_names_are_not),
		cmocka_unit_test(known_words_are_calmed_among_others),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
