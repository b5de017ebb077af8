/*
 * options_fuzz - any lines as a command line
 *
 * It is refused with a reason, or read. What is left of it can always be asked for help.
 */
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum { MOST = 64 };
	static char name[] = "hownot";
	struct arena arena = {0};
	if (ARENA_CATCH(&arena))
		abort();
	char *bytes = arena_alloc(&arena, size + 1, 1), *argv[MOST + 2] = {name};
	if (size)
		memcpy(bytes, data, size);
	int argc = 1;
	for (char *at = bytes; at && argc <= MOST; argc++) {
		argv[argc] = at;
		at = memchr(at, '\n', size - (size_t)(at - bytes));
		if (at)
			*at++ = '\0';
	}
	struct options options;
	struct err err = {""};
	if (!options_parse(&arena, argc, argv, &options, &err) && !err.text[0])
		abort();
	if ((unsigned)options.command >= COMMANDS)
		abort();
	struct buf help = buf_make(&arena);
	options_print_help(&help, options.command);
	arena_free(&arena);
	return 0;
}
