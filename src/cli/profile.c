/*
 * profile - the library's own facts: init, check, show
 */
#include "coach/profile.h"

#include "base/io.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/packs.h"
#include "cli/setup.h"
#include "coach/offer.h"
#include "out/json.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int told(const struct options *options, const struct err *err)
{
	output_trouble(options, err);
	return STATUS_TROUBLE;
}

/* "profile check FILE", --profile FILE, or the default place. */
static const char *path_of(struct arena *arena, const struct options *options, struct err *err)
{
	if (options->operands.count > 2) {
		err_set(err, "profile: %s: one file at most is wanted", options->operands.items[2]);
		return NULL;
	}
	const char *path = options->operands.count == 2 ? options->operands.items[1] : setup_profile_path(arena, options);
	if (!path || !path[0]) {
		err_set(err, "profile: no file is named, and neither XDG_CONFIG_HOME nor HOME says where profiles are");
		return NULL;
	}
	return path;
}

/* ---- init ---- */

/* The dialogue, and the file that comes of it. */
struct writing {
	struct arena *arena;
	struct buf file;
	bool asks; /* somebody is there to answer */
	bool is_first;
	char *line; /* getline's */
	size_t capacity;
};

static void say(const char *text)
{
	io_write(STDERR_FILENO, str_of(text), "", NULL);
}

/* A profile takes it: one line, and no bracket that would read as a blank. */
static bool is_fine(struct str answer)
{
	for (size_t i = 0; i < answer.len; i++)
		if ((unsigned char)answer.ptr[i] < ' ' || answer.ptr[i] == '[')
			return false;
	return true;
}

/* The answer, in the arena; empty when the question was skipped or nobody is there any more. */
static struct str ask(struct writing *w, const char *question)
{
	while (w->asks) {
		say(question);
		ssize_t n = getline(&w->line, &w->capacity, stdin);
		if (n < 0) {
			say("\n");
			w->asks = false;
			break;
		}
		struct str answer = str_trim((struct str){w->line, (size_t)n});
		if (is_fine(answer))
			return arena_str(w->arena, answer);
		say("  One line without brackets, please.\n");
	}
	return (struct str){0};
}

/* "  "name": ", with the comma of the member before it. */
static void begin_member(struct writing *w, const char *indent, const char *name)
{
	buf_printf(&w->file, "%s\n%s\"%s\": ", w->is_first ? "" : ",", indent, name);
	w->is_first = false;
}

static void put_string(struct writing *w, struct str value)
{
	struct json json = {.out = &w->file};
	if (value.len)
		json_string(&json, value);
	else
		json_null(&json);
}

static void open_object(struct writing *w, const char *name)
{
	begin_member(w, "  ", name);
	buf_char(&w->file, '{');
	w->is_first = true;
}

static void close_object(struct writing *w)
{
	buf_str(&w->file, w->is_first ? STR("}") : STR("\n  }"));
	w->is_first = false;
}

static void write_texts(struct writing *w)
{
	static const struct {
		const char *name, *question;
	} texts[] = {
	    {"name", "The library's name? "},
	    {"web", "Its web address? "},
	    {"phone", "Its phone number? "},
	    {"email", "Its e-mail address? "},
	    {"hours", "Its hours, as a reply would say them? "},
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		begin_member(w, "  ", texts[i].name);
		put_string(w, ask(w, texts[i].question));
	}
}

/* "true", "false" or "null" for what was answered. */
static const char *ask_service(struct writing *w, const struct profile_term *term)
{
	struct str question = arena_printf(w->arena, "Does the library %s? [y/n] ", term->means);
	while (w->asks) {
		struct str answer = ask(w, question.ptr);
		if (!answer.len)
			break;
		if (str_starts(STR("yes"), answer) || str_starts(STR("no"), answer))
			return answer.ptr[0] == 'y' ? "true" : "false";
		say("  y, n, or Enter to leave it unsaid.\n");
	}
	return "null";
}

