#include "coach/news.h"

#include "coach/clearness.h"
#include "coach/inflect.h"
#include "coach/turn.h"
#include "coach/words.h"

enum { LONGEST_BYTES = 120, SHORTEST_BYTES = 8, SHORTEST_CLAUSE_BYTES = 14, SHORTEST_PLAIN_BYTES = 16 };

/* ---- gifts ---- */

static bool has_text_of(struct str s, enum word_list list)
{
	for (size_t at = 0; at < s.len; at++)
		if (lexicon_start(LANGUAGE_EN, list, str_slice(s, at, s.len)).len)
			return true;
	return false;
}

/* "about 20" names nothing. */
static bool names_things(struct str gift)
{
	struct words w = words_cut(gift);
	for (size_t i = 0; i < w.count; i++) {
		struct str word = words_at(&w, i);
		if (word.len > 2 && is_ascii_alpha(word.ptr[0]) && !words_in(&w, i, WORDS_GIFT_COUNTS) && !words_in(&w, i, WORDS_EMPTY))
			return true;
	}
	return false;
}

bool news_is_gift(struct str whole)
{
	return has_text_of(whole, WORDS_GIFT_OFFERS);
}

struct str news_gift(struct arena *arena, struct str sentence)
{
	struct words w = words_cut(sentence);
	struct str s = words_between(&w, words_lead(&w), w.count);
	for (size_t i = 0; i < lexicon_count(LANGUAGE_EN, WORDS_GIFT_OPENINGS); i++) {
		struct str have = lexicon_text(LANGUAGE_EN, WORDS_GIFT_OPENINGS, i), rest = str_slice(s, have.len, s.len);
		struct str first = str_slice(rest, 0, str_find(rest, STR(" "), 0));
		if (!str_starts_nocase(s, have) || !first.len || !(lexicon_has(LANGUAGE_EN, WORDS_GIFT_COUNTS, first) || is_ascii_digit(first.ptr[0])))
			continue;
		rest = turn_trim(rest);
		if (rest.len >= SHORTEST_BYTES && rest.len <= LONGEST_BYTES && names_things(rest))
			return arena_printf(arena, "Thank you for offering us %.*s.", STR_FMT(turn_round(arena, rest, false)));
	}
	return (struct str){ 0 };
}

/* ---- what a clause tells ---- */

/* "the lost book", "a late return": what happened before is no trouble of its own. */
static bool is_attribute(struct str clause, size_t at)
{
	struct str rest = str_slice(clause, at, clause.len), before = str_trim(str_slice(clause, 0, at));
	bool attribute = str_starts_nocase(rest, STR("lost ")) || str_starts_nocase(rest, STR("lost-")) || str_starts_nocase(rest, STR("overdue "));
	return attribute && lexicon_has(LANGUAGE_EN, WORDS_DETERMINERS, str_last_word(before));
}

/* Where the clause tells of a trouble, or its end. */
static size_t trouble_at(struct str clause)
{
	size_t at = words_find(clause, WORDS_TROUBLES);
	while (at < clause.len && is_attribute(clause, at)) {
		size_t next = str_find(clause, STR(" "), at);
		at = next + words_find(str_slice(clause, next, clause.len), WORDS_TROUBLES);
	}
	return at < clause.len ? at : clause.len;
}

static bool is_trouble(struct str clause)
{
	return trouble_at(clause) < clause.len;
}

/* "your display has a tree | but no lamp": is the point of it behind the brief part? */
static bool turns(struct str whole, struct str brief)
{
	return str_starts(str_slice(whole, brief.len, whole.len), STR(" but ")) || str_starts(str_slice(whole, brief.len, whole.len), STR(", but "));
}

/* The clause as it can be said back: without what it explains, unless the trouble is told there. */
static struct str worth_telling(struct str clause)
{
	struct str brief = turn_trim(clause);
	struct str whole = turn_trim_marks(clause);
	/* "the fines are gone | but I still can't borrow" */
	struct str turn = str_slice(whole, brief.len, whole.len);
	bool half = turns(whole, brief) && is_trouble(turn) && words_find(turn, WORDS_GRAVES) == turn.len && whole.len <= LONGEST_BYTES;
	if (!half && (is_trouble(brief) || lexicon_is_in(LANGUAGE_EN, WORDS_WISH_VERBS, brief)))
		return brief;
	if (half)
		return whole;
	size_t at = trouble_at(whole);
	if (at < whole.len)
		whole.len = at + turn_trim(str_slice(whole, at, whole.len)).len;
	return whole.len <= LONGEST_BYTES && (at < whole.len || turns(whole, brief)) ? whole : brief;
}

