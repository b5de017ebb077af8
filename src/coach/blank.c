#include "coach/blank.h"

#include <string.h>

enum { LONGEST_BLANK_BYTES = 80 };

/* A name that a template's author would give a gap: words, perhaps with underscores, no sentence. */
static bool is_gap_name(struct str name)
{
	size_t letters = 0;
	for (size_t i = 0; i < name.len; i++) {
		letters += is_ascii_alpha(name.ptr[i]);
		if (strchr("[]{}<>\n@:;", name.ptr[i]))
			return false;
	}
	return name.len > 0 && name.len <= LONGEST_BLANK_BYTES && letters >= 2;
}

/* Square brackets also hold editors' words. */
static bool is_editorial(struct str name)
{
	static const char *const words[] = { "sic", "sic!", "cid", "image", "attachment", "attached", "external", "redacted", "emphasis added",
					     "ellipsis", "link", "x", "tm", "r", "c", "ed.", "eds.", "trans.", "recte", "illegible" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq_nocase(name, str_of(words[i])))
			return true;
	return false;
}

static size_t bracketed(struct str s, size_t at, const char *open, const char *close, struct str *name)
{
	struct str o = str_of(open), c = str_of(close);
	if (!str_starts(str_slice(s, at, s.len), o))
		return 0;
	size_t limit = at + o.len + LONGEST_BLANK_BYTES + c.len;
	size_t end = str_find(str_slice(s, 0, limit), c, at + o.len);
	if (end >= (limit < s.len ? limit : s.len))
		return 0;
	*name = str_trim(str_slice(s, at + o.len, end));
	return is_gap_name(*name) ? end + c.len - at : 0;
}

static size_t run_of(struct str s, size_t at, char c)
{
	size_t n = 0;
	while (at + n < s.len && s.ptr[at + n] == c)
		n++;
	return n;
}

static bool is_inside_word(struct str s, size_t start, size_t end)
{
	bool before = start > 0 && (is_ascii_alpha(s.ptr[start - 1]) || is_ascii_digit(s.ptr[start - 1]));
	bool after = end < s.len && (is_ascii_alpha(s.ptr[end]) || is_ascii_digit(s.ptr[end]));
	return before || after;
}

/* The length of the blank at `at`, or 0. */
static size_t blank_at(struct str s, size_t at, struct str *name)
{
	size_t n;
	*name = (struct str){ 0 };
	switch (s.ptr[at]) {
	case '{':
		return bracketed(s, at, "{{", "}}", name);
	case '<':
		return bracketed(s, at, "<<", ">>", name);
	case '[':
		n = bracketed(s, at, "[", "]", name);
		/* "[text](link)" is Markdown */
		return n && !is_editorial(*name) && !(at + n < s.len && s.ptr[at + n] == '(') ? n : 0;
	case '(':
		n = bracketed(s, at, "(", ")", name);
		return n && (str_starts_nocase(*name, STR("insert ")) || str_starts_nocase(*name, STR("enter ")) ||
			     str_starts_nocase(*name, STR("fill in ")))
			   ? n
			   : 0;
	case 'X':
		n = run_of(s, at, 'X');
		return n >= 3 && !is_inside_word(s, at, at + n) ? n : 0;
	case '_':
		n = run_of(s, at, '_');
		return n >= 3 && n <= 20 && !is_inside_word(s, at, at + n) ? n : 0;
	default:
		return 0;
	}
}

bool blank_next(struct str s, size_t *at, struct blank *out)
{
	for (; *at < s.len; ++*at) {
		size_t n = blank_at(s, *at, &out->name);
		if (!n)
			continue;
		out->span = (struct span){ *at, *at + n };
		*at += n;
		return true;
	}
	return false;
}

struct blanks blank_find(struct arena *arena, struct str s)
{
	struct blanks blanks = { 0 };
	size_t capacity = 0, at = 0;
	for (struct blank blank; blank_next(s, &at, &blank);)
		*ARENA_PUSH(arena, blanks.items, blanks.count, capacity) = blank;
	return blanks;
}
