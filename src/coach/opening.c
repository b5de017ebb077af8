#include "coach/opening.h"

#include "coach/clause.h"
#include "coach/inflect.h"
#include "coach/lexicon.h"
#include "coach/turn.h"
#include "coach/words.h"

#include <string.h>

enum { LONGEST_REQUEST_BYTES = 110, SHORTEST_REQUEST_BYTES = 6, SHORTEST_HOW_BYTES = 4 };

enum form_kind {
	FORM_TASK,    /* something is done: "it" alone says nothing */
	FORM_HOW,     /* the same, and a short verb will do: "how do i pay" */
	FORM_THING,   /* something is wanted */
	FORM_ANY,     /* "any rooms left": one or several */
	FORM_CLAUSE,  /* a whole clause with "could" */
	FORM_COMMAND, /* "please" and a verb */
};

/* How a request is opened, and what says it back: what was asked for goes behind it. There are two wordings where one
 * would soon be worn. */
struct form {
	enum word_list openings;
	enum form_kind kind;
	const char *says[2];
};

static const struct form forms[] = {
	{ WORDS_REQUEST_DO, FORM_TASK, { "I know you were hoping to", "I know that you would like to" } },
	{ WORDS_REQUEST_NEED_TO, FORM_TASK, { "I know that you need to", NULL } },
	{ WORDS_REQUEST_WE_DO, FORM_TASK, { "I know you were hoping we could", "I understand that you would like us to" } },
	{ WORDS_REQUEST_MIND, FORM_TASK, { "Thank you for asking whether we would mind if", NULL } },
	{ WORDS_REQUEST_COMMAND, FORM_COMMAND, { "I understand that you would like us to", "I know you were hoping we could" } },
	{ WORDS_REQUEST_CHANCE, FORM_CLAUSE, { "I know you were hoping that", NULL } },
	{ WORDS_REQUEST_CHANCE_OF, FORM_TASK, { "Thank you for asking about", NULL } },
	{ WORDS_REQUEST_HOW, FORM_HOW, { "Thank you for asking how to", NULL } },
	{ WORDS_REQUEST_WHERE, FORM_HOW, { "Thank you for asking where you can", NULL } },
	{ WORDS_REQUEST_WHEN, FORM_HOW, { "Thank you for asking when you can", NULL } },
	{ WORDS_REQUEST_COST, FORM_HOW, { "Thank you for asking how much it costs to", NULL } },
	{ WORDS_REQUEST_THING, FORM_THING, { "I know that you are looking for", NULL } },
	{ WORDS_REQUEST_NEED, FORM_THING, { "I know that you need", NULL } },
	{ WORDS_REQUEST_WANT, FORM_THING, { "I know that you would like", NULL } },
	{ WORDS_REQUEST_HAVE, FORM_THING, { "Thank you for asking whether we have", NULL } },
	{ WORDS_REQUEST_STILL_HAVE, FORM_THING, { "Thank you for asking whether we still have", NULL } },
	{ WORDS_REQUEST_THERE_IS, FORM_THING, { "Thank you for asking whether there is", NULL } },
	{ WORDS_REQUEST_THERE_ARE, FORM_THING, { "Thank you for asking whether there are", NULL } },
	{ WORDS_REQUEST_ANY, FORM_ANY, { "Thank you for asking whether there is any", "Thank you for asking whether there are any" } },
};

static bool starts_with_words(struct str s, struct str words)
{
	return str_starts_nocase(s, words) && s.len > words.len && s.ptr[words.len] == ' ';
}

/* What a complaint is about: nobody hopes to complain. */
static struct str told_about(struct str said)
{
	struct str verb = lexicon_start(LANGUAGE_EN, WORDS_COMPLAINT_VERBS, said);
	return verb.len ? str_slice(said, verb.len, said.len) : verb;
}

/* Requests that sound odd as hopes: "I know you were hoping to know…". */
static bool is_odd_hope(struct str clause)
{
	if (str_eq_nocase(clause, STR("complain")))
		return true;
	for (size_t i = 0; i < lexicon_count(LANGUAGE_EN, WORDS_ODD_HOPES); i++)
		if (starts_with_words(clause, lexicon_text(LANGUAGE_EN, WORDS_ODD_HOPES, i)))
			return true;
	return false;
}

static struct str say_asked(struct arena *arena, struct str asked)
{
	struct str word = clause_opening(asked), rest = str_trim(str_slice(asked, word.len, asked.len));
	word = str_eq_nocase(word, STR("if")) ? STR("whether") : inflect_lower_first(arena, word);
	return arena_printf(arena, "Thank you for asking %.*s %.*s.", STR_FMT(word), STR_FMT(turn_round(arena, rest, false)));
}

