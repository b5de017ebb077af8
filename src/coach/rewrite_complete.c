#include "coach/rewrite_part.h"

#include "coach/advise.h"
#include "coach/clause.h"
#include "coach/facts.h"
#include "coach/inflect.h"
#include "coach/lexicon.h"
#include "coach/wish.h"
#include "coach/words.h"
#include "draft/ending.h"
#include "draft/phrase.h"

#include <string.h>

static bool starts_with(struct str s, enum word_list list)
{
	return lexicon_start(LANGUAGE_EN, list, s).len > 0;
}

/* ---- the acknowledgement ---- */

/* The sentence that the acknowledgement goes to: the first that does more than greet and say who writes. */
static size_t first_of_matter(const struct work *w)
{
	enum { MOST = 3 };
	size_t i = w->first;
	while (i < w->first + MOST && i <= w->last && !w->stages->shapes.is_frame[i] && rewrite_is_within(w, i) && rewrite_only_greets(rewrite_sentence(w, i)))
		i++;
	return i;
}

/* What the patron reads first behind the greeting. */
static struct str answer(const struct work *w)
{
	size_t i = first_of_matter(w);
	while (i <= w->last && plan_drops(&w->plans[i]))
		i++;
	if (i > w->last)
		return (struct str){ 0 };
	struct str s = rewrite_becomes(w, i);
	return str_trim(str_slice(s, rewrite_greeting_end(s), s.len));
}

static struct str acknowledgement(struct work *w, const struct offer *offer)
{
	enum { BRIEF_BYTES = 60 };
	struct str said = advise_acknowledgement(w->arena, w->stages, offer, w->rewriting->variant, answer(w));
	size_t first = str_find(said, STR(". "), 0);
	if (!w->brief || said.len <= BRIEF_BYTES)
		return said;
	if (first <= BRIEF_BYTES && words_find(said, WORDS_GRAVES) < first)
		return str_slice(said, 0, first + 1);
	return w->stages->language == LANGUAGE_ES ? STR("Gracias por preguntar por esto.") : STR("Thank you for asking about this.");
}

static bool starts_with_thanks(struct str s)
{
	return starts_with(s, WORDS_THANKS) || lexicon_start(LANGUAGE_ES, WORDS_THANKS, s).len > 0;
}

/* Does the sentence only lead up to the matter: thanks, good wishes, "further to your call"? */
static bool only_opens(const struct work *w, size_t i)
{
	enum { MOST_BYTES = 75 };
	struct str s = rewrite_sentence(w, i);
	/* "thanks, but we have enough of them" */
	if (s.len > MOST_BYTES || s.ptr[s.len - 1] == '?' || str_find(s, STR(" but "), 0) < s.len)
		return false;
	return starts_with_thanks(s) || starts_with(s, WORDS_OPENING_WISHES) || lexicon_is_in(LANGUAGE_EN, WORDS_FURTHER_TO, s);
}

/* A name in thanks is mostly the library's own. */
static bool has_needed_facts(struct work *w, struct str s)
{
	struct facts facts = facts_find(w->arena, s);
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind != FACT_NAME)
			return true;
	return false;
}

/* Thanks and nothing else, where ours thank already. */
static bool only_thanks(struct work *w, struct str s, struct str ours)
{
	enum { MOST_BYTES = 49 };
	return starts_with_thanks(s) && starts_with_thanks(ours) && s.len <= MOST_BYTES && !has_needed_facts(w, s);
}

/* The acknowledgement goes between the greeting and what follows; a greeting that went comes back. */
static void put_behind_greeting(struct work *w, size_t at, size_t greeting, struct str text)
{
	struct arena *arena = w->arena;
	struct plan *first = &w->plans[at];
	struct str own = rewrite_own(w, at);
	struct str said = first->mended.touched ? first->mended.text : own;
	struct str rest = str_trim(str_slice(said, rewrite_greeting_end(said), said.len));
	rest = only_thanks(w, rest, text) ? STR("") : inflect_upper_first(arena, rest);
	struct str hello = str_slice(own, 0, greeting), middle = str_ends(hello, STR(",")) ? inflect_lower_first(arena, text) : text;
	first->mended.text = arena_printf(arena, "%.*s %.*s%s%.*s", STR_FMT(hello), STR_FMT(middle), rest.len ? " " : "", STR_FMT(rest));
	first->mended.touched = true;
}

