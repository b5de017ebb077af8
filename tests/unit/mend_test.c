/* One sentence mended: what has to be in the reply, and what must be gone. The words around it are the moves' and may change. */
#include "base/str.h"
#include "hownot.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

struct mend_case {
	const char *sentence, *has, *lacks;
};

static size_t run(const struct hownot *h, const struct mend_case *c)
{
	char text[600];
	int len = snprintf(text, sizeof text, "Hello Ida,\n\n%s\n\nBest wishes,\nAnn\n", c->sentence);
	struct hownot_draft draft = { .text = text, .len = (size_t)len };
	struct hownot_result *result = hownot_rewrite(h, &draft, NULL);
	assert_non_null(result);
	struct str reply = { result->rewritten, result->rewritten_len };
	bool has = str_find(reply, str_of(c->has), 0) < reply.len, lacks = !c->lacks || str_find(reply, str_of(c->lacks), 0) == reply.len;
	bool framed = str_starts(reply, STR("Hello Ida,\n\n")) && str_ends(reply, STR("\n\nBest wishes,\nAnn\n"));
	if (!has || !lacks || !framed)
		print_error("from   %s\nwanted %s\nnot    %s\ncame   %.*s\n", c->sentence, c->has, c->lacks ? c->lacks : "", STR_FMT(reply));
	hownot_result_free(result);
	return !has || !lacks || !framed;
}

static void run_all(const struct mend_case *cases, size_t count)
{
	struct hownot *h = hownot_new(NULL);
	size_t wrong = 0;
	assert_non_null(h);
	for (size_t i = 0; i < count; i++)
		wrong += run(h, &cases[i]);
	hownot_free(h);
	assert_int_equal(wrong, 0);
}

#define RUN(cases) run_all(cases, sizeof(cases) / sizeof *(cases))

static void facts_outlive_the_sentence_around_them(void **state)
{
	(void)state;
	static const struct mend_case cases[] = {
		{ "As you would know if you had read the notice, the fee is $15.", "The fee is $15.", "notice" },
		{ "It isn't our problem that you lost it. The replacement costs $40.", "The replacement costs $40.", "problem" },
		{ "You failed to return \"Middlemarch\" on time, and the invoice of $32.50 is due on 9 June.", "$32.50 is due on 9 June", NULL },
		{ "You should have renewed it by 4 June.", "4 June", NULL },
		{ "Dr. Okafor's seminar has the room until 5 pm, so you can't have it.", "Dr. Okafor's seminar has the room until 5 pm", NULL },
		{ "If you had bothered to read https://elm.example/loans, you would know that it is 21 days.", "https://elm.example/loans", "bothered" },
	};
	RUN(cases);
}

static void one_clause_of_two_is_said_again(void **state)
{
	(void)state;
	static const struct mend_case cases[] = {
		/* verbs that share a subject: the second gets a pronoun */
		{ "The bills are made by the system and cannot be waived.", "and I'm sorry that we can't waive them.", "cannot" },
		{ "The charge is made by the system and cannot be waived.", "and I'm sorry that we can't waive it.", "cannot" },
		{ "Holds are placed overnight and cannot be lifted until the balance is $0.00.", "and they can be lifted as soon as the balance is $0.00.", "cannot" },
		/* what leads in stays */
		{ "Should your host wish to change it, a letter from the Dean is required.", "Should your host wish to change it, we ask for a letter from the Dean.", "required" },
		{ "While we sympathise with the closure of your branch, staff do not assist with bank websites.", "While we sympathise with the closure of your branch, we're sorry that we don't assist", NULL },
		/* "no" denies the verb here */
		{ "No renewal can be made without the card.", "With the card, a renewal can be made.", "can't offer" },
		/* what is listed is no clause */
		{ "You'll need to pay $3 for a new card, for which an ID must be shown.", "pay $3 for a new card, and for that we ask you to show an ID.", "must" },
		{ "Mrs Deakin, holds can't be moved once they're in transit.", "I'm sorry that we can't move holds once they're in transit.", "be moved" },
		{ "What is and is not lent, and for how long, is decided by the county.", "hat is and is not lent", NULL },
		/* a subject that is a pronoun already is said again */
		{ "You must return the book first and can then borrow the next.", "is to return the book first, and you can then borrow the next.", "it can" },
	};
	RUN(cases);
}

