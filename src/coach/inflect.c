#include "coach/inflect.h"

#include "base/utf8.h"
#include "coach/lexicon.h"

#include <string.h>

static bool is_vowel(char c)
{
	return c && strchr("aeiou", ascii_lower(c)) != NULL;
}

/* "scann" of "scanning" back to "scan"; "fill", "pass" and "add" keep theirs. */
static struct str undouble(struct str stem)
{
	if (stem.len >= 3 && stem.ptr[stem.len - 1] == stem.ptr[stem.len - 2] && strchr("bdgmnprt", stem.ptr[stem.len - 1]))
		stem.len--;
	return stem;
}

/* One vowel between consonants, as "scan" and "bar": the last letter is doubled before "ing", and a stem left with a single one has lost an e ("mak"). */
static bool is_short(struct str word)
{
	size_t vowels = 0;
	for (size_t i = 0; i < word.len; i++)
		vowels += is_vowel(word.ptr[i]) || (word.ptr[i] == 'y' && i > 0);
	return word.len >= 3 && vowels == 1 && is_vowel(word.ptr[word.len - 2]) && !strchr("wxy", word.ptr[word.len - 1]);
}

/* Does the bare stem want its silent e back ("mak", "us", "provid")? Spelling decides most of it. */
static bool wants_e(struct str stem)
{
	if (lexicon_ends(LANGUAGE_EN, WORDS_NO_E_STEMS, stem))
		return false;
	return is_short(stem) || (stem.len > 2 && lexicon_ends(LANGUAGE_EN, WORDS_E_STEMS, stem));
}

static struct str with_tail(struct arena *arena, struct str stem, const char *tail)
{
	return arena_printf(arena, "%.*s%s", STR_FMT(stem), tail);
}

struct str inflect_base(struct arena *arena, struct str verb)
{
	struct str low = utf8_fold(arena, verb), known = lexicon_swap(LANGUAGE_EN, WORDS_BASE_FORMS, low), stem = low;
	if (known.len)
		return known;
	if (low.len > 5 && str_ends(low, STR("ying")))
		return str_slice(low, 0, low.len - 3);
	if (low.len > 5 && str_ends(low, STR("ing")))
		stem.len -= 3;
	else if (low.len > 4 && str_ends(low, STR("ied")))
		return with_tail(arena, str_slice(low, 0, low.len - 3), "y");
	else if (low.len > 4 && str_ends(low, STR("ed")))
		stem.len -= 2;
	else if (low.len > 4 && str_ends(low, STR("ies")))
		return with_tail(arena, str_slice(low, 0, low.len - 3), "y");
	else if (low.len > 4 && (str_ends(low, STR("ches")) || str_ends(low, STR("shes")) || str_ends(low, STR("sses")) || str_ends(low, STR("xes"))))
		return str_slice(low, 0, low.len - 2);
	else if (low.len > 3 && str_ends(low, STR("s")) && !str_ends(low, STR("ss")))
		return str_slice(low, 0, low.len - 1);
	else
		return verb;
	struct str single = undouble(stem);
	if (single.len != stem.len)
		return single;
	return wants_e(stem) ? with_tail(arena, stem, "e") : stem;
}

/* "scan" to "scanning". */
static struct str twice(struct arena *arena, struct str base)
{
	return arena_printf(arena, "%.*s%cing", STR_FMT(base), base.ptr[base.len - 1]);
}

struct str inflect_gerund(struct arena *arena, struct str base)
{
	if (str_ends(base, STR("ing")) && base.len > 5)
		return base;
	if (is_short(base) || lexicon_has_exactly(LANGUAGE_EN, WORDS_DOUBLING_VERBS, base))
		return twice(arena, base);
	if (str_ends(base, STR("ie")))
		return with_tail(arena, str_slice(base, 0, base.len - 2), "ying");
	bool silent_e = base.len > 2 && str_ends(base, STR("e")) && !str_ends(base, STR("ee")) && !str_ends(base, STR("oe")) && !str_ends(base, STR("ye"));
	return with_tail(arena, silent_e ? str_slice(base, 0, base.len - 1) : base, "ing");
}

struct str inflect_article(struct str word)
{
	if (!word.len)
		return STR("a");
	if (lexicon_start(LANGUAGE_EN, WORDS_SILENT_H, word).len)
		return STR("an");
	bool capitals = word.len >= 2 && is_ascii_upper(word.ptr[0]) && is_ascii_upper(word.ptr[1]);
	if (capitals) /* spelled out: "an ILL", "a PDF" */
		return strchr("AEFHILMNORSX", word.ptr[0]) ? STR("an") : STR("a");
	if (lexicon_start(LANGUAGE_EN, WORDS_YOU_SOUNDS, word).len)
		return STR("a");
	if (word.ptr[0] == '8' || str_starts(word, STR("11")) || str_starts(word, STR("18")))
		return STR("an");
	return is_vowel(word.ptr[0]) ? STR("an") : STR("a");
}

struct str inflect_upper_first(struct arena *arena, struct str s)
{
	if (!s.len || !is_ascii_lower(s.ptr[0]))
		return s;
	char *copy = arena_alloc(arena, s.len + 1, 1);
	memcpy(copy, s.ptr, s.len);
	copy[0] = ascii_upper(copy[0]);
	return (struct str){ copy, s.len };
}

/* "Brant Township residents": a capital before a capital is a name, unless the first word only determines. */
static bool starts_name(struct str s)
{
	struct str word = str_slice(s, 0, str_find(s, STR(" "), 0));
	/* nothing in the spelling of some names tells */
	if (lexicon_has_exactly(LANGUAGE_EN, WORDS_ALWAYS_CAPITAL, word))
		return true;
	if (lexicon_has(LANGUAGE_EN, WORDS_NOT_OF_NAMES, word))
		return false;
	for (size_t i = 1; i < word.len; i++)
		if (is_ascii_upper(word.ptr[i]) || is_ascii_digit(word.ptr[i]))
			return true;
	return word.len + 2 < s.len && is_ascii_upper(s.ptr[word.len + 1]) && is_ascii_lower(s.ptr[word.len + 2]);
}

struct str inflect_lower_first(struct arena *arena, struct str s)
{
	if (!s.len || !is_ascii_upper(s.ptr[0]))
		return s;
	bool pronoun = s.ptr[0] == 'I' && (s.len == 1 || !is_ascii_alpha(s.ptr[1]));
	if (pronoun || starts_name(s) || (s.len > 1 && is_ascii_upper(s.ptr[1])))
		return s;
	char *copy = arena_alloc(arena, s.len + 1, 1);
	memcpy(copy, s.ptr, s.len);
	copy[0] = ascii_lower(copy[0]);
	return (struct str){ copy, s.len };
}
