#include "coach/profile.h"

#include "base/arena.h"
#include "base/io.h"
#include "base/utf8.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

struct contact {
	struct str role;
	struct str shown; /* "Ann Lee (555-0142)" */
};

/* A name and what it stands for: subject and database, need and place. */
struct pair {
	struct str key, value;
};

struct service {
	struct str name;
	bool is_offered;
};

struct profile {
	struct arena arena;
	struct str name, web, phone, email, hours, sign_off;
	enum profile_spelling spelling;
	struct contact *contacts;
	size_t contact_count;
	struct pair *databases, *nearby;
	size_t database_count, nearby_count;
	struct service *services;
	size_t service_count;
	struct str *partners;
	size_t partner_count;
};

static const struct profile_term services[] = {
	{ "scan", "scan or copy pages for people" },
	{ "scan-by-email", "e-mail scans of chapters and articles" },
	{ "reserved-seat", "keep a seat or a book at the desk for someone" },
	{ "overnight-loan", "lend reference books overnight when asked" },
	{ "renewal-grace", "give a few days' grace when a loan cannot be renewed" },
	{ "holds", "place holds, so that people wait in line for a book" },
	{ "e-books", "lend e-books and e-audiobooks" },
	{ "large-print", "have large-print books" },
	{ "payment-plan", "let people pay in parts" },
	{ "fine-waiver", "waive fines now and then (a staff decision, an amnesty, food for fines)" },
	{ "replacement-copy", "accept a replacement copy of a lost or damaged item" },
	{ "shelf-check", "search the shelves for items that people say they returned" },
	{ "interlibrary-loan", "borrow for people from other libraries" },
	{ "purchase-suggestion", "take suggestions for purchase" },
	{ "course-reserves", "keep course readings on reserve" },
	{ "walk-in-access", "let visitors use its databases and e-journals on the premises" },
	{ "alumni-card", "give cards to alumni or the community" },
	{ "document-delivery", "send articles and chapters to those who cannot come" },
	{ "temporary-card", "give temporary or visitors' cards" },
	{ "computer-card", "give guest passes for its computers" },
	{ "reciprocal-card", "honor the cards of neighboring libraries" },
	{ "laptop-loan", "lend laptops" },
	{ "hotspot-loan", "lend Wi-Fi hotspots" },
	{ "computer-help", "give one-to-one help with computers and phones" },
	{ "printing", "let people print" },
	{ "unblock-site", "lift the web filter for adults who ask" },
	{ "room-booking", "let people book rooms" },
	{ "quiet-area", "have a quiet area" },
	{ "eating-area", "have a place where eating is fine" },
	{ "phone-area", "have a place where phone calls are fine" },
	{ "book-drop", "have a book drop that is open when the library is closed" },
	{ "chat", "answer questions by chat" },
	{ "programs", "run programs for children, teenagers or adults" },
	{ "waiting-list", "keep waiting lists for its programs" },
	{ "recordings", "record its programs" },
	{ "museum-passes", "lend museum passes" },
	{ "library-of-things", "lend tools, games and other things" },
	{ "archive-copies", "make digital copies of archive material" },
	{ "reading-room", "show archive material by appointment" },
	{ "research-help", "give a first half hour of research help" },
	{ "research-consultation", "give research consultations to students" },
	{ "book-sale", "run a book sale, or have Friends who do" },
	{ "notary", "have a notary" },
	{ "passport", "take passport applications" },
	{ "proctoring", "proctor exams" },
	{ "tax-forms", "print tax forms" },
	{ "home-delivery", "deliver to people at home" },
	{ "retrieval", "bring books down to people who cannot get to the shelf" },
	{ "interpreter", "arrange sign-language interpreters with notice" },
	{ "reconsideration", "have a form for asking that a book be reconsidered" },
	{ "volunteers", "take volunteers" },
	{ "community-board", "have a community notice board" },
	{ "lost-property", "keep lost property at the desk" },
	{ "lockers", "have lockers" },
};

static const struct profile_term roles[] = {
	{ "general", "the desk that answers everything else" },
	{ "accessibility", "help with getting in, reading and hearing" },
	{ "archives", "archives, special collections, local history" },
	{ "children", "children's and teen services" },
	{ "circulation", "loans, renewals, fines, cards" },
	{ "collections", "what is bought, kept and given" },
	{ "computers", "computers, printing, Wi-Fi" },
	{ "e-resources", "e-books, databases, remote access" },
	{ "facilities", "the building, rooms, parking, lost property" },
	{ "interlibrary-loan", "loans from other libraries" },
	{ "jobs", "jobs and volunteers" },
	{ "management", "complaints and appeals" },
	{ "programs", "programs and events" },
	{ "reference", "questions and research" },
};

