#include "coach/referent.h"

#include "coach/words.h"

#include <string.h>

/* The words i..j that name somebody of the patron's: "my late husband"; empty when none begin at i. */
static struct str named_at(struct str s, size_t at, enum word_list family)
{
	enum { MOST_WORDS = 4 };
	struct words w = words_cut(str_slice(s, at, s.len));
	if (!words_is(&w, 0, "my") && !words_is(&w, 0, "our"))
		return (struct str){ 0 };
	for (size_t i = 1; i < MOST_WORDS && i < w.count; i++) {
		struct str word = words_at(&w, i);
		bool aged = str_ends(word, STR("-year-old"));
		if (words_in(&w, i, family) || words_in(&w, i, WORDS_FAMILY_EITHER) || aged)
			return str_slice(words_between(&w, 0, i + 1), 0, (size_t)(word.ptr + word.len - w.text.ptr));
	}
	return (struct str){ 0 };
}

/* The one who is named in s; empty when nobody is, or several are. */
static struct str only_one(struct str s, enum word_list family)
{
	struct str one = { 0 };
	for (size_t at = 0; at < s.len; at++) {
		bool begins = at == 0 || !is_ascii_alpha(s.ptr[at - 1]);
		struct str named = begins && strchr("mMoO", s.ptr[at]) ? named_at(s, at, family) : (struct str){ 0 };
		if (!named.len)
			continue;
		if (one.len && !str_eq_nocase(one, named))
			return (struct str){ 0 };
		one = named;
	}
	return one;
}

struct str referent_named(struct arena *arena, struct str sentence, struct str before)
{
	enum { FAR_BYTES = 600 };
	before = str_slice(before, before.len > FAR_BYTES ? before.len - FAR_BYTES : 0, before.len);
	struct words w = words_cut(sentence);
	for (size_t i = 0; i < w.count; i++) {
		bool he = words_is(&w, i, "he"), she = words_is(&w, i, "she");
		if (!he && !she)
			continue;
		enum word_list family = he ? WORDS_FAMILY_HE : WORDS_FAMILY_SHE;
		struct str one = only_one(before, family), ahead = str_slice(sentence, 0, w.items[i].start);
		struct str nearer = only_one(ahead, family);
		/* "my son is five, may he join?": what stands before the comma is not said back */
		if (nearer.len && str_ends(sentence, STR("?")) && memchr(nearer.ptr, ',', (size_t)(ahead.ptr + ahead.len - nearer.ptr)))
			one = nearer;
		else if (!one.len || nearer.len)
			return sentence;
		struct str word = words_at(&w, i), rest = str_slice(sentence, w.items[i].start + word.len, sentence.len);
		bool first = ahead.len == 0;
		return arena_printf(arena, "%.*s%s%.*s%.*s", STR_FMT(ahead), first ? "My" : "my", STR_FMT(str_slice(one, str_find(one, STR(" "), 0), one.len)),
				    STR_FMT(rest));
	}
	return sentence;
}
