#include "coach/mend_part.h"

#include "coach/clause.h"
#include "coach/inflect.h"
#include "coach/lexicon.h"
#include "coach/shed.h"

#include <string.h>

/* A sentence of two clauses: what leads in, the first, what joins them, the second; of two verbs that share a subject the second clause lacks it. */
struct pair {
	struct str head, joint, tail; /* the joint as typed */
	struct str said;	      /* how the joint is said between moved clauses */
	struct str subject; /* that the tail lacks; empty when it has its own */
	bool is_many;	    /* the subject is */
};

enum { LEAST_WORDS = 3, MOST_SUBJECT_WORDS = 7, MOST_PAIRS = 3 };

/* ---- where a sentence has two clauses ---- */

static struct str word_at(struct str s, size_t at)
{
	return clause_opening(str_slice(s, at, s.len));
}

/* Does a finite verb that everybody knows stand behind the space at byte `at`? */
static bool is_verb_at(struct str s, size_t at)
{
	return at < s.len && s.ptr[at] == ' ' && lexicon_start(LANGUAGE_EN, WORDS_FINITE_VERBS, str_slice(s, at, s.len)).len;
}

/* What stands before the first finite verb; empty where that is no short subject. */
static struct str subject_of(struct str s)
{
	size_t at = 0;
	while (at < s.len && !is_verb_at(s, at) && !strchr(",;:", s.ptr[at]))
		at++;
	struct str subject = str_slice(s, 0, at);
	bool is_short = at < s.len && s.ptr[at] == ' ' && clause_count_words(subject) <= MOST_SUBJECT_WORDS;
	return is_short && !clause_is_subordinate(subject) && !clause_opens_with(subject, WORDS_DEPENDENT_OPENINGS) ? subject : (struct str){ 0 };
}

static bool is_pronoun(struct str s)
{
	return lexicon_has(LANGUAGE_EN, WORDS_SUBJECT_PRONOUNS, s);
}

/* "They" or "it"? The verb tells, or else the last word of the subject. */
static bool is_many(struct str subject, struct str verb)
{
	if (str_eq_nocase(verb, STR("is")) || str_eq_nocase(verb, STR("was")) || str_eq_nocase(verb, STR("has")) || str_eq_nocase(verb, STR("does")))
		return false;
	if (str_eq_nocase(verb, STR("are")) || str_eq_nocase(verb, STR("were")) || str_eq_nocase(verb, STR("have")) || str_eq_nocase(verb, STR("do")))
		return true;
	if (str_ends(verb, STR("s")))
		return false;
	return str_ends(subject, STR("s")) && !str_ends(subject, STR("ss")) && !str_ends(subject, STR("us"));
}

/* What joins two clauses, and how it is said where the second is said again. */
static const char *const joints[][2] = {
	{ ", for which ", ", and for that " }, { ", following which ", ", and after that " }, { ", after which ", ", and after that " },
	{ ", and so ", ", so " }, { " and so ", ", so " }, { ": ", ": " },
	{ ", and ", ", and " },	{ ", but ", ", but " },	{ ", so ", ", so " },	{ "; ", "; " },
	{ " and ", ", and " },	{ " but ", ", but " },	{ " so ", ", so " },	{ " \xE2\x80\x94 ", " \xE2\x80\x94 " }, { ", ", ", " },
};

/* The joint at byte `at` of the sentence; NULL when there is none. */
static const char *const *joint_at(struct str s, size_t at)
{
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
		if (str_starts(str_slice(s, at, s.len), str_of(joints[i][0])))
			return joints[i];
	return NULL;
}

/* "You", "you'll", "it's". */
static bool opens_with_pronoun(struct str s)
{
	struct str word = clause_opening(s);
	return is_pronoun(str_slice(word, 0, str_find(word, STR("'"), 0)));
}

/* Does the clause name its subject: one of a word, or a determiner and a verb behind it? */
static bool has_own_subject(struct str tail)
{
	if (is_pronoun(clause_opening(tail)))
		return true;
	/* "… and said that it is late" */
	struct str subject = subject_of(tail);
	if (str_starts(tail, STR("that ")) || str_find(subject, STR(" that "), 0) < subject.len)
		return false;
	return subject.len && clause_count_words(tail) > clause_count_words(subject) + 1;
}

/* "What is and is not included": no clause. */
static bool ends_in_verb(struct str s)
{
	struct str word = str_last_word(s);
	return word.len < s.len && (lexicon_has(LANGUAGE_EN, WORDS_PLURAL_VERBS, word) || str_eq(word, STR("is")));
}

