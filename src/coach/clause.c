#include "coach/clause.h"

#include "coach/lexicon.h"

#include <string.h>

struct str clause_opening(struct str s)
{
	return str_trim_end(str_slice(s, 0, str_find(s, STR(" "), 0)), ",;:.!?");
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

/* The bytes of the first text of the list that s begins with and that a mark of `marks` follows; 0 when there is none. */
static size_t start_before(struct str s, enum word_list list, const char *marks)
{
	for (size_t i = 0; i < lexicon_count(LANGUAGE_EN, list); i++) {
		struct str text = lexicon_text(LANGUAGE_EN, list, i);
		if (str_starts_nocase(s, text) && s.len > text.len && strchr(marks, s.ptr[text.len]))
			return text.len;
	}
	return 0;
}

/* The bytes of "In reply to your mail of Monday" that s begins with, up to its mark; 0 when it begins otherwise. */
static size_t reference_len(struct str s)
{
	enum { MOST_BYTES = 80 };
	size_t len = lexicon_start(LANGUAGE_EN, WORDS_REFERENCES, s).len, comma = str_find(s, STR(", "), len), colon = str_find(s, STR(": "), len);
	size_t end = comma < colon ? comma : colon;
	return len && end < s.len && end <= MOST_BYTES ? end : 0;
}

/* The bytes of what announces s, with the marks behind it. */
static size_t lead_len(struct str s)
{
	size_t len = start_before(s, WORDS_ANNOUNCEMENTS, " ,:");
	/* "I'm afraid that falls to another department": it is the subject */
	if (len && str_ends(str_slice(s, 0, len), STR(" that")) &&
	    lexicon_start(LANGUAGE_EN, WORDS_FINITE_VERBS, str_slice(s, len, s.len)).len)
		len -= sizeof " that" - 1;
	len = len ? len : start_before(s, WORDS_INTERJECTIONS, ",");
	len = len ? len : reference_len(s);
	while (len && len < s.len && strchr(" ,:", s.ptr[len]))
		len++;
	return len;
}

struct str clause_without_lead(struct str s)
{
	for (size_t len = lead_len(s); len && len < s.len; len = lead_len(s))
		s = str_slice(s, len, s.len);
	return s;
}

/* "2. ", "3) " */
static size_t number_end(struct str s)
{
	size_t at = 0;
	while (at < s.len && is_ascii_digit(s.ptr[at]))
		at++;
	return at && at + 1 < s.len && strchr(".)", s.ptr[at]) && s.ptr[at + 1] == ' ' ? at + 2 : 0;
}

size_t clause_address_end(struct str s)
{
	size_t comma = str_find(s, STR(", "), 0);
	if (number_end(s) || comma + 2 >= s.len)
		return number_end(s);
	struct str head = str_slice(s, 0, comma);
	size_t words = clause_count_words(head);
	bool greets = words == 1 && clause_opens_with(head, WORDS_ADDRESSES);
	bool names = words >= 2 && words <= 3 && clause_opens_with(head, WORDS_TITLES);
	return greets || names ? comma + 2 : 0;
}

bool clause_lacks_we(struct str clause)
{
	return clause_opens_with(clause, WORDS_SUBJECTLESS_AUXILIARIES);
}

/* "Renewals", "Non-members", "Registration": how a word is made tells that it is no name. */
static bool is_made_common(struct str word)
{
	static const char *const starts[] = { "Non-", "Off-", "Out-of-", "Self-", "Pre-", "Re-" }, *const ends[] = { "tion", "tions", "ment", "ments", "ness", "ships", "ings" };
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (str_starts(word, str_of(starts[i])))
			return true;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(word, str_of(ends[i])))
			return true;
	return false;
}

bool clause_opens_common(struct str s)
{
	struct str word = clause_opening(s), rest = str_trim(str_slice(s, str_find(s, STR(" "), 0), s.len)), next = clause_opening(rest);
	/* "Library Help", "Document Supply" */
	if (next.len > 1 && is_ascii_upper(next.ptr[0]) && is_ascii_lower(next.ptr[1]))
		return false;
	bool gerund = str_ends(word, STR("ing")) && (lexicon_has(LANGUAGE_EN, WORDS_DETERMINERS, next) || lexicon_has(LANGUAGE_EN, WORDS_PLACE_PREPOSITIONS, next));
	/* chats have no capital to lose */
	bool plain = word.len > 2 && is_ascii_alpha(word.ptr[0]) && is_ascii_lower(word.ptr[1]);
	return plain && (gerund || lexicon_has(LANGUAGE_EN, WORDS_COMMON_NOUNS, word) || is_made_common(word));
}

