#include "lsp/server.h"

#include "lsp/answer.h"
#include "out/json.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

/* JSON-RPC's and the protocol's own. */
enum {
	PARSE_ERROR = -32700,
	INVALID_REQUEST = -32600,
	METHOD_NOT_FOUND = -32601,
	INVALID_PARAMS = -32602,
	INTERNAL_ERROR = -32603,
	NOT_INITIALIZED = -32002,
	REQUEST_CANCELLED = -32800
};

/* ---- reading what came ---- */

static const cJSON *member(const cJSON *object, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(object, name);
}

static const char *string_of(const cJSON *object, const char *name)
{
	return cJSON_GetStringValue(member(object, name));
}

/* A whole number from 0; false when it is none. */
static bool read_size(const cJSON *object, const char *name, size_t *out)
{
	enum { MOST = 0x7FFFFFFF };
	const cJSON *number = member(object, name);
	if (!cJSON_IsNumber(number) || number->valuedouble < 0 || number->valuedouble > MOST)
		return false;
	*out = (size_t)number->valuedouble;
	return true;
}

static bool read_position(const struct server *server, const struct document *document, const cJSON *position,
			  size_t *out)
{
	size_t line, character;
	if (!read_size(position, "line", &line) || !read_size(position, "character", &character))
		return false;
	*out = document_offset(document, server->encoding, line, character);
	return true;
}

static bool read_range(const struct server *server, const struct document *document, const cJSON *range,
		       struct span *out)
{
	struct span span;
	if (!read_position(server, document, member(range, "start"), &span.start) ||
	    !read_position(server, document, member(range, "end"), &span.end))
		return false;
	if (span.end < span.start)
		span.end = span.start;
	*out = span;
	return true;
}

static struct document *document_of(const struct server *server, const cJSON *params)
{
	const char *uri = string_of(member(params, "textDocument"), "uri");
	return uri ? documents_find(&server->documents, uri) : NULL;
}

/* cJSON ends a string at a NUL. A space in its place keeps every position; the client keeps its text. */
static void blot_out_nul(struct str body)
{
	char *bytes = (char *)(uintptr_t)body.ptr;
	for (size_t i = 0; i + 1 < body.len; i++) {
		if (bytes[i] != '\\')
			continue;
		if (body.len - i >= 6 && memcmp(bytes + i, "\\u0000", 6) == 0)
			memcpy(bytes + i, "\\u0020", 6);
		i++;
	}
}

/* ---- sending ---- */

static void open_message(struct json *json)
{
	json_open(json, '{');
	json_key(json, "jsonrpc");
	json_c_string(json, "2.0");
}

static void put_id(struct server *server, struct json *json, const cJSON *id)
{
	json_key(json, "id");
	char *text = id ? cJSON_PrintUnformatted(id) : NULL;
	if (text)
		json_raw(json, arena_str(&server->arena, str_of(text)));
	else
		json_null(json);
	free(text);
}

static bool send(struct server *server, struct json *json, struct err *err)
{
	json_close(json, '}');
	return rpc_send(&server->rpc, buf_view(json->out), err);
}

static bool send_error(struct server *server, const cJSON *id, int code, const char *why, struct err *err)
{
	struct buf buf = buf_make(&server->arena);
	struct json json = {.out = &buf};
	open_message(&json);
	put_id(server, &json, id);
	json_key(&json, "error");
	json_open(&json, '{');
	json_key(&json, "code");
	json_raw(&json, arena_printf(&server->arena, "%d", code));
	json_key(&json, "message");
	json_c_string(&json, why);
	json_close(&json, '}');
	return send(server, &json, err);
}

/* ---- documents ---- */

