#include "coach/mend_part.h"

#include "coach/clause.h"
#include "coach/inflect.h"
#include "coach/lexicon.h"
#include "coach/shed.h"

#include <string.h>

/* Each cut is read again, which costs: a sentence of commas alone is not read for each of them. */
enum { LEAST_CLAUSE_WORDS = 4, MOST_CUTS = 8 };

/* Does what stands behind the next comma go on with what stands before this one: "…, as the leaflet says, for older people"? */
static bool is_parenthesis(struct str s)
{
	size_t comma = str_find(s, STR(", "), 0);
	return comma < s.len && !clause_opens_with(str_slice(s, comma + 2, s.len), WORDS_CLAUSE_SUBJECTS);
}

/* Does a reason begin there: " as we don't have the staff"? "As soon as we can" is none. */
static bool begins_reason(struct str s, size_t at)
{
	static const struct str as = { " as ", 4 };
	struct str rest = str_slice(s, at, s.len), before = str_slice(s, 0, at);
	if (!str_starts(rest, as))
		return false;
	before.len -= str_last_word(before).len;
	bool compares = str_ends(before, STR("as ")) || str_ends(before, STR("As "));
	return !compares && clause_opens_with(str_slice(rest, as.len, rest.len), WORDS_CLAUSE_SUBJECTS);
}

/* Does what stands before byte `at` end on a few words behind a comma that tell nothing alone: "…, the contents | of which were noted"? */
static bool ends_in_loose_words(struct str s, size_t at)
{
	enum { MOST_WORDS = 3 };
	size_t comma = at;
	while (comma > 1 && !str_starts(str_slice(s, comma - 1, at), STR(", ")))
		comma--;
	struct str words = str_slice(s, comma + 1, at);
	return comma > 1 && clause_count_words(words) <= MOST_WORDS && !clause_is_statement(LANGUAGE_EN, words);
}

/* Does a clause begin there that a relative word leads in: " over which we have no say", but not "no say | over which sites are blocked"? */
static bool begins_relative(struct str s, size_t at)
{
	struct str rest = str_slice(s, at, s.len), border = lexicon_start(LANGUAGE_EN, WORDS_CLAUSE_BORDERS, rest);
	if (!border.len || !str_ends(border, STR("which ")))
		return border.len > 0;
	bool is_about = str_starts(border, STR(" over ")) && !clause_opens_with(str_slice(rest, border.len, rest.len), WORDS_CLAUSE_SUBJECTS);
	return !is_about && !ends_in_loose_words(s, at);
}

/* May a clause be taken off from byte `at` on? A comma and a word that joins need a clause behind them: lists have them, too. */
static bool is_border(struct str s, size_t at)
{
	static const char *const marks[] = { "; ", " \xE2\x80\x94 ", "\xE2\x80\x94", " - ", ": " };
	struct str rest = str_slice(s, at, s.len);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(rest, str_of(marks[i])))
			return true;
	if (begins_relative(s, at) || begins_reason(s, at))
		return true;
	/* the comma in front of "which" is the border, or there is none */
	if (str_starts(rest, STR(" which ")) && str_ends(str_slice(s, 0, at), STR(",")))
		return false;
	bool comma = str_starts(rest, STR(", "));
	size_t joint = comma ? 2 : lexicon_start(LANGUAGE_EN, WORDS_CLAUSE_COORDINATORS, rest).len;
	struct str tail = str_slice(rest, joint, rest.len);
	/* "are set up | so that", "just | so you know": neither says anything without the other */
	if (str_starts(rest, STR(" so that ")) || str_starts(rest, STR(" so you know")))
		return false;
	return joint && clause_opens_with(tail, WORDS_CLAUSE_SUBJECTS) && !(comma && is_parenthesis(tail));
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

/* Which clauses may be cut off. */
enum cut { CUT_WHERE_A_RULE_HURTS, CUT_WHAT_READS_BADLY, CUT_WHAT_HANGS_ON, CUT_ANY };

/* The part of a sentence as it is, or regretted when it is a no. */
static bool accept_head(struct patient *p, enum cut cut, struct str head, struct mended *out)
{
	bool small;
	struct str clause = mend_as_clause(p, clause_without_lead(head), &small);
	if (mend_accept(p, arena_printf(p->m->arena, "%.*s.", STR_FMT(head)), out)) {
		struct str moved = mend_move_of(p, head);
		if (moved.len)
			mend_accept(p, arena_printf(p->m->arena, "%.*s.", STR_FMT(moved)), out);
		return true;
	}
	if (cut == CUT_WHAT_HANGS_ON)
		return mend_accept_milder(p, arena_printf(p->m->arena, "%.*s.", STR_FMT(head)), out);
	bool regrets = p->m->stages->language == LANGUAGE_EN && small && clause_is_plain_no(clause);
	return regrets && mend_accept(p, arena_printf(p->m->arena, "I'm sorry that %.*s.", STR_FMT(clause)), out);
}

