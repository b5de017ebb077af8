#include "coach/retell.h"

#include "base/utf8.h"
#include "coach/inflect.h"
#include "coach/turn.h"

#include <string.h>

enum { LONGEST_BYTES = 120, SHORTEST_BYTES = 8, MOST_WORDS = 40 };

/* A sentence cut into words; marks stay with their words. */
struct words {
	struct str text;
	struct span items[MOST_WORDS];
	size_t count;
};

static struct words cut(struct str s)
{
	struct words w = { .text = s };
	for (size_t at = 0; at < s.len && w.count < MOST_WORDS;) {
		size_t end = str_find(s, STR(" "), at);
		if (end > at)
			w.items[w.count++] = (struct span){ at, end };
		at = end + 1;
	}
	return w;
}

static struct str word_at(const struct words *w, size_t i)
{
	if (i >= w->count)
		return (struct str){ 0 };
	struct str word = str_slice(w->text, w->items[i].start, w->items[i].end);
	while (word.len && strchr(".,;:!?)", word.ptr[word.len - 1]))
		word.len--;
	return word;
}

/* Words from..to of the sentence, as they stand. */
static struct str words_between(const struct words *w, size_t from, size_t to)
{
	if (from >= to || from >= w->count)
		return (struct str){ 0 };
	to = to < w->count ? to : w->count;
	return str_slice(w->text, w->items[from].start, w->items[to - 1].end);
}

static bool is_at(const struct words *w, size_t i, const char *const *list)
{
	struct str word = word_at(w, i);
	return word.len && turn_is_one_of(word, list);
}

static const char *const pronouns[] = { "i", "we", "you", "u", "he", "she", "they", "somebody", "someone", "anyone", "anybody", "everyone", "nobody", "people", "there", NULL };
static const char *const determiners[] = { "the", "my", "our", "your", "ur", "a", "an", "these", "those", "his", "her", "their", "all", "any", "other", "local", "library", NULL };
static const char *const verbs[] = { "be", "have", "get", "use", "come", "go", "stay", "keep", "borrow", "take", "bring", "do", "make", "see", "read", "book", "reserve", "rent", "join", "attend", "sit", "eat", "drink", "sleep", "rehearse", "perform", "meet", "play", "talk", "speak", "print", "scan", "copy", "photocopy", "photograph", "film", "record", "access", "log", "sign", "register", "renew", "return", "pay", "owe", "cost", "cover", "buy", "order", "lend", "send", "post", "mail", "collect", "pick", "drop", "find", "look", "search", "help", "work", "open", "close", "start", "end", "run", "need", "want", "accept", "offer", "allow", "let", "give", "put", "count", "say", "show", "tell", "ask", "answer", "call", "ring", "charge", "cancel", "change", "check", "charge", "keep", "hold", "leave", "move", "visit", "watch", "listen", "write", "download", "install", "connect", "load", "expire", "exist", "include", "require", "mean", "apply", "extend", "exchange", "request", "know", "fix", "stream", "recommend", "suggest", "translate", "witness", "certify", "proofread", "edit", "deliver", "lead", "teach", "host", "waive", "borrow", "mark", "grade", "decide", "sort", "move", "view", "enter", "park", "wait", "withdraw", "throw", "treat", "turn", "try", "never", "always", "not", "still", "only", "just", "even", "also", NULL };
static const char *const adverbs[] = { "never", "always", "still", "only", "just", "even", "also", "not", NULL };
/* What stands behind the subject of "is". */
static const char *const behind_be[] = { "a", "an", "the", "in", "on", "at", "for", "to", "from", "with", "near", "under", "over", "open", "shut", "closed", "free", "available", "still", "not", "too", "so", "always", "never", "allowed", "included", "accessible", "due", "possible", "required", "needed", "really", "there", "here", "down", "broken", "out", "only", "just", "already", "ready", "missing", "my", "your", "our", "able", "ok", "okay", "fine", "blocked", "frozen", "any", "subject", "cold", "hot", "wrong", "gone", "full", "held", "kept", "lost", "made", "sent", "told", "paid", "left", "bought", "sold", "safe", "useful", "correct", "true", "worth", "big", "quiet", "enough", NULL };

