#include "coach/shed.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "coach/inflect.h"

#include <string.h>

/* They go wherever they stand, with the comma or space before them. */
static const char *const phrases[] = {
	"no exceptions", "end of story", "simple as that", "without exception", "like everybody else", "like everyone else", "same as everyone else", "same as everybody else",
	"just like everyone else", "just like everybody else", "under any circumstances", "at all times", "whatsoever", "obviously", "frankly", "strictly speaking", "strictly", "simply", "of course", "i suppose", "clearly",
	"needless to say", "as you know", "as you are aware", "as you should know", "after all", "basically", "quite honestly", "to be candid", "honestly", "to be honest", "to be frank",
	"and that's that", "and that's it", "and that is that", "and that is final", "and that's final", "that's just how it is", "it is what it is", "non-negotiable", "it's non-negotiable", "that's non-negotiable", "no matter what", "no ifs or buts", "sorry, rules are rules", "rules are rules",
	"absolutely", "i'm sure you will understand", "as i'm sure you understand", "as you can imagine", "believe it or not", "at the end of the day", "in any shape or form", "for any reason", "once again", "yet again",
};

/* They go behind a comma or a dash: elsewhere a period is a stretch of time. */
static const char *const stops[] = { "period", "full stop" };

/* They go with all that follows up to the next mark. */
static const char *const openings[] = {
	"as printed on", "as i said", "as usual", "as stated", "as posted", "as it says", "as the", "as was", "as we have", "as we've", "as i have", "as i've", "as i told", "as we told", "as you have been", "as you've been", "as you were", "as i'd have", "as i would have", "as any", "as per", "per the notice", "per the policy", "per the rules", "per the terms", "per the guidelines", "per the schedule", "per our", "per policy", "per procedure",
	"as explained", "as noted", "as mentioned", "as advised", "as outlined", "as published", "as indicated", "as set out", "which is printed", "which is posted", "which is stated", "which you accepted", "which you agreed", "which you signed", "which you would", "which you'd", "which was in the", "which is in the",
	"which everyone", "which everybody", "which is why we", "which it is a condition", "which is clearly", "which is displayed", "in accordance with", "in line with our", "in line with the", "in line with library", "pursuant to", "under the terms", "under our policy", "under library policy", "like it says", "if you'd read", "if you had read", "had you",
	"and we can't make exceptions", "and i can't make exceptions", "and there are no exceptions", "and it is not for discussion", "and that's how it is", "so that's that", 
	"and there's nothing", "and there is nothing", "and nothing can be done", "there's nothing i can do", "there's nothing we can do", "there is nothing we can do", "nothing i can do", "nothing we can do", "and we have no say", "and i have no say", "and no further correspondence", "and whose decision is final", "whose decision is final", "that's just how it works", "that's how it works", "and that's just how", "it's been that way", "it has been that way",
	"and you'll just have to", "and they'll just have to", "so you'll just have to", "you'll just have to wait", "like the other", "so i'd say", "so don't hold your breath", "don't hold your breath", "same rule for all", "same rules for all", "same for everybody", "same for everyone", "that's your job", "which was in", "which you were", "which you had", "which you have been", "which you will have",
	"and no library will", "no library will", "and that's the end", "not much else i can", "per my last", "and what happened", "as you would know", "as you'd know", "no matter how", "and please don't ask", "so please don't ask", "so don't ask", "and i don't make the rules", "i don't make the rules", "we don't make the rules", "and the decision is final", "the decision is final", "there's no getting around", "there is no getting around", "there's no way around", "there is no way around", "there's no way round", "there is no way round", "this is final", "and we can't keep", "not our problem", "and frankly",
	"or everybody will", "or everyone will", "otherwise everyone", "otherwise everybody", "otherwise we'd", "or we'd have to", "or else everyone", "and no amount of",
};

static bool is_border(struct str s, size_t at)
{
	return at >= s.len || !(is_ascii_alpha(s.ptr[at]) || is_ascii_digit(s.ptr[at]) || s.ptr[at] == '-');
}

/* Openings that need no comma before them. */
static bool joins(struct str opening)
{
	return str_starts(opening, STR("and ")) || str_starts(opening, STR("or ")) || str_starts(opening, STR("so ")) || str_starts(opening, STR("as per")) || str_starts(opening, STR("per "));
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
	for (size_t i = 0; follows && i < sizeof stops / sizeof *stops; i++) {
		struct str stop = str_of(stops[i]);
		if (str_starts_nocase(rest, stop) && is_border(rest, stop.len) && (rest.len == stop.len || !is_ascii_space(rest.ptr[stop.len])))
			return at + stop.len;
	}
	for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
		struct str opening = str_of(openings[i]);
		if (!(follows || joins(opening)) || !str_starts_nocase(rest, opening) || !is_border(rest, opening.len))
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
		size_t end = word ? aside_end(s, at, follows || at == 0) : 0;
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
		if (!buf.len || buf.bytes[buf.len - 1] == ':') {
			while (at < s.len && strchr(", ;:", s.ptr[at]))
				at++;
			if (buf.len)
				buf_char(&buf, ' ');
		} else if (s.ptr[before] == ',' && at + 1 < s.len && s.ptr[at] == ',' && s.ptr[at + 1] == ' ')
			at++;
	}
	if (!any)
		return s;
	for (size_t i = 0; i + 1 < buf.len; i++)
		if (buf.bytes[i] == ':' && is_ascii_alpha(buf.bytes[i + 1]) && i + 2 < buf.len)
			return s; /* nothing may be left glued together */
	struct str out = str_trim(buf_view(&buf));
	return s.len && is_ascii_upper(s.ptr[0]) ? inflect_upper_first(arena, out) : out;
}

