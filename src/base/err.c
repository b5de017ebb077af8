#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool err_set(struct err *err, const char *format, ...)
{
	if (!err)
		return false;
	va_list args;
	va_start(args, format);
	vsnprintf(err->text, sizeof err->text, format, args);
	va_end(args);
	return false;
}

bool err_prefix(struct err *err, const char *format, ...)
{
	if (!err)
		return false;
	struct err old = *err;
	va_list args;
	va_start(args, format);
	int n = vsnprintf(err->text, sizeof err->text, format, args);
	va_end(args);
	size_t used = n < 0 ? 0 : (size_t)n;
	if (used + 3 > sizeof err->text)
		return false;
	size_t left = sizeof err->text - used - 3;
	size_t old_len = strlen(old.text);
	memcpy(err->text + used, ": ", 2);
	memcpy(err->text + used + 2, old.text, old_len < left ? old_len : left);
	err->text[used + 2 + (old_len < left ? old_len : left)] = '\0';
	return false;
}