/* Marks at the front of the sentence that belong to no clause of it. */
static size_t skip_lead(const struct words *w, size_t i)
{
	static const char *const leads[] = { "hi", "hello", "hey", "also", "so", "and", "but", "please", "ok", "or", "anyway", "good", "morning", "afternoon", "evening", "there", "dear", "miss", "sir", "question", "quick", "then", NULL };
	static const char *const keeps[] = { "there", "good", NULL };
	while (i < w->count && is_at(w, i, leads)) {
		if (i == 0 && is_at(w, i, keeps) && !is_at(w, i + 1, leads))
			break;
		i++;
	}
	return i;
}

static const char *const nouns_in_ing[] = { "reading", "parking", "printing", "building", "meeting", "opening", "training", "sewing", "knitting", "evening", "morning", "lending", "drawing", "painting", "changing", "listening", "recording", "gaming", "coding", "writing", NULL };

/* The word behind the subject that begins at `i`, or 0: a pronoun is one word, a noun with its determiner ends where the clause goes on. */
static size_t subject_end(const struct words *w, size_t i, bool is_be)
{
	enum { MOST_NOUNS = 5, FEWEST_OF_IT = 4 };
	static const char *const places[] = { "at", "in", "from", "on", "of", NULL };
	bool person = is_at(w, i, pronouns);
	/* "anyone at the library": the place belongs to the subject */
	bool placed = person && is_at(w, i + 1, places);
	if (!placed && (person || (is_at(w, i, (const char *const[]){ "it", NULL }) && w->count > i + FEWEST_OF_IT)))
		return i + 1;
	bool name = i < w->count && is_ascii_upper(w->text.ptr[w->items[i].start]);
	if (!placed && !is_at(w, i, determiners) && !name)
		return 0;
	for (size_t k = i + (name ? 1 : 2); k < w->count && k <= i + MOST_NOUNS; k++) {
		struct str word = word_at(w, k);
		bool participle = is_be && (str_ends(word, STR("ing")) || str_ends(word, STR("ed"))) && word.len > 4 && !is_at(w, k, nouns_in_ing);
		bool noun = !is_be && is_at(w, k + 1, verbs) && !is_at(w, k, adverbs); /* "my request say" */
		if (!noun && (participle || turn_is_one_of(word, is_be ? behind_be : verbs)))
			return k;
	}
	return 0;
}

static struct str third_person(struct arena *arena, struct str verb)
{
	if (str_eq(verb, STR("have")))
		return STR("has");
	if (str_eq(verb, STR("do")) || str_eq(verb, STR("go")) || str_ends(verb, STR("ch")) || str_ends(verb, STR("sh")) || str_ends(verb, STR("ss")) || str_ends(verb, STR("x")))
		return arena_printf(arena, "%.*ses", STR_FMT(verb));
	if (str_ends(verb, STR("y")) && verb.len > 2 && !strchr("aeiou", verb.ptr[verb.len - 2]))
		return arena_printf(arena, "%.*sies", STR_FMT(str_slice(verb, 0, verb.len - 1)));
	return arena_printf(arena, "%.*ss", STR_FMT(verb));
}

/* A question taken apart: "why | can't | our choir | rehearse in the hall". */
struct question {
	struct str asks; /* "why", "how long"; empty: yes or no */
	struct str aux, subject, rest;
};

/* How many words ask at `i`: "why", "what time", "how many copies". */
static size_t asking_words(const struct words *w, size_t i)
{
	static const char *const asks[] = { "why", "how", "where", "when", "what", "which", "who", NULL };
	static const char *const pairs[] = { "how", NULL }, *const second[] = { "long", "much", "many", "far", "often", "soon", "late", NULL };
	static const char *const things[] = { "what", "which", NULL }, *const nouns[] = { "time", "day", "days", "kind", "branch", "book", "books", "form", "floor", "room", "date", NULL };
	if (!is_at(w, i, asks))
		return 0;
	if (is_at(w, i, pairs) && is_at(w, i + 1, second))
		return is_at(w, i + 1, (const char *const[]){ "many", NULL }) ? 3 : 2;
	if (is_at(w, i, things) && is_at(w, i + 1, nouns))
		return 2;
	return 1;
}

