#include "coach/stages.h"

#include "coach/language.h"
#include "rules/examples.h"

#include <string.h>

static bool find_language(const char *name, enum language *out)
{
	for (size_t i = 0; name && i < LANGUAGES; i++) {
		if (strcmp(name, image_language_name(i)) == 0) {
			*out = (enum language)i;
			return true;
		}
	}
	return false;
}

static void find_question(struct arena *arena, const struct hownot_draft *draft, struct stages *s)
{
	s->question = (struct str){ draft->question, draft->question_len };
	s->question_from = "option";
	if (!draft->question) {
		s->question = own_question(arena, &s->text, &s->own);
		s->question_from = "quote";
	}
	s->question = text_make(arena, s->question).bytes;
	if (!s->question.len)
		s->question_from = "";
	s->question_norm = norm_of_str(arena, s->question);
}

bool stages_match(struct arena *arena, struct layers layers, struct rx_room *room, const struct norm *norm, const struct sentences *sentences,
		  enum language language, struct layers *out)
{
	struct layer *filled = arena_alloc(arena, layers.count, sizeof *filled);
	for (size_t i = 0; i < layers.count; i++) {
		filled[i].matcher = layers.items[i].matcher;
		if (!match_sentences(arena, filled[i].matcher, room, norm, sentences, (struct force){ language, READS_DRAFT }, &filled[i].hits))
			return false;
	}
	*out = (struct layers){ filled, layers.count };
	return true;
}

/* What packs say of the patron's question. */
static bool read_question(struct arena *arena, struct rx_room *room, struct stages *s)
{
	struct sentences sentences = sentence_split(arena, &s->question_norm);
	for (size_t i = 0; i < s->layers.count; i++)
		if (!match_sentences(arena, s->layers.items[i].matcher, room, &s->question_norm, &sentences,
				     (struct force){ s->language, READS_QUESTION }, &s->layers.items[i].question))
			return false;
	return true;
}

bool stages_look_at(struct arena *spare, const struct stages *s, struct rx_room *room, struct range range, struct layers *out)
{
	if (s->has_hits) {
		*out = s->layers;
		return true;
	}
	size_t first = range.first ? range.first - 1 : 0, end = (size_t)range.first + range.count + 1;
	struct sentences some = { s->sentences.spans + first, (end < s->sentences.count ? end : s->sentences.count) - first };
	arena_free(spare);
	if (!stages_match(spare, s->layers, room, &s->norm, &some, s->language, out))
		return false;
	for (size_t l = 0; l < out->count; l++)
		for (size_t i = 0; i < out->items[l].hits.count; i++)
			out->items[l].hits.items[i].sentence += (uint32_t)first;
	return true;
}

/* Windows tell of the same features again. */
static void note_given_up(struct arena *arena, struct stages *s, struct str id)
{
	for (size_t i = 0; i < s->given_up_count; i++)
		if (str_eq(str_of(s->given_up[i]), id))
			return;
	*ARENA_PUSH(arena, s->given_up, s->given_up_count, s->given_up_capacity) = id.ptr;
}

static void note_all_given_up(struct arena *arena, struct stages *s, const struct layers *layers)
{
	for (size_t l = 0; l < layers->count; l++)
		for (size_t i = 0; i < layers->items[l].hits.given_up_count; i++)
			note_given_up(arena, s, feature_id(matcher_image(layers->items[l].matcher), layers->items[l].hits.given_up[i]));
}

/* What all hits add to the shapes and to the checks. */
static bool read_all(struct arena *arena, struct arena *spare, struct rx_room *room, struct stages *s)
{
	size_t n = s->sentences.count;
	s->model = model_start(arena, &s->layers);
	model_add_words(arena, &s->model, &s->layers, &s->shapes, &s->norm, &s->sentences, s->language);
	model_add_asked(arena, &s->model, &s->layers, s->question_norm.bytes, s->language);
	s->has_hits = n <= STAGES_WINDOW;
	if (s->has_hits && !stages_match(arena, s->layers, room, &s->norm, &s->sentences, s->language, &s->layers))
		return false;
	for (size_t first = 0; first < n; first += STAGES_WINDOW) {
		struct range range = { (uint32_t)first, (uint32_t)(n - first < STAGES_WINDOW ? n - first : STAGES_WINDOW) };
		struct layers layers;
		if (!stages_look_at(spare, s, room, range, &layers))
			return false;
		model_add_rule_shapes(&layers, &s->shapes);
		model_add_checks(spare, &s->model, &layers, &s->shapes, range, s->language);
		note_all_given_up(arena, s, &layers);
	}
	arena_free(spare);
	if (!read_question(arena, room, s))
		return false;
	model_finish_checks(&s->model, &s->layers, &s->shapes, s->language);
	return true;
}

bool stages_run(struct arena *arena, struct arena *spare, struct layers layers, struct rx_room *room, const struct hownot_draft *draft,
		struct stages *out)
{
	struct stages s = { .input = { draft->text, draft->len }, .because = draft->because };
	s.text = text_make(arena, (struct str){ draft->text, draft->len });
	s.own = own_make(arena, &s.text);
	s.norm = norm_make(arena, &s.text, &s.own);
	s.sentences = sentence_split(arena, &s.norm);
	find_question(arena, draft, &s);
	if (!find_language(draft->language, &s.language))
		s.language = language_of(s.norm.bytes);
	s.shapes = shape_make(arena, &s.norm, &s.sentences, s.question_norm.bytes);
	s.layers = layers;
	if (!read_all(arena, spare, room, &s))
		return false;
	*out = s;
	return true;
}
