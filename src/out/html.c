#include "out/html.h"

#include "out/html_diff.h"
#include "out/html_part.h"
#include "out/lines.h"

#include <stdlib.h>

/* What all parts of one draft's article need. */
struct page {
	struct arena *arena;
	const struct reply *reply;
	const struct hownot_result *result;
	struct str number; /* of the article, for ids */
	struct lines lines;
};

/* ---- words ---- */

static struct str number_text(struct arena *arena, size_t number)
{
	return arena_printf(arena, "%zu", number);
}

static struct str category_words(struct arena *arena, enum hownot_category category)
{
	struct buf buf = buf_make(arena);
	for (const char *c = hownot_category_name(category); *c; c++)
		buf_char(&buf, *c == '-' ? ' ' : *c);
	return buf_view(&buf);
}

/* A piece of the draft, in UTF-8; of a redacted reply none. */
static struct str words_of(const struct page *page, size_t start, size_t end)
{
	if (page->reply->is_redacted)
		return STR("");
	struct str piece = str_slice(page->reply->draft, start, end);
	return page->result->was_windows_1252 ? html_from_windows_1252(page->arena, piece) : piece;
}

static const char *verdict_words(const struct hownot_result *result)
{
	bool offers = result->checks[HOWNOT_OFFERS_ALTERNATIVE].value,
	     acknowledges = result->checks[HOWNOT_ACKNOWLEDGES].value;
	if (result->verdict == HOWNOT_AGENT)
		return result->ready ? "Ready to send." : "Once the blanks are filled, it can go.";
	if (!offers)
		return result->verdict == HOWNOT_GATEKEEPER ? "The door is shut; one offer would open it."
							    : "Half open; one offer would open it.";
	if (result->verdict == HOWNOT_GATEKEEPER)
		return "There is an offer behind a shut door.";
	return acknowledges ? "Half open; only the marked words hold it."
			    : "Half open; a word that you heard them would open it.";
}

static struct str first_try(const struct hownot_finding *finding)
{
	return finding->suggestion_count ? str_of(finding->suggestions[0].text) : STR("");
}

/* A part with one field, text; empty when the text is. */
static struct str small_part(const struct page *page, const char *part, struct str text)
{
	struct buf buf = buf_make(page->arena);
	if (text.len)
		HTML_PART(&buf, part, {"text", text});
	return buf_view(&buf);
}

/* ---- the draft, marked ---- */

/* Is the byte at `at` of a part that was left out? *end: as far as that answer holds. */
static bool is_out(const struct hownot_result *result, size_t *part, size_t at, size_t *end)
{
	while (*part < result->left_out_count && result->left_out[*part].span.end <= at)
		++*part;
	if (*part == result->left_out_count)
		return false;
	const struct hownot_part *p = &result->left_out[*part];
	bool is_in = p->span.start <= at;
	size_t until = is_in ? p->span.end : p->span.start;
	*end = until < *end ? until : *end;
	/* A web address is left out of the coaching, and no less the writer's. */
	return is_in && p->kind != HOWNOT_LINK;
}

static void put_plain(const struct page *page, struct buf *out, size_t start, size_t end)
{
	size_t part = 0;
	while (start < end) {
		size_t until = end;
		bool out_part = is_out(page->result, &part, start, &until);
		if (out_part) {
			struct buf text = buf_make(page->arena);
			html_text(&text, words_of(page, start, until));
			HTML_PART(out, "out", {"text", buf_view(&text)});
		} else {
			html_text(out, words_of(page, start, until));
		}
		start = until;
	}
}

static void put_why(struct buf *out, const struct hownot_finding *finding)
{
	HTML_PART(out, "hit-why", {"message", str_of(finding->message)}, {"why", str_of(finding->why)});
}

