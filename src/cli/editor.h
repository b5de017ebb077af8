/*
 * editor - a text in the writer's own editor, without leaving it behind
 *
 * The editor needs a file. It stands alone in a folder that only the writer can enter, in $XDG_RUNTIME_DIR (which is memory, and goes with the session;
 * XDG Base Directory Specification), else in $TMPDIR, else in /tmp. The folder goes when the editor is done, whatever the editor left in it, and so it
 * does when a signal ends the program meanwhile.
 */
#ifndef CLI_EDITOR_H
#define CLI_EDITOR_H

#include "base/arena.h"
#include "base/err.h"

/*
 * Runs $VISUAL, else $EDITOR, else vi on a file with `text`; its standard input and output are `in` and `out`. *edited, in the arena: what the file holds
 * then. False when there was no place for the file, or the editor ended with another status than 0; err says why.
 */
bool editor_run(struct arena *arena, int in, int out, struct str text, struct str *edited, struct err *err);

#endif
