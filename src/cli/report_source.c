#include "cli/report_source.h"

#include "base/buf.h"
#include "cli/report_json.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- files ---- */

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_folder(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool is_file(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

/* The names in a folder, in order; ".folder" only where a Maildir has its own. */
static bool list(struct arena *arena, const char *path, bool is_maildir, struct source_files *out, struct err *err)
{
	DIR *dir = opendir(path);
	if (!dir)
		return err_set(err, "%s: %s", path, strerror(errno));
	for (const struct dirent *entry; (entry = readdir(dir));) {
		bool is_hidden = entry->d_name[0] == '.';
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 || (is_hidden && !is_maildir))
			continue;
		struct str full = arena_printf(arena, "%s/%s", path, entry->d_name);
		*ARENA_PUSH(arena, out->paths, out->count, out->capacity) = full.ptr;
	}
	closedir(dir);
	if (out->count)
		qsort(out->paths, out->count, sizeof *out->paths, by_name);
	return true;
}

/* A folder on the way to another. */
struct way {
	const struct way *before;
	dev_t device;
	ino_t number;
};

/* Links may lead in a circle. */
static bool is_on_way(const struct way *way, const struct stat *status)
{
	for (; way; way = way->before)
		if (way->device == status->st_dev && way->number == status->st_ino)
			return true;
	return false;
}

static bool walk(struct arena *arena, struct source_files *files, const char *path, const struct way *before,
		 struct err *err)
{
	struct source_files here = {0};
	struct stat status;
	if (stat(path, &status) != 0)
		return err_set(err, "%s: %s", path, strerror(errno));
	if (is_on_way(before, &status))
		return true;
	struct way way = {before, status.st_dev, status.st_ino};
	bool is_maildir = is_folder(arena_printf(arena, "%s/cur", path).ptr) && is_folder(arena_printf(arena, "%s/new", path).ptr);
	if (!list(arena, path, is_maildir, &here, err))
		return false;
	for (size_t i = 0; i < here.count; i++) {
		const char *name = strrchr(here.paths[i], '/') + 1;
		bool is_dir = is_folder(here.paths[i]);
		/* A Maildir has files of its server's beside the messages, and half-written ones in tmp. */
		if (is_maildir && (!is_dir || strcmp(name, "tmp") == 0))
			continue;
		/* A FIFO or a device among them would be waited for. */
		if (!is_dir && is_file(here.paths[i]))
			*ARENA_PUSH(arena, files->paths, files->count, files->capacity) = here.paths[i];
		if (is_dir && !walk(arena, files, here.paths[i], &way, err))
			return false;
	}
	return true;
}

bool source_add(struct arena *arena, struct source_files *files, const char *path, struct err *err)
{
	if (strcmp(path, "-") != 0 && is_folder(path)) {
		size_t len = strlen(path);
		while (len > 1 && path[len - 1] == '/')
			len--;
		return walk(arena, files, arena_printf(arena, "%.*s", (int)len, path).ptr, NULL, err);
	}
	*ARENA_PUSH(arena, files->paths, files->count, files->capacity) = path;
	return true;
}

/* ---- what a file holds ---- */

/* Without a byte order mark. */
static struct str without_mark(struct str text)
{
	return str_starts(text, STR("\xEF\xBB\xBF")) ? str_slice(text, 3, text.len) : text;
}

static struct str first_line(struct str text)
{
	return str_slice(text, 0, str_find(text, STR("\n"), 0));
}

/* JSON, and not a template's {{name}} or {name}. */
static bool is_object(struct str text)
{
	if (!str_starts(text, STR("{")))
		return false;
	text = str_trim(str_slice(text, 1, text.len));
	return str_starts(text, STR("\"")) || str_starts(text, STR("}"));
}

enum source_kind source_kind(struct str text)
{
	enum { LOOK = 1024 };
	text = without_mark(text);
	struct str start = str_slice(text, 0, LOOK);
	if (start.len && memchr(start.ptr, 0, start.len))
		return SOURCE_BINARY;
	if (str_starts(text, STR("From ")))
		return SOURCE_MBOX;
	struct str all = str_trim(text), line = str_trim(first_line(all));
	if (str_starts(all, STR("[")) && is_object(str_trim(str_slice(all, 1, all.len))))
		return SOURCE_ARRAY;
	if (!is_object(all))
		return SOURCE_DRAFT;
	if (report_json_member(line, "text").len || report_json_member(line, "verdict").len)
		return SOURCE_NDJSON;
	if (report_json_member(all, "results").len)
		return SOURCE_RESULTS;
	/* One object over several lines, as jq sets it. */
	bool is_one = report_json_member(all, "text").len || report_json_member(all, "verdict").len;
	return is_one ? SOURCE_ONE : SOURCE_NDJSON;
}

/* The items of JSON that is not set in lines. */
static bool next_of_array(struct str text, size_t *at, struct str *item)
{
	return report_json_next(str_starts(text, STR("{")) ? report_json_member(text, "results") : text, at, item);
}

/* All of it is the item. */
static bool next_of_one(struct str text, size_t *at, struct str *item)
{
	bool is_first = !*at;
	*at = text.len;
	*item = str_trim(text);
	return is_first;
}

/* Where the next From line begins, at or after `at`: only after an empty line. */
static size_t next_from(struct str text, size_t at)
{
	size_t found = str_find(text, STR("\nFrom "), at);
	while (found < text.len) {
		bool is_after_empty = found && (text.ptr[found - 1] == '\n' ||
						(found > 1 && text.ptr[found - 1] == '\r' && text.ptr[found - 2] == '\n'));
		if (is_after_empty)
			return found + 1;
		found = str_find(text, STR("\nFrom "), found + 1);
	}
	return text.len;
}

bool source_next(enum source_kind kind, struct str text, size_t *at, struct str *item)
{
	if (kind == SOURCE_ARRAY || kind == SOURCE_RESULTS)
		return next_of_array(str_trim(without_mark(text)), at, item);
	if (kind == SOURCE_ONE)
		return next_of_one(without_mark(text), at, item);
	while (*at < text.len) {
		size_t start = *at;
		if (kind == SOURCE_MBOX) {
			size_t line_end = str_find(text, STR("\n"), start) + 1;
			*at = next_from(text, line_end < text.len ? line_end - 1 : text.len);
			*item = str_slice(text, start, *at);
			return true;
		}
		size_t end = str_find(text, STR("\n"), start);
		*at = end + 1;
		*item = str_trim(str_slice(text, start, end));
		*item = without_mark(*item);
		if (item->len)
			return true;
	}
	return false;
}

/* ---- messages ---- */

struct str source_field(struct arena *arena, struct str message, const char *name)
{
	struct buf value = buf_make(arena);
	bool is_in = false;
	for (size_t at = 0; at < message.len;) {
		size_t end = str_find(message, STR("\n"), at);
		struct str line = str_slice(message, at, end);
		at = end + 1;
		if (line.len && line.ptr[line.len - 1] == '\r')
			line.len--;
		if (!line.len)
			break;
		bool is_folded = line.ptr[0] == ' ' || line.ptr[0] == '\t';
		if (is_in && !is_folded)
			break;
		size_t colon = str_find(line, STR(":"), 0);
		if (!is_folded && colon == line.len)
			break;
		if (!is_in)
			is_in = !is_folded && str_eq_nocase(str_slice(line, 0, colon), str_of(name));
		if (is_in)
			buf_str(&value, is_folded ? line : str_slice(line, colon + 1, line.len));
	}
	return str_trim(buf_view(&value));
}

static size_t digits_at(struct str s, size_t at)
{
	size_t end = at;
	while (end < s.len && is_ascii_digit(s.ptr[end]))
		end++;
	return end - at;
}

/* 2025-03 or 2025-03-14, not inside a longer number. */
static bool iso_date(struct str s, size_t at, size_t *len)
{
	enum { YEAR_DIGITS = 4, MONTH_AT = 5, DAY_AT = 8 };
	bool is_month = digits_at(s, at) == YEAR_DIGITS && (s.ptr[at] == '1' || s.ptr[at] == '2') && at + YEAR_DIGITS < s.len &&
			s.ptr[at + YEAR_DIGITS] == '-' && digits_at(s, at + MONTH_AT) == 2;
	if (!is_month)
		return false;
	int month = 10 * (s.ptr[at + MONTH_AT] - '0') + s.ptr[at + MONTH_AT + 1] - '0';
	bool has_day = at + DAY_AT < s.len && s.ptr[at + DAY_AT - 1] == '-' && digits_at(s, at + DAY_AT) == 2;
	*len = has_day ? DAY_AT + 2 : DAY_AT - 1;
	return month >= 1 && month <= 12;
}

enum { NAME = 3, YEAR = 4 };

/* 1 to 12; 0: no month has this name. */
static size_t month_of(struct str name)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	for (size_t month = 0; month < 12; month++)
		if (str_eq_nocase(name, (struct str){months + NAME * month, NAME}))
			return month + 1;
	return 0;
}