static const char *const aux_be[] = { "is", "are", "was", "were", "am", "isn't", "aren't", "wasn't", NULL };
static const char *const aux_do[] = { "do", "does", "did", "didn't", "didnt", "don't", "doesn't", "dont", "doesnt", NULL };
static const char *const aux_modal[] = { "can", "could", "will", "would", "may", "should", "must", "can't", "cant", "couldn't", "won't", "wont", "has", "have", "had", "hasn't", "haven't", NULL };

static bool take_apart(const struct words *w, size_t i, struct question *q)
{
	size_t asks = asking_words(w, i);
	bool earth = asks && is_at(w, i + asks, (const char *const[]){ "on", "the", NULL }) && is_at(w, i + asks + 1, (const char *const[]){ "earth", "hell", "heck", NULL });
	asks += earth ? 2 : 0;
	size_t aux = i + asks;
	bool is_be = is_at(w, aux, aux_be);
	if (!is_be && !is_at(w, aux, aux_do) && !is_at(w, aux, aux_modal))
		return false;
	size_t subject = aux + 1, rest = subject_end(w, subject, is_be);
	if (!rest || rest >= w->count)
		return false;
	q->asks = words_between(w, i, earth ? i + asks - 2 : aux);
	q->aux = word_at(w, aux);
	q->subject = words_between(w, subject, rest);
	q->rest = words_between(w, rest, w->count);
	/* "Is there" is for the openings; a mark in the subject ends a clause */
	bool vague = is_at(w, i, (const char *const[]){ "what", NULL }) && str_starts_nocase(q->rest, STR("doing"));
	return !vague && !memchr(q->subject.ptr, ',', q->subject.len) && !(is_be && is_at(w, subject, (const char *const[]){ "there", NULL }));
}

static bool is_plural_or_person(struct str subject)
{
	static const char *const persons[] = { "i", "you", "u", "we", "they", "people", NULL };
	return turn_is_one_of(subject, persons) || (str_ends(subject, STR("s")) && !str_ends(subject, STR("ss")));
}

/* "did your guard ask" is "your guard asked". Verbs whose past nobody can spell by rule are in the list, or stay with their "did". */
static struct str stated_past(struct arena *arena, const struct question *q)
{
	static const char *const past[][2] = { { "get", "got" }, { "go", "went" }, { "take", "took" }, { "find", "found" }, { "come", "came" }, { "have", "had" }, { "say", "said" }, { "tell", "told" }, { "give", "gave" }, { "send", "sent" }, { "lend", "lent" }, { "keep", "kept" }, { "leave", "left" }, { "make", "made" }, { "buy", "bought" }, { "throw", "threw" }, { "let", "let" }, { "put", "put" }, { "close", "closed" }, { "move", "moved" }, { "charge", "charged" }, { "change", "changed" }, { "remove", "removed" }, { "receive", "received" }, { "expire", "expired" }, { "stop", "stopped" }, { "drop", "dropped" }, { "cancel", "cancelled" } };
	static const char *const plain[] = { "ask", "call", "ring", "open", "start", "end", "look", "return", "renew", "need", "want", "help", "check", "answer", "reject", "block", "turn", "pick", "collect", "request", "order", "visit", NULL };
	struct words w = cut(q->rest);
	struct str verb = utf8_fold(arena, word_at(&w, 0)), said = { 0 }, after = words_between(&w, 1, w.count);
	for (size_t i = 0; i < sizeof past / sizeof *past; i++)
		said = str_eq(verb, str_of(past[i][0])) ? str_of(past[i][1]) : said;
	if (!said.len && turn_is_one_of(verb, plain))
		said = arena_printf(arena, "%.*sed", STR_FMT(verb));
	if (!said.len)
		return arena_printf(arena, "%.*s did %.*s", STR_FMT(q->subject), STR_FMT(q->rest));
	return arena_printf(arena, "%.*s %.*s %.*s", STR_FMT(q->subject), STR_FMT(said), STR_FMT(after));
}

