#include "coach/rewrite_part.h"

#include "base/buf.h"
#include "coach/clause.h"
#include "coach/facts.h"
#include "coach/inflect.h"
#include "coach/lexicon.h"
#include "coach/request.h"
#include "coach/voice.h"

#include <string.h>

bool rewrite_nothing_stays(const struct work *w)
{
	for (size_t i = w->first; i <= w->last; i++)
		if (!w->stages->shapes.is_frame[i] && !plan_drops(&w->plans[i]))
			return false;
	return true;
}

/* The ways to keep a sentence when nothing stays, the best first. */
enum keeping { KEEP_AS_TOLD, KEEP_POINTER, KEEP_WHAT_IT_SAYS, KEEPINGS };

static bool keep(struct work *w, size_t i, enum keeping how)
{
	struct mended *mended = &w->plans[i].mended;
	return how == KEEP_AS_TOLD ? mend_tell(&w->mender, i, mended) : mend_inform(&w->mender, i, how == KEEP_POINTER, mended);
}

void rewrite_keep_answer(struct work *w)
{
	if (!rewrite_has_body(w) || w->rewriting->rounds > 1 || !rewrite_nothing_stays(w))
		return;
	for (enum keeping how = KEEP_AS_TOLD; how < KEEPINGS; how++)
		for (size_t i = w->first; i <= w->last; i++) {
			if (!w->mender.found[i].count || !w->plans[i].mended.touched || !keep(w, i, how))
				continue;
			w->mender.gone[i] = false;
			return;
		}
}

/* Did the patron ask nothing, but tell of something? `said` is what they wrote, said back. */
static bool only_reports(const struct work *w, struct str said)
{
	struct str question = w->stages->question_norm.bytes;
	if (str_find(question, STR("?"), 0) < question.len || str_starts(said, STR("Thank you for asking")))
		return false;
	return said.len && !lexicon_start(LANGUAGE_EN, WORDS_WISHES, said).len;
}

/* Does a no in the place of sentence i stand right behind the request, said back? */
static bool follows_request(const struct work *w, size_t i, struct str said)
{
	if (i != w->first || w->result->checks[HOWNOT_ACKNOWLEDGES].value)
		return false;
	return lexicon_start(LANGUAGE_EN, WORDS_WISHES, said).len > 0;
}

/* One plain sentence for all that said no and went. */
static const char *no_of(struct work *w, size_t i)
{
	enum { WORDINGS = 3 };
	static const char *const to_request[WORDINGS] = { "I'm sorry that we can't say yes to that.", "I'm sorry that I can't make that happen.",
							  "I'm sorry that the answer is no." };
	static const char *const says[LANGUAGES][WORDINGS] = {
		[LANGUAGE_EN] = { "I'm sorry that the answer isn't the one you were hoping for.", "I wish I had the answer you were hoping for.",
				  "I'm sorry that I can't give you the answer you were hoping for." },
		[LANGUAGE_ES] = { "Siento que la respuesta no sea la que esperaba.", "Ojal\xC3\xA1 pudiera darle la respuesta que esperaba.",
				  "Lamento no poder darle la respuesta que esperaba." },
	};
	size_t wording = w->rewriting->variant % WORDINGS;
	struct str said = { 0 };
	if (w->stages->language == LANGUAGE_EN)
		said = request_acknowledge(w->arena, w->stages->question, 0);
	if (only_reports(w, said))
		return "I'm sorry that I don't have better news.";
	return follows_request(w, i, said) ? to_request[wording] : says[w->stages->language][wording];
}

/* Did sentence i, which goes, say no? */
static bool said_no(const struct work *w, size_t i)
{
	const struct plan *plan = &w->plans[i];
	return plan_drops(plan) && (plan->mended.was_no || w->refuses[i]);
}

