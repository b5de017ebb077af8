#include "coach/shed.h"

#include "base/buf.h"
#include "coach/inflect.h"
#include "coach/lexicon.h"
#include "coach/words.h"

#include <string.h>

static bool is_border(struct str s, size_t at)
{
	return at >= s.len || !(is_ascii_alpha(s.ptr[at]) || is_ascii_digit(s.ptr[at]) || s.ptr[at] == '-');
}

static bool is_dash(struct str s)
{
	return str_starts(s, STR(" \xE2\x80\x94")) || str_starts(s, STR(" - "));
}

/* Openings that cite a rule: they need no comma before them, and end where the sentence goes on. */
static bool cites(struct str opening)
{
	return str_starts(opening, STR("as per")) || str_starts(opening, STR("per ")) || str_starts(opening, STR("under "));
}

/* Openings that need no comma before them. */
static bool joins(struct str opening)
{
	return str_starts(opening, STR("and ")) || str_starts(opening, STR("or ")) || str_starts(opening, STR("so ")) || str_starts(opening, STR("over which")) ||
	       str_ends(opening, STR(" be held")) || cites(opening);
}

/* The bytes of the first text of the list that s begins with, as whole words; 0 when there is none. */
static size_t whole_start(struct str s, enum word_list list)
{
	for (size_t i = 0; (i = lexicon_next_start(LANGUAGE_EN, list, s, i)) != SIZE_MAX; i++) {
		struct str text = lexicon_text(LANGUAGE_EN, list, i);
		if (is_border(s, text.len))
			return text.len;
	}
	return 0;
}

/* Does a mark that ends a clause stand there? A point between digits does not. */
static bool is_mark(struct str s, size_t at)
{
	return strchr(",;!?:)", s.ptr[at]) || (s.ptr[at] == '.' && is_border(s, at + 1));
}

/* Where an aside ends that goes on from byte `end`: at a mark, at an emoji, and, when it cites a rule, at a word that joins. */
static size_t end_of_aside(struct str s, size_t end, bool cites_rule)
{
	while (end < s.len && !is_mark(s, end) && !is_dash(str_slice(s, end, s.len))) {
		struct str rest = str_slice(s, end, s.len);
		bool emoji = rest.len > 1 && rest.ptr[0] == ' ' && (unsigned char)rest.ptr[1] >= 0xF0;
		bool joint = cites_rule && (str_starts(rest, STR(" and ")) || str_starts(rest, STR(" but ")) || str_starts(rest, STR(" so ")));
		if (emoji || joint)
			break;
		end++;
	}
	return end;
}

/* "It's in the letter", "says so on the poster": the end of what only points at what was to be read. */
static size_t pointer_at_notice(struct str s)
{
	for (size_t i = 0; (i = lexicon_next_start(LANGUAGE_EN, WORDS_NOTICE_POINTERS, s, i)) != SIZE_MAX; i++) {
		struct str opening = lexicon_text(LANGUAGE_EN, WORDS_NOTICE_POINTERS, i);
		if (!is_border(s, opening.len))
			continue;
		size_t end = end_of_aside(s, opening.len, false);
		if (lexicon_is_in(LANGUAGE_EN, WORDS_READING_MATTER, str_slice(s, 0, end)))
			return end;
	}
	return 0;
}

/* The end of an aside that goes up to the next mark; 0 when none begins with s. */
static size_t long_aside(struct str s, bool follows)
{
	for (size_t i = 0; (i = lexicon_next_start(LANGUAGE_EN, WORDS_ASIDE_OPENINGS, s, i)) != SIZE_MAX; i++) {
		struct str opening = lexicon_text(LANGUAGE_EN, WORDS_ASIDE_OPENINGS, i);
		if (!(follows || joins(opening)) || !is_border(s, opening.len))
			continue;
		return end_of_aside(s, opening.len, cites(opening));
	}
	return follows ? pointer_at_notice(s) : 0;
}

/* Does a thing stand there, and no clause: "the June letter and on the card"? */
static bool is_thing(struct str s)
{
	struct words w = words_cut(s);
	return words_in(&w, 0, WORDS_DETERMINERS) && !words_in(&w, 0, WORDS_CLAUSE_SUBJECTS);
}