/* Subject, verb and rest in the order of a statement. */
static struct str stated(struct arena *arena, const struct question *q)
{
	static const char *const plain_do[] = { "do", "does", "did", NULL };
	if (!turn_is_one_of(q->aux, plain_do) || str_starts_nocase(q->rest, STR("not ")))
		return arena_printf(arena, "%.*s %.*s %.*s", STR_FMT(q->subject), STR_FMT(q->aux), STR_FMT(q->rest));
	if (str_eq_nocase(q->aux, STR("did")))
		return stated_past(arena, q);
	if (is_plural_or_person(q->subject) || str_eq_nocase(q->aux, STR("do")))
		return arena_printf(arena, "%.*s %.*s", STR_FMT(q->subject), STR_FMT(q->rest));
	struct words w = cut(q->rest);
	size_t verb = is_at(&w, 0, adverbs) ? 1 : 0;
	struct str before = words_between(&w, 0, verb), after = words_between(&w, verb + 1, w.count);
	struct str said = third_person(arena, word_at(&w, verb));
	return arena_printf(arena, "%.*s%s%.*s %.*s %.*s", STR_FMT(q->subject), before.len ? " " : "", STR_FMT(before), STR_FMT(said), STR_FMT(after));
}

static struct str question_said(struct arena *arena, const struct question *q)
{
	static const char *const hopes[] = { "can", "could", "may", "can't", "cant", "couldn't", NULL };
	struct question of = *q;
	of.rest = turn_trim(q->rest);
	if (of.rest.len + of.subject.len < SHORTEST_BYTES || of.rest.len > LONGEST_BYTES || !of.rest.len)
		return (struct str){ 0 };
	bool hope = !q->asks.len && turn_is_one_of(q->aux, hopes);
	if (hope && turn_is_vague(of.rest))
		return (struct str){ 0 };
	of.aux = hope ? STR("could") : utf8_fold(arena, q->aux);
	struct str said = turn_round(arena, stated(arena, &of), false);
	if (hope)
		return arena_printf(arena, "I know you were hoping that %.*s.", STR_FMT(said));
	struct str asks = q->asks.len ? utf8_fold(arena, q->asks) : STR("whether");
	return arena_printf(arena, "Thank you for asking %.*s %.*s.", STR_FMT(asks), STR_FMT(said));
}

/* "What are the main causes …" asks about them; "What happens if …" needs no turning. */
static struct str thing_asked(struct arena *arena, const struct words *w, size_t i)
{
	static const char *const what[] = { "what", "what's", "whats", "where's", "wheres", NULL }, *const be[] = { "is", "are", "was", "were", NULL };
	static const char *const happens[] = { "happens", NULL }, *const no_things[] = { "the", "your", "my", "our", "a", NULL };
	static const char *const vague[] = { "problem", "point", "matter", "deal", "hell", "issue", NULL };
	if (!is_at(w, i, what))
		return (struct str){ 0 };
	bool has_be = is_at(w, i + 1, be);
	size_t thing = has_be ? i + 2 : i + 1;
	struct str rest = turn_trim(words_between(w, thing, w->count));
	if (rest.len < SHORTEST_BYTES || rest.len > LONGEST_BYTES)
		return (struct str){ 0 };
	if (is_at(w, i + 1, happens))
		return arena_printf(arena, "Thank you for asking what %.*s.", STR_FMT(turn_round(arena, rest, false)));
	bool short_be = !has_be && memchr(word_at(w, i).ptr, '\'', word_at(w, i).len) != NULL;
	if ((has_be || short_be) && is_at(w, thing, no_things) && !is_at(w, thing + 1, vague))
		return arena_printf(arena, "Thank you for asking about %.*s.", STR_FMT(turn_round(arena, rest, false)));
	return (struct str){ 0 };
}

