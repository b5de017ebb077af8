#include "mail/rewrite.h"

#include "draft/line.h"
#include "mail/body.h"
#include "mail/edit.h"
#include "mail/flowed.h"
#include "mail/html.h"
#include "mail/twin.h"

#include <stdlib.h>
#include <string.h>

/*
 * The words that differ become edits of the text of a body. Each goes down through the traces, to the source, the
 * octets and the bytes of the message, and is said there in its own way. What no edit touches is copied from the
 * message.
 */

static void add_edit(struct arena *arena, struct edits *edits, struct span at, struct str text)
{
	*ARENA_PUSH(arena, edits->items, edits->count, edits->capacity) = (struct edit){at, text};
}

/* `before` with its edits, which are in order, made. */
static struct str splice(struct arena *arena, struct str before, size_t base, const struct edits *edits)
{
	struct buf out = buf_make(arena);
	size_t at = 0;
	for (size_t i = 0; i < edits->count; i++) {
		struct edit e = edits->items[i];
		buf_str(&out, str_slice(before, at, e.at.start - base));
		buf_str(&out, e.text);
		at = e.at.end - base;
	}
	buf_str(&out, str_slice(before, at, before.len));
	return buf_view(&out);
}

static struct str with_eol(struct arena *arena, struct str text, struct str eol)
{
	struct buf out = buf_make(arena);
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\n')
			buf_str(&out, eol);
		else if (text.ptr[i] != '\r')
			buf_char(&out, text.ptr[i]);
	}
	return buf_view(&out);
}

/* ---- text to source ---- */

/* In HTML a wrapped line is no new line: white space becomes one space, or <br><br> where it has a blank line. */
static struct str without_wraps(struct arena *arena, struct str text)
{
	struct buf out = buf_make(arena);
	for (size_t at = 0; at < text.len;) {
		size_t end = at, lines = 0;
		while (end < text.len && is_ascii_space(text.ptr[end]))
			lines += text.ptr[end++] == '\n';
		if (end > at)
			buf_str(&out, lines > 1 ? STR("\n\n") : STR(" "));
		else
			buf_char(&out, text.ptr[end++]);
		at = end;
	}
	return buf_view(&out);
}

static bool is_space_at(struct str s, size_t at)
{
	return at < s.len && is_ascii_space(s.ptr[at]);
}

/* White space that both the old and the new words have at an end is no change. */
static struct edit trimmed(struct str text, struct edit e)
{
	while (e.at.start < e.at.end && is_space_at(text, e.at.start) && is_space_at(e.text, 0)) {
		e.at.start++;
		e.text = str_slice(e.text, 1, e.text.len);
	}
	while (e.at.start < e.at.end && e.text.len && is_space_at(text, e.at.end - 1) &&
	       is_space_at(e.text, e.text.len - 1)) {
		e.at.end--;
		e.text.len--;
	}
	return e;
}

static bool is_quoted_at(struct str text, size_t at)
{
	while (at > 0 && text.ptr[at - 1] != '\n')
		at--;
	return at < text.len && text.ptr[at] == '>';
}

/*
 * A paragraph put in at the start of a line goes behind the text above instead ("new\n\n" becomes "\n\nnew"): what is
 * below may be a quote or its attribution, and in HTML that is inside of another element.
 */
static struct edit behind(struct arena *arena, struct str text, struct edit e)
{
	size_t at = e.at.start, len = e.text.len;
	while (at > 0 && is_ascii_space(text.ptr[at - 1]))
		at--;
	while (len > 0 && is_ascii_space(e.text.ptr[len - 1]))
		len--;
	bool at_line_start = e.at.start > 0 && text.ptr[e.at.start - 1] == '\n';
	if (e.at.end > e.at.start || !at_line_start || len == 0 || len == e.text.len || at == 0 ||
	    is_quoted_at(text, at - 1))
		return e;
	struct buf moved = buf_make(arena);
	buf_str(&moved, str_slice(e.text, len, e.text.len));
	buf_str(&moved, str_slice(e.text, 0, len));
	return (struct edit){{at, at}, buf_view(&moved)};
}

