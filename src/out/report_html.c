/*
 * The figures as a page: charts as SVG in the page itself, each with its table.
 */
#include "out/html_part.h"
#include "out/report.h"

enum { MOST_ROWS = 50, MOST_MONTHS = 36, MOST_RULES = 20 };

struct page {
	struct arena *arena;
	struct buf *out;
	const struct report *report;
};

static struct str number(const struct page *page, size_t n)
{
	return arena_printf(page->arena, "%zu", n);
}

static struct str percent(const struct page *page, size_t part, size_t whole)
{
	return arena_printf(page->arena, "%zu %%", report_percent(part, whole));
}

static void put_section(const struct page *page, const char *id, const char *title, struct str lead, struct str body)
{
	HTML_PART(page->out, "section", {"id", str_of(id)}, {"title", str_of(title)}, {"lead", lead}, {"body", body});
}

/* ---- tables ---- */

/* A row's head and its cells. */
static void put_row(const struct page *page, struct buf *rows, struct str name, const struct str *cells, size_t count)
{
	struct buf text = buf_make(page->arena);
	for (size_t i = 0; i < count; i++)
		HTML_PART(&text, "cell", {"text", cells[i]});
	HTML_PART(rows, "row", {"name", name}, {"cells", buf_view(&text)});
}

static struct str table(const struct page *page, struct str name, const char *const *heads, size_t count,
			struct str rows)
{
	struct buf head = buf_make(page->arena), out = buf_make(page->arena);
	for (size_t i = 0; i < count; i++)
		HTML_PART(&head, i ? "head-number" : "head", {"text", str_of(heads[i])});
	HTML_PART(&out, "table", {"name", name}, {"head", buf_view(&head)}, {"rows", rows});
	return buf_view(&out);
}

static void put_count_row(const struct page *page, struct buf *rows, struct str name, const struct report_count *c)
{
	const struct str cells[] = {
	    number(page, c->drafts),
	    number(page, c->verdicts[HOWNOT_GATEKEEPER]),
	    number(page, c->verdicts[HOWNOT_MIXED]),
	    number(page, c->verdicts[HOWNOT_AGENT]),
	    percent(page, c->verdicts[HOWNOT_AGENT], c->drafts),
	    percent(page, c->shut, c->drafts),
	    number(page, report_mean_score(c)),
	};
	put_row(page, rows, name, cells, sizeof cells / sizeof *cells);
}

static struct str count_table(const struct page *page, const char *name, const char *first, struct str rows)
{
	const char *const heads[] = {first,         "Drafts",       "Gatekeeper", "Mixed",
				     "Agent",       "Agent’s share", "Shut doors", "Score"};
	return table(page, str_of(name), heads, sizeof heads / sizeof *heads, rows);
}

/* ---- bars ---- */

/* A line of a bar chart: the share drawn, and told in words. */
static void put_bar(const struct page *page, struct buf *rows, struct str name, const char *fill, size_t part,
		    size_t whole, struct str more)
{
	size_t tenths = whole ? (1000 * part + whole / 2) / whole : 0;
	HTML_PART(rows, "bar-row", {"name", name}, {"number", number(page, part)}, {"percent", percent(page, part, whole)},
		  {"fill", str_of(fill)}, {"width", number(page, tenths)}, {"more", more});
}

static struct str bars(const struct page *page, const char *name, const char *first, struct str rows)
{
	const char *const heads[] = {first, "Share drawn", "Drafts", "Share"};
	struct buf head = buf_make(page->arena), out = buf_make(page->arena);
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		HTML_PART(&head, i > 1 ? "head-number" : "head", {"text", str_of(heads[i])});
	HTML_PART(&out, "table", {"name", str_of(name)}, {"head", buf_view(&head)}, {"rows", rows});
	return buf_view(&out);
}

static struct str words_of(const struct page *page, enum hownot_category category)
{
	struct buf buf = buf_make(page->arena);
	for (const char *c = hownot_category_name(category); *c; c++)
		buf_char(&buf, *c == '-' ? ' ' : *c);
	return buf_view(&buf);
}

static struct str nothing(const struct page *page)
{
	struct buf out = buf_make(page->arena);
	HTML_PART(&out, "nothing", {"text", STR("Nothing: every door here stands open.")});
	return buf_view(&out);
}

static void put_categories(const struct page *page)
{
	const struct report *r = page->report;
	struct buf rows = buf_make(page->arena);
	enum hownot_category order[HOWNOT_CATEGORIES];
	size_t count = report_categories(r, order);
	for (size_t i = 0; i < count; i++)
		put_bar(page, &rows, words_of(page, order[i]), "gatekeeper", r->category_drafts[order[i]], r->total.drafts,
			STR(""));
	put_section(page, "categories", "What shuts the door most", STR("Drafts in which each was met, of all drafts."),
		    count ? bars(page, "Categories", "Category", buf_view(&rows)) : nothing(page));
}

