/*
 * mail_test - messages, one for each shape that mail comes in
 *
 *     mail_test FOLDER
 *
 * manifest.json of the folder lists the messages. Of each it says what must be own text and where in the message it
 * stands, what must not be, what is known about the message, and how a change of some words changes it.
 */
#include "base/io.h"
#include "draft/line.h"
#include "draft/own.h"
#include "mail/mail.h"

#include <cjson/cJSON.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct message {
	const char *folder;
	const cJSON *entry;
};

static const char *text_of(const cJSON *object, const char *name)
{
	return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
}

static struct str read_file(struct arena *arena, const char *folder, const char *name)
{
	struct str bytes;
	struct err err;
	struct str path = arena_printf(arena, "%s/%s%c", folder, name, '\0');
	if (!io_read_file(arena, path.ptr, &bytes, &err))
		fail_msg("%s", err.text);
	return bytes;
}

static struct mail read_mail(struct arena *arena, struct str input)
{
	struct mail mail;
	struct err err;
	if (!mail_read(arena, input, &mail, &err))
		fail_msg("%s", err.text);
	return mail;
}

/* Is all of the span own text (links in it included)? */
static bool is_own(const struct own *own, struct hownot_span span)
{
	for (size_t i = 0; i < own->count; i++) {
		struct hownot_part part = own->parts[i];
		bool apart = part.span.end <= span.start || part.span.start >= span.end;
		if (!apart && part.kind != HOWNOT_OWN && part.kind != HOWNOT_LINK)
			return false;
	}
	return true;
}

/* Origins rise, lie in the message, and places are no longer than they may be. */
static void check_places(const struct mail *mail)
{
	size_t last = 0;
	for (size_t i = 0; i < mail->text.bytes.len; i++) {
		struct hownot_span place = mail_place(mail, (struct hownot_span){i, i + 1});
		assert_true(place.start >= last && place.end >= place.start && place.end <= mail->input.len);
		last = place.start;
	}
	assert_true(text_origin(&mail->text, mail->text.bytes.len) <= mail->input.len);
}

static void check_own(const struct mail *mail, const struct own *own, const cJSON *item)
{
	const char *what = text_of(item, "text");
	size_t at = str_find(mail->text.bytes, str_of(what), mail->text.header);
	if (at == mail->text.bytes.len)
		fail_msg("missing: %s\n%.*s", what, STR_FMT(mail->text.bytes));
	struct hownot_span span = {at, at + strlen(what)};
	if (!is_own(own, span))
		fail_msg("not own text: %s", what);
	struct hownot_span place = mail_place(mail, span);
	const char *raw = text_of(item, "raw");
	struct str got = str_slice(mail->input, place.start, place.end);
	if (raw && !str_eq(got, str_of(raw)))
		fail_msg("%s: is at \"%.*s\"", what, STR_FMT(got));
	const cJSON *line = cJSON_GetObjectItemCaseSensitive(item, "line");
	int number = 1;
	for (size_t i = line_at(mail->input, 0).next; i <= place.start && i < mail->input.len;
	     i = line_at(mail->input, i).next)
		number++;
	if (line)
		assert_int_equal(number, line->valueint);
}

/* A decoy may be in the text, but not as own text, anywhere. */
static void check_decoy(const struct mail *mail, const struct own *own, const char *what)
{
	struct str text = mail->text.bytes;
	for (size_t at = 0; (at = str_find(text, str_of(what), at)) < text.len; at++)
		if (is_own(own, (struct hownot_span){at, at + strlen(what)}))
			fail_msg("own text: %s", what);
}

static void check_str(const cJSON *entry, const char *name, struct str got)
{
	const char *wanted = text_of(entry, name);
	if (wanted && !str_eq(got, str_of(wanted)))
		fail_msg("%s: \"%.*s\", not \"%s\"", name, STR_FMT(got), wanted);
}

static struct str replaced(struct arena *arena, const struct mail *mail, const char *from, const char *to)
{
	struct str text = mail->text.bytes;
	size_t at = str_find(text, str_of(from), mail->text.header);
	if (at == text.len)
		fail_msg("nothing to change: %s", from);
	struct str rest = str_slice(text, at + strlen(from), text.len);
	return arena_printf(arena, "%.*s%s%.*s", STR_FMT(str_slice(text, 0, at)), to, STR_FMT(rest));
}

