/* Patterns are cut into their alternatives where that changes nothing, and there only. */
#include "rules/branch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The branches as "guard>text" (without a guard "text"), a line each. */
static void expect(const char *pattern, const char *wanted)
{
	struct arena arena = { 0 };
	if (ARENA_CATCH(&arena))
		fail();
	struct branch_texts texts = branch_split(&arena, str_of(pattern));
	struct str all = STR("");
	for (size_t i = 0; i < texts.count; i++) {
		struct branch_text t = texts.items[i];
		all = arena_printf(&arena, "%.*s%s%.*s%s%.*s", STR_FMT(all), i ? "\n" : "", STR_FMT(t.guard), t.guard.len ? ">" : "", STR_FMT(t.text));
	}
	assert_string_equal(all.ptr, wanted);
	arena_free(&arena);
}

static void alternatives_are_branches(void **state)
{
	(void)state;
	expect("we can't", "we can't");
	expect("a|b c|d", "a\nb c\nd");
	expect("(?:a|b)|[|)]x|\\|y", "(?:a|b)\n[|)]x\n\\|y");
	expect("[]|]|a", "[]|]\na");
	expect("[[:alpha:]|]|a", "[[:alpha:]|]\na");
	expect("a|", "a\n");
}

static void guards_are_taken_off(void **state)
{
	(void)state;
	expect("(?!.*but)no", ".*but>no");
	expect("(?:(?!a|b))no|yes", "a|b>no\nyes");
	expect("(?!(?:a|b)\\))no", "(?:a|b)\\)>no");
	expect("(?:(?!a)b|c)no", "(?:(?!a)b|c)no");
	expect("(?!a)?no", "(?!a)?no");
	expect("(?:(?!a))*no", "(?:(?!a))*no");
}

static void what_belongs_together_stays(void **state)
{
	(void)state;
	expect("(?-i)A|b", "(?-i)A|b");
	expect("(?-i:A)|b", "(?-i:A)\nb");
	expect("(?<n>a) \\k<n>|b", "(?<n>a) \\k<n>\nb");
	expect("(?<n>a)|b\\k<n>", "(?<n>a)|b\\k<n>");
	expect("(?<n>a)|b\\1", "(?<n>a)|b\\1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(alternatives_are_branches),
		cmocka_unit_test(guards_are_taken_off),
		cmocka_unit_test(what_belongs_together_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
