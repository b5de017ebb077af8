#include "out/result.h"

#include "out/lines.h"

static void write_place(struct json *json, struct lines *lines, size_t offset)
{
	struct place place = lines_at(lines, offset);
	json_open(json, '{');
	json_key(json, "byte");
	json_number(json, offset);
	json_key(json, "line");
	json_number(json, place.line);
	json_key(json, "column");
	json_number(json, place.column);
	json_key(json, "byte_column");
	json_number(json, place.byte_column);
	json_key(json, "utf16_column");
	json_number(json, place.utf16_column);
	json_close(json, '}');
}

static void write_span(struct json *json, struct lines *lines, struct hownot_span span)
{
	json_open(json, '{');
	json_key(json, "start");
	write_place(json, lines, span.start);
	json_key(json, "end");
	write_place(json, lines, span.end);
	json_close(json, '}');
}

static void write_names(struct json *json, const char *key, const char *const *names, size_t count)
{
	json_key(json, key);
	json_open(json, '[');
	for (size_t i = 0; i < count; i++)
		json_c_string(json, names[i]);
	json_close(json, ']');
}

static void write_checks(struct json *json, struct lines *lines, const struct hownot_result *result)
{
	json_key(json, "checks");
	json_open(json, '{');
	for (int kind = 0; kind < HOWNOT_CHECKS; kind++) {
		const struct hownot_check *check = &result->checks[kind];
		json_key(json, hownot_check_name((enum hownot_check_kind)kind));
		json_open(json, '{');
		json_key(json, "value");
		if (kind == HOWNOT_REASON)
			json_c_string(json, hownot_ground_name(result->ground));
		else
			json_bool(json, check->value);
		json_key(json, "evidence");
		json_open(json, '[');
		for (size_t i = 0; i < check->evidence_count; i++)
			write_span(json, lines, check->evidence[i]);
		json_close(json, ']');
		json_close(json, '}');
	}
	json_close(json, '}');
}

static void write_suggestions(struct json *json, struct lines *lines, const struct hownot_finding *finding)
{
	json_key(json, "suggestions");
	json_open(json, '[');
	for (size_t i = 0; i < finding->suggestion_count; i++) {
		const struct hownot_suggestion *suggestion = &finding->suggestions[i];
		json_open(json, '{');
		json_key(json, "text");
		json_c_string(json, suggestion->text);
		json_key(json, "span");
		write_span(json, lines, suggestion->span);
		write_names(json, "blanks", suggestion->blanks, suggestion->blank_count);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void write_finding(struct json *json, struct lines *lines, const struct hownot_finding *finding)
{
	json_open(json, '{');
	json_key(json, "rule");
	json_c_string(json, finding->rule);
	json_key(json, "category");
	json_c_string(json, hownot_category_name(finding->category));
	json_key(json, "severity");
	json_c_string(json, hownot_severity_name(finding->severity));
	json_key(json, "message");
	json_c_string(json, finding->message);
	json_key(json, "why");
	json_c_string(json, finding->why);
	json_key(json, "text");
	json_string(json, (struct str){ finding->text, finding->text_len });
	json_key(json, "span");
	if (finding->has_span)
		write_span(json, lines, finding->span);
	else
		json_null(json);
	write_suggestions(json, lines, finding);
	json_key(json, "source");
	json_c_string(json, finding->source);
	json_close(json, '}');
}

/* The members that came after version 1 was fixed. */
static void write_added(struct arena *arena, struct json *json, struct lines *lines, const struct hownot_result *result, bool is_redacted)
{
	json_key(json, "ready");
	json_bool(json, result->ready);
	json_key(json, "language");
	json_c_string(json, result->language);
	json_key(json, "left_out");
	json_open(json, '[');
	for (size_t i = 0; i < result->left_out_count; i++) {
		json_open(json, '{');
		json_key(json, "kind");
		json_c_string(json, hownot_part_name(result->left_out[i].kind));
		json_key(json, "span");
		write_span(json, lines, result->left_out[i].span);
		json_close(json, '}');
	}
	json_close(json, ']');
	json_key(json, "question");
	if (result->question_from && result->question_from[0]) {
		json_open(json, '{');
		json_key(json, "from");
		json_c_string(json, result->question_from);
		json_close(json, '}');
	} else {
		json_null(json);
	}
	json_key(json, "notes");
	json_open(json, '[');
	if (result->empty)
		json_string(json, STR("nothing to coach: the draft has no text of its own"));
	if (result->was_windows_1252)
		json_string(json, STR("not valid UTF-8: read as windows-1252"));
	if (result->note[0])
		json_c_string(json, result->note);
	struct str more = reply_more(arena, result);
	if (more.len)
		json_string(json, more);
	struct str given_up = reply_given_up(arena, result);
	if (given_up.len)
		json_string(json, given_up);
	json_close(json, ']');
	if (is_redacted) {
		json_key(json, "redacted");
		json_bool(json, true);
	}
}

void result_write(struct arena *arena, struct json *json, const struct reply *reply)
{
	const struct hownot_result *result = reply->result;
	struct lines lines = lines_make(arena, reply->draft);
	json_open(json, '{');
	if (reply->id.len) {
		json_key(json, "id");
		json_raw(json, reply->id);
	} else {
		json_key(json, "path");
		json_c_string(json, reply->path);
	}
	json_key(json, "verdict");
	json_c_string(json, hownot_verdict_name(result->verdict));
	json_key(json, "score");
	json_number(json, (size_t)result->score);
	write_checks(json, &lines, result);
	json_key(json, "findings");
	json_open(json, '[');
	for (size_t i = 0; i < result->finding_count; i++)
		write_finding(json, &lines, &result->findings[i]);
	json_close(json, ']');
	write_names(json, "blanks", result->blanks, result->blank_count);
	write_names(json, "dropped", result->dropped, result->dropped_count);
	if (result->rewritten) {
		json_key(json, "rewritten");
		json_string(json, (struct str){result->rewritten, result->rewritten_len});
	}
	write_added(arena, json, &lines, result, reply->is_redacted);
	json_close(json, '}');
}

void result_open_document(struct json *json)
{
	json_open(json, '{');
	json_key(json, "version");
	json_number(json, 1);
	json_key(json, "program");
	json_open(json, '{');
	json_key(json, "name");
	json_string(json, STR("hownot"));
	json_key(json, "version");
	json_string(json, STR(HOWNOT_VERSION));
	json_close(json, '}');
}

void result_open_all(struct json *json)
{
	result_open_document(json);
	json_key(json, "results");
	json_open(json, '[');
}

void result_close_all(struct json *json)
{
	json_close(json, ']');
	json_close(json, '}');
	buf_char(json->out, '\n');
}
