#include "out/text.h"

#include "base/utf8.h"
#include "out/lines.h"
#include "out/snippet.h"

enum { LABEL_COLUMN = 4, ITEM_COLUMN = 21, QUOTE_WIDTH = 48 };

/* What all parts of one answer need. */
struct page {
	struct arena *arena;
	struct buf *out;
	const struct look *look;
	const struct reply *reply;
	struct lines lines;
};

static struct str shown(const struct page *page, struct str s)
{
	return look_text(page->arena, page->look, s);
}

static enum paint severity_paint(const struct hownot_finding *finding)
{
	return finding->severity == HOWNOT_STRONG ? PAINT_BOLD_RED : PAINT_BOLD_YELLOW;
}

static void newline(const struct page *page)
{
	buf_char(page->out, '\n');
}

/* "flat-refusal" as words: "flat refusal". */
static struct str category_words(struct arena *arena, enum hownot_category category)
{
	struct buf buf = buf_make(arena);
	for (const char *c = hownot_category_name(category); *c; c++)
		buf_char(&buf, *c == '-' ? ' ' : *c);
	return buf_view(&buf);
}

/* A label such as "why" in its column, and text beside it. */
static void labelled(const struct page *page, size_t column, const char *label, enum paint label_paint,
		     enum paint paint, const char *text)
{
	if (!text || !text[0])
		return;
	buf_fill(page->out, ' ', column);
	look_paint(page->out, page->look, label_paint, str_of(label));
	buf_fill(page->out, ' ', 2);
	size_t at = column + str_of(label).len + 2;
	look_wrap(page->out, page->look, paint, at, at, shown(page, str_of(text)));
	newline(page);
}

static void print_suggestion(const struct page *page, size_t column, const struct hownot_finding *finding)
{
	if (finding->suggestion_count)
		labelled(page, column, "try", PAINT_BOLD_GREEN, PAINT_GREEN, finding->suggestions[0].text);
}

/* The line that names a finding: place, category, rule. */
static void print_heading(const struct page *page, const struct hownot_finding *finding, struct place place)
{
	struct buf *out = page->out;
	look_begin(out, page->look, PAINT_DIM);
	buf_printf(out, "%s:%zu:%zu", page->reply->path, place.line, place.column);
	look_end(out, page->look, PAINT_DIM);
	buf_char(out, ' ');
	look_paint(out, page->look, PAINT_DIM, look_glyph(page->look, GLYPH_DOT));
	buf_char(out, ' ');
	look_paint(out, page->look, severity_paint(finding), category_words(page->arena, finding->category));
	if (str_find(str_of(finding->rule), STR("/"), 0) < str_of(finding->rule).len) {
		buf_char(out, ' ');
		look_begin(out, page->look, PAINT_DIM);
		buf_str(out, look_glyph(page->look, GLYPH_DOT));
		buf_printf(out, " %s", finding->rule);
		look_end(out, page->look, PAINT_DIM);
	}
	newline(page);
}

static size_t digits_of(size_t number)
{
	size_t digits = 1;
	for (; number >= 10; number /= 10)
		digits++;
	return digits;
}

/* Does the message hold the words in another encoding, so that its lines show nobody what was found? */
static bool is_encoded(const struct page *page, const struct hownot_finding *finding)
{
	struct str raw = str_slice(page->reply->draft, finding->span.start, finding->span.end);
	return !page->reply->result->was_windows_1252 && !str_eq(raw, (struct str){ finding->text, finding->text_len });
}

static void print_words(struct page *page, const struct hownot_finding *finding, size_t gutter)
{
	if (page->reply->is_redacted)
		return;
	if (is_encoded(page, finding)) {
		labelled(page, LABEL_COLUMN, "text", PAINT_DIM, severity_paint(finding), finding->text);
		return;
	}
	struct snippet snippet = {
	    .span = {finding->span.start, finding->span.end},
	    .underline = finding->severity == HOWNOT_STRONG ? GLYPH_STRONG : GLYPH_WEAK,
	    .paint = severity_paint(finding),
	    .is_windows_1252 = page->reply->result->was_windows_1252,
	    .gutter = gutter,
	};
	snippet_print(page->arena, page->out, page->look, &page->lines, &snippet);
}

