#include "out/sarif.h"

#include "base/utf8.h"
#include "out/json.h"
#include "out/lines.h"

#include <string.h>

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

static const struct str bom = {"\xEF\xBB\xBF", 3};

/* ---- rules ---- */

static void add_rule(struct sarif_rules *rules, const struct sarif_rule *rule)
{
	for (size_t i = 0; i < rules->count; i++)
		if (str_eq(rules->items[i].id, rule->id))
			return;
	*ARENA_PUSH(rules->arena, rules->items, rules->count, rules->capacity) = (struct sarif_rule){
	    .id = arena_str(rules->arena, rule->id),
	    .message = arena_str(rules->arena, rule->message),
	    .why = arena_str(rules->arena, rule->why),
	    .source = arena_str(rules->arena, rule->source),
	    .category = rule->category,
	    .severity = rule->severity,
	};
}

void sarif_rules_add(struct sarif_rules *rules, const struct hownot_result *result)
{
	for (size_t i = 0; i < result->finding_count; i++) {
		const struct hownot_finding *f = &result->findings[i];
		/* What is told by signals has no rule of its own: why differs from draft to draft. */
		bool is_told = str_starts(str_of(f->rule), STR("signals/"));
		add_rule(rules, &(struct sarif_rule){str_of(f->rule), str_of(f->message),
						     is_told ? STR("") : str_of(f->why), str_of(f->source), f->category,
						     f->severity});
	}
}

void sarif_rules_add_all(struct sarif_rules *rules, const struct sarif_rules *others)
{
	for (size_t i = 0; i < others->count; i++)
		add_rule(rules, &others->items[i]);
}

/* ---- values ---- */

static const char *level_of(enum hownot_severity severity)
{
	return severity == HOWNOT_STRONG ? "warning" : "note";
}

static void put_c_string(struct json *json, const char *key, const char *value)
{
	json_key(json, key);
	json_c_string(json, value);
}

static void put_number(struct json *json, const char *key, size_t value)
{
	json_key(json, key);
	json_number(json, value);
}

/* {"text": …} */
static void put_text(struct json *json, const char *key, struct str text)
{
	json_key(json, key);
	json_open(json, '{');
	json_key(json, "text");
	json_string(json, text);
	json_close(json, '}');
}

/* A message's text: braces would be placeholders, so each is doubled (section 3.11.5). */
static struct str message_text(struct arena *arena, struct str text)
{
	struct buf out = buf_make(arena);
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '{' || text.ptr[i] == '}')
			buf_char(&out, text.ptr[i]);
		buf_char(&out, text.ptr[i]);
	}
	return buf_view(&out);
}

/* A path as a URI reference (RFC 3986); an absolute one as a file's URI (RFC 8089). */
static struct str uri_of(struct arena *arena, struct str path)
{
	static const char plain[] = "-._~/!$&'()*+,;=@";
	struct buf out = buf_make(arena);
	bool is_absolute = path.len && path.ptr[0] == '/';
	if (is_absolute)
		buf_str(&out, STR("file://"));
	for (size_t i = 0; i < path.len; i++) {
		char c = path.ptr[i];
		if (is_ascii_alpha(c) || is_ascii_digit(c) || (c && strchr(plain, c)))
			buf_char(&out, c);
		else
			buf_printf(&out, "%%%02X", (unsigned)(unsigned char)c);
	}
	return buf_view(&out);
}

/* ---- places ---- */

/* What the regions of one draft are counted with. */
struct regions {
	enum column_unit unit;
	size_t skipped; /* bytes of the byte order mark */
	struct str text; /* without it */
	struct lines lines;
	size_t last_offset, last_chars; /* characters up to there, to count on from */
};

static struct regions regions_make(struct arena *arena, struct str draft, enum column_unit unit)
{
	size_t skipped = str_starts(draft, bom) ? bom.len : 0;
	struct str text = str_slice(draft, skipped, draft.len);
	return (struct regions){.unit = unit, .skipped = skipped, .text = text, .lines = lines_make(arena, text)};
}

