#include "out/look.h"

#include "base/utf8.h"

struct str look_glyph(const struct look *look, enum glyph glyph)
{
	static const struct {
		const char *unicode, *ascii;
	} glyphs[GLYPHS] = {
	    [GLYPH_YES] = {"✓", "+"},  [GLYPH_NO] = {"✗", "x"},     [GLYPH_NEITHER] = {"–", "-"},
	    [GLYPH_BAR] = {"│", "|"},  [GLYPH_STRONG] = {"━", "^"}, [GLYPH_WEAK] = {"─", "~"},
	    [GLYPH_FULL] = {"▰", "#"}, [GLYPH_EMPTY] = {"▱", "."},  [GLYPH_CUT] = {"…", "..."},
	    [GLYPH_DOT] = {"·", "-"},  [GLYPH_OPEN] = {"“", "\""},  [GLYPH_CLOSE] = {"”", "\""},
	};
	return str_of(look->unicode ? glyphs[glyph].unicode : glyphs[glyph].ascii);
}

void look_begin(struct buf *out, const struct look *look, enum paint paint)
{
	static const char *const codes[] = {
	    [PAINT_NONE] = "",           [PAINT_BOLD] = "1",        [PAINT_DIM] = "2",
	    [PAINT_RED] = "31",          [PAINT_YELLOW] = "33",     [PAINT_GREEN] = "32",
	    [PAINT_BLUE] = "34",         [PAINT_BOLD_RED] = "1;31", [PAINT_BOLD_YELLOW] = "1;33",
	    [PAINT_BOLD_GREEN] = "1;32",
	};
	if (look->colour && paint != PAINT_NONE)
		buf_printf(out, "\033[%sm", codes[paint]);
}

void look_end(struct buf *out, const struct look *look, enum paint paint)
{
	if (look->colour && paint != PAINT_NONE)
		buf_str(out, STR("\033[0m"));
}

void look_paint(struct buf *out, const struct look *look, enum paint paint, struct str s)
{
	look_begin(out, look, paint);
	buf_str(out, s);
	look_end(out, look, paint);
}

static bool is_bidi_control(int32_t c)
{
	return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static bool is_fit_for_terminal(int32_t c)
{
	return c == '\n' || c == '\t' || !(c < 0x20 || (c >= 0x7F && c < 0xA0) || is_bidi_control(c));
}

struct str look_text(struct arena *arena, const struct look *look, struct str s)
{
	struct buf out = buf_make(arena);
	for (size_t at = 0; at < s.len;) {
		size_t start = at;
		int32_t c = utf8_next(s, &at);
		bool is_malformed = c == 0xFFFD && at == start + 1;
		if (!is_malformed && is_fit_for_terminal(c))
			buf_str(&out, str_slice(s, start, at));
		else if (c != '\r')
			buf_str(&out, look->unicode ? STR("\xEF\xBF\xBD") : STR("?"));
	}
	return buf_view(&out);
}

static bool is_break(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

void look_wrap(struct buf *out, const struct look *look, enum paint paint, size_t at, size_t indent, struct str s)
{
	size_t column = at;
	bool is_line_start = true, is_pending_space = false;
	look_begin(out, look, paint);
	for (size_t i = 0; i < s.len;) {
		if (is_break(s.ptr[i])) {
			is_pending_space = is_pending_space || !is_line_start;
			if (s.ptr[i++] == '\n') {
				look_end(out, look, paint);
				buf_char(out, '\n');
				buf_fill(out, ' ', indent);
				look_begin(out, look, paint);
				column = indent;
				is_line_start = true;
				is_pending_space = false;
			}
			continue;
		}
		size_t end = i;
		while (end < s.len && !is_break(s.ptr[end]))
			end++;
		struct str word = str_slice(s, i, end);
		size_t width = utf8_str_width(word);
		if (!is_line_start && column + is_pending_space + width > look->width) {
			/* Colour never runs over the margin: pagers and terminals would paint the indent. */
			look_end(out, look, paint);
			buf_char(out, '\n');
			buf_fill(out, ' ', indent);
			look_begin(out, look, paint);
			column = indent;
			is_pending_space = false;
		}
		if (is_pending_space) {
			buf_char(out, ' ');
			column++;
		}
		buf_str(out, word);
		column += width;
		is_line_start = is_pending_space = false;
		i = end;
	}
	look_end(out, look, paint);
}
