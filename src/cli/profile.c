/*
 * profile - the library's own facts: asked for, checked, shown
 */
#include "coach/profile.h"

#include "base/io.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/setup.h"
#include "out/json.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct {
	const char *name, *question;
} texts[] = {
    {"name", "The library's name"},
    {"web", "Its web address"},
    {"phone", "Its telephone number"},
    {"email", "Its e-mail address"},
    {"hours", "When it is open, in one line"},
};
enum { TEXTS = sizeof texts / sizeof *texts };

/* ---- init ---- */

/* The answers, a line each; none after the last. */
struct interview {
	FILE *input;
	bool is_over;
};

static bool ask_line(struct interview *interview, struct buf *question, char *line, int size)
{
	io_write(STDOUT_FILENO, buf_view(question), "<stdout>", NULL);
	question->len = 0;
	line[0] = '\0';
	if (interview->is_over || !fgets(line, size, interview->input)) {
		interview->is_over = true;
		return false;
	}
	line[strcspn(line, "\r\n")] = '\0';
	return true;
}

/* Begins a member on a line of its own: people edit the file. */
static void begin_member(struct buf *out, size_t indent, bool *has_one, const char *name)
{
	buf_str(out, *has_one ? STR(",\n") : STR("\n"));
	buf_fill(out, ' ', indent);
	buf_printf(out, "\"%s\": ", name);
	*has_one = true;
}

static void ask_texts(struct arena *arena, struct interview *interview, struct buf *out, bool *has_one)
{
	struct buf question = buf_make(arena);
	char line[512];
	for (size_t i = 0; i < TEXTS && !interview->is_over; i++) {
		buf_printf(&question, "%s%s: ", texts[i].question, i ? " (Enter: leave it out)" : "");
		if (!ask_line(interview, &question, line, sizeof line) || !str_trim(str_of(line)).len)
			continue;
		begin_member(out, 1, has_one, texts[i].name);
		json_string(&(struct json){.out = out}, str_trim(str_of(line)));
	}
}

static void ask_services(struct arena *arena, struct interview *interview, struct buf *out)
{
	bool has_one = false;
	size_t count;
	const struct profile_term *terms = profile_terms(PROFILE_SERVICES, &count);
	struct buf question = buf_make(arena);
	char line[64];
	buf_str(&question,
		STR("\nDoes the library do these? y, n, Enter when you don't know, q to leave the rest out.\n"));
	for (size_t i = 0; i < count; i++) {
		buf_printf(&question, "Does it %s? ", terms[i].means);
		if (!ask_line(interview, &question, line, sizeof line) || ascii_lower(line[0]) == 'q')
			break;
		char answer = ascii_lower(line[0]);
		if (answer != 'y' && answer != 'n')
			continue;
		begin_member(out, 2, &has_one, terms[i].name);
		buf_str(out, answer == 'y' ? STR("true") : STR("false"));
	}
	buf_str(out, has_one ? STR("\n ") : STR(""));
}

/* The folders on the way to a path. */
static void make_folders(struct arena *arena, const char *path)
{
	char *folder = arena_alloc(arena, strlen(path) + 1, 1);
	for (size_t i = 0; path[i]; i++) {
		if (path[i] == '/' && i)
			mkdir(folder, 0777); /* what cannot be made shows when the file is opened */
		folder[i] = path[i];
	}
}

static bool write_new(struct arena *arena, const char *path, struct str json, struct err *err)
{
	make_folders(arena, path);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return err_set(err, "%s: %s", path, strerror(errno));
	bool ok = io_write(fd, json, path, err);
	if (close(fd) != 0 && ok)
		ok = err_set(err, "%s: %s", path, strerror(errno));
	if (!ok)
		unlink(path);
	return ok;
}

static int init(struct arena *arena, const struct options *options, const char *path, struct err *err)
{
	if (access(path, F_OK) == 0) {
		err_set(err, "%s: is there already; edit it, or name another with --profile", path);
		return STATUS_TROUBLE;
	}
	struct buf out = buf_make(arena);
	struct interview interview = {.input = stdin};
	bool has_one = false;
	buf_char(&out, '{');
	ask_texts(arena, &interview, &out, &has_one);
	begin_member(&out, 1, &has_one, "services");
	buf_char(&out, '{');
	ask_services(arena, &interview, &out);
	buf_str(&out, STR("}\n}\n"));
	struct profile *profile = profile_parse("the answers", buf_view(&out), err);
	bool ok = profile && write_new(arena, path, buf_view(&out), err);
	profile_free(profile);
	if (!ok)
		return STATUS_TROUBLE;
	struct str said =
	    arena_printf(arena, "\n%s is written; databases, contacts and partners can be added to it.\n", path);
	return output_all(said, options, STATUS_OK);
}

/* ---- check and show ---- */

static size_t count_services(const struct profile *profile, enum profile_answer answer)
{
	size_t count, found = 0;
	const struct profile_term *terms = profile_terms(PROFILE_SERVICES, &count);
	for (size_t i = 0; i < count; i++)
		found += profile_service(profile, str_of(terms[i].name)) == answer;
	return found;
}