static bool publish(struct server *server, const char *uri, struct document *document, struct err *err)
{
	struct buf buf = buf_make(&server->arena);
	struct json json = {.out = &buf};
	open_message(&json);
	json_key(&json, "method");
	json_c_string(&json, "textDocument/publishDiagnostics");
	json_key(&json, "params");
	json_open(&json, '{');
	json_key(&json, "uri");
	json_c_string(&json, uri);
	if (document) {
		json_key(&json, "version");
		json_raw(&json, arena_printf(&server->arena, "%.0f", document->version));
	}
	json_key(&json, "diagnostics");
	json_open(&json, '[');
	if (document)
		answer_diagnostics(&server->arena, &json, server->coach, document, server->encoding);
	json_close(&json, ']');
	json_close(&json, '}');
	return send(server, &json, err);
}

static bool publish_stale(struct server *server, struct err *err)
{
	bool ok = true;
	for (struct document *document = server->documents.first; document && ok; document = document->next) {
		if (!document->is_stale)
			continue;
		document->is_stale = false;
		ok = publish(server, document->uri, document, err);
	}
	return ok;
}

static bool is_any_stale(const struct server *server)
{
	for (const struct document *document = server->documents.first; document; document = document->next)
		if (document->is_stale)
			return true;
	return false;
}

static void set_version(struct document *document, const cJSON *text_document)
{
	const cJSON *version = member(text_document, "version");
	if (cJSON_IsNumber(version))
		document->version = version->valuedouble;
	document->is_stale = true;
}

static bool did_open(struct server *server, const cJSON *params, struct err *err)
{
	const cJSON *item = member(params, "textDocument");
	const char *uri = string_of(item, "uri"), *text = string_of(item, "text");
	if (!uri || !text)
		return true;
	struct document *document = documents_open(&server->documents, uri, str_of(text));
	if (!document)
		return err_set(err, "out of memory");
	set_version(document, item);
	return true;
}

static bool did_change(struct server *server, const cJSON *params, struct err *err)
{
	struct document *document = document_of(server, params);
	const cJSON *change;
	if (!document)
		return true;
	cJSON_ArrayForEach(change, member(params, "contentChanges"))
	{
		const char *text = string_of(change, "text");
		const cJSON *range = member(change, "range");
		struct span span = {0, document->len};
		if (!text || (range && !read_range(server, document, range, &span)))
			continue;
		if (!document_replace(document, span, str_of(text)))
			return err_set(err, "out of memory");
	}
	set_version(document, member(params, "textDocument"));
	return true;
}

static bool did_close(struct server *server, const cJSON *params, struct err *err)
{
	struct document *document = document_of(server, params);
	if (!document)
		return true;
	const char *uri = arena_printf(&server->arena, "%s", document->uri).ptr;
	documents_close(&server->documents, document->uri);
	return publish(server, uri, NULL, err);
}

/* ---- requests ---- */

static bool offers(const cJSON *list, const char *name)
{
	const cJSON *item;
	cJSON_ArrayForEach(item, list)
	{
		const char *value = cJSON_GetStringValue(item);
		if (value && strcmp(value, name) == 0)
			return true;
	}
	return false;
}

/* A client that offers UTF-8 gets it: it is what the drafts are. */
static void initialize(struct server *server, const cJSON *params, struct json *json)
{
	static const char *const names[] = {"utf-16", "utf-8", "utf-32"};
	const cJSON *capabilities = member(params, "capabilities");
	const cJSON *encodings = member(member(capabilities, "general"), "positionEncodings");
	server->encoding = offers(encodings, "utf-8") ? POSITION_UTF8 : POSITION_UTF16;
	server->takes_versions =
	    cJSON_IsTrue(member(member(member(capabilities, "workspace"), "workspaceEdit"), "documentChanges"));
	server->life = SERVER_READY;
	json_raw(
	    json,
	    arena_printf(
		&server->arena,
		"{\"capabilities\": {\"positionEncoding\": \"%s\", \"textDocumentSync\": {\"openClose\": true, "
		"\"change\": 2}, \"hoverProvider\": true, \"codeActionProvider\": {\"codeActionKinds\": "
		"[\"quickfix\", \"refactor.rewrite\"]}}, \"serverInfo\": {\"name\": \"hownot\", \"version\": \"%s\"}}",
		names[server->encoding], HOWNOT_VERSION));
}

