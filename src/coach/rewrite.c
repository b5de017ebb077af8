#include "coach/rewrite.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "coach/blank.h"
#include "coach/facts.h"
#include "coach/inflect.h"
#include "coach/advise.h"
#include "coach/reflow.h"
#include "coach/suggest.h"

#include <string.h>

/* What becomes of a sentence. */
struct plan {
	struct mended mended;
	struct str before, after; /* sentences that are put in front of it and behind it */
};

struct work {
	struct arena *arena;
	const struct stages *stages;
	const struct hownot_result *result;
	struct rewriting *rewriting;
	struct mender mender;
	struct plan *plans; /* one a sentence */
	bool *refuses, *kind; /* one a sentence: it is evidence for the check */
	struct span lines;  /* bytes of the input that may be changed */
	size_t first, last; /* sentences of the body: first..last inclusive */
	bool wanted;	    /* something changes */
	struct str acknowledgement, offer; /* what is put in */
	bool brief;	    /* what is put in has to be short */
};

static bool has_body(const struct work *w)
{
	return w->first < w->stages->sentences.count;
}

/* Does sentence i stand within the lines asked for? */
static bool is_within(const struct work *w, size_t i)
{
	struct hownot_span at = norm_span(&w->stages->norm, w->stages->sentences.spans[i]);
	return at.start >= w->lines.start && at.end <= w->lines.end;
}

/* May sentence i be changed: it is no frame, and within the lines? */
static bool is_free(const struct work *w, size_t i)
{
	return !w->stages->shapes.is_frame[i] && is_within(w, i);
}

static void find_body(struct work *w)
{
	size_t n = w->stages->sentences.count;
	w->first = w->last = n;
	for (size_t i = 0; i < n; i++) {
		if (!is_free(w, i))
			continue;
		w->first = w->first == n ? i : w->first;
		w->last = i;
	}
}

/* ---- sentences ---- */

static void mend_all(struct work *w)
{
	for (size_t i = 0; i < w->stages->sentences.count; i++) {
		if (!is_free(w, i) || !w->mender.found[i].count)
			continue;
		struct plan *plan = &w->plans[i];
		plan->mended = mend_sentence(&w->mender, i);
		w->mender.gone[i] = plan->mended.touched && !plan->mended.text.len;
		w->mender.blanks += plan->mended.blanks;
		w->mender.offers = w->mender.offers || plan->mended.blanks;
		w->wanted = w->wanted || plan->mended.touched;
	}
}

/* Does every sentence of the body go? Then what they were evidence of goes, too. */
static bool nothing_stays(const struct work *w)
{
	for (size_t i = w->first; i <= w->last; i++)
		if (!w->stages->shapes.is_frame[i] && !(w->plans[i].mended.touched && !w->plans[i].mended.text.len))
			return false;
	return true;
}

/* A reply that only thanks and offers has lost its answer: the first sentence that tells something comes back as an explanation. */
static void keep_the_answer(struct work *w)
{
	if (!has_body(w) || w->rewriting->rounds > 1 || !nothing_stays(w))
		return;
	for (size_t i = w->first; i <= w->last; i++) {
		struct plan *plan = &w->plans[i];
		if (w->mender.found[i].count && plan->mended.touched && mend_tell(&w->mender, i, &plan->mended)) {
			w->mender.gone[i] = false;
			return;
		}
	}
}

/* The sentences that stand as evidence for a check. */
static bool *evidence_of(struct work *w, enum hownot_check_kind kind)
{
	const struct hownot_check *check = &w->result->checks[kind];
	bool *has = arena_alloc(w->arena, w->stages->sentences.count + 1, sizeof *has);
	for (size_t i = 0; i < check->evidence_count; i++)
		has[mend_sentence_at(w->stages, check->evidence[i].start)] = true;
	return has;
}

static struct str joined(struct work *w, struct str a, struct str b)
{
	if (!a.len || !b.len)
		return a.len ? a : b;
	return arena_printf(w->arena, "%.*s %.*s", STR_FMT(a), STR_FMT(b));
}

