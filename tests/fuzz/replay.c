/*
 * replay - a fuzzer's seeds and the inputs that once broke it, run as a test
 *
 *     draft_replay FOLDER…
 *
 * Stands in for libFuzzer's main, so that every compiler can run them.
 */
#include "base/io.h"

#include <dirent.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* False: the file cannot be read. */
static bool run_file(const char *folder, const char *name)
{
	struct arena arena = {0};
	struct err err = {""};
	struct str bytes;
	if (ARENA_CATCH(&arena))
		return false;
	bool ok = io_read_file(&arena, arena_printf(&arena, "%s/%s", folder, name).ptr, &bytes, &err);
	if (ok)
		LLVMFuzzerTestOneInput((const uint8_t *)bytes.ptr, bytes.len);
	else
		fprintf(stderr, "replay: %s\n", err.text);
	arena_free(&arena);
	return ok;
}

int main(int argc, char **argv)
{
	size_t count = 0;
	for (int i = 1; i < argc; i++) {
		DIR *dir = opendir(argv[i]);
		for (const struct dirent *entry; dir && (entry = readdir(dir));) {
			if (entry->d_name[0] == '.')
				continue;
			if (!run_file(argv[i], entry->d_name))
				return 2;
			count++;
		}
		if (dir)
			closedir(dir);
	}
	LLVMFuzzerTestOneInput(NULL, 0);
	printf("%zu inputs\n", count);
	return count == 0;
}