/* Would the coach stop at a part of the sentence that stood alone? */
static bool reads_badly(const struct patient *p, size_t from, size_t to)
{
	return mend_reads_badly(p->m, p->index, str_trim(str_slice(p->typed, from, to)));
}

/* Without the marks at its ends, and the word that joined it to what stood before. */
static struct str bare_clause(struct str s)
{
	s = str_trim(s);
	while (s.len && strchr(",;:-", s.ptr[0]))
		s = str_trim(str_slice(s, 1, s.len));
	struct str joint = lexicon_start(LANGUAGE_EN, WORDS_JOINING_OPENINGS, s);
	return str_trim_end(str_slice(s, joint.len, s.len), ",;:-");
}

/* Does a clause only hang on the sentence? A reason, a condition, a task, an offer and a pointer may be what the patron needs. */
static bool hangs_on(struct str tail)
{
	static const enum word_list needed[] = { WORDS_GOOD_NEWS, WORDS_GOOD_DENIALS, WORDS_POINTERS, WORDS_TELLING_TAILS };
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (lexicon_is_in(LANGUAGE_EN, needed[i], tail))
			return false;
	if (clause_is_subordinate(tail) || clause_is_imperative(tail) || clause_opens_with(tail, WORDS_PLACE_PREPOSITIONS))
		return false;
	return clause_is_statement(LANGUAGE_EN, tail) || lexicon_start(LANGUAGE_EN, WORDS_HANGING_OPENINGS, tail).len;
}

/* Does the text, from byte `from` on, tell what is needed or left out, and belittle nobody: "…, which must be signed", "…, we need to see the new one"? */
static bool tells_need(const struct patient *p, size_t from, struct str text)
{
	if (!lexicon_is_in(LANGUAGE_EN, WORDS_NEEDS, bare_clause(str_slice(text, from, text.len))))
		return false;
	for (size_t i = 0; i < p->count; i++) {
		const struct hownot_finding *f = p->findings[i];
		if (!mend_is_of_signals(f) && MEND_BELITTLES >> f->category & 1U && f->span.start >= p->at.start + from)
			return false;
	}
	return true;
}

/* "There was a copy | but it did not come back": without its second half the first misleads. */
static bool takes_back(struct str s, size_t at)
{
	struct str tail = str_slice(s, at, s.len);
	bool turns = str_starts(tail, STR(", but ")) || str_starts(tail, STR(" but "));
	return turns && clause_says_not(tail) && !clause_says_not(str_slice(s, 0, at));
}

static bool may_cut(const struct patient *p, enum cut cut, size_t at)
{
	if (cut != CUT_ANY && tells_need(p, at, p->typed))
		return false;
	if (cut == CUT_WHERE_A_RULE_HURTS)
		return hurts_in(p, at, p->typed.len);
	if (cut == CUT_WHAT_HANGS_ON && takes_back(p->typed, at))
		return false;
	if (cut == CUT_WHAT_HANGS_ON)
		return hangs_on(bare_clause(str_slice(p->typed, at, p->typed.len)));
	return cut == CUT_ANY || reads_badly(p, at, p->typed.len);
}

/* Where the clause behind the one at `from` begins; s.len when there is none. */
static size_t next_clause(struct str s, size_t from)
{
	for (size_t at = from + 1; at < s.len; at++)
		if (is_border(s, at))
			return at;
	return s.len;
}

/* The promise that the part of a sentence ends on: "…, but I'll write when one opens"; empty when it makes none. */
static struct str promise_in(struct str rest)
{
	static const char *const joints[] = { ", but ", ", and ", "; ", " but " };
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		size_t at = str_find(rest, str_of(joints[i]), 1);
		struct str clause = str_trim_end(bare_clause(str_slice(rest, at + strlen(joints[i]), rest.len)), ".!");
		if (at < rest.len && lexicon_start(LANGUAGE_EN, WORDS_OWN_PROMISES, clause).len && !clause_says_not(clause))
			return clause;
	}
	return (struct str){ 0 };
}

/* The longest beginning of the sentence that reads clean. */
static bool try_heads(struct patient *p, enum cut cut, struct mended *out)
{
	size_t tries = 0;
	for (size_t at = p->typed.len; at-- > 1 && tries < MOST_CUTS;) {
		if (!is_border(p->typed, at))
			continue;
		tries += cut == CUT_WHAT_READS_BADLY;
		if (!may_cut(p, cut, at))
			continue;
		struct str head = str_trim_end(str_trim(str_slice(p->typed, 0, at)), ",;:-");
		if (clause_count_words(head) < LEAST_CLAUSE_WORDS)
			break;
		tries += cut != CUT_WHAT_READS_BADLY;
		bool parenthesis = str_ends_in(p->typed, ")");
		struct str promise = promise_in(str_slice(p->typed, at, p->typed.len));
		if (promise.len && mend_accept(p, arena_printf(p->m->arena, "%.*s, and %.*s.", STR_FMT(head), STR_FMT(promise)), out))
			return true;
		if (!parenthesis && !clause_is_subordinate(head) && mend_is_statement(p, head) && accept_head(p, cut, head, out))
			return true;
	}
	return false;
}

