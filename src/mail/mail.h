/*
 * mail - a mail message, or a mailer's edit file, as a draft
 *
 *     struct mail mail;
 *     if (mail_looks_like(input) && mail_read(&arena, input, &mail, &err)) {
 *         ... coach mail.text, as text of its own ...
 *         struct hownot_span place = mail_place(&mail, span);     where it stands in the message
 *         mail_rewrite(&arena, &mail, new_text, &message, &err);  the message with the new text in it
 *     }
 *
 * The text of a message is its header fields, as they are (unless header.h would not know them for a header), and then
 * the reply: what the text parts hold, decoded, in UTF-8. HTML comes as text, with "> " before what it quotes and "-- "
 * above a signature that its mailer marked. Attachments and attached messages are not in it.
 *
 * MIME is read by a module that is loaded when the first message needs it, so that a program that reads plain drafts
 * does not pay for GMime. A message without MIME fields, as an editor gets it from mutt, is read here.
 */
#ifndef MAIL_MAIL_H
#define MAIL_MAIL_H

#include "base/err.h"
#include "draft/text.h"
#include "hownot.h"

struct mail_body;

struct mail {
	struct str input;     /* the message */
	struct text text;     /* origins are offsets into the message; text.header is set */
	const uint32_t *ends; /* per byte of the text: the message offset after what it came from; NULL: the identity */
	struct str subject;   /* decoded; empty when there is none */
	struct str patron;    /* the name of the person whom a reply goes to; empty when it is unknown or no reply */
	struct str note;      /* what could not be read, in one line; empty when all was */
	const struct mail_body *bodies; /* the module's; NULL: the text is the message */
	size_t body_count;
	const char *fixed; /* why the message cannot be changed; NULL: it can */
};

/* Does the input start with header fields? Reads no further than they go. */
bool mail_looks_like(struct str input);

/* Reads a message of at most 1 GiB. False when there is no module to read MIME with; whatever is wrong with the message
 * itself becomes a note. */
bool mail_read(struct arena *arena, struct str input, struct mail *out, struct err *err);

/* The bytes of the message behind a span of mail->text.bytes. */
struct hownot_span mail_place(const struct mail *mail, struct hownot_span span);

/*
 * The message with `text` in place of mail->text.bytes, which must begin with the same header. Every byte outside the
 * changed words stays; of a quoted-printable part the changed lines are encoded again, of a base64 part the whole. Both
 * halves of multipart/alternative are changed, or neither: false, with the reason, when the message is signed, its
 * character set lacks a letter, or the halves do not agree.
 */
bool mail_rewrite(struct arena *arena, const struct mail *mail, struct str text, struct str *out, struct err *err);

#endif
