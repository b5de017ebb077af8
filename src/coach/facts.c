#include "coach/facts.h"

#include "base/buf.h"
#include "draft/phrase.h"

#include <string.h>

/* A run of text without white space, punctuation at its ends taken off. */
struct token {
	struct span span;
	bool starts; /* a sentence or a quotation begins here */
};

static bool is_one_of(struct str word, const char *const *list)
{
	for (; word.len && *list; list++)
		if (ascii_lower(**list) == ascii_lower(word.ptr[0]) && str_eq_nocase(word, str_of(*list)))
			return true;
	return false;
}

static bool is_calendar(struct str word)
{
	static const char *const names[] = {
		"January", "February", "March",	 "April", "May", "June", "July", "August", "September", "October", "November", "December", "Jan", "Feb", "Mar", "Apr",
		"Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Mon", "Tue",
		"Tues", "Wed", "Weds", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
		"septiembre", "octubre", "noviembre", "diciembre", "lunes", "martes", "jueves", "viernes", NULL
	};
	enum { SHORTEST_BYTES = 3, LONGEST_BYTES = 10 };
	bool may_be = word.len >= SHORTEST_BYTES && word.len <= LONGEST_BYTES && (is_ascii_upper(word.ptr[0]) || word.len > 4);
	return may_be && is_one_of(word, names);
}

static size_t count_digits(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++)
		n += is_ascii_digit(s.ptr[i]);
	return n;
}

/* A web or mail address by its looks: a scheme, an at sign, or a dotted name with letters on both sides. */
static bool is_link(struct str s)
{
	if (str_find(s, STR("://"), 0) < s.len || str_starts_nocase(s, STR("www.")))
		return true;
	size_t at = str_find(s, STR("@"), 0);
	if (at > 0 && at < s.len && str_find(s, STR("."), at) < s.len)
		return true;
	size_t dot = str_find(s, STR("."), 0);
	bool dotted = dot >= 2 && dot + 2 < s.len && is_ascii_lower(s.ptr[dot - 1]) && is_ascii_lower(s.ptr[dot + 1]) && is_ascii_lower(s.ptr[dot + 2]);
	return dotted;
}

static bool is_phone(struct str s)
{
	size_t digits = count_digits(s), others = 0;
	for (size_t i = 0; i < s.len; i++)
		others += !is_ascii_digit(s.ptr[i]) && !strchr("+-().", s.ptr[i]);
	return digits >= 7 && others == 0;
}

static bool is_amount(struct str s)
{
	static const char *const marks[] = { "$", "\xC2\xA3", "\xE2\x82\xAC", "USD", "EUR", "GBP", "AUD", "NZD", "CAD", NULL };
	for (size_t i = 0; marks[i]; i++)
		if (str_find(s, str_of(marks[i]), 0) < s.len)
			return true;
	/* "14.60": a price without its sign */
	if (s.len > 3 && s.ptr[s.len - 3] == '.' && count_digits(s) == s.len - 1 && s.ptr[0] != '0')
		return true;
	bool pence = s.len > 1 && is_ascii_digit(s.ptr[s.len - 2]) && (s.ptr[s.len - 1] == 'p' || s.ptr[s.len - 1] == 'c');
	if (pence && count_digits(s) == s.len - 1)
		return true;
	return s.len > 1 && s.ptr[0] == 'R' && is_ascii_digit(s.ptr[1]);
}

static bool is_year(struct str s)
{
	return s.len == 4 && count_digits(s) == 4 && (str_starts(s, STR("19")) || str_starts(s, STR("20")));
}

/* "10:30", "9am", "2019", "3/5", "21st" */
static bool is_time(struct str s)
{
	struct str tail = str_slice(s, s.len > 2 ? s.len - 2 : 0, s.len);
	static const char *const tails[] = { "am", "pm", "st", "nd", "rd", "th", NULL };
	if (is_one_of(tail, tails))
		return true;
	bool joined = str_find(s, STR(":"), 0) < s.len || str_find(s, STR("/"), 0) < s.len;
	return joined || is_year(s);
}

