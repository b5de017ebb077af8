/*
 * answer - what the language server says of a document: diagnostics, hovers, code actions
 *
 * Each writes JSON as the protocol has it. A draft that cannot be judged has nothing said of it.
 */
#ifndef LSP_ANSWER_H
#define LSP_ANSWER_H

#include "hownot.h"
#include "lsp/document.h"
#include "out/json.h"

/* The items of an array of Diagnostic. */
void answer_diagnostics(struct arena *arena, struct json *json, const struct hownot *coach,
			const struct document *document, enum position_encoding encoding);

/* A Hover of the findings at a byte offset, or null. */
void answer_hover(struct arena *arena, struct json *json, const struct hownot *coach, const struct document *document,
		  enum position_encoding encoding, size_t offset);

/* What is asked for. */
struct answer_actions {
	struct span range;
	bool with_versions;   /* edits name the version of the text that they are for */
	bool fixes, rewrites; /* kinds that are wanted */
};

/* An array of CodeAction: each suggestion of the findings in the range, and the reply said again: the range's lines
 * when it is more than one line, else the whole. */
void answer_code_actions(struct arena *arena, struct json *json, const struct hownot *coach,
			 const struct document *document, enum position_encoding encoding,
			 const struct answer_actions *actions);

#endif