/* Where all sentences that said no go, one plain sentence says it. */
static void keep_the_no(struct work *w)
{
	static const char *const says[LANGUAGES][3] = {
		[LANGUAGE_EN] = { "I'm sorry that the answer isn't the one you were hoping for.", "I wish I had the answer you were hoping for.",
				  "I'm sorry that I can't give you the answer you were hoping for." },
		[LANGUAGE_ES] = { "Siento que la respuesta no sea la que esperaba.", "Ojal\xC3\xA1 pudiera darle la respuesta que esperaba.",
				  "Lamento no poder darle la respuesta que esperaba." },
	};
	struct plan *gone = NULL;
	for (size_t i = 0; i < w->stages->sentences.count; i++) {
		struct plan *plan = &w->plans[i];
		bool goes = plan->mended.touched && !plan->mended.text.len, said_no = w->refuses[i];
		if (!goes && (said_no || plan->mended.says_no))
			return;
		if (goes && (plan->mended.was_no || said_no) && !gone)
			gone = plan;
	}
	if (gone && w->rewriting->rounds == 1)
		gone->mended.text = str_of(says[w->stages->language][w->rewriting->variant % 3]);
}

static struct str note_of(struct work *w, struct str list)
{
	const char *lead = w->stages->language == LANGUAGE_ES ? "Para su referencia" : "For your reference";
	return arena_printf(w->arena, "%s: %.*s%s", lead, STR_FMT(list), str_ends(list, STR(".")) ? "" : ".");
}

/* The facts of all sentences that go become one note where the first of them stood. */
static void keep_the_facts(struct work *w)
{
	struct buf list = buf_make(w->arena);
	struct plan *first = NULL;
	for (size_t i = 0; i < w->stages->sentences.count; i++) {
		struct plan *plan = &w->plans[i];
		if (!plan->mended.note.len)
			continue;
		buf_str(&list, list.len ? STR("; ") : STR(""));
		buf_str(&list, plan->mended.note);
		first = first ? first : plan;
	}
	if (!first)
		return;
	first->mended.text = joined(w, first->mended.text, note_of(w, buf_view(&list)));
}

/* ---- the reply ---- */

static struct str acknowledgement(struct work *w, const struct offer *offer)
{
	enum { BRIEF_BYTES = 60 };
	struct str said = advise_acknowledgement(w->arena, w->stages, offer, w->rewriting->variant);
	if (!w->brief || said.len <= BRIEF_BYTES)
		return said;
	return w->stages->language == LANGUAGE_ES ? STR("Gracias por preguntar por esto.") : STR("Thank you for asking about this.");
}

static struct str sentence_text(const struct work *w, size_t i)
{
	struct span span = w->stages->sentences.spans[i];
	return str_slice(w->stages->norm.bytes, span.start, span.end);
}

static bool starts_with_thanks(struct str s)
{
	return str_starts_nocase(s, STR("thank you ")) || str_starts_nocase(s, STR("thanks ")) || str_starts_nocase(s, STR("gracias por "));
}

/* Does the sentence only lead up to the matter: thanks, good wishes, "further to your call"? */
static bool only_opens(const struct work *w, size_t i)
{
	enum { MOST_BYTES = 75 };
	struct str s = sentence_text(w, i);
	static const char *const wishes[] = { "please accept our", "i hope ", "hope you", "we hope ", "happy ", "congratulations", "good to ", "lovely to ", "it was ", "sorry to hear", "i'm sorry to hear", "re:", "further to your", "nice to ", "great to ", "hello and thank" };
	if (s.len > MOST_BYTES || s.ptr[s.len - 1] == '?')
		return false;
	bool opens = starts_with_thanks(s) || str_find(s, STR("further to your"), 0) < s.len;
	for (size_t k = 0; k < sizeof wishes / sizeof *wishes; k++)
		opens = opens || str_starts_nocase(s, str_of(wishes[k]));
	return opens;
}

/* "Hi, replacement is …": where the greeting ends in a sentence that goes on; 0 when none stands there. */
static size_t greeting_end(struct str s)
{
	static const char *const greetings[] = { "hi", "hello", "hey", "hiya", "good morning", "good afternoon", "good evening", "hi there", "hello there" };
	for (size_t i = 0; i < sizeof greetings / sizeof *greetings; i++) {
		size_t len = strlen(greetings[i]);
		if (str_starts_nocase(s, str_of(greetings[i])) && len + 2 < s.len && strchr(",!.", s.ptr[len]) && s.ptr[len + 1] == ' ')
			return len + 1;
	}
	return 0;
}

/* "Hello." and nothing else. */
static bool is_greeting(struct str s)
{
	static const char *const greetings[] = { "hi.", "hello.", "hello!", "hi!", "hey!", "hey.", "good morning.", "good afternoon.", "good day.", "hello there.", "hi there.", "hi there!" };
	for (size_t i = 0; i < sizeof greetings / sizeof *greetings; i++)
		if (str_eq_nocase(s, str_of(greetings[i])))
			return true;
	return false;
}

