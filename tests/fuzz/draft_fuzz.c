/*
 * draft_fuzz - any bytes as a draft, and what must hold for them
 *
 * The first byte chooses how they are read; after the first NUL byte comes the question. Findings lie in the draft, by place; every renderer takes
 * them; a rewrite keeps the facts or names them and what is outside the changes byte for byte, is never empty, and rewriting it again changes nothing.
 */
#include "base/utf8.h"
#include "coach/facts.h"
#include "hownot.h"
#include "out/diff.h"
#include "out/gnu.h"
#include "out/html.h"
#include "out/lines.h"
#include "out/result.h"
#include "out/text.h"
#include "../property/outside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REQUIRE(fact) require((fact), #fact)

static void require(bool fact, const char *what)
{
	if (fact)
		return;
	fprintf(stderr, "draft_fuzz: broken: %s\n", what);
	abort();
}

static void check_span(const struct hownot_draft *draft, struct hownot_span span)
{
	REQUIRE(span.start <= span.end && span.end <= draft->len);
}

static void check_result(const struct hownot_draft *draft, const struct hownot_result *r)
{
	size_t last = 0;
	REQUIRE(r->score >= 0 && r->score <= 100);
	for (size_t i = 0; i < r->finding_count; i++) {
		const struct hownot_finding *f = &r->findings[i];
		if (!f->has_span)
			continue;
		check_span(draft, f->span);
		REQUIRE(f->span.start >= last);
		last = f->span.start;
		for (size_t k = 0; k < f->suggestion_count; k++)
			check_span(draft, f->suggestions[k].span);
	}
	for (int kind = 0; kind < HOWNOT_CHECKS; kind++)
		for (size_t i = 0; i < r->checks[kind].evidence_count; i++)
			check_span(draft, r->checks[kind].evidence[i]);
	for (size_t i = 0; i < r->left_out_count; i++)
		check_span(draft, r->left_out[i].span);
	REQUIRE(!r->ready || r->verdict == HOWNOT_AGENT);
}

static void render(struct arena *arena, const struct reply *reply)
{
	static const struct look plain = {.width = 40}, rich = {.colour = true, .unicode = true, .width = 80};
	struct buf out = buf_make(arena);
	struct json json = {.out = &out};
	result_write(arena, &json, reply);
	REQUIRE(utf8_invalid(buf_view(&out)) == out.len);
	REQUIRE(!memchr(out.bytes, '\n', out.len) && !memchr(out.bytes, '\r', out.len));
	out.len = 0;
	gnu_print(arena, &out, reply, COLUMN_UTF16);
	text_print(arena, &out, &plain, reply, false);
	text_print(arena, &out, &rich, reply, true);
	out.len = 0;
	html_print(arena, &out, reply, 1);
	REQUIRE(utf8_invalid(buf_view(&out)) == out.len);
}

static bool is_dropped(const struct hownot_result *r, struct str fact)
{
	/* A name of a dropped fact ends at a NUL byte. */
	fact = str_slice(fact, 0, str_find(fact, (struct str){"", 1}, 0));
	for (size_t i = 0; i < r->dropped_count; i++)
		if (str_eq(str_of(r->dropped[i]), fact))
			return true;
	return false;
}

/* Of plain text: a message's lines may be coded otherwise in the result. */
static void check_facts(struct arena *arena, const struct hownot_draft *draft, struct str after, const struct hownot_result *r)
{
	struct str before = {draft->text, draft->len};
	if (r->was_windows_1252 || draft->input != HOWNOT_INPUT_TEXT)
		return;
	struct facts lost = facts_missing(arena, before, after, FACTS_ALL);
	for (size_t i = 0; i < lost.count; i++)
		REQUIRE(is_dropped(r, str_slice(before, lost.items[i].span.start, lost.items[i].span.end)));
}

