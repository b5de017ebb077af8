#include "draft/norm.h"

#include "base/utf8.h"
#include "draft/line.h"

#include <string.h>

struct maker {
	struct arena *arena;
	const struct text *text;
	char *bytes;
	size_t len, capacity;
	struct origin_run *runs;
	size_t run_count, run_capacity;
	size_t end;	   /* the input offset behind what was added last */
	size_t next_input; /* the input offset that would continue the last run */
};

static void reserve(struct maker *m, size_t more)
{
	if (m->capacity - m->len >= more)
		return;
	size_t capacity = 2 * (m->capacity + more);
	m->bytes = arena_grow(m->arena, m->bytes, m->capacity, capacity, 1);
	m->capacity = capacity;
}

/* Adds s, made from the input at `from`, of which the `input_len` bytes are used up. */
static void add(struct maker *m, struct str s, size_t from, size_t input_len)
{
	reserve(m, s.len);
	if (m->run_count == 0 || from != m->next_input)
		*ARENA_PUSH(m->arena, m->runs, m->run_count, m->run_capacity) =
		    (struct origin_run){ (uint32_t)m->len, (uint32_t)from };
	memcpy(m->bytes + m->len, s.ptr, s.len);
	m->len += s.len;
	m->end = from + input_len;
	/* Unequal lengths end the run: SIZE_MAX is no offset. */
	m->next_input = s.len == input_len ? from + input_len : SIZE_MAX;
}

/* Straight forms of the quotes, apostrophes and dashes that word processors and telephones put in. */
static struct str straight(int32_t c)
{
	switch (c) {
	case 0x2018: case 0x2019: case 0x201B: case 0x2032: case 0x00B4: case 0x02BC: case 0xFF07: case 0x60:
		return STR("'");
	case 0x201C: case 0x201D: case 0x201F: case 0x2033: case 0xFF02: case 0xAB: case 0xBB:
		return STR("\"");
	case 0x2010: case 0x2011:
		return STR("-");
	case 0x2013: case 0x2014: case 0x2015: case 0x2212:
		return STR("\xE2\x80\x94"); /* every dash one dash, an em dash */
	case 0x2026:
		return STR("...");
	default:
		return (struct str){ 0 };
	}
}

static size_t line_end(struct str text, size_t at)
{
	const char *newline = at < text.len ? memchr(text.ptr + at, '\n', text.len - at) : NULL;
	return newline ? (size_t)(newline - text.ptr) : text.len;
}

static bool is_blank_line(struct str text, size_t start, size_t end)
{
	return str_trim(str_slice(text, start, end)).len == 0;
}

/* "Kim", "Pat Lomax", "Children's Librarian": at most three words, each with a capital, no stop. */
static bool is_of_capitals(struct str line)
{
	enum { MOST_WORDS = 3 };
	size_t words = 0;
	for (size_t i = 0; i < line.len; i++) {
		bool begins = i == 0 || line.ptr[i - 1] == ' ';
		words += begins;
		if (begins && !is_ascii_upper(line.ptr[i]))
			return false;
	}
	return words > 0 && words <= MOST_WORDS && !strchr(".!?:;,", line.ptr[line.len - 1]);
}

/* Does a signature end the paragraph here: a name, and what its owner is? */
static bool is_name_line(struct str text, size_t start)
{
	enum { MOST_LINES = 3 };
	for (size_t lines = 0; lines < MOST_LINES; lines++) {
		size_t end = line_end(text, start);
		if (!is_of_capitals(str_trim(str_slice(text, start, end))))
			return false;
		if (end >= text.len || is_blank_line(text, end + 1, line_end(text, end + 1)))
			return true;
		start = end + 1;
	}
	return false;
}

