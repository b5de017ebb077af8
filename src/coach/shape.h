/*
 * shape - what can be told of sentences and of the reply without reading a rule
 *
 * The features of enum shape: where a sentence stands, how long it is, how it ends, whether it echoes what the patron asked. Also which sentences are only a
 * salutation or a sign-off: those are never judged.
 */
#ifndef COACH_SHAPE_H
#define COACH_SHAPE_H

#include "draft/sentence.h"
#include "rules/image.h"

struct shape_set {
	uint64_t bits; /* 1 << enum shape */
};

struct shapes {
	struct shape_set *sentences; /* one a sentence */
	bool *is_frame;		     /* one a sentence: salutation, closing or the writer's name */
	struct shape_set reply;
	size_t salutation; /* index of the salutation, or the count of sentences */
	size_t closing;	   /* index of the first sentence of the sign-off, or the count */
	size_t signature_name; /* index of the line with the writer's name, or the count */
};

/* `question` is in normal form; it may be empty. */
struct shapes shape_make(struct arena *arena, const struct norm *norm, const struct sentences *sentences, struct str question);

static inline bool shape_has(struct shape_set set, enum shape shape)
{
	return set.bits >> shape & 1U;
}

#endif
