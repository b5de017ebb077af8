/*
 * reader - the module hownot-mail.so: messages with MIME, read by GMime
 *
 * GMime finds the parts and says where in the message each one's bytes are; decoding is done in traces of our own,
 * which remember where every byte came from. The only file that knows gmime.h.
 */
#include "base/utf8.h"
#include "draft/header.h"
#include "draft/line.h"
#include "mail/body.h"
#include "mail/module.h"
#include "mail/rewrite.h"

#include <gmime/gmime.h>
#include <string.h>

__attribute__((visibility("default"))) extern const struct mail_module hownot_mail_module;

/* dlopen runs this once, whatever the number of threads. */
__attribute__((constructor)) static void start(void)
{
	g_mime_init();
}

enum { MOST_DEPTH = 64, MOST_BODIES = 100 };

struct bodies {
	struct mail_body *items;
	size_t count, capacity;
};

struct reader {
	struct arena *arena;
	struct str message;
	size_t base; /* bytes before the first header field (a byte order mark, mbox's line) */
	struct mail *mail;
	struct buf notes;
	struct bodies bodies;
};

static void note(struct reader *r, const char *what)
{
	if (str_find(buf_view(&r->notes), str_of(what), 0) < r->notes.len)
		return;
	buf_printf(&r->notes, "%s%s", r->notes.len ? "; " : "", what);
}

static struct str copy(struct reader *r, const char *c_string)
{
	struct str s = text_make(r->arena, str_of(c_string)).bytes;
	return arena_str(r->arena, s);
}

/* ---- parts ---- */

static const char *parameter(GMimeObject *part, const char *name)
{
	GMimeContentType *type = g_mime_object_get_content_type(part);
	return type ? g_mime_content_type_get_parameter(type, name) : NULL;
}

static bool is_type(GMimeObject *part, const char *type, const char *subtype)
{
	GMimeContentType *t = g_mime_object_get_content_type(part);
	return t && g_mime_content_type_is_type(t, type, subtype);
}

static bool is_attachment(GMimeObject *part)
{
	GMimeContentDisposition *disposition = g_mime_object_get_content_disposition(part);
	const char *value = disposition ? g_mime_content_disposition_get_disposition(disposition) : NULL;
	return value && str_eq_nocase(str_of(value), STR("attachment"));
}

static bool says(const char *value, const char *word)
{
	return value && str_eq_nocase(str_of(value), str_of(word));
}

/* The encoding, or false for one that we cannot undo. */
static bool find_encoding(GMimePart *part, struct mail_body *body)
{
	switch (g_mime_part_get_content_encoding(part)) {
	case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE:
		body->encoding = ENCODING_QUOTED;
		return true;
	case GMIME_CONTENT_ENCODING_BASE64:
		body->encoding = ENCODING_BASE64;
		return true;
	case GMIME_CONTENT_ENCODING_UUENCODE:
		return false;
	case GMIME_CONTENT_ENCODING_8BIT:
	case GMIME_CONTENT_ENCODING_BINARY:
		body->encoding = ENCODING_NONE;
		return true;
	default:
		body->encoding = ENCODING_NONE;
		body->seven_bit = true;
		return true;
	}
}

/* Where the bytes of the part are; false when GMime does not say. */
static bool find_place(const struct reader *r, GMimePart *part, struct span *raw)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GMimeStream *stream = content ? g_mime_data_wrapper_get_stream(content) : NULL;
	if (!stream || stream->bound_start < 0)
		return false;
	size_t start = r->base + (size_t)stream->bound_start;
	size_t end = stream->bound_end < 0 ? r->message.len : r->base + (size_t)stream->bound_end;
	if (start > end || end > r->message.len)
		return false;
	*raw = (struct span){start, end};
	return true;
}

static bool read_body(struct reader *r, GMimeObject *part, struct mail_body *body)
{
	*body = (struct mail_body){.html = is_type(part, "text", "html")};
	if (!GMIME_IS_PART(part) || !find_place(r, GMIME_PART(part), &body->raw))
		return false;
	if (!find_encoding(GMIME_PART(part), body)) {
		note(r, "a part is in an encoding that is not read");
		return false;
	}
	body->flowed = !body->html && says(parameter(part, "format"), "flowed");
	body->delsp = body->flowed && says(parameter(part, "delsp"), "yes");
	/* not g_mime_charset_iconv_name: it puts other names, and is laxer, than the standard that charset.h follows */
	body_decode(r->arena, r->message, parameter(part, "charset"), body, &r->notes);
	body->seven_bit = body->seven_bit && utf8_is_ascii(str_slice(r->message, body->raw.start, body->raw.end));
	return true;
}

static bool is_blank(const struct mail_body *body)
{
	return str_trim(body->text.bytes).len == 0;
}

/* ---- the tree ---- */

static void read_part(struct reader *r, GMimeObject *part, size_t depth);