static bool next_token(struct str text, size_t *at, struct token *out)
{
	while (*at < text.len && is_ascii_space(text.ptr[*at]))
		(*at)++;
	if (*at >= text.len)
		return false;
	struct span span = { *at, *at };
	while (span.end < text.len && !is_ascii_space(text.ptr[span.end]) && !str_starts(str_slice(text, span.end, text.len), STR("\xE2\x80\x94")))
		span.end++;
	*at = span.end > span.start ? span.end : span.end + 3;
	out->starts = span.start == 0;
	for (size_t back = span.start; back > 0 && !out->starts; back--) {
		char c = text.ptr[back - 1];
		if (c == ' ')
			continue;
		out->starts = strchr(".!?:\n\"(", c) != NULL || (unsigned char)c >= 0x80; /* behind an emoji, too */
		break;
	}
	while (span.start < span.end && strchr("\"'([<*_", text.ptr[span.start])) {
		span.start++;
		out->starts = true;
	}
	while (span.end > span.start && strchr("\"'.,;:!?)]>*_", text.ptr[span.end - 1]))
		span.end--;
	/* "Monday's" names Monday */
	if (str_ends(str_slice(text, span.start, span.end), STR("'s")))
		span.end -= 2;
	else if (str_ends(str_slice(text, span.start, span.end), STR("\xE2\x80\x99s")))
		span.end -= 4;
	out->span = span;
	return true;
}

/* The word that ends at `end`, and where it starts. */
static struct str word_ending(struct str text, size_t end, size_t *start)
{
	while (end > 0 && is_ascii_space(text.ptr[end - 1]))
		end--;
	*start = end;
	while (*start > 0 && !is_ascii_space(text.ptr[*start - 1]))
		(*start)--;
	return str_slice(text, *start, end);
}

/* "May" and "March" are months beside a number or behind a word like "in"; elsewhere they are most likely verbs. */
static bool is_month_here(struct str text, struct span span)
{
	static const char *const before[] = { "in", "of", "by", "until", "till", "since", "from", "early", "mid", "late", "this", "next", "last", "every", "on", "before", "after", "and", "to", "through", "thru", NULL };
	struct str s = str_slice(text, span.start, span.end);
	if (!str_eq(s, STR("May")) && !str_eq(s, STR("March")))
		return true;
	size_t start;
	struct str word = word_ending(text, span.start, &start), rest = str_trim(str_slice(text, span.end, text.len));
	/* "until 12. May I suggest" */
	if (str_starts(rest, STR("I ")) || str_starts(rest, STR("we ")))
		return false;
	return is_one_of(word, before) || phrase_has_digit(word) || (rest.len && is_ascii_digit(rest.ptr[0]));
}

static bool is_name(struct str s, const struct token *token)
{
	static const char *const no_names[] = { "I", "I'm", "I'll", "I've", "I'd", "OK", "Google", "Wikipedia", "Amazon", "PS", "English", "Wi-Fi", "WiFi", "Internet", "Mr", "Mrs", "Ms", "Dr", "Library", "University", "College", "Committee",
						"Policy", "Department", "Section", "Service", "Services", "Office", "Form", "Staff", "Team", "Board", "Management", "Director", "Council", "School", "Wifi", "PIN", "Week", "Year", "Internet", NULL };
	if (token->starts || s.len < 2 || !is_ascii_upper(s.ptr[0]) || is_one_of(s, no_names))
		return false;
	/* capitals throughout are emphasis or an abbreviation, unless digits tell a call number */
	for (size_t i = 1; i < s.len; i++)
		if (is_ascii_lower(s.ptr[i]))
			return true;
	return false;
}

/* "at 11.42": four digits and a stop behind "at" are a time. */
static bool is_dotted_time(struct str text, struct span span)
{
	struct str s = str_slice(text, span.start, span.end), dot = str_slice(s, s.len > 3 ? s.len - 3 : s.len, s.len);
	return s.len <= 5 && str_starts(dot, STR(".")) && span.start >= 3 && str_eq_nocase(str_slice(text, span.start - 3, span.start), STR("at "));
}

static bool classify(struct str text, const struct token *token, enum fact_kind *kind)
{
	struct str s = str_slice(text, token->span.start, token->span.end);
	if (is_link(s) || is_phone(s))
		return *kind = FACT_LINK, true;
	if (phrase_has_digit(s))
		return *kind = is_dotted_time(text, token->span) ? FACT_DATE : is_amount(s) ? FACT_AMOUNT : is_time(s) ? FACT_DATE : FACT_NUMBER, true;
	/* "May I", "March in", "Sun": at the start of a sentence such a word is most likely another one */
	if (is_calendar(s) && !(token->starts && s.len <= 5) && is_month_here(text, token->span))
		return *kind = FACT_DATE, true;
	if (is_name(s, token))
		return *kind = FACT_NAME, true;
	return false;
}