/* Past the end tags at `at` of the source: words put in behind bold ones are not bold. */
static size_t past_end_tags(struct str source, size_t at, size_t limit)
{
	while (at < limit && str_starts(str_slice(source, at, limit), STR("</"))) {
		size_t end = str_find(source, STR(">"), at);
		if (end >= limit)
			break;
		at = end + 1;
	}
	return at;
}

/* Where new words go in between tags: before what begins a line, else behind what is before. */
static struct span insertion(const struct mail_body *body, size_t at)
{
	struct str text = body->text.bytes;
	size_t before = at ? trace_end(&body->text, at - 1) : 0, after = trace_start(&body->text, at);
	bool at_line_start = at == 0 || text.ptr[at - 1] == '\n', at_line_end = at == text.len || text.ptr[at] == '\n';
	size_t place = at_line_start && at < text.len ? after
		       : at_line_end                  ? before
						      : past_end_tags(body->source.bytes, before, after);
	return (struct span){place, place};
}

/* The new words take the place of the first run of text between tags; the other runs are emptied, so every tag stays.
 */
static bool html_edit(struct arena *arena, const struct mail_body *body, struct edit e, struct edits *out,
		      struct err *err)
{
	e = behind(arena, body->text.bytes, e);
	e = trimmed(body->text.bytes, (struct edit){e.at, without_wraps(arena, e.text)});
	if (is_quoted_at(body->text.bytes, e.at.start))
		return err_set(err, "the HTML of the message has no place for new words outside of its quotes");
	struct buf words = buf_make(arena);
	html_encode(&words, e.text);
	struct str text = buf_view(&words);
	if (e.at.start == e.at.end) {
		if (text.len)
			add_edit(arena, out, insertion(body, e.at.start), text);
		return true;
	}
	struct span run = {0};
	bool begun = false, said = false;
	for (size_t i = e.at.start; i < e.at.end; i++) {
		size_t start = trace_start(&body->text, i), end = trace_end(&body->text, i);
		if (end <= start || (begun && end <= run.end))
			continue;
		if (begun && start != run.end) {
			add_edit(arena, out, run, said ? STR("") : text);
			said = true;
			begun = false;
		}
		run.start = begun ? run.start : start;
		run.end = end;
		begun = true;
	}
	if (begun)
		add_edit(arena, out, run, said ? STR("") : text);
	else if (text.len)
		add_edit(arena, out, insertion(body, e.at.start), text);
	return true;
}

static bool source_edits(struct arena *arena, const struct mail_body *body, const struct edits *edits,
			 struct edits *out, struct err *err)
{
	for (size_t i = 0; i < edits->count; i++) {
		struct edit e = edits->items[i];
		if (body->html) {
			if (!html_edit(arena, body, e, out, err))
				return false;
			continue;
		}
		struct span at = trace_down(&body->text, e.at);
		if (e.at.start == e.at.end && e.at.start == body->text.bytes.len)
			at.start = at.end = body->source.bytes.len;
		struct str text = body->flowed
				      ? flowed_encode(arena, body->source.bytes, &at, e.text, body->delsp, body->eol)
				      : with_eol(arena, e.text, body->eol);
		add_edit(arena, out, at, text);
	}
	return true;
}

/* ---- source to message ---- */

static bool octet_edits(struct arena *arena, const struct mail_body *body, const struct edits *edits, struct edits *out,
			struct err *err)
{
	for (size_t i = 0; i < edits->count; i++) {
		struct edit e = edits->items[i];
		struct charset charset = body->charset;
		if (body->seven_bit && charset.kind != CHARSET_ICONV)
			charset.kind = CHARSET_ASCII;
		struct str octets;
		if (!charset_encode(arena, charset, body->html, e.text, &octets, err))
			return false;
		add_edit(arena, out, trace_down(&body->source, e.at), octets);
	}
	return true;
}

