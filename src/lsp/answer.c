#include "lsp/answer.h"

#include "out/lines.h"
#include "out/reply.h"

#include <string.h>

/* A document with its judgement. */
struct judged {
	struct arena *arena;
	const struct document *document;
	enum position_encoding encoding;
	struct reply reply;
	struct lines lines;
};

static struct str text_of(const struct document *document)
{
	return (struct str){document->text, document->len};
}

/* The caller frees the result; false when there is none. */
static bool judge(struct arena *arena, const struct hownot *coach, const struct document *document,
		  enum position_encoding encoding, struct judged *out)
{
	struct hownot_draft draft = {.text = document->text, .len = document->len};
	struct hownot_result *result = hownot_check(coach, &draft, NULL);
	if (!result)
		return false;
	struct str text = text_of(document);
	*out = (struct judged){.arena = arena,
			       .document = document,
			       .encoding = encoding,
			       .reply = {.path = document->uri, .draft = text, .result = result},
			       .lines = lines_make(arena, text)};
	return true;
}

static void judged_free(struct judged *judged)
{
	hownot_result_free((struct hownot_result *)(uintptr_t)judged->reply.result);
}

static void put_position(struct judged *judged, struct json *json, size_t offset)
{
	struct place place = lines_at(&judged->lines, offset);
	size_t column = judged->encoding == POSITION_UTF8    ? place.byte_column
			: judged->encoding == POSITION_UTF16 ? place.utf16_column
							     : place.column;
	json_open(json, '{');
	json_key(json, "line");
	json_number(json, place.line - 1);
	json_key(json, "character");
	json_number(json, column - 1);
	json_close(json, '}');
}

static void put_range(struct judged *judged, struct json *json, struct span span)
{
	json_key(json, "range");
	json_open(json, '{');
	json_key(json, "start");
	put_position(judged, json, span.start);
	json_key(json, "end");
	put_position(judged, json, span.end);
	json_close(json, '}');
}

/* Where a finding is shown. Advice about the whole reply stands at the first line of the writer's own. */
static struct span shown_at(const struct judged *judged, const struct hownot_finding *finding)
{
	struct str text = judged->reply.draft;
	if (finding->has_span) {
		struct span span = {finding->span.start, finding->span.end};
		while (span.end > span.start && is_ascii_space(text.ptr[span.end - 1]))
			span.end--;
		return span;
	}
	struct span span = {reply_own_start(&judged->reply), 0};
	for (span.end = span.start; span.end < text.len && text.ptr[span.end] != '\n' && text.ptr[span.end] != '\r';)
		span.end++;
	return span;
}

static void put_diagnostic(struct judged *judged, struct json *json, const struct hownot_finding *finding)
{
	enum { WARNING = 2, INFORMATION = 3 };
	json_open(json, '{');
	put_range(judged, json, shown_at(judged, finding));
	json_key(json, "severity");
	json_number(json, finding->severity == HOWNOT_STRONG ? WARNING : INFORMATION);
	json_key(json, "code");
	json_c_string(json, finding->rule);
	json_key(json, "source");
	json_c_string(json, "hownot");
	json_key(json, "message");
	json_c_string(json, finding->message);
	json_close(json, '}');
}

void answer_diagnostics(struct arena *arena, struct json *json, const struct hownot *coach,
			const struct document *document, enum position_encoding encoding)
{
	struct judged judged;
	if (!judge(arena, coach, document, encoding, &judged))
		return;
	for (size_t i = 0; i < judged.reply.result->finding_count; i++)
		put_diagnostic(&judged, json, &judged.reply.result->findings[i]);
	judged_free(&judged);
}

/* ---- hover ---- */

/* Both ends count: a cursor after the last letter is at the finding. */
static bool touches(struct span a, struct span b)
{
	return a.start <= b.end && b.start <= a.end;
}

