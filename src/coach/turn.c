#include "coach/turn.h"

#include "base/buf.h"
#include "coach/inflect.h"
#include "coach/lexicon.h"
#include "coach/words.h"

#include <string.h>

enum { SHORTEST_CLAUSE_BYTES = 6, SHORTEST_PAST_BYTES = 4 };

static bool is_in(enum word_list list, struct str word)
{
	return lexicon_has(LANGUAGE_EN, list, word);
}

/* A word at its place in a clause. */
struct place {
	struct str word, previous, rest;
	bool reported;
	bool quotes;	  /* the library said it: "you told me we could" */
	struct str first; /* of the clause */
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
	bool past = next.len > SHORTEST_PAST_BYTES && str_ends(next, STR("ed"));
	if (is_in(WORDS_PLACE_PREPOSITIONS, p->previous)) /* "the loan from you extended" */
		return false;
	return !p->previous.len || is_in(WORDS_JOINTS_BEFORE_YOU, p->previous) || is_in(WORDS_VERBS_AFTER_YOU, next) || past;
}

/* "her loan" is "your loan", "help her with it" is "help you with it". */
static struct str turned_her(const struct place *p)
{
	struct str next = first_word(p->rest);
	bool does = str_eq_nocase(p->previous, STR("help")) || str_eq_nocase(p->previous, STR("let")); /* "help her print it" */
	return does || !next.len || is_in(WORDS_AFTER_HER, next) || str_ends(next, STR("ly")) ? STR("you") : STR("your");
}

/* In a note that begins with "her son" the patron is she, and he is the son. */
static bool is_another(const struct place *p, struct str word)
{
	bool of_her = str_eq_nocase(p->first, STR("her")), of_his = str_eq_nocase(p->first, STR("his"));
	return (of_her && is_in(WORDS_FORMS_OF_HE, word)) || (of_his && is_in(WORDS_FORMS_OF_SHE, word));
}

static bool is_he_or_she(struct str word)
{
	return str_eq_nocase(word, STR("he")) || str_eq_nocase(word, STR("she"));
}

/* The verb behind a "you" that was another person, or behind an "and" that goes on with it. */
static struct str turned_verb(struct arena *arena, const struct place *p)
{
	/* "I tried the door, was told no" */
	bool listed = !p->previous.len && str_eq_nocase(p->word, STR("was"));
	struct str subject = listed || str_eq_nocase(p->previous, STR("and")) ? p->first : p->previous;
	if (str_eq_nocase(subject, STR("i")))
		return lexicon_swap(LANGUAGE_EN, WORDS_VERBS_OF_I, p->word);
	if (!p->reported || !is_he_or_she(subject) || is_another(p, subject))
		return (struct str){ 0 };
	struct str to = lexicon_swap(LANGUAGE_EN, WORDS_VERBS_OF_HE, p->word);
	bool third = str_ends(p->word, STR("s")) && !str_ends(p->word, STR("ss")) && !is_in(WORDS_NOT_THIRD_PERSON, p->word);
	return !to.len && third ? inflect_base(arena, p->word) : to;
}

