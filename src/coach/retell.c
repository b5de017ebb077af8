#include "coach/retell.h"

#include "base/utf8.h"
#include "coach/inflect.h"
#include "coach/opening.h"
#include "coach/turn.h"
#include "coach/words.h"

#include <string.h>

enum { LONGEST_BYTES = 120, SHORTEST_BYTES = 8 };

/* What kind of verb asks: each goes on in its own way behind the subject. */
enum auxiliary { AUX_BE, AUX_HAVE, AUX_OTHER };

/* "collected", "been": what goes on behind "has my husband". */
static bool is_participle(const struct words *w, size_t i)
{
	struct str word = words_at(w, i);
	return words_in(w, i, WORDS_PARTICIPLES) || (word.len > 4 && str_ends(word, STR("ed")));
}

/* Does the clause go on at word k, behind its subject? */
static bool goes_on(const struct words *w, size_t k, enum auxiliary aux)
{
	if (aux == AUX_HAVE)
		return is_participle(w, k) || words_in(w, k, WORDS_CLAUSE_ADVERBS);
	if (aux == AUX_BE) {
		struct str word = words_at(w, k);
		bool is_ing = str_ends(word, STR("ing")) && word.len > 4 && !words_in(w, k, WORDS_NOUNS_IN_ING);
		return words_in(w, k, WORDS_AFTER_BE) || words_in(w, k, WORDS_STATES) || is_participle(w, k) || is_ing;
	}
	return words_in(w, k, WORDS_CLAUSE_VERBS);
}

/* "parents", "year 11 students": several of them need no determiner. */
static bool is_bare_plural(const struct words *w, size_t i)
{
	struct str word = words_at(w, i);
	return word.len > 4 && str_ends(word, STR("s")) && !str_ends(word, STR("ss")) && !words_in(w, i, WORDS_CLAUSE_VERBS);
}

/* "the wait | for the film | longer", "the tap | on level 2 | broken": the state that follows on what belongs to the noun in front of word k, or 0. */
static size_t state_behind(const struct words *w, size_t k)
{
	enum { MOST_WORDS = 7 };
	if (!words_in(w, k, WORDS_PLACE_PREPOSITIONS) && !words_is(w, k, "for") && !words_is(w, k, "to") && !words_is(w, k, "with"))
		return 0;
	for (size_t i = k + 1; i < w->count && i <= k + MOST_WORDS; i++) {
		if (words_is(w, i, "going")) /* "on Thursday going to be recorded" */
			return 0;
		bool done = str_ends(words_at(w, i), STR("ed")) && !words_in(w, i - 1, WORDS_DETERMINERS);
		if (i > k + 1 && (done || words_in(w, i, WORDS_STATES) || (i + 1 < w->count && words_in(w, i, WORDS_CLAUSE_ADVERBS))))
			return i;
		/* what joins another clause, or a mark */
		if (words_in(w, i, WORDS_JOINTS_BEFORE_YOU) || words_is(w, i, "or") || words_is(w, i, "and") || words_at(w, i).len < w->items[i].end - w->items[i].start)
			return 0;
	}
	return 0;
}

/* "a copy of | a deed": what a preposition waits for belongs to the subject. */
static bool hangs_on(const struct words *w, size_t k)
{
	return words_in(w, k - 1, WORDS_PLACE_PREPOSITIONS) || words_is(w, k - 1, "for") || words_is(w, k - 1, "with") || words_is(w, k - 1, "to");
}

/* "Where | the Crawdads Sing": small words stand within titles. */
static bool is_title_word(const struct words *w, size_t k)
{
	bool small = words_is(w, k, "the") || words_is(w, k, "a") || words_is(w, k, "in") || words_is(w, k, "on") || words_is(w, k, "to") || words_is(w, k, "from");
	return small && k + 1 < w->count && is_ascii_upper(w->text.ptr[w->items[k + 1].start]);
}

/* "the hours sign | on the door be | in larger letters": where a "be" comes that nothing else waits for, word k is no verb. */
static bool be_behind(const struct words *w, size_t k)
{
	enum { MOST_WORDS = 7 };
	for (size_t i = k + 1; i < w->count && i <= k + MOST_WORDS; i++) {
		bool marked = words_at(w, i - 1).len < w->items[i - 1].end - w->items[i - 1].start;
		if (marked || words_in(w, i, WORDS_JOINTS_BEFORE_YOU) || words_in(w, i, WORDS_MODALS) || words_is(w, i, "to") || words_is(w, i, "and") || words_is(w, i, "or"))
			return false;
		if (words_is(w, i, "be"))
			return i > k + 1 && !lexicon_swap(LANGUAGE_EN, WORDS_PERSONS, words_at(w, i - 1)).len;
	}
	return false;
}

