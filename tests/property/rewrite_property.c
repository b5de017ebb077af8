/*
 * rewrite_property - what holds of every rewrite, whatever the draft
 *
 *     rewrite_property CORPUS.jsonl…
 *
 * Rewrites every draft of the corpora, and as many drafts put together at random from their sentences, and checks what
 * hownot_rewrite promises. Names each draft that breaks a promise, and exits 1 when there is one. The random drafts come from a fixed seed.
 */
#include "base/io.h"
#include "base/utf8.h"
#include "coach/facts.h"
#include "draft/sentence.h"
#include "hownot.h"
#include "outside.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_SHORT_DRAFT_BYTES = 300 };

struct bench {
	struct hownot *hownot;
	struct arena *arena;
	size_t drafts, broken;
};

static void broken(struct bench *b, const char *id, const char *promise, struct str detail)
{
	b->broken++;
	printf("%s: %s: %.*s\n", id, promise, STR_FMT(detail));
}

static struct hownot_draft draft_of(struct str text, struct str question)
{
	return (struct hownot_draft){ .text = text.ptr, .len = text.len, .question = question.ptr, .question_len = question.len };
}

static struct str rewritten(const struct hownot_result *r)
{
	return (struct str){ r->rewritten, r->rewritten_len };
}

static bool is_dropped(const struct hownot_result *r, struct str fact)
{
	for (size_t i = 0; i < r->dropped_count; i++)
		if (str_eq(str_of(r->dropped[i]), fact))
			return true;
	return false;
}

/* The text as it is, and once more on one line: line breaks come and go when a paragraph is wrapped anew. */
static struct str wrapped_or_not(struct bench *b, struct str text)
{
	struct str copy = arena_str(b->arena, text);
	char *bytes = arena_alloc(b->arena, copy.len + 1, 1);
	for (size_t i = 0; i < copy.len; i++)
		bytes[i] = is_ascii_space(copy.ptr[i]) ? ' ' : copy.ptr[i];
	return arena_printf(b->arena, "%.*s\n%.*s", STR_FMT(text), (int)copy.len, bytes);
}

/* Is what stands between quotation marks the patron's own, said back to them? */
static bool is_asked(struct bench *b, struct str quoted, struct str question)
{
	struct str words = utf8_fold(b->arena, str_slice(quoted, 1, quoted.len - 1)), asked = utf8_fold(b->arena, question);
	return str_find(asked, words, 0) < asked.len;
}

/* Every fact of the draft is in the result or named as dropped, and nothing that the patron needs was dropped. */
static void check_kept(struct bench *b, const char *id, struct str draft, struct str question, const struct hownot_result *r)
{
	struct facts lost = facts_missing(b->arena, draft, wrapped_or_not(b, rewritten(r)), FACTS_ALL);
	for (size_t i = 0; i < lost.count; i++) {
		struct str fact = str_slice(draft, lost.items[i].span.start, lost.items[i].span.end);
		enum fact_kind kind = lost.items[i].kind;
		if (!is_dropped(r, fact))
			broken(b, id, "a fact is gone and not named as dropped", fact);
		bool is_needed_title = kind == FACT_TITLE && !is_asked(b, fact, question);
		if (kind == FACT_AMOUNT || kind == FACT_DATE || kind == FACT_LINK || is_needed_title)
			broken(b, id, "a fact that the patron needs was dropped", fact);
	}
}

/* What stands between brackets is for the writer to fill in. */
static struct str without_blanks(struct bench *b, struct str text)
{
	char *out = arena_alloc(b->arena, text.len + 1, 1);
	size_t len = 0, depth = 0;
	for (size_t i = 0; i < text.len; i++) {
		depth += text.ptr[i] == '[';
		if (!depth)
			out[len++] = text.ptr[i];
		depth -= text.ptr[i] == ']' && depth;
	}
	return (struct str){ out, len };
}

/* No number, amount, date or link that neither the draft nor the question holds. */
static bool has_digit(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_ascii_digit(s.ptr[i]))
			return true;
	return false;
}

static void check_nothing_invented(struct bench *b, const char *id, struct str draft, struct str question, const struct hownot_result *r)
{
	struct str known = wrapped_or_not(b, arena_printf(b->arena, "%.*s\n%.*s", STR_FMT(draft), STR_FMT(question)));
	struct str text = without_blanks(b, rewritten(r));
	struct facts added = facts_missing(b->arena, text, known, FACTS_ALL);
	known = utf8_fold(b->arena, known); /* "friday" is said back as "Friday" */
	for (size_t i = 0; i < added.count; i++) {
		struct str fact = str_slice(text, added.items[i].span.start, added.items[i].span.end);
		bool is_known = !has_digit(fact) && str_find(known, utf8_fold(b->arena, fact), 0) < known.len;
		if (added.items[i].kind != FACT_NAME && added.items[i].kind != FACT_TITLE && !is_known)
			broken(b, id, "a fact was invented", fact);
	}
}

static void check_again(struct bench *b, const char *id, struct str question, const struct hownot_result *r)
{
	struct hownot_draft again = draft_of(rewritten(r), question);
	struct hownot_result *second = hownot_rewrite(b->hownot, &again, NULL);
	if (!second) {
		broken(b, id, "the second rewrite failed", STR(""));
		return;
	}
	if (!str_eq(rewritten(second), rewritten(r)))
		broken(b, id, "a second rewrite changes it again", rewritten(second));
	if (second->verdict != HOWNOT_AGENT && !second->empty)
		broken(b, id, "the result is no agent's", rewritten(r));
	hownot_result_free(second);
}

