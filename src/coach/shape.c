#include "coach/shape.h"

#include "coach/clause.h"
#include "coach/lexicon.h"
#include "rules/word.h"

#include <string.h>

enum { LONG_WORDS = 25, MIDDLING_WORDS = 12, SHORT_WORDS = 5, SHORT_REPLY = 3, LONG_REPLY = 10, FRAME_WORDS = 6, LONG_SALUTATION_WORDS = 20, SHORT_LABEL_WORDS = 3 };

/* What is counted in one sentence. */
struct count {
	size_t words, capital_words, cased_words, title_words, names, echoes;
};

static void set(struct shape_set *to, enum shape shape, bool value)
{
	to->bits |= (uint64_t)value << shape;
}

/* Words that a reply and a question share without having anything in common. */
static bool is_common(struct str word)
{
	static const char *const common[] = {
		"about", "after", "again", "also",  "always", "anything", "back",   "because", "been",	"before", "being",   "book",  "books", "can't",
		"come",	 "could", "does",  "doing", "don't",  "email",	  "every",  "find",    "from",	"getting", "give",    "going", "have",  "hello",
		"help",	 "here",  "into",  "just",  "know",   "library",  "like",   "look",    "made",	"make",	  "many",    "more",  "most",  "much",
		"need",	 "only",  "other", "over",  "please", "really",	  "said",   "says",    "some",	"still",  "take",    "tell",  "than",  "thank",
		"thanks", "that", "that's", "their", "them",  "then",	  "there",  "these",   "they",	"this",	  "those",   "time",  "today", "told",
		"used",	 "very",  "want",  "week",  "well",   "were",	  "what",   "when",    "where",	"which",  "while",   "will",  "with",  "would",
		"your",	 "you're", "para", "como",  "pero",   "esta",	  "este",   "tengo",   "puedo", "quiero", "libro",   "biblioteca", "gracias", "hola",
	};
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		if (common[i][0] == word.ptr[0] && str_eq(word, str_of(common[i])))
			return true;
	return false;
}

/* The word without the commonest endings, so that "renewed" echoes "renew". */
static struct str stem(struct str word)
{
	static const char *const endings[] = { "'s", "ing", "ed", "es", "s", "al" };
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		struct str ending = str_of(endings[i]);
		if (word.len >= ending.len + 4 && str_ends(word, ending))
			return str_slice(word, 0, word.len - ending.len);
	}
	return word;
}

/* The stems of the question's content words, as hashes: a collision only adds an echo. */
struct stems {
	uint32_t *hashes;
	size_t count;
};

static struct stems question_stems(struct arena *arena, struct str question)
{
	struct stems stems = { 0 };
	size_t capacity = 0;
	struct word_reader reader = word_read(question);
	while (word_next(&reader) && stems.count < 256)
		if (reader.word.len >= 4 && !is_common(reader.word))
			*ARENA_PUSH(arena, stems.hashes, stems.count, capacity) = str_hash(stem(reader.word));
	return stems;
}

static bool has_stem(const struct stems *stems, struct str word)
{
	if (!stems->hashes || word.len < 4)
		return false;
	uint32_t hash = str_hash(stem(word));
	for (size_t i = 0; i < stems->count; i++)
		if (stems->hashes[i] == hash)
			return true;
	return false;
}

static struct count count_words(struct str s, const struct stems *stems)
{
	struct count count = { 0 };
	struct word_reader reader = word_read(s);
	while (word_next(&reader)) {
		count.words++;
		struct str typed = str_slice(s, reader.span.start, reader.span.end);
		size_t upper = 0, lower = 0;
		for (size_t i = 0; i < typed.len; i++) {
			upper += is_ascii_upper(typed.ptr[i]);
			lower += is_ascii_lower(typed.ptr[i]);
		}
		count.cased_words += upper + lower > 0;
		count.capital_words += upper >= 2 && lower == 0;
		count.names += count.words > 1 && typed.len > 1 && is_ascii_upper(typed.ptr[0]) && is_ascii_lower(typed.ptr[1]);
		count.title_words += typed.len && (is_ascii_upper(typed.ptr[0]) || (unsigned char)typed.ptr[0] >= 0x80);
		count.echoes += has_stem(stems, reader.word);
	}
	return count;
}

