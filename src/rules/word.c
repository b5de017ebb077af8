#include "rules/word.h"

#include "base/utf8.h"

struct word_reader word_read(struct str text)
{
	return (struct word_reader){ .text = text };
}

/* Connectors (Pc) other than the underscore. */
static bool is_rare_connector(int32_t point)
{
	return point == 0x203F || point == 0x2040 || point == 0x2054 || point == 0xFE33 || point == 0xFE34 ||
	       (point >= 0xFE4D && point <= 0xFE4F) || point == 0xFF3F;
}

/* The letter, digit, underscore or apostrophe at `at`, folded; 0 when it is none. *next moves past it. */
static int32_t word_character(struct word_reader *r, size_t at, size_t *next)
{
	struct str text = r->text;
	unsigned char c = (unsigned char)text.ptr[at];
	if (c < 0x80) {
		*next = at + 1;
		bool is_part = is_ascii_alpha((char)c) || is_ascii_digit((char)c) || c == '\'' || c == '_';
		return is_part ? ascii_lower((char)c) : 0;
	}
	*next = at;
	int32_t point = utf8_next(text, next);
	bool is_odd = utf8_is_mark(point) || is_rare_connector(point);
	r->is_odd = r->is_odd || is_odd;
	if (is_odd && r->is_fine)
		return 0;
	/* U+017F, the long s, matches s without case in PCRE2 but is lower case already */
	if (point == 0x17F)
		return 's';
	return utf8_is_word(point) ? utf8_lower(point) : 0;
}

/* A letter, digit or underscore of ASCII, folded; 0: it is something else. Words are made of little else, so they are asked for first. */
static inline char plain_character(char c)
{
	static const char plain[256] = {
		['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5', ['6'] = '6', ['7'] = '7', ['8'] = '8', ['9'] = '9', ['_'] = '_',
		['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd', ['e'] = 'e', ['f'] = 'f', ['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k',
		['l'] = 'l', ['m'] = 'm', ['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's', ['t'] = 't', ['u'] = 'u', ['v'] = 'v',
		['w'] = 'w', ['x'] = 'x', ['y'] = 'y', ['z'] = 'z', ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd', ['E'] = 'e', ['F'] = 'f', ['G'] = 'g',
		['H'] = 'h', ['I'] = 'i', ['J'] = 'j', ['K'] = 'k', ['L'] = 'l', ['M'] = 'm', ['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r',
		['S'] = 's', ['T'] = 't', ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y', ['Z'] = 'z',
	};
	return plain[(unsigned char)c];
}

/* Where the next word begins, or the end of the text. */
static size_t skip_to_word(struct word_reader *r)
{
	size_t at = r->at, next;
	while (at < r->text.len && !plain_character(r->text.ptr[at])) {
		bool is_ascii = (unsigned char)r->text.ptr[at] < 0x80;
		if (!is_ascii && word_character(r, at, &next))
			break;
		at = is_ascii ? at + 1 : next;
	}
	return at;
}

/* Two apostrophes side by side end a word; it is odd when it goes on behind them. */
static bool is_second_quote(struct word_reader *r, int32_t c, size_t end, size_t at, size_t next)
{
	if (c != '\'' || end == at)
		return false;
	if (next < r->text.len) {
		int32_t after = word_character(r, next, &next);
		r->is_odd = r->is_odd || after;
	}
	return true;
}

/* A word on the way: what is read of it. */
struct reading {
	size_t at, end;		       /* of the text read; behind the last that is no apostrophe */
	size_t len, len_without_quote; /* in r->folded */
	uint32_t hash, hash_without_quote;
};

static inline void add_byte(struct word_reader *r, struct reading *word, char c)
{
	r->folded[word->len++] = c;
	word->hash = str_hash_byte(word->hash, c);
}

/* A word that gets too long is cut. */
static inline bool has_room(const struct reading *word)
{
	return word->len + 4 <= WORD_BYTES;
}

static void add_character(struct word_reader *r, struct reading *word, int32_t c)
{
	char bytes[4];
	size_t count = has_room(word) ? utf8_put(bytes, c) : 0;
	for (size_t i = 0; i < count; i++)
		add_byte(r, word, bytes[i]);
}

static inline void read_plain(struct word_reader *r, struct reading *word)
{
	struct str text = r->text;
	for (char c; word->at < text.len && (c = plain_character(text.ptr[word->at])); word->at++)
		if (has_room(word))
			add_byte(r, word, c);
}

/* All but an apostrophe at the end counts. */
static inline void count_in(struct reading *word)
{
	word->end = word->at;
	word->len_without_quote = word->len;
	word->hash_without_quote = word->hash;
}

bool word_next(struct word_reader *r)
{
	r->at = skip_to_word(r);
	if (r->at >= r->text.len)
		return false;
	struct reading word = { .at = r->at, .end = r->at, .hash = STR_HASH_START, .hash_without_quote = STR_HASH_START };
	for (;;) {
		size_t from = word.at, next = from;
		read_plain(r, &word);
		if (word.at > from)
			count_in(&word);
		int32_t c = word.at < r->text.len ? word_character(r, word.at, &next) : 0;
		if (!c || is_second_quote(r, c, word.end, word.at, next))
			break;
		add_character(r, &word, c);
		word.at = next;
		if (c != '\'')
			count_in(&word);
	}
	r->word = (struct str){ r->folded, word.len_without_quote };
	r->span = (struct span){ r->at, word.end };
	r->hash = word.hash_without_quote;
	r->at = word.at;
	return true;
}

struct str word_tail(const struct word_reader *r, struct word_reader *tail)
{
	enum { LEAST_CUT_BYTES = WORD_BYTES - 4, BYTES = WORD_BYTES / 2 };
	if (r->word.len < LEAST_CUT_BYTES)
		return r->word;
	size_t from = r->span.end - BYTES;
	while (((unsigned char)r->text.ptr[from] & 0xC0U) == 0x80)
		from++;
	*tail = word_read(str_slice(r->text, from, r->span.end));
	tail->is_fine = r->is_fine;
	return word_next(tail) ? tail->word : (struct str){ 0 };
}
