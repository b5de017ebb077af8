/*
 * str - borrowed runs of bytes
 *
 * A str is a view: it owns nothing, is passed by value and is never NUL-terminated.
 * Whoever made the bytes keeps them alive. Lengths and offsets are bytes throughout.
 *
 *     struct str name = STR("core");
 *     if (str_eq(name, STR("core"))) ...
 *
 * The builder is another type (buf.h).
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
	const char *ptr;
	size_t len;
};

/* A range of byte offsets; end is exclusive. */
struct span {
	size_t start, end;
};

#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })
/* For printf's "%.*s". */
#define STR_FMT(s) (int)(s).len, (s).ptr

/* The view of a NUL-terminated string; NULL gives the empty view. */
struct str str_of(const char *c_string);

/* The view of [start, end) of s; both ends are clipped to s. */
struct str str_slice(struct str s, size_t start, size_t end);

bool str_eq(struct str a, struct str b);
/* Equal but for the case of ASCII letters. */
bool str_eq_nocase(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
bool str_starts_nocase(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* Is the last byte of s one of these? */
bool str_ends_in(struct str s, const char *bytes);

/* Without ASCII white space at both ends. */
struct str str_trim(struct str s);

/* Without those of the bytes that it ends on. */
struct str str_trim_end(struct str s, const char *bytes);

/* What stands behind the last space of s; all of it where there is none. */
struct str str_last_word(struct str s);

/* Offset of the first needle in s at or after from; s.len when there is none. */
size_t str_find(struct str s, struct str needle, size_t from);

/* How often the needle stands in s, none of them within another. */
size_t str_count(struct str s, struct str needle);

/* The bytes of lines first..last (from 1), without the last one's line feed; clipped to s. */
struct span str_lines(struct str s, size_t first, size_t last);

/* FNV-1a, 32 bits: the hash of every table here, so that tables made at build time hold at run time. */
uint32_t str_hash(struct str s);

/* The same byte by byte: the hash of nothing, and that of a text with one byte more. */
#define STR_HASH_START 2166136261U
static inline uint32_t str_hash_byte(uint32_t hash, char byte)
{
	return (hash ^ (unsigned char)byte) * 16777619U;
}

/* Edit distance (Levenshtein) of two short names; names over 63 bytes are far from everything. */
size_t str_distance(struct str a, struct str b);

static inline size_t span_len(struct span s)
{
	return s.end - s.start;
}

static inline bool span_overlaps(struct span a, struct span b)
{
	return a.start < b.end && b.start < a.end;
}

static inline bool is_ascii_alpha(char c)
{
	return ((unsigned char)c | 32U) - (unsigned)'a' < 26U;
}

static inline bool is_ascii_digit(char c)
{
	return (unsigned char)c - (unsigned)'0' < 10U;
}

static inline bool is_ascii_upper(char c)
{
	return (unsigned char)c - (unsigned)'A' < 26U;
}

static inline bool is_ascii_lower(char c)
{
	return (unsigned char)c - (unsigned)'a' < 26U;
}

static inline char ascii_lower(char c)
{
	return is_ascii_upper(c) ? (char)(c + 32) : c;
}

static inline char ascii_upper(char c)
{
	return is_ascii_lower(c) ? (char)(c - 32) : c;
}

/* Space, tab, line feed, carriage return, vertical tab, form feed. */
static inline bool is_ascii_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

#endif
