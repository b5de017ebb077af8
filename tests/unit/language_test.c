/* The language of a draft: long and short, with and without accents, with words of the other language in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "coach/language.h"

#include <string.h>

static void assert_language(const char *text, enum language expected)
{
	if (language_of(str_of(text)) != expected)
		fail_msg("read as %s: %s", expected == LANGUAGE_ES ? "English" : "Spanish", text);
}

#define ASSERT_ALL(texts, expected)                                                                                                                  \
	for (size_t i = 0; i < sizeof(texts) / sizeof *(texts); i++)                                                                                 \
	assert_language((texts)[i], expected)

static void test_sentences(void **state)
{
	(void)state;
	static const char *const spanish[] = {
		"Lamentablemente no podemos renovar este libro porque otra persona lo espera.",
		("Buenos d\xC3\xAD"
		"as: le apart\xC3\xA9 el ejemplar en el mostrador."),
		"voy bajando ya mismo, dame 1 minuto",
		"Fijate en la web de la muni.",
		"\xC2\xBFOs va bien el jueves?",
	};
	static const char *const english[] = {
		"Unfortunately we cannot renew this book, since somebody else is waiting.",
		"Hi Jose, no problem! See you Monday.",
		"That title has no renewals left.",
		"You have three items on hold at the main desk.",
	};
	ASSERT_ALL(spanish, LANGUAGE_ES);
	ASSERT_ALL(english, LANGUAGE_EN);
}

static void test_short(void **state)
{
	(void)state;
	static const char *const spanish[] = { "No se puede.", "Prohibido comer.", "No renovamos.", "NO SE PERMITE", "Imposible.", "hola", "Cerrado.", "Lamentablemente no." };
	static const char *const english[] = { "No.", "Closed.", "", "No food.", "Not allowed", "ok", "Sorry, no." };
	ASSERT_ALL(spanish, LANGUAGE_ES);
	ASSERT_ALL(english, LANGUAGE_EN);
}

static void test_without_accents(void **state)
{
	(void)state;
	static const char *const spanish[] = {
		"aqui no hay ningun sueter azul, la biblioteca no se hace responsable",
		"ESTIMADO APODERADO: YOUTUBE ESTA BLOQUEADO POR INSTRUCCION DE LA DIRECCION",
		"usted debio leer el reglamento",
		"xq no trajo su identificacion",
	};
	ASSERT_ALL(spanish, LANGUAGE_ES);
}

static void test_words_of_the_other(void **state)
{
	(void)state;
	static const char *const spanish[] = {
		"El t\xC3\xADtulo \"The Secret Life of Bees\" est\xC3\xA1 prestado; le aviso cuando vuelva.",
		"Su ILL est\xC3\xA1 en estatus pending lender y de eso depende la biblioteca que presta.",
		"Tenemos el parking cerrado este lunes.",
	};
	static const char *const english[] = {
		"We have \"Cien a\xC3\xB1os de soledad\" and \"La casa de los esp\xC3\xADritus\", and you can take both of them home.",
		"Mar\xC3\xAD"
		"a Garc\xC3\xAD"
		"a is at the desk until five.",
		"Your caf\xC3\xA9 card is on file.",
		"The Los Angeles branch is closed; try the one in San Jose.",
	};
	ASSERT_ALL(spanish, LANGUAGE_ES);
	ASSERT_ALL(english, LANGUAGE_EN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_short),
		cmocka_unit_test(test_without_accents),
		cmocka_unit_test(test_words_of_the_other),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