struct str retell_question(struct arena *arena, struct str sentence)
{
	struct words w = cut(sentence);
	bool is_question = str_ends(sentence, STR("?"));
	for (size_t i = skip_lead(&w, 0); i < w.count; i++) {
		bool begins = i == skip_lead(&w, 0) || strchr(",:;-.", w.text.ptr[w.items[i - 1].end - 1]);
		/* without its mark only what is typed small, as in chats, is a question for sure */
		if (!begins || (!is_question && !asking_words(&w, i) && !is_at(&w, i, aux_be) && !is_at(&w, i, aux_do) && !is_at(&w, i, aux_modal)))
			continue;
		struct question q = { 0 };
		struct str said = take_apart(&w, i, &q) ? question_said(arena, &q) : thing_asked(arena, &w, i);
		if (said.len)
			return said;
	}
	return (struct str){ 0 };
}

/* What the library has to look after: whoever says so has told us of a trouble. */
static const char *const troubles[] = { "charged", "declined", "taken from", "was taken", "stolen", "stopped", "turned away", "wrong", "locked", "kicked", "error", "broken", "won't", "wont ", "can't", "cant ", "cannot", "doesn't", "doesnt", "isn't", "isnt", "not work", "drop", "missing", "damaged", "upset", "hard to", "died", "never", "blocked", "a fine", "fined", "bill", "lost", "late fee", "overdue", "wasn't", "hasn't", "haven't", "didn't", "suspen", "noise", "noisy", "loud", "rude", "short with", "complain", "smell", "dirty", "cold", "too hot", "closed", "cancel", "disappoint", "ban", "hold on my", "embarrass", "drove", "searched", "went through my", "no answer", "no reply", "unfilled", "shut", "crash", "froze", "keeps", "asked to leave", "refused", "told me", "was told", "been told", "couldn't", "could not", "unable", "recalled", "removed", "took ", "dropped", "speakerphone", "for two weeks", "for weeks", "in tears", "told that", "told they", "not happy", "threw", "thrown", "speaker", "phone booth", "sniff", "talk all day", "all day", NULL };

static bool has_any(struct str s, const char *const *cues)
{
	for (; *cues; cues++) {
		struct str cue = str_of(*cues);
		for (size_t at = 0; at + cue.len <= s.len; at++)
			if (str_starts_nocase(str_slice(s, at, s.len), cue))
				return true;
	}
	return false;
}

static bool has_finite_verb(const struct words *w)
{
	static const char *const finite[] = { "is", "are", "was", "were", "has", "have", "had", "i've", "i'm", "we've", "we're", "got", "get", "gets", "went", "came", "left", "lost", "found", "took", "put", "says", "say", "said", "keeps", "kept", "can't", "cant", "won't", "wont", "doesn't", "doesnt", "don't", "dont", "isn't", "isnt", "didn't", "wasn't", "hasn't", "haven't", "need", "needs", "want", "wants", "live", "work", "bought", "paid", "sent", "saw", "drops", "made", "told", "use", "drove", "there's", "im", "ive", NULL };
	for (size_t i = 0; i < w->count; i++) {
		struct str word = word_at(w, i);
		if (is_at(w, i, finite) || (word.len > 4 && str_ends(word, STR("ed"))))
			return true;
	}
	return false;
}

/* ---- what staff wrote down ---- */

/* The word at which the report's verb of asking ends, or 0. */
static size_t asked_at(const struct words *w)
{
	static const char *const ask[] = { "asked", "asks", "asking", "ask", "wondered", "wondering", "enquired", "enquiring", NULL };
	static const char *const persons[] = { "me", "us", "you", NULL }, *const want[] = { "wants", "wanted", "want", "wanting", NULL }, *const know[] = { "know", NULL };
	for (size_t i = 1; i + 1 < w->count; i++) {
		if (is_at(w, i, ask))
			return is_at(w, i + 1, persons) ? i + 2 : i + 1;
		if (is_at(w, i, want) && is_at(w, i + 2, know))
			return i + 3;
	}
	return 0;
}

