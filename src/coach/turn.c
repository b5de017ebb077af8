#include "coach/turn.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "coach/lexicon.h"

#include <string.h>

enum { SHORTEST_CLAUSE_BYTES = 6 };

static bool is_in(enum word_list list, struct str word)
{
	return lexicon_has(LANGUAGE_EN, list, word);
}

/* A word at its place in a clause. */
struct place {
	struct str word, previous, rest;
	bool reported;
	bool of_i; /* the clause began with "I" */
};

static struct str first_word(struct str s)
{
	s = str_trim(s);
	return str_slice(s, 0, str_find(s, STR(" "), 0));
}

/* The patron's "you" is "we" as a subject, else "us". */
static bool takes_subject(const struct place *p)
{
	struct str next = first_word(p->rest);
	if (is_in(WORDS_IDLE, next)) /* "you guys have" */
		next = first_word(str_slice(str_trim(p->rest), next.len, p->rest.len));
	return !p->previous.len || is_in(WORDS_JOINTS_BEFORE_YOU, p->previous) || is_in(WORDS_VERBS_AFTER_YOU, next);
}

/* "her loan" is "your loan", "help her with it" is "help you with it". */
static struct str turned_her(const struct place *p)
{
	struct str next = first_word(p->rest);
	return !next.len || is_in(WORDS_AFTER_HER, next) ? STR("you") : STR("your");
}

/* The verb behind a "you" that was another person. */
static struct str turned_verb(const struct place *p)
{
	if (str_eq_nocase(p->previous, STR("i")) || (p->of_i && str_eq_nocase(p->previous, STR("and"))))
		return lexicon_swap(LANGUAGE_EN, WORDS_VERBS_OF_I, p->word);
	if (p->reported && (str_eq_nocase(p->previous, STR("he")) || str_eq_nocase(p->previous, STR("she"))))
		return lexicon_swap(LANGUAGE_EN, WORDS_VERBS_OF_HE, p->word);
	return (struct str){ 0 };
}

static struct str turned_word(const struct place *p)
{
	struct str to = turned_verb(p);
	if (!to.len && (str_eq_nocase(p->word, STR("you")) || str_eq(p->word, STR("u"))))
		to = takes_subject(p) ? STR("we") : STR("us");
	if (!to.len && p->reported && str_eq_nocase(p->word, STR("her")))
		to = turned_her(p);
	if (!to.len && p->reported)
		to = lexicon_swap(LANGUAGE_EN, WORDS_PERSONS_REPORTED, p->word);
	if (!to.len)
		to = lexicon_swap(LANGUAGE_EN, WORDS_PERSONS, p->word);
	if (!to.len)
		to = lexicon_swap(LANGUAGE_EN, WORDS_APOSTROPHES, p->word);
	return to.len ? to : p->word;
}

struct str turn_round(struct arena *arena, struct str clause, bool reported)
{
	struct buf buf = buf_make(arena);
	struct str previous = { 0 };
	for (size_t at = 0; at < clause.len;) {
		size_t end = str_find(clause, STR(" "), at);
		struct str word = str_slice(clause, at, end);
		size_t open = word.len && strchr("(\"", word.ptr[0]) ? 1 : 0, len = word.len;
		while (len > open && strchr(".,;:!?)\"", word.ptr[len - 1]))
			len--;
		/* "you guys", "could you please", "just come in": said back without */
		if (is_in(WORDS_IDLE, str_slice(word, open, len))) {
			at = end + 1;
			continue;
		}
		struct place place = { str_slice(word, open, len), previous, str_slice(clause, end, clause.len), reported, str_starts_nocase(clause, STR("i ")) };
		bool marked = len < word.len;
		if (buf.len)
			buf_char(&buf, ' ');
		buf_str(&buf, str_slice(word, 0, open));
		buf_str(&buf, turned_word(&place));
		buf_str(&buf, str_slice(word, len, word.len));
		previous = place.word;
		previous.len = marked ? 0 : previous.len;
		at = end + 1;
	}
	return buf_view(&buf);
}

struct str turn_trim(struct str clause)
{
	size_t end = clause.len;
	for (size_t i = 0; i < lexicon_count(LANGUAGE_EN, WORDS_REQUEST_ENDS); i++) {
		struct str cut = lexicon_text(LANGUAGE_EN, WORDS_REQUEST_ENDS, i);
		for (size_t at = SHORTEST_CLAUSE_BYTES; at + cut.len <= clause.len && at < end; at++)
			if (str_starts_nocase(str_slice(clause, at, clause.len), cut))
				end = at;
	}
	/* a comma ends it, too, unless numbers are listed */
	for (size_t at = SHORTEST_CLAUSE_BYTES; at + 2 < end; at++)
		if (clause.ptr[at] == ',' && clause.ptr[at + 1] == ' ' && !is_ascii_digit(clause.ptr[at + 2]))
			end = at;
	clause = str_trim(str_slice(clause, 0, end));
	while (clause.len && strchr(".,:;?!", clause.ptr[clause.len - 1]))
		clause.len--;
	if (str_ends(clause, STR(" please")))
		clause.len -= sizeof " please" - 1;
	return clause;
}

bool turn_is_vague(struct str clause)
{
	enum { MOST_WORDS = 4 };
	size_t words = 1;
	for (size_t i = 0; i < clause.len; i++)
		words += clause.ptr[i] == ' ';
	if (lexicon_start(LANGUAGE_EN, WORDS_VAGUE_OPENINGS, clause).len)
		return true;
	/* "add it for me" */
	size_t verb = str_find(clause, STR(" "), 0);
	if (words <= MOST_WORDS && str_starts(str_slice(clause, verb, clause.len), STR(" it ")))
		return true;
	return words <= MOST_WORDS && lexicon_ends(LANGUAGE_EN, WORDS_VAGUE_ENDS, clause);
}
