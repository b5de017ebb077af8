/*
 * The figures in the terminal: bars and tables.
 */
#include "base/utf8.h"
#include "out/report.h"

enum { NAME_WIDTH = 22, BAR_WIDTH = 20, MOST_RULES = 10, MOST_GROUPS = 40 };

struct sheet {
	struct arena *arena;
	struct buf *out;
	const struct look *look;
	const struct report *report;
};

static void put_title(const struct sheet *sheet, const char *title)
{
	buf_char(sheet->out, '\n');
	look_paint(sheet->out, sheet->look, PAINT_BOLD, str_of(title));
	buf_char(sheet->out, '\n');
}

/* A name in its column; one that is too long loses its end. */
static void put_name(const struct sheet *sheet, struct str name, size_t width)
{
	struct str text = look_text(sheet->arena, sheet->look, name);
	size_t at = 0, used = 0;
	while (at < text.len) {
		size_t next = at, wide = utf8_width(utf8_next(text, &next));
		if (used + wide > width)
			break;
		used += wide;
		at = next;
	}
	buf_str(sheet->out, STR("  "));
	for (size_t i = 0; i < at; i++)
		buf_char(sheet->out, is_ascii_space(text.ptr[i]) ? ' ' : text.ptr[i]);
	buf_fill(sheet->out, ' ', width - used + 2);
}

static void put_bar(const struct sheet *sheet, enum paint paint, size_t part, size_t whole)
{
	size_t full = whole ? (part * BAR_WIDTH + whole / 2) / whole : 0;
	/* What is there at all is seen. */
	if (part && !full)
		full = 1;
	look_begin(sheet->out, sheet->look, paint);
	for (size_t i = 0; i < BAR_WIDTH; i++)
		buf_str(sheet->out, look_glyph(sheet->look, i < full ? GLYPH_FULL : GLYPH_EMPTY));
	look_end(sheet->out, sheet->look, paint);
}

static void put_share(const struct sheet *sheet, struct str name, enum paint paint, size_t part, size_t whole)
{
	put_name(sheet, name, NAME_WIDTH);
	put_bar(sheet, paint, part, whole);
	buf_printf(sheet->out, " %7zu %3zu %%\n", part, report_percent(part, whole));
}

static void put_overview(const struct sheet *sheet)
{
	const struct report *r = sheet->report;
	buf_printf(sheet->out, "%zu draft%s, %zu ready to send, mean score %zu of 100\n\n", r->total.drafts,
		   r->total.drafts == 1 ? "" : "s", r->total.ready, report_mean_score(&r->total));
	static const enum paint paints[] = {PAINT_RED, PAINT_YELLOW, PAINT_GREEN};
	for (int i = HOWNOT_AGENT; i >= 0; i--)
		put_share(sheet, str_of(hownot_verdict_name((enum hownot_verdict)i)), paints[i], r->total.verdicts[i],
			  r->total.drafts);
}

static struct str words_of(const struct sheet *sheet, enum hownot_category category)
{
	struct buf buf = buf_make(sheet->arena);
	for (const char *c = hownot_category_name(category); *c; c++)
		buf_char(&buf, *c == '-' ? ' ' : *c);
	return buf_view(&buf);
}

static void put_categories(const struct sheet *sheet)
{
	const struct report *r = sheet->report;
	enum hownot_category order[HOWNOT_CATEGORIES];
	size_t count = report_categories(r, order);
	put_title(sheet, "What shuts the door most (drafts)");
	for (size_t i = 0; i < count; i++)
		put_share(sheet, words_of(sheet, order[i]), PAINT_RED, r->category_drafts[order[i]], r->total.drafts);
	if (!count)
		buf_str(sheet->out, STR("  nothing\n"));
}

static void put_method(const struct sheet *sheet)
{
	const struct report_count *c = &sheet->report->total;
	put_title(sheet, "The method (drafts)");
	put_share(sheet, STR("acknowledged"), PAINT_GREEN, c->checks[HOWNOT_ACKNOWLEDGES], c->drafts);
	put_share(sheet, STR("another option"), PAINT_GREEN, c->checks[HOWNOT_OFFERS_ALTERNATIVE], c->drafts);
	put_share(sheet, STR("kindness"), PAINT_GREEN, c->checks[HOWNOT_KIND], c->drafts);
	put_share(sheet, STR("refused"), PAINT_DIM, c->checks[HOWNOT_REFUSES], c->drafts);
	put_share(sheet, STR(" with another option"), PAINT_GREEN, c->answered, c->checks[HOWNOT_REFUSES]);
	put_share(sheet, STR(" with a ground"), PAINT_DIM, c->checks[HOWNOT_REASON], c->checks[HOWNOT_REFUSES]);
}

