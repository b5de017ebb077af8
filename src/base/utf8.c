#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

bool utf8_is_ascii(struct str s)
{
	size_t i = 0;
	for (; i + 8 <= s.len; i += 8) {
		uint64_t eight;
		memcpy(&eight, s.ptr + i, 8);
		if (eight & 0x8080808080808080U)
			return false;
	}
	for (; i < s.len; i++)
		if ((unsigned char)s.ptr[i] & 0x80U)
			return false;
	return true;
}

/* Length of the well-formed sequence at p (Unicode, table 3-7), or 0. */
static size_t sequence_length(const unsigned char *p, size_t left)
{
	if (p[0] < 0x80)
		return 1;
	if (p[0] < 0xC2 || p[0] > 0xF4)
		return 0;
	size_t need = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
	if (left < need)
		return 0;
	unsigned low = p[0] == 0xE0 ? 0xA0 : p[0] == 0xF0 ? 0x90 : 0x80;
	unsigned high = p[0] == 0xED ? 0x9F : p[0] == 0xF4 ? 0x8F : 0xBF;
	if (p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 2; i < need; i++)
		if ((p[i] & 0xC0U) != 0x80)
			return 0;
	return need;
}

size_t utf8_invalid(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.ptr;
	size_t i = 0;
	while (i < s.len) {
		if (i + 8 <= s.len) {
			uint64_t eight;
			memcpy(&eight, p + i, 8);
			if ((eight & 0x8080808080808080U) == 0) {
				i += 8;
				continue;
			}
		}
		size_t n = sequence_length(p + i, s.len - i);
		if (n == 0)
			return i;
		i += n;
	}
	return s.len;
}

int32_t utf8_next(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.ptr + *at;
	size_t n = sequence_length(p, s.len - *at);
	if (n == 0) {
		++*at;
		return 0xFFFD;
	}
	*at += n;
	switch (n) {
	case 1:
		return p[0];
	case 2:
		return (p[0] & 0x1F) << 6 | (p[1] & 0x3F);
	case 3:
		return (p[0] & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
	default:
		return (p[0] & 0x07) << 18 | (p[1] & 0x3F) << 12 | (p[2] & 0x3F) << 6 | (p[3] & 0x3F);
	}
}

size_t utf8_put(char *out, int32_t code_point)
{
	return (size_t)utf8proc_encode_char(code_point, (utf8proc_uint8_t *)out);
}

int32_t utf8_of_windows_1252(unsigned char byte)
{
	static const uint16_t high[32] = {
		0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
		0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
		0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
	};
	return byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte;
}

char utf8_to_windows_1252(int32_t code_point, char other)
{
	for (int32_t byte = 0; byte < 256; byte++)
		if (utf8_of_windows_1252((unsigned char)byte) == code_point)
			return (char)byte;
	return other;
}

size_t utf8_width(int32_t code_point)
{
	if (code_point < 0x7F)
		return code_point >= 0x20;
	int width = utf8proc_charwidth(code_point);
	return width > 0 ? (size_t)width : 0;
}

size_t utf8_str_width(struct str s)
{
	size_t width = 0;
	for (size_t at = 0; at < s.len;) {
		int32_t c = utf8_next(s, &at);
		width += c == '\t' ? 1 : utf8_width(c);
	}
	return width;
}

bool utf8_is_invisible(int32_t c)
{
	if (c < 0xAD)
		return false;
	return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
	       (c >= 0xFE00 && c <= 0xFE0F);
}

bool utf8_is_space(int32_t c)
{
	if (c < 0x80)
		return c == ' ' || (c >= '\t' && c <= '\r');
	return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
	       c == 0x202F || c == 0x205F || c == 0x3000;
}

bool utf8_is_word(int32_t c)
{
	if (c < 0x80)
		return is_ascii_alpha((char)c) || is_ascii_digit((char)c);
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return true;
	default:
		return false;
	}
}

int32_t utf8_lower(int32_t c)
{
	return c < 0x80 ? ascii_lower((char)c) : utf8proc_tolower(c);
}

bool utf8_is_mark(int32_t c)
{
	if (c < 0x300)
		return false;
	utf8proc_category_t category = utf8proc_category(c);
	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
	       category == UTF8PROC_CATEGORY_ME;
}

struct str utf8_nfc(struct arena *arena, struct str s)
{
	if (utf8_is_ascii(s))
		return s;
	/* Decomposed into an arena buffer and composed in place, so that no block of the library's is leaked by a jump. */
	utf8proc_ssize_t room = (utf8proc_ssize_t)(2 * s.len + 8);
	utf8proc_int32_t *points = arena_alloc(arena, (size_t)room + 1, sizeof *points);
	utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
	utf8proc_ssize_t n =
	    utf8proc_decompose((const utf8proc_uint8_t *)s.ptr, (utf8proc_ssize_t)s.len, points, room, how);
	if (n < 0 || n > room)
		return s;
	utf8proc_ssize_t len = utf8proc_reencode(points, n, how);
	return len < 0 ? s : (struct str){ (const char *)points, (size_t)len };
}

struct str utf8_fold(struct arena *arena, struct str s)
{
	char *out = arena_alloc(arena, 2 * s.len + 1, 1);
	size_t len = 0;
	for (size_t at = 0; at < s.len;) {
		if ((unsigned char)s.ptr[at] < 0x80)
			out[len++] = ascii_lower(s.ptr[at++]);
		else
			len += utf8_put(out + len, utf8_lower(utf8_next(s, &at)));
	}
	return (struct str){ out, len };
}
