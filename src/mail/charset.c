#include "mail/charset.h"

#include "base/analyzer.h"
#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

static struct trace from_windows(struct arena *arena, struct str octets)
{
	struct trace_maker out = trace_maker_make(arena, octets.len + octets.len / 4);
	for (size_t i = 0; i < octets.len; i++) {
		char bytes[4];
		size_t len = utf8_put(bytes, utf8_of_windows_1252((unsigned char)octets.ptr[i]));
		trace_add(&out, (struct str){bytes, len}, i, i + 1);
	}
	return trace_made(&out);
}

/* One step of iconv: the shortest run of octets at *at that gives text. False at the end. */
static bool next_text(iconv_t converter, struct str octets, size_t *at, struct trace_maker *out)
{
	enum { LONGEST = 16 }; /* an escape sequence and a character */
	size_t start = *at;
	for (size_t n = 1; *at < octets.len; n++) {
		char bytes[16];
		char *to = bytes, *from = (char *)(uintptr_t)(octets.ptr + *at);
		size_t room = sizeof bytes, left = n < octets.len - *at ? n : octets.len - *at;
		size_t given = left;
		bool broken = iconv(converter, &from, &left, &to, &room) == (size_t)-1;
		*at = (size_t)(from - octets.ptr);
		if (to > bytes) {
			struct str text = {bytes, (size_t)(to - bytes)};
			/* iconv lets through what Unicode has no character for, above U+10FFFF */
			trace_add(out, utf8_invalid(text) == text.len ? text : STR("\xEF\xBF\xBD"), start, *at);
			return true;
		}
		if (left < given)
			n = 0; /* a shift was taken; the character follows */
		if (broken && (errno != EINVAL || n >= LONGEST || *at + given >= octets.len)) {
			*at += *at < octets.len;
			trace_add(out, STR("\xEF\xBF\xBD"), start, *at);
			return true;
		}
	}
	return false;
}

static struct trace from_iconv(struct arena *arena, iconv_t converter, struct str octets)
{
	struct trace_maker out = trace_maker_make(arena, octets.len + octets.len / 4);
	for (size_t at = 0; at < octets.len;)
		if (!next_text(converter, octets, &at, &out))
			break;
	return trace_made(&out);
}

/* Latin-1 where nothing in it says windows-1252. */
static bool has_c1(struct str octets)
{
	for (size_t i = 0; i < octets.len; i++)
		if ((unsigned char)octets.ptr[i] - 0x80U < 0x20U)
			return true;
	return false;
}

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq_nocase(str_of(name), str_of(names[i])))
			return true;
	return false;
}

#define IS_ONE_OF(name, names) is_one_of(name, names, sizeof(names) / sizeof *(names))

struct trace charset_decode(struct arena *arena, struct str octets, const char *name, struct charset *charset)
{
	static const char *const ascii[] = {"", "us-ascii", "ascii", "ansi_x3.4-1968", "646"};
	static const char *const utf8[] = {"utf-8", "utf8", "unicode-1-1-utf-8"};
	static const char *const latin1[] = {"iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1"};
	static const char *const windows[] = {"windows-1252", "cp1252", "x-cp1252", "cp-1252"};
	name = name ? name : "";
	bool valid = utf8_invalid(octets) == octets.len;
	bool is_ascii = IS_ONE_OF(name, ascii), is_utf8 = IS_ONE_OF(name, utf8);
	if (is_ascii && utf8_is_ascii(octets)) {
		*charset = (struct charset){CHARSET_ASCII, "US-ASCII", false};
		return trace_same(octets, 0);
	}
	if (is_utf8 && valid) {
		*charset = (struct charset){CHARSET_UTF8, "UTF-8", false};
		return trace_same(octets, 0);
	}
	if (IS_ONE_OF(name, latin1) || IS_ONE_OF(name, windows)) {
		bool is_latin1 = IS_ONE_OF(name, latin1) && !has_c1(octets);
		*charset = is_latin1 ? (struct charset){CHARSET_LATIN1, "ISO-8859-1", false}
				     : (struct charset){CHARSET_WINDOWS, "WINDOWS-1252", false};
		return from_windows(arena, octets);
	}
	iconv_t converter = is_ascii || is_utf8 ? (iconv_t)-1 : iconv_open("UTF-8", name);
	if (converter != (iconv_t)-1) {
		/* the name is copied: it is GMime's */
		*charset = (struct charset){CHARSET_ICONV, arena_printf(arena, "%s%c", name, '\0').ptr, false};
		struct trace trace = from_iconv(arena, converter, octets);
		iconv_close(converter);
		return trace;
	}
	*charset = valid ? (struct charset){CHARSET_UTF8, "UTF-8", true}
			 : (struct charset){CHARSET_WINDOWS, "WINDOWS-1252", true};
	/* iconv_open gave (iconv_t)-1: there is nothing to close */
	ANALYZER_NO_LEAK_BEGIN
	return valid ? trace_same(octets, 0) : from_windows(arena, octets);
	ANALYZER_NO_LEAK_END
}

