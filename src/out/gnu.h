/*
 * gnu - findings as `file:line:column: warning|note: message [rule]`, one a line
 *
 * The form that compilers print and every editor reads. A strong finding is a warning, a weak one a note: other words
 * become errors in some editors. Advice about the whole reply stands where the writer's own text begins.
 */
#ifndef OUT_GNU_H
#define OUT_GNU_H

#include "base/buf.h"
#include "out/reply.h"

enum column_unit { COLUMN_BYTE, COLUMN_CHAR, COLUMN_UTF16, COLUMN_SCREEN };

void gnu_print(struct arena *arena, struct buf *out, const struct reply *reply, enum column_unit unit);

#endif
