#include "mail/html.h"

#include "base/utf8.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <string.h>

/*
 * libxml2 tells of elements and text one after the other (SAX). It gives no positions, but at the time of a call its
 * input stands right behind the text that it hands over, so the text is laid against the source backwards from there:
 * letter by letter, a character reference for a letter. What does not fit (it never should) comes from the place where
 * the fit ended.
 *
 * Closing a tag costs libxml2 a look at every open element, so the number of tags is bounded.
 */
enum { MOST_TAGS = 20000, MOST_BREAKS = 3, LONGEST_REFERENCE = 40 };

enum effect {
	EFFECT_HIDE = 1,
	EFFECT_QUOTE = 2,
	EFFECT_PRE = 4,
	EFFECT_LINE = 8,
	EFFECT_PARAGRAPH = 16,
	EFFECT_SIGNATURE = 32,
	EFFECT_ITEM = 64
};

struct maker {
	struct arena *arena;
	struct str source;
	htmlParserCtxtPtr parser;
	struct trace_maker out;
	unsigned *effects; /* of the open elements */
	size_t depth, capacity;
	unsigned hidden, quoted, pre;
	size_t breaks;  /* line ends before the next text */
	bool has_space; /* a space before the next text on the same line */
	struct span space;
	bool signature, item; /* to be said before the next text */
	size_t seen;          /* the source was read up to here */
};

/* ---- writing ---- */

static void put_in(struct maker *m, struct str text)
{
	trace_add(&m->out, text, m->seen, m->seen);
}

static void begin_line(struct maker *m)
{
	for (unsigned i = 0; i < m->quoted; i++)
		put_in(m, STR("> "));
}

/* What is due before text that came from `start`. */
static void flush(struct maker *m, size_t start)
{
	if (start > m->seen)
		m->seen = start;
	bool at_start = m->out.len == 0;
	bool new_line = m->breaks > 0 || at_start;
	for (size_t i = at_start ? m->breaks : 0; i < m->breaks; i++) {
		put_in(m, STR("\n"));
		/* a quote's blank lines belong to it */
		if (i + 1 < m->breaks)
			begin_line(m);
	}
	if (new_line)
		begin_line(m);
	else if (m->has_space)
		trace_add(&m->out, STR(" "), m->space.start, m->space.end);
	if (m->signature && !m->quoted)
		put_in(m, new_line ? STR("-- \n") : STR("\n-- \n"));
	if (m->item)
		put_in(m, STR("- "));
	m->breaks = 0;
	m->has_space = m->signature = m->item = false;
}

static void line_break(struct maker *m, size_t least)
{
	if (m->breaks < least)
		m->breaks = least;
	m->has_space = false;
}

static void add_char(struct maker *m, struct str c, size_t start, size_t end)
{
	bool newline = c.ptr[0] == '\n' || c.ptr[0] == '\r';
	if (m->pre && newline) {
		if (c.ptr[0] == '\n')
			m->breaks++;
	} else if (!m->pre && is_ascii_space(c.ptr[0])) {
		if (!m->has_space)
			m->space.start = start;
		m->space.end = end;
		m->has_space = m->breaks == 0;
	} else {
		flush(m, start);
		trace_add(&m->out, c, start, end);
		m->seen = end;
	}
}

/* ---- where text stands ---- */

/* The character reference that ends at `end`: where it begins; `end` when there is none. */
static size_t reference_start(struct str source, size_t floor, size_t end)
{
	for (size_t at = end; at-- > floor && end - at < LONGEST_REFERENCE;)
		if (source.ptr[at] == '&')
			return at;
	return end;
}

/* The start of the last character of s. */
static size_t last_char(struct str s)
{
	size_t at = s.len - 1;
	while (at > 0 && ((unsigned char)s.ptr[at] & 0xC0) == 0x80)
		at--;
	return at;
}

/* Lays text against the source backwards from `end`; starts[i] and ends[i] are those of the character at byte i. */
static void lay(struct maker *m, struct str text, size_t end, uint32_t *starts, uint32_t *ends)
{
	size_t floor = m->seen;
	end = end < floor ? floor : end;
	for (struct str rest = text; rest.len;) {
		size_t at = last_char(rest), len = rest.len - at;
		bool literal = end >= floor + len && memcmp(m->source.ptr + end - len, rest.ptr + at, len) == 0;
		size_t start = literal ? end - len : reference_start(m->source, floor, end);
		starts[at] = (uint32_t)start;
		ends[at] = (uint32_t)end;
		end = start;
		rest.len = at;
	}
}

/* ---- what libxml2 tells ---- */