static bool starts_with_any(struct str s, const char *const *starts)
{
	for (; s.len && *starts; starts++) {
		if (ascii_lower(**starts) != ascii_lower(s.ptr[0])) /* most end here */
			continue;
		struct str start = str_of(*starts);
		if (str_starts_nocase(s, start) && (s.len == start.len || !is_ascii_alpha(s.ptr[start.len])))
			return true;
	}
	return false;
}

static bool is_salutation(struct str s, const struct count *count, bool own_line)
{
	static const char *const greetings[] = { "hi",	   "hello", "dear",  "hey",  "sir or madam", "sirs",  "good morning", "good afternoon", "good evening", "greetings",
						 "hiya",   "hola",  "estimad", "estimado", "estimada", "querid", "querido", "querida", "buenos", "buenas", "good day", "to whom it may concern", "kia ora", "namaste", "respected", "bonjour", "salaam", "shalom", "aloha", "howdy", "g'morning", "sehr geehrte", "sehr geehrter", "liebe", "lieber", "cher", "ch\xC3\xA8re", "a chairde", "a chara",
						 "buen dia", "morning", "afternoon", "g'day", NULL };
	char last = s.ptr[s.len - 1];
	/* "Dear all (I am replying in one as many of you write the same)," */
	bool is_letter_s = own_line && last == ',' && str_starts_nocase(s, STR("dear ")) && count->words <= LONG_SALUTATION_WORDS;
	if (count->words > FRAME_WORDS)
		return is_letter_s;
	bool open = (last != '.' || starts_with_any(s, (const char *const[]){ "dear", "estimad", "querid", NULL })) && last != '?';
	open = open || (last == '.' && own_line && count->words <= 2);
	open = open || (last == '.' && count->words == 2 && starts_with_any(s, (const char *const[]){ "good morning", "good afternoon", "good evening", "good day", NULL }));
	bool name = count->title_words == count->words && !clause_opens_with(s, WORDS_ANSWERS) && (last == ',' || (own_line && count->words <= 3 && last != '!' && last != '.'));
	return open && (starts_with_any(s, greetings) || name);
}

/* The last word of a message that was spoken. "Bye-laws forbid it" is none. */
static bool is_farewell(struct str s)
{
	static const char *const farewells[] = { "goodbye", "good bye", "bye", "bye bye", "bye now", "thanks, bye", "thank you, goodbye" };
	struct str said = str_trim_end(s, ".!");
	for (size_t i = 0; i < sizeof farewells / sizeof *farewells; i++)
		if (str_eq_nocase(said, str_of(farewells[i])))
			return true;
	return false;
}

static bool is_closing(struct str s, const struct count *count)
{
	static const char *const closings[] = {
		"best",	   "kind regards", "kindest", "warm regards", "warmest", "warmly", "regards", "many thanks", "with thanks", "with best", "with warm", "with kind",
		"sincerely", "yours",	  "cheers",  "thanks",	     "thank you", "cordially", "respectfully", "take care", "all the best", "see you", "best wishes", "sent",
		"gratefully", "faithfully", "in haste", "happy", "saludos", "atentamente", "cordialmente", "un saludo", "gracias", "un abrazo", "quedo", "rgds", "brgds", "ta", "thx", "tks", "ty", "peace", "blessings", "i am, sir", "i remain", "be well", "mfg", "lg", "vg", "mit freundlichen", "cordialement", "with regards", "with every", "with all", "with love", "in peace", "all good wishes", "good wishes", "every good wish", "warm wishes", "very best", "is mise", "for compliance", "with friendly", "with greetings", "for and on behalf", NULL
	};
	char last = s.ptr[s.len - 1];
	if (is_farewell(s))
		return true;
	return count->words <= (last == ',' ? 7 : 5) && last != '.' && last != '?' && last != '!' && starts_with_any(s, closings);
}

/*
 * "With every good wish for your exhibition,", and "All good wishes with the book, Rosa Lind": the wish, and the name with it where two lines of a letter look
 * like a paragraph.
 */
static bool is_signed_wish(struct str s)
{
	static const char *const wishes[] = { "all good wishes", "good wishes", "best wishes", "warm wishes", "every good wish", "kind regards", "warm regards",
					      "with every",	 "with all",	"with best",   "with kind",   "with warm",	 "yours",	 "with good",
					      "very best",	 "wishing you", NULL };
	static const struct stems no_stems = { 0 };
	enum { MOST_NAMES = 4, MOST_WORDS = 12 };
	size_t comma = str_find(s, STR(", "), 0);
	if (!starts_with_any(s, wishes))
		return false;
	if (str_ends(s, STR(",")))
		return count_words(s, &no_stems).words <= MOST_WORDS;
	if (comma >= s.len)
		return false;
	struct count name = count_words(str_slice(s, comma + 2, s.len), &no_stems);
	return name.words > 0 && name.words <= MOST_NAMES && name.title_words == name.words;
}

