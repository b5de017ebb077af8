#include "coach/retell.h"

#include "base/utf8.h"
#include "coach/inflect.h"
#include "coach/lexicon.h"
#include "coach/turn.h"

#include <string.h>

enum { LONGEST_BYTES = 120, SHORTEST_BYTES = 8, MOST_WORDS = 40 };

/* A sentence cut into words; marks stay with their words. */
struct words {
	struct str text;
	struct span items[MOST_WORDS];
	size_t count;
};

static struct words cut(struct str s)
{
	struct words w = { .text = s };
	for (size_t at = 0; at < s.len && w.count < MOST_WORDS;) {
		size_t end = str_find(s, STR(" "), at);
		if (end > at)
			w.items[w.count++] = (struct span){ at, end };
		at = end + 1;
	}
	return w;
}

static struct str word_at(const struct words *w, size_t i)
{
	if (i >= w->count)
		return (struct str){ 0 };
	struct str word = str_slice(w->text, w->items[i].start, w->items[i].end);
	while (word.len && strchr(".,;:!?)", word.ptr[word.len - 1]))
		word.len--;
	return word;
}

/* Words from..to of the sentence, as they stand. */
static struct str words_between(const struct words *w, size_t from, size_t to)
{
	if (from >= to || from >= w->count)
		return (struct str){ 0 };
	to = to < w->count ? to : w->count;
	return str_slice(w->text, w->items[from].start, w->items[to - 1].end);
}

static bool is_at(const struct words *w, size_t i, enum word_list list)
{
	struct str word = word_at(w, i);
	return word.len && lexicon_has(LANGUAGE_EN, list, word);
}

static bool is_word(const struct words *w, size_t i, const char *word)
{
	return str_eq_nocase(word_at(w, i), str_of(word));
}

/* Marks at the front of the sentence that belong to no clause of it. */
static size_t skip_lead(const struct words *w, size_t i)
{
	while (i < w->count && is_at(w, i, WORDS_FILLERS)) {
		if (i == 0 && (is_word(w, i, "there") || is_word(w, i, "good")) && !is_at(w, i + 1, WORDS_FILLERS))
			break;
		i++;
	}
	return i;
}

/* The word behind the subject that begins at `i`, or 0: a pronoun is one word, a noun with its determiner ends where the clause goes on. */
static size_t subject_end(const struct words *w, size_t i, bool is_be)
{
	enum { MOST_NOUNS = 5, FEWEST_OF_IT = 4 };
	bool person = is_at(w, i, WORDS_SUBJECT_PRONOUNS);
	/* "anyone at the library": the place belongs to the subject */
	bool placed = person && is_at(w, i + 1, WORDS_PLACE_PREPOSITIONS);
	if (!placed && (person || (is_word(w, i, "it") && w->count > i + FEWEST_OF_IT)))
		return i + 1;
	bool name = i < w->count && is_ascii_upper(w->text.ptr[w->items[i].start]);
	if (!placed && !is_at(w, i, WORDS_DETERMINERS) && !name)
		return 0;
	for (size_t k = i + (name ? 1 : 2); k < w->count && k <= i + MOST_NOUNS; k++) {
		struct str word = word_at(w, k);
		bool participle = is_be && (str_ends(word, STR("ing")) || str_ends(word, STR("ed"))) && word.len > 4 && !is_at(w, k, WORDS_NOUNS_IN_ING);
		bool noun = !is_be && is_at(w, k + 1, WORDS_CLAUSE_VERBS) && !is_at(w, k, WORDS_CLAUSE_ADVERBS); /* "my request say" */
		/* "your workshop on Thursday going to be recorded": the place or time belongs to the subject */
		bool goes_on = is_be && k + 2 < w->count && is_at(w, k, WORDS_PLACE_PREPOSITIONS) && str_ends(word_at(w, k + 2), STR("ing"));
		if (!noun && !goes_on && (participle || lexicon_has(LANGUAGE_EN, is_be ? WORDS_AFTER_BE : WORDS_CLAUSE_VERBS, word)))
			return k;
	}
	return 0;
}

