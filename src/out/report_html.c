/*
 * The figures as a page: charts as SVG in the page itself, each with its table.
 */
#include "out/html_part.h"
#include "out/report.h"

enum { MOST_ROWS = 50, MOST_MONTHS = 24, MOST_RULES = 20 };

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

static struct str shares(const struct page *page, const struct report_count *c)
{
	return arena_printf(page->arena, "%zu gatekeeper, %zu mixed, %zu agent", c->verdicts[HOWNOT_GATEKEEPER],
			    c->verdicts[HOWNOT_MIXED], c->verdicts[HOWNOT_AGENT]);
}

/* The verdicts of a count as one bar. */
static struct str stack(const struct page *page, const struct report_count *c)
{
	enum { WIDTH = 1000 };
	struct buf marks = buf_make(page->arena), out = buf_make(page->arena);
	size_t before = 0;
	for (int verdict = HOWNOT_GATEKEEPER; verdict <= HOWNOT_AGENT && c->drafts; verdict++) {
		size_t x = before * WIDTH / c->drafts, end = (before + c->verdicts[verdict]) * WIDTH / c->drafts;
		HTML_PART(&marks, "stack-mark", {"verdict", str_of(hownot_verdict_name((enum hownot_verdict)verdict))},
			  {"x", number(page, x)}, {"width", number(page, end - x)});
		before += c->verdicts[verdict];
	}
	HTML_PART(&out, "stack", {"summary", shares(page, c)}, {"marks", buf_view(&marks)});
	return buf_view(&out);
}

/* What the colours mean; with the shares of a count, where there is one. */
static struct str key(const struct page *page, const struct report_count *c)
{
	struct buf items = buf_make(page->arena), out = buf_make(page->arena);
	for (int verdict = HOWNOT_GATEKEEPER; verdict <= HOWNOT_AGENT; verdict++) {
		struct str text = STR("");
		if (c)
			text = arena_printf(page->arena, ": %zu (%zu %%)", c->verdicts[verdict],
					    report_percent(c->verdicts[verdict], c->drafts));
		HTML_PART(&items, "key-item", {"verdict", str_of(hownot_verdict_name((enum hownot_verdict)verdict))}, {"text", text});
	}
	HTML_PART(&out, "key", {"items", buf_view(&items)});
	return buf_view(&out);
}

static void put_count_row(const struct page *page, struct buf *rows, struct str name, const struct report_count *c)
{
	const struct str cells[] = {
	    number(page, c->drafts),
	    percent(page, c->verdicts[HOWNOT_AGENT], c->drafts),
	    percent(page, c->shut, c->drafts),
	    number(page, report_mean_score(c)),
	};
	struct buf text = buf_make(page->arena);
	HTML_PART(&text, "cell-bar", {"stack", stack(page, c)});
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		HTML_PART(&text, "cell", {"text", cells[i]});
	HTML_PART(rows, "row", {"name", name}, {"cells", buf_view(&text)});
}

static struct str count_table(const struct page *page, const char *name, const char *first, struct str rows)
{
	const char *const heads[] = {first, "Verdicts", "Drafts", "Agent’s", "Shut", "Score"};
	struct buf head = buf_make(page->arena), out = buf_make(page->arena);
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		HTML_PART(&head, i > 1 ? "head-number" : i ? "head-bar" : "head", {"text", str_of(heads[i])});
	HTML_PART(&out, "table", {"name", str_of(name)}, {"head", buf_view(&head)}, {"rows", rows});
	return buf_view(&out);
}

/* ---- bars ---- */

/* A line of a bar chart: the share drawn, and told in figures. */
static void put_bar(const struct page *page, struct buf *rows, struct str name, const char *fill, size_t part,
		    size_t whole, struct str more)
{
	size_t tenths = whole ? (1000 * part + whole / 2) / whole : 0;
	HTML_PART(rows, "bar-row", {"name", name}, {"number", number(page, part)}, {"percent", percent(page, part, whole)},
		  {"fill", str_of(fill)}, {"width", number(page, tenths)}, {"more", more});
}

static struct str bars(const struct page *page, struct str rows)
{
	struct buf out = buf_make(page->arena);
	HTML_PART(&out, "bars", {"rows", rows});
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
		    count ? bars(page, buf_view(&rows)) : nothing(page));
}

/* Of a rule that has no suggestion, the words alone. */
static void put_example(const struct page *page, struct buf *out, const struct report_rule *rule)
{
	struct buf after = buf_make(page->arena);
	if (rule->try_text.len)
		HTML_PART(&after, "finding-try", {"text", rule->try_text});
	HTML_PART(out, "before-after", {"before", rule->text}, {"try", buf_view(&after)});
}