/* Thanks that any letter may begin with. */
static bool is_stock_thanks(struct str s)
{
	return starts_with(s, WORDS_STOCK_THANKS);
}

/* Do the writer's own thanks, for nothing in particular, make room for ours? */
static bool makes_room(struct work *w, size_t i, struct str own, struct str ours)
{
	bool thanks_alike = is_stock_thanks(own) || (starts_with_thanks(own) && starts_with_thanks(ours));
	/* "I'm following up on your call. Thank you for your call about …" */
	bool calls_alike = lexicon_is_in(LANGUAGE_EN, WORDS_FURTHER_TO, own) && starts_with_thanks(ours) && only_opens(w, i);
	return (thanks_alike || calls_alike) && !has_needed_facts(w, own);
}

static bool is_like(struct str a, struct str b, enum word_list openings)
{
	return starts_with(a, openings) && starts_with(b, openings);
}

/* "I'm sorry that … I'm sorry that …": ours begins in other words than what stands beside it. */
static struct str in_other_words(struct work *w, struct str text)
{
	enum { NEAR = 2 };
	struct str opening = lexicon_start(LANGUAGE_EN, WORDS_SAID_OTHERWISE, text), other = lexicon_swap_exactly(LANGUAGE_EN, WORDS_SAID_OTHERWISE, opening);
	/* one is sorry for that first of all, whatever was asked beside it */
	bool grave = words_find(text, WORDS_GRAVES) < text.len || str_find(text, STR(". "), 0) < text.len;
	for (size_t i = w->first; opening.len && i < w->first + NEAR && i <= w->last; i++) {
		struct str near = rewrite_becomes(w, i);
		bool thanks = starts_with_thanks(text) && starts_with_thanks(near) && has_needed_facts(w, near);
		bool sorry = !grave && is_like(text, near, WORDS_SORRY_OPENINGS);
		if (thanks || sorry || is_like(text, near, WORDS_KNOWING_OPENINGS))
			return arena_printf(w->arena, "%.*s%.*s", STR_FMT(other), STR_FMT(str_slice(text, opening.len, text.len)));
	}
	return text;
}

/* Thanks for nothing in particular behind the greeting: ours stand there now. */
static void drop_stock_thanks(struct work *w, size_t i)
{
	if (i <= w->last && rewrite_is_within(w, i) && is_stock_thanks(rewrite_sentence(w, i)) && !has_needed_facts(w, rewrite_sentence(w, i)))
		w->plans[i].mended = (struct mended){ .touched = true };
}

/* Thanks of some length that nothing is taken back behind: they stay in front of what was asked. */
static bool thanks_first(struct str own, struct str ours)
{
	bool stops = str_ends(own, STR(".")) || str_ends(own, STR("!"));
	bool turns = str_find(own, STR(" but "), 0) < own.len || str_find(own, STR("owever"), 0) < own.len || clause_says_not(own);
	bool goes_on = str_find(own, STR("\xF0\x9F"), 0) < own.len; /* what follows an emoji is another thought */
	return starts_with_thanks(own) && !starts_with_thanks(ours) && stops && !turns && !goes_on;
}

/* Behind a salutation with its comma a sentence may begin small, but not behind one of ours. */
static void start_large(struct work *w, size_t i)
{
	const struct stages *s = w->stages;
	struct plan *plan = &w->plans[i];
	struct str own = rewrite_sentence(w, i);
	bool saluted = i && s->shapes.is_frame[i - 1] && str_ends(rewrite_sentence(w, i - 1), STR(","));
	bool large = false;
	for (size_t k = i + 1; k <= w->last; k++)
		large = large || is_ascii_upper(rewrite_sentence(w, k).ptr[0]);
	if (!saluted || !large || !is_ascii_lower(own.ptr[0]) || plan_drops(plan))
		return;
	struct str text = plan->mended.touched ? plan->mended.text : rewrite_own(w, i);
	plan->mended.text = inflect_upper_first(w->arena, text);
	plan->mended.touched = true;
}

