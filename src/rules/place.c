#include "rules/place.h"

struct place place_of(struct str json, size_t byte)
{
	struct place place = { 1, 1 };
	for (size_t i = 0; i < byte && i < json.len; i++) {
		place.column = json.ptr[i] == '\n' ? 1 : place.column + 1;
		place.line += json.ptr[i] == '\n';
	}
	return place;
}

static size_t skip_space(struct str json, size_t at)
{
	while (at < json.len && is_ascii_space(json.ptr[at]))
		at++;
	return at;
}

/* Behind the string that begins at `at`. */
static size_t skip_string(struct str json, size_t at)
{
	for (at++; at < json.len && json.ptr[at] != '"'; at++)
		if (json.ptr[at] == '\\')
			at++;
	return at + 1;
}

static bool is_one_of(char c, const char *of)
{
	while (*of && *of != c)
		of++;
	return *of;
}

/* Behind the value that begins at `at`. */
static size_t skip_value(struct str json, size_t at)
{
	size_t depth = 0;
	do {
		if (at >= json.len)
			return json.len;
		char c = json.ptr[at];
		depth += is_one_of(c, "[{");
		depth -= depth && is_one_of(c, "]}");
		if (c == '"')
			at = skip_string(json, at);
		else if (depth || is_one_of(c, "[]{}"))
			at++;
		else
			while (at < json.len && !is_one_of(json.ptr[at], ",]} \t\r\n"))
				at++;
	} while (depth);
	return at;
}

/* Is the name, as it is typed in the text, the token of a pointer? */
static bool is_token(struct str name, struct str token)
{
	size_t n = 0;
	for (size_t t = 0; t < token.len; t++, n++) {
		char c = token.ptr[t];
		if (c == '~' && t + 1 < token.len)
			c = token.ptr[++t] == '1' ? '/' : '~';
		if (n >= name.len || name.ptr[n] != c)
			return false;
	}
	return n == name.len;
}

static size_t number_of(struct str token)
{
	size_t number = 0;
	for (size_t i = 0; i < token.len; i++)
		number = is_ascii_digit(token.ptr[i]) && number < SIZE_MAX / 20 ? 10 * number + (size_t)(token.ptr[i] - '0') : SIZE_MAX / 20;
	return number;
}

/* The item of an array; json.len when there is none. */
static size_t find_item(struct str json, size_t at, size_t number)
{
	for (at = skip_space(json, at + 1); at < json.len && json.ptr[at] != ']';) {
		if (!number--)
			return at;
		at = skip_space(json, skip_value(json, at));
		if (at < json.len && json.ptr[at] == ',')
			at = skip_space(json, at + 1);
	}
	return json.len;
}

/* The value of a member, and where its name stands; json.len when there is none. */
static size_t find_member(struct str json, size_t at, struct str token, size_t *name)
{
	for (at = skip_space(json, at + 1); at < json.len && json.ptr[at] == '"';) {
		size_t end = skip_string(json, at), value = skip_space(json, skip_space(json, end) + 1);
		if (is_token(str_slice(json, at + 1, end - 1), token)) {
			*name = at;
			return value;
		}
		at = skip_space(json, skip_value(json, value));
		if (at < json.len && json.ptr[at] == ',')
			at = skip_space(json, at + 1);
	}
	return json.len;
}

struct place place_find(struct str json, struct str pointer)
{
	size_t bom = str_starts(json, STR("\xEF\xBB\xBF")) ? 3 : 0;
	size_t value = skip_space(json, bom), shown = value;
	for (size_t at = 0; at < pointer.len;) {
		size_t end = str_find(pointer, STR("/"), at + 1), found = json.len, name = json.len;
		struct str token = str_slice(pointer, at + 1, end);
		if (value < json.len && json.ptr[value] == '{')
			found = find_member(json, value, token, &name);
		else if (value < json.len && json.ptr[value] == '[')
			found = name = find_item(json, value, number_of(token));
		if (found >= json.len)
			break;
		value = found;
		shown = name;
		at = end;
	}
	return place_of(json, shown);
}