/* Of the sentences that went the one that a colleague would rather keep than the others says the no after all, if it can do so gently. */
static bool keep_own_no(struct work *w)
{
	size_t n = w->stages->sentences.count, best = n;
	for (size_t i = 0; i < n; i++)
		if (said_no(w, i) && (best == n || w->stages->kept[i] > w->stages->kept[best]))
			best = i;
	if (best == n || !mend_refusal(&w->mender, best, &w->plans[best].mended))
		return false;
	w->mender.gone[best] = false;
	return true;
}

/* Does a sentence that stays say no, if perhaps not in so many words: "Pupils may borrow from their own band only"? */
static bool says_no(const struct work *w)
{
	for (size_t i = 0; i < w->stages->sentences.count; i++)
		if (!plan_drops(&w->plans[i]) && (w->refuses[i] || w->plans[i].mended.says_no))
			return true;
	return false;
}

/* In no words of the draft's own a no is said only where it is beyond doubt that there was one. */
static bool refuses_surely(const struct work *w)
{
	static const double sure = 0.6;
	return model_probability(w->stages->model.checks[TARGET_REFUSES]) >= sure;
}

void rewrite_keep_no(struct work *w)
{
	size_t n = w->stages->sentences.count, gone = 0;
	/* a reply that names the question and offers something says by that what stands */
	bool does_all = w->result->checks[HOWNOT_ACKNOWLEDGES].value && w->result->checks[HOWNOT_OFFERS_ALTERNATIVE].value;
	if (!w->result->checks[HOWNOT_REFUSES].value || does_all || w->mender.last_resort || says_no(w))
		return;
	while (gone < n && !said_no(w, gone))
		gone++;
	if (gone < n && !keep_own_no(w) && refuses_surely(w))
		w->plans[gone].mended.text = w->mender.says_we ? voice_as_we(w->arena, str_of(no_of(w, gone))) : str_of(no_of(w, gone));
}

static struct str note_of(struct work *w, struct str list)
{
	const char *lead = w->stages->language == LANGUAGE_ES ? "Para su referencia" : "For your reference";
	return arena_printf(w->arena, "%s: %.*s%s", lead, STR_FMT(list), str_ends(list, STR(".")) ? "" : ".");
}

void rewrite_keep_facts(struct work *w)
{
	struct buf list = buf_make(w->arena);
	struct plan *first = NULL;
	for (size_t i = 0; i < w->stages->sentences.count; i++) {
		struct plan *plan = &w->plans[i];
		if (!plan->mended.note.len)
			continue;
		buf_str(&list, list.len ? STR("; ") : STR(""));
		buf_str(&list, plan->mended.note);
		first = first ? first : plan;
	}
	if (!first)
		return;
	first->mended.text = rewrite_joined(w, first->mended.text, note_of(w, buf_view(&list)));
}

struct str rewrite_forgotten(struct work *w, struct str text)
{
	struct str from = text_make(w->arena, w->rewriting->original).bytes, to = text_make(w->arena, text).bytes;
	struct facts lost = facts_missing(w->arena, from, to, FACTS_NEEDED);
	size_t count = 0;
	for (size_t i = 0; i < lost.count; i++) {
		struct fact fact = lost.items[i];
		bool is_known = fact.kind == FACT_TITLE && mend_is_asked(&w->mender, str_slice(from, fact.span.start, fact.span.end));
		if (fact.kind != FACT_NAME && !is_known)
			lost.items[count++] = fact;
	}
	lost.count = count;
	struct str list = mend_note(w->arena, w->stages->language, from, &lost);
	return list.len ? note_of(w, list) : list;
}

/* The sentence that a text ends on. */
static struct str last_sentence(struct str text)
{
	size_t start = text.len;
	while (start > 2 && !(text.ptr[start - 1] == ' ' && strchr(".!?", text.ptr[start - 2])))
		start--;
	return start > 2 ? str_slice(text, start, text.len) : text;
}

static bool is_sorry(struct str text)
{
	return lexicon_start(LANGUAGE_EN, WORDS_SORRY_OPENINGS, text).len > 0;
}