/* ---- and back ---- */

/* What a typewriter has instead of it; empty when it has nothing. */
static struct str typewritten(int32_t c)
{
	switch (c) {
	case 0x2018:
	case 0x2019:
	case 0x2032:
		return STR("'");
	case 0x201C:
	case 0x201D:
	case 0x2033:
		return STR("\"");
	case 0x2010:
	case 0x2011:
	case 0x2013:
	case 0x2014:
		return STR("-");
	case 0x2026:
		return STR("...");
	case 0xA0:
	case 0x2009:
	case 0x202F:
		return STR(" ");
	default:
		return STR("");
	}
}

/* Only where a character's bytes do not depend on what was before it can text be put in between. */
static bool has_shifts(const char *name)
{
	static const char *const shifting[] = {"utf-7", "utf7", "utf-16",   "utf16", "utf-32",
					       "utf32", "ucs",  "iso-2022", "hz",    "iso2022"};
	for (size_t i = 0; i < sizeof shifting / sizeof *shifting; i++)
		if (str_starts_nocase(str_of(name), str_of(shifting[i])))
			return true;
	return false;
}

/* Adds one character, given as UTF-8; false when the set lacks it. */
static bool put(struct buf *out, struct charset charset, iconv_t converter, struct str utf8, int32_t c)
{
	if (c < 0x80 || charset.kind == CHARSET_UTF8) {
		buf_str(out, utf8);
		return true;
	}
	if (converter == (iconv_t)-1)
		return false;
	char bytes[16];
	char *to = bytes, *from = (char *)(uintptr_t)utf8.ptr;
	size_t left = utf8.len, room = sizeof bytes;
	if (iconv(converter, &from, &left, &to, &room) != 0)
		return false;
	buf_str(out, (struct str){bytes, (size_t)(to - bytes)});
	return true;
}

bool charset_encode(struct arena *arena, struct charset charset, bool html, struct str text, struct str *out,
		    struct err *err)
{
	if (charset.kind == CHARSET_ICONV && has_shifts(charset.name))
		return err_set(err, "the message is in %s, which is read only", charset.name);
	iconv_t converter = charset.kind == CHARSET_UTF8 || charset.kind == CHARSET_ASCII
				? (iconv_t)-1
				: iconv_open(charset.name, "UTF-8");
	struct buf buf = buf_make(arena);
	bool ok = true;
	for (size_t at = 0; ok && at < text.len;) {
		size_t next = at;
		int32_t c = utf8_next(text, &next);
		struct str utf8 = str_slice(text, at, next);
		at = next;
		if (put(&buf, charset, converter, utf8, c))
			continue;
		struct str instead = typewritten(c);
		if (instead.len)
			buf_str(&buf, instead);
		else if (html)
			buf_printf(&buf, "&#%ld;", (long)c);
		else
			ok = err_set(err, "the message is in %s, which has no \"%.*s\"", charset.name, STR_FMT(utf8));
	}
	if (converter != (iconv_t)-1)
		iconv_close(converter);
	*out = buf_view(&buf);
	/* what iconv_open gave is closed above, unless it was (iconv_t)-1 */
	ANALYZER_NO_LEAK_BEGIN
	return ok;
	ANALYZER_NO_LEAK_END
}
