#include "coach/turn.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <string.h>

enum { SHORTEST_CLAUSE_BYTES = 6 };

/* The patron's "my" is the writer's "your". */
static const char *const turned[][2] = {
	{ "i", "you" },	    { "me", "you" },	 { "my", "your" },	   { "mine", "yours" },	  { "myself", "yourself" }, { "i'm", "you're" },
	{ "i've", "you've" }, { "i'd", "you'd" }, { "i'll", "you'll" },	   { "am", "are" },	  { "your", "our" },	    { "yours", "ours" },
	{ "we", "you" },    { "us", "you" },	 { "our", "your" },	   { "ours", "yours" },	  { "ourselves", "yourselves" }, { "you're", "we're" },
	{ "you've", "we've" }, { "you'll", "we'll" }, { "you'd", "we'd" }, { "we're", "you're" }, { "we've", "you've" }, { "we'd", "you'd" },
	{ "im", "you're" }, { "ive", "you've" }, { "ur", "our" },
};

/* Of somebody who is spoken about. */
static const char *const reported_turned[][2] = {
	{ "he", "you" }, { "she", "you" }, { "his", "your" }, { "him", "you" }, { "himself", "yourself" }, { "herself", "yourself" }, { "he's", "you're" }, { "she's", "you're" }, { "he'd", "you'd" }, { "she'd", "you'd" },
};

static const char *const with_apostrophe[][2] = {
	{ "dont", "don't" }, { "cant", "can't" }, { "wont", "won't" }, { "doesnt", "doesn't" }, { "isnt", "isn't" }, { "didnt", "didn't" }, { "wasnt", "wasn't" }, { "havent", "haven't" }, { "theres", "there's" },
};

bool turn_is_one_of(struct str word, const char *const *list)
{
	for (; *list; list++)
		if (str_eq_nocase(word, str_of(*list)))
			return true;
	return false;
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
	static const char *const verbs[] = { "have", "had", "can", "could", "will", "would", "do", "did", "are", "were", "might", "may", "should", "keep", "offer", "sell", "lend", "own", "got", "know", "need", "think", "want", "won't", "don't", "can't", "didn't", "charge", "subscribe", "say", "let", "guys", NULL };
	static const char *const joints[] = { "that", "if", "whether", "when", "as", "because", "why", "how", "what", "where", "which", "until", "true", "sure", NULL };
	return !p->previous.len || turn_is_one_of(p->previous, joints) || turn_is_one_of(first_word(p->rest), verbs);
}

static struct str look_up(struct str word, const char *const (*table)[2], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq_nocase(word, str_of(table[i][0])))
			return str_of(table[i][1]);
	return (struct str){ 0 };
}

/* "her loan" is "your loan", "help her with it" is "help you with it". */
static struct str turned_her(const struct place *p)
{
	static const char *const after_object[] = { "to", "for", "by", "at", "in", "on", "with", "if", "and", "from", "when", "that", "about", "", NULL };
	return turn_is_one_of(first_word(p->rest), after_object) ? STR("you") : STR("your");
}

/* The verb behind a "you" that was another person. */
static struct str turned_verb(const struct place *p)
{
	static const char *const of_he[][2] = { { "is", "are" }, { "was", "were" }, { "has", "have" }, { "does", "do" }, { "isn't", "aren't" }, { "wasn't", "weren't" }, { "hasn't", "haven't" }, { "doesn't", "don't" }, { "wants", "want" }, { "needs", "need" }, { "lives", "live" }, { "uses", "use" }, { "thinks", "think" }, { "says", "say" } };
	static const char *const of_i[][2] = { { "was", "were" }, { "wasn't", "weren't" }, { "wasnt", "weren't" } };
	if (str_eq_nocase(p->previous, STR("i")) || (p->of_i && str_eq_nocase(p->previous, STR("and"))))
		return look_up(p->word, of_i, sizeof of_i / sizeof *of_i);
	if (p->reported && (str_eq_nocase(p->previous, STR("he")) || str_eq_nocase(p->previous, STR("she"))))
		return look_up(p->word, of_he, sizeof of_he / sizeof *of_he);
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
		to = look_up(p->word, reported_turned, sizeof reported_turned / sizeof *reported_turned);
	if (!to.len)
		to = look_up(p->word, turned, sizeof turned / sizeof *turned);
	if (!to.len)
		to = look_up(p->word, with_apostrophe, sizeof with_apostrophe / sizeof *with_apostrophe);
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
		static const char *const idle[] = { "guys", "please", "just", "pls", "plz", NULL };
		if (turn_is_one_of(str_slice(word, open, len), idle)) {
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
		previous = marked ? (struct str){ 0 } : place.word;
		at = end + 1;
	}
	return buf_view(&buf);
}

struct str turn_trim(struct str clause)
{
	static const char *const cuts[] = { "?", "!", ";", " \xE2\x80\x94 ", " \xE2\x80\x93 ", " - ", ". ", "\n", " (", " because ", " since ", " so that ", " as i ", " but ", " though ", " or can ", " or could ", " or is ", " or do ", " if that", " if possible", " thanks", " please?", " lol", " btw", " pls", " plz", " and i ", " and i'", " and it ", " and now ", " and he ", " and she ", " and they ", " and we ", " and no one ", " and nobody ", " theres ", " it says ", " its says ", " even though " };
	size_t end = clause.len;
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
		struct str cut = str_of(cuts[i]);
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
	static const char *const ends[] = { " some", " more", " it", " them", " that", " this", " something", " one", " these", " those", " any", " rest", " third", " another", " back", " up" };
	static const char *const likes[] = { "like ", "want ", "be interested", "be looked" };
	enum { MOST_WORDS = 4 };
	size_t words = 1;
	for (size_t i = 0; i < clause.len; i++)
		words += clause.ptr[i] == ' ';
	for (size_t i = 0; i < sizeof likes / sizeof *likes; i++)
		if (str_starts_nocase(clause, str_of(likes[i])))
			return true;
	for (size_t i = 0; i < sizeof ends / sizeof *ends && words <= MOST_WORDS; i++)
		if (str_ends(clause, str_of(ends[i])))
			return true;
	return false;
}
