#include "coach/inflect.h"

#include "base/utf8.h"

#include <string.h>

static bool is_vowel(char c)
{
	return c && strchr("aeiou", ascii_lower(c)) != NULL;
}

/* Forms that no rule of spelling gives. */
static const char *const irregular[][2] = {
	{ "lent", "lend" },	{ "lending", "lend" },	{ "made", "make" },	{ "making", "make" },	{ "taken", "take" },	{ "took", "take" },
	{ "taking", "take" },	{ "gave", "give" },	{ "given", "give" },	{ "giving", "give" },	{ "had", "have" },	{ "has", "have" },
	{ "having", "have" },	{ "got", "get" },	{ "getting", "get" },	{ "kept", "keep" },	{ "left", "leave" },	{ "leaving", "leave" },
	{ "brought", "bring" }, { "bought", "buy" },	{ "sent", "send" },	{ "held", "hold" },	{ "found", "find" },	{ "told", "tell" },
	{ "came", "come" },	{ "coming", "come" },	{ "went", "go" },	{ "gone", "go" },	{ "goes", "go" },	{ "did", "do" },
	{ "does", "do" },	{ "done", "do" },	{ "was", "be" },	{ "were", "be" },	{ "been", "be" },	{ "being", "be" },
	{ "is", "be" },		{ "are", "be" },	{ "paid", "pay" },	{ "said", "say" },	{ "let", "let" },	{ "letting", "let" },
	{ "put", "put" },	{ "putting", "put" },	{ "using", "use" },	{ "used", "use" },	{ "issuing", "issue" }, { "issued", "issue" },
	{ "waiving", "waive" }, { "waived", "waive" },	{ "removing", "remove" }, { "removed", "remove" }, { "extending", "extend" }, { "seeing", "see" },
	{ "written", "write" }, { "writing", "write" }, { "providing", "provide" }, { "provided", "provide" }, { "arranging", "arrange" }, { "arranged", "arrange" },
	{ "changing", "change" }, { "changed", "change" }, { "purchasing", "purchase" }, { "purchased", "purchase" }, { "reserving", "reserve" }, { "reserved", "reserve" },
	{ "releasing", "release" }, { "released", "release" }, { "retrieving", "retrieve" }, { "closing", "close" }, { "closed", "close" }, { "eating", "eat" },
	{ "reading", "read" },	{ "meeting", "meet" },	{ "adding", "add" },	{ "telling", "tell" },	{ "calling", "call" },	{ "filling", "fill" },
	{ "selling", "sell" },	{ "accessing", "access" }, { "discussing", "discuss" }, { "passing", "pass" }, { "processing", "process" }, { "assessing", "assess" },
	{ "added", "add" },	{ "chosen", "choose" }, { "spoken", "speak" },	{ "shown", "show" },	{ "focus", "focus" },	{ "embed", "embed" },
	{ "succeed", "succeed" }, { "speed", "speed" }, { "written", "write" }, { "submitted", "submit" }, { "bias", "bias" },
	{ "storing", "store" }, { "stored", "store" },	{ "sharing", "share" },	{ "shared", "share" },	{ "hiring", "hire" },	{ "hired", "hire" },
	{ "arguing", "argue" }, { "cutting", "cut" },	{ "dying", "die" },	{ "lying", "lie" },	{ "advising", "advise" }, { "advised", "advise" },
	{ "supervising", "supervise" }, { "leaving", "leave" }, { "receiving", "receive" }, { "received", "receive" }, { "saving", "save" }, { "saved", "save" },
	{ "digitising", "digitise" }, { "digitizing", "digitize" }, { "photocopying", "photocopy" }, { "photographing", "photograph" }, { "bring", "bring" },
	{ "sing", "sing" }, { "ring", "ring" }, { "need", "need" }, { "feed", "feed" }, { "bed", "bed" }, { "proceed", "proceed" }, { "exceed", "exceed" },
	{ "access", "access" }, { "process", "process" }, { "pass", "pass" }, { "discuss", "discuss" }, { "address", "address" }, { "guess", "guess" }, { "miss", "miss" }, { "press", "press" },
};

/* "scann" of "scanning" back to "scan"; "fill", "pass" and "add" keep theirs. */
static struct str undouble(struct str stem)
{
	if (stem.len >= 3 && stem.ptr[stem.len - 1] == stem.ptr[stem.len - 2] && strchr("bdgmnprt", stem.ptr[stem.len - 1]))
		stem.len--;
	return stem;
}