static void write_services(struct writing *w)
{
	size_t count;
	const struct profile_term *terms = profile_terms(PROFILE_SERVICES, &count);
	open_object(w, "services");
	for (size_t i = 0; i < count; i++) {
		const char *answer = ask_service(w, &terms[i]);
		begin_member(w, "    ", terms[i].name);
		buf_str(&w->file, str_of(answer));
	}
	close_object(w);
}

static void write_contacts(struct writing *w)
{
	size_t count;
	const struct profile_term *terms = profile_terms(PROFILE_ROLES, &count);
	open_object(w, "contacts");
	for (size_t i = 0; i < count; i++) {
		struct str who = ask(w, arena_printf(w->arena, "Who looks after %s? (a person or a desk) ", terms[i].means).ptr);
		struct str phone = who.len ? ask(w, "  Phone? ") : (struct str){0};
		struct str email = who.len && !phone.len ? ask(w, "  E-mail? ") : (struct str){0};
		begin_member(w, "    ", terms[i].name);
		if (!who.len) {
			buf_str(&w->file, STR("null"));
			continue;
		}
		buf_str(&w->file, STR("{\"name\": "));
		put_string(w, who);
		buf_str(&w->file, STR(", \"phone\": "));
		put_string(w, phone);
		buf_str(&w->file, STR(", \"email\": "));
		put_string(w, email);
		buf_char(&w->file, '}');
	}
	close_object(w);
}

static void write_nearby(struct writing *w)
{
	size_t count;
	const struct profile_term *terms = profile_terms(PROFILE_NEARBY, &count);
	open_object(w, "nearby");
	for (size_t i = 0; i < count; i++) {
		struct str where = ask(w, arena_printf(w->arena, "Nearby: %s? ", terms[i].means).ptr);
		begin_member(w, "    ", terms[i].name);
		put_string(w, where);
	}
	close_object(w);
}

static void write_rest(struct writing *w)
{
	struct str database = ask(w, "A database of articles on every subject? "), partner = ask(w, "A library to which you may send people? ");
	open_object(w, "databases");
	begin_member(w, "    ", "general");
	put_string(w, database);
	close_object(w);
	begin_member(w, "  ", "partners");
	buf_char(&w->file, '[');
	if (partner.len)
		put_string(w, partner);
	buf_char(&w->file, ']');
	struct str spelling = ask(w, "Spelling, american or british? ");
	bool is_known = str_eq(spelling, STR("american")) || str_eq(spelling, STR("british"));
	begin_member(w, "  ", "spelling");
	put_string(w, is_known ? spelling : (struct str){0});
}

/* The folders above the file, as the XDG Base Directory Specification wants them. */
static bool make_folders(struct arena *arena, const char *path, struct err *err)
{
	struct str whole = str_of(path);
	for (size_t at = str_find(whole, STR("/"), 1); at < whole.len; at = str_find(whole, STR("/"), at + 1)) {
		const char *folder = arena_str(arena, str_slice(whole, 0, at)).ptr;
		if (mkdir(folder, 0700) != 0 && errno != EEXIST)
			return err_set(err, "%s: %s", folder, strerror(errno));
	}
	return true;
}

/* A profile that is there already is never written over. */
static bool create(const char *path, struct str bytes, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0 && errno == EEXIST)
		return err_set(err, "%s: is there already; 'hownot profile check' reads it", path);
	if (fd < 0)
		return err_set(err, "%s: %s", path, strerror(errno));
	bool ok = io_write(fd, bytes, path, err);
	if (close(fd) != 0 && ok)
		ok = err_set(err, "%s: %s", path, strerror(errno));
	if (!ok)
		unlink(path);
	return ok;
}