/* "Request cancelled": what was done with it stands behind a thing, not behind a task. */
static bool is_done(struct str s)
{
	struct str next = clause_opening(str_trim(str_slice(s, clause_opening(s).len, s.len)));
	return next.len > 4 && str_ends(next, STR("ed"));
}

bool clause_is_imperative(struct str s)
{
	return clause_opens_with(s, WORDS_TASK_VERBS) && !is_done(s);
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

/* "Text books we don't buy": the object stands in front. */
static bool fronts_object(struct str clause)
{
	enum { MOST_WORDS = 4 };
	static const char *const denials[] = {" we don't ", " we do not ", " we aren't ",
					      " we can't ", " we cannot ", " we never "};
	for (size_t i = 0; i < sizeof denials / sizeof *denials; i++) {
		size_t at = str_find(clause, str_of(denials[i]), 0);
		struct str before = str_slice(clause, 0, at);
		if (at < clause.len && clause_count_words(before) <= MOST_WORDS &&
		    !lexicon_is_in(LANGUAGE_EN, WORDS_FINITE_VERBS, before) && !memchr(before.ptr, ',', before.len))
			return true;
	}
	return false;
}

/* Does it tell what somebody is, wants or has to do, or begin with what stands in front of its subject? "I'm sorry
 * that" suits neither. */
bool clause_suits_no_regret(struct str clause)
{
	struct str first = str_slice(clause, 0, str_find(clause, STR(", "), 0));
	/* "faxing isn't a service that we provide": what is not done, and no word of what it is */
	if (str_find(first, STR(" a service that "), 0) < first.len || str_find(first, STR(" a service which "), 0) < first.len)
		return false;
	return fronts_object(clause) || lexicon_start(LANGUAGE_EN, WORDS_FRONTED, clause).len ||
	       lexicon_is_in(LANGUAGE_EN, WORDS_NO_REGRETS, first) || clause_opens_with(clause, WORDS_NO_SUBJECTS);
}

bool clause_can_be_regretted(struct str clause)
{
	bool is_capital = clause.len > 1 && is_ascii_upper(clause.ptr[0]) && is_ascii_lower(clause.ptr[1]);
	/* "ask us anything does not mean", "please do not" */
	struct str second = clause_opening(str_trim(str_slice(clause, clause_opening(clause).len, clause.len)));
	bool bids = clause_is_imperative(clause) && (lexicon_has(LANGUAGE_EN, WORDS_DETERMINERS, second) || lexicon_has(LANGUAGE_EN, WORDS_PERSONS_SPOKEN_TO, second));
	if (bids || lexicon_is_in(LANGUAGE_EN, WORDS_GOOD_DENIALS, clause))
		return false;
	if (!clause.len || is_capital || lexicon_start(LANGUAGE_EN, WORDS_NOT_REGRETTED, clause).len)
		return false;
	return !clause_lacks_we(clause) && !clause_suits_no_regret(clause);
}

/* A second clause begins where a mark stands before a subject: then the regret would not know where to end. */
static bool has_second_clause(struct str s)
{
	for (size_t comma = str_find(s, STR(", "), 0); comma + 2 < s.len; comma = str_find(s, STR(", "), comma + 1))
		if (is_ascii_upper(s.ptr[comma + 2]))
			return true;
	return lexicon_is_in(LANGUAGE_EN, WORDS_SECOND_CLAUSES, s);
}

/* The clause as far as another one that hangs on it. */
static struct str main_part(struct str s)
{
	size_t end = s.len;
	for (size_t i = 0; i < lexicon_count(LANGUAGE_EN, WORDS_MAIN_CLAUSE_ENDS); i++) {
		size_t at = str_find(s, lexicon_text(LANGUAGE_EN, WORDS_MAIN_CLAUSE_ENDS, i), 0);
		end = at < end ? at : end;
	}
	return str_slice(s, 0, end < s.len ? end + 1 : s.len);
}

/* What something is denied to be: "we're not robots", "proximity is not enrollment". What cannot be had, or is not done, is another matter. */
static bool denies_being(struct str s)
{
	static const char *const denials[] = { " is not ", " isn't ", " are not ", " aren't ", "'re not ", "'m not " };
	static const char *const nouns[] = { "ts", "rs", "ns", "ds", "gs", "es", "ment", "ship", "tion", "ness" };
	for (size_t i = 0; i < sizeof denials / sizeof *denials; i++) {
		size_t at = str_find(s, str_of(denials[i]), 0);
		struct str what = str_trim_end(str_slice(s, at + strlen(denials[i]), s.len), ".! ");
		if (at >= s.len || clause_count_words(what) != 1)
			continue;
		if (is_ascii_upper(what.ptr[0]) && what.len > 1 && is_ascii_lower(what.ptr[1]))
			return true;
		for (size_t n = 0; n < sizeof nouns / sizeof *nouns; n++)
			if (str_ends(what, str_of(nouns[n])))
				return true;
	}
	return false;
}

/* "3 out means 3 out", "Friday is Friday" */
static bool says_twice(struct str s)
{
	static const char *const verbs[] = { " means ", " is ", " are " };
	s = str_trim_end(s, ".! ");
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		size_t at = str_find(s, str_of(verbs[i]), 0);
		if (at && at < s.len && str_eq_nocase(str_slice(s, 0, at), str_slice(s, at + strlen(verbs[i]), s.len)))
			return true;
	}
	return false;
}

