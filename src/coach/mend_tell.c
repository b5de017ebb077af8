#include "coach/mend_part.h"

#include "coach/clause.h"
#include "coach/inflect.h"
#include "coach/lexicon.h"

/* Is the word that opens a sentence written small elsewhere, or a plural with its verb: "Pianos are"? */
static bool is_no_name(const struct patient *p, struct str s)
{
	const struct stages *stages = p->m->stages;
	struct str word = clause_opening(s), draft = stages->norm.bytes, question = stages->question_norm.bytes;
	if (word.len < 3 || !is_ascii_upper(word.ptr[0]) || is_ascii_upper(word.ptr[1]))
		return false;
	struct str next = clause_opening(str_trim(str_slice(s, str_find(s, STR(" "), 0), s.len)));
	if (str_ends(word, STR("s")) && lexicon_has(LANGUAGE_EN, WORDS_PLURAL_VERBS, next))
		return true;
	struct str low = arena_printf(p->m->arena, " %c%.*s", ascii_lower(word.ptr[0]), STR_FMT(str_slice(word, 1, word.len)));
	return str_find(draft, low, 0) < draft.len || str_find(question, low, 0) < question.len;
}

struct str mend_as_clause(struct patient *p, struct str s, bool *small)
{
	if (s.len && is_ascii_lower(s.ptr[0]) && clause_lacks_we(s)) {
		*small = true;
		return arena_printf(p->m->arena, "we %.*s", STR_FMT(s));
	}
	*small = lexicon_has(p->m->stages->language, WORDS_NEVER_NAMES, clause_opening(s)) || is_no_name(p, s);
	return *small ? inflect_lower_first(p->m->arena, s) : s;
}

/* Behind a colon or "but": small where nobody takes it for a name. */
static struct str continued(struct patient *p, struct str s, bool *small)
{
	*small = lexicon_has(p->m->stages->language, WORDS_NEVER_NAMES, str_slice(s, 0, str_find(s, STR(" "), 0)));
	return *small ? inflect_lower_first(p->m->arena, s) : s;
}

static bool accept_after(struct patient *p, const char *lead, struct str s, struct mended *out)
{
	return mend_accept(p, arena_printf(p->m->arena, "%s %.*s", lead, STR_FMT(s)), out);
}

/* ---- owning it ---- */

/* What goes in front of a fact that is owned up to; the last goes before a name. */
enum { OWNINGS = 3 };
static const char *const ownings[LANGUAGES][OWNINGS] = {
	[LANGUAGE_EN] = { "I know it isn't what you hoped for, but", "I wish it were otherwise, but", "I'm sorry to be the one to say it:" },
	[LANGUAGE_ES] = { "S\xC3\xA9 que no es lo que esperaba, pero", "Ojal\xC3\xA1 fuera de otro modo, pero", "Siento tener que decirlo:" },
};

size_t mend_count_owned(struct str text)
{
	size_t owned = 0;
	for (size_t l = 0; l < LANGUAGES; l++)
		for (size_t i = 0; i < OWNINGS; i++)
			owned += str_find(text, str_of(ownings[l][i]), 0) < text.len;
	return owned;
}

bool mend_try_owning(struct patient *p, struct mended *out)
{
	struct mender *m = p->m;
	struct str rest = clause_without_lead(p->typed);
	if (m->owned >= OWNINGS || m->brief || !mend_is_statement(p, rest))
		return false;
	bool small;
	rest = continued(p, rest, &small);
	if (!small && m->leads & 1U << LEAD_BEFORE_NAME)
		return false;
	if (!accept_after(p, ownings[m->stages->language][small ? m->owned : OWNINGS - 1], rest, out))
		return false;
	m->leads |= small ? 0 : 1U << LEAD_BEFORE_NAME;
	m->owned++;
	return true;
}

/* ---- telling it ---- */

/* Each lead once in a reply. */
static bool try_lead(struct patient *p, enum mend_lead which, const char *lead, struct str rest, struct mended *out)
{
	struct str input = p->m->stages->input;
	bool is_said = str_find(input, str_of(lead), 0) < input.len || p->m->leads & 1U << which;
	if (is_said || !accept_after(p, lead, rest, out))
		return false;
	p->m->leads |= 1U << which;
	return true;
}

static bool try_explanation(struct patient *p, enum mend_lead which, struct str clause, struct mended *out)
{
	static const char *const said[] = {
		[LEAD_SEEN] = "What I can see is that",
		[LEAD_RULE] = "Here is how it works:",
		[LEAD_NOW] = "As things stand,",
		[LEAD_TOLD] = "What I can tell you is this:",
	};
	return try_lead(p, which, said[which], clause, out);
}

/* How things go, or what has happened. Behind "that" and "stand," no name can be told from a word. */
static bool try_explanations(struct patient *p, struct str clause, bool small, struct mended *out)
{
	if (!small)
		return try_explanation(p, LEAD_RULE, clause, out) || try_explanation(p, LEAD_TOLD, clause, out);
	if (lexicon_is_in(LANGUAGE_EN, WORDS_PAST_VERBS, clause) && try_explanation(p, LEAD_SEEN, clause, out))
		return true;
	bool is_rule = mend_has(p, 1U << HOWNOT_POLICY_SHIELD | 1U << HOWNOT_DEMAND);
	return try_explanation(p, is_rule ? LEAD_RULE : LEAD_NOW, clause, out) || try_explanation(p, is_rule ? LEAD_NOW : LEAD_RULE, clause, out) ||
	       try_explanation(p, LEAD_SEEN, clause, out);
}

/*
 * A sentence that has to stay because of what it tells: a task becomes the next step, a no is regretted, and anything else is an explanation.
 */
bool mend_try_telling(struct patient *p, struct mended *out)
{
	struct str rest = clause_without_lead(p->typed);
	if (p->m->stages->language != LANGUAGE_EN || p->m->brief || clause_opens_with(rest, WORDS_LOOSE_OPENINGS))
		return false;
	if (clause_is_imperative(rest) && !lexicon_is_in(LANGUAGE_EN, WORDS_DENIALS, rest)) {
		struct str task = arena_printf(p->m->arena, "%c%.*s", ascii_lower(rest.ptr[0]), STR_FMT(str_slice(rest, 1, rest.len)));
		return accept_after(p, "The next step is to", task, out);
	}
	if (!mend_is_statement(p, rest) || clause_is_subordinate(rest))
		return false;
	bool small;
	struct str clause = mend_as_clause(p, rest, &small);
	if (small && mend_has(p, MEND_SAYS_NO) && clause_says_not(clause) && !str_starts(clause, STR("that")))
		return accept_after(p, "I'm sorry that", clause, out);
	return try_explanations(p, clause, small, out);
}

/* A ground among the three I's is given as the reason that it is. */
bool mend_try_ground(struct patient *p, struct mended *out)
{
	const char *lead = p->m->stages->language == LANGUAGE_ES ? "La raz\xC3\xB3n es esta:" : "Here is why:";
	bool small;
	struct str ground = continued(p, clause_without_lead(p->typed), &small);
	return try_lead(p, LEAD_GROUND, lead, ground, out);
}
