#include "cli/record.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { MOST_DEPTH = 512 };

struct reader {
	struct arena *arena;
	struct str line;
	size_t at;
	struct err *err;
};

static bool fail(const struct reader *r, const char *what)
{
	return err_set(r->err, "%s at byte %zu", what, r->at + 1);
}

static int peek(const struct reader *r)
{
	return r->at < r->line.len ? (unsigned char)r->line.ptr[r->at] : -1;
}

static void skip_space(struct reader *r)
{
	while (peek(r) == ' ' || peek(r) == '\t' || peek(r) == '\r' || peek(r) == '\n')
		r->at++;
}

static bool skip_char(struct reader *r, char c)
{
	if (peek(r) != c)
		return false;
	r->at++;
	return true;
}

static int hex_value(int c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 32;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The four digits after \u. */
static bool read_unit(struct reader *r, int32_t *unit)
{
	*unit = 0;
	for (int i = 0; i < 4; i++) {
		int digit = hex_value(peek(r));
		if (digit < 0)
			return fail(r, "not JSON: four hexadecimal digits are wanted");
		*unit = 16 * *unit + digit;
		r->at++;
	}
	return true;
}

/* After \u: a code point, of two escapes when it is beyond U+FFFF. */
static bool read_code_point(struct reader *r, int32_t *c)
{
	size_t start = r->at;
	int32_t low;
	if (!read_unit(r, c))
		return false;
	if (*c < 0xD800 || *c > 0xDFFF)
		return true;
	if (*c <= 0xDBFF && skip_char(r, '\\') && skip_char(r, 'u') && read_unit(r, &low) && low >= 0xDC00 &&
	    low <= 0xDFFF) {
		*c = 0x10000 + ((*c - 0xD800) << 10) + (low - 0xDC00);
		return true;
	}
	r->at = start;
	return fail(r, "half of a surrogate pair");
}

static bool read_escape(struct reader *r, struct buf *out)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	int escape = peek(r);
	r->at++;
	if (escape == 'u') {
		int32_t c;
		char bytes[4];
		if (!read_code_point(r, &c))
			return false;
		buf_str(out, (struct str){bytes, utf8_put(bytes, c)});
		return true;
	}
	for (size_t i = 0; i < sizeof from - 1; i++) {
		if (escape == from[i]) {
			buf_char(out, to[i]);
			return true;
		}
	}
	r->at--;
	return fail(r, "not JSON: unknown escape");
}

/* A string; one without escapes is a piece of the line. */
static bool read_string(struct reader *r, struct str *out)
{
	if (!skip_char(r, '"'))
		return fail(r, "not JSON: a string is wanted");
	struct buf copy = buf_make(r->arena);
	size_t start = r->at;
	bool is_copied = false;
	for (;;) {
		int c = peek(r);
		if (c < 0x20)
			return fail(r, c < 0 ? "not JSON: the string has no end"
					     : "not JSON: a control character in a string");
		if (c != '"' && c != '\\') {
			r->at++;
			continue;
		}
		struct str run = str_slice(r->line, start, r->at);
		r->at++;
		if (c == '"' && !is_copied) {
			*out = run;
			return true;
		}
		buf_str(&copy, run);
		if (c == '"') {
			*out = buf_view(&copy);
			return true;
		}
		is_copied = true;
		if (!read_escape(r, &copy))
			return false;
		start = r->at;
	}
}

static bool skip_digits(struct reader *r)
{
	size_t start = r->at;
	while (peek(r) >= '0' && peek(r) <= '9')
		r->at++;
	return r->at > start || fail(r, "not JSON: a digit is wanted");
}

static bool skip_number(struct reader *r)
{
	skip_char(r, '-');
	if (!skip_char(r, '0') && !skip_digits(r))
		return false;
	if (skip_char(r, '.') && !skip_digits(r))
		return false;
	if (!skip_char(r, 'e') && !skip_char(r, 'E'))
		return true;
	if (!skip_char(r, '+'))
		skip_char(r, '-');
	return skip_digits(r);
}

static bool skip_word(struct reader *r, struct str word)
{
	if (!str_starts(str_slice(r->line, r->at, r->line.len), word))
		return fail(r, "not JSON: a value is wanted");
	r->at += word.len;
	return true;
}

