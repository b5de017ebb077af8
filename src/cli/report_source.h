/*
 * report_source - where a report's drafts come from
 *
 * Operands become a list of files (folders are walked, in order of name); a file is a draft of its own or holds many:
 * an mbox, NDJSON drafts, or results that hownot printed earlier.
 */
#ifndef CLI_REPORT_SOURCE_H
#define CLI_REPORT_SOURCE_H

#include "base/arena.h"
#include "base/err.h"

struct source_files {
	const char **paths;
	size_t count, capacity;
};

/*
 * Adds a file, or all files below a folder, hidden ones left out. Of a Maildir those in cur and new of it and of its
 * own folders. False: the folder cannot be read.
 */
bool source_add(struct arena *arena, struct source_files *files, const char *path, struct err *err);

/* SOURCE_RESULTS is the one object of --format json; SOURCE_ARRAY and SOURCE_ONE are records or results that are not set in lines. */
enum source_kind { SOURCE_DRAFT, SOURCE_MBOX, SOURCE_NDJSON, SOURCE_ARRAY, SOURCE_ONE, SOURCE_RESULTS, SOURCE_BINARY };

/* What a file is, by its first bytes. */
enum source_kind source_kind(struct str text);

/* The next message of an mbox (with its From line, RFC 4155), or object of JSON; *at begins at 0. False at the end. */
bool source_next(enum source_kind kind, struct str text, size_t *at, struct str *item);

/* A header field's value of a message, unfolded; empty when there is none. */
struct str source_field(struct arena *arena, struct str message, const char *name);

/* "2025-03-14" of a Date field's value (RFC 5322) or of a text that holds such a date or month (a path, a timestamp);
 * empty when there is none. */
struct str source_date(struct arena *arena, struct str text);

/* The date in the From line of an mbox ("From ann@example.org Mon Jan  1 12:00:00 2024"); empty when there is none. */
struct str source_envelope_date(struct arena *arena, struct str line);

/* The address of a From field's value, or all of it when there is none. */
struct str source_address(struct str from);

/* The folder that a path lies in, a Maildir's cur and new left off; "." for none. */
struct str source_folder(struct str path);

#endif
