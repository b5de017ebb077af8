/*
 * hasten - a pattern written so that PCRE2 fails sooner
 *
 * PCRE2 tries the alternatives of a group one after the other: sixty adverbs, sixty times in vain where none begins. Before each group of several
 * alternatives whose first characters are all known, a look ahead at the next character is put:
 *
 *     (?:simply|just|sadly|now)      (?:(?=[sjn])(?:simply|just|sadly|now))
 *
 * It matches what the pattern matches, with the same captures.
 */
#ifndef RULES_HASTEN_H
#define RULES_HASTEN_H

#include "base/arena.h"

/* The pattern is valid PCRE2 without extended mode, numbered groups and \Q; the result is in the arena. */
struct str hasten(struct arena *arena, struct str pattern);

#endif
