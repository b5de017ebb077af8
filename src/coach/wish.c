#include "coach/wish.h"

#include "coach/lexicon.h"
#include "coach/request.h"

struct str wish_otherwise(struct arena *arena, struct str question)
{
	struct str said = request_acknowledge(arena, question, 0);
	size_t stop = str_find(said, STR(". "), 0);
	if (stop < said.len && str_starts(said, STR("I'm sorry"))) /* we are sorry for something else first */
		said = str_slice(said, stop + 2, said.len);
	return lexicon_swap(LANGUAGE_EN, WORDS_WISHES_OTHERWISE, lexicon_start(LANGUAGE_EN, WORDS_WISHES_OTHERWISE, said));
}

bool wish_is_person(struct str what)
{
	return str_starts(what, STR("somebody ")) || str_starts(what, STR("someone "));
}
