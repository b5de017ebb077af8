/*
 * memory - the library when memory runs out, at every allocation in turn
 *
 *     memory PACK.json PROFILE.json DRAFT…
 *
 * The functions of hownot.h are called as often as they allocate, each time with one allocation failing (and then with all from there on). Each
 * call answers as it always does or says that memory ran out; nothing leaks, nothing crashes. This program's malloc stands before the C library's, so that
 * PCRE2 and cJSON fail with it.
 */
#include "base/io.h"
#include "hownot.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void __libc_free(void *p);

static struct {
	bool is_on, fails_on;	     /* fails_on: all that follow fail too */
	size_t count, fails_at, live; /* calls since it is on; the number of the one that fails, from 1; blocks */
} heap;

static bool fails(void)
{
	if (!heap.is_on)
		return false;
	heap.count++;
	bool now = heap.fails_on ? heap.count >= heap.fails_at : heap.count == heap.fails_at;
	if (now)
		errno = ENOMEM;
	return now;
}

static void *counted(void *p)
{
	heap.live += heap.is_on && p;
	return p;
}

void *malloc(size_t size)
{
	return fails() ? NULL : counted(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
	return fails() ? NULL : counted(__libc_calloc(count, size));
}

void *realloc(void *old, size_t size)
{
	if (fails())
		return NULL;
	return old ? __libc_realloc(old, size) : counted(__libc_realloc(old, size));
}

void free(void *p)
{
	heap.live -= heap.is_on && p;
	__libc_free(p);
}

struct work {
	const char *pack, *profile;
	struct str draft;
	bool rewrites;
};

static bool is_told(const struct hownot_error *error)
{
	return strstr(error->text, "memory") != NULL;
}

/* True when all went well; false when memory ran out, and that was said. */
static bool do_work(const struct work *work, bool *is_silent)
{
	struct hownot_error error = {""};
	struct hownot *hownot = hownot_new(&error);
	bool ok = hownot && hownot_add_pack(hownot, work->pack, &error) && hownot_use_profile(hownot, work->profile, &error);
	struct hownot_draft draft = {.text = work->draft.ptr, .len = work->draft.len};
	struct hownot_result *result = NULL;
	if (ok)
		result = work->rewrites ? hownot_rewrite(hownot, &draft, &error) : hownot_check(hownot, &draft, &error);
	ok = ok && result;
	*is_silent = !ok && !is_told(&error);
	if (*is_silent)
		printf("told was: \"%s\"\n", error.text);
	hownot_result_free(result);
	hownot_free(hownot);
	return ok;
}

/* One run with the n-th allocation failing; gives the allocations that were made. */
static size_t run(const struct work *work, size_t fails_at, bool fails_on, size_t *faults)
{
	bool is_silent = false;
	heap.count = heap.live = 0;
	heap.fails_at = fails_at;
	heap.fails_on = fails_on;
	heap.is_on = true;
	do_work(work, &is_silent);
	heap.is_on = false;
	if (!is_silent && heap.live == 0)
		return heap.count;
	printf("%s, allocation %zu failing%s: %s\n", work->rewrites ? "rewrite" : "check", fails_at, fails_on ? " and all after it" : "",
	       is_silent ? "failed without saying why" : "leaked");
	++*faults;
	return heap.count;
}

int main(int argc, char **argv)
{
	struct arena arena = {0};
	struct err err;
	size_t faults = 0, runs = 0;
	if (argc < 4 || ARENA_CATCH(&arena))
		return 2;
	for (int i = 3; i < argc; i++) {
		struct work work = {.pack = argv[1], .profile = argv[2]};
		if (!io_read_file(&arena, argv[i], &work.draft, &err)) {
			printf("%s\n", err.text);
			return 2;
		}
		for (int way = 0; way < 4; way++) {
			work.rewrites = way & 1;
			run(&work, SIZE_MAX, false, &faults); /* what stays in the C library once it is asked for first */
			size_t count = run(&work, SIZE_MAX, false, &faults);
			for (size_t n = 1; n <= count; n++, runs++)
				run(&work, n, way & 2, &faults);
		}
	}
	printf("%zu runs, %zu faults\n", runs, faults);
	arena_free(&arena);
	return faults != 0;
}
