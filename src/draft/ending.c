#include "draft/ending.h"

#include "draft/line.h"
#include "draft/link.h"
#include "draft/phrase.h"

#include <string.h>

enum {
	TAIL_LINES = 64, /* a sign-off with its disclaimer is shorter than this */
	TAIL_BYTES = 16 * 1024,
	NAME_BYTES = 60,
	NAME_WORDS = 6,
};

static const char *const PROSE_WORDS[] = {
    "you",     "your",  "i",      "i'm",   "i'll",  "i've", "i'd",  "we'll", "we're", "we've",
    "can",     "can't", "cannot", "is",    "are",   "was",  "were", "will",  "won't", "would",
    "please",  "don't", "not",    "have",  "has",   "had",  "if",   "when",  "but",   "could",
    "should",  "let",   "it's",   "that",  "there", "me",   "my",   "they",  "he",    "she",
    "because", "bring", "usted",  "puede", "favor", "su",   "si",   "está",  "tiene", "pero",
};
static const char *const TITLE_WORDS[] = {
    "librarian", "manager", "director",      "coordinator", "assistant",     "specialist",    "supervisor",
    "officer",   "clerk",   "technician",    "archivist",   "curator",       "head",          "dean",
    "associate", "lead",    "administrator", "page",        "bibliotecaria", "bibliotecario", "directora",
    "jefe",      "jefa",    "coordinadora",  "coordinador", "auxiliar",      "técnica",       "técnico",
};
static const char *const PLACE_WORDS[] = {
    "library",   "libraries",    "services", "department",  "dept",      "desk",        "branch",      "university",
    "college",   "school",       "archives", "circulation", "reference", "collections", "street",      "st",
    "ave",       "avenue",       "road",     "rd",          "suite",     "floor",       "box",         "pronouns",
    "hours",     "tel",          "phone",    "ext",         "fax",       "biblioteca",  "bibliotecas", "universidad",
    "servicios", "departamento", "calle",    "avenida",     "horario",   "teléfono",
};
static const char *const DAY_WORDS[] = {"mon",      "tue",    "tues",   "wed",     "thu",       "thurs",    "fri",
					"sat",      "sun",    "monday", "tuesday", "wednesday", "thursday", "friday",
					"saturday", "sunday", "lunes",  "martes",  "viernes",   "sábado",   "domingo"};

/* Seven digits or more with only telephone punctuation between them; dates as in ISO 8601 are none. */
static bool has_phone(struct str s)
{
	size_t digits = 0, start = 0;
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (is_ascii_digit(c)) {
			start = digits++ ? start : i;
			if (digits >= 7 && !(start + 4 < s.len && s.ptr[start + 4] == '-' && i - start <= 9))
				return true;
		} else if (!c || !strchr(" ().+-/", c)) {
			digits = 0;
		}
	}
	return false;
}

static bool has_contact(struct str s)
{
	return has_phone(s) || link_is_in(s);
}

static bool has_title(struct str s)
{
	return phrase_has_word(s, TITLE_WORDS, COUNT(TITLE_WORDS));
}

/* A slogan: the whole line in quotation marks. */
static bool is_in_quotes(struct str s)
{
	if (s.len < 3)
		return false;
	if (s.ptr[0] == '"' && s.ptr[s.len - 1] == '"')
		return true;
	return str_starts(s, STR("\xE2\x80\x9C")) && str_ends(s, STR("\xE2\x80\x9D"));
}

bool ending_is_postscript(struct str s)
{
	static const char *const openers[] = {"p.s",  "p.s.", "ps",  "p.p.s", "p.p.s.", "pps",   "p.d",
					      "p.d.", "pd",   "n.b", "n.b.",  "nb",     "p. s.", "p. d."};
	size_t end = phrase_opening(s, openers, COUNT(openers));
	return end != 0 && end < s.len;
}

static bool is_invitation(struct str s)
{
	static const char *const openers[] = {"follow us", "find us",         "like us",
					      "visit us",  "connect with us", "síganos"};
	return phrase_opening(s, openers, COUNT(openers)) != 0;
}

