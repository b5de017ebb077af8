/*
 * mail_fuzz - any bytes as a mail message, and what must hold for them
 *
 * Origins rise and lie in the message; parts tile the text; an unchanged text gives the message byte for byte; a
 * changed word gives a message that reads as the new text, or a refusal with a reason.
 */
#include "base/buf.h"
#include "base/utf8.h"
#include "draft/own.h"
#include "mail/module.h"

#include <stdlib.h>
#include <string.h>

extern const struct mail_module hownot_mail_module;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool fact)
{
	if (!fact)
		abort();
}

static void check_places(const struct mail *mail)
{
	size_t last = 0;
	for (size_t i = 0; i < mail->text.bytes.len; i++) {
		struct hownot_span place = mail_place(mail, (struct hownot_span){i, i + 1});
		require(place.start >= last && place.end >= place.start && place.end <= mail->input.len);
		last = place.start;
	}
	require(text_origin(&mail->text, mail->text.bytes.len) <= mail->input.len);
	require(utf8_invalid(mail->text.bytes) == mail->text.bytes.len);
}

static void check_parts(struct arena *arena, const struct mail *mail, struct own *own)
{
	*own = own_make(arena, &mail->text);
	size_t at = 0;
	for (size_t i = 0; i < own->count; i++) {
		require(own->parts[i].span.start == at);
		at = own->parts[i].span.end;
	}
	require(at == mail->text.bytes.len);
	own_question(arena, &mail->text, own);
	own_patron_name(arena, &mail->text, own);
}

/* The first own word of three letters or more; empty when there is none. */
static struct span first_word(const struct mail *mail, const struct own *own)
{
	struct str text = mail->text.bytes;
	for (size_t p = 0; p < own->count; p++) {
		size_t start = own->parts[p].span.start;
		for (size_t i = start; own->parts[p].kind == HOWNOT_OWN && i <= own->parts[p].span.end; i++) {
			if (i < own->parts[p].span.end && is_ascii_alpha(text.ptr[i]))
				continue;
			if (i - start >= 3)
				return (struct span){start, i};
			start = i + 1;
		}
	}
	return (struct span){0};
}

static void check_change(struct arena *arena, const struct mail *mail, const struct own *own)
{
	struct str text = mail->text.bytes, out;
	struct span word = first_word(mail, own);
	struct err err = {""};
	require(hownot_mail_module.rewrite(arena, mail, text, &out, &err) && str_eq(out, mail->input));
	if (word.end == 0 || mail->fixed)
		return;
	struct buf changed = buf_make(arena);
	buf_str(&changed, str_slice(text, 0, word.start));
	buf_str(&changed, STR("new \xE2\x80\x99 words"));
	buf_str(&changed, str_slice(text, word.end, text.len));
	if (!hownot_mail_module.rewrite(arena, mail, buf_view(&changed), &out, &err)) {
		require(err.text[0] != '\0');
		return;
	}
	struct hownot_span place = mail_place(mail, (struct hownot_span){word.start, word.end});
	struct str input = mail->input;
	while (place.start > 0 && input.ptr[place.start - 1] != '\n')
		place.start--;
	require(out.len >= place.start && memcmp(out.ptr, input.ptr, mail->text.header) == 0);
	struct mail again;
	hownot_mail_module.read(arena, out, &again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = {0};
	if (ARENA_CATCH(&arena))
		abort();
	struct mail mail;
	struct own own;
	hownot_mail_module.read(&arena, (struct str){(const char *)data, size}, &mail);
	check_places(&mail);
	check_parts(&arena, &mail, &own);
	check_change(&arena, &mail, &own);
	arena_free(&arena);
	return 0;
}
