#include "coach/advise.h"

#include "coach/lexicon.h"
#include "coach/request.h"
#include "coach/suggest.h"
#include "coach/voice.h"

uint32_t advise_variant(const struct stages *stages)
{
	return str_hash(stages->norm.bytes);
}

/* A statement has a subject of its own, which the name of its topic may miss; chats leave the question mark out. */
static bool asks(struct str question)
{
	if (lexicon_start(LANGUAGE_EN, WORDS_QUESTION_OPENINGS, question).len)
		return true;
	return str_find(question, STR("?"), 0) < question.len || str_find(question, STR(" is there "), 0) < question.len || str_find(question, STR(" are there "), 0) < question.len;
}

struct str advise_acknowledgement(struct arena *arena, const struct stages *stages, const struct offer *offer, uint32_t variant, struct str answer)
{
	bool spanish = stages->language == LANGUAGE_ES, answered = !spanish && lexicon_start(LANGUAGE_EN, WORDS_DIRECT_ANSWERS, answer).len;
	if (!spanish && stages->question.len) {
		struct str request = answered ? request_acknowledge_answered(arena, stages->question, variant) : request_acknowledge(arena, stages->question, variant);
		if (request.len)
			return voice_person(arena, request, stages->norm.bytes);
	}
	if (!spanish && stages->question.len && !asks(stages->question_norm.bytes))
		return STR("Thank you for telling us about this; I can see why it matters to you.");
	if (!spanish && lexicon_has(LANGUAGE_EN, WORDS_TOLD_THINGS, offer->asked))
		return arena_printf(arena, "Thank you for telling us about %.*s.", STR_FMT(offer->asked));
	if (offer->asked.len && !answered)
		return arena_printf(arena, spanish ? "Gracias por preguntar por %.*s." : "Thank you for asking about %.*s.", STR_FMT(offer->asked));
	return spanish ? STR("Gracias por preguntar por esto; entiendo por qu\xC3\xA9 es importante para usted.")
		       : STR("Thank you for asking about this; I can see why it matters to you.");
}

struct offer advise_offer(struct arena *arena, const struct stages *stages, struct rx_room *room, const struct hownot_result *result,
			  const struct profile *profile, uint32_t variant, size_t blanks)
{
	struct offer_request request = {
		.layers = &stages->layers,
		.sentences = &stages->sentences,
		.shapes = &stages->shapes,
		.room = room,
		.question = stages->question_norm.bytes,
		.draft = stages->norm.bytes,
		.ground = result->ground,
		.grants = !result->checks[HOWNOT_REFUSES].value,
		.profile = profile,
		.language = stages->language,
		.variant = variant,
		.blanks_left = blanks,
	};
	return offer_choose(arena, &request);
}

/* Where the body begins, or ends, in the draft. */
static size_t edge_of_body(const struct stages *stages, bool end)
{
	size_t edge = end ? stages->input.len : 0;
	bool any = false;
	for (size_t i = 0; i < stages->sentences.count; i++) {
		struct hownot_span at = norm_span(&stages->norm, stages->sentences.spans[i]);
		if (stages->shapes.is_frame[i] || (any && !end))
			continue;
		edge = end ? at.end : at.start;
		any = true;
	}
	return edge;
}

static void suggest_insertion(struct arena *arena, struct hownot_finding *finding, struct str text, size_t at)
{
	struct hownot_suggestion *suggestion = arena_alloc(arena, 1, sizeof *suggestion);
	*suggestion = (struct hownot_suggestion){ .text = arena_str(arena, text).ptr, .span = { at, at } };
	suggestion->blanks = suggest_blanks(arena, text, &suggestion->blank_count);
	finding->suggestions = suggestion;
	finding->suggestion_count = 1;
}

void advise_whole(struct arena *arena, const struct stages *stages, struct rx_room *room, const struct hownot_result *result,
		  const struct profile *profile, struct hownot_finding *findings, size_t count)
{
	struct offer offer = { 0 };
	uint32_t variant = advise_variant(stages);
	for (size_t i = 0; i < count; i++) {
		bool acknowledges = findings[i].category == HOWNOT_NO_ACKNOWLEDGEMENT;
		if (!acknowledges && findings[i].category != HOWNOT_NO_ALTERNATIVE)
			continue;
		if (!offer.text.len)
			offer = advise_offer(arena, stages, room, result, profile, variant, 1);
		size_t edge = edge_of_body(stages, !acknowledges);
		struct str answer = str_slice(stages->input, edge, stages->input.len);
		struct str text = acknowledges ? advise_acknowledgement(arena, stages, &offer, variant, answer) : offer.text;
		suggest_insertion(arena, &findings[i], text, edge);
	}
}
