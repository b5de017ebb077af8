#include "rules/hasten.h"

#include "base/buf.h"

#include <string.h>

enum { LEAST_ALTERNATIVES = 4, MOST_DEPTH = 100 };

/* The characters that a part of a pattern can begin with. */
struct first {
	bool of[128];
	bool unknown; /* it may begin with something else */
	bool empty;   /* it may match nothing */
};

struct walker {
	struct arena *arena;
	struct str p;
	size_t at;
	int depth;
};

static char peek(const struct walker *w)
{
	return w->at < w->p.len ? w->p.ptr[w->at] : '\0';
}

static bool follows(const struct walker *w, struct str text)
{
	return str_starts(str_slice(w->p, w->at, w->p.len), text);
}

static void add_first(struct first *to, const struct first *from)
{
	for (size_t c = 0; c < sizeof to->of; c++)
		to->of[c] = to->of[c] || from->of[c];
	to->unknown = to->unknown || from->unknown;
}

/* Past the class that begins at `at`. */
static void skip_class(struct walker *w)
{
	w->at++;
	if (peek(w) == '^')
		w->at++;
	for (bool first = true; w->at < w->p.len && (peek(w) != ']' || first); first = false) {
		if (follows(w, STR("[:")))
			w->at = str_find(w->p, STR(":]"), w->at) + 1;
		else if (peek(w) == '\\')
			w->at++;
		w->at++;
	}
	w->at++;
}

/* Past the group that begins at `at`. */
static void skip_group(struct walker *w)
{
	int depth = 0;
	do {
		char c = peek(w);
		if (c == '[') {
			skip_class(w);
			continue;
		}
		depth += (c == '(') - (c == ')');
		w->at += c == '\\' ? 2 : 1;
	} while (depth && w->at < w->p.len);
}

/* Past the escape that begins at `at`, with its argument. */
static struct first walk_escape(struct walker *w)
{
	char c = w->at + 1 < w->p.len ? w->p.ptr[w->at + 1] : '\0';
	w->at += 2;
	if (strchr("pPxgkoN", c) && c && strchr("{<'", peek(w)) && peek(w)) {
		char close = peek(w) == '{' ? '}' : peek(w) == '<' ? '>' : '\'';
		while (w->at < w->p.len && w->p.ptr[w->at++] != close)
			;
	}
	if (c == 'b' || c == 'B')
		return (struct first){ .empty = true };
	struct first first = { .unknown = true };
	if ((unsigned char)c < 0x80 && !is_ascii_alpha(c) && !is_ascii_digit(c)) {
		first.unknown = false;
		first.of[(unsigned char)c] = true;
	}
	return first;
}

static struct first walk_alternatives(struct walker *w, struct buf *out, size_t *count);

/* The end of a group's head: "(?:", "(?<name>", "(?=", "(?!". 0 for other groups, which are left as they are. */
static size_t head_end(const struct walker *w)
{
	static const char *const heads[] = { "(?:", "(?=", "(?!", "(?>" };
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (follows(w, str_of(heads[i])))
			return w->at + 3;
	bool is_named = follows(w, STR("(?<")) && !follows(w, STR("(?<=")) && !follows(w, STR("(?<!"));
	return is_named ? str_find(w->p, STR(">"), w->at) + 1 : 0;
}

static void put_look_ahead(struct buf *out, const struct first *first)
{
	buf_str(out, STR("(?=["));
	for (size_t c = 0; c < sizeof first->of; c++) {
		if (!first->of[c])
			continue;
		if (!is_ascii_alpha((char)c) && !is_ascii_digit((char)c) && c != ' ')
			buf_char(out, '\\');
		buf_char(out, (char)c);
	}
	buf_str(out, STR("])"));
}