/* Does the line end here because it was full? See norm.h. `width` is the paragraph's longest line, in bytes. */
static bool is_wrap(struct str text, struct span line, size_t next_line, size_t width)
{
	enum { NARROWEST_WRAP_BYTES = 30, NARROW_BYTES = 50 };
	size_t at = next_line;
	while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
		at++;
	size_t word = at;
	while (word < text.len && !is_ascii_space(text.ptr[word]))
		word++;
	if (word == at)
		return false;
	char first = text.ptr[at];
	if (((first == '*' || first == '-' || first == '+') && word == at + 1) || line_number_len(str_slice(text, at, word)))
		return false;
	size_t len = span_len(line);
	/* in a chat of short lines without capitals each line is a remark of its own */
	bool remarks = line.start < text.len && is_ascii_lower(text.ptr[line.start]) && is_ascii_lower(first);
	if (width < NARROWEST_WRAP_BYTES || (width < NARROW_BYTES && remarks))
		return false;
	/* and a short line that ends its sentence stands for itself: "Good luck!", then a name */
	bool ends_sentence = len && strchr(".!?", text.ptr[line.end - 1]);
	if (ends_sentence && (width < NARROW_BYTES || is_name_line(text, next_line)))
		return false;
	if (len + 1 + (word - at) > width)
		return true;
	/* Hand-wrapped lines are ragged: nearly full, cut in mid-sentence, and going on in lower case. */
	char last = len ? text.ptr[line.end - 1] : '\n';
	bool open = !strchr(".!?:;\"')]", last);
	return open && is_ascii_lower(first) && width >= NARROW_BYTES && 4 * len >= 3 * width;
}

/* State of the paragraph that is being read. */
struct paragraph {
	size_t end, width, line_start; /* width: of the longest line, in bytes */
	bool is_remarks;	       /* typed line by line, as in a chat: each stands for itself */
};

/* The bytes of the first word at `at`. */
static size_t first_word_len(struct str text, size_t at)
{
	size_t end = at;
	while (end < text.len && !is_ascii_space(text.ptr[end]))
		end++;
	return end - at;
}

/* Is one of the widths that editors and mailers fill lines to at least the longest line, and below what the fullest line would have become with one more word? */
static bool is_usual_width(size_t longest, size_t overfull)
{
	static const size_t usual[] = { 60, 65, 70, 72, 74, 75, 76, 77, 78, 79, 80, 100, 120 };
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		if (longest <= usual[i] && usual[i] < overfull)
			return true;
	return false;
}

/*
 * Looks ahead over the paragraph that begins at `at`. One that begins without a capital and has a line of less than half the width before
 * its last was typed line by line, however long one of them is: nobody fills the lines of a chat. So was a short one whose lines were filled to no usual width,
 * and any with a line longer than editors fill one.
 */
static void measure_paragraph(struct str text, size_t at, struct paragraph *p)
{
	/* Many parts of own text may stand in one paragraph, between links or blocks of code, and each looks ahead: not without end. */
	enum { AHEAD_BYTES = 4096 };
	text = str_slice(text, 0, at + AHEAD_BYTES);
	enum { FEW_LINES = 4, WIDEST = 100 };
	size_t start = at, shortest = SIZE_MAX, before_last = SIZE_MAX, overfull = SIZE_MAX, lines = 0;
	p->width = 0;
	while (at < text.len) {
		size_t end = line_end(text, at);
		if (is_blank_line(text, at, end))
			break;
		size_t len = end - at;
		if (len && text.ptr[end - 1] == '\r')
			len--;
		p->width = len > p->width ? len : p->width;
		size_t filled = lines++ ? before_last + 1 + first_word_len(text, at) : SIZE_MAX;
		overfull = filled < overfull ? filled : overfull;
		shortest = before_last < shortest ? before_last : shortest;
		before_last = len;
		at = end + 1;
	}
	p->end = at < text.len ? at : text.len;
	bool is_filled = is_usual_width(p->width, overfull), is_short = lines >= 2 && lines <= FEW_LINES && !is_filled;
	bool is_chat = start < text.len && is_ascii_lower(text.ptr[start]) && (shortest < p->width / 2 || is_short);
	p->is_remarks = is_chat || (p->width > WIDEST && !is_filled);
}

