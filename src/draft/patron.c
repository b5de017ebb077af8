#include "base/buf.h"
#include "draft/attribution.h"
#include "draft/line.h"
#include "draft/own.h"
#include "draft/phrase.h"
#include "draft/quote.h"

#include <string.h>

enum { NAME_BYTES = 60 };

/* The marks taken off the line; returns how many `>` there were. */
static size_t take_marks(struct str *line)
{
	size_t depth = 0, at = 0, end = 0;
	while (at < line->len && (line->ptr[at] == '>' || line->ptr[at] == ' ')) {
		if (line->ptr[at++] != '>')
			continue;
		depth++;
		end = at;
	}
	if (depth == 0 && quote_is_bar_marked(*line)) {
		depth = 1;
		end = 1;
	}
	if (depth && end < line->len && line->ptr[end] == ' ')
		end++;
	*line = str_slice(*line, end, line->len);
	return depth;
}

static bool has_words(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_word_byte(s.ptr[i]))
			return true;
	return false;
}

static const struct hownot_part *first_part(const struct own *own, enum hownot_part_kind kind)
{
	for (size_t i = 0; i < own->count; i++)
		if (own->parts[i].kind == kind)
			return &own->parts[i];
	return NULL;
}

/* Lines in a quote that are about it, not of it. */
static bool is_about_quote(struct str line)
{
	struct str s = line_trim(line);
	return quote_is_marker(s) || line_is_rule(s, 3) || attribution_shape(s) != ATTRIBUTION_NONE;
}

/* The depth of the outermost lines with words. */
static size_t outermost_depth(struct str quote)
{
	size_t least = SIZE_MAX;
	for (size_t at = 0; at < quote.len;) {
		struct line line = line_at(quote, at);
		struct str s = line_text(quote, line);
		size_t depth = take_marks(&s);
		if (depth < least && has_words(s) && !is_about_quote(s))
			least = depth;
		at = line.next;
	}
	return least;
}

struct question {
	struct buf buf;
	size_t depth; /* of the patron's own lines */
};

/* Adds the words of a quote; false when they end, because an older message or a signature begins. */
static bool add_quote(struct question *q, struct str quote)
{
	for (size_t at = 0; at < quote.len;) {
		struct line line = line_at(quote, at);
		size_t fields = quote_fields_end(quote, at);
		if (fields && q->buf.len)
			return false;
		at = fields ? fields : line.next;
		struct str s = line_text(quote, line);
		size_t depth = take_marks(&s);
		struct str words = line_trim(s);
		if (fields || (words.len ? depth != q->depth || is_about_quote(words) : q->buf.len == 0))
			continue;
		if (str_eq(s, STR("-- ")) || (q->buf.len && str_eq(s, STR("--"))))
			return false;
		buf_str(&q->buf, words);
		buf_char(&q->buf, '\n');
	}
	return true;
}

struct str own_question(struct arena *arena, const struct text *text, const struct own *own)
{
	struct question q = {.buf = buf_make(arena)};
	bool open = true;
	for (size_t i = 0; i < own->count && open; i++) {
		struct hownot_part part = own->parts[i];
		struct str s = str_slice(text->bytes, part.span.start, part.span.end);
		if (q.buf.len == 0)
			q.depth = outermost_depth(s);
		/* a second attribution, and what it makes quoted, is an older message */
		if (part.kind == HOWNOT_ATTRIBUTION && q.buf.len)
			break;
		if (part.kind == HOWNOT_QUOTE && (q.buf.len == 0 || quote_is_marked(s)))
			open = add_quote(&q, s);
	}
	return str_trim(buf_view(&q.buf));
}

/* "Lee, Ann" is a directory's way to write it. */
static struct str plain_name(struct arena *arena, struct str s)
{
	size_t angle = str_find(s, STR("<"), 0);
	size_t bracket = str_find(s, STR("["), 0);
	s = line_trim(str_slice(s, 0, angle < bracket ? angle : bracket));
	while (s.len && strchr("\"'*", s.ptr[0]))
		s = str_slice(s, 1, s.len);
	s = str_trim_end(s, "\"'*,");
	static const char *const nobody[] = {"you", "he", "she", "they", "i", "we", "patron", "someone"};
	if (s.len == 0 || s.len > NAME_BYTES || phrase_has_byte(s, '@') || !has_words(s) || phrase_has_digit(s) ||
	    (phrase_word_count(s) == 1 && phrase_has_word(s, nobody, COUNT(nobody))))
		return STR("");
	size_t comma = str_find(s, STR(","), 0);
	if (comma == s.len)
		return s;
	struct str given = line_trim(str_slice(s, comma + 1, s.len));
	if (given.len == 0 || phrase_has_byte(given, ','))
		return s;
	return arena_printf(arena, "%.*s %.*s", STR_FMT(given), STR_FMT(str_slice(s, 0, comma)));
}

/* The words at the end of s, back to the date: "Mon, Jan 8, T. Brisco" gives "T. Brisco". */
static struct str words_after_date(struct str s)
{
	static const char *const before[] = {
	    "on",     "am",      "pm",        "a.m.",     "p.m.",   "at",       "gmt",    "utc",       "um",   "uhr",
	    "le",     "el",      "il",        "op",       "em",     "a las",    "alle",   "om",        "den",  "ore",
	    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today"};
	s = line_trim(s);
	size_t start = s.len;
	while (start > 0) {
		size_t word = start;
		while (word > 0 && is_ascii_space(s.ptr[word - 1]))
			word--;
		size_t end = word;
		while (word > 0 && !is_ascii_space(s.ptr[word - 1]))
			word--;
		struct str w = str_slice(s, word, end);
		if (phrase_has_digit(w) || str_ends(w, STR(",")))
			break;
		bool stop = false;
		for (size_t i = 0; i < COUNT(before); i++)
			stop = stop || str_eq_nocase(w, str_of(before[i]));
		if (stop)
			break;
		start = word;
	}
	return line_trim(str_slice(s, start, s.len));
}

static struct str name_in_attribution(struct arena *arena, struct str s)
{
	s = line_trim(s);
	if (s.len && s.ptr[s.len - 1] == ':')
		s = line_trim(str_slice(s, 0, s.len - 1));
	bool is_last = true;
	size_t verb = attribution_verb(s, &is_last);
	if (!is_last) {
		size_t name = verb;
		while (name < s.len && !is_ascii_space(s.ptr[name]))
			name++;
		return plain_name(arena, str_slice(s, name, s.len));
	}
	struct str before = line_trim(str_slice(s, 0, verb));
	size_t angle = str_find(before, STR("<"), 0);
	return plain_name(arena, words_after_date(str_slice(before, 0, angle)));
}

struct str own_patron_name(struct arena *arena, const struct text *text, const struct own *own)
{
	const struct hownot_part *part = first_part(own, HOWNOT_ATTRIBUTION);
	if (part)
		return name_in_attribution(arena, str_slice(text->bytes, part->span.start, part->span.end));
	part = first_part(own, HOWNOT_QUOTE);
	if (!part)
		return STR("");
	struct str quote = str_slice(text->bytes, part->span.start, part->span.end);
	for (size_t at = 0; at < quote.len;) {
		struct line line = line_at(quote, at);
		if (quote_fields_end(quote, at))
			return plain_name(arena, quote_sender(line_trimmed(quote, line)));
		at = line.next;
	}
	return STR("");
}
