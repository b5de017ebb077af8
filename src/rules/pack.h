/*
 * pack - rule packs in JSON, read, checked and compiled
 *
 * The only file that reads cJSON's trees of packs. The format is explained in hownot-rules(5), and rules/pack.schema.json
 * says it to editors. A pack is checked whole before any of it is taken: members, patterns, the vocabulary that they call.
 *
 *     struct pack_compiler *compiler = pack_compiler_new(arena, &image_builtin);
 *     pack_add(compiler, "mine.json", json, &err) && pack_finish(compiler, &image, &err);
 *
 * The same code compiles the built-in packs when the program is built and a user's packs when they are loaded.
 */
#ifndef RULES_PACK_H
#define RULES_PACK_H

#include "base/arena.h"
#include "base/err.h"
#include "rules/image.h"
#include "rules/place.h"

struct pack_compiler;

/* Everything compiled lives in the arena. `base`, which may be NULL, is where `use` finds vocabulary beside that of the packs added here. */
struct pack_compiler *pack_compiler_new(struct arena *arena, const struct image *base);

/* Adds the pack in `json`, read from `path`. On failure err names the file, the line and column, the rule and the member. */
bool pack_add(struct pack_compiler *compiler, const char *path, struct str json, struct err *err);

/* What is wrong with a pack, fault by fault: where, and as pack_add tells it, without file and place. */
struct pack_fault {
	struct place place;
	struct err err;
};

struct pack_faults {
	struct pack_fault *items;
	size_t count, capacity;
};

/* The same, for authors: after a fault in a rule, signal, move or topic the next one is read. False: there are faults, and the compiler is of no use any more. */
bool pack_add_all(struct pack_compiler *compiler, struct str json, struct pack_faults *faults);

/* Links what was added into an image, with its word index. */
void pack_finish(struct pack_compiler *compiler, struct image *image);

#endif