static bool is_of_staff(const struct words *w, struct str whole)
{
	static const char *const callers[] = { "caller", "patron", "student", "customer", "he", "she", "mr", "mrs", "ms", "mr.", "mrs.", "ms.", "dr", "telephone", "phone", "voicemail", "mother", "father", "member", "reader", "user", "borrower", "lecturer", "teacher", "woman", "man", "parent", "visitor", "professor", "rang", "called", "they", NULL };
	static const char *const first[] = { "i", "me", "my", "i'm", "i've", "im", "we", "our", "us", NULL }, *const articles[] = { "a", "an", "the", NULL };
	struct words all = cut(whole);
	for (size_t i = 0; i < all.count; i++)
		if (is_at(&all, i, first))
			return false;
	if (is_at(w, 0, articles))
		return is_at(w, 1, callers) || is_at(w, 2, callers);
	return is_at(w, 0, callers);
}

static struct str asked_said(struct arena *arena, const struct words *w, size_t i)
{
	static const char *const whether[] = { "if", "whether", NULL }, *const kept[] = { "how", "where", "when", "why", "what", "which", "who", "about", "for", NULL }, *const to[] = { "to", NULL };
	struct str rest = turn_trim(words_between(w, i + 1, w->count));
	if (rest.len < SHORTEST_BYTES || rest.len > LONGEST_BYTES)
		return (struct str){ 0 };
	struct str said = turn_round(arena, rest, true);
	if (is_at(w, i, whether))
		return arena_printf(arena, "Thank you for asking whether %.*s.", STR_FMT(said));
	if (is_at(w, i, kept))
		return arena_printf(arena, "Thank you for asking %.*s %.*s.", STR_FMT(word_at(w, i)), STR_FMT(said));
	if (is_at(w, i, to))
		return arena_printf(arena, "I know you were hoping to %.*s.", STR_FMT(said));
	return (struct str){ 0 };
}

/* "wants to …", "would like to …" */
static struct str wished_said(struct arena *arena, const struct words *w)
{
	static const char *const want[] = { "wants", "wanted", "hoping", "like", "needs", "hopes", "trying", NULL }, *const to[] = { "to", NULL };
	for (size_t i = 1; i + 2 < w->count; i++) {
		if (!is_at(w, i, want) || !is_at(w, i + 1, to))
			continue;
		struct str rest = turn_trim(words_between(w, i + 2, w->count));
		if (rest.len >= SHORTEST_BYTES && rest.len <= LONGEST_BYTES)
			return arena_printf(arena, "I know you were hoping to %.*s.", STR_FMT(turn_round(arena, rest, true)));
	}
	return (struct str){ 0 };
}

/* The word behind the report's verb of calling, or 0. */
static size_t called_at(const struct words *w)
{
	static const char *const called[] = { "phoned", "rang", "called", "telephoned", "emailed", "wrote", "voicemail", "message", NULL };
	static const char *const again[] = { "back", "again", "in", "twice", "us", "the", "library", "for", "third", "second", "time", "about", NULL }, *const about[] = { "about", NULL };
	for (size_t i = 0; i + 2 < w->count; i++) {
		if (!is_at(w, i, called))
			continue;
		size_t end = i + 1;
		while (end < w->count && is_at(w, end, again) && !is_at(w, end, about))
			end++;
		return end;
	}
	return 0;
}