bool clause_retorts(struct str s)
{
	return lexicon_is_in(LANGUAGE_EN, WORDS_RETORTS, s) || denies_being(main_part(s)) || says_twice(s);
}

bool clause_is_plain_no(struct str s)
{
	enum { MOST_WORDS = 24 };
	struct str said = main_part(s);
	/* "a cough isn't noise", "you will need your card" */
	bool is_one = str_starts_nocase(s, STR("a ")) || str_starts_nocase(s, STR("an "));
	bool defines = is_one && (str_find(said, STR(" isn't "), 0) < said.len || str_find(said, STR(" is not "), 0) < said.len);
	bool teaches = defines || lexicon_is_in(LANGUAGE_EN, WORDS_LESSONS, said) || lexicon_start(LANGUAGE_EN, WORDS_OBLIGATIONS, s).len;
	return clause_says_not(said) && !teaches && !clause_retorts(s) && clause_count_words(s) <= MOST_WORDS && !has_second_clause(s) && clause_can_be_regretted(s);
}

static bool has_open_parenthesis(struct str text)
{
	size_t depth = 0;
	for (size_t i = 0; i < text.len; i++)
		depth += (text.ptr[i] == '(') - (size_t)(text.ptr[i] == ')');
	return depth != 0;
}

/* "…, so even if you had.": a condition at the end, joined to nothing. */
static bool ends_on_condition(struct str text)
{
	enum { MOST_WORDS = 4 };
	static const char *const joints[] = { ", so ", ", and ", ", but " };
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		size_t last = text.len;
		for (size_t at = str_find(text, str_of(joints[i]), 0); at < text.len; at = str_find(text, str_of(joints[i]), at + 1))
			last = at + strlen(joints[i]);
		struct str rest = str_slice(text, last, text.len);
		struct str condition = str_starts(rest, STR("even ")) ? str_slice(rest, 5, rest.len) : rest;
		if (str_starts(condition, STR("if ")) && clause_count_words(condition) <= MOST_WORDS)
			return true;
	}
	return false;
}

bool clause_limps(struct str text)
{
	enum { LATEST_REGRET = 8, LATEST_COLON = 50 };
	/* "set up so that we can't lend" is one clause, and "so we're sorry that that" none */
	if (str_find(text, STR("sorry that that "), 0) < text.len || str_find(text, STR(" we ask that that "), 0) < text.len)
		return true;
	/* the clause that was led in is gone, and the next one stands in its place */
	if (str_starts(text, STR("As things stand, and ")) || str_starts(text, STR("In case it helps, and ")) ||
	    str_find(text, STR(" hoped for, and "), 0) < text.len)
		return true;
	if (lexicon_ends(LANGUAGE_EN, WORDS_OPEN_ENDS, text) || has_open_parenthesis(text) || ends_on_condition(text))
		return true;
	size_t colon = str_find(text, STR(": "), 0), regret = str_find(text, STR("sorry that "), 0);
	struct str clause = str_slice(text, regret + sizeof "sorry that " - 1, text.len);
	if (regret >= LATEST_REGRET)
		return clause.len && clause_suits_no_regret(clause);
	return (colon < LATEST_COLON && colon < text.len) || !clause_can_be_regretted(clause);
}
