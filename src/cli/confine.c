/* syscall(2) is no part of POSIX. */
#define _GNU_SOURCE

#include "cli/confine.h"

#include <stddef.h>
#include <string.h>
#include <sys/resource.h>

#if defined(__linux__) && !defined(HOWNOT_UNCONFINED)
#if __has_include(<linux/landlock.h>) && __has_include(<linux/seccomp.h>)
#define CONFINE_LINUX 1
#endif
#endif

static bool give_up_core_files(void)
{
	return setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0}) == 0;
}

#ifdef CONFINE_LINUX

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define OWN_ARCHITECTURE AUDIT_ARCH_RISCV64
#endif

static bool give_up_dumps(void)
{
	/* Where a program takes the dumps, it is not asked for their size. */
	return give_up_core_files() && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
}

#ifdef OWN_ARCHITECTURE

/* Answered with EPERM. io_uring would open sockets without these calls. */
static const unsigned refused[] = {
    SYS_socket,      SYS_socketpair,        SYS_connect,          SYS_bind,          SYS_listen, SYS_accept,
    SYS_accept4,     SYS_execve,            SYS_execveat,         SYS_process_vm_readv, SYS_process_vm_writev,
#ifdef SYS_io_uring_setup
    SYS_io_uring_setup,
#endif
};

static bool give_up_calls(void)
{
	enum { REFUSED = sizeof refused / sizeof *refused, HEAD = 3 };
	/* Calls of another architecture's numbers (x32, 32 bits) are refused too. */
	const unsigned answer = SECCOMP_RET_ERRNO | EPERM;
	struct sock_filter filter[HEAD + 2 * REFUSED + 2 + 1] = {
	    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
	    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCHITECTURE, 1, 0),
	    BPF_STMT(BPF_RET | BPF_K, answer),
	};
	unsigned short count = HEAD;
	filter[count++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
	for (size_t i = 0; i < REFUSED; i++) {
		filter[count++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, refused[i], 0, 1);
		filter[count++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, answer);
	}
	filter[count++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	struct sock_fprog program = {.len = count, .filter = filter};
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

#else

static bool give_up_calls(void)
{
	return false;
}

#endif

/* Newer than the headers of Debian 12; before the third version of Landlock, files could not be kept from being cut short. */
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif
enum { LANDLOCK_KNOWS_TRUNCATE = 3 };

enum {
	CHANGES = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
		  LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
		  LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
		  LANDLOCK_ACCESS_FS_MAKE_SYM
};

/* Files may be replaced in the folder of `path`. What cannot be found will be told when it is to be read. */
static void allow_folder(int rules, const char *path)
{
	char real[PATH_MAX], parent[PATH_MAX];
	if (realpath(path, real)) {
		char *slash = strrchr(real, '/');
		slash[slash == real] = '\0';
	} else {
		/* One that is still to be made. */
		const char *slash = strrchr(path, '/');
		int n = snprintf(parent, sizeof parent, "%.*s/.", slash ? (int)(slash - path) : 1, slash ? path : ".");
		if (n < 0 || (size_t)n >= sizeof parent || !realpath(parent, real))
			return;
	}
	int folder = open(real, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0)
		return;
	struct landlock_path_beneath_attr rule = {
	    .allowed_access = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG,
	    .parent_fd = folder,
	};
	syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	close(folder);
}

static bool give_up_files(const struct options *options)
{
	struct landlock_ruleset_attr attributes = {.handled_access_fs = CHANGES};
	if (syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION) >= LANDLOCK_KNOWS_TRUNCATE)
		attributes.handled_access_fs |= LANDLOCK_ACCESS_FS_TRUNCATE;
	int rules = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes.handled_access_fs, 0);
	if (rules < 0)
		return false;
	for (size_t i = 0; options->in_place && i < options->operands.count; i++)
		allow_folder(rules, options->operands.items[i]);
	if (options->score)
		allow_folder(rules, options->score);
	bool ok = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	close(rules);
	return ok;
}

struct confinement confine(const struct options *options)
{
	struct confinement given_up = {.dumps = give_up_dumps()};
	if (options->interactive || options->editor || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return given_up;
	if (options->command != COMMAND_PROFILE)
		given_up.files = give_up_files(options);
	given_up.calls = give_up_calls();
	return given_up;
}

#else

struct confinement confine(const struct options *options)
{
	(void)options;
	return (struct confinement){.dumps = give_up_core_files()};
}

#endif
