/*
 * sentence - where sentences begin and end in the normal form
 *
 * A sentence ends at . ! ? (and … and their runs, closing quotes and brackets with them) before a space, unless the
 * stop belongs to an abbreviation ("Dr.", "p.m.", "e.g."), an initial, a number or a list mark; and always at a line feed, which
 * the normal form leaves at paragraph breaks, bullets and lines that were not wrapped. The rules are those of UAX #29 (SB6-SB11) with a lexicon of abbreviations.
 * What nobody ended for 4096 bytes ends at the next space, and for 65536 bytes at the next character, so that a text without stops costs what another one
 * costs.
 * Sentences do not overlap; white space between them belongs to none. Emoji and bare punctuation make no sentence of their own.
 */
#ifndef DRAFT_SENTENCE_H
#define DRAFT_SENTENCE_H

#include "draft/norm.h"

struct sentences {
	const struct span *spans; /* byte offsets into norm.bytes, in order */
	size_t count;
};

struct sentences sentence_split(struct arena *arena, const struct norm *norm);

/* Sentence i of the bytes of a normal form. */
static inline struct str sentence_text(struct str bytes, const struct sentences *sentences, size_t i)
{
	return str_slice(bytes, sentences->spans[i].start, sentences->spans[i].end);
}

#endif
