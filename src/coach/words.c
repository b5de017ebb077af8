#include "coach/words.h"

enum { MOST_ASKED_NOUNS = 3 };

struct words words_cut(struct str s)
{
	struct words w = { .text = s };
	for (size_t at = 0; at < s.len && w.count < WORDS_MOST;) {
		size_t end = str_find(s, STR(" "), at);
		if (end > at)
			w.items[w.count++] = (struct span){ at, end };
		at = end + 1;
	}
	return w;
}

struct str words_at(const struct words *w, size_t i)
{
	if (i >= w->count)
		return (struct str){ 0 };
	return str_trim_end(str_slice(w->text, w->items[i].start, w->items[i].end), ".,;:!?)");
}

struct str words_between(const struct words *w, size_t from, size_t to)
{
	if (from >= to || from >= w->count)
		return (struct str){ 0 };
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

/* "@library", "Comment:": whom or what it is for. */
static bool is_label(const struct words *w)
{
	if (w->count < 2)
		return false;
	struct str first = str_slice(w->text, w->items[0].start, w->items[0].end);
	return first.ptr[0] == '@' || (str_ends(first, STR(":")) && is_ascii_upper(first.ptr[0]));
}

size_t words_lead(const struct words *w)
{
	size_t start = is_label(w) ? 1 : 0, i = start;
	while (i < w->count && words_in(w, i, WORDS_FILLERS)) {
		if (i == start && (words_is(w, i, "there") || words_is(w, i, "good")) && !words_in(w, i + 1, WORDS_FILLERS))
			break;
		i++;
	}
	/* "Hi Neil, ", "Dear librarian, " */
	bool behind = i == start + 1 && i < w->count;
	bool named = behind && words_in(w, start, WORDS_GREETINGS) && is_ascii_upper(w->text.ptr[w->items[i].start]);
	return (named || (behind && words_is(w, start, "dear"))) && w->text.ptr[w->items[i].end - 1] == ',' ? i + 1 : i;
}

size_t words_asking(const struct words *w, size_t i)
{
	if (!words_in(w, i, WORDS_INTERROGATIVES))
		return 0;
	if (words_is(w, i, "how") && words_in(w, i + 1, WORDS_QUESTION_DEGREES))
		return words_is(w, i + 1, "many") || words_is(w, i + 2, "ahead") ? 3 : 2;
	if (!words_is(w, i, "what") && !words_is(w, i, "which"))
		return 1;
	if (words_in(w, i + 1, WORDS_QUESTION_NOUNS))
		return 2;
	/* "which citation style does": the thing stands between the word and the verb that asks */
	for (size_t k = i + 2; k <= i + MOST_ASKED_NOUNS + 1 && !words_in(w, k - 1, WORDS_BE_OF_THINGS) && !words_in(w, k - 1, WORDS_MODALS); k++)
		if (words_in(w, k, WORDS_FORMS_OF_DO) || words_in(w, k, WORDS_MODALS))
			return words_in(w, k - 1, WORDS_FORMS_OF_DO) ? 1 : k - i;
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
		bool short_is = i > 0 && str_ends(word, STR("'s")) && (str_ends(words_at(w, i + 1), STR("ing")) || words_in(w, i + 1, WORDS_AFTER_BE));
		bool of_it = i == 0 && (words_is(w, 0, "its") || words_is(w, 0, "it's"));
		if (short_is || of_it || words_in(w, i, WORDS_TELLING_FORMS) || (word.len > 4 && str_ends(word, STR("ed"))))
			return true;
	}
	return false;
}
