/*
 * inplace - a file's content replaced, whole or not at all
 *
 * The new bytes go into a new file of the same folder, with the old one's mode (and owner, where we may), onto the
 * disk, and then take the old name. Symbolic links are followed: what they point at is replaced.
 */
#ifndef CLI_INPLACE_H
#define CLI_INPLACE_H

#include "base/err.h"
#include "base/str.h"

/*
 * Replaces the bytes of `path`, which were `before`, by `after`. With suffix (not NULL) `before` is kept in
 * path + suffix. Refuses what is no regular file and what has changed its length since `before` was read.
 */
bool inplace_replace(const char *path, struct str before, struct str after, const char *suffix, struct err *err);

#endif