/* A quoted title at `at`: a quotation mark, a capital, and the closing mark within 60 characters. */
static size_t title_end(struct str text, size_t at)
{
	enum { LONGEST_TITLE_BYTES = 70 };
	struct str rest = str_slice(text, at, text.len);
	bool curly = str_starts(rest, STR("\xE2\x80\x9C"));
	size_t open = curly ? 3 : 1;
	if ((!curly && rest.ptr[0] != '"') || rest.len <= open || !is_ascii_upper(rest.ptr[open]))
		return 0;
	size_t close = str_find(rest, curly ? STR("\xE2\x80\x9D") : STR("\""), open);
	if (close >= rest.len || close > LONGEST_TITLE_BYTES)
		return 0;
	return at + close + (curly ? 3 : 1);
}

/* "8 a.m.", "4 pm": what stands in front is a time. */
static bool is_before_noon_mark(struct str text, struct span span)
{
	static const char *const marks[] = { " a.m", " p.m", " am", " pm", " AM", " PM", " o'clock" };
	struct str rest = str_slice(text, span.end, text.len);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t len = strlen(marks[i]);
		if (str_starts(rest, str_of(marks[i])) && (rest.len == len || !is_ascii_alpha(rest.ptr[len])))
			return true;
	}
	return false;
}

/* Does b stand behind a and one space? */
static bool is_beside(struct str text, const struct fact *a, const struct fact *b)
{
	return b->span.start == a->span.end + 1 && text.ptr[a->span.end] == ' ';
}

/* The number beside a month or a weekday is the day: "30 Oct", "May 3". */
static void join_dates(struct str text, struct facts *facts)
{
	for (size_t i = 0; i < facts->count; i++)
		if (facts->items[i].kind == FACT_NUMBER && is_before_noon_mark(text, facts->items[i].span))
			facts->items[i].kind = FACT_DATE;
	for (size_t i = 0; i + 1 < facts->count; i++) {
		struct fact *a = &facts->items[i], *b = &facts->items[i + 1];
		bool beside = is_beside(text, a, b);
		if (beside && a->kind == FACT_NUMBER && b->kind == FACT_DATE)
			a->kind = FACT_DATE;
		if (beside && a->kind == FACT_DATE && b->kind == FACT_NUMBER)
			b->kind = FACT_DATE;
	}
}

/* Does the clause in front of a date tell of what is over? A verb in the past does, unless it is a participle ("is closed on Friday"); "until" and the like point on. */
static bool is_over(struct str text, size_t at)
{
	static const char *const onward[] = { "until", "till", "by", "before", "through", "to", NULL };
	static const char *const past[] = { "was", "were", "had", "did", "didn't", "went", "sent", "gave", "told", "said", "came", "made", "since", "dated", "ran", "put", "took", NULL };
	static const char *const present[] = { "is", "are", "be", "isn't", "aren't", "will", "must", "can", "may", "get", "gets", "it's", "they're", "we're", "you're", "due", "should", NULL };
	static const char *const doers[] = { "you", "we", "i", "they", NULL };
	static const char *const letters[] = { "mail", "e-mail", "email", "message", "letter", "note", "call", "comment", "comments", "request", "enquiry", "inquiry", "query", "yours", NULL };
	enum { LETTER_WORDS = 2, LONGEST_CLAUSE_WORDS = 40 }; /* a text of dates alone is not gone through for each of them */
	static const char *const conditional[] = { "would", "could", "should", "might", NULL };
	static const char *const happenings[] = { "incident", "complaint", "conversation", "disturbance", NULL };
	bool ends_in_ed = false, is_participle = false, follows_of = false, is_within = false, was_perfect = false;
	size_t start = at;
	for (size_t words = 0; start > 0 && words < LONGEST_CLAUSE_WORDS; words++) {
		struct str word = word_ending(text, start, &start);
		if (!word.len || strchr(".!?;:", word.ptr[word.len - 1]) || (words == 0 && is_one_of(word, onward)))
			break;
		bool tells_of_past = is_one_of(word, past) || (words <= LETTER_WORDS && is_one_of(word, happenings));
		if (tells_of_past || (was_perfect && is_one_of(word, conditional))) /* "would have been dealt with in July" */
			return true;
		if (was_perfect)
			break;
		was_perfect = str_eq_nocase(word, STR("have")) || (is_participle && str_eq_nocase(word, STR("of"))); /* "should have been raised", "should of applied" */
		if (was_perfect)
			continue;
		if (is_one_of(word, present))
			return false;
		if (is_participle && is_one_of(word, doers)) /* "the form you signed" */
			return true;
		if (words == 2 && is_participle && is_within) /* "the guide circulated in January" */
			return true;
		if (words <= LETTER_WORDS && follows_of && is_one_of(word, letters)) /* "your message of the 3rd" */
			return true;
		if (is_participle && str_eq_nocase(word, STR("as"))) /* "as stated" */
			ends_in_ed = false;
		follows_of = str_eq_nocase(word, STR("of"));
		is_within = is_within || (words == 0 && str_eq_nocase(word, STR("in")));
		is_participle = word.len > 4 && str_ends(word, STR("ed"));
		ends_in_ed = ends_in_ed || is_participle;
	}
	return ends_in_ed;
}

