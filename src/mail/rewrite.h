/*
 * rewrite - a changed reply put back into its message
 */
#ifndef MAIL_REWRITE_H
#define MAIL_REWRITE_H

#include "mail/mail.h"

/* As mail_rewrite says. */
bool rewrite_message(struct arena *arena, const struct mail *mail, struct str text, struct str *out, struct err *err);

#endif
