/*
 * findings - the list that a draft's findings are gathered in
 *
 * A finding is a few hundred bytes with its suggestions, and a text may have one every twenty bytes: so the list has an end, and what is beyond it is only
 * counted. Findings outside the lines that may be flagged are neither listed nor counted.
 */
#ifndef COACH_FINDINGS_H
#define COACH_FINDINGS_H

#include "base/arena.h"
#include "hownot.h"

struct findings {
	struct arena *arena;
	struct span lines; /* of the draft: what may be flagged */
	size_t most;
	struct hownot_finding *items;
	size_t count, capacity;
	struct hownot_more more;
};

/*
 * A copy of `finding`, which the list keeps and the caller may complete; NULL when it is not listed. One about the whole reply, without a span, always is.
 */
struct hownot_finding *findings_add(struct findings *findings, const struct hownot_finding *finding);

/* Of a list that was made without an end, as a rewrite needs it: what is beyond `most` is only counted, from here on. The new list is the arena's. */
void findings_cut(struct arena *arena, struct hownot_result *result, size_t most);

#endif