/* "phoned about a hold", "rang to complain that …", "called: she left her glasses". */
static struct str called_said(struct arena *arena, const struct words *w, size_t i)
{
	static const char *const about[] = { "about", NULL }, *const to[] = { "to", NULL }, *const that[] = { "that", NULL };
	static const char *const tells[] = { "say", "complain", "tell", "report", NULL };
	if (is_at(w, i, about)) {
		struct str thing = turn_trim(words_between(w, i + 1, w->count));
		if (thing.len < SHORTEST_BYTES || thing.len > LONGEST_BYTES)
			return (struct str){ 0 };
		return arena_printf(arena, "Thank you for your call about %.*s.", STR_FMT(turn_round(arena, thing, true)));
	}
	bool listed = strchr(":;", w->text.ptr[w->items[i - 1].end - 1]) != NULL, told = is_at(w, i, to) && is_at(w, i + 1, tells);
	if (!listed && !told)
		return (struct str){ 0 };
	size_t clause = listed ? i : i + 2;
	clause += is_at(w, clause, that);
	struct str said = turn_trim(words_between(w, clause, w->count));
	struct words of = cut(said);
	if (said.len < 2 * SHORTEST_BYTES || said.len > LONGEST_BYTES || !has_finite_verb(&of) || is_at(&of, 0, aux_modal) || is_at(&of, 0, aux_be) || is_at(&of, 0, aux_do) || asking_words(&of, 0))
		return (struct str){ 0 };
	static const char *const left_out[] = { "left", "lost", "returned", "paid", "requested", "tried", "missed", "forgot", NULL };
	struct str turned = turn_round(arena, said, true);
	return arena_printf(arena, "%s %s%.*s.", has_any(said, troubles) ? "I'm sorry to hear that" : "Thank you for letting us know that", is_at(&of, 0, left_out) ? "you " : "", STR_FMT(turned));
}

struct str retell_report(struct arena *arena, struct str sentence, struct str whole)
{
	struct words w = cut(sentence);
	if (!is_of_staff(&w, whole))
		return (struct str){ 0 };
	size_t at = asked_at(&w), called = called_at(&w);
	struct str said = at ? asked_said(arena, &w, at) : (struct str){ 0 };
	if (!said.len && called)
		said = called_said(arena, &w, called);
	return said.len ? said : wished_said(arena, &w);
}

/* ---- gifts ---- */


struct str retell_gift(struct arena *arena, struct str sentence, struct str whole)
{
	static const char *const offers[] = { "do you want", "would you want", "would you like", "would the library", "do you take", "do you accept", "pick them up", "bring them", "want them", "want it", "like them", "donat", "take them", "take it off", "university want", "interested", "give them to", "give to the", NULL };
	static const char *const have[] = { "i have ", "i've got ", "i've ", "we have ", "we've got ", "got ", "i've some ", "have ", "ive got ", NULL };
	static const char *const things[] = { "about", "a", "an", "some", "several", "boxes", "two", "three", "four", "five", "six", "ten", "twelve", "around", "over", "nearly", "roughly", "lots", NULL };
	if (!has_any(whole, offers))
		return (struct str){ 0 };
	struct words w = cut(sentence);
	size_t from = skip_lead(&w, 0);
	struct str s = words_between(&w, from, w.count);
	for (size_t i = 0; have[i]; i++) {
		struct str rest = str_slice(s, strlen(have[i]), s.len);
		struct str first = str_slice(rest, 0, str_find(rest, STR(" "), 0));
		if (!str_starts_nocase(s, str_of(have[i])) || !first.len || !(turn_is_one_of(first, things) || is_ascii_digit(first.ptr[0])))
			continue;
		rest = turn_trim(rest);
		if (rest.len >= SHORTEST_BYTES && rest.len <= LONGEST_BYTES)
			return arena_printf(arena, "Thank you for offering us %.*s.", STR_FMT(turn_round(arena, rest, false)));
	}
	return (struct str){ 0 };
}

/* ---- statements ---- */


/* "I'm writing about …", "I emailed last week about …": what they wrote about. */
static struct str written_about(struct arena *arena, struct str s)
{
	static const char *const wrote[] = { "i wrote", "i emailed", "i e-mailed", "i complained", "i rang", "i called", "i'm writing", "i am writing", "i write", "i phoned", "i've written", "i have written", "i've emailed", "i've complained", "i asked", NULL };
	size_t about = str_find(s, STR(" about "), 0);
	bool any = false;
	for (size_t i = 0; wrote[i]; i++)
		any = any || str_starts_nocase(s, str_of(wrote[i]));
	if (!any || about >= s.len)
		return (struct str){ 0 };
	struct str thing = turn_trim(str_slice(s, about + 7, s.len));
	if (thing.len < SHORTEST_BYTES || thing.len > LONGEST_BYTES || str_starts_nocase(thing, STR("this")))
		return (struct str){ 0 };
	return arena_printf(arena, "Thank you for writing to us about %.*s.", STR_FMT(turn_round(arena, thing, false)));
}


