#include "coach/language.h"

#include "base/utf8.h"
#include "rules/word.h"

#include <string.h>

/* Small words, and the commonest of the desk, that only one of the two writes; not "no", "me", "a", "he", "has", "son", "once", "come", "sin". */
static const char english[] =
    " the you and is to of we for your it that are have this with i not can be on if or at from our will they but was do does did as by so "
    "would could should which there what when where who why how may must been here any all just only please sorry hi hello dear thanks thank "
    "library book books closed open card today its it's don't can't won't i'm i'll you're we're isn't ";
static const char spanish[] =
    " el la que los las de en un una por para con su sus usted ustedes se es lo del al le les y si sí pero como cómo más está esta están "
    "este esto eso ese esa ya muy hay puede puedo tiene debe cuando porque hasta aquí aqui acá aca ahí ahi mi tu te nos os ni qué sobre también "
    "tambien nada nadie ningún ninguna según estamos tenemos hola buenos buenas gracias saludos señor señora sra estimado estimada biblioteca "
    "libro libros tarjeta hoy mañana cita favor cerrado cerrada prohibido imposible disculpe lamento siento q xq fue era nuestro nuestra solo "
    "sólo quiere vos usted pues bueno mire ";
static const char english_endings[] = " ing tion ould ight n't 're 'll 've ";
static const char spanish_endings[] =
    " ción cion ciones amos emos imos mente iendo ados adas idos idas ieron aron arle erle irle arlo erlo irlo idad dades ";

/* Is the word one of the list? */
static bool is_in(struct str word, const char *list)
{
	struct str all = str_of(list);
	for (size_t at = 0; (at = str_find(all, word, at)) < all.len; at++)
		if (all.ptr[at - 1] == ' ' && all.ptr[at + word.len] == ' ')
			return true;
	return false;
}

/* Does the word end in one of the list, with three letters at least before it? */
static bool ends_in(struct str word, const char *list)
{
	for (const char *p = list; *p; p += strcspn(p, " ")) {
		p += strspn(p, " ");
		struct str ending = { p, strcspn(p, " ") };
		if (ending.len && word.len >= ending.len + 3 && str_ends(word, ending))
			return true;
	}
	return false;
}

/* Letters of Spanish; é is left out, for English has its cafés and fiancés. */
static bool has_accent(struct str word)
{
	for (size_t at = 0; at < word.len;) {
		int32_t c = utf8_next(word, &at);
		if (c == 0xF1 || c == 0xE1 || c == 0xED || c == 0xF3 || c == 0xFA)
			return true;
	}
	return false;
}

static size_t count_in(struct str text, struct str mark)
{
	size_t count = 0;
	for (size_t at = 0; (at = str_find(text, mark, at)) < text.len; at += mark.len)
		count++;
	return count;
}

enum language language_of(struct str text)
{
	enum { WORDS_TO_LOOK_AT = 400 };
	size_t words = 0, en = 0, es = 0;
	struct word_reader reader = word_read(text);
	while (words++ < WORDS_TO_LOOK_AT && word_next(&reader)) {
		bool is_english = is_in(reader.word, english), is_spanish = is_in(reader.word, spanish);
		bool is_known = is_english || is_spanish;
		en += is_english || (!is_known && ends_in(reader.word, english_endings));
		es += is_spanish || (!is_known && (has_accent(reader.word) || ends_in(reader.word, spanish_endings)));
	}
	struct str seen = str_slice(text, 0, reader.at);
	es += 2 * (count_in(seen, STR("\xC2\xBF")) + count_in(seen, STR("\xC2\xA1"))); /* ¿ ¡ */
	return es > en ? LANGUAGE_ES : LANGUAGE_EN;
}
