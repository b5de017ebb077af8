#include "coach/voice.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "rules/word.h"

#include <string.h>

struct swap {
	const char *from, *to;
};

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
static struct str swapped(struct arena *arena, struct str s, const struct swap *table, size_t count)
{
	struct buf out = buf_make(arena);
	for (size_t at = 0; at < s.len;) {
		size_t end = at;
		if (s.ptr[at] == '{')
			end = str_find(s, STR("}"), at);
		while (end < s.len && s.ptr[at] != '{' && is_letter(s.ptr[end]))
			end++;
		end = end > at ? end : at + 1;
		struct str word = str_slice(s, at, end), to = word;
		for (size_t i = 0; i < count; i++)
			if (str_eq(word, str_of(table[i].from)))
				to = str_of(table[i].to);
		buf_char(&out, to.ptr != word.ptr && begins(s, at) ? ascii_upper(to.ptr[0]) : to.ptr[0]);
		buf_str(&out, str_slice(to, 1, to.len));
		at = end;
	}
	return buf_view(&out);
}

static bool is_one_of(struct str word, const char *const *words)
{
	for (; *words; words++)
		if (str_eq(word, str_of(*words)))
			return true;
	return false;
}

/* Does the draft speak as "we", and never as "I"? */
static bool says_we(struct str draft)
{
	static const char *const we[] = { "we", "we're", "we'll", "we've", "we'd", "our", "us", NULL };
	static const char *const i[] = { "i", "i'm", "i'll", "i've", "i'd", "my", "me", NULL };
	struct word_reader reader = word_read(draft);
	bool any = false;
	while (word_next(&reader)) {
		if (is_one_of(reader.word, i))
			return false;
		any = any || is_one_of(reader.word, we);
	}
	return any;
}

struct str voice_person(struct arena *arena, struct str s, struct str draft)
{
	static const struct swap as_we[] = { { "I", "we" },    { "I'd", "we'd" }, { "I'll", "we'll" }, { "I'm", "we're" },
					     { "I've", "we've" }, { "me", "us" },    { "my", "our" },	  { "myself", "ourselves" } };
	return says_we(draft) ? swapped(arena, s, as_we, sizeof as_we / sizeof *as_we) : s;
}

struct str voice_british(struct arena *arena, struct str s)
{
	static const struct swap british[] = { { "center", "centre" },	   { "program", "programme" },	 { "programs", "programmes" },
					       { "catalog", "catalogue" }, { "neighboring", "neighbouring" } };
	return swapped(arena, s, british, sizeof british / sizeof *british);
}
