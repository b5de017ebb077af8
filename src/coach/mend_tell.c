#include "coach/mend_part.h"

#include "coach/clause.h"
#include "coach/inflect.h"
#include "coach/lexicon.h"

#include <string.h>

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

/* Behind a colon, a comma or "that": small where nobody takes the first word for a name. */
static struct str continued(struct patient *p, struct str s, bool *small)
{
	enum language language = p->m->stages->language;
	*small = lexicon_has(language, WORDS_NEVER_NAMES, clause_opening(s)) || (language == LANGUAGE_EN && (clause_opens_common(s) || is_no_name(p, s)));
	return *small ? inflect_lower_first(p->m->arena, s) : s;
}

struct str mend_as_clause(struct patient *p, struct str s, bool *small)
{
	if (s.len && is_ascii_lower(s.ptr[0]) && clause_lacks_we(s)) {
		*small = true;
		return arena_printf(p->m->arena, "we %.*s", STR_FMT(s));
	}
	return continued(p, s, small);
}

/* What is told goes behind the patron's name or the number of a point: "Mrs Deakin, …", "2. …". */
static struct str told(struct patient *p, size_t address, const char *lead, struct str clause)
{
	struct str before = str_slice(p->typed, 0, address);
	struct str said = arena_printf(p->m->arena, "%s %.*s", lead, STR_FMT(clause));
	bool begins = !before.len || str_ends(before, STR(". ")) || str_ends(before, STR(") ")) || str_starts(said, STR("I'm "));
	if (!begins)
		said = inflect_lower_first(p->m->arena, said);
	return arena_printf(p->m->arena, "%.*s%.*s", STR_FMT(before), STR_FMT(said));
}

/* What leads in a clause that goes on small, and one that begins with a name, or what may be one. */
static const char *const explanations[][2] = {
	[LEAD_NEWS] = { "I'm sorry this isn't better news:", "I'm sorry this isn't better news:" },
	[LEAD_PAST] = { "For context,", "For context:" },
	[LEAD_FACT] = { "As things stand,", "To explain:" },
	[LEAD_HELP] = { "In case it helps,", "In case it helps:" },
};

bool mend_is_led_in(struct str s)
{
	for (size_t i = 0; i < sizeof explanations / sizeof *explanations; i++)
		if (str_starts_nocase(s, str_of(explanations[i][0])) || str_starts_nocase(s, str_of(explanations[i][1])))
			return true;
	return false;
}

/* ---- owning it ---- */

/* What goes in front of a fact that is owned up to; the last only before bad news. */
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

/* Is anybody sorry to say it? What may be had is no bad news, whatever else stands in it. */
static bool is_bad_news(const struct patient *p, struct str s)
{
	if (p->m->stages->language == LANGUAGE_EN && lexicon_is_in(LANGUAGE_EN, WORDS_GOOD_DENIALS, s))
		return false;
	if (p->m->stages->language != LANGUAGE_EN || clause_says_not(s) || str_starts_nocase(s, STR("no ")))
		return true;
	return lexicon_is_in(LANGUAGE_EN, WORDS_UNWELCOME, s) && !lexicon_is_in(LANGUAGE_EN, WORDS_WELCOME, s);
}

/* Nobody is sorry for what the patron may have. */
static bool is_good_news(const struct patient *p, struct str s)
{
	return !is_bad_news(p, s) && (lexicon_is_in(LANGUAGE_EN, WORDS_WELCOME, s) || lexicon_is_in(LANGUAGE_EN, WORDS_GOOD_NEWS, s));
}

/* "Please look at home", "Mind you": nothing leads that in. */
static bool is_unled(struct str s)
{
	return lexicon_start(LANGUAGE_EN, WORDS_UNLED, s).len > 0;
}

static bool says_back(struct str s)
{
	return lexicon_start(LANGUAGE_EN, WORDS_KNOWING_OPENINGS, s).len || lexicon_start(LANGUAGE_EN, WORDS_SAID_BACK, s).len;
}

/* "I did look into it": nothing leads that in. */
static bool tells_own_deed(struct str s)
{
	return lexicon_start(LANGUAGE_EN, WORDS_OWN_DEEDS, s).len > 0;
}