static struct str third_person(struct arena *arena, struct str verb)
{
	if (str_eq(verb, STR("have")))
		return STR("has");
	if (str_eq(verb, STR("do")) || str_eq(verb, STR("go")) || str_ends(verb, STR("ch")) || str_ends(verb, STR("sh")) || str_ends(verb, STR("ss")) || str_ends(verb, STR("x")))
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

/* How many words ask at `i`: "why", "what time", "how many copies". */
static size_t asking_words(const struct words *w, size_t i)
{
	if (!is_at(w, i, WORDS_INTERROGATIVES))
		return 0;
	if (is_word(w, i, "how") && is_at(w, i + 1, WORDS_QUESTION_DEGREES))
		return is_word(w, i + 1, "many") ? 3 : 2;
	if ((is_word(w, i, "what") || is_word(w, i, "which")) && is_at(w, i + 1, WORDS_QUESTION_NOUNS))
		return 2;
	return 1;
}

/* "on earth", "the hell" */
static bool curses_at(const struct words *w, size_t i)
{
	bool is_curse = is_word(w, i + 1, "earth") || is_word(w, i + 1, "hell") || is_word(w, i + 1, "heck");
	return is_curse && (is_word(w, i, "on") || is_word(w, i, "the"));
}

static bool take_apart(const struct words *w, size_t i, struct question *q)
{
	size_t asks = asking_words(w, i);
	bool earth = asks && curses_at(w, i + asks);
	asks += earth ? 2 : 0;
	size_t aux = i + asks;
	bool is_be = is_at(w, aux, WORDS_FORMS_OF_BE);
	if (!is_be && !is_at(w, aux, WORDS_FORMS_OF_DO) && !is_at(w, aux, WORDS_MODALS))
		return false;
	size_t subject = aux + 1, rest = subject_end(w, subject, is_be);
	if (!rest || rest >= w->count)
		return false;
	q->asks = words_between(w, i, earth ? i + asks - 2 : aux);
	q->aux = word_at(w, aux);
	q->subject = words_between(w, subject, rest);
	q->rest = words_between(w, rest, w->count);
	/* "Is there" is for the openings; a mark in the subject ends a clause */
	bool vague = is_word(w, i, "what") && str_starts_nocase(q->rest, STR("doing"));
	return !vague && !memchr(q->subject.ptr, ',', q->subject.len) && !(is_be && is_word(w, subject, "there"));
}

static bool is_plural_or_person(struct str subject)
{
	return lexicon_has(LANGUAGE_EN, WORDS_PLURAL_SUBJECTS, subject) || (str_ends(subject, STR("s")) && !str_ends(subject, STR("ss")));
}

/* "did your guard ask" is "your guard asked". Verbs whose past nobody can spell by rule are in the list, or stay with their "did". */
static struct str stated_past(struct arena *arena, const struct question *q)
{
	struct words w = cut(q->rest);
	struct str verb = utf8_fold(arena, word_at(&w, 0)), after = words_between(&w, 1, w.count), said = lexicon_swap(LANGUAGE_EN, WORDS_PAST_FORMS, verb);
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
	struct words w = cut(q->rest);
	size_t verb = is_at(&w, 0, WORDS_CLAUSE_ADVERBS) ? 1 : 0;
	struct str before = words_between(&w, 0, verb), after = words_between(&w, verb + 1, w.count);
	struct str said = third_person(arena, word_at(&w, verb));
	return arena_printf(arena, "%.*s%s%.*s %.*s %.*s", STR_FMT(q->subject), before.len ? " " : "", STR_FMT(before), STR_FMT(said), STR_FMT(after));
}

static struct str question_said(struct arena *arena, const struct question *q)
{
	struct question of = *q;
	of.rest = turn_trim(q->rest);
	if (of.rest.len + of.subject.len < SHORTEST_BYTES || of.rest.len > LONGEST_BYTES || !of.rest.len)
		return (struct str){ 0 };
	bool hope = !q->asks.len && lexicon_has(LANGUAGE_EN, WORDS_HOPING_MODALS, q->aux);
	if (hope && turn_is_vague(of.rest))
		return (struct str){ 0 };
	of.aux = hope ? STR("could") : utf8_fold(arena, q->aux);
	struct str said = turn_round(arena, stated(arena, &of), false);
	if (hope)
		return arena_printf(arena, "I know you were hoping that %.*s.", STR_FMT(said));
	struct str asks = q->asks.len ? utf8_fold(arena, q->asks) : STR("whether");
	return arena_printf(arena, "Thank you for asking %.*s %.*s.", STR_FMT(asks), STR_FMT(said));
}

/* "What are the main causes …" asks about them; "What happens if …" needs no turning. */
static struct str thing_asked(struct arena *arena, const struct words *w, size_t i)
{
	if (!is_at(w, i, WORDS_WHAT_FORMS))
		return (struct str){ 0 };
	bool has_be = is_at(w, i + 1, WORDS_BE_OF_THINGS);
	size_t thing = has_be ? i + 2 : i + 1;
	struct str rest = turn_trim(words_between(w, thing, w->count));
	if (rest.len < SHORTEST_BYTES || rest.len > LONGEST_BYTES)
		return (struct str){ 0 };
	if (is_word(w, i + 1, "happens"))
		return arena_printf(arena, "Thank you for asking what %.*s.", STR_FMT(turn_round(arena, rest, false)));
	bool short_be = !has_be && memchr(word_at(w, i).ptr, '\'', word_at(w, i).len) != NULL;
	if ((has_be || short_be) && is_at(w, thing, WORDS_THING_DETERMINERS) && !is_at(w, thing + 1, WORDS_VAGUE_THINGS))
		return arena_printf(arena, "Thank you for asking about %.*s.", STR_FMT(turn_round(arena, rest, false)));
	return (struct str){ 0 };
}

/* "Who has the only copy of …": the question word is the subject, and nothing changes places. */
static struct str subject_asked(struct arena *arena, const struct words *w, size_t i)
{
	if (!is_word(w, i, "who") || is_at(w, i + 2, WORDS_SUBJECT_PRONOUNS))
		return (struct str){ 0 };
	bool has_verb = is_at(w, i + 1, WORDS_FORMS_OF_BE) || is_at(w, i + 1, WORDS_MODALS) || is_at(w, i + 1, WORDS_TELLING_FORMS);
	struct str rest = turn_trim(words_between(w, i + 1, w->count));
	if (!has_verb || rest.len < SHORTEST_BYTES || rest.len > LONGEST_BYTES)
		return (struct str){ 0 };
	return arena_printf(arena, "Thank you for asking who %.*s.", STR_FMT(turn_round(arena, rest, false)));
}

struct str retell_question(struct arena *arena, struct str sentence)
{
	struct words w = cut(sentence);
	bool is_question = str_ends(sentence, STR("?"));
	for (size_t i = skip_lead(&w, 0); i < w.count; i++) {
		bool begins = i == skip_lead(&w, 0) || strchr(",:;-.", w.text.ptr[w.items[i - 1].end - 1]);
		/* without its mark only what is typed small, as in chats, is a question for sure */
		if (!begins || (!is_question && !asking_words(&w, i) && !is_at(&w, i, WORDS_FORMS_OF_BE) && !is_at(&w, i, WORDS_FORMS_OF_DO) && !is_at(&w, i, WORDS_MODALS)))
			continue;
		struct question q = { 0 };
		struct str said = subject_asked(arena, &w, i);
		if (!said.len)
			said = take_apart(&w, i, &q) ? question_said(arena, &q) : thing_asked(arena, &w, i);
		if (said.len)
			return said;
	}
	return (struct str){ 0 };
}

/* Does a text of the list stand in s, in any case? */
static bool has_any(struct str s, enum word_list list)
{
	for (size_t at = 0; at < s.len; at++)
		if (lexicon_start(LANGUAGE_EN, list, str_slice(s, at, s.len)).len)
			return true;
	return false;
}

static bool has_finite_verb(const struct words *w)
{
	for (size_t i = 0; i < w->count; i++) {
		struct str word = word_at(w, i);
		if (is_at(w, i, WORDS_TELLING_FORMS) || (word.len > 4 && str_ends(word, STR("ed"))))
			return true;
	}
	return false;
}

/* ---- what staff wrote down ---- */

/* The word at which the report's verb of asking ends, or 0. */
static size_t asked_at(const struct words *w)
{
	for (size_t i = 1; i + 1 < w->count; i++) {
		if (is_at(w, i, WORDS_ASKING_VERBS))
			return (is_word(w, i + 1, "me") || is_word(w, i + 1, "us") || is_word(w, i + 1, "you")) ? i + 2 : i + 1;
		if (is_at(w, i, WORDS_WANTING_VERBS) && is_word(w, i + 2, "know"))
			return i + 3;
	}
	return 0;
}

static bool is_of_staff(const struct words *w, struct str whole)
{
	struct words all = cut(whole);
	for (size_t i = 0; i < all.count; i++)
		if (is_at(&all, i, WORDS_FIRST_PERSON))
			return false;
	if ((is_word(w, 0, "a") || is_word(w, 0, "an") || is_word(w, 0, "the")))
		return is_at(w, 1, WORDS_CALLERS) || is_at(w, 2, WORDS_CALLERS);
	return is_at(w, 0, WORDS_CALLERS);
}

static struct str asked_said(struct arena *arena, const struct words *w, size_t i)
{
	struct str rest = turn_trim(words_between(w, i + 1, w->count));
	if (rest.len < SHORTEST_BYTES || rest.len > LONGEST_BYTES)
		return (struct str){ 0 };
	struct str said = turn_round(arena, rest, true);
	if ((is_word(w, i, "if") || is_word(w, i, "whether")))
		return arena_printf(arena, "Thank you for asking whether %.*s.", STR_FMT(said));
	if (is_at(w, i, WORDS_ASKED_OPENINGS))
		return arena_printf(arena, "Thank you for asking %.*s %.*s.", STR_FMT(word_at(w, i)), STR_FMT(said));
	if (is_word(w, i, "to"))
		return arena_printf(arena, "I know you were hoping to %.*s.", STR_FMT(said));
	return (struct str){ 0 };
}

/* "wants to …", "would like to …" */
static struct str wished_said(struct arena *arena, const struct words *w)
{
	for (size_t i = 1; i + 2 < w->count; i++) {
		if (!is_at(w, i, WORDS_WISHING_VERBS) || !is_word(w, i + 1, "to"))
			continue;
		struct str rest = turn_trim(words_between(w, i + 2, w->count));
		if (rest.len >= SHORTEST_BYTES && rest.len <= LONGEST_BYTES)
			return arena_printf(arena, "I know you were hoping to %.*s.", STR_FMT(turn_round(arena, rest, true)));
	}
	return (struct str){ 0 };
}

/* The word behind the report's verb of calling, or 0. */
static size_t called_at(const struct words *w)
{
	for (size_t i = 0; i + 2 < w->count; i++) {
		if (!is_at(w, i, WORDS_CALLING_VERBS))
			continue;
		size_t end = i + 1;
		while (end < w->count && is_at(w, end, WORDS_CALLING_ADVERBS) && !is_word(w, end, "about"))
			end++;
		return end;
	}
	return 0;
}

/* "phoned about a hold", "rang to complain that …", "called: she left her glasses". */
static struct str called_said(struct arena *arena, const struct words *w, size_t i)
{
	if (is_word(w, i, "about")) {
		struct str thing = turn_trim(words_between(w, i + 1, w->count));
		if (thing.len < SHORTEST_BYTES || thing.len > LONGEST_BYTES)
			return (struct str){ 0 };
		return arena_printf(arena, "Thank you for your call about %.*s.", STR_FMT(turn_round(arena, thing, true)));
	}
	bool listed = strchr(":;", w->text.ptr[w->items[i - 1].end - 1]) != NULL, told = is_word(w, i, "to") && is_at(w, i + 1, WORDS_TELLING_VERBS);
	if (!listed && !told)
		return (struct str){ 0 };
	size_t clause = listed ? i : i + 2;
	clause += is_word(w, clause, "that");
	struct str said = turn_trim(words_between(w, clause, w->count));
	struct words of = cut(said);
	if (said.len < 2 * SHORTEST_BYTES || said.len > LONGEST_BYTES || !has_finite_verb(&of) || is_at(&of, 0, WORDS_MODALS) || is_at(&of, 0, WORDS_FORMS_OF_BE) || is_at(&of, 0, WORDS_FORMS_OF_DO) || asking_words(&of, 0))
		return (struct str){ 0 };
	struct str turned = turn_round(arena, said, true);
	return arena_printf(arena, "%s %s%.*s.", has_any(said, WORDS_TROUBLES) ? "I'm sorry to hear that" : "Thank you for letting us know that", is_at(&of, 0, WORDS_DONE_VERBS) ? "you " : "", STR_FMT(turned));
}

struct str retell_report(struct arena *arena, struct str sentence, struct str whole)
{
	struct words w = cut(sentence);
	if (!is_of_staff(&w, whole))
		return (struct str){ 0 };
	size_t at = asked_at(&w), called = called_at(&w);
	struct str said = at ? asked_said(arena, &w, at) : (struct str){ 0 };
	if (!said.len && called)
		said = called_said(arena, &w, called);
	return said.len ? said : wished_said(arena, &w);
}

/* ---- gifts ---- */

struct str retell_gift(struct arena *arena, struct str sentence, struct str whole)
{
	if (!has_any(whole, WORDS_GIFT_OFFERS))
		return (struct str){ 0 };
	struct words w = cut(sentence);
	size_t from = skip_lead(&w, 0);
	struct str s = words_between(&w, from, w.count);
	for (size_t i = 0; i < lexicon_count(LANGUAGE_EN, WORDS_GIFT_OPENINGS); i++) {
		struct str have = lexicon_text(LANGUAGE_EN, WORDS_GIFT_OPENINGS, i), rest = str_slice(s, have.len, s.len);
		struct str first = str_slice(rest, 0, str_find(rest, STR(" "), 0));
		if (!str_starts_nocase(s, have) || !first.len || !(lexicon_has(LANGUAGE_EN, WORDS_GIFT_COUNTS, first) || is_ascii_digit(first.ptr[0])))
			continue;
		rest = turn_trim(rest);
		if (rest.len >= SHORTEST_BYTES && rest.len <= LONGEST_BYTES)
			return arena_printf(arena, "Thank you for offering us %.*s.", STR_FMT(turn_round(arena, rest, false)));
	}
	return (struct str){ 0 };
}

/* ---- statements ---- */

/* "I'm writing about …", "I emailed last week about …": what they wrote about. */
static struct str written_about(struct arena *arena, struct str s)
{
	size_t about = str_find(s, STR(" about "), 0);
	if (!lexicon_start(LANGUAGE_EN, WORDS_WRITING_OPENINGS, s).len || about >= s.len)
		return (struct str){ 0 };
	struct str thing = turn_trim(str_slice(s, about + 7, s.len));
	if (thing.len < SHORTEST_BYTES || thing.len > LONGEST_BYTES || str_starts_nocase(thing, STR("this")))
		return (struct str){ 0 };
	return arena_printf(arena, "Thank you for writing to us about %.*s.", STR_FMT(turn_round(arena, thing, false)));
}

/* "Consumer Reports wants me to pay": a name, and soon what it does. */
static bool starts_with_thing(const struct words *w)
{
	if (!w->count || !is_ascii_upper(w->text.ptr[w->items[0].start]) || is_at(w, 0, WORDS_NOT_THINGS))
		return false;
	for (size_t i = 1; i < w->count && i <= 3; i++)
		if (is_at(w, i, WORDS_THING_VERBS))
			return true;
	return false;
}

static bool has_open_quotes(struct str s)
{
	size_t quotes = 0;
	for (size_t i = 0; i < s.len; i++)
		quotes += s.ptr[i] == '"';
	return quotes % 2;
}

struct str retell_statement(struct arena *arena, struct str sentence)
{
	struct words w = cut(sentence);
	struct str s = words_between(&w, skip_lead(&w, 0), w.count);
	struct words of = cut(s);
	if (!s.len)
		return s;
	struct str about = written_about(arena, s);
	if (about.len)
		return about;
	if (lexicon_start(LANGUAGE_EN, WORDS_NO_NEWS, s).len)
		return (struct str){ 0 };
	if (str_starts_nocase(s, STR("I see that ")) || str_starts_nocase(s, STR("I found that ")))
		s = str_slice(s, str_find(s, STR("that "), 0) + 5, s.len);
	struct str clause = turn_trim(s);
	if (is_at(&of, 0, WORDS_SUBJECTLESS_VERBS))
		clause = arena_printf(arena, "I %.*s", STR_FMT(inflect_lower_first(arena, clause)));
	of = cut(clause);
	bool trouble = has_any(clause, WORDS_TROUBLES), known_start = is_at(&of, 0, WORDS_STATEMENT_OPENINGS) || starts_with_thing(&of);
	bool short_of = has_open_quotes(clause) || str_ends(clause, STR(" Rs")) || str_ends(clause, STR(" No")) || str_ends(clause, STR(" St"));
	if ((!known_start && !(trouble && is_ascii_lower(sentence.ptr[0])) && !(trouble && is_word(&of, 0, "you"))) || short_of || clause.len < 2 * SHORTEST_BYTES || clause.len > LONGEST_BYTES || !has_finite_verb(&of))
		return (struct str){ 0 };
	struct str said = turn_round(arena, is_at(&of, 0, WORDS_STATEMENT_OPENINGS) ? inflect_lower_first(arena, clause) : clause, false);
	if (has_any(clause, WORDS_WISH_VERBS) && (str_starts(said, STR("you ")) || str_starts(said, STR("your ")) || str_starts(said, STR("you're "))))
		return arena_printf(arena, "I know that %.*s.", STR_FMT(said));
	return arena_printf(arena, trouble ? "I'm sorry to hear that %.*s." : "Thank you for telling us that %.*s.", STR_FMT(said));
}
