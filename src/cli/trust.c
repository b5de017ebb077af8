#include "cli/trust.h"

#include <sys/stat.h>
#include <unistd.h>

static bool is_own(const struct stat *st)
{
	return st->st_uid == geteuid() || st->st_uid == 0;
}

static bool is_shared(const struct stat *st)
{
	bool is_private_group = st->st_gid == getegid() && st->st_gid == geteuid();
	return (st->st_mode & S_IWOTH) || ((st->st_mode & S_IWGRP) && !is_private_group);
}

bool trust_found(const char *path, struct err *err)
{
	struct stat st;
	if (stat(path, &st) != 0)
		return true;
	if (!is_own(&st))
		return err_set(err, "%s: not used, as it is somebody else's: name what you trust of it with --pack", path);
	if (is_shared(&st))
		return err_set(err, "%s: not used, as others can write to it: chmod go-w", path);
	return true;
}

bool trust_named(const char *path, struct err *err)
{
	struct stat st;
	if (stat(path, &st) != 0 || is_own(&st) || !is_shared(&st))
		return true;
	return err_set(err, "%s: not used, as it is somebody else's, and others can write to it", path);
}
