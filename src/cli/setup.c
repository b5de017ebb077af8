#include "cli/setup.h"

#include "cli/trust.h"
#include "rules/image.h"

#include <dirent.h>
#include <errno.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

_Static_assert(sizeof(struct err) == sizeof(struct hownot_error), "the library's errors are ours");

static struct hownot_error *public_error(struct err *err)
{
	return (struct hownot_error *)(void *)err;
}

/* A path in the user's configuration folder; NULL when the environment does not say where that is. */
static const char *configuration(struct arena *arena, const char *name)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	/* A relative path is to be ignored (XDG Base Directory Specification). */
	if (config && config[0] == '/')
		return arena_printf(arena, "%s/hownot/%s", config, name).ptr;
	if (home && home[0] == '/')
		return arena_printf(arena, "%s/.config/hownot/%s", home, name).ptr;
	return NULL;
}

static const char *packs_folder(struct arena *arena)
{
	return configuration(arena, "packs");
}

const char *setup_profile_path(struct arena *arena, const struct options *options)
{
	return options->profile ? options->profile : configuration(arena, "profile.json");
}

static void add(struct arena *arena, struct arguments *list, const char *item)
{
	*ARENA_PUSH(arena, list->items, list->count, list->capacity) = item;
}

static bool is_listed(const struct arguments *list, struct str name)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_eq(str_of(list->items[i]), name))
			return true;
	return false;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_pack_file(struct str name)
{
	return str_ends(name, STR(".json")) && name.ptr[0] != '.';
}

/* A pack that cannot be loaded can still be left out: by its file's name. */
static bool list_folder(struct arena *arena, const struct options *options, const char *folder, struct arguments *out, struct err *err)
{
	DIR *dir = folder ? opendir(folder) : NULL;
	if (!dir)
		return true;
	size_t first = out->count;
	for (const struct dirent *entry; (entry = readdir(dir));) {
		struct str name = str_of(entry->d_name);
		if (is_pack_file(name) &&
		    !is_listed(&options->no_packs, str_slice(name, 0, name.len - (sizeof ".json" - 1))))
			add(arena, out, arena_printf(arena, "%s/%s", folder, entry->d_name).ptr);
	}
	closedir(dir);
	if (out->count > first)
		qsort(out->items + first, out->count - first, sizeof *out->items, by_name);
	bool trusted = out->count == first || trust_found(folder, err);
	for (size_t i = first; trusted && i < out->count; i++)
		trusted = trust_found(out->items[i], err);
	return trusted;
}

static bool is_builtin(struct str name)
{
	for (uint32_t i = 0; i < image_builtin.pack_count; i++)
		if (str_eq(image_str(&image_builtin, image_builtin.packs[i].name), name))
			return true;
	return false;
}

/* --pack NAME|FILE: a name is one without slash and without .json. */
static bool find_pack(struct arena *arena, const char *folder, const char *given, struct arguments *out,
		      struct err *err)
{
	struct str name = str_of(given);
	bool is_name = !strchr(given, '/') && !str_ends(name, STR(".json"));
	if (is_name && is_builtin(name))
		return true;
	const char *path = given;
	if (is_name && folder)
		path = arena_printf(arena, "%s/%s.json", folder, given).ptr;
	if (is_name && access(path, F_OK) != 0)
		path = given;
	if (is_name && access(path, F_OK) != 0)
		return err_set(err, "--pack: %s is no built-in pack, no pack of yours and no file", given);
	if (is_listed(out, str_of(path)))
		return true;
	add(arena, out, path);
	return trust_named(path, err);
}

bool setup_pack_files(struct arena *arena, const struct options *options, struct arguments *out, struct err *err)
{
	*out = (struct arguments){0};
	const char *folder = packs_folder(arena);
	if (!list_folder(arena, options, folder, out, err))
		return false;
	for (size_t i = 0; i < options->packs.count; i++)
		if (!find_pack(arena, folder, options->packs.items[i], out, err))
			return false;
	return true;
}

/* A pack of vocabulary has nothing to take out of force, and a file of the user's that is left out was never loaded:
 * neither is a fault. */
static bool is_known_pack(struct arena *arena, const char *folder, const char *name)
{
	if (is_builtin(str_of(name)))
		return true;
	return folder && !strchr(name, '/') && access(arena_printf(arena, "%s/%s.json", folder, name).ptr, F_OK) == 0;
}

static bool leave_out(struct arena *arena, struct hownot *coach, const struct options *options, struct err *err)
{
	for (size_t i = 0; i < options->no_packs.count; i++) {
		const char *name = options->no_packs.items[i];
		struct err why;
		if (hownot_drop_pack(coach, name, public_error(&why)) ||
		    is_known_pack(arena, packs_folder(arena), name))
			continue;
		return err_set(err, "--no-pack: %s", why.text);
	}
	for (size_t i = 0; i < options->disabled.count; i++) {
		struct err why;
		if (!hownot_disable(coach, options->disabled.items[i], public_error(&why)))
			return err_set(err, "--disable: %s; 'hownot rules list' has the names", why.text);
	}
	return true;
}

/* A profile that was named has to be there; --profile= is none at all. */
static bool use_profile(struct arena *arena, struct hownot *coach, const struct options *options, struct err *err)
{
	const char *path = setup_profile_path(arena, options);
	if (!path || !path[0] || (!options->profile && access(path, F_OK) != 0))
		return true;
	return hownot_use_profile(coach, path, public_error(err));
}

/* Who prints suggestions needs them all. */
static bool prints_suggestions(const struct options *options)
{
	if (options->is_ndjson || options->command == COMMAND_CHECK)
		return !options->quiet && (options->is_ndjson || options->format != FORMAT_GNU);
	return options->command != COMMAND_REWRITE || options->format != FORMAT_TEXT;
}

struct hownot *setup_coach(struct arena *arena, const struct options *options, struct err *err)
{
	struct arguments files;
	if (!setup_pack_files(arena, options, &files, err))
		return NULL;
	struct hownot *coach = hownot_new(public_error(err));
	if (!coach)
		return NULL;
	for (size_t i = 0; i < files.count; i++) {
		if (!hownot_add_pack(coach, files.items[i], public_error(err))) {
			hownot_free(coach);
			return NULL;
		}
	}
	if (!leave_out(arena, coach, options, err) || !use_profile(arena, coach, options, err)) {
		hownot_free(coach);
		return NULL;
	}
	if (!prints_suggestions(options))
		hownot_leave_out_advice(coach);
	return coach;
}

void setup_many(struct hownot *coach)
{
#ifdef M_TRIM_THRESHOLD
	/* Else threads give memory back to the system after each draft, and stand in each other's way there. */
	enum { KEPT_BYTES = 16 * 1024 * 1024 };
	mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
	mallopt(M_MMAP_THRESHOLD, KEPT_BYTES);
#endif
	hownot_expect_many(coach);
}

bool setup_leaves_out(const struct options *options, struct str pack, struct str id, const char *category)
{
	return is_listed(&options->no_packs, pack) || is_listed(&options->disabled, id) ||
	       (category && is_listed(&options->disabled, str_of(category)));
}