/* Where the first word that joins two clauses stands, and in *behind what follows it; the clause's end when none does. */
static size_t first_joint(struct str clause, struct str *behind)
{
	size_t joint = clause.len, len = 0;
	for (size_t i = 0; i < lexicon_count(LANGUAGE_EN, WORDS_NEWS_JOINTS); i++) {
		struct str text = lexicon_text(LANGUAGE_EN, WORDS_NEWS_JOINTS, i);
		size_t at = str_find(clause, text, 0);
		len = at < joint ? text.len : len;
		joint = at < joint ? at : joint;
	}
	*behind = str_slice(clause, joint + len, clause.len);
	return joint;
}

/* Is the trouble what the clause begins with? "You finished your thesis and your login stopped" is not sad from its
 * start. */
static bool begins_with_trouble(struct str clause)
{
	struct str behind;
	return trouble_at(clause) < first_joint(clause, &behind);
}

/* "I'm on leave", "my mother uses a chair": does it only tell who somebody is, or what they were about? */
static bool is_setting(struct str clause)
{
	struct words w = words_cut(clause);
	bool of_family = words_in(&w, 1, WORDS_FAMILY_HE) || words_in(&w, 1, WORDS_FAMILY_SHE) || words_in(&w, 1, WORDS_FAMILY_EITHER);
	return lexicon_start(LANGUAGE_EN, WORDS_SETTINGS, clause).len || (of_family && words_in(&w, 2, WORDS_SETTING_VERBS));
}

/* "I downloaded the app but it says …": nobody is sorry for what the patron did before something else went wrong. */
static bool is_deed(struct str clause)
{
	struct str behind;
	size_t joint = first_joint(clause, &behind);
	struct words w = words_cut(str_slice(clause, 0, joint)), rest = words_cut(behind);
	bool has_subject = words_in(&rest, 0, WORDS_CLAUSE_SUBJECTS) || words_in(&rest, 0, WORDS_DETERMINERS) || words_in(&rest, 0, WORDS_POINTING);
	/* "my sister and I were told off" has but one verb */
	return words_in(&w, 0, WORDS_FIRST_PERSON) && words_state(&w) && !begins_with_trouble(clause) && has_subject;
}

/* Can the clause behind a joint be told without the one ahead of it? It has a subject of its own, points at nothing, and the other only led up to it or is
 * about something else. */
static bool stands_alone(struct str ahead, struct str clause)
{
	struct words before = words_cut(ahead), w = words_cut(clause);
	bool of_patron = words_in(&w, 0, WORDS_FIRST_PERSON), thing = words_in(&w, 0, WORDS_DETERMINERS);
	/* "nobody can get in and my exam is today": not where the trouble was told ahead of it */
	return (words_state(&before) || is_setting(ahead)) && words_state(&w) && clause.len >= SHORTEST_CLAUSE_BYTES && (of_patron || (thing && is_setting(ahead))) &&
	       clearness_of(clause) == CLEARNESS_FULL && is_trouble(clause) && !is_trouble(ahead);
}

/* "I'm on leave | and | my login has stopped": the trouble without what leads up to it. */
static struct str heart_of(struct str clause)
{
	static const struct str joints[] = { { " and ", 5 }, { " but ", 5 } };
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		size_t at = str_find(clause, joints[i], 0);
		struct str rest = str_slice(clause, at + joints[i].len, clause.len);
		if (at < clause.len && stands_alone(str_slice(clause, 0, at), rest))
			return rest;
	}
	return clause;
}

/* "Aarav says he can't join", "my older son says …": what others say is sad is not yet what is said. */
static bool is_hearsay(struct str clause, bool reported)
{
	enum { MOST_NOUNS = 3 };
	struct words w = words_cut(clause);
	/* "we only asked why you closed it" */
	for (size_t i = 1; i <= MOST_NOUNS; i++)
		if (words_in(&w, i, WORDS_ASKING_VERBS) && words_asking(&w, i + 1))
			return true;
	for (size_t i = 1; i <= (reported ? 1 : MOST_NOUNS) && i < w.count; i++)
		if (words_in(&w, i, WORDS_SAYING_VERBS) && is_ascii_lower(w.text.ptr[w.items[i].start])) /* "Consumer Reports won't open" */
			return !words_in(&w, i - 1, WORDS_STATEMENT_OPENINGS) && w.items[i].start < trouble_at(clause);
	return false;
}

