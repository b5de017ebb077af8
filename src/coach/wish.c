#include "coach/wish.h"

#include "coach/lexicon.h"
#include "coach/request.h"

/* The request said back; where we are sorry for something else first, what stands behind that. */
static struct str said_back(struct arena *arena, struct str question)
{
	struct str said = request_acknowledge(arena, question, 0);
	size_t stop = str_find(said, STR(". "), 0);
	return stop < said.len && str_starts(said, STR("I'm sorry")) ? str_slice(said, stop + 2, said.len) : said;
}

bool wish_is_open_question(struct arena *arena, struct str question)
{
	return lexicon_start(LANGUAGE_EN, WORDS_OPEN_QUESTIONS, said_back(arena, question)).len > 0;
}

struct str wish_otherwise(struct arena *arena, struct str question)
{
	struct str said = said_back(arena, question);
	return lexicon_swap(LANGUAGE_EN, WORDS_WISHES_OTHERWISE, lexicon_start(LANGUAGE_EN, WORDS_WISHES_OTHERWISE, said));
}

bool wish_is_person(struct str what)
{
	return str_starts(what, STR("somebody ")) || str_starts(what, STR("someone "));
}
