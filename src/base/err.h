/*
 * err - one line that says what went wrong, where, and why
 *
 * A function that can fail returns bool and takes `struct err *err` last. On failure it has set err
 * and left its other outputs untouched; on success err is untouched. The place that knows the
 * fact writes the text (lower case, no full stop, file and place named); main prints it once.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

enum { ERR_BYTES = 1024 };

struct err {
	char text[ERR_BYTES];
};

/* Sets the text, cut at ERR_BYTES, and returns false, so that `return err_set(err, …)` reads well. err may be NULL. */
bool err_set(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Puts "prefix: " before the text that err holds already; returns false. */
bool err_prefix(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
