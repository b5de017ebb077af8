#include "coach/mend_part.h"

#include "coach/clause.h"
#include "coach/inflect.h"
#include "coach/lexicon.h"

/* Does what stands behind the next comma go on with what stands before this one: "…, as the leaflet says, for older people"? */
static bool is_parenthesis(struct str s)
{
	size_t comma = str_find(s, STR(", "), 0);
	return comma < s.len && !clause_opens_with(str_slice(s, comma + 2, s.len), WORDS_CLAUSE_SUBJECTS);
}

/* May a clause be taken off from byte `at` on? A comma and a word that joins need a clause behind them: lists have them, too. */
static bool is_border(struct str s, size_t at)
{
	static const char *const marks[] = { "; ", " \xE2\x80\x94 ", "\xE2\x80\x94", " - ", ": " };
	struct str rest = str_slice(s, at, s.len);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(rest, str_of(marks[i])))
			return true;
	if (lexicon_start(LANGUAGE_EN, WORDS_CLAUSE_BORDERS, rest).len)
		return true;
	size_t joint = str_starts(rest, STR(", ")) ? 2 : lexicon_start(LANGUAGE_EN, WORDS_CLAUSE_COORDINATORS, rest).len;
	struct str tail = str_slice(rest, joint, rest.len);
	return joint && clause_opens_with(tail, WORDS_CLAUSE_SUBJECTS) && !is_parenthesis(tail);
}

/* Does a rule stop at the part of the sentence between two bytes of it? What was typed is as long as what stands in the draft, wraps included. */
static bool has_finding_in(const struct patient *p, size_t from, size_t to)
{
	for (size_t i = 0; i < p->count; i++) {
		const struct hownot_finding *f = p->findings[i];
		bool overlaps = f->span.start < p->at.start + to && f->span.end > p->at.start + from;
		if (!mend_is_of_signals(f) && f->severity == HOWNOT_STRONG && overlaps)
			return true;
	}
	return false;
}

/* Is it there that a rule stops at the sentence, be it weakly? */
static bool hurts_in(const struct patient *p, size_t from, size_t to)
{
	for (size_t i = 0; i < p->count; i++) {
		const struct hownot_finding *f = p->findings[i];
		if (!mend_is_of_signals(f) && f->span.start < p->at.start + to && f->span.start >= p->at.start + from)
			return true;
	}
	return false;
}

/* The part of a sentence as it is, or regretted when it is a no. */
static bool accept_head(struct patient *p, struct str head, struct mended *out)
{
	bool small;
	struct str clause = mend_as_clause(p, clause_without_lead(head), &small);
	if (mend_accept(p, arena_printf(p->m->arena, "%.*s.", STR_FMT(head)), out))
		return true;
	bool regrets = p->m->stages->language == LANGUAGE_EN && small && clause_is_plain_no(clause);
	return regrets && mend_accept(p, arena_printf(p->m->arena, "I'm sorry that %.*s.", STR_FMT(clause)), out);
}

/* The longest beginning of the sentence that reads clean; a part that hurts is to be cut off, or, where it is all one, any. */
static bool try_heads(struct patient *p, bool any, struct mended *out)
{
	enum { LEAST_WORDS = 4, MOST_TRIES = 8 };
	size_t tries = 0;
	for (size_t at = p->typed.len; at-- > 1 && tries < MOST_TRIES;) {
		if (!is_border(p->typed, at) || (!any && !hurts_in(p, at, p->typed.len)))
			continue;
		struct str head = str_trim(str_slice(p->typed, 0, at));
		while (str_ends_in(head, ",;:-"))
			head.len--;
		if (clause_count_words(head) < LEAST_WORDS)
			break;
		tries++;
		bool parenthesis = str_ends_in(p->typed, ")");
		if (!parenthesis && !clause_is_subordinate(head) && mend_is_statement(p, head) && accept_head(p, head, out))
			return true;
	}
	return false;
}

bool mend_try_cut(struct patient *p, struct mended *out)
{
	return try_heads(p, false, out);
}

bool mend_try_cut_anywhere(struct patient *p, struct mended *out)
{
	return try_heads(p, true, out);
}

/* Can the part of the sentence from byte `from` on stand alone? */
static bool stands_alone(const struct patient *p, size_t from)
{
	enum { LEAST_WORDS = 4 };
	struct str tail = str_slice(p->typed, from, p->typed.len);
	return clause_count_words(tail) >= LEAST_WORDS && mend_is_statement(p, tail) && !clause_opens_with(tail, WORDS_DEPENDENT_OPENINGS) &&
	       !has_finding_in(p, from, p->typed.len);
}

/* The sentence without its first part: what stands behind a mark that joins two statements. */
bool mend_try_cut_front(struct patient *p, struct mended *out)
{
	enum language language = p->m->stages->language;
	if (mend_has(p, MEND_SAYS_NO))
		return false;
	for (size_t i = 0; i < lexicon_count(language, WORDS_CLAUSE_JOINTS); i++) {
		struct str joint = lexicon_text(language, WORDS_CLAUSE_JOINTS, i);
		size_t at = str_find(p->typed, joint, 0), from = at + joint.len;
		bool is_letter = from < p->typed.len && !is_ascii_digit(p->typed.ptr[from]);
		if (at >= p->typed.len || !is_letter || !stands_alone(p, from) || !hurts_in(p, 0, at))
			continue;
		if (mend_accept(p, inflect_upper_first(p->m->arena, str_slice(p->typed, from, p->typed.len)), out))
			return true;
	}
	return false;
}
