/*
 * confine - the program gives up what its work does not need
 *
 * A draft is confidential. So before it is read the process gives up, for good and for all its threads: core dumps and being looked into by others of the same
 * user; sockets and the start of other programs (seccomp); making, writing and removing files (Landlock), except in the folders of the files that are
 * changed in place. What the kernel does not have is left out without a word; `hownot --version --verbose` says what there is.
 */
#ifndef CLI_CONFINE_H
#define CLI_CONFINE_H

#include "cli/options.h"

/* What was given up. */
struct confinement {
	bool dumps, calls, files;
};

/*
 * For the work that the options ask for, before threads are made. `rewrite --interactive` and `practise --editor` start the writer's editor and keep all
 * but the dumps; `profile init` may write, and so may `practise --score` in the folder of its file.
 */
struct confinement confine(const struct options *options);

#endif