static void put_why(struct buf *out, const struct hownot_finding *finding)
{
	buf_printf(out, "%s**%s** `%s`\n\n%s\n", out->len ? "\n---\n\n" : "", finding->message, finding->rule,
		   finding->why);
	for (size_t i = 0; i < finding->suggestion_count; i++)
		buf_printf(out, "%s- %s\n", i ? "" : "\nInstead:\n\n", finding->suggestions[i].text);
	if (finding->source[0])
		buf_printf(out, "\n*%s*\n", finding->source);
}

void answer_hover(struct arena *arena, struct json *json, const struct hownot *coach, const struct document *document,
		  enum position_encoding encoding, size_t offset)
{
	struct judged judged;
	struct buf text = buf_make(arena);
	struct span all = {0, 0};
	if (!judge(arena, coach, document, encoding, &judged)) {
		json_null(json);
		return;
	}
	for (size_t i = 0; i < judged.reply.result->finding_count; i++) {
		struct span span = shown_at(&judged, &judged.reply.result->findings[i]);
		if (!touches(span, (struct span){offset, offset}))
			continue;
		all = all.end ? all : span;
		put_why(&text, &judged.reply.result->findings[i]);
	}
	if (text.len) {
		json_open(json, '{');
		json_key(json, "contents");
		json_open(json, '{');
		json_key(json, "kind");
		json_c_string(json, "markdown");
		json_key(json, "value");
		json_string(json, buf_view(&text));
		json_close(json, '}');
		put_range(&judged, json, all);
		json_close(json, '}');
	} else {
		json_null(json);
	}
	judged_free(&judged);
}

/* ---- code actions ---- */

static void put_edit(struct judged *judged, struct json *json, struct span span, struct str text)
{
	json_open(json, '[');
	json_open(json, '{');
	put_range(judged, json, span);
	json_key(json, "newText");
	json_string(json, text);
	json_close(json, '}');
	json_close(json, ']');
}

/* A WorkspaceEdit of one edit. */
static void put_workspace_edit(struct judged *judged, struct json *json, bool with_version, struct span span,
			       struct str text)
{
	json_key(json, "edit");
	json_open(json, '{');
	if (with_version) {
		json_key(json, "documentChanges");
		json_open(json, '[');
		json_open(json, '{');
		json_key(json, "textDocument");
		json_open(json, '{');
		json_key(json, "uri");
		json_c_string(json, judged->document->uri);
		json_key(json, "version");
		json_raw(json, arena_printf(judged->arena, "%.0f", judged->document->version));
		json_close(json, '}');
		json_key(json, "edits");
		put_edit(judged, json, span, text);
		json_close(json, '}');
		json_close(json, ']');
	} else {
		struct buf uri = buf_make(judged->arena);
		struct json key = {.out = &uri};
		json_key(json, "changes");
		json_open(json, '{');
		json_c_string(&key, judged->document->uri);
		buf_str(json->out, buf_view(&uri));
		buf_str(json->out, STR(": "));
		put_edit(judged, json, span, text);
		json->has_item = true;
		json_close(json, '}');
	}
	json_close(json, '}');
}

static void open_action(struct json *json, struct str title, const char *kind)
{
	json_open(json, '{');
	json_key(json, "title");
	json_string(json, title);
	json_key(json, "kind");
	json_c_string(json, kind);
}

/* A line of a menu: the beginning of the text, with its line feeds gone. */
static struct str title_of(struct arena *arena, struct str text)
{
	enum { MOST_BYTES = 96 };
	struct buf title = buf_make(arena);
	bool is_cut = text.len > MOST_BYTES;
	size_t end = is_cut ? MOST_BYTES : text.len;
	while (is_cut && end && ((unsigned char)text.ptr[end] & 0xC0U) == 0x80U)
		end--;
	for (size_t i = 0; i < end; i++)
		buf_char(&title, is_ascii_space(text.ptr[i]) ? ' ' : text.ptr[i]);
	if (is_cut)
		buf_str(&title, STR("…"));
	return buf_view(&title);
}

