#include "draft/own.h"

#include "draft/attribution.h"
#include "draft/ending.h"
#include "draft/header.h"
#include "draft/line.h"
#include "draft/link.h"
#include "draft/phrase.h"
#include "draft/quote.h"

/*
 * Three passes, each over the parts that the one before it left as own text:
 *
 *   1. lines, from the top: header, quotes, attribution lines, code, original messages, "-- " signatures
 *   2. the end of each stretch of own text: disclaimers, sign-offs, "Sent from my iPhone"
 *   3. words: links
 *
 * What a recogniser reads ahead is bounded (a few lines, or the last lines of a stretch) or done once, so the whole is
 * linear.
 */

static bool is_fence(struct str line, bool *is_bare)
{
	size_t at = 0;
	while (at < line.len && at < 3 && line.ptr[at] == ' ')
		at++;
	size_t ticks = at;
	while (ticks < line.len && line.ptr[ticks] == '`')
		ticks++;
	struct str rest = str_slice(line, ticks, line.len);
	*is_bare = line_trim(rest).len == 0;
	/* ```code``` on one line is a span, not a fence */
	return ticks - at >= 3 && !phrase_has_byte(rest, '`');
}

/* "# ---- >8 ----": git and mailers drop everything from there on. */
static bool is_scissors(struct str line)
{
	if (line.len < 8 || line.len > LINE_SHORT_BYTES)
		return false;
	if (str_starts(line, STR("# ")))
		line = str_slice(line, 2, line.len);
	struct str inner = quote_between_dashes(line);
	return str_eq(inner, STR(">8")) || str_eq(inner, STR("8<"));
}

struct reader {
	struct str text;
	struct parts *parts;
	bool in_signature;
	bool no_more_fences; /* a search for a closing fence came to the end of the text */
	bool has_own;        /* words of the writer's own stand above */
	bool knows_last_marked;
	size_t last_marked; /* where the last line with a quote mark begins; 0: there is none below an attribution */
};

/* The end of the code block that the fence on `line` opens, or 0. */
static size_t code_end(struct reader *r, struct line line)
{
	bool is_bare;
	if (r->no_more_fences || !is_fence(line_text(r->text, line), &is_bare))
		return 0;
	while (line.next < r->text.len) {
		line = line_at(r->text, line.next);
		if (is_fence(line_text(r->text, line), &is_bare) && is_bare)
			return line.next;
	}
	r->no_more_fences = true;
	return 0;
}

/* The quoted lines at `at`, with marks that only an attribution line above makes sure; their end, or `at`. */
static size_t bar_quote_end(struct str text, size_t at)
{
	size_t end = at;
	if (at >= text.len)
		return at;
	struct line line = line_skip_blank(text, at, 2);
	char mark = line.end > line.start ? text.ptr[line.start] : '\0';
	while (line.start < text.len && quote_is_bar_marked(line_text(text, line)) && text.ptr[line.start] == mark) {
		end = line.next;
		line = line_at(text, line.next);
	}
	return end;
}

/* Is a line marked as quoted anywhere from `at` on? The text is searched once, for the last such line. */
static bool has_marked_quote(struct reader *r, size_t at)
{
	for (size_t i = at; !r->knows_last_marked && i < r->text.len;) {
		struct line line = line_at(r->text, i);
		if (quote_is_marked(line_text(r->text, line)))
			r->last_marked = line.start;
		i = line.next;
	}
	r->knows_last_marked = true;
	return r->last_marked >= at;
}

/*
 * Is the "-- " on this line the start of a signature? One that goes on for longer than any signature, or disclaimer
 * under it, was a writer's rule between paragraphs: the words below are own text.
 */
static bool opens_signature(struct str text, struct line line)
{
	enum { MOST_LINES = 16 };
	if (!str_eq(line_text(text, line), STR("-- ")))
		return false;
	for (size_t i = 0; i < MOST_LINES; i++) {
		if (line.next >= text.len)
			return true;
		line = line_at(text, line.next);
		if (quote_is_marked(line_text(text, line)))
			return true;
	}
	return line.next >= text.len;
}

