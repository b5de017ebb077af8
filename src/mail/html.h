/*
 * html - the text of an HTML part, with the way back
 *
 * Read with libxml2's HTML parser. Blocks and <br> become line ends, white space is collapsed, what a browser hides is
 * left out. What the mailer's markup says about the text is said again in plain text, where own text is recognised:
 * quoted blocks get "> ", signatures a line "-- ", list items "- ".
 */
#ifndef MAIL_HTML_H
#define MAIL_HTML_H

#include "base/buf.h"
#include "mail/trace.h"

/* source is UTF-8, whatever its <meta> says. *complete is false when it was too much to read: the trace is then empty.
 */
struct trace html_decode(struct arena *arena, struct str source, bool *complete);

/* Adds text with & < > escaped and line ends as <br>. */
void html_encode(struct buf *out, struct str text);

#endif