/* "Thank you for asking why … Because there are none left.": what answers ours is a sentence of its own. */
static void answer_whole(struct work *w, size_t i, struct str text)
{
	static const struct str because = { "Because ", 8 };
	if (i > w->last || !rewrite_is_within(w, i) || plan_drops(&w->plans[i]) || str_find(text, STR(" why "), 0) == text.len)
		return;
	struct mended *mended = &w->plans[i].mended;
	struct str said = mended->touched ? mended->text : rewrite_own(w, i), rest = str_slice(said, str_starts_nocase(said, because) ? because.len : said.len, said.len);
	struct words of = words_cut(rest);
	/* "Because of the fire", "Because it was late, a fine was due" */
	if (!rest.len || words_is(&of, 0, "of") || str_find(rest, STR(", "), 0) < rest.len || !words_state(&of))
		return;
	mended->text = is_ascii_upper(said.ptr[0]) ? inflect_upper_first(w->arena, rest) : rest;
	mended->touched = true;
}

/* In the place of the writer's own thanks, behind their opening, or in front of all that does more than greet. */
static void put_acknowledgement(struct work *w, struct str text)
{
	size_t at = first_of_matter(w);
	text = in_other_words(w, text);
	w->acknowledgement = text;
	answer_whole(w, at, text);
	if (at > w->last) {
		w->plans[at - 1].after = text;
		return;
	}
	struct plan *first = &w->plans[at];
	struct str own = rewrite_sentence(w, at);
	size_t greeting = rewrite_greeting_end(own);
	if (greeting && str_starts(str_slice(own, greeting, own.len), STR(" and "))) /* "Hello, and thanks for coming." */
		greeting = 0;
	if (greeting) {
		drop_stock_thanks(w, at + 1);
		put_behind_greeting(w, at, greeting, text);
	} else if (!first->mended.touched && !only_opens(w, at) && thanks_first(own, text)) {
		first->after = text;
	} else if (!only_opens(w, at) || (first->mended.touched && !is_stock_thanks(own))) {
		first->before = text;
		start_large(w, at);
	} else if (makes_room(w, at, own, text))
		first->mended = (struct mended){ .touched = true, .text = text };
	else
		first->after = str_ends(own, STR(",")) ? inflect_lower_first(w->arena, text) : text;
}

/* ---- the offer ---- */

/* Does the sentence only close the reply: thanks, a wish, an invitation, "Anything else?"? Offers go in front of it. */
static bool only_closes(const struct work *w, size_t i)
{
	enum { MOST_BYTES = 70 };
	struct str s = rewrite_sentence(w, i);
	bool question = str_ends(s, STR("?"));
	if (i > w->first && str_ends(s, STR(","))) /* "Thinking of you," leads to the name below */
		return true;
	bool kind = w->kind[i] && !phrase_has_digit(s); /* an hour or a price belongs to the matter */
	bool closes = kind || (question ? starts_with(s, WORDS_CLOSING_QUESTIONS) : starts_with(s, WORDS_CLOSING_OPENINGS));
	return i > w->first && s.len <= MOST_BYTES && closes && !w->plans[i].mended.touched;
}

/* "… and I'll gladly help you avoid that. I'll gladly look into this": once is enough. */
static struct str gladly_once(struct work *w, struct str text)
{
	static const struct str gladly = { "'ll gladly ", 11 };
	struct str opening = lexicon_start(LANGUAGE_EN, WORDS_SAID_OTHERWISE, text), other = lexicon_swap_exactly(LANGUAGE_EN, WORDS_SAID_OTHERWISE, opening);
	bool again = false;
	for (size_t i = w->first; i <= w->last; i++)
		again = again || str_find(rewrite_becomes(w, i), gladly, 0) < rewrite_becomes(w, i).len;
	return again && str_ends(opening, gladly) ? arena_printf(w->arena, "%.*s%.*s", STR_FMT(other), STR_FMT(str_slice(text, opening.len, text.len))) : text;
}

/* The last sentence in front of the closing: a postscript stands behind it. */
static size_t last_of_matter(const struct work *w)
{
	size_t last = w->last;
	for (size_t i = w->first + 1; i <= w->last; i++) {
		if (!ending_is_postscript(str_slice(w->stages->norm.bytes, w->stages->sentences.spans[i].start, w->stages->norm.bytes.len)))
			continue;
		for (last = i - 1; last > w->first && w->stages->shapes.is_frame[last]; last--)
			;
		break;
	}
	while (only_closes(w, last))
		last--;
	return last;
}

/* Behind the last sentence that says something. */
static void put_offer(struct work *w, struct str text)
{
	text = gladly_once(w, text);
	size_t last = last_of_matter(w);
	w->offer = text;
	w->plans[last].after = rewrite_joined(w, w->plans[last].after, text);
}