static int init(struct arena *arena, const struct options *options, const char *path)
{
	struct err err;
	if (access(path, F_OK) == 0) {
		err_set(&err, "%s: is there already; 'hownot profile check' reads it", path);
		return told(options, &err);
	}
	struct writing w = {.arena = arena, .file = buf_make(arena), .asks = isatty(STDIN_FILENO) != 0, .is_first = true};
	if (w.asks)
		say("Enter leaves a question open: what is unsaid is never promised. Ctrl-D ends the questions.\n\n");
	buf_char(&w.file, '{');
	write_texts(&w);
	write_services(&w);
	write_contacts(&w);
	write_nearby(&w);
	write_rest(&w);
	buf_str(&w.file, STR("\n}\n"));
	free(w.line);
	if (!make_folders(arena, path, &err) || !create(path, buf_view(&w.file), &err))
		return told(options, &err);
	struct str done = arena_printf(arena, "%s: written; put true or false in place of null wherever you know the answer\n", path);
	return output_all(options->quiet ? STR("") : done, options, STATUS_OK);
}

/* ---- check ---- */

static size_t count_services(const struct profile *profile, enum profile_answer answer)
{
	size_t count, found = 0;
	const struct profile_term *terms = profile_terms(PROFILE_SERVICES, &count);
	for (size_t i = 0; i < count; i++)
		found += profile_service(profile, str_of(terms[i].name)) == answer;
	return found;
}

static int check(struct arena *arena, const struct options *options, const char *path)
{
	struct err err;
	struct profile *profile = profile_load(path, &err);
	if (!profile)
		return told(options, &err);
	struct str line = arena_printf(arena, "%s: %zu services confirmed, %zu denied, %zu unsaid\n", path,
				       count_services(profile, PROFILE_CONFIRMED), count_services(profile, PROFILE_DENIED),
				       count_services(profile, PROFILE_UNKNOWN));
	profile_free(profile);
	return output_all(options->quiet ? STR("") : line, options, STATUS_OK);
}

/* ---- show ---- */

struct showing {
	struct arena *arena;
	const struct profile *profile;
	struct buf out;
	struct look look;
	struct json writer;
	struct json *json; /* the writer; NULL: text */
	size_t offers;
};

static const char *const slots[] = {"name", "web", "phone", "email", "hours"};
enum { SLOTS = sizeof slots / sizeof *slots };

static void show_facts(struct showing *s)
{
	enum { COLUMN = 7 };
	for (size_t i = 0; i < SLOTS; i++) {
		struct str value = profile_slot(s->profile, str_of(slots[i]), STR(""));
		if (s->json) {
			json_key(s->json, slots[i]);
			if (value.len)
				json_string(s->json, value);
			else
				json_null(s->json);
		} else if (value.len) {
			look_paint(&s->out, &s->look, PAINT_DIM, str_of(slots[i]));
			buf_fill(&s->out, ' ', COLUMN - strlen(slots[i]));
			buf_str(&s->out, look_text(s->arena, &s->look, value));
			buf_char(&s->out, '\n');
		}
	}
}

/* What needs neither service nor slot is true of any library and is not the profile's word. */
static bool is_confirmed(const struct showing *s, const struct image *image, const struct option *option)
{
	struct str say = image_str(image, option->say);
	bool promises = option->service.len || str_find(say, STR("{"), 0) < say.len;
	return promises && offer_answer(image, option, s->profile, STR("")) == PROFILE_CONFIRMED;
}

static void show_offer(struct showing *s, const struct image *image, const struct topic *topic, const struct option *option, bool is_first)
{
	struct str say = offer_say(s->arena, image, option, s->profile, STR(""));
	s->offers++;
	if (s->json) {
		json_open(s->json, '{');
		json_key(s->json, "topic");
		json_string(s->json, image_str(image, topic->id));
		json_key(s->json, "offer");
		json_string(s->json, say);
		json_close(s->json, '}');
		return;
	}
	if (is_first) {
		buf_char(&s->out, '\n');
		look_paint(&s->out, &s->look, PAINT_BOLD, look_text(s->arena, &s->look, image_str(image, topic->title)));
		buf_char(&s->out, '\n');
	}
	buf_str(&s->out, STR("  "));
	look_wrap(&s->out, &s->look, PAINT_NONE, 2, 2, look_text(s->arena, &s->look, say));
	buf_char(&s->out, '\n');
}

