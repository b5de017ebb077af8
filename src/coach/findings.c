#include "coach/findings.h"

static void count_more(struct hownot_more *more, const struct hownot_finding *finding)
{
	more->blanks += finding->category == HOWNOT_BLANK;
	more->strong += finding->severity == HOWNOT_STRONG;
	more->weak += finding->severity == HOWNOT_WEAK;
}

struct hownot_finding *findings_add(struct findings *list, const struct hownot_finding *finding)
{
	if (finding->has_span && (finding->span.start >= list->lines.end || finding->span.end <= list->lines.start))
		return NULL;
	if (finding->has_span && list->count >= list->most) {
		count_more(&list->more, finding);
		return NULL;
	}
	struct hownot_finding *added = ARENA_PUSH(list->arena, list->items, list->count, list->capacity);
	*added = *finding;
	return added;
}

void findings_cut(struct arena *arena, struct hownot_result *result, size_t most)
{
	if (result->finding_count <= most)
		return;
	struct findings list = { .arena = arena, .lines = { 0, SIZE_MAX }, .most = most, .more = result->more };
	for (size_t i = 0; i < result->finding_count; i++)
		findings_add(&list, &result->findings[i]);
	result->findings = list.items;
	result->finding_count = list.count;
	result->more = list.more;
}