static int check(struct arena *arena, const struct options *options, const char *path, struct err *err)
{
	struct profile *profile = profile_load(path, err);
	if (!profile)
		return STATUS_TROUBLE;
	struct str said =
	    arena_printf(arena, "%s: in order; of the services, %zu are offered, %zu are not, %zu are left unsaid\n",
			 path, count_services(profile, PROFILE_CONFIRMED), count_services(profile, PROFILE_DENIED),
			 count_services(profile, PROFILE_UNKNOWN));
	profile_free(profile);
	return output_all(said, options, STATUS_OK);
}

static void show_line(struct arena *arena, struct buf *out, const struct look *look, const char *label,
		      struct str value)
{
	enum { COLUMN = 24 };
	if (!value.len)
		return;
	size_t width = str_of(label).len;
	buf_fill(out, ' ', 2);
	look_paint(out, look, PAINT_DIM, str_of(label));
	buf_fill(out, ' ', width + 2 < COLUMN ? COLUMN - 2 - width : 1);
	look_wrap(out, look, PAINT_NONE, COLUMN, COLUMN, look_text(arena, look, value));
	buf_char(out, '\n');
}

static void show_heading(struct buf *out, const struct look *look, const char *text)
{
	buf_char(out, '\n');
	look_paint(out, look, PAINT_BOLD, str_of(text));
	buf_char(out, '\n');
}

static void show_services(struct arena *arena, struct buf *out, const struct look *look, const struct profile *profile,
			  enum profile_answer answer, const char *heading)
{
	size_t count;
	const struct profile_term *terms = profile_terms(PROFILE_SERVICES, &count);
	if (!count_services(profile, answer))
		return;
	show_heading(out, look, heading);
	for (size_t i = 0; i < count; i++)
		if (profile_service(profile, str_of(terms[i].name)) == answer)
			show_line(arena, out, look, terms[i].name, str_of(terms[i].means));
}

/* Slots "PREFIX:NAME" of the names of a table; what only repeats `other` is left out. */
static void show_table(struct arena *arena, struct buf *out, const struct look *look, const struct profile *profile,
		       enum profile_table table, const char *prefix, struct str other)
{
	size_t count;
	const struct profile_term *terms = profile_terms(table, &count);
	for (size_t i = 0; i < count; i++) {
		struct str slot = arena_printf(arena, "%s:%s", prefix, terms[i].name);
		struct str value = profile_slot(profile, slot, STR(""));
		if (i == 0 || !str_eq(value, other))
			show_line(arena, out, look, slot.ptr, value);
	}
}

static int show(struct arena *arena, const struct options *options, const char *path, struct err *err)
{
	struct profile *profile = profile_load(path, err);
	if (!profile)
		return STATUS_TROUBLE;
	struct buf out = buf_make(arena);
	struct look look = output_look(options);
	look_paint(&out, &look, PAINT_BOLD, look_text(arena, &look, profile_slot(profile, STR("name"), STR(""))));
	buf_char(&out, '\n');
	for (size_t i = 1; i < TEXTS; i++)
		show_line(arena, &out, &look, texts[i].name, profile_slot(profile, str_of(texts[i].name), STR("")));
	show_line(arena, &out, &look, "database", profile_slot(profile, STR("database"), STR("")));
	show_line(arena, &out, &look, "partner", profile_slot(profile, STR("partner"), STR("")));
	show_table(arena, &out, &look, profile, PROFILE_ROLES, "contact",
		   profile_slot(profile, STR("contact:general"), STR("")));
	show_table(arena, &out, &look, profile, PROFILE_NEARBY, "nearby", STR(""));
	show_services(arena, &out, &look, profile, PROFILE_CONFIRMED, "Offered");
	show_services(arena, &out, &look, profile, PROFILE_DENIED, "Not offered, and never suggested");
	show_services(arena, &out, &look, profile, PROFILE_UNKNOWN, "Unsaid: asked of the writer, never promised");
	profile_free(profile);
	return output_all(buf_view(&out), options, STATUS_OK);
}

int profile_run(struct arena *arena, const struct options *options)
{
	static const struct {
		const char *name;
		int (*run)(struct arena *, const struct options *, const char *, struct err *);
	} actions[] = {{"init", init}, {"check", check}, {"show", show}};
	const char *given = options->operands.count ? options->operands.items[0] : "show";
	const char *path = setup_profile_path(arena, options);
	struct err err = {""};
	int status = STATUS_TROUBLE;
	size_t i = 0;
	while (i < sizeof actions / sizeof *actions && strcmp(given, actions[i].name) != 0)
		i++;
	if (i == sizeof actions / sizeof *actions)
		err_set(&err, "profile: %s is not one of init, check, show", given);
	else if (options->operands.count > 1)
		err_set(&err, "profile %s: %s: no argument is wanted; --profile names the file", given,
			options->operands.items[1]);
	else if (!path)
		err_set(&err, "profile: neither HOME nor XDG_CONFIG_HOME is set; name the file with --profile");
	else
		status = actions[i].run(arena, options, path, &err);
	if (status == STATUS_TROUBLE && err.text[0])
		output_trouble(options, &err);
	return status;
}
