/*
 * setup - a coach as the command line asks for it
 *
 * Packs come from three places: those built in, those in $XDG_CONFIG_HOME/hownot/packs (all *.json files, by name),
 * those named with --pack.
 */
#ifndef CLI_SETUP_H
#define CLI_SETUP_H

#include "base/arena.h"
#include "base/err.h"
#include "cli/options.h"

/* The files of the packs that are not built in, in the order in which they are loaded. */
bool setup_pack_files(struct arena *arena, const struct options *options, struct arguments *out, struct err *err);

/* The profile's path: --profile, else $XDG_CONFIG_HOME/hownot/profile.json; NULL when the environment does not say
 * where that is. */
const char *setup_profile_path(struct arena *arena, const struct options *options);

/* A coach with packs, rules and categories in force as asked. The caller frees it with hownot_free. NULL: err says why.
 */
struct hownot *setup_coach(struct arena *arena, const struct options *options, struct err *err);

/* Is the rule (or signal) `id`, of a pack called `pack`, left out by --no-pack or --disable? category may be NULL. */
bool setup_leaves_out(const struct options *options, struct str pack, struct str id, const char *category);

/* For many drafts, one after the other or at once: what is used often is made faster, and memory that is freed is kept for the next. */
void setup_many(struct hownot *coach);

#endif