static size_t count_chars(struct str text, enum column_unit unit)
{
	size_t count = 0;
	for (size_t at = 0; at < text.len; count++)
		if (utf8_next(text, &at) > 0xFFFF && unit == COLUMN_UTF16)
			count++;
	return count;
}

/* Characters before an offset. */
static size_t chars_at(struct regions *regions, size_t offset)
{
	size_t last = regions->last_offset;
	if (offset >= last)
		regions->last_chars += count_chars(str_slice(regions->text, last, offset), regions->unit);
	else
		regions->last_chars -= count_chars(str_slice(regions->text, offset, last), regions->unit);
	regions->last_offset = offset;
	return regions->last_chars;
}

static void put_place(struct json *json, struct regions *regions, size_t offset, const char *line, const char *column)
{
	struct place place = lines_at(&regions->lines, offset);
	put_number(json, line, place.line);
	put_number(json, column, regions->unit == COLUMN_UTF16 ? place.utf16_column : place.column);
}

/* The members of a region object: the place as text and as bytes, which must say the same. */
static void put_region(struct json *json, struct regions *regions, struct hownot_span span)
{
	size_t start = span.start > regions->skipped ? span.start - regions->skipped : 0;
	size_t end = span.end > regions->skipped ? span.end - regions->skipped : 0;
	put_place(json, regions, start, "startLine", "startColumn");
	put_place(json, regions, end, "endLine", "endColumn");
	size_t chars = chars_at(regions, start);
	put_number(json, "charOffset", chars);
	put_number(json, "charLength", chars_at(regions, end) - chars);
	put_number(json, "byteOffset", start + regions->skipped);
	put_number(json, "byteLength", end - start);
}

/* ---- results ---- */

/* A draft whose results are printed. */
struct log {
	struct arena *arena;
	const struct reply *reply;
	struct str uri;
	struct regions regions;
	uint32_t *hashes; /* of the findings printed */
	bool is_mail;
};

static void put_artifact(struct json *json, const struct log *log)
{
	json_key(json, "artifactLocation");
	json_open(json, '{');
	json_key(json, "uri");
	json_string(json, log->uri);
	json_close(json, '}');
}

static void put_location(struct json *json, struct log *log, const struct hownot_finding *finding)
{
	struct hownot_span span = finding->span;
	/* Advice about the whole reply stands where the writer's own text begins. */
	if (!finding->has_span)
		span.start = span.end = reply_own_start(log->reply);
	json_key(json, "locations");
	json_open(json, '[');
	json_open(json, '{');
	json_key(json, "physicalLocation");
	json_open(json, '{');
	put_artifact(json, log);
	json_key(json, "region");
	json_open(json, '{');
	put_region(json, &log->regions, span);
	if (span.end > span.start && !log->reply->is_redacted)
		put_text(json, "snippet", log->reply->result->was_windows_1252
						  ? (struct str){finding->text, finding->text_len}
						  : reply_slice(log->reply, span));
	json_close(json, '}');
	json_close(json, '}');
	json_close(json, '}');
	json_close(json, ']');
}

/* Wrapping a paragraph anew changes no words. */
static uint32_t hash_of(const struct hownot_finding *finding)
{
	uint32_t hash = str_hash(str_of(finding->rule));
	for (size_t i = 0; i < finding->text_len; i++)
		if (!is_ascii_space(finding->text[i]))
			hash = str_hash_byte(hash, finding->text[i]);
	return hash;
}

/*
 * The same words found by the same rule have the same fingerprint wherever in the draft they move; those found again are
 * numbered.
 */
static void put_fingerprint(struct json *json, const struct log *log, size_t index)
{
	size_t times = 1;
	log->hashes[index] = hash_of(&log->reply->result->findings[index]);
	for (size_t i = 0; i < index; i++)
		times += log->hashes[i] == log->hashes[index];
	json_key(json, "partialFingerprints");
	json_open(json, '{');
	json_key(json, "ruleAndWords/v1");
	json_string(json, arena_printf(log->arena, "%08x:%zu", (unsigned)log->hashes[index], times));
	json_close(json, '}');
}