/* The mark of findings[index], from `start` on; those that lie within it share the mark. */
static void put_hit(const struct page *page, struct buf *out, size_t index, size_t start)
{
	const struct hownot_finding *finding = &page->result->findings[index];
	enum hownot_severity severity = finding->severity;
	struct buf text = buf_make(page->arena), more = buf_make(page->arena), why = buf_make(page->arena);
	html_text(&text, words_of(page, start, finding->span.end));
	put_why(&why, finding);
	for (size_t i = index + 1; i < page->result->finding_count; i++) {
		const struct hownot_finding *other = &page->result->findings[i];
		if (!other->has_span || other->span.start >= finding->span.end)
			break;
		if (other->span.end > finding->span.end || other->span.end <= start || other->span.end == other->span.start)
			continue;
		HTML_PART(&more, "hit-more", {"n", page->number}, {"f", number_text(page->arena, i + 1)});
		put_why(&why, other);
		severity = other->severity > severity ? other->severity : severity;
	}
	HTML_PART(out, "hit", {"severity", str_of(hownot_severity_name(severity))}, {"n", page->number},
		  {"f", number_text(page->arena, index + 1)}, {"text", buf_view(&text)}, {"more", buf_view(&more)},
		  {"why", buf_view(&why)}, {"try", small_part(page, "hit-try", first_try(finding))});
}

/* Findings come by place. Of two that overlap the second is marked from where the first one ends. */
static struct str marked_draft(const struct page *page)
{
	struct buf out = buf_make(page->arena);
	size_t at = 0;
	for (size_t i = 0; i < page->result->finding_count; i++) {
		const struct hownot_finding *finding = &page->result->findings[i];
		if (!finding->has_span || finding->span.end <= at || finding->span.end == finding->span.start)
			continue;
		size_t start = finding->span.start < at ? at : finding->span.start;
		put_plain(page, &out, at, start);
		put_hit(page, &out, i, start);
		at = finding->span.end;
	}
	put_plain(page, &out, at, page->reply->draft.len);
	return buf_view(&out);
}

/* ---- the reply, said again ---- */

static struct str joined(const struct page *page, const char *what, const char *const *items, size_t count)
{
	struct buf buf = buf_make(page->arena);
	for (size_t i = 0; i < count; i++)
		buf_printf(&buf, "%s%s", i ? "; " : what, items[i]);
	return buf_view(&buf);
}

static struct str said_again(const struct page *page, struct str *title, struct str *notes)
{
	const struct hownot_result *result = page->result;
	struct buf out = buf_make(page->arena), aside = buf_make(page->arena);
	struct str before = words_of(page, 0, page->reply->draft.len);
	struct str after = {result->rewritten, result->rewritten_len};
	if (result->was_windows_1252 && result->rewritten)
		after = html_from_windows_1252(page->arena, after);
	*title = STR("The reply, said again");
	if (!result->rewritten || !html_diff(page->arena, &out, before, after)) {
		*title = STR("Nothing to change");
		out.len = 0;
		bool is_agent = result->verdict == HOWNOT_AGENT;
		html_text(&out, is_agent ? STR("The reply can stay as it is.")
					 : STR("No rewrite of this draft keeps all its facts. The findings say what to "
					       "change."));
	} else {
		HTML_PART(&aside, "plain", {"language", str_of(result->language)}, {"text", after});
		buf_str(&aside, small_part(page, "note", STR("New words are underlined, words that went are struck out.")));
		struct str blanks = joined(page, "Left for you to fill in: ", result->blanks, result->blank_count);
		buf_str(&aside, small_part(page, "note", blanks));
		struct str dropped = joined(page, "Facts that went with a clause taken out: ", result->dropped,
					    result->dropped_count);
		buf_str(&aside, small_part(page, "note", dropped));
	}
	*notes = buf_view(&aside);
	return buf_view(&out);
}

/* ---- the method ---- */

/* Words of the draft that bear a check out, between quotation marks, cut when they are long. */
static struct str quoted(const struct page *page, const struct hownot_check *check)
{
	enum { MOST = 160 };
	if (!check->evidence_count || page->reply->is_redacted)
		return STR("");
	struct hownot_span span = check->evidence[0];
	bool is_long = span.end - span.start > MOST;
	size_t end = is_long ? span.start + MOST : span.end;
	/* Not in the middle of a character. */
	while (is_long && end > span.start && ((unsigned char)page->reply->draft.ptr[end] & 0xC0U) == 0x80U)
		end--;
	struct str words = str_trim(words_of(page, span.start, end));
	return arena_printf(page->arena, "“%.*s%s”", STR_FMT(words), is_long ? "…" : "");
}

