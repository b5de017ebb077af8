/*
 * record_fuzz - any bytes as a line of NDJSON
 *
 * What record_read takes is JSON for cJSON too; its text is UTF-8, its id stands on one line. What reads results back (report_json.h) takes any bytes.
 */
#include "base/utf8.h"
#include "cli/record.h"
#include "cli/report_json.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool fact)
{
	if (!fact)
		abort();
}

static bool is_utf8(struct str s)
{
	return utf8_invalid(s) == s.len;
}

static void check_taken(const struct record *record, struct str line)
{
	require(is_utf8(record->text) && is_utf8(record->question) && is_utf8(record->id));
	require(!record->id.len || (!memchr(record->id.ptr, '\n', record->id.len) && !memchr(record->id.ptr, '\r', record->id.len)));
	cJSON *json = cJSON_ParseWithLength(line.ptr, line.len);
	require(cJSON_IsObject(json));
	cJSON_Delete(json);
}

static void read_as_result(struct arena *arena, struct str line)
{
	struct str item;
	size_t at = 0;
	for (int i = 0; i < 1000 && report_json_next(report_json_member(line, "findings"), &at, &item); i++)
		report_json_number(report_json_member(report_json_member(item, "span"), "line"));
	require(is_utf8(line) ? is_utf8(report_json_text(arena, report_json_member(line, "verdict"))) : true);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = {0};
	if (ARENA_CATCH(&arena))
		abort();
	/* A copy of its own length, so that a byte too many is seen. */
	struct str line = {memcpy(arena_alloc(&arena, size + 1, 1), data ? (const void *)data : "", size), size};
	struct record record = {0};
	struct err err = {""};
	if (record_read(&arena, line, &record, &err))
		check_taken(&record, line);
	else
		require(err.text[0] != '\0');
	read_as_result(&arena, line);
	arena_free(&arena);
	return 0;
}