/* "I'm sorry that" right behind another is "I'm also sorry that". */
static struct str also_sorry(struct work *w, struct str text)
{
	size_t sorry = str_find(text, STR(" sorry that "), 0), stop = str_find(text, STR(". "), 0);
	bool ours = str_starts(text, STR("I'm sorry that ")) || str_starts(text, STR("We're sorry that "));
	if (!ours || str_find(str_slice(text, 0, stop), STR(" also "), 0) < stop)
		return text;
	return arena_printf(w->arena, "%.*s also%.*s", STR_FMT(str_slice(text, 0, sorry)), STR_FMT(str_slice(text, sorry, text.len)));
}

void rewrite_vary_regrets(struct work *w)
{
	bool sorry = false;
	for (size_t i = 0; i < w->stages->sentences.count; i++) {
		struct plan *plan = &w->plans[i];
		struct str text = rewrite_becomes(w, i);
		if (plan->before.len)
			sorry = is_sorry(last_sentence(plan->before));
		if (sorry && plan->mended.touched)
			text = plan->mended.text = also_sorry(w, text);
		if (text.len)
			sorry = is_sorry(last_sentence(text));
		if (plan->after.len)
			sorry = is_sorry(last_sentence(plan->after));
	}
}

struct str rewrite_first_regret(struct work *w, struct str text)
{
	static const struct str also = { "also ", 5 };
	size_t at = str_find(text, STR(" also sorry that "), 0) + 1;
	struct str before = str_slice(text, 0, at);
	bool is_first = !mend_count_regrets(before) && str_find(before, STR("orry"), 0) == before.len;
	if (at >= text.len || !is_first)
		return text;
	return arena_printf(w->arena, "%.*s%.*s", STR_FMT(before), STR_FMT(str_slice(text, at + also.len, text.len)));
}

/* Is nothing left of sentence i but, perhaps, a no for all that went? */
static bool is_hollow(const struct plan *plan)
{
	return plan->mended.touched && (!plan->mended.text.len || plan->mended.was_no);
}

/* "ok", "again.", "end of." */
static bool is_scrap(struct str s)
{
	return lexicon_has(LANGUAGE_EN, WORDS_SCRAPS, str_trim_end(s, ".!?, "));
}

/* Does a sentence that is short, and holds no date, amount or address, only go on about the one that went: "Yours came in at twelve."? */
static bool is_orphan(const struct work *w, struct str s)
{
	enum { MOST_WORDS = 16 };
	if (!lexicon_start(LANGUAGE_EN, WORDS_ORPHANS, s).len || clause_count_words(s) > MOST_WORDS)
		return false;
	struct facts lost = facts_missing(w->arena, s, STR(""), FACTS_NEEDED);
	size_t plain = 0;
	while (plain < lost.count && (lost.items[plain].kind == FACT_NUMBER || lost.items[plain].kind == FACT_NAME))
		plain++;
	return plain == lost.count;
}

/* Is sentence i said by nobody but us, or does it go, or only greet? */
static bool says_nothing(const struct work *w, size_t i)
{
	struct str own = rewrite_own(w, i), ours = w->rewriting->acknowledgement;
	return plan_drops(&w->plans[i]) || w->stages->shapes.is_frame[i] || rewrite_only_greets(own) || str_find(ours, own, 0) < ours.len;
}

/* "But" takes back nothing where all in front of it went; behind a wish, said back, it does. */
static struct str empty_contrast(const struct work *w, size_t i, struct str text)
{
	static const char *const contrasts[] = { "But ", "However, " };
	for (size_t k = w->first; k < i; k++)
		if (!says_nothing(w, k))
			return (struct str){ 0 };
	bool wishes = lexicon_start(LANGUAGE_EN, WORDS_WISHES, w->rewriting->acknowledgement).len > 0;
	for (size_t k = 0; k < sizeof contrasts / sizeof *contrasts && !wishes; k++)
		if (str_starts_nocase(text, str_of(contrasts[k])))
			return str_slice(text, 0, strlen(contrasts[k]));
	return (struct str){ 0 };
}

