#include "rules/rx.h"

#include "rules/hasten.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RX_PAIRS = 64 };

struct rx {
	bool is_anchored; /* matches where it is begun only */
	pcre2_code *code;
	uint32_t name_count, name_size;
	const unsigned char *names; /* PCRE2's table: two bytes of group number, then the name */
};

/* Few texts need PCRE2 at all: until the first that does, a room is empty. */
struct rx_room {
	pcre2_match_data *data;
	pcre2_match_context *context;
	bool failed;
};

/* The borders that agree with word.h: an apostrophe between letters is inside a word. */
#define BORDER_BEFORE "(?<!\\w)(?<!\\w')(?:"
#define BORDER_AFTER ")(?!'?\\w)"

static void find_names(struct rx *rx)
{
	pcre2_pattern_info(rx->code, PCRE2_INFO_NAMECOUNT, &rx->name_count);
	pcre2_pattern_info(rx->code, PCRE2_INFO_NAMEENTRYSIZE, &rx->name_size);
	pcre2_pattern_info(rx->code, PCRE2_INFO_NAMETABLE, &rx->names);
}

static struct rx *compile(struct str before, struct str pattern, struct str after, uint32_t more_options, struct err *err)
{
	char *whole = malloc(before.len + pattern.len + after.len + 1);
	struct rx *rx = calloc(1, sizeof *rx);
	if (!whole || !rx) {
		free(whole);
		free(rx);
		err_set(err, "out of memory");
		return NULL;
	}
	memcpy(whole, before.ptr, before.len);
	memcpy(whole + before.len, pattern.ptr, pattern.len);
	memcpy(whole + before.len + pattern.len, after.ptr, after.len);

	int code = 0;
	PCRE2_SIZE offset = 0;
	uint32_t options = PCRE2_CASELESS | PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK | PCRE2_DUPNAMES | PCRE2_NO_AUTO_CAPTURE |
			   PCRE2_NEVER_BACKSLASH_C | more_options;
	rx->code = pcre2_compile((PCRE2_SPTR)whole, before.len + pattern.len + after.len, options, &code, &offset, NULL);
	free(whole);
	if (!rx->code) {
		unsigned char message[256];
		pcre2_get_error_message(code, message, sizeof message);
		size_t at = offset < before.len ? 0 : offset - before.len;
		err_set(err, "bad pattern at offset %zu: %s", at > pattern.len ? pattern.len : at, (const char *)message);
		free(rx);
		return NULL;
	}
	find_names(rx);
	return rx;
}

struct rx *rx_compile_as_written(struct str pattern, struct err *err)
{
	return compile(STR(BORDER_BEFORE), pattern, STR(BORDER_AFTER), 0, err);
}

static struct rx *compile_hastened(struct str before, struct str pattern, struct str after, uint32_t more_options)
{
	struct arena arena = { 0 };
	if (ARENA_CATCH(&arena)) {
		arena_free(&arena);
		return NULL;
	}
	struct rx *rx = compile(before, hasten(&arena, pattern), after, more_options, NULL);
	arena_free(&arena);
	return rx;
}

/* What is wrong with a pattern is said of the pattern as it was given. */
struct rx *rx_compile(struct str pattern, struct err *err)
{
	struct rx *rx = compile_hastened(STR(BORDER_BEFORE), pattern, STR(BORDER_AFTER), 0);
	return rx ? rx : rx_compile_as_written(pattern, err);
}

struct rx *rx_compile_guard(struct str guard)
{
	struct rx *rx = compile_hastened(STR("(?:"), guard, STR(")"), 0);
	return rx ? rx : compile(STR("(?:"), guard, STR(")"), 0, NULL);
}

static struct rx *made_quick(struct rx *rx)
{
	if (rx) {
		rx->is_anchored = true;
		pcre2_jit_compile(rx->code, PCRE2_JIT_COMPLETE);
	}
	return rx;
}

struct rx *rx_compile_quick(struct str pattern)
{
	return made_quick(compile_hastened(STR(BORDER_BEFORE), pattern, STR(BORDER_AFTER), PCRE2_ANCHORED));
}

struct rx *rx_compile_guard_quick(struct str guard)
{
	return made_quick(compile_hastened(STR("(?:"), guard, STR(")"), PCRE2_ANCHORED));
}

bool rx_encode(const struct rx *rx, struct rx_encoding *out)
{
	const pcre2_code *code = rx->code;
	return pcre2_serialize_encode(&code, 1, &out->bytes, &out->len, NULL) == 1;
}

void rx_encoding_free(struct rx_encoding encoding)
{
	pcre2_serialize_free(encoding.bytes);
}

struct rx *rx_decode(const unsigned char *bytes)
{
	struct rx *rx = calloc(1, sizeof *rx);
	if (!rx)
		return NULL;
	if (pcre2_serialize_decode(&rx->code, 1, bytes, NULL) != 1) {
		free(rx);
		return NULL;
	}
	find_names(rx);
	return rx;
}

