#include "lsp/document.h"

#include "base/analyzer.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

struct document *documents_find(const struct documents *documents, const char *uri)
{
	for (struct document *document = documents->first; document; document = document->next)
		if (strcmp(document->uri, uri) == 0)
			return document;
	return NULL;
}

static struct document *add(struct documents *documents, const char *uri)
{
	struct document *document = calloc(1, sizeof *document);
	if (!document)
		return NULL;
	document->uri = strdup(uri);
	document->text = calloc(1, 1);
	if (!document->uri || !document->text) {
		free(document->uri);
		free(document->text);
		free(document);
		return NULL;
	}
	document->next = documents->first;
	documents->first = document;
	return document;
}

struct document *documents_open(struct documents *documents, const char *uri, struct str text)
{
	struct document *document = documents_find(documents, uri);
	if (!document)
		document = add(documents, uri);
	if (!document)
		return NULL;
	/* the new text is the document's, which is in the list */
	ANALYZER_NO_LEAK_BEGIN
	return document_replace(document, (struct span){0, document->len}, text) ? document : NULL;
	ANALYZER_NO_LEAK_END
}

static void free_one(struct document *document)
{
	free(document->uri);
	free(document->text);
	free(document);
}

void documents_close(struct documents *documents, const char *uri)
{
	for (struct document **at = &documents->first; *at; at = &(*at)->next) {
		struct document *document = *at;
		if (strcmp(document->uri, uri) != 0)
			continue;
		*at = document->next;
		free_one(document);
		return;
	}
}

void documents_free(struct documents *documents)
{
	while (documents->first) {
		struct document *document = documents->first;
		documents->first = document->next;
		free_one(document);
	}
}

bool document_replace(struct document *document, struct span span, struct str with)
{
	size_t len = document->len - span_len(span) + with.len;
	char *text = malloc(len + 1);
	if (!text)
		return false;
	memcpy(text, document->text, span.start);
	if (with.len)
		memcpy(text + span.start, with.ptr, with.len);
	memcpy(text + span.start + with.len, document->text + span.end, document->len - span.end);
	text[len] = 0;
	char *old = document->text;
	document->text = text;
	document->len = len;
	free(old);
	return true;
}

/* Where the line after the one at `at` begins; the text's end when there is none. */
static size_t next_line(struct str text, size_t at)
{
	while (at < text.len && text.ptr[at] != '\n' && text.ptr[at] != '\r')
		at++;
	if (at == text.len)
		return at;
	bool is_crlf = text.ptr[at] == '\r' && at + 1 < text.len && text.ptr[at + 1] == '\n';
	return at + 1 + is_crlf;
}

static size_t units_of(enum position_encoding encoding, int32_t c, size_t bytes)
{
	enum { FIRST_SURROGATE_PAIR = 0x10000 };
	if (encoding == POSITION_UTF8)
		return bytes;
	return encoding == POSITION_UTF16 && c >= FIRST_SURROGATE_PAIR ? 2 : 1;
}

size_t document_offset(const struct document *document, enum position_encoding encoding, size_t line, size_t character)
{
	struct str text = {document->text, document->len};
	size_t at = 0;
	for (size_t i = 0; i < line; i++) {
		size_t next = next_line(text, at);
		bool is_last =
		    next == text.len && (next == at || (text.ptr[next - 1] != '\n' && text.ptr[next - 1] != '\r'));
		if (is_last)
			return text.len;
		at = next;
	}
	for (size_t units = 0; at < text.len && text.ptr[at] != '\n' && text.ptr[at] != '\r';) {
		size_t after = at;
		int32_t c = utf8_next(text, &after);
		units += units_of(encoding, c, after - at);
		if (units > character)
			break;
		at = after;
	}
	return at;
}