static void what_the_patron_needs_outlives_its_barb(void **state)
{
	(void)state;
	static const struct mend_case cases[] = {
		/* the same digits count two things */
		{ "Color is 50 cents a page and there's a limit of 50 per day.", "50 per day", NULL },
		{ "You're third for January, and you should have known that, but I'll write you the hour one opens.", "and I'll write you the hour one opens.", "known" },
		{ "We don't stock Braille no.", "we don't stock Braille.", "no." },
	};
	RUN(cases);
}

static void a_lone_date_is_not_left_behind(void **state)
{
	(void)state;
	static const struct mend_case cases[] = {
		{ "This is explained in the handbook that families sign in August, as you would know.", "\n", "For your reference" },
		{ "As you would know if you had read the notice, it is due by August.", "by August", NULL },
	};
	RUN(cases);
}

static void whoever_does_something_is_named_whole(void **state)
{
	(void)state;
	static const struct mend_case cases[] = {
		{ "You would need to speak to Amazon about a return.", "Amazon can tell you more about a return", NULL },
		{ "You'll have to ask there.", "\n", "There can tell" },
		{ "The building closes at 6 and patrons are asked to conclude their business by 5:45.", "The building closes at 6, and we ask", NULL },
		{ "From now on he'll do that every time.", "\n", "he'll may" },
		{ "It gets busy on a Wednesday so it may not be ideal.", "\n", "can't be ideal" },
	};
	RUN(cases);
}

static void a_date_of_a_notice_goes_with_the_reproach(void **state)
{
	(void)state;
	static const struct mend_case cases[] = {
		{ "It was posted on our website on 4 March, if you had looked.", "\n", "March" },
		{ "You were told by e-mail on 4 March, and the fee of $15 is due on 9 June.", "due on 9 June", NULL },
		{ "You should have known that the hall is closed until 9 June.", "until 9 June", NULL },
	};
	RUN(cases);
}

static void a_note_tells_what_its_number_is(void **state)
{
	(void)state;
	static const struct mend_case cases[] = {
		{ "The rate is $12 and I have no discretion on it, head office sets the scale and they're not known for their generosity.", "The rate is $12.", "generosity" },
		{ "Lockers get cleared at 11pm, it does say DAY locker on the door.", "ockers get cleared at 11pm.", "DAY" },
		{ "If it's not in the portal by Friday the mark is zero, and that is out of my hands.", "if it's not in the portal by Friday the mark is zero.", "hands" },
		{ "Recalls can't be put on hold, and if they aren't here on the 12th your account will be frozen, fieldwork or not.", "if they aren't here on the 12th your account will be frozen", NULL },
	};
	RUN(cases);
}

static void one_no_is_enough(void **state)
{
	(void)state;
	static const struct mend_case cases[] = {
		{ "We do not accept unsolicited donations. Unfortunately we cannot enter into individual discussions.", "we don't accept unsolicited donations.", "discussions" },
		/* what cannot be said gently by the first is said by another */
		{ "Extensions are not given. You people never learn.", "we don't give extensions.", "learn" },
		/* for now is not for ever */
		{ "The committee does not consider such applications at present.", "at present", NULL },
		{ "WE DO NOT DISCUSS INDIVIDUAL STAFF.", "we don't discuss individual staff", "keep to ourselves" },
	};
	RUN(cases);
}

static void a_barb_at_the_end_is_cut_off(void **state)
{
	(void)state;
	static const struct mend_case cases[] = {
		{ "We don't refund once the pages have come out, it does say on the lid, and we'd go broke otherwise.", "we don't refund once the pages have come out.", "broke" },
	};
	RUN(cases);
}

static void what_hangs_on_a_cold_sentence_goes_unless_it_helps(void **state)
{
	(void)state;
	static const struct mend_case cases[] = {
		{ "Chromebooks are for schoolwork, they are not toys.", "Chromebooks are for schoolwork.", "toys" },
		{ "Chromebooks are not toys, but we have iPads for games.", "we have iPads for games", NULL },
		{ "Chromebooks are for schoolwork, they are in use until Friday.", "in use until Friday", NULL },
	};
	RUN(cases);
}