static const struct profile_term nearby[] = {
	{ "charity-shop", "a shop that takes used books" },
	{ "legal-help", "free legal advice" },
	{ "local-history", "a local history or genealogy society" },
	{ "medical-help", "a nurse line or clinic" },
	{ "notary", "a notary" },
	{ "parking", "a place to park" },
	{ "passport", "a place that takes passport applications" },
	{ "printing", "a place that prints, copies or faxes" },
	{ "proctoring", "a place that proctors exams" },
	{ "repair", "a place that repairs computers and phones" },
	{ "tax-help", "free help with taxes" },
	{ "writing-center", "a writing center" },
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

const struct profile_term *profile_terms(enum profile_table table, size_t *count)
{
	switch (table) {
	case PROFILE_SERVICES:
		*count = COUNT(services);
		return services;
	case PROFILE_ROLES:
		*count = COUNT(roles);
		return roles;
	default:
		*count = COUNT(nearby);
		return nearby;
	}
}

/* ---- reading ---- */

struct reading {
	struct profile *profile;
	const char *path;
	struct err *err;
};

/* "FILE: $.member.name: what" */
static bool fail(struct reading *r, const char *where, const char *name, const char *what)
{
	const char *dot = where[0] && name[0] ? "." : "";
	return err_set(r->err, "%s: $%s%s%s%s: %s", r->path, where[0] ? "." : name[0] ? "." : "", where, dot, name, what);
}

/* The name that was meant, or NULL when none is near. */
static const char *nearest(const char *given, const char *const *names, size_t count)
{
	enum { FARTHEST = 3 };
	const char *best = NULL;
	size_t least = FARTHEST + 1;
	for (size_t i = 0; i < count; i++) {
		size_t distance = str_distance(str_of(given), str_of(names[i]));
		if (distance < least && distance < strlen(given)) {
			least = distance;
			best = names[i];
		}
	}
	return best;
}

static bool unknown(struct reading *r, const char *where, const char *given, const char *const *names, size_t count)
{
	const char *near = nearest(given, names, count);
	struct str what = near ? arena_printf(&r->profile->arena, "no such name; did you mean \"%s\"?", near) : STR("no such name");
	return fail(r, where, given, what.ptr);
}

/* Objects hold only known members, each once. */
static bool check_members(struct reading *r, const cJSON *object, const char *where, const char *const *names, size_t count)
{
	if (!object || !cJSON_IsObject(object))
		return fail(r, where, "", "an object is wanted here");
	for (const cJSON *member = object->child; member; member = member->next) {
		size_t i = 0;
		while (i < count && strcmp(names[i], member->string) != 0)
			i++;
		if (count && i == count)
			return unknown(r, where, member->string, names, count);
		for (const cJSON *other = member->next; other; other = other->next)
			if (strcmp(other->string, member->string) == 0)
				return fail(r, where, member->string, "this member stands here twice");
	}
	return true;
}

static bool check_terms(struct reading *r, const cJSON *object, const char *where, enum profile_table table)
{
	enum { MOST_TERMS = 64 };
	const char *names[MOST_TERMS];
	size_t count;
	const struct profile_term *terms = profile_terms(table, &count);
	for (size_t i = 0; i < count; i++)
		names[i] = terms[i].name;
	return check_members(r, object, where, names, count);
}

/* One line of text: an offer is a sentence, and a slot must not break it in two. */
static bool read_text(struct reading *r, const cJSON *value, const char *where, const char *name, bool one_line, struct str *out)
{
	if (!cJSON_IsString(value))
		return fail(r, where, name, "a string is wanted here");
	struct str text = str_of(value->valuestring);
	if (!str_trim(text).len)
		return fail(r, where, name, "some text is wanted here; leave the member out when there is none");
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] < ' ' && (one_line || text.ptr[i] != '\n'))
			return fail(r, where, name, "one line without control characters is wanted here");
	if (str_find(text, STR("["), 0) < text.len)
		return fail(r, where, name, "brackets would read as a blank to fill in");
	*out = arena_str(&r->profile->arena, str_trim(text));
	return true;
}