/* "We don't stock Braille no.": a no that only says again what was denied. */
static bool is_tag(struct str s, size_t at)
{
	struct str rest = str_slice(s, at, s.len);
	bool ends = str_eq_nocase(rest, STR("no")) || str_eq_nocase(rest, STR("no.")) || str_eq_nocase(rest, STR("no!"));
	return ends && at > 0 && s.ptr[at - 1] == ' ' && lexicon_is_in(LANGUAGE_EN, WORDS_NEGATIONS, str_slice(s, 0, at));
}

/* "So that's a no | on the whole of it": what stands behind such an aside says nothing without it. */
static bool denies_more(struct str aside, struct str rest)
{
	return str_ends(aside, STR(" no")) && (str_starts(rest, STR(" on ")) || str_starts(rest, STR(" to ")) || str_starts(rest, STR(" for ")));
}

/* The end of the aside that begins at the word at `at`; 0 when none does. `follows` a comma or a dash: elsewhere a period is a stretch of time. */
static size_t aside_end(struct str s, size_t at, bool follows)
{
	struct str rest = str_slice(s, at, s.len);
	if (is_tag(s, at))
		return at + 2;
	/* "it's gone I'm afraid." needs no comma */
	bool loose = at > 0 && (str_starts_nocase(rest, STR("so ")) || str_starts_nocase(rest, STR("I'm afraid")) || str_starts_nocase(rest, STR("we're afraid")));
	size_t aside = whole_start(rest, WORDS_ASIDES), stop = (follows || loose) && !aside ? whole_start(rest, WORDS_FINAL_ASIDES) : 0;
	bool ends = stop && (rest.len == stop || !is_ascii_space(rest.ptr[stop]));
	if (aside && !denies_more(str_slice(rest, 0, aside), str_slice(rest, aside, rest.len)))
		return at + aside;
	if (ends)
		return at + stop;
	size_t len = long_aside(rest, follows);
	/* what opens the sentence, or what is told behind a colon, ends at a comma, or nobody knows where it ends */
	bool opens = at == 0 || str_ends(str_slice(s, 0, at), STR(": "));
	struct str behind = str_slice(rest, len, rest.len);
	/* "it was in the May letter, the June letter and on the card": a list is no clause */
	bool goes_on = str_starts(behind, STR(", ")) && !(pointer_at_notice(rest) && is_thing(str_slice(behind, 2, behind.len)));
	return len && (!opens || goes_on) ? at + len : 0;
}

/* What stands in front of an aside goes with it: a comma, a dash; behind one at the start of the sentence, its comma. */
static size_t mark_before(struct str s, size_t at)
{
	size_t start = at;
	while (start > 0 && s.ptr[start - 1] == ' ')
		start--;
	struct str before = str_slice(s, 0, start);
	if (str_ends_in(before, ",;("))
		return start - 1;
	if (str_ends(before, STR(" -")))
		return start - 2;
	if (str_ends(before, STR(" \xE2\x80\x94")))
		return start - 4;
	return start;
}

/* An aside that is left out: bytes before..end of the sentence, with the mark in front of it. */
struct aside {
	size_t before, start, end;
};

/* The aside that begins at the word at `at`; its end is 0 when there is none. */
static struct aside aside_at(struct str s, size_t at)
{
	bool is_word = is_ascii_alpha(s.ptr[at]) && (at == 0 || (is_border(s, at - 1) && s.ptr[at - 1] != '\''));
	struct aside aside = { at, at, 0 };
	if (!is_word)
		return aside;
	aside.before = mark_before(s, at);
	bool follows = at == 0 || (aside.before < at && s.ptr[aside.before] != ' ') || is_dash(str_slice(s, aside.before, at));
	/* "as per" is one word */
	bool is_middle = at >= 3 && str_starts_nocase(str_slice(s, at - 3, s.len), STR("as per "));
	if (is_middle)
		return aside;
	aside.end = aside_end(s, at, follows);
	/* a dash stays when the sentence goes on without one */
	if (aside.end < s.len && is_dash(str_slice(s, aside.before, at)) && s.ptr[aside.before + 1] != '-' && s.ptr[aside.end] == ' ' && !is_dash(str_slice(s, aside.end, s.len)))
		aside.before = at;
	return aside;
}

/* "so" joins, too, but may end a clause as well: "if you did so". */
static bool is_joint(struct str word)
{
	return str_eq(word, STR("and")) || str_eq(word, STR("but")) || str_eq(word, STR("or"));
}