static bool is_wish(struct str clause, struct str said)
{
	struct words w = words_cut(said);
	bool of_patron = str_starts_nocase(said, STR("you")) || str_starts_nocase(said, STR("the "));
	bool of_child = is_ascii_upper(said.ptr[0]) && words_is(&w, 1, "would"); /* "Kayla would like to" */
	return (of_patron || of_child) && lexicon_is_in(LANGUAGE_EN, WORDS_WISH_VERBS, clause);
}

static bool has_open_quotes(struct str s)
{
	size_t quotes = 0;
	for (size_t i = 0; i < s.len; i++)
		quotes += s.ptr[i] == '"';
	return quotes % 2;
}

/* Cut behind an abbreviation, or within quotes? */
static bool is_torn(struct str clause)
{
	struct words w = words_cut(clause);
	size_t last = w.count ? w.count - 1 : 0;
	/* "computer no. 9", but not "and it says no" */
	bool number = words_is(&w, last, "no") && !(last && (words_in(&w, last - 1, WORDS_SAYING_VERBS) || words_is(&w, last - 1, "told") || words_is(&w, last - 1, "me")));
	return number || has_open_quotes(clause) || str_ends(clause, STR(" Rs")) || str_ends(clause, STR(" No")) || str_ends(clause, STR(" St"));
}