/* Adds the HTML of a part of multipart/alternative, which may be wrapped in multipart/related. */
static void read_twins(struct reader *r, GMimeObject *part, size_t depth, struct bodies *twins)
{
	struct mail_body body;
	if (depth > MOST_DEPTH || is_attachment(part) || twins->count == MOST_BODIES)
		return;
	if (GMIME_IS_MULTIPART(part)) {
		for (int i = 0; i < g_mime_multipart_get_count(GMIME_MULTIPART(part)); i++)
			read_twins(r, g_mime_multipart_get_part(GMIME_MULTIPART(part), i), depth + 1, twins);
	} else if (is_type(part, "text", "html") && read_body(r, part, &body)) {
		*ARENA_PUSH(r->arena, twins->items, twins->count, twins->capacity) = body;
	}
}

/* One thing said in several ways: the plain text is the reply, unless it is empty; the HTML is its twin. */
static void read_alternative(struct reader *r, GMimeMultipart *multipart, size_t depth)
{
	int count = g_mime_multipart_get_count(multipart);
	size_t before = r->bodies.count;
	for (int i = 0; i < count; i++) {
		GMimeObject *part = g_mime_multipart_get_part(multipart, i);
		if (!is_type(part, "text", "plain"))
			continue;
		read_part(r, part, depth + 1);
		struct mail_body *body = r->bodies.count > before ? &r->bodies.items[before] : NULL;
		if (!body || is_blank(body)) {
			r->bodies.count = before;
			continue;
		}
		struct bodies twins = {0};
		for (int k = 0; k < count; k++)
			read_twins(r, g_mime_multipart_get_part(multipart, k), depth + 1, &twins);
		body->twins = twins.items;
		body->twin_count = twins.count;
		return;
	}
	/* the last way that can be read is the best (RFC 2046, 5.1.4) */
	for (int i = count; i-- > 0 && r->bodies.count == before;)
		read_part(r, g_mime_multipart_get_part(multipart, i), depth + 1);
}

static void read_multipart(struct reader *r, GMimeObject *part, size_t depth)
{
	GMimeMultipart *multipart = GMIME_MULTIPART(part);
	if (is_type(part, "multipart", "signed"))
		r->mail->fixed = "the message is signed, and a change would break its signature";
	if (is_type(part, "multipart", "encrypted")) {
		note(r, "the message is encrypted");
		return;
	}
	if (is_type(part, "multipart", "alternative")) {
		read_alternative(r, multipart, depth);
		return;
	}
	for (int i = 0; i < g_mime_multipart_get_count(multipart); i++)
		read_part(r, g_mime_multipart_get_part(multipart, i), depth + 1);
}

/* Adds what the part holds of the reply. Attachments and attached messages hold nothing of it. */
static void read_part(struct reader *r, GMimeObject *part, size_t depth)
{
	struct mail_body body;
	if (depth > MOST_DEPTH) {
		note(r, "its parts are nested too deep");
		return;
	}
	if (!part || is_attachment(part) || r->bodies.count == MOST_BODIES)
		return;
	if (GMIME_IS_MULTIPART(part))
		read_multipart(r, part, depth);
	else if ((is_type(part, "text", "plain") || is_type(part, "text", "html") ||
		  is_type(part, "text", "markdown")) &&
		 read_body(r, part, &body))
		*ARENA_PUSH(r->arena, r->bodies.items, r->bodies.count, r->bodies.capacity) = body;
	else if (is_type(part, "application", "pkcs7-mime"))
		note(r, "the message is encrypted or signed as a whole");
}

/* ---- the message ---- */

static size_t skip_mark(struct str message)
{
	size_t at = str_starts(message, STR("\xEF\xBB\xBF")) ? 3 : 0;
	if (str_starts(str_slice(message, at, message.len), STR("From ")))
		at = line_at(message, at).next;
	return at;
}

/* The end of the fields before the first blank line, with that line. */
static size_t fields_end(struct str message, size_t at)
{
	while (at < message.len) {
		struct line line = line_at(message, at);
		at = line.next;
		if (line.end == line.start)
			break;
	}
	return at;
}

/* The header as it is, but for octets that are no UTF-8: a question mark each. */
static void add_header(struct reader *r, struct trace_maker *text, size_t end)
{
	struct str header = str_slice(r->message, 0, end);
	for (size_t at = 0; at < header.len;) {
		struct str rest = str_slice(header, at, header.len);
		size_t valid = utf8_invalid(rest);
		trace_add_run(text, str_slice(rest, 0, valid), at);
		at += valid;
		if (valid == rest.len)
			break;
		trace_add(text, STR("?"), at, at + 1);
		at++;
	}
	r->mail->text.header = text->len;
}

/* Is the text nothing but the beginning of the message? Then it needs no copy and no origins. */
static bool is_message_itself(const struct reader *r, size_t header)
{
	const struct mail_body *body = r->bodies.items;
	return r->bodies.count == 1 && !body->octets.start && !body->source.start && !body->text.start &&
	       body->raw.start == header && utf8_invalid(str_slice(r->message, 0, header)) == header;
}

