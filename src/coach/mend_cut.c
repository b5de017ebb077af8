#include "coach/mend_part.h"

#include "coach/clause.h"
#include "coach/inflect.h"
#include "coach/lexicon.h"

/* May a clause be taken off from byte `at` on: does a mark stand there, or a word that joins? */
static bool is_border(struct str s, size_t at)
{
	static const char *const marks[] = { "; ", ", ", " \xE2\x80\x94 ", "\xE2\x80\x94", " - ", " (", ": " };
	struct str rest = str_slice(s, at, s.len);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(rest, str_of(marks[i])))
			return true;
	for (size_t i = 0; i < lexicon_count(LANGUAGE_EN, WORDS_CLAUSE_BORDERS); i++)
		if (str_starts(rest, lexicon_text(LANGUAGE_EN, WORDS_CLAUSE_BORDERS, i)))
			return true;
	return false;
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

/* The part of a sentence as it is, or regretted when it is a no. */
static bool accept_head(struct patient *p, struct str head, struct mended *out)
{
	bool small;
	struct str clause = mend_as_clause(p, clause_without_lead(head), &small);
	if (mend_accept(p, arena_printf(p->m->arena, "%.*s.", STR_FMT(head)), out))
		return true;
	bool regrets = p->m->stages->language == LANGUAGE_EN && small && clause_says_not(clause) && !str_starts(clause, STR("that"));
	return regrets && mend_accept(p, arena_printf(p->m->arena, "I'm sorry that %.*s.", STR_FMT(clause)), out);
}

/* The sentence without what stands before a mark, or after one: the longest rest that reads clean. */
bool mend_try_cut(struct patient *p, struct mended *out)
{
	enum { LEAST_WORDS = 4, MOST_TRIES = 8 };
	size_t tries = 0;
	for (size_t at = p->typed.len; at-- > 1 && tries < MOST_TRIES;) {
		if (!is_border(p->typed, at))
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
		if (at >= p->typed.len || !stands_alone(p, from))
			continue;
		if (mend_accept(p, inflect_upper_first(p->m->arena, str_slice(p->typed, from, p->typed.len)), out))
			return true;
	}
	return false;
}