static size_t parser_offset(const struct maker *m)
{
	const xmlParserInput *input = m->parser->input;
	if (!input)
		return m->source.len;
	size_t at = (size_t)input->consumed + (size_t)(input->cur - input->base);
	return at < m->source.len ? at : m->source.len;
}

static void on_text(void *context, const xmlChar *bytes, int count)
{
	struct maker *m = context;
	struct str text = {(const char *)bytes, (size_t)count};
	if (m->hidden || !text.len)
		return;
	uint32_t *starts = arena_alloc(m->arena, text.len, sizeof *starts),
		 *ends = arena_alloc(m->arena, text.len, sizeof *ends);
	lay(m, text, parser_offset(m), starts, ends);
	for (size_t at = 0; at < text.len;) {
		size_t next = at;
		utf8_next(text, &next);
		add_char(m, str_slice(text, at, next), starts[at], ends[at]);
		at = next;
	}
}

struct element {
	const char *name;
	unsigned effects;
};

static const struct element ELEMENTS[] = {
    {"head", EFFECT_HIDE},
    {"title", EFFECT_HIDE},
    {"script", EFFECT_HIDE},
    {"style", EFFECT_HIDE},
    {"template", EFFECT_HIDE},
    {"noscript", EFFECT_HIDE},
    {"select", EFFECT_HIDE},
    {"textarea", EFFECT_HIDE},
    {"pre", EFFECT_PRE | EFFECT_PARAGRAPH},
    {"p", EFFECT_PARAGRAPH},
    {"blockquote", EFFECT_PARAGRAPH},
    {"ul", EFFECT_PARAGRAPH},
    {"ol", EFFECT_PARAGRAPH},
    {"table", EFFECT_PARAGRAPH},
    {"h1", EFFECT_PARAGRAPH},
    {"h2", EFFECT_PARAGRAPH},
    {"h3", EFFECT_PARAGRAPH},
    {"h4", EFFECT_PARAGRAPH},
    {"h5", EFFECT_PARAGRAPH},
    {"h6", EFFECT_PARAGRAPH},
    {"hr", EFFECT_PARAGRAPH},
    {"div", EFFECT_LINE},
    {"li", EFFECT_LINE | EFFECT_ITEM},
    {"tr", EFFECT_LINE},
    {"dt", EFFECT_LINE},
    {"dd", EFFECT_LINE},
    {"section", EFFECT_LINE},
    {"article", EFFECT_LINE},
    {"header", EFFECT_LINE},
    {"footer", EFFECT_LINE},
    {"center", EFFECT_LINE},
    {"form", EFFECT_LINE},
    {"address", EFFECT_LINE},
    {"caption", EFFECT_LINE},
};

/* A value of an attribute, in lower case as far as it is ASCII; empty when missing. */
static struct str attribute(struct arena *arena, const xmlChar **attributes, const char *name)
{
	for (size_t i = 0; attributes && attributes[i]; i += 2)
		if (str_eq_nocase(str_of((const char *)attributes[i]), str_of(name)))
			return utf8_fold(arena, str_of((const char *)attributes[i + 1]));
	return STR("");
}

static bool holds(struct str s, const char *part)
{
	return str_find(s, str_of(part), 0) < s.len;
}

/* Gmail's and others' "indent" is a blockquote too; its style says that it has no rule on the left. */
static bool is_quote(struct arena *arena, struct str name, const xmlChar **attributes)
{
	if (!str_eq_nocase(name, STR("blockquote")))
		return false;
	if (attribute(arena, attributes, "type").len || holds(attribute(arena, attributes, "class"), "quote"))
		return true;
	struct str style = attribute(arena, attributes, "style");
	return !holds(style, "border:none") && !holds(style, "border: none") &&
	       !holds(style, "border-width: medium; border-style: none");
}

static bool is_signature(struct arena *arena, const xmlChar **attributes)
{
	static const char *const marks[] = {"gmail_signature",
					    "moz-signature",
					    "applemailsignature",
					    "ms-outlook-mobile-signature",
					    "protonmail_signature_block",
					    "yahoo_signature"};
	struct str class = attribute(arena, attributes, "class"), id = attribute(arena, attributes, "id");
	if (holds(class, "prefix"))
		return false;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (holds(class, marks[i]) || holds(id, marks[i]))
			return true;
	return str_eq(id, STR("signature"));
}

static unsigned effects_of(struct arena *arena, struct str name, const xmlChar **attributes)
{
	unsigned effects = 0;
	for (size_t i = 0; i < sizeof ELEMENTS / sizeof *ELEMENTS; i++)
		if (str_eq_nocase(name, str_of(ELEMENTS[i].name)))
			effects = ELEMENTS[i].effects;
	if (!attributes)
		return effects | (is_quote(arena, name, NULL) ? EFFECT_QUOTE : 0U);
	struct str style = attribute(arena, attributes, "style");
	if (holds(style, "display:none") || holds(style, "display: none"))
		effects |= EFFECT_HIDE;
	if (is_quote(arena, name, attributes))
		effects |= EFFECT_QUOTE;
	if (is_signature(arena, attributes))
		effects |= EFFECT_SIGNATURE | EFFECT_LINE;
	return effects;
}