/* A member that is not there, and null, say nothing. */
static bool is_said(const cJSON *value)
{
	return value && !cJSON_IsNull(value);
}

static size_t member_count(const cJSON *object)
{
	size_t count = 0;
	for (const cJSON *member = object->child; member; member = member->next)
		count++;
	return count;
}

static bool read_contact(struct reading *r, const cJSON *value, struct contact *contact)
{
	static const char *const members[] = { "name", "phone", "email" };
	struct arena *arena = &r->profile->arena;
	struct str where = arena_printf(arena, "contacts.%s", value->string), fields[COUNT(members)] = { 0 };
	if (!check_members(r, value, where.ptr, members, COUNT(members)))
		return false;
	for (size_t i = 0; i < COUNT(members); i++) {
		const cJSON *field = cJSON_GetObjectItemCaseSensitive(value, members[i]);
		if (is_said(field) && !read_text(r, field, where.ptr, members[i], true, &fields[i]))
			return false;
	}
	struct str name = fields[0], reached_at = fields[1].len ? fields[1] : fields[2];
	if (!name.len)
		return fail(r, where.ptr, "name", "a contact has a name, of a person or a desk");
	contact->role = arena_str(arena, str_of(value->string));
	contact->shown = reached_at.len ? arena_printf(arena, "%.*s (%.*s)", STR_FMT(name), STR_FMT(reached_at)) : name;
	return true;
}

static bool read_contacts(struct reading *r, const cJSON *object)
{
	struct profile *p = r->profile;
	if (!check_terms(r, object, "contacts", PROFILE_ROLES))
		return false;
	p->contacts = arena_alloc(&p->arena, member_count(object), sizeof *p->contacts);
	for (const cJSON *item = object->child; item; item = item->next)
		if (is_said(item) && !read_contact(r, item, &p->contacts[p->contact_count++]))
			return false;
	return true;
}

static bool read_pairs(struct reading *r, const cJSON *object, const char *where, struct pair **out, size_t *count)
{
	struct arena *arena = &r->profile->arena;
	struct pair *pairs = arena_alloc(arena, member_count(object), sizeof *pairs);
	size_t n = 0;
	for (const cJSON *item = object->child; item; item = item->next) {
		if (!is_said(item))
			continue;
		pairs[n].key = arena_str(arena, str_of(item->string));
		if (!read_text(r, item, where, item->string, true, &pairs[n++].value))
			return false;
	}
	*out = pairs;
	*count = n;
	return true;
}

static bool read_databases(struct reading *r, const cJSON *object)
{
	return check_members(r, object, "databases", NULL, 0) &&
	       read_pairs(r, object, "databases", &r->profile->databases, &r->profile->database_count);
}

static bool read_nearby(struct reading *r, const cJSON *object)
{
	return check_terms(r, object, "nearby", PROFILE_NEARBY) &&
	       read_pairs(r, object, "nearby", &r->profile->nearby, &r->profile->nearby_count);
}

/* Services of a library's own packs begin with "x-" and are on no list of ours. */
static bool is_own_service(const cJSON *item)
{
	return str_starts(str_of(item->string), STR("x-"));
}

static bool check_services(struct reading *r, const cJSON *object)
{
	if (!check_members(r, object, "services", NULL, 0))
		return false;
	const char *names[COUNT(services)];
	for (size_t i = 0; i < COUNT(services); i++)
		names[i] = services[i].name;
	for (const cJSON *item = object->child; item; item = item->next) {
		size_t i = 0;
		while (i < COUNT(services) && strcmp(names[i], item->string) != 0)
			i++;
		if (i == COUNT(services) && !is_own_service(item))
			return unknown(r, "services", item->string, names, COUNT(services));
		if (is_said(item) && !cJSON_IsBool(item))
			return fail(r, "services", item->string, "true, false or null is wanted here");
	}
	return true;
}

static bool read_services(struct reading *r, const cJSON *object)
{
	struct profile *p = r->profile;
	if (!check_services(r, object))
		return false;
	p->services = arena_alloc(&p->arena, member_count(object), sizeof *p->services);
	for (const cJSON *item = object->child; item; item = item->next)
		if (is_said(item))
			p->services[p->service_count++] = (struct service){ arena_str(&p->arena, str_of(item->string)), cJSON_IsTrue(item) };
	return true;
}