/* One vowel between consonants, as "scan" and "bar": the last letter is doubled before "ing", and a stem left with a single one has lost an e ("mak"). */
static bool is_short(struct str word)
{
	size_t vowels = 0;
	for (size_t i = 0; i < word.len; i++)
		vowels += is_vowel(word.ptr[i]) || (word.ptr[i] == 'y' && i > 0);
	return word.len >= 3 && vowels == 1 && is_vowel(word.ptr[word.len - 2]) && !strchr("wxy", word.ptr[word.len - 1]);
}

/* Does the bare stem want its silent e back ("mak", "us", "provid")? Spelling decides most of it. */
static bool wants_e(struct str stem)
{
	static const char *const endings[] = { "at", "it", "iz", "is", "uc", "uid", "vid", "rg", "dg", "ng", "v", "c", "u", "bl", "pl", "tl", "dl", "gl",
					       "ag", "quir", "nsur", "ssur", "mpar", "epar", "clar", "gnor", "plor", "stor", "easur", "igur", "rs", "ns", "os", "eas", "aus", "vok", "grad", "clud", "sum",
					       "elcom", "mbin", "fin", "min", "mpil", "dul", "pir", "tir", "cid", "typ" };
	static const char *const without[] = { "wait", "visit", "edit", "limit", "submit", "permit", "deposit", "exhibit", "credit", "bring", "treat", "eat", "seat", "repeat", "await", "benefit", "fit", "sit", "admit", "commit", "hang", "ring", "sing" };
	for (size_t i = 0; i < sizeof without / sizeof *without; i++)
		if (str_ends(stem, str_of(without[i])))
			return false;
	if (is_short(stem))
		return true;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (stem.len > 2 && str_ends(stem, str_of(endings[i])))
			return true;
	return false;
}

static struct str with_tail(struct arena *arena, struct str stem, const char *tail)
{
	return arena_printf(arena, "%.*s%s", STR_FMT(stem), tail);
}

struct str inflect_base(struct arena *arena, struct str verb)
{
	struct str low = utf8_fold(arena, verb);
	for (size_t i = 0; i < sizeof irregular / sizeof *irregular; i++)
		if (str_eq(low, str_of(irregular[i][0])))
			return str_of(irregular[i][1]);
	struct str stem = low;
	if (low.len > 5 && str_ends(low, STR("ying")))
		return str_slice(low, 0, low.len - 3);
	if (low.len > 5 && str_ends(low, STR("ing")))
		stem.len -= 3;
	else if (low.len > 4 && str_ends(low, STR("ied")))
		return with_tail(arena, str_slice(low, 0, low.len - 3), "y");
	else if (low.len > 4 && str_ends(low, STR("ed")))
		stem.len -= 2;
	else if (low.len > 4 && str_ends(low, STR("ies")))
		return with_tail(arena, str_slice(low, 0, low.len - 3), "y");
	else if (low.len > 4 && (str_ends(low, STR("ches")) || str_ends(low, STR("shes")) || str_ends(low, STR("sses")) || str_ends(low, STR("xes"))))
		return str_slice(low, 0, low.len - 2);
	else if (low.len > 3 && str_ends(low, STR("s")) && !str_ends(low, STR("ss")))
		return str_slice(low, 0, low.len - 1);
	else
		return verb;
	struct str single = undouble(stem);
	if (single.len != stem.len)
		return single;
	return wants_e(stem) ? with_tail(arena, stem, "e") : stem;
}

/* "scan" to "scanning". */
static struct str twice(struct arena *arena, struct str base)
{
	return arena_printf(arena, "%.*s%cing", STR_FMT(base), base.ptr[base.len - 1]);
}

struct str inflect_gerund(struct arena *arena, struct str base)
{
	static const char *const doubled[] = { "submit", "permit", "admit", "commit", "refer", "transfer", "defer", "begin", "forget", "reset", "format", "equip", "quit" };
	if (str_ends(base, STR("ing")) && base.len > 5)
		return base;
	for (size_t i = 0; i < sizeof doubled / sizeof *doubled; i++)
		if (str_eq(base, str_of(doubled[i])))
			return twice(arena, base);
	if (is_short(base))
		return twice(arena, base);
	if (str_ends(base, STR("ie")))
		return with_tail(arena, str_slice(base, 0, base.len - 2), "ying");
	bool silent_e = base.len > 2 && str_ends(base, STR("e")) && !str_ends(base, STR("ee")) && !str_ends(base, STR("oe")) && !str_ends(base, STR("ye"));
	return with_tail(arena, silent_e ? str_slice(base, 0, base.len - 1) : base, "ing");
}