/* "Consumer Reports wants me to pay": a name, and soon what it does. */
static bool starts_with_thing(const struct words *w)
{
	static const char *const does[] = { "wants", "says", "is", "isn't", "has", "won't", "doesn't", "keeps", "asks", "gives", "shows", "needs", "stopped", "can't", "wont", "doesnt", "isnt", NULL };
	if (!w->count || !is_ascii_upper(w->text.ptr[w->items[0].start]) || is_at(w, 0, (const char *const[]){ "it", "it's", "this", "that", "he", "she", "they", "what", "which", "who", "is", "no", NULL }))
		return false;
	for (size_t i = 1; i < w->count && i <= 3; i++)
		if (is_at(w, i, does))
			return true;
	return false;
}

static bool has_open_quotes(struct str s)
{
	size_t quotes = 0;
	for (size_t i = 0; i < s.len; i++)
		quotes += s.ptr[i] == '"';
	return quotes % 2;
}

struct str retell_statement(struct arena *arena, struct str sentence)
{
	static const char *const starts[] = { "i", "i'm", "i've", "im", "ive", "we", "we've", "we're", "my", "our", "your", "the", "a", "an", "some", "someone", "somebody", "there's", "theres", "there", "two", "three", "people", "nobody", NULL };
	static const char *const no_news[] = { "i think", "i know", "i hope", "i just", "i thought", "i was wondering", "i wonder", "i'm not sure", "i understand", "i don't know", "i believe", "i guess", "i love", "i like", "my question", "my name", "i am a ", "i'm a ", NULL };
	static const char *const left_out[] = { "lost", "left", "tried", "had", "found", "forgot", "drove", "waited", "rang", NULL };
	static const char *const wishes[] = { " would like ", " would love ", " needs ", " need ", " wants ", " want ", NULL };
	struct words w = cut(sentence);
	struct str s = words_between(&w, skip_lead(&w, 0), w.count);
	struct words of = cut(s);
	if (!s.len)
		return s;
	struct str about = written_about(arena, s);
	if (about.len)
		return about;
	for (size_t i = 0; no_news[i]; i++)
		if (str_starts_nocase(s, str_of(no_news[i])))
			return (struct str){ 0 };
	if (str_starts_nocase(s, STR("I see that ")) || str_starts_nocase(s, STR("I found that ")))
		s = str_slice(s, str_find(s, STR("that "), 0) + 5, s.len);
	struct str clause = turn_trim(s);
	if (is_at(&of, 0, left_out))
		clause = arena_printf(arena, "I %.*s", STR_FMT(inflect_lower_first(arena, clause)));
	of = cut(clause);
	bool trouble = has_any(clause, troubles), known_start = is_at(&of, 0, starts) || starts_with_thing(&of);
	bool short_of = has_open_quotes(clause) || str_ends(clause, STR(" Rs")) || str_ends(clause, STR(" No")) || str_ends(clause, STR(" St"));
	if ((!known_start && !(trouble && is_ascii_lower(sentence.ptr[0])) && !(trouble && is_at(&of, 0, (const char *const[]){ "you", NULL }))) || short_of || clause.len < 2 * SHORTEST_BYTES || clause.len > LONGEST_BYTES || !has_finite_verb(&of))
		return (struct str){ 0 };
	struct str said = turn_round(arena, is_at(&of, 0, starts) ? inflect_lower_first(arena, clause) : clause, false);
	if (has_any(clause, wishes) && (str_starts(said, STR("you ")) || str_starts(said, STR("your ")) || str_starts(said, STR("you're "))))
		return arena_printf(arena, "I know that %.*s.", STR_FMT(said));
	return arena_printf(arena, trouble ? "I'm sorry to hear that %.*s." : "Thank you for telling us that %.*s.", STR_FMT(said));
}
