#include "coach/request.h"

#include "base/buf.h"
#include "coach/retell.h"
#include "coach/turn.h"
#include "draft/sentence.h"

#include <string.h>

enum { LONGEST_REQUEST_BYTES = 110, SHORTEST_REQUEST_BYTES = 6 };

/* What follows an opening of a request. */
enum form { FORM_DO, FORM_HOW, FORM_WHERE, FORM_WHEN, FORM_WE_DO, FORM_THING, FORM_NEED, FORM_WANT, FORM_WHETHER_WE_HAVE, FORM_WHETHER_WE_STILL_HAVE, FORM_WHETHER_THERE_IS, FORM_WHETHER_THERE_ARE };

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
	{ "would someone please", FORM_WE_DO },
	{ "would somebody please", FORM_WE_DO },
	{ "could somebody there", FORM_WE_DO },
	{ "could someone there", FORM_WE_DO },
	{ "could somebody", FORM_WE_DO },
	{ "could someone", FORM_WE_DO },
	{ "can somebody", FORM_WE_DO },
	{ "can someone", FORM_WE_DO },
	{ "can't i", FORM_DO },
	{ "can't you just", FORM_WE_DO },
	{ "can't you", FORM_WE_DO },
	{ "couldn't you", FORM_WE_DO },
	{ "can u", FORM_WE_DO },
	{ "could u", FORM_WE_DO },
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
	{ "i would love to", FORM_DO },
	{ "would love to", FORM_DO },
	{ "i should like to", FORM_DO },
	{ "i still need to", FORM_DO },
	{ "please allow me to", FORM_DO },
	{ "trying to", FORM_DO },
	{ "want to", FORM_DO },
	{ "need to", FORM_DO },
	{ "i need you to", FORM_WE_DO },
	{ "i need", FORM_NEED },
	{ "we need", FORM_NEED },
	{ "need", FORM_NEED },
	{ "i'd like", FORM_WANT },
	{ "i would like", FORM_WANT },
	{ "i should like", FORM_WANT },
	{ "we'd like", FORM_WANT },
	{ "we would like", FORM_WANT },
	{ "i'd love", FORM_WANT },
	{ "i want", FORM_WANT },
	{ "we want", FORM_WANT },
	{ "looking for", FORM_THING },
	{ "would like to", FORM_DO },
	{ "would like", FORM_WANT },
	{ "i'm looking for", FORM_THING },
	{ "i am looking for", FORM_THING },
	{ "we're looking for", FORM_THING },
};

static bool starts_with_words(struct str s, struct str words)
{
	return str_starts_nocase(s, words) && s.len > words.len && s.ptr[words.len] == ' ';
}

static bool is_one_of(struct str word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq_nocase(word, str_of(list[i])))
			return true;
	return false;
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
	if (str_eq_nocase(clause, STR("complain")))
		return true;
	static const char *const verbs[] = { "know", "ask about", "ask if", "ask whether", "ask you", "ask a", "complain", "say", "tell", "speak", "be", "see if", "see whether", "understand", "explain", "make a complaint", "express", "point", "find out" };
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (starts_with_words(clause, str_of(verbs[i])))
			return true;
	return false;
}

static struct str phrase(struct arena *arena, enum form form, struct str clause, uint32_t variant)
{
	struct str said = turn_round(arena, clause, false);
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
	case FORM_NEED:
		return arena_printf(arena, "I know that you need %.*s.", STR_FMT(said));
	case FORM_WANT:
		return arena_printf(arena, "I know that you would like %.*s.", STR_FMT(said));
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

/* The request as an opening tells it, or an empty str. */
static struct str opened(struct arena *arena, struct str s, uint32_t variant, bool vague)
{
	size_t after;
	const struct opening *opening = find_opening(s, &after);
	if (!opening)
		return (struct str){ 0 };
	struct str clause = turn_trim(str_slice(s, after, s.len));
	if (clause.len < SHORTEST_REQUEST_BYTES || clause.len > LONGEST_REQUEST_BYTES)
		return (struct str){ 0 };
	if ((opening->form == FORM_WE_DO || opening->form == FORM_DO) && !vague && turn_is_vague(clause))
		return (struct str){ 0 };
	if (opening->form == FORM_DO && is_odd_hope(clause) && !told_about(clause).len)
		return (struct str){ 0 };
	return phrase(arena, opening->form, clause, variant);
}

/* The ways to take a request up, the surest first. */
enum way { WAY_REPORT, WAY_GIFT, WAY_ASKED, WAY_TURNED, WAY_WISHED, WAY_STATED, WAY_VAGUE, WAYS };

static struct str take_up(struct arena *arena, enum way way, struct str s, struct str whole, uint32_t variant)
{
	/* chats leave the question mark out */
	bool is_question = s.ptr[s.len - 1] != '.' && s.ptr[s.len - 1] != '!', is_statement = s.ptr[s.len - 1] != '?';
	switch (way) {
	case WAY_REPORT:
		return retell_report(arena, s, whole);
	case WAY_ASKED:
		return is_question ? opened(arena, s, variant, false) : (struct str){ 0 };
	case WAY_TURNED:
		return retell_question(arena, s);
	case WAY_WISHED:
		return is_statement ? opened(arena, s, variant, false) : (struct str){ 0 };
	case WAY_GIFT:
		return retell_gift(arena, s, whole);
	case WAY_STATED:
		return is_statement ? retell_statement(arena, s) : (struct str){ 0 };
	case WAY_VAGUE:
		return opened(arena, s, variant, true);
	case WAYS:
		break;
	}
	return (struct str){ 0 };
}

/* The sentence without what stands in parentheses. */
static struct str without_asides(struct arena *arena, struct str s)
{
	struct buf buf = buf_make(arena);
	size_t done = 0;
	for (;;) {
		size_t open = str_find(s, STR(" ("), done), close = str_find(s, STR(")"), open);
		if (close >= s.len)
			break;
		buf_str(&buf, str_slice(s, done, open));
		done = close + 1;
	}
	if (!done)
		return s;
	buf_str(&buf, str_slice(s, done, s.len));
	return buf_view(&buf);
}

struct str request_acknowledge(struct arena *arena, struct str question, uint32_t variant)
{
	struct norm norm = norm_of_str(arena, question);
	struct sentences sentences = sentence_split(arena, &norm);
	for (int way = 0; way < WAYS; way++) {
		for (size_t i = 0; i < sentences.count; i++) {
			struct span span = sentences.spans[i];
			struct str s = without_asides(arena, str_slice(norm.bytes, span.start, span.end));
			struct str said = take_up(arena, (enum way)way, s, norm.bytes, variant);
			if (said.len)
				return said;
		}
	}
	return (struct str){ 0 };
}