/* Of plain text, too. */
static void check_outside(const struct hownot_draft *draft, const struct hownot_result *r)
{
	struct str before = {draft->text, draft->len};
	if (draft->input != HOWNOT_INPUT_TEXT)
		return;
	REQUIRE(!outside_part_touched(before, r).len);
	REQUIRE(!draft->last_line || outside_lines_stay(before, r, draft->first_line, draft->last_line));
}

static void check_diff(struct arena *arena, struct str before, struct str after)
{
	struct diff diff = diff_make(arena, before, after);
	bool *chosen = arena_alloc(arena, diff.count + 1, sizeof *chosen);
	struct str *edited = arena_alloc(arena, diff.count + 1, sizeof *edited);
	REQUIRE(str_eq(diff_apply(arena, &diff, chosen, edited), before));
	memset(chosen, true, diff.count);
	REQUIRE(str_eq(diff_apply(arena, &diff, chosen, edited), after));
}

/* UTF-8 without NUL bytes, as people send it. */
static bool is_text(struct str s)
{
	return utf8_invalid(s) == s.len && (!s.len || !memchr(s.ptr, '\0', s.len));
}

/* Rewriting the result again changes nothing. Lines are numbered otherwise in it, so of some lines only this does not hold. */
static void check_again(const struct hownot *hownot, struct hownot_draft draft, struct str after)
{
	struct str before = {draft.text, draft.len}, question = {draft.question, draft.question_len};
	if (draft.last_line || !is_text(before) || !is_text(question))
		return;
	draft.text = after.ptr;
	draft.len = after.len;
	struct hownot_result *second = hownot_rewrite(hownot, &draft, NULL);
	REQUIRE(!second || str_eq((struct str){second->rewritten, second->rewritten_len}, after));
	hownot_result_free(second);
}

static void check_rewrite(struct arena *arena, const struct hownot *hownot, struct hownot_draft draft)
{
	struct hownot_error error;
	struct hownot_result *r = hownot_rewrite(hownot, &draft, &error);
	if (!r) {
		REQUIRE(error.text[0] != '\0');
		return;
	}
	struct str before = {draft.text, draft.len}, after = {r->rewritten, r->rewritten_len};
	check_result(&draft, r);
	REQUIRE(!draft.len || after.len);
	REQUIRE(r->verdict != HOWNOT_AGENT || str_eq(before, after));
	check_facts(arena, &draft, after, r);
	check_outside(&draft, r);
	check_diff(arena, before, after);
	check_again(hownot, draft, after);
	hownot_result_free(r);
}

static struct hownot_draft draft_of(const uint8_t *data, size_t size)
{
	struct hownot_draft draft = {.text = ""};
	if (!size)
		return draft;
	unsigned choice = data[0];
	draft.input = choice & 1U ? HOWNOT_INPUT_TEXT : choice & 2U ? HOWNOT_INPUT_MAIL : HOWNOT_INPUT_AUTO;
	draft.because = (enum hownot_ground)(choice >> 2 & 3U);
	draft.first_line = choice & 16U ? 2 : 0;
	draft.last_line = choice & 16U ? 4 : 0;
	draft.language = choice & 32U ? "es" : NULL;
	draft.text = (const char *)data + 1;
	draft.len = size - 1;
	const char *nul = choice & 64U ? memchr(draft.text, '\0', draft.len) : NULL;
	if (nul) {
		draft.question = nul + 1;
		draft.question_len = draft.len - (size_t)(nul - draft.text) - 1;
		draft.len = (size_t)(nul - draft.text);
	}
	return draft;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct hownot *hownot;
	if (!hownot)
		hownot = hownot_new(NULL);
	struct arena arena = {0};
	if (ARENA_CATCH(&arena))
		abort();
	struct hownot_draft draft = draft_of(data, size);
	struct hownot_result *r = hownot_check(hownot, &draft, NULL);
	if (r) {
		check_result(&draft, r);
		render(&arena, &(struct reply){.path = "draft", .draft = {draft.text, draft.len}, .result = r});
	}
	hownot_result_free(r);
	check_rewrite(&arena, hownot, draft);
	arena_free(&arena);
	return 0;
}
