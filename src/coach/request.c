#include "coach/request.h"

#include "base/buf.h"
#include "coach/inflect.h"
#include "draft/sentence.h"

#include <string.h>

enum { LONGEST_REQUEST_BYTES = 110, SHORTEST_REQUEST_BYTES = 6 };

/* What follows an opening of a request. */
enum form { FORM_DO, FORM_HOW, FORM_WHERE, FORM_WHEN, FORM_WE_DO, FORM_THING, FORM_WHETHER_WE_HAVE, FORM_WHETHER_WE_STILL_HAVE, FORM_WHETHER_THERE_IS, FORM_WHETHER_THERE_ARE };

struct opening {
	const char *words;
	enum form form;
};

/* Longer openings stand before those that they begin with. */
static const struct opening openings[] = {
	{ "would it be possible for you to", FORM_WE_DO },
	{ "would it be possible for me to", FORM_DO },
	{ "would it be possible to", FORM_DO },
	{ "is it possible for me to", FORM_DO },
	{ "is it possible to", FORM_DO },
	{ "is it ok if i", FORM_DO },
	{ "is it okay if i", FORM_DO },
	{ "is it alright if i", FORM_DO },
	{ "is it ok to", FORM_DO },
	{ "is it okay to", FORM_DO },
	{ "is it all right to", FORM_DO },
	{ "is there any way i can", FORM_DO },
	{ "is there any way to", FORM_DO },
	{ "is there a way to", FORM_DO },
	{ "is there any chance you could", FORM_WE_DO },
	{ "any chance you could", FORM_WE_DO },
	{ "am i allowed to", FORM_DO },
	{ "are we allowed to", FORM_DO },
	{ "please can i", FORM_DO },
	{ "please can you", FORM_WE_DO },
	{ "please could you", FORM_WE_DO },
	{ "can i please", FORM_DO },
	{ "could i please", FORM_DO },
	{ "can you please", FORM_WE_DO },
	{ "could you please", FORM_WE_DO },
	{ "would you please", FORM_WE_DO },
	{ "could you possibly", FORM_WE_DO },
	{ "could somebody", FORM_WE_DO },
	{ "could someone", FORM_WE_DO },
	{ "can somebody", FORM_WE_DO },
	{ "can someone", FORM_WE_DO },
	{ "can i", FORM_DO },
	{ "can we", FORM_DO },
	{ "could i", FORM_DO },
	{ "could we", FORM_DO },
	{ "may i", FORM_DO },
	{ "may we", FORM_DO },
	{ "might i", FORM_DO },
	{ "can you", FORM_WE_DO },
	{ "could you", FORM_WE_DO },
	{ "would you be able to", FORM_WE_DO },
	{ "are you able to", FORM_WE_DO },
	{ "would you", FORM_WE_DO },
	{ "will you", FORM_WE_DO },
	{ "would the library", FORM_WE_DO },
	{ "can the library", FORM_WE_DO },
	{ "could the library", FORM_WE_DO },
	{ "how do i", FORM_HOW },
	{ "how do we", FORM_HOW },
	{ "how can i", FORM_HOW },
	{ "how would i", FORM_HOW },
	{ "where can i", FORM_WHERE },
	{ "where do i", FORM_WHERE },
	{ "when can i", FORM_WHEN },
	{ "do you have", FORM_WHETHER_WE_HAVE },
	{ "do you still have", FORM_WHETHER_WE_STILL_HAVE },
	{ "have you got", FORM_WHETHER_WE_HAVE },
	{ "are there", FORM_WHETHER_THERE_ARE },
	{ "is there", FORM_WHETHER_THERE_IS },
	{ "i was wondering if i could", FORM_DO },
	{ "i was wondering if you could", FORM_WE_DO },
	{ "i wonder if you could", FORM_WE_DO },
	{ "i was hoping you could", FORM_WE_DO },
	{ "i was hoping to", FORM_DO },
	{ "i am hoping to", FORM_DO },
	{ "i'm hoping to", FORM_DO },
	{ "i would like you to", FORM_WE_DO },
	{ "i'd like you to", FORM_WE_DO },
	{ "i want you to", FORM_WE_DO },
	{ "i need you to", FORM_WE_DO },
	{ "i would like to", FORM_DO },
	{ "we would like to", FORM_DO },
	{ "i'd like to", FORM_DO },
	{ "we'd like to", FORM_DO },
	{ "i'd love to", FORM_DO },
	{ "i want to", FORM_DO },
	{ "we want to", FORM_DO },
	{ "i wanted to", FORM_DO },
	{ "i need to", FORM_DO },
	{ "we need to", FORM_DO },
	{ "i am trying to", FORM_DO },
	{ "i'm trying to", FORM_DO },
	{ "i'm looking for", FORM_THING },
	{ "i am looking for", FORM_THING },
	{ "we're looking for", FORM_THING },
};

