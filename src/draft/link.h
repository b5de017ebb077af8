/*
 * link - web and mail addresses in text
 *
 * "https://…", "www.…", "ann@lib.org", and "lib.org/renew" with a known top level. The punctuation of the sentence
 * around it is not part of a link; the brackets of "<ann@lib.org>" are.
 */
#ifndef DRAFT_LINK_H
#define DRAFT_LINK_H

#include "base/str.h"

/* The first link in s at or after `from`; an empty span at the end when there is none. */
struct span link_next(struct str s, size_t from);

bool link_is_in(struct str s);

#endif