/* "HR", "28", "$5", "\"The Women\"": what begins a sentence and is typed so in the middle of one, too. */
static bool is_typed_so(struct str s)
{
	static const char *const marks[] = {"$", "\"", "\xC2\xA3", "\xE2\x82\xAC"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(s, str_of(marks[i])))
			return true;
	bool is_abbreviation = s.len > 1 && is_ascii_upper(s.ptr[0]) && is_ascii_upper(s.ptr[1]);
	return s.len && (is_ascii_digit(s.ptr[0]) || is_abbreviation);
}

bool mend_try_owning(struct patient *p, struct mended *out)
{
	struct mender *m = p->m;
	size_t address = m->stages->language == LANGUAGE_EN ? clause_address_end(p->typed) : 0;
	struct str rest = clause_without_lead(str_slice(p->typed, address, p->typed.len));
	bool regrets = str_find(rest, STR("sorry"), 0) < rest.len;
	if (m->stages->language == LANGUAGE_EN && clause_opens_with(rest, WORDS_LOOSE_OPENINGS))
		return false;
	if (m->stages->language == LANGUAGE_EN && (clause_retorts(rest) || clause_is_imperative(rest) || mend_is_led_in(rest) || says_back(rest) || tells_own_deed(rest) || is_unled(rest) ||
							lexicon_start(LANGUAGE_EN, WORDS_NOT_REGRETTED, rest).len))
		return false;
	if (m->owned >= OWNINGS || m->brief || !mend_is_statement(p, rest) || regrets || is_good_news(p, rest))
		return false;
	bool small;
	rest = continued(p, rest, &small);
	small = small || (m->stages->language == LANGUAGE_EN && is_typed_so(rest));
	/* a capital that may be none of a name's has to stand behind a colon */
	size_t which = small ? m->owned : OWNINGS - 1;
	if (!is_bad_news(p, rest) || (which == OWNINGS - 1 && m->leads & 1U << LEAD_BEFORE_NAME))
		return false;
	bool accepted = mend_accept(p, told(p, address, ownings[m->stages->language][which], rest), out);
	bool may_be_name =
	    m->stages->language == LANGUAGE_EN && is_typed_so(rest) && !(m->leads & 1U << LEAD_BEFORE_NAME);
	if (!accepted &&
	    !(may_be_name && mend_accept(p, told(p, address, ownings[m->stages->language][OWNINGS - 1], rest), out)))
		return false;
	m->leads |= small ? 0 : 1U << LEAD_BEFORE_NAME;
	m->owned++;
	return true;
}

/* ---- telling it ---- */

/* Does it tell of something, not of people, of a notice or of what was told before? What the patron may or can do is told to help. */
static bool is_of_account(struct patient *p, struct str s)
{
	enum { LEAST_WORDS = 4 };
	bool helps = str_starts_nocase(s, STR("you ")) && lexicon_is_in(LANGUAGE_EN, WORDS_POINTERS, s);
	bool idle = lexicon_start(LANGUAGE_EN, WORDS_IDLE_SUBJECTS, s).len && !helps;
	if (idle || lexicon_is_in(LANGUAGE_EN, WORDS_NOTICES, s) || lexicon_is_in(LANGUAGE_EN, WORDS_RULE_NOUNS, s) || mend_lead_len(s))
		return false;
	return clause_count_words(s) >= LEAST_WORDS && !clause_opens_with(s, WORDS_POINTING) && !mend_is_barb_by_rule(p) && !mend_is_barb(p);
}

/* What explains or helps on, and is worth it, is read as the reply will be; bad news by itself. */
static bool is_read_in_finished(struct patient *p, enum mend_lead which, const char *lead, struct str s)
{
	bool explains = which == LEAD_PAST || which == LEAD_FACT || which == LEAD_HELP || which == LEAD_STEP;
	if (p->m->stages->language != LANGUAGE_EN || !is_of_account(p, s))
		return false;
	return which == LEAD_KNOWN || (explains && !str_ends(str_of(lead), STR(":")));
}

