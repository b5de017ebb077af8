#include "draft/sentence.h"

#include "base/utf8.h"

#include <string.h>

/* Most words of a list are told apart by their first letter. */
static bool begins_so(struct str word, const char *listed)
{
	return word.len && ascii_lower(word.ptr[0]) == *listed;
}

/* Stops after these end no sentence. Those that often do end one ("etc.", "a.m.") are decided by the next word. */
static bool is_abbreviation(struct str word)
{
	static const char *const always[] = { "dr",  "mr",  "mrs", "ms",  "mx",  "prof", "st",	"rev", "hon", "sr",
					      "sra", "srta", "vs", "e.g", "i.e", "cf",	 "no",	"vol", "pp",  "ext",
					      "tel", "approx", "dept", "fig", "ed", "eds", "ca", "incl", "excl", "esp", "viz", "rs", "dy", "nos", "ir", "ref", "messrs", "capt", "sgt" };
	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		if (begins_so(word, always[i]) && str_eq_nocase(word, str_of(always[i])))
			return true;
	return word.len == 1 && is_ascii_alpha(word.ptr[0]) && word.ptr[0] != 'I';
}

/* "G.D", "U.S.A" */
static bool is_initials(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (i % 2 ? word.ptr[i] != '.' : !is_ascii_upper(word.ptr[i]))
			return false;
	return word.len > 1;
}

static bool is_half_stop(struct str word)
{
	static const char *const sometimes[] = { "a.m", "p.m", "etc", "inc", "ltd", "co", "jr", "sr", "am", "pm", "jan", "feb", "mar",
						 "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues",
						 "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "ave", "rd", "blvd", "bldg", "rm" };
	for (size_t i = 0; i < sizeof sometimes / sizeof *sometimes; i++)
		if (begins_so(word, sometimes[i]) && str_eq_nocase(word, str_of(sometimes[i])))
			return true;
	return false;
}

/* Is the byte at `at` one of a word: a letter, a digit, a stop inside it, an apostrophe between letters? */
static bool is_in_word(struct str s, size_t start, size_t at)
{
	char c = s.ptr[at];
	return is_ascii_alpha(c) || is_ascii_digit(c) || c == '.' || (c == '\'' && at > start && is_ascii_alpha(s.ptr[at - 1]));
}

/* The word that ends at `stop`: "p.m", "don't". */
static struct str word_before(struct str s, size_t start, size_t stop)
{
	size_t from = stop;
	while (from > start && is_in_word(s, start, from - 1))
		from--;
	return str_slice(s, from, stop);
}

static bool is_number(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!is_ascii_digit(word.ptr[i]))
			return false;
	return word.len > 0 && word.len <= 3;
}

static size_t skip_closers(struct str s, size_t at)
{
	while (at < s.len && strchr("\"')]", s.ptr[at]) != NULL)
		at++;
	return at;
}

/* "The trainer (me!) is away" */
static bool goes_on_behind_aside(struct str s, size_t after)
{
	return after + 1 < s.len && s.ptr[after - 1] == ')' && s.ptr[after] == ' ' && is_ascii_lower(s.ptr[after + 1]);
}

/* Does the sentence that began at `start` end with the stop at `at`? `after` is what follows its closers. */
static bool ends_sentence(struct str s, size_t start, size_t at, size_t after)
{
	if (after < s.len && s.ptr[after] != ' ' && s.ptr[after] != '\n')
		return false;
	if (s.ptr[at] != '.')
		return !goes_on_behind_aside(s, after);
	if (after >= s.len || s.ptr[after] == '\n')
		return true;
	size_t next = after;
	while (next < s.len && (s.ptr[next] == ' ' || s.ptr[next] == '"' || s.ptr[next] == '(' || s.ptr[next] == '\''))
		next++;
	bool lower = next < s.len && is_ascii_lower(s.ptr[next]);
	bool digit = next < s.len && is_ascii_digit(s.ptr[next]);
	struct str word = word_before(s, start, at);
	if (str_eq_nocase(word, STR("no")) || str_eq_nocase(word, STR("max")))
		return !digit;
	/* "Bus. & Prof. Code" */
	if (is_abbreviation(word) || (next < s.len && s.ptr[next] == '&'))
		return false;
	if (is_half_stop(word) || is_initials(word))
		return !lower && !digit;
	/* "1. Fill in the form": the number is the list's */
	if (is_number(word) && word.ptr == s.ptr + start)
		return false;
	/* an ellipsis in mid-sentence goes on in lower case */
	bool ellipsis = at > start && s.ptr[at - 1] == '.';
	return !(ellipsis && lower);
}

/* Does a title or saying that stands in quotation marks go on behind the stop: "Think. Check. Submit."? */
static bool is_within_quotes(struct str s, size_t start, size_t stop)
{
	enum { LONGEST_BYTES = 40 };
	size_t open = SIZE_MAX;
	for (size_t at = start; at < stop; at++)
		if (s.ptr[at] == '"')
			open = open == SIZE_MAX ? at : SIZE_MAX;
	if (open == SIZE_MAX)
		return false;
	for (size_t at = stop + 1; at < s.len && at - open <= LONGEST_BYTES && s.ptr[at] != '\n'; at++)
		if (s.ptr[at] == '"')
			return at > stop + 1;
	return false;
}

static bool has_word(struct str s)
{
	for (size_t at = 0; at < s.len;)
		if (utf8_is_word(utf8_next(s, &at)))
			return true;
	return false;
}

struct sentences sentence_split(struct arena *arena, const struct norm *norm)
{
	/* Most texts have fewer sentences than this; of an array that is too large the rest is never touched. */
	enum { LONGEST_BYTES = 4096, LONGEST_WORD_BYTES = 65536, USUAL_BYTES = 32 };
	struct str s = norm->bytes;
	size_t count = 0, capacity = s.len / USUAL_BYTES + 1;
	struct span *spans = arena_alloc(arena, capacity, sizeof *spans);
	size_t start = 0;
	for (size_t at = 0; at <= s.len; at++) {
		size_t end = at;
		bool may_break = at < s.len && (s.ptr[at] == ' ' || (at - start >= LONGEST_WORD_BYTES && ((unsigned char)s.ptr[at] & 0xC0U) != 0x80));
		bool is_too_long = may_break && at - start >= LONGEST_BYTES;
		if (at < s.len && s.ptr[at] != '\n' && !is_too_long) {
			if (s.ptr[at] != '.' && s.ptr[at] != '!' && s.ptr[at] != '?')
				continue;
			while (end + 1 < s.len && strchr(".!?", s.ptr[end + 1]))
				end++;
			size_t after = skip_closers(s, end + 1);
			at = end;
			if (!ends_sentence(s, start, end, after) || is_within_quotes(s, start, end))
				continue;
			end = after;
			at = after > 0 ? after - 1 : 0;
		}
		while (start < end && s.ptr[start] == ' ')
			start++;
		if (start < end && has_word(str_slice(s, start, end)))
			*ARENA_PUSH(arena, spans, count, capacity) = (struct span){ start, end };
		start = end < s.len && s.ptr[end] == '\n' ? end + 1 : end;
	}
	return (struct sentences){ spans, count };
}