/* Not a line of a signature: a sentence, a list item, words that speak to the reader. */
static bool is_prose(struct str s)
{
	if (s.len > LINE_SHORT_BYTES || ending_is_postscript(s))
		return true;
	if (is_in_quotes(s) || is_invitation(s))
		return false;
	if (str_starts(s, STR("- ")) || str_starts(s, STR("* ")) || str_starts(s, STR("\xE2\x80\xA2")))
		return true;
	char last = s.len ? s.ptr[s.len - 1] : '\0';
	if (last == ':' || last == '?')
		return true;
	if (phrase_has_word(s, PROSE_WORDS, COUNT(PROSE_WORDS)))
		return true;
	return (last == '.' || last == '!') && phrase_word_count(s) >= 4 && !has_contact(s);
}

/* Says that the line belongs to a signature even when a blank line parts it from the name. */
static bool is_signature_evidence(struct str s)
{
	return has_contact(s) || has_title(s) || is_in_quotes(s) || is_invitation(s) ||
	       phrase_has_word(s, PLACE_WORDS, COUNT(PLACE_WORDS)) ||
	       (phrase_has_digit(s) && phrase_has_word(s, DAY_WORDS, COUNT(DAY_WORDS)));
}

static bool is_name(struct str s)
{
	if (s.len == 0 || s.len > NAME_BYTES || phrase_has_digit(s) || is_prose(s))
		return false;
	size_t words = phrase_word_count(s);
	return words > 0 && words <= NAME_WORDS && (!is_ascii_lower(s.ptr[0]) || words <= 2);
}

static const char *const CLOSINGS[] = {
    "best",
    "best wishes",
    "best regards",
    "kind regards",
    "kindest regards",
    "warm regards",
    "warmest regards",
    "with regards",
    "regards",
    "warmly",
    "warm wishes",
    "warmest wishes",
    "with warm wishes",
    "sincerely",
    "sincerely yours",
    "yours",
    "yours sincerely",
    "yours truly",
    "yours faithfully",
    "very truly yours",
    "respectfully",
    "respectfully yours",
    "cordially",
    "cheers",
    "thanks",
    "thanks again",
    "many thanks",
    "with thanks",
    "thank you",
    "thx",
    "take care",
    "all the best",
    "see you soon",
    "love",
    "gratefully",
    "with gratitude",
    "with appreciation",
    "with care",
    "with every good wish",
    "with respect",
    "good luck",
    "happy reading",
    "be well",
    "salutations",
    "greetings",
    "friendly greetings",
    "thanking you",
    "saludos",
    "saludos cordiales",
    "un saludo",
    "un cordial saludo",
    "cordiales saludos",
    "atentamente",
    "muy atentamente",
    "cordialmente",
    "un abrazo",
    "gracias",
    "muchas gracias",
    "con cariño",
    "cordialement",
    "bien cordialement",
    "bien à vous",
    "mit freundlichen grüßen",
    "mit besten grüßen",
    "viele grüße",
    "beste grüße",
    "liebe grüße",
    "groetjes",
    "met vriendelijke groet",
    "met vriendelijke groeten",
    "cordiali saluti",
    "distinti saluti",
    "abraços",
    "atenciosamente",
};

enum closing { NO_CLOSING, CLOSING, CLOSING_AND_NAME };

/* "Best,", "Thanks again", "Love to your daughter,"; "Cheers, Meg" has the name in it. */
static enum closing closing_of(struct str s)
{
	size_t end = s.len <= NAME_BYTES ? phrase_opening(s, CLOSINGS, COUNT(CLOSINGS)) : 0;
	if (end == 0)
		return NO_CLOSING;
	struct str rest = str_slice(s, end, s.len);
	if (phrase_word_count(rest) == 0 || str_ends(s, STR(",")))
		return CLOSING;
	if (rest.ptr[0] != ',' && rest.ptr[0] != '!' && rest.ptr[0] != '.')
		return NO_CLOSING;
	struct str name = line_trim(str_slice(rest, 1, rest.len));
	return is_name(name) && !is_ascii_lower(name.ptr[0]) ? CLOSING_AND_NAME : NO_CLOSING;
}

