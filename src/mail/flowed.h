/*
 * flowed - format=flowed text (RFC 3676)
 */
#ifndef MAIL_FLOWED_H
#define MAIL_FLOWED_H

#include "base/buf.h"
#include "mail/trace.h"

/*
 * The text with its soft line breaks and stuffed spaces taken out; `delsp` as the part says. Quoted lines stay as they
 * are.
 */
struct trace flowed_decode(struct arena *arena, struct str source, bool delsp);

/*
 * New words for [at.start, at.end) of the source, wrapped with soft breaks where they would make a line longer than 78
 * bytes. *at may be made longer by the space behind it.
 */
struct str flowed_encode(struct arena *arena, struct str source, struct span *at, struct str text, bool delsp,
			 struct str eol);

#endif
