#include "coach/voice.h"

#include "base/buf.h"
#include "coach/inflect.h"
#include "coach/lexicon.h"
#include "rules/word.h"

static bool is_letter(char c)
{
	return is_ascii_alpha(c) || c == '\'' || (unsigned char)c >= 0x80;
}

/* Does a sentence begin at `at`? */
static bool begins(struct str s, size_t at)
{
	while (at > 0 && (s.ptr[at - 1] == ' ' || s.ptr[at - 1] == '['))
		at--;
	return at == 0 || s.ptr[at - 1] == '.' || s.ptr[at - 1] == '?' || s.ptr[at - 1] == '!';
}

/* A template with whole words of the table swapped, those in {slots} left alone. */
static struct str swapped(struct arena *arena, struct str s, enum word_list table)
{
	struct buf out = buf_make(arena);
	for (size_t at = 0; at < s.len;) {
		size_t end = at;
		if (s.ptr[at] == '{')
			end = str_find(s, STR("}"), at);
		while (end < s.len && s.ptr[at] != '{' && is_letter(s.ptr[end]))
			end++;
		end = end > at ? end : at + 1;
		struct str word = str_slice(s, at, end);
		/* a capital inside a sentence is a name's */
		bool is_first = begins(s, at);
		struct str to = is_first ? lexicon_swap(LANGUAGE_EN, table, word) : lexicon_swap_exactly(LANGUAGE_EN, table, word);
		if (is_first)
			to = inflect_upper_first(arena, to);
		buf_str(&out, to.len ? to : word);
		at = end;
	}
	return buf_view(&out);
}

bool voice_contracts(struct str draft)
{
	return str_find(draft, STR("n't"), 0) < draft.len || str_find(draft, STR("'re "), 0) < draft.len || str_find(draft, STR("'ll "), 0) < draft.len;
}

bool voice_says_we(struct str draft)
{
	struct word_reader reader = word_read(draft);
	bool any = false;
	while (word_next(&reader)) {
		if (lexicon_has(LANGUAGE_EN, WORDS_I_FORMS, reader.word))
			return false;
		any = any || lexicon_has(LANGUAGE_EN, WORDS_WE_FORMS, reader.word);
	}
	return any;
}

struct str voice_as_we(struct arena *arena, struct str s)
{
	return swapped(arena, s, WORDS_I_TO_WE);
}

struct str voice_person(struct arena *arena, struct str s, struct str draft)
{
	return voice_says_we(draft) ? voice_as_we(arena, s) : s;
}

struct str voice_small(struct arena *arena, struct str s)
{
	struct buf out = buf_make(arena);
	for (size_t at = 0; at < s.len;) {
		size_t end = str_find(s, STR(" "), at);
		struct str word = str_slice(s, at, end < s.len ? end + 1 : end);
		buf_str(&out, begins(s, at) ? inflect_lower_first(arena, word) : word);
		at += word.len;
	}
	return buf_view(&out);
}

struct str voice_british(struct arena *arena, struct str s)
{
	return swapped(arena, s, WORDS_BRITISH);
}
