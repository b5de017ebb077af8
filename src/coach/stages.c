#include "coach/stages.h"

#include "coach/language.h"

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

bool stages_run(struct arena *arena, struct layers layers, struct rx_room *room, const struct hownot_draft *draft, struct stages *out)
{
	struct stages s = { .input = { draft->text, draft->len }, .because = draft->because };
	s.text = text_make(arena, (struct str){ draft->text, draft->len });
	s.own = own_make(arena, &s.text);
	s.norm = norm_make(arena, &s.text, &s.own);
	s.sentences = sentence_split(arena, &s.norm);
	find_question(arena, draft, &s);
	if (!find_language(draft->language, &s.language))
		s.language = language_of(s.norm.bytes);
	if (!stages_match(arena, layers, room, &s.norm, &s.sentences, s.language, &s.layers) || !read_question(arena, room, &s))
		return false;
	s.shapes = shape_make(arena, &s.norm, &s.sentences, s.question_norm.bytes);
	model_add_rule_shapes(&s.layers, &s.shapes);
	*out = s;
	return true;
}
