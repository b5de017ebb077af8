#include "draft/quote.h"

#include "draft/phrase.h"

bool quote_is_marked(struct str line)
{
	size_t at = 0;
	while (at < line.len && at < 3 && line.ptr[at] == ' ')
		at++;
	if (at >= line.len || line.ptr[at] != '>')
		return false;
	struct str rest = str_slice(line, at, line.len);
	return !str_starts(rest, STR(">:(")) && !str_starts(rest, STR(">:-(")) && !str_starts(rest, STR(">.<")) &&
	       !str_starts(rest, STR(">_<"));
}

bool quote_is_bar_marked(struct str line)
{
	return line.len && (line.ptr[0] == '|' || line.ptr[0] == ':') && (line.len == 1 || line.ptr[1] == ' ');
}

struct str quote_between_dashes(struct str line)
{
	size_t start = 0, end = line.len;
	while (start < end && line.ptr[start] == '-')
		start++;
	while (end > start && line.ptr[end - 1] == '-')
		end--;
	if (start < 2 || line.len - end < 2)
		return (struct str){line.ptr, 0};
	return line_trim(str_slice(line, start, end));
}

bool quote_is_marker(struct str line)
{
	static const char *const dashed[] = {
	    "original message",          "original appointment", "forwarded message",      "forwarded by",
	    "mensaje original",          "mensaje reenviado",    "forwarded mail",         "ursprüngliche nachricht",
	    "weitergeleitete nachricht", "message d'origine",    "message original",       "message transféré",
	    "messaggio originale",       "messaggio inoltrato",  "oorspronkelijk bericht", "doorgestuurd bericht",
	    "mensagem original",         "mensagem encaminhada",
	};
	static const char *const bare[] = {
	    "begin forwarded message:",     "inicio del mensaje reenviado:", "anfang der weitergeleiteten nachricht:",
	    "début du message réexpédié :", "inizio messaggio inoltrato:",
	};
	if (line.len > LINE_SHORT_BYTES)
		return false;
	struct str inner = quote_between_dashes(line);
	if (inner.len && phrase_opening(inner, dashed, COUNT(dashed)))
		return true;
	return phrase_opening(line, bare, COUNT(bare)) == line.len && line.len;
}

/* The fields that mailers write above an original message, in their languages; the first row is the sender. */
static const char *const FROM_NAMES[] = {"from", "von", "de", "da", "van", "fra", "från"};
static const char *const OTHER_NAMES[] = {
    "sent",       "date",    "to",      "cc",     "subject", "reply-to", "importance", "attachments", "gesendet",
    "datum",      "an",      "betreff", "envoyé", "à",       "objet",    "enviado",    "enviado el",  "fecha",
    "para",       "asunto",  "inviato", "data",   "a",       "oggetto",  "verzonden",  "aan",         "onderwerp",
    "enviada em", "assunto", "sendt",   "til",    "emne",    "skickat",  "till",       "ämne",
};

/* The value after "Name:" when the name is in the table ("*From:* x" too); ptr is NULL when it is not. */
static struct str field_value(struct str line, const char *const *names, size_t count)
{
	size_t star = line.len && line.ptr[0] == '*';
	struct str s = str_slice(line, star, line.len);
	for (size_t i = 0; i < count; i++) {
		size_t at = phrase_end(s, 0, names[i]);
		if (at == 0)
			continue;
		while (at < s.len && (s.ptr[at] == ' ' || s.ptr[at] == '*'))
			at++;
		if (str_starts(str_slice(s, at, s.len), STR("\xC2\xA0")))
			at += 2;
		if (at >= s.len || s.ptr[at] != ':')
			continue;
		at++;
		if (star && at < s.len && s.ptr[at] == '*')
			at++;
		return line_trim(str_slice(s, at, s.len));
	}
	return (struct str){0};
}

struct str quote_sender(struct str line)
{
	return field_value(line, FROM_NAMES, COUNT(FROM_NAMES));
}

size_t quote_fields_end(struct str text, size_t start)
{
	struct line line = line_at(text, start);
	if (quote_sender(line_trimmed(text, line)).len == 0)
		return 0;
	enum { MOST_FIELDS = 8 };
	size_t others = 0;
	while (line.next < text.len && others < MOST_FIELDS) {
		struct line next = line_at(text, line.next);
		if (!field_value(line_trimmed(text, next), OTHER_NAMES, COUNT(OTHER_NAMES)).ptr)
			break;
		others++;
		line = next;
	}
	return others >= 2 ? line.next : 0;
}

bool quote_is_original(struct str text, struct line line)
{
	struct str s = line_trimmed(text, line);
	if (quote_is_marker(s))
		return true;
	if (line_is_rule(s, 5) && line.next < text.len)
		return quote_fields_end(text, line.next) != 0;
	return line.start > 0 && quote_fields_end(text, line.start) != 0;
}

bool quote_follows(struct str text, size_t at)
{
	if (at >= text.len)
		return false;
	struct line line = line_skip_blank(text, at, 2);
	if (quote_is_marked(line_text(text, line)))
		return true;
	return quote_is_bar_marked(line_text(text, line)) && line.next < text.len &&
	       quote_is_bar_marked(line_text(text, line_at(text, line.next)));
}