static void check_draft(struct bench *b, const char *id, struct str draft, struct str question)
{
	struct hownot_draft in = draft_of(draft, question);
	struct hownot_result *r = hownot_rewrite(b->hownot, &in, NULL);
	b->drafts++;
	if (!r) {
		broken(b, id, "the rewrite failed", STR(""));
		return;
	}
	if (r->verdict == HOWNOT_AGENT && !str_eq(rewritten(r), draft))
		broken(b, id, "an agent's draft was touched", STR(""));
	if (draft.len && !r->rewritten_len)
		broken(b, id, "nothing came out", STR(""));
	if (draft.len > LONGEST_SHORT_DRAFT_BYTES && r->rewritten_len > draft.len + draft.len * 6 / 10)
		broken(b, id, "more than 1.6 times the length", STR(""));
	if (draft.len && r->rewritten_len && (draft.ptr[draft.len - 1] == '\n') != (r->rewritten[r->rewritten_len - 1] == '\n'))
		broken(b, id, "the last line break came or went", STR(""));
	struct str touched = outside_part_touched(draft, r);
	if (touched.len)
		broken(b, id, "a part that is not the writer's own was touched", touched);
	check_kept(b, id, draft, question, r);
	check_nothing_invented(b, id, draft, question, r);
	check_again(b, id, question, r);
	hownot_result_free(r);
}

/* Of some lines only: the others stay. */
static void check_lines(struct bench *b, const char *id, struct str draft, struct str question)
{
	enum { FIRST = 2, LAST = 4 };
	struct hownot_draft in = draft_of(draft, question);
	in.first_line = FIRST;
	in.last_line = LAST;
	struct hownot_result *r = hownot_rewrite(b->hownot, &in, NULL);
	if (!r || !outside_lines_stay(draft, r, FIRST, LAST))
		broken(b, id, "a line was touched that was not given", r ? rewritten(r) : STR(""));
	hownot_result_free(r);
}

/* Everything that somebody wrote, to be put together anew. */
struct pile {
	struct str *sentences, *questions;
	size_t count, capacity, question_count, question_capacity;
};

static void add_to_pile(struct bench *b, struct pile *pile, struct str draft, struct str question)
{
	struct norm norm = norm_of_str(b->arena, draft);
	struct sentences sentences = sentence_split(b->arena, &norm);
	for (size_t i = 0; i < sentences.count; i++) {
		struct hownot_span at = norm_span(&norm, sentences.spans[i]);
		*ARENA_PUSH(b->arena, pile->sentences, pile->count, pile->capacity) = str_slice(draft, at.start, at.end);
	}
	*ARENA_PUSH(b->arena, pile->questions, pile->question_count, pile->question_capacity) = question;
}

/* xorshift (Marsaglia 2003): the same drafts on every machine. */
static uint32_t next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static struct str random_draft(struct bench *b, const struct pile *pile, uint32_t *state)
{
	static const char *const between[] = { " ", " ", " ", "  ", "\n", "\n\n", "\r\n", " \xE2\x80\x94 " };
	struct str draft = { 0 };
	for (uint32_t left = 1 + next_random(state) % 9; left > 0; left--) {
		struct str sentence = pile->sentences[next_random(state) % pile->count];
		const char *gap = between[next_random(state) % (sizeof between / sizeof *between)];
		draft = arena_printf(b->arena, "%.*s%s%.*s", STR_FMT(draft), draft.len ? gap : "", STR_FMT(sentence));
	}
	return draft;
}

static const char *member(const cJSON *record, const char *name)
{
	const cJSON *value = cJSON_GetObjectItemCaseSensitive(record, name);
	return cJSON_IsString(value) ? value->valuestring : "";
}

static void check_corpus(struct bench *b, struct str lines, struct pile *pile)
{
	for (size_t at = 0; at < lines.len;) {
		size_t end = str_find(lines, STR("\n"), at);
		cJSON *record = cJSON_ParseWithLength(lines.ptr + at, end - at);
		if (record) {
			struct str draft = arena_str(b->arena, str_of(member(record, "draft")));
			struct str question = arena_str(b->arena, str_of(member(record, "patron")));
			check_draft(b, member(record, "id"), draft, question);
			check_lines(b, member(record, "id"), draft, question);
			add_to_pile(b, pile, draft, question);
		}
		cJSON_Delete(record);
		at = end + 1;
	}
}

int main(int argc, char **argv)
{
	struct arena arena = { 0 };
	struct bench b = { .hownot = hownot_new(NULL), .arena = &arena };
	struct pile pile = { 0 };
	struct err err;
	if (ARENA_CATCH(&arena) || !b.hownot)
		return 2;
	for (int i = 1; i < argc; i++) {
		struct str lines;
		if (!io_read_file(&arena, argv[i], &lines, &err)) {
			fprintf(stderr, "rewrite_property: %s\n", err.text);
			return 2;
		}
		check_corpus(&b, lines, &pile);
	}
	uint32_t state = 20250303;
	for (size_t n = b.drafts; pile.count && n > 0; n--) {
		struct str draft = random_draft(&b, &pile, &state);
		check_draft(&b, "random", draft, pile.questions[next_random(&state) % pile.question_count]);
	}
	printf("%zu drafts, %zu broken promises\n", b.drafts, b.broken);
	hownot_free(b.hownot);
	arena_free(&arena);
	return b.broken != 0;
}
