#include "coach/rewrite_part.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "coach/reflow.h"
#include "coach/voice.h"
#include "draft/line.h"

/* The writer's apostrophes, and the writer's encoding. */
static struct str in_voice(struct work *w, struct str text)
{
	const struct stages *s = w->stages;
	bool curly = str_find(s->input, STR("\xE2\x80\x99"), 0) < s->input.len && str_find(s->input, STR("'"), 0) >= s->input.len;
	struct buf buf = buf_make(w->arena);
	for (size_t at = 0; at < text.len;) {
		size_t from = at;
		int32_t c = utf8_next(text, &at);
		if (c == '\'' && curly && !s->text.was_windows_1252)
			buf_str(&buf, STR("\xE2\x80\x99"));
		else if (s->text.was_windows_1252 && c >= 0x80)
			buf_char(&buf, utf8_to_windows_1252(c, '?'));
		else
			buf_str(&buf, str_slice(text, from, at));
	}
	return buf_view(&buf);
}

static bool is_touched(const struct plan *plan)
{
	return plan->mended.touched || plan->before.len || plan->after.len;
}

static bool vanishes(const struct plan *plan)
{
	return plan_drops(plan) && !plan->before.len && !plan->after.len;
}

/* Do sentences i and i + 1 stand in one line of the normal form? */
static bool continues(const struct stages *s, size_t i)
{
	if (i + 1 >= s->sentences.count)
		return false;
	struct str gap = str_slice(s->norm.bytes, s->sentences.spans[i].end, s->sentences.spans[i + 1].start);
	return str_find(gap, STR("\n"), 0) >= gap.len;
}

/* A line of the normal form: sentences first..last, without a line break between them but wraps; all of them within the lines asked for, or none. */
struct stretch {
	size_t first, last;
};

static struct stretch stretch_from(const struct work *w, size_t first)
{
	struct stretch line = { first, first };
	while (continues(w->stages, line.last) && rewrite_is_within(w, line.last) == rewrite_is_within(w, line.last + 1))
		line.last++;
	return line;
}

/* What stands between a sentence, or what became of it, and what is put in behind it: nothing where it went, else a space, with a stop where it had none. */
static struct str gap_before_after(const struct plan *plan, struct str so_far, struct str apart)
{
	static const char ends[] = ".!?:;,)\"";
	if (plan_drops(plan) && !plan->before.len)
		return STR("");
	if (apart.len > 1 && !plan_drops(plan))
		return apart;
	bool is_ended = !so_far.len || str_ends_in(so_far, ends) || (unsigned char)so_far.ptr[so_far.len - 1] >= 0x80;
	return is_ended ? STR(" ") : STR(". ");
}

/* Does an emoji or another sign, but no mark of punctuation, begin at `at`? */
static bool is_sign(struct str s, size_t at)
{
	unsigned char first = at < s.len ? (unsigned char)s.ptr[at] : 0, second = at + 1 < s.len ? (unsigned char)s.ptr[at + 1] : 0;
	return first >= 0xF0 || (first == 0xE2 && second >= 0x84);
}

/* Where the emoji end that belong to the sentence which ends at `end`: what is put in goes behind them. */
static size_t behind_signs(struct str input, size_t end)
{
	size_t at = end;
	while (at < input.len && input.ptr[at] == ' ')
		at++;
	if (!is_sign(input, at))
		return end;
	while (at < input.len && (unsigned char)input.ptr[at] >= 0x80)
		at++;
	return at;
}

struct str rewrite_as_typed(struct work *w, struct str text)
{
	return w->rewriting->small ? voice_small(w->arena, text) : text;
}

/* What keeps apart a sentence of the line at `start` and what is put in beside it: a blank line where the line is a point of a list. */
static struct str apart_in_line(struct str input, size_t start)
{
	size_t end = str_find(input, STR("\n"), start);
	if (!line_is_entry(str_slice(input, start, end)))
		return STR(" ");
	bool is_crlf = end > 0 && end < input.len && input.ptr[end - 1] == '\r';
	return is_crlf ? STR("\r\n\r\n") : STR("\n\n");
}

/* What becomes of the sentence that is `own` in the draft, with the signs behind it. */
static void put_sentence(struct work *w, const struct plan *plan, struct str own, struct str signs, struct str apart, struct buf *buf)
{
	if (plan->before.len) {
		buf_str(buf, in_voice(w, plan->before));
		buf_str(buf, plan_drops(plan) ? STR("") : apart);
	}
	buf_str(buf, plan->mended.touched ? in_voice(w, rewrite_as_typed(w, plan->mended.text)) : own);
	buf_str(buf, signs);
	if (plan->after.len) {
		buf_str(buf, gap_before_after(plan, buf_view(buf), apart));
		buf_str(buf, in_voice(w, plan->after));
	}
}

/* Where the sentence ends that is at `end` in the draft: with its signs where something is put in behind it. */
static size_t sentence_end(const struct plan *plan, struct str input, size_t end)
{
	return plan->after.len && !plan_drops(plan) ? behind_signs(input, end) : end;
}

static size_t line_start(struct str s, size_t at)
{
	while (at > 0 && s.ptr[at - 1] != '\n')
		at--;
	return at;
}

