#include "mail/twin.h"

#include "base/utf8.h"

#include <assert.h>

/* Words to the left and the right that tell places apart. */
enum { NEIGHBOURS = 12 };

struct words {
	struct str text;
	struct span *items;
	size_t count, capacity;
};

static bool has_letter(struct str s)
{
	for (size_t at = 0; at < s.len;)
		if (utf8_is_word(utf8_next(s, &at)))
			return true;
	return false;
}

/* Runs without white space that hold a letter or digit: marks of quotes and lists differ between the halves. */
static struct words words_of(struct arena *arena, struct str text)
{
	struct words words = {.text = text};
	size_t start = 0;
	for (size_t at = 0; at <= text.len;) {
		size_t next = at;
		bool space = at == text.len || utf8_is_space(utf8_next(text, &next));
		if (space && at > start && has_letter(str_slice(text, start, at)))
			*ARENA_PUSH(arena, words.items, words.count, words.capacity) = (struct span){start, at};
		if (at == text.len)
			break;
		start = space ? next : start;
		at = next;
	}
	return words;
}

static struct str word(const struct words *words, size_t i)
{
	assert(words->items && i < words->count);
	return str_slice(words->text, words->items[i].start, words->items[i].end);
}

/* One half may be typed with straight quotes, the other with curly ones. */
static int32_t straight(int32_t c)
{
	if (c == 0x2018 || c == 0x2019)
		return '\'';
	if (c == 0x201C || c == 0x201D)
		return '"';
	return c;
}

/* The next letter at *at, past the *marks* that stand for bold and italics in plain text; -1 at the end. */
static int32_t next_letter(struct str s, size_t *at)
{
	while (*at < s.len && (s.ptr[*at] == '*' || s.ptr[*at] == '_'))
		++*at;
	return *at < s.len ? straight(utf8_next(s, at)) : -1;
}

static bool same(struct str a, struct str b)
{
	size_t i = 0, k = 0;
	for (;;) {
		int32_t x = next_letter(a, &i), y = next_letter(b, &k);
		if (x != y)
			return false;
		if (x < 0)
			return true;
	}
}

/* The byte of b that as many letters stand before as before byte `at` of a. */
static size_t same_place(struct str a, size_t at, struct str b)
{
	size_t i = 0, k = 0;
	if (at >= a.len)
		return b.len;
	while (i < at) {
		next_letter(a, &i);
		if (i <= at)
			next_letter(b, &k);
	}
	return k;
}

/* How many neighbours in a row are the same, on both sides of [first, last) of a and of as many words at `at` of b. */
static size_t likeness(const struct words *a, size_t first, size_t last, const struct words *b, size_t at)
{
	size_t count = 0, end = at + (last - first);
	for (size_t i = 1; i <= NEIGHBOURS && i <= first && i <= at && same(word(a, first - i), word(b, at - i)); i++)
		count++;
	for (size_t i = 0;
	     i < NEIGHBOURS && last + i < a->count && end + i < b->count && same(word(a, last + i), word(b, end + i));
	     i++)
		count++;
	return count;
}

static bool matches(const struct words *a, size_t first, size_t last, const struct words *b, size_t at)
{
	if (last - first > b->count - at)
		return false;
	for (size_t i = first; i < last; i++)
		if (!same(word(a, i), word(b, at + i - first)))
			return false;
	return true;
}

/* The best place, and how good it is; a second one as good makes *unique false. */
struct best {
	const struct mail_body *twin;
	size_t at, score;
	bool found, unique;
	struct words words;
};

static void search(const struct mail_body *twin, struct words b, const struct words *a, size_t first, size_t last,
		   struct best *best)
{
	for (size_t at = 0; at < b.count; at++) {
		if (!matches(a, first, last, &b, at))
			continue;
		size_t score = likeness(a, first, last, &b, at);
		if (best->found && score < best->score)
			continue;
		bool tie = best->found && score == best->score;
		*best = (struct best){twin, at, score, true, !tie, b};
	}
}

/* The words that the span touches; of an empty span the word that it is in or behind. Of white space the next word, or
 * else the last one. */
static bool words_at(const struct words *words, struct span span, size_t *first, size_t *last)
{
	size_t i = 0;
	bool empty = span.start == span.end;
	while (i < words->count && words->items[i].end < span.start + !empty)
		i++;
	size_t k = i;
	while (k < words->count && words->items[k].start < span.end)
		k++;
	if (k == i)
		k = i < words->count ? i + 1 : i;
	if (k == i && i > 0)
		i--;
	*first = i;
	*last = k;
	return k > i;
}

bool twin_find(struct arena *arena, const struct mail_body *body, struct span span, const struct mail_body **twin,
	       struct span *found)
{
	struct words a = words_of(arena, body->text.bytes);
	size_t first, last;
	if (!words_at(&a, span, &first, &last))
		return false;
	struct best best = {0};
	for (size_t i = 0; i < body->twin_count; i++)
		search(&body->twins[i], words_of(arena, body->twins[i].text.bytes), &a, first, last, &best);
	if (!best.found || !best.unique)
		return false;
	struct span from = best.words.items[best.at], to = best.words.items[best.at + (last - first) - 1];
	struct span left = a.items[first], right = a.items[last - 1];
	size_t start = span.start < left.start
			   ? 0
			   : same_place(word(&a, first), span.start - left.start, word(&best.words, best.at));
	size_t end = span.end < right.start ? 0
					    : same_place(word(&a, last - 1), span.end - right.start,
							 word(&best.words, best.at + (last - first) - 1));
	*twin = best.twin;
	*found = (struct span){from.start + start, to.start + end};
	if (found->end < found->start)
		found->end = found->start;
	return true;
}
