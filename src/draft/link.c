#include "draft/link.h"

#include "draft/phrase.h"

#include <string.h>

static bool is_local_byte(char c)
{
	return is_ascii_alpha(c) || is_ascii_digit(c) || (c && strchr("._%+-", c));
}

static bool is_host_byte(char c)
{
	return is_ascii_alpha(c) || is_ascii_digit(c) || c == '-' || c == '.';
}

/* Host name at `at`: labels with dots between them, the last of letters. Returns its end, or 0. */
static size_t host_end(struct str s, size_t at)
{
	size_t start = at, label = at;
	size_t end = 0;
	for (; at <= s.len; at++) {
		if (at < s.len && is_host_byte(s.ptr[at]) && s.ptr[at] != '.')
			continue;
		if (at == label)
			break;
		if (label > start && at - label >= 2 && is_ascii_alpha(s.ptr[at - 1]) && is_ascii_alpha(s.ptr[label]))
			end = at;
		else if (label > start)
			end = 0;
		if (at == s.len || s.ptr[at] != '.')
			break;
		label = at + 1;
	}
	return end;
}

/* Only these make a bare "name.tld/path" an address: "text.Please/thank" and "p.m./a.m." are none. */
static bool is_top_level(struct str label)
{
	static const char *const known[] = {"com", "org", "net", "edu", "gov", "info", "int", "mil",     "lib",
					    "io",  "co",  "us",  "uk",  "ca",  "au",   "nz",  "ie",      "in",
					    "za",  "de",  "fr",  "es",  "it",  "nl",   "be",  "at",      "ch",
					    "pt",  "br",  "mx",  "ar",  "cl",  "pe",   "eu",  "se",      "no",
					    "dk",  "fi",  "pl",  "ly",  "gl",  "me",   "app", "library", "example"};
	for (size_t i = 0; i < COUNT(known); i++)
		if (str_eq_nocase(label, str_of(known[i])))
			return true;
	return false;
}

/* Without the punctuation that belongs to the sentence around it; a bracket stays when its partner is in the link. */
static size_t without_stops(struct str s, size_t start, size_t end)
{
	size_t open = 0, closed = 0;
	for (size_t i = start; i < end; i++) {
		open += s.ptr[i] == '(';
		closed += s.ptr[i] == ')';
	}
	while (end > start) {
		char c = s.ptr[end - 1];
		if (c == ')' && closed <= open)
			break;
		if (!c || !strchr(".,;:!?)]}'\"*_", c))
			break;
		closed -= c == ')';
		end--;
	}
	return end;
}

static const char *const SCHEMES[] = {"https://", "http://", "ftp://", "mailto:", "www."};

/* A web address that begins at `at` of the token; its end, or 0. */
static size_t web_link_end(struct str token, size_t at)
{
	if (at && is_word_byte(token.ptr[at - 1]))
		return 0;
	struct str rest = str_slice(token, at, token.len);
	for (size_t i = 0; i < COUNT(SCHEMES); i++) {
		struct str scheme = str_of(SCHEMES[i]);
		if (!str_starts_nocase(rest, scheme))
			continue;
		size_t end = without_stops(token, at, token.len);
		return end > at + scheme.len ? end : 0;
	}
	return 0;
}

/* "lib.org/renew" at the beginning of a word; its end, or 0. */
static size_t bare_link_end(struct str token, size_t at)
{
	size_t host = host_end(token, at);
	if (host == 0 || host >= token.len || token.ptr[host] != '/')
		return 0;
	size_t label = host;
	while (label > at && token.ptr[label - 1] != '.')
		label--;
	if (!is_top_level(str_slice(token, label, host)))
		return 0;
	return without_stops(token, at, token.len);
}

/* The first link in a token without white space. */
static struct span link_in(struct str token, size_t from)
{
	size_t word = from; /* where the run of local-part bytes began */
	for (size_t at = from; at < token.len; at++) {
		char c = token.ptr[at];
		size_t end = 0;
		/* the letters that the schemes begin with */
		if ((ascii_lower(c) == 'h' || ascii_lower(c) == 'w' || ascii_lower(c) == 'f' ||
		     ascii_lower(c) == 'm') &&
		    (end = web_link_end(token, at)) != 0)
			return (struct span){at, end};
		if (c == '@' && at > word && (end = host_end(token, at + 1)) != 0)
			return (struct span){word, end};
		if (c == '/' && at > word && (end = bare_link_end(token, word)) != 0)
			return (struct span){word, end};
		if (!is_local_byte(c))
			word = at + 1;
	}
	return (struct span){token.len, token.len};
}

/* White space, brackets and quotes, and the dashes, curly quotes and ellipsis of U+2000..203F. */
static bool ends_token(struct str s, size_t at)
{
	char c = s.ptr[at];
	if (is_ascii_space(c) || c == '<' || c == '>' || c == '"' || c == '\0')
		return true;
	return c == '\xE2' && at + 1 < s.len && s.ptr[at + 1] == '\x80';
}

/* A longer run without white space is cut, so that the search takes linear time. */
enum { MOST_BYTES = 4096 };

struct span link_next(struct str s, size_t from)
{
	for (size_t at = from; at < s.len;) {
		if (ends_token(s, at)) {
			at++;
			continue;
		}
		size_t end = at;
		bool may_be_link = false; /* every scheme but "www." has a colon, every host a dot */
		for (; end < s.len && end - at < MOST_BYTES && !ends_token(s, end); end++)
			may_be_link = may_be_link || s.ptr[end] == '.' || s.ptr[end] == ':';
		struct str token = str_slice(s, at, end);
		struct span link = may_be_link ? link_in(token, 0) : (struct span){token.len, token.len};
		if (link.start == token.len) {
			at = end;
			continue;
		}
		link.start += at;
		link.end += at;
		bool bracketed =
		    link.start > from && s.ptr[link.start - 1] == '<' && link.end < s.len && s.ptr[link.end] == '>';
		if (bracketed)
			return (struct span){link.start - 1, link.end + 1};
		return link;
	}
	return (struct span){s.len, s.len};
}

bool link_is_in(struct str s)
{
	return link_next(s, 0).start < s.len;
}