/* Each lead once in a reply. */
static bool try_lead(struct patient *p, enum mend_lead which, const char *lead, size_t address, struct str rest, struct mended *out)
{
	struct str input = p->m->stages->input;
	if (str_find(input, str_of(lead), 0) < input.len || p->m->leads & 1U << which)
		return false;
	bool in_finished = p->m->in_finished;
	p->m->in_finished = in_finished || is_read_in_finished(p, which, lead, rest);
	bool accepted = mend_accept(p, told(p, address, lead, rest), out);
	p->m->in_finished = in_finished;
	p->m->leads |= accepted ? 1U << which : 0;
	return accepted;
}

size_t mend_lead_len(struct str text)
{
	enum { LONGEST_LEAD = 50 };
	size_t colon = str_find(text, STR(": "), 0), but = str_find(text, STR(", but "), 0), end = colon < but ? colon + 1 : but + sizeof ", but" - 1;
	if (end < text.len && end < LONGEST_LEAD)
		return end;
	for (size_t i = 0; i < sizeof explanations / sizeof *explanations; i++)
		if (str_starts(text, str_of(explanations[i][0])))
			return strlen(explanations[i][0]);
	return 0;
}

/* A plain fact leads in what hurts nobody; "as things stand, that's correct" says nothing. */
static bool may_lead_in(const struct patient *p, enum mend_lead lead, struct str clause)
{
	bool points = clause_opens_with(clause, WORDS_POINTING) || str_starts_nocase(clause, STR("this ")) || str_starts_nocase(clause, STR("that "));
	bool permits = str_starts_nocase(clause, STR("you can ")) || str_starts_nocase(clause, STR("you may ")); /* that helps, rather */
	if (is_unled(clause))
		return false;
	if (memchr(clause.ptr, '[', clause.len)) /* what a rule's own sentence offers needs no lead */
		return false;
	if (lead == LEAD_NEWS)
		return !mend_has(p, MEND_BELITTLES);
	bool denies = clause_says_not(clause) && !lexicon_is_in(LANGUAGE_EN, WORDS_GOOD_DENIALS, clause);
	if (lead == LEAD_HELP) /* what is not, or is for others only, helps nobody */
		return !denies && !str_starts_nocase(clause, STR("neither ")) && !str_ends(clause, STR(" only."));
	bool exclaims = str_ends(clause, STR("!")) || str_find(clause, STR(" grateful "), 0) < clause.len;
	return lead != LEAD_FACT || !(points || permits || exclaims || tells_own_deed(clause) || mend_has(p, MEND_BELITTLES));
}

static bool try_explanation(struct patient *p, enum mend_lead lead, size_t address, struct str clause, bool small, struct mended *out)
{
	return may_lead_in(p, lead, clause) && try_lead(p, lead, explanations[lead][small ? 0 : 1], address, clause, out);
}

/* "You may wish to …", "you're free to …": what the patron is welcome to. */
static bool try_welcome(struct patient *p, size_t address, struct str clause, struct mended *out)
{
	static const char *const offers[] = { "you may wish to ", "you may want to ", "you are free to ", "you're free to ", "you may " };
	for (size_t i = 0; i < sizeof offers / sizeof *offers; i++) {
		struct str task = str_slice(clause, strlen(offers[i]), clause.len);
		if (!str_starts_nocase(clause, str_of(offers[i])) || str_starts(task, STR("find that ")))
			continue;
		return !clause_says_not(clause) && clause_opens_with(task, WORDS_FREE_TASK_VERBS) && try_lead(p, LEAD_WELCOME, "You're welcome to", address, task, out);
	}
	return false;
}

/* Is it news that the patron had rather not hear? A "not" alone makes none: "it wants a shelfmark, not a title". */
static bool is_sad_news(struct str clause)
{
	bool welcome = lexicon_is_in(LANGUAGE_EN, WORDS_WELCOME, clause) || lexicon_is_in(LANGUAGE_EN, WORDS_GOOD_NEWS, clause) ||
		       lexicon_is_in(LANGUAGE_EN, WORDS_GOOD_DENIALS, clause);
	return !welcome && (lexicon_is_in(LANGUAGE_EN, WORDS_UNWELCOME, clause) || clause_is_plain_no(clause));
}