static void mark_past(struct str text, struct facts *facts)
{
	size_t start = 0; /* of the date that goes on: "4 June" */
	for (size_t i = 0; i < facts->count; i++) {
		struct fact *fact = &facts->items[i];
		bool goes_on = i > 0 && is_beside(text, fact - 1, fact) && (fact[-1].kind == FACT_DATE || fact[-1].kind == FACT_PAST);
		start = goes_on ? start : fact->span.start;
		if (fact->kind == FACT_DATE && is_over(text, start))
			fact->kind = FACT_PAST;
	}
}

/* The start of the word before `at`, on the other side of one space; `at` when there is none. */
static size_t word_before(struct str text, size_t at)
{
	if (at < 2 || text.ptr[at - 1] != ' ')
		return at;
	size_t start = at - 1;
	while (start > 0 && !is_ascii_space(text.ptr[start - 1]))
		start--;
	return start;
}

/* "the handbook that families sign in August", "on a Wednesday", "Friday is Friday": without its sentence it tells nobody anything. */
static void mark_lone(struct str text, struct facts *facts)
{
	static const char *const before[] = { "a", "the", "in", NULL };
	for (size_t i = 0; i < facts->count; i++) {
		struct fact *fact = &facts->items[i];
		struct str word = str_slice(text, fact->span.start, fact->span.end);
		size_t start = word_before(text, fact->span.start);
		struct str last = str_slice(text, start, start < fact->span.start ? fact->span.start - 1 : start);
		bool leads = !last.len || str_ends_in(last, ".!?") || is_one_of(last, before);
		bool beside = (i > 0 && is_beside(text, fact - 1, fact)) || (i + 1 < facts->count && is_beside(text, fact, fact + 1));
		if (fact->kind == FACT_DATE && leads && !beside && (is_calendar(word) || is_year(word)))
			fact->kind = FACT_LONE_DATE;
	}
}

struct facts facts_find(struct arena *arena, struct str text)
{
	struct facts facts = { 0 };
	size_t capacity = 0;
	struct token token;
	for (size_t at = 0; at < text.len;) {
		size_t begin = at;
		while (begin < text.len && is_ascii_space(text.ptr[begin]))
			begin++;
		size_t end = begin < text.len ? title_end(text, begin) : 0;
		if (end) {
			*ARENA_PUSH(arena, facts.items, facts.count, capacity) = (struct fact){ { begin, end }, FACT_TITLE };
			at = end;
			continue;
		}
		if (!next_token(text, &at, &token))
			break;
		enum fact_kind kind;
		if (span_len(token.span) && classify(text, &token, &kind))
			*ARENA_PUSH(arena, facts.items, facts.count, capacity) = (struct fact){ token.span, kind };
	}
	join_dates(text, &facts);
	mark_past(text, &facts);
	mark_lone(text, &facts);
	return facts;
}

bool fact_names_place(struct str text, const struct fact *fact)
{
	static const char *const places[] = { "box", "boxes", "room", "floor", "level", "question", "locker", "table", "desk", "gate", "counter", NULL };
	size_t start;
	struct str word = word_ending(text, fact->span.start, &start);
	return is_one_of(str_starts(word, STR("(")) ? str_slice(word, 1, word.len) : word, places);
}

