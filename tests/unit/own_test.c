/* own - the parts of drafts, as facts; and what holds for every text. */
#include "base/buf.h"
#include "draft/own.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static const char *const NAMES[] = {"own", "quote", "attribution", "signature", "disclaimer", "code", "header", "link"};

/* "[own]Hi\n[quote]> a\n": the parts, each behind its kind. */
static struct str parts_of(struct arena *arena, struct str draft)
{
	struct text text = text_make(arena, draft);
	struct own own = own_make(arena, &text);
	struct buf out = buf_make(arena);
	for (size_t i = 0; i < own.count; i++) {
		struct hownot_part part = own.parts[i];
		buf_printf(&out, "[%s]", NAMES[part.kind]);
		buf_str(&out, str_slice(text.bytes, part.span.start, part.span.end));
	}
	return buf_view(&out);
}

static void assert_str(struct arena *arena, struct str got, const char *expected)
{
	assert_string_equal(arena_printf(arena, "%.*s%c", STR_FMT(got), '\0').ptr, expected);
}

/* The draft is `expected` without the [kind] marks: so the parts tile it, too. */
static void assert_parts(const char *expected)
{
	struct arena arena = {0};
	struct buf draft = buf_make(&arena);
	for (const char *at = expected; *at;) {
		size_t skip = 0;
		for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES && *at == '['; i++) {
			size_t len = strlen(NAMES[i]);
			if (strncmp(at + 1, NAMES[i], len) == 0 && at[len + 1] == ']')
				skip = len + 2;
		}
		if (skip == 0)
			buf_char(&draft, *at++);
		at += skip;
	}
	assert_str(&arena, parts_of(&arena, buf_view(&draft)), expected);
	arena_free(&arena);
}

static void assert_all_own(const char *draft)
{
	struct arena arena = {0};
	assert_parts(arena_printf(&arena, "[own]%s%c", draft, '\0').ptr);
	arena_free(&arena);
}

static void marked_lines_are_quotes_of_any_depth(void **state)
{
	(void)state;
	assert_parts("[quote]> can I renew?\n>> no\n > > still no\n[own]You can.\n");
	assert_parts("[own]Yes.\n[quote]>no space\n");
	assert_all_own("That made me >:( and >.< today\n>:( really\n");
}

static void replies_stand_above_below_and_between(void **state)
{
	(void)state;
	assert_parts(
	    "[own]Yes you can.\n\n[attribution]On 3 Mar 2025 at 10:14, Ann Lee wrote:\n[quote]> can I renew?\n");
	assert_parts("[attribution]Ann Lee wrote:\n[quote]> can I renew?\n[own]\nYes you can.\n");
	assert_parts("[quote]> can I renew?\n[own]Yes.\n[quote]> and the DVD?\n[own]That one too.\n");
}

static void attribution_lines_come_in_many_languages(void **state)
{
	(void)state;
	static const char *const lines[] = {
	    "On Mon, Mar 3, 2025 at 10:14 AM Ann Lee <ann@example.org> wrote:",
	    "On Mon, Mar 3, 2025 at 10:14 AM Ann Lee\n<ann@example.org> wrote:",
	    "Ann Lee <ann@example.org> writes:",
	    "2025-03-03 10:14 GMT+01:00 Ann Lee <ann@example.org>:",
	    "El lun, 3 mar 2025 a las 10:14, Ana Ruiz (<ana@example.org>) escribió:",
	    "Le lun. 3 mars 2025 à 10:14, Anne Roi <anne@example.org> a écrit\xC2\xA0:",
	    "Am 03.03.2025 um 10:14 schrieb Anna Lenz:",
	    "Il giorno lun 3 mar 2025 alle ore 10:14 Anna Neri <anna@example.org> ha scritto:",
	    "Op ma 3 mrt 2025 om 10:14 schreef Anna Bos <anna@example.org>:",
	    "Em seg., 3 de mar. de 2025 às 10:14, Ana Reis <ana@example.org> escreveu:",
	    "Den 3 mars 2025 10:14 skrev Anna Berg <anna@example.org>:",
	};
	struct arena arena = {0};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		assert_parts(
		    arena_printf(&arena, "[own]Yes.\n\n[attribution]%s\n[quote]> Can I?\n%c", lines[i], '\0').ptr);
	arena_free(&arena);
}

static void sentences_that_end_in_wrote_are_own(void **state)
{
	(void)state;
	assert_all_own("As our founder wrote:\nno book should be locked away.\n");
	assert_all_own("On that point I wrote:\nwe cannot lend it.\n");
	assert_all_own("Thanks for the note. I am sorry about what our page wrote:\n\nIt is out of date.\n");
}