static void print_finding(struct page *page, const struct hownot_finding *finding, size_t gutter)
{
	print_heading(page, finding, lines_at(&page->lines, finding->span.start));
	print_words(page, finding, gutter);
	buf_fill(page->out, ' ', LABEL_COLUMN);
	look_wrap(page->out, page->look, PAINT_BOLD, LABEL_COLUMN, LABEL_COLUMN, shown(page, str_of(finding->message)));
	newline(page);
	labelled(page, LABEL_COLUMN, "why", PAINT_DIM, PAINT_DIM, finding->why);
	print_suggestion(page, LABEL_COLUMN, finding);
	newline(page);
}

static void print_findings(struct page *page)
{
	const struct hownot_result *result = page->reply->result;
	size_t gutter = 1;
	for (size_t i = 0; i < result->finding_count; i++) {
		const struct hownot_finding *finding = &result->findings[i];
		size_t digits = finding->has_span ? digits_of(lines_at(&page->lines, finding->span.end).line) : 1;
		gutter = digits > gutter ? digits : gutter;
	}
	for (size_t i = 0; i < result->finding_count; i++)
		if (result->findings[i].has_span)
			print_finding(page, &result->findings[i], gutter);
}

/* Does a sentence, or a line that stands alone, end with the byte at `at`? */
static bool ends_sentence(struct str draft, size_t at)
{
	char c = draft.ptr[at], next = at + 1 < draft.len ? draft.ptr[at + 1] : '\n';
	if (c == '.' || c == '!' || c == '?')
		return is_ascii_space(next);
	return c == '\n' && (next == '\n' || next == '\r' || next == '>' || (at && draft.ptr[at - 1] == ','));
}

/*
 * The words around a span that make it readable: on to the sentence's end, and from its beginning when all of it fits.
 * A signal may be two words long.
 */
static struct span readable(const struct page *page, struct hownot_span span)
{
	enum { FAR = 160 };
	struct str draft = page->reply->draft;
	struct span wide = {span.start, span.end};
	while (wide.end < draft.len && wide.end - span.end < FAR && (!wide.end || !ends_sentence(draft, wide.end - 1)))
		wide.end++;
	while (wide.start > 0 && span.start - wide.start < FAR && !ends_sentence(draft, wide.start - 1))
		wide.start--;
	bool is_whole = wide.start == 0 || ends_sentence(draft, wide.start - 1);
	struct str whole = str_trim(str_slice(draft, wide.start, wide.end));
	if (!is_whole || utf8_str_width(whole) > QUOTE_WIDTH)
		wide.start = span.start;
	return wide;
}

/* The words of a span on one line, cut at a word when they are long, between quotation marks. */
static struct str quote_of(const struct page *page, struct hownot_span span)
{
	struct span wide = readable(page, span);
	struct str s = str_trim(str_slice(page->reply->draft, wide.start, wide.end));
	struct buf line = buf_make(page->arena);
	size_t width = 0, last_space = 0;
	bool is_cut = false;
	buf_str(&line, look_glyph(page->look, GLYPH_OPEN));
	size_t first = line.len;
	for (size_t at = 0; at < s.len && !is_cut;) {
		size_t start = at;
		int32_t c = utf8_next(s, &at);
		bool is_malformed = c == 0xFFFD && at == start + 1;
		if (is_malformed && page->reply->result->was_windows_1252)
			c = utf8_of_windows_1252((unsigned char)s.ptr[start]);
		if (utf8_is_space(c)) {
			if (line.len > first && line.bytes[line.len - 1] != ' ') {
				last_space = line.len;
				buf_char(&line, ' ');
				width++;
			}
			continue;
		}
		char bytes[4];
		buf_str(&line, (struct str){bytes, utf8_put(bytes, c)});
		width += utf8_width(c);
		is_cut = width > QUOTE_WIDTH;
	}
	if (is_cut && last_space)
		line.len = last_space;
	if (is_cut)
		buf_str(&line, look_glyph(page->look, GLYPH_CUT));
	buf_str(&line, look_glyph(page->look, GLYPH_CLOSE));
	return shown(page, buf_view(&line));
}

