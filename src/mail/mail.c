#include "mail/mail.h"

#include "base/utf8.h"
#include "draft/header.h"
#include "mail/module.h"

#include <dlfcn.h>
#include <string.h>
#include <unistd.h>

bool mail_looks_like(struct str input)
{
	return header_end(input) != 0;
}

/* ---- the module ---- */

/* The folder of the running program, with the slash; empty when the system does not say. */
static struct str program_folder(struct arena *arena)
{
	enum { MOST_BYTES = 4096 };
	char *path = arena_alloc(arena, MOST_BYTES, 1);
	ssize_t len = readlink("/proc/self/exe", path, MOST_BYTES);
	while (len > 0 && path[len - 1] != '/')
		len--;
	return (struct str){path, len > 0 ? (size_t)len : 0};
}

/* Beside the program (a build tree), where the installed program has it, where it was to be installed. The first that
 * there is counts. */
static void *open_module(struct arena *arena)
{
	static const char *const folders[] = {"", HOWNOT_MODULE_FROM_PROGRAM "/", HOWNOT_MODULE_FOLDER "/"};
	struct str program = program_folder(arena);
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		bool absolute = folders[i][0] == '/';
		if (!absolute && !program.len)
			continue;
		struct str path = arena_printf(arena, "%.*s%s%s%c", STR_FMT(absolute ? STR("") : program), folders[i],
					       HOWNOT_MODULE_NAME, '\0');
		void *module = dlopen(path.ptr, RTLD_NOW | RTLD_LOCAL);
		if (module)
			return module;
	}
	return NULL;
}

/*
 * dlopen counts its users and is safe in threads, so the module is opened for each message, never closed and kept
 * nowhere: after the first time that costs some microseconds.
 */
static const struct mail_module *load_module(struct arena *arena, struct err *err)
{
	void *handle = open_module(arena);
	if (!handle) {
		const char *why = dlerror();
		err_set(err, "cannot read a mail message: %s", why ? why : "no " HOWNOT_MODULE_NAME);
		return NULL;
	}
	const struct mail_module *module = dlsym(handle, MAIL_MODULE_SYMBOL);
	if (module && strcmp(module->version, HOWNOT_VERSION) == 0 && module->size == sizeof(struct mail))
		return module;
	err_set(err, "cannot read a mail message: the %s that was found is of another version", HOWNOT_MODULE_NAME);
	return NULL;
}

/* ---- messages without MIME ---- */

/* The name in "Ann Lee <ann@example.org>", the first of several; empty when a bare address is. */
static struct str first_name(struct str addresses)
{
	struct str name = str_trim(str_slice(addresses, 0, str_find(addresses, STR("<"), 0)));
	if (name.len == addresses.len)
		return STR("");
	if (name.len > 1 && str_starts(name, STR("\"")) && str_ends(name, STR("\"")))
		name = str_slice(name, 1, name.len - 1);
	return str_find(name, STR("@"), 0) < name.len ? STR("") : name;
}

static bool needs_module(struct str header)
{
	return header_field(header, "mime-version").len || header_field(header, "content-type").len ||
	       header_field(header, "content-transfer-encoding").len || str_find(header, STR("=?"), 0) < header.len;
}

static bool is_reply(struct str header, struct str subject)
{
	return header_field(header, "in-reply-to").len || header_field(header, "references").len ||
	       str_starts_nocase(subject, STR("re:"));
}

static struct mail read_plain(struct str input, size_t header_len)
{
	struct str header = str_slice(input, 0, header_len);
	struct mail mail = {.input = input, .text = {.bytes = input, .header = header_len}};
	mail.subject = header_field(header, "subject");
	mail.patron = is_reply(header, mail.subject) ? first_name(header_field(header, "to")) : STR("");
	return mail;
}

bool mail_read(struct arena *arena, struct str input, struct mail *out, struct err *err)
{
	size_t header_len = header_end(input);
	bool plain = header_len && !needs_module(str_slice(input, 0, header_len)) && utf8_invalid(input) == input.len;
	if (plain) {
		*out = read_plain(input, header_len);
		return true;
	}
	const struct mail_module *module = load_module(arena, err);
	if (!module)
		return false;
	module->read(arena, input, out);
	return true;
}

struct hownot_span mail_place(const struct mail *mail, struct hownot_span span)
{
	size_t start = text_origin(&mail->text, span.start);
	if (!mail->ends)
		return (struct hownot_span){start, span.end};
	/* the last byte's end, not the next one's start: a tag or a soft line break may stand between them */
	return (struct hownot_span){start, span.end > span.start ? mail->ends[span.end - 1] : start};
}

bool mail_rewrite(struct arena *arena, const struct mail *mail, struct str text, struct str *out, struct err *err)
{
	if (str_eq(text, mail->text.bytes)) {
		*out = mail->input;
		return true;
	}
	if (mail->fixed)
		return err_set(err, "%s", mail->fixed);
	if (text.len < mail->text.header ||
	    !str_eq(str_slice(text, 0, mail->text.header), str_slice(mail->text.bytes, 0, mail->text.header)))
		return err_set(err, "the header of a message is not changed");
	if (!mail->bodies) {
		*out = text;
		return true;
	}
	const struct mail_module *module = load_module(arena, err);
	return module && module->rewrite(arena, mail, text, out, err);
}