/* What stands behind the last comma of the head is a clause that may share its "and" with the next: a list, or what another word led in, may not. */
static bool ends_in_clause(struct str head)
{
	size_t at = head.len;
	while (at > 2 && !(strchr(",;", head.ptr[at - 2]) && head.ptr[at - 1] == ' '))
		at--;
	if (at <= 2)
		return true;
	struct str last = str_slice(head, at, head.len);
	return subject_of(last).len && !clause_is_subordinate(last);
}

/* Does another word lead in the first clause: "if", "before", "to borrow it"? */
static bool is_led(struct str s)
{
	return lexicon_start(LANGUAGE_EN, WORDS_CLAUSE_LEADS, s).len || clause_address_end(s) || clause_is_subordinate(s);
}

/* What was led in ends at the first comma, or at the second where something else led in as well: "Dear Ms Farr, following your call, …". */
static bool is_main_clause(const struct pair *pair)
{
	size_t comma = str_find(pair->head, STR(", "), 0);
	bool is_nested = comma < pair->head.len && is_led(str_slice(pair->head, comma + 2, pair->head.len)) && !is_led(pair->tail);
	bool is_first = (str_eq(pair->joint, STR(", ")) || str_eq(pair->joint, STR(": "))) && (comma >= pair->head.len || is_nested);
	return is_first && str_find(pair->tail, STR(", and "), 0) >= pair->tail.len && clause_count_words(pair->tail) >= LEAST_WORDS && has_own_subject(pair->tail);
}

/* The sentence taken apart at byte `at`; false where that gives no two clauses. */
static bool take_apart(struct str s, size_t at, struct pair *pair)
{
	const char *const *joint = joint_at(s, at);
	size_t from = joint ? at + strlen(joint[0]) : s.len;
	if (from >= s.len)
		return false;
	*pair = (struct pair){ .head = str_slice(s, 0, at), .joint = str_slice(s, at, from), .tail = str_slice(s, from, s.len), .said = str_of(joint[1]) };
	if (is_led(s) && is_main_clause(pair)) {
		/* behind an address, what else led in says nothing that the address does not */
		size_t address = clause_address_end(s);
		pair->head = address && address < pair->head.len ? str_slice(s, 0, address - (sizeof ", " - 1)) : pair->head;
		return true;
	}
	if (is_led(s))
		return false;
	if (str_eq(pair->joint, STR(", ")) || str_eq(pair->joint, STR(": ")) || clause_count_words(pair->head) < LEAST_WORDS || clause_count_words(pair->tail) < LEAST_WORDS)
		return false;
	if (str_ends(pair->head, STR(" and")) || str_ends(pair->head, STR(" but")) || ends_in_verb(pair->head))
		return false;
	bool lacks = is_verb_at(s, from - 1) && str_ends(pair->joint, STR(" "));
	if (!ends_in_clause(pair->head) && !(lacks && str_starts(pair->joint, STR(","))))
		return false;
	if (!lacks)
		return has_own_subject(pair->tail) && (subject_of(pair->head).len || opens_with_pronoun(pair->head));
	pair->subject = subject_of(pair->head);
	pair->is_many = is_many(pair->subject, word_at(s, pair->subject.len + 1));
	return pair->subject.len > 0 && !str_starts(pair->joint, STR(";"));
}

/* ---- what a move makes of one of them ---- */

/* What promises something behind what it says is a sentence of its own. */
static bool says_more(struct str made)
{
	static const char *const promises[] = { ", and I'm ", ", and I'll ", ", and do ", "can tell you more", "can't say yes to" };
	for (size_t i = 0; i < sizeof promises / sizeof *promises; i++)
		if (str_find(made, str_of(promises[i]), 0) < made.len)
			return true;
	return false;
}

struct str mend_move_of(struct patient *p, struct str clause)
{
	struct str said = arena_printf(p->m->arena, "%.*s.", STR_FMT(inflect_upper_first(p->m->arena, clause)));
	struct norm norm = norm_of_str(p->m->arena, said);
	struct str made = mend_moved(p, &norm, said), plain = shed_officialese(p->m->arena, said, true);
	if (!made.len && plain.ptr != said.ptr) {
		norm = norm_of_str(p->m->arena, plain);
		made = mend_moved(p, &norm, plain);
	}
	made = str_trim_end(made, ".!");
	if (says_more(made))
		return (struct str){ 0 };
	return made;
}

/* Without the particle at the end, "carry out ": "carry ". */
static struct str before_particle(struct str s)
{
	static const char *const particles[] = { " out ", " up ", " off ", " back ", " over ", " down ", " forward " };
	for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
		if (str_ends(s, str_of(particles[i])))
			return str_slice(s, 0, s.len - strlen(particles[i]) + 1);
	return s;
}

