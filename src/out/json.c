#include "out/json.h"

#include "base/utf8.h"

static void comma(struct json *json)
{
	if (json->has_item)
		buf_str(json->out, STR(", "));
	json->has_item = true;
}

void json_open(struct json *json, char bracket)
{
	comma(json);
	buf_char(json->out, bracket);
	json->has_item = false;
}

void json_close(struct json *json, char bracket)
{
	buf_char(json->out, bracket);
	json->has_item = true;
}

void json_key(struct json *json, const char *name)
{
	comma(json);
	buf_char(json->out, '"');
	buf_str(json->out, str_of(name));
	buf_str(json->out, STR("\": "));
	json->has_item = false;
}

static bool splits_lines(int32_t c)
{
	return c < 0x20 || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static void escape(struct buf *out, int32_t c)
{
	switch (c) {
	case '\n':
		buf_str(out, STR("\\n"));
		return;
	case '\r':
		buf_str(out, STR("\\r"));
		return;
	case '\t':
		buf_str(out, STR("\\t"));
		return;
	default:
		buf_printf(out, "\\u%04x", (unsigned)c);
	}
}

/* The bytes from *at that can be copied as they are. */
static struct str plain_run(struct str s, size_t *at)
{
	size_t start = *at;
	while (*at < s.len) {
		unsigned char byte = (unsigned char)s.ptr[*at];
		if (byte < 0x20 || byte >= 0x7F || byte == '"' || byte == '\\')
			break;
		++*at;
	}
	return str_slice(s, start, *at);
}

void json_string(struct json *json, struct str value)
{
	comma(json);
	struct buf *out = json->out;
	buf_char(out, '"');
	for (size_t at = 0; at < value.len;) {
		buf_str(out, plain_run(value, &at));
		if (at == value.len)
			break;
		int32_t c = utf8_next(value, &at);
		if (c == '"' || c == '\\') {
			buf_char(out, '\\');
			buf_char(out, (char)c);
		} else if (splits_lines(c)) {
			escape(out, c);
		} else {
			char bytes[4];
			buf_str(out, (struct str){bytes, utf8_put(bytes, c)});
		}
	}
	buf_char(out, '"');
}

void json_c_string(struct json *json, const char *value)
{
	if (value)
		json_string(json, str_of(value));
	else
		json_null(json);
}

/* A result has hundreds of numbers: printf would be most of the work of writing it. */
void json_number(struct json *json, size_t value)
{
	enum { MOST_DIGITS = 20 };
	char digits[MOST_DIGITS];
	size_t at = MOST_DIGITS;
	do {
		digits[--at] = (char)('0' + value % 10);
		value /= 10;
	} while (value);
	comma(json);
	buf_str(json->out, (struct str){digits + at, MOST_DIGITS - at});
}

void json_bool(struct json *json, bool value)
{
	json_raw(json, value ? STR("true") : STR("false"));
}

void json_null(struct json *json)
{
	json_raw(json, STR("null"));
}

void json_raw(struct json *json, struct str value)
{
	comma(json);
	buf_str(json->out, value);
}
