/*
 * progress - a line on standard error for somebody who waits at a terminal
 *
 *     struct progress progress = progress_make(true);
 *     progress_show(&progress, 3, 100, "", 57);      [#.......................] 3 of 100, 57 drafts
 *     progress_hide(&progress);                      before anything else is written there, and at the end
 *
 * It comes when the work has lasted over a second, and once a second from then on.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct progress {
	bool is_shown; /* there is a terminal, and it is wanted */
	bool is_drawn;
	time_t next;   /* seconds; when it is drawn next */
};

struct progress progress_make(bool is_wanted);

/* count 0: not known, and no bar. unit stands behind it (" kB" or ""). */
void progress_show(struct progress *progress, size_t done, size_t count, const char *unit, size_t drafts);
void progress_hide(struct progress *progress);

#endif
