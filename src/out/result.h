/*
 * result - the judgement of a draft as a JSON object
 *
 * The members and their order are the interface of version 1 (hownot(1), section JSON): members are added at
 * the end, none is renamed or dropped.
 */
#ifndef OUT_RESULT_H
#define OUT_RESULT_H

#include "out/json.h"
#include "out/reply.h"

/* One RESULT, on one line, without a newline. */
void result_write(struct arena *arena, struct json *json, const struct reply *reply);

/* {"version": 1, "program": …: the beginning of every document in JSON. */
void result_open_document(struct json *json);

/* {"version": 1, "program": …, "results": [ and ]}, around results that are written between the two. */
void result_open_all(struct json *json);
void result_close_all(struct json *json);

#endif