/* Takes an attribution and what it makes quoted; the end, or 0 when none begins on `line`. */
static size_t read_attribution(struct reader *r, struct line line)
{
	bool sure;
	size_t end = attribution_end(r->text, line, &sure);
	if (end == 0)
		return 0;
	parts_add(r->parts, HOWNOT_ATTRIBUTION, line.start, end);
	if (quote_follows(r->text, end)) {
		size_t quote = bar_quote_end(r->text, end);
		parts_add(r->parts, HOWNOT_QUOTE, end, quote);
		return quote;
	}
	/* An original message below the reply whose marks were lost on the way. */
	if (sure && r->has_own && end < r->text.len && !has_marked_quote(r, end)) {
		parts_add(r->parts, HOWNOT_QUOTE, end, r->text.len);
		return r->text.len;
	}
	return end;
}

/* Takes the original message that begins on `line`; the end, or 0. */
static size_t read_original(struct reader *r, struct line line)
{
	if (!quote_is_original(r->text, line))
		return 0;
	/* Marked lines under the marker show for themselves how far the quote goes. */
	bool marked =
	    line.next < r->text.len && quote_is_marked(line_text(r->text, line_skip_blank(r->text, line.next, 2)));
	size_t end = marked ? line.next : r->text.len;
	parts_add(r->parts, HOWNOT_QUOTE, line.start, end);
	return end;
}

static size_t read_line(struct reader *r, struct line line)
{
	struct str s = line_text(r->text, line);
	size_t end;
	if (quote_is_marked(s)) {
		r->in_signature = false;
		parts_add(r->parts, HOWNOT_QUOTE, line.start, line.next);
		return line.next;
	}
	if (is_scissors(s)) {
		parts_add(r->parts, HOWNOT_CODE, line.start, r->text.len);
		return r->text.len;
	}
	if ((end = read_original(r, line)) != 0 || (end = read_attribution(r, line)) != 0) {
		r->in_signature = false;
		return end;
	}
	if (!r->in_signature && (end = code_end(r, line)) != 0) {
		parts_add(r->parts, HOWNOT_CODE, line.start, end);
		return end;
	}
	/* RFC 3676, 4.3: two hyphens and a space */
	r->in_signature = r->in_signature || opens_signature(r->text, line);
	r->has_own = r->has_own || line_trim(s).len != 0;
	parts_add(r->parts, r->in_signature ? HOWNOT_SIGNATURE : HOWNOT_OWN, line.start, line.next);
	return line.next;
}

static void add_links(struct parts *parts, struct str text, size_t start, size_t end)
{
	struct str s = str_slice(text, 0, end);
	while (start < end) {
		struct span link = link_next(s, start);
		parts_add(parts, HOWNOT_OWN, start, link.start);
		parts_add(parts, HOWNOT_LINK, link.start, link.end);
		start = link.end;
	}
}

struct own own_make(struct arena *arena, const struct text *text)
{
	struct str s = text->bytes;
	struct parts lines = {.arena = arena};
	struct reader reader = {.text = s, .parts = &lines};
	size_t at = text->header ? text->header : header_end(s);
	parts_add(&lines, HOWNOT_HEADER, 0, at);
	while (at < s.len)
		at = read_line(&reader, line_at(s, at));

	struct parts parts = {.arena = arena};
	for (size_t i = 0; i < lines.count; i++) {
		struct hownot_part part = lines.items[i];
		if (part.kind == HOWNOT_OWN)
			ending_split(&parts, s, part.span.start, part.span.end);
		else
			parts_add(&parts, part.kind, part.span.start, part.span.end);
	}

	struct parts linked = {.arena = arena};
	for (size_t i = 0; i < parts.count; i++) {
		struct hownot_part part = parts.items[i];
		if (part.kind == HOWNOT_OWN)
			add_links(&linked, s, part.span.start, part.span.end);
		else
			parts_add(&linked, part.kind, part.span.start, part.span.end);
	}
	return (struct own){linked.items, linked.count};
}
