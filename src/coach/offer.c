#include "coach/offer.h"

#include "base/buf.h"
#include "coach/lexicon.h"
#include "coach/voice.h"
#include "coach/wish.h"
#include "draft/sentence.h"
#include "rules/glance.h"

/* ---- which topic ---- */

/* What was said, cut into sentences. */
struct said {
	struct str text;
	struct sentences sentences;
	const bool *shuts; /* by sentence: does a rule find that it shuts the door? NULL: nobody looked */
};

struct found {
	const struct matcher *matcher;
	const struct image *image;
	const struct topic *topic;
	size_t score;
};

struct finder {
	struct arena *arena;
	const struct offer_request *request;
	const struct matcher *matcher;
	const struct image *image;
	struct glance_sets sets; /* of the question and the draft */
};

static struct said said(struct arena *arena, struct str text, const struct sentences *sentences)
{
	if (sentences)
		return (struct said){ .text = text, .sentences = *sentences };
	struct norm norm = { .bytes = text };
	return (struct said){ .text = text, .sentences = sentence_split(arena, &norm) };
}

/* The shapes are those of the draft, by the same sentences: they tell where a rule holds. */
static const bool *shut_sentences(struct arena *arena, const struct shapes *shapes, size_t count)
{
	static const uint64_t by_rules = (((uint64_t)1 << HOWNOT_PHRASE_CATEGORIES) - 1) << SHAPE_STRONG_RULE |
					 (((uint64_t)1 << HOWNOT_PHRASE_CATEGORIES) - 1) << SHAPE_WEAK_RULE;
	if (!shapes)
		return NULL;
	bool *shuts = arena_alloc(arena, count, sizeof *shuts);
	bool any = false;
	for (size_t i = 0; i < count; i++) {
		shuts[i] = (shapes->sentences[i].bits & by_rules) != 0;
		any = any || shuts[i];
	}
	return any ? shuts : NULL;
}

/* The pattern need not be compiled when the words of question and draft say that it cannot match. */
static bool may_match(const struct finder *f, uint32_t pattern)
{
	return glance_may_match(&f->sets, &f->image->patterns[pattern]);
}

/* The length of the topic's match in a sentence, 0 when it does not hold there. An exception that matches anywhere in the sentence excuses it. */
static size_t match_length(const struct finder *f, const struct topic *topic, struct str sentence)
{
	struct rx_match match;
	if (match_pattern(f->matcher, f->request->room, topic->pattern, sentence, &match) != RX_MATCH)
		return 0;
	size_t length = span_len(match.span);
	for (uint32_t i = 0; i < topic->unless.count; i++) {
		uint32_t pattern = topic->unless.first + i;
		if (may_match(f, pattern) && match_pattern(f->matcher, f->request->room, pattern, sentence, &match) == RX_MATCH)
			return 0;
	}
	return length;
}

/* What of a topic was met in the sentences so far. */
struct tally {
	size_t best, times;
};

/* What a sentence says of the topics that may match. */
static void hear(const struct finder *f, const bool *wanted, struct str sentence, bool counts_half, struct tally *tallies)
{
	enum { AT_ALL = 10, LONGEST = 40 };
	for (uint32_t i = 0; i < f->image->topic_count; i++) {
		size_t length = wanted[i] ? match_length(f, &f->image->topics[i], sentence) : 0;
		if (!length)
			continue;
		size_t here = AT_ALL + (length < LONGEST ? length : LONGEST);
		if (counts_half)
			here /= 2;
		tallies[i].best = here > tallies[i].best ? here : tallies[i].best;
		tallies[i].times++;
	}
}

/*
 * How strongly each topic was spoken of: a long match knows more of the situation ("renew … on hold for another reader") than a short one
 * ("renew"), and what comes up again is what it is about. A sentence that shuts no door counts half: closings name hours and rooms, too. One sentence is
 * asked of all topics before the next, so that it is read once.
 */
static size_t *score(const struct finder *f, const bool *wanted, const struct said *said)
{
	enum { AGAIN = 5, MOST_AGAIN = 2 };
	struct tally *tallies = arena_alloc(f->arena, f->image->topic_count, sizeof *tallies);
	size_t *scores = arena_alloc(f->arena, f->image->topic_count, sizeof *scores);
	for (size_t i = 0; i < said->sentences.count; i++) {
		hear(f, wanted, sentence_text(said->text, &said->sentences, i), said->shuts && !said->shuts[i], tallies);
	}
	for (uint32_t i = 0; i < f->image->topic_count; i++) {
		size_t times = tallies[i].times;
		if (times)
			scores[i] = tallies[i].best + AGAIN * (times - 1 < MOST_AGAIN ? times - 1 : MOST_AGAIN);
	}
	return scores;
}