static void put_rules(const struct page *page)
{
	const struct report *r = page->report;
	struct buf rows = buf_make(page->arena);
	for (size_t i = 0; i < r->rule_count && i < MOST_RULES; i++) {
		struct buf more = buf_make(page->arena);
		if (r->rules[i].text.len)
			put_example(page, &more, &r->rules[i]);
		put_bar(page, &rows, r->rules[i].name, "gatekeeper", r->rules[i].drafts, r->total.drafts, buf_view(&more));
	}
	put_section(page, "rules", "Rules most met",
		    r->is_redacted ? STR("Drafts in which each was met. “hownot explain RULE” teaches one.")
				   : STR("Drafts in which each was met, with an example, before and after. “hownot explain "
					 "RULE” teaches one."),
		    rows.len ? bars(page, buf_view(&rows)) : nothing(page));
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
		    bars(page, buf_view(&rows)));
}

/* ---- verdicts over time ---- */

enum { LEFT = 44, TOP = 12, PLOT = 180, FOOT = 34, FEWEST_COLUMNS = 6 };

/* The months that are drawn: the last ones, as wide as two charts beside each other have room. */
struct months {
	const struct report_group *items;
	size_t count, column;
};

static size_t column_width(size_t months)
{
	enum { YEAR = 13, LONGER = 17 };
	return months <= YEAR ? 38 : months <= LONGER ? 29 : 20;
}

static void put_column(const struct page *page, struct buf *marks, size_t x, size_t width,
		       const struct report_group *month, size_t highest)
{
	size_t base = TOP + PLOT;
	for (int verdict = HOWNOT_AGENT; verdict >= 0; verdict--) {
		size_t height = month->count.verdicts[verdict] * PLOT / highest;
		if (month->count.verdicts[verdict] && !height)
			height = 1;
		base -= height < base ? height : base;
		HTML_PART(marks, "column", {"verdict", str_of(hownot_verdict_name((enum hownot_verdict)verdict))},
			  {"x", number(page, x + width / 8)}, {"y", number(page, base)}, {"width", number(page, width - width / 4)},
			  {"height", number(page, height)}, {"month", month->name},
			  {"count", number(page, month->count.verdicts[verdict])});
	}
}

/* The month under its column; the year where it begins. */
static void put_month(const struct page *page, struct buf *marks, struct months months, size_t index)
{
	enum { YEAR = 4, DASH = 5 };
	struct str name = months.items[index].name, year = str_slice(name, 0, YEAR);
	size_t x = LEFT + index * months.column + months.column / 2;
	HTML_PART(marks, "label", {"x", number(page, x)}, {"y", number(page, TOP + PLOT + 15)},
		  {"text", str_slice(name, DASH, name.len)});
	if (!index || !str_eq(year, str_slice(months.items[index - 1].name, 0, YEAR)))
		HTML_PART(marks, "label", {"x", number(page, x)}, {"y", number(page, TOP + PLOT + 30)}, {"text", year});
}

/* A line across at a value. */
static void put_scale(const struct page *page, struct buf *marks, size_t width, size_t value, size_t highest,
		      const char *unit)
{
	size_t y = TOP + PLOT - value * PLOT / highest;
	HTML_PART(marks, "scale", {"x", number(page, LEFT - 6)}, {"left", number(page, LEFT)}, {"right", number(page, width)},
		  {"y", number(page, y)}, {"text_y", number(page, y + 4)},
		  {"text", arena_printf(page->arena, "%zu%s", value, unit)});
}

static size_t chart_width(struct months months)
{
	/* The last label is wider than its column. */
	enum { MARGIN = 12 };
	return MARGIN + LEFT + months.column * (months.count < FEWEST_COLUMNS ? FEWEST_COLUMNS : months.count);
}

static struct str chart(const struct page *page, struct str caption, struct str summary, struct months months,
			struct str marks, struct str under)
{
	struct buf out = buf_make(page->arena);
	HTML_PART(&out, "chart", {"caption", caption}, {"key", under}, {"width", number(page, chart_width(months))},
		  {"height", number(page, TOP + PLOT + FOOT)}, {"summary", summary}, {"marks", marks});
	return buf_view(&out);
}

/* From the first month to the last. */
static struct str change(const struct page *page, const char *what, struct months months)
{
	const struct report_group *from = &months.items[0], *to = &months.items[months.count - 1];
	return arena_printf(page->arena, "%s Agent's replies: %zu %% in %.*s, %zu %% in %.*s.", what,
			    report_percent(from->count.verdicts[HOWNOT_AGENT], from->count.drafts), STR_FMT(from->name),
			    report_percent(to->count.verdicts[HOWNOT_AGENT], to->count.drafts), STR_FMT(to->name));
}

static struct str columns_chart(const struct page *page, struct months months)
{
	struct buf marks = buf_make(page->arena);
	size_t highest = 1;
	for (size_t i = 0; i < months.count; i++)
		highest = months.items[i].count.drafts > highest ? months.items[i].count.drafts : highest;
	for (size_t half = 0; half <= 2; half++)
		put_scale(page, &marks, chart_width(months), highest * half / 2, highest, "");
	for (size_t i = 0; i < months.count; i++) {
		put_column(page, &marks, LEFT + i * months.column, months.column, &months.items[i], highest);
		put_month(page, &marks, months, i);
	}
	return chart(page, STR("Drafts by verdict"), change(page, "Stacked columns of verdicts by month.", months), months,
		     buf_view(&marks), key(page, NULL));
}