static void put_rules(const struct page *page)
{
	const struct report *r = page->report;
	struct buf rows = buf_make(page->arena);
	for (size_t i = 0; i < r->rule_count && i < MOST_RULES; i++) {
		struct buf more = buf_make(page->arena);
		if (r->rules[i].text.len)
			HTML_PART(&more, "before-after", {"before", r->rules[i].text}, {"after", r->rules[i].try_text});
		put_bar(page, &rows, r->rules[i].name, "gatekeeper", r->rules[i].drafts, r->total.drafts, buf_view(&more));
	}
	put_section(page, "rules", "Rules most met",
		    r->is_redacted ? STR("Drafts in which each was met. “hownot explain RULE” teaches one.")
				   : STR("Drafts in which each was met, with an example, before and after. “hownot explain "
					 "RULE” teaches one."),
		    rows.len ? bars(page, "Rules", "Rule", buf_view(&rows)) : nothing(page));
}

static void put_method(const struct page *page)
{
	const struct report_count *c = &page->report->total;
	struct buf rows = buf_make(page->arena);
	put_bar(page, &rows, STR("Acknowledged"), "agent", c->checks[HOWNOT_ACKNOWLEDGES], c->drafts, STR(""));
	put_bar(page, &rows, STR("Another option"), "agent", c->checks[HOWNOT_OFFERS_ALTERNATIVE], c->drafts, STR(""));
	put_bar(page, &rows, STR("Kindness"), "agent", c->checks[HOWNOT_KIND], c->drafts, STR(""));
	put_bar(page, &rows, STR("Something refused"), "bar", c->checks[HOWNOT_REFUSES], c->drafts, STR(""));
	put_bar(page, &rows, STR("Refused, with another option"), "agent", c->answered, c->checks[HOWNOT_REFUSES], STR(""));
	put_bar(page, &rows, STR("Refused, with a ground"), "bar", c->checks[HOWNOT_REASON], c->checks[HOWNOT_REFUSES],
		STR(""));
	put_section(page, "method", "The method, check by check",
		    STR("Of all drafts; the last two of those that refuse something."),
		    bars(page, "Checks", "Check", buf_view(&rows)));
}

/* ---- verdicts over time ---- */

enum { COLUMN = 44, LEFT = 44, TOP = 12, PLOT = 180, FOOT = 34, FEWEST_COLUMNS = 6 };

static void put_column(const struct page *page, struct buf *marks, size_t x, const struct report_group *month,
		       size_t highest)
{
	size_t base = TOP + PLOT;
	for (int verdict = HOWNOT_AGENT; verdict >= 0; verdict--) {
		size_t height = month->count.verdicts[verdict] * PLOT / highest;
		if (month->count.verdicts[verdict] && !height)
			height = 1;
		base -= height < base ? height : base;
		HTML_PART(marks, "column", {"verdict", str_of(hownot_verdict_name((enum hownot_verdict)verdict))},
			  {"x", number(page, x + 6)}, {"y", number(page, base)}, {"width", number(page, COLUMN - 12)},
			  {"height", number(page, height)}, {"month", month->name},
			  {"count", number(page, month->count.verdicts[verdict])});
	}
	enum { YEAR = 4, DASH = 5 };
	HTML_PART(marks, "label", {"x", number(page, x + COLUMN / 2)}, {"y", number(page, TOP + PLOT + 15)},
		  {"text", str_slice(month->name, DASH, month->name.len)});
	HTML_PART(marks, "label", {"x", number(page, x + COLUMN / 2)}, {"y", number(page, TOP + PLOT + 30)},
		  {"text", str_slice(month->name, 0, YEAR)});
}

/* Lines across at none, half and all of the highest month. */
static void put_scale(const struct page *page, struct buf *marks, size_t width, size_t highest)
{
	for (size_t half = 0; half <= 2; half++) {
		size_t value = highest * half / 2;
		size_t y = TOP + PLOT - value * PLOT / highest;
		HTML_PART(marks, "scale", {"x", number(page, LEFT - 6)}, {"left", number(page, LEFT)},
			  {"right", number(page, width)}, {"y", number(page, y)}, {"text_y", number(page, y + 4)},
			  {"text", number(page, value)});
	}
}