/* The word behind the subject that begins at `i`, or 0: a pronoun is one word, a noun with its determiner ends where
 * the clause goes on. */
static size_t subject_end(const struct words *w, size_t i, enum auxiliary aux)
{
	enum { MOST_NOUNS = 7, FEWEST_OF_IT = 4 };
	bool is_be = aux == AUX_BE;
	bool person = words_in(w, i, WORDS_SUBJECT_PRONOUNS);
	/* "anyone at the library": the place belongs to the subject */
	bool placed = person && (words_in(w, i + 1, WORDS_PLACE_PREPOSITIONS) || (words_is(w, i + 1, "there") && w->count > i + FEWEST_OF_IT));
	if (!placed && (person || (words_is(w, i, "it") && w->count > i + FEWEST_OF_IT)))
		return i + 1;
	struct str head = words_at(w, i);
	/* "Maya", "6H" */
	bool name = head.len && (is_ascii_upper(head.ptr[0]) || (is_ascii_digit(head.ptr[0]) && is_ascii_upper(head.ptr[head.len - 1])));
	bool bare = is_bare_plural(w, i);
	if (!placed && !words_in(w, i, WORDS_DETERMINERS) && !name && !bare)
		return 0;
	for (size_t k = i + (name || bare ? 1 : 2); k < w->count && k <= i + MOST_NOUNS; k++) {
		bool noun = aux == AUX_OTHER && words_in(w, k + 1, WORDS_CLAUSE_VERBS) && !words_in(w, k, WORDS_CLAUSE_ADVERBS); /* "my request say" */
		noun = noun && !words_in(w, k, WORDS_FORMS_OF_HAVE); /* "have access" */
		noun = noun || (words_is(w, k, "book") && (words_is(w, k + 1, "club") || words_is(w, k + 1, "group")));
		if (hangs_on(w, k) || (name && is_title_word(w, k)))
			continue;
		/* "the standard I requested": a clause within the subject */
		if (is_be && (words_is(w, k, "i") || words_is(w, k, "we")))
			return 0;
		/* "your workshop on Thursday going to be recorded": the place or time belongs to the subject */
		bool of_subject = is_be && k + 2 < w->count && words_in(w, k, WORDS_PLACE_PREPOSITIONS) && str_ends(words_at(w, k + 2), STR("ing"));
		size_t state = is_be ? state_behind(w, k) : 0;
		if (state)
			return state;
		noun = noun || (aux == AUX_OTHER && be_behind(w, k));
		if (!noun && !of_subject && goes_on(w, k, aux))
			return k;
	}
	return 0;
}

static struct str third_person(struct arena *arena, struct str verb)
{
	if (str_eq(verb, STR("have")))
		return STR("has");
	if (str_eq(verb, STR("do")) || str_eq(verb, STR("go")) || str_ends(verb, STR("ch")) || str_ends(verb, STR("sh")) || str_ends(verb, STR("ss")) ||
	    str_ends(verb, STR("x")))
		return arena_printf(arena, "%.*ses", STR_FMT(verb));
	if (str_ends(verb, STR("y")) && verb.len > 2 && !strchr("aeiou", verb.ptr[verb.len - 2]))
		return arena_printf(arena, "%.*sies", STR_FMT(str_slice(verb, 0, verb.len - 1)));
	return arena_printf(arena, "%.*ss", STR_FMT(verb));
}

/* A question taken apart: "why | can't | our choir | rehearse in the hall". */
struct question {
	struct str asks; /* "why", "how long"; empty: yes or no */
	struct str aux, subject, rest;
};

/* "on earth", "the hell" */
static bool curses_at(const struct words *w, size_t i)
{
	bool is_curse = words_is(w, i + 1, "earth") || words_is(w, i + 1, "hell") || words_is(w, i + 1, "heck");
	return is_curse && (words_is(w, i, "on") || words_is(w, i, "the"));
}

