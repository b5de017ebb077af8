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
 *     grows          a file has more in it once its end was read
 *     changes        the same, but it is as long as it was
 *     vanishes       a file is removed once its end was read
 *     kill           SIGKILL before the FAULT_AT-th call that writes or names a file; interrupt: SIGINT
 *     no-memory      the FAULT_AT-th allocation fails, and all after it; one-allocation: it alone
 *     crash          a crash at the FAULT_AT-th allocation; abort: the same with abort
 *     descriptors    exit status 99 when a draft is read from the place of a standard stream
 *     tries          on the first reading, what the process has given up is tried, and what became of it told on standard error
 * Standard error is spared.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#if __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#endif

enum { GOOD_BYTES = 20 };

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

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

/* Which call or allocation it is that fails, from 1. */
static unsigned long fault_at(void)
{
	const char *number = getenv("FAULT_AT");
	return number ? strtoul(number, NULL, 10) : 0;
}

/* ---- what others do to a file, just after it was read ---- */

static void meddle(int fd)
{
	static bool done;
	struct stat st;
	char link[64], path[PATH_MAX] = "";
	if (done || !(is("grows") || is("changes") || is("vanishes")) || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		return;
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t n = readlink(link, path, sizeof path - 1);
	/* The program reads other files too: it is a draft that is meant. */
	if (n < 0 || !strstr(path, "draft"))
		return;
	done = true;
	if (is("vanishes")) {
		unlink(path);
		return;
	}
	int other = open(path, O_WRONLY | (is("grows") ? O_APPEND : 0));
	if (other < 0 || syscall(SYS_write, other, "More.", (size_t)5) != 5)
		abort();
	close(other);
}

static bool is_draft(int fd)
{
	char link[64], path[PATH_MAX] = "";
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	return readlink(link, path, sizeof path - 1) > 0 && strstr(path, "draft");
}

/* ---- what was given up ---- */

static void tell(const char *what, bool is_done)
{
	char line[80];
	int n = snprintf(line, sizeof line, "tried: %s: %s\n", what, is_done ? "done" : strerror(errno));
	if (syscall(SYS_write, STDERR_FILENO, line, (size_t)n) < 0)
		abort();
}

/* In a child, as a program that is started does not come back. */
static bool starts_program(void)
{
	int status = 0;
	pid_t child = fork();
	if (child == 0) {
		execl("/bin/sh", "sh", "-c", "exit 0", (char *)NULL);
		_exit(errno);
	}
	if (child < 0 || waitpid(child, &status, 0) != child)
		return false;
	errno = WEXITSTATUS(status);
	return WIFEXITED(status) && errno == 0;
}

static bool opens(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0600);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

/* TRIES_IN names a folder that has a file "old". */
static void try_all(void)
{
	const char *folder = getenv("TRIES_IN");
	char fresh[PATH_MAX], old[PATH_MAX];
	static bool done;
	if (!is("tries") || done || !folder)
		return;
	done = true;
	snprintf(fresh, sizeof fresh, "%s/fresh", folder);
	snprintf(old, sizeof old, "%s/old", folder);
	/* What the kernel has: it says EFAULT where there is a filter to read and nothing to read it from. */
	tell("kernel filters calls", prctl(PR_SET_SECCOMP, 2, NULL, 0, 0) == 0 || errno == EFAULT);
#ifdef LANDLOCK_CREATE_RULESET_VERSION
	long version = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
	tell("kernel guards files", version > 0);
	tell("kernel guards lengths", version >= 3);
#endif
	tell("internet socket", socket(AF_INET, SOCK_STREAM, 0) >= 0);
	tell("local socket", socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
	tell("program", starts_program());
	tell("new file", opens(fresh, O_WRONLY | O_CREAT));
	tell("old file", opens(old, O_WRONLY));
	tell("cut file", truncate(old, 0) == 0);
	tell("remove file", unlink(old) == 0);
	tell("dumps", prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 1);
}

/* ---- calls ---- */

/* Before each call that leaves something on the disk. */
static void strike(void)
{
	static unsigned long calls;
	struct sigaction action;
	if (!(is("kill") || is("interrupt")) || ++calls != fault_at())
		return;
	/* A shell has its background jobs ignore it. */
	if (sigaction(SIGINT, NULL, &action) == 0 && action.sa_handler == SIG_IGN)
		signal(SIGINT, SIG_DFL);
	raise(is("kill") ? SIGKILL : SIGINT);
}

ssize_t read(int fd, void *bytes, size_t size)
{
	static size_t done;
	static unsigned calls;
	ssize_t (*real)(int, void *, size_t) = (ssize_t(*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");
	try_all();
	if (is("descriptors") && fd <= STDERR_FILENO && is_draft(fd))
		_exit(99);
	ssize_t n = allowed(fd, size, "read-error", EIO, &done, &calls);
	if (n >= 0)
		n = real(fd, bytes, (size_t)n);
	done += n > 0 ? (size_t)n : 0;
	if (n == 0 && size)
		meddle(fd);
	return n;
}

ssize_t write(int fd, const void *bytes, size_t size)
{
	static size_t done;
	static unsigned calls;
	ssize_t (*real)(int, const void *, size_t) = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
	strike();
	ssize_t n = allowed(fd, size, "write-error", ENOSPC, &done, &calls);
	if (n >= 0)
		n = real(fd, bytes, (size_t)n);
	done += n > 0 && fd != STDERR_FILENO ? (size_t)n : 0;
	return n;
}

int fsync(int fd)
{
	int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
	strike();
	if (!is("no-sync"))
		return real(fd);
	errno = EIO;
	return -1;
}

int rename(const char *from, const char *to)
{
	int (*real)(const char *, const char *) = (int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename");
	strike();
	if (!is("no-rename"))
		return real(from, to);
	errno = EROFS;
	return -1;
}

int fchmod(int fd, mode_t mode)
{
	int (*real)(int, mode_t) = (int (*)(int, mode_t))dlsym(RTLD_NEXT, "fchmod");
	strike();
	return real(fd, mode);
}

int close(int fd)
{
	int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "close");
	strike();
	return real(fd);
}

int mkstemp(char *name)
{
	int (*real)(char *) = (int (*)(char *))dlsym(RTLD_NEXT, "mkstemp");
	strike();
	return real(name);
}

/* ---- memory ---- */

static bool fails(void)
{
	static unsigned long count;
	bool alone = is("one-allocation"), crashes = is("crash") || is("abort");
	if (!alone && !crashes && !is("no-memory"))
		return false;
	count++;
	if (crashes) {
		if (count == fault_at())
			raise(is("crash") ? SIGSEGV : SIGABRT);
		return false;
	}
	if (alone ? count != fault_at() : count < fault_at())
		return false;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return fails() ? NULL : __libc_realloc(old, size);
}
