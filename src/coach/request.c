#include "coach/request.h"

#include "base/buf.h"
#include "coach/calm.h"
#include "coach/clearness.h"
#include "coach/inflect.h"
#include "coach/news.h"
#include "coach/opening.h"
#include "coach/referent.h"
#include "coach/report.h"
#include "coach/retell.h"
#include "coach/turn.h"
#include "coach/words.h"
#include "draft/sentence.h"

#include <string.h>

/* The ways to take a request up. WAY_TOLD is a wish or a trouble, whichever comes first. */
enum approach { WAY_REPORT, WAY_GIFT, WAY_ASKED, WAY_TURNED, WAY_WISHED, WAY_TOLD, WAY_DEED, WAY_TROUBLE, WAY_STATED, WAY_VAGUE };

/* Which are tried first; what is less clear has to wait for what is clearer. */
static const struct {
	enum approach way;
	enum clearness least;
} steps[] = {
	{ WAY_REPORT, CLEARNESS_POINTS },  { WAY_GIFT, CLEARNESS_FULL },     { WAY_ASKED, CLEARNESS_FULL },    { WAY_TURNED, CLEARNESS_FULL },
	{ WAY_TOLD, CLEARNESS_FULL },      { WAY_DEED, CLEARNESS_FULL },      { WAY_ASKED, CLEARNESS_POINTS },  { WAY_TURNED, CLEARNESS_POINTS }, { WAY_WISHED, CLEARNESS_POINTS },
	{ WAY_TROUBLE, CLEARNESS_POINTS }, { WAY_STATED, CLEARNESS_POINTS }, { WAY_VAGUE, CLEARNESS_NONE },
};

/* Where an aside begins at or behind `from`, and where it ends: "(the old one)", ", who is deaf,". False when there is
 * none. */
static bool next_aside(struct str s, size_t from, struct span *aside)
{
	for (size_t at = from; at + 2 < s.len; at++) {
		bool parens = s.ptr[at] == ' ' && s.ptr[at + 1] == '(', comma = s.ptr[at] == ',' && s.ptr[at + 1] == ' ';
		if (!parens && (!comma || !lexicon_start(LANGUAGE_EN, WORDS_RELATIVE_OPENINGS, str_slice(s, at + 2, s.len)).len))
			continue;
		size_t end = str_find(s, parens ? STR(")") : STR(","), at + 2);
		if (end >= s.len)
			continue;
		*aside = (struct span){ at, end + 1 };
		return true;
	}
	return false;
}

static struct str without_asides(struct arena *arena, struct str s)
{
	struct buf buf = buf_make(arena);
	struct span aside = { 0, 0 };
	size_t done = 0;
	while (next_aside(s, done, &aside)) {
		buf_str(&buf, str_slice(s, done, aside.start));
		done = aside.end;
	}
	if (!done)
		return s;
	buf_str(&buf, str_slice(s, done, s.len));
	return buf_view(&buf);
}

/* "I broke my wrist, can you keep them longer?": what is told in front of the question; empty when nothing is. */
static struct str told_before_question(struct str s)
{
	for (size_t at = s.len; at-- > 0;) {
		if (s.ptr[at] != ',')
			continue;
		struct str rest = str_trim(str_slice(s, at + 1, s.len)), word = str_slice(rest, 0, str_find(rest, STR(" "), 0));
		bool asks = lexicon_has(LANGUAGE_EN, WORDS_MODALS, word) || lexicon_has(LANGUAGE_EN, WORDS_FORMS_OF_DO, word) ||
			    lexicon_has(LANGUAGE_EN, WORDS_FORMS_OF_BE, word) || lexicon_has(LANGUAGE_EN, WORDS_INTERROGATIVES, word);
		if (asks)
			return str_slice(s, 0, at);
	}
	/* "My booking got cancelled??", "I'm still number 47?" */
	struct words w = words_cut(s);
	size_t i = words_lead(&w);
	bool amazed = str_ends(s, STR("??")) || str_ends(s, STR("?!")) || str_ends(s, STR("!?"));
	bool states = words_in(&w, i, WORDS_STATEMENT_OPENINGS) && !words_in(&w, i + 1, WORDS_MODALS);
	return amazed || states ? s : (struct str){ 0 };
}

/* "Please waive the charge." */
static bool is_command(struct str s)
{
	return lexicon_start(LANGUAGE_EN, WORDS_REQUEST_COMMAND, s).len > 0;
}

/* What the patron wrote. */
struct letter {
	struct str text;
	bool gives; /* it offers a gift */
	bool asks;
	uint32_t variant;
};

/* Does it ask something? Chats leave the question mark out. */
static bool asks(const struct norm *norm, const struct sentences *sentences)
{
	for (size_t i = 0; i < sentences->count; i++) {
		struct words w = words_cut(sentence_text(norm->bytes, sentences, i));
		size_t first = words_lead(&w);
		if (str_ends_in(w.text, "?") || words_in(&w, first, WORDS_MODALS) || words_in(&w, first, WORDS_FORMS_OF_DO) || words_asking(&w, first))
			return true;
	}
	return false;
}