static bool take_apart(const struct words *w, size_t i, struct question *q)
{
	size_t asks = words_asking(w, i);
	bool earth = asks && curses_at(w, i + asks);
	asks += earth ? 2 : 0;
	size_t aux = i + asks;
	bool is_be = words_in(w, aux, WORDS_FORMS_OF_BE), is_have = words_in(w, aux, WORDS_FORMS_OF_HAVE);
	if (!is_be && !is_have && !words_in(w, aux, WORDS_FORMS_OF_DO) && !words_in(w, aux, WORDS_MODALS))
		return false;
	size_t subject = aux + 1, rest = subject_end(w, subject, is_be ? AUX_BE : is_have ? AUX_HAVE : AUX_OTHER);
	if (!rest || rest >= w->count)
		return false;
	q->asks = words_between(w, i, earth ? i + asks - 2 : aux);
	q->aux = words_at(w, aux);
	q->subject = words_between(w, subject, rest);
	q->rest = words_between(w, rest, w->count);
	/* "a friend who's still enrolled": the clause in the subject has a verb of its own */
	if (str_find(q->subject, STR(" who's"), 0) < q->subject.len || str_find(q->subject, STR(" whos"), 0) < q->subject.len)
		return false;
	/* "Is there" is for the openings, but not "Why is there"; a mark in the subject ends a clause */
	bool vague = words_is(w, i, "what") && str_starts_nocase(q->rest, STR("doing"));
	return !vague && str_find(q->subject, STR(","), 0) == q->subject.len && (asks || !is_be || !words_is(w, subject, "there"));
}

/* The subject as far as what hangs on it: "the desk | with the red lamps". */
static struct str head_of(struct str subject)
{
	struct words w = words_cut(subject);
	for (size_t i = 2; i < w.count; i++)
		if (words_in(&w, i, WORDS_PLACE_PREPOSITIONS) || words_is(&w, i, "with") || words_is(&w, i, "for"))
			return words_between(&w, 0, i);
	return subject;
}

static bool is_plural_or_person(struct str subject)
{
	subject = head_of(subject);
	return lexicon_has(LANGUAGE_EN, WORDS_PLURAL_SUBJECTS, subject) || (str_ends(subject, STR("s")) && !str_ends(subject, STR("ss")));
}

/* "did your guard ask" is "your guard asked". Verbs whose past nobody can spell by rule are in the list, or stay with
 * their "did". */
static struct str stated_past(struct arena *arena, const struct question *q)
{
	struct words w = words_cut(q->rest);
	struct str verb = utf8_fold(arena, words_at(&w, 0)), after = words_between(&w, 1, w.count), said = lexicon_swap(LANGUAGE_EN, WORDS_PAST_FORMS, verb);
	if (!said.len && lexicon_has(LANGUAGE_EN, WORDS_REGULAR_VERBS, verb))
		said = arena_printf(arena, "%.*sed", STR_FMT(verb));
	if (!said.len)
		return arena_printf(arena, "%.*s did %.*s", STR_FMT(q->subject), STR_FMT(q->rest));
	return arena_printf(arena, "%.*s %.*s %.*s", STR_FMT(q->subject), STR_FMT(said), STR_FMT(after));
}

/* Subject, verb and rest in the order of a statement. */
static struct str stated(struct arena *arena, const struct question *q)
{
	if (!lexicon_has(LANGUAGE_EN, WORDS_PLAIN_DO, q->aux) || str_starts_nocase(q->rest, STR("not ")))
		return arena_printf(arena, "%.*s %.*s %.*s", STR_FMT(q->subject), STR_FMT(q->aux), STR_FMT(q->rest));
	if (str_eq_nocase(q->aux, STR("did")))
		return stated_past(arena, q);
	if (is_plural_or_person(q->subject) || str_eq_nocase(q->aux, STR("do")))
		return arena_printf(arena, "%.*s %.*s", STR_FMT(q->subject), STR_FMT(q->rest));
	struct words w = words_cut(q->rest);
	size_t verb = words_in(&w, 0, WORDS_CLAUSE_ADVERBS) ? 1 : 0;
	struct str before = words_between(&w, 0, verb), after = words_between(&w, verb + 1, w.count);
	if (verb < w.count && w.text.ptr[w.items[verb].end - 1] == ',') /* "which style does it want, A or B": the choice is no part of it */
		after.len = 0;
	struct str said = third_person(arena, words_at(&w, verb));
	return arena_printf(arena, "%.*s%s%.*s %.*s %.*s", STR_FMT(q->subject), before.len ? " " : "", STR_FMT(before), STR_FMT(said), STR_FMT(after));
}

