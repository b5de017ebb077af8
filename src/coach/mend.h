/*
 * mend - one sentence that shuts a door, said again
 *
 * What is tried, in this order, until a candidate reads clean, keeps the facts and leaves few blanks:
 *
 *     shedding      the sentence without its asides (shed.h)
 *     a move        the sentence remade as a whole from its own words (rules/moves.json)
 *     a phrase      the rewrite of a rule in place of its match
 *     a sentence    the rewrite of a rule in place of the sentence that its match governs
 *     sentence case for shouting
 *     a cut         the clause that blames or belittles goes, the rest stays
 *     a clause      a move for one clause of two, or for both, with a pronoun for a subject that they share
 *     telling it    a task becomes the next step, a no is regretted, anything else is an explanation
 *     owning it     "I know it isn't what you hoped for, but" in front of a fact that has to stand
 *     informing     "Here is what I can tell you:", where nothing else of the reply would stay
 *     removal       nothing in the sentence is worth keeping; facts that the patron needs stay as a note
 *
 * A candidate reads clean when the coach, reading it in the sentence's place, would not stop at it. Only where signals alone stop at a sentence, and what
 * merely hangs on it is cut off, it is enough that the rest reads better.
 */
#ifndef COACH_MEND_H
#define COACH_MEND_H

#include "coach/facts.h"
#include "coach/stages.h"

/* What leads in an explanation: each stands once in a reply. */
enum mend_lead { LEAD_NEWS, LEAD_PAST, LEAD_FACT, LEAD_HELP, LEAD_WELCOME, LEAD_STEP, LEAD_GROUND, LEAD_KNOWN, LEAD_BEFORE_NAME };

/* The findings in a sentence: items first..first + count of the result's. */
struct found {
	size_t first, count;
	bool strong;
};

struct mender {
	struct arena *arena;
	const struct stages *stages;
	struct rx_room *room;
	const struct hownot_result *result;
	bool says_we;	  /* the draft speaks as "we", so our sentences do, too */
	bool contracts;	  /* the same of "can't" and "we're" */
	bool brief;	  /* what explains is left out */
	bool first_round; /* what explains may do as it is once the rest is mended: the next round tells */
	bool last_resort; /* an earlier round tried the gentle ways already */
	bool in_need;	  /* what tells the patron something goes, too: the reply fails by it */
	bool in_finished; /* candidates are read as in the finished reply, which acknowledges and offers, not by themselves */
	struct found *found; /* one a sentence; see mend_find */
	const bool *grounds; /* one a sentence: it states which of the three I's the no stands on, so it stays */
	bool *gone;	  /* one a sentence: it goes, so its facts are kept by no one */
	bool offers;	  /* the reply holds an offer by now */
	size_t blanks;	  /* that the reply holds by now */
	unsigned leads;	  /* bits 1 << enum mend_lead: those that were used by now */
	size_t regrets;	  /* which wording of a regret is next */
	size_t owned;	  /* sentences that were owned up to by now: each takes another wording */
};

enum { MEND_MOST_BLANKS = 2 };

struct mended {
	bool touched;
	struct str text;  /* instead of the sentence, typed as the writer would; empty: the sentence goes */
	struct str note;  /* facts that the patron needs of a sentence that goes, as phrases; may be empty */
	bool says_no;	  /* the text is a no, said again */
	bool was_no;	  /* the sentence that goes said no, so somebody has to say it */
	size_t blanks;	  /* in text */
};

/*
 * Which findings stand in which sentence. With `presses` the weak ones count as strong where nothing strong is found but in `ours`, what an earlier round
 * put in.
 */
struct found *mend_find(struct arena *arena, const struct stages *stages, const struct hownot_result *result, bool presses, struct str ours);

/* The sentence in which a byte of the draft stands, or the next one. */
size_t mend_sentence_at(const struct stages *stages, size_t byte);

/* The sentence told as an explanation, for a reply of which nothing would stay. False when it blames, or tells nothing. */
bool mend_tell(struct mender *m, size_t index, struct mended *mended);

/* The same of a sentence that any finding stops at, if it tells something: "Here is what I can tell you:". With `points`, only of where something is to be had. */
bool mend_inform(struct mender *m, size_t index, bool points, struct mended *mended);

/* What becomes of sentence `index`, in which the coach found something. */
struct mended mend_sentence(struct mender *m, size_t index);

/* Would a colleague leave out sentence `index`, in which nothing is found, and is nothing lost with it? */
bool mend_is_idle_talk(struct mender *m, size_t index);

/* The no of sentence `index`, which went, said gently after all, where nobody else says it. False when it belittles, or takes a blank. */
bool mend_refusal(struct mender *m, size_t index, struct mended *mended);

/* The reader's own words, said back to them: does the question hold what is quoted, in any case? */
bool mend_is_asked(const struct mender *m, struct str quoted);

/* The facts of a text as they stand in a note: "by 3 May; the amount is $30". */
struct str mend_note(struct arena *arena, enum language language, struct str text, const struct facts *facts);

/* How many sentences of a text are sorry in our wording: the next one is so in other words. */
size_t mend_count_regrets(struct str text);

/* How many sentences of a text own up to something in our wording: where the next one begins. */
size_t mend_count_owned(struct str text);

/* Would the coach stop at this text in the place of sentence `index`? */
bool mend_is_clean(struct mender *m, size_t index, struct str text);

#endif
