#include "draft/phrase.h"

#include <string.h>

size_t phrase_end(struct str s, size_t at, const char *phrase)
{
	for (; *phrase; phrase++) {
		if (*phrase == ' ') {
			if (at >= s.len || !is_ascii_space(s.ptr[at]))
				return 0;
			while (at < s.len && is_ascii_space(s.ptr[at]))
				at++;
			continue;
		}
		if (at < s.len && s.ptr[at] == '-' && *phrase != '-')
			at++;
		if (at >= s.len || ascii_lower(s.ptr[at]) != *phrase)
			return 0;
		at++;
	}
	return at;
}

static bool is_found(struct str s, const char *phrase)
{
	for (size_t at = 0; at < s.len; at++)
		if ((at == 0 || !is_word_byte(s.ptr[at - 1])) && phrase_end(s, at, phrase))
			return true;
	return false;
}

size_t phrase_count(struct str s, const char *const *phrases, size_t count)
{
	size_t found = 0;
	for (size_t i = 0; i < count; i++)
		found += is_found(s, phrases[i]);
	return found;
}

size_t phrase_opening(struct str s, const char *const *phrases, size_t count)
{
	size_t longest = 0;
	for (size_t i = 0; i < count; i++) {
		size_t end = phrase_end(s, 0, phrases[i]);
		if (end > longest && (end == s.len || !is_word_byte(s.ptr[end]) || !is_word_byte(s.ptr[end - 1])))
			longest = end;
	}
	return longest;
}

struct str phrase_next_word(struct str s, size_t *at)
{
	while (*at < s.len && !is_word_byte(s.ptr[*at]))
		++*at;
	size_t start = *at;
	while (*at < s.len && (is_word_byte(s.ptr[*at]) || s.ptr[*at] == '\''))
		++*at;
	return str_slice(s, start, *at);
}

size_t phrase_word_count(struct str s)
{
	size_t count = 0;
	for (size_t at = 0; phrase_next_word(s, &at).len;)
		count++;
	return count;
}

bool phrase_has_word(struct str s, const char *const *words, size_t count)
{
	for (size_t at = 0;;) {
		struct str word = phrase_next_word(s, &at);
		if (word.len == 0)
			return false;
		for (size_t i = 0; i < count; i++)
			if (ascii_lower(words[i][0]) == ascii_lower(word.ptr[0]) && str_eq_nocase(word, str_of(words[i])))
				return true;
	}
}

bool phrase_has_digit(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_ascii_digit(s.ptr[i]))
			return true;
	return false;
}

bool phrase_has_byte(struct str s, char c)
{
	return s.len && memchr(s.ptr, c, s.len) != NULL;
}

bool phrase_has_time(struct str s)
{
	for (size_t i = 1; i + 1 < s.len; i++)
		if (s.ptr[i] == ':' && is_ascii_digit(s.ptr[i - 1]) && is_ascii_digit(s.ptr[i + 1]))
			return true;
	return false;
}