static struct str take_up(struct arena *arena, enum approach way, struct str s, const struct letter *letter)
{
	/* chats leave the question mark out */
	bool is_question = s.ptr[s.len - 1] != '.' && s.ptr[s.len - 1] != '!', is_statement = s.ptr[s.len - 1] != '?';
	struct str told = is_statement ? s : told_before_question(s), said = { 0 };
	switch (way) {
	case WAY_REPORT:
		return report_retell(arena, s, letter->text);
	case WAY_ASKED:
		return is_question || is_command(s) ? opening_request(arena, s, letter->variant) : (struct str){ 0 };
	case WAY_TURNED:
		return retell_question(arena, s);
	case WAY_WISHED:
		return is_statement ? opening_request(arena, s, letter->variant) : (struct str){ 0 };
	case WAY_GIFT:
		return letter->gives ? news_gift(arena, s) : (struct str){ 0 };
	case WAY_TOLD:
		if (is_statement)
			said = opening_request(arena, s, letter->variant);
		return said.len && clearness_of(said) == CLEARNESS_FULL ? said : news_trouble(arena, told);
	case WAY_DEED:
		return news_deed(arena, told);
	case WAY_TROUBLE:
		return news_trouble(arena, told);
	case WAY_STATED:
		return news_statement(arena, told);
	case WAY_VAGUE:
		return opening_vague_request(arena, s, letter->variant);
	}
	return (struct str){ 0 };
}

/* Sentence i of the letter; with the next one where it was cut behind "Messrs." or "St.". */
static struct str sentence_whole(const struct norm *norm, const struct sentences *sentences, size_t i)
{
	struct span span = sentences->spans[i];
	while (i + 1 < sentences->count && turn_ends_in_title(str_slice(norm->bytes, span.start, span.end)))
		span.end = sentences->spans[++i].end;
	return str_slice(norm->bytes, span.start, span.end);
}

/* ---- what one is sorry for first ---- */

/* Where the clause at `from` ends: at a mark, or at what joins the next one. */
static size_t clause_end(struct str s, size_t from)
{
	size_t end = s.len;
	for (size_t i = 0; i < lexicon_count(LANGUAGE_EN, WORDS_GRAVE_ENDS); i++) {
		size_t at = str_find(s, lexicon_text(LANGUAGE_EN, WORDS_GRAVE_ENDS, i), from);
		/* "my brother is | so sad" is no end */
		bool grave = at < s.len && lexicon_start(LANGUAGE_EN, WORDS_GRAVES, str_slice(s, at + 1, s.len)).len > 0;
		end = !grave && at < end ? at : end;
	}
	return end;
}

/* The clause as we are sorry for it: "I've broken my ankle"; empty when it tells of nothing grave, or not of the reader. */
static struct str sorry_for(struct arena *arena, struct str clause, bool reported)
{
	enum { SHORTEST_BYTES = 8, LONGEST_BYTES = 70 };
	clause = turn_trim_marks(clause);
	struct words w = words_cut(clause);
	size_t from = words_in(&w, 0, WORDS_CLAUSE_OPENERS) || words_in(&w, 0, WORDS_JOINTS_BEFORE_YOU) || words_is(&w, 0, "since") || words_is(&w, 0, "while") ? 1 : 0;
	bool own = words_in(&w, from, WORDS_FIRST_PERSON) || (reported && (words_is(&w, from, "he") || words_is(&w, from, "she")));
	clause = words_between(&w, from, w.count);
	if (!own || clause.len < SHORTEST_BYTES || clause.len > LONGEST_BYTES)
		return (struct str){ 0 };
	if (words_find(clause, WORDS_GRAVES) >= clause.len || words_find(clause, WORDS_NO_GRAVES) < clause.len)
		return (struct str){ 0 };
	return turn_round(arena, inflect_lower_first(arena, clause), reported);
}

static struct str sorry_in(struct arena *arena, struct str s, bool reported)
{
	for (size_t from = 0; from < s.len;) {
		size_t end = clause_end(s, from);
		struct str sorry = sorry_for(arena, str_trim(str_slice(s, from, end)), reported);
		if (sorry.len)
			return sorry;
		from = end + 1;
		while (from < s.len && strchr("?! ", s.ptr[from])) /* "??" */
			from++;
	}
	return (struct str){ 0 };
}

/* "Could a friend fetch it? I've broken my ankle.": whoever has such a trouble is told first that we are sorry for it. */
static struct str with_sorrow(struct arena *arena, const struct norm *norm, const struct sentences *sentences, struct str said, bool reported)
{
	enum { MOST_SENTENCES = 8 };
	static const struct str understood = { "I understand that ", 18 }, regrets = { "I'm sorry to hear that ", 23 };
	bool is_sorry = str_starts(said, regrets);
	if (!is_sorry && str_starts(said, STR("I'm sorry")))
		return said;
	for (size_t i = 0; i < sentences->count && i < MOST_SENTENCES; i++) {
		struct str s = referent_named(arena, sentence_whole(norm, sentences, i), str_slice(norm->bytes, 0, sentences->spans[i].start));
		struct str sorry = sorry_in(arena, s, reported);
		if (!sorry.len)
			continue;
		if (str_starts(said, understood) && str_starts(str_slice(said, understood.len, said.len), sorry))
			return arena_printf(arena, "I'm sorry to hear that %.*s", STR_FMT(str_slice(said, understood.len, said.len)));
		if (is_sorry && words_find(said, WORDS_GRAVES) < said.len)
			return said;
		struct str after = is_sorry ? arena_printf(arena, "I understand that %.*s", STR_FMT(str_slice(said, regrets.len, said.len))) : said;
		return str_find(said, sorry, 0) < said.len ? said : arena_printf(arena, "I'm sorry to hear that %.*s. %.*s", STR_FMT(sorry), STR_FMT(after));
	}
	return said;
}

