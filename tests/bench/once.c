/* Coaches the draft in a file once: for packs that are not the built-in ones. */
#include "hownot.h"

#include <stdio.h>

int main(int argc, char **argv)
{
	static char text[1 << 20];
	FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
	if (!file)
		return 2;
	struct hownot_draft draft = { .text = text, .len = fread(text, 1, sizeof text, file) };
	fclose(file);
	struct hownot *hownot = hownot_new(NULL);
	struct hownot_result *result = hownot ? hownot_check(hownot, &draft, NULL) : NULL;
	if (!result)
		return 2;
	printf("%d\n", result->score);
	hownot_result_free(result);
	hownot_free(hownot);
	return 0;
}
