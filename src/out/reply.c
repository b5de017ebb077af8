#include "out/reply.h"

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
