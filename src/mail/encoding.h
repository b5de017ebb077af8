/*
 * encoding - content transfer encodings (RFC 2045, 6), with the way back
 */
#ifndef MAIL_ENCODING_H
#define MAIL_ENCODING_H

#include "base/buf.h"
#include "mail/trace.h"

enum encoding { ENCODING_NONE, ENCODING_QUOTED, ENCODING_BASE64 };

/* DAMAGED: there is something in the base64 that is none. BROKEN_OFF: it ends inside a group of four. Neither can be
 * encoded again without a loss. */
enum encoding_state { ENCODING_SOUND, ENCODING_DAMAGED, ENCODING_BROKEN_OFF };

/*
 * The octets of a part. `raw` are its bytes, at `base` of the message. Broken escapes stand as they are, what is not
 * base64 is skipped.
 */
struct trace encoding_decode(struct arena *arena, enum encoding encoding, struct str raw, size_t base,
			     enum encoding_state *state);

/* Adds octets in quoted-printable, their line ends as they are, without breaking lines. */
void encoding_quote(struct buf *out, struct str octets);

/* Adds a line of quoted-printable (without its line end) in pieces of at most 76 bytes, with soft breaks between. */
void encoding_break(struct buf *out, struct str line, struct str eol);

/* Octets in base64, in lines as long as the first of `model`, the part as it was, and with the white space at its end.
 */
struct str encoding_base64(struct arena *arena, struct str octets, struct str model, struct str eol);

#endif
