#include "mail/edit.h"

#include <string.h>

/* More cells of the table than this, and the whole of what differs is one edit. */
enum { MOST_CELLS = 4 * 1024 * 1024 };

/* Words, and the runs of white space between them. */
struct words {
	struct str text;
	struct span *items;
	size_t count, capacity;
};

static struct words words_of(struct arena *arena, struct str text, size_t start, size_t end)
{
	struct words words = {.text = text};
	while (start < end) {
		bool space = is_ascii_space(text.ptr[start]);
		size_t at = start + 1;
		while (at < end && is_ascii_space(text.ptr[at]) == space)
			at++;
		*ARENA_PUSH(arena, words.items, words.count, words.capacity) = (struct span){start, at};
		start = at;
	}
	return words;
}

static bool same(const struct words *a, size_t i, const struct words *b, size_t k)
{
	return str_eq(str_slice(a->text, a->items[i].start, a->items[i].end),
		      str_slice(b->text, b->items[k].start, b->items[k].end));
}

/* lengths[i][k]: of the longest common subsequence of the words from i and from k on. */
static uint16_t *lengths_of(struct arena *arena, const struct words *a, const struct words *b)
{
	size_t width = b->count + 1;
	uint16_t *lengths = arena_alloc(arena, (a->count + 1) * width, sizeof *lengths);
	for (size_t i = a->count; i-- > 0;) {
		for (size_t k = b->count; k-- > 0;) {
			uint16_t down = lengths[(i + 1) * width + k], right = lengths[i * width + k + 1];
			uint16_t longer = down > right ? down : right;
			lengths[i * width + k] =
			    same(a, i, b, k) ? (uint16_t)(lengths[(i + 1) * width + k + 1] + 1) : longer;
		}
	}
	return lengths;
}

static size_t word_start(const struct words *words, size_t i, size_t end)
{
	return i < words->count ? words->items[i].start : end;
}

/* White space on one line: a change of the words on both sides of it is one change. */
static bool is_gap(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] != ' ')
			return false;
	return true;
}

static void add(struct arena *arena, struct edits *edits, struct str before, struct str after, struct span old,
		struct span new)
{
	if (old.end == old.start && new.end == new.start)
		return;
	struct edit *last = edits->count ? &edits->items[edits->count - 1] : NULL;
	if (last && is_gap(str_slice(before, last->at.end, old.start))) {
		last->at.end = old.end;
		last->text = str_slice(after, (size_t)(last->text.ptr - after.ptr), new.end);
		return;
	}
	*ARENA_PUSH(arena, edits->items, edits->count, edits->capacity) =
	    (struct edit){old, str_slice(after, new.start, new.end)};
}

/* The texts between a common beginning and a common end, at word boundaries. */
static void find_between(struct arena *arena, struct edits *edits, struct str before, struct span old, struct str after,
			 struct span new)
{
	struct words a = words_of(arena, before, old.start, old.end), b = words_of(arena, after, new.start, new.end);
	if (a.count > UINT16_MAX || b.count > UINT16_MAX || (a.count + 1) * (b.count + 1) > MOST_CELLS) {
		add(arena, edits, before, after, old, new);
		return;
	}
	uint16_t *lengths = lengths_of(arena, &a, &b);
	size_t width = b.count + 1, i = 0, k = 0;
	while (i < a.count || k < b.count) {
		size_t from = i, to = k;
		while ((i < a.count || k < b.count) && !(i < a.count && k < b.count && same(&a, i, &b, k))) {
			bool drop =
			    k == b.count || (i < a.count && lengths[(i + 1) * width + k] >= lengths[i * width + k + 1]);
			*(drop ? &i : &k) += 1;
		}
		add(arena, edits, before, after,
		    (struct span){word_start(&a, from, old.end), word_start(&a, i, old.end)},
		    (struct span){word_start(&b, to, new.end), word_start(&b, k, new.end)});
		while (i < a.count && k < b.count && same(&a, i, &b, k)) {
			i++;
			k++;
		}
	}
}

/* Before white space, but not inside of CRLF. */
static bool is_boundary(struct str text, size_t at)
{
	bool inside = text.ptr[at] == '\n' && at > 0 && text.ptr[at - 1] == '\r';
	return is_ascii_space(text.ptr[at]) && !inside;
}

static bool is_tail_byte(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* The edit without the letters that its old and new words begin and end with alike. */
static struct edit shrunk(struct str before, struct edit e)
{
	struct str old = str_slice(before, e.at.start, e.at.end), new = e.text;
	size_t least = old.len < new.len ? old.len : new.len, head = 0, tail = 0;
	while (head < least && old.ptr[head] == new.ptr[head])
		head++;
	while (head > 0 &&
	       ((head < old.len && is_tail_byte(old.ptr[head])) || (head < new.len &&is_tail_byte(new.ptr[head]))))
		head--;
	while (tail < least - head && old.ptr[old.len - 1 - tail] == new.ptr[new.len - 1 - tail])
		tail++;
	while (tail > 0 && is_tail_byte(old.ptr[old.len - tail]))
		tail--;
	/* CRLF stays whole */
	if (tail > 0 && old.ptr[old.len - tail] == '\n' && old.len > tail && old.ptr[old.len - tail - 1] == '\r')
		tail--;
	return (struct edit){{e.at.start + head, e.at.end - tail}, str_slice(new, head, new.len - tail)};
}

struct edits edit_find(struct arena *arena, struct str before, struct str after)
{
	struct edits edits = {0};
	size_t start = 0, least = before.len < after.len ? before.len : after.len;
	while (start < least && before.ptr[start] == after.ptr[start])
		start++;
	size_t tail = 0;
	while (tail < least - start && before.ptr[before.len - 1 - tail] == after.ptr[after.len - 1 - tail])
		tail++;
	/* back to whole words on both sides */
	while (start > 0 && !is_ascii_space(before.ptr[start - 1]))
		start--;
	while (tail > 0 && !is_boundary(before, before.len - tail))
		tail--;
	find_between(arena, &edits, before, (struct span){start, before.len - tail}, after,
		     (struct span){start, after.len - tail});
	for (size_t i = 0; i < edits.count; i++)
		edits.items[i] = shrunk(before, edits.items[i]);
	return edits;
}