/* "renewal-limit" is a finer case of "renewal". */
static bool is_finer(struct str id, struct str than)
{
	return id.len > than.len && str_starts(id, than) && id.ptr[than.len] == '-';
}

/* What the question scores for a topic: when it does not speak of it, but of what it is a finer case of, and the draft speaks of it, that. */
static size_t score_of_question(const struct finder *f, uint32_t topic, const size_t *scores, bool is_answered)
{
	size_t own = scores[topic];
	struct str id = image_str(f->image, f->image->topics[topic].id);
	for (uint32_t i = 0; !own && is_answered && i < f->image->topic_count; i++)
		if (scores[i] && is_finer(id, image_str(f->image, f->image->topics[i].id)))
			own = scores[i];
	return own;
}

/* The question knows what was asked: when there is one, the draft only tells which finer case of it this is. Of what a reply says by the way no topic is made. */
static void find_in_layer(const struct finder *f, const struct said *question, const struct said *draft, struct found *best)
{
	enum { LEAST_SCORE = 17 }; /* below it a word was met by the way */
	const struct image *image = f->image;
	bool *wanted = arena_alloc(f->arena, image->topic_count, sizeof *wanted);
	for (uint32_t i = 0; i < image->topic_count; i++) {
		const struct topic *topic = &image->topics[i];
		wanted[i] = image->packs[topic->pack].language == f->request->language && may_match(f, topic->pattern);
	}
	const size_t *asked = score(f, wanted, question), *answered = score(f, wanted, draft);
	for (uint32_t i = 0; i < image->topic_count; i++) {
		size_t of_question = score_of_question(f, i, asked, answered[i] > 0);
		size_t total = of_question || !question->sentences.count ? of_question + answered[i] : 0;
		if (total >= LEAST_SCORE && total > best->score)
			*best = (struct found){ f->matcher, image, &image->topics[i], total };
	}
}

/* Of equals the first in its pack wins, and a pack of the library's own over a built-in one: those layers come last. */
static struct found find_topic(struct arena *arena, const struct offer_request *request, const struct said *question, const struct said *draft)
{
	struct found best = { 0 };
	for (size_t l = request->layers->count; l-- > 0;) {
		const struct matcher *matcher = request->layers->items[l].matcher;
		struct finder f = { .arena = arena, .request = request, .matcher = matcher, .image = matcher_image(matcher) };
		if (!f.image->topic_count)
			continue;
		f.sets = glance_sets_make(arena, f.image);
		glance_note_sets(&f.sets, request->question);
		glance_note_sets(&f.sets, request->draft);
		find_in_layer(&f, question, draft, &best);
	}
	return best;
}

/* ---- words ---- */

/* A template in the writer's person and the library's spelling. */
static struct str spoken(struct arena *arena, struct str s, const struct offer_request *request)
{
	if (request->language != LANGUAGE_EN)
		return s;
	s = voice_person(arena, s, request->draft);
	return profile_spelling(request->profile) == PROFILE_BRITISH ? voice_british(arena, s) : s;
}

/* ---- which option ---- */

/* The next {slot} at or after `from`; false when there is none. */
static bool next_slot(struct str s, size_t from, struct span *slot)
{
	size_t start = str_find(s, STR("{"), from), end = str_find(s, STR("}"), start);
	if (end >= s.len)
		return false;
	*slot = (struct span){ start, end + 1 };
	return true;
}

static struct str slot_value(struct str s, struct span slot, const struct profile *profile, struct str context)
{
	return profile_slot(profile, str_slice(s, slot.start + 1, slot.end - 1), context);
}

static bool has_slots(struct str s)
{
	struct span slot;
	return next_slot(s, 0, &slot);
}