static struct str offer_text(const struct work *w, const struct offer *offer)
{
	enum { BRIEF_BYTES = 75 };
	if (!w->brief || offer->text.len <= BRIEF_BYTES)
		return offer->text;
	return w->stages->language == LANGUAGE_ES ? STR("Lo que puedo ofrecerle es [otra opci\xC3\xB3n].") : STR("I'd be glad to look for another option with you.");
}

static struct offer the_offer(struct work *w, size_t blanks)
{
	return advise_offer(w->arena, w->stages, w->mender.room, w->result, w->rewriting->profile, w->rewriting->variant, blanks);
}

/* ---- which option ---- */

#define OPEN_OPTION "[option]"

static const struct str does = { " do is ", 7 };

/* "I can [option]" and "what I can do is [option]" go on with a deed. */
static bool takes_deed(struct str before)
{
	return str_ends(before, does) || str_ends(before, STR("can ")) || str_ends(before, STR("let's "));
}

/* "I can see why you'd ask; what I can do is | [option].": where nothing in particular is known, what the writer will do goes there whole. */
static struct str with_promise(struct arena *arena, struct str before, struct str after, const struct offer *offer)
{
	static const char *const openings[] = { "what I can do is ", "what we can do is " };
	bool promises = lexicon_start(LANGUAGE_EN, WORDS_PROMISES, offer->text).len || str_starts(offer->text, STR("We'll gladly "));
	for (size_t i = 0; promises && str_starts(after, STR(".")) && i < sizeof openings / sizeof *openings; i++) {
		if (!str_ends(before, str_of(openings[i])))
			continue;
		before.len -= strlen(openings[i]);
		struct str promise = inflect_lower_first(arena, str_slice(offer->text, 0, offer->text.len - 1));
		return arena_printf(arena, "%.*s%.*s%.*s", STR_FMT(before), STR_FMT(promise), STR_FMT(after));
	}
	return (struct str){ 0 };
}

static struct str with_option(struct arena *arena, struct str text, const struct offer *offer)
{
	size_t at = str_find(text, STR(OPEN_OPTION), 0);
	struct str before = str_slice(text, 0, at), after = str_slice(text, at + sizeof OPEN_OPTION - 1, text.len);
	struct str promised = !offer->what.len || !offer->blank.len ? with_promise(arena, before, after, offer) : (struct str){ 0 };
	if (promised.len)
		return promised;
	if (takes_deed(before) && offer->deed.len)
		return arena_printf(arena, "%.*s[%.*s]%.*s", STR_FMT(before), STR_FMT(offer->deed), STR_FMT(after));
	bool offers = str_ends(before, does); /* a thing is offered */
	if (!offer->what.len || wish_is_person(offer->what) || (takes_deed(before) && !offers))
		return text;
	before.len -= offers ? does.len : 0;
	return arena_printf(arena, "%.*s%s[%.*s]%.*s", STR_FMT(before), offers ? " offer is " : "", STR_FMT(offer->what), STR_FMT(after));
}

void rewrite_name_option(struct work *w)
{
	for (size_t i = 0; i < w->stages->sentences.count; i++) {
		struct mended *mended = &w->plans[i].mended;
		if (str_find(mended->text, STR(OPEN_OPTION), 0) >= mended->text.len)
			continue;
		struct offer offer = the_offer(w, 1);
		mended->text = with_option(w->arena, mended->text, &offer);
	}
}

/* ---- what is there already ---- */

/* Does what an earlier round put in still stand? */
static bool stands(const struct work *w, struct str text)
{
	if (!text.len)
		return false;
	/* where the paragraph is wrapped anew, a wrap in it may look like a line's end */
	struct str norm = w->stages->norm.bytes;
	char *line = arena_alloc(w->arena, norm.len + 1, 1);
	for (size_t i = 0; i < norm.len; i++)
		line[i] = norm.ptr[i] == '\n' ? ' ' : norm.ptr[i];
	/* behind "Ms. Elm," it begins small */
	return str_find((struct str){ line, norm.len }, str_slice(text, 1, text.len), 0) < norm.len;
}

