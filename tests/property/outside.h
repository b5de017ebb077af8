/*
 * outside - what a rewrite may not touch
 *
 * Quotes, signatures, code and the other parts that are left out of the coaching stand in the rewrite byte for byte and in their order; with a range of
 * lines, so does all before and behind them. This holds for plain text: a message's parts may be coded anew.
 */
#ifndef PROPERTY_OUTSIDE_H
#define PROPERTY_OUTSIDE_H

#include "base/str.h"
#include "hownot.h"

/* What was touched, of the draft; empty when nothing was. */
static inline struct str outside_part_touched(struct str draft, const struct hownot_result *r)
{
	struct str after = {r->rewritten, r->rewritten_len};
	size_t at = 0;
	for (size_t i = 0; i < r->left_out_count; i++) {
		struct str part = str_slice(draft, r->left_out[i].span.start, r->left_out[i].span.end);
		while (str_ends_in(part, "\r\n"))
			part.len--; /* where all that stood behind it goes, its line break ends the reply or is none */
		at = str_find(after, part, at);
		if (at + part.len > after.len)
			return part;
		at += part.len;
	}
	return (struct str){0};
}

/* Are the bytes before and behind lines first..last, from 1, the same? */
static inline bool outside_lines_stay(struct str draft, const struct hownot_result *r, size_t first, size_t last)
{
	struct span lines = str_lines(draft, first, last);
	struct str after = {r->rewritten, r->rewritten_len}, before = str_slice(draft, 0, lines.start), behind = str_slice(draft, lines.end + 1, draft.len);
	return str_starts(after, before) && str_ends(after, behind) && before.len + behind.len <= after.len;
}

#endif
