#include "mail/flowed.h"

#include "draft/line.h"

enum { LINE_BYTES = 78, WRAP_BYTES = 72 };

static bool is_quoted(struct str line)
{
	return str_starts(line, STR(">"));
}

/* Does this line go on in the next one? */
static bool is_soft(struct str source, struct line line)
{
	struct str s = str_slice(source, line.start, line.end);
	if (!str_ends(s, STR(" ")) || is_quoted(s) || str_eq(s, STR("-- ")) || line.next >= source.len)
		return false;
	struct line next = line_at(source, line.next);
	struct str n = str_slice(source, next.start, next.end);
	return !is_quoted(n) && !str_eq(n, STR("-- "));
}

struct trace flowed_decode(struct arena *arena, struct str source, bool delsp)
{
	struct trace_maker out = trace_maker_make(arena, source.len);
	for (size_t at = 0; at < source.len;) {
		struct line line = line_at(source, at);
		size_t start = line.start + (line.end > line.start && source.ptr[line.start] == ' ');
		size_t end = line.next;
		if (is_soft(source, line))
			end = line.end - delsp;
		if (end > start)
			trace_add_run(&out, str_slice(source, start, end), start);
		at = line.next;
	}
	return trace_made(&out);
}

/* Where the line that `at` is in begins. */
static size_t line_start(struct str source, size_t at)
{
	while (at > 0 && source.ptr[at - 1] != '\n' && source.ptr[at - 1] != '\r')
		at--;
	return at;
}

static void soft_break(struct buf *out, bool delsp, struct str eol)
{
	buf_str(out, delsp ? STR("  ") : STR(" "));
	buf_str(out, eol);
}

/* A line that begins so would be taken for a quote, a stuffed line or mbox's separator. */
static bool needs_stuffing(struct str rest)
{
	return str_starts(rest, STR(" ")) || str_starts(rest, STR(">")) || str_starts(rest, STR("From "));
}

struct str flowed_encode(struct arena *arena, struct str source, struct span *at, struct str text, bool delsp,
			 struct str eol)
{
	struct buf out = buf_make(arena);
	size_t column = at->start - line_start(source, at->start);
	for (size_t i = 0; i < text.len;) {
		size_t word = i;
		while (word < text.len && text.ptr[word] == ' ')
			word++;
		size_t end = word;
		while (end < text.len && text.ptr[end] != ' ' && text.ptr[end] != '\n')
			end++;
		if (word > i && end > word && column && column + (end - i) > WRAP_BYTES) {
			soft_break(&out, delsp, eol);
			column = 0;
			i = word;
		}
		struct str words = str_slice(text, i, end);
		if (column == 0 && needs_stuffing(words))
			buf_char(&out, ' ');
		buf_str(&out, words);
		column += words.len;
		i = end;
		if (i < text.len && text.ptr[i] == '\n') {
			buf_str(&out, eol);
			column = 0;
			i++;
		}
	}
	struct line rest = line_at(source, at->end);
	bool is_long = column + (rest.end - at->end) > LINE_BYTES;
	if (is_long && rest.end > at->end + 1 && source.ptr[at->end] == ' ' && source.ptr[at->end + 1] != '>') {
		soft_break(&out, delsp, eol);
		at->end++;
	}
	return buf_view(&out);
}
