/* rules_item - what `rules list` and `rules show` say of a rule, signal, move or topic */
#ifndef CLI_RULES_ITEM_H
#define CLI_RULES_ITEM_H

#include "cli/packs.h"

/* In one line: a rule's message, what a signal notices, what a move makes, a topic's title. Borrowed from the image. */
struct str rules_item_says(const struct pack_item *item);

/* As JSON: an array for FORMAT_JSON, a line each for FORMAT_NDJSON. */
void rules_items_write(struct buf *out, enum format format, const struct pack_item *items, size_t count);

#endif
