#include "out/report.h"

#include <stdlib.h>

const char *report_by_name(enum report_by by)
{
	static const char *const names[BYS] = {"month", "service", "topic", "writer", "folder"};
	return names[by];
}

size_t report_percent(size_t part, size_t whole)
{
	return whole ? (100 * part + whole / 2) / whole : 0;
}

size_t report_mean_score(const struct report_count *count)
{
	return count->drafts ? (count->score + count->drafts / 2) / count->drafts : 0;
}

bool report_shows(const struct report *report, enum report_by by)
{
	bool is_asked = by == report->by || by == BY_SERVICE || by == BY_TOPIC;
	return is_asked && report->groups[by].count > 0;
}

size_t report_categories(const struct report *report, enum hownot_category order[HOWNOT_CATEGORIES])
{
	size_t count = 0;
	for (int i = 0; i < HOWNOT_CATEGORIES; i++) {
		if (!report->category_drafts[i])
			continue;
		size_t at = count++;
		for (; at && report->category_drafts[order[at - 1]] < report->category_drafts[i]; at--)
			order[at] = order[at - 1];
		order[at] = (enum hownot_category)i;
	}
	return count;
}

/* ---- names ---- */

/* Names are at a fixed distance in arrays of groups and of rules. */
struct name_array {
	const char *first;
	size_t stride, count;
};

static struct str name_at(struct name_array array, size_t index)
{
	return *(const struct str *)(const void *)(array.first + index * array.stride);
}

static uint32_t *slot_of(struct report_names *names, struct name_array array, struct str name)
{
	for (size_t at = str_hash(name);; at++) {
		uint32_t *slot = &names->slots[at & (names->capacity - 1)];
		if (!*slot || str_eq(name_at(array, *slot - 1), name))
			return slot;
	}
}

/* The slot of a name, in a table that is at most half full. */
static uint32_t *find_slot(struct arena *arena, struct report_names *names, struct name_array array, struct str name)
{
	enum { FIRST = 32 };
	if (2 * (array.count + 1) > names->capacity) {
		names->capacity = names->capacity ? 2 * names->capacity : FIRST;
		names->slots = arena_alloc(arena, names->capacity, sizeof *names->slots);
		for (size_t i = 0; i < array.count; i++)
			*slot_of(names, array, name_at(array, i)) = (uint32_t)i + 1;
	}
	return slot_of(names, array, name);
}

static struct report_count *find_group(struct arena *arena, struct report_groups *groups, struct str name)
{
	struct name_array array = {(const char *)groups->items, sizeof *groups->items, groups->count};
	uint32_t *slot = find_slot(arena, &groups->names, array, name);
	if (!*slot) {
		*ARENA_PUSH(arena, groups->items, groups->count, groups->capacity) =
		    (struct report_group){.name = arena_str(arena, name)};
		*slot = (uint32_t)groups->count;
	}
	return &groups->items[*slot - 1].count;
}

static struct report_rule *find_rule(struct report *report, const struct report_hit *hit)
{
	struct name_array array = {(const char *)report->rules, sizeof *report->rules, report->rule_count};
	uint32_t *slot = find_slot(report->arena, &report->rule_names, array, hit->rule);
	if (!*slot) {
		*ARENA_PUSH(report->arena, report->rules, report->rule_count, report->rule_capacity) =
		    (struct report_rule){.name = arena_str(report->arena, hit->rule), .category = hit->category};
		*slot = (uint32_t)report->rule_count;
	}
	return &report->rules[*slot - 1];
}

/* ---- adding up ---- */

static bool is_shut(const struct report_entry *entry)
{
	for (size_t i = 0; i < entry->hit_count; i++)
		if (entry->hits[i].category < (enum hownot_category)HOWNOT_PHRASE_CATEGORIES)
			return true;
	return false;
}

static void count_entry(struct report_count *count, const struct report_entry *entry)
{
	count->drafts++;
	count->ready += entry->is_ready;
	count->score += entry->score;
	count->verdicts[entry->verdict]++;
	for (size_t i = 0; i < HOWNOT_CHECKS; i++)
		count->checks[i] += entry->checks[i];
	count->shut += is_shut(entry);
	count->answered += entry->checks[HOWNOT_REFUSES] && entry->checks[HOWNOT_OFFERS_ALTERNATIVE];
}

/* Words with one space between them: an example may have been wrapped. */
static struct str on_one_line(struct arena *arena, struct str text)
{
	struct buf out = buf_make(arena);
	text = str_trim(text);
	for (size_t i = 0; i < text.len; i++)
		if (!is_ascii_space(text.ptr[i]))
			buf_char(&out, text.ptr[i]);
		else if (!is_ascii_space(text.ptr[i - 1]))
			buf_char(&out, ' ');
	return buf_view(&out);
}