/* "at 1:50 am" is no verb, "I've a set" no "you've a set", and the library's own "we" stays. */
static struct str turned_oddly(struct arena *arena, const struct place *p)
{
	if (str_eq(p->word, STR("am")) && p->previous.len && is_ascii_digit(p->previous.ptr[0]))
		return p->word;
	if (p->quotes && is_in(WORDS_FORMS_OF_WE, p->word) && !is_in(WORDS_LIBRARY_SAID, p->previous)) /* "you told us" */
		return p->word;
	struct str next = first_word(p->rest);
	/* "when its full": what belongs to a thing is not asked about so soon */
	if (str_eq_nocase(p->word, STR("its")) && next.len && (!p->previous.len || is_in(WORDS_JOINTS_BEFORE_YOU, p->previous) || is_ascii_digit(next.ptr[0])))
		return STR("it's");
	/* "I'm 15 and mum won't sign" */
	bool is_family = is_in(WORDS_FAMILY_HE, p->word) || is_in(WORDS_FAMILY_SHE, p->word);
	bool begins = !p->previous.len || str_eq_nocase(p->previous, STR("and")) || str_eq_nocase(p->previous, STR("but")) || is_in(WORDS_JOINTS_BEFORE_YOU, p->previous);
	bool has_verb = is_in(WORDS_VERBS_OF_HE, next) || is_in(WORDS_MODALS, next) || str_ends(next, STR("n't"));
	if (is_family && begins && p->first.ptr != p->word.ptr && has_verb)
		return arena_printf(arena, "your %.*s", STR_FMT(p->word));
	/* "waited an hour and then told there's a limit" */
	bool passive = str_eq_nocase(p->word, STR("told")) && (str_eq_nocase(p->previous, STR("and")) || str_eq_nocase(p->previous, STR("then")));
	if (passive && !is_in(WORDS_PERSONS, next) && !is_in(WORDS_DETERMINERS, next) && !is_in(WORDS_FORMS_OF_HE, next) && !is_in(WORDS_FORMS_OF_SHE, next))
		return STR("were told");
	bool owns = is_in(WORDS_COUNTING_OPENINGS, next) || (next.len && is_ascii_digit(next.ptr[0]));
	if (owns && (str_eq_nocase(p->word, STR("i've")) || str_eq_nocase(p->word, STR("we've")) || str_eq_nocase(p->word, STR("ive"))))
		return STR("you have");
	return owns && str_eq_nocase(p->word, STR("you've")) ? STR("we have") : (struct str){ 0 };
}

static bool is_you(struct str word)
{
	static const char *const yous[] = { "you", "u", "yous", "youse", "ye" };
	for (size_t i = 0; i < sizeof yous / sizeof *yous; i++)
		if (str_eq_nocase(word, str_of(yous[i])))
			return true;
	return false;
}