/* The acknowledgement goes between the greeting and what follows; a greeting that went comes back. */
static void put_behind_greeting(struct work *w, struct plan *first, size_t greeting, struct str text)
{
	struct str own = norm_typed(w->arena, &w->stages->norm, w->stages->input, w->stages->sentences.spans[w->first]);
	struct str said = first->mended.touched ? first->mended.text : own, rest = said;
	size_t kept = greeting_end(said);
	rest = str_trim(str_slice(said, kept, said.len));
	bool thanks = starts_with_thanks(rest) && starts_with_thanks(text) && rest.len < 50 && !facts_find(w->arena, rest).count;
	rest = thanks ? STR("") : rest;
	bool goes_on = own.ptr[greeting - 1] == ',';
	struct str middle = goes_on ? inflect_lower_first(w->arena, text) : text;
	struct str begin = str_slice(own, 0, greeting), end = inflect_upper_first(w->arena, rest);
	first->mended.text = arena_printf(w->arena, "%.*s %.*s%s%.*s", STR_FMT(begin), STR_FMT(middle), end.len ? " " : "", STR_FMT(end));
	first->mended.touched = true;
}

/* Thanks that any letter may begin with. */
static bool is_stock_thanks(struct str s)
{
	static const char *const stock[] = { "thank you for your ", "thanks for your ", "thank you for contacting", "thanks for contacting", "thank you for writing", "thanks for writing", "thank you for getting in touch", "thanks for getting in touch", "thank you for reaching out", "thanks for reaching out" };
	for (size_t i = 0; i < sizeof stock / sizeof *stock; i++)
		if (str_starts_nocase(s, str_of(stock[i])))
			return true;
	return false;
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

/* The writer's own thanks that thank for nothing in particular make room for ours; else ours go behind their opening, or in front. */
static void put_acknowledgement(struct work *w, struct str text)
{
	struct plan *first = &w->plans[w->first];
	struct str own = sentence_text(w, w->first);
	w->acknowledgement = text;
	size_t greeting = greeting_end(own);
	if (is_greeting(own)) {
		first->after = text;
		return;
	}
	if (greeting) {
		put_behind_greeting(w, first, greeting, text);
		return;
	}
	if (!only_opens(w, w->first) || (first->mended.touched && !is_stock_thanks(own))) {
		first->before = text;
	} else if ((is_stock_thanks(own) || (starts_with_thanks(own) && starts_with_thanks(text))) && !has_needed_facts(w, own)) {
		first->mended = (struct mended){ .touched = true, .text = text };
	} else {
		first->after = text;
	}
}

/* Does the sentence only close the reply: thanks, a wish, an invitation? Offers go in front of it. */
static bool only_closes(const struct work *w, size_t i)
{
	enum { MOST_BYTES = 70 };
	struct span span = w->stages->sentences.spans[i];
	return i > w->first && span_len(span) <= MOST_BYTES && w->kind[i] && !w->plans[i].mended.touched;
}

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
	return str_find((struct str){ line, norm.len }, text, 0) < norm.len;
}

static bool mends_with_blank(const struct work *w)
{
	for (size_t i = 0; i < w->stages->sentences.count; i++)
		if (w->plans[i].mended.blanks)
			return true;
	return false;
}

/* A sentence said again may say the request back. */
static bool mends_with_request(const struct work *w)
{
	static const char *const starts[] = { "I know you ", "I know that you ", "We know you ", "We know that you " };
	for (size_t i = 0; i < w->stages->sentences.count; i++)
		for (size_t k = 0; k < sizeof starts / sizeof *starts; k++)
			if (str_starts(w->plans[i].mended.text, str_of(starts[k])))
				return true;
	return false;
}

static void complete(struct work *w)
{
	bool acknowledges = w->result->checks[HOWNOT_ACKNOWLEDGES].value || stands(w, w->rewriting->acknowledgement) || mends_with_request(w);
	/* a sentence said again with a blank may be the offer: the next round tells */
	bool offers = w->result->checks[HOWNOT_OFFERS_ALTERNATIVE].value || stands(w, w->rewriting->offer) || mends_with_blank(w);
	bool empty = has_body(w) && nothing_stays(w);
	acknowledges = acknowledges && !empty;
	offers = offers && !empty;
	if (!has_body(w) || (acknowledges && offers))
		return;
	size_t blanks = w->mender.blanks < MEND_MOST_BLANKS ? MEND_MOST_BLANKS - w->mender.blanks : 0;
	uint32_t variant = w->rewriting->variant;
	struct offer offer = advise_offer(w->arena, w->stages, w->mender.room, w->result->ground, w->rewriting->profile, variant, blanks);
	w->wanted = true;
	if (!acknowledges)
		put_acknowledgement(w, acknowledgement(w, &offer));
	if (offers)
		return;
	size_t last = w->last;
	while (only_closes(w, last))
		last--;
	struct str text = offer.text;
	if (w->brief)
		text = w->stages->language == LANGUAGE_ES ? STR("Lo que puedo ofrecerle es [otra opci\xC3\xB3n].") : STR("What I can offer is [another option].");
	w->offer = text;
	w->plans[last].after = joined(w, w->plans[last].after, text);
}

