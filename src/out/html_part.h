/*
 * html_part - pieces of a page, filled in from templates
 *
 * The markup is in html.html, in named parts. {{name}} takes a field's value, escaped; {{{name}}} takes it as markup.
 * So a text cannot become markup unless the template itself says so.
 *
 *     html_part(&out, "ins", (struct html_field[]){{"text", word}}, 1);
 */
#ifndef OUT_HTML_PART_H
#define OUT_HTML_PART_H

#include "base/buf.h"

struct html_field {
	const char *name;
	struct str value;
};

/* The part with its fields filled in; one that the template asks for and that is not there is empty. */
void html_part(struct buf *out, const char *part, const struct html_field *fields, size_t count);

/* The same, with the fields written as a list. */
#define HTML_PART(out, part, ...)                                                                                      \
	html_part((out), (part), (const struct html_field[]){__VA_ARGS__},                                             \
		  sizeof((const struct html_field[]){__VA_ARGS__}) / sizeof(struct html_field))

/*
 * Text as HTML: what has a meaning there is escaped, line ends become line feeds; control characters, bidi controls and
 * malformed bytes become U+FFFD, so that a page shows what is there in the order in which it is there.
 */
void html_text(struct buf *out, struct str text);

/* Text whose bytes beyond UTF-8 are windows-1252, as UTF-8; text itself when it has none. */
struct str html_from_windows_1252(struct arena *arena, struct str text);

/* The page's frame, with its style in it. lead goes under the title; holds says, in the end, what the page holds. */
void html_page_start(struct buf *out, struct str title, struct str lead);
void html_page_end(struct buf *out, struct str holds);

#endif
