/*
 * line - lines of a text, and what they look like from outside
 *
 * Lines end in LF, CRLF or CR. Offsets are bytes of the text that the line was cut from.
 */
#ifndef DRAFT_LINE_H
#define DRAFT_LINE_H

#include "base/str.h"

/* A longer line is a paragraph, not a marker or a line of a signature. */
enum { LINE_SHORT_BYTES = 110 };

struct line {
	size_t start, end; /* without the line break */
	size_t next;       /* where the next line starts */
};

struct line line_at(struct str text, size_t start);

/* The start of the line that ends where the line at `start` begins; not below `floor`. */
size_t line_before(struct str text, size_t start, size_t floor);

/* The next line at or after `at` that is not blank, past at most `most` blank ones. */
struct line line_skip_blank(struct str text, size_t at, size_t most);

/* The line without its break, and without the byte order mark of the first. */
struct str line_text(struct str text, struct line line);

/* The same without white space at both ends. */
struct str line_trimmed(struct str text, struct line line);

/* s without white space at both ends, trailing no-break spaces included: French typography has one before the colon. */
struct str line_trim(struct str s);

/* Nothing but one of - _ * =, at least `least` of them. */
bool line_is_rule(struct str line, size_t least);

/* The bytes of the number of a point that a line begins with, "3." or "12)"; 0 when it has none. */
size_t line_number_len(struct str line);

/* A point of a list, a row of a table or an address: it begins with a bullet, a number, a bar or a scheme. */
bool line_is_entry(struct str line);

#endif