static bool read_partners(struct reading *r, const cJSON *array)
{
	struct profile *p = r->profile;
	if (!cJSON_IsArray(array))
		return fail(r, "partners", "", "an array of names is wanted here");
	p->partners = arena_alloc(&p->arena, member_count(array), sizeof *p->partners);
	for (const cJSON *item = array->child; item; item = item->next) {
		struct str where = arena_printf(&p->arena, "partners[%zu]", p->partner_count);
		if (!read_text(r, item, where.ptr, "", true, &p->partners[p->partner_count++]))
			return false;
	}
	return true;
}

static bool read_spelling(struct reading *r, const cJSON *value)
{
	const char *given = cJSON_IsString(value) ? value->valuestring : "";
	bool american = strcmp(given, "american") == 0;
	if (!american && strcmp(given, "british") != 0)
		return fail(r, "spelling", "", "\"american\" or \"british\" is wanted here");
	r->profile->spelling = american ? PROFILE_AMERICAN : PROFILE_BRITISH;
	return true;
}

static bool read_texts(struct reading *r, const cJSON *root)
{
	struct profile *p = r->profile;
	const struct {
		const char *name;
		struct str *to;
	} texts[] = { { "name", &p->name },   { "web", &p->web },     { "phone", &p->phone },
		      { "email", &p->email }, { "hours", &p->hours }, { "sign_off", &p->sign_off } };
	for (size_t i = 0; i < COUNT(texts); i++) {
		const cJSON *value = cJSON_GetObjectItemCaseSensitive(root, texts[i].name);
		bool one_line = texts[i].to != &p->sign_off;
		if (is_said(value) && !read_text(r, value, texts[i].name, "", one_line, texts[i].to))
			return false;
	}
	return true;
}

static bool read_root(struct reading *r, const cJSON *root)
{
	static const char *const members[] = { "$schema", "name",     "web",	   "phone",    "email",	 "hours",   "contacts",
					       "databases", "services", "partners", "nearby", "spelling", "sign_off" };
	static const struct {
		const char *name;
		bool (*read)(struct reading *, const cJSON *);
	} parts[] = { { "contacts", read_contacts }, { "databases", read_databases }, { "services", read_services },
		      { "partners", read_partners }, { "nearby", read_nearby },	      { "spelling", read_spelling } };
	if (!check_members(r, root, "", members, COUNT(members)) || !read_texts(r, root))
		return false;
	for (size_t i = 0; i < COUNT(parts); i++) {
		const cJSON *value = cJSON_GetObjectItemCaseSensitive(root, parts[i].name);
		if (is_said(value) && !parts[i].read(r, value))
			return false;
	}
	return true;
}

static bool syntax_failed(struct str json, size_t at, const char *path, const char *what, struct err *err)
{
	size_t line = 1, column = 1;
	for (size_t i = 0; i < at && i < json.len; i++) {
		column = json.ptr[i] == '\n' ? 1 : column + 1;
		line += json.ptr[i] == '\n';
	}
	return err_set(err, "%s:%zu:%zu: %s", path, line, column, what);
}

static bool read_tree(const char *path, struct str json, cJSON **out, struct err *err)
{
	size_t bad = utf8_invalid(json), nul = str_find(json, STR("\\u0000"), 0);
	if (bad < json.len)
		return syntax_failed(json, bad, path, "not valid UTF-8", err);
	if (nul < json.len) /* cJSON would cut the string at it */
		return syntax_failed(json, nul, path, "a NUL character in a string", err);
	const char *end = NULL;
	cJSON *root = cJSON_ParseWithLengthOpts(json.ptr, json.len, &end, 0);
	size_t at = end ? (size_t)(end - json.ptr) : 0;
	if (!root)
		return syntax_failed(json, at, path, "not valid JSON", err);
	while (at < json.len && is_ascii_space(json.ptr[at]))
		at++;
	if (at < json.len) {
		cJSON_Delete(root);
		return syntax_failed(json, at, path, "text after the end of the JSON value", err);
	}
	*out = root;
	return true;
}

static bool fill(struct profile *profile, const char *path, const cJSON *root, struct err *err)
{
	struct reading r = { .profile = profile, .path = path, .err = err };
	if (ARENA_CATCH(&profile->arena))
		return err_set(err, "%s: out of memory", path);
	return read_root(&r, root);
}

