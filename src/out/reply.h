/*
 * reply - a draft with its judgement: what every renderer is given
 *
 * All of it is borrowed.
 */
#ifndef OUT_REPLY_H
#define OUT_REPLY_H

#include "base/arena.h"
#include "base/str.h"
#include "hownot.h"

struct reply {
	const char *path; /* what the draft is called in findings: a file's path, "<stdin>" */
	struct str id;    /* JSON text that stands in place of the path; empty: the path stands */
	struct str draft; /* the bytes as they came in */
	const struct hownot_result *result;
	bool is_redacted; /* no text of the draft is shown; reply_redact has made the result */
};

static inline struct str reply_slice(const struct reply *reply, struct hownot_span span)
{
	return str_slice(reply->draft, span.start, span.end);
}

/* Where the writer's own text begins: there stands advice about the whole reply. */
size_t reply_own_start(const struct reply *reply);

/* "120 more findings are counted, and not shown", in the arena; empty when all are shown. */
struct str reply_more(struct arena *arena, const struct hownot_result *result);

/* "mine/slow takes too long on this draft, and was skipped", in the arena; empty when none was. */
struct str reply_given_up(struct arena *arena, const struct hownot_result *result);

/*
 * The reply without the draft's words, in the arena: findings keep their rule, place and severity, and lose their text and the suggestions, which may
 * repeat it; what a rewrite has made goes too. Renderers leave out what they would take from the draft itself.
 */
struct reply reply_redact(struct arena *arena, const struct reply *reply);

#endif
