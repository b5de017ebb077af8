#include "coach/rewrite_part.h"

#include "coach/clause.h"
#include "coach/lexicon.h"
#include "coach/words.h"

#include <string.h>

/* The greeting that s begins with, the longest of them; empty when there is none. */
static struct str greeting_of(struct str s)
{
	struct str best = { 0 };
	for (size_t i = 0; i < lexicon_count(LANGUAGE_EN, WORDS_GREETINGS); i++) {
		struct str greeting = lexicon_text(LANGUAGE_EN, WORDS_GREETINGS, i);
		bool whole = s.len == greeting.len || (s.len > greeting.len && strchr(" ,.!", s.ptr[greeting.len]));
		if (greeting.len > best.len && str_starts_nocase(s, greeting) && whole)
			best = str_slice(s, 0, greeting.len);
	}
	return best;
}

/* The end of the name that a greeting is followed by: " Ms. Vandersloot"; `at` when there is none. */
static size_t name_end(struct str s, size_t at)
{
	enum { MOST_WORDS = 3 };
	for (int words = 0; words < MOST_WORDS && at + 1 < s.len && s.ptr[at] == ' ' && is_ascii_upper(s.ptr[at + 1]); words++) {
		size_t end = at + 1;
		while (end < s.len && !strchr(" ,!", s.ptr[end]))
			end++;
		struct str word = str_slice(s, at + 1, end);
		at = end;
		/* behind "Petrie." something else begins, but not behind "Mr." and "J." */
		if (str_ends(word, STR(".")) && word.len > 2 && !lexicon_has(LANGUAGE_EN, WORDS_TITLES, clause_opening(word)))
			return at - 1;
	}
	return at;
}

/* Where the greeting ends with the name behind it, also behind a comma: "Good morning, Mr. Sutcliffe". */
static size_t met_end(struct str s, struct str greeting)
{
	size_t at = greeting.len;
	bool comma = str_starts(str_slice(s, at, s.len), STR(", ")) && clause_opens_with(str_slice(s, at + 2, s.len), WORDS_TITLES) && is_ascii_upper(s.ptr[at + 2]);
	return name_end(s, comma ? at + 1 : at);
}

size_t rewrite_greeting_end(struct str s)
{
	struct str greeting = greeting_of(s);
	if (greeting.len) {
		size_t end = met_end(s, greeting);
		if (end + 2 < s.len && strchr(",!.", s.ptr[end]) && s.ptr[end + 1] == ' ')
			return end + 1;
	}
	size_t address = s.len && is_ascii_digit(s.ptr[0]) ? 0 : clause_address_end(s);
	return address ? address - 1 : 0;
}

static bool is_name(struct str s)
{
	enum { MOST_WORDS = 4 };
	struct words w = words_cut(s);
	for (size_t i = 0; i < w.count; i++)
		if (!is_ascii_upper(w.text.ptr[w.items[i].start]) || words_in(&w, i, WORDS_NEVER_NAMES))
			return false;
	return w.count && w.count <= MOST_WORDS;
}

/* "I refer to your call.", "Ken, about your message.", "Your letter refers.": what is answered, and no more. */
static bool refers(struct str s)
{
	size_t comma = str_find(s, STR(", "), 0);
	struct str rest = comma < s.len && is_name(str_slice(s, 0, comma)) ? str_slice(s, comma + 2, s.len) : s;
	if (!str_ends(s, STR(".")) || str_find(rest, STR(", "), 0) < rest.len)
		return false;
	if (str_ends(rest, STR(" refers.")) || str_ends(rest, STR(" has reference.")))
		return true;
	bool opens = lexicon_start(LANGUAGE_EN, WORDS_RETURNED_CALLS, rest).len || lexicon_start(LANGUAGE_EN, WORDS_REFERRING_OPENINGS, rest).len;
	return opens && !clause_is_statement(LANGUAGE_EN, rest);
}

