/*
 * pool - many pieces of work at once, their results in order
 *
 *     pool_run(jobs, count, &work);
 *
 * `do_item` is called from several threads, for items 0, 1, 2 … as threads come free; `take_item` from the caller's
 * thread only, in order, as soon as the item and all before it are done. No more than a few items a thread are done
 * ahead of the taking, so that memory does not grow with their number.
 */
#ifndef CLI_POOL_H
#define CLI_POOL_H

#include <stdbool.h>
#include <stddef.h>

struct pool_work {
	void *context;
	/* Does item number `index` into `slot`; both callbacks see the same slot for an item. */
	void (*do_item)(void *context, size_t index, size_t slot);
	/* Takes the result; false: no further item is wanted. */
	bool (*take_item)(void *context, size_t index, size_t slot);
	size_t slots; /* at least one; slots of a multiple of `jobs` keep all threads busy */
};

/* Returns when all is done and taken, or take_item said stop. With one job, or when no thread can be made, all runs in
 * the caller's thread. */
void pool_run(size_t jobs, size_t count, const struct pool_work *work);

/* Processors that this process may use, at least 1. */
size_t pool_processors(void);

#endif
