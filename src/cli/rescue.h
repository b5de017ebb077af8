/*
 * rescue - the draft on standard input, given back whatever happens
 *
 * Editors replace the text with what a filter prints, whatever its status. So `rewrite` reads its draft through here.
 * Until the answer begins, a signal (INT, TERM, HUP, and those of a crash) writes the draft back and ends the program
 * with 128 + n; the commands do the same on other trouble, with status 2. Once the answer has begun, it is finished
 * before a signal ends the program.
 *
 *     rescue_begin();
 *     if (!rescue_read(&draft, &err)) return rescue_give_back(options);
 *     ...
 *     status = rescue_write(options, answer, STATUS_OK);
 */
#ifndef CLI_RESCUE_H
#define CLI_RESCUE_H

#include "base/err.h"
#include "cli/options.h"

/* Is the program a filter here: rewriting what comes from standard input? */
bool rescue_is_filter(const struct options *options);

/* From here on signals give the draft back. */
void rescue_begin(void);

/* All of standard input. The bytes stay valid until the program ends. */
bool rescue_read(struct str *out, struct err *err);

/* Writes what was read, then whatever standard input still has. Gives STATUS_TROUBLE. */
int rescue_give_back(const struct options *options);

/* Writes the answer; gives `status`, 128 + n when a signal came meanwhile, or STATUS_TROUBLE when writing failed (which
 * it has told). */
int rescue_write(const struct options *options, struct str answer, int status);

/* What trouble before a command could begin means: a filter gives its draft back. STATUS_TROUBLE. */
int rescue_status(const struct options *options);

#endif