static void an_original_message_runs_to_the_end(void **state)
{
	(void)state;
	assert_parts("[own]We can.\n\n[quote]-----Original Message-----\nFrom: Ann Lee\nSent: Monday\nTo: Desk\n"
		     "Subject: Hi\n\nCan I?\n");
	assert_parts(
	    "[own]We can.\n\n[quote]From: Ann Lee <ann@example.org>\nSent: Monday, 3 March 2025 10:14\nTo: Desk\n"
	    "Subject: Renewal\n\nCan I?\n");
	assert_parts("[own]We can.\n\n[quote]________________________________\nDe: Ana Ruiz\nEnviado: lunes\nPara: "
		     "Mesa\nAsunto: "
		     "Hola\n\nNo se puede.\n");
	assert_parts("[own]Can you help her?\n\n[quote]---------- Forwarded message ---------\nFrom: Ann\n\nCan I?\n");
	assert_parts("[own]Can you help her?\n\n[quote]Begin forwarded message:\n\nFrom: Ann\n\nCan I?\n");
	assert_all_own("From: our side, all is well.\nTo you, too.\n");
}

static void signatures_are_left_out(void **state)
{
	(void)state;
	assert_parts("[own]We can.\n[signature]-- \nRosa Diaz\nNo refunds.\n");
	assert_parts("[own]We can.\n\nBest,\nRosa\n[signature]Branch Manager | 555-0190\n");
	assert_parts(
	    "[own]We can.\n\nKind regards,\n\nRosa Diaz\n[signature]Reference Librarian\nEast Branch Library\n");
	assert_parts("[own]We can.\n\n[signature]Sent from my iPhone\n");
	assert_parts("[own]Se puede.\n\n[signature]Enviado desde mi iPhone\n");
	assert_parts("[own]We can.\n\n[signature]--\nRosa Diaz\nEast Branch\n");
	assert_parts("[own]We can.\n\nRosa Diaz\n[signature]Head of Circulation\n(555) 555-0190\n");
}

static void words_near_a_signature_are_own(void **state)
{
	(void)state;
	assert_all_own("Best,\nRosa\n\nPS: we cannot renew it again.\n");
	assert_all_own("Best,\nRosa\nYou must bring the book back today.\n");
	assert_all_own("Ask the archive instead:\n\nCounty Archive\nArchivist\n555-0190-22\n");
	assert_all_own("Sent from the desk is what the label says, so you should look at it again and tell us.\n");
	assert_all_own("Thanks for asking about the map. We do not lend maps.\n");
}

static void a_long_text_under_two_hyphens_is_own(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct buf draft = buf_make(&arena);
	buf_str(&draft, STR("[own]Hello,\n-- \n"));
	for (int i = 0; i < 30; i++)
		buf_str(&draft, STR("We do not lend the atlas to anybody.\n"));
	buf_char(&draft, '\0');
	assert_parts(draft.bytes);
	arena_free(&arena);
}

static void disclaimers_are_left_out(void **state)
{
	(void)state;
	assert_parts(
	    "[own]We can.\n\n[disclaimer]This e-mail is confidential. If you are not the intended recipient, any\n"
	    "disclosure is strictly prohibited.\n");
	assert_parts("[own]We can.\n\n[disclaimer]Please consider the environment before printing this email.\n");
	assert_parts("[own]Se puede.\n\n[disclaimer]AVISO DE CONFIDENCIALIDAD: este mensaje es confidencial.\n");
	assert_all_own("This message is to say that you cannot renew it again.\n");
	assert_all_own("Your record is confidential: I am not allowed to tell your mother what you borrowed.\n");
}

static void code_and_links_are_left_out(void **state)
{
	(void)state;
	assert_parts("[own]Run this:\n[code]```\ncannot open\n```\n[own]and wait.\n");
	assert_all_own("```\nnever closed, so it is text\n");
	assert_parts(
	    "[own]See [link]https://lib.example/no-access?x=(1)[own]. Or ask [link]<ann@lib.example>[own], please.\n");
	assert_parts("[own]You can renew at [link]lib.org/renew[own].\n");
	assert_all_own("Closed at 9 p.m./10 p.m., and/or by request.Please/thanks\n");
}

static void headers_of_a_template_are_left_out(void **state)
{
	(void)state;
	assert_parts("[header]From: Desk <desk@lib.example>\nTo: Ann <ann@example.org>\nSubject: Re: You "
		     "cannot\nX-Label: a\n b\n\n"
		     "[own]We can.\n");
	assert_parts("[header]To: Ann\nSubject: no\n--text follows this line--\n[own]We can.\n");
	assert_parts("[header]Subject: We cannot\n\n[own]We can.\n");
	assert_all_own("Note: we cannot.\n\nHi\n");
	assert_all_own("To: whom it may concern\n\nWe can.\n");
}

static void line_ends_do_not_matter(void **state)
{
	(void)state;
	assert_parts("[own]Yes.\r\n[quote]> a\r\n> b\r\n[own]No.");
	assert_parts("[own]Yes.\r[quote]> a\r> b\r[own]No.\r");
	assert_parts("[quote]\xEF\xBB\xBF> a\n[own]Yes.\n");
}

static void assert_question(const char *draft, const char *question, const char *name)
{
	struct arena arena = {0};
	struct text text = text_make(&arena, str_of(draft));
	struct own own = own_make(&arena, &text);
	assert_str(&arena, own_question(&arena, &text, &own), question);
	assert_str(&arena, own_patron_name(&arena, &text, &own), name);
	arena_free(&arena);
}

