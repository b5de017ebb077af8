#include "coach/clause.h"

#include "coach/lexicon.h"

#include <string.h>

struct str clause_opening(struct str s)
{
	struct str word = str_slice(s, 0, str_find(s, STR(" "), 0));
	while (str_ends_in(word, ",;:.!"))
		word.len--;
	return word;
}

bool clause_opens_with(struct str s, enum word_list list)
{
	return lexicon_has(LANGUAGE_EN, list, clause_opening(s));
}

size_t clause_count_words(struct str s)
{
	size_t words = 0;
	for (size_t i = 0; i < s.len; i++)
		words += !is_ascii_space(s.ptr[i]) && (i == 0 || is_ascii_space(s.ptr[i - 1]));
	return words;
}

struct str clause_without_lead(struct str s)
{
	for (size_t i = 0; i < lexicon_count(LANGUAGE_EN, WORDS_ANNOUNCEMENTS); i++) {
		struct str opening = lexicon_text(LANGUAGE_EN, WORDS_ANNOUNCEMENTS, i);
		if (!str_starts_nocase(s, opening) || s.len <= opening.len || !strchr(" ,:", s.ptr[opening.len]))
			continue;
		size_t at = opening.len;
		while (at < s.len && strchr(" ,:", s.ptr[at]))
			at++;
		return str_slice(s, at, s.len);
	}
	return s;
}

bool clause_lacks_we(struct str clause)
{
	return clause_opens_with(clause, WORDS_SUBJECTLESS_AUXILIARIES);
}

bool clause_is_imperative(struct str s)
{
	return clause_opens_with(s, WORDS_TASK_VERBS);
}

bool clause_is_subordinate(struct str s)
{
	return clause_opens_with(s, WORDS_SUBORDINATORS);
}

bool clause_says_not(struct str s)
{
	return lexicon_is_in(LANGUAGE_EN, WORDS_NEGATIONS, s);
}

static bool has_stating_subject(struct str s)
{
	enum { LEAST_WORDS = 6 };
	for (size_t i = 0; i < lexicon_count(LANGUAGE_EN, WORDS_STATEMENT_SUBJECTS); i++)
		if (str_starts(s, lexicon_text(LANGUAGE_EN, WORDS_STATEMENT_SUBJECTS, i)))
			return clause_count_words(s) >= LEAST_WORDS;
	return false;
}

bool clause_is_statement(enum language language, struct str s)
{
	return (language == LANGUAGE_EN && has_stating_subject(s)) || lexicon_is_in(language, WORDS_FINITE_VERBS, s);
}

bool clause_can_be_regretted(struct str clause)
{
	bool is_capital = clause.len > 1 && is_ascii_upper(clause.ptr[0]) && is_ascii_lower(clause.ptr[1]);
	if (!clause.len || is_capital || lexicon_start(LANGUAGE_EN, WORDS_NOT_REGRETTED, clause).len)
		return false;
	return !clause_lacks_we(clause) && !clause_opens_with(clause, WORDS_NO_SUBJECTS);
}

static bool has_open_parenthesis(struct str text)
{
	size_t depth = 0;
	for (size_t i = 0; i < text.len; i++)
		depth += (text.ptr[i] == '(') - (size_t)(text.ptr[i] == ')');
	return depth != 0;
}

bool clause_limps(struct str text)
{
	enum { LATEST_REGRET = 8, LATEST_COLON = 50 };
	if (lexicon_ends(LANGUAGE_EN, WORDS_OPEN_ENDS, text) || has_open_parenthesis(text))
		return true;
	size_t colon = str_find(text, STR(": "), 0), regret = str_find(text, STR("sorry that "), 0);
	if (regret >= LATEST_REGRET)
		return false;
	struct str clause = str_slice(text, regret + sizeof "sorry that " - 1, text.len);
	return (colon < LATEST_COLON && colon < text.len) || !clause_can_be_regretted(clause);
}
