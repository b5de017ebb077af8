#include "coach/reflow.h"

#include "base/buf.h"
#include "base/utf8.h"

size_t reflow_width(struct str paragraph)
{
	enum { NARROWEST = 45 }; /* lines that are shorter were ended, not wrapped */
	size_t width = 0, lines = 0;
	for (size_t at = 0; at < paragraph.len; lines++) {
		size_t end = str_find(paragraph, STR("\n"), at);
		struct str line = str_slice(paragraph, at, end);
		if (line.len && line.ptr[line.len - 1] == '\r')
			line.len--;
		width = line.len > width ? line.len : width;
		at = end + 1;
	}
	return lines > 1 && width >= NARROWEST ? width : 0;
}

/* The line break of a paragraph with the white space that begins its second line. */
static struct str hanging(struct str was)
{
	size_t at = str_find(was, STR("\n"), 0);
	if (at >= was.len)
		return STR("\n");
	size_t start = at > 0 && was.ptr[at - 1] == '\r' ? at - 1 : at;
	size_t end = at + 1;
	while (end < was.len && (was.ptr[end] == ' ' || was.ptr[end] == '\t'))
		end++;
	return str_slice(was, start, end);
}

struct str reflow(struct arena *arena, struct str text, struct str was, size_t column, size_t width)
{
	bool was_wrapped = str_find(was, STR("\n"), 0) < was.len;
	if (!width || (!was_wrapped && column + text.len <= width))
		return text;
	struct str brk = hanging(was);
	struct buf out = buf_make(arena);
	for (size_t at = 0; at < text.len;) {
		while (at < text.len && is_ascii_space(text.ptr[at]))
			at++;
		size_t end = at;
		while (end < text.len && !is_ascii_space(text.ptr[end]))
			end++;
		if (end == at)
			break;
		if (out.len && column + 1 + (end - at) > width) {
			buf_str(&out, brk);
			column = brk.len - (brk.ptr[0] == '\r') - 1;
		} else if (out.len) {
			buf_char(&out, ' ');
			column++;
		}
		buf_str(&out, str_slice(text, at, end));
		column += end - at;
		at = end;
	}
	return buf_view(&out);
}
