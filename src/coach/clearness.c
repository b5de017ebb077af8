#include "coach/clearness.h"

#include "coach/lexicon.h"

#include <string.h>

/* The word at *at, without its marks; *at is then behind it. Empty at the end. */
static struct str next_word(struct str s, size_t *at)
{
	while (*at < s.len && strchr(" (\"", s.ptr[*at]))
		++*at;
	size_t end = str_find(s, STR(" "), *at);
	struct str word = str_slice(s, *at, end);
	*at = end;
	return str_trim_end(word, ".,;:!?)\"");
}

static bool is_in(enum word_list list, struct str word)
{
	return word.len && lexicon_has(LANGUAGE_EN, list, word);
}

/* "it is possible", "it's ok", "it costs": the subject of nothing. "it is being mended" is about something. */
static bool is_dummy(struct str pronoun, struct str s, size_t at)
{
	bool is_short = str_eq_nocase(pronoun, STR("it's"));
	if (!is_short && !str_eq_nocase(pronoun, STR("it")))
		return false;
	struct str verb = is_short ? STR("is") : next_word(s, &at), next = next_word(s, &at);
	bool done = str_ends(next, STR("ing")) || str_eq(next, STR("been")) || (str_ends(next, STR("ed")) && !str_eq(next, STR("allowed")));
	return is_in(WORDS_VERBS_OF_DUMMY_IT, verb) && !done;
}

/* "I need her for my trial", not "her loan". */
static bool is_object_her(struct str word, struct str s, size_t at)
{
	struct str next = next_word(s, &at);
	return str_eq_nocase(word, STR("her")) && (!next.len || is_in(WORDS_AFTER_HER, next));
}

/* "one of your guards" is somebody. */
static bool is_one_of(struct str word, struct str s, size_t at)
{
	return str_eq_nocase(word, STR("one")) && str_eq(next_word(s, &at), STR("of"));
}

enum clearness clearness_of(struct str said)
{
	bool points = false, named = false, after_name = false;
	size_t own = 0;
	struct str word;
	for (size_t at = 0; (word = next_word(said, &at)).len;) {
		if ((is_in(WORDS_POINTING, word) && !is_one_of(word, said, at)) || is_object_her(word, said, at)) {
			points = points || (!named && !is_dummy(word, said, at));
			after_name = false;
		} else if (is_in(WORDS_EMPTY, word)) {
			after_name = is_in(WORDS_DETERMINERS, word);
		} else {
			own++;
			named = named || after_name || (is_ascii_upper(word.ptr[0]) && own > 1);
		}
	}
	if (!own)
		return CLEARNESS_NONE;
	return points ? CLEARNESS_POINTS : CLEARNESS_FULL;
}