struct profile *profile_parse(const char *path, struct str json, struct err *err)
{
	cJSON *root = NULL;
	if (!read_tree(path, json, &root, err))
		return NULL;
	struct profile *profile = calloc(1, sizeof *profile);
	bool ok = profile ? fill(profile, path, root, err) : err_set(err, "%s: out of memory", path);
	cJSON_Delete(root);
	if (ok)
		return profile;
	profile_free(profile);
	return NULL;
}

static bool read_file(struct arena *arena, const char *path, struct str *out, struct err *err)
{
	if (ARENA_CATCH(arena))
		return err_set(err, "%s: out of memory", path);
	return io_read_file(arena, path, out, err);
}

struct profile *profile_load(const char *path, struct err *err)
{
	struct arena arena = { 0 };
	struct str json = { 0 };
	struct profile *profile = read_file(&arena, path, &json, err) ? profile_parse(path, json, err) : NULL;
	arena_free(&arena);
	return profile;
}

void profile_free(struct profile *profile)
{
	if (!profile)
		return;
	arena_free(&profile->arena);
	free(profile);
}

/* ---- asking ---- */

enum profile_answer profile_service(const struct profile *p, struct str name)
{
	for (size_t i = 0; p && i < p->service_count; i++)
		if (str_eq(p->services[i].name, name))
			return p->services[i].is_offered ? PROFILE_CONFIRMED : PROFILE_DENIED;
	return PROFILE_UNKNOWN;
}

/* Does the word or phrase stand in the text, whatever its case? */
static bool is_mentioned(struct str text, struct str phrase)
{
	for (size_t at = 0; at + phrase.len <= text.len; at++) {
		bool starts = at == 0 || !is_ascii_alpha(text.ptr[at - 1]);
		bool ends = at + phrase.len == text.len || !is_ascii_alpha(text.ptr[at + phrase.len]);
		if (starts && ends && str_starts_nocase(str_slice(text, at, text.len), phrase))
			return true;
	}
	return false;
}

static struct str database_for(const struct profile *p, struct str context)
{
	struct str general = p->database_count == 1 ? p->databases[0].value : (struct str){ 0 };
	for (size_t i = 0; i < p->database_count; i++) {
		if (is_mentioned(context, p->databases[i].key))
			return p->databases[i].value;
		if (str_eq_nocase(p->databases[i].key, STR("general")))
			general = p->databases[i].value;
	}
	return general;
}

static struct str contact_of(const struct profile *p, struct str role)
{
	struct str general = { 0 };
	for (size_t i = 0; i < p->contact_count; i++) {
		if (str_eq(p->contacts[i].role, role))
			return p->contacts[i].shown;
		if (str_eq(p->contacts[i].role, STR("general")))
			general = p->contacts[i].shown;
	}
	return general;
}

static struct str place_of(const struct profile *p, struct str what)
{
	for (size_t i = 0; i < p->nearby_count; i++)
		if (str_eq(p->nearby[i].key, what))
			return p->nearby[i].value;
	return (struct str){ 0 };
}

static struct str plain_slot(const struct profile *p, struct str slot)
{
	const struct {
		const char *name;
		struct str value;
	} plain[] = { { "name", p->name },   { "web", p->web },	    { "phone", p->phone },
		      { "email", p->email }, { "hours", p->hours }, { "partner", p->partner_count ? p->partners[0] : (struct str){ 0 } } };
	for (size_t i = 0; i < COUNT(plain); i++)
		if (str_eq(slot, str_of(plain[i].name)))
			return plain[i].value;
	return (struct str){ 0 };
}

struct str profile_slot(const struct profile *p, struct str slot, struct str context)
{
	const struct str contact = STR("contact:"), place = STR("nearby:");
	if (!p)
		return (struct str){ 0 };
	if (str_eq(slot, STR("database")))
		return database_for(p, context);
	if (str_starts(slot, contact))
		return contact_of(p, str_slice(slot, contact.len, slot.len));
	if (str_starts(slot, place))
		return place_of(p, str_slice(slot, place.len, slot.len));
	return plain_slot(p, slot);
}

enum profile_spelling profile_spelling(const struct profile *p)
{
	return p ? p->spelling : PROFILE_ANY_SPELLING;
}

struct str profile_sign_off(const struct profile *p)
{
	return p ? p->sign_off : (struct str){ 0 };
}
