#include "rules/codes.h"

#include <stdalign.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Machine code takes as long to make as some tens of matches. */
enum { WANTED_OFTEN = 40 };

typedef struct rx *make_function(const struct codes *codes, uint32_t number);

/* What was made, for codes_free: to look through the shelves would touch all their pages. */
struct made {
	struct rx *rx;
	struct made *next;
};

struct slot {
	_Atomic(struct rx *) made;
	_Atomic(struct rx *) quick; /* as machine code, for rx_find_at */
	atomic_ushort wanted;	    /* how often, up to WANTED_OFTEN */
};

/* The codes of one kind, by number. */
struct shelf {
	struct slot *slots;
	make_function *make, *make_quick;
};

struct codes {
	const struct image *image;
	bool use_jit;
	struct shelf branches, guards, as_written;
	struct slot *slots; /* of all shelves: one block, whose pages cost nothing until they are touched */
	_Atomic(struct made *) *made;
};

/* What stands in the image, its pieces put together. */
static struct rx *decode(const struct image *image, struct range code)
{
	const struct ref *pieces = image->code_pieces + code.first;
	size_t len = 0, at = 0;
	for (uint32_t i = 0; i < code.count; i++)
		len += pieces[i].len;
	enum { MOST_ON_STACK = 16 * 1024 };
	alignas(max_align_t) unsigned char on_stack[MOST_ON_STACK];
	on_stack[0] = 0;
	unsigned char *bytes = len <= MOST_ON_STACK ? on_stack : malloc(len);
	if (!bytes)
		return NULL;
	for (uint32_t i = 0; i < code.count; at += pieces[i].len, i++)
		memcpy(bytes + at, image->code + pieces[i].at, pieces[i].len);
	struct rx *rx = rx_decode(bytes);
	if (bytes != on_stack)
		free(bytes);
	return rx;
}

/* Is the image's code of the PCRE2 that runs? */
static bool has_code(const struct image *image, struct range code)
{
	return code.count && rx_is_version(image->code_version);
}

static struct rx *make_branch(const struct codes *c, uint32_t number)
{
	const struct branch *branch = &c->image->branches[number];
	struct rx *rx = has_code(c->image, branch->code) ? decode(c->image, branch->code) : NULL;
	return rx ? rx : rx_compile(image_str(c->image, branch->source), NULL);
}

static struct rx *make_guard(const struct codes *c, uint32_t number)
{
	const struct guard *guard = &c->image->guards[number];
	struct rx *rx = has_code(c->image, guard->code) ? decode(c->image, guard->code) : NULL;
	return rx ? rx : rx_compile_guard(image_str(c->image, guard->source));
}

static struct rx *make_quick_branch(const struct codes *c, uint32_t branch)
{
	return rx_compile_quick(image_str(c->image, c->image->branches[branch].source));
}

static struct rx *make_quick_guard(const struct codes *c, uint32_t guard)
{
	return rx_compile_guard_quick(image_str(c->image, c->image->guards[guard].source));
}

static struct rx *make_as_written(const struct codes *c, uint32_t pattern)
{
	return rx_compile_as_written(image_str(c->image, c->image->patterns[pattern].source), NULL);
}

struct codes *codes_new(const struct image *image)
{
	struct codes *c = calloc(1, sizeof *c);
	if (!c)
		return NULL;
	c->image = image;
	c->made = calloc(1, sizeof *c->made);
	c->slots = calloc((size_t)image->branch_count + image->guard_count + image->pattern_count + 1, sizeof *c->slots);
	if (!c->made || !c->slots) {
		codes_free(c);
		return NULL;
	}
	struct slot *guards = c->slots + image->branch_count, *as_written = guards + image->guard_count;
	c->branches = (struct shelf){ c->slots, make_branch, make_quick_branch };
	c->guards = (struct shelf){ guards, make_guard, make_quick_guard };
	c->as_written = (struct shelf){ as_written, make_as_written, NULL };
	return c;
}

void codes_free(struct codes *c)
{
	if (!c)
		return;
	for (struct made *made = c->made ? *c->made : NULL, *next; made; made = next) {
		next = made->next;
		rx_free(made->rx);
		free(made);
	}
	free(c->made);
	free(c->slots);
	free(c);
}

void codes_use_jit(struct codes *c)
{
	c->use_jit = true;
}

/* Puts rx where nothing was; what another thread put first stays. */
static const struct rx *put(const struct codes *c, _Atomic(struct rx *) *slot, struct rx *rx)
{
	struct rx *first = NULL;
	struct made *made = rx ? malloc(sizeof *made) : NULL;
	if (!made) {
		rx_free(rx);
		return NULL;
	}
	if (!atomic_compare_exchange_strong_explicit(slot, &first, rx, memory_order_acq_rel, memory_order_acquire)) {
		rx_free(rx);
		free(made);
		return first;
	}
	made->rx = rx;
	made->next = atomic_load_explicit(c->made, memory_order_relaxed);
	while (!atomic_compare_exchange_weak_explicit(c->made, &made->next, made, memory_order_acq_rel, memory_order_relaxed))
		;
	return rx;
}

/* Counts that it was wanted; makes machine code when that is often. NULL: not often enough, or it cannot be made. */
static const struct rx *quick(const struct codes *c, const struct shelf *shelf, uint32_t number)
{
	const struct rx *rx = atomic_load_explicit(&shelf->slots[number].quick, memory_order_acquire);
	if (rx)
		return rx;
	unsigned short wanted = atomic_load_explicit(&shelf->slots[number].wanted, memory_order_relaxed);
	if (wanted > WANTED_OFTEN)
		return NULL;
	atomic_store_explicit(&shelf->slots[number].wanted, (unsigned short)(wanted + 1), memory_order_relaxed);
	if (wanted < WANTED_OFTEN)
		return NULL;
	return put(c, &shelf->slots[number].quick, shelf->make_quick(c, number));
}

static const struct rx *take(const struct codes *c, const struct shelf *shelf, uint32_t number)
{
	struct rx *rx = atomic_load_explicit(&shelf->slots[number].made, memory_order_acquire);
	return rx ? rx : put(c, &shelf->slots[number].made, shelf->make(c, number));
}

const struct rx *codes_branch(const struct codes *c, uint32_t branch)
{
	return take(c, &c->branches, branch);
}

const struct rx *codes_branch_at(const struct codes *c, uint32_t branch)
{
	const struct rx *rx = c->use_jit ? quick(c, &c->branches, branch) : NULL;
	return rx ? rx : take(c, &c->branches, branch);
}

const struct rx *codes_guard_at(const struct codes *c, uint32_t guard)
{
	const struct rx *rx = c->use_jit ? quick(c, &c->guards, guard) : NULL;
	return rx ? rx : take(c, &c->guards, guard);
}

const struct rx *codes_as_written(const struct codes *c, uint32_t pattern)
{
	return take(c, &c->as_written, pattern);
}
