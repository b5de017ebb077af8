/*
 * encoding - content transfer encodings (RFC 2045, 6), with the way back
 */
#ifndef MAIL_ENCODING_H
#define MAIL_ENCODING_H

#include "base/buf.h"
#include "mail/layer.h"

enum encoding { ENCODING_NONE, ENCODING_QUOTED, ENCODING_BASE64 };

/*
 * The octets of a part. `raw` are its bytes, at `base` of the message. Broken escapes stand as they are, what is not base64 is skipped; *complete is false
 * when base64 breaks off inside a group of four.
 */
struct layer encoding_decode(struct arena *arena, enum encoding encoding, struct str raw, size_t base, bool *complete);

/* Adds octets in quoted-printable, their line ends as they are, without breaking lines. */
void encoding_quote(struct buf *out, struct str octets);

/* Adds a line of quoted-printable (without its line end) in pieces of at most 76 bytes, with soft breaks between. */
void encoding_break(struct buf *out, struct str line, struct str eol);

/* Octets in base64, in lines as long as the first of `model`, the part as it was. */
struct str encoding_base64(struct arena *arena, struct str octets, struct str model, struct str eol);

#endif