static void show_topics(struct showing *s, const struct image *image)
{
	for (uint32_t t = 0; t < image->topic_count; t++) {
		const struct topic *topic = &image->topics[t];
		bool is_first = true;
		for (uint32_t i = 0; i < topic->options.count; i++) {
			const struct option *option = &image->options[topic->options.first + i];
			if (!is_confirmed(s, image, option))
				continue;
			show_offer(s, image, topic, option, is_first);
			is_first = false;
		}
	}
}

/* The topics of the built-in packs, then those of the user's. */
static bool show_offers(struct showing *s, const struct options *options, struct err *err)
{
	struct arguments files;
	if (!setup_pack_files(s->arena, options, &files, err))
		return false;
	show_topics(s, &image_builtin);
	for (size_t i = 0; i < files.count; i++) {
		struct image image;
		if (!packs_compile(s->arena, files.items[i], &image, err))
			return false;
		show_topics(s, &image);
	}
	return true;
}

static void show_services(struct showing *s, const char *label, enum profile_answer answer)
{
	size_t count;
	const struct profile_term *terms = profile_terms(PROFILE_SERVICES, &count);
	struct buf list = buf_make(s->arena);
	if (s->json) {
		json_key(s->json, label);
		json_open(s->json, '[');
	}
	for (size_t i = 0; i < count; i++) {
		if (profile_service(s->profile, str_of(terms[i].name)) != answer)
			continue;
		if (s->json)
			json_c_string(s->json, terms[i].name);
		buf_str(&list, list.len ? STR(", ") : STR(""));
		buf_str(&list, str_of(terms[i].name));
	}
	if (s->json) {
		json_close(s->json, ']');
	} else if (list.len) {
		buf_char(&s->out, '\n');
		look_paint(&s->out, &s->look, PAINT_DIM, str_of(label));
		buf_char(&s->out, ' ');
		look_wrap(&s->out, &s->look, PAINT_NONE, strlen(label) + 1, 2, buf_view(&list));
		buf_char(&s->out, '\n');
	}
}

static bool show_all(struct showing *s, const struct options *options, struct err *err)
{
	if (options->format == FORMAT_JSON || options->format == FORMAT_NDJSON) {
		s->writer.out = &s->out;
		s->json = &s->writer;
		json_open(s->json, '{');
	}
	show_facts(s);
	if (s->json) {
		json_key(s->json, "offers");
		json_open(s->json, '[');
	}
	if (!show_offers(s, options, err))
		return false;
	if (s->json)
		json_close(s->json, ']');
	else if (!s->offers)
		buf_str(&s->out, STR("No offer is confirmed yet: replies leave a blank for the writer.\n"));
	show_services(s, "denied", PROFILE_DENIED);
	show_services(s, "unsaid", PROFILE_UNKNOWN);
	if (s->json) {
		json_close(s->json, '}');
		buf_char(&s->out, '\n');
	}
	return true;
}

static int show(struct arena *arena, const struct options *options, const char *path)
{
	struct err err;
	struct profile *profile = profile_load(path, &err);
	if (!profile)
		return told(options, &err);
	struct showing s = {.arena = arena, .profile = profile, .out = buf_make(arena), .look = output_look(options)};
	bool ok = show_all(&s, options, &err);
	profile_free(profile);
	return ok ? output_all(options->quiet ? STR("") : buf_view(&s.out), options, STATUS_OK) : told(options, &err);
}

int profile_run(struct arena *arena, const struct options *options)
{
	static const struct {
		const char *name;
		int (*run)(struct arena *, const struct options *, const char *path);
	} actions[] = {{"init", init}, {"check", check}, {"show", show}};
	struct err err;
	const char *given = options->operands.count ? options->operands.items[0] : "show";
	const char *path = path_of(arena, options, &err);
	if (!path)
		return told(options, &err);
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		if (strcmp(given, actions[i].name) == 0)
			return actions[i].run(arena, options, path);
	err_set(&err, "profile: %s is not one of init, check, show", given);
	return told(options, &err);
}