/* A pronoun for the subject where the sentence has just named it. */
static struct str with_pronoun(struct patient *p, const struct pair *pair, struct str text)
{
	struct arena *arena = p->m->arena;
	if (!pair->subject.len || is_pronoun(pair->subject))
		return text;
	struct str low = inflect_lower_first(arena, pair->subject), up = inflect_upper_first(arena, pair->subject);
	size_t at = str_starts(text, up) ? 0 : str_find(text, low, 0), end = at + low.len;
	if (at >= text.len || (end < text.len && is_ascii_alpha(text.ptr[end])))
		return text;
	struct str before = str_slice(text, 0, at);
	bool is_subject = !at || str_ends(before, STR("that ")) || is_verb_at(text, end);
	const char *pronoun = !pair->is_many ? "it" : is_subject ? "they" : "them";
	/* "carry it out" */
	struct str verb = is_subject ? before : before_particle(before);
	if (verb.len < before.len)
		return arena_printf(arena, "%.*s%s%.*s%.*s", STR_FMT(verb), pronoun, STR_FMT(str_slice(before, verb.len - 1, before.len - 1)), STR_FMT(str_slice(text, end, text.len)));
	return arena_printf(arena, "%.*s%s%.*s", STR_FMT(before), pronoun, STR_FMT(str_slice(text, end, text.len)));
}

/* The tail with the subject that it lacks. */
static struct str whole_tail(struct patient *p, const struct pair *pair)
{
	if (!pair->subject.len)
		return pair->tail;
	return arena_printf(p->m->arena, "%.*s %.*s", STR_FMT(pair->subject), STR_FMT(pair->tail));
}

/* What stands for the subject where it is not named again: "we", "they"; "it" for "this". */
static struct str pronoun_of(struct arena *arena, const struct pair *pair)
{
	bool points = str_eq_nocase(pair->subject, STR("this")) || str_eq_nocase(pair->subject, STR("that"));
	if (is_pronoun(pair->subject) && !points)
		return str_eq(pair->subject, STR("I")) ? pair->subject : inflect_lower_first(arena, pair->subject);
	return pair->is_many && !points ? STR("they") : STR("it");
}

/* Behind a moved clause one that lacked its subject needs one, and what joins by a word alone a comma. */
static bool accept_pair(struct patient *p, const struct pair *pair, struct str head, struct str tail, struct mended *out)
{
	struct arena *arena = p->m->arena;
	/* an aside at its start would take the head with it */
	if (!str_eq(clause_opening(shed_asides(arena, pair->head)), clause_opening(pair->head)))
		return false;
	bool is_kept = tail.ptr == pair->tail.ptr;
	if (is_kept && head.ptr != pair->head.ptr && pair->subject.len)
		tail = arena_printf(arena, "%.*s %.*s", STR_FMT(pronoun_of(arena, pair)), STR_FMT(tail));
	struct str joint = is_kept && !pair->subject.len ? pair->joint : pair->said;
	if (!is_kept)
		tail = inflect_lower_first(arena, tail);
	return mend_accept(p, arena_printf(arena, "%.*s%.*s%.*s.", STR_FMT(head), STR_FMT(joint), STR_FMT(tail)), out);
}

/* What writers say of themselves is no word of "we". */
static bool is_of_another(struct str from, struct str to)
{
	return str_starts(from, STR("I ")) && str_find(to, STR(" we "), 0) < to.len;
}

static bool try_pair(struct patient *p, const struct pair *pair, struct mended *out)
{
	struct str tail = mend_move_of(p, whole_tail(p, pair)), head = { 0 };
	if (!is_led(pair->head))
		head = mend_move_of(p, pair->head);
	tail.len = is_of_another(pair->tail, tail) ? 0 : tail.len;
	head.len = is_of_another(pair->head, head) ? 0 : head.len;
	tail = with_pronoun(p, pair, tail);
	bool is_sorry_twice = str_starts(tail, STR("I'm sorry")) && str_starts(head, STR("I'm sorry"));
	if (tail.len && head.len && !is_sorry_twice && accept_pair(p, pair, head, tail, out))
		return true;
	return (tail.len && accept_pair(p, pair, pair->head, tail, out)) || (head.len && accept_pair(p, pair, head, pair->tail, out));
}

bool mend_try_moves_of_clauses(struct patient *p, struct mended *out)
{
	struct str s = str_trim_end(p->typed, ".!");
	if (p->m->stages->language != LANGUAGE_EN || str_ends_in(p->typed, "?"))
		return false;
	struct pair pair;
	for (size_t at = 1, pairs = 0; at < s.len && pairs < MOST_PAIRS; at++) {
		if (!take_apart(s, at, &pair))
			continue;
		pairs++;
		if (try_pair(p, &pair, out))
			return true;
	}
	return false;
}
