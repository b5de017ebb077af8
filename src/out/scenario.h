/*
 * scenario - a question to practise on, for people and for programs
 *
 * Before the reply: what the patron wrote, and what the writer knows at the desk. After it: what makes a good answer hard, the ground of the no if there
 * is one, and a model answer, beside the reply where there is room.
 */
#ifndef OUT_SCENARIO_H
#define OUT_SCENARIO_H

#include "hownot.h"
#include "out/json.h"
#include "out/look.h"

/* All of it is borrowed. */
struct scenario_text {
	struct str id, topic, title, question, hard, answer;
	const struct str *facts;
	size_t fact_count;
	enum hownot_ground ground;
};

/* The title, the question, the facts. */
void scenario_print(struct arena *arena, struct buf *out, const struct look *look, const struct scenario_text *scenario);

/* What is told after the reply. An empty reply: the model answer stands alone. */
void scenario_print_answer(struct arena *arena, struct buf *out, const struct look *look,
			   const struct scenario_text *scenario, struct str reply);

/* A line each: id, topic, title. */
void scenario_print_list(struct arena *arena, struct buf *out, const struct look *look,
			 const struct scenario_text *scenarios, size_t count);

/* An object with all members. */
void scenario_write(struct json *json, const struct scenario_text *scenario);

#endif