/*
 * Does the text take the place of bytes? A sentence to put in does not: where it goes, white space has to be found for it.
 * In a message words and text may have to be encoded.
 */
static bool is_fix(const struct log *log, const struct hownot_finding *finding, const struct hownot_suggestion *suggestion)
{
	if (suggestion->span.start == suggestion->span.end)
		return false;
	if (!log->is_mail)
		return true;
	struct str text = str_of(suggestion->text), words = {finding->text, finding->text_len};
	return str_eq(words, reply_slice(log->reply, finding->span)) && utf8_is_ascii(text) &&
	       str_find(text, STR("="), 0) == text.len;
}

static void put_fix(struct json *json, struct log *log, const struct hownot_suggestion *suggestion)
{
	struct buf what = buf_make(log->arena);
	buf_str(&what, suggestion->blank_count ? STR("Say it so, and fill in") : STR("Say it so"));
	for (size_t i = 0; i < suggestion->blank_count; i++)
		buf_printf(&what, "%s%s", i ? ", " : ": ", suggestion->blanks[i]);
	json_open(json, '{');
	put_text(json, "description", message_text(log->arena, buf_view(&what)));
	json_key(json, "artifactChanges");
	json_open(json, '[');
	json_open(json, '{');
	put_artifact(json, log);
	json_key(json, "replacements");
	json_open(json, '[');
	json_open(json, '{');
	json_key(json, "deletedRegion");
	json_open(json, '{');
	put_region(json, &log->regions, suggestion->span);
	json_close(json, '}');
	put_text(json, "insertedContent", str_of(suggestion->text));
	json_close(json, '}');
	json_close(json, ']');
	json_close(json, '}');
	json_close(json, ']');
	json_close(json, '}');
}

static void put_fixes(struct json *json, struct log *log, const struct hownot_finding *finding)
{
	size_t count = 0;
	for (size_t i = 0; i < finding->suggestion_count; i++) {
		if (!is_fix(log, finding, &finding->suggestions[i]))
			continue;
		if (!count++) {
			json_key(json, "fixes");
			json_open(json, '[');
		}
		put_fix(json, log, &finding->suggestions[i]);
	}
	if (count)
		json_close(json, ']');
}

/* What the standard has no place for; among it the suggestions that could not be fixes. */
static void put_properties(struct json *json, const struct log *log, const struct hownot_finding *finding)
{
	json_key(json, "properties");
	json_open(json, '{');
	put_c_string(json, "category", hownot_category_name(finding->category));
	put_c_string(json, "verdict", hownot_verdict_name(log->reply->result->verdict));
	json_key(json, "suggestions");
	json_open(json, '[');
	for (size_t i = 0; i < finding->suggestion_count; i++)
		if (!is_fix(log, finding, &finding->suggestions[i]))
			json_c_string(json, finding->suggestions[i].text);
	json_close(json, ']');
	json_close(json, '}');
}

static void put_result(struct json *json, struct log *log, size_t index)
{
	const struct hownot_finding *finding = &log->reply->result->findings[index];
	json_open(json, '{');
	put_c_string(json, "ruleId", finding->rule);
	put_c_string(json, "level", level_of(finding->severity));
	/* The first sentence is the summary (section 3.11.3). */
	put_text(json, "message",
		 message_text(log->arena, arena_printf(log->arena, "%s %s", finding->message, finding->why)));
	put_location(json, log, finding);
	put_fingerprint(json, log, index);
	put_fixes(json, log, finding);
	put_properties(json, log, finding);
	json_close(json, '}');
}

/* Is the draft a mail message? Its header fields were then left out. */
static bool is_mail(const struct hownot_result *result)
{
	for (size_t i = 0; i < result->left_out_count; i++)
		if (result->left_out[i].kind == HOWNOT_HEADER)
			return true;
	return false;
}