static bool quotes(const struct words *w)
{
	enum { EARLY_WORDS = 6 };
	for (size_t i = 1; i < EARLY_WORDS; i++)
		if (words_in(w, i, WORDS_SAYING_VERBS))
			return true;
	return false;
}

/* "the soap is gone": who only reports it is thanked for that. What they tell of themselves, or what somebody or something says, is understood. */
static struct str with_thanks(struct arena *arena, struct str said, const struct letter *letter)
{
	static const struct str understood = { "I understand that ", 18 };
	struct str told = str_slice(said, str_starts(said, understood) ? understood.len : said.len, said.len);
	struct words w = words_cut(told);
	if (letter->asks || !told.len || str_starts_nocase(words_at(&w, 0), STR("you")) || quotes(&w))
		return said;
	return arena_printf(arena, "Thank you for letting us know that %.*s", STR_FMT(told));
}

/* What was written behind the mark of a ticket: "[REQ-40417] Please …". */
static struct str without_tag(struct str question)
{
	enum { MOST_BYTES = 30 };
	size_t end = str_find(question, STR("]"), 0);
	bool tagged = str_starts(question, STR("[")) && end < question.len && end < MOST_BYTES;
	return tagged ? str_trim(str_slice(question, end + 1, question.len)) : question;
}

/* "Thank you for asking whether …", "I know you were hoping …": can a yes or a no follow? */
static bool takes_yes(struct str said)
{
	static const char *const openings[] = { "Thank you for asking whether ", "I know you were hoping ", "I know that you would like ", "I understand that you would like us to " };
	for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
		if (str_starts(said, str_of(openings[i])))
			return true;
	return false;
}

/* "the man at table 6 smells", "some idiot": a remark on somebody that nobody at a desk would say again. A title is none. */
static bool is_unkind(struct str said)
{
	size_t called = words_find(said, WORDS_UNKIND_WORDS), remark = words_find(said, WORDS_UNKIND_OF_PEOPLE);
	bool of_people = false;
	struct words w = words_cut(str_slice(said, 0, remark));
	for (size_t i = 0; i < w.count; i++)
		of_people = of_people || words_in(&w, i, WORDS_OTHER_PEOPLE);
	return (called < said.len && is_ascii_lower(said.ptr[called])) || (remark < said.len && of_people);
}

static struct str acknowledge(struct arena *arena, struct str question, uint32_t variant, bool answered)
{
	enum { MOST_SENTENCES = 60 }; /* what was not asked by then is not what it is about */
	struct norm norm = norm_of_str(arena, without_tag(question));
	struct sentences sentences = sentence_split(arena, &norm);
	struct letter letter = { norm.bytes, news_is_gift(norm.bytes), asks(&norm, &sentences), variant };
	for (size_t step = 0; step < sizeof steps / sizeof *steps; step++) {
		for (size_t i = 0; i < sentences.count && i < MOST_SENTENCES; i++) {
			struct span span = sentences.spans[i];
			struct str s = without_asides(arena, sentence_whole(&norm, &sentences, i));
			s = referent_named(arena, s, str_slice(norm.bytes, 0, span.start));
			/* what only points would be said back */
			if (steps[step].least == CLEARNESS_POINTS)
				s = referent_thing_named(arena, s, str_slice(norm.bytes, 0, span.start));
			struct str said = take_up(arena, steps[step].way, s, &letter);
			if (said.len && clearness_of(said) <= steps[step].least && (!answered || takes_yes(said)) && !is_unkind(said))
				return calm_words(arena, with_sorrow(arena, &norm, &sentences, with_thanks(arena, said, &letter), steps[step].way == WAY_REPORT));
		}
	}
	return (struct str){ 0 };
}

/* 'charged for "hold not picked up.".': the stop within the marks is enough. */
static struct str with_one_stop(struct str said)
{
	bool twice = str_ends(said, STR(".\".")) || str_ends(said, STR("?\".")) || str_ends(said, STR("!\"."));
	return str_slice(said, 0, said.len - twice);
}

struct str request_acknowledge(struct arena *arena, struct str question, uint32_t variant)
{
	return with_one_stop(acknowledge(arena, question, variant, false));
}

struct str request_acknowledge_answered(struct arena *arena, struct str question, uint32_t variant)
{
	return with_one_stop(acknowledge(arena, question, variant, true));
}
