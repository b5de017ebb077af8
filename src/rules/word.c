#include "rules/word.h"

#include "base/utf8.h"

struct word_reader word_read(struct str text)
{
	return (struct word_reader){ .text = text };
}

/* Connectors (Pc) other than the underscore. */
static bool is_rare_connector(int32_t point)
{
	return point == 0x203F || point == 0x2040 || point == 0x2054 || point == 0xFE33 || point == 0xFE34 ||
	       (point >= 0xFE4D && point <= 0xFE4F) || point == 0xFF3F;
}

/* The letter, digit, underscore or apostrophe at `at`, folded; 0 when it is none. *next moves past it. */
static int32_t word_character(struct word_reader *r, size_t at, size_t *next)
{
	struct str text = r->text;
	unsigned char c = (unsigned char)text.ptr[at];
	if (c < 0x80) {
		*next = at + 1;
		bool is_part = is_ascii_alpha((char)c) || is_ascii_digit((char)c) || c == '\'' || c == '_';
		return is_part ? ascii_lower((char)c) : 0;
	}
	*next = at;
	int32_t point = utf8_next(text, next);
	bool is_odd = utf8_is_mark(point) || is_rare_connector(point);
	r->is_odd = r->is_odd || is_odd;
	if (is_odd && r->is_fine)
		return 0;
	/* U+017F, the long s, matches s without case in PCRE2 but is lower case already */
	if (point == 0x17F)
		return 's';
	return utf8_is_word(point) ? utf8_lower(point) : 0;
}

/* A letter, digit or underscore of ASCII, folded; 0: it is something else. Words are made of little else, so they are asked for first. */
static inline char plain_character(char c)
{
	if (is_ascii_alpha(c))
		return (char)(c | 32);
	return is_ascii_digit(c) || c == '_' ? c : '\0';
}

/* Where the next word begins, or the end of the text. */
static size_t skip_to_word(struct word_reader *r)
{
	size_t at = r->at, next = at;
	while (at < r->text.len && !plain_character(r->text.ptr[at])) {
		int32_t c = word_character(r, at, &next);
		if (c && c != '\'')
			break;
		at = next;
	}
	return at;
}

/* Two apostrophes side by side end a word; it is odd when it goes on behind them. */
static bool is_second_quote(struct word_reader *r, int32_t c, size_t end, size_t at, size_t next)
{
	if (c != '\'' || end == at)
		return false;
	if (next < r->text.len) {
		int32_t after = word_character(r, next, &next);
		r->is_odd = r->is_odd || after;
	}
	return true;
}

bool word_next(struct word_reader *r)
{
	size_t at = r->at = skip_to_word(r), next = at;
	if (at >= r->text.len)
		return false;

	size_t len = 0, len_without_quote = 0, end = at;
	while (at < r->text.len) {
		int32_t c = (unsigned char)plain_character(r->text.ptr[at]);
		next = at + 1;
		if (!c)
			c = word_character(r, at, &next);
		if (!c || is_second_quote(r, c, end, at, next))
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

struct str word_tail(const struct word_reader *r, struct word_reader *tail)
{
	enum { LEAST_CUT_BYTES = WORD_BYTES - 4, BYTES = WORD_BYTES / 2 };
	if (r->word.len < LEAST_CUT_BYTES)
		return r->word;
	size_t from = r->span.end - BYTES;
	while (((unsigned char)r->text.ptr[from] & 0xC0U) == 0x80)
		from++;
	*tail = word_read(str_slice(r->text, from, r->span.end));
	tail->is_fine = r->is_fine;
	return word_next(tail) ? tail->word : (struct str){ 0 };
}
