#include "coach/report.h"

#include "base/buf.h"
#include "coach/lexicon.h"
#include "coach/news.h"
#include "coach/retell.h"
#include "coach/turn.h"
#include "coach/words.h"

#include <string.h>

enum { LONGEST_BYTES = 120, SHORTEST_BYTES = 8, EARLY_WORDS = 5 };

static bool is_article(const struct words *w, size_t i)
{
	return words_is(w, i, "a") || words_is(w, i, "an") || words_is(w, i, "the");
}

/* Does the note begin with somebody who called? */
static bool is_of_staff(const struct words *w, struct str whole)
{
	struct words all = words_cut(whole);
	/* who writes "Caller wants us to" is the library, who writes "She told us" is the patron */
	bool by_pronoun = words_in(w, 0, WORDS_SUBJECT_PRONOUNS);
	for (size_t i = 0; i < all.count; i++)
		if (words_in(&all, i, WORDS_FIRST_PERSON) && (by_pronoun || !words_in(&all, i, WORDS_FORMS_OF_WE)))
			return false;
	size_t from = is_article(w, 0) ? 1 : 0;
	if (words_is(w, 0, "says"))
		return true;
	if (words_in(w, from, WORDS_CALLERS) || (from && words_in(w, 2, WORDS_CALLERS)))
		return true;
	/* "International student called", "Dr. Osei's secretary rang" */
	for (size_t i = 1; i < EARLY_WORDS && i < w->count; i++)
		if (words_in(w, i, WORDS_CALLING_VERBS))
			return is_ascii_upper(w->text.ptr[0]);
	return false;
}

static bool has_length(struct str clause)
{
	return clause.len >= SHORTEST_BYTES && clause.len <= LONGEST_BYTES;
}

/* ---- asked, wished ---- */

/* The word at which the report's verb of asking ends, or 0. "was asked to leave" asks nothing. */
static size_t asked_at(const struct words *w)
{
	for (size_t i = 0; i + 1 < w->count; i++) {
		bool is_asked = i > 0 && (words_in(w, i - 1, WORDS_FORMS_OF_BE) || words_is(w, i - 1, "been"));
		if (words_in(w, i, WORDS_ASKING_VERBS) && !is_asked)
			return (words_is(w, i + 1, "me") || words_is(w, i + 1, "us") || words_is(w, i + 1, "you")) ? i + 2 : i + 1;
		if (words_in(w, i, WORDS_WANTING_VERBS) && words_is(w, i + 2, "know"))
			return i + 3;
	}
	return 0;
}

/* "for | the fourth time this year", "the", "fourth": how often it was asked. */
static bool is_time(const struct words *w, size_t k)
{
	size_t time = words_is(w, k, "for") ? k + 3 : words_is(w, k, "the") ? k + 2 : words_is(w, k + 1, "time") ? k + 1 : k;
	return words_is(w, time, "time") || (words_is(w, k, "this") && words_is(w, k - 1, "time")) || (words_is(w, k - 1, "this") && words_is(w, k - 2, "time"));
}

/* "asked | by phone | if", "asked | the law library | for": the word behind what stands between; `of_us` when it names the library. */
static size_t behind_besides(const struct words *w, size_t i, bool *of_us)
{
	enum { MOST_WORDS = 7 };
	*of_us = words_is(w, i - 1, "us") || words_is(w, i - 1, "you");
	for (size_t k = i; k < i + MOST_WORDS && k < w->count; k++) {
		bool marked = words_at(w, k).len < w->items[k].end - w->items[k].start;
		if (!marked && is_time(w, k))
			continue;
		if (marked && (words_in(w, k, WORDS_ASKED_OPENINGS) || words_is(w, k, "to")))
			return w->count;
		if (words_is(w, k, "if") || words_is(w, k, "whether") || words_is(w, k, "to") || words_in(w, k, WORDS_ASKED_OPENINGS))
			return k;
		if (!words_in(w, k, WORDS_ASKED_BESIDES))
			return i;
		*of_us = *of_us || words_in(w, k, WORDS_NAMES_OF_US) || words_is(w, k, "archive");
	}
	return i;
}

static struct str asked_said(struct arena *arena, const struct words *w, size_t i)
{
	bool of_us = false;
	i = behind_besides(w, i, &of_us);
	struct str rest = turn_trim(words_between(w, i + 1, w->count));
	rest = str_slice(rest, 0, str_find(rest, STR(": "), 0));
	if (!has_length(rest))
		return (struct str){ 0 };
	struct str said = turn_round(arena, rest, true);
	if ((words_is(w, i, "if") || words_is(w, i, "whether")))
		return arena_printf(arena, "Thank you for asking whether %.*s.", STR_FMT(said));
	if (words_is(w, i, "for") && str_find(said, STR(" to be "), 0) >= said.len)
		return arena_printf(arena, "I know you were hoping for %.*s.", STR_FMT(said));
	if (words_in(w, i, WORDS_ASKED_OPENINGS))
		return arena_printf(arena, "Thank you for asking %.*s %.*s.", STR_FMT(words_at(w, i)), STR_FMT(said));
	if (words_is(w, i, "to"))
		return arena_printf(arena, "I know you were hoping %s %.*s.", of_us ? "we could" : "to", STR_FMT(said));
	return (struct str){ 0 };
}

