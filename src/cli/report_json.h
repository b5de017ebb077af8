/*
 * report_json - single members out of JSON text
 *
 * A cursor over text that is taken for JSON: a value is the bytes that it spans. Drafts are read strictly by record.h
 * before; what hownot printed itself needs no second check, and of anything else no member is found.
 *
 *     struct str verdict = report_json_text(arena, report_json_member(line, "verdict"));
 */
#ifndef CLI_REPORT_JSON_H
#define CLI_REPORT_JSON_H

#include "base/arena.h"

/* The value of an object's member; empty when there is none, or no object. */
struct str report_json_member(struct str object, const char *name);

/* The next item of an array; *at begins at 0. False when there is none. */
bool report_json_next(struct str array, size_t *at, struct str *item);

/* A string's text, its escapes undone; empty for a value that is no string. */
struct str report_json_text(struct arena *arena, struct str value);

/* A whole number from 0; 0 for anything else. */
size_t report_json_number(struct str value);

#endif