struct str rx_version(char *out)
{
	int len = pcre2_config(PCRE2_CONFIG_VERSION, NULL);
	if (len < 0 || (size_t)len > RX_VERSION_BYTES - sizeof " 64")
		return STR("");
	pcre2_config(PCRE2_CONFIG_VERSION, out);
	snprintf(out + strlen(out), sizeof " 64", " %zu", 8 * sizeof(void *));
	return str_of(out);
}

bool rx_is_version(struct str version)
{
	char running[RX_VERSION_BYTES];
	return version.len && str_eq(version, rx_version(running));
}

void rx_free(struct rx *rx)
{
	if (!rx)
		return;
	pcre2_code_free(rx->code);
	free(rx);
}

static void set_limits(struct rx_room *room)
{
	pcre2_set_match_limit(room->context, RX_MATCH_LIMIT);
	pcre2_set_depth_limit(room->context, RX_DEPTH_LIMIT);
	pcre2_set_heap_limit(room->context, RX_HEAP_LIMIT_KIB);
}

struct rx_room *rx_room_new(void)
{
	return calloc(1, sizeof(struct rx_room));
}

/* False, and the room has failed, when memory ran out. */
static bool furnish(struct rx_room *room)
{
	if (room->data && room->context)
		return true;
	room->data = room->data ? room->data : pcre2_match_data_create(RX_PAIRS, NULL);
	room->context = pcre2_match_context_create(NULL);
	if (!room->data || !room->context) {
		rx_room_fail(room);
		return false;
	}
	set_limits(room);
	return true;
}

void rx_room_free(struct rx_room *room)
{
	if (!room)
		return;
	pcre2_match_data_free(room->data);
	pcre2_match_context_free(room->context);
	free(room);
}

void rx_room_fail(struct rx_room *room)
{
	room->failed = true;
}

bool rx_room_has_failed(const struct rx_room *room)
{
	return room->failed;
}

static void take_captures(const struct rx *rx, const PCRE2_SIZE *ovector, int pairs, struct rx_match *out)
{
	for (uint32_t i = 0; i < rx->name_count && out->capture_count < RX_MAX_CAPTURES; i++) {
		const unsigned char *entry = rx->names + (size_t)i * rx->name_size;
		int group = entry[0] << 8 | entry[1];
		if (group >= pairs || ovector[2 * group] == PCRE2_UNSET)
			continue;
		out->captures[out->capture_count++] = (struct rx_capture){
			.name = str_of((const char *)entry + 2),
			.span = { ovector[2 * group], ovector[2 * group + 1] },
		};
	}
}

static enum rx_outcome match(const struct rx *rx, struct rx_room *room, struct str subject, size_t from, uint32_t options, struct rx_match *out)
{
	if (!furnish(room))
		return RX_LIMIT;
	int pairs = pcre2_match(rx->code, (PCRE2_SPTR)subject.ptr, subject.len, from, PCRE2_NO_UTF_CHECK | options, room->data,
				room->context);
	if (pairs == PCRE2_ERROR_NOMATCH)
		return RX_NO_MATCH;
	if (pairs == PCRE2_ERROR_NOMEMORY)
		rx_room_fail(room);
	if (pairs < 0)
		return RX_LIMIT;
	if (pairs == 0) /* more groups than pairs: the first ones are there */
		pairs = RX_PAIRS;
	const PCRE2_SIZE *ovector = pcre2_get_ovector_pointer(room->data);
	/* \K in a look-ahead can end a match before it begins; pack.c refuses \K, this keeps spans sane all the same. */
	if (ovector[1] < ovector[0])
		return RX_NO_MATCH;
	if (out) {
		out->span = (struct span){ ovector[0], ovector[1] };
		out->capture_count = 0;
		take_captures(rx, ovector, pairs, out);
	}
	return RX_MATCH;
}

enum rx_outcome rx_find(const struct rx *rx, struct rx_room *room, struct str subject, size_t from, struct rx_match *out)
{
	return match(rx, room, subject, from, 0, out);
}

enum rx_outcome rx_find_at(const struct rx *rx, struct rx_room *room, struct str subject, size_t at, struct rx_match *out)
{
	/* PCRE2 does not run machine code when it is told only now that a match is to begin here. */
	return match(rx, room, subject, at, rx->is_anchored ? 0 : PCRE2_ANCHORED, out);
}

enum rx_outcome rx_find_within(const struct rx *rx, struct rx_room *room, struct str subject, uint32_t steps)
{
	enum { MUCH = 1 << 20 };
	if (!furnish(room))
		return RX_LIMIT;
	pcre2_set_match_limit(room->context, steps);
	pcre2_set_depth_limit(room->context, steps);
	pcre2_set_heap_limit(room->context, MUCH);
	enum rx_outcome outcome = match(rx, room, subject, 0, 0, NULL);
	set_limits(room);
	return outcome;
}