static struct str share_chart(const struct page *page, struct months months)
{
	enum { WHOLE = 100 };
	struct buf marks = buf_make(page->arena), points = buf_make(page->arena), dots = buf_make(page->arena);
	for (size_t half = 0; half <= 2; half++)
		put_scale(page, &marks, chart_width(months), WHOLE * half / 2, WHOLE, " %");
	for (size_t i = 0; i < months.count; i++) {
		const struct report_count *c = &months.items[i].count;
		size_t share = report_percent(c->verdicts[HOWNOT_AGENT], c->drafts);
		size_t x = LEFT + i * months.column + months.column / 2, y = TOP + PLOT - share * PLOT / WHOLE;
		buf_printf(&points, "%s%zu,%zu", i ? " " : "", x, y);
		HTML_PART(&dots, "dot", {"x", number(page, x)}, {"y", number(page, y)}, {"month", months.items[i].name},
			  {"text", arena_printf(page->arena, "%zu %%", share)});
		/* The ends are told; between them the line tells enough. */
		if (i == 0 || i + 1 == months.count)
			HTML_PART(&dots, "dot-label", {"x", number(page, x)}, {"y", number(page, y < TOP + 24 ? y + 20 : y - 10)},
				  {"text", arena_printf(page->arena, "%zu %%", share)});
		put_month(page, &marks, months, i);
	}
	HTML_PART(&marks, "line", {"points", buf_view(&points)});
	buf_str(&marks, buf_view(&dots));
	return chart(page, STR("Share of agent’s replies"), change(page, "A line by month.", months), months,
		     buf_view(&marks), STR(""));
}

static struct str trend_lead(const struct page *page, size_t left_out)
{
	const struct report *r = page->report;
	struct buf lead = buf_make(page->arena);
	buf_str(&lead, STR("By the date of each message"));
	if (r->undated)
		buf_printf(&lead, "; %zu without a date %s left out", r->undated, r->undated == 1 ? "is" : "are");
	if (left_out)
		buf_printf(&lead, "; the last %d months, with %zu more in the figures below", MOST_MONTHS, left_out);
	buf_char(&lead, '.');
	return buf_view(&lead);
}

static void put_trend(const struct page *page)
{
	const struct report_groups *all = &page->report->groups[BY_MONTH];
	size_t first = all->count > MOST_MONTHS ? all->count - MOST_MONTHS : 0;
	struct months months = {all->items + first, all->count - first, column_width(all->count - first)};
	struct buf charts = buf_make(page->arena), rows = buf_make(page->arena), body = buf_make(page->arena);
	if (!months.count)
		return;
	buf_str(&charts, columns_chart(page, months));
	if (months.count > 1)
		buf_str(&charts, share_chart(page, months));
	for (size_t i = 0; i < all->count; i++)
		put_count_row(page, &rows, all->items[i].name, &all->items[i].count);
	HTML_PART(&body, "charts", {"charts", buf_view(&charts)}, {"table", count_table(page, "Months", "Month", buf_view(&rows))});
	put_section(page, "trend", "Month by month", trend_lead(page, first), buf_view(&body));
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
	struct buf lead = buf_make(page->arena);
	if (groups->count > MOST_ROWS)
		buf_printf(&lead, "The %d with the most drafts, of %zu.", MOST_ROWS, groups->count);
	else
		buf_str(&lead, STR("Where doors shut, and where they open."));
	size_t left = report_ungrouped(page->report, by);
	if (left)
		buf_printf(&lead, " Drafts without a %s: %zu.", report_by_name(by), left);
	put_section(page, report_by_name(by), titles[by], buf_view(&lead),
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

/* What goes wrong, and beside it what goes right. */
static void put_pair(const struct page *page)
{
	struct buf sections = buf_make(page->arena);
	struct page inner = *page;
	inner.out = &sections;
	put_categories(&inner);
	put_method(&inner);
	HTML_PART(page->out, "pair", {"sections", buf_view(&sections)});
}

void report_print_html(struct arena *arena, struct buf *out, const struct report *report)
{
	struct page page = {arena, out, report};
	const struct report_count *total = &report->total;
	struct str left_out = arena_printf(arena, "%zu without text of their own and %zu that could not be read are left out.",
					   report->empty, report->bad + report->not_text);
	html_page_start(out, STR("How we say no: a report"),
			report->empty || report->bad || report->not_text ? left_out : STR("What shuts the door most, and the trend."));
	HTML_PART(out, "figures", {"drafts", number(&page, total->drafts)},
		  {"ready", percent(&page, total->ready, total->drafts)}, {"score", number(&page, report_mean_score(total))},
		  {"met", percent(&page, total->shut, total->drafts)}, {"stack", stack(&page, total)},
		  {"key", key(&page, total)});
	put_trend(&page);
	put_split(&page);
	put_pair(&page);
	for (int by = BY_SERVICE; by < BYS; by++)
		if (report_shows(report, (enum report_by)by))
			put_groups(&page, (enum report_by)by);
	put_rules(&page);
	html_page_end(out, report->is_redacted ? STR("figures only, no text of a draft and no person's name")
					       : STR("figures and short examples from drafts: treat it as confidential"));
}
