#include "out/html_part.h"

#include "base/utf8.h"
#include "hownot.h"
#include "out/html_files.h"

#include <assert.h>
#include <string.h>

static struct str file_view(const unsigned char *bytes, size_t len)
{
	return (struct str){(const char *)bytes, len};
}

/* A part's template: what stands between its comment and the next, without the last line feed. */
static struct str find_part(const char *name)
{
	struct str all = file_view(html_html, html_html_len), opening = STR("<!-- part "), closing = STR(" -->\n");
	for (size_t at = str_find(all, opening, 0); at < all.len;) {
		size_t name_at = at + opening.len, name_end = str_find(all, closing, name_at);
		size_t next = str_find(all, opening, name_end);
		if (str_eq(str_slice(all, name_at, name_end), str_of(name)))
			return str_slice(all, name_end + closing.len, next);
		at = next;
	}
	assert(false && "the part is in html.html");
	return STR("");
}

static struct str field_value(const struct html_field *fields, size_t count, struct str name)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(name, str_of(fields[i].name)))
			return fields[i].value;
	return STR("");
}

/* Parts that stand inside a line have no line feed at their end. */
static bool is_inline(const char *part)
{
	static const char *const names[] = {"hit", "hit-more", "hit-why", "hit-try", "stack", "stack-mark", "cell-bar", "out", "ins", "del", "head", "head-bar", "head-number", "cell"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(part, names[i]) == 0)
			return true;
	return false;
}

void html_part(struct buf *out, const char *part, const struct html_field *fields, size_t count)
{
	struct str text = find_part(part);
	if (is_inline(part))
		text.len--;
	for (size_t at = 0; at < text.len;) {
		size_t open = str_find(text, STR("{{"), at);
		buf_str(out, str_slice(text, at, open));
		if (open == text.len)
			return;
		bool is_markup = open + 2 < text.len && text.ptr[open + 2] == '{';
		struct str end = is_markup ? STR("}}}") : STR("}}");
		size_t start = open + end.len, close = str_find(text, end, start);
		struct str value = field_value(fields, count, str_slice(text, start, close));
		if (is_markup)
			buf_str(out, value);
		else
			html_text(out, value);
		at = close + end.len;
	}
}

static bool is_harmless(int32_t c)
{
	bool is_control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
	bool is_bidi = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F ||
		       c == 0x061C;
	bool is_line_end = c == 0x2028 || c == 0x2029;
	/* Not characters: parsers call them errors. */
	bool is_nothing = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
	return !is_control && !is_bidi && !is_line_end && !is_nothing;
}

static struct str escape_of(char c)
{
	switch (c) {
	case '<':
		return STR("&lt;");
	case '>':
		return STR("&gt;");
	case '&':
		return STR("&amp;");
	case '"':
		return STR("&quot;");
	case '\'':
		return STR("&#39;");
	default:
		return STR("");
	}
}

/* Does the byte at `at` stand for itself? */
static bool is_plain(char c)
{
	return (unsigned char)c >= 0x20 && (unsigned char)c < 0x7F && !escape_of(c).len;
}

void html_text(struct buf *out, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t start = at;
		while (at < text.len && is_plain(text.ptr[at]))
			at++;
		buf_str(out, str_slice(text, start, at));
		if (at == text.len)
			return;
		start = at;
		int32_t c = utf8_next(text, &at);
		struct str escape = c < 0x80 ? escape_of((char)c) : STR("");
		if (escape.len)
			buf_str(out, escape);
		else if (c == '\r')
			buf_str(out, at < text.len && text.ptr[at] == '\n' ? STR("") : STR("\n"));
		else if (is_harmless(c) && !(c == 0xFFFD && at == start + 1))
			buf_str(out, str_slice(text, start, at));
		else
			buf_str(out, STR("\xEF\xBF\xBD"));
	}
}

struct str html_from_windows_1252(struct arena *arena, struct str text)
{
	if (utf8_invalid(text) == text.len)
		return text;
	struct buf out = buf_make(arena);
	for (size_t at = 0; at < text.len;) {
		size_t start = at;
		char bytes[4];
		int32_t c = utf8_next(text, &at);
		if (c == 0xFFFD && at == start + 1)
			c = utf8_of_windows_1252((unsigned char)text.ptr[start]);
		buf_str(&out, (struct str){bytes, utf8_put(bytes, c)});
	}
	return buf_view(&out);
}

void html_page_start(struct buf *out, struct str title, struct str lead)
{
	HTML_PART(out, "page-start", {"title", title}, {"lead", lead}, {"version", STR(HOWNOT_VERSION)},
		  {"style", file_view(html_css, html_css_len)});
}

void html_page_end(struct buf *out, struct str holds)
{
	HTML_PART(out, "page-end", {"version", STR(HOWNOT_VERSION)}, {"holds", holds});
}