bool opening_asks(struct arena *arena, struct str clause, struct str *said)
{
	enum { BRIEF_BYTES = 18 }; /* "where things stand" */
	struct str verb = lexicon_start(LANGUAGE_EN, WORDS_TELL_ME, clause), asked = str_slice(clause, verb.len, clause.len), word = clause_opening(asked);
	*said = (struct str){ 0 };
	if (!verb.len || !lexicon_has(LANGUAGE_EN, WORDS_ASKED_WORDS, word))
		return false;
	if (asked.len > BRIEF_BYTES)
		*said = say_asked(arena, asked);
	return true;
}

/* "also", "just", "possibly": they belong to the asking, not to what is asked. */
static struct str without_lead(struct str clause)
{
	struct str word = clause_opening(clause);
	while (word.len < clause.len && lexicon_has(LANGUAGE_EN, WORDS_LEADING_ADVERBS, word)) {
		clause = str_slice(clause, word.len + 1, clause.len);
		word = clause_opening(clause);
	}
	return clause;
}

/* "someone | at the desk | read it to me": where they are who were asked. */
static struct str without_place(struct str clause)
{
	enum { MOST_WORDS = 6 };
	static const struct str able = { "be able to ", 11 };
	struct str place = lexicon_start(LANGUAGE_EN, WORDS_PLACES_OF_STAFF, clause);
	if (place.len)
		return str_slice(clause, place.len, clause.len);
	/* "from the map room | be able to | call me" */
	struct words w = words_cut(clause);
	size_t verb = words_in(&w, 0, WORDS_PLACE_PREPOSITIONS) ? 2 : MOST_WORDS;
	while (verb < MOST_WORDS && !words_is(&w, verb, "be") && !words_in(&w, verb, WORDS_COMMANDED_VERBS))
		verb++;
	struct str rest = words_between(&w, verb < MOST_WORDS ? verb : 0, w.count);
	return str_slice(rest, str_starts(rest, able) ? able.len : 0, rest.len);
}

/* Does "any rooms left" speak of several? */
static bool is_plural(struct str clause)
{
	struct str first = clause_opening(clause), rest = str_trim(str_slice(clause, first.len, clause.len)), second = clause_opening(rest);
	bool one = str_ends(first, STR("s")) && !lexicon_has(LANGUAGE_EN, WORDS_ONES_IN_S, first);
	return one || (str_ends(second, STR("s")) && second.len > 3);
}

static const char *wording(const struct form *form, struct str clause, uint32_t variant)
{
	if (form->kind == FORM_ANY)
		return form->says[is_plural(clause)];
	if (form->openings == WORDS_REQUEST_DO && str_starts_nocase(clause, STR("still ")))
		return "I know you were hoping that you could";
	return form->says[form->says[1] ? variant % 2 : 0];
}

/* "the date can be Friday" is hoped for as "could". */
static struct str hoped(struct arena *arena, struct str said)
{
	static const struct str can = { " can ", 5 };
	size_t at = str_find(said, can, 0);
	if (at == said.len)
		return said;
	return arena_printf(arena, "%.*s could %.*s", STR_FMT(str_slice(said, 0, at)), STR_FMT(str_slice(said, at + can.len, said.len)));
}

static struct str phrase(struct arena *arena, const struct form *form, struct str clause, uint32_t variant)
{
	struct str said = turn_round(arena, clause, false), told = told_about(said);
	if (told.len)
		return arena_printf(arena, "Thank you for telling us about %.*s.", STR_FMT(told));
	if (form->openings == WORDS_REQUEST_DO && str_starts_nocase(said, STR("not ")))
		return arena_printf(arena, "I know that you would rather %.*s.", STR_FMT(said));
	if (form->kind == FORM_CLAUSE)
		said = hoped(arena, said);
	return arena_printf(arena, "%s %.*s.", wording(form, clause, variant), STR_FMT(said));
}

/* "Ella finished it and would love to": who wishes behind an "and" is who the sentence began with. */
static bool wishes_for_another(struct str sentence, size_t at)
{
	struct str before = str_trim(str_slice(sentence, 0, at));
	struct words w = words_cut(before), rest = words_cut(str_slice(sentence, at, sentence.len));
	bool wishes = words_is(&rest, 0, "would") && (words_is(&rest, 1, "love") || words_is(&rest, 1, "like"));
	return wishes && str_ends(before, STR(" and")) && !lexicon_swap(LANGUAGE_EN, WORDS_PERSONS, words_at(&w, words_lead(&w))).len;
}

