/*
 * body - a text part of a message, decoded
 *
 *     message ─ octets (transfer encoding) ─ source (character set) ─ text (HTML, format=flowed)
 */
#ifndef MAIL_BODY_H
#define MAIL_BODY_H

#include "mail/charset.h"
#include "mail/encoding.h"
#include "mail/mail.h"

struct mail_body {
	struct span raw; /* its bytes in the message */
	enum encoding encoding;
	enum encoding_state state;
	struct charset charset;
	bool html, flowed, delsp;
	bool seven_bit; /* only ASCII may stand in it as it is */
	struct trace octets, source, text;
	struct str eol;                /* how its lines end */
	size_t at;                     /* where its text begins in mail->text.bytes */
	const struct mail_body *twins; /* the same text as HTML (multipart/alternative) */
	size_t twin_count;
};

/* Fills in the traces of a body whose other members are set; `charset` as the part says, or NULL. What could not be
 * read is added to notes. */
void body_decode(struct arena *arena, struct str message, const char *charset, struct mail_body *body,
		 struct buf *notes);

/* The bytes of the message behind a span of body->text.bytes. */
struct span body_place(const struct mail_body *body, struct span span);

#endif
