/*
 * output - standard output and standard error, as every command uses them
 *
 * Output is gathered and written in large pieces. Every write is checked: after the first failure nothing more is
 * written, and the program's status is 2.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "base/buf.h"
#include "base/err.h"
#include "cli/options.h"
#include "out/look.h"

enum status { STATUS_OK = 0, STATUS_FOUND = 1, STATUS_TROUBLE = 2 };

struct output {
	struct arena arena;
	struct buf buf;
	bool failed;
	struct err err; /* why it failed */
};

/* False when memory ran out. */
bool output_init(struct output *output);
/* Adds text; writes when there is enough of it. False once writing has failed. */
bool output_str(struct output *output, struct str text);
bool output_flush(struct output *output);
/* Flushes, tells of a failure, frees; gives `status`, or STATUS_TROUBLE when writing failed. */
int output_finish(struct output *output, const struct options *options, int status);

/* A whole text at once, for commands with little to say. Gives the exit status. */
int output_all(struct str text, const struct options *options, int status);

/* "hownot: …" on standard error, where trouble may be told. */
void output_trouble(const struct options *options, const struct err *err);
/* The same for what is no trouble, with --verbose only. */
void output_note(const struct options *options, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Tells somebody who sees nothing happen that standard input, a terminal, is being read. */
void output_hint_terminal(const struct options *options);

/* How text for people is set on standard output. */
struct look output_look(const struct options *options);

#endif
