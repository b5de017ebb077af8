#include "coach/clause.h"

#include <string.h>

struct str clause_opening(struct str s)
{
	struct str word = str_slice(s, 0, str_find(s, STR(" "), 0));
	while (str_ends_in(word, ",;:.!"))
		word.len--;
	return word;
}

bool clause_is_word_of(struct str word, const char *const *list)
{
	for (; *list; list++)
		if (str_eq_nocase(word, str_of(*list)))
			return true;
	return false;
}

size_t clause_count_words(struct str s)
{
	size_t words = 0;
	for (size_t i = 0; i < s.len; i++)
		words += !is_ascii_space(s.ptr[i]) && (i == 0 || is_ascii_space(s.ptr[i - 1]));
	return words;
}

bool clause_has_any(struct str s, const char *const *words)
{
	for (; *words; words++)
		if (str_find(s, str_of(*words), 0) < s.len)
			return true;
	return false;
}

struct str clause_without_lead(struct str s)
{
	static const char *const openings[] = { "unfortunately", "regrettably", "sadly", "sorry", "please note that", "please note", "kindly note that", "kindly note", "kindly", "please be advised that", "kindly note that",
						"i'm afraid that", "i'm afraid", "i am afraid", "we regret that", "as you know", "note that", "but", "however", "also", "and", "so", "again", "well", "no" };
	for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
		struct str opening = str_of(openings[i]);
		if (!str_starts_nocase(s, opening) || s.len <= opening.len || !strchr(" ,:", s.ptr[opening.len]))
			continue;
		size_t at = opening.len;
		while (at < s.len && strchr(" ,:", s.ptr[at]))
			at++;
		return str_slice(s, at, s.len);
	}
	return s;
}

bool clause_is_small_word(struct str word)
{
	static const char *const words[] = { "the", "this", "that", "your", "our", "we", "i", "it", "there", "a", "an", "all", "these", "those", "my", "he", "she", "they", "you", "any", "every", "each", "some",
					     "most", "only", "both", "its", "their", "copies", "rooms", "renewals", "holds", "fines", "fees", "students", "members", "staff", "it's", "that's", "there's", "we'd", "i'd", "you'd", "you're", "they're", "we'll", "i'll", "we're", "i'm", "we've", "i've",
					     "no", "nobody", "one", "two", "three", "books", "items", "once", "at", "in", "for", "since", "because", "as", "if", "when", "what", "where", "el", "la", "los", "las", "su", "no", "es" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq_nocase(word, str_of(words[i])))
			return true;
	return false;
}

bool clause_lacks_we(struct str clause)
{
	static const char *const auxiliaries[] = { "can't", "cannot", "cant", "won't", "wont", "don't", "dont", "couldn't", "haven't", NULL };
	return clause_is_word_of(clause_opening(clause), auxiliaries);
}

bool clause_is_imperative(struct str s)
{
	static const char *const verbs[] = { "use", "look", "pay", "check", "ask", "go", "log", "come", "try", "see", "read", "contact", "call", "search", "return", "fill", "bring", "send", "take", "email", "e-mail", "phone", "ring", "visit", "buy", "apply", "speak", "talk", "google", "download", "print", "register", "renew", "request", "reserve", "book", "wait", "keep", "leave", "put", "make", "give", "tell", "write", "submit", "click", "follow", "present", "pick", "collect", "raise", "fill", "order", "sign", "start", "get", "find", "direct", NULL };
	return clause_is_word_of(clause_opening(s), verbs);
}

bool clause_is_subordinate(struct str s)
{
	static const char *const subordinate[] = { "when", "if", "although", "though", "since", "because", "as", "while", "once", "unless", "until", "after", "before", NULL };
	return clause_is_word_of(clause_opening(s), subordinate);
}

bool clause_says_not(struct str s)
{
	static const char *const negatives[] = { " not ", "n't ", " cannot ", " no longer ", " never ", " no ", " nothing ", " none ", " nobody ", " neither ", "n't.", " cant ", " dont ", " wont ", "prohibited", "forbidden", " unable ", " denied", " refused", " unavailable", " closed", NULL };
	return clause_has_any(s, negatives);
}

bool clause_is_statement(struct str s)
{
	static const char *const verbs[] = { " is ", " are ", " was ", " were ", " has ", " have ", " had ", " will ", " can ", " can't ", " cannot ", " won't ", " don't ", " doesn't ", " isn't ", " aren't ",
					     " does ", " do ", " did ", " didn't ", " may ", " must ", " closed ", " closes ", " costs ", " cost ", " ended ", " needs ", " stopped ", " goes ", " go ", "'s ", "'re ", "'ve ", " es ", " son ", " est\xC3\xA1", " no se ", " tiene ", " runs ", " opens ", " takes ", " gets ", " comes ", " means ", " says ", " happens ", " apply ", " applies ", " starts ", " belongs ", " works ", " reset ", " serves ", " falls ", " stay ", " sit ", " keeps ", " left ", " went ", " came ", " got " };
	static const char *const subjects[] = { "The ", "Our ", "Your ", "This ", "All ", "These " };
	for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
		if (str_starts(s, str_of(subjects[i])) && clause_count_words(s) >= 6)
			return true;
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (str_find(s, str_of(verbs[i]), 0) < s.len)
			return true;
	return false;
}

bool clause_can_be_regretted(struct str clause)
{
	static const char *const stances[] = { "i appreciate", "we appreciate", "i understand", "we understand", "i know", "we know", "i see", "i realise", "i realize", "i hope", "we hope", "i trust",
					       "we trust", "i am sorry", "i'm sorry", "we're sorry", "we are sorry", "the problem is", "the answer is", "the fact is", "the point is", "the short answer", "this is because",
					       "that's", "so ", "if ", "as ", "because ", "when ", "there is therefore" };
	for (size_t i = 0; i < sizeof stances / sizeof *stances; i++)
		if (str_starts_nocase(clause, str_of(stances[i])))
			return false;
	static const char *const no_subjects[] = { "is", "are", "was", "were", "isn't", "aren't", "doesn't", "not", "can", "must", NULL };
	bool is_capital = clause.len > 1 && is_ascii_upper(clause.ptr[0]) && is_ascii_lower(clause.ptr[1]);
	return clause.len && !is_capital && !clause_lacks_we(clause) && !clause_is_word_of(clause_opening(clause), no_subjects);
}

/* Ends on a word that wants another. */
static bool is_open(struct str text)
{
	static const char *const open_words[] = { " of.", " for.", " to.", " with.", " in.", " on.", " at.", " by.", " and.", " or.", " the.", " a.", " from.", " as.", " that.", " whose.", " but.", " one of.", " than.", " is.", " are.", " because.", " if.", " so.", " after.", " before.", " when.", " until.", " which.", " not.", " very." };
	for (size_t i = 0; i < sizeof open_words / sizeof *open_words; i++)
		if (str_ends(text, str_of(open_words[i])))
			return true;
	return false;
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
	if (is_open(text) || has_open_parenthesis(text))
		return true;
	size_t colon = str_find(text, STR(": "), 0), regret = str_find(text, STR("sorry that "), 0);
	if (regret >= LATEST_REGRET)
		return false;
	struct str clause = str_slice(text, regret + sizeof "sorry that " - 1, text.len);
	return (colon < LATEST_COLON && colon < text.len) || !clause_can_be_regretted(clause);
}