/* The last lines of a stretch of own text, and what each of them is. */
struct tail {
	struct str text;
	size_t count;
	struct line lines[TAIL_LINES];
	enum hownot_part_kind kinds[TAIL_LINES];
};

static struct str tail_line(const struct tail *tail, size_t i)
{
	return line_trimmed(tail->text, tail->lines[i]);
}

static bool is_blank(const struct tail *tail, size_t i)
{
	return tail_line(tail, i).len == 0;
}

static struct tail tail_of(struct str text, size_t start, size_t end)
{
	struct tail tail = {.text = text};
	size_t floor = end - start > TAIL_BYTES ? end - TAIL_BYTES : start;
	size_t starts[TAIL_LINES];
	size_t count = 0;
	for (size_t at = end; at > floor && count < TAIL_LINES;) {
		at = line_before(text, at, floor);
		/* the line that the limit cuts is not seen whole */
		if (at == floor && floor != start)
			break;
		starts[count++] = at;
	}
	while (count > 0) {
		tail.lines[tail.count] = line_at(text, starts[--count]);
		tail.kinds[tail.count++] = HOWNOT_OWN;
	}
	return tail;
}

/* Takes lines [from, to) out of the own text, those that are not out already. */
static void mark(struct tail *tail, size_t from, size_t to, enum hownot_part_kind kind)
{
	for (size_t i = from; i < to; i++)
		if (tail->kinds[i] == HOWNOT_OWN)
			tail->kinds[i] = kind;
}

static size_t paragraph_end(const struct tail *tail, size_t i)
{
	while (i < tail->count && !is_blank(tail, i))
		i++;
	return i;
}

/* The words of footers. A footer opens with what it is about (this mail), and says at least two of the rest. */
static const char *const FOOTER_OPENERS[] = {
    "this email",
    "this message",
    "this communication",
    "this transmission",
    "this electronic",
    "this mail",
    "the information in this",
    "the information contained in this",
    "the information transmitted",
    "the contents of this",
    "the content of this",
    "the above message",
    "any disclosure",
    "any review",
    "any unauthori",
    "any views",
    "any opinions",
    "if you are not the",
    "if you have received this",
    "if you received this",
    "confidentiality",
    "confidential:",
    "notice:",
    "disclaimer",
    "important:",
    "important notice",
    "legal notice",
    "please consider the environment",
    "consider the environment",
    "think before you print",
    "save paper",
    "before printing",
    "este correo",
    "este mensaje",
    "este email",
    "la información contenida en",
    "aviso de confidencialidad",
    "aviso legal",
    "confidencialidad",
    "el contenido de este",
    "antes de imprimir",
    "si usted no es el destinatario",
    "si ha recibido este",
    "esta comunicación",
    "por favor, considere el medio",
    "piense en el medio ambiente",
};
static const char *const FOOTER_SURE[] = {
    "not the intended recipient",
    "not the named addressee",
    "consider the environment",
    "think before you print",
    "confidentiality notice",
    "intended solely for the",
    "intended only for the",
    "intended for the sole use",
    "disclosure, copying",
    "copying or distribution",
    "received this email in error",
    "received this message in error",
    "received this communication in error",
    "aviso de confidencialidad",
    "no es el destinatario",
    "va dirigido exclusivamente",
    "antes de imprimir",
    "dirigido únicamente",
    "legally privileged",
};
static const char *const FOOTER_WORDS[] = {
    "confidential", "privileged",    "private",     "intended",  "recipient",    "addressee",   "in error",
    "by mistake",   "delete",        "destroy",     "notify",    "prohibited",   "disclos",     "unauthori",
    "liab",         "virus",         "dissemin",    "distribut", "copying",      "views",       "opinions",
    "monitored",    "public record", "attachments", "sender",    "confidencial", "privilegiad", "destinatari",
    "por error",    "prohibid",      "elimin",      "notifi",    "divulga",      "difusión",
};

