#include "coach/calm.h"

#include "base/buf.h"
#include "coach/lexicon.h"

#include <string.h>

/* Short words are those that people put in capitals to be heard; longer ones are heard anyway. */
static bool is_shouted(struct str word)
{
	enum { LONG_BYTES = 4 };
	if (lexicon_has_exactly(LANGUAGE_EN, WORDS_SHOUTED, word))
		return true;
	if (word.len < LONG_BYTES || lexicon_has_exactly(LANGUAGE_EN, WORDS_KEPT_CAPITALS, word))
		return false;
	for (size_t i = 0; i < word.len; i++)
		if (!is_ascii_upper(word.ptr[i]))
			return false;
	return true;
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
	for (size_t at = 0; at < s.len;) {
		size_t end = at;
		while (end < s.len && is_ascii_alpha(s.ptr[end]))
			end++;
		if (end == at) {
			put_mark(&buf, s, at++);
			continue;
		}
		bool shouted = is_shouted(str_slice(s, at, end));
		for (; at < end; at++)
			buf_char(&buf, shouted && at > 0 ? ascii_lower(s.ptr[at]) : s.ptr[at]);
	}
	return buf_view(&buf);
}