enum profile_answer offer_answer(const struct image *image, const struct option *option, const struct profile *profile, struct str context)
{
	struct str service = image_str(image, option->service), say = image_str(image, option->say);
	enum profile_answer answer = service.len ? profile_service(profile, service) : PROFILE_CONFIRMED;
	struct span slot = { 0 };
	while (answer == PROFILE_CONFIRMED && next_slot(say, slot.end, &slot))
		if (!slot_value(say, slot, profile, context).len)
			answer = PROFILE_UNKNOWN;
	return answer;
}

static struct str fill(struct arena *arena, struct str say, const struct profile *profile, struct str context)
{
	struct buf out = buf_make(arena);
	struct span slot = { 0 };
	size_t done = 0;
	while (next_slot(say, done, &slot)) {
		buf_str(&out, str_slice(say, done, slot.start));
		buf_str(&out, slot_value(say, slot, profile, context));
		done = slot.end;
	}
	buf_str(&out, str_slice(say, done, say.len));
	return buf_view(&out);
}

struct str offer_say(struct arena *arena, const struct image *image, const struct option *option, const struct profile *profile, struct str context)
{
	return fill(arena, image_str(image, option->say), profile, context);
}

static bool fits(const struct option *option, enum hownot_ground ground)
{
	return !option->grounds || (option->grounds >> ground & 1U);
}

/* A topic whose options are gone through. */
struct choice {
	struct arena *arena;
	const struct offer_request *request;
	struct found found;
	struct said question, draft;
	struct str context; /* what was said on both sides */
};

static enum profile_answer answer_of(const struct choice *c, const struct option *option)
{
	return offer_answer(c->found.image, option, c->request->profile, c->context);
}

/* What takes good will only is confirmed by nobody; the rest is when the library itself says so. */
static bool is_confirmed(const struct choice *c, const struct option *option)
{
	bool promises = option->service.len || has_slots(image_str(c->found.image, option->say));
	return promises && answer_of(c, option) == PROFILE_CONFIRMED;
}

/* What a blank says of an option: of "a word with the person who can decide" the person is what is filled in. */
static struct str blank_of(struct str what)
{
	return str_slice(what, lexicon_start(LANGUAGE_EN, WORDS_WORDS_WITH, what).len, what.len);
}

/* What the writer has to fill in of a promise, "day" of "by [day]"; empty when there is nothing. */
static struct str gap_of(struct str say)
{
	size_t start = str_find(say, STR("["), 0), end = str_find(say, STR("]"), start);
	return end < say.len ? str_slice(say, start + 1, end) : STR("");
}

/* What an option promises to do: "scan the pages" of "I can scan the pages."; empty where it says something else or has blanks of its own. */
static struct str deed_of(const struct image *image, const struct option *option)
{
	struct str say = image_str(image, option->say), promise = lexicon_start(LANGUAGE_EN, WORDS_PROMISES, say);
	if (!promise.len || has_slots(say) || gap_of(say).len)
		return STR("");
	return str_slice(say, promise.len, say.len - 1);
}

/* Is it put to the writer in the draft already, between brackets? */
static bool is_asked(struct arena *arena, const struct offer_request *request, struct str blank)
{
	/* without the bracket that opens: a sentence of the draft may have "a word with" in its blank */
	blank = arena_printf(arena, "%.*s]", STR_FMT(spoken(arena, blank, request)));
	return str_find(request->draft, blank, 0) < request->draft.len;
}

static bool any_speaks_of(const struct choice *c, const struct option *option, const struct said *said)
{
	struct rx_match match;
	for (uint32_t u = 0; u < option->unless.count; u++) {
		for (size_t i = 0; i < said->sentences.count; i++) {
			struct str sentence = sentence_text(said->text, &said->sentences, i);
			if (match_pattern(c->found.matcher, c->request->room, option->unless.first + u, sentence, &match) == RX_MATCH)
				return true;
		}
	}
	return false;
}

/* Does the draft refuse the option, or offer it already? What was asked for is no other option, either: the draft has answered that. */
static bool is_spoken_of(const struct choice *c, const struct option *option)
{
	struct str say = image_str(c->found.image, option->say);
	struct str blanks[] = { blank_of(image_str(c->found.image, option->what)), deed_of(c->found.image, option), gap_of(say) };
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
		if (blanks[i].len && is_asked(c->arena, c->request, blanks[i]))
			return true;
	return any_speaks_of(c, option, &c->draft) || any_speaks_of(c, option, &c->question);
}

