#include "draft/line.h"

#include <string.h>

struct line line_at(struct str text, size_t start)
{
	size_t end = start;
	while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r')
		end++;
	size_t next = end;
	if (next < text.len && text.ptr[next++] == '\r' && next < text.len && text.ptr[next] == '\n')
		next++;
	return (struct line){start, end, next};
}

size_t line_before(struct str text, size_t start, size_t floor)
{
	size_t at = start;
	if (at > floor && text.ptr[at - 1] == '\n')
		at--;
	if (at > floor && text.ptr[at - 1] == '\r')
		at--;
	while (at > floor && text.ptr[at - 1] != '\n' && text.ptr[at - 1] != '\r')
		at--;
	return at;
}

struct str line_trim(struct str s)
{
	for (;;) {
		s = str_trim(s);
		if (str_ends(s, STR("\xC2\xA0")))
			s.len -= 2;
		else if (str_ends(s, STR("\xE2\x80\xAF")))
			s.len -= 3;
		else
			return s;
	}
}

struct str line_text(struct str text, struct line line)
{
	struct str s = str_slice(text, line.start, line.end);
	if (line.start == 0 && str_starts(s, STR("\xEF\xBB\xBF")))
		s = str_slice(s, 3, s.len);
	return s;
}

struct str line_trimmed(struct str text, struct line line)
{
	return line_trim(line_text(text, line));
}

bool line_is_rule(struct str line, size_t least)
{
	if (line.len < least || line.len == 0 || !line.ptr[0] || !strchr("-_*=", line.ptr[0]))
		return false;
	for (size_t i = 1; i < line.len; i++)
		if (line.ptr[i] != line.ptr[0])
			return false;
	return true;
}

struct line line_skip_blank(struct str text, size_t at, size_t most)
{
	struct line line = line_at(text, at);
	while (most-- > 0 && line.next < text.len && line_trimmed(text, line).len == 0)
		line = line_at(text, line.next);
	return line;
}

size_t line_number_len(struct str s)
{
	enum { MOST_DIGITS = 2 };
	size_t digits = 0;
	while (digits < s.len && is_ascii_digit(s.ptr[digits]))
		digits++;
	bool is_number = digits && digits <= MOST_DIGITS && digits < s.len && (s.ptr[digits] == '.' || s.ptr[digits] == ')');
	return is_number && (digits + 1 == s.len || s.ptr[digits + 1] == ' ') ? digits + 1 : 0;
}

bool line_is_entry(struct str line)
{
	static const char *const leads[] = { "* ", "- ", "\xE2\x80\xA2 ", "|", "http://", "https://", "www." };
	struct str s = str_trim(line);
	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
		if (str_starts(s, str_of(leads[i])))
			return true;
	size_t number = line_number_len(s);
	return number && number < s.len;
}
