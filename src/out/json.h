/*
 * json - JSON, written into a buf
 *
 * A small writer that puts the commas itself. Strings may hold anything: what is no valid UTF-8 becomes U+FFFD, and
 * every character that some reader of lines would split at (C0, U+0085, U+2028, U+2029) is escaped.
 *
 *     struct json json = { .out = &buf };
 *     json_open(&json, '{');
 *     json_key(&json, "line");
 *     json_number(&json, 3);
 *     json_close(&json, '}');
 */
#ifndef OUT_JSON_H
#define OUT_JSON_H

#include "base/buf.h"

struct json {
	struct buf *out;
	bool has_item; /* a comma is due before the next item */
};

/* '{' or '['. */
void json_open(struct json *json, char bracket);
void json_close(struct json *json, char bracket);
/* A member's name, plain ASCII. */
void json_key(struct json *json, const char *name);
void json_string(struct json *json, struct str value);
/* The string, or null for NULL. */
void json_c_string(struct json *json, const char *value);
void json_number(struct json *json, size_t value);
void json_bool(struct json *json, bool value);
void json_null(struct json *json);
/* A value that is JSON text already. */
void json_raw(struct json *json, struct str value);

#endif
