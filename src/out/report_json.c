/*
 * The figures for other programs: JSON and CSV.
 */
#include "out/json.h"
#include "out/report.h"
#include "out/result.h"

static void put_number(struct json *json, const char *key, size_t number)
{
	json_key(json, key);
	json_number(json, number);
}

static void put_count(struct json *json, const struct report_count *count)
{
	put_number(json, "drafts", count->drafts);
	put_number(json, "ready", count->ready);
	json_key(json, "verdicts");
	json_open(json, '{');
	for (int i = 0; i <= HOWNOT_AGENT; i++)
		put_number(json, hownot_verdict_name((enum hownot_verdict)i), count->verdicts[i]);
	json_close(json, '}');
	put_number(json, "mean_score", report_mean_score(count));
	json_key(json, "checks");
	json_open(json, '{');
	for (int i = 0; i < HOWNOT_CHECKS; i++)
		put_number(json, hownot_check_name((enum hownot_check_kind)i), count->checks[i]);
	json_close(json, '}');
	put_number(json, "with_gatekeeping", count->shut);
	put_number(json, "refusals_with_alternative", count->answered);
}

static void put_named_count(struct json *json, const char *key, const struct report_count *count)
{
	json_key(json, key);
	json_open(json, '{');
	put_count(json, count);
	json_close(json, '}');
}

static void put_groups(struct json *json, const struct report *report, enum report_by by)
{
	json_key(json, report_by_name(by));
	json_open(json, '[');
	for (size_t i = 0; i < report->groups[by].count; i++) {
		json_open(json, '{');
		json_key(json, "name");
		json_string(json, report->groups[by].items[i].name);
		put_count(json, &report->groups[by].items[i].count);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void put_categories(struct json *json, const struct report *report)
{
	json_key(json, "categories");
	json_open(json, '[');
	for (int i = 0; i < HOWNOT_CATEGORIES; i++) {
		if (!report->category_times[i])
			continue;
		json_open(json, '{');
		json_key(json, "category");
		json_c_string(json, hownot_category_name((enum hownot_category)i));
		put_number(json, "drafts", report->category_drafts[i]);
		put_number(json, "times", report->category_times[i]);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void put_rules(struct json *json, const struct report *report)
{
	json_key(json, "rules");
	json_open(json, '[');
	for (size_t i = 0; i < report->rule_count; i++) {
		const struct report_rule *rule = &report->rules[i];
		json_open(json, '{');
		json_key(json, "rule");
		json_string(json, rule->name);
		json_key(json, "category");
		json_c_string(json, hownot_category_name(rule->category));
		put_number(json, "drafts", rule->drafts);
		put_number(json, "times", rule->times);
		if (rule->text.len) {
			json_key(json, "before");
			json_string(json, rule->text);
			json_key(json, "after");
			json_string(json, rule->try_text);
		}
		json_close(json, '}');
	}
	json_close(json, ']');
}

void report_print_json(struct buf *out, const struct report *report)
{
	struct json json = {.out = out};
	result_open_document(&json);
	json_key(&json, "report");
	json_open(&json, '{');
	put_count(&json, &report->total);
	put_number(&json, "undated", report->undated);
	put_number(&json, "empty", report->empty);
	put_number(&json, "errors", report->bad);
	put_number(&json, "not_text", report->not_text);
	put_categories(&json, report);
	put_rules(&json, report);
	json_key(&json, "by");
	json_open(&json, '{');
	for (int by = 0; by < BYS; by++)
		if (by == BY_MONTH || report_shows(report, (enum report_by)by))
			put_groups(&json, report, (enum report_by)by);
	json_close(&json, '}');
	if (report->split.len) {
		json_key(&json, "split");
		json_string(&json, report->split);
		put_named_count(&json, "before", &report->before);
		put_named_count(&json, "after", &report->after);
	}
	json_close(&json, '}');
	json_close(&json, '}');
	buf_char(out, '\n');
}

/* ---- CSV ---- */

/* A spreadsheet would take a text that begins so for a formula, and run it. */
static bool is_formula(struct str text)
{
	return text.len && str_find(STR("=+-@\t\r"), str_slice(text, 0, 1), 0) < 6;
}

static void put_field(struct buf *out, struct str text)
{
	buf_char(out, '"');
	if (is_formula(text))
		buf_char(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"')
			buf_char(out, '"');
		buf_char(out, text.ptr[i]);
	}
	buf_char(out, '"');
}

static void put_row(struct buf *out, const char *kind, struct str name, const struct report_count *count)
{
	buf_printf(out, "%s,", kind);
	put_field(out, name);
	buf_printf(out, ",%zu,,%zu,%zu", count->drafts, count->ready, report_mean_score(count));
	for (int i = 0; i <= HOWNOT_AGENT; i++)
		buf_printf(out, ",%zu", count->verdicts[i]);
	for (int i = 0; i < HOWNOT_CHECKS; i++)
		buf_printf(out, ",%zu", count->checks[i]);
	buf_printf(out, ",%zu,%zu\r\n", count->shut, count->answered);
}

static void put_times(struct buf *out, const char *kind, struct str name, size_t drafts, size_t times)
{
	buf_printf(out, "%s,", kind);
	put_field(out, name);
	buf_printf(out, ",%zu,%zu,,,,,,,,,,,,\r\n", drafts, times);
}

void report_print_csv(struct buf *out, const struct report *report)
{
	buf_str(out, STR("group,name,drafts,times,ready,mean_score"));
	for (int i = 0; i <= HOWNOT_AGENT; i++)
		buf_printf(out, ",%s", hownot_verdict_name((enum hownot_verdict)i));
	for (int i = 0; i < HOWNOT_CHECKS; i++)
		buf_printf(out, ",%s", hownot_check_name((enum hownot_check_kind)i));
	buf_str(out, STR(",with_gatekeeping,refusals_with_alternative\r\n"));
	put_row(out, "total", STR("total"), &report->total);
	if (report->split.len) {
		put_row(out, "before", report->split, &report->before);
		put_row(out, "after", report->split, &report->after);
	}
	for (int by = 0; by < BYS; by++) {
		if (by != BY_MONTH && !report_shows(report, (enum report_by)by))
			continue;
		for (size_t i = 0; i < report->groups[by].count; i++)
			put_row(out, report_by_name((enum report_by)by), report->groups[by].items[i].name,
				&report->groups[by].items[i].count);
	}
	for (int i = 0; i < HOWNOT_CATEGORIES; i++)
		if (report->category_times[i])
			put_times(out, "category", str_of(hownot_category_name((enum hownot_category)i)),
				  report->category_drafts[i], report->category_times[i]);
	for (size_t i = 0; i < report->rule_count; i++)
		put_times(out, "rule", report->rules[i].name, report->rules[i].drafts, report->rules[i].times);
}
