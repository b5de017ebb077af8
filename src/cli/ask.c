#include "cli/ask.h"

#include "base/io.h"
#include "cli/editor.h"
#include "out/diff.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

bool ask_open(struct ask *ask, bool from_terminal, const struct look *look, struct err *err)
{
	*ask = (struct ask){.in = STDIN_FILENO, .out = STDERR_FILENO, .look = *look};
	if (!from_terminal)
		return true;
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return err_set(err, "--interactive: no terminal to ask on: %s", strerror(errno));
	ask->in = ask->out = fd;
	return true;
}

void ask_close(struct ask *ask)
{
	if (ask->in != STDIN_FILENO)
		close(ask->in);
}

/* A line of the answers without its ending; false at their end. */
static bool read_answer(struct ask *ask, char *line, size_t size)
{
	size_t len = 0;
	for (;;) {
		if (ask->first == ask->end) {
			ssize_t n = read(ask->in, ask->bytes, sizeof ask->bytes);
			if (n < 0 && errno == EINTR)
				continue;
			ask->first = 0;
			ask->end = n > 0 ? (size_t)n : 0;
			if (n <= 0) {
				line[len] = '\0';
				return len > 0;
			}
		}
		char c = ask->bytes[ask->first++];
		if (c == '\n')
			break;
		if (len + 1 < size)
			line[len++] = c;
	}
	line[len] = '\0';
	return true;
}

static void say(const struct ask *ask, struct str text)
{
	io_write(ask->out, text, "", NULL);
}

/* The new lines as the writer edits them; false: no change was made to them. */
static bool edit(struct arena *arena, const struct ask *ask, struct str lines, struct str *out)
{
	bool has_terminal = ask->in != STDIN_FILENO;
	/* Standard input has the answers, and the editor the terminal's errors for its screen. */
	return editor_run(arena, ask->in, has_terminal ? ask->out : STDERR_FILENO, lines, out, NULL);
}

static struct str lines_of(const struct diff_text *text, size_t start, size_t end)
{
	if (start == end)
		return STR("");
	const char *first = text->lines[start].ptr;
	struct str last = text->lines[end - 1];
	return (struct str){first, (size_t)(last.ptr + last.len - first)};
}

/* What the change mends: the messages of the findings in its lines. */
static void print_reasons(struct arena *arena, struct buf *out, const struct ask *ask, const struct reply *reply,
			  struct str lines)
{
	if (!lines.len)
		return;
	size_t start = (size_t)(lines.ptr - reply->draft.ptr), end = start + lines.len;
	for (size_t i = 0; i < reply->result->finding_count; i++) {
		const struct hownot_finding *f = &reply->result->findings[i];
		if (!f->has_span || f->span.start >= end || f->span.end <= start)
			continue;
		look_paint(out, &ask->look, PAINT_BOLD, look_text(arena, &ask->look, str_of(f->message)));
		buf_char(out, '\n');
	}
}

static void print_question(struct arena *arena, const struct ask *ask, const struct reply *reply,
			   const struct diff *diff, size_t change)
{
	struct buf out = buf_make(arena);
	const struct diff_change *c = &diff->changes[change];
	buf_char(&out, '\n');
	print_reasons(arena, &out, ask, reply, lines_of(&diff->a, c->a_start, c->a_end));
	diff_print_change(&out, &ask->look, diff, change);
	look_begin(&out, &ask->look, PAINT_BLUE);
	buf_printf(&out, "(%zu/%zu) Make this change [y,n,e,a,d,q,?]? ", change + 1, diff->count);
	look_end(&out, &ask->look, PAINT_BLUE);
	say(ask, buf_view(&out));
}

static const char answers_help[] = "y - make this change\n"
				   "n - leave this as it is\n"
				   "e - edit the new words, then make the change\n"
				   "a - make this change and all that follow in this draft\n"
				   "d - leave this and all that follow in this draft\n"
				   "q - leave this and all that follow; keep what was chosen\n"
				   "? - print this help\n";

/* One of y n a d q, or e with *edited set. */
static char ask_one(struct arena *arena, struct ask *ask, const struct reply *reply, const struct diff *diff,
		    size_t change, struct str *edited)
{
	for (;;) {
		char line[64];
		print_question(arena, ask, reply, diff, change);
		if (!read_answer(ask, line, sizeof line)) {
			say(ask, STR("\n"));
			return 'q';
		}
		char c = ascii_lower(line[0]);
		if (c && strchr("ynadq", c))
			return c;
		const struct diff_change *at = &diff->changes[change];
		if (c == 'e' && edit(arena, ask, lines_of(&diff->b, at->b_start, at->b_end), edited))
			return c;
		say(ask, c == 'e' ? STR("The editor made no change.\n") : str_of(answers_help));
	}
}

struct str ask_changes(struct arena *arena, struct ask *ask, const struct reply *reply)
{
	struct diff diff =
	    diff_make(arena, reply->draft, (struct str){reply->result->rewritten, reply->result->rewritten_len});
	bool *chosen = arena_alloc(arena, diff.count + 1, sizeof *chosen);
	struct str *edited = arena_alloc(arena, diff.count + 1, sizeof *edited);
	bool is_all = false, is_done = ask->is_over;
	for (size_t i = 0; i < diff.count && !is_done; i++) {
		char answer = is_all ? 'y' : ask_one(arena, ask, reply, &diff, i, &edited[i]);
		is_all = is_all || answer == 'a';
		chosen[i] = answer == 'y' || answer == 'a' || answer == 'e';
		is_done = answer == 'd' || answer == 'q';
		ask->is_over = answer == 'q';
	}
	return diff_apply(arena, &diff, chosen, edited);
}