static const struct hownot_finding *advice(const struct page *page, enum hownot_category category)
{
	for (size_t i = 0; i < page->result->finding_count; i++)
		if (!page->result->findings[i].has_span && page->result->findings[i].category == category)
			return &page->result->findings[i];
	return NULL;
}

enum state { YES, NO, NEITHER };

static void put_check(struct buf *out, enum state state, const char *name, struct str text,
		      struct str more)
{
	static const char *const states[] = {"yes", "no", "neither"};
	static const char *const signs[] = {"✓", "✗", "–"};
	static const char *const answers[] = {"yes", "not yet", "not needed"};
	HTML_PART(out, "check", {"state", str_of(states[state])}, {"sign", str_of(signs[state])},
		  {"answer", str_of(answers[state])}, {"name", str_of(name)}, {"text", text}, {"more", more});
}

static void put_simple(const struct page *page, struct buf *out, enum hownot_check_kind kind, const char *name,
		       enum hownot_category category, enum state when_missing, const char *missing)
{
	const struct hownot_check *check = &page->result->checks[kind];
	if (check->value) {
		put_check(out, YES, name, quoted(page, check), STR(""));
		return;
	}
	const struct hownot_finding *finding = category < HOWNOT_CATEGORIES ? advice(page, category) : NULL;
	if (!finding) {
		put_check(out, when_missing, name, str_of(missing), STR(""));
		return;
	}
	struct buf more = buf_make(page->arena);
	buf_str(&more, small_part(page, "check-more", str_of(finding->why)));
	buf_str(&more, small_part(page, "finding-try", first_try(finding)));
	put_check(out, NO, name, str_of(finding->message), buf_view(&more));
}

static void put_ground(const struct page *page, struct buf *out)
{
	const struct hownot_result *result = page->result;
	const char *name = "A ground among the three I's";
	const char *ground = hownot_ground_name(result->ground);
	if (!result->checks[HOWNOT_REFUSES].value) {
		put_check(out, NEITHER, name, STR("Nothing is refused."), STR(""));
	} else if (ground) {
		struct str text = arena_printf(page->arena, "%s ", ground), words = quoted(page, &result->checks[HOWNOT_REASON]);
		put_check(out, YES, name, arena_printf(page->arena, "%.*s%.*s", STR_FMT(text), STR_FMT(words)),
			  STR(""));
	} else {
		struct str words = quoted(page, &result->checks[HOWNOT_REFUSES]);
		put_check(out, result->verdict == HOWNOT_AGENT ? NEITHER : NO, name,
			  arena_printf(page->arena, "No ground for the no. %.*s", STR_FMT(words)),
			  small_part(page, "check-more",
				     STR("Is it illegal, immoral or impossible? If not, what could you say yes to?")));
	}
}

static struct str checklist(const struct page *page)
{
	struct buf out = buf_make(page->arena);
	bool owes_offer = page->result->checks[HOWNOT_REFUSES].value;
	put_simple(page, &out, HOWNOT_ACKNOWLEDGES, "Acknowledged", HOWNOT_NO_ACKNOWLEDGEMENT, NO,
		   "Nothing yet shows that this question was heard.");
	put_ground(page, &out);
	put_simple(page, &out, HOWNOT_OFFERS_ALTERNATIVE, "Another option", HOWNOT_NO_ALTERNATIVE,
		   owes_offer ? NO : NEITHER, owes_offer ? "None offered yet." : "None needed where nothing is refused.");
	put_simple(page, &out, HOWNOT_KIND, "Kindness", HOWNOT_CATEGORIES, NEITHER,
		   "Room for a name, thanks, or a next step with a time.");
	return buf_view(&out);
}

/* ---- findings ---- */

static void put_finding(struct page *page, struct buf *out, const struct hownot_finding *finding, size_t number)
{
	struct place place = lines_at(&page->lines, finding->span.start);
	bool has_source = finding->source && finding->source[0];
	struct str source = has_source ? arena_printf(page->arena, " · after %s", finding->source) : STR("");
	HTML_PART(out, page->reply->is_redacted ? "finding-redacted" : "finding", {"n", page->number}, {"f", number_text(page->arena, number)},
		  {"severity", str_of(hownot_severity_name(finding->severity))},
		  {"category", category_words(page->arena, finding->category)},
		  {"where", arena_printf(page->arena, "%s, line %zu", hownot_severity_name(finding->severity), place.line)},
		  {"language", str_of(page->result->language)},
		  {"text", words_of(page, finding->span.start, finding->span.end)}, {"message", str_of(finding->message)},
		  {"why", str_of(finding->why)}, {"try", small_part(page, "finding-try", first_try(finding))},
		  {"rule", str_of(finding->rule)}, {"source", source});
}