/* A rewrite that is much longer than the draft has failed: 1.6 times is the most, and a short draft may grow by a sentence or two. */
static bool is_too_long(const struct work *w, struct str text)
{
	enum { SHORT_DRAFT_BYTES = 300 };
	size_t len = w->rewriting->original.len;
	return len > SHORT_DRAFT_BYTES && text.len > len + len * 6 / 10;
}

/* Facts that went in spite of all: a title that runs over two sentences, say. They are noted behind the body. */
static struct str forgotten(struct work *w, struct str text)
{
	struct str from = text_make(w->arena, w->rewriting->original).bytes, to = text_make(w->arena, text).bytes;
	struct facts lost = facts_missing(w->arena, from, to, true);
	size_t count = 0;
	for (size_t i = 0; i < lost.count; i++)
		if (lost.items[i].kind != FACT_NAME)
			lost.items[count++] = lost.items[i];
	lost.count = count;
	return facts_list(w->arena, from, &lost);
}

/* ---- putting it together ---- */

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
	return plan->mended.touched && !plan->mended.text.len && !plan->before.len && !plan->after.len;
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
struct line {
	size_t first, last;
};

static struct line line_from(const struct work *w, size_t first)
{
	struct line line = { first, first };
	while (continues(w->stages, line.last) && is_within(w, line.last) == is_within(w, line.last + 1))
		line.last++;
	return line;
}