/* What happened is context, and what tells where something is may help. Bad news is owned up to instead; what says no beside it does not help. */
static bool try_explanations(struct patient *p, size_t address, struct str clause, bool small, struct mended *out)
{
	if (try_welcome(p, address, clause, out))
		return true;
	bool sends_away = mend_has(p, 1U << HOWNOT_BRUSH_OFF), points = lexicon_is_in(LANGUAGE_EN, WORDS_POINTERS, clause), refuses = mend_has(p, MEND_SAYS_NO);
	bool denies = (clause_says_not(clause) && !(sends_away && points)) || (refuses && is_bad_news(p, clause));
	if (denies && is_sad_news(clause))
		return try_explanation(p, LEAD_NEWS, address, clause, small, out);
	enum mend_lead first = lexicon_is_in(LANGUAGE_EN, WORDS_PAST_VERBS, clause) ? LEAD_PAST : sends_away && !refuses ? LEAD_HELP : LEAD_FACT;
	bool helps = (points && !refuses) || (lexicon_is_in(LANGUAGE_EN, WORDS_WELCOME, clause) && !is_bad_news(p, clause));
	if (try_explanation(p, first, address, clause, small, out))
		return true;
	return (first != LEAD_FACT && try_explanation(p, LEAD_FACT, address, clause, small, out)) ||
	       (first != LEAD_HELP && helps && try_explanation(p, LEAD_HELP, address, clause, small, out));
}

/* A task, or somebody is sent for it: "Have your department submit the form". */
static bool bids(struct str s)
{
	return clause_is_imperative(s) || str_starts_nocase(s, STR("have your "));
}

/* What somebody may do if they like, and what has to be done. */
static bool try_task(struct patient *p, size_t address, struct str rest, struct mended *out)
{
	struct str task = arena_printf(p->m->arena, "%c%.*s", ascii_lower(rest.ptr[0]), STR_FMT(str_slice(rest, 1, rest.len)));
	if (clause_retorts(rest))
		return false;
	if (clause_opens_with(rest, WORDS_TRYING_VERBS))
		return try_lead(p, LEAD_WELCOME, "You could", address, task, out);
	if (clause_opens_with(rest, WORDS_FREE_TASK_VERBS) && try_lead(p, LEAD_WELCOME, "You're welcome to", address, task, out))
		return true;
	bool leads_on = !clause_opens_with(rest, WORDS_IDLE_TASK_VERBS);
	return (leads_on && try_lead(p, LEAD_STEP, "The next step is to", address, task, out)) || mend_accept(p, told(p, address, "Please", task), out);
}

/* What the sentence says behind whom it addresses and what announces it; empty when it begins on a loose end, or was told before. */
static struct str core(const struct patient *p, size_t *address)
{
	*address = 0;
	if (p->m->stages->language != LANGUAGE_EN || p->m->brief)
		return (struct str){ 0 };
	*address = clause_address_end(p->typed);
	struct str rest = clause_without_lead(str_slice(p->typed, *address, p->typed.len));
	if (clause_opens_with(rest, WORDS_LOOSE_OPENINGS) || mend_is_led_in(rest))
		return (struct str){ 0 };
	return rest;
}

/* Something told that no "I'm sorry" of its own stands in, and that the patron does not know already. */
static bool is_told(const struct patient *p, struct str s)
{
	return s.len && !says_back(s) && mend_is_statement(p, s) && !clause_retorts(s) && !clause_is_subordinate(s) && !lexicon_is_in(LANGUAGE_EN, WORDS_REGRETS, s);
}

/*
 * What signals alone stop at is owned up to at once where nothing else in the reply is, for a bare no is curt. What belittles, or begins on a word that only points, is none to own up
 * to.
 */
bool mend_try_owning_bare(struct patient *p, struct mended *out)
{
	enum { PLAIN = 1U << HOWNOT_FLAT_REFUSAL | 1U << HOWNOT_DEAD_END | 1U << HOWNOT_POLICY_SHIELD | 1U << HOWNOT_DEMAND };
	struct mender *m = p->m;
	size_t address;
	struct str rest = core(p, &address);
	bool small, is_plain = mend_has(p, 1U << HOWNOT_FLAT_REFUSAL) && !mend_has(p, ~(unsigned)PLAIN);
	if (m->owned || m->regrets || !is_plain || !is_told(p, rest) || clause_opens_with(rest, WORDS_POINTING))
		return false;
	mend_as_clause(p, rest, &small);
	return small && mend_try_owning(p, out);
}