static struct str turned_word(struct arena *arena, const struct place *p)
{
	struct str to = turned_oddly(arena, p);
	if (to.len)
		return to;
	to = turned_verb(arena, p);
	if (!to.len && is_you(p->word))
		to = takes_subject(p) ? STR("we") : STR("us");
	/* who takes the note says "we" of the library */
	if (!to.len && p->reported && (is_another(p, p->word) || is_in(WORDS_FORMS_OF_WE, p->word)))
		return p->word;
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

/* Where the words in quotation marks that begin at `at` end: 'turnaway - all copies in use'; `at` when none do. */
static size_t quote_end(struct str clause, size_t at)
{
	char mark = clause.ptr[at];
	if ((mark != '\'' && mark != '"') || (at && !strchr(" (", clause.ptr[at - 1])))
		return at;
	for (size_t end = at + 1; end < clause.len; end++)
		if (clause.ptr[end] == mark && (end + 1 == clause.len || !is_ascii_alpha(clause.ptr[end + 1])))
			return end;
	return at;
}

struct str turn_round(struct arena *arena, struct str clause, bool reported)
{
	struct buf buf = buf_make(arena);
	struct str previous = { 0 }, first = first_word(clause);
	bool quotes = false;
	size_t quoted = 0; /* where what stands between quotation marks ends: what others said stays as they said it, but for "my own" */
	for (size_t at = 0; at < clause.len;) {
		size_t end = str_find(clause, STR(" "), at);
		struct str word = str_slice(clause, at, end);
		size_t open = word.len && strchr("(\"", word.ptr[0]) ? 1 : 0, len = word.len;
		while (len > open && strchr(".,;:!?)\"", word.ptr[len - 1]))
			len--;
		/* "you guys", "could you please", "just come in": said back without */
		bool limits = str_eq_nocase(str_slice(word, open, len), STR("just")) && str_starts(str_slice(clause, end, clause.len), STR(" for "));
		if (is_in(WORDS_IDLE, str_slice(word, open, len)) && !limits) { /* "a room just for me" says something */
			at = end + 1;
			continue;
		}
		struct place place = { str_slice(word, open, len), previous, str_slice(clause, end, clause.len), reported, quotes, first };
		quotes = quotes || (is_in(WORDS_LIBRARY_SAID, place.word) && str_eq_nocase(previous, STR("you")));
		bool marked = len < word.len;
		quoted = open && word.ptr[0] == '"' ? quote_end(clause, at) : quoted;
		struct str turned = at < quoted && !str_eq(place.word, STR("my")) ? place.word : turned_word(arena, &place);
		/* "told me I owe it" */
		if (str_eq_nocase(turned, STR("you")) && str_ends(buf_view(&buf), STR(" you")))
			buf_str(&buf, STR(" that"));
		if (buf.len)
			buf_char(&buf, ' ');
		buf_str(&buf, str_slice(word, 0, open));
		buf_str(&buf, turned);
		buf_str(&buf, str_slice(word, len, word.len));
		previous = place.word;
		previous.len = marked ? 0 : previous.len;
		at = end + 1;
	}
	return buf_view(&buf);
}

bool turn_ends_in_title(struct str s)
{
	if (!str_ends(s, STR(".")))
		return false;
	struct str word = str_last_word(str_slice(s, 0, s.len - 1));
	bool is_initial = word.len == 1 && is_ascii_upper(word.ptr[0]) && word.ptr[0] != 'I';
	return is_initial || lexicon_has_exactly(LANGUAGE_EN, WORDS_TITLE_CAPITALS, word);
}

/* "who will read nothing | but the captions": the thought is not at its end. */
static bool excepts(struct str clause, size_t at)
{
	return str_starts(str_slice(clause, at, clause.len), STR(" but ")) && lexicon_ends(LANGUAGE_EN, WORDS_EXCEPTED_FROM, str_slice(clause, 0, at));
}

/* Where the first of the list's texts stands in the clause, or its end. None of them begins within a word or between quotation marks. */
static size_t end_by(struct str clause, enum word_list list)
{
	for (size_t at = 0; at < clause.len; at++) {
		at = quote_end(clause, at);
		if (at < SHORTEST_CLAUSE_BYTES || excepts(clause, at) || (clause.ptr[at] == '.' && turn_ends_in_title(str_slice(clause, 0, at + 1))))
			continue;
		bool in_word = is_ascii_alpha(clause.ptr[at]) || is_ascii_digit(clause.ptr[at]);
		struct str rest = str_slice(clause, at, clause.len), end = !in_word ? lexicon_start(LANGUAGE_EN, list, rest) : (struct str){ 0 };
		/* "open on Thanksgiving" ends in no thanks */
		bool goes_on = end.len && end.len < rest.len && is_ascii_alpha(end.ptr[end.len - 1]) && is_ascii_alpha(rest.ptr[end.len]);
		/* what follows an emoji is another thought */
		if ((unsigned char)clause.ptr[at] >= 0xF0 || (end.len && !goes_on))
			return at;
	}
	return clause.len;
}

/* "…, send it for me": nothing that belongs to the patron goes on behind that. */
static bool is_helped(const struct words *w)
{
	size_t last = w->count - 1;
	bool is_me = words_is(w, last, "me") || words_is(w, last, "us");
	return w->count > 1 && is_me && (words_is(w, last - 1, "for") || words_is(w, last - 1, "to") || words_is(w, last - 1, "with"));
}

/* "a usb | I'm rubbish with computers", "the scanner | I have a test at 2", but not "the book I'm reading", "when it's full": does the space at `at` stand
 * where a clause of its own begins that has no mark in front of it? */
static bool splices(struct str clause, size_t at)
{
	struct words ahead = words_cut(str_slice(clause, 0, at)), w = words_cut(str_slice(clause, at + 1, clause.len));
	if (w.count > 2 && is_helped(&ahead) && (words_is(&w, 0, "i") || words_is(&w, 0, "we")))
		return true;
	if (!w.count || !ahead.count || words_in(&ahead, ahead.count - 1, WORDS_CLAUSE_TAKERS) || words_in(&ahead, ahead.count - 1, WORDS_JOINTS_BEFORE_YOU))
		return false;
	if (words_is(&w, 0, "its") && (words_in(&ahead, ahead.count - 1, WORDS_CLAUSE_VERBS) || words_in(&ahead, ahead.count - 1, WORDS_TELLING_FORMS)))
		return false;
	/* "my copy back | you took it off me": what it stands for is named, so that no clause of the noun goes on here */
	size_t last = ahead.count - 1;
	bool asks = words_in(&ahead, last, WORDS_MODALS) || words_in(&ahead, last, WORDS_FORMS_OF_DO) || words_in(&ahead, last, WORDS_FORMS_OF_BE) || words_in(&ahead, last, WORDS_FORMS_OF_HAVE);
	bool person = words_is(&w, 0, "i") || words_is(&w, 0, "we") || is_you(words_at(&w, 0)) || words_is(&w, 0, "he") || words_is(&w, 0, "she") || words_is(&w, 0, "they");
	bool told = words_in(&w, 1, WORDS_TELLING_FORMS) || str_ends(words_at(&w, 1), STR("ed"));
	if (person && !asks && told && w.count > 2 && (words_is(&w, 2, "it") || words_is(&w, 2, "them")))
		return true;
	/* "the book I'm after", "the form she's filling in", "a charger I'm sure I returned" */
	bool of_it = words_is(&w, 0, "its") || words_is(&w, 0, "it's");
	bool relates = w.count < (of_it ? 2 : 3) || str_ends(words_at(&w, 1), STR("ing")) || words_is(&w, 2, "i") || words_is(&w, 3, "i");
	if (words_in(&w, 0, WORDS_SPLICE_OPENINGS))
		return !relates;
	bool has = words_is(&w, 0, "i've") || words_is(&w, 0, "ive") || words_is(&w, 0, "we've");
	bool does = has || ((words_is(&w, 0, "i") || words_is(&w, 0, "we")) && words_in(&w, 1, WORDS_SPLICE_VERBS));
	size_t thing = has && !words_is(&w, 1, "got") ? 1 : 2;
	return does && (words_in(&w, thing, WORDS_DETERMINERS) || words_is(&w, thing, "no") || (thing < w.count && is_ascii_digit(words_at(&w, thing).ptr[0])));
}

static size_t splice_at(struct str clause)
{
	for (size_t at = SHORTEST_CLAUSE_BYTES; at < clause.len; at++)
		/* "I'm", "we've", "he's", "she's", "they're", "you", "u": no others begin what splices knows */
		if (clause.ptr[at] == ' ' && at + 1 < clause.len && strchr("iwhstyuIWHSTYU", clause.ptr[at + 1]) && splices(clause, at))
			return at;
	return clause.len;
}

/* Without the marks and the words at its end that lead to nothing. */
static struct str without_tail(struct str clause)
{
	clause = str_trim(clause);
	for (;;) {
		clause = str_trim(str_trim_end(clause, ".,:;?!&"));
		struct str tail = { 0 };
		for (size_t i = 0; !tail.len && i < lexicon_count(LANGUAGE_EN, WORDS_LOOSE_TAILS); i++)
			if (str_ends(clause, lexicon_text(LANGUAGE_EN, WORDS_LOOSE_TAILS, i)))
				tail = lexicon_text(LANGUAGE_EN, WORDS_LOOSE_TAILS, i);
		if (!tail.len)
			return clause;
		clause.len -= tail.len;
	}
}

struct str turn_trim(struct str clause)
{
	size_t end = end_by(clause, WORDS_REQUEST_ENDS), splice = splice_at(clause);
	end = splice < end ? splice : end;
	/* a comma ends it, too, unless numbers are listed */
	for (size_t at = 0; at + 2 < end; at++) {
		at = quote_end(clause, at);
		if (at >= SHORTEST_CLAUSE_BYTES && at + 2 < end && clause.ptr[at] == ',' && clause.ptr[at + 1] == ' ' && !is_ascii_digit(clause.ptr[at + 2]))
			end = at;
	}
	return without_tail(str_slice(clause, 0, end));
}

struct str turn_trim_marks(struct str clause)
{
	return without_tail(str_slice(clause, 0, end_by(clause, WORDS_CLAUSE_MARKS)));
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
