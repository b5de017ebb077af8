/*
 * place - where in a JSON text a value stands
 *
 * A reader of trees knows what is wrong, not where it was typed. So the value's JSON Pointer (RFC 6901) is followed through the text once more, when there is
 * something to tell.
 *
 *     struct place place = place_find(json, STR("/rules/3/why"));
 *     printf("%s:%zu:%zu\n", path, place.line, place.column);
 */
#ifndef RULES_PLACE_H
#define RULES_PLACE_H

#include "base/str.h"

struct place {
	size_t line, column; /* from 1; columns are bytes */
};

/* Of a byte of the text. */
struct place place_of(struct str json, size_t byte);

/*
 * Of the value: for a member, where its name begins. Where the pointer leads nowhere, of the last value on the way; "" is the whole. The text is valid JSON.
 */
struct place place_find(struct str json, struct str pointer);

#endif