static struct str findings(struct page *page, size_t *count)
{
	struct buf items = buf_make(page->arena), out = buf_make(page->arena);
	*count = 0;
	for (size_t i = 0; i < page->result->finding_count; i++) {
		if (!page->result->findings[i].has_span)
			continue;
		put_finding(page, &items, &page->result->findings[i], i + 1);
		++*count;
	}
	if (*count)
		HTML_PART(&out, "finding-list", {"items", buf_view(&items)});
	else
		HTML_PART(&out, "paragraph", {"text", STR("No phrase here shuts the door.")});
	return buf_view(&out);
}

static struct str notes(const struct page *page)
{
	struct buf out = buf_make(page->arena);
	if (page->result->was_windows_1252)
		buf_str(&out, small_part(page, "note", STR("The draft was not valid UTF-8 and was read as windows-1252.")));
	buf_str(&out, small_part(page, "note", reply_more(page->arena, page->result)));
	buf_str(&out, small_part(page, "note", reply_given_up(page->arena, page->result)));
	bool has_faint = false;
	for (size_t i = 0; i < page->result->left_out_count; i++)
		has_faint = has_faint || page->result->left_out[i].kind != HOWNOT_LINK;
	if (has_faint && !page->reply->is_redacted)
		buf_str(&out, small_part(page, "note",
					 STR("What is set fainter in the draft (quotes, headers, signatures) was left out "
					     "of the coaching.")));
	return buf_view(&out);
}

void html_print(struct arena *arena, struct buf *out, const struct reply *reply, size_t number)
{
	struct page page = {.arena = arena, .reply = reply, .result = reply->result};
	page.number = number_text(arena, number);
	page.lines = lines_make(arena, reply->draft);
	struct str language = str_of(reply->result->language), path = str_of(reply->path);
	if (reply->result->empty) {
		HTML_PART(out, reply->is_redacted ? "draft-empty-redacted" : "draft-empty", {"n", page.number}, {"path", path}, {"language", language},
			  {"draft", marked_draft(&page)});
		return;
	}
	struct str title = STR(""), aside = STR(""), again = STR("");
	if (!reply->is_redacted)
		again = said_again(&page, &title, &aside);
	size_t count;
	struct str list = findings(&page, &count);
	struct str heading = arena_printf(arena, "What shuts the door: %zu place%s", count, count == 1 ? "" : "s");
	HTML_PART(out, reply->is_redacted ? "draft-redacted" : "draft", {"n", page.number}, {"path", path}, {"language", language},
		  {"verdict", str_of(hownot_verdict_name(reply->result->verdict))},
		  {"score", arena_printf(arena, "%d", reply->result->score)}, {"words", str_of(verdict_words(reply->result))},
		  {"draft", marked_draft(&page)}, {"reply_title", title}, {"reply", again}, {"reply_notes", aside},
		  {"draft_notes", count ? small_part(&page, "legend", STR(".")) : STR("")},
		  {"checks", checklist(&page)}, {"findings_title", count ? heading : STR("What shuts the door: nothing")},
		  {"findings", list}, {"notes", notes(&page)});
}

void html_print_start(struct arena *arena, struct buf *out, const char *name, size_t drafts, bool is_redacted)
{
	struct str title = drafts == 1 ? arena_printf(arena, "How not to say no: %s", name)
				       : arena_printf(arena, "How not to say no: %zu drafts", drafts);
	if (is_redacted) {
		html_page_start(out, title, STR("What was found, without the words of the drafts."));
		return;
	}
	html_page_start(out, title,
			STR("Underlined words shut the door on the reader. Point at one, or move to it with the Tab key, to "
			    "see why."));
}

void html_print_end(struct buf *out, bool is_redacted)
{
	html_page_end(out, is_redacted ? STR("no text of a draft") : STR("the text of the drafts: treat it as confidential"));
}