struct str news_told(struct arena *arena, struct str clause, bool reported)
{
	clause = heart_of(worth_telling(clause));
	struct words of = words_cut(clause);
	if (is_torn(clause) || clause.len < SHORTEST_CLAUSE_BYTES || clause.len > LONGEST_BYTES || !words_state(&of))
		return (struct str){ 0 };
	if (clause.len < SHORTEST_PLAIN_BYTES && !is_trouble(clause)) /* "he is 84" */
		return (struct str){ 0 };
	bool lowers = words_is(&of, 0, "it") || words_in(&of, 0, WORDS_STATEMENT_OPENINGS) || words_is(&of, 1, "are") || words_in(&of, 0, WORDS_FORMS_OF_HE) ||
		      words_in(&of, 0, WORDS_FORMS_OF_SHE) || words_in(&of, 0, WORDS_POINTING);
	struct str said = turn_round(arena, lowers ? inflect_lower_first(arena, clause) : clause, reported);
	const char *says = "I understand that";
	if (is_wish(clause, said) && !begins_with_trouble(clause))
		says = "I know that";
	else if (!is_hearsay(clause, reported) && (begins_with_trouble(clause) || (is_trouble(clause) && !is_setting(clause) && !is_deed(clause))))
		says = "I'm sorry to hear that";
	else if (reported)
		says = "Thank you for letting us know that";
	return arena_printf(arena, "%s %.*s.", says, STR_FMT(said));
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

/* "I'd like to thank the man at the desk": whom the kind words are for. */
static struct str kind_words(struct arena *arena, struct str s)
{
	struct str opening = lexicon_start(LANGUAGE_EN, WORDS_PRAISE_OPENINGS, s);
	struct str whom = turn_trim(str_slice(s, opening.len, s.len));
	if (!opening.len || whom.len < SHORTEST_BYTES || whom.len > LONGEST_BYTES)
		return (struct str){ 0 };
	return arena_printf(arena, "Thank you for your kind words about %.*s.", STR_FMT(turn_round(arena, whom, false)));
}

/* "Consumer Reports wants me to pay", "libby says": a name, and soon what it does. */
static bool starts_with_thing(const struct words *w)
{
	bool name = w->count && (is_ascii_upper(w->text.ptr[w->items[0].start]) || words_in(w, 1, WORDS_THING_VERBS));
	if (!name || words_in(w, 0, WORDS_NOT_THINGS) || words_asking(w, 0))
		return false;
	for (size_t i = 1; i < w->count && i <= 3; i++)
		if (words_in(w, i, WORDS_THING_VERBS))
			return true;
	return false;
}

/* "printer ate my essay", "cant open the form": what chats leave out comes back. */
static struct str completed(struct arena *arena, struct str s)
{
	struct words w = words_cut(s);
	size_t been = words_is(&w, 0, "just") ? 1 : 0;
	if (words_is(&w, been, "been"))
		return arena_printf(arena, "I've %.*s", STR_FMT(words_between(&w, been, w.count)));
	bool asks = words_in(&w, 1, WORDS_SUBJECT_PRONOUNS);
	if (words_in(&w, 0, WORDS_SUBJECTLESS_VERBS) && !asks)
		return arena_printf(arena, "I %.*s", STR_FMT(inflect_lower_first(arena, s)));
	bool thing = words_in(&w, 0, WORDS_BARE_THINGS) ||
		     (words_in(&w, 1, WORDS_BARE_THINGS) && !words_in(&w, 0, WORDS_STATEMENT_OPENINGS) && !words_in(&w, 0, WORDS_NOT_THINGS));
	if (thing && !words_asking(&w, 0) && !words_in(&w, 0, WORDS_DETERMINERS))
		return arena_printf(arena, "the %.*s", STR_FMT(inflect_lower_first(arena, s)));
	return s;
}

/* Can the clause be said back as it stands? A question without its mark cannot. */
static bool states(struct str clause, bool typed_small)
{
	struct words w = words_cut(clause);
	if (words_in(&w, 0, WORDS_MODALS) || words_in(&w, 0, WORDS_FORMS_OF_DO) || words_in(&w, 0, WORDS_FORMS_OF_BE) || words_asking(&w, 0))
		return false;
	/* "my father's tools: would you want them" */
	size_t colon = str_find(clause, STR(": "), 0);
	struct words behind = words_cut(str_slice(clause, colon < clause.len ? colon + 2 : clause.len, clause.len));
	if (words_in(&behind, 0, WORDS_MODALS) || words_in(&behind, 0, WORDS_FORMS_OF_DO) || words_in(&behind, 0, WORDS_FORMS_OF_BE))
		return false;
	/* "it says $212 on my account": where it does is told */
	bool shown = words_is(&w, 0, "it") && words_is(&w, 1, "says") && (str_find(clause, STR(" on "), 0) < clause.len || str_find(clause, STR(" when "), 0) < clause.len);
	if (shown || words_in(&w, 0, WORDS_STATEMENT_OPENINGS) || starts_with_thing(&w))
		return true;
	return is_trouble(worth_telling(clause)) && (typed_small || words_is(&w, 0, "you"));
}

/* "I want to complain that", and "I think" of what they did themselves: the news is behind it. */
static struct str without_opening(struct str s)
{
	struct words w = words_cut(s);
	bool thinks = words_is(&w, 0, "i") && words_is(&w, 1, "think");
	size_t deed = !thinks ? 0 : words_is(&w, 2, "that") ? 3 : 2;
	if (deed && lexicon_start(LANGUAGE_EN, WORDS_DEED_OPENINGS, words_between(&w, deed, w.count)).len)
		return words_between(&w, deed, w.count);
	return str_slice(s, lexicon_start(LANGUAGE_EN, WORDS_NEWS_OPENINGS, s).len, s.len);
}

struct str news_statement(struct arena *arena, struct str sentence)
{
	struct words w = words_cut(sentence);
	struct str s = words_between(&w, words_lead(&w), w.count);
	if (!s.len)
		return s;
	struct str about = written_about(arena, s);
	if (!about.len)
		about = kind_words(arena, s);
	s = without_opening(s);
	if (about.len || lexicon_start(LANGUAGE_EN, WORDS_NO_NEWS, s).len)
		return about;
	s = completed(arena, s);
	return states(s, is_ascii_lower(sentence.ptr[0])) ? news_told(arena, s, false) : (struct str){ 0 };
}

struct str news_trouble(struct arena *arena, struct str sentence)
{
	struct str said = news_statement(arena, sentence);
	size_t comma = str_find(sentence, STR(", "), 0);
	/* "whos in charge there, your clerk was rude" */
	bool asks = str_starts_nocase(sentence, STR("who")) || str_starts_nocase(sentence, STR("what")) || str_starts_nocase(sentence, STR("how"));
	if (!said.len && asks && comma + 2 < sentence.len && lexicon_start(LANGUAGE_EN, WORDS_NO_NEWS, sentence).len)
		said = news_statement(arena, str_slice(sentence, comma + 2, sentence.len));
	bool plain = str_starts(said, STR("I understand that ")) && !is_trouble(sentence);
	if (plain)
		return (struct str){ 0 };
	return said;
}

struct str news_deed(struct arena *arena, struct str sentence)
{
	return lexicon_start(LANGUAGE_EN, WORDS_DEED_OPENINGS, sentence).len ? news_statement(arena, sentence) : (struct str){ 0 };
}