struct str inflect_article(struct str word)
{
	static const char *const silent_h[] = { "hour", "honest", "honour", "honor", "heir" };
	static const char *const like_you[] = { "uni", "use", "usual", "eu", "one", "once", "ubiq", "uti" };
	if (!word.len)
		return STR("a");
	for (size_t i = 0; i < sizeof silent_h / sizeof *silent_h; i++)
		if (str_starts_nocase(word, str_of(silent_h[i])))
			return STR("an");
	bool capitals = word.len >= 2 && is_ascii_upper(word.ptr[0]) && is_ascii_upper(word.ptr[1]);
	if (capitals) /* spelled out: "an ILL", "a PDF" */
		return strchr("AEFHILMNORSX", word.ptr[0]) ? STR("an") : STR("a");
	for (size_t i = 0; i < sizeof like_you / sizeof *like_you; i++)
		if (str_starts_nocase(word, str_of(like_you[i])))
			return STR("a");
	if (word.ptr[0] == '8' || str_starts(word, STR("11")) || str_starts(word, STR("18")))
		return STR("an");
	return is_vowel(word.ptr[0]) ? STR("an") : STR("a");
}

struct str inflect_upper_first(struct arena *arena, struct str s)
{
	if (!s.len || !is_ascii_lower(s.ptr[0]))
		return s;
	char *copy = arena_alloc(arena, s.len + 1, 1);
	memcpy(copy, s.ptr, s.len);
	copy[0] = ascii_upper(copy[0]);
	return (struct str){ copy, s.len };
}

/* Words that are names wherever they stand; nothing in their spelling tells. */
static bool is_always_capital(struct str word)
{
	static const char *const names[] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "April", "June", "July", "August", "September", "October",
					     "November", "December", "English", "Spanish", "French", "German", "American", "British", "Canadian", "Google", "Amazon", "Kindle", "Libby", "Kanopy", "Hoopla", "Zoom",
					     "Netflix", "Springer", "Elsevier", "Wiley", "Ancestry", "Westlaw", "Microsoft", "Photoshop", "Moodle", "Canvas", "Scopus", "Christmas", "Easter", "Wi-Fi", "Wifi", "Turnitin", "Mr", "Mrs", "Ms", "Dr", "Mr.", "Mrs.", "Ms.", "Dr.", "Wikipedia", "Nexis", "Bloomberg" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq(word, str_of(names[i])))
			return true;
	return false;
}

/* "Brant Township residents": a capital before a capital is a name, unless the first word only determines. */
static bool starts_name(struct str s)
{
	static const char *const small[] = { "The", "This", "That", "These", "Those", "A", "An", "All", "Any", "No", "Our", "Your", "My", "Its", "Their", "His", "Her", "Each", "Every", "Some", "Both",
					     "Most", "One", "Two", "Three", "In", "At", "On", "For", "If", "When", "As", "Since", "Because", "Only", "We", "You", "It", "There", "Please", "To", "With", "From" };
	struct str word = str_slice(s, 0, str_find(s, STR(" "), 0));
	if (is_always_capital(word))
		return true;
	for (size_t i = 0; i < sizeof small / sizeof *small; i++)
		if (str_eq(word, str_of(small[i])))
			return false;
	for (size_t i = 1; i < word.len; i++)
		if (is_ascii_upper(word.ptr[i]) || is_ascii_digit(word.ptr[i]))
			return true;
	return word.len + 2 < s.len && is_ascii_upper(s.ptr[word.len + 1]) && is_ascii_lower(s.ptr[word.len + 2]);
}

struct str inflect_lower_first(struct arena *arena, struct str s)
{
	if (!s.len || !is_ascii_upper(s.ptr[0]))
		return s;
	bool pronoun = s.ptr[0] == 'I' && (s.len == 1 || !is_ascii_alpha(s.ptr[1]));
	if (pronoun || starts_name(s) || (s.len > 1 && is_ascii_upper(s.ptr[1])))
		return s;
	char *copy = arena_alloc(arena, s.len + 1, 1);
	memcpy(copy, s.ptr, s.len);
	copy[0] = ascii_lower(copy[0]);
	return (struct str){ copy, s.len };
}
