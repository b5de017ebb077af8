#include "coach/words.h"

#include <string.h>

struct words words_cut(struct str s)
{
	struct words w = {.text = s};
	for (size_t at = 0; at < s.len && w.count < WORDS_MOST;) {
		size_t end = str_find(s, STR(" "), at);
		if (end > at)
			w.items[w.count++] = (struct span){at, end};
		at = end + 1;
	}
	return w;
}

struct str words_at(const struct words *w, size_t i)
{
	if (i >= w->count)
		return (struct str){0};
	struct str word = str_slice(w->text, w->items[i].start, w->items[i].end);
	while (word.len && strchr(".,;:!?)", word.ptr[word.len - 1]))
		word.len--;
	return word;
}

struct str words_between(const struct words *w, size_t from, size_t to)
{
	if (from >= to || from >= w->count)
		return (struct str){0};
	to = to < w->count ? to : w->count;
	return str_slice(w->text, w->items[from].start, w->items[to - 1].end);
}

bool words_in(const struct words *w, size_t i, enum word_list list)
{
	struct str word = words_at(w, i);
	return word.len && lexicon_has(LANGUAGE_EN, list, word);
}

bool words_is(const struct words *w, size_t i, const char *word)
{
	return str_eq_nocase(words_at(w, i), str_of(word));
}

size_t words_lead(const struct words *w)
{
	size_t i = 0;
	while (i < w->count && words_in(w, i, WORDS_FILLERS)) {
		if (i == 0 && (words_is(w, i, "there") || words_is(w, i, "good")) && !words_in(w, i + 1, WORDS_FILLERS))
			break;
		i++;
	}
	return i;
}

size_t words_asking(const struct words *w, size_t i)
{
	if (!words_in(w, i, WORDS_INTERROGATIVES))
		return 0;
	if (words_is(w, i, "how") && words_in(w, i + 1, WORDS_QUESTION_DEGREES))
		return words_is(w, i + 1, "many") ? 3 : 2;
	if ((words_is(w, i, "what") || words_is(w, i, "which")) && words_in(w, i + 1, WORDS_QUESTION_NOUNS))
		return 2;
	return 1;
}

size_t words_find(struct str s, enum word_list list)
{
	for (size_t at = 0; at < s.len; at++) {
		bool begins = at == 0 || (!is_ascii_alpha(s.ptr[at - 1]) && s.ptr[at - 1] != '\'');
		if (begins && lexicon_start(LANGUAGE_EN, list, str_slice(s, at, s.len)).len)
			return at;
	}
	return s.len;
}

bool words_state(const struct words *w)
{
	for (size_t i = 0; i < w->count; i++) {
		struct str word = words_at(w, i);
		/* "the scanner's sending files" */
		bool short_is = i > 0 && str_ends(word, STR("'s")) &&
				(str_ends(words_at(w, i + 1), STR("ing")) || words_in(w, i + 1, WORDS_AFTER_BE));
		if (short_is || words_in(w, i, WORDS_TELLING_FORMS) || (word.len > 4 && str_ends(word, STR("ed"))))
			return true;
	}
	return false;
}
