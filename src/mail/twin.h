/*
 * twin - where the words of a text part stand in the HTML part beside it
 *
 * multipart/alternative says one thing twice. A change of the one is carried over to the other by its words: those that
 * change, told apart from the same words elsewhere by their neighbours.
 */
#ifndef MAIL_TWIN_H
#define MAIL_TWIN_H

#include "mail/body.h"

/*
 * Finds the twin and the span of its text that matches `span` of the body's text, which may be empty. False when the
 * words are not there, or more than once with nothing to tell them apart.
 */
bool twin_find(struct arena *arena, const struct mail_body *body, struct span span, const struct mail_body **twin,
	       struct span *found);

#endif
