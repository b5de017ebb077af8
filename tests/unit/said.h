/* said - a table of what goes in and what has to come out, for tests of the modules that make text */
#ifndef SAID_H
#define SAID_H

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

struct said_case {
	const char *from, *wanted;
};

/* Goes through the whole table, prints each difference, and fails when there was one. */
static inline void said_run(const struct said_case *cases, size_t count, struct str (*make)(struct arena *, struct str))
{
	size_t wrong = 0;
	for (size_t i = 0; i < count; i++) {
		struct arena arena = { 0 };
		struct str is = make(&arena, str_of(cases[i].from));
		if (!str_eq(is, str_of(cases[i].wanted))) {
			print_error("from   %s\nwanted %s\ncame   %.*s\n", cases[i].from, cases[i].wanted, STR_FMT(is));
			wrong++;
		}
		arena_free(&arena);
	}
	assert_int_equal(wrong, 0);
}

#define SAID(cases, make) said_run(cases, sizeof(cases) / sizeof *(cases), make)

#endif
