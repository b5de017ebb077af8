/* Every move of the built-in packs makes of each `before` its `after`. */
#include "coach/suggest.h"
#include "draft/sentence.h"
#include "rules/match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static struct str remade(struct arena *arena, const struct matcher *matcher, struct rx_room *room, const struct move *move, struct str before)
{
	const struct image *image = matcher_image(matcher);
	struct norm norm = norm_of_str(arena, before);
	struct rx_match match;
	if (match_pattern(matcher, room, move->pattern, norm.bytes, &match) != RX_MATCH)
		return STR("(no match)");
	struct suggest_source source = { &norm, before, 0, match.captures, match.capture_count };
	return suggest_fill(arena, image_str(image, move->with), &source);
}

static void test_examples_of_moves(void **state)
{
	(void)state;
	const struct image *image = &image_builtin;
	struct matcher *matcher = matcher_new(image);
	struct rx_room *room = rx_room_new();
	assert_non_null(matcher);
	assert_non_null(room);
	assert_true(image->move_count > 0);
	for (uint32_t i = 0; i < image->move_count; i++) {
		const struct move *move = &image->moves[i];
		assert_true(move->before.count > 0);
		for (uint32_t k = 0; k < move->before.count; k++) {
			struct arena arena = { 0 };
			struct str after = image_str(image, image->refs[move->after.first + k]);
			struct str made = remade(&arena, matcher, room, move, image_str(image, image->refs[move->before.first + k]));
			if (!str_eq(made, after))
				print_error("%.*s: wanted %.*s\n  made %.*s\n", STR_FMT(image_str(image, move->id)), STR_FMT(after), STR_FMT(made));
			assert_true(str_eq(made, after));
			arena_free(&arena);
		}
	}
	matcher_free(matcher);
	rx_room_free(room);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_examples_of_moves) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