/* A sentence said again with a blank may be the offer, and one that points somewhere and offers to look there together is. */
static bool mends_with_offer(const struct work *w)
{
	for (size_t i = 0; i < w->stages->sentences.count; i++) {
		const struct mended *mended = &w->plans[i].mended;
		if (mended->blanks || lexicon_is_in(LANGUAGE_EN, WORDS_JOINT_OFFERS, mended->text))
			return true;
	}
	return false;
}

/* "I know that you were hoping …" */
static bool says_request(struct str s)
{
	struct words w = words_cut(s);
	return starts_with(s, WORDS_KNOWING_OPENINGS) && words_is(&w, words_is(&w, 2, "that") ? 3 : 2, "you");
}

/* A sentence said again may say the request back. */
static bool mends_with_request(const struct work *w)
{
	for (size_t i = 0; i < w->stages->sentences.count; i++)
		if (says_request(w->plans[i].mended.text))
			return true;
	return false;
}

/* Does what stays of the draft acknowledge the patron? Where the sentences that did so go, thanks that any letter may begin with are not enough. */
static bool acknowledges_still(const struct work *w)
{
	bool any_went = false;
	if (!w->result->checks[HOWNOT_ACKNOWLEDGES].value)
		return false;
	for (size_t i = 0; i < w->stages->sentences.count; i++) {
		struct str s = rewrite_sentence(w, i);
		bool is_evidence = w->acknowledges[i], stays = is_evidence && !plan_drops(&w->plans[i]);
		if (stays && !is_stock_thanks(str_trim(str_slice(s, rewrite_greeting_end(s), s.len))))
			return true;
		any_went = any_went || (is_evidence && !stays);
	}
	return !any_went;
}

/* "You were hoping to use it, and | what I can open for you is …": the text behind what was hoped for, where it stands alone. */
static struct str without_hope(struct work *w, struct str text)
{
	static const char *const joints[] = { "; ", ", and " }, *const offers[] = { "what ", "I'd ", "we'd ", "here is what " };
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		size_t at = str_find(text, str_of(joints[i]), 0), stop = str_find(text, STR("."), 0);
		struct str rest = str_slice(text, at < stop ? at + strlen(joints[i]) : text.len, text.len);
		for (size_t k = 0; k < sizeof offers / sizeof *offers; k++)
			if (str_starts(rest, str_of(offers[k])))
				return rewrite_as_typed(w, inflect_upper_first(w->arena, rest));
	}
	return text;
}

/* What was hoped for is said once, by the acknowledgement. */
static void say_hope_once(struct work *w)
{
	static const struct str hope = { "you were hoping ", 16 };
	for (size_t i = 0; i < w->stages->sentences.count; i++) {
		struct mended *mended = &w->plans[i].mended;
		if (str_starts_nocase(mended->text, hope) && !str_starts_nocase(rewrite_sentence(w, i), hope))
			mended->text = without_hope(w, mended->text);
	}
}

/* One offer too many costs a reply that shuts the door less than none does: there it is to be beyond doubt. */
bool rewrite_has_offer(const struct stages *stages, const struct hownot_result *result)
{
	static const double sure = 0.76;
	double probability = model_probability(stages->model.checks[TARGET_OFFERS_ALTERNATIVE]);
	return result->checks[HOWNOT_OFFERS_ALTERNATIVE].value && (result->verdict != HOWNOT_GATEKEEPER || probability >= sure);
}

static void complete(struct work *w)
{
	bool empty = rewrite_nothing_stays(w);
	bool acknowledges = !empty && (acknowledges_still(w) || stands(w, w->rewriting->acknowledgement) || mends_with_request(w));
	/* the next round tells whether what a sentence says now is offer enough */
	bool offers = !empty && (rewrite_has_offer(w->stages, w->result) || stands(w, w->rewriting->offer) || mends_with_offer(w));
	if (acknowledges && offers)
		return;
	size_t blanks = w->mender.blanks < MEND_MOST_BLANKS ? MEND_MOST_BLANKS - w->mender.blanks : 0;
	struct offer offer = the_offer(w, blanks);
	w->wanted = true;
	if (!acknowledges)
		put_acknowledgement(w, rewrite_as_typed(w, acknowledgement(w, &offer)));
	if (!offers)
		put_offer(w, rewrite_as_typed(w, offer_text(w, &offer)));
}

void rewrite_complete(struct work *w)
{
	if (!rewrite_has_body(w))
		return;
	complete(w);
	if (w->acknowledgement.len || stands(w, w->rewriting->acknowledgement))
		say_hope_once(w);
}
