#include "coach/language.h"

#include "rules/word.h"

static bool is_in(struct str word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(word, str_of(list[i])))
			return true;
	return false;
}

enum language language_of(struct str text)
{
	static const char *const english[] = { "the", "you", "and", "is", "to", "of", "we", "for", "your", "it", "that", "are", "have", "this", "with", "i", "not", "can", "be", "on" };
	static const char *const spanish[] = { "el", "la", "que", "los", "las", "de", "en", "una", "por", "para", "con", "su", "usted", "se", "es", "lo", "del", "al", "le", "y", "puede", "está", "si", "pero" };
	enum { WORDS_TO_LOOK_AT = 400 };
	size_t words = 0, en = 0, es = 0;
	struct word_reader reader = word_read(text);
	while (word_next(&reader) && words++ < WORDS_TO_LOOK_AT) {
		en += is_in(reader.word, english, sizeof english / sizeof *english);
		es += is_in(reader.word, spanish, sizeof spanish / sizeof *spanish);
	}
	return es > en ? LANGUAGE_ES : LANGUAGE_EN;
}