/* The first that is confirmed, else the first that may be put at all; NULL when none may. */
static const struct option *choose(const struct choice *c)
{
	const struct option *options = c->found.image->options + c->found.topic->options.first, *best = NULL;
	for (uint32_t i = 0; i < c->found.topic->options.count; i++) {
		const struct option *option = &options[i];
		if (!fits(option, c->request->ground) || is_spoken_of(c, option))
			continue;
		if (is_confirmed(c, option))
			return option;
		enum profile_answer answer = answer_of(c, option);
		bool is_sure = answer == PROFILE_CONFIRMED && !gap_of(image_str(c->found.image, option->say)).len;
		if (!best && (is_sure || (answer != PROFILE_DENIED && c->request->blanks_left)))
			best = option;
	}
	return best;
}

/* ---- the sentence ---- */

enum { WORDINGS = 4 };

/* What stands around a blank. */
struct frame {
	const char *before, *after;
};

/* What one would do. */
static const struct frame frames_of_deed[] = {
	{ "What I can do is [", "]." },
	{ "Would it help if I [", "]?" },
};

/* Somebody to speak to is no thing to be had: the writer passes it on, or brings the two together. */
static const struct frame frames_of_word[] = {
	{ "I'll gladly pass this on to [", "]." },
	{ "May I put you in touch with [", "]?" },
	{ "I'll gladly put you in touch with [", "]." },
};

/* "Instead" is for what was refused. */
static const struct frame frames_of_more[] = {
	{ "What I can offer is [", "]." },
	{ "May I suggest [", "]?" },
	{ "I'd be glad to offer you [", "]." },
};

static const struct frame frames[LANGUAGES][WORDINGS] = {
	[LANGUAGE_EN] = { { "What I can offer is [", "]." },
			  { "May I suggest [", "] instead?" },
			  { "I'd be glad to offer you [", "]." },
			  { "Instead, I can offer [", "]." } },
	[LANGUAGE_ES] = { { "Lo que puedo ofrecerle es [", "]." },
			  { "\xC2\xBFLe servir\xC3\xAD" "a [", "]?" },
			  { "En su lugar, puedo ofrecerle [", "]." },
			  { "Lo que puedo hacer es ofrecerle [", "]." } },
};

static struct frame frame_of(struct str what, const struct offer_request *request)
{
	/* nobody who only tells more has anything passed on to them */
	if (request->language == LANGUAGE_EN && str_ends(what, STR(" can tell you more")))
		return frames_of_word[1 + request->variant % (sizeof frames_of_word / sizeof *frames_of_word - 1)];
	if (request->language == LANGUAGE_EN && (wish_is_person(what) || blank_of(what).len < what.len))
		return frames_of_word[request->variant % (sizeof frames_of_word / sizeof *frames_of_word)];
	if (request->language == LANGUAGE_EN && request->grants)
		return frames_of_more[request->variant % (sizeof frames_of_more / sizeof *frames_of_more)];
	return frames[request->language][request->variant % WORDINGS];
}

static struct str in_frame(struct arena *arena, struct frame frame, struct str blank, const struct offer_request *request)
{
	struct str before = spoken(arena, str_of(frame.before), request);
	return arena_printf(arena, "%.*s%.*s%s", STR_FMT(before), STR_FMT(blank), frame.after);
}

static struct str ask_writer(struct arena *arena, struct str what, const struct offer_request *request)
{
	return in_frame(arena, frame_of(what, request), blank_of(what), request);
}

/* Good will alone: always true, and no blank to fill in. */
static struct str good_will(struct arena *arena, const struct offer_request *request)
{
	static const char *const says[LANGUAGES][2] = {
		[LANGUAGE_EN] = { "I'd be glad to look for another option with you: tell me what would help most, and we can start from there.",
				  "If you tell me a little more about what you need, I'll gladly look for another option with you." },
		[LANGUAGE_ES] = { "Con mucho gusto buscar\xC3\xA9 otra opci\xC3\xB3n con usted: d\xC3\xAD" "game qu\xC3\xA9 le ayudar\xC3\xAD" "a m\xC3\xA1s.",
				  "Si me cuenta un poco m\xC3\xA1s sobre lo que necesita, con gusto busco otra opci\xC3\xB3n con usted." },
	};
	return spoken(arena, str_of(says[request->language][request->variant % 2]), request);
}