/* "Morag", "Pat Lomax", "Local History": a line of capitalised words that ends without a stop. */
static bool is_name(struct str s, const struct count *count)
{
	/* "Librarian-in-charge" is one word here */
	if (!memchr(s.ptr, ' ', s.len) && is_ascii_upper(s.ptr[0]) && memchr(s.ptr, '-', s.len) && !strchr(".!?:", s.ptr[s.len - 1]))
		return true;
	char last = s.ptr[s.len - 1];
	return count->words > 0 && count->words <= 5 && 2 * count->title_words >= count->words && last != '.' && last != '!' && last != '?' &&
	       last != ':';
}

/* "Pioneerland circ desk", "Front office team": who writes, where few words have capitals. */
static bool is_desk(struct str s, const struct count *count)
{
	static const char *const desks[] = { "desk", "team", "staff", "library", "services", "office", "branch", "dept", "department", "circ", "librarian" };
	static const char *const others[] = { " the ", " a ", " our ", " your ", " at ", " to ", " is ", " are " };
	enum { MOST_WORDS = 5 };
	if (!is_ascii_upper(s.ptr[0]) || count->words < 2 || count->words > MOST_WORDS)
		return false;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (str_find(s, str_of(others[i]), 0) < s.len)
			return false;
	for (size_t i = 0; i < sizeof desks / sizeof *desks; i++)
		if (str_eq_nocase(str_last_word(s), str_of(desks[i])))
			return true;
	return false;
}

/* "F.R.", "g.", "maz": a short word of its own that is none of the language's, where a name stands. */
static bool is_short_name(struct str s)
{
	enum { MOST_BYTES = 7 };
	static const enum word_list others[] = { WORDS_SHORT_ANSWERS, WORDS_COMMON_NOUNS, WORDS_EMPTY, WORDS_NEVER_NAMES, WORDS_TASK_VERBS, WORDS_FILLERS, WORDS_AFTER_BE };
	struct str word = str_ends(s, STR(".")) ? str_slice(s, 0, s.len - 1) : s;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (lexicon_has(LANGUAGE_EN, others[i], word))
			return false;
	for (size_t i = 0; i < word.len; i++)
		if (!is_ascii_alpha(word.ptr[i]) && word.ptr[i] != '.')
			return false;
	return word.len && s.len <= MOST_BYTES;
}

static bool ends_in_abbreviation(struct str s)
{
	static const char *const ends[] = { "dept.", "div.", "circ.", "lib.", "univ.", "assn.", "coll.", "mgr.", "mgmt.", "coord.", "admin." };
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct str end = str_of(ends[i]);
		if (s.len > end.len && str_eq_nocase(str_slice(s, s.len - end.len, s.len), end))
			return true;
	}
	return false;
}

/*
 * The last line, behind a blank one: "Asst. Librarian (Mss.)", "C. Dunn, Circ." A stop in it is most likely an abbreviation's, so it may have been cut
 * into sentences. Gives the first of them, or n.
 */
static size_t signature_line(struct str text, const struct sentences *sentences)
{
	static const struct stems no_stems = { 0 };
	size_t n = sentences->count, first = n, words = 0, titles = 0;
	while (first > 1) {
		first--;
		struct count count = count_words(sentence_text(text, sentences, first), &no_stems);
		words += count.words;
		titles += count.title_words;
		if (words > FRAME_WORDS + 2)
			return n;
		if (text.ptr[sentences->spans[first].start - 1] == '\n')
			break;
	}
	if (first == n || first < 1 || text.ptr[sentences->spans[first].start - 1] != '\n')
		return n;
	if (n - first > 1)
		return words <= FRAME_WORDS && 4 * titles >= 3 * words ? first : n;
	struct str line = sentence_text(text, sentences, first);
	bool stops = strchr(".!?:", line.ptr[line.len - 1]) && !ends_in_abbreviation(line);
	struct count count = count_words(line, &no_stems);
	/* "Salle des cartes": one capital is enough where nothing is stated */
	bool is_label = words <= SHORT_LABEL_WORDS && titles && is_ascii_upper(line.ptr[0]) && !clause_is_statement(LANGUAGE_EN, line);
	return ((2 * titles >= words || is_label) && !stops) || is_desk(line, &count) || is_short_name(line) ? first : n;
}

