#include "cli/inplace.h"

#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(struct err *err, const char *path)
{
	return err_set(err, "%s: %s", path, strerror(errno));
}

/* Length of the folder's part of a path, with its slash. */
static size_t folder_len(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? (size_t)(slash - path) + 1 : 0;
}

/* The name itself must be on the disk too; a file system that cannot do this is left alone. */
static void sync_folder(const char *path)
{
	char folder[PATH_MAX];
	snprintf(folder, sizeof folder, "%.*s", (int)folder_len(path), path);
	int fd = open(folder[0] ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

static bool fill(int fd, const char *name, struct str bytes, const struct stat *like, struct err *err)
{
	/* Owner first: changing it clears the set-user-id bits of the mode. */
	if (fchown(fd, like->st_uid, like->st_gid) != 0 && errno != EPERM)
		return fail(err, name);
	if (fchmod(fd, like->st_mode & 07777) != 0)
		return fail(err, name);
	if (!io_write(fd, bytes, name, err))
		return false;
	if (fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP)
		return fail(err, name);
	return true;
}

/* `name` is the path as it was given, for the messages. */
static bool write_as(const char *name, const char *path, struct str bytes, const struct stat *like, struct err *err)
{
	char fresh[PATH_MAX];
	int n = snprintf(fresh, sizeof fresh, "%.*s.hownot-XXXXXX", (int)folder_len(path), path);
	if (n < 0 || (size_t)n >= sizeof fresh)
		return err_set(err, "%s: %s", name, strerror(ENAMETOOLONG));
	int fd = mkstemp(fresh);
	if (fd < 0)
		return err_set(err, "%s: cannot make a file beside it: %s", name, strerror(errno));
	bool ok = fill(fd, name, bytes, like, err);
	if (close(fd) != 0 && ok)
		ok = fail(err, name);
	if (ok && rename(fresh, path) != 0)
		ok = fail(err, name);
	if (!ok)
		unlink(fresh);
	else
		sync_folder(path);
	return ok;
}

/* Somebody may have saved the file meanwhile: what they wrote is not to be lost, be it as long as before. */
static bool is_as_read(const char *path, struct str before)
{
	enum { CHUNK_BYTES = 16 * 1024 };
	char bytes[CHUNK_BYTES];
	ssize_t n = -1;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	while ((n = read(fd, bytes, sizeof bytes)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 || !str_starts(before, (struct str){bytes, (size_t)n}))
			break;
		before = str_slice(before, (size_t)n, before.len);
	}
	close(fd);
	return n == 0 && !before.len;
}

static bool replace(const char *path, struct str before, struct str after, const char *suffix, struct err *err)
{
	char real[PATH_MAX], backup[PATH_MAX];
	struct stat st;
	if (!realpath(path, real) || stat(real, &st) != 0)
		return fail(err, path);
	if (!S_ISREG(st.st_mode))
		return err_set(err, "%s: not a regular file", path);
	if (access(real, W_OK) != 0)
		return fail(err, path);
	if ((size_t)st.st_size != before.len || !is_as_read(real, before))
		return err_set(err, "%s: changed while it was being rewritten; left as it is", path);
	if (suffix) {
		int n = snprintf(backup, sizeof backup, "%s%s", real, suffix);
		if (n < 0 || (size_t)n >= sizeof backup || strchr(suffix, '/'))
			return err_set(err, "%s: --in-place=%s makes no file name", path, suffix);
		if (!write_as(path, backup, before, &st, err))
			return false;
	}
	return write_as(path, real, after, &st, err);
}

bool inplace_replace(const char *path, struct str before, struct str after, const char *suffix, struct err *err)
{
	/* A signal waits until no half-made file is left lying about. */
	sigset_t all, old;
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &old);
	bool ok = replace(path, before, after, suffix, err);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return ok;
}
