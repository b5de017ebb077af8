#include "coach/referent.h"

#include "coach/inflect.h"
#include "coach/words.h"

#include <string.h>

/* The words i..j that name somebody of the patron's: "my late husband"; empty when none begin at i. */
static struct str named_at(struct str s, size_t at, enum word_list family)
{
	enum { MOST_WORDS = 4 };
	struct words w = words_cut(str_slice(s, at, s.len));
	if (!words_is(&w, 0, "my") && !words_is(&w, 0, "our"))
		return (struct str){ 0 };
	for (size_t i = 1; i < MOST_WORDS && i < w.count; i++) {
		struct str word = words_at(&w, i), kin = str_slice(word, str_starts_nocase(word, STR("ex-")) ? 3 : 0, word.len - (str_ends(word, STR("-in-law")) ? 7 : 0));
		bool aged = str_ends(word, STR("-year-old"));
		if (lexicon_has(LANGUAGE_EN, family, kin) || words_in(&w, i, WORDS_FAMILY_EITHER) || aged)
			return str_slice(words_between(&w, 0, i + 1), 0, (size_t)(word.ptr + word.len - w.text.ptr));
	}
	return (struct str){ 0 };
}

/* The one who is named in s; empty when nobody is, or several are. */
static struct str only_one(struct str s, enum word_list family)
{
	struct str one = { 0 };
	for (size_t at = 0; at < s.len; at++) {
		bool begins = at == 0 || !is_ascii_alpha(s.ptr[at - 1]);
		struct str named = begins && strchr("mMoO", s.ptr[at]) ? named_at(s, at, family) : (struct str){ 0 };
		if (!named.len)
			continue;
		if (one.len && !str_eq_nocase(one, named))
			return (struct str){ 0 };
		one = named;
	}
	return one;
}

struct str referent_named(struct arena *arena, struct str sentence, struct str before)
{
	enum { FAR_BYTES = 600 };
	before = str_slice(before, before.len > FAR_BYTES ? before.len - FAR_BYTES : 0, before.len);
	struct words w = words_cut(sentence);
	for (size_t i = 0; i < w.count; i++) {
		bool he = words_is(&w, i, "he") || words_is(&w, i, "he's"), she = words_is(&w, i, "she") || words_is(&w, i, "she's");
		if (!he && !she)
			continue;
		enum word_list family = he ? WORDS_FAMILY_HE : WORDS_FAMILY_SHE;
		struct str one = only_one(before, family), ahead = str_slice(sentence, 0, w.items[i].start);
		struct str nearer = only_one(ahead, family);
		/* "my son is five, may he join?": what stands before the comma is not said back */
		struct str between = nearer.len ? str_slice(ahead, (size_t)(nearer.ptr - ahead.ptr), ahead.len) : nearer;
		bool asked = str_ends(sentence, STR("?")) && str_find(between, STR(","), 0) < between.len;
		/* "my aunt and I would like to see where she worked": nor is what stands before the wish */
		bool wished = str_find(between, STR(" would like to "), 0) < between.len || str_find(between, STR("'d like to "), 0) < between.len;
		if (nearer.len && (asked || wished))
			one = nearer;
		else if (!one.len || nearer.len)
			return sentence;
		struct str rest = str_slice(sentence, w.items[i].start + (he ? 2 : 3), sentence.len);
		bool first = ahead.len == 0;
		return arena_printf(arena, "%.*s%s%.*s%.*s", STR_FMT(ahead), first ? "My" : "my", STR_FMT(str_slice(one, str_find(one, STR(" "), 0), one.len)),
				    STR_FMT(rest));
	}
	return sentence;
}

/* ---- things ---- */

/* Words i.. that name a thing; `one` is empty where none begin there. */
struct thing {
	struct str one;
	size_t end;	   /* the word behind it */
	bool several, adjunct; /* "boxes"; "at the desk" */
};

/* "six boxes", "40 of them" */
static bool counts(const struct words *w, size_t i)
{
	struct str word = words_at(w, i);
	return word.len && (is_ascii_digit(word.ptr[0]) || words_in(w, i, WORDS_COUNTS));
}

static bool is_marked(const struct words *w, size_t i)
{
	return words_at(w, i).len < w->items[i].end - w->items[i].start;
}

/* "letters | signed by", "boxes | going back to", but not "condensed books". */
static bool goes_on(const struct words *w, size_t k)
{
	bool does = str_ends(words_at(w, k), STR("ing")) && words_at(w, k).len > 4 && !words_in(w, k, WORDS_NOUNS_IN_ING);
	bool done = str_ends(words_at(w, k), STR("ed")) && (k + 1 >= w->count || is_marked(w, k) || words_in(w, k + 1, WORDS_THING_ENDS));
	return does || done;
}