/* Does another clause begin, which keeps its comma? */
static bool joins_clause(struct str s)
{
	struct str word = str_slice(s, 0, str_find(s, STR(" "), 0));
	return is_joint(word) || str_eq(word, STR("so"));
}

/* "…, obviously there's no ramp": keeps the comma in front of what went. */
static bool begins_clause_of_its_own(struct str s)
{
	struct words w = words_cut(s);
	return words_in(&w, 0, WORDS_SUBJECT_PRONOUNS) || words_is(&w, 0, "there") || words_is(&w, 0, "there's") || words_is(&w, 0, "it's");
}

/* Takes the aside out: the marks and spaces before it are in the buffer already. Gives where the sentence goes on. */
static size_t leave_out(struct buf *buf, struct str s, struct aside aside)
{
	size_t at = aside.end;
	/* what an aside in front of this one took with it is gone already */
	for (size_t i = aside.start; i > aside.before && buf->len && buf->bytes[buf->len - 1] == s.ptr[i - 1]; i--)
		buf->len--;
	if (s.ptr[aside.before] == '(' && at < s.len && s.ptr[at] == ')') {
		buf->len -= buf->len && buf->bytes[buf->len - 1] == ' ';
		at++;
	}
	/* at the start its own comma goes; between two commas one is enough */
	if (!buf->len || buf->bytes[buf->len - 1] == ':') {
		while (at < s.len && strchr(", ;:", s.ptr[at]))
			at++;
		if (buf->len)
			buf_char(buf, ' ');
	} else if (s.ptr[aside.before] == ',' && str_starts(str_slice(s, at, s.len), STR(", ")) && !joins_clause(str_slice(s, at + 2, s.len))) {
		at++;
	} else if (s.ptr[aside.before] == ',' && str_starts(str_slice(s, at, s.len), STR(" ")) && begins_clause_of_its_own(str_slice(s, at + 1, s.len))) {
		buf_char(buf, ',');
	}
	return at;
}

/* What went may leave the word that joined it. */
static struct str without_joint(struct arena *arena, struct str s)
{
	struct str words = str_trim_end(s, ".!"), last = str_last_word(words);
	if (last.len == words.len || !is_joint(last))
		return s;
	struct str before = str_slice(words, 0, words.len - last.len - 1);
	return arena_printf(arena, "%.*s%.*s", STR_FMT(before), STR_FMT(str_slice(s, words.len, s.len)));
}

/* Does a colon stand before a letter without a space between them? */
static bool is_glued(struct str s)
{
	for (size_t i = 0; i + 2 < s.len; i++)
		if (s.ptr[i] == ':' && is_ascii_alpha(s.ptr[i + 1]))
			return true;
	return false;
}

/* Where the last clause begins: the byte of the mark or space in front of it; 0 when there is but one. */
static size_t last_clause(struct str s)
{
	for (size_t at = s.len; at-- > 1;)
		if (str_starts(str_slice(s, at, s.len), STR(", ")) || str_starts(str_slice(s, at, s.len), STR(" and ")))
			return str_ends(str_slice(s, 0, at), STR(",")) ? at - 1 : at;
	return 0;
}

/* "…, the auditors are strict about it.": s without a last clause that only says who insists; s itself when it has none. */
static struct str without_shield(struct arena *arena, struct str s)
{
	struct str said = str_trim_end(s, ".!");
	size_t at = lexicon_ends(LANGUAGE_EN, WORDS_SHIELD_ENDS, said) ? last_clause(said) : 0;
	if (!at)
		return s;
	return arena_printf(arena, "%.*s%.*s", STR_FMT(str_slice(s, 0, at)), STR_FMT(str_slice(s, said.len, s.len)));
}

/* "Children come with an adult (Safe Child Policy, section 3).": s without a parenthesis that only names a rule; s itself when it has none. */
static struct str without_citation(struct arena *arena, struct str s)
{
	enum { LONGEST_BYTES = 60 };
	size_t open = str_find(s, STR(" ("), 0), end = str_find(s, STR(")"), open);
	if (end >= s.len || end - open > LONGEST_BYTES)
		return s;
	struct str cited = str_slice(s, open, end), before = str_slice(s, 0, open);
	bool is_law = str_ends(before, STR("law")) || str_ends(before, STR("Act")), links = str_find(cited, STR("www"), 0) < cited.len || str_find(cited, STR("://"), 0) < cited.len;
	if (is_law || links || !lexicon_is_in(LANGUAGE_EN, WORDS_RULE_NAMES, cited))
		return s;
	return arena_printf(arena, "%.*s%.*s", STR_FMT(str_slice(s, 0, open)), STR_FMT(str_slice(s, end + 1, s.len)));
}

