/*
 * report - many drafts at a glance: what shuts the door most, and the trend
 *
 * Entries (a judged draft each, without its text) are added up into figures, which are then printed in one of four
 * forms. The order of adding decides only which example of a rule is kept: the first.
 *
 *     struct report report = {.arena = arena, .by = BY_SERVICE};
 *     report_add(&report, &entry);
 *     report_print_text(arena, &out, &look, &report);
 */
#ifndef OUT_REPORT_H
#define OUT_REPORT_H

#include "base/buf.h"
#include "hownot.h"
#include "out/look.h"

enum report_by { BY_MONTH, BY_SERVICE, BY_TOPIC, BY_WRITER, BY_FOLDER, BYS };

/* "month", "service" … */
const char *report_by_name(enum report_by by);

/* A finding; rule is empty for advice about the whole reply. */
struct report_hit {
	struct str rule, text, try_text;
	enum hownot_category category;
	bool is_strong;
};

/* A judged draft. All is borrowed until report_add returns. */
struct report_entry {
	enum hownot_verdict verdict;
	size_t score;
	bool is_ready;
	bool checks[HOWNOT_CHECKS];
	const struct report_hit *hits;
	size_t hit_count;
	struct str date;       /* "2025-03-14", "2025-03" or empty */
	struct str names[BYS]; /* the group it belongs to, by each; empty: not known. BY_MONTH comes from the date */
};

struct report_count {
	size_t drafts, ready, score; /* score: the sum */
	size_t verdicts[HOWNOT_AGENT + 1];
	size_t checks[HOWNOT_CHECKS];
	size_t shut;     /* drafts with a phrase that shuts the door */
	size_t answered; /* drafts that refuse and offer another option */
};

struct report_group {
	struct str name;
	struct report_count count;
};

struct report_rule {
	struct str name;
	enum hownot_category category;
	size_t drafts, times;
	size_t last_draft;         /* the draft that it was last met in, to count each once */
	struct str text, try_text; /* an example, before and after; empty when redacted */
};

/* Names with their places in an array, for looking them up. */
struct report_names {
	uint32_t *slots; /* index + 1; 0: free */
	size_t capacity; /* a power of two */
};

struct report_groups {
	struct report_group *items;
	size_t count, capacity;
	struct report_names names;
};

struct report {
	struct arena *arena;
	enum report_by by; /* what the drafts are told apart by, besides months */
	bool is_redacted;  /* no text of a draft and no person's or folder's name is kept */
	struct str split;  /* a date: before it, and from it on; empty: no comparison */
	struct report_count total, before, after;
	struct report_groups groups[BYS];
	size_t category_drafts[HOWNOT_CATEGORIES], category_times[HOWNOT_CATEGORIES];
	struct report_rule *rules;
	size_t rule_count, rule_capacity;
	struct report_names rule_names;
	size_t undated, empty, bad; /* drafts without date, without text of their own (not counted), records not read */
	size_t not_text;	    /* files */
};

void report_add(struct report *report, const struct report_entry *entry);

/* Puts groups and rules into the order in which they are shown: months by date, the rest by drafts. Once, at the end. */
void report_sort(struct report *report);

/* The categories that were met, most drafts first; returns how many. */
size_t report_categories(const struct report *report, enum hownot_category order[HOWNOT_CATEGORIES]);

/* The share of part in whole as a whole number of percent; 0 of nothing. */
size_t report_percent(size_t part, size_t whole);
size_t report_mean_score(const struct report_count *count);

/* Is this table shown: it was asked for, or it is one of services or topics and any is known? */
bool report_shows(const struct report *report, enum report_by by);

/* Drafts that are in none of these groups. */
size_t report_ungrouped(const struct report *report, enum report_by by);

/* A table and bars for the terminal. */
void report_print_text(struct arena *arena, struct buf *out, const struct look *look, const struct report *report);
/* {"version": 1, "program": …, "report": {…}} */
void report_print_json(struct buf *out, const struct report *report);
/* RFC 4180, with a line of names: total, before, after, groups, categories, rules. */
void report_print_csv(struct buf *out, const struct report *report);
/* A page with charts as SVG; see html.h. */
void report_print_html(struct arena *arena, struct buf *out, const struct report *report);

#endif