/* Sentences that stay keep the white space between them. */
static struct str stretch_text(struct work *w, struct stretch line, struct str input)
{
	const struct stages *s = w->stages;
	struct buf buf = buf_make(w->arena);
	struct hownot_span previous = { 0 };
	struct str apart = apart_in_line(input, line_start(input, norm_span(&s->norm, s->sentences.spans[line.first]).start));
	bool any = false;
	for (size_t i = line.first; i <= line.last; i++) {
		const struct plan *plan = &w->plans[i];
		struct hownot_span at = norm_span(&s->norm, s->sentences.spans[i]);
		size_t end = sentence_end(plan, input, at.end);
		if (!vanishes(plan)) {
			if (any)
				buf_str(&buf, vanishes(&w->plans[i - 1]) ? STR(" ") : str_slice(input, previous.end, at.start));
			put_sentence(w, plan, str_slice(input, at.start, at.end), str_slice(input, at.end, end), apart, &buf);
			any = true;
		}
		previous = (struct hownot_span){ at.start, end };
	}
	return buf_view(&buf);
}

static bool has_letters(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_ascii_alpha(s.ptr[i]) || (unsigned char)s.ptr[i] >= 0x80)
			return true;
	return false;
}

/* What goes from a line that goes on takes the space behind it along. */
static struct hownot_span with_space(struct str input, struct hownot_span at)
{
	while (at.end < input.len && input.ptr[at.end] == ' ')
		at.end++;
	return at;
}

/* A line that goes takes its bullet, its line break and, between two blank lines, one of them along; `last` is the end of the last that may. */
static struct hownot_span whole_line(struct str input, struct hownot_span at, size_t last)
{
	size_t start = line_start(input, at.start), end = str_find(input, STR("\n"), at.end);
	struct str lead = str_slice(input, start, at.start), tail = str_slice(input, at.end, end);
	if (has_letters(lead) || has_letters(tail))
		return with_space(input, at);
	end = end < input.len ? end + 1 : end;
	size_t above = start ? line_start(input, start - 1) : 0;
	bool blank_above = start == 0 || str_trim(str_slice(input, above, start)).len == 0;
	size_t below = str_find(input, STR("\n"), end);
	bool blank_below = end >= input.len || str_trim(str_slice(input, end, below)).len == 0;
	if (blank_above && blank_below && end < input.len && below <= last)
		end = below < input.len ? below + 1 : below;
	return (struct hownot_span){ start, end };
}

static void put_line(struct work *w, struct stretch line, struct str input, size_t width, struct buf *out, size_t *done)
{
	const struct stages *s = w->stages;
	bool touched = false, all_gone = true;
	for (size_t i = line.first; i <= line.last; i++) {
		touched = touched || is_touched(&w->plans[i]);
		all_gone = all_gone && vanishes(&w->plans[i]);
	}
	if (!touched)
		return;
	struct hownot_span at = { norm_span(&s->norm, s->sentences.spans[line.first]).start, norm_span(&s->norm, s->sentences.spans[line.last]).end };
	at.end = sentence_end(&w->plans[line.last], input, at.end);
	struct str before = str_slice(input, at.start, at.end);
	if (all_gone)
		at = whole_line(input, at, w->lines.end);
	buf_str(out, str_slice(input, *done, at.start));
	if (!all_gone) {
		size_t column = at.start - line_start(input, at.start);
		buf_str(out, reflow(w->arena, stretch_text(w, line, input), before, column, width));
	}
	*done = at.end;
}

/* How wide the writer's wrapped paragraphs are, in bytes; 0 when no line was wrapped. */
static size_t wrapped_width(const struct stages *s)
{
	size_t width = 0;
	for (size_t first = 0; first < s->sentences.count;) {
		size_t last = first;
		while (continues(s, last))
			last++;
		size_t start = norm_span(&s->norm, s->sentences.spans[first]).start, end = norm_span(&s->norm, s->sentences.spans[last]).end;
		size_t wide = reflow_width(str_slice(s->input, line_start(s->input, start), end));
		width = wide > width ? wide : width;
		first = last + 1;
	}
	return width;
}

/* The white space behind the last line stays as it was, also when that line went. */
static struct str ended_as(struct arena *arena, struct str text, struct str was)
{
	size_t end = was.len, len = text.len;
	while (end > 0 && is_ascii_space(was.ptr[end - 1]))
		end--;
	while (len > 0 && is_ascii_space(text.ptr[len - 1]))
		len--;
	struct buf buf = buf_make(arena);
	buf_str(&buf, str_slice(text, 0, len));
	buf_str(&buf, str_slice(was, end, was.len));
	return buf_view(&buf);
}

struct str rewrite_put_together(struct work *w)
{
	const struct stages *s = w->stages;
	struct str input = s->input;
	size_t done = 0, width = wrapped_width(s);
	struct buf out = buf_make(w->arena);
	for (size_t first = 0; first < s->sentences.count;) {
		struct stretch line = stretch_from(w, first);
		put_line(w, line, input, width, &out, &done);
		first = line.last + 1;
	}
	buf_str(&out, str_slice(input, done, input.len));
	return ended_as(w->arena, buf_view(&out), input);
}
