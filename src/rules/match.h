/*
 * match - which rules and signals of an image hold in which sentences
 *
 * A sentence is read word by word once. Its words call for the patterns they trigger; what its words tell about each (relax.h, glance.h)
 * leaves few of their branches (branch.h), and of those the places where a match may begin. There a branch's plan is walked (walk.h), so the cost follows
 * the draft, hardly the number of rules. PCRE2 runs the few branches that have no plan, and all over sentences that are not plain; its code of a
 * branch is made the first time that it is wanted (codes.h).
 *
 *     struct matcher *matcher = matcher_new(&image_builtin);
 *     match_sentences(&arena, matcher, room, &norm, &sentences, LANGUAGE_EN, &hits);
 *
 * A matcher may be shared by threads once it is set up.
 */
#ifndef RULES_MATCH_H
#define RULES_MATCH_H

#include "draft/sentence.h"
#include "rules/image.h"
#include "rules/rx.h"

struct matcher;

struct hit {
	uint32_t feature;   /* of the image */
	uint32_t sentence;  /* index into sentences */
	struct span span;   /* in the normal form */
	const struct rx_capture *captures; /* spans in the normal form */
	size_t capture_count;
};

struct hits {
	struct hit *items; /* by sentence, then feature, then place */
	size_t count;
	/* Features whose pattern ran into its limit (RX_LIMIT) in a sentence: from there on they were skipped. Each once. */
	uint32_t *given_up;
	size_t given_up_count;
};

/* The index of the first hit in the sentence or after it: those of a sentence stand together. */
size_t hits_from(const struct hits *hits, size_t sentence);

/* The image is borrowed. NULL when memory ran out. */
struct matcher *matcher_new(const struct image *image);
void matcher_free(struct matcher *matcher);

const struct image *matcher_image(const struct matcher *matcher);

/* Takes a feature out of force. */
void matcher_disable(struct matcher *matcher, uint32_t feature);

/* What a library's own pack says of the severity of a rule's findings. */
enum grade { GRADE_AS_JUDGED, GRADE_WEAK, GRADE_STRONG };
void matcher_set_grade(struct matcher *matcher, uint32_t feature, enum grade grade);
enum grade matcher_grade(const struct matcher *matcher, uint32_t feature);

/*
 * From now on it is noted which exceptions excuse a match, for authors: each is asked, where otherwise the first that does is enough. Not for a matcher
 * that threads share.
 */
bool matcher_note_excuses(struct matcher *matcher);
bool matcher_has_excused(const struct matcher *matcher, uint32_t pattern);

/* The same sentences will come again soon: what is found in them is remembered. Else it is from the second text on. */
void matcher_expect_again(const struct matcher *matcher);

/* From now on patterns that are run often are compiled to machine code: for many drafts. */
void matcher_use_jit(struct matcher *matcher);

/* Which packs are in force: those in this language that read this. */
struct force {
	enum language language;
	enum reads reads;
};

/* Everything that holds, exceptions taken off, of packs in force. False only when memory ran out for PCRE2. */
bool match_sentences(struct arena *arena, const struct matcher *matcher, struct rx_room *room, const struct norm *norm,
		     const struct sentences *sentences, struct force force, struct hits *out);

/*
 * One pattern of the image over one text in normal form: for moves and topics, which are asked for by name. Exceptions are not looked at. NO_MATCH also when
 * memory ran out: then the room has failed.
 */
enum rx_outcome match_pattern(const struct matcher *matcher, struct rx_room *room, uint32_t pattern, struct str text, struct rx_match *out);

/* The same by running the pattern as it is written: what match_pattern is tested against. */
enum rx_outcome match_pattern_slowly(const struct matcher *matcher, struct rx_room *room, uint32_t pattern, struct str text, struct rx_match *out);

/* The same by running every pattern on every sentence: slow, the oracle that the index is tested against. */
bool match_sentences_slowly(struct arena *arena, const struct matcher *matcher, struct rx_room *room, const struct norm *norm,
			    const struct sentences *sentences, struct force force, struct hits *out);

#endif