static const struct hownot_finding *advice(const struct page *page, enum hownot_category category)
{
	const struct hownot_result *result = page->reply->result;
	for (size_t i = 0; i < result->finding_count; i++)
		if (!result->findings[i].has_span && result->findings[i].category == category)
			return &result->findings[i];
	return NULL;
}

static void print_item(const struct page *page, enum glyph glyph, const char *name, enum paint paint, struct str text)
{
	static const enum paint paints[] = {
	    [GLYPH_YES] = PAINT_BOLD_GREEN, [GLYPH_NO] = PAINT_BOLD_RED, [GLYPH_NEITHER] = PAINT_DIM};
	buf_fill(page->out, ' ', 2);
	look_paint(page->out, page->look, paints[glyph], look_glyph(page->look, glyph));
	buf_printf(page->out, " %-*s", ITEM_COLUMN - LABEL_COLUMN, name);
	look_wrap(page->out, page->look, paint, ITEM_COLUMN, ITEM_COLUMN, text);
	newline(page);
}

/* A paragraph under an item, in its column. */
static void print_aside(const struct page *page, enum paint paint, const char *text)
{
	if (!text || !text[0])
		return;
	buf_fill(page->out, ' ', ITEM_COLUMN);
	look_wrap(page->out, page->look, paint, ITEM_COLUMN, ITEM_COLUMN, shown(page, str_of(text)));
	newline(page);
}

/* A check that is met is shown by the words that meet it; one that is not, by the coach's advice. */
static void print_check(const struct page *page, enum hownot_check_kind kind, const char *name,
			enum hownot_category category, enum glyph when_missing, const char *missing)
{
	const struct hownot_check *check = &page->reply->result->checks[kind];
	if (check->value) {
		bool is_quoted = check->evidence_count && !page->reply->is_redacted;
		struct str text = is_quoted ? quote_of(page, check->evidence[0]) : STR("yes");
		print_item(page, GLYPH_YES, name, PAINT_NONE, text);
		return;
	}
	const struct hownot_finding *finding = category < HOWNOT_CATEGORIES ? advice(page, category) : NULL;
	if (!finding) {
		print_item(page, when_missing, name, PAINT_DIM, str_of(missing));
		return;
	}
	print_item(page, GLYPH_NO, name, PAINT_NONE, shown(page, str_of(finding->message)));
	print_aside(page, PAINT_DIM, finding->why);
	print_suggestion(page, ITEM_COLUMN, finding);
}

static void print_ground(const struct page *page)
{
	const struct hownot_result *result = page->reply->result;
	const struct hownot_check *refuses = &result->checks[HOWNOT_REFUSES];
	const struct hownot_check *reason = &result->checks[HOWNOT_REASON];
	const char *name = "The three I's";
	if (!refuses->value) {
		print_item(page, GLYPH_NEITHER, name, PAINT_DIM, STR("nothing is refused"));
		return;
	}
	struct buf text = buf_make(page->arena);
	const char *ground = hownot_ground_name(result->ground);
	const struct hownot_check *shown_by = ground ? reason : refuses;
	buf_str(&text, ground ? str_of(ground) : STR("no ground for the no"));
	if (shown_by->evidence_count && !page->reply->is_redacted) {
		buf_str(&text, STR(": "));
		buf_str(&text, quote_of(page, shown_by->evidence[0]));
	}
	bool is_open = result->verdict == HOWNOT_AGENT;
	print_item(page, ground ? GLYPH_YES : is_open ? GLYPH_NEITHER : GLYPH_NO, name, PAINT_NONE, buf_view(&text));
	if (ground)
		return;
	print_aside(page, PAINT_BOLD, "Is it illegal, immoral or impossible? If not, what could you say yes to?");
}

