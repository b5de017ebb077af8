/* Which sentences of a reply are its frame: the salutation, the closing, and who writes. */
#include "coach/shape.h"
#include "said.h"

#include "draft/norm.h"

/* How many bytes of a reply stand in front of its sign-off. */
static size_t body_of(struct str reply)
{
	struct arena arena = { 0 };
	struct norm norm = norm_of_str(&arena, reply);
	struct sentences sentences = sentence_split(&arena, &norm);
	struct shapes shapes = shape_make(&arena, &norm, &sentences, STR(""));
	size_t end = shapes.closing < sentences.count ? norm_span(&norm, sentences.spans[shapes.closing]).start : reply.len;
	arena_free(&arena);
	return end;
}

static void who_writes_ends_the_body(void **state)
{
	(void)state;
	static const char *const ends[] = { "I. Thorne\nSenior Curator", "F.R.", "g.", "tove", "Hillside circ desk", "Is mise le meas,\nC. Daly", "With friendly greetings\nLoans", "Front desk", "Library Help (no replies to this address)", "Librarian-in-charge" };
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct arena arena = { 0 };
		struct str body = STR("The atlas is out until Monday. We will ring you.\n\n");
		size_t end = body_of(arena_printf(&arena, "%.*s%s", STR_FMT(body), ends[i]));
		if (end != body.len)
			fail_msg("%s: the body ends at %zu, not at %zu", ends[i], end, body.len);
		arena_free(&arena);
	}
}

static void a_short_answer_is_no_name(void **state)
{
	(void)state;
	static const char *const answers[] = { "sorry", "policy", "no.", "Ask at the front desk", "it's shut.", "Closed." };
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		struct arena arena = { 0 };
		struct str reply = arena_printf(&arena, "we can't say when.\n%s", answers[i]);
		if (body_of(reply) != reply.len)
			fail_msg("%s: taken for who writes", answers[i]);
		arena_free(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_writes_ends_the_body),
		cmocka_unit_test(a_short_answer_is_no_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
