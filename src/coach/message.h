/*
 * message - a mail message on its way through the coach
 *
 * A message is read into text, the text is coached as a draft of its own, and what was found is told in places of the
 * message again. A plain draft goes through unchanged and at no cost.
 *
 *     struct message message;
 *     if (!message_open(arena, draft, &message, &err)) ...
 *     ... judge message.draft into result ...
 *     message_place(arena, &message, result);
 */
#ifndef COACH_MESSAGE_H
#define COACH_MESSAGE_H

#include "base/err.h"
#include "hownot.h"
#include "mail/mail.h"

struct message {
	struct hownot_draft draft; /* the text to coach; its lines are those of the text */
	bool is_mail;
	struct mail mail;
};

/* Opens a draft as the mail that it says it is (or looks like, with HOWNOT_INPUT_AUTO), else as it is. */
bool message_open(struct arena *arena, const struct hownot_draft *draft, struct message *out, struct err *err);

/* Moves every span of the result from the text to the message, and sets result->note. */
void message_place(struct arena *arena, const struct message *message, struct hownot_result *result);

/* Puts result->rewritten back into the message. False, with the reason, when the message cannot be changed so. */
bool message_rewrite(struct arena *arena, const struct message *message, struct hownot_result *result, struct err *err);

#endif