/* The word behind the noun whose first word is i, behind its determiner. */
static size_t noun_end(const struct words *w, size_t i)
{
	size_t k = i;
	while (k < w->count && !words_in(w, k, WORDS_THING_ENDS) && !(k > i && goes_on(w, k))) {
		if (is_marked(w, k))
			return k + 1;
		k++;
	}
	/* "the picture book | that", "a history | of Whyalla" */
	return k > i && words_is(w, k, "of") && k + 1 < w->count ? noun_end(w, words_in(w, k + 1, WORDS_DETERMINERS) ? k + 2 : k + 1) : k;
}

/* Where the head of the noun i..end stands: "boxes" in "six boxes of books". */
static size_t head_at(const struct words *w, size_t i, size_t end)
{
	size_t k = i;
	while (k + 1 < end && !words_is(w, k + 1, "of"))
		k++;
	return k;
}

static struct thing thing_at(const struct words *w, size_t i)
{
	enum { MOST_BYTES = 60 };
	struct thing thing = { .end = i + 1 };
	bool determined = words_in(w, i, WORDS_THING_DETERMINERS) || words_is(w, i, "an") || words_is(w, i, "some") || words_is(w, i, "about"), counted = counts(w, i);
	if ((!determined && !counted) || is_marked(w, i) || (words_is(w, i, "about") && !counts(w, i + 1)))
		return thing;
	size_t first = determined ? i + 1 : i, end = noun_end(w, first);
	if (end <= i + 1)
		return thing;
	size_t head = head_at(w, first, end);
	/* "the corner | of a library book": a part of it is not what it is */
	bool adjunct = i > 0 && words_in(w, i - 1, WORDS_THING_PREPOSITIONS) && !is_marked(w, i - 1);
	if (words_in(w, head, WORDS_PARTS_OF_THINGS) && words_is(w, head + 1, "of")) {
		thing = thing_at(w, head + 2);
		thing.adjunct = adjunct;
		return thing;
	}
	struct str word = words_at(w, head), one = words_between(w, i, end);
	one = str_slice(one, 0, (size_t)(words_at(w, end - 1).ptr + words_at(w, end - 1).len - one.ptr));
	thing.end = end;
	bool person = words_in(w, head, WORDS_FAMILY_HE) || words_in(w, head, WORDS_FAMILY_SHE) || words_in(w, head, WORDS_FAMILY_EITHER) || words_in(w, head, WORDS_OTHER_PEOPLE);
	if (person || words_in(w, head, WORDS_NO_THINGS) || is_ascii_digit(word.ptr[0]) || word.len < 3 || one.len > MOST_BYTES || memchr(one.ptr, '"', one.len) || memchr(one.ptr, '(', one.len))
		return thing;
	thing.one = one;
	thing.several = str_ends(word, STR("s")) && !str_ends(word, STR("ss")) && !lexicon_has(LANGUAGE_EN, WORDS_ONES_IN_S, word);
	thing.adjunct = adjunct;
	if (i > 0 && words_is(w, i - 1, "for"))
		thing.adjunct = !words_in(w, i > 1 ? i - 2 : i, WORDS_SEEKING_VERBS);
	return thing;
}

/* "tissue packets" */
static bool is_bare_plural(const struct words *w, size_t i)
{
	enum { FEWEST_BYTES = 5 };
	struct str word = words_at(w, i);
	bool person = words_in(w, i, WORDS_OTHER_PEOPLE) || words_in(w, i, WORDS_NO_THINGS);
	return !person && word.len >= FEWEST_BYTES && str_ends(word, STR("s")) && !str_ends(word, STR("ss")) && !str_ends(word, STR("'s")) && !words_in(w, i, WORDS_THING_ENDS);
}

/* The only thing, or things if `several`, that s names otherwise than as a place; *any is set when it names one at all. */
static struct str only_thing(struct str s, bool several, bool *any)
{
	struct words w = words_cut(s);
	struct str one = { 0 };
	bool clear = true;
	*any = false;
	for (size_t i = 0; i < w.count;) {
		struct thing thing = thing_at(&w, i);
		clear = clear && !(several && !thing.one.len && is_bare_plural(&w, i));
		bool fits = thing.one.len && thing.several == several;
		*any = *any || fits;
		if (fits && !thing.adjunct) {
			clear = clear && (!one.len || str_eq_nocase(str_last_word(one), str_last_word(thing.one)));
			one = one.len ? one : thing.one;
		}
		i = thing.end;
	}
	return clear ? one : (struct str){ 0 };
}