/* "Isn't a library meant to be quiet?", "How am I supposed to get there?": it complains rather than asks. */
static bool is_rhetorical(const struct question *q)
{
	if (!q->asks.len)
		return str_ends(q->aux, STR("n't"));
	bool of_time = str_eq_nocase(q->asks, STR("when")) || str_starts_nocase(q->asks, STR("what time"));
	return !of_time && lexicon_start(LANGUAGE_EN, WORDS_DESPAIRING_STATES, q->rest).len;
}

static struct str question_said(struct arena *arena, const struct question *q)
{
	struct question of = *q;
	of.rest = turn_trim(q->rest);
	if (of.rest.len + of.subject.len < SHORTEST_BYTES || of.rest.len > LONGEST_BYTES || !of.rest.len)
		return (struct str){ 0 };
	bool hope = !q->asks.len && lexicon_has(LANGUAGE_EN, WORDS_HOPING_MODALS, q->aux);
	struct str asked;
	if (hope && opening_asks(arena, of.rest, &asked))
		return asked;
	if (hope && turn_is_vague(of.rest))
		return (struct str){ 0 };
	if (!hope && is_rhetorical(q))
		return (struct str){ 0 };
	of.aux = hope ? STR("could") : utf8_fold(arena, q->aux);
	/* "who do I ask": whom they can ask */
	if (str_eq_nocase(q->asks, STR("who")) && str_eq_nocase(q->aux, STR("do")) && (str_eq_nocase(q->subject, STR("i")) || str_eq_nocase(q->subject, STR("we"))))
		of.aux = STR("can");
	struct str said = turn_round(arena, stated(arena, &of), false);
	if (hope)
		return arena_printf(arena, "I know you were hoping that %.*s.", STR_FMT(said));
	/* "Am I right?" asks about what was told before */
	if (!q->asks.len && lexicon_start(LANGUAGE_EN, WORDS_VAGUE_STATES, of.rest).len)
		return (struct str){ 0 };
	struct str asks = q->asks.len ? utf8_fold(arena, q->asks) : STR("whether");
	return arena_printf(arena, "Thank you for asking %.*s %.*s.", STR_FMT(asks), STR_FMT(said));
}

/* "What are the main causes …" asks about them; "What happens if …" needs no turning. */
static struct str thing_asked(struct arena *arena, const struct words *w, size_t i)
{
	if (!words_in(w, i, WORDS_WHAT_FORMS))
		return (struct str){ 0 };
	bool has_be = words_in(w, i + 1, WORDS_BE_OF_THINGS);
	size_t thing = has_be ? i + 2 : i + 1;
	struct str rest = turn_trim(words_between(w, thing, w->count));
	if (rest.len < SHORTEST_BYTES || rest.len > LONGEST_BYTES)
		return (struct str){ 0 };
	if (words_is(w, i + 1, "happens"))
		return arena_printf(arena, "Thank you for asking what %.*s.", STR_FMT(turn_round(arena, rest, false)));
	bool short_be = !has_be && str_ends(words_at(w, i), STR("s"));
	if ((has_be || short_be) && words_in(w, thing, WORDS_THING_DETERMINERS) && !words_in(w, thing + 1, WORDS_VAGUE_THINGS))
		return arena_printf(arena, "Thank you for asking about %.*s.", STR_FMT(turn_round(arena, rest, false)));
	return (struct str){ 0 };
}

/* "Who has the only copy of …": the question word is the subject, and nothing changes places. */
static struct str subject_asked(struct arena *arena, const struct words *w, size_t i)
{
	if (!words_is(w, i, "who") || words_in(w, i + 2, WORDS_SUBJECT_PRONOUNS))
		return (struct str){ 0 };
	bool has_verb =
	    words_in(w, i + 1, WORDS_FORMS_OF_BE) || words_in(w, i + 1, WORDS_MODALS) || words_in(w, i + 1, WORDS_TELLING_FORMS) || is_participle(w, i + 1);
	struct str rest = turn_trim(words_between(w, i + 1, w->count));
	if (!has_verb || rest.len < SHORTEST_BYTES || rest.len > LONGEST_BYTES)
		return (struct str){ 0 };
	return arena_printf(arena, "Thank you for asking who %.*s.", STR_FMT(turn_round(arena, rest, false)));
}

