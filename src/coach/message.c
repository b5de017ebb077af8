#include "coach/message.h"

/* The number of the line (from 1) that byte `at` of the text is on. */
static size_t line_of(struct str text, size_t at)
{
	return hownot_position(text.ptr, text.len, at).line;
}

/* The lines of the text that came from lines first..last of the message. */
static void move_lines(const struct mail *mail, struct hownot_draft *draft)
{
	struct str text = mail->text.bytes;
	if (!mail->ends || !draft->last_line)
		return;
	struct span lines = str_lines(mail->input, draft->first_line, draft->last_line);
	size_t start = 0, end = text.len;
	while (start < text.len && text_origin(&mail->text, start) < lines.start)
		start++;
	while (end > start && text_origin(&mail->text, end - 1) >= lines.end)
		end--;
	draft->first_line = line_of(text, start);
	draft->last_line = line_of(text, end > start ? end - 1 : start);
}

bool message_open(struct arena *arena, const struct hownot_draft *draft, struct message *out, struct err *err)
{
	struct str input = {draft->text, draft->len};
	struct message message = {.draft = *draft};
	message.is_mail =
	    draft->input == HOWNOT_INPUT_MAIL || (draft->input == HOWNOT_INPUT_AUTO && mail_looks_like(input));
	if (message.is_mail) {
		if (!mail_read(arena, input, &message.mail, err))
			return false;
		message.draft.text = message.mail.text.bytes.ptr;
		message.draft.len = message.mail.text.bytes.len;
		message.draft.input = HOWNOT_INPUT_TEXT;
		move_lines(&message.mail, &message.draft);
	}
	*out = message;
	return true;
}

/* ---- places ---- */

static const struct hownot_suggestion *placed_suggestions(struct arena *arena, const struct mail *mail,
							  const struct hownot_finding *finding)
{
	struct hownot_suggestion *items = arena_alloc(arena, finding->suggestion_count, sizeof *items);
	for (size_t i = 0; i < finding->suggestion_count; i++) {
		items[i] = finding->suggestions[i];
		items[i].span = mail_place(mail, items[i].span);
	}
	return items;
}

static void place_findings(struct arena *arena, const struct mail *mail, struct hownot_result *result)
{
	struct hownot_finding *items = arena_alloc(arena, result->finding_count, sizeof *items);
	for (size_t i = 0; i < result->finding_count; i++) {
		items[i] = result->findings[i];
		items[i].suggestions = placed_suggestions(arena, mail, &items[i]);
		if (items[i].has_span)
			items[i].span = mail_place(mail, items[i].span);
	}
	result->findings = items;
}

static void place_evidence(struct arena *arena, const struct mail *mail, struct hownot_check *check)
{
	struct hownot_span *spans = arena_alloc(arena, check->evidence_count, sizeof *spans);
	for (size_t i = 0; i < check->evidence_count; i++)
		spans[i] = mail_place(mail, check->evidence[i]);
	check->evidence = spans;
}

/* What follows the reply in the message (attachments, the other half of multipart/alternative) is left out, too. */
static void place_parts(struct arena *arena, const struct mail *mail, struct hownot_result *result)
{
	struct hownot_part *parts = arena_alloc(arena, result->left_out_count + 1, sizeof *parts);
	size_t count = 0;
	for (; count < result->left_out_count; count++) {
		parts[count] = result->left_out[count];
		parts[count].span = mail_place(mail, parts[count].span);
	}
	size_t end = text_origin(&mail->text, mail->text.bytes.len);
	if (end < mail->input.len)
		parts[count++] = (struct hownot_part){HOWNOT_HEADER, {end, mail->input.len}};
	result->left_out = parts;
	result->left_out_count = count;
}

void message_place(struct arena *arena, const struct message *message, struct hownot_result *result)
{
	result->note = message->is_mail ? arena_str(arena, message->mail.note).ptr : "";
	if (!message->is_mail || !message->mail.ends)
		return;
	place_findings(arena, &message->mail, result);
	place_parts(arena, &message->mail, result);
	for (size_t i = 0; i < HOWNOT_CHECKS; i++)
		place_evidence(arena, &message->mail, &result->checks[i]);
}

bool message_rewrite(struct arena *arena, const struct message *message, struct hownot_result *result, struct err *err)
{
	struct str text = {result->rewritten, result->rewritten_len}, out;
	if (!message->is_mail)
		return true;
	if (!mail_rewrite(arena, &message->mail, text, &out, err))
		return false;
	result->rewritten = out.ptr;
	result->rewritten_len = out.len;
	return true;
}
