/* What a walk finds is what PCRE2 finds: where, and what was caught. */
#include "rules/plan.h"
#include "rules/walk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const texts[] = {
	"Not available immediately, now another cop; now another copy. No ot on a not.",
	"\u0160koda is \u0161koda, Dvo\u0159\u00E1k's \u0141\u00F3d\u017A: \u014C 3\u0101 b\u0101oks",
	"",
	"a",
	"We can't renew it.",
	"we cannot, and will not, renew it again; you'll have to wait",
	"You can’t",
	"THIS IS A LIBRARY, not a SCHOOL!",
	"it is what it is",
	"books are Books, rules are rules",
	"No podr\xC3\xA1s renovar: \xC2\xBFqu\xC3\xA9 M\xC3\x81S quieres, ni\xC3\x91o?",
	"Caf\xC3\xA9\xE2\x80\x94open 9-5 \xE2\x82\xAC 3.50 (call 555-1234)",
	"aaaaaaaaaa aaab aab ab b",
	"'twas the dogs' dinner o'clock rock 'n' roll",
	"under_score x_1 42nd 3rd",
	"one two three four five six seven eight nine ten",
	"a, b; c: d. E",
	"\xC3\xB7 \xC3\x97 \xC2\xAA \xC2\xB2 \xC3\x9F \xC3\xBF",
	"the end\n",
	"caf\xC3\xA9 \xC2\xA9 25 \xC2\xB0 \xE2\x80\x94 end",
	"a smile \xF0\x9F\x98\x80 ab",
};

static const char *const patterns[] = {
	"(?:(?<a>no)w|(?<b>not)(?<c>e)?) (?:another copy|available immediately|(?:avail|available) (?<d>immed))", "(?<a>n)?(?<b>o\\w*?) (?:(?<c>\\w+) )*?\\k<b>",
	"can't", "(?:we|you) (?:can't|cannot|can)", "re-?new(?: it| the)?", "[a-z]+", "\\w+", "\\w+?", "[^.;!?]{3,20}", "\\d{1,3}", "\\S+", "\\s", ".",
	".{0,5}", ".{2,}?[.,;!]", "(?:a|aa|aaa)+b", "(?:a|aa){2,3}", "(?:a|ab)(?:c|bcd)?", "a*b", "a*?b", "(?:a+ )+", "(?:aa|a)+?b",
	"^we", "^(?:it|books?)", "it\\.?$", "end$", "b$", "\\bis\\b", "(?:is)\\B", "s\\b.{0,3}", "(?!it)is", "is(?= a)", "(?<=is )what",
	"(?<!is )it", "(?<=^|, )(?:and|rules?)", "(?<=[.;:] )\\w", "(?<thing>\\w+) (?:is|are) (?:what )?\\k<thing>", "(?<a>\\w+), (?<b>\\w+)",
	"(?<z>one)?.{1,9}(?<a>t\\w+)", "(?:(?<n>[a-z]+) ){2,3}", "(?<x>we|you)(?: (?<y>can))?", "(?-i:[A-Z]{2,})", "(?-i:[A-Z][a-z]+)", "(?-i)we",
	"(?-i)B(?i)OOKS", "(?-i:THIS) is", "(?-i:b(?i:OO)ks)", "qu\xC3\xA9", "m\xC3\xA1s", "M\xC3\x81S", "ni\303\261o", "[\xC3\xA1\xC3\xA9]", "[^\xC3\xA1]+",
	"\xE2\x80\x94", "[\xE2\x80\x94-]", "[^\xE2\x80\x94]+", "[^\\w ]", "[\\w']+", "[^\\W\\d]+", "[\\s,]+", "\\W+", "\\D+",
	"[\xC2\xA0-\xC3\xBF]+", "\xE2\x82\xAC ?\\d", "\\(call [^)]*\\)", "[]a]+", "[a\\]-]+", "[+-]?\\d", "{", "a{1}", "(?:)", "'?twas", "dogs'",
	"o'clock", "'n'", "(?:one|two|three|four|five|six|seven|eight|nine|ten)(?: \\w+){2,4}? (?:six|nine)", "(?:\\w+ )*ten", "(?:\\w+ )*?ten",
	"(?:[^,]*,){1,2}", "(?:(?:a|b)?,? ?)b", "a.{0,3}?b", "[a-z ]{1,4}?(?:three|six|,)", "(?:\\w+ )*?\\w+", "(?:\\w+,? ){1,3}?\\w+", "(?=.*end)the", "(?!.*\\bnot\\b)we", "(?:we|(?!x)it)", "\xC3\xB7", "\xC3\x9F", "\xC3\xBF", "x_1", "\\d+(?:st|nd|rd|th)", "\\p{L}+", "[\\p{L}'.-]{2,}", "(?-i:[A-Z][\\p{L}'.-]+)", "[^\n]{3,}", "the end\\n", "qu\\x{E9}|b\\x{6F}oks",
	"(?<thing>\\w+) (?:is|are) (?:what )?(?P=thing)", "(?:\\bx?)+", "(?:a?)+", "(?:a?)+?b", "(?:a|(?=b)|,? )+", "(?:(?=a)|a)+b", "(?:|a)+", "(?:(?<x>a?)b?)+",
	/* of whole texts */
	"^\\S+(?: \\S+){2,4}$", "^\\S+(?: \\S+){0,3}$", "(?-i)^one [a-z]+(?: \\w+){8}$", "^(?:it(?: is)? )?what(?= it).*$", "^it(?: is)?(?: what it is)?$",
	"^(?:we|it is)|what$", "^it (?:is |what )+it is$", "^(?<a>it is) what \\k<a>$", "^[^,]{3,}$", "^(?:the |a )?end$", "^the(?:\\s|, )end$", "^(?: ?[a-z]+){3,5}?$",
	"^(?!we)\\w+ (?<rest>.+)$", "(?:^|it )is(?: what)?$", "^the(?: +end)$",
	"(?:a*)*b", "(?:(?:a?)*,?)*", "(?:[a-z]*)*?,", "(?:\\b|is)+ ", "we(?:|,| can)*?n", "(?:a?){0,2}b",
	/* narrow */
	"(?:\\p{So}|end|:d)", "[\\x{2600}-\\x{27BF}\\x{1F300}-\\x{1FAFF}ab]", "[^\\x{2600}-\\x{27BF}]+", "a\\x{2E80}?b",
};

