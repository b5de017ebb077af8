/* Pages: what a draft holds never becomes markup, and the marks are where they belong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/utf8.h"
#include "out/html.h"
#include "out/html_diff.h"
#include "out/html_part.h"
#include "out/report.h"

static struct arena arena;

static int free_arena(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static const char *text_of(struct buf *buf)
{
	buf_char(buf, '\0');
	return buf->bytes;
}

static const char *escaped(struct str text)
{
	struct buf out = buf_make(&arena);
	html_text(&out, text);
	return text_of(&out);
}

static void markup_is_escaped(void **state)
{
	(void)state;
	assert_string_equal(escaped(STR("<a href=\"x\" id='y'>&amp;")),
			    "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;");
}

static void control_characters_are_replaced(void **state)
{
	(void)state;
	assert_string_equal(escaped(STR("a\x1b[0m\x01\0b")), "a\xEF\xBF\xBD[0m\xEF\xBF\xBD\xEF\xBF\xBD"
							       "b");
	assert_string_equal(escaped(STR("\xe2\x80\xaex\xd8\x9c")), "\xEF\xBF\xBDx\xEF\xBF\xBD");
	assert_string_equal(escaped(STR("\xff\xc3")), "\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void line_ends_become_line_feeds(void **state)
{
	(void)state;
	assert_string_equal(escaped(STR("a\r\nb\rc\td\n")), "a\nb\nc\td\n");
}

/* Every byte, alone and after a letter that starts a longer one: no byte of markup comes out but as an entity. */
static void no_byte_gives_markup(void **state)
{
	(void)state;
	for (int first = 0; first < 256; first++) {
		for (int second = 0; second < 256; second++) {
			char bytes[] = {(char)first, (char)second};
			struct buf out = buf_make(&arena);
			html_text(&out, (struct str){bytes, 2});
			struct str s = buf_view(&out);
			assert_int_equal(utf8_invalid(s), s.len);
			assert_int_equal(str_find(s, STR("<"), 0), s.len);
			assert_int_equal(str_find(s, STR(">"), 0), s.len);
			assert_int_equal(str_find(s, STR("\""), 0), s.len);
			assert_int_equal(str_find(s, STR("'"), 0), s.len);
		}
	}
}

static void a_value_is_no_template(void **state)
{
	(void)state;
	struct buf out = buf_make(&arena);
	HTML_PART(&out, "ins", {"text", STR("{{text}} {{{text}}} <!-- part del -->")});
	assert_string_equal(text_of(&out), "<ins>{{text}} {{{text}}} &lt;!-- part del --&gt;</ins>");
}

static const char *diff_of(const char *before, const char *after)
{
	struct buf out = buf_make(&arena);
	html_diff(&arena, &out, str_of(before), str_of(after));
	return text_of(&out);
}

static void changed_words_are_marked(void **state)
{
	(void)state;
	assert_string_equal(diff_of("We cannot scan it.\nBye\n", "We can scan it.\nBye\n"),
			    "We <del>cannot</del> <ins>can</ins> scan it.\nBye\n");
	assert_string_equal(diff_of("Same <b>.\n", "Same <b>.\n"), "Same &lt;b&gt;.\n");
	assert_string_equal(diff_of("", "New"), "<ins>New</ins>");
}

static void changes_with_little_between_are_one(void **state)
{
	(void)state;
	assert_string_equal(diff_of("a b c", "x b y"), "<del>a b c</del> <ins>x b y</ins>");
}

/* A reply whose draft is `text`, with findings at the spans. */
static const char *page_of(struct str text, const struct hownot_finding *findings, size_t count)
{
	struct hownot_result result = {.findings = findings, .finding_count = count, .language = "en"};
	struct reply reply = {.path = "<p>", .draft = text, .result = &result};
	struct buf out = buf_make(&arena);
	html_print(&arena, &out, &reply, 1);
	return text_of(&out);
}

static void findings_that_overlap_are_marked_once(void **state)
{
	(void)state;
	const struct hownot_finding findings[] = {
	    {.rule = "a/b", .message = "<m>", .why = "\"w\"", .source = "", .has_span = true, .span = {0, 7}},
	    {.rule = "a/c", .message = "m", .why = "w", .source = "", .has_span = true, .span = {3, 9}},
	    {.rule = "a/d", .message = "m", .why = "w", .source = "", .has_span = true, .span = {4, 6}}};
	const char *page = page_of(STR("one<two>three"), findings, 3);
	assert_non_null(strstr(page, "one&lt;two<sup>1<span id=\"d1-h3\">, 3</span></sup></a>"));
	assert_non_null(strstr(page, "&gt;t<sup>2</sup></a>"));
	assert_null(strstr(page, "<sup>3"));
	/* Each finding's way back leads somewhere. */
	for (int f = 1; f <= 3; f++) {
		assert_non_null(strstr(page, arena_printf(&arena, "href=\"#d1-h%d\"", f).ptr));
		assert_non_null(strstr(page, arena_printf(&arena, " id=\"d1-h%d\"", f).ptr));
	}
	assert_non_null(strstr(page, "id=\"d1-f3\""));
	assert_non_null(strstr(page, "<b>&lt;m&gt;</b> &quot;w&quot;"));
	assert_non_null(strstr(page, "<bdi>&lt;p&gt;</bdi>"));
}

