#include "coach/wish.h"

#include "coach/lexicon.h"
#include "coach/request.h"

struct str wish_otherwise(struct arena *arena, struct str question)
{
	struct str said = request_acknowledge(arena, question, 0);
	return lexicon_swap(LANGUAGE_EN, WORDS_WISHES_OTHERWISE, lexicon_start(LANGUAGE_EN, WORDS_WISHES_OTHERWISE, said));
}

bool wish_is_person(struct str what)
{
	return str_starts(what, STR("somebody ")) || str_starts(what, STR("someone "));
}
