#include "out/scenario.h"

#include "base/utf8.h"

enum { GUTTER = 2, LEAST_COLUMN = 34 };

/* A paragraph's lines, wrapped for a column of its own. */
struct column {
	struct str text;
	size_t at;
};

static struct column column_make(struct arena *arena, const struct look *look, struct str text, size_t width)
{
	struct look plain = {.unicode = look->unicode, .width = width};
	struct buf wrapped = buf_make(arena);
	look_wrap(&wrapped, &plain, PAINT_NONE, 0, 0, look_text(arena, look, str_trim(text)));
	return (struct column){.text = buf_view(&wrapped)};
}

static bool column_next(struct column *column, struct str *line)
{
	if (column->at >= column->text.len) {
		*line = STR("");
		return false;
	}
	size_t end = str_find(column->text, STR("\n"), column->at);
	*line = str_slice(column->text, column->at, end);
	column->at = end + 1;
	return true;
}

static void put_heading(struct buf *out, const struct look *look, const char *text)
{
	buf_char(out, '\n');
	look_paint(out, look, PAINT_BOLD, str_of(text));
	buf_char(out, '\n');
}

static void put_paragraph(struct arena *arena, struct buf *out, const struct look *look, struct str text)
{
	buf_fill(out, ' ', GUTTER);
	look_wrap(out, look, PAINT_NONE, GUTTER, GUTTER, look_text(arena, look, text));
	buf_char(out, '\n');
}

/* With a bar before each line, as a letter is quoted. */
static void put_barred(struct arena *arena, struct buf *out, const struct look *look, struct str text)
{
	enum { BAR = GUTTER + 2 };
	struct column column = column_make(arena, look, text, look->width - BAR);
	for (struct str line; column_next(&column, &line);) {
		buf_fill(out, ' ', GUTTER);
		look_paint(out, look, PAINT_DIM, look_glyph(look, GLYPH_BAR));
		buf_str(out, line.len ? STR(" ") : STR(""));
		buf_str(out, line);
		buf_char(out, '\n');
	}
}

void scenario_print(struct arena *arena, struct buf *out, const struct look *look, const struct scenario_text *scenario)
{
	look_paint(out, look, PAINT_BOLD, look_text(arena, look, scenario->title));
	buf_str(out, STR("  "));
	look_begin(out, look, PAINT_DIM);
	buf_printf(out, "%.*s", STR_FMT(scenario->id));
	look_end(out, look, PAINT_DIM);
	buf_str(out, STR("\n\n"));
	put_barred(arena, out, look, scenario->question);
	if (!scenario->fact_count)
		return;
	put_heading(out, look, "What you know");
	for (size_t i = 0; i < scenario->fact_count; i++) {
		buf_fill(out, ' ', GUTTER);
		look_paint(out, look, PAINT_DIM, look_glyph(look, GLYPH_DOT));
		buf_char(out, ' ');
		look_wrap(out, look, PAINT_NONE, GUTTER + 2, GUTTER + 2, look_text(arena, look, scenario->facts[i]));
		buf_char(out, '\n');
	}
}

static const char *ground_words(enum hownot_ground ground)
{
	static const char *const words[] = {
	    [HOWNOT_NO_GROUND] = "None of the three I's: the answer can start from yes.",
	    [HOWNOT_ILLEGAL] = "Illegal: a no that stands. Say the ground in one clause, then what can be done.",
	    [HOWNOT_IMMORAL] =
		("Immoral, as it would harm somebody: a no that stands. Say the ground in one clause, then what can be "
		 "done."),
	    [HOWNOT_IMPOSSIBLE] = "Impossible: a no that stands. Say the ground in one clause, then what can be done.",
	};
	return words[ground];
}

static void put_side_by_side(struct arena *arena, struct buf *out, const struct look *look, struct str left,
			     struct str right)
{
	enum { BETWEEN = 3 };
	size_t width = (look->width - GUTTER - BETWEEN) / 2;
	struct column a = column_make(arena, look, left, width), b = column_make(arena, look, right, width);
	struct str line, other;
	buf_char(out, '\n');
	look_begin(out, look, PAINT_BOLD);
	buf_printf(out, "%*s%-*s%*s%s", GUTTER, "", (int)width, "Your reply", BETWEEN, "", "A model answer");
	look_end(out, look, PAINT_BOLD);
	buf_char(out, '\n');
	for (;;) {
		bool has_left = column_next(&a, &line), has_right = column_next(&b, &other);
		if (!has_left && !has_right)
			return;
		size_t used = utf8_str_width(line);
		buf_fill(out, ' ', GUTTER);
		buf_str(out, line);
		/* A word that is wider than the column pushes the bar. */
		buf_fill(out, ' ', used < width ? width - used + 1 : 1);
		look_paint(out, look, PAINT_DIM, look_glyph(look, GLYPH_BAR));
		buf_str(out, other.len ? STR(" ") : STR(""));
		look_paint(out, look, other.len ? PAINT_GREEN : PAINT_NONE, other);
		buf_char(out, '\n');
	}
}

void scenario_print_answer(struct arena *arena, struct buf *out, const struct look *look,
			   const struct scenario_text *scenario, struct str reply)
{
	put_heading(out, look, "What makes it hard");
	put_paragraph(arena, out, look, scenario->hard);
	put_heading(out, look, "A ground for a no?");
	put_paragraph(arena, out, look, str_of(ground_words(scenario->ground)));
	if (str_trim(reply).len && look->width >= 2 * LEAST_COLUMN) {
		put_side_by_side(arena, out, look, reply, scenario->answer);
		return;
	}
	put_heading(out, look, "A model answer");
	put_barred(arena, out, look, scenario->answer);
}

void scenario_print_list(struct arena *arena, struct buf *out, const struct look *look,
			 const struct scenario_text *scenarios, size_t count)
{
	size_t id = 0, topic = 0;
	for (size_t i = 0; i < count; i++) {
		size_t id_width = scenarios[i].id.len, topic_width = utf8_str_width(scenarios[i].topic);
		id = id_width > id ? id_width : id;
		topic = topic_width > topic ? topic_width : topic;
	}
	for (size_t i = 0; i < count; i++) {
		struct str name = look_text(arena, look, scenarios[i].topic);
		look_paint(out, look, PAINT_BOLD, scenarios[i].id);
		buf_fill(out, ' ', id - scenarios[i].id.len + 2);
		buf_str(out, name);
		buf_fill(out, ' ', topic - utf8_str_width(scenarios[i].topic) + 2);
		buf_str(out, look_text(arena, look, scenarios[i].title));
		buf_char(out, '\n');
	}
}

void scenario_write(struct json *json, const struct scenario_text *scenario)
{
	const char *ground = hownot_ground_name(scenario->ground);
	const struct {
		const char *key;
		struct str value;
	} members[] = {{"scenario", scenario->id},       {"topic", scenario->topic}, {"title", scenario->title},
		       {"question", scenario->question}, {"hard", scenario->hard},   {"ground", str_of(ground ? ground : "none")},
		       {"answer", scenario->answer}};
	json_open(json, '{');
	for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
		json_key(json, members[i].key);
		json_string(json, members[i].value);
	}
	json_key(json, "facts");
	json_open(json, '[');
	for (size_t i = 0; i < scenario->fact_count; i++)
		json_string(json, scenario->facts[i]);
	json_close(json, ']');
	json_close(json, '}');
}