static void print_checklist(const struct page *page)
{
	const struct hownot_result *result = page->reply->result;
	bool owes_offer = result->checks[HOWNOT_REFUSES].value;
	print_check(page, HOWNOT_ACKNOWLEDGES, "Acknowledged", HOWNOT_NO_ACKNOWLEDGEMENT, GLYPH_NO,
		    "nothing yet shows that this question was heard");
	print_ground(page);
	print_check(page, HOWNOT_OFFERS_ALTERNATIVE, "Another option", HOWNOT_NO_ALTERNATIVE,
		    owes_offer ? GLYPH_NO : GLYPH_NEITHER,
		    owes_offer ? "none offered yet" : "none needed where nothing is refused");
	print_check(page, HOWNOT_KIND, "Kindness", HOWNOT_CATEGORIES, GLYPH_NEITHER,
		    "room for a name, thanks, or a next step with a time");
	newline(page);
}

/* "14 quoted lines" */
struct tally {
	const char *one, *many;
	bool counts_lines;
	size_t count;
};

static size_t lines_in(struct page *page, struct hownot_span span)
{
	if (span.start == span.end)
		return 0;
	return lines_at(&page->lines, span.end - 1).line - lines_at(&page->lines, span.start).line + 1;
}

static void print_note(struct page *page, struct str note)
{
	if (!note.len)
		return;
	buf_fill(page->out, ' ', 2);
	look_wrap(page->out, page->look, PAINT_DIM, 2, 2, shown(page, note));
	newline(page);
}

static void print_notes(struct page *page)
{
	print_note(page, reply_more(page->arena, page->reply->result));
	print_note(page, reply_given_up(page->arena, page->reply->result));
	print_note(page, str_of(page->reply->result->note));
}

static void print_left_out(struct page *page)
{
	struct tally tallies[] = {
	    [HOWNOT_OWN] = {0},
	    [HOWNOT_QUOTE] = {"quoted line", "quoted lines", true, 0},
	    [HOWNOT_ATTRIBUTION] = {0}, /* stands with its quote */
	    [HOWNOT_SIGNATURE] = {"signature", "signatures", false, 0},
	    [HOWNOT_DISCLAIMER] = {"disclaimer", "disclaimers", false, 0},
	    [HOWNOT_CODE] = {"line of code", "lines of code", true, 0},
	    [HOWNOT_HEADER] = {"line of mail headers", "lines of mail headers", true, 0},
	    [HOWNOT_LINK] = {0}, /* too many, too small to tell */
	};
	enum { KINDS = sizeof tallies / sizeof *tallies };
	const struct hownot_result *result = page->reply->result;
	size_t kinds = 0;
	for (size_t i = 0; i < result->left_out_count; i++) {
		struct tally *tally = &tallies[result->left_out[i].kind];
		if (!tally->one)
			continue;
		kinds += tally->count == 0;
		tally->count += tally->counts_lines ? lines_in(page, result->left_out[i].span) : 1;
	}
	if (!kinds)
		return;
	struct buf line = buf_make(page->arena);
	for (size_t kind = 0, done = 0; kind < KINDS; kind++) {
		const struct tally *tally = &tallies[kind];
		if (!tally->count)
			continue;
		if (done)
			buf_str(&line, done + 1 == kinds ? STR(" and ") : STR(", "));
		done++;
		if (tally->count == 1)
			buf_printf(&line, "%s %s", tally->counts_lines ? "1" : "a", tally->one);
		else
			buf_printf(&line, "%zu %s", tally->count, tally->many);
	}
	buf_str(&line, STR(" left out"));
	buf_fill(page->out, ' ', 2);
	look_wrap(page->out, page->look, PAINT_DIM, 2, 2, buf_view(&line));
	newline(page);
}

static size_t count_blanks(const struct hownot_result *result)
{
	size_t count = 0;
	for (size_t i = 0; i < result->finding_count; i++)
		count += result->findings[i].category == HOWNOT_BLANK;
	return count;
}