static void the_question_is_what_was_quoted_last(void **state)
{
	(void)state;
	assert_question("Yes.\n\nOn 3 Mar 2025 at 10:14, Ann Lee wrote:\n> Can I\n> renew?\n>> older\n",
			"Can I\nrenew?", "Ann Lee");
	assert_question("> Can I renew?\nYes.\n> And the DVD?\nToo.\n", "Can I renew?\nAnd the DVD?", "");
	assert_question(
	    "Yes.\n-----Original Message-----\nFrom: Lee, Ann\nSent: Monday\nTo: Desk\nSubject: Hi\n\nCan I?\n",
	    "Can I?", "Ann Lee");
	assert_question("Ja.\n\nAm 14.03. schrieb T. Ogunleye:\n> Darf ich?\n", "Darf ich?", "T. Ogunleye");
	assert_question("Yes.\n\nOn Monday Dr. E. Amankwah wrote:\n> Can I?\n> -- \n> E. A.\n", "Can I?",
			"Dr. E. Amankwah");
	assert_question("Yes.\n\nOn 1/2/25 10:14, you wrote:\n> Can I?\n", "Can I?", "");
	assert_question("Nothing quoted.\n", "", "");
}

/* Pieces of which mail is made, so that random texts reach the recognisers. */
static const char *const PIECES[] = {
    "> ",
    ">",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "-- \n",
    "--\n",
    "On 3 Mar 2025 at 10:14, ",
    "ann@example.org",
    " wrote:\n",
    "From: Ann\n",
    "Sent: x\n",
    "To: y\n",
    "Subject: z\n",
    "```\n",
    "https://a.b/c",
    "www.",
    "<",
    ">",
    "Best,\n",
    "Rosa\n",
    "Librarian 555-0190-1\n",
    "This email is confidential to the intended recipient.\n",
    "Sent from my iPhone\n",
    "we cannot ",
    "\xC3\xA9",
    "\xFF",
    "\t",
    "|",
    ": ",
    "-----Original Message-----\n",
    "| a\n",
    "# ------ >8 ------\n",
    "é écrit :",
    ".",
    "a.b/",
    "@",
};

static void parts_tile_any_text_and_neighbours_differ(void **state)
{
	(void)state;
	srand(1);
	for (int round = 0; round < 3000; round++) {
		struct arena arena = {0};
		struct buf draft = buf_make(&arena);
		for (int i = rand() % 40; i > 0; i--)
			buf_str(&draft, str_of(PIECES[(size_t)rand() % (sizeof PIECES / sizeof *PIECES)]));
		struct text text = text_make(&arena, buf_view(&draft));
		struct own own = own_make(&arena, &text);
		size_t at = 0;
		for (size_t i = 0; i < own.count; i++) {
			assert_int_equal(own.parts[i].span.start, at);
			assert_true(own.parts[i].span.end > at);
			assert_true(i == 0 || own.parts[i].kind != own.parts[i - 1].kind);
			at = own.parts[i].span.end;
		}
		assert_int_equal(at, text.bytes.len);
		own_question(&arena, &text, &own);
		own_patron_name(&arena, &text, &own);
		arena_free(&arena);
	}
}

static double seconds_for(const char *piece, size_t copies)
{
	struct arena arena = {0};
	struct buf draft = buf_make(&arena);
	for (size_t i = 0; i < copies; i++)
		buf_str(&draft, str_of(piece));
	struct text text = text_make(&arena, buf_view(&draft));
	clock_t start = clock();
	struct own own = own_make(&arena, &text);
	own_question(&arena, &text, &own);
	double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
	arena_free(&arena);
	return seconds;
}

/* Ten times the text takes about ten times as long; a quadratic reading takes a hundred. */
static void time_grows_with_the_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof PIECES / sizeof *PIECES; i++) {
		double small = seconds_for(PIECES[i], 4000), large = seconds_for(PIECES[i], 40000);
		assert_true(large < 40 * small + 0.1);
	}
	assert_true(seconds_for("On 3 Mar 2025 at 10:14, a@b wrote:\n", 40000) < 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(marked_lines_are_quotes_of_any_depth),
	    cmocka_unit_test(replies_stand_above_below_and_between),
	    cmocka_unit_test(attribution_lines_come_in_many_languages),
	    cmocka_unit_test(sentences_that_end_in_wrote_are_own),
	    cmocka_unit_test(an_original_message_runs_to_the_end),
	    cmocka_unit_test(signatures_are_left_out),
	    cmocka_unit_test(words_near_a_signature_are_own),
	    cmocka_unit_test(a_long_text_under_two_hyphens_is_own),
	    cmocka_unit_test(disclaimers_are_left_out),
	    cmocka_unit_test(code_and_links_are_left_out),
	    cmocka_unit_test(headers_of_a_template_are_left_out),
	    cmocka_unit_test(line_ends_do_not_matter),
	    cmocka_unit_test(the_question_is_what_was_quoted_last),
	    cmocka_unit_test(parts_tile_any_text_and_neighbours_differ),
	    cmocka_unit_test(time_grows_with_the_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