static void a_page_loads_nothing(void **state)
{
	(void)state;
	struct buf out = buf_make(&arena);
	html_print_start(&arena, &out, "x", 1, false);
	html_print_end(&out, false);
	const char *page = text_of(&out);
	assert_null(strstr(page, "http:"));
	assert_null(strstr(page, "https:"));
	assert_null(strstr(page, "url("));
	assert_null(strstr(page, "@import"));
	assert_null(strstr(page, "<script"));
	assert_null(strstr(page, "src="));
	assert_non_null(strstr(page, "default-src 'none'"));
}

static struct report_entry entry_of(const char *writer, const char *date, enum hownot_verdict verdict)
{
	return (struct report_entry){.verdict = verdict, .score = 50, .date = str_of(date), .names[BY_WRITER] = str_of(writer)};
}

static void figures_add_up(void **state)
{
	(void)state;
	struct report report = {.arena = &arena, .by = BY_WRITER, .split = STR("2025-02-10")};
	for (int i = 0; i < 100; i++) {
		struct str name = arena_printf(&arena, "%d", i % 40);
		struct report_entry entry = entry_of(name.ptr, i % 2 ? "2025-02-09" : "2025-02-10", HOWNOT_MIXED);
		report_add(&report, &entry);
	}
	report_sort(&report);
	assert_int_equal(report.total.drafts, 100);
	assert_int_equal(report.before.drafts, 50);
	assert_int_equal(report.after.drafts, 50);
	assert_int_equal(report.groups[BY_WRITER].count, 40);
	assert_int_equal(report.groups[BY_WRITER].items[0].count.drafts, 3);
	assert_int_equal(report.groups[BY_MONTH].count, 1);
}

static void redacted_figures_hold_no_names(void **state)
{
	(void)state;
	struct report report = {.arena = &arena, .by = BY_WRITER, .is_redacted = true};
	struct report_hit hit = {.rule = STR("a/b"), .text = STR("Dear Tom"), .try_text = STR("Tom, yes")};
	struct report_entry entry = entry_of("Ann", "2025-01-01", HOWNOT_AGENT);
	entry.hits = &hit;
	entry.hit_count = 1;
	report_add(&report, &entry);
	report_sort(&report);
	struct buf out = buf_make(&arena);
	struct look look = {.width = 80};
	report_print_text(&arena, &out, &look, &report);
	report_print_json(&out, &report);
	report_print_csv(&out, &report);
	report_print_html(&arena, &out, &report);
	const char *all = text_of(&out);
	assert_null(strstr(all, "Ann"));
	assert_null(strstr(all, "Tom"));
	assert_non_null(strstr(all, "writer 1"));
}

static void a_name_is_no_formula(void **state)
{
	(void)state;
	struct report report = {.arena = &arena, .by = BY_WRITER};
	struct report_entry entry = entry_of("=1+\"1\"", "2025-01-01", HOWNOT_AGENT);
	report_add(&report, &entry);
	struct buf out = buf_make(&arena);
	report_print_csv(&out, &report);
	assert_non_null(strstr(text_of(&out), "writer,\"'=1+\"\"1\"\"\","));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_teardown(markup_is_escaped, free_arena),
	    cmocka_unit_test_teardown(control_characters_are_replaced, free_arena),
	    cmocka_unit_test_teardown(line_ends_become_line_feeds, free_arena),
	    cmocka_unit_test_teardown(no_byte_gives_markup, free_arena),
	    cmocka_unit_test_teardown(a_value_is_no_template, free_arena),
	    cmocka_unit_test_teardown(changed_words_are_marked, free_arena),
	    cmocka_unit_test_teardown(changes_with_little_between_are_one, free_arena),
	    cmocka_unit_test_teardown(findings_that_overlap_are_marked_once, free_arena),
	    cmocka_unit_test_teardown(a_page_loads_nothing, free_arena),
	    cmocka_unit_test_teardown(figures_add_up, free_arena),
	    cmocka_unit_test_teardown(redacted_figures_hold_no_names, free_arena),
	    cmocka_unit_test_teardown(a_name_is_no_formula, free_arena),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
