#include "base/str.h"

#include <string.h>

struct str str_of(const char *c_string)
{
	return c_string ? (struct str){ c_string, strlen(c_string) } : (struct str){ "", 0 };
}

struct str str_slice(struct str s, size_t start, size_t end)
{
	if (end > s.len)
		end = s.len;
	if (start > end)
		start = end;
	/* an empty view may have no pointer, to which nothing can be added */
	return (struct str){ start ? s.ptr + start : s.ptr, end - start };
}

bool str_eq(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool str_eq_nocase(struct str a, struct str b)
{
	return a.len == b.len && str_starts_nocase(a, b);
}

bool str_starts(struct str s, struct str prefix)
{
	if (s.len < prefix.len)
		return false;
	return !prefix.len || (s.ptr[0] == prefix.ptr[0] && memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

bool str_starts_nocase(struct str s, struct str prefix)
{
	if (s.len < prefix.len)
		return false;
	for (size_t i = 0; i < prefix.len; i++)
		if (ascii_lower(s.ptr[i]) != ascii_lower(prefix.ptr[i]))
			return false;
	return true;
}

bool str_ends(struct str s, struct str suffix)
{
	return s.len >= suffix.len && str_eq(str_slice(s, s.len - suffix.len, s.len), suffix);
}

bool str_ends_in(struct str s, const char *bytes)
{
	return s.len && strchr(bytes, s.ptr[s.len - 1]);
}

struct str str_trim(struct str s)
{
	while (s.len && is_ascii_space(s.ptr[0])) {
		s.ptr++;
		s.len--;
	}
	while (s.len && is_ascii_space(s.ptr[s.len - 1]))
		s.len--;
	return s;
}

struct str str_trim_end(struct str s, const char *bytes)
{
	while (str_ends_in(s, bytes))
		s.len--;
	return s;
}

struct str str_last_word(struct str s)
{
	size_t start = s.len;
	while (start > 0 && s.ptr[start - 1] != ' ')
		start--;
	return str_slice(s, start, s.len);
}

size_t str_find(struct str s, struct str needle, size_t from)
{
	if (needle.len == 0 || s.len < needle.len)
		return s.len;
	for (size_t i = from; i + needle.len <= s.len; i++) {
		const char *hit = memchr(s.ptr + i, needle.ptr[0], s.len - needle.len + 1 - i);
		if (!hit)
			break;
		i = (size_t)(hit - s.ptr);
		if (memcmp(hit, needle.ptr, needle.len) == 0)
			return i;
	}
	return s.len;
}

size_t str_count(struct str s, struct str needle)
{
	size_t count = 0;
	for (size_t at = str_find(s, needle, 0); at < s.len; at = str_find(s, needle, at + needle.len))
		count++;
	return count;
}

uint32_t str_hash(struct str s)
{
	uint32_t hash = STR_HASH_START;
	for (size_t i = 0; i < s.len; i++)
		hash = str_hash_byte(hash, s.ptr[i]);
	return hash;
}

static size_t min3(size_t a, size_t b, size_t c)
{
	size_t ab = a < b ? a : b;
	return ab < c ? ab : c;
}

size_t str_distance(struct str a, struct str b)
{
	enum { MAX_NAME_BYTES = 63 };
	if (a.len > MAX_NAME_BYTES || b.len > MAX_NAME_BYTES)
		return SIZE_MAX;
	size_t row[MAX_NAME_BYTES + 1];
	for (size_t j = 0; j <= b.len; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			size_t above = row[j];
			row[j] = min3(above + 1, row[j - 1] + 1, diagonal + (a.ptr[i - 1] != b.ptr[j - 1]));
			diagonal = above;
		}
	}
	return row[b.len];
}

struct span str_lines(struct str s, size_t first, size_t last)
{
	size_t line = 1, start = s.len, end = s.len;
	for (size_t at = 0; at <= s.len; line++) {
		size_t newline = str_find(s, STR("\n"), at);
		if (line == first)
			start = at;
		if (line == last) {
			end = newline;
			break;
		}
		at = newline + 1;
	}
	return (struct span){ start, end };
}