static void put_fixes(struct judged *judged, struct json *json, const struct answer_actions *actions,
		      const struct hownot_finding *finding)
{
	for (size_t i = 0; i < finding->suggestion_count; i++) {
		const struct hownot_suggestion *suggestion = &finding->suggestions[i];
		struct str text = str_of(suggestion->text), title = title_of(judged->arena, text);
		bool puts_in = suggestion->span.start == suggestion->span.end;
		open_action(json,
			    arena_printf(judged->arena, "%s: %.*s", puts_in ? "Put in" : "Say instead", STR_FMT(title)),
			    "quickfix");
		json_key(json, "diagnostics");
		json_open(json, '[');
		put_diagnostic(judged, json, finding);
		json_close(json, ']');
		put_workspace_edit(judged, json, actions->with_versions,
				   (struct span){suggestion->span.start, suggestion->span.end}, text);
		json_close(json, '}');
	}
}

static bool is_inside_character(struct str text, size_t at)
{
	if (at == 0 || at >= text.len)
		return false;
	return ((unsigned char)text.ptr[at] & 0xC0U) == 0x80U || (text.ptr[at] == '\n' && text.ptr[at - 1] == '\r');
}

/* The smallest change that makes `after` of `before`: its span there, and the text. */
static struct span difference(struct str before, struct str after, struct str *text)
{
	size_t shorter = before.len < after.len ? before.len : after.len, start = 0, tail = 0;
	while (start < shorter && before.ptr[start] == after.ptr[start])
		start++;
	while (is_inside_character(before, start) || is_inside_character(after, start))
		start--;
	while (tail < shorter - start && before.ptr[before.len - tail - 1] == after.ptr[after.len - tail - 1])
		tail++;
	while (tail && (is_inside_character(before, before.len - tail) || is_inside_character(after, after.len - tail)))
		tail--;
	*text = str_slice(after, start, after.len - tail);
	return (struct span){start, before.len - tail};
}

static void put_rewrite(struct judged *judged, struct json *json, const struct hownot *coach,
			const struct answer_actions *actions)
{
	struct hownot_draft draft = {.text = judged->document->text, .len = judged->document->len};
	size_t first = lines_at(&judged->lines, actions->range.start).line;
	struct place end = lines_at(&judged->lines, actions->range.end);
	/* A selection of whole lines ends at the beginning of the next. */
	size_t last = end.column == 1 && end.line > first ? end.line - 1 : end.line;
	bool is_part = last > first && (first > 1 || last < judged->lines.count);
	if (is_part) {
		draft.first_line = first;
		draft.last_line = last;
	}
	struct hownot_result *result = hownot_rewrite(coach, &draft, NULL);
	struct str before = judged->reply.draft, text;
	if (!result || !result->rewritten)
		return;
	struct str after = {result->rewritten, result->rewritten_len};
	if (after.len && !str_eq(before, after)) {
		struct span span = difference(before, after, &text);
		struct str blanks = result->blank_count
					? arena_printf(judged->arena, " (%zu to fill in)", result->blank_count)
					: STR("");
		open_action(json,
			    arena_printf(judged->arena, "Rewrite %s%.*s", is_part ? "these lines" : "the whole reply",
					 STR_FMT(blanks)),
			    "refactor.rewrite");
		put_workspace_edit(judged, json, actions->with_versions, span, text);
		json_close(json, '}');
	}
	hownot_result_free(result);
}

void answer_code_actions(struct arena *arena, struct json *json, const struct hownot *coach,
			 const struct document *document, enum position_encoding encoding,
			 const struct answer_actions *actions)
{
	struct judged judged;
	json_open(json, '[');
	if (judge(arena, coach, document, encoding, &judged)) {
		for (size_t i = 0; actions->fixes && i < judged.reply.result->finding_count; i++) {
			const struct hownot_finding *finding = &judged.reply.result->findings[i];
			if (touches(shown_at(&judged, finding), actions->range))
				put_fixes(&judged, json, actions, finding);
		}
		if (actions->rewrites)
			put_rewrite(&judged, json, coach, actions);
		judged_free(&judged);
	}
	json_close(json, ']');
}
