#include "out/html_diff.h"

#include "out/diff.h"
#include "out/html_part.h"

#include <assert.h>

/* A text cut into words, each with the white space after it. */
struct words {
	struct str *items;
	size_t count, capacity;
	struct str lines; /* a word a line, for diff_make: line i is word i */
};

/*
 * The words' own line feeds would be lines of their own, so they become a byte that text does not hold. White space
 * counts only where a line ends: text that was wrapped anew is not marked.
 */
static void add_line(struct buf *lines, struct str word)
{
	bool has_feed = str_find(word, STR("\n"), 0) < word.len;
	buf_str(lines, str_trim(word));
	buf_str(lines, has_feed ? STR("\x01\n") : STR("\n"));
}

static struct words cut(struct arena *arena, struct str text)
{
	struct words words = {0};
	struct buf lines = buf_make(arena);
	for (size_t at = 0; at < text.len;) {
		size_t start = at;
		while (at < text.len && !is_ascii_space(text.ptr[at]))
			at++;
		while (at < text.len && is_ascii_space(text.ptr[at]))
			at++;
		struct str word = str_slice(text, start, at);
		*ARENA_PUSH(arena, words.items, words.count, words.capacity) = word;
		add_line(&lines, word);
	}
	words.lines = buf_view(&lines);
	return words;
}

/* Words [start, end) as one piece of their text. */
static struct str piece(const struct words *words, size_t start, size_t end)
{
	if (start == end)
		return STR("");
	assert(words->items && start < end);
	const char *from = words->items[start].ptr;
	struct str last = words->items[end - 1];
	return (struct str){from, (size_t)(last.ptr + last.len - from)};
}

/* The mark goes round the words; the white space after them stands outside, so that underlines end with the words. */
static void mark(struct buf *out, const char *part, struct str text, bool keeps_space)
{
	size_t len = text.len;
	while (len && is_ascii_space(text.ptr[len - 1]))
		len--;
	if (len)
		HTML_PART(out, part, {"text", str_slice(text, 0, len)});
	if (keeps_space)
		html_text(out, str_slice(text, len, text.len));
	else if (len)
		buf_char(out, ' ');
}

/* A word or two left standing between two changes reads worse than one change. */
static size_t last_of_run(const struct diff *diff, size_t first)
{
	enum { FEW = 3 };
	size_t last = first;
	while (last + 1 < diff->count && diff->changes[last + 1].b_start - diff->changes[last].b_end < FEW)
		last++;
	return last;
}

bool html_diff(struct arena *arena, struct buf *out, struct str before, struct str after)
{
	struct words a = cut(arena, before), b = cut(arena, after);
	struct diff diff = diff_make(arena, a.lines, b.lines);
	size_t at = 0;
	for (size_t i = 0; i < diff.count; i++) {
		const struct diff_change *first = &diff.changes[i];
		i = last_of_run(&diff, i);
		const struct diff_change *last = &diff.changes[i];
		html_text(out, piece(&b, at, first->b_start));
		mark(out, "del", piece(&a, first->a_start, last->a_end), false);
		mark(out, "ins", piece(&b, first->b_start, last->b_end), true);
		at = last->b_end;
	}
	html_text(out, piece(&b, at, b.count));
	return diff.count > 0;
}