/* Can a clause begin at `at`: at the start, after a mark, after a word that joins? */
static bool begins_clause(struct str sentence, size_t at)
{
	if (at == 0)
		return true;
	struct str before = str_trim(str_slice(sentence, 0, at));
	if (before.len && (strchr(",;:-)", before.ptr[before.len - 1]) || str_ends(before, STR("\xE2\x80\x94"))))
		return true;
	return lexicon_has(LANGUAGE_EN, WORDS_CLAUSE_OPENERS, str_last_word(before));
}

/* Does what follows the opening suit the form? */
static bool suits(const struct form *form, struct str rest)
{
	if (form->kind == FORM_COMMAND)
		return lexicon_has(LANGUAGE_EN, WORDS_COMMANDED_VERBS, clause_opening(rest));
	if (form->kind == FORM_ANY)
		return !lexicon_has(LANGUAGE_EN, WORDS_NOT_ASKED_FOR, clause_opening(rest));
	if (form->kind == FORM_CLAUSE)
		return lexicon_is_in(LANGUAGE_EN, WORDS_COULD, rest);
	return true;
}

/* The form whose opening s begins with, the longest of them, and the bytes that it takes; NULL when there is none. */
static const struct form *form_of(struct str s, size_t *len)
{
	const struct form *best = NULL;
	*len = 0;
	for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
		for (size_t i = 0; i < lexicon_count(LANGUAGE_EN, forms[f].openings); i++) {
			struct str words = lexicon_text(LANGUAGE_EN, forms[f].openings, i);
			if (words.len <= *len || !starts_with_words(s, words) || !suits(&forms[f], str_slice(s, words.len + 1, s.len)))
				continue;
			best = &forms[f];
			*len = words.len;
		}
	}
	return best;
}

/* The form of the first opening at the start of a clause; what it asks for begins at *after. */
static const struct form *find_form(struct str sentence, size_t *after)
{
	for (size_t at = 0; at < sentence.len; at = str_find(sentence, STR(" "), at) + 1) {
		size_t len;
		const struct form *form = begins_clause(sentence, at) && !wishes_for_another(sentence, at) ? form_of(str_slice(sentence, at, sentence.len), &len) : NULL;
		if (!form)
			continue;
		*after = at + len + 1;
		return form;
	}
	return NULL;
}

/* "any news", "any update": nothing is named that was asked for. */
static bool names_nothing(struct str clause)
{
	struct words w = words_cut(clause);
	size_t thing = words_is(&w, 0, "any") ? 1 : 0;
	return thing + 1 == w.count && (words_in(&w, thing, WORDS_NOT_ASKED_FOR) || words_in(&w, thing, WORDS_VAGUE_THINGS));
}

/* "join the walk | but were told no": what came of it is no part of the hope. */
static struct str without_turn(struct str clause)
{
	struct str ahead = str_slice(clause, 0, str_find(clause, STR(" but "), 0));
	return lexicon_ends(LANGUAGE_EN, WORDS_EXCEPTED_FROM, ahead) || str_find(ahead, STR(" not "), 0) < ahead.len ? clause : ahead;
}

static struct str opened(struct arena *arena, struct str s, uint32_t variant, bool vague)
{
	size_t after;
	const struct form *form = find_form(s, &after);
	if (!form)
		return (struct str){ 0 };
	struct str clause = turn_trim(str_slice(s, after, s.len));
	if (form->openings == WORDS_REQUEST_WE_DO)
		clause = without_place(clause);
	clause = without_lead(clause);
	if (form->openings == WORDS_REQUEST_DO)
		clause = without_turn(clause);
	size_t shortest = form->kind == FORM_HOW ? SHORTEST_HOW_BYTES : SHORTEST_REQUEST_BYTES;
	if (clause.len < shortest || clause.len > LONGEST_REQUEST_BYTES)
		return (struct str){ 0 };
	struct str asked;
	bool sees = form->openings == WORDS_REQUEST_DO && str_starts_nocase(clause, STR("see ")); /* "can I see what I borrowed" wants to see it */
	if (form->kind == FORM_TASK && !sees && opening_asks(arena, clause, &asked))
		return asked;
	bool is_task = form->kind != FORM_THING && form->kind != FORM_ANY;
	if (!is_task && names_nothing(clause))
		return (struct str){ 0 };
	if (is_task && !vague && (turn_is_vague(clause) || (form->kind == FORM_COMMAND && str_find(clause, STR(" "), 0) == clause.len)))
		return (struct str){ 0 };
	if (form->openings == WORDS_REQUEST_DO && is_odd_hope(clause) && !told_about(clause).len)
		return (struct str){ 0 };
	return phrase(arena, form, clause, variant);
}

struct str opening_request(struct arena *arena, struct str sentence, uint32_t variant)
{
	return opened(arena, sentence, variant, false);
}

struct str opening_vague_request(struct arena *arena, struct str sentence, uint32_t variant)
{
	return opened(arena, sentence, variant, true);
}