static void what_we_do_not_do_is_said_in_the_active(void **state)
{
	(void)state;
	static const struct mend_case cases[] = {
		{ "Security footage is not released to members of the public.", "we don't release security footage to members of the public.", NULL },
		{ "New titles cannot be added during the year.", "we can't add new titles during the year.", NULL },
		{ "The librarian is not available today.", "the librarian", "offer the librarian" },
	};
	RUN(cases);
}

static void a_reply_does_not_come_out_empty(void **state)
{
	(void)state;
	static const struct mend_case cases[] = {
		{ "Network issues are dealt with by Digital Services.", "Network issues are dealt with by Digital Services.", NULL },
		{ "Bikes on the pavement are looked after by the council. Don't bother us with it.", "bikes on the pavement are looked after by the council.", "bother" },
		{ "Scans aren't our job. The recycling centre on Mill Road opens at eight.", "the recycling centre on Mill Road opens at eight.", "job" },
		/* the only thing to do is not left out */
		{ "Allow three to five business days before contacting us. This is stated on the receipt.", "allow three to five business days", "stated" },
		/* what tells of other people, or of nothing, is no answer */
		{ "Most people manage to read the label. You had yours in May.", "Hello", "manage" },
		{ "Nobody else has asked for this in twenty years.", "Hello", "Nobody else" },
	};
	RUN(cases);
}

static void nobody_is_sorry_for_an_answer_back(void **state)
{
	(void)state;
	static const struct mend_case cases[] = {
		{ "The desk opens at ten. We're not robots.", "The desk opens at ten.", "robots" },
		{ "Renewals cannot be granted. Proximity is not enrollment.", "Hello", "sorry that proximity" },
		{ "There are no minutes for 1971. The guide to the papers says as much.", "no minutes for 1971", "hoped for, but the guide" },
		/* what cannot be had is regretted as before */
		{ "The tape is not playable.", "I'm sorry that the tape is not playable.", NULL },
		/* what somebody may suffer is no welcome */
		{ "The hold expired. You may lose your place in the queue.", "Hello", "welcome to lose" },
	};
	RUN(cases);
}

static void nobody_is_sorry_for_what_is_on_offer(void **state)
{
	(void)state;
	static const struct mend_case cases[] = {
		{ "We don't take kites. The charity shop will accept them if tied in bundles not exceeding 30 lbs.", "he charity shop will accept them", "but the charity shop" },
		{ "We don't do pick ups. Donations are accepted the first Saturday of the month, limit 3 boxes per household.", "onations are accepted", "but donations" },
		{ "Correct, kite clubs are not able to attend the regular class.", " kite clubs aren't able", "orrect," },
	};
	RUN(cases);
}

static void a_weak_finding_takes_no_sentence_with_it(void **state)
{
	(void)state;
	static const struct mend_case cases[] = {
		{ "Two-hour parking has applied since 2014 and is signed at both entrances.", "Two-hour parking has applied since 2014", NULL },
	};
	RUN(cases);
}

static void what_is_needed_is_not_cut_off(void **state)
{
	(void)state;
	static const struct mend_case cases[] = {
		{ "You may send a friend to collect your holds with the green form, which must be signed in person.", "the green form, which we ask you to sign in person.", NULL },
		{ "I can't change your name over the phone, we need to see the new license.", "e need to see the new license.", NULL },
		{ "Members may buy a Friends card, which does not include databases.", "a Friends card, which does not include databases.", NULL },
		{ "Your order was cancelled and you will have to place it again.", "you will have to place it again.", NULL },
		{ "The reels are in poor condition so they can only be viewed on microfilm.", "they can only be viewed on microfilm.", NULL },
		{ "Laptops don't have a grace period.", "don't have a grace period.", NULL },
	};
	RUN(cases);
}

