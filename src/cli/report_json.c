#include "cli/report_json.h"

#include "base/buf.h"
#include "base/utf8.h"

static void skip_space(struct str s, size_t *at)
{
	while (*at < s.len && is_ascii_space(s.ptr[*at]))
		++*at;
}

/* From an opening quotation mark to after the closing one. */
static void skip_string(struct str s, size_t *at)
{
	for (++*at; *at < s.len && s.ptr[*at] != '"'; ++*at)
		if (s.ptr[*at] == '\\')
			++*at;
	++*at;
}

static bool ends_scalar(char c)
{
	return c == ',' || c == ']' || c == '}' || c == ':' || is_ascii_space(c);
}

/* A whole value: brackets are counted, what is in strings is not. */
static struct str take_value(struct str s, size_t *at)
{
	skip_space(s, at);
	size_t start = *at, depth = 0;
	do {
		if (*at >= s.len)
			break;
		char c = s.ptr[*at];
		if (c == '"') {
			skip_string(s, at);
		} else if (c == '{' || c == '[') {
			depth++;
			++*at;
		} else if ((c == '}' || c == ']') && depth) {
			depth--;
			++*at;
		} else if (depth && ends_scalar(c)) {
			++*at;
		} else {
			while (*at < s.len && !ends_scalar(s.ptr[*at]))
				++*at;
			if (!depth)
				break;
		}
	} while (depth);
	return str_slice(s, start, *at);
}

/* Moves past a character that has to be there. */
static bool skip_char(struct str s, size_t *at, char c)
{
	skip_space(s, at);
	if (*at >= s.len || s.ptr[*at] != c)
		return false;
	++*at;
	return true;
}

struct str report_json_member(struct str object, const char *name)
{
	size_t at = 0;
	if (!skip_char(object, &at, '{'))
		return STR("");
	while (at < object.len) {
		skip_space(object, &at);
		if (at >= object.len || object.ptr[at] != '"')
			return STR("");
		struct str key = take_value(object, &at);
		if (!skip_char(object, &at, ':'))
			return STR("");
		struct str value = take_value(object, &at);
		if (str_eq(str_slice(key, 1, key.len - 1), str_of(name)))
			return value;
		if (!skip_char(object, &at, ','))
			return STR("");
	}
	return STR("");
}

bool report_json_next(struct str array, size_t *at, struct str *item)
{
	if (!skip_char(array, at, *at ? ',' : '['))
		return false;
	*item = take_value(array, at);
	return item->len > 0;
}

/* Four digits; of what is none, not a byte is taken, as it may be the half of a character. */
static int32_t read_hex(struct str s, size_t *at)
{
	int32_t value = 0;
	for (size_t i = *at; i < *at + 4; i++) {
		char c = i < s.len ? ascii_lower(s.ptr[i]) : 'x';
		int digit = is_ascii_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
		if (digit < 0)
			return 0xFFFD;
		value = 16 * value + digit;
	}
	*at += 4;
	return value;
}

/* The escape behind a backslash at *at. */
static void put_escape(struct buf *out, struct str s, size_t *at)
{
	char c = *at + 1 < s.len ? s.ptr[*at + 1] : '\\';
	*at += 2;
	size_t known = str_find(STR("bfnrt"), (struct str){&c, 1}, 0);
	if (known < 5) {
		buf_char(out, "\b\f\n\r\t"[known]);
		return;
	}
	if (c != 'u') {
		buf_char(out, c);
		return;
	}
	int32_t unit = read_hex(s, at);
	bool is_high = unit >= 0xD800 && unit < 0xDC00;
	if (is_high && *at + 1 < s.len && s.ptr[*at] == '\\' && s.ptr[*at + 1] == 'u') {
		*at += 2;
		int32_t low = read_hex(s, at);
		unit = low >= 0xDC00 && low < 0xE000 ? 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD;
	}
	if (unit >= 0xD800 && unit < 0xE000)
		unit = 0xFFFD;
	char bytes[4];
	buf_str(out, (struct str){bytes, utf8_put(bytes, unit)});
}

struct str report_json_text(struct arena *arena, struct str value)
{
	if (value.len < 2 || value.ptr[0] != '"')
		return STR("");
	bool is_closed = value.ptr[value.len - 1] == '"';
	struct str s = str_slice(value, 1, value.len - is_closed);
	if (str_find(s, STR("\\"), 0) == s.len)
		return s;
	struct buf out = buf_make(arena);
	for (size_t at = 0; at < s.len;) {
		if (s.ptr[at] == '\\')
			put_escape(&out, s, &at);
		else
			buf_char(&out, s.ptr[at++]);
	}
	return buf_view(&out);
}

size_t report_json_number(struct str value)
{
	enum { MOST_DIGITS = 9 };
	size_t number = 0;
	if (value.len > MOST_DIGITS)
		return 0;
	for (size_t i = 0; i < value.len; i++) {
		if (!is_ascii_digit(value.ptr[i]))
			return 0;
		number = 10 * number + (size_t)(value.ptr[i] - '0');
	}
	return number;
}
