/*
 * charset - the character sets of text parts, with the way back
 *
 * As the WHATWG Encoding Standard has it, ISO-8859-1 and US-ASCII are read as windows-1252: that is what mailers that
 * say so send. UTF-8 that is not valid, an unknown name, and no name at all are guessed: UTF-8 if it is valid, else
 * windows-1252. The rest is iconv's.
 */
#ifndef MAIL_CHARSET_H
#define MAIL_CHARSET_H

#include "base/buf.h"
#include "base/err.h"
#include "mail/trace.h"

enum charset_kind { CHARSET_ASCII, CHARSET_UTF8, CHARSET_LATIN1, CHARSET_WINDOWS, CHARSET_ICONV };

struct charset {
	enum charset_kind kind; /* how text goes back into it; ASCII: the part holds and promises nothing else */
	const char *name;       /* iconv's; NUL-terminated */
	bool guessed;           /* the name was unknown, or the bytes were not what it says */
};

/* octets in UTF-8; `name` is what the part says, NULL when it says nothing. What cannot be read becomes U+FFFD. */
struct trace charset_decode(struct arena *arena, struct str octets, const char *name, struct charset *charset);

/*
 * UTF-8 text in the character set. Curly quotes, dashes and the like that it lacks become ASCII; with `html`, other
 * letters become character references. False when a letter cannot be said: it is named in err.
 */
bool charset_encode(struct arena *arena, struct charset charset, bool html, struct str text, struct str *out,
		    struct err *err);

#endif