static bool hover(struct server *server, const cJSON *params, struct json *json)
{
	struct document *document = document_of(server, params);
	size_t offset;
	if (!document || !read_position(server, document, member(params, "position"), &offset))
		return false;
	answer_hover(&server->arena, json, server->coach, document, server->encoding, offset);
	return true;
}

/* A kind that the client asks for takes in those below it: "refactor" is "refactor.rewrite", too. */
static bool wants_kind(const cJSON *only, const char *kind)
{
	const cJSON *item;
	if (!cJSON_IsArray(only))
		return true;
	cJSON_ArrayForEach(item, only)
	{
		struct str asked = str_of(cJSON_GetStringValue(item)), name = str_of(kind);
		if (str_eq(asked, name) || !asked.len ||
		    (str_starts(name, asked) && name.len > asked.len && name.ptr[asked.len] == '.'))
			return true;
	}
	return false;
}

static bool code_action(struct server *server, const cJSON *params, struct json *json)
{
	struct document *document = document_of(server, params);
	const cJSON *only = member(member(params, "context"), "only");
	struct answer_actions actions = {.with_versions = server->takes_versions,
					 .fixes = wants_kind(only, "quickfix"),
					 .rewrites = wants_kind(only, "refactor.rewrite")};
	if (!document || !read_range(server, document, member(params, "range"), &actions.range))
		return false;
	answer_code_actions(&server->arena, json, server->coach, document, server->encoding, &actions);
	return true;
}

/* The result of a request. False: an error, whose code and words are set. */
static bool result_of(struct server *server, const char *method, const cJSON *params, struct json *json, int *code,
		      const char **why)
{
	*code = INVALID_PARAMS;
	*why = "no such document or position";
	if (strcmp(method, "initialize") == 0 && server->life == SERVER_NEW) {
		initialize(server, params, json);
		return true;
	}
	if (server->life != SERVER_READY) {
		*code = server->life == SERVER_NEW ? NOT_INITIALIZED : INVALID_REQUEST;
		*why = server->life == SERVER_NEW ? "initialize has to come first" : "the server was shut down";
		return false;
	}
	if (strcmp(method, "shutdown") == 0) {
		server->life = SERVER_SHUT;
		json_null(json);
		return true;
	}
	if (strcmp(method, "textDocument/hover") == 0)
		return hover(server, params, json);
	if (strcmp(method, "textDocument/codeAction") == 0)
		return code_action(server, params, json);
	*code = strcmp(method, "initialize") == 0 ? INVALID_REQUEST : METHOD_NOT_FOUND;
	*why = "no such method here";
	return false;
}

static bool request(struct server *server, const cJSON *message, const cJSON *id, const char *method, struct err *err)
{
	struct buf result = buf_make(&server->arena), buf = buf_make(&server->arena);
	struct json json = {.out = &result}, whole = {.out = &buf};
	int code;
	const char *why;
	if (!result_of(server, method, member(message, "params"), &json, &code, &why))
		return send_error(server, id, code, why, err);
	open_message(&whole);
	put_id(server, &whole, id);
	json_key(&whole, "result");
	json_raw(&whole, buf_view(&result));
	return send(server, &whole, err);
}

static bool notification(struct server *server, const char *method, const cJSON *params, struct err *err)
{
	if (strcmp(method, "exit") == 0) {
		if (server->life != SERVER_SHUT)
			server->life = SERVER_GONE;
		return false;
	}
	if (server->life != SERVER_READY)
		return true;
	if (strcmp(method, "textDocument/didOpen") == 0)
		return did_open(server, params, err);
	if (strcmp(method, "textDocument/didChange") == 0)
		return did_change(server, params, err);
	if (strcmp(method, "textDocument/didClose") == 0)
		return did_close(server, params, err);
	return true;
}

/* ---- taking turns ---- */