bool mend_tells_need(const struct patient *p)
{
	return p->m->stages->language == LANGUAGE_EN && tells_need(p, 0, p->typed);
}

bool mend_try_cut(struct patient *p, struct mended *out)
{
	return try_heads(p, CUT_WHERE_A_RULE_HURTS, out);
}

bool mend_try_cut_anywhere(struct patient *p, struct mended *out)
{
	return try_heads(p, CUT_ANY, out);
}

bool mend_try_cut_barb(struct patient *p, struct mended *out)
{
	return try_heads(p, CUT_WHAT_READS_BADLY, out);
}

bool mend_try_cut_tail(struct patient *p, struct mended *out)
{
	struct patient rest = *p;
	bool any = false;
	if (p->m->stages->language != LANGUAGE_EN || mend_is_by_rule(p))
		return false;
	while (try_heads(&rest, CUT_WHAT_HANGS_ON, out)) {
		rest.typed = out->text;
		any = true;
	}
	return any;
}

/* Does the sentence hold an amount, a date or an address that the patron needs? */
static bool has_particulars(struct patient *p)
{
	struct facts lost = mend_lost_facts(p, STR(""));
	for (size_t i = 0; i < lost.count; i++)
		if (lost.items[i].kind == FACT_AMOUNT || lost.items[i].kind == FACT_DATE || lost.items[i].kind == FACT_LINK)
			return true;
	return false;
}

/* Does the clause that the text ends with hurt: by itself, or because it hangs on what reads better without it? It is not what says the no. */
static bool ends_in_barb(const struct patient *p, struct str head, struct str tail, struct str text)
{
	bool stays = clause_is_subordinate(tail) || lexicon_is_in(LANGUAGE_EN, WORDS_GOOD_NEWS, tail) || lexicon_is_in(LANGUAGE_EN, WORDS_NEEDS, tail);
	if (stays || clause_count_words(tail) < LEAST_CLAUSE_WORDS)
		return false;
	if (mend_reads_badly(p->m, p->index, tail))
		return true;
	bool says_no = clause_says_not(tail) && !clause_says_not(head);
	return hangs_on(tail) && !says_no && !lexicon_is_in(LANGUAGE_EN, WORDS_REGRETS, tail) && mend_is_milder(p, head, text);
}

/* The text before the last clause that hurts; the text itself when there is none. What leads in, a reason and good news stay. */
static struct str before_barb(const struct patient *p, struct str text)
{
	size_t first = mend_lead_len(text) + 1, tries = 0;
	for (size_t at = text.len; at-- > first && tries < MOST_CUTS;) {
		if (!is_border(text, at))
			continue;
		tries++;
		struct str head = bare_clause(str_slice(text, 0, at));
		if (ends_in_barb(p, head, bare_clause(str_slice(text, at, text.len)), text))
			return head;
	}
	return text;
}

void mend_trim_barb(struct patient *p, struct mended *mended)
{
	if (p->m->stages->language != LANGUAGE_EN || !mended->text.len)
		return;
	struct mended trimmed = *mended;
	struct str head = before_barb(p, mended->text);
	struct str told = bare_clause(str_slice(head, mend_lead_len(head), head.len)); /* what leads in states nothing by itself */
	bool stands = head.len < mended->text.len && clause_count_words(told) >= LEAST_CLAUSE_WORDS && clause_is_statement(LANGUAGE_EN, told);
	if (stands && mend_accept_as_is(p, arena_printf(p->m->arena, "%.*s.", STR_FMT(head)), &trimmed))
		*mended = trimmed;
}

/* A clause as it is, or, where its verb is none that everybody knows, as a note. */
static bool accept_clause(struct patient *p, struct str clause, struct mended *out)
{
	struct arena *arena = p->m->arena;
	if (clause_count_words(clause) < LEAST_CLAUSE_WORDS || clause_is_subordinate(clause) || clause_opens_with(clause, WORDS_DEPENDENT_OPENINGS))
		return false;
	bool is_task = str_starts_nocase(clause, STR("please ")) || clause_is_imperative(clause_without_lead(clause));
	if (mend_is_statement(p, clause) || is_task)
		return mend_accept(p, arena_printf(arena, "%.*s.", STR_FMT(inflect_upper_first(arena, clause))), out);
	if (clause_says_not(clause) || clause_address_end(clause) || mend_is_led_in(clause))
		return false;
	bool small;
	return mend_accept(p, arena_printf(arena, "For your reference: %.*s.", STR_FMT(mend_as_clause(p, clause, &small))), out);
}

