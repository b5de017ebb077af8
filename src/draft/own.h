/*
 * own - which parts of the text the writer typed
 *
 * Splits the text into parts that tile it: own text, and all that is left out of the coaching (quotes, attribution
 * lines, signatures, disclaimers, code, links). Recognised in plain text alone; mail structure is another module's.
 * Spans are byte offsets into text.bytes.
 *
 *     Hi Ann,                                    own
 *     You can renew at lib.org/renew.            own, link, own
 *     Best,                                      own: a closing and the name are the writer's words
 *     Rosa
 *     Branch Manager | 555-0190                  signature
 *
 *     On 3 Mar 2025 at 10:14, Ann Lee wrote:     attribution
 *     > can I renew?                             quote
 *
 * A part ends with the line break of its last line. Lines end in LF, CRLF or CR.
 */
#ifndef DRAFT_OWN_H
#define DRAFT_OWN_H

#include "draft/text.h"
#include "hownot.h"

struct own {
	const struct hownot_part *parts; /* in order; they tile the text; neighbours differ in kind */
	size_t count;
};

/* Takes time in proportion to the text, whatever is in it. */
struct own own_make(struct arena *arena, const struct text *text);

/*
 * The words of the patron: the first quote without its marks, one line each, blank lines kept; of a quote within a
 * quote only the outer, newer words. Empty when nothing is quoted.
 */
struct str own_question(struct arena *arena, const struct text *text, const struct own *own);

/* The patron's name from the attribution line or the From: line of a quoted message ("Ann Lee"); empty when unknown. */
struct str own_patron_name(struct arena *arena, const struct text *text, const struct own *own);

#endif