/* The two agree on a pattern over a text from every place on. */
static void check(const char *pattern, struct image *image, uint32_t plan, const char *text)
{
	struct arena arena = { 0 };
	struct rx *rx = rx_compile_as_written(str_of(pattern), NULL);
	struct rx_room *room = rx_room_new();
	struct walk_text walked = { 0 };
	if (ARENA_CATCH(&arena))
		fail();
	assert_true(rx && room);
	walk_read(&walked, &arena, str_of(text));
	for (size_t from = 0; walked.is_plain && from <= walked.len; from++) {
		struct rx_match a = { 0 }, b = { 0 };
		if (from < walked.len && ((unsigned char)text[from] & 0xC0U) == 0x80)
			continue;
		enum rx_outcome of_rx = rx_find(rx, room, str_of(text), from, &a);
		enum walk_outcome of_walk = walk_find(image, plan, &walked, from, &b);
		if (of_walk == WALK_UNSURE && walked.has_high && plan_is_narrow(image, plan))
			continue;
		if ((of_rx == RX_MATCH) != (of_walk == WALK_MATCH) || a.span.start != b.span.start || a.span.end != b.span.end ||
		    a.capture_count != b.capture_count)
			fail_msg("/%s/ on \"%s\" from %zu: PCRE2 %d [%zu,%zu), walk %d [%zu,%zu)", pattern, text, from, of_rx, a.span.start, a.span.end,
				 of_walk, b.span.start, b.span.end);
		for (size_t i = 0; i < a.capture_count; i++) {
			assert_true(str_eq(a.captures[i].name, b.captures[i].name));
			assert_true(a.captures[i].span.start == b.captures[i].span.start && a.captures[i].span.end == b.captures[i].span.end);
		}
	}
	rx_free(rx);
	rx_room_free(room);
	arena_free(&arena);
}

static void walks_find_what_pcre2_finds(void **state)
{
	(void)state;
	for (size_t p = 0; p < sizeof patterns / sizeof *patterns; p++) {
		struct arena arena = { 0 };
		if (ARENA_CATCH(&arena))
			fail();
		struct planner planner = planner_make(&arena);
		uint32_t plan = plan_pattern(&planner, str_of(patterns[p]));
		struct image image = { .plans = (const unsigned char *)planner.plans.bytes, .choices = (const unsigned char *)planner.choices.bytes, .classes = planner.classes };
		if (plan == PLAN_NONE)
			fail_msg("/%s/ has no plan", patterns[p]);
		for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
			check(patterns[p], &image, plan, texts[t]);
		arena_free(&arena);
	}
}

