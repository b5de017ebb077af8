#include "draft/header.h"

#include "draft/line.h"
#include "draft/phrase.h"

/* The length of the name before the colon; 0 when the line is no field (RFC 5322, 2.2: printable ASCII but for the
 * colon). */
static size_t name_len(struct str line)
{
	size_t len = 0;
	while (len < line.len && line.ptr[len] > ' ' && line.ptr[len] < 0x7F && line.ptr[len] != ':')
		len++;
	return len < line.len && line.ptr[len] == ':' ? len : 0;
}

static bool is_known(struct str name)
{
	static const char *const known[] = {"to",         "cc",           "bcc",          "subject",
					    "from",       "date",         "reply-to",     "in-reply-to",
					    "references", "message-id",   "fcc",          "organization",
					    "user-agent", "content-type", "mime-version", "content-transfer-encoding",
					    "newsgroups", "return-path",  "received"};
	for (size_t i = 0; i < COUNT(known); i++)
		if (str_eq_nocase(name, str_of(known[i])))
			return true;
	return false;
}

static bool is_folded(struct str line)
{
	return line.len && (line.ptr[0] == ' ' || line.ptr[0] == '\t');
}

static bool is_end(struct str line)
{
	return line_trim(line).len == 0 || str_eq(line_trim(line), STR("--text follows this line--"));
}

size_t header_end(struct str text)
{
	size_t known = 0, fields = 0;
	bool subject = false;
	for (size_t at = 0; at < text.len;) {
		struct line line = line_at(text, at);
		struct str s = line_text(text, line);
		if (is_end(s) && fields)
			return known >= 2 || (subject && fields == 1) ? line.next : 0;
		at = line.next;
		if (fields ? is_folded(s) : line.start == 0 && str_starts(s, STR("From ")))
			continue;
		struct str name = str_slice(s, 0, name_len(s));
		if (name.len == 0 || str_eq_nocase(name, STR("sent")))
			return 0;
		fields++;
		known += is_known(name);
		subject = subject || str_eq_nocase(name, STR("subject"));
	}
	return known >= 2 ? text.len : 0;
}

struct str header_field(struct str header, const char *name)
{
	for (size_t at = 0; at < header.len;) {
		struct line line = line_at(header, at);
		struct str s = line_text(header, line);
		size_t len = name_len(s);
		at = line.next;
		if (len == 0 || !str_eq_nocase(str_slice(s, 0, len), str_of(name)))
			continue;
		while (at < header.len && is_folded(line_text(header, line_at(header, at)))) {
			line = line_at(header, at);
			at = line.next;
		}
		size_t start = (size_t)(s.ptr - header.ptr) + len + 1;
		return line_trim(str_slice(header, start, line.end));
	}
	return STR("");
}