/* The lines of the message outside [first, last], counted from both ends, are as they were. */
static void check_outside(struct str before, struct str after, size_t start, size_t end)
{
	while (start > 0 && before.ptr[start - 1] != '\n')
		start--;
	while (end < before.len && before.ptr[end] != '\n')
		end++;
	size_t tail = before.len - end;
	assert_true(after.len >= start + tail);
	assert_memory_equal(after.ptr, before.ptr, start);
	assert_memory_equal(after.ptr + after.len - tail, before.ptr + before.len - tail, tail);
}

static void check_change(struct arena *arena, const struct mail *mail, const cJSON *change)
{
	struct err err = {""};
	const char *from = text_of(change, "from"), *to = text_of(change, "to");
	struct str text = replaced(arena, mail, from, to), out;
	const char *refused = text_of(change, "refused");
	bool ok = mail_rewrite(arena, mail, text, &out, &err);
	if (refused) {
		assert_false(ok);
		assert_string_equal(err.text, refused);
		return;
	}
	if (!ok)
		fail_msg("%s", err.text);
	const cJSON *lines;
	cJSON_ArrayForEach(lines, cJSON_GetObjectItemCaseSensitive(
				      change, "lines")) if (str_find(out, str_of(lines->valuestring), 0) == out.len)
	    fail_msg("not in the new message: %s\n%.*s", lines->valuestring, STR_FMT(out));
	struct mail again = read_mail(arena, out);
	if (!cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(change, "other")) && !str_eq(again.text.bytes, text))
		fail_msg("reads differently: %.*s", STR_FMT(again.text.bytes));
	if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(change, "far")))
		return;
	size_t at = str_find(mail->text.bytes, str_of(from), mail->text.header);
	struct hownot_span place = mail_place(mail, (struct hownot_span){at, at + strlen(from)});
	check_outside(mail->input, out, place.start, place.end);
}

static void message_reads_as_the_manifest_says(void **state)
{
	const struct message *message = *state;
	const cJSON *entry = message->entry, *item;
	struct arena arena = {0};
	struct str input = read_file(&arena, message->folder, text_of(entry, "file"));
	assert_true(mail_looks_like(input) != cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(entry, "odd")));
	struct mail mail = read_mail(&arena, input);
	struct own own = own_make(&arena, &mail.text);
	check_places(&mail);
	cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(entry, "own")) check_own(&mail, &own, item);
	cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(entry, "decoys"))
	    check_decoy(&mail, &own, item->valuestring);
	check_str(entry, "subject", mail.subject);
	check_str(entry, "patron", mail.patron);
	check_str(entry, "note", text_of(entry, "note") ? mail.note : STR(""));
	if (!text_of(entry, "note") && mail.note.len)
		fail_msg("a note: %.*s", STR_FMT(mail.note));
	check_str(entry, "question", own_question(&arena, &mail.text, &own));
	struct str same;
	struct err err;
	assert_true(mail_rewrite(&arena, &mail, mail.text.bytes, &same, &err));
	assert_true(str_eq(same, input));
	cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(entry, "changes")) check_change(&arena, &mail, item);
	arena_free(&arena);
}

int main(int argc, char **argv)
{
	struct arena arena = {0};
	struct str json;
	struct err err = {"mail_test FOLDER"};
	if (ARENA_CATCH(&arena) || argc != 2 ||
	    !io_read_file(&arena, arena_printf(&arena, "%s/manifest.json%c", argv[1], '\0').ptr, &json, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 2;
	}
	cJSON *manifest = cJSON_ParseWithLength(json.ptr, json.len);
	size_t count = (size_t)cJSON_GetArraySize(manifest);
	struct message *messages = arena_alloc(&arena, count, sizeof *messages);
	struct CMUnitTest *tests = arena_alloc(&arena, count, sizeof *tests);
	for (size_t i = 0; i < count; i++) {
		messages[i] = (struct message){argv[1], cJSON_GetArrayItem(manifest, (int)i)};
		tests[i] =
		    (struct CMUnitTest)cmocka_unit_test_prestate(message_reads_as_the_manifest_says, &messages[i]);
		tests[i].name = text_of(messages[i].entry, "file");
	}
	int failed = _cmocka_run_group_tests("mail", tests, count, NULL, NULL);
	cJSON_Delete(manifest);
	arena_free(&arena);
	return failed;
}