/* Takes a run of white space at `at`; returns its end. */
static size_t add_space(struct maker *m, struct str text, size_t at, size_t end, struct paragraph *p)
{
	size_t start = at;
	bool hard = false;
	while (at < end) {
		size_t next = at;
		int32_t c = utf8_next(text, &next);
		if (!utf8_is_space(c) && !utf8_is_invisible(c))
			break;
		if (c == 0x2029)
			hard = true;
		if (c == '\n') {
			if (at >= p->end)
				measure_paragraph(text, next, p);
			struct span line = { p->line_start, at };
			if (span_len(line) && text.ptr[at - 1] == '\r')
				line.end--;
			hard = hard || p->is_remarks || !is_wrap(text, line, next, p->width);
			p->line_start = next;
		}
		at = next;
	}
	bool at_break = m->len == 0 || m->bytes[m->len - 1] == '\n';
	if (at_break || at >= text.len)
		return at;
	if (hard && m->bytes[m->len - 1] == ' ')
		m->bytes[m->len - 1] = '\n';
	else if (m->bytes[m->len - 1] != ' ')
		add(m, hard ? STR("\n") : STR(" "), text_origin(m->text, start),
		    text_origin(m->text, at) - text_origin(m->text, start));
	return at;
}

/* Does a mark that is seen stand at `at`? What tells an emoji from its plain form is not. */
static bool mark_stands(struct str text, size_t at, size_t end)
{
	if (at >= end || (unsigned char)text.ptr[at] < 0x80)
		return false;
	int32_t c = utf8_next(text, &at);
	return utf8_is_mark(c) && !utf8_is_invisible(c);
}

/* Takes a character that is not ASCII, with the marks that combine with it; returns its end. */
static size_t add_character(struct maker *m, struct str text, size_t at, size_t end)
{
	size_t start = at;
	int32_t c = utf8_next(text, &at);
	size_t from = text_origin(m->text, start);
	if (utf8_is_invisible(c) || c == 0)
		return at;
	struct str plain = straight(c);
	if (plain.ptr) {
		add(m, plain, from, text_origin(m->text, at) - from);
		return at;
	}
	/* At most 32 marks are composed with a base: more is no language's text (UAX #15, stream-safe format, has 30). */
	for (size_t marks = 0; marks < 32 && mark_stands(text, at, end); marks++)
		utf8_next(text, &at);
	struct str composed = utf8_nfc(m->arena, str_slice(text, start, at));
	add(m, composed, from, text_origin(m->text, at) - from);
	return at;
}

static void add_part(struct maker *m, size_t start, size_t end)
{
	struct str text = m->text->bytes;
	struct paragraph p = { .end = start, .line_start = start };
	measure_paragraph(text, start, &p);
	size_t at = start;
	while (at < end) {
		/* the common case, a stretch of plain ASCII, in one copy */
		size_t stop = at;
		while (stop < end) {
			unsigned char c = (unsigned char)text.ptr[stop];
			if (c >= 0x80 || c < 0x20 || c == '`')
				break;
			if (c == ' ' && (stop + 1 >= end || text.ptr[stop + 1] == ' ' ||
					 (unsigned char)text.ptr[stop + 1] < 0x20))
				break;
			stop++;
		}
		if (stop > at && mark_stands(text, stop, end)) /* an ASCII letter is composed with it */
			stop--;
		if (stop > at) {
			struct str run = str_slice(text, at, stop);
			if (run.ptr[0] == ' ' && (m->len == 0 || m->bytes[m->len - 1] == '\n' || m->bytes[m->len - 1] == ' ')) {
				at++;
				continue;
			}
			add(m, run, text_origin(m->text, at), text_origin(m->text, stop) - text_origin(m->text, at));
			at = stop;
			continue;
		}
		size_t next = at;
		int32_t c = utf8_next(text, &next);
		if (utf8_is_space(c))
			at = add_space(m, text, at, end, &p);
		else if (c < 0x20)
			at = next;
		else
			at = add_character(m, text, at, end);
	}
}