/* Marks and emphasis that stand before the first word of a footer. */
static struct str without_ornament(struct str s)
{
	while (s.len && !is_word_byte(s.ptr[0]))
		s = str_slice(s, 1, s.len);
	return s;
}

static bool opens_footer(struct str line)
{
	struct str s = without_ornament(line);
	/* a line that begins in lower case is in the middle of a sentence */
	return s.len && !is_ascii_lower(s.ptr[0]) && phrase_opening(s, FOOTER_OPENERS, COUNT(FOOTER_OPENERS)) != 0;
}

static void mark_disclaimers(struct tail *tail)
{
	bool seen = false;
	for (size_t i = 0; i < tail->count; i++) {
		if (!opens_footer(tail_line(tail, i)))
			continue;
		size_t end = paragraph_end(tail, i);
		struct str s = str_slice(tail->text, tail->lines[i].start, tail->lines[end - 1].end);
		size_t words = phrase_count(s, FOOTER_WORDS, COUNT(FOOTER_WORDS));
		bool sure = phrase_count(s, FOOTER_SURE, COUNT(FOOTER_SURE)) != 0;
		if (!sure && words < (seen ? 1 : 2))
			continue;
		size_t start = i;
		while (start > 0 && (is_blank(tail, start - 1) || line_is_rule(tail_line(tail, start - 1), 3)))
			start--;
		while (start < i && is_blank(tail, start))
			start++;
		mark(tail, start, end, HOWNOT_DISCLAIMER);
		seen = true;
		i = end - 1;
	}
}

static bool is_device_line(struct str s)
{
	static const char *const openers[] = {
	    "sent from my",   "sent from",      "sent via",        "get outlook for",     "enviado desde",
	    "enviado de meu", "enviado do meu", "envoyé de mon",   "envoyé depuis",       "von meinem",
	    "gesendet von",   "inviato da",     "verzonden vanaf", "obtener outlook para"};
	static const char *const devices[] = {
	    "iphone", "ipad",   "galaxy",  "samsung", "android", "phone",  "mobile",     "blackberry", "pixel",
	    "huawei", "xiaomi", "windows", "outlook", "yahoo",   "tablet", "smartphone", "ios",        "handheld",
	    "gmail",  "proton", "móvil",   "celular", "mac",     "handy",  "telefoon"};
	enum { MOST_WORDS = 10 };
	return s.len <= LINE_SHORT_BYTES && phrase_opening(s, openers, COUNT(openers)) &&
	       phrase_has_word(s, devices, COUNT(devices)) && phrase_word_count(s) <= MOST_WORDS;
}

static void mark_device_lines(struct tail *tail)
{
	for (size_t i = 0; i < tail->count; i++)
		if (is_device_line(tail_line(tail, i)))
			mark(tail, i, i + 1, HOWNOT_SIGNATURE);
}

/* "--", or the dash that an editor made of it. */
static bool is_loose_separator(struct str s)
{
	return str_eq(s, STR("--")) || str_eq(s, STR("\xE2\x80\x94")) || str_eq(s, STR("\xE2\x80\x93"));
}

/* Is what follows the rule on line i, up to the end, a signature? Only "--" may have a sentence in it, not as its first
 * line. */
static bool is_ruled_signature(const struct tail *tail, size_t i, bool loose)
{
	enum { MOST_LINES = 8 };
	size_t count = 0;
	bool evidence = false;
	for (size_t k = i + 1; k < tail->count; k++) {
		struct str s = tail_line(tail, k);
		if (s.len == 0 || tail->kinds[k] != HOWNOT_OWN)
			continue;
		if (++count > MOST_LINES || ending_is_postscript(s) || (is_prose(s) && (count == 1 || !loose)))
			return false;
		evidence = evidence || is_signature_evidence(s);
	}
	return count > 0 && (loose || evidence);
}

