#include "coach/language.h"

#include "base/utf8.h"
#include "rules/word.h"

#include <string.h>

enum { WORD_ROOM = 12 };

/* In the order of their bytes: small words, and the commonest of the desk, that only one of the two writes; not "no", "me", "a", "he", "has", "son", "once", "come", "sin". */
static const char english[][WORD_ROOM] = {
	"all", "and", "any", "are", "as", "at", "be", "been", "book", "books", "but", "by", "can", "can't", "card", "closed", "could", "dear", "did", "do",
	"does", "don't", "for", "from", "have", "hello", "here", "hi", "how", "i", "i'll", "i'm", "if", "is", "isn't", "it", "it's", "its", "just",
	"library", "may", "must", "not", "of", "on", "only", "open", "or", "our", "please", "should", "so", "sorry", "thank", "thanks", "that", "the",
	"there", "they", "this", "to", "today", "was", "we", "we're", "what", "when", "where", "which", "who", "why", "will", "with", "won't", "would",
	"you", "you're", "your",
};
static const char spanish[][WORD_ROOM] = {
	"aca", "acá", "ahi", "ahí", "al", "aqui", "aquí", "biblioteca", "buenas", "bueno", "buenos", "cerrada", "cerrado", "cita", "como", "con", "cuando",
	"cómo", "de", "debe", "del", "disculpe", "el", "en", "era", "es", "esa", "ese", "eso", "esta", "estamos", "este", "estimada", "estimado", "esto",
	"está", "están", "favor", "fue", "gracias", "hasta", "hay", "hola", "hoy", "imposible", "la", "lamento", "las", "le", "les", "libro", "libros",
	"lo", "los", "mañana", "mi", "mire", "muy", "más", "nada", "nadie", "ni", "ninguna", "ningún", "nos", "nuestra", "nuestro", "os", "para", "pero",
	"por", "porque", "prohibido", "puede", "puedo", "pues", "q", "que", "quiere", "qué", "saludos", "se", "según", "señor", "señora", "si", "siento",
	"sobre", "solo", "sra", "su", "sus", "sí", "sólo", "tambien", "también", "tarjeta", "te", "tenemos", "tiene", "tu", "un", "una", "usted", "ustedes",
	"vos", "xq", "y", "ya",
};
/* Text without a pointer, which would have to be put right when the program is loaded. */
struct ending {
	char text[7];
	unsigned char len;
};
/* NOLINTNEXTLINE(bugprone-macro-parentheses): in parentheses a string is no initializer */
#define ENDING(text) { text, sizeof text - 1 }
static const struct ending english_endings[] = {
	ENDING("ing"), ENDING("tion"), ENDING("ould"), ENDING("ight"), ENDING("n't"), ENDING("'re"), ENDING("'ll"), ENDING("'ve"),
};
static const struct ending spanish_endings[] = {
	ENDING("ci\xC3\xB3n"), ENDING("cion"), ENDING("ciones"), ENDING("amos"), ENDING("emos"), ENDING("imos"), ENDING("mente"), ENDING("iendo"),
	ENDING("ados"), ENDING("adas"), ENDING("idos"), ENDING("idas"), ENDING("ieron"), ENDING("aron"), ENDING("arle"), ENDING("erle"),
	ENDING("irle"), ENDING("arlo"), ENDING("erlo"), ENDING("irlo"), ENDING("idad"), ENDING("dades"),
};
enum { ENGLISH_ENDINGS = sizeof english_endings / sizeof *english_endings, SPANISH_ENDINGS = sizeof spanish_endings / sizeof *spanish_endings };

/* memcmp, which for so few bytes is mostly the call. */
static int compare(const char *a, const char *b)
{
	for (size_t i = 0; i < WORD_ROOM; i++)
		if (a[i] != b[i])
			return (unsigned char)a[i] < (unsigned char)b[i] ? -1 : 1;
	return 0;
}

/* Is the word one of the list? */
static bool is_in(struct str word, const char (*list)[WORD_ROOM], size_t count)
{
	char key[WORD_ROOM] = { 0 };
	if (word.len >= WORD_ROOM)
		return false;
	memcpy(key, word.ptr, word.len);
	size_t low = 0;
	while (low < count) {
		size_t middle = low + (count - low) / 2;
		int order = compare(key, list[middle]);
		if (order == 0)
			return true;
		if (order < 0)
			count = middle;
		else
			low = middle + 1;
	}
	return false;
}

static bool is_ending(struct str word, const struct ending *ending)
{
	if (word.len < ending->len + 3U)
		return false;
	const char *end = word.ptr + word.len - ending->len;
	for (size_t i = ending->len; i > 0; i--)
		if (end[i - 1] != ending->text[i - 1])
			return false;
	return true;
}

/* Does the word end in one of the list, with three letters at least before it? */
static bool ends_in(struct str word, const struct ending *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_ending(word, &list[i]))
			return true;
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

enum language language_of(struct str text)
{
	enum { WORDS_TO_LOOK_AT = 400 };
	size_t words = 0, en = 0, es = 0;
	struct word_reader reader = word_read(text);
	while (words++ < WORDS_TO_LOOK_AT && word_next(&reader)) {
		bool is_english = is_in(reader.word, english, sizeof english / sizeof *english);
		bool is_spanish = !is_english && is_in(reader.word, spanish, sizeof spanish / sizeof *spanish);
		bool is_known = is_english || is_spanish;
		en += is_english || (!is_known && ends_in(reader.word, english_endings, ENGLISH_ENDINGS));
		es += is_spanish || (!is_known && (has_accent(reader.word) || ends_in(reader.word, spanish_endings, SPANISH_ENDINGS)));
	}
	struct str seen = str_slice(text, 0, reader.at);
	es += 2 * (str_count(seen, STR("\xC2\xBF")) + str_count(seen, STR("\xC2\xA1"))); /* ¿ ¡ */
	return es > en ? LANGUAGE_ES : LANGUAGE_EN;
}