/* "wants to …", "wants us to …", "needs a …" */
static struct str wished_said(struct arena *arena, const struct words *w)
{
	for (size_t i = 1; i + 2 < w->count; i++) {
		if (!words_in(w, i, WORDS_WISHING_VERBS))
			continue;
		bool of_us = words_in(w, i + 1, WORDS_NAMES_OF_US) || (words_is(w, i + 1, "the") && words_in(w, i + 2, WORDS_NAMES_OF_US));
		size_t to = !of_us ? i + 1 : words_is(w, i + 1, "the") ? i + 3 : i + 2;
		bool task = words_is(w, to, "to"), thing = i < EARLY_WORDS && !words_is(w, i, "trying") && !words_is(w, i, "hoping");
		struct str rest = turn_trim(words_between(w, task ? to + 1 : i + 1, w->count));
		if ((!task && (!thing || of_us)) || !has_length(rest))
			continue;
		const char *says = !task   ? (words_is(w, i, "needs") ? "I know that you need" : "I know that you would like")
				   : of_us ? "I know you were hoping we could"
					   : "I know you were hoping to";
		return arena_printf(arena, "%s %.*s.", says, STR_FMT(turn_round(arena, rest, true)));
	}
	return (struct str){ 0 };
}

/* ---- called ---- */

/* "rang, upset: …": how they were comes first. */
static size_t behind_colon(const struct words *w, size_t i)
{
	for (size_t k = i; k < i + 3 && k + 1 < w->count; k++)
		if (w->text.ptr[w->items[k].end - 1] == ':')
			return k + 1;
	return i;
}

/* The word behind the report's verb of calling, or 0. */
static size_t called_at(const struct words *w)
{
	for (size_t i = 0; i + 2 < w->count; i++) {
		if (!words_in(w, i, WORDS_CALLING_VERBS))
			continue;
		size_t end = i + 1;
		while (end < w->count && w->text.ptr[w->items[end - 1].end - 1] != ':' && words_in(w, end, WORDS_CALLING_ADVERBS) && !words_is(w, end, "about") &&
		       (!words_is(w, end, "for") || is_time(w, end)))
			end++;
		return behind_colon(w, end);
	}
	return 0;
}

/* "Mother says she can't …", "a caller complained that …": the word that the clause begins with, or 0. */
static size_t said_at(const struct words *w)
{
	for (size_t i = words_is(w, 0, "says") ? 0 : 1; i < EARLY_WORDS; i++)
		if (words_in(w, i, WORDS_SAYING_VERBS))
			return i + 1;
	return 0;
}

static bool asks(const struct words *w)
{
	return words_in(w, 0, WORDS_MODALS) || words_in(w, 0, WORDS_FORMS_OF_HAVE) || words_in(w, 0, WORDS_FORMS_OF_BE) || words_in(w, 0, WORDS_FORMS_OF_DO) ||
	       words_asking(w, 0);
}

/* "may she | bring her parrot?" */
static struct str hoped_said(struct arena *arena, struct str deed)
{
	deed = turn_trim(deed);
	if (!has_length(deed))
		return (struct str){ 0 };
	return arena_printf(arena, "I know you were hoping to %.*s.", STR_FMT(turn_round(arena, deed, true)));
}

/* Words from.. of the note with those of the table swapped. */
static struct str swapped(struct arena *arena, const struct words *w, size_t from, enum word_list table)
{
	struct buf buf = buf_make(arena);
	for (size_t i = from; i < w->count; i++) {
		struct str word = words_at(w, i), to = lexicon_swap(LANGUAGE_EN, table, word);
		struct span span = w->items[i];
		buf_str(&buf, i > from ? STR(" ") : STR(""));
		buf_str(&buf, to.len ? to : word);
		buf_str(&buf, str_slice(w->text, span.start + word.len, span.end));
	}
	return buf_view(&buf);
}

/* "can his carer use his card?", as he asked it himself: "can my carer use my card?" */
static struct str question_said(struct arena *arena, const struct words *w)
{
	for (size_t i = 0; i < w->count; i++)
		if (words_in(w, i, WORDS_FORMS_OF_SHE))
			return (struct str){ 0 };
	return retell_question(arena, swapped(arena, w, 0, WORDS_OWN_PERSONS));
}

static struct str told_said(struct arena *arena, const struct words *w, size_t i)
{
	i += words_is(w, i, "that");
	struct str said = words_between(w, i, w->count);
	struct words of = words_cut(said);
	if (words_in(&of, 0, WORDS_HOPING_MODALS) && (words_is(&of, 1, "he") || words_is(&of, 1, "she")))
		return hoped_said(arena, words_between(&of, 2, of.count));
	if (!said.len)
		return said;
	if (asks(&of))
		return question_said(arena, &of);
	if (words_in(&of, 0, WORDS_DONE_VERBS) || words_in(&of, 0, WORDS_WANTING_VERBS) || words_in(&of, 0, WORDS_WISHING_VERBS))
		said = arena_printf(arena, "he %.*s", STR_FMT(said));
	return news_told(arena, said, true);
}

