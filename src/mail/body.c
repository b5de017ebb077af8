#include "mail/body.h"

#include "draft/line.h"
#include "mail/flowed.h"
#include "mail/html.h"

static void note(struct buf *notes, struct str message, const struct mail_body *body, const char *what)
{
	size_t number = 1;
	for (size_t at = 0; (at = line_at(message, at).next) <= body->raw.start && at < message.len;)
		number++;
	buf_printf(notes, "%sline %zu: %s", notes->len ? "; " : "", number, what);
}

static struct str eol_of(struct str source)
{
	size_t at = str_find(source, STR("\n"), 0);
	return at < source.len && at > 0 && source.ptr[at - 1] == '\r' ? STR("\r\n") : STR("\n");
}

void body_decode(struct arena *arena, struct str message, const char *charset, struct mail_body *body,
		 struct buf *notes)
{
	bool complete;
	struct str raw = str_slice(message, body->raw.start, body->raw.end);
	body->octets = encoding_decode(arena, body->encoding, raw, body->raw.start, &body->state);
	if (body->state == ENCODING_BROKEN_OFF)
		note(notes, message, body, "the base64 breaks off");
	body->source = charset_decode(arena, body->octets.bytes, charset, &body->charset);
	if (charset && body->charset.guessed)
		note(notes, message, body,
		     arena_printf(arena, "not readable as %s, taken for %s%c", charset, body->charset.name, '\0').ptr);
	body->eol = eol_of(raw.len && body->encoding != ENCODING_BASE64 ? raw : body->source.bytes);
	body->text = trace_same(body->source.bytes, 0);
	if (body->html) {
		body->text = html_decode(arena, body->source.bytes, &complete);
		if (!complete)
			note(notes, message, body, "there is too much HTML to read");
	} else if (body->flowed) {
		body->text = flowed_decode(arena, body->source.bytes, body->delsp);
	}
}

struct span body_place(const struct mail_body *body, struct span span)
{
	return trace_down(&body->octets, trace_down(&body->source, trace_down(&body->text, span)));
}
