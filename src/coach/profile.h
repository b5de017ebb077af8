/*
 * profile - the library's own facts: what it has, what it does not do, who to ask
 *
 * A JSON file that the library writes once (hownot-profile(5); rules/profile.schema.json tells it to editors). Offers are made from it: a service that it
 * confirms may be promised, one that it denies is never mentioned, and of one that it is silent on the writer is asked. null is silence, too.
 *
 *     struct profile *profile = profile_load("profile.json", &err);
 *     if (profile && profile_service(profile, STR("scan")) == PROFILE_CONFIRMED) ...
 *     profile_free(profile);
 *
 * A profile owns its memory; everything that it gives out is valid until profile_free. It is never changed after it is made, so threads may share it.
 */
#ifndef COACH_PROFILE_H
#define COACH_PROFILE_H

#include "base/err.h"
#include "base/str.h"

struct profile;

enum profile_answer { PROFILE_UNKNOWN, PROFILE_CONFIRMED, PROFILE_DENIED };

enum profile_spelling { PROFILE_ANY_SPELLING, PROFILE_AMERICAN, PROFILE_BRITISH };

/* The members of a profile that hold names of a fixed list. */
enum profile_table { PROFILE_SERVICES, PROFILE_ROLES, PROFILE_NEARBY, PROFILE_TABLES };

/* A name of such a list, and what it means, as the end of "Does the library …?" for services and as a noun phrase for the others. */
struct profile_term {
	const char *name, *means;
};

/*
 * Reads the profile in the file. NULL: err names the file and the line and column, or the JSON path, of what is wrong with it. Names that
 * are on no list are faults, so that a slip of the pen does not silently confirm nothing; services of a library's own packs begin with "x-".
 */
struct profile *profile_load(const char *path, struct err *err);

/* The same from bytes; `path` is for messages. */
struct profile *profile_parse(const char *path, struct str json, struct err *err);

void profile_free(struct profile *profile);

/* Does the library offer the service? A NULL profile knows of nothing. */
enum profile_answer profile_service(const struct profile *profile, struct str name);

/*
 * What goes into the slot {name} of an offer, or the empty str when the profile does not say:
 *     name, web, phone, email, hours
 *     partner           the first partner library
 *     database          the database on a subject named in `context`, else the general one, else the only one
 *     contact:ROLE      "Ann Lee (555-0142)"; of the role "general" when ROLE has no contact of its own
 *     nearby:WHAT       who nearby does what the library does not
 */
struct str profile_slot(const struct profile *profile, struct str slot, struct str context);

enum profile_spelling profile_spelling(const struct profile *profile);

/* How the library closes its letters; may be empty. */
struct str profile_sign_off(const struct profile *profile);

/* The names that a table knows. */
const struct profile_term *profile_terms(enum profile_table table, size_t *count);

#endif