/* The thing named in the last sentence of `before` that names any; empty when it names several. */
static struct str nearest_thing(struct str before, bool several)
{
	while (before.len) {
		size_t from = before.len - 1;
		while (from > 0 && !(before.ptr[from] == ' ' && strchr(".!?\n", before.ptr[from - 1])))
			from--;
		bool any;
		struct str one = only_thing(str_trim(str_slice(before, from, before.len)), several, &any);
		if (any)
			return one;
		before = str_slice(before, 0, from);
	}
	return before;
}

/* "a library book" that was spoken of is "the library book". */
static struct str spoken_of(struct arena *arena, struct str thing)
{
	struct words w = words_cut(thing);
	bool vague = words_is(&w, 0, "a") || words_is(&w, 0, "an") || words_is(&w, 0, "some") || words_is(&w, 0, "about");
	if (vague || counts(&w, 0))
		return arena_printf(arena, "the %.*s", STR_FMT(words_between(&w, vague ? 1 : 0, w.count)));
	/* "The Covenant of Water" is a title */
	bool title = w.count > 1 && is_ascii_upper(w.text.ptr[w.items[1].start]);
	return words_in(&w, 0, WORDS_THING_DETERMINERS) && !title ? inflect_lower_first(arena, thing) : thing;
}

/* Is the "it" at word i what something is done with: "renew it", "pay for it", but not "keep it down" or "make it"? */
static bool is_object(const struct words *w, size_t i)
{
	if (i < 2 || is_marked(w, i - 1) || words_in(w, i - 1, WORDS_IDLE_IT_VERBS) || words_is(w, i + 1, "down"))
		return false;
	return words_in(w, i - 1, WORDS_CLAUSE_VERBS) || words_in(w, i - 1, WORDS_COMMANDED_VERBS) || (words_is(w, i - 1, "for") && words_in(w, i - 2, WORDS_CLAUSE_VERBS)) ||
	       (words_is(w, i - 1, "with") && !words_in(w, i - 2, WORDS_CLAUSE_VERBS));
}

/* Where what is said back of a question begins: behind the last comma in front of "can I", "when can I". */
static struct str asked_part(struct str ahead)
{
	size_t from = 0;
	for (size_t at = 0; at + 2 < ahead.len; at++) {
		struct words w = words_cut(str_slice(ahead, at + 2, ahead.len));
		bool asks = ahead.ptr[at] == ',' && (words_in(&w, 0, WORDS_MODALS) || words_in(&w, 0, WORDS_FORMS_OF_DO) || words_in(&w, 0, WORDS_INTERROGATIVES));
		from = asks ? at + 1 : from;
	}
	return str_slice(ahead, from, ahead.len);
}

struct str referent_thing_named(struct arena *arena, struct str sentence, struct str before)
{
	enum { FAR_BYTES = 400, SHORT_BYTES = 24 };
	before = str_slice(before, before.len > FAR_BYTES ? before.len - FAR_BYTES : 0, before.len);
	struct words w = words_cut(sentence);
	for (size_t i = 0; i < w.count; i++) {
		bool several = words_is(&w, i, "them");
		if ((!several && !words_is(&w, i, "it")) || !is_object(&w, i))
			continue;
		struct str ahead = str_slice(sentence, 0, w.items[i].start), said = asked_part(ahead);
		bool any, named;
		(void)only_thing(str_trim(said), several, &any);
		struct str told = str_trim(str_slice(ahead, 0, ahead.len - said.len)), one = only_thing(told, several, &named);
		if (!named)
			one = nearest_thing(before, several);
		if (any || !one.len)
			return sentence;
		one = spoken_of(arena, one);
		struct str word = words_at(&w, i), rest = str_slice(sentence, w.items[i].start + word.len, sentence.len), particle = words_at(&w, i + 1);
		/* "drop them off" is "drop off the eleven boxes" */
		if (one.len > SHORT_BYTES && words_in(&w, i + 1, WORDS_PARTICLES) && !is_marked(&w, i))
			return arena_printf(arena, "%.*s%.*s %.*s%.*s", STR_FMT(ahead), STR_FMT(particle), STR_FMT(one), STR_FMT(str_slice(rest, particle.len + 1, rest.len)));
		return arena_printf(arena, "%.*s%.*s%.*s", STR_FMT(ahead), STR_FMT(one), STR_FMT(rest));
	}
	return sentence;
}
