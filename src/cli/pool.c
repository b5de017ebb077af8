#include "cli/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

struct pool {
	const struct pool_work *work;
	size_t count;
	pthread_mutex_t mutex;
	pthread_cond_t done_one, took_one;
	size_t next, taken;
	bool stopped;
	bool *is_done; /* by slot */
};

size_t pool_processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);
	return n > 0 ? (size_t)n : 1;
}

static void *run_thread(void *argument)
{
	struct pool *pool = argument;
	pthread_mutex_lock(&pool->mutex);
	while (!pool->stopped && pool->next < pool->count) {
		if (pool->next >= pool->taken + pool->work->slots) {
			pthread_cond_wait(&pool->took_one, &pool->mutex);
			continue;
		}
		size_t index = pool->next++;
		pthread_mutex_unlock(&pool->mutex);
		pool->work->do_item(pool->work->context, index, index % pool->work->slots);
		pthread_mutex_lock(&pool->mutex);
		pool->is_done[index % pool->work->slots] = true;
		pthread_cond_signal(&pool->done_one);
	}
	pthread_mutex_unlock(&pool->mutex);
	return NULL;
}

static void take_all(struct pool *pool)
{
	pthread_mutex_lock(&pool->mutex);
	while (!pool->stopped && pool->taken < pool->count) {
		size_t slot = pool->taken % pool->work->slots;
		if (!pool->is_done[slot]) {
			pthread_cond_wait(&pool->done_one, &pool->mutex);
			continue;
		}
		pthread_mutex_unlock(&pool->mutex);
		bool goes_on = pool->work->take_item(pool->work->context, pool->taken, slot);
		pthread_mutex_lock(&pool->mutex);
		pool->is_done[slot] = false;
		pool->taken++;
		pool->stopped = !goes_on;
		pthread_cond_broadcast(&pool->took_one);
	}
	pthread_mutex_unlock(&pool->mutex);
}

static void run_here(size_t count, const struct pool_work *work)
{
	for (size_t i = 0; i < count; i++) {
		work->do_item(work->context, i, 0);
		if (!work->take_item(work->context, i, 0))
			return;
	}
}

void pool_run(size_t jobs, size_t count, const struct pool_work *work)
{
	jobs = jobs < count ? jobs : count;
	pthread_t *threads = jobs > 1 ? calloc(jobs, sizeof *threads) : NULL;
	bool *is_done = jobs > 1 ? calloc(work->slots, sizeof *is_done) : NULL;
	struct pool pool = {.work = work, .count = count, .is_done = is_done};
	size_t started = 0;
	if (threads && is_done) {
		pthread_mutex_init(&pool.mutex, NULL);
		pthread_cond_init(&pool.done_one, NULL);
		pthread_cond_init(&pool.took_one, NULL);
		while (started < jobs && pthread_create(&threads[started], NULL, run_thread, &pool) == 0)
			started++;
		if (started)
			take_all(&pool);
		for (size_t i = 0; i < started; i++)
			pthread_join(threads[i], NULL);
		pthread_mutex_destroy(&pool.mutex);
		pthread_cond_destroy(&pool.done_one);
		pthread_cond_destroy(&pool.took_one);
	}
	free(threads);
	free(is_done);
	if (!started)
		run_here(count, work);
}
