/*
 * sarif - findings as a log for code-review tools: SARIF 2.1.0 (OASIS Standard, errata 01)
 *
 * One log with one run. Results come draft by draft, so the rules that they name, which are known only then, stand behind
 * them; the order of an object's members is free. Columns and character offsets count what the run's columnKind says and,
 * as the standard has it, no byte order mark; byte offsets count all bytes. A suggestion becomes a fix where its text can take
 * the place of bytes as it is; one that is to be put in, or whose words are encoded in a message, is a property.
 *
 *     sarif_print_start(&out, COLUMN_UTF16);
 *     sarif_print(arena, &out, &reply, COLUMN_UTF16);     (a comma between two that printed something)
 *     sarif_rules_add(&rules, result);
 *     sarif_print_end(arena, &out, &rules, true);
 */
#ifndef OUT_SARIF_H
#define OUT_SARIF_H

#include "base/buf.h"
#include "out/gnu.h"
#include "out/reply.h"

/* What results refer to by its id. */
struct sarif_rule {
	struct str id, message, why, source;
	enum hownot_category category;
	enum hownot_severity severity;
};

/* Each rule once, in the order in which they were met. */
struct sarif_rules {
	struct arena *arena;
	struct sarif_rule *items;
	size_t count, capacity;
};

/* Adds the rules of a result's findings; texts are copied. */
void sarif_rules_add(struct sarif_rules *rules, const struct hownot_result *result);
/* Adds those of another table; texts are copied. */
void sarif_rules_add_all(struct sarif_rules *rules, const struct sarif_rules *others);

/* The log's beginning. The unit is COLUMN_UTF16 or COLUMN_CHAR: SARIF knows no other. */
void sarif_print_start(struct buf *out, enum column_unit unit);

/* The results of a draft, a line each, with commas between them; nothing when there are none. */
void sarif_print(struct arena *arena, struct buf *out, const struct reply *reply, enum column_unit unit);

/* The rules and the log's end. was_done: every draft could be read and judged. */
void sarif_print_end(struct arena *arena, struct buf *out, const struct sarif_rules *rules, bool was_done);

#endif