void sarif_print(struct arena *arena, struct buf *out, const struct reply *reply, enum column_unit unit)
{
	struct log log = {.arena = arena,
			  .reply = reply,
			  .uri = uri_of(arena, str_of(reply->path)),
			  .regions = regions_make(arena, reply->draft, unit),
			  .hashes = arena_alloc(arena, reply->result->finding_count, sizeof *log.hashes),
			  .is_mail = is_mail(reply->result)};
	for (size_t i = 0; i < reply->result->finding_count; i++) {
		struct json json = {.out = out};
		buf_str(out, i ? STR(",\n") : STR(""));
		put_result(&json, &log, i);
	}
}

/* ---- the log ---- */

void sarif_print_start(struct buf *out, enum column_unit unit)
{
	struct json json = {.out = out};
	json_open(&json, '{');
	put_c_string(&json, "$schema", SCHEMA);
	put_c_string(&json, "version", "2.1.0");
	json_key(&json, "runs");
	json_open(&json, '[');
	json_open(&json, '{');
	put_c_string(&json, "columnKind", unit == COLUMN_UTF16 ? "utf16CodeUnits" : "unicodeCodePoints");
	json_key(&json, "newlineSequences");
	json_raw(&json, STR("[\"\\r\\n\", \"\\n\", \"\\r\"]"));
	json_key(&json, "results");
	json_open(&json, '[');
}

static void put_rule(struct arena *arena, struct json *json, const struct sarif_rule *rule)
{
	struct buf help = buf_make(arena);
	buf_str(&help, rule->message);
	if (rule->why.len)
		buf_printf(&help, " %.*s", STR_FMT(rule->why));
	if (rule->source.len)
		buf_printf(&help, " Source: %.*s.", STR_FMT(rule->source));
	buf_printf(&help, " More: hownot explain %.*s", STR_FMT(rule->id));
	json_open(json, '{');
	json_key(json, "id");
	json_string(json, rule->id);
	put_text(json, "shortDescription", message_text(arena, rule->message));
	if (rule->why.len)
		put_text(json, "fullDescription", message_text(arena, rule->why));
	put_text(json, "help", message_text(arena, buf_view(&help)));
	json_key(json, "defaultConfiguration");
	json_open(json, '{');
	put_c_string(json, "level", level_of(rule->severity));
	json_close(json, '}');
	json_key(json, "properties");
	json_open(json, '{');
	json_key(json, "tags");
	json_open(json, '[');
	json_c_string(json, hownot_category_name(rule->category));
	json_close(json, ']');
	json_close(json, '}');
	json_close(json, '}');
}

static void put_tool(struct arena *arena, struct json *json, const struct sarif_rules *rules)
{
	json_key(json, "tool");
	json_open(json, '{');
	json_key(json, "driver");
	json_open(json, '{');
	put_c_string(json, "name", "hownot");
	put_c_string(json, "version", HOWNOT_VERSION);
	put_c_string(json, "semanticVersion", HOWNOT_VERSION);
	json_key(json, "rules");
	json_open(json, '[');
	for (size_t i = 0; i < rules->count; i++) {
		struct json line = {.out = json->out};
		buf_str(json->out, i ? STR(",\n") : STR("\n"));
		put_rule(arena, &line, &rules->items[i]);
	}
	for (const char *bracket = "]}}"; *bracket; bracket++)
		json_close(json, *bracket);
}

void sarif_print_end(struct arena *arena, struct buf *out, const struct sarif_rules *rules, bool was_done)
{
	struct json json = {.out = out, .has_item = true};
	buf_char(out, '\n');
	json_close(&json, ']');
	put_tool(arena, &json, rules);
	json_key(&json, "invocations");
	json_open(&json, '[');
	json_open(&json, '{');
	json_key(&json, "executionSuccessful");
	json_bool(&json, was_done);
	for (const char *bracket = "}]}]}"; *bracket; bracket++)
		json_close(&json, *bracket);
	buf_char(out, '\n');
}