static void add_break(struct maker *m, size_t at)
{
	if (m->len == 0 || m->bytes[m->len - 1] == '\n')
		return;
	if (m->bytes[m->len - 1] == ' ')
		m->bytes[m->len - 1] = '\n';
	else
		add(m, STR("\n"), text_origin(m->text, at), 0);
}

/* Without white space at the end; `end` is the input offset after the last own part. */
static struct norm finish(struct maker *m)
{
	size_t end = m->end;
	if (m->run_count == 0)
		*ARENA_PUSH(m->arena, m->runs, m->run_count, m->run_capacity) = (struct origin_run){ 0, (uint32_t)end };
	struct norm norm = {
		.bytes = { m->bytes, m->len },
		.runs = m->runs,
		.run_count = m->run_count,
		.end = end,
	};
	while (m->len && (m->bytes[m->len - 1] == ' ' || m->bytes[m->len - 1] == '\n'))
		m->len--;
	norm.end = norm_origin(&norm, m->len);
	norm.bytes.len = m->len;
	while (norm.run_count > 1 && norm.runs[norm.run_count - 1].norm >= m->len)
		norm.run_count--;
	return norm;
}

struct norm norm_make(struct arena *arena, const struct text *text, const struct own *own)
{
	struct maker m = { .arena = arena, .text = text, .next_input = SIZE_MAX };
	reserve(&m, text->bytes.len / 2 + 16);
	for (size_t i = 0; i < own->count; i++) {
		const struct hownot_part *part = &own->parts[i];
		if (part->kind == HOWNOT_OWN) {
			add_part(&m, part->span.start, part->span.end);
		} else if (part->kind == HOWNOT_LINK) {
			/* A link stands for a noun: the sentence goes on around it. */
			size_t from = text_origin(text, part->span.start);
			m.next_input = SIZE_MAX;
			add(&m, STR("\xE2\x9F\xA8link\xE2\x9F\xA9"), from, text_origin(text, part->span.end) - from);
			m.next_input = SIZE_MAX;
		} else {
			add_break(&m, part->span.start);
		}
	}
	return finish(&m);
}

struct norm norm_of_str(struct arena *arena, struct str s)
{
	struct text *text = arena_alloc(arena, 1, sizeof *text);
	*text = text_make(arena, s);
	struct hownot_part all = { HOWNOT_OWN, { 0, text->bytes.len } };
	struct own own = { &all, 1 };
	return norm_make(arena, text, &own);
}

size_t norm_origin(const struct norm *norm, size_t at)
{
	if (at >= norm->bytes.len)
		return norm->end;
	size_t low = 0, high = norm->run_count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (norm->runs[middle].norm <= at)
			low = middle;
		else
			high = middle;
	}
	const struct origin_run *run = &norm->runs[low];
	return run->input + (at - run->norm);
}

struct hownot_span norm_span(const struct norm *norm, struct span span)
{
	return (struct hownot_span){ norm_origin(norm, span.start), norm_origin(norm, span.end) };
}

struct str norm_typed(struct arena *arena, const struct norm *norm, struct str input, struct span span)
{
	struct hownot_span at = norm_span(norm, span);
	struct str typed = text_make(arena, str_slice(input, at.start, at.end)).bytes;
	char *out = arena_alloc(arena, typed.len + 1, 1);
	size_t len = 0;
	for (size_t i = 0; i < typed.len; i++) {
		bool space = is_ascii_space(typed.ptr[i]);
		if (space && len && out[len - 1] == ' ')
			continue;
		out[len++] = space ? ' ' : typed.ptr[i];
	}
	return (struct str){ out, len };
}
