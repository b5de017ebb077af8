/* rewrite_part - what the parts of rewrite share; for rewrite*.c alone */
#ifndef COACH_REWRITE_PART_H
#define COACH_REWRITE_PART_H

#include "coach/rewrite.h"

/* What becomes of a sentence. */
struct plan {
	struct mended mended;
	struct str before, after; /* sentences that are put in front of it and behind it */
};

/* One round of a rewrite. */
struct work {
	struct arena *arena;
	const struct stages *stages;
	const struct hownot_result *result;
	struct rewriting *rewriting;
	struct mender mender;
	struct plan *plans;   /* one a sentence */
	bool *acknowledges, *refuses, *kind; /* one a sentence: it is evidence for the check */
	struct span lines;    /* bytes of the input that may be changed */
	size_t sign_off;      /* byte of the normal form from which on the library's own sign-off stands */
	size_t first, last;   /* sentences of the body: first..last inclusive */
	bool wanted;	      /* something changes */
	struct str acknowledgement, offer; /* what is put in */
	bool brief;			   /* what is put in has to be short */
};

/* Is there a sentence that may be changed? */
bool rewrite_has_body(const struct work *w);

/* Sentence i in the normal form, and as the writer typed it. */
struct str rewrite_sentence(const struct work *w, size_t i);
struct str rewrite_own(const struct work *w, size_t i);

/* What sentence i will be, as far as it is mended. */
struct str rewrite_becomes(const struct work *w, size_t i);

/* Does sentence i stand within the lines asked for? */
bool rewrite_is_within(const struct work *w, size_t i);

/* Does the sentence itself go? What is put in around it may still stand. */
static inline bool plan_drops(const struct plan *plan)
{
	return plan->mended.touched && !plan->mended.text.len;
}

/* Two sentences, either of which may be empty, with a space between them. */
struct str rewrite_joined(struct work *w, struct str a, struct str b);

/* ---- rewrite_keep.c: what must not go with the sentences that go ---- */

/* Does every sentence of the body go? Then what they were evidence of goes, too. */
bool rewrite_nothing_stays(const struct work *w);

/* A reply that only thanks and offers has lost its answer: the first sentence that tells something comes back as an explanation. */
void rewrite_keep_answer(struct work *w);

/* Where all sentences that said no go, one plain sentence says it. */
void rewrite_keep_no(struct work *w);

/* The facts of all sentences that go become one note where the first of them stood. */
void rewrite_keep_facts(struct work *w);

/* What joins a sentence to one that went goes with it: "Or there is the old phone box". */
void rewrite_let_go(struct work *w);

/* "Because there are none left.", behind the question why, said back, is a sentence: "That's because there are none left." */
void rewrite_answer_why(struct work *w);

/* Who is sorry twice in a row is "also sorry" the second time. */
void rewrite_vary_regrets(struct work *w);

/* And nobody is "also sorry" who was not sorry before: the text without that word, where what went before it is gone. */
struct str rewrite_first_regret(struct work *w, struct str text);

/* The facts that went in spite of all, as a note behind the body: a title that runs over two sentences, say. `text` is the reply without it. */
struct str rewrite_forgotten(struct work *w, struct str text);

/* ---- rewrite_greeting.c: what stands in front of the matter; English ---- */

/* Does the sentence only greet, or say who writes: "Hello Mrs Petrie.", "Mr. Osgood, returning your call.", "Library here."? */
bool rewrite_only_greets(struct str s);

/* Where the greeting or the address ends in a sentence that goes on, before the space: "Hi Emma, the limit is …"; 0 when none stands there. */
size_t rewrite_greeting_end(struct str s);

/* ---- rewrite_complete.c: an acknowledgement and an offer where there is none ---- */

/* Where a sentence said again leaves open which option, the one that would be offered is named: "what I can offer is [a scan of the pages you need]". */
void rewrite_name_option(struct work *w);

void rewrite_complete(struct work *w);

/* Does the draft offer something, as far as a rewrite needs to know? */
bool rewrite_has_offer(const struct stages *stages, const struct hownot_result *result);

/* ---- rewrite_lines.c: the plans on paper ---- */

/* A draft all in small letters is answered in small letters, by which ours are found again in the next round. */
struct str rewrite_as_typed(struct work *w, struct str text);

/* The draft with its plans carried out: all that no plan touches is byte for byte as it was. */
struct str rewrite_put_together(struct work *w);

#endif
