/*
 * document - the texts that an editor has open, as it tells of them
 *
 * Positions of the protocol are a line and a character within it, both from 0, in units that server and client agree
 * on; here they become byte offsets and back. A position beyond its line's end is the line's end, one beyond the text
 * the text's end.
 */
#ifndef LSP_DOCUMENT_H
#define LSP_DOCUMENT_H

#include "base/str.h"

enum position_encoding { POSITION_UTF16, POSITION_UTF8, POSITION_UTF32 };

struct document {
	char *uri;
	char *text; /* NUL-terminated */
	size_t len;
	double version; /* as the client counts; whole */
	bool is_stale;  /* its diagnostics are to be published */
	struct document *next;
};

/* The documents that are open. A zeroed one has none. */
struct documents {
	struct document *first;
};

struct document *documents_find(const struct documents *documents, const char *uri);

/* Opens a document, or takes a new text for an open one. NULL: out of memory. */
struct document *documents_open(struct documents *documents, const char *uri, struct str text);

void documents_close(struct documents *documents, const char *uri);
void documents_free(struct documents *documents);

/* The text of [span) becomes `with`. False: out of memory; the document is as it was. */
bool document_replace(struct document *document, struct span span, struct str with);

/* The byte offset of a line and a character in it. */
size_t document_offset(const struct document *document, enum position_encoding encoding, size_t line, size_t character);

#endif
