#include "coach/calm.h"

#include "base/buf.h"
#include "coach/lexicon.h"

#include <string.h>

static bool is_in_capitals(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!is_ascii_upper(word.ptr[i]))
			return false;
	return true;
}

/* Is all of it in capitals, and not only a word or a name here and there? */
static bool is_all_shouted(struct str s)
{
	enum { LEAST_BYTES = 20 };
	size_t letters = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (is_ascii_alpha(s.ptr[i]) && !is_ascii_upper(s.ptr[i]))
			return false;
		letters += is_ascii_alpha(s.ptr[i]);
	}
	return letters >= LEAST_BYTES;
}

/* Short words are those that people put in capitals to be heard; longer ones are heard anyway, and so are all where nothing is small. */
static bool is_shouted(struct str word, bool all)
{
	enum { LONG_BYTES = 4 };
	if (lexicon_has_exactly(LANGUAGE_EN, WORDS_SHOUTED, word))
		return true;
	if (str_eq(word, STR("I")) || (!all && word.len < LONG_BYTES) || lexicon_has_exactly(LANGUAGE_EN, WORDS_KEPT_CAPITALS, word))
		return false;
	return is_in_capitals(word);
}

/* "A RESEARCH SERVICE": the article of what is shouted. */
static bool is_shouted_article(struct str s, struct span word)
{
	struct str next = str_slice(s, word.end, s.len);
	return word.start > 0 && word.end == word.start + 1 && s.ptr[word.start] == 'A' && next.len > 2 && next.ptr[0] == ' ' && is_ascii_upper(next.ptr[1]) &&
	       is_ascii_upper(next.ptr[2]);
}

/* "MRS TOLLAND": a title and the name behind it begin with a capital still. */
static bool is_titled(struct str s, size_t at, struct str word)
{
	struct str before = str_trim(str_slice(s, 0, at));
	if (str_ends(before, STR(".")))
		before.len--;
	size_t from = before.len;
	while (from > 0 && is_ascii_alpha(before.ptr[from - 1]))
		from--;
	return lexicon_has(LANGUAGE_EN, WORDS_TITLES, word) || lexicon_has(LANGUAGE_EN, WORDS_TITLES, str_slice(before, from, before.len));
}

/* The mark at `at`: the first of several exclamation marks is a stop, the others go. */
static void put_mark(struct buf *buf, struct str s, size_t at)
{
	bool is_another = s.ptr[at] == '!' && at > 0 && strchr("!?", s.ptr[at - 1]);
	bool is_first = s.ptr[at] == '!' && at + 1 < s.len && s.ptr[at + 1] == '!';
	if (!is_another)
		buf_char(buf, is_first ? '.' : s.ptr[at]);
}

struct str calm_down(struct arena *arena, struct str s)
{
	struct buf buf = buf_make(arena);
	bool all = is_all_shouted(s);
	for (size_t at = 0; at < s.len;) {
		size_t end = at;
		while (end < s.len && is_ascii_alpha(s.ptr[end]))
			end++;
		if (end == at) {
			put_mark(&buf, s, at++);
			continue;
		}
		struct str word = str_slice(s, at, end);
		bool shouted = is_shouted(word, all) || is_shouted_article(s, (struct span){ at, end });
		size_t first = at + (at == 0 || is_titled(s, at, word));
		for (; at < end; at++)
			buf_char(&buf, shouted && at >= first ? ascii_lower(s.ptr[at]) : s.ptr[at]);
	}
	return buf_view(&buf);
}

/* Is the word, all in capitals, one that everybody knows? An abbreviation is none. */
static bool is_known(struct str word)
{
	static const enum word_list known[] = { WORDS_ALWAYS_CAPITAL, WORDS_EMPTY, WORDS_COMMON_NOUNS, WORDS_CLAUSE_ADVERBS };
	bool small = word.len == 2;
	if (lexicon_has_exactly(LANGUAGE_EN, WORDS_SHOUTED, word))
		return !small || !str_eq(word, STR("IT"));
	for (size_t i = 0; !small && i < sizeof known / sizeof *known; i++)
		if (lexicon_has(LANGUAGE_EN, known[i], word))
			return true;
	return false;
}

struct str calm_words(struct arena *arena, struct str s)
{
	struct buf buf = buf_make(arena);
	bool quoted = false;
	for (size_t at = 0; at < s.len;) {
		size_t end = at;
		while (end < s.len && is_ascii_alpha(s.ptr[end]))
			end++;
		if (end == at) {
			quoted ^= s.ptr[at] == '"';
			buf_char(&buf, s.ptr[at++]);
			continue;
		}
		struct str word = str_slice(s, at, end);
		bool loud = word.len > 1 && !quoted && is_in_capitals(word) && is_known(word);
		/* "MONDAY" is "Monday" */
		size_t first = at + lexicon_has(LANGUAGE_EN, WORDS_ALWAYS_CAPITAL, word);
		for (; at < end; at++)
			buf_char(&buf, loud && at >= first ? ascii_lower(s.ptr[at]) : s.ptr[at]);
	}
	return buf_view(&buf);
}
