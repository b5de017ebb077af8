/*
 * packs - the rules in force, for the commands that talk about them
 *
 * The built-in packs, the user's and those of --pack, compiled; each rule with the image that it is part of.
 */
#ifndef CLI_PACKS_H
#define CLI_PACKS_H

#include "base/arena.h"
#include "base/err.h"
#include "cli/options.h"
#include "rules/examples.h"

struct pack_rule {
	const struct image *image;
	const struct rule *rule;
	const char *file; /* the pack's file; NULL: built in */
};

struct pack_rules {
	struct pack_rule *items; /* in the order of the packs */
	size_t count, capacity;
};

/* A scenario to practise on, with the image that it is part of. */
struct pack_scenario {
	const struct image *image;
	const struct scenario *scenario;
};

struct pack_scenarios {
	struct pack_scenario *items; /* in the order of the packs */
	size_t count, capacity;
};

/* Something with an id in a pack: a rule, signal, move or topic. */
struct pack_item {
	const struct image *image;
	enum item_list list;
	uint32_t number; /* in the image's array */
	const char *file; /* the pack's file; NULL: built in */
};

struct pack_items {
	struct pack_item *items; /* in the order of the packs; of each rules, signals, moves, topics */
	size_t count, capacity;
};

/* A pack in a file, compiled. */
bool packs_compile(struct arena *arena, const char *path, struct image *image, struct err *err);

/* All rules that --no-pack and --disable leave in force. */
bool packs_rules(struct arena *arena, const struct options *options, struct pack_rules *out, struct err *err);

/* All scenarios of the packs in force. */
bool packs_scenarios(struct arena *arena, const struct options *options, struct pack_scenarios *out, struct err *err);

/* Everything with an id that --no-pack and --disable leave in force. */
bool packs_items(struct arena *arena, const struct options *options, struct pack_items *out, struct err *err);

struct str pack_item_id(const struct pack_item *item);
const struct pack *pack_item_pack(const struct pack_item *item);

struct str pack_rule_id(const struct pack_rule *rule);
struct str pack_rule_pack(const struct pack_rule *rule);

/* The rule with this id, or NULL. */
const struct pack_rule *packs_find(const struct pack_rules *rules, const char *id);

/* ": no such rule", with the nearest one's id. */
bool packs_unknown(struct arena *arena, const struct pack_rules *rules, const char *id, const char *what,
		   const char *const *more, size_t more_count, struct err *err);

#endif
