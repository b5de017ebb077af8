/* Words that are weighed for themselves: what they add to a sentence, to the reply and to the question; and what sentences add to a check. */
#include "coach/model.h"
#include "rules/pack.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static const char pack[] = "{\"pack\":\"w\",\"fit\":{\"words\":{"
			   "\"sadly\":{\"said\":{\"any\":2,\"agent\":-3},\"asked\":{\"refuses\":1}},"
			   "\"gladly\":{\"said\":{\"any\":-1,\"agent\":5}},"
			   "\"room\":{},"
			   "\"0\":{\"said\":{\"kept\":4},\"asked\":{\"refuses\":7}}}}}";

struct fixture {
	struct arena arena;
	struct image image;
	struct matcher *matcher;
	struct layer layer;
	struct layers layers;
};

static struct fixture *setup(const char *json)
{
	static struct fixture f;
	struct err err;
	f = (struct fixture){ 0 };
	struct pack_compiler *compiler = pack_compiler_new(&f.arena, NULL);
	assert_true(pack_add(compiler, "p.json", str_of(json), &err));
	pack_finish(compiler, &f.image);
	f.matcher = matcher_new(&f.image);
	assert_non_null(f.matcher);
	f.layer.matcher = f.matcher;
	f.layers = (struct layers){ &f.layer, 1 };
	return &f;
}

static void teardown(struct fixture *f)
{
	matcher_free(f->matcher);
	arena_free(&f->arena);
}

static struct model read_reply(struct fixture *f, const char *reply, enum language language)
{
	struct norm norm = norm_of_str(&f->arena, str_of(reply));
	struct sentences sentences = sentence_split(&f->arena, &norm);
	struct shapes shapes = shape_make(&f->arena, &norm, &sentences, STR(""));
	struct model model = model_start(&f->arena, &f->layers);
	model_add_words(&f->arena, &model, &f->layers, &shapes, &norm, &sentences, language);
	return model;
}

static void assert_near(double is, double wanted)
{
	if (fabs(is - wanted) > 1e-6)
		fail_msg("%f, not %f", is, wanted);
}

static void each_word_counts_once(void **state)
{
	(void)state;
	struct fixture *f = setup(pack);
	struct model model = read_reply(f, "Sadly, sadly, the room is shut. Gladly we open room 12 at 9.", LANGUAGE_EN);
	/* "sadly" and "room"; "gladly", "room" and a number */
	assert_near((double)model.said[0][0], 2 / sqrt(2));
	assert_near((double)model.said[1][0], -1 / sqrt(3));
	assert_near((double)model.said[1][TARGET_KEPT - TARGET_ANY], 4 / sqrt(3));
	assert_near(model.checks[TARGET_AGENT], (-3 + 5) / sqrt(4));
	assert_near(model.checks[TARGET_REFUSES], 0);
	teardown(f);
}

static void salutation_and_closing_say_nothing(void **state)
{
	(void)state;
	struct fixture *f = setup(pack);
	struct model model = read_reply(f, "Dear Mr Sadly,\n\nThe room is shut.\n\nRegards,\nAnn Gladly", LANGUAGE_EN);
	assert_near(model.checks[TARGET_AGENT], 0);
	teardown(f);
}

static void a_question_has_weights_of_its_own(void **state)
{
	(void)state;
	struct fixture *f = setup(pack);
	struct model model = model_start(&f->arena, &f->layers);
	model_add_asked(&f->arena, &model, &f->layers, STR("sadly, sadly: are 12 chairs in the room?"), LANGUAGE_EN);
	assert_near(model.checks[TARGET_REFUSES], (1 + 7) / sqrt(3));
	assert_near(model.checks[TARGET_AGENT], 0);
	teardown(f);
}

static void words_are_of_their_language(void **state)
{
	(void)state;
	struct fixture *f = setup(pack);
	struct model model = read_reply(f, "Sadly the room is shut.", LANGUAGE_ES);
	assert_near((double)model.said[0][0], 0);
	assert_near(model.checks[TARGET_AGENT], 0);
	teardown(f);
}

static void categories_are_not_for_words(void **state)
{
	(void)state;
	struct arena arena = { 0 };
	struct err err;
	struct pack_compiler *compiler = pack_compiler_new(&arena, NULL);
	assert_false(pack_add(compiler, "p.json", STR("{\"pack\":\"w\",\"fit\":{\"words\":{\"sadly\":{\"said\":{\"blame\":1}}}}}"), &err));
	assert_non_null(strstr(err.text, "blame"));
	assert_false(pack_add(compiler, "p.json", STR("{\"pack\":\"v\",\"fit\":{\"words\":{\"sadly\":{\"asked\":{\"kept\":1}}}}}"), &err));
	assert_non_null(strstr(err.text, "kept"));
	arena_free(&arena);
}

/* log(1 + sum of e^z) of two sentences, one of which has the word; a salutation is none. */
static void a_check_hears_what_its_sentences_do(void **state)
{
	(void)state;
	struct fixture *f = setup("{\"pack\":\"w\",\"fit\":{\"words\":{\"sadly\":{\"said\":{\"sentence-refuses\":2}}},"
				  "\"shape\":{\"always\":{\"sentence-refuses\":-1},\"sentences-refuse\":{\"refuses\":0.5}}}}");
	struct norm norm = norm_of_str(&f->arena, STR("Dear Ann,\n\nSadly, the room is shut. We open at nine.\n"));
	struct sentences sentences = sentence_split(&f->arena, &norm);
	struct shapes shapes = shape_make(&f->arena, &norm, &sentences, STR(""));
	struct model model = model_start(&f->arena, &f->layers);
	model_add_words(&f->arena, &model, &f->layers, &shapes, &norm, &sentences, LANGUAGE_EN);
	model_add_checks(&f->arena, &model, &f->layers, &shapes, (struct range){ 0, (uint32_t)sentences.count }, LANGUAGE_EN);
	model_finish_checks(&model, &f->layers, &shapes, LANGUAGE_EN);
	assert_int_equal(sentences.count, 3);
	assert_near(model.checks[TARGET_REFUSES], log1p(exp(2 - 1) + exp(-1)) / 2);
	assert_near(model.checks[TARGET_ACKNOWLEDGES], 0);
	teardown(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_word_counts_once),
		cmocka_unit_test(salutation_and_closing_say_nothing),
		cmocka_unit_test(a_question_has_weights_of_its_own),
		cmocka_unit_test(words_are_of_their_language),
		cmocka_unit_test(categories_are_not_for_words),
		cmocka_unit_test(a_check_hears_what_its_sentences_do),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