static struct str line_text(struct work *w, struct line line, struct str input)
{
	const struct stages *s = w->stages;
	struct buf buf = buf_make(w->arena);
	struct hownot_span previous = { 0 };
	bool any = false;
	for (size_t i = line.first; i <= line.last; i++) {
		const struct plan *plan = &w->plans[i];
		struct hownot_span at = norm_span(&s->norm, s->sentences.spans[i]);
		if (!vanishes(plan)) {
			if (any && i > line.first && !vanishes(&w->plans[i - 1]))
				buf_str(&buf, str_slice(input, previous.end, at.start));
			else if (any)
				buf_char(&buf, ' ');
			if (plan->before.len) {
				buf_str(&buf, in_voice(w, plan->before));
				buf_str(&buf, plan->mended.touched && !plan->mended.text.len ? STR("") : STR(" "));
			}
			buf_str(&buf, plan->mended.touched ? in_voice(w, plan->mended.text) : str_slice(input, at.start, at.end));
			if (plan->after.len) {
				bool bare = plan->mended.touched && !plan->mended.text.len && !plan->before.len;
				char end = buf.len ? buf.bytes[buf.len - 1] : '.';
				buf_str(&buf, bare ? STR("") : strchr(".!?:;,)\"", end) || (unsigned char)end >= 0x80 ? STR(" ") : STR(". "));
				buf_str(&buf, in_voice(w, plan->after));
			}
			any = true;
		}
		previous = at;
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

static size_t line_start(struct str s, size_t at)
{
	while (at > 0 && s.ptr[at - 1] != '\n')
		at--;
	return at;
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

static void put_line(struct work *w, struct line line, struct str input, size_t width, struct buf *out, size_t *done)
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
	struct str before = str_slice(input, at.start, at.end);
	if (all_gone)
		at = whole_line(input, at, w->lines.end);
	buf_str(out, str_slice(input, *done, at.start));
	if (!all_gone) {
		size_t column = at.start - line_start(input, at.start);
		buf_str(out, reflow(w->arena, line_text(w, line, input), before, column, width));
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

static struct str put_together(struct work *w)
{
	const struct stages *s = w->stages;
	struct str input = s->input;
	size_t done = 0, width = wrapped_width(s);
	struct buf out = buf_make(w->arena);
	for (size_t first = 0; first < s->sentences.count;) {
		struct line line = line_from(w, first);
		put_line(w, line, input, width, &out, &done);
		first = line.last + 1;
	}
	buf_str(&out, str_slice(input, done, input.len));
	return ended_as(w->arena, buf_view(&out), input);
}

static size_t count_lines(struct str s)
{
	size_t lines = 0;
	for (size_t i = 0; i < s.len; i++)
		lines += s.ptr[i] == '\n';
	return lines;
}

struct rewriting rewriting_make(const struct hownot_draft *draft, const struct profile *profile)
{
	struct str text = { draft->text, draft->len };
	return (struct rewriting){
		.original = text, .text = text, .profile = profile, .first_line = draft->first_line, .last_line = draft->last_line
	};
}

static struct work begin(struct arena *arena, const struct stages *stages, struct rx_room *room, const struct hownot_result *result,
			 struct rewriting *rewriting, bool brief)
{
	enum { GENTLE_ROUNDS = 3 };
	size_t n = stages->sentences.count;
	struct work w = { .arena = arena, .stages = stages, .result = result, .rewriting = rewriting, .brief = brief };
	w.lines = rewriting->last_line ? str_lines(stages->input, rewriting->first_line, rewriting->last_line) : (struct span){ 0, stages->input.len };
	w.plans = arena_alloc(arena, n, sizeof *w.plans);
	w.mender = (struct mender){
		.arena = arena,
		.stages = stages,
		.room = room,
		.result = result,
		.brief = brief,
		.last_resort = rewriting->rounds > GENTLE_ROUNDS,
		.offers = result->checks[HOWNOT_OFFERS_ALTERNATIVE].value || rewriting->offer.len > 0,
		.owned = mend_count_owned(stages->norm.bytes),
		.found = mend_find(arena, stages, result),
		.gone = arena_alloc(arena, n, sizeof *w.mender.gone),
	};
	w.mender.grounds = evidence_of(&w, HOWNOT_REASON);
	w.refuses = evidence_of(&w, HOWNOT_REFUSES);
	w.kind = evidence_of(&w, HOWNOT_KIND);
	suggest_blanks(arena, stages->norm.bytes, &w.mender.blanks);
	return w;
}

static struct str compose(struct work *w)
{
	find_body(w);
	mend_all(w);
	keep_the_answer(w);
	keep_the_no(w);
	keep_the_facts(w);
	complete(w);
	struct str text = put_together(w);
	struct str note = forgotten(w, text);
	if (!has_body(w) || !note.len)
		return text;
	w->plans[w->last].after = joined(w, note_of(w, note), w->plans[w->last].after);
	return put_together(w);
}

bool rewrite_once(struct arena *arena, const struct stages *stages, struct rx_room *room, const struct hownot_result *result,
		  struct rewriting *rewriting)
{
	if (!rewriting->rounds++)
		rewriting->variant = advise_variant(stages);
	struct work w = begin(arena, stages, room, result, rewriting, false);
	struct str text = compose(&w);
	if (is_too_long(&w, text)) {
		w = begin(arena, stages, room, result, rewriting, true);
		text = compose(&w);
	}
	if (!w.wanted || str_eq(text, stages->input) || !str_trim(text).len)
		return false;
	rewriting->acknowledgement = w.acknowledgement.len ? w.acknowledgement : rewriting->acknowledgement;
	rewriting->offer = w.offer.len ? w.offer : rewriting->offer;
	if (rewriting->last_line)
		rewriting->last_line = rewriting->last_line + count_lines(text) - count_lines(stages->input);
	rewriting->text = text;
	return true;
}

/* The facts that the first text holds and the last does not. */
static void list_dropped(struct arena *arena, const struct rewriting *rewriting, struct hownot_result *result)
{
	struct str from = text_make(arena, rewriting->original).bytes, to = text_make(arena, rewriting->text).bytes;
	struct facts facts = facts_missing(arena, from, to, false);
	const char **dropped = arena_alloc(arena, facts.count, sizeof *dropped);
	for (size_t i = 0; i < facts.count; i++)
		dropped[i] = arena_str(arena, str_slice(from, facts.items[i].span.start, facts.items[i].span.end)).ptr;
	result->dropped = dropped;
	result->dropped_count = facts.count;
}

void rewriting_finish(struct arena *arena, const struct rewriting *rewriting, struct hownot_result *result)
{
	result->rewritten = arena_str(arena, rewriting->text).ptr;
	result->rewritten_len = rewriting->text.len;
	list_dropped(arena, rewriting, result);
	struct blanks blanks = blank_find(arena, text_make(arena, rewriting->text).bytes);
	const char **names = arena_alloc(arena, blanks.count, sizeof *names);
	for (size_t i = 0; i < blanks.count; i++)
		names[i] = arena_str(arena, blanks.items[i].name).ptr;
	result->blanks = names;
	result->blank_count = blanks.count;
}
