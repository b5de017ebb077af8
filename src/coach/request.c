#include "coach/request.h"

#include "base/buf.h"
#include "coach/lexicon.h"
#include "coach/retell.h"
#include "coach/turn.h"
#include "draft/sentence.h"

#include <string.h>

enum { LONGEST_REQUEST_BYTES = 110, SHORTEST_REQUEST_BYTES = 6 };

/* How a request is opened, and what says it back: what was asked for goes behind it. There are two wordings where one would soon be worn. */
struct form {
	enum word_list openings;
	const char *says[2];
};

enum { TASK_FORMS = 5 }; /* the first of them ask about something that is done */
static const struct form forms[] = {
	{ WORDS_REQUEST_DO, { "I know you were hoping to", "I know that you wanted to" } },
	{ WORDS_REQUEST_WE_DO, { "I know you were hoping we could", "I understand that you would like us to" } },
	{ WORDS_REQUEST_HOW, { "Thank you for asking how to", NULL } },
	{ WORDS_REQUEST_WHERE, { "Thank you for asking where you can", NULL } },
	{ WORDS_REQUEST_WHEN, { "Thank you for asking when you can", NULL } },
	{ WORDS_REQUEST_THING, { "I know that you are looking for", NULL } },
	{ WORDS_REQUEST_NEED, { "I know that you need", NULL } },
	{ WORDS_REQUEST_WANT, { "I know that you would like", NULL } },
	{ WORDS_REQUEST_HAVE, { "Thank you for asking whether we have", NULL } },
	{ WORDS_REQUEST_STILL_HAVE, { "Thank you for asking whether we still have", NULL } },
	{ WORDS_REQUEST_THERE_IS, { "Thank you for asking whether there is", NULL } },
	{ WORDS_REQUEST_THERE_ARE, { "Thank you for asking whether there are", NULL } },
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

static struct str phrase(struct arena *arena, const struct form *form, struct str clause, uint32_t variant)
{
	struct str said = turn_round(arena, clause, false), told = told_about(said);
	if (told.len)
		return arena_printf(arena, "Thank you for telling us about %.*s.", STR_FMT(told));
	const char *says = form->says[form->says[1] ? variant % 2 : 0];
	return arena_printf(arena, "%s %.*s.", says, STR_FMT(said));
}

/* Can a clause begin at `at`: at the start, after a mark, after a word that joins? */
static bool begins_clause(struct str sentence, size_t at)
{
	if (at == 0)
		return true;
	struct str before = str_trim(str_slice(sentence, 0, at));
	if (before.len && (strchr(",;:-)", before.ptr[before.len - 1]) || str_ends(before, STR("\xE2\x80\x94"))))
		return true;
	size_t start = before.len;
	while (start > 0 && before.ptr[start - 1] != ' ')
		start--;
	return lexicon_has(LANGUAGE_EN, WORDS_CLAUSE_OPENERS, str_slice(before, start, before.len));
}

/* The form whose opening s begins with, the longest of them, and the bytes that it takes; NULL when there is none. */
static const struct form *form_of(struct str s, size_t *len)
{
	const struct form *best = NULL;
	*len = 0;
	for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
		for (size_t i = 0; i < lexicon_count(LANGUAGE_EN, forms[f].openings); i++) {
			struct str words = lexicon_text(LANGUAGE_EN, forms[f].openings, i);
			if (words.len <= *len || !starts_with_words(s, words))
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
		const struct form *form = begins_clause(sentence, at) ? form_of(str_slice(sentence, at, sentence.len), &len) : NULL;
		if (!form)
			continue;
		*after = at + len + 1;
		return form;
	}
	return NULL;
}

/* The request as an opening tells it, or an empty str. */
static struct str opened(struct arena *arena, struct str s, uint32_t variant, bool vague)
{
	size_t after;
	const struct form *form = find_form(s, &after);
	if (!form)
		return (struct str){ 0 };
	struct str clause = turn_trim(str_slice(s, after, s.len));
	if (clause.len < SHORTEST_REQUEST_BYTES || clause.len > LONGEST_REQUEST_BYTES)
		return (struct str){ 0 };
	bool is_do = form->openings == WORDS_REQUEST_DO, is_task = form < forms + TASK_FORMS;
	if (is_task && !vague && turn_is_vague(clause))
		return (struct str){ 0 };
	if (is_do && is_odd_hope(clause) && !told_about(clause).len)
		return (struct str){ 0 };
	return phrase(arena, form, clause, variant);
}

/* The ways to take a request up, the surest first. */
enum approach { WAY_REPORT, WAY_GIFT, WAY_ASKED, WAY_TURNED, WAY_WISHED, WAY_STATED, WAY_VAGUE, WAYS };

static struct str take_up(struct arena *arena, enum approach way, struct str s, struct str whole, uint32_t variant)
{
	/* chats leave the question mark out */
	bool is_question = s.ptr[s.len - 1] != '.' && s.ptr[s.len - 1] != '!', is_statement = s.ptr[s.len - 1] != '?';
	switch (way) {
	case WAY_REPORT:
		return retell_report(arena, s, whole);
	case WAY_ASKED:
		return is_question ? opened(arena, s, variant, false) : (struct str){ 0 };
	case WAY_TURNED:
		return retell_question(arena, s);
	case WAY_WISHED:
		return is_statement ? opened(arena, s, variant, false) : (struct str){ 0 };
	case WAY_GIFT:
		return retell_gift(arena, s, whole);
	case WAY_STATED:
		return is_statement ? retell_statement(arena, s) : (struct str){ 0 };
	case WAY_VAGUE:
		return opened(arena, s, variant, true);
	case WAYS:
		break;
	}
	return (struct str){ 0 };
}

/* The sentence without what stands in parentheses. */
static struct str without_asides(struct arena *arena, struct str s)
{
	struct buf buf = buf_make(arena);
	size_t done = 0;
	for (;;) {
		size_t open = str_find(s, STR(" ("), done), close = str_find(s, STR(")"), open);
		if (close >= s.len)
			break;
		buf_str(&buf, str_slice(s, done, open));
		done = close + 1;
	}
	if (!done)
		return s;
	buf_str(&buf, str_slice(s, done, s.len));
	return buf_view(&buf);
}

struct str request_acknowledge(struct arena *arena, struct str question, uint32_t variant)
{
	struct norm norm = norm_of_str(arena, question);
	struct sentences sentences = sentence_split(arena, &norm);
	for (int way = 0; way < WAYS; way++) {
		for (size_t i = 0; i < sentences.count; i++) {
			struct span span = sentences.spans[i];
			struct str s = without_asides(arena, str_slice(norm.bytes, span.start, span.end));
			struct str said = take_up(arena, (enum approach)way, s, norm.bytes, variant);
			if (said.len)
				return said;
		}
	}
	return (struct str){ 0 };
}