static bool starts_with_words(struct str s, struct str words)
{
	return str_starts_nocase(s, words) && s.len > words.len && s.ptr[words.len] == ' ';
}

/* The persons turned round: the patron's "my" is the writer's "your". */
static const char *const turned[][2] = {
	{ "i", "you" },	    { "me", "you" },	 { "my", "your" },	   { "mine", "yours" },	  { "myself", "yourself" }, { "i'm", "you're" },
	{ "i've", "you've" }, { "i'd", "you'd" }, { "i'll", "you'll" },	   { "am", "are" },	  { "your", "our" },	    { "yours", "ours" },
	{ "we", "you" },    { "us", "you" },	 { "our", "your" },	   { "ours", "yours" },	  { "ourselves", "yourselves" }, { "you're", "we're" },
	{ "you've", "we've" }, { "you'll", "we'll" }, { "we're", "you're" }, { "we've", "you've" }, { "we'd", "you'd" },
};

static bool is_one_of(struct str word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq_nocase(word, str_of(list[i])))
			return true;
	return false;
}

/* The patron's "you" is "we" as a subject, else "us". */
static bool takes_subject(struct str rest)
{
	static const char *const verbs[] = { "have", "had", "can", "could", "will", "would", "do", "did", "are", "were", "might", "may", "should", "keep", "offer", "sell", "lend", "own", "got", "know", "need", "think", "want" };
	rest = str_trim(rest);
	return is_one_of(str_slice(rest, 0, str_find(rest, STR(" "), 0)), verbs, sizeof verbs / sizeof *verbs);
}

static void add_turned(struct buf *buf, struct str word, struct str rest)
{
	size_t len = word.len;
	while (len && strchr(".,;:!?)", word.ptr[len - 1]))
		len--;
	struct str bare = str_slice(word, 0, len), tail = str_slice(word, len, word.len);
	struct str to = bare;
	for (size_t i = 0; i < sizeof turned / sizeof *turned; i++)
		if (str_eq_nocase(bare, str_of(turned[i][0])))
			to = str_of(turned[i][1]);
	if (str_eq_nocase(bare, STR("you")))
		to = takes_subject(rest) ? STR("we") : STR("us");
	buf_str(buf, to);
	buf_str(buf, tail);
}

static struct str turn_round(struct arena *arena, struct str clause)
{
	struct buf buf = buf_make(arena);
	for (size_t at = 0; at < clause.len;) {
		size_t end = str_find(clause, STR(" "), at);
		if (buf.len)
			buf_char(&buf, ' ');
		add_turned(&buf, str_slice(clause, at, end), str_slice(clause, end, clause.len));
		at = end + 1;
	}
	return buf_view(&buf);
}

/* The clause without what only explains or thanks: cut at the first of these after its first words. */
static struct str trim_clause(struct str clause)
{
	static const char *const cuts[] = { "?", "!", ";", " \xE2\x80\x94 ", " - ", " because ", " since ", ", please", " please?", " as i ", ", as ", " so that ", ", so ", ", and i ", ", but ", " but ", " or can ", " or could ", " or is ", ", or ", ", it ", ", i ", ", my ", ", they", ", we", ", he", ", she", ", you", ", it'", ", i'", ", there", ", just", ", if", ", since", ", because", " but ", ". ", " if that", " (", ", preferably", ", ideally", " if possible", " thanks", ", thank", "\n" };
	size_t end = clause.len;
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
		size_t at = str_find(clause, str_of(cuts[i]), SHORTEST_REQUEST_BYTES);
		end = at < end ? at : end;
	}
	clause = str_trim(str_slice(clause, 0, end));
	while (clause.len && strchr(".,:;?!", clause.ptr[clause.len - 1]))
		clause.len--;
	if (str_ends(clause, STR(" please")))
		clause.len -= sizeof " please" - 1;
	return clause;
}

/* What a complaint is about: nobody hopes to complain. */
static struct str told_about(struct str said)
{
	static const char *const verbs[] = { "complain about ", "make a complaint about ", "file a complaint about ", "report ", "tell us about ", "let us know about ", "flag " };
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (str_starts_nocase(said, str_of(verbs[i])))
			return str_slice(said, strlen(verbs[i]), said.len);
	return (struct str){ 0 };
}