/* "rang offering | his late wife's piano | to the library" */
static struct str given_said(struct arena *arena, const struct words *w, size_t i)
{
	struct str thing = turn_trim(words_between(w, i, w->count));
	thing.len = str_find(thing, STR(" to the "), 0);
	if (!has_length(thing) || words_is(w, i, "to"))
		return (struct str){ 0 };
	return arena_printf(arena, "Thank you for offering us %.*s.", STR_FMT(turn_round(arena, thing, true)));
}

/* "phoned for | the map of her street", "rang for | help with …", but not "phoned for her mother". */
static struct str fetched_said(struct arena *arena, const struct words *w, size_t i)
{
	struct str thing = turn_trim(words_between(w, i, w->count));
	bool help = words_is(w, i, "help"), named = words_is(w, i, "a") || words_is(w, i, "an") || words_is(w, i, "the");
	if (!has_length(thing) || (!help && !named))
		return (struct str){ 0 };
	return arena_printf(arena, "I know you were hoping for %.*s.", STR_FMT(turn_round(arena, thing, true)));
}

/* "phoned about a hold", "rang to complain that …", "called: she left her glasses". */
static struct str called_said(struct arena *arena, const struct words *w, size_t i)
{
	if (words_is(w, i, "about")) {
		struct str thing = turn_trim(words_between(w, i + 1, w->count));
		if (!has_length(thing))
			return (struct str){ 0 };
		return arena_printf(arena, "Thank you for your call about %.*s.", STR_FMT(turn_round(arena, thing, true)));
	}
	if (words_is(w, i, "for"))
		return fetched_said(arena, w, i + 1);
	if (words_is(w, i, "offering") || (words_is(w, i, "to") && words_is(w, i + 1, "offer")))
		return given_said(arena, w, words_is(w, i, "to") ? i + 2 : i + 1);
	if (words_is(w, i, "to") && words_is(w, i + 1, "see") && (words_is(w, i + 2, "if") || words_is(w, i + 2, "whether")))
		return asked_said(arena, w, i + 2);
	if (words_is(w, i, "that"))
		return told_said(arena, w, i);
	if (words_is(w, i, "because"))
		return told_said(arena, w, i + 1);
	bool does = words_is(w, i, "to") && !words_is(w, i + 1, "ask") && (words_in(w, i + 1, WORDS_COMMANDED_VERBS) || words_is(w, i + 1, "confirm") || words_is(w, i + 1, "book"));
	struct str hoped = does ? hoped_said(arena, words_between(w, i + 1, w->count)) : (struct str){ 0 };
	if (hoped.len)
		return hoped;
	bool listed = i && strchr(",:;", w->text.ptr[w->items[i - 1].end - 1]) != NULL, told = words_is(w, i, "to") && words_in(w, i + 1, WORDS_TELLING_VERBS);
	if (!listed && !told)
		return (struct str){ 0 };
	return told_said(arena, w, listed ? i : i + 2);
}

/* "Caller has ten boxes of maps": the caller is "you". */
static struct str stated_said(struct arena *arena, const struct words *w)
{
	bool announces = str_find(w->text, STR(": "), 0) < w->text.len; /* "Man left a voicemail: can he …" */
	if (announces || !words_in(w, 0, WORDS_CALLERS) || words_in(w, 0, WORDS_SUBJECT_PRONOUNS) || !words_in(w, 1, WORDS_TELLING_FORMS))
		return (struct str){ 0 };
	return news_told(arena, arena_printf(arena, "he %.*s", STR_FMT(words_between(w, 1, w->count))), true);
}

/* "You'd called: can your carer …", "You asked if your mum …": the note calls the patron "you" already. As "he" and "his" it is turned round like any other. */
static struct str of_third_person(struct arena *arena, struct str s)
{
	struct words w = words_cut(s);
	size_t verb = words_is(&w, 0, "you'd") ? 1 : !words_is(&w, 0, "you") ? w.count : words_is(&w, 1, "had") ? 2 : 1;
	if (!words_in(&w, verb, WORDS_CALLING_VERBS) && !words_in(&w, verb, WORDS_ASKING_VERBS))
		return s;
	return arena_printf(arena, "He %.*s", STR_FMT(swapped(arena, &w, verb, WORDS_THIRD_PERSONS)));
}

struct str report_retell(struct arena *arena, struct str sentence, struct str whole)
{
	struct words w = words_cut(of_third_person(arena, sentence));
	if (!is_of_staff(&w, whole))
		return (struct str){ 0 };
	size_t asked = asked_at(&w), called = called_at(&w), told = said_at(&w);
	struct str said = asked ? asked_said(arena, &w, asked) : (struct str){ 0 };
	if (!said.len && called)
		said = called_said(arena, &w, called);
	if (!said.len && told)
		said = told_said(arena, &w, told);
	if (!said.len)
		said = wished_said(arena, &w);
	return said.len ? said : stated_said(arena, &w);
}