/* What joins the text of sentence i to what went; empty when nothing does. */
static struct str joint_of(const struct work *w, size_t i, struct str text)
{
	struct str loose = lexicon_start(LANGUAGE_EN, WORDS_LOOSE_JOINTS, text);
	if (loose.len)
		return loose;
	return empty_contrast(w, i, text);
}

/* "Because there are none left." is no sentence, but answers the question that is said back in front of it. */
void rewrite_answer_why(struct work *w)
{
	static const struct str because = {"because ", 8};
	struct plan *plan = &w->plans[w->first];
	bool asked = str_find(plan->before, STR("hank you for asking why"), 0) < plan->before.len;
	if (!asked || w->first > w->last || plan_drops(plan))
		return;
	struct str text = rewrite_becomes(w, w->first);
	/* behind a comma the clause that it belongs to may stand */
	if (!str_starts_nocase(text, because) || memchr(text.ptr, ',', text.len))
		return;
	const char *that = is_ascii_upper(text.ptr[0]) ? "That's" : "that's";
	plan->mended.text =
	    arena_printf(w->arena, "%s because %.*s", that, STR_FMT(str_slice(text, because.len, text.len)));
	plan->mended.touched = true;
}

/* "Nor can you use another machine": said again without the no that went in front of it; empty when it is none, or
 * names somebody else. */
static struct str without_nor(struct arena *arena, struct str s)
{
	static const char *const verbs[][2] = {{"can ", "can't"},  {"do ", "don't"}, {"does ", "doesn't"},
					       {"will ", "won't"}, {"is ", "isn't"}, {"are ", "aren't"},
					       {"may ", "may not"}};
	static const struct str nor = {"nor", 3};
	if (!str_starts_nocase(s, nor))
		return (struct str){0};
	struct str rest = str_trim(str_slice(s, nor.len, s.len));
	if (str_starts(rest, STR(",")))
		rest = str_trim(str_slice(rest, str_find(rest, STR(","), 1) + 1, rest.len));
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		if (!str_starts(rest, str_of(verbs[i][0])))
			continue;
		struct str clause = str_slice(rest, strlen(verbs[i][0]), rest.len), subject = clause_opening(clause);
		if (!lexicon_has(LANGUAGE_EN, WORDS_SUBJECT_PRONOUNS, subject))
			return (struct str){0};
		struct str said = arena_printf(arena, "%.*s %s%.*s", STR_FMT(subject), verbs[i][1],
					       STR_FMT(str_slice(clause, subject.len, clause.len)));
		return is_ascii_upper(s.ptr[0]) ? inflect_upper_first(arena, said) : said;
	}
	return (struct str){0};
}

void rewrite_let_go(struct work *w)
{
	enum { LEAST_WORDS = 4 };
	for (size_t i = w->first + 1; i <= w->last && i < w->stages->sentences.count; i++) {
		struct plan *plan = &w->plans[i];
		if (!is_hollow(&w->plans[i - 1]) || plan_drops(plan) || !rewrite_is_within(w, i) || w->stages->shapes.is_frame[i])
			continue;
		struct str typed = rewrite_own(w, i);
		if (!plan->mended.touched && (is_scrap(typed) || is_orphan(w, typed))) {
			plan->mended.touched = true;
			continue;
		}
		struct str text = plan->mended.touched ? plan->mended.text : typed, joint = joint_of(w, i, text),
			   nor = without_nor(w->arena, text);
		if (nor.len) {
			plan->mended.text = nor;
			plan->mended.touched = true;
			continue;
		}
		struct str rest = str_slice(text, joint.len, text.len);
		if (!joint.len || clause_count_words(rest) < LEAST_WORDS || !clause_is_statement(LANGUAGE_EN, rest))
			continue;
		plan->mended.text = is_ascii_upper(text.ptr[0]) ? inflect_upper_first(w->arena, rest) : rest;
		plan->mended.touched = true;
	}
}
