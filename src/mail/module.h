/*
 * module - what mail.c and the module hownot-mail.so agree on
 *
 * The module exports one symbol, MAIL_MODULE_SYMBOL. Both sides are built from one tree; `size` and `version` guard
 * against a stray old file.
 */
#ifndef MAIL_MODULE_H
#define MAIL_MODULE_H

#include "mail/mail.h"

#define MAIL_MODULE_SYMBOL "hownot_mail_module"

struct mail_module {
	const char *version; /* HOWNOT_VERSION */
	size_t size;         /* of struct mail */
	void (*read)(struct arena *arena, struct str input, struct mail *out);
	bool (*rewrite)(struct arena *arena, const struct mail *mail, struct str text, struct str *out,
			struct err *err);
};

#endif
