/*
 * completion - a shell's completions, from the table of options
 *
 * What --help says of an option is what the shells are told: its name, its help, and the words that its help lists.
 * So they cannot drift apart. Rules, categories and packs are asked of the program when somebody completes them.
 */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "base/buf.h"
#include "base/err.h"
#include "cli/options.h"

/* What stands after an option, or as an operand. */
enum completion_kind {
	COMPLETE_NOTHING, /* free text */
	COMPLETE_WORDS,   /* one of a few words */
	COMPLETE_FILES,
	COMPLETE_RULES,  /* rules and categories */
	COMPLETE_PACKS,  /* packs and files */
	COMPLETE_SCENARIOS,
	COMPLETE_TOPICS
};

/* What a row's argument is. For COMPLETE_WORDS *words gets them, in the arena, with a space between two. */
enum completion_kind completion_of(struct arena *arena, const struct option_row *row, struct str *words);

/* Writes the completions for "bash", "zsh" or "fish". False: err says that there are none for this shell. */
bool completion_print(struct buf *out, const char *shell, struct err *err);

#endif