/* Breaks again the lines of `part` that hold new text and are too long now. */
static struct str rewrap(struct arena *arena, struct str part, const struct edits *news, struct str eol)
{
	enum { MOST_BYTES = 76 };
	struct buf out = buf_make(arena);
	size_t n = 0;
	for (size_t at = 0; at < part.len;) {
		struct line line = line_at(part, at);
		while (n < news->count && news->items[n].at.end < line.start)
			n++;
		bool is_new = n < news->count && news->items[n].at.start <= line.end;
		if (is_new && line.end - line.start > MOST_BYTES)
			encoding_break(&out, str_slice(part, line.start, line.end), eol);
		else
			buf_str(&out, str_slice(part, line.start, line.end));
		buf_str(&out, str_slice(part, line.end, line.next));
		at = line.next;
	}
	return buf_view(&out);
}

/* A white space that comes to stand before a line end is lost on the way, unless it is written =20. */
static bool ends_in_space(struct str part, size_t at)
{
	return at == part.len || part.ptr[at] == '\n' || part.ptr[at] == '\r';
}

static struct str quoted_part(struct arena *arena, const struct mail_body *body, struct str raw,
			      const struct edits *edits)
{
	struct edits quoted = {0}, news = {0};
	size_t shift = 0; /* grows and shrinks: wraps around as needed */
	for (size_t i = 0; i < edits->count; i++) {
		struct span at = trace_down(&body->octets, edits->items[i].at);
		struct str octets = edits->items[i].text;
		struct buf text = buf_make(arena);
		bool guard =
		    octets.len && octets.ptr[octets.len - 1] == ' ' && !ends_in_space(raw, at.end - body->raw.start);
		encoding_quote(&text, guard ? str_slice(octets, 0, octets.len - 1) : octets);
		if (guard)
			buf_char(&text, ' ');
		add_edit(arena, &quoted, at, buf_view(&text));
		size_t start = at.start - body->raw.start + shift;
		add_edit(arena, &news, (struct span){start, start + text.len}, STR(""));
		shift += text.len - (at.end - at.start);
	}
	return rewrap(arena, splice(arena, raw, body->raw.start, &quoted), &news, body->eol);
}

/* The edits of one body as edits of the message. */
static bool message_edits(struct arena *arena, struct str message, const struct mail_body *body,
			  const struct edits *text_edits, struct edits *out, struct err *err)
{
	struct edits source = {0}, octets = {0};
	if (!source_edits(arena, body, text_edits, &source, err) || !octet_edits(arena, body, &source, &octets, err))
		return false;
	if (octets.count == 0)
		return true;
	if (body->state != ENCODING_SOUND)
		return err_set(err, "the base64 of the message is damaged, so it is not changed");
	struct str raw = str_slice(message, body->raw.start, body->raw.end);
	if (body->encoding == ENCODING_NONE) {
		for (size_t i = 0; i < octets.count; i++)
			add_edit(arena, out, trace_down(&body->octets, octets.items[i].at), octets.items[i].text);
		return true;
	}
	struct str part;
	if (body->encoding == ENCODING_QUOTED) {
		part = quoted_part(arena, body, raw, &octets);
	} else {
		struct str eol = str_find(raw, STR("\r\n"), 0) < raw.len ? STR("\r\n") : STR("\n");
		part = encoding_base64(arena, splice(arena, body->octets.bytes, 0, &octets), raw, eol);
	}
	add_edit(arena, out, body->raw, part);
	return true;
}

/* ---- the message ---- */

/* New words for HTML: where the old ones had *marks* for bold, the new ones lose theirs. */
static struct str without_marks(struct arena *arena, struct str text, struct str old)
{
	struct buf out = buf_make(arena);
	bool marked = str_find(old, STR("*"), 0) < old.len;
	for (size_t i = 0; i < text.len; i++)
		if (!marked || text.ptr[i] != '*')
			buf_char(&out, text.ptr[i]);
	return buf_view(&out);
}

