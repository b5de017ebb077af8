/* mend_part - what the parts of mend share; for mend*.c alone */
#ifndef COACH_MEND_PART_H
#define COACH_MEND_PART_H

#include "coach/mend.h"

/* The sentence at hand. */
struct patient {
	struct mender *m;
	size_t index;
	struct span span;      /* in the normal form */
	struct hownot_span at; /* in the draft */
	struct str typed;      /* as the writer typed it */
	const struct hownot_finding **findings;
	size_t count;
	unsigned categories; /* bits 1 << category of the findings to be mended */
	bool strong;	     /* one of them is strong */
	bool stays, goes;    /* a colleague who said the reply again would surely keep, or leave out, what the sentence tells */
};

enum {
	MEND_SAYS_NO = 1U << HOWNOT_FLAT_REFUSAL | 1U << HOWNOT_DEAD_END,
	MEND_BELITTLES = 1U << HOWNOT_BLAME | 1U << HOWNOT_DISMISSIVE,
	/* what can go without a loss to anybody */
	MEND_IDLE = MEND_BELITTLES | 1U << HOWNOT_EMPTY_APOLOGY | 1U << HOWNOT_POLICY_SHIELD | 1U << HOWNOT_BRUSH_OFF | 1U << HOWNOT_SHOUTING,
};

/* Has the sentence a finding of one of these categories (bits 1 << category)? */
bool mend_has(const struct patient *p, unsigned categories);

/* Is all that is wrong with the sentence MEND_IDLE? */
bool mend_is_idle(const struct patient *p);

/* Is the advice of signals, which no rule made? It has only a frame of blanks to offer. */
bool mend_is_of_signals(const struct hownot_finding *f);

/* Does a rule stop at the sentence, and not signals alone? */
bool mend_is_by_rule(const struct patient *p);

/* Has a rule found that the sentence blames or belittles? Signals are less sure of it. */
bool mend_is_surely_kept(const struct patient *p); /* a colleague would very surely keep what it tells */
bool mend_is_barb_by_rule(const struct patient *p);

/* Is what a trainer would stop at in the sentence that it blames or belittles, and does it tell the patron nothing? What else is found there is less sure. */
bool mend_is_barb(struct patient *p);

/* Does the sentence say something, in the part of it that is `s`? A question does not. */
bool mend_is_statement(const struct patient *p, struct str s);

/* Of a ground, a fact, a task: `s` as it stands behind "that", and whether it then begins small, that is, with no name. */
struct str mend_as_clause(struct patient *p, struct str s, bool *small);

/* The bytes of what leads in the rest of the text, "For context," or "I wish it were otherwise, but"; 0 when nothing does. */
size_t mend_lead_len(struct str text);

/* Was the text told in an earlier round: does it begin "As things stand,"? */
bool mend_is_led_in(struct str text);

/* Would the coach stop at this text in the place of sentence `index`, and be far from in doubt? */
bool mend_reads_badly(struct mender *m, size_t index, struct str text);

/* Would the coach be clearly less likely to stop at text `a` than at `b`, both in the place of the sentence? */
bool mend_is_milder(const struct patient *p, struct str a, struct str b);

/* mend_loss.c: the facts that the patron needs and that `text` in place of the sentence would lose; in p->typed. */
struct facts mend_lost_facts(struct patient *p, struct str text);

/* The sentence goes; what the patron needs of it becomes a note. */
struct mended mend_removal(struct patient *p);

/*
 * mend_accept.c: takes the text into *out, and returns true, when it is good enough in the place of the sentence: nothing needed is lost, its blanks are few
 * enough, it does not limp, and it reads clean. mend_accept tries it first without asides and officialese.
 */
bool mend_accept(struct patient *p, struct str text, struct mended *out);
bool mend_accept_as_is(struct patient *p, struct str text, struct mended *out);

/* The same for a part of the sentence, which need not read clean, only clearly better than the whole of it. */
bool mend_accept_milder(struct patient *p, struct str text, struct mended *out);

/* Whatever became of the sentence, a clause of it that only hurts goes. */
void mend_drop_barb(struct patient *p, struct mended *mended);

/* Whatever became of the sentence, its asides go unless it reads worse without them: they hurt wherever they stand. */
void mend_shed(struct patient *p, struct mended *mended);

/* The ways to mend a sentence, each as mend.h explains it. They return true when a candidate was accepted. */
bool mend_try_moves(struct patient *p, struct mended *out);			 /* mend_rule.c */
/* What the first move that fits makes of a text and its normal form, which stand for no place in the draft; empty when none does. */
struct str mend_moved(struct patient *p, const struct norm *norm, struct str text);

/* The text without a clause that only hurts; empty when it has none, or nothing else. */
struct str mend_without_barb(struct patient *p, struct str text);

/* What the first move that fits makes of a clause, without its stop; empty when none does, or promises something behind it. */
struct str mend_move_of(struct patient *p, struct str clause);

/* A move for one clause of a sentence of two, or for both: "it is made by the system and cannot be altered". */
bool mend_try_moves_of_clauses(struct patient *p, struct mended *out);	 /* mend_clause.c */
bool mend_try_phrases(struct patient *p, struct mended *out);
bool mend_try_sentences(struct patient *p, bool with_blanks, struct mended *out);
bool mend_try_cut(struct patient *p, struct mended *out);			 /* mend_cut.c */
bool mend_try_cut_anywhere(struct patient *p, struct mended *out);	 /* where no rule tells which part hurts */
bool mend_try_cut_barb(struct patient *p, struct mended *out);		 /* where the end of it alone reads badly */
bool mend_try_cut_tail(struct patient *p, struct mended *out);		 /* what hangs on a sentence that signals alone stop at */
/* The shortest run of clauses of the sentence that states all of the facts, without its stop; empty when none does, or it belittles somebody. */
struct str mend_clause_of(struct patient *p, const struct facts *facts);

/* Does the sentence tell what is needed or left out, and belittle nobody? */
bool mend_tells_need(const struct patient *p);
bool mend_try_clause(struct patient *p, struct mended *out);		 /* any clause of it that stands alone */
void mend_trim_barb(struct patient *p, struct mended *mended);		 /* once mended, the end of it that reads badly alone goes */
bool mend_try_cut_front(struct patient *p, struct mended *out);
bool mend_try_telling(struct patient *p, struct mended *out);			 /* mend_tell.c */
bool mend_try_explaining(struct patient *p, struct mended *out);
bool mend_try_informing(struct patient *p, struct mended *out);	 /* whatever it tells, without a barb, for want of anything else that stays */
bool mend_try_ground(struct patient *p, struct mended *out);
bool mend_try_owning(struct patient *p, struct mended *out);
bool mend_try_owning_bare(struct patient *p, struct mended *out);

#endif
