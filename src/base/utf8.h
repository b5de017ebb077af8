/*
 * utf8 - the few facts about Unicode text that the stages need
 *
 * The only file that knows utf8proc. Text handed to these functions is valid UTF-8 unless said otherwise; ASCII never
 * reaches the library.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/arena.h"

/* Offset of the first byte that is not valid UTF-8 (RFC 3629: no surrogates, no overlong forms); s.len when all is. */
size_t utf8_invalid(struct str s);

/* Is every byte below 0x80? */
bool utf8_is_ascii(struct str s);

/* The code point at s.ptr[*at], which must be below s.len; *at moves past it. A malformed byte gives U+FFFD and moves by one. */
int32_t utf8_next(struct str s, size_t *at);

/* Writes a code point at out (room for 4 bytes); returns its length in bytes. */
size_t utf8_put(char *out, int32_t code_point);

/* The bytes of text read as windows-1252 (the WHATWG Encoding Standard's table: undefined bytes stay C1 controls), as a code point. */
int32_t utf8_of_windows_1252(unsigned char byte);

/* The windows-1252 byte of a code point; `other` for one that has none. */
char utf8_to_windows_1252(int32_t code_point, char other);

/* Terminal columns of a code point: 0 for combining marks, 2 for wide (UAX #11), else 1. Controls count 0. */
size_t utf8_width(int32_t code_point);

/* Terminal columns of s; a tab counts as one. */
size_t utf8_str_width(struct str s);

/* Soft hyphen, zero-width space and joiners, word joiner, BOM, bidi controls: nothing that a reader sees. */
bool utf8_is_invisible(int32_t code_point);

/* Any white space (White_Space of the UCD), no-break space included. */
bool utf8_is_space(int32_t code_point);

/* Letter, mark or number of any script. */
bool utf8_is_word(int32_t code_point);

/* Simple lower case. */
int32_t utf8_lower(int32_t code_point);

/* Does this code point combine with the one before it? (Mn, Mc, Me) */
bool utf8_is_mark(int32_t code_point);

/* s in NFC (UAX #15), in the arena; s itself when it is composed already. */
struct str utf8_nfc(struct arena *arena, struct str s);

/* s in lower case, in the arena; ASCII is done without the library. */
struct str utf8_fold(struct arena *arena, struct str s);

#endif
