#include "rules/branch.h"

#include <string.h>

static char char_at(struct str s, size_t at)
{
	return at < s.len ? s.ptr[at] : '\0';
}

static bool has_at(struct str s, size_t at, struct str text)
{
	return str_starts(str_slice(s, at, s.len), text);
}

/* Past the class that begins at `at`. */
static size_t after_class(struct str p, size_t at)
{
	at++;
	at += char_at(p, at) == '^';
	for (bool first = true; at < p.len && (p.ptr[at] != ']' || first); first = false) {
		if (has_at(p, at, STR("[:")))
			at = str_find(p, STR(":]"), at) + 2;
		else
			at += p.ptr[at] == '\\' ? 2 : 1;
	}
	return at + 1;
}

/* Past the character, the escape, the class or the parenthesis at `at`; *depth follows the parentheses. */
static size_t after_item(struct str p, size_t at, size_t *depth)
{
	char c = p.ptr[at];
	if (c == '[')
		return after_class(p, at);
	if (c == '(')
		++*depth;
	if (c == ')' && *depth)
		--*depth;
	return at + (c == '\\' ? 2 : 1);
}

/* Past the group that begins at `at`. */
static size_t after_group(struct str p, size_t at)
{
	size_t depth = 0;
	do
		at = after_item(p, at, &depth);
	while (depth && at < p.len);
	return at;
}

/* A flag set for what comes after: "(?-i)". */
static bool sets_flag(struct str p, size_t at)
{
	if (!has_at(p, at, STR("(?")))
		return false;
	at += 2;
	while (is_ascii_lower(char_at(p, at)) || char_at(p, at) == '-' || char_at(p, at) == '^')
		at++;
	return char_at(p, at) == ')';
}

/* A reference to a group by its number, or in one of the rarer ways. */
static bool refers_by_number(struct str p, size_t at)
{
	char next = char_at(p, at + 1);
	bool is_name = next == 'k' && char_at(p, at + 2) == '<';
	return (p.ptr[at] == '\\' && ((next == 'k' && !is_name) || next == 'g' || is_ascii_digit(next))) || has_at(p, at, STR("(?P=")) ||
	       has_at(p, at, STR("(?|"));
}

static bool is_of_one_piece(struct str p)
{
	size_t depth = 0;
	for (size_t at = 0; at < p.len; at = after_item(p, at, &depth))
		if (refers_by_number(p, at) || (!depth && sets_flag(p, at)))
			return true;
	return false;
}

/* Does every \k<name> of the branch mean a group of the branch? */
static bool refers_to_itself(struct str p)
{
	for (size_t at = 0; (at = str_find(p, STR("\\k<"), at)) < p.len; at++) {
		size_t name = at + 2, end = str_find(p, STR(">"), at) + 1, found = 0;
		struct str group = str_slice(p, name, end); /* "<name>" */
		bool is_there = false;
		for (; !is_there && (found = str_find(p, group, found)) < at; found++)
			is_there = found >= 2 && p.ptr[found - 1] == '?' && p.ptr[found - 2] == '(';
		if (!is_there)
			return false;
	}
	return true;
}

static bool is_quantified(struct str p, size_t at)
{
	char c = char_at(p, at);
	return c && strchr("?*+{", c);
}

/* Takes the guard off a branch, where it has one: (?!guard)text or (?:(?!guard))text. */
static struct branch_text cut(struct str p)
{
	struct branch_text whole = { .text = p };
	size_t wrapped = has_at(p, 0, STR("(?:(?!")) ? 3 : 0;
	if (!has_at(p, wrapped, STR("(?!")))
		return whole;
	size_t end = after_group(p, wrapped), rest = end + (wrapped ? 1 : 0);
	if (is_quantified(p, end) || is_quantified(p, rest) || (wrapped && char_at(p, end) != ')') || rest >= p.len)
		return whole;
	return (struct branch_text){ str_slice(p, rest, p.len), str_slice(p, wrapped + 3, end - 1) };
}

struct branch_texts branch_split(struct arena *arena, struct str pattern)
{
	struct branch_texts out = { 0 };
	size_t depth = 0, from = 0;
	bool is_one = is_of_one_piece(pattern);
	for (size_t at = 0; at < pattern.len && !is_one; at = after_item(pattern, at, &depth)) {
		if (depth || pattern.ptr[at] != '|')
			continue;
		*ARENA_PUSH(arena, out.items, out.count, out.capacity) = cut(str_slice(pattern, from, at));
		from = at + 1;
	}
	if (!is_one)
		*ARENA_PUSH(arena, out.items, out.count, out.capacity) = cut(str_slice(pattern, from, pattern.len));
	for (size_t i = 0; i < out.count; i++)
		is_one = is_one || !refers_to_itself(out.items[i].text);
	if (is_one) {
		out.count = 0;
		*ARENA_PUSH(arena, out.items, out.count, out.capacity) = (struct branch_text){ .text = pattern };
	}
	return out;
}