/* "14 Mar 2025" at a day's digits. */
static struct str mail_date(struct arena *arena, struct str s, size_t at, size_t digits)
{
	size_t name_at = at + digits + 1, year_at = name_at + NAME + 1;
	if (digits > 2 || year_at + YEAR > s.len || digits_at(s, year_at) != YEAR)
		return STR("");
	size_t month = month_of(str_slice(s, name_at, name_at + NAME));
	if (!month)
		return STR("");
	return arena_printf(arena, "%.*s-%02zu-%s%.*s", YEAR, s.ptr + year_at, month, digits == 1 ? "0" : "", (int)digits,
			    s.ptr + at);
}

static struct str next_word(struct str line, size_t *at)
{
	while (*at < line.len && is_ascii_space(line.ptr[*at]))
		++*at;
	size_t start = *at;
	while (*at < line.len && !is_ascii_space(line.ptr[*at]))
		++*at;
	return str_slice(line, start, *at);
}

struct str source_envelope_date(struct arena *arena, struct str line)
{
	size_t month = 0, at = 0;
	struct str day = STR(""), year = STR("");
	for (struct str word; (word = next_word(line, &at)).len;) {
		size_t digits = digits_at(word, 0);
		if (month && !day.len && digits == word.len && digits <= 2)
			day = word;
		else if (month && digits == YEAR && word.len == YEAR)
			year = word;
		else if (!month && word.len == NAME)
			month = month_of(word);
	}
	if (!month || !day.len || !year.len)
		return STR("");
	return arena_printf(arena, "%.*s-%02zu-%s%.*s", STR_FMT(year), month, day.len == 1 ? "0" : "", STR_FMT(day));
}

struct str source_date(struct arena *arena, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t digits = digits_at(text, at), len;
		if (!digits) {
			at++;
			continue;
		}
		if (iso_date(text, at, &len))
			return str_slice(text, at, at + len);
		struct str date = mail_date(arena, text, at, digits);
		if (date.len)
			return date;
		at += digits;
	}
	return STR("");
}

struct str source_address(struct str from)
{
	size_t open = str_find(from, STR("<"), 0), close = str_find(from, STR(">"), open);
	return open < close && close < from.len ? str_slice(from, open + 1, close) : from;
}

struct str source_folder(struct str path)
{
	static const char *const inner[] = {"/cur", "/new"};
	size_t slash = path.len;
	while (slash && path.ptr[slash - 1] != '/')
		slash--;
	if (!slash)
		return STR(".");
	struct str folder = str_slice(path, 0, slash > 1 ? slash - 1 : 1);
	for (size_t i = 0; i < 2; i++)
		if (str_ends(folder, str_of(inner[i])))
			return str_slice(folder, 0, folder.len - 4);
	return folder;
}
