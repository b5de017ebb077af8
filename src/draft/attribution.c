#include "draft/attribution.h"

#include "draft/phrase.h"
#include "draft/quote.h"

#include <string.h>

enum { MOST_LINES = 3, MOST_BYTES = 400, NAME_WORDS = 6 };

static const char *const LAST_VERBS[] = {"wrote",    "writes",     "a écrit", "escribió", "ha escrito", "ha scritto",
					 "escreveu", "geschreven", "schrieb", "schreef",  "skrev"};
/* German, Dutch and the Nordic languages put the name after the verb. */
static const char *const MIDDLE_VERBS[] = {"schrieb", "schreef", "skrev"};
static const char *const OPENERS[] = {"on", "am", "le", "el", "il", "op", "em", "den", "il giorno"};

size_t attribution_verb(struct str s, bool *is_last)
{
	for (size_t at = 0; at < s.len; at++) {
		if (at && is_word_byte(s.ptr[at - 1]))
			continue;
		for (size_t i = 0; i < COUNT(LAST_VERBS); i++)
			if (phrase_end(s, at, LAST_VERBS[i]) == s.len) {
				*is_last = true;
				return at;
			}
		size_t end = phrase_opening(str_slice(s, at, s.len), MIDDLE_VERBS, COUNT(MIDDLE_VERBS));
		if (end && at > 0) {
			*is_last = false;
			return at;
		}
	}
	return s.len;
}

/* "2025-03-03 10:14 GMT+01:00 Ann <a@b.org>" */
static bool is_dated_address(struct str s)
{
	return s.len > 10 && is_ascii_digit(s.ptr[0]) && is_ascii_digit(s.ptr[3]) && s.ptr[4] == '-' &&
	       s.ptr[7] == '-' && phrase_has_byte(s, '@') && str_ends(s, STR(">"));
}

/* Several sentences are the writer's own words, whatever they end in. */
static bool has_inner_stop(struct str s)
{
	for (size_t i = 1; i + 1 < s.len; i++) {
		char c = s.ptr[i];
		if ((c == '!' || c == '?') && is_ascii_space(s.ptr[i + 1]))
			return true;
		/* "T. Lee", "p.m. ", "Mar. 3", "14.03. schrieb" are abbreviations: a stop ends a longer word */
		if (c != '.' || s.ptr[i + 1] != ' ' || i < 4)
			continue;
		if (is_ascii_lower(s.ptr[i - 1]) && is_ascii_lower(s.ptr[i - 2]) && is_ascii_lower(s.ptr[i - 3]) &&
		    is_ascii_lower(s.ptr[i - 4]))
			return true;
	}
	return false;
}

enum attribution attribution_shape(struct str s)
{
	s = line_trim(s);
	if (s.len < 3 || s.len > MOST_BYTES || s.ptr[s.len - 1] != ':')
		return ATTRIBUTION_NONE;
	s.len--;
	s = line_trim(s);
	if (is_dated_address(s))
		return ATTRIBUTION_SURE;
	bool is_last = false;
	size_t verb = attribution_verb(s, &is_last);
	if (verb == s.len || verb == 0 || has_inner_stop(s))
		return ATTRIBUTION_NONE;
	bool opened = phrase_opening(s, OPENERS, COUNT(OPENERS)) != 0;
	if (opened && phrase_has_digit(s) && (phrase_has_byte(s, '@') || phrase_has_time(s)))
		return ATTRIBUTION_SURE;
	if (!is_last && !opened)
		return ATTRIBUTION_NONE;
	return opened || phrase_word_count(s) <= NAME_WORDS + 1 || phrase_has_byte(s, '@') ? ATTRIBUTION_IF_QUOTED
											   : ATTRIBUTION_NONE;
}

size_t attribution_end(struct str text, struct line line, bool *sure)
{
	size_t start = line.start;
	struct str first = line_trimmed(text, line);
	if (first.len < 3 || first.len > MOST_BYTES)
		return 0;
	bool may_wrap = phrase_opening(first, OPENERS, COUNT(OPENERS)) || is_ascii_digit(first.ptr[0]) ||
			phrase_has_byte(first, '@');
	for (size_t i = 0; i < MOST_LINES; i++) {
		struct str s = line_trimmed(text, line);
		if (s.len == 0 || quote_is_marked(s))
			return 0;
		enum attribution shape = attribution_shape(str_slice(text, start, line.end));
		if (shape == ATTRIBUTION_SURE || (shape == ATTRIBUTION_IF_QUOTED && quote_follows(text, line.next))) {
			*sure = shape == ATTRIBUTION_SURE;
			return line.next;
		}
		if (!may_wrap || strchr(".!?:;", s.ptr[s.len - 1]) || line.next >= text.len)
			return 0;
		line = line_at(text, line.next);
	}
	return 0;
}