static void apply_break(struct maker *m, unsigned effects)
{
	if (effects & EFFECT_PARAGRAPH)
		line_break(m, 2);
	else if (effects & EFFECT_LINE)
		line_break(m, 1);
}

static void on_start(void *context, const xmlChar *tag, const xmlChar **attributes)
{
	struct maker *m = context;
	struct str name = str_of((const char *)tag);
	unsigned effects = effects_of(m->arena, name, attributes);
	*ARENA_PUSH(m->arena, m->effects, m->depth, m->capacity) = effects;
	if (str_eq_nocase(name, STR("br")))
		line_break(m, m->breaks < MOST_BREAKS ? m->breaks + 1 : m->breaks);
	if (str_eq_nocase(name, STR("td")) || str_eq_nocase(name, STR("th")))
		add_char(m, STR(" "), m->seen, m->seen);
	apply_break(m, effects);
	m->hidden += (effects & EFFECT_HIDE) != 0;
	m->quoted += (effects & EFFECT_QUOTE) != 0;
	m->pre += (effects & EFFECT_PRE) != 0;
	m->signature = m->signature || ((effects & EFFECT_SIGNATURE) && !m->quoted);
	m->item = m->item || (effects & EFFECT_ITEM);
}

static void on_end(void *context, const xmlChar *tag)
{
	struct maker *m = context;
	(void)tag;
	if (m->depth == 0)
		return;
	unsigned effects = m->effects[--m->depth];
	apply_break(m, effects);
	m->hidden -= (effects & EFFECT_HIDE) != 0;
	m->quoted -= (effects & EFFECT_QUOTE) != 0;
	m->pre -= (effects & EFFECT_PRE) != 0;
}

static void silent(void *context, const char *format, ...)
{
	(void)context;
	(void)format;
}

static bool is_too_much(struct str source)
{
	size_t tags = 0;
	for (size_t i = 0; i < source.len; i++)
		tags += source.ptr[i] == '<';
	return tags > MOST_TAGS || source.len > INT_MAX / 2;
}

/* Runs the parser. When memory runs out in a callback, the jump goes through here, so that libxml2's memory is freed.
 */
static void parse(struct maker *m)
{
	jmp_buf outer;
	memcpy(&outer, &m->arena->oom, sizeof outer);
	if (ARENA_CATCH(m->arena)) {
		htmlFreeParserCtxt(m->parser);
		memcpy(&m->arena->oom, &outer, sizeof outer);
		longjmp(m->arena->oom, 1);
	}
	htmlParseDocument(m->parser);
	htmlFreeParserCtxt(m->parser);
	memcpy(&m->arena->oom, &outer, sizeof outer);
}

/*
 * dlopen runs this once, before any thread has a message: what libxml2 sets up on its first use it sets up without a lock that holds, and workers that came
 * to it together waited for each other for ever.
 */
__attribute__((constructor)) static void start(void)
{
	xmlInitParser();
}

struct trace html_decode(struct arena *arena, struct str source, bool *complete)
{
	struct maker m = {.arena = arena, .source = source, .out = {.arena = arena}};
	*complete = !is_too_much(source);
	if (*complete && source.len)
		m.parser = htmlCreateMemoryParserCtxt(source.ptr, (int)source.len);
	if (!m.parser) {
		*complete = *complete && !source.len;
		return trace_made(&m.out);
	}
	htmlCtxtUseOptions(m.parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
					 HTML_PARSE_IGNORE_ENC);
	xmlSwitchEncoding(m.parser, XML_CHAR_ENCODING_UTF8);
	xmlSAXHandler handler = {.startElement = on_start,
				 .endElement = on_end,
				 .characters = on_text,
				 .ignorableWhitespace = on_text,
				 .warning = silent,
				 .error = silent,
				 .fatalError = silent};
	*m.parser->sax = handler;
	m.parser->userData = &m;
	parse(&m);
	return trace_made(&m.out);
}

void html_encode(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == '&')
			buf_str(out, STR("&amp;"));
		else if (c == '<')
			buf_str(out, STR("&lt;"));
		else if (c == '>')
			buf_str(out, STR("&gt;"));
		else if (c == '\n')
			buf_str(out, STR("<br>\n"));
		else
			buf_char(out, c);
	}
}
