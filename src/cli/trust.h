/*
 * trust - who else can change a file that says what the program does
 *
 * A rule pack puts words into replies. One that comes by itself, from the configuration folder, has to be the user's or root's, and so has its folder, and
 * nobody else may write to them: as ssh holds it with its configuration. One that was named may be a colleague's, unless others can write to it too.
 * The user's private group (its number is the user's) is the user.
 */
#ifndef CLI_TRUST_H
#define CLI_TRUST_H

#include "base/err.h"

/* For a file or folder that nobody named. False, with the reason, when somebody else can change it; true when it is not there. */
bool trust_found(const char *path, struct err *err);

/* For a file that the user named. */
bool trust_named(const char *path, struct err *err);

#endif
