/* Coaches the draft on standard input once: for packs that are not the built-in ones. */
#include "hownot.h"

#include <stdio.h>

int main(void)
{
	static char text[1 << 20];
	struct hownot_draft draft = { .text = text, .len = fread(text, 1, sizeof text, stdin) };
	struct hownot *hownot = hownot_new(NULL);
	struct hownot_result *result = hownot ? hownot_check(hownot, &draft, NULL) : NULL;
	if (!result)
		return 2;
	printf("%d\n", result->score);
	hownot_result_free(result);
	hownot_free(hownot);
	return 0;
}