/* "It's Jean from the Friends", "this is the library", "Library here", "returning your call": who writes, and no more. */
static bool introduces(struct str s)
{
	enum { MOST_WORDS = 10, NAME_WORDS = 2, HERE_WORDS = 4 };
	struct words w = words_cut(s);
	if (!w.count || w.count > MOST_WORDS)
		return false;
	if (refers(s) || lexicon_is_in(LANGUAGE_EN, WORDS_RETURNED_CALLS, s))
		return true;
	if (words_is(&w, w.count - 1, "here") && w.count <= HERE_WORDS && !words_state(&w) && !clause_is_imperative(s))
		return is_ascii_upper(s.ptr[0]) || words_is(&w, 0, "library");
	/* "Eamon here about your parcel." */
	for (size_t i = 1; i < HERE_WORDS && i + 1 < w.count; i++)
		if (words_is(&w, i, "here") && is_name(words_between(&w, 0, i)) && (words_in(&w, i + 1, WORDS_PLACE_PREPOSITIONS) || words_is(&w, i + 1, "about") || words_is(&w, i + 1, "re")))
			return true;
	struct str opening = lexicon_start(LANGUAGE_EN, WORDS_INTRODUCTIONS, s);
	if (!opening.len || s.len == opening.len || !strchr(" ,", s.ptr[opening.len]))
		return opening.len > 0 && str_ends(opening, STR("me"));
	struct str who = str_trim(str_slice(s, opening.len + 1, s.len));
	struct words of = words_cut(who);
	bool at_work = str_find(who, STR("ibrary"), 0) < who.len || str_find(who, STR(" from "), 0) < who.len || words_is(&of, of.count - 1, "here");
	bool named = of.count && is_ascii_upper(who.ptr[0]) && !words_in(&of, 0, WORDS_ALWAYS_CAPITAL);
	return (at_work && (named || words_is(&of, 0, "the") || words_is(&of, 0, "your")) && !words_state(&of)) || (named && of.count <= NAME_WORDS && is_name(who));
}

/* Chats write names small: "carlos its the library". */
static struct str behind_small_name(struct str s)
{
	struct words w = words_cut(s);
	bool named = w.count > 1 && lexicon_start(LANGUAGE_EN, WORDS_INTRODUCTIONS, words_between(&w, 1, w.count)).len > 0;
	return named ? words_between(&w, 1, w.count) : s;
}

/* "Mrs Dunne.", "To the parent or guardian:", "Dear Ann,": a salutation with another mark, or behind a line of its own. */
static bool is_address(struct str s)
{
	struct str whom = str_slice(s, 0, s.len - 1), second = str_trim(str_slice(whom, clause_opening(whom).len, whom.len));
	struct words w = words_cut(whom);
	bool to_whom = words_is(&w, 0, "to") && (words_in(&w, 1, WORDS_DETERMINERS) || words_is(&w, 1, "all") || words_is(&w, 1, "whom"));
	if (str_ends(s, STR(":")) && to_whom && !words_state(&w))
		return true;
	/* "Jayden." */
	bool alone = str_ends(s, STR(".")) && w.count == 1 && is_name(whom) && !str_ends(whom, STR("ed")) && !str_ends(whom, STR("ly")) && !words_in(&w, 0, WORDS_ANSWERS) &&
		     !words_in(&w, 0, WORDS_SHORT_ANSWERS) && !lexicon_has(LANGUAGE_EN, WORDS_COMMON_NOUNS, whom);
	if (alone)
		return true;
	return str_ends_in(s, ".:,") && clause_opens_with(whom, WORDS_TITLES) && second.len && is_name(whom);
}

static bool is_mark(char c)
{
	return strchr(" ,.!", c) != NULL;
}

bool rewrite_only_greets(struct str s)
{
	enum { MOST_BYTES = 90 };
	if (!s.len || s.len > MOST_BYTES || str_ends(s, STR("?")))
		return false;
	if (str_ends_in(s, ".!") && lexicon_has(LANGUAGE_EN, WORDS_WHOLE_GREETINGS, str_slice(s, 0, s.len - 1)))
		return true;
	if (is_address(s))
		return true;
	struct str greeting = greeting_of(s);
	size_t address = greeting.len || is_ascii_digit(s.ptr[0]) ? 0 : clause_address_end(s), at = greeting.len ? met_end(s, greeting) : address;
	while (at < s.len && is_mark(s.ptr[at]))
		at++;
	struct str rest = str_slice(s, at, s.len);
	if (greeting.len && !rest.len)
		return true;
	bool is_met = greeting.len || address;
	return introduces(rest) || (greeting.len && introduces(behind_small_name(rest))) || (is_met && address && is_name(rest));
}