/* A task becomes the next step, and a plain no is regretted. */
bool mend_try_telling(struct patient *p, struct mended *out)
{
	size_t address;
	struct str rest = core(p, &address);
	if (rest.len && bids(rest) && !lexicon_is_in(LANGUAGE_EN, WORDS_DENIALS, rest))
		return try_task(p, address, rest, out);
	if (!is_told(p, rest) || !mend_has(p, MEND_SAYS_NO))
		return false;
	bool small;
	struct str clause = mend_as_clause(p, rest, &small);
	return small && clause_is_plain_no(clause) && mend_accept(p, told(p, address, "I'm sorry that", clause), out);
}

/* What has to stay because of what it tells. */
bool mend_try_explaining(struct patient *p, struct mended *out)
{
	size_t address;
	struct str rest = core(p, &address);
	if (!is_told(p, rest) || bids(rest))
		return false;
	bool small;
	struct str clause = mend_as_clause(p, rest, &small);
	return try_explanations(p, address, clause, small, out);
}

/* Does it open with a word to the reader, or on a loose end, or shout, or smile? */
static bool chats(struct str s)
{
	bool loose = lexicon_start(LANGUAGE_EN, WORDS_INTERJECTIONS, s).len || clause_opens_with(s, WORDS_DEPENDENT_OPENINGS);
	bool emoji = str_find(s, STR("\xF0\x9F"), 0) < s.len;
	return loose || emoji || str_find(s, STR("!"), 0) < s.len;
}

bool mend_try_informing(struct patient *p, struct mended *out)
{
	enum { MOST_WORDS = 24 };
	size_t address = 0;
	struct str rest = core(p, &address);
	if (!is_told(p, rest) || clause_is_imperative(rest) || chats(rest) || !is_of_account(p, rest) || clause_count_words(rest) > MOST_WORDS)
		return false;
	bool small;
	struct str clause = mend_as_clause(p, rest, &small);
	return try_lead(p, LEAD_KNOWN, "Here is what I can tell you:", address, clause, out);
}

/* Does a sentence that stays say no in front of this one? */
static bool is_refused_before(const struct patient *p)
{
	const struct hownot_check *check = &p->m->result->checks[HOWNOT_REFUSES];
	if (p->m->regrets || p->m->owned)
		return true;
	for (size_t i = 0; i < check->evidence_count; i++) {
		size_t sentence = mend_sentence_at(p->m->stages, check->evidence[i].start);
		if (sentence < p->index && !p->m->gone[sentence])
			return true;
	}
	return false;
}

/* A ground among the three I's is given as the reason that it is; where nobody has said no yet, that goes with it. A ground that says so itself is owned up to. */
bool mend_try_ground(struct patient *p, struct mended *out)
{
	static const char *const reasons[LANGUAGES][2] = {
		[LANGUAGE_EN] = { "I'm sorry to say no, and here is why:", "Here is why:" },
		[LANGUAGE_ES] = { "Siento decirle que no, y la raz\xC3\xB3n es esta:", "La raz\xC3\xB3n es esta:" },
	};
	bool small, english = p->m->stages->language == LANGUAGE_EN, refused = is_refused_before(p);
	struct str rest = clause_without_lead(p->typed);
	/* what has to be done is no reason for a no */
	if (english && mend_has(p, 1U << HOWNOT_DEMAND) && lexicon_is_in(LANGUAGE_EN, WORDS_DUTIES, rest) && !clause_says_not(rest))
		return false;
	if (english && (clause_is_imperative(rest) || clause_opens_with(rest, WORDS_NO_SUBJECTS) || lexicon_is_in(LANGUAGE_EN, WORDS_REGRETS, rest)))
		return false;
	if (english && clause_says_not(rest) && mend_try_owning(p, out))
		return true;
	struct str ground = continued(p, rest, &small);
	return (!refused && try_lead(p, LEAD_GROUND, reasons[p->m->stages->language][0], 0, ground, out)) ||
	       try_lead(p, LEAD_GROUND, reasons[p->m->stages->language][1], 0, ground, out);
}
