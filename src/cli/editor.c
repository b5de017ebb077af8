#include "cli/editor.h"

#include "base/io.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* The file's name is what the editor shows. */
#define FILE_NAME "reply.txt"

struct place {
	char folder[PATH_MAX], file[PATH_MAX];
};

static bool make_folder(struct place *place, const char *in)
{
	int n = snprintf(place->folder, sizeof place->folder, "%s/hownot-XXXXXX", in);
	if (n < 0 || (size_t)n + sizeof "/" FILE_NAME > sizeof place->folder || !mkdtemp(place->folder))
		return false;
	memcpy(place->file, place->folder, (size_t)n);
	memcpy(place->file + n, "/" FILE_NAME, sizeof "/" FILE_NAME);
	return true;
}

static bool make_place(struct place *place, struct err *err)
{
	static const char *const variables[] = {"XDG_RUNTIME_DIR", "TMPDIR"};
	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
		const char *folder = getenv(variables[i]);
		if (folder && folder[0] == '/' && make_folder(place, folder))
			return true;
	}
	if (make_folder(place, "/tmp"))
		return true;
	return err_set(err, "no place for the editor's file: %s", strerror(errno));
}

/* With all that the editor left beside the file: what it kept of earlier versions. */
static void remove_place(const struct place *place)
{
	DIR *folder = opendir(place->folder);
	if (!folder)
		return;
	for (const struct dirent *entry; (entry = readdir(folder));)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			unlinkat(dirfd(folder), entry->d_name, 0);
	closedir(folder);
	rmdir(place->folder);
}

static bool fill(const struct place *place, struct str text, struct err *err)
{
	int fd = open(place->file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return err_set(err, "%s: %s", place->file, strerror(errno));
	bool ok = io_write(fd, text, place->file, err);
	close(fd);
	return ok;
}

/* ---- the editor's process ---- */

static const char *editor_command(void)
{
	const char *editor = getenv("VISUAL");
	if (!editor || !editor[0])
		editor = getenv("EDITOR");
	return editor && editor[0] ? editor : "vi";
}

/* Its own words are the shell's to split, as git does. */
static pid_t start(int in, int out, const char *path, const sigset_t *signals)
{
	const char *editor = editor_command();
	pid_t child = fork();
	if (child != 0)
		return child;
	sigprocmask(SIG_SETMASK, signals, NULL);
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	setenv("HOWNOT_EDITOR", editor, 1);
	execl("/bin/sh", "sh", "-c", "eval \"$HOWNOT_EDITOR\" '\"$1\"'", "sh", path, (char *)NULL);
	_exit(127);
}

/*
 * Waits with all signals held back. Those of the keyboard are the editor's: it has them as well. The others end it, and are given in *ended for the program.
 */
static int wait_for(pid_t child, const sigset_t *held, int *ended)
{
	int status = -1;
	/* Where a held-back SIGCHLD is lost, this is how late the end is seen. */
	const struct timespec while_ = {.tv_nsec = 200L * 1000 * 1000};
	for (pid_t done = 0; done == 0;) {
		int number = sigtimedwait(held, NULL, &while_);
		if (number == SIGTERM || number == SIGHUP) {
			*ended = number;
			kill(child, number);
		}
		done = waitpid(child, &status, WNOHANG);
		if (done < 0 && errno == EINTR)
			done = 0;
	}
	return status;
}

static bool run(int in, int out, const struct place *place, const sigset_t *before, const sigset_t *held, int *ended,
		struct err *err)
{
	pid_t child = start(in, out, place->file, before);
	if (child < 0)
		return err_set(err, "the editor could not be started: %s", strerror(errno));
	int status = wait_for(child, held, ended);
	if (status != 0)
		return err_set(err, "%s: the editor did not end well", editor_command());
	return true;
}

/* Signals that end the program wait until the file is gone. */
static void hold_signals(sigset_t *held, sigset_t *before)
{
	static const int numbers[] = {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGCHLD};
	sigemptyset(held);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		sigaddset(held, numbers[i]);
	sigprocmask(SIG_BLOCK, held, before);
}

/* When memory runs out, the file goes first. */
static bool read_edited(struct arena *const arena, const struct place *const place, const sigset_t *const before,
			struct str *edited, struct err *err)
{
	jmp_buf outer;
	memcpy(&outer, &arena->oom, sizeof outer);
	if (ARENA_CATCH(arena)) {
		remove_place(place);
		sigprocmask(SIG_SETMASK, before, NULL);
		memcpy(&arena->oom, &outer, sizeof outer);
		longjmp(arena->oom, 1);
	}
	bool ok = io_read_file(arena, place->file, edited, err);
	memcpy(&arena->oom, &outer, sizeof outer);
	return ok;
}

bool editor_run(struct arena *arena, int in, int out, struct str text, struct str *edited, struct err *err)
{
	struct place place;
	sigset_t held, before;
	int ended = 0;
	hold_signals(&held, &before);
	bool ok = make_place(&place, err);
	if (ok) {
		ok = fill(&place, text, err) && run(in, out, &place, &before, &held, &ended, err) &&
		     read_edited(arena, &place, &before, edited, err);
		remove_place(&place);
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (ended)
		raise(ended);
	return ok;
}