static uint32_t plan_of(const char *pattern)
{
	struct arena arena = { 0 };
	if (ARENA_CATCH(&arena))
		return PLAN_NONE;
	struct planner planner = planner_make(&arena);
	uint32_t plan = plan_pattern(&planner, str_of(pattern));
	arena_free(&arena);
	return plan;
}

static void what_cannot_be_planned_is_left_to_pcre2(void **state)
{
	static const char *const strange[] = {
		"(?>a|ab)c", "a++b", "\\p{Lu}", "[[:alpha:]]", "\\x41", "(?s:.)", "(?|(?<a>x)|(?<a>y))", "(?<a>x)|(?<a>y)\\k<a>", "(?:a?){2,3}", "(?=(?<a>x))x",
		"\\1", "[a-\\x{2600}]", "\\x{}", "\\x{17F}", "\xC5\x93uvre", "[\\x{2100}-\\x{2200}]", "\\x{212B}",
	};
	(void)state;
	for (size_t i = 0; i < sizeof strange / sizeof *strange; i++)
		if (plan_of(strange[i]) != PLAN_NONE)
			fail_msg("/%s/ has a plan", strange[i]);
}

static void texts_with_odd_letters_are_not_plain(void **state)
{
	struct arena arena = { 0 };
	struct walk_text text = { 0 };
	(void)state;
	if (ARENA_CATCH(&arena))
		fail();
	walk_read(&text, &arena, str_of("\xE2\x80\x94 a\xC3\xB1o \xF0\x9F\x98\x80"));
	assert_true(text.is_plain);
	walk_read(&text, &arena, str_of("Dvo\u0159\u00E1k in M\u0101ori"));
	assert_true(text.is_plain);
	walk_read(&text, &arena, str_of("\u0178"));
	assert_false(text.is_plain);
	walk_read(&text, &arena, str_of("the long \xC5\xBF"));
	assert_false(text.is_plain);
	walk_read(&text, &arena, str_of("300 \xE2\x84\xAA"));
	assert_false(text.is_plain);
	walk_read(&text, &arena, str_of("e\xCC\x81"));
	assert_false(text.is_plain);
	arena_free(&arena);
}

/* What would take for ever is given up. */
static void long_ways_are_unsure(void **state)
{
	struct arena arena = { 0 };
	struct walk_text text = { 0 };
	(void)state;
	if (ARENA_CATCH(&arena))
		fail();
	static const char endless[] = "(?:(?:a|aa)+,?)+b";
	struct planner planner = planner_make(&arena);
	uint32_t plan = plan_pattern(&planner, str_of(endless));
	struct image image = { .plans = (const unsigned char *)planner.plans.bytes, .choices = (const unsigned char *)planner.choices.bytes, .classes = planner.classes };
	walk_read(&text, &arena, str_of("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
	assert_int_equal(walk_at(&image, plan, &text, 0, NULL), WALK_UNSURE);
	arena_free(&arena);
}

/* Neither is a way that could go back to more places than there is room for. */
static void deep_ways_are_unsure(void **state)
{
	struct arena arena = { 0 };
	struct walk_text text = { 0 };
	(void)state;
	if (ARENA_CATCH(&arena))
		fail();
	struct planner planner = planner_make(&arena);
	uint32_t plan = plan_pattern(&planner, str_of("(?:(?:ab?c?|b|c) )+(?:end|stop)"));
	struct image image = { .plans = (const unsigned char *)planner.plans.bytes, .choices = (const unsigned char *)planner.choices.bytes, .classes = planner.classes };
	struct buf words = buf_make(&arena);
	for (size_t i = 0; i < 3000; i++)
		buf_str(&words, str_of(i == 100 ? "stop ab " : "ab "));
	walk_read(&text, &arena, buf_view(&words));
	assert_int_equal(walk_at(&image, plan, &text, 0, NULL), WALK_MATCH);
	assert_int_equal(walk_at(&image, plan, &text, 3 * 110 + 2, NULL), WALK_UNSURE);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(walks_find_what_pcre2_finds),
		cmocka_unit_test(what_cannot_be_planned_is_left_to_pcre2),
		cmocka_unit_test(texts_with_odd_letters_are_not_plain),
		cmocka_unit_test(long_ways_are_unsure),
		cmocka_unit_test(deep_ways_are_unsure),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
