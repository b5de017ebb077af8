#include "coach/reflow.h"

#include "base/buf.h"

/* The line at `at`, without its line break; *next is where the next one starts. */
static struct str line_at(struct str paragraph, size_t at, size_t *next)
{
	size_t end = str_find(paragraph, STR("\n"), at);
	struct str line = str_slice(paragraph, at, end);
	*next = end + 1;
	return str_slice(line, 0, line.len && line.ptr[line.len - 1] == '\r' ? line.len - 1 : line.len);
}

/* Does a sentence go on at the end of the line? A stop or an emoji ends it. */
static bool goes_on(struct str line)
{
	line = str_trim(line);
	char last = line.len ? line.ptr[line.len - 1] : '.';
	return is_ascii_alpha(last) || is_ascii_digit(last) || str_ends_in(line, ",;-)\"'");
}

/* Did somebody end the line: at a stop, or where the first word of the next would have had room? A line of a chat, or of an address. */
static bool was_ended(struct str line, struct str next, size_t width)
{
	struct str words = str_trim(next);
	return !goes_on(line) || line.len + 1 + str_find(words, STR(" "), 0) <= width;
}

size_t reflow_width(struct str paragraph)
{
	/* lines that are shorter were ended, not wrapped; of two lines alone the first has to be longer to tell */
	enum { NARROWEST = 45, NARROWEST_OF_TWO = 66 };
	size_t width = 0, breaks = 0, ended = 0, next;
	for (size_t at = 0; at < paragraph.len; at = next) {
		struct str line = line_at(paragraph, at, &next);
		width = line.len > width ? line.len : width;
	}
	if (width < NARROWEST)
		return 0;
	for (size_t at = 0, behind; at < paragraph.len; at = next) {
		struct str line = line_at(paragraph, at, &next);
		if (next >= paragraph.len)
			break;
		breaks++;
		ended += was_ended(line, line_at(paragraph, next, &behind), width);
	}
	bool is_wide = breaks > 1 || width >= NARROWEST_OF_TWO;
	return is_wide && 2 * ended < breaks ? width : 0;
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

/* A blank line in the white space parts two paragraphs. */
static bool parts_paragraphs(struct str gap)
{
	size_t first = str_find(gap, STR("\n"), 0);
	return str_find(gap, STR("\n"), first + 1) < gap.len;
}

struct str reflow(struct arena *arena, struct str text, struct str was, size_t column, size_t width)
{
	bool was_wrapped = str_find(was, STR("\n"), 0) < was.len;
	if (!width || (!was_wrapped && column + text.len <= width))
		return text;
	struct str brk = hanging(was);
	struct buf out = buf_make(arena);
	for (size_t at = 0; at < text.len;) {
		size_t gap = at;
		while (at < text.len && is_ascii_space(text.ptr[at]))
			at++;
		bool is_new = parts_paragraphs(str_slice(text, gap, at));
		size_t end = at;
		while (end < text.len && !is_ascii_space(text.ptr[end]))
			end++;
		if (end == at)
			break;
		if (is_new) {
			buf_str(&out, str_slice(text, gap, at));
			column = 0;
		} else if (out.len && column + 1 + (end - at) > width) {
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