struct swap {
	const char *from, *to;
};

/* What offices write, and what people say. */
static const struct swap plain[] = {
	{ "is strictly prohibited", "isn't possible" }, { "are strictly prohibited", "aren't possible" }, { "is strictly forbidden", "isn't possible" }, { "is prohibited", "isn't possible" }, { "are prohibited", "aren't possible" },
	{ "is not permitted", "isn't possible" }, { "are not permitted to", "aren't able to" }, { "is not permitted to", "isn't able to" }, { "is not allowed", "isn't possible" }, { "upon receipt of", "once we have" }, { "on receipt of", "once we have" }, { "prior to", "before" }, { "solely", "only" },
	{ "shall be", "will be" }, { "shall", "will" }, { "until such time as", "until" }, { "at this time", "at the moment" }, { "at this point in time", "at the moment" }, { "in the event that", "if" }, { "in the event of", "if there is" },
	{ "with regard to", "about" }, { "regarding", "about" }, { "in respect of", "for" }, { "in order to", "to" }, { "due to the fact that", "because" }, { "commence", "start" }, { "commences", "starts" }, { "terminate", "end" }, { "utilise", "use" }, { "utilize", "use" },
	{ "individuals", "people" }, { "persons", "people" }, { "the aforementioned", "this" }, { "said item", "the item" }, { "duly completed", "filled in" }, { "duly", "" }, { "hereby", "" }, { "forthwith", "now" }, { "henceforth", "from now on" },
	{ "is not available", "isn't available" }, { "are not available", "aren't available" }, { "are not eligible", "don't qualify" }, { "is not eligible", "doesn't qualify" }, { "will not be", "won't be" }, { "are required to", "need to" }, { "is required to", "needs to" },
	{ "may be obtained from", "come from" }, { "may be sought from", "is given by" }, { "are directed to", "are asked to use" }, { "is directed to", "is asked to use" }, { "are encouraged to", "may like to" }, { "is deemed", "counts as" }, { "are deemed", "count as" }, { "be permitted to", "be able to" },
	{ "in accordance with", "by" }, { "pursuant to", "under" }, { "in lieu of", "instead of" }, { "per annum", "a year" }, { "not less than", "at least" }, { "no fewer than", "at least" }, { "no later than", "by" }, { "whilst", "while" }, { "the above", "this" },
	{ "no exceptions can be made", "it is the same for everybody" }, { "is non-negotiable", "is fixed" }, { "will be asked to leave", "is asked to step out" }, { "the patron", "the reader" }, { "patrons", "readers" }, { "do not discuss", "keep to ourselves" },
};

/* For drafts that contract their verbs. */
static const struct swap contracted[] = {
	{ "cannot", "can't" }, { "can not", "can't" }, { "is not", "isn't" }, { "are not", "aren't" }, { "do not", "don't" }, { "does not", "doesn't" }, { "did not", "didn't" }, { "was not", "wasn't" }, { "were not", "weren't" }, { "will not", "won't" }, { "have not", "haven't" }, { "has not", "hasn't" }, { "it is", "it's" }, { "that is", "that's" }, { "there is", "there's" },
};

/* The swap for the words at the start of s, or NULL. */
static const struct swap *find_swap(struct str s, const struct swap *table, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct str from = str_of(table[i].from);
		if (str_starts_nocase(s, from) && is_border(s, from.len))
			return &table[i];
	}
	return NULL;
}

struct str shed_officialese(struct arena *arena, struct str s, bool contracts)
{
	struct buf buf = buf_make(arena);
	bool any = false, quoted = false;
	for (size_t at = 0; at < s.len;) {
		quoted = s.ptr[at] == '"' ? !quoted : quoted;
		bool word = !quoted && is_ascii_alpha(s.ptr[at]) && (at == 0 || (is_border(s, at - 1) && s.ptr[at - 1] != '\'' && s.ptr[at - 1] != '.'));
		const struct swap *swap = word ? find_swap(str_slice(s, at, s.len), plain, sizeof plain / sizeof *plain) : NULL;
		if (word && !swap && contracts)
			swap = find_swap(str_slice(s, at, s.len), contracted, sizeof contracted / sizeof *contracted);
		if (!swap) {
			buf_char(&buf, s.ptr[at++]);
			continue;
		}
		any = true;
		struct str to = str_of(swap->to);
		buf_str(&buf, is_ascii_upper(s.ptr[at]) ? inflect_upper_first(arena, to) : to);
		at += strlen(swap->from);
		/* nothing instead: one of the two spaces around it goes */
		if (!to.len && at < s.len && s.ptr[at] == ' ')
			at++;
	}
	return any ? buf_view(&buf) : s;
}
