/* Persons turned round, and requests cut where they end. */
#include "coach/turn.h"
#include "said.h"

static struct str asked(struct arena *arena, struct str s)
{
	return turn_round(arena, s, false);
}

static struct str reported(struct arena *arena, struct str s)
{
	return turn_round(arena, s, true);
}

static struct str trimmed(struct arena *arena, struct str s)
{
	(void)arena;
	return turn_trim(s);
}

static void the_patrons_words_become_the_librarys(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "keep your atlas until my exam", "keep our atlas until your exam" },
		{ "I was charged twice", "you were charged twice" },
		{ "my sister and I were turned away", "your sister and you were turned away" },
		{ "you charged me", "we charged you" },
		{ "get a copy from you", "get a copy from us" },
		{ "whether you have it", "whether we have it" },
		{ "book you guys for our class", "book us for your class" },
		{ "I'm locked out of my account", "you're locked out of your account" },
		{ "im not able to log in and it wont load", "you're not able to log in and it won't load" },
		{ "return \"My Brilliant Friend\"", "return \"My Brilliant Friend\"" },
		{ "I was told \"we don't lend kites\" and I left my own", "you were told \"we don't lend kites\" and you left your own" },
		{ "I should join \"my own\" library", "you should join \"your own\" library" },
		{ "which magazines you take", "which magazines we take" },
		{ "the maps you published", "the maps we published" },
		{ "we left ours at yours", "you left yours at ours" },
		{ "I came at 7.30 am and I was early", "you came at 7.30 am and you were early" },
		{ "I've a box of maps", "you have a box of maps" },
		{ "you told me we could use our room", "we told you we could use our room" },
		{ "the form you said was lost", "the form we said was lost" },
	};
	SAID(cases, asked);
}

static void who_is_spoken_about_is_the_reader(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "her hold could be moved", "your hold could be moved" },
		{ "somebody can help her with it", "somebody can help you with it" },
		{ "he was told that his card has expired", "you were told that your card has expired" },
		{ "she needs it by Friday", "you need it by Friday" },
		{ "we could ring him", "we could ring you" }, /* the note's "we" is the library */
		{ "she works nights and owes $5", "you work nights and owe $5" },
		{ "told her she is late", "told you that you are late" },
		{ "her son wants his own card", "your son wants his own card" },
	};
	SAID(cases, reported);
}

static void requests_end_where_they_explain(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "renew my laptop loan because my exam is on Friday", "renew my laptop loan" },
		{ "renew it please?", "renew it" },
		{ "borrow the DVD, it is for my class", "borrow the DVD" },
		{ "print pages 3, 4 and 5", "print pages 3, 4 and 5" },
		{ "book a room for 1,200 people", "book a room for 1,200 people" },
		{ "see the map (the big one)", "see the map" },
		{ "find \"But Beautiful\" by Geoff Dyer", "find \"But Beautiful\" by Geoff Dyer" },
		{ "have it. Thanks", "have it" },
		{ "meet on Mondays since before Easter", "meet on Mondays since before Easter" },
		{ "print nothing but maps", "print nothing but maps" },
		{ "renew it but the site is down", "renew it" },
		{ "eat in the hall its raining", "eat in the hall" },
		{ "send a book to the branch for me i cant drive", "send a book to the branch for me" },
		{ "find the paper by P. Anselm. Any news", "find the paper by P. Anselm" },
		{ "register my son & it says full", "register my son" },
		{ "see what 'expired - see desk' means", "see what 'expired - see desk' means" },
		{ "find a play with nothing but women in it", "find a play with nothing but women in it" },
		{ "see the register of St. Anne's. It is for a talk", "see the register of St. Anne's" },
		{ "", "" },
	};
	SAID(cases, trimmed);
}

static void pointing_words_say_nothing_alone(void **state)
{
	(void)state;
	assert_true(turn_is_vague(STR("send me some")));
	assert_true(turn_is_vague(STR("renew it")));
	assert_true(turn_is_vague(STR("show me")));
	assert_true(turn_is_vague(STR("like them in the evening if at all")));
	assert_false(turn_is_vague(STR("renew the red atlas")));
	assert_false(turn_is_vague(STR("please let my daughter have it")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_patrons_words_become_the_librarys),
		cmocka_unit_test(who_is_spoken_about_is_the_reader),
		cmocka_unit_test(requests_end_where_they_explain),
		cmocka_unit_test(pointing_words_say_nothing_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