/* The clause between two borders, the first that reads clean and holds what the patron needs. */
bool mend_try_clause(struct patient *p, struct mended *out)
{
	enum { MOST_TRIES = 24 };
	if (p->m->stages->language != LANGUAGE_EN || str_ends_in(p->typed, "?") || !has_particulars(p))
		return false;
	size_t tries = 0;
	for (size_t from = 0; from < p->typed.len; from = next_clause(p->typed, from))
		for (size_t to = p->typed.len; to > from + 1 && tries < MOST_TRIES; to--) {
			if (to < p->typed.len && !is_border(p->typed, to))
				continue;
			tries++;
			if (accept_clause(p, bare_clause(str_slice(p->typed, from, to)), out))
				return true;
		}
	return false;
}

/* Do all of the facts of the sentence stand in the clause? */
static bool holds_all(const struct patient *p, const struct facts *facts, struct str clause)
{
	for (size_t i = 0; i < facts->count; i++)
		if (str_find(clause, str_slice(p->typed, facts->items[i].span.start, facts->items[i].span.end), 0) >= clause.len)
			return false;
	return true;
}

/* Does a condition stand alone: does what follows from it begin behind a comma? */
static bool is_condition_alone(struct str clause, struct str rest)
{
	static const char *const others[] = { ", and ", ", but ", ", so ", "; " };
	if (!clause_is_subordinate(clause) || str_starts_nocase(clause, STR("if not ")) || !rest.len)
		return false;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (str_starts(rest, str_of(others[i])))
			return false;
	return str_starts(rest, STR(", "));
}

/* Can it be noted, what a part of the sentence with `rest` behind it says? It states something that is so, not of the writer, or what the patron can do. */
static bool is_notable(struct str clause, struct str rest)
{
	enum { LEAST_WORDS = 4, MOST_WORDS = 24 };
	static const char *const idle[] = { " would have ", " would've ", "I ", "I'", "had ", "maybe ", "please ", "because " };
	size_t words = clause_count_words(clause);
	bool dangles = clause_limps(clause) || (clause_opens_with(clause, WORDS_DEPENDENT_OPENINGS) && !clause_is_subordinate(clause)) || is_condition_alone(clause, rest);
	if (words < LEAST_WORDS || words > MOST_WORDS || dangles || clause_retorts(clause))
		return false;
	for (size_t i = 0; i < sizeof idle / sizeof *idle; i++)
		if (str_starts_nocase(clause, str_of(idle[i])) || (idle[i][0] == ' ' && str_find(clause, str_of(idle[i]), 0) < clause.len))
			return false;
	bool modal = str_find(clause, STR(" would"), 0) < clause.len || str_find(clause, STR(" could"), 0) < clause.len;
	bool states = modal || clause_is_statement(LANGUAGE_EN, clause), helps = clause_opens_with(clause, WORDS_FREE_TASK_VERBS) && !clause_says_not(clause);
	return !clause_address_end(clause) && (clause_is_imperative(clause) ? helps : states);
}

/* Has a rule found, in the part of the sentence between two bytes, that it blames? */
static bool blames_in(const struct patient *p, size_t from, size_t to)
{
	for (size_t i = 0; i < p->count; i++) {
		const struct hownot_finding *f = p->findings[i];
		bool overlaps = f->span.start < p->at.start + to && f->span.end > p->at.start + from;
		if (overlaps && !mend_is_of_signals(f) && f->category == HOWNOT_BLAME)
			return true;
	}
	return false;
}

struct str mend_clause_of(struct patient *p, const struct facts *facts)
{
	struct str best = { 0 }, s = p->typed, please = STR("please ");
	if (p->m->stages->language != LANGUAGE_EN || str_ends_in(s, "?") || str_starts(s, STR("For your reference: ")))
		return best;
	for (size_t from = 0; from < s.len; from = next_clause(s, from))
		for (size_t to = next_clause(s, from);; to = next_clause(s, to)) {
			struct str clause = clause_without_lead(bare_clause(shed_asides(p->m->arena, str_trim_end(bare_clause(str_slice(s, from, to)), ".!"))));
			if (str_starts_nocase(clause, please))
				clause = str_slice(clause, please.len, clause.len);
			bool is_shorter = !best.len || clause.len < best.len;
			if (is_shorter && holds_all(p, facts, clause) && is_notable(clause, str_slice(s, to, s.len)) && !blames_in(p, from, to))
				best = clause;
			if (to >= s.len)
				break;
		}
	return best;
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
	if (mend_has(p, MEND_SAYS_NO) || clause_is_subordinate(p->typed) || str_starts_nocase(p->typed, STR("had ")))
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