static bool begins_line(struct str text, const struct sentences *sentences, size_t i)
{
	return sentences->spans[i].start > 0 && text.ptr[sentences->spans[i].start - 1] == '\n';
}

static size_t find_salutation(struct str text, const struct sentences *sentences)
{
	static const struct stems no_stems = { 0 };
	size_t n = sentences->count;
	if (!n)
		return n;
	struct str opening = sentence_text(text, sentences, 0);
	struct count count = count_words(opening, &no_stems);
	return is_salutation(opening, &count, n > 1 && text.ptr[sentences->spans[0].end] == '\n') ? 0 : n;
}

/* A closing phrase with nothing but short lines behind it, or n. */
static size_t find_closing(struct str text, const struct sentences *sentences)
{
	static const struct stems no_stems = { 0 };
	enum { MOST_LINES = 7 };
	size_t n = sentences->count;
	for (size_t i = n; i-- > 1 && n - i <= MOST_LINES;) {
		struct str s = sentence_text(text, sentences, i);
		struct count count = count_words(s, &no_stems);
		bool wish = begins_line(text, sentences, i) && is_signed_wish(s);
		if (count.words > FRAME_WORDS && !wish)
			break;
		if (wish || (begins_line(text, sentences, i) && is_closing(s, &count)))
			return i;
	}
	return n;
}

/* The first sentence of the line that sentence i ends; "I. Carruthers" looks like two. Only so few are looked at. */
static size_t line_first(struct str text, const struct sentences *sentences, size_t i)
{
	enum { MOST_INITIALS = 3 };
	for (size_t first = i; i - first <= MOST_INITIALS; first--) {
		if (first == 0 || begins_line(text, sentences, first))
			return first;
	}
	return i;
}

/* "Library Help (no replies, please)": without what stands in brackets behind it. */
static struct str before_brackets(struct str s)
{
	size_t open = str_find(s, STR(" ("), 0);
	return str_ends(s, STR(")")) && open < s.len ? str_slice(s, 0, open) : s;
}

/* Sentences first..i of a line, where each but the last is an initial: a name? */
static bool is_name_with_initials(struct str text, const struct sentences *sentences, size_t first, size_t i)
{
	static const struct stems no_stems = { 0 };
	enum { MOST_BYTES = 4 };
	struct str line = str_slice(text, sentences->spans[first].start, sentences->spans[i].end);
	for (size_t k = first; k < i; k++)
		if (sentences->spans[k].end - sentences->spans[k].start > MOST_BYTES)
			return false;
	struct str bare = before_brackets(line);
	struct count count = count_words(line, &no_stems), bare_count = count_words(bare, &no_stems);
	return (is_name(line, &count) || (bare.len && is_name(bare, &bare_count))) && (first == i || count.title_words == count.words);
}

/* From the end upwards: names and titles, then the closing phrase. */
static void find_signature(struct shapes *shapes, struct str text, const struct sentences *sentences)
{
	static const struct stems no_stems = { 0 };
	enum { MOST_LINES = 5 };
	size_t n = sentences->count;
	for (size_t i = n; i-- > 1 && n - i <= MOST_LINES;) {
		size_t first = line_first(text, sentences, i);
		if (first < 1 || !begins_line(text, sentences, first))
			return;
		struct str s = str_slice(text, sentences->spans[first].start, sentences->spans[i].end);
		struct count count = count_words(s, &no_stems);
		if (is_closing(s, &count)) {
			shapes->closing = first;
			return;
		}
		if (!is_name_with_initials(text, sentences, first, i))
			return;
		shapes->signature_name = i = first;
	}
}

static void find_frame(struct shapes *shapes, struct str text, const struct sentences *sentences)
{
	size_t n = sentences->count, line = signature_line(text, sentences);
	shapes->salutation = find_salutation(text, sentences);
	shapes->closing = find_closing(text, sentences);
	shapes->signature_name = n;
	find_signature(shapes, text, sentences);
	if (shapes->closing == n && shapes->signature_name == n && line < n)
		shapes->closing = shapes->signature_name = line;
	if (shapes->closing == n && shapes->signature_name < n)
		shapes->closing = shapes->signature_name;
	if (shapes->salutation < n)
		shapes->is_frame[shapes->salutation] = true;
	for (size_t i = shapes->closing; i < n; i++)
		shapes->is_frame[i] = true;
}