/* The same edits in the twins of the body. */
static bool twin_edits(struct arena *arena, const struct mail *mail, const struct mail_body *body,
		       const struct edits *edits, struct edits *out, struct err *err)
{
	if (body->twin_count == 0)
		return true;
	struct edits *of_twin = arena_alloc(arena, body->twin_count, sizeof *of_twin);
	for (size_t i = 0; i < edits->count; i++) {
		struct edit e = trimmed(body->text.bytes, behind(arena, body->text.bytes, edits->items[i]));
		if (e.at.start == e.at.end && e.text.len == 0)
			continue;
		bool only_space =
		    str_trim(e.text).len == 0 && str_trim(str_slice(body->text.bytes, e.at.start, e.at.end)).len == 0;
		if (only_space)
			continue;
		const struct mail_body *twin;
		struct span at;
		if (!twin_find(arena, body, e.at, &twin, &at))
			return err_set(
			    err, "the text and the HTML of the message do not say the same, so neither is changed");
		struct edits *mine = &of_twin[twin - body->twins];
		if (mine->count && mine->items[mine->count - 1].at.end > at.start)
			return err_set(
			    err,
			    "the text and the HTML of the message are not in the same order, so neither is changed");
		add_edit(arena, mine, at,
			 without_marks(arena, e.text, str_slice(body->text.bytes, e.at.start, e.at.end)));
	}
	for (size_t t = 0; t < body->twin_count; t++)
		if (!message_edits(arena, mail->input, &body->twins[t], &of_twin[t], out, err))
			return false;
	return true;
}

/* The edits that fall on the body, in places of its own text. False when one goes over its end. */
static bool own_edits(struct arena *arena, const struct mail *mail, size_t body, const struct edits *edits,
		      struct edits *out)
{
	size_t start = mail->bodies[body].at, end = start + mail->bodies[body].text.bytes.len;
	bool last = body + 1 == mail->body_count;
	for (size_t i = 0; i < edits->count; i++) {
		struct edit e = edits->items[i];
		size_t next = last ? SIZE_MAX : mail->bodies[body + 1].at;
		if (e.at.start < start || e.at.start >= next)
			continue;
		if (e.at.start > end || e.at.end > end)
			return false;
		add_edit(arena, out, (struct span){e.at.start - start, e.at.end - start}, e.text);
	}
	return true;
}

static int by_place(const void *a, const void *b)
{
	const struct edit *x = a, *y = b;
	if (x->at.start != y->at.start)
		return x->at.start < y->at.start ? -1 : 1;
	return (x->at.end > y->at.end) - (x->at.end < y->at.end);
}

bool rewrite_message(struct arena *arena, const struct mail *mail, struct str text, struct str *out, struct err *err)
{
	struct str before = mail->text.bytes;
	size_t header = mail->text.header;
	struct edits changes =
	    edit_find(arena, str_slice(before, header, before.len), str_slice(text, header, text.len));
	for (size_t i = 0; i < changes.count; i++) {
		changes.items[i].at.start += header;
		changes.items[i].at.end += header;
	}
	struct edits edits = {0};
	for (size_t b = 0; b < mail->body_count; b++) {
		struct edits own = {0};
		if (!own_edits(arena, mail, b, &changes, &own))
			return err_set(err, "a change goes over the end of a part of the message");
		if (!message_edits(arena, mail->input, &mail->bodies[b], &own, &edits, err) ||
		    !twin_edits(arena, mail, &mail->bodies[b], &own, &edits, err))
			return false;
	}
	if (edits.count)
		qsort(edits.items, edits.count, sizeof *edits.items, by_place);
	*out = splice(arena, mail->input, 0, &edits);
	return true;
}