/* Requests that sound odd as hopes: "I know you were hoping to know…". */
static bool is_odd_hope(struct str clause)
{
	static const char *const verbs[] = { "know", "ask", "complain", "say", "tell", "speak", "be", "see if", "see whether", "understand", "explain", "make a complaint", "express", "point", "find out" };
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (starts_with_words(clause, str_of(verbs[i])))
			return true;
	return false;
}

static struct str phrase(struct arena *arena, enum form form, struct str clause, uint32_t variant)
{
	struct str said = turn_round(arena, clause);
	struct str told = told_about(said);
	if (told.len)
		return arena_printf(arena, "Thank you for telling us about %.*s.", STR_FMT(told));
	switch (form) {
	case FORM_DO:
		return arena_printf(arena, variant % 2 ? "I know that you wanted to %.*s." : "I know you were hoping to %.*s.", STR_FMT(said));
	case FORM_WE_DO:
		return arena_printf(arena, variant % 2 ? "I understand that you would like us to %.*s." : "I know you were hoping we could %.*s.", STR_FMT(said));
	case FORM_HOW:
		return arena_printf(arena, "Thank you for asking how to %.*s.", STR_FMT(said));
	case FORM_WHERE:
		return arena_printf(arena, "Thank you for asking where you can %.*s.", STR_FMT(said));
	case FORM_WHEN:
		return arena_printf(arena, "Thank you for asking when you can %.*s.", STR_FMT(said));
	case FORM_THING:
		return arena_printf(arena, "I know that you are looking for %.*s.", STR_FMT(said));
	case FORM_WHETHER_WE_HAVE:
		return arena_printf(arena, "Thank you for asking whether we have %.*s.", STR_FMT(said));
	case FORM_WHETHER_WE_STILL_HAVE:
		return arena_printf(arena, "Thank you for asking whether we still have %.*s.", STR_FMT(said));
	case FORM_WHETHER_THERE_IS:
		return arena_printf(arena, "Thank you for asking whether there is %.*s.", STR_FMT(said));
	case FORM_WHETHER_THERE_ARE:
		return arena_printf(arena, "Thank you for asking whether there are %.*s.", STR_FMT(said));
	}
	return (struct str){ 0 };
}

/* Can a clause begin at `at`: at the start, after a mark, after a word that joins? */
static bool begins_clause(struct str sentence, size_t at)
{
	static const char *const joints[] = { "and", "so", "but", "also", "then", "hi", "hello", "hey", "or", "please", "anyway" };
	if (at == 0)
		return true;
	struct str before = str_trim(str_slice(sentence, 0, at));
	if (before.len && (strchr(",;:-)", before.ptr[before.len - 1]) || str_ends(before, STR("\xE2\x80\x94"))))
		return true;
	size_t start = before.len;
	while (start > 0 && before.ptr[start - 1] != ' ')
		start--;
	return is_one_of(str_slice(before, start, before.len), joints, sizeof joints / sizeof *joints);
}

/* The opening at the start of a clause. */
static const struct opening *find_opening(struct str sentence, size_t *after)
{
	for (size_t at = 0; at < sentence.len;) {
		struct str rest = str_slice(sentence, at, sentence.len);
		for (size_t i = 0; i < sizeof openings / sizeof *openings && begins_clause(sentence, at); i++) {
			if (starts_with_words(rest, str_of(openings[i].words))) {
				*after = at + strlen(openings[i].words) + 1;
				return &openings[i];
			}
		}
		at = str_find(sentence, STR(" "), at) + 1;
	}
	return NULL;
}

struct str request_acknowledge(struct arena *arena, struct str question, uint32_t variant)
{
	struct norm norm = norm_of_str(arena, question);
	struct sentences sentences = sentence_split(arena, &norm);
	/* questions first, then statements of a wish */
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < sentences.count; i++) {
			struct str s = str_slice(norm.bytes, sentences.spans[i].start, sentences.spans[i].end);
			bool is_question = s.ptr[s.len - 1] == '?';
			size_t after;
			const struct opening *opening = (pass == 0) == is_question ? find_opening(s, &after) : NULL;
			if (!opening)
				continue;
			struct str clause = trim_clause(str_slice(s, after, s.len));
			if (clause.len < SHORTEST_REQUEST_BYTES || clause.len > LONGEST_REQUEST_BYTES)
				continue;
			if (opening->form == FORM_DO && is_odd_hope(clause) && !told_about(clause).len)
				continue;
			return phrase(arena, opening->form, clause, variant);
		}
	}
	return (struct str){ 0 };
}
