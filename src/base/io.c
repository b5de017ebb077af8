#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool too_long(const char *name, struct err *err)
{
	return err_set(err, "%s: larger than 1 GiB", name);
}

bool io_read_fd(struct arena *arena, int fd, const char *name, struct str *out, struct err *err)
{
	struct stat st;
	size_t capacity = 16 * 1024;
	if (fstat(fd, &st) == 0) {
		if (S_ISDIR(st.st_mode))
			return err_set(err, "%s: %s", name, strerror(EISDIR));
		if (S_ISREG(st.st_mode) && st.st_size > IO_MOST_BYTES)
			return too_long(name, err);
		if (S_ISREG(st.st_mode) && st.st_size > 0)
			capacity = (size_t)st.st_size + 1;
	}
	char *bytes = arena_alloc(arena, capacity, 1);
	size_t len = 0;
	for (;;) {
		if (len == capacity) {
			capacity = capacity < IO_MOST_BYTES / 2 ? 2 * capacity : IO_MOST_BYTES + (size_t)1;
			bytes = arena_grow(arena, bytes, len, capacity, 1);
		}
		ssize_t n = read(fd, bytes + len, capacity - len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(err, "%s: %s", name, strerror(errno));
		if (n == 0)
			break;
		len += (size_t)n;
		if (len > IO_MOST_BYTES)
			return too_long(name, err);
	}
	*out = (struct str){ bytes, len };
	return true;
}

bool io_read_file(struct arena *arena, const char *path, struct str *out, struct err *err)
{
	/* File descriptor 0 itself: "/dev/stdin" cannot be opened when it is a socket, as under some editors. */
	if (strcmp(path, "-") == 0)
		return io_read_fd(arena, STDIN_FILENO, "<stdin>", out, err);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return err_set(err, "%s: %s", path, strerror(errno));
	bool ok = io_read_fd(arena, fd, path, out, err);
	close(fd);
	return ok;
}

bool io_write(int fd, struct str text, const char *name, struct err *err)
{
	while (text.len) {
		ssize_t n = write(fd, text.ptr, text.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(err, "%s: %s", name, strerror(errno));
		text = str_slice(text, (size_t)n, text.len);
	}
	return true;
}
