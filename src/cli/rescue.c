#include "cli/rescue.h"

#include "base/io.h"
#include "cli/output.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * While bytes are on their way in or out, a signal's handler cannot know how many of them have arrived: read and write
 * may be done, but what they returned not yet be written down. So it leaves a note in `caught`, and the loop that moves
 * the bytes acts on it.
 */
enum phase { PHASE_NONE, PHASE_READING, PHASE_COMPUTING, PHASE_WRITING };

/*
 * What the signal handlers need; a handler has no other way to it. Bytes before `len` never change once `len` covers
 * them, and a block is freed only after `bytes` points to the next.
 */
static struct {
	_Atomic(char *) bytes;
	atomic_size_t len;
	atomic_bool at_end; /* of standard input */
	atomic_int phase;
	atomic_int caught; /* a signal that came while bytes were moved */
} held;

static const int requests[] = {SIGINT, SIGTERM, SIGHUP};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};

bool rescue_is_filter(const struct options *options)
{
	return options->command == COMMAND_REWRITE && !options->is_ndjson && options_read_stdin(options);
}

/* From here to give_back: functions that may run in a signal handler. */

static bool put(const char *bytes, size_t len)
{
	while (len) {
		ssize_t n = write(STDOUT_FILENO, bytes, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

static bool has_input_within(int milliseconds)
{
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
	return poll(&input, 1, milliseconds) > 0;
}

/* Standard input to standard output, until its end, or until nothing has come for a while. */
static bool pass_rest(bool is_patient)
{
	enum { PATIENCE_MS = 2000 };
	char bytes[16 * 1024];
	while (is_patient || has_input_within(PATIENCE_MS)) {
		ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		if (!put(bytes, (size_t)n))
			return false;
	}
	return false;
}

static bool give_back(bool is_patient)
{
	const char *bytes = atomic_load(&held.bytes);
	bool ok = put(bytes, bytes ? atomic_load(&held.len) : 0);
	if (ok && !atomic_load(&held.at_end))
		ok = pass_rest(is_patient);
	atomic_store(&held.at_end, true);
	return ok;
}

/* Something of our own went wrong, now: not a signal that another process sent. */
static bool is_crash(int number, const siginfo_t *info)
{
	bool is_request = number == SIGINT || number == SIGTERM || number == SIGHUP;
	return !is_request && (info->si_code > 0 || info->si_pid == getpid());
}

static void on_signal(int number, siginfo_t *info, void *context)
{
	(void)context;
	int phase = atomic_load(&held.phase);
	bool moves = phase == PHASE_READING || phase == PHASE_WRITING;
	/* A second one, while the answer is stuck in a full pipe, ends the program at once. */
	bool is_stuck = phase == PHASE_WRITING && atomic_load(&held.caught);
	if (moves && !is_stuck && !is_crash(number, info)) {
		atomic_store(&held.caught, number);
		return;
	}
	if (phase != PHASE_WRITING)
		give_back(false);
	_exit(128 + number);
}

static void catch_signal(int number)
{
	struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_ONSTACK | SA_SIGINFO};
	struct sigaction old;
	sigfillset(&action.sa_mask);
	/* nohup, and a shell's background jobs, ask for signals to be ignored. */
	if (sigaction(number, NULL, &old) == 0 && old.sa_handler != SIG_IGN)
		sigaction(number, &action, NULL);
}

void rescue_begin(void)
{
	/* A stack of its own for the handlers: the crash may be that ours is used up. */
	enum { STACK_BYTES = 64 * 1024 };
	static char stack[STACK_BYTES];
	if (atomic_load(&held.phase) != PHASE_NONE)
		return;
	sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
	atomic_store(&held.phase, PHASE_COMPUTING);
	for (size_t i = 0; i < sizeof requests / sizeof *requests; i++)
		catch_signal(requests[i]);
	for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
		catch_signal(crashes[i]);
}

static bool grow(size_t *capacity)
{
	char *old = atomic_load(&held.bytes);
	size_t len = atomic_load(&held.len), more = 2 * *capacity;
	char *bytes = more > *capacity ? malloc(more) : NULL;
	if (!bytes)
		return false;
	if (len)
		memcpy(bytes, old, len);
	atomic_store(&held.bytes, bytes);
	free(old);
	*capacity = more;
	return true;
}

static bool allocate(size_t *capacity)
{
	struct stat st;
	*capacity = 8 * 1024;
	if (fstat(STDIN_FILENO, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0)
		*capacity = (size_t)st.st_size / 2 + 1;
	return grow(capacity);
}

/* What a signal that came while reading asked for. */
static void obey(int number)
{
	atomic_store(&held.caught, 0);
	atomic_store(&held.phase, PHASE_WRITING);
	give_back(false);
	_exit(128 + number);
}

/* Reads what there is; false at the end of the input or when reading failed. */
static bool read_more(size_t *capacity, struct err *err)
{
	enum { HEED_MS = 200 };
	size_t len = atomic_load(&held.len);
	/* The rest goes from hand to hand (pass_rest), and an input without an end takes no more memory. */
	if (len > IO_MOST_BYTES)
		return err_set(err, "<stdin>: larger than 1 GiB");
	if (len == *capacity && !grow(capacity))
		return err_set(err, "<stdin>: out of memory");
	/* A signal that comes just before poll would not wake it: so it never sleeps for long. */
	while (!has_input_within(HEED_MS))
		if (atomic_load(&held.caught))
			return true;
	ssize_t n = read(STDIN_FILENO, atomic_load(&held.bytes) + len, *capacity - len);
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return true;
	if (n < 0)
		return err_set(err, "<stdin>: %s", strerror(errno));
	atomic_store(&held.len, len + (size_t)n);
	atomic_store(&held.at_end, n == 0);
	return n > 0;
}

bool rescue_read(struct str *out, struct err *err)
{
	size_t capacity;
	if (!allocate(&capacity))
		return err_set(err, "<stdin>: out of memory");
	atomic_store(&held.phase, PHASE_READING);
	while (read_more(&capacity, err) && !atomic_load(&held.caught))
		;
	if (atomic_load(&held.caught))
		obey(atomic_load(&held.caught));
	atomic_store(&held.phase, PHASE_COMPUTING);
	/* Between the two: a signal that came before the phase changed. */
	if (atomic_load(&held.caught))
		obey(atomic_load(&held.caught));
	*out = (struct str){atomic_load(&held.bytes), atomic_load(&held.len)};
	return atomic_load(&held.at_end);
}

/* 128 + n when a signal came while bytes were written. */
static int status_after_writing(int status)
{
	int caught = atomic_load(&held.caught);
	return caught ? 128 + caught : status;
}

int rescue_give_back(const struct options *options)
{
	struct err err;
	rescue_begin();
	atomic_store(&held.phase, PHASE_WRITING);
	if (!give_back(true)) {
		err_set(&err, "the draft could not be given back: %s", strerror(errno));
		output_trouble(options, &err);
	}
	return status_after_writing(STATUS_TROUBLE);
}

int rescue_write(const struct options *options, struct str answer, int status)
{
	struct err err;
	atomic_store(&held.phase, PHASE_WRITING);
	if (!io_write(STDOUT_FILENO, answer, "<stdout>", &err)) {
		output_trouble(options, &err);
		status = STATUS_TROUBLE;
	}
	return status_after_writing(status);
}

int rescue_status(const struct options *options)
{
	/* Nobody has typed a draft yet when the mistake is in the command. */
	if (rescue_is_filter(options) && !isatty(STDIN_FILENO))
		return rescue_give_back(options);
	return STATUS_TROUBLE;
}
