/*
 * system - reads and writes that fail, for the tests (LD_PRELOAD)
 *
 * FAULT names what happens, on the descriptors of files and streams alike:
 *     short          a byte or three at a time
 *     interrupted    every other call is interrupted (EINTR)
 *     read-error     reading fails (EIO) after 20 bytes
 *     write-error    writing fails (ENOSPC) after 20 bytes
 *     no-sync        fsync fails (EIO)
 *     no-rename      rename fails (EROFS)
 * Standard error is spared.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { GOOD_BYTES = 20 };

static bool is(const char *fault)
{
	const char *name = getenv("FAULT");
	return name && strcmp(name, fault) == 0;
}

/* Bytes that a call may move; -1 with errno set. */
static ssize_t allowed(int fd, size_t size, const char *error, int number, size_t *done, unsigned *calls)
{
	if (fd == STDERR_FILENO || !size)
		return (ssize_t)size;
	++*calls;
	if (is("interrupted") && *calls % 2) {
		errno = EINTR;
		return -1;
	}
	if (is("short"))
		size = size < 3 ? size : 1 + *calls % 3;
	if (is(error)) {
		if (*done >= GOOD_BYTES) {
			errno = number;
			return -1;
		}
		size = size < GOOD_BYTES - *done ? size : GOOD_BYTES - *done;
	}
	return (ssize_t)size;
}

ssize_t read(int fd, void *bytes, size_t size)
{
	static size_t done;
	static unsigned calls;
	ssize_t (*real)(int, void *, size_t) = (ssize_t(*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");
	ssize_t n = allowed(fd, size, "read-error", EIO, &done, &calls);
	if (n >= 0)
		n = real(fd, bytes, (size_t)n);
	done += n > 0 ? (size_t)n : 0;
	return n;
}

ssize_t write(int fd, const void *bytes, size_t size)
{
	static size_t done;
	static unsigned calls;
	ssize_t (*real)(int, const void *, size_t) = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
	ssize_t n = allowed(fd, size, "write-error", ENOSPC, &done, &calls);
	if (n >= 0)
		n = real(fd, bytes, (size_t)n);
	done += n > 0 && fd != STDERR_FILENO ? (size_t)n : 0;
	return n;
}

int fsync(int fd)
{
	int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
	if (!is("no-sync"))
		return real(fd);
	errno = EIO;
	return -1;
}

int rename(const char *from, const char *to)
{
	int (*real)(const char *, const char *) = (int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename");
	if (!is("no-rename"))
		return real(from, to);
	errno = EROFS;
	return -1;
}
