/*
 * rx - PCRE2, behind the few calls that rules need
 *
 * The only file that knows pcre2.h. Every pattern is compiled without regard to case, as UTF with Unicode properties, and between word
 * borders: it matches whole words (word.h), so "can" is not found in "can't" or "scan". `(?-i)` brings case back.
 * Subjects are valid UTF-8 and are not checked again. A match gives up after RX_MATCH_LIMIT steps: that is RX_LIMIT, not "no match".
 */
#ifndef RULES_RX_H
#define RULES_RX_H

#include "base/err.h"
#include "base/str.h"

struct rx;      /* a compiled pattern; may be shared by threads once it is made */
struct rx_room; /* what one thread needs to match */

enum { RX_MATCH_LIMIT = 100000, RX_DEPTH_LIMIT = 2000, RX_HEAP_LIMIT_KIB = 4096, RX_MAX_CAPTURES = 24 };

enum rx_outcome { RX_NO_MATCH, RX_MATCH, RX_LIMIT };

struct rx_capture {
	struct str name;
	struct span span; /* of the subject */
};

/* A match: where, and the named captures that took part. */
struct rx_match {
	struct span span;
	struct rx_capture captures[RX_MAX_CAPTURES];
	size_t capture_count;
};

/* NULL with PCRE2's message and offset when the pattern is bad, or when memory ran out. To be freed with rx_free. */
struct rx *rx_compile(struct str pattern, struct err *err);
/* The same without what makes it fast (hasten.h): what rx_compile is tested against. */
struct rx *rx_compile_as_written(struct str pattern, struct err *err);
/* What is asked only whether it stands at a place (rx_find_at): without word borders. NULL when it is bad, or when memory ran out. */
struct rx *rx_compile_guard(struct str guard);
/*
 * The code of rx as bytes (pcre2serialize(3)), which rx_decode makes rx of again much faster than rx_compile does. They hold only for the version of PCRE2
 * and the kind of machine that made them. False when memory ran out; to be freed with rx_encoding_free.
 */
struct rx_encoding {
	unsigned char *bytes;
	size_t len;
};
bool rx_encode(const struct rx *rx, struct rx_encoding *out);
void rx_encoding_free(struct rx_encoding encoding);

/* NULL when the bytes are not of this version, or when memory ran out. They are aligned as malloc aligns. */
struct rx *rx_decode(const unsigned char *bytes);

/* The version of PCRE2 that runs: "10.42 2022-12-11 64" with the bits of a pointer. out has RX_VERSION_BYTES. */
enum { RX_VERSION_BYTES = 128 };
struct str rx_version(char *out);
bool rx_is_version(struct str version);

/*
 * The same as machine code, for rx_find_at alone: it takes as long to make as some ten matches, and then runs several times as fast. As the others where
 * PCRE2 has no JIT.
 */
struct rx *rx_compile_quick(struct str pattern);
struct rx *rx_compile_guard_quick(struct str guard);
void rx_free(struct rx *rx);

/* NULL when memory ran out. */
struct rx_room *rx_room_new(void);
void rx_room_free(struct rx_room *room);

/* Memory ran out for a match, or for the pattern that was to be matched: what was found with this room is not all that there is. */
void rx_room_fail(struct rx_room *room);
bool rx_room_has_failed(const struct rx_room *room);

/* The first match in subject at or after `from`. out may be NULL; capture names live as long as rx. */
enum rx_outcome rx_find(const struct rx *rx, struct rx_room *room, struct str subject, size_t from, struct rx_match *out);

/* A match that begins at `at`. */
enum rx_outcome rx_find_at(const struct rx *rx, struct rx_room *room, struct str subject, size_t at, struct rx_match *out);

/* rx_find with another limit than RX_MATCH_LIMIT, of nothing but steps: RX_LIMIT tells that they are more. */
enum rx_outcome rx_find_within(const struct rx *rx, struct rx_room *room, struct str subject, uint32_t steps);

#endif
