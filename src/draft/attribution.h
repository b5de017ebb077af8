/*
 * attribution - "On 3 Mar 2025 at 10:14, Ann Lee wrote:"
 *
 * In English, Spanish, French, German, Italian, Dutch, Portuguese and the Nordic languages, wrapped over a few lines or
 * not.
 */
#ifndef DRAFT_ATTRIBUTION_H
#define DRAFT_ATTRIBUTION_H

#include "draft/line.h"

/* SURE: with a date, and an address or a time, so that it stands alone. IF_QUOTED: one if a quote follows. */
enum attribution { ATTRIBUTION_NONE, ATTRIBUTION_IF_QUOTED, ATTRIBUTION_SURE };

/* What one or more whole lines look like. */
enum attribution attribution_shape(struct str lines);

/* The end of the attribution that begins on `line`, or 0; *sure says that it needs no quote below. */
size_t attribution_end(struct str text, struct line line, bool *sure);

/* Where the verb begins in an attribution without its colon, and whether the name is before it; s.len when there is
 * none. */
size_t attribution_verb(struct str s, bool *is_last);

#endif