static struct first walk_group(struct walker *w, struct buf *out)
{
	size_t from = w->at, inside = head_end(w), count = 0;
	bool is_look = follows(w, STR("(?=")) || follows(w, STR("(?!")) || follows(w, STR("(?<=")) || follows(w, STR("(?<!"));
	struct first first = { .unknown = true };
	if (!inside || w->depth >= MOST_DEPTH) {
		skip_group(w);
		buf_str(out, str_slice(w->p, from, w->at));
		if (is_look)
			first = (struct first){ .empty = true };
		return first;
	}
	struct buf content = buf_make(w->arena);
	w->at = inside;
	w->depth++;
	first = walk_alternatives(w, &content, &count);
	w->depth--;
	w->at++;
	buf_str(out, str_slice(w->p, from, inside));
	if (count >= LEAST_ALTERNATIVES && !first.unknown && !first.empty) {
		put_look_ahead(out, &first);
		buf_str(out, STR("(?:"));
		buf_str(out, buf_view(&content));
		buf_char(out, ')');
	} else {
		buf_str(out, buf_view(&content));
	}
	buf_char(out, ')');
	if (is_look)
		first = (struct first){ .empty = true };
	return first;
}

static struct first walk_atom(struct walker *w, struct buf *out)
{
	size_t from = w->at;
	char c = peek(w);
	if (c == '(')
		return walk_group(w, out);
	struct first first = { .unknown = true };
	if (c == '\\') {
		first = walk_escape(w);
	} else if (c == '[') {
		skip_class(w);
	} else if ((unsigned char)c >= 0x80) {
		do
			w->at++;
		while (((unsigned char)peek(w) & 0xC0U) == 0x80);
	} else {
		w->at++;
		first.unknown = c == '.' || c == '^' || c == '$';
		first.of[(unsigned char)c] = !first.unknown;
	}
	buf_str(out, str_slice(w->p, from, w->at));
	return first;
}

/* Copies a quantifier; true when the atom before it may be missing. */
static bool walk_quantifier(struct walker *w, struct buf *out)
{
	size_t from = w->at;
	bool optional = peek(w) == '?' || peek(w) == '*';
	bool braces = peek(w) == '{' && w->at + 1 < w->p.len && (is_ascii_digit(w->p.ptr[w->at + 1]) || w->p.ptr[w->at + 1] == ',');
	if (braces) {
		optional = w->p.ptr[w->at + 1] == '0' || w->p.ptr[w->at + 1] == ',';
		w->at = str_find(w->p, STR("}"), w->at) + 1;
	} else if (optional || peek(w) == '+') {
		w->at++;
	} else {
		return false;
	}
	if (peek(w) == '?' || peek(w) == '+')
		w->at++;
	buf_str(out, str_slice(w->p, from, w->at));
	return optional;
}

static struct first walk_sequence(struct walker *w, struct buf *out)
{
	struct first all = { .empty = true };
	while (w->at < w->p.len && peek(w) != '|' && peek(w) != ')') {
		struct first first = walk_atom(w, out);
		bool optional = walk_quantifier(w, out);
		if (!all.empty)
			continue;
		add_first(&all, &first);
		all.empty = first.empty || optional;
	}
	return all;
}

static struct first walk_alternatives(struct walker *w, struct buf *out, size_t *count)
{
	struct first all = walk_sequence(w, out);
	*count = 1;
	while (peek(w) == '|' && w->at < w->p.len) {
		w->at++;
		buf_char(out, '|');
		struct first one = walk_sequence(w, out);
		add_first(&all, &one);
		all.empty = all.empty || one.empty;
		++*count;
	}
	return all;
}

struct str hasten(struct arena *arena, struct str pattern)
{
	struct walker w = { .arena = arena, .p = pattern };
	struct buf out = buf_make(arena);
	size_t count = 0;
	struct buf content = buf_make(arena);
	struct first first = walk_alternatives(&w, &content, &count);
	if (w.at < pattern.len)
		return pattern;
	if (count >= LEAST_ALTERNATIVES && !first.unknown && !first.empty) {
		put_look_ahead(&out, &first);
		buf_str(&out, STR("(?:"));
		buf_str(&out, buf_view(&content));
		buf_char(&out, ')');
		return buf_view(&out);
	}
	return buf_view(&content);
}