static bool is_cancelled(const struct server *server, const cJSON *id)
{
	for (size_t i = server->waiting.start; i < server->waiting.count; i++) {
		const char *method = string_of(server->waiting.items[i], "method");
		if (method && strcmp(method, "$/cancelRequest") == 0 &&
		    cJSON_Compare(member(member(server->waiting.items[i], "params"), "id"), id, true))
			return true;
	}
	return false;
}

/* False when the client is done, or on trouble: then err says which. */
static bool handle(struct server *server, const cJSON *message, struct err *err)
{
	const cJSON *id = member(message, "id");
	const char *method = string_of(message, "method");
	if (!method)
		return member(message, "result") || member(message, "error") ||
		       send_error(server, id, INVALID_REQUEST, "no method", err);
	if (!id)
		return notification(server, method, member(message, "params"), err);
	if (is_cancelled(server, id))
		return send_error(server, id, REQUEST_CANCELLED, "cancelled", err);
	return request(server, message, id, method, err);
}

static bool handle_first(struct server *server, struct err *err)
{
	cJSON *message = server->waiting.items[server->waiting.start++];
	bool ok;
	if (ARENA_CATCH(&server->arena)) {
		arena_free(&server->arena);
		ok = err_set(err, "out of memory");
	} else {
		ok = handle(server, message, err);
		arena_free(&server->arena);
	}
	cJSON_Delete(message);
	return ok;
}

static bool put_waiting(struct waiting *waiting, cJSON *message)
{
	if (waiting->start == waiting->count)
		waiting->start = waiting->count = 0;
	if (waiting->count == waiting->capacity) {
		size_t capacity = 2 * waiting->capacity + 16;
		cJSON **items = realloc(waiting->items, capacity * sizeof(cJSON *));
		if (!items)
			return false;
		waiting->items = items;
		waiting->capacity = capacity;
	}
	waiting->items[waiting->count++] = message;
	return true;
}

static bool refuse_body(struct server *server, struct err *err)
{
	bool ok = ARENA_CATCH(&server->arena) ? err_set(err, "out of memory")
					      : send_error(server, NULL, PARSE_ERROR, "this is no JSON", err);
	arena_free(&server->arena);
	return ok;
}

static bool take_body(struct server *server, struct str body, struct err *err)
{
	blot_out_nul(body);
	cJSON *message = cJSON_ParseWithLength(body.ptr, body.len);
	if (!message)
		return refuse_body(server, err);
	if (put_waiting(&server->waiting, message))
		return true;
	cJSON_Delete(message);
	return err_set(err, "out of memory");
}

static bool settle(struct server *server, struct err *err)
{
	bool ok = ARENA_CATCH(&server->arena) ? err_set(err, "out of memory") : publish_stale(server, err);
	arena_free(&server->arena);
	return ok;
}

/* One step: take what has come; when nothing is left to take, the oldest that waits; when nothing waits, diagnostics.
 */
static bool step(struct server *server, struct err *err)
{
	enum { PAUSE_MS = 60 };
	bool has_waiting = server->waiting.start < server->waiting.count;
	int wait_ms = has_waiting ? 0 : is_any_stale(server) ? PAUSE_MS : -1;
	struct str body;
	switch (rpc_next(&server->rpc, wait_ms, &body, err)) {
	case RPC_BODY:
		return take_body(server, body, err);
	case RPC_NOTHING:
		return has_waiting ? handle_first(server, err) : settle(server, err);
	case RPC_END:
		return has_waiting ? handle_first(server, err) : false;
	default:
		return false;
	}
}

bool server_run(struct server *server, struct err *err)
{
	while (step(server, err))
		;
	for (size_t i = server->waiting.start; i < server->waiting.count; i++)
		cJSON_Delete(server->waiting.items[i]);
	free(server->waiting.items);
	documents_free(&server->documents);
	rpc_free(&server->rpc);
	return !err->text[0] && server->life == SERVER_SHUT;
}
