#include "out/reply.h"

#include "base/buf.h"

size_t reply_own_start(const struct reply *reply)
{
	const struct hownot_result *result = reply->result;
	size_t at = 0;
	for (size_t i = 0; i < result->left_out_count && result->left_out[i].span.start <= at; i++)
		if (result->left_out[i].span.end > at)
			at = result->left_out[i].span.end;
	while (at < reply->draft.len && is_ascii_space(reply->draft.ptr[at]))
		at++;
	return at < reply->draft.len ? at : 0;
}

struct str reply_more(struct arena *arena, const struct hownot_result *result)
{
	size_t more = result->more.strong + result->more.weak;
	if (!more)
		return STR("");
	return arena_printf(arena, "%zu more finding%s counted, and not shown", more, more == 1 ? " is" : "s are");
}

struct str reply_given_up(struct arena *arena, const struct hownot_result *result)
{
	struct buf buf = buf_make(arena);
	for (size_t i = 0; i < result->given_up_count; i++)
		buf_printf(&buf, "%s%s", i ? ", " : "", result->given_up[i]);
	if (result->given_up_count)
		buf_str(&buf, result->given_up_count == 1 ? STR(" takes too long on this draft, and was skipped")
							  : STR(" take too long on this draft, and were skipped"));
	return buf_view(&buf);
}

struct reply reply_redact(struct arena *arena, const struct reply *reply)
{
	struct hownot_result *result = arena_alloc(arena, 1, sizeof *result);
	struct hownot_finding *findings = arena_alloc(arena, reply->result->finding_count, sizeof *findings);
	*result = *reply->result;
	for (size_t i = 0; i < result->finding_count; i++) {
		findings[i] = result->findings[i];
		findings[i].text = "";
		findings[i].text_len = 0;
		findings[i].suggestions = NULL;
		findings[i].suggestion_count = 0;
	}
	result->findings = findings;
	result->question = "";
	result->rewritten = NULL;
	result->rewritten_len = result->blank_count = result->dropped_count = 0;
	struct reply redacted = *reply;
	redacted.result = result;
	redacted.is_redacted = true;
	return redacted;
}