static void mark_ruled_signature(struct tail *tail)
{
	for (size_t i = 0; i < tail->count; i++) {
		struct str s = tail_line(tail, i);
		bool loose = is_loose_separator(s);
		if ((!loose && !line_is_rule(s, 3)) || !is_ruled_signature(tail, i, loose))
			continue;
		mark(tail, i, tail->count, HOWNOT_SIGNATURE);
		return;
	}
}

/* The line with the writer's name under (or in) the last closing of the tail; tail->count when there is none. */
static size_t name_line(const struct tail *tail)
{
	for (size_t i = tail->count; i-- > 0;) {
		if (tail->kinds[i] != HOWNOT_OWN)
			continue;
		enum closing closing = closing_of(tail_line(tail, i));
		if (closing == CLOSING_AND_NAME)
			return i;
		if (closing == NO_CLOSING)
			continue;
		size_t name = i + 1;
		while (name < tail->count && is_blank(tail, name))
			name++;
		if (name < tail->count && name <= i + 2 && tail->kinds[name] == HOWNOT_OWN &&
		    is_name(tail_line(tail, name)))
			return name;
	}
	return tail->count;
}

/* Titles, telephone numbers and slogans under the name, down to the first line that is a sentence. */
static void mark_below_name(struct tail *tail, size_t name)
{
	bool after_blank = false;
	for (size_t i = name + 1; i < tail->count; i++) {
		struct str s = tail_line(tail, i);
		if (s.len == 0) {
			after_blank = true;
			continue;
		}
		if (tail->kinds[i] != HOWNOT_OWN)
			continue;
		if (is_prose(s) || (after_blank && !is_signature_evidence(s)))
			return;
		mark(tail, i, i + 1, HOWNOT_SIGNATURE);
		after_blank = false;
	}
}

/* Without a closing, the last block is a signature if somebody's title and a way to reach them are in it. */
static void mark_last_block(struct tail *tail)
{
	size_t end = tail->count;
	while (end > 0 && (is_blank(tail, end - 1) || tail->kinds[end - 1] != HOWNOT_OWN))
		end--;
	size_t start = end;
	bool title = false, contact = false;
	while (start > 0 && !is_blank(tail, start - 1) && tail->kinds[start - 1] == HOWNOT_OWN) {
		struct str s = tail_line(tail, --start);
		if (is_prose(s))
			return;
		title = title || has_title(s);
		contact = contact || has_contact(s);
	}
	if (!title || !contact)
		return;
	size_t above = start;
	while (above > 0 && is_blank(tail, above - 1))
		above--;
	/* "Ask the county archive:" and then its address: that is an offer */
	if (above > 0 && str_ends(tail_line(tail, above - 1), STR(":")))
		return;
	struct str first = tail_line(tail, start);
	if (is_name(first) && !is_signature_evidence(first))
		start++;
	mark(tail, start, end, HOWNOT_SIGNATURE);
}

/* Blank lines go with the part above them, unless own text is below. */
static void mark_blank_lines(struct tail *tail)
{
	for (size_t i = 1; i < tail->count; i++) {
		if (!is_blank(tail, i) || tail->kinds[i] != HOWNOT_OWN || tail->kinds[i - 1] == HOWNOT_OWN)
			continue;
		size_t next = i;
		while (next < tail->count && is_blank(tail, next))
			next++;
		if (next == tail->count || tail->kinds[next] != HOWNOT_OWN)
			mark(tail, i, next, tail->kinds[i - 1]);
	}
}

void ending_split(struct parts *parts, struct str text, size_t start, size_t end)
{
	struct tail tail = tail_of(text, start, end);
	mark_disclaimers(&tail);
	mark_device_lines(&tail);
	mark_ruled_signature(&tail);
	size_t name = name_line(&tail);
	if (name < tail.count)
		mark_below_name(&tail, name);
	else
		mark_last_block(&tail);
	mark_blank_lines(&tail);
	parts_add(parts, HOWNOT_OWN, start, tail.count ? tail.lines[0].start : end);
	for (size_t i = 0; i < tail.count; i++)
		parts_add(parts, tail.kinds[i], tail.lines[i].start,
			  i + 1 < tail.count ? tail.lines[i + 1].start : end);
}
