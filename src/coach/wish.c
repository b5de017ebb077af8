#include "coach/wish.h"

#include "coach/clearness.h"
#include "coach/lexicon.h"
#include "coach/request.h"

enum { SHORTEST_BYTES = 8, LONGEST_BYTES = 72 };

/* What was asked for, without what only explains it where it is long; empty when it stays too long. */
static struct str brief(struct str asked)
{
	enum { SHORTEST_HEAD_BYTES = 16 };
	asked = str_ends(asked, STR(".")) ? str_slice(asked, 0, asked.len - 1) : asked;
	if (asked.len <= LONGEST_BYTES)
		return asked;
	for (size_t at = SHORTEST_HEAD_BYTES; at <= LONGEST_BYTES; at++) {
		struct str end = lexicon_start(LANGUAGE_EN, WORDS_MAIN_CLAUSE_ENDS, str_slice(asked, at, asked.len));
		if (end.len && !str_eq(end, STR(" as "))) /* "listed as item 4" */
			return str_slice(asked, 0, at);
	}
	return (struct str){ 0 };
}

struct str wish_otherwise(struct arena *arena, struct str question)
{
	struct str said = request_acknowledge(arena, question, 0), opening = lexicon_start(LANGUAGE_EN, WORDS_WISHES_OTHERWISE, said);
	struct str instead = lexicon_swap(LANGUAGE_EN, WORDS_WISHES_OTHERWISE, opening);
	if (!str_ends(instead, STR(" ")))
		return instead;
	struct str asked = brief(str_slice(said, opening.len, said.len));
	if (asked.len < SHORTEST_BYTES || clearness_of(said) != CLEARNESS_FULL)
		return (struct str){ 0 };
	return arena_printf(arena, "%.*s%.*s", STR_FMT(instead), STR_FMT(asked));
}

bool wish_is_person(struct str what)
{
	return str_starts(what, STR("somebody ")) || str_starts(what, STR("someone "));
}