static void print_blanks(const struct page *page, size_t count)
{
	struct buf line = buf_make(page->arena);
	buf_printf(&line, "left to fill in: %zu blank%s", count, count == 1 ? "" : "s");
	const struct hownot_result *result = page->reply->result;
	for (size_t i = 0, done = 0; i < result->finding_count && !page->reply->is_redacted; i++) {
		if (result->findings[i].category != HOWNOT_BLANK || !result->findings[i].has_span)
			continue;
		buf_str(&line, done++ ? STR(", ") : STR(": "));
		buf_str(&line, str_trim(reply_slice(page->reply, result->findings[i].span)));
	}
	buf_fill(page->out, ' ', 2);
	look_wrap(page->out, page->look, PAINT_YELLOW, 2, 4, shown(page, buf_view(&line)));
	newline(page);
}

/* The verdict in words, with the one thing that would change most. */
static const char *verdict_words(const struct hownot_result *result, size_t blanks)
{
	bool offers = result->checks[HOWNOT_OFFERS_ALTERNATIVE].value,
	     acknowledges = result->checks[HOWNOT_ACKNOWLEDGES].value;
	switch (result->verdict) {
	case HOWNOT_GATEKEEPER:
		return !offers ? "the door is shut; one offer would open it" : "there is an offer behind a shut door";
	case HOWNOT_MIXED:
		return !offers         ? "half open; one offer would open it"
		       : !acknowledges ? "half open; a word that you heard them would open it"
				       : "half open; only the marked words hold it";
	default:
		return blanks          ? "once the blanks are filled, it can go"
		       : result->ready ? "ready to send"
				       : "nearly ready to send";
	}
}

static void print_verdict(const struct page *page, size_t blanks)
{
	static const enum paint paints[] = {[HOWNOT_GATEKEEPER] = PAINT_BOLD_RED,
					    [HOWNOT_MIXED] = PAINT_BOLD_YELLOW,
					    [HOWNOT_AGENT] = PAINT_BOLD_GREEN};
	enum { BAR = 10 };
	const struct hownot_result *result = page->reply->result;
	struct buf *out = page->out;
	enum paint paint = paints[result->verdict];
	size_t full = (size_t)(result->score + BAR / 2) / BAR;
	buf_fill(out, ' ', 2);
	look_paint(out, page->look, paint, str_of(hownot_verdict_name(result->verdict)));
	buf_fill(out, ' ', 2);
	look_begin(out, page->look, paint);
	for (size_t i = 0; i < BAR; i++)
		buf_str(out, look_glyph(page->look, i < full ? GLYPH_FULL : GLYPH_EMPTY));
	look_end(out, page->look, paint);
	size_t score_at = out->len + 2;
	buf_printf(out, "  %d/100  ", result->score);
	size_t at = 2 + str_of(hownot_verdict_name(result->verdict)).len + 2 + BAR + 2 + (size_t)(out->len - score_at);
	look_wrap(out, page->look, PAINT_NONE, at, 2, str_of(verdict_words(result, blanks)));
	newline(page);
}

static void print_title(const struct page *page)
{
	look_paint(page->out, page->look, PAINT_BOLD, shown(page, str_of(page->reply->path)));
	newline(page);
	newline(page);
}

void text_print(struct arena *arena, struct buf *out, const struct look *look, const struct reply *reply,
		bool is_titled)
{
	struct page page = {.arena = arena, .out = out, .look = look, .reply = reply};
	page.lines = lines_make(arena, reply->draft);
	if (reply->result->empty) {
		buf_printf(out, "%s: nothing to coach: the draft has no text of its own\n", reply->path);
		print_notes(&page);
		print_left_out(&page);
		return;
	}
	size_t blanks = count_blanks(reply->result);
	if (is_titled)
		print_title(&page);
	print_findings(&page);
	print_checklist(&page);
	print_notes(&page);
	print_left_out(&page);
	if (blanks)
		print_blanks(&page, blanks);
	print_verdict(&page, blanks);
}

void text_print_summary(struct buf *out, const struct look *look, size_t drafts, size_t ready)
{
	buf_char(out, '\n');
	look_begin(out, look, PAINT_BOLD);
	buf_printf(out, "%zu drafts: %zu ready to send, %zu to work on", drafts, ready, drafts - ready);
	look_end(out, look, PAINT_BOLD);
	buf_char(out, '\n');
}