struct str shed_asides(struct arena *arena, struct str s)
{
	s = without_citation(arena, without_shield(arena, s));
	struct buf buf = buf_make(arena);
	bool any = false, quoted = false;
	for (size_t at = 0; at < s.len;) {
		quoted = s.ptr[at] == '"' ? !quoted : quoted;
		struct aside aside = { 0 };
		if (!quoted)
			aside = aside_at(s, at);
		any = any || aside.end;
		if (aside.end)
			at = leave_out(&buf, s, aside);
		else
			buf_char(&buf, s.ptr[at++]);
	}
	if (!any || is_glued(buf_view(&buf)))
		return s;
	struct str out = without_joint(arena, str_trim(buf_view(&buf)));
	return s.len && is_ascii_upper(s.ptr[0]) ? inflect_upper_first(arena, out) : out;
}

/* What people say for the words that s begins with, into *to. Gives how many bytes those are; 0: there is nothing to swap. */
static size_t plainer(struct str s, enum word_list table, struct str *to)
{
	for (size_t i = 0; (i = lexicon_next_start(LANGUAGE_EN, table, s, i)) != SIZE_MAX; i++) {
		struct str from = lexicon_text(LANGUAGE_EN, table, i);
		bool of = str_starts(str_slice(s, from.len, s.len), STR(" of ")); /* "at this time of year" */
		if (!is_border(s, from.len) || of)
			continue;
		*to = lexicon_other(LANGUAGE_EN, table, i);
		return from.len;
	}
	return 0;
}

/* The same of what only libraries call so. */
static size_t plain_name(struct str s, struct str *to)
{
	for (size_t i = 0; i < lexicon_count(LANGUAGE_EN, WORDS_STAFF_WORDS); i++) {
		struct str from = lexicon_text(LANGUAGE_EN, WORDS_STAFF_WORDS, i);
		if (!str_starts(s, from) || !is_border(s, from.len))
			continue;
		*to = lexicon_other(LANGUAGE_EN, WORDS_STAFF_WORDS, i);
		return from.len;
	}
	return 0;
}

/* Where a clause begins; elsewhere the verb may bear the stress: "where it is". */
static bool begins_clause(struct str s, size_t at)
{
	struct str before = str_slice(s, 0, at);
	return at == 0 || str_ends(before, STR(", ")) || str_ends(before, STR("; ")) || str_ends(before, STR(" and "));
}

struct str shed_officialese(struct arena *arena, struct str s, bool contracts)
{
	struct buf buf = buf_make(arena);
	bool any = false, quoted = false;
	for (size_t at = 0; at < s.len;) {
		quoted = s.ptr[at] == '"' ? !quoted : quoted;
		bool word = !quoted && is_ascii_alpha(s.ptr[at]) && (at == 0 || (is_border(s, at - 1) && s.ptr[at - 1] != '\'' && s.ptr[at - 1] != '.'));
		struct str rest = str_slice(s, at, s.len), to = { 0 };
		size_t len = word ? plainer(rest, WORDS_OFFICIALESE, &to) : 0;
		if (word && !len && contracts)
			len = plainer(rest, WORDS_CONTRACTIONS, &to);
		if (word && !len && contracts && begins_clause(s, at))
			len = plainer(rest, WORDS_FIRST_CONTRACTIONS, &to);
		bool is_name = word && !len;
		len = is_name ? plain_name(rest, &to) : len;
		is_name = is_name && len;
		if (!len) {
			buf_char(&buf, s.ptr[at++]);
			continue;
		}
		any = true;
		/* the capitals of "ILL" tell nothing of where it stands */
		buf_str(&buf, (is_name ? at == 0 : is_ascii_upper(s.ptr[at])) ? inflect_upper_first(arena, to) : to);
		at += len;
		/* nothing instead: one of the two spaces around it goes */
		if (!to.len && at < s.len && s.ptr[at] == ' ')
			at++;
	}
	return any ? buf_view(&buf) : s;
}
