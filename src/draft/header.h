/*
 * header - the header fields at the start of a mail message or of a mailer's edit file
 *
 *     To: Ann Lee <ann@example.org>
 *     Subject: Re: renewals
 *                                        the blank line is part of the header
 *     Hi Ann,
 */
#ifndef DRAFT_HEADER_H
#define DRAFT_HEADER_H

#include "base/str.h"

/*
 * The end of the header with its blank line (or emacs' "--text follows this line--"), or 0 when the text does not begin
 * with one. Every line must be a field or go on with one, and two names must be well known; a lone "Subject:" line does
 * too. A From/Sent/To block pasted from Outlook is a quote, no header. A byte order mark and mbox's "From " line may
 * come first.
 */
size_t header_end(struct str text);

/* The value of the first field of that name (lower case) in a header, unfolded no further than trimmed; empty when
 * missing. */
struct str header_field(struct str header, const char *name);

#endif