static void put_count(const struct sheet *sheet, struct str name, const struct report_count *c)
{
	put_name(sheet, name, NAME_WIDTH);
	put_bar(sheet, PAINT_GREEN, c->verdicts[HOWNOT_AGENT], c->drafts);
	buf_printf(sheet->out, " %3zu %%  %3zu %%  %4zu %6zu\n", report_percent(c->verdicts[HOWNOT_AGENT], c->drafts),
		   report_percent(c->shut, c->drafts), report_mean_score(c), c->drafts);
}

static void put_heading(const struct sheet *sheet, const char *title)
{
	put_title(sheet, title);
	look_begin(sheet->out, sheet->look, PAINT_DIM);
	buf_fill(sheet->out, ' ', NAME_WIDTH + 4);
	buf_printf(sheet->out, "%-*s%s", BAR_WIDTH, "agent's", "         shut  score drafts");
	look_end(sheet->out, sheet->look, PAINT_DIM);
	buf_char(sheet->out, '\n');
}

static void put_groups(const struct sheet *sheet, enum report_by by, const char *title)
{
	const struct report_groups *groups = &sheet->report->groups[by];
	size_t first = by == BY_MONTH && groups->count > MOST_GROUPS ? groups->count - MOST_GROUPS : 0;
	put_heading(sheet, title);
	for (size_t i = first; i < groups->count && i < first + MOST_GROUPS; i++)
		put_count(sheet, groups->items[i].name, &groups->items[i].count);
	if (groups->count > MOST_GROUPS)
		buf_printf(sheet->out, "  and %zu %s (--format csv has them all)\n", groups->count - MOST_GROUPS,
			   first ? "before" : "more");
	size_t left = by == BY_MONTH ? 0 : report_ungrouped(sheet->report, by);
	if (left)
		buf_printf(sheet->out, "  %zu draft%s no %s\n", left, left == 1 ? " has" : "s have", report_by_name(by));
}

static void put_rules(const struct sheet *sheet)
{
	const struct report *r = sheet->report;
	if (!r->rule_count)
		return;
	put_title(sheet, "Rules most met");
	for (size_t i = 0; i < r->rule_count && i < MOST_RULES; i++) {
		const struct report_rule *rule = &r->rules[i];
		put_share(sheet, rule->name, PAINT_RED, rule->drafts, r->total.drafts);
		if (!rule->text.len)
			continue;
		buf_str(sheet->out, STR("    "));
		look_wrap(sheet->out, sheet->look, PAINT_DIM, 4, 4, look_text(sheet->arena, sheet->look, rule->text));
		buf_str(sheet->out, STR("\n    try  "));
		look_wrap(sheet->out, sheet->look, PAINT_GREEN, 9, 9,
			  look_text(sheet->arena, sheet->look, rule->try_text));
		buf_char(sheet->out, '\n');
	}
}

static void put_left_out(const struct sheet *sheet)
{
	const struct report *r = sheet->report;
	const struct {
		size_t count;
		const char *one, *many;
	} facts[] = {{r->undated, "draft has no date", "drafts have no date"},
		     {r->empty, "draft has no text of its own", "drafts have no text of their own"},
		     {r->bad, "record could not be read", "records could not be read"},
		     {r->not_text, "file holds no text", "files hold no text"}};
	for (size_t i = 0, done = 0; i < sizeof facts / sizeof *facts; i++) {
		if (!facts[i].count)
			continue;
		if (!done++)
			buf_char(sheet->out, '\n');
		buf_printf(sheet->out, "%zu %s\n", facts[i].count, facts[i].count == 1 ? facts[i].one : facts[i].many);
	}
}

void report_print_text(struct arena *arena, struct buf *out, const struct look *look, const struct report *report)
{
	static const char *const titles[BYS] = {"Month by month", "By service", "By topic", "By writer", "By folder"};
	struct sheet sheet = {arena, out, look, report};
	if (!report->total.drafts) {
		buf_str(out, STR("no drafts\n"));
		put_left_out(&sheet);
		return;
	}
	put_overview(&sheet);
	put_categories(&sheet);
	put_method(&sheet);
	for (int by = 0; by < BYS; by++)
		if (report_shows(report, (enum report_by)by) || (by == BY_MONTH && report->groups[by].count > 0))
			put_groups(&sheet, (enum report_by)by, titles[by]);
	if (report->split.len) {
		put_heading(&sheet, "Before and after");
		put_count(&sheet, arena_printf(arena, "before %.*s", STR_FMT(report->split)), &report->before);
		put_count(&sheet, arena_printf(arena, "from %.*s on", STR_FMT(report->split)), &report->after);
	}
	put_rules(&sheet);
	put_left_out(&sheet);
}