bool fact_is_needed(const struct fact *fact)
{
	return fact->kind != FACT_NUMBER && fact->kind != FACT_PAST && fact->kind != FACT_LONE_DATE;
}

static bool is_alphanumeric(char c)
{
	return is_ascii_alpha(c) || is_ascii_digit(c);
}

size_t fact_next(struct str text, struct str fact, size_t from)
{
	for (size_t at = str_find(text, fact, from); at < text.len; at = str_find(text, fact, at + 1)) {
		bool begins = at == 0 || !is_alphanumeric(text.ptr[at - 1]) || !is_alphanumeric(fact.ptr[0]);
		bool ends = at + fact.len == text.len || !is_alphanumeric(text.ptr[at + fact.len]) || !is_alphanumeric(fact.ptr[fact.len - 1]);
		if (begins && ends)
			return at;
	}
	return text.len;
}

static size_t count_of(struct str text, struct str fact)
{
	size_t count = 0;
	for (size_t at = fact_next(text, fact, 0); at < text.len; at = fact_next(text, fact, at + 1))
		count++;
	return count;
}

/* A name said again is the same; the same number said again may count something else: "50 cents, at most 50 a day". */
static bool stands_in(struct str to, struct str from, const struct fact *fact, enum facts_missed missed)
{
	struct str said = str_slice(from, fact->span.start, fact->span.end);
	if (missed != FACTS_EACH_TIME || fact->kind == FACT_NAME || fact->kind == FACT_TITLE)
		return fact_next(to, said, 0) < to.len;
	return count_of(to, said) >= count_of(str_slice(from, 0, fact->span.end), said);
}

struct facts facts_missing(struct arena *arena, struct str from, struct str to, enum facts_missed missed)
{
	struct facts all = facts_find(arena, from), missing = { 0 };
	size_t capacity = 0;
	for (size_t i = 0; i < all.count; i++) {
		if (missed == FACTS_NEEDED && !fact_is_needed(&all.items[i]))
			continue;
		if (!stands_in(to, from, &all.items[i], missed))
			*ARENA_PUSH(arena, missing.items, missing.count, capacity) = all.items[i];
	}
	return missing;
}

/* Takes in the small word or the label that a fact stands with: "by", "Level". */
static struct span with_label(struct str text, struct span span)
{
	static const char *const labels[] = { "by", "before", "until", "till", "from", "on", "at", "after", "since", "room", "floor", "level", "page", "chapter", "section",
					      "extension", "ext", "ext.", "number", "no.", "box", "volume", "issue", "up", "over", "under", "Mr", "Mrs", "Ms", "Dr", "Mr.", "Mrs.", "Ms.", "Dr.", NULL };
	size_t start = word_before(text, span.start);
	if (start < span.start && is_one_of(str_slice(text, start, span.start - 1), labels))
		span.start = start;
	return span;
}

/* Do only small words stand between two facts, so that they are one phrase? */
static bool is_joined(struct str text, struct span a, struct span b)
{
	static const char *const joints[] = { "and", "to", "of", "or", "-", ",", "until", "till", "at", "in", "on", "by", "the", NULL };
	if (b.start < a.end)
		return true;
	struct str between = str_trim(str_slice(text, a.end, b.start));
	return !between.len || is_one_of(between, joints);
}

struct str facts_list(struct arena *arena, struct str text, const struct facts *facts, struct str amount)
{
	struct buf buf = buf_make(arena);
	for (size_t i = 0; i < facts->count;) {
		struct span span = with_label(text, facts->items[i].span);
		size_t k = i + 1;
		while (k < facts->count && is_joined(text, (struct span){ span.start, facts->items[k - 1].span.end }, facts->items[k].span))
			k++;
		bool is_bare = k == i + 1 && span.start == facts->items[i].span.start;
		span.end = facts->items[k - 1].span.end;
		buf_str(&buf, buf.len ? STR("; ") : STR(""));
		buf_str(&buf, is_bare && facts->items[i].kind == FACT_AMOUNT ? amount : STR(""));
		buf_str(&buf, str_slice(text, span.start, span.end));
		i = k;
	}
	return buf_view(&buf);
}