/* Puts the text of the message together: header, then the bodies with a blank line between. */
static void add_text(struct reader *r)
{
	size_t header = fields_end(r->message, skip_mark(r->message));
	if (r->bodies.count && header > r->bodies.items[0].raw.start)
		header = r->bodies.items[0].raw.start;
	bool is_plain = header_end(r->message) == header;
	if (is_plain && is_message_itself(r, header)) {
		r->bodies.items[0].at = header;
		r->mail->text =
		    (struct text){.bytes = str_slice(r->message, 0, r->bodies.items[0].raw.end), .header = header};
		return;
	}
	size_t expected = header + 1;
	for (size_t b = 0; b < r->bodies.count; b++)
		expected += r->bodies.items[b].text.bytes.len + 2;
	struct trace_maker text = trace_maker_make(r->arena, expected);
	/* a header that does not look like one in a text, either, is left away */
	if (is_plain)
		add_header(r, &text, header);
	for (size_t b = 0; b < r->bodies.count; b++) {
		struct mail_body *body = &r->bodies.items[b];
		/* a paragraph does not go on in the next part */
		if (b > 0)
			trace_add(&text, STR("\n\n"), body->raw.start, body->raw.start);
		body->at = text.len;
		for (size_t i = 0; i < body->text.bytes.len; i++) {
			struct span place = body_place(body, (struct span){i, i + 1});
			trace_add(&text, str_slice(body->text.bytes, i, i + 1), place.start, place.end);
		}
	}
	/* one origin more than bytes */
	size_t end = r->bodies.count ? r->bodies.items[r->bodies.count - 1].raw.end : header;
	trace_add(&text, STR("\n"), end, end);
	text.len--;
	r->mail->text.bytes = (struct str){text.bytes, text.len};
	r->mail->text.origin = text.start;
	r->mail->ends = text.end;
}

static struct str first_recipient(struct reader *r, GMimeMessage *message)
{
	InternetAddressList *to = g_mime_message_get_addresses(message, GMIME_ADDRESS_TYPE_TO);
	InternetAddress *first =
	    to && internet_address_list_length(to) > 0 ? internet_address_list_get_address(to, 0) : NULL;
	const char *name = first ? internet_address_get_name(first) : NULL;
	return name ? copy(r, name) : STR("");
}

static void read_fields(struct reader *r, GMimeMessage *message)
{
	GMimeObject *object = GMIME_OBJECT(message);
	const char *subject = g_mime_message_get_subject(message);
	r->mail->subject = subject ? copy(r, subject) : STR("");
	bool reply = g_mime_object_get_header(object, "In-Reply-To") ||
		     g_mime_object_get_header(object, "References") || str_starts_nocase(r->mail->subject, STR("re:"));
	if (reply)
		r->mail->patron = first_recipient(r, message);
}

static void read_message(struct reader *r, GMimeMessage *message)
{
	if (!message) {
		note(r, "it is no mail message");
	} else {
		read_fields(r, message);
		read_part(r, g_mime_message_get_mime_part(message), 0);
	}
	if (!r->bodies.count)
		note(r, "it has no text");
	add_text(r);
	r->mail->bodies = r->bodies.items;
	r->mail->body_count = r->bodies.count;
	r->mail->note = buf_view(&r->notes);
	if (!r->bodies.count)
		r->mail->fixed = "the message has no text to change";
}

/* GMime reads the message where it is: `bytes`, which must live as long as what was parsed, only looks like an array of
 * GLib's. */
static GMimeMessage *parse(GByteArray *bytes)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);
	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *parsed = g_mime_parser_construct_message(parser, NULL);
	g_object_unref(parser);
	g_object_unref(stream);
	return parsed;
}

/* When memory runs out in a stage, the jump goes through here, so that GMime's objects are freed. */
static void read_mail(struct arena *arena, struct str input, struct mail *out)
{
	struct mail *mail = arena_alloc(arena, 1, sizeof *mail);
	mail->input = input;
	size_t base = skip_mark(input);
	struct reader *r = arena_alloc(arena, 1, sizeof *r);
	*r = (struct reader){.arena = arena, .message = input, .base = base, .mail = mail, .notes = buf_make(arena)};
	GByteArray bytes = {(guint8 *)(uintptr_t)(input.ptr + base), (guint)(input.len - base)};
	GMimeMessage *message = parse(&bytes);
	jmp_buf outer;
	memcpy(&outer, &arena->oom, sizeof outer);
	if (ARENA_CATCH(arena)) {
		if (message)
			g_object_unref(message);
		memcpy(&arena->oom, &outer, sizeof outer);
		longjmp(arena->oom, 1);
	}
	read_message(r, message);
	if (message)
		g_object_unref(message);
	memcpy(&arena->oom, &outer, sizeof outer);
	*out = *mail;
}

const struct mail_module hownot_mail_module = {
    .version = HOWNOT_VERSION,
    .size = sizeof(struct mail),
    .read = read_mail,
    .rewrite = rewrite_message,
};