/* "Which entrance has no steps?": the same of things. */
static struct str choice_asked(struct arena *arena, const struct words *w, size_t i)
{
	enum { MOST_NOUNS = 5 };
	struct str rest = turn_trim(words_between(w, i + 1, w->count));
	if (!words_is(w, i, "which") || rest.len < SHORTEST_BYTES || rest.len > LONGEST_BYTES)
		return (struct str){ 0 };
	for (size_t k = i + 2; k <= i + MOST_NOUNS && k + 1 < w->count; k++) {
		bool helps = words_in(w, k, WORDS_FORMS_OF_BE) || words_in(w, k, WORDS_MODALS) || words_in(w, k, WORDS_FORMS_OF_DO);
		if (helps || words_in(w, k, WORDS_SUBJECT_PRONOUNS) || words_in(w, k + 1, WORDS_SUBJECT_PRONOUNS))
			return (struct str){ 0 };
		if (words_in(w, k, WORDS_TELLING_FORMS))
			return arena_printf(arena, "Thank you for asking which %.*s.", STR_FMT(turn_round(arena, rest, false)));
	}
	return (struct str){ 0 };
}

/* "How come my hold lapsed?": nothing changes places. */
static struct str how_come(struct arena *arena, const struct words *w, size_t i)
{
	if (!words_is(w, i, "how") || !words_is(w, i + 1, "come"))
		return (struct str){ 0 };
	struct str rest = turn_trim(words_between(w, i + 2, w->count));
	if (rest.len < SHORTEST_BYTES || rest.len > LONGEST_BYTES)
		return (struct str){ 0 };
	return arena_printf(arena, "Thank you for asking why %.*s.", STR_FMT(turn_round(arena, rest, false)));
}

/* "Where is the quiet room?": the thing, and then the verb. */
static struct str place_asked(struct arena *arena, const struct words *w, size_t i)
{
	enum { MOST_NOUNS = 6 };
	size_t asks = words_asking(w, i), thing = i + asks + 1;
	bool of_place = words_is(w, i, "where") || words_is(w, i, "when") || (words_is(w, i, "what") && words_is(w, i + 1, "time"));
	if (!of_place || !words_in(w, thing - 1, WORDS_BE_OF_THINGS) || !words_in(w, thing, WORDS_THING_DETERMINERS))
		return (struct str){ 0 };
	struct str rest = turn_trim(words_between(w, thing, w->count));
	struct words of = words_cut(rest);
	if (rest.len < SHORTEST_BYTES || of.count > MOST_NOUNS || words_state(&of))
		return (struct str){ 0 };
	struct str ask = inflect_lower_first(arena, words_between(w, i, i + asks)), verb = inflect_lower_first(arena, words_at(w, thing - 1));
	return arena_printf(arena, "Thank you for asking %.*s %.*s %.*s.", STR_FMT(ask), STR_FMT(turn_round(arena, rest, false)), STR_FMT(verb));
}

static struct str asked_at_word(struct arena *arena, const struct words *w, size_t i)
{
	struct question q = { 0 };
	/* "my father, who is hard of hearing" asks nothing */
	struct str said = i == words_lead(w) ? subject_asked(arena, w, i) : (struct str){ 0 };
	if (!said.len)
		said = choice_asked(arena, w, i);
	if (!said.len)
		said = how_come(arena, w, i);
	if (!said.len)
		said = take_apart(w, i, &q) ? question_said(arena, &q) : thing_asked(arena, w, i);
	return said.len ? said : place_asked(arena, w, i);
}

/* "I feel silly asking, but | can a child come?" */
static bool ends_clause(const struct words *w, size_t i)
{
	size_t last = i && words_is(w, i, "but") ? i - 1 : i;
	return strchr(",:;-.", w->text.ptr[w->items[last].end - 1]) != NULL;
}

struct str retell_question(struct arena *arena, struct str sentence)
{
	struct words w = words_cut(sentence);
	bool is_question = str_ends(sentence, STR("?"));
	for (size_t i = words_lead(&w); i < w.count; i++) {
		bool begins = i == words_lead(&w) || ends_clause(&w, i - 1);
		/* without its mark only what is typed small, as in chats, is a question for sure */
		if (!begins || (!is_question && !words_asking(&w, i) && !words_in(&w, i, WORDS_WHAT_FORMS) && !words_in(&w, i, WORDS_FORMS_OF_BE) && !words_in(&w, i, WORDS_FORMS_OF_DO) &&
				!words_in(&w, i, WORDS_MODALS)))
			continue;
		struct str said = asked_at_word(arena, &w, i);
		if (said.len)
			return said;
	}
	return (struct str){ 0 };
}
