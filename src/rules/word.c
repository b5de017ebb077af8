#include "rules/word.h"

#include "base/utf8.h"

struct word_reader word_read(struct str text)
{
	return (struct word_reader){ .text = text };
}

/* The letter, digit or apostrophe at `at`, folded; 0 when it is none. *next moves past it. */
static int32_t word_character(struct str text, size_t at, size_t *next)
{
	unsigned char c = (unsigned char)text.ptr[at];
	if (c < 0x80) {
		*next = at + 1;
		return is_ascii_alpha((char)c) || is_ascii_digit((char)c) || c == '\'' ? ascii_lower((char)c) : 0;
	}
	*next = at;
	int32_t point = utf8_next(text, next);
	/* U+017F, the long s, matches s without case in PCRE2 but is lower case already */
	if (point == 0x17F)
		return 's';
	return utf8_is_word(point) ? utf8_lower(point) : 0;
}

bool word_next(struct word_reader *r)
{
	size_t at = r->at, next = at;
	while (at < r->text.len) {
		int32_t c = word_character(r->text, at, &next);
		if (c && c != '\'')
			break;
		at = next;
	}
	r->at = at;
	if (at >= r->text.len)
		return false;

	size_t len = 0, len_without_quote = 0, end = at;
	while (at < r->text.len) {
		int32_t c = word_character(r->text, at, &next);
		if (!c)
			break;
		if (len + 4 <= WORD_BYTES) {
			if (c < 0x80)
				r->folded[len++] = (char)c;
			else
				len += utf8_put(r->folded + len, c);
		}
		at = next;
		if (c != '\'') {
			end = at;
			len_without_quote = len;
		}
	}
	r->word = (struct str){ r->folded, len_without_quote };
	r->span = (struct span){ r->at, end };
	r->hash = str_hash(r->word);
	r->at = at;
	return true;
}