static struct shape_set sentence_shape(struct str s, const struct count *count)
{
	struct shape_set shape = { 0 };
	struct str bare = str_trim_end(s, "\"')]");
	char last = bare.len ? bare.ptr[bare.len - 1] : '\0';
	set(&shape, SHAPE_ALWAYS, true);
	set(&shape, SHAPE_QUESTION, last == '?');
	set(&shape, SHAPE_EXCLAMATION, last == '!');
	set(&shape, SHAPE_SHORT, count->words <= SHORT_WORDS);
	set(&shape, SHAPE_MIDDLING, count->words > MIDDLING_WORDS);
	set(&shape, SHAPE_LONG, count->words > LONG_WORDS);
	set(&shape, SHAPE_NAME, count->names > 0);
	set(&shape, SHAPE_COMMAS, str_count(s, STR(",")) >= 2);
	set(&shape, SHAPE_PARENTHESIS, str_find(s, STR("("), 0) < s.len);
	set(&shape, SHAPE_QUOTE_MARK, str_find(s, STR("\""), 0) < s.len);
	set(&shape, SHAPE_COLON, str_find(s, STR(":"), 0) < s.len || str_find(s, STR(";"), 0) < s.len);
	set(&shape, SHAPE_CAPITALS, count->capital_words >= 2 && 2 * count->capital_words > count->cased_words);
	set(&shape, SHAPE_SMALL_START, s.len && is_ascii_lower(s.ptr[0]));
	set(&shape, SHAPE_ECHO, count->echoes >= 1);
	set(&shape, SHAPE_ECHOES, count->echoes >= 3);
	return shape;
}

/* Where each sentence of the body stands in it. */
static void tell_places(struct shapes *shapes, size_t n, size_t body)
{
	size_t number = 0;
	for (size_t i = 0; i < n; i++) {
		if (shapes->is_frame[i])
			continue;
		number++;
		set(&shapes->sentences[i], SHAPE_ALONE, body == 1);
		set(&shapes->sentences[i], SHAPE_SECOND, body > 2 && number == 2);
		set(&shapes->sentences[i], SHAPE_LATE, body > 2 && 2 * number > body);
	}
}

/* What all sentences of the body show, and which of them is first and last. Gives how many they are. */
static size_t add_body(struct shapes *shapes, size_t n)
{
	enum { OPENING_SENTENCES = 2 };
	size_t first = n, last = n, body = 0;
	for (size_t i = 0; i < n; i++) {
		if (shapes->is_frame[i])
			continue;
		first = first == n ? i : first;
		last = i;
		body++;
		/* the checks see what any sentence of the body has, but the echo only in its opening */
		uint64_t bits = shapes->sentences[i].bits;
		if (body > OPENING_SENTENCES)
			bits &= ~((uint64_t)1 << SHAPE_ECHO | (uint64_t)1 << SHAPE_ECHOES);
		shapes->reply.bits |= bits;
	}
	if (first < n)
		set(&shapes->sentences[first], SHAPE_FIRST, true);
	if (last < n)
		set(&shapes->sentences[last], SHAPE_LAST, true);
	tell_places(shapes, n, body);
	return body;
}

struct shapes shape_make(struct arena *arena, const struct norm *norm, const struct sentences *sentences, struct str question)
{
	size_t n = sentences->count;
	struct shapes shapes = {
		.sentences = arena_alloc(arena, n, sizeof *shapes.sentences),
		.is_frame = arena_alloc(arena, n, sizeof *shapes.is_frame),
	};
	struct stems stems = question_stems(arena, question);
	for (size_t i = 0; i < n; i++) {
		struct str s = sentence_text(norm->bytes, sentences, i);
		struct count count = count_words(s, &stems);
		shapes.sentences[i] = sentence_shape(s, &count);
	}
	find_frame(&shapes, norm->bytes, sentences);
	size_t body = add_body(&shapes, n);
	for (size_t i = 0; i <= n; i++) {
		struct shape_set *to = i < n ? &shapes.sentences[i] : &shapes.reply;
		set(to, SHAPE_ALWAYS, true);
		set(to, SHAPE_REPLY_SHORT, body <= SHORT_REPLY);
		set(to, SHAPE_REPLY_LONG, body > LONG_REPLY);
		set(to, SHAPE_SALUTATION, shapes.salutation < n);
	}
	return shapes;
}
