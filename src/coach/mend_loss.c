#include "coach/mend_part.h"

#include "base/utf8.h"
#include "coach/clause.h"
#include "coach/inflect.h"
#include "coach/lexicon.h"

/* Does the fact stand in another sentence of the draft, too, that stays? */
static bool is_elsewhere(const struct patient *p, struct str fact)
{
	const struct stages *s = p->m->stages;
	for (size_t at = fact_next(s->input, fact, 0); at < s->input.len; at = fact_next(s->input, fact, at + 1)) {
		size_t sentence = mend_sentence_at(s, at);
		bool in_one = sentence < s->sentences.count && norm_span(&s->norm, s->sentences.spans[sentence]).start <= at;
		if (in_one && sentence != p->index && !p->m->gone[sentence])
			return true;
	}
	return false;
}

/* Does a unit stand behind the number: "21 days"? */
static bool is_measure(struct str s, size_t at)
{
	return lexicon_start(LANGUAGE_EN, WORDS_UNITS, str_trim(str_slice(s, at, s.len))).len > 0;
}

/* "Circulation Policy", word by word: what a rule is called helps nobody. */
static bool names_rule(const struct patient *p, struct span span)
{
	size_t next = str_find(p->typed, STR(" "), span.end + 1);
	struct str name = utf8_fold(p->m->arena, str_slice(p->typed, span.start, next));
	return lexicon_is_in(LANGUAGE_EN, WORDS_RULE_NOUNS, name);
}

/* "Rule 9", "Regulation 14", "section 3". */
static bool numbers_rule(const struct patient *p, struct span span)
{
	struct str last = str_last_word(str_trim(str_slice(p->typed, 0, span.start)));
	return str_ends(last, STR("\xC2\xA7")) || lexicon_is_in(LANGUAGE_EN, WORDS_RULE_NOUNS, utf8_fold(p->m->arena, last));
}

/* "…, as per Section 4 of the Display of Materials Guidelines": is the rule cited in the words before, in the same clause? */
static bool is_cited(const struct patient *p, struct span span)
{
	static const char *const openings[] = { "as per ", " per our ", " per the ", "under section ", "under rule ", "in accordance with ", "in line with ", "pursuant to " };
	for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
		for (size_t at = 0; at < span.start; at++) {
			struct str between = str_slice(p->typed, at, span.start);
			if (str_starts_nocase(between, str_of(openings[i])))
				return str_find(between, STR(", "), 0) >= between.len;
		}
	return false;
}

/* What stands between quotation marks, straight or curly. */
static struct str unquoted(struct str s)
{
	static const char *const marks[] = { "\"", "'", "\xE2\x80\x98", "\xE2\x80\x99", "\xE2\x80\x9C", "\xE2\x80\x9D" };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		struct str mark = str_of(marks[i]);
		s = str_slice(s, str_starts(s, mark) ? mark.len : 0, s.len);
		s.len -= s.len > mark.len && str_ends(s, mark) ? mark.len : 0;
	}
	return s;
}

bool mend_is_asked(const struct mender *m, struct str quoted)
{
	struct str words = utf8_fold(m->arena, unquoted(quoted)), question = utf8_fold(m->arena, m->stages->question_norm.bytes);
	return str_find(question, words, 0) < question.len;
}

static bool is_asked(const struct patient *p, struct span span)
{
	return mend_is_asked(p->m, str_slice(p->typed, span.start, span.end));
}

/*
 * Would the patron miss it? A name is no loss in a sentence that blames, nor is the date of a notice, or of what is over in a sentence that a colleague would leave out; a bare number goes with a clause that blames or cites a rule, elsewhere, and
 * where a colleague would very surely keep what is told, it counts something.
 */
static bool matters(const struct patient *p, const struct fact *fact)
{
	if (fact->kind == FACT_NAME)
		return !mend_is_idle(p) && !names_rule(p, fact->span) && !is_cited(p, fact->span);
	if (fact->kind == FACT_TITLE && is_asked(p, fact->span))
		return !mend_is_idle(p);
	if (fact->kind == FACT_PAST)
		return !mend_is_idle(p) || !(p->goes || lexicon_is_in(LANGUAGE_EN, WORDS_NOTICES, p->typed));
	if (fact->kind != FACT_NUMBER)
		return true;
	if (fact_names_place(p->typed, fact) || (mend_is_surely_kept(p) && !numbers_rule(p, fact->span)))
		return true;
	return !mend_has(p, MEND_BELITTLES) && (!mend_has(p, 1U << HOWNOT_POLICY_SHIELD) || is_measure(p->typed, fact->span.end));
}

struct facts mend_lost_facts(struct patient *p, struct str text)
{
	struct facts lost = facts_missing(p->m->arena, p->typed, text, FACTS_EACH_TIME);
	size_t count = 0;
	for (size_t i = 0; i < lost.count; i++) {
		struct fact fact = lost.items[i];
		if (matters(p, &fact) && !is_elsewhere(p, str_slice(p->typed, fact.span.start, fact.span.end)))
			lost.items[count++] = fact;
	}
	lost.count = count;
	return lost;
}

/* Is the fact said already by one of the first `count`? */
static bool is_said(const struct patient *p, const struct facts *facts, size_t count, struct span fact)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(str_slice(p->typed, facts->items[i].span.start, facts->items[i].span.end), str_slice(p->typed, fact.start, fact.end)))
			return true;
	return false;
}

struct str mend_note(struct arena *arena, enum language language, struct str text, const struct facts *facts)
{
	return facts_list(arena, text, facts, language == LANGUAGE_ES ? STR("el importe es ") : STR("the amount is "));
}

/* The facts as the sentence states them, unless that reads badly; else by themselves. */
static struct str noted(struct patient *p, const struct facts *facts)
{
	struct mender *m = p->m;
	struct str bare = mend_note(m->arena, m->stages->language, p->typed, facts);
	struct str stated = facts->count ? clause_without_lead(mend_clause_of(p, facts)) : bare;
	bool small, in_finished = m->in_finished;
	if (!facts->count || !stated.len)
		return bare;
	m->in_finished = true;
	bool is_clean = mend_is_clean(m, p->index, stated);
	m->in_finished = in_finished;
	if (!is_clean && mend_reads_badly(m, p->index, stated))
		return bare;
	if (clause_is_imperative(stated))
		return arena_printf(m->arena, "you can %.*s", STR_FMT(inflect_lower_first(m->arena, stated)));
	return mend_as_clause(p, stated, &small);
}

struct mended mend_removal(struct patient *p)
{
	struct facts lost = mend_lost_facts(p, (struct str){ "", 0 });
	size_t count = 0;
	for (size_t i = 0; i < lost.count; i++) {
		bool is_known = lost.items[i].kind == FACT_TITLE && is_asked(p, lost.items[i].span);
		if (lost.items[i].kind != FACT_NAME && fact_is_needed(&lost.items[i]) && !is_known && !is_said(p, &lost, count, lost.items[i].span)) /* bare, the others tell nobody anything */
			lost.items[count++] = lost.items[i];
	}
	lost.count = count;
	return (struct mended){ .touched = true, .note = noted(p, &lost), .was_no = mend_has(p, MEND_SAYS_NO) };
}
