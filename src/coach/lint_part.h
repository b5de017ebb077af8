/* lint_part - what the parts of lint share; for lint*.c alone */
#ifndef COACH_LINT_PART_H
#define COACH_LINT_PART_H

#include "coach/lint.h"
#include "rules/examples.h"

struct linter {
	struct arena *arena;
	const struct lint_input *in;
	struct rx_room *room;
	struct lint_report report;
};

/* Where a problem is: an item of a list of a layer's image, and the rest of the pointer ("/why"). */
struct lint_place {
	size_t layer;
	enum item_list list;
	uint32_t number;
	const char *member;
};

bool lint_is_checked(const struct linter *l, size_t layer, uint32_t pack);
uint32_t lint_pack_of(const struct image *image, enum item_list list, uint32_t number);
struct str lint_id(const struct image *image, enum item_list list, uint32_t number);

void lint_add(struct linter *l, enum problem_kind kind, struct lint_place place, const char *format, ...) __attribute__((format(printf, 4, 5)));
/* A problem of the pack itself, at a pointer of its own. */
void lint_add_of_pack(struct linter *l, enum problem_kind kind, size_t layer, uint32_t pack, struct str pointer, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* The parts. False when memory ran out for PCRE2. */
void lint_texts(struct linter *l, size_t layer);    /* whys, sources, templates */
void lint_patterns(struct linter *l, size_t layer); /* slow patterns, vocabulary */
bool lint_hits(struct linter *l);		    /* which rules meet which sentences */

#endif