/* Who can help, or what may be had otherwise, is looked for: that needs no one's leave. */
static struct str search_for(struct arena *arena, struct str what, const struct offer_request *request)
{
	struct str who = str_slice(what, str_find(what, STR("who "), 0), what.len);
	struct str text = wish_is_person(what) ? arena_printf(arena, "I'll gladly find out %.*s, and pass your question on to them.", STR_FMT(who))
					       : arena_printf(arena, "I'll gladly look with you for %.*s.", STR_FMT(what));
	return spoken(arena, text, request);
}

static void say_option(const struct choice *c, const struct option *option, struct offer *offer)
{
	const struct image *image = c->found.image;
	struct str deed = c->request->language == LANGUAGE_EN ? deed_of(image, option) : STR("");
	offer->what = spoken(c->arena, image_str(image, option->what), c->request);
	offer->deed = spoken(c->arena, deed, c->request);
	if (answer_of(c, option) == PROFILE_CONFIRMED) {
		struct str say = spoken(c->arena, image_str(image, option->say), c->request);
		offer->text = fill(c->arena, say, c->request->profile, c->context);
		offer->blank = gap_of(say);
		return;
	}
	offer->blank = deed.len ? offer->deed : blank_of(offer->what);
	offer->text = deed.len ? in_frame(c->arena, frames_of_deed[c->request->variant % 2], offer->deed, c->request)
			       : ask_writer(c->arena, offer->what, c->request);
}

/* Whoever may have what they asked for looks for nothing else. */
static struct str help_along(struct arena *arena, const struct offer_request *request)
{
	static const char *const says[] = { "If anything gets in the way, I'll gladly help you with it.", "If you get stuck anywhere, I'll gladly help you with it." };
	return spoken(arena, str_of(says[request->variant % (sizeof says / sizeof *says)]), request);
}

/* A plain no is not looked into again: what else would help is asked. Only what nobody knows yet may be found out. */
static struct str look_into(struct arena *arena, const struct offer_request *request)
{
	static const char *const asks[] = { "If you tell me what would help you most, I'll gladly see what else I can do.",
					    "Tell me what would help you most, and I'll gladly see what else I can do." };
	if (!request->grants && !wish_is_open_question(arena, request->question))
		return spoken(arena, str_of(asks[request->variant % (sizeof asks / sizeof *asks)]), request);
	return spoken(arena, STR("I'll gladly look into this for you, and get back to you by [day]."), request);
}

static void say_without_option(struct arena *arena, const struct offer_request *request, struct offer *offer)
{
	bool may_be_had = request->ground != HOWNOT_ILLEGAL && request->ground != HOWNOT_IMMORAL, english = request->language == LANGUAGE_EN;
	if (english && may_be_had)
		offer->what = wish_otherwise(arena, request->question);
	struct str what = offer->what;
	if (english && request->grants && str_starts(what, STR("another "))) {
		offer->what = STR("");
		offer->text = help_along(arena, request);
	} else if (what.len && blank_of(what).len == what.len) {
		offer->text = search_for(arena, what, request);
	} else if (!request->blanks_left || (english && !may_be_had) || (what.len && is_asked(arena, request, blank_of(what)))) {
		offer->text = good_will(arena, request);
	} else if (english && !what.len) {
		offer->text = look_into(arena, request);
		offer->blank = gap_of(offer->text);
	} else {
		what = what.len ? what : STR("otra opci\xC3\xB3n");
		offer->blank = blank_of(what);
		offer->text = ask_writer(arena, what, request);
	}
}

struct offer offer_choose(struct arena *arena, const struct offer_request *request)
{
	struct offer offer = { 0 };
	struct choice c = { .arena = arena, .request = request };
	const struct option *option = NULL;
	c.question = said(arena, request->question, NULL);
	c.draft = said(arena, request->draft, request->sentences);
	c.draft.shuts = shut_sentences(arena, request->shapes, c.draft.sentences.count);
	c.found = find_topic(arena, request, &c.question, &c.draft);
	c.context = arena_printf(arena, "%.*s\n%.*s", STR_FMT(request->question), STR_FMT(request->draft));
	if (c.found.topic) {
		offer.topic = image_str(c.found.image, c.found.topic->id);
		offer.asked = spoken(arena, image_str(c.found.image, c.found.topic->asked), request);
		option = choose(&c);
	}
	if (option)
		say_option(&c, option, &offer);
	else
		say_without_option(arena, request, &offer);
	return offer;
}
