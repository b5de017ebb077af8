/*
 * lint - what is wrong with a pack, or weak in it, for the person who writes it
 *
 * The pack is valid: pack.h has said so. Here its examples are run, and it is asked what a colleague who reads it would ask: does every rule earn its place,
 * is every exception needed, can every rewrite be filled, is any pattern slow? What is not known for sure, because a draft may come that no
 * example is like, is a warning.
 *
 *     struct lint_layer layers[] = { { .image = &image_builtin, .matcher = builtin }, { .image = &mine, .matcher = own, .json = json, .is_checked = true } };
 *     lint_run(&arena, &(struct lint_input){ .layers = layers, .layer_count = 2 }, &report);
 *
 * The same packs and drafts give the same problems on every machine.
 */
#ifndef COACH_LINT_H
#define COACH_LINT_H

#include "base/arena.h"
#include "rules/match.h"

/* An image with the rules in force: the built-in packs, or a pack of the user's. */
struct lint_layer {
	const struct image *image;
	struct matcher *matcher; /* whose disabled features are not in force; matcher_note_excuses is set on it */
	const bool *checked;	 /* by pack: problems of this one are wanted; NULL: is_checked says it of all */
	bool is_checked;
	struct str json; /* of the pack; empty where it is not at hand: then its vocabulary is not looked at */
};

struct lint_input {
	const struct lint_layer *layers;
	size_t layer_count;
	const struct str *drafts; /* to look for rules in, beside the examples */
	size_t draft_count;
};

enum problem_kind {
	PROBLEM_EXAMPLE,	/* an example is not matched, or matched where it should pass; a move makes something else of it */
	PROBLEM_REWRITE,	/* a template that cannot be filled */
	PROBLEM_OVERRIDE,	/* of what is not there */
	PROBLEM_DEAD,		/* the rule is never the first to match */
	PROBLEM_NO_OWN_EXAMPLE, /* other rules match each of its examples too */
	PROBLEM_OVERLAP,	/* two rules match the same words most of the time */
	PROBLEM_SLOW,		/* a pattern runs into its limit on a sentence made of itself */
	PROBLEM_IDLE_UNLESS,	/* an exception that excuses nothing */
	PROBLEM_IDLE_REWRITE,	/* a template that no example fills */
	PROBLEM_UNUSED,		/* a definition that nothing calls, a pack in `use` that has none which is called */
	PROBLEM_WHY,		/* why or message too short, too long, or the same text twice */
	PROBLEM_TONE,		/* a text of the pack's that says "you must" */
	PROBLEM_NO_SOURCE,
	PROBLEM_NO_PASS,    /* no example that must pass */
	PROBLEM_NO_REWRITE, /* the rule says nothing to send instead */
	PROBLEM_KINDS
};

struct problem {
	enum problem_kind kind;
	bool is_error;
	size_t layer;
	uint32_t pack; /* of the layer's image */
	struct str id; /* of the rule, signal, move or topic; empty: of the pack itself */
	struct str pointer; /* RFC 6901, in the pack's JSON; see place.h */
	struct str text; /* one sentence, lower case, no full stop */
};

struct lint_report {
	struct problem *items; /* by layer, then in the order in which they were looked for */
	size_t count, capacity;
	size_t example_count; /* of the packs that are checked */
};

/* "slow", as it stands behind a problem between brackets. */
const char *problem_name(enum problem_kind kind);

/* False when memory ran out for PCRE2. What is reported lives in the arena or in the images. */
bool lint_run(struct arena *arena, const struct lint_input *in, struct lint_report *out);

#endif
