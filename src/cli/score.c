#include "cli/score.h"

#include "base/io.h"
#include "cli/report_json.h"
#include "out/json.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void enter(struct arena *arena, struct score *score, struct str scenario, bool is_ready)
{
	score->replies++;
	for (size_t i = 0; i < score->count; i++) {
		if (!str_eq(score->entries[i].scenario, scenario))
			continue;
		score->entries[i].is_ready = is_ready;
		return;
	}
	*ARENA_PUSH(arena, score->entries, score->count, score->capacity) = (struct score_entry){scenario, is_ready};
}

bool score_read(struct arena *arena, const char *path, struct score *out, struct err *err)
{
	struct str all;
	*out = (struct score){.path = path};
	if (access(path, F_OK) != 0 && errno == ENOENT)
		return true;
	if (!io_read_file(arena, path, &all, err))
		return err_prefix(err, "--score");
	out->is_cut = all.len && all.ptr[all.len - 1] != '\n';
	for (size_t at = 0; at < all.len;) {
		size_t end = str_find(all, STR("\n"), at);
		struct str line = str_trim(str_slice(all, at, end));
		struct str scenario = report_json_text(arena, report_json_member(line, "path"));
		if (scenario.len && report_json_member(line, "verdict").len)
			enter(arena, out, scenario, str_eq(report_json_member(line, "ready"), STR("true")));
		at = end + 1;
	}
	return true;
}

const struct score_entry *score_find(const struct score *score, struct str scenario)
{
	for (size_t i = 0; i < score->count; i++)
		if (str_eq(score->entries[i].scenario, scenario))
			return &score->entries[i];
	return NULL;
}

size_t score_ready(const struct score *score)
{
	size_t ready = 0;
	for (size_t i = 0; i < score->count; i++)
		ready += score->entries[i].is_ready;
	return ready;
}

static void write_checks(struct json *json, const struct hownot_result *result)
{
	json_key(json, "checks");
	json_open(json, '{');
	for (int kind = 0; kind < HOWNOT_CHECKS; kind++) {
		json_key(json, hownot_check_name((enum hownot_check_kind)kind));
		json_open(json, '{');
		json_key(json, "value");
		if (kind == HOWNOT_REASON)
			json_c_string(json, hownot_ground_name(result->ground));
		else
			json_bool(json, result->checks[kind].value);
		json_close(json, '}');
	}
	json_close(json, '}');
}

static void write_findings(struct json *json, const struct hownot_result *result)
{
	json_key(json, "findings");
	json_open(json, '[');
	for (size_t i = 0; i < result->finding_count; i++) {
		const struct hownot_finding *finding = &result->findings[i];
		json_open(json, '{');
		json_key(json, "rule");
		json_c_string(json, finding->rule);
		json_key(json, "category");
		json_c_string(json, hownot_category_name(finding->category));
		json_key(json, "severity");
		json_c_string(json, hownot_severity_name(finding->severity));
		json_close(json, '}');
	}
	json_close(json, ']');
}

static struct str line_of(struct arena *arena, struct str scenario, struct str topic, const struct hownot_result *result)
{
	char date[sizeof "2025-03-14T12:00:00Z"];
	time_t now = time(NULL);
	struct tm utc;
	bool is_known = gmtime_r(&now, &utc) && strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &utc);
	struct buf out = buf_make(arena);
	struct json json = {.out = &out};
	json_open(&json, '{');
	json_key(&json, "path");
	json_string(&json, scenario);
	json_key(&json, "topic");
	json_string(&json, topic);
	json_key(&json, "date");
	json_c_string(&json, is_known ? date : "");
	json_key(&json, "verdict");
	json_c_string(&json, hownot_verdict_name(result->verdict));
	json_key(&json, "score");
	json_number(&json, (size_t)result->score);
	json_key(&json, "ready");
	json_bool(&json, result->ready);
	write_checks(&json, result);
	write_findings(&json, result);
	json_close(&json, '}');
	buf_char(&out, '\n');
	return buf_view(&out);
}

bool score_add(struct arena *arena, struct score *score, struct str scenario, struct str topic,
	       const struct hownot_result *result, struct err *err)
{
	struct str line = line_of(arena, scenario, topic, result);
	if (score->is_cut)
		line = arena_printf(arena, "\n%.*s", STR_FMT(line));
	int fd = open(score->path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);
	if (fd < 0)
		return err_set(err, "--score: %s: %s", score->path, strerror(errno));
	bool ok = io_write(fd, line, score->path, err) || err_prefix(err, "--score");
	close(fd);
	if (!ok)
		return false;
	score->is_cut = false;
	enter(arena, score, scenario, result->ready);
	return true;
}