static void count_hits(struct report *report, const struct report_entry *entry)
{
	bool is_met[HOWNOT_CATEGORIES] = {0};
	for (size_t i = 0; i < entry->hit_count; i++) {
		const struct report_hit *hit = &entry->hits[i];
		report->category_times[hit->category]++;
		report->category_drafts[hit->category] += !is_met[hit->category];
		is_met[hit->category] = true;
		/* Whole-reply advice and blanks are no rules of a pack. */
		if (str_find(hit->rule, STR("/"), 0) == hit->rule.len)
			continue;
		struct report_rule *rule = find_rule(report, hit);
		rule->times++;
		rule->drafts += rule->last_draft != report->total.drafts;
		rule->last_draft = report->total.drafts;
		enum { SHORT = 300 };
		bool is_example = !report->is_redacted && hit->text.len && hit->try_text.len &&
				  hit->text.len < SHORT && hit->try_text.len < SHORT;
		if (is_example && !rule->text.len) {
			rule->text = on_one_line(report->arena, hit->text);
			rule->try_text = on_one_line(report->arena, hit->try_text);
		}
	}
}

void report_add(struct report *report, const struct report_entry *entry)
{
	enum { MONTH = 7 };
	struct str month = str_slice(entry->date, 0, MONTH);
	count_entry(&report->total, entry);
	count_hits(report, entry);
	report->undated += !month.len;
	for (int by = 0; by < BYS; by++) {
		struct str name = by == BY_MONTH ? month : entry->names[by];
		/* A name that is not asked for is not kept either. */
		bool is_wanted = by == (int)report->by || by <= BY_TOPIC;
		if (is_wanted && name.len)
			count_entry(find_group(report->arena, &report->groups[by], name), entry);
	}
	if (!report->split.len || !month.len)
		return;
	/* ISO dates: the order of bytes is the order of time. A date without a day, of the month of the split, counts as after. */
	size_t len = entry->date.len < report->split.len ? entry->date.len : report->split.len;
	bool is_after = true;
	for (size_t i = 0; i < len; i++) {
		if (entry->date.ptr[i] == report->split.ptr[i])
			continue;
		is_after = entry->date.ptr[i] > report->split.ptr[i];
		break;
	}
	count_entry(is_after ? &report->after : &report->before, entry);
}

/* ---- order ---- */

static int by_name(struct str a, struct str b)
{
	for (size_t i = 0; i < a.len && i < b.len; i++)
		if (a.ptr[i] != b.ptr[i])
			return (unsigned char)a.ptr[i] < (unsigned char)b.ptr[i] ? -1 : 1;
	return (a.len > b.len) - (a.len < b.len);
}

static int by_month(const void *left, const void *right)
{
	const struct report_group *a = left, *b = right;
	return by_name(a->name, b->name);
}

static int by_drafts(const void *left, const void *right)
{
	const struct report_group *a = left, *b = right;
	if (a->count.drafts != b->count.drafts)
		return a->count.drafts < b->count.drafts ? 1 : -1;
	return by_name(a->name, b->name);
}

static int by_times(const void *left, const void *right)
{
	const struct report_rule *a = left, *b = right;
	if (a->drafts != b->drafts)
		return a->drafts < b->drafts ? 1 : -1;
	if (a->times != b->times)
		return a->times < b->times ? 1 : -1;
	return by_name(a->name, b->name);
}

/* Numbers in place of names, after sorting, so that the same figures give the same report. */
static void redact(struct report *report, enum report_by by)
{
	struct report_groups *groups = &report->groups[by];
	for (size_t i = 0; i < groups->count; i++)
		groups->items[i].name = arena_printf(report->arena, "%s %zu", report_by_name(by), i + 1);
}

size_t report_ungrouped(const struct report *report, enum report_by by)
{
	size_t left = report->total.drafts;
	for (size_t i = 0; i < report->groups[by].count; i++)
		left -= report->groups[by].items[i].count.drafts;
	return left;
}

void report_sort(struct report *report)
{
	for (int by = 0; by < BYS; by++)
		if (report->groups[by].count)
			qsort(report->groups[by].items, report->groups[by].count, sizeof(struct report_group),
			      by == BY_MONTH ? by_month : by_drafts);
	if (report->rule_count)
		qsort(report->rules, report->rule_count, sizeof *report->rules, by_times);
	if (!report->is_redacted)
		return;
	redact(report, BY_WRITER);
	redact(report, BY_FOLDER);
}
