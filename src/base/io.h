/*
 * io - whole files in, whole answers out
 *
 * Short reads and writes and EINTR are dealt with here, nowhere else.
 */
#ifndef BASE_IO_H
#define BASE_IO_H

#include "base/arena.h"
#include "base/err.h"

/* What is longer is not read on: a file that has no end (/dev/zero, a log that grows as fast as it is read) does not take the machine's memory. */
enum { IO_MOST_BYTES = 1 << 30 };

/* Everything that can be read from fd, up to its end; `name` is for the message. The bytes are the arena's. False when they are more than IO_MOST_BYTES. */
bool io_read_fd(struct arena *arena, int fd, const char *name, struct str *out, struct err *err);

/* The whole of a file; "-" is standard input. A directory is refused by name. */
bool io_read_file(struct arena *arena, const char *path, struct str *out, struct err *err);

/* All of text to fd, or false with errno's text in err. */
bool io_write(int fd, struct str text, const char *name, struct err *err);

#endif
