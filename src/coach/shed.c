#include "coach/shed.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "coach/inflect.h"

#include <string.h>

/* They go wherever they stand, with the comma or space before them. */
static const char *const phrases[] = {
	"no exceptions", "end of story", "simple as that", "period", "full stop", "without exception", "like everybody else", "like everyone else", "same as everyone else", "same as everybody else",
	"just like everyone else", "just like everybody else", "under any circumstances", "at all times", "whatsoever", "obviously", "frankly", "strictly speaking", "strictly", "simply", "of course", "i suppose", "clearly",
	"needless to say", "as you know", "as you are aware", "as you should know", "as i said", "as stated", "as posted", "as usual", "after all", "you know", "basically", "quite honestly", "to be candid", "honestly", "to be honest", "to be frank",
	"and that's that", "and that's it", "and that is that", "and that is final", "and that's final", "that's just how it is", "it is what it is", "non-negotiable", "it's non-negotiable", "that's non-negotiable", "no matter what", "no ifs or buts",
	"absolutely", "i'm sure you will understand", "as i'm sure you understand", "as you can imagine", "believe it or not", "at the end of the day", "in any shape or form", "for any reason", "once again", "yet again",
};

/* They go with all that follows up to the next mark. */
static const char *const openings[] = {
	"as printed on", "as stated", "as posted", "as it says", "as the", "as was", "as we have", "as we've", "as i have", "as i've", "as i told", "as we told", "as you have been", "as you've been", "as you were", "as i'd have", "as i would have", "as any", "as per", "per the", "per our", "per policy", "per procedure",
	"as explained", "as noted", "as mentioned", "as advised", "as outlined", "as published", "as indicated", "as set out", "which is printed", "which is posted", "which is stated", "which you accepted", "which you agreed", "which you signed", "which you would", "which you'd", "which our guide", "which was in the", "which is in the",
	"which everyone", "which everybody", "which is why we", "which it is a condition", "which is clearly", "which is displayed", "in accordance with", "in line with our", "in line with the", "in line with library", "pursuant to", "under the terms", "under our policy", "under library policy", "like it says", "if you'd read", "if you had read", "had you",
	"or everybody will", "or everyone will", "otherwise everyone", "otherwise everybody", "otherwise we'd", "or we'd have to", "or else everyone", "and no amount of",
};

static bool is_border(struct str s, size_t at)
{
	return at >= s.len || !(is_ascii_alpha(s.ptr[at]) || is_ascii_digit(s.ptr[at]) || s.ptr[at] == '-');
}

/* The end of the aside that begins at the word at `at`; 0 when none does. `follows` a comma or a dash. */
static size_t aside_end(struct str s, size_t at, bool follows)
{
	struct str rest = str_slice(s, at, s.len);
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
		struct str phrase = str_of(phrases[i]);
		if (str_starts_nocase(rest, phrase) && is_border(rest, phrase.len))
			return at + phrase.len;
	}
	for (size_t i = 0; i < sizeof openings / sizeof *openings && follows; i++) {
		struct str opening = str_of(openings[i]);
		if (!str_starts_nocase(rest, opening) || !is_border(rest, opening.len))
			continue;
		size_t end = at + opening.len;
		while (end < s.len && !strchr(",;.!?:)", s.ptr[end]) && !str_starts(str_slice(s, end, s.len), STR(" \xE2\x80\x94")) && !str_starts(str_slice(s, end, s.len), STR(" - ")))
			end++;
		return end;
	}
	return 0;
}

/* What stands in front of an aside goes with it: a comma, a dash; behind one at the start of the sentence, its comma. */
static size_t mark_before(struct str s, size_t at)
{
	size_t start = at;
	while (start > 0 && s.ptr[start - 1] == ' ')
		start--;
	if (start > 0 && strchr(",;(", s.ptr[start - 1]))
		start--;
	else if (start > 1 && s.ptr[start - 1] == '-' && s.ptr[start - 2] == ' ')
		start -= 2;
	return start;
}

struct str shed_asides(struct arena *arena, struct str s)
{
	struct buf buf = buf_make(arena);
	bool any = false;
	for (size_t at = 0; at < s.len;) {
		bool word = is_ascii_alpha(s.ptr[at]) && (at == 0 || is_border(s, at - 1)) && (at == 0 || s.ptr[at - 1] != '\'');
		size_t before = mark_before(s, at);
		bool follows = before < at && before < s.len && s.ptr[before] != ' ';
		size_t end = word ? aside_end(s, at, follows || at == 0 || str_starts_nocase(str_slice(s, at, s.len), STR("as per")) || str_starts_nocase(str_slice(s, at, s.len), STR("per "))) : 0;
		if (!end) {
			buf_char(&buf, s.ptr[at++]);
			continue;
		}
		any = true;
		/* the marks and spaces before it are in the buffer already */
		size_t drop = at - before;
		buf.len -= drop < buf.len ? drop : buf.len;
		at = end;
		if (before < s.len && s.ptr[before] == '(' && at < s.len && s.ptr[at] == ')')
			at++;
		/* at the start its own comma goes; between two commas one is enough */
		if (!buf.len)
			while (at < s.len && strchr(", ;:", s.ptr[at]))
				at++;
		else if (s.ptr[before] == ',' && at + 1 < s.len && s.ptr[at] == ',' && s.ptr[at + 1] == ' ')
			at++;
	}
	if (!any)
		return s;
	struct str out = str_trim(buf_view(&buf));
	return s.len && is_ascii_upper(s.ptr[0]) ? inflect_upper_first(arena, out) : out;
}
