#include "mail/encoding.h"

#include "draft/line.h"

enum { LINE_BYTES = 76 };

static int hex_value(char c)
{
	if (is_ascii_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The length of the soft line break at `at` of raw ("=", padding, line end), or 0. */
static size_t soft_break(struct str raw, size_t at)
{
	size_t end = at + 1;
	while (end < raw.len && (raw.ptr[end] == ' ' || raw.ptr[end] == '\t'))
		end++;
	if (end == raw.len)
		return end - at;
	struct line line = line_at(raw, end);
	return line.end == line.start && line.next > line.end ? line.next - at : 0;
}

static struct trace decode_quoted(struct arena *arena, struct str raw, size_t base)
{
	struct trace_maker out = trace_maker_make(arena, raw.len);
	for (size_t at = 0; at < raw.len;) {
		size_t end = at;
		while (end < raw.len && raw.ptr[end] != '=')
			end++;
		trace_add_run(&out, str_slice(raw, at, end), base + at);
		at = end;
		if (at == raw.len)
			break;
		int high = at + 2 < raw.len ? hex_value(raw.ptr[at + 1]) : -1;
		int low = high >= 0 ? hex_value(raw.ptr[at + 2]) : -1;
		size_t soft = low < 0 ? soft_break(raw, at) : 0;
		if (low >= 0) {
			char octet = (char)(unsigned char)(16 * high + low);
			trace_add(&out, (struct str){&octet, 1}, base + at, base + at + 3);
			at += 3;
		} else if (soft) {
			at += soft;
		} else {
			trace_add_run(&out, str_slice(raw, at, at + 1), base + at);
			at++;
		}
	}
	return trace_made(&out);
}

static int base64_value(char c)
{
	if (is_ascii_upper(c))
		return c - 'A';
	if (is_ascii_lower(c))
		return c - 'a' + 26;
	if (is_ascii_digit(c))
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static struct trace decode_base64(struct arena *arena, struct str raw, size_t base, enum encoding_state *state)
{
	struct trace_maker out = trace_maker_make(arena, raw.len / 4 * 3 + 3);
	uint32_t bits = 0;
	size_t count = 0, last = 0; /* letters of the group of four, and where the last one stood */
	bool padded = false;
	for (size_t at = 0; at < raw.len; at++) {
		int value = base64_value(raw.ptr[at]);
		if (value < 0) {
			/* padding ends a group; another part of base64 may follow */
			bool padding = raw.ptr[at] == '=';
			padded = padded || padding;
			count = padding ? 0 : count;
			*state = padding || is_ascii_space(raw.ptr[at]) ? *state : ENCODING_DAMAGED;
			continue;
		}
		*state = padded ? ENCODING_DAMAGED : *state;
		bits = bits << 6 | (uint32_t)value;
		if (count++ > 0) {
			char octet = (char)(unsigned char)(bits >> (6 - 2 * (count - 1)) & 0xFF);
			trace_add(&out, (struct str){&octet, 1}, base + last, base + at + 1);
		}
		last = at;
		if (count == 4)
			count = 0;
	}
	*state = count ? ENCODING_BROKEN_OFF : *state;
	return trace_made(&out);
}

struct trace encoding_decode(struct arena *arena, enum encoding encoding, struct str raw, size_t base,
			     enum encoding_state *state)
{
	*state = ENCODING_SOUND;
	if (encoding == ENCODING_QUOTED)
		return decode_quoted(arena, raw, base);
	if (encoding == ENCODING_BASE64)
		return decode_base64(arena, raw, base, state);
	return trace_same(raw, base);
}

void encoding_quote(struct buf *out, struct str octets)
{
	for (size_t i = 0; i < octets.len; i++) {
		char c = octets.ptr[i];
		bool at_end = i + 1 == octets.len || octets.ptr[i + 1] == '\n' || octets.ptr[i + 1] == '\r';
		bool literal = (c > ' ' && c < 0x7F && c != '=') || c == '\n' || c == '\r' || (c == ' ' && !at_end);
		if (literal)
			buf_char(out, c);
		else
			buf_printf(out, "=%02X", (unsigned)(unsigned char)c);
	}
}

void encoding_break(struct buf *out, struct str line, struct str eol)
{
	size_t column = 0;
	for (size_t at = 0; at < line.len;) {
		bool escape = line.ptr[at] == '=' && at + 2 < line.len && hex_value(line.ptr[at + 1]) >= 0;
		size_t len = escape ? 3 : 1;
		/* the last column is for the "=" of a soft break; the line's own soft break stays the last */
		if (column + len > LINE_BYTES - 1 && at + len < line.len) {
			buf_char(out, '=');
			buf_str(out, eol);
			column = 0;
		}
		buf_str(out, str_slice(line, at, at + len));
		column += len;
		at += len;
	}
}

struct str encoding_base64(struct arena *arena, struct str octets, struct str model, struct str eol)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t width = line_at(model, 0).end;
	width = width < 4 || line_at(model, 0).next >= model.len ? LINE_BYTES : width / 4 * 4;
	struct buf out = buf_make(arena);
	size_t column = 0;
	for (size_t i = 0; i < octets.len; i += 3) {
		uint32_t bits = 0;
		for (size_t k = 0; k < 3; k++)
			bits = bits << 8 | (i + k < octets.len ? (unsigned char)octets.ptr[i + k] : 0U);
		if (column == width) {
			buf_str(&out, eol);
			column = 0;
		}
		for (size_t k = 0; k < 4; k++)
			buf_char(&out, i + k <= octets.len ? letters[bits >> (18 - 6 * k) & 63] : '=');
		column += 4;
	}
	size_t end = model.len;
	while (end > 0 && is_ascii_space(model.ptr[end - 1]))
		end--;
	buf_str(&out, str_slice(model, end, model.len));
	return buf_view(&out);
}
