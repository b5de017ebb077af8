/* Our sentences in the writer's person, and in British spelling. */
#include "coach/voice.h"
#include "said.h"

static const char *draft;

static struct str in_persons_of_draft(struct arena *arena, struct str s)
{
	return voice_person(arena, s, str_of(draft));
}

static void who_says_we_gets_we(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "I can scan it for you.", "We can scan it for you." },
		{ "What I can do is ask. I'll ring you; tell me when.", "What we can do is ask. We'll ring you; tell us when." },
		{ "May I suggest [a copy I made]?", "May we suggest [a copy we made]?" },
		{ "I'm sorry; I've asked my colleague.", "We're sorry; we've asked our colleague." },
		{ "{name} and I'd like it myself.", "{name} and we'd like it ourselves." },
		{ "Volume II is in; the ILL form is in my room.", "Volume II is in; the ILL form is in our room." },
	};
	draft = "we do not lend these; our rooms are full.";
	SAID(cases, in_persons_of_draft);
}

static void who_says_i_keeps_i(void **state)
{
	(void)state;
	static const struct said_case cases[] = { { "I can scan it.", "I can scan it." } };
	draft = "We do not lend these, and I don't make the rules.";
	SAID(cases, in_persons_of_draft);
	draft = "The rooms are full.";
	SAID(cases, in_persons_of_draft);
	draft = "US citizens only.";
	static const struct said_case us[] = { { "I can scan it.", "We can scan it." } };
	SAID(us, in_persons_of_draft); /* capitals do not tell a country from a person */
}

static void british_spelling_is_of_whole_words(void **state)
{
	(void)state;
	static const struct said_case cases[] = {
		{ "The learning center has a program.", "The learning centre has a programme." },
		{ "Center stage", "Centre stage" },
		{ "The catalog of {center} is a cataloger's work.", "The catalogue of {center} is a cataloger's work." },
		{ "A neighboring library's programs", "A neighbouring library's programmes" },
	};
	SAID(cases, voice_british);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_says_we_gets_we),
		cmocka_unit_test(who_says_i_keeps_i),
		cmocka_unit_test(british_spelling_is_of_whole_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