/* A string, a number or a word. */
static bool skip_scalar(struct reader *r)
{
	struct str ignored;
	switch (peek(r)) {
	case '"':
		return read_string(r, &ignored);
	case 't':
		return skip_word(r, STR("true"));
	case 'f':
		return skip_word(r, STR("false"));
	case 'n':
		return skip_word(r, STR("null"));
	case '-':
	case '0':
	case '1':
	case '2':
	case '3':
	case '4':
	case '5':
	case '6':
	case '7':
	case '8':
	case '9':
		return skip_number(r);
	default:
		return fail(r, "not JSON: a value is wanted");
	}
}

static bool skip_key(struct reader *r)
{
	struct str key;
	skip_space(r);
	if (!read_string(r, &key))
		return false;
	skip_space(r);
	return skip_char(r, ':') || fail(r, "not JSON: a colon is wanted");
}

/* Any value, without recursion: brackets[] are those still open. */
static bool skip_value(struct reader *r)
{
	char brackets[MOST_DEPTH];
	size_t depth = 0;
	do {
		skip_space(r);
		bool opens = peek(r) == '{' || peek(r) == '[';
		if (opens && depth == MOST_DEPTH)
			return fail(r, "nested too deeply");
		if (opens) {
			brackets[depth++] = r->line.ptr[r->at++] == '{' ? '}' : ']';
			skip_space(r);
			if (peek(r) != brackets[depth - 1]) {
				if (brackets[depth - 1] == '}' && !skip_key(r))
					return false;
				continue;
			}
		} else if (!skip_scalar(r)) {
			return false;
		}
		/* A value has ended; so may what holds it. */
		for (; depth; depth--) {
			skip_space(r);
			if (skip_char(r, ',')) {
				if (brackets[depth - 1] == '}' && !skip_key(r))
					return false;
				break;
			}
			if (!skip_char(r, brackets[depth - 1]))
				return fail(r, "not JSON: a comma or a closing bracket is wanted");
		}
	} while (depth);
	return true;
}

/* White space between an id's tokens may be a tab or a return, which would split the answer's line. */
static struct str on_one_line(struct arena *arena, struct str id)
{
	struct buf out = buf_make(arena);
	for (size_t i = 0; i < id.len; i++)
		buf_char(&out, (unsigned char)id.ptr[i] < 0x20 ? ' ' : id.ptr[i]);
	return buf_view(&out);
}

static bool read_member(struct reader *r, struct record *out, bool *has_text)
{
	struct str key = {0};
	skip_space(r);
	if (!read_string(r, &key))
		return false;
	skip_space(r);
	if (!skip_char(r, ':'))
		return fail(r, "not JSON: a colon is wanted");
	skip_space(r);
	size_t start = r->at;
	if (str_eq(key, STR("text"))) {
		*has_text = true;
		return peek(r) == '"' ? read_string(r, &out->text) : fail(r, "text is not a string");
	}
	if (str_eq(key, STR("question")) && peek(r) == '"') {
		out->has_question = true;
		return read_string(r, &out->question);
	}
	if (str_eq(key, STR("question")) && peek(r) != 'n')
		return fail(r, "question is not a string");
	if (!skip_value(r))
		return false;
	if (str_eq(key, STR("id")))
		out->id = on_one_line(r->arena, str_slice(r->line, start, r->at));
	return true;
}

static bool read_object(struct reader *r, struct record *out)
{
	bool has_text = false;
	skip_space(r);
	if (!skip_char(r, '{'))
		return fail(r, peek(r) < 0 ? "nothing there" : "not a JSON object");
	skip_space(r);
	if (!skip_char(r, '}')) {
		do {
			if (!read_member(r, out, &has_text))
				return false;
			skip_space(r);
		} while (skip_char(r, ','));
		if (!skip_char(r, '}'))
			return fail(r, "not JSON: a comma or a closing bracket is wanted");
	}
	skip_space(r);
	if (peek(r) >= 0)
		return fail(r, "something after the JSON object");
	return has_text || err_set(r->err, "text is missing");
}

bool record_read(struct arena *arena, struct str line, struct record *out, struct err *err)
{
	struct reader reader = {.arena = arena, .line = line, .err = err};
	*out = (struct record){0};
	bool ok = read_object(&reader, out);
	size_t invalid = utf8_invalid(line);
	if (invalid == line.len)
		return ok;
	if (utf8_invalid(out->id) < out->id.len)
		out->id = STR("");
	return err_set(err, "not valid UTF-8 at byte %zu", invalid + 1);
}
