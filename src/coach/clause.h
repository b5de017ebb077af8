/*
 * clause - what the words of a clause tell of it: a statement or a task, a no, something to be sorry about
 *
 * The words are those that everybody knows (lexicon.h); a clause made of others is taken for none of these, so that it is left alone. English, where no language
 * is asked for.
 */
#ifndef COACH_CLAUSE_H
#define COACH_CLAUSE_H

#include "rules/image.h"

/* The first word, without the marks behind it. */
struct str clause_opening(struct str s);

size_t clause_count_words(struct str s);

/* Is the first word one of the list? */
bool clause_opens_with(struct str s, enum word_list list);

/* s without what only announces it: "Unfortunately, ", "Please note that ". */
struct str clause_without_lead(struct str s);

/* Where the sentence begins behind whom it addresses, "Hi, ", "Mrs Deakin, ", or the number of a point, "2. "; 0 when nothing of the kind stands there. */
size_t clause_address_end(struct str s);

/* Does s deny that something can be had or done, in one clause that "I'm sorry that" may stand before? "A cough isn't noise" denies nothing of the kind. */
bool clause_is_plain_no(struct str s);

/* Does an English clause answer back instead of telling something: "we're not robots", "the deed is on file"? Nobody owns up to it, or is sorry for it. */
bool clause_retorts(struct str s);

/* Does s hold a finite verb that everybody knows behind its first word? */
bool clause_is_statement(enum language language, struct str s);

/* Is the capital that s begins with only that of its place: "Payment is due", "Sleeping in the library", but not "Library Help"? */
bool clause_opens_common(struct str s);

/* Does s tell the patron to do something: "Fill in the form"? */
bool clause_is_imperative(struct str s);

/* Does s depend on another clause: "when it is back", "because it is fragile"? */
bool clause_is_subordinate(struct str s);

/* Does s deny something? */
bool clause_says_not(struct str s);

/* Was the subject left out, as in a chat: "can't do photos"? It is the writer's side. */
bool clause_lacks_we(struct str s);

/* Can "I'm sorry that" stand before it? "I appreciate that" is nothing to be sorry about, and a word with a capital begins no plain clause. */
bool clause_can_be_regretted(struct str s);

/* Does it tell what somebody is, wants or has to do, or begin with what stands in front of its subject? "I'm sorry that" suits none of these. */
bool clause_suits_no_regret(struct str clause);

/* Does the text end on a word that wants another, leave a parenthesis open, or regret what cannot be? */
bool clause_limps(struct str text);

#endif