static void put_trend(const struct page *page)
{
	const struct report_groups *months = &page->report->groups[BY_MONTH];
	size_t first = months->count > MOST_MONTHS ? months->count - MOST_MONTHS : 0, shown = months->count - first;
	size_t highest = 1, width = LEFT + COLUMN * (shown < FEWEST_COLUMNS ? FEWEST_COLUMNS : shown);
	struct buf marks = buf_make(page->arena), rows = buf_make(page->arena), key = buf_make(page->arena),
		   body = buf_make(page->arena);
	if (!months->count)
		return;
	for (size_t i = first; i < months->count; i++)
		highest = months->items[i].count.drafts > highest ? months->items[i].count.drafts : highest;
	put_scale(page, &marks, width, highest);
	for (size_t i = 0; i < months->count; i++) {
		if (i >= first)
			put_column(page, &marks, LEFT + (i - first) * COLUMN, &months->items[i], highest);
		put_count_row(page, &rows, months->items[i].name, &months->items[i].count);
	}
	const struct report_group *from = &months->items[first], *to = &months->items[months->count - 1];
	struct str summary = arena_printf(
	    page->arena, "Stacked columns of verdicts by month. Agent's replies: %zu %% in %.*s, %zu %% in %.*s.",
	    report_percent(from->count.verdicts[HOWNOT_AGENT], from->count.drafts), STR_FMT(from->name),
	    report_percent(to->count.verdicts[HOWNOT_AGENT], to->count.drafts), STR_FMT(to->name));
	HTML_PART(&key, "key", {"", STR("")});
	HTML_PART(&body, "chart", {"caption", STR("Verdicts by month")}, {"key", buf_view(&key)},
		  {"width", number(page, width)}, {"height", number(page, TOP + PLOT + FOOT)}, {"summary", summary},
		  {"marks", buf_view(&marks)}, {"table", count_table(page, "Months", "Month", buf_view(&rows))});
	struct str lead = page->report->undated ? arena_printf(page->arena, "By the date of each message; %zu without a date are left out.",
							       page->report->undated)
						: STR("By the date of each message.");
	put_section(page, "trend", "Month by month", lead, buf_view(&body));
}

/* ---- groups ---- */

static void put_groups(const struct page *page, enum report_by by)
{
	static const char *const titles[BYS] = {"", "Service by service", "Topic by topic", "Writer by writer",
						"Folder by folder"};
	static const char *const heads[BYS] = {"", "Service", "Topic", "Writer", "Folder"};
	const struct report_groups *groups = &page->report->groups[by];
	struct buf rows = buf_make(page->arena);
	for (size_t i = 0; i < groups->count && i < MOST_ROWS; i++)
		put_count_row(page, &rows, groups->items[i].name, &groups->items[i].count);
	bool is_cut = groups->count > MOST_ROWS;
	put_section(page, report_by_name(by), titles[by],
		    is_cut ? arena_printf(page->arena, "The %d with the most drafts, of %zu.", MOST_ROWS, groups->count)
			   : STR("Where doors shut, and where they open."),
		    count_table(page, titles[by], heads[by], buf_view(&rows)));
}

static void put_split(const struct page *page)
{
	const struct report *r = page->report;
	struct buf rows = buf_make(page->arena);
	if (!r->split.len)
		return;
	put_count_row(page, &rows, arena_printf(page->arena, "Before %.*s", STR_FMT(r->split)), &r->before);
	put_count_row(page, &rows, arena_printf(page->arena, "From %.*s on", STR_FMT(r->split)), &r->after);
	put_section(page, "split", "Before and after", STR("Dated drafts on each side of the day."),
		    count_table(page, "Before and after", "When", buf_view(&rows)));
}

void report_print_html(struct arena *arena, struct buf *out, const struct report *report)
{
	struct page page = {arena, out, report};
	const struct report_count *total = &report->total;
	struct str left_out = arena_printf(arena, "%zu without text of their own and %zu that could not be read are left out.",
					   report->empty, report->bad);
	html_page_start(out, STR("How we say no: a report"),
			report->empty || report->bad ? left_out : STR("What shuts the door most, and the trend."));
	HTML_PART(out, "figures", {"drafts", number(&page, total->drafts)},
		  {"ready", percent(&page, total->ready, total->drafts)}, {"score", number(&page, report_mean_score(total))},
		  {"met", percent(&page, total->shut, total->drafts)});
	put_trend(&page);
	put_split(&page);
	put_categories(&page);
	put_method(&page);
	for (int by = BY_SERVICE; by < BYS; by++)
		if (report_shows(report, (enum report_by)by))
			put_groups(&page, (enum report_by)by);
	put_rules(&page);
	html_page_end(out, report->is_redacted ? STR("figures only, no text of a draft and no person's name")
					       : STR("figures and short examples from drafts: treat it as confidential"));
}