static void what_is_cut_leaves_a_sentence(void **state)
{
	(void)state;
	static const struct mend_case cases[] = {
		{ "Reference is made to your mail of the 6th instant, the contents of which have been noted.", "\n", "the contents." },
		{ "No other room in the building holds 60.", "No other room in the building holds 60.", NULL },
		{ "All offers must be submitted on Form SC-9 and will be considered at the next meeting.", ", and they will be considered at the next meeting.", NULL },
		{ "The fine is payable at the desk. Failing which your card will be withdrawn at midnight on the 30th.", "Otherwise your card will be withdrawn at midnight on the 30th", "ailing" },
		{ "no maps are ref only", "maps are ref only", "no maps" },
		{ "If you still want to view the set you would need to do the following:\n\n1. Fill out the application.\n2. Send a copy of your ID.", ":\n\n1. ", NULL },
		{ "Placement students are out of scope for an account.", "placement students can't have an account", "take on" },
	};
	RUN(cases);
}

static void what_hung_on_a_sentence_goes_with_it(void **state)
{
	(void)state;
	static const struct mend_case cases[] = {
		{ "Rules are rules. Yours came in at twelve.", "\n", "Yours" },
		{ "As every schoolchild knows, it was never in Austria. But the label is corrected now.", "The label is corrected now.", "But" },
		{ "Fines are fines. Tomorrow.", "\n", "Tomorrow" },
	};
	RUN(cases);
}

static void nothing_is_left_dangling(void **state)
{
	(void)state;
	static const struct mend_case cases[] = {
		{ "Unfortunately, we cannot renew \"The Bell Jar\" again, and, to be candid, the $12 fine stands.", "we can't renew \"The Bell Jar\" again, and the $12 fine stands.", "candid" },
		{ "We cannot lend it, and, to be candid, we won't.", "\n", ", and.\n" },
		{ "We don't do that, period.", "\n", "period" },
		{ "Photographs of the Strand papers are strictly prohibited, as per policy.", "photographs of the Strand papers", "policy" },
		{ "can't do photos, rules are rules", "\n", "rules" },
	};
	RUN(cases);
}

static void shouting_is_said_in_sentence_case(void **state)
{
	(void)state;
	static const struct mend_case cases[] = {
		{ "You MUST return ALL items by 3 May or you will be BLOCKED!!!", "return all items by 3 May", "BLOCKED" },
		{ "The JSTOR scans are due back on 3 May, NO EXCEPTIONS!!!", "JSTOR scans are due back on 3 May.", "EXCEPTIONS" },
	};
	RUN(cases);
}

static void the_writers_marks_and_spelling_stay(void **state)
{
	(void)state;
	static const struct mend_case cases[] = {
		{ "We can\xE2\x80\x99t renew \xE2\x80\x9CThe Bell Jar\xE2\x80\x9D again.", "can\xE2\x80\x99t renew \xE2\x80\x9CThe Bell Jar\xE2\x80\x9D again", "'" },
		{ "We do not catalogue programmes from the Learning Centre.", "programmes from the Learning Centre", NULL },
	};
	RUN(cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(facts_outlive_the_sentence_around_them),
		cmocka_unit_test(one_clause_of_two_is_said_again),
		cmocka_unit_test(what_the_patron_needs_outlives_its_barb),
		cmocka_unit_test(a_lone_date_is_not_left_behind),
		cmocka_unit_test(whoever_does_something_is_named_whole),
		cmocka_unit_test(a_date_of_a_notice_goes_with_the_reproach),
		cmocka_unit_test(a_note_tells_what_its_number_is),
		cmocka_unit_test(one_no_is_enough),
		cmocka_unit_test(a_barb_at_the_end_is_cut_off),
		cmocka_unit_test(what_hangs_on_a_cold_sentence_goes_unless_it_helps),
		cmocka_unit_test(what_we_do_not_do_is_said_in_the_active),
		cmocka_unit_test(a_reply_does_not_come_out_empty),
		cmocka_unit_test(nobody_is_sorry_for_an_answer_back),
		cmocka_unit_test(nobody_is_sorry_for_what_is_on_offer),
		cmocka_unit_test(a_weak_finding_takes_no_sentence_with_it),
		cmocka_unit_test(what_is_needed_is_not_cut_off),
		cmocka_unit_test(what_is_cut_leaves_a_sentence),
		cmocka_unit_test(what_hung_on_a_sentence_goes_with_it),
		cmocka_unit_test(nothing_is_left_dangling),
		cmocka_unit_test(shouting_is_said_in_sentence_case),
		cmocka_unit_test(the_writers_marks_and_spelling_stay),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
