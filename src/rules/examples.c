#include "rules/examples.h"

#include <inttypes.h>
#include <string.h>

struct str feature_id(const struct image *image, uint32_t feature)
{
	return image_str(image, feature < image->signal_count ? image->signals[feature].id
							      : image->rules[feature - image->signal_count].id);
}

const char *example_fault_text(enum example_fault fault)
{
	return fault == EXAMPLE_MISSED ? "does not match its example" : "matches what it should let pass";
}

static uint32_t pack_of(const struct image *image, enum item_list list, uint32_t number)
{
	switch (list) {
	case LIST_RULES:
		return image->rules[number].pack;
	case LIST_SIGNALS:
		return image->signals[number].pack;
	case LIST_MOVES:
		return image->moves[number].pack;
	case LIST_TOPICS:
		return image->topics[number].pack;
	default:
		return image->scenarios[number].pack;
	}
}

struct str item_pointer(struct arena *arena, const struct image *image, enum item_list list, uint32_t number)
{
	static const char *const names[ITEM_LISTS] = { "rules", "signals", "moves", "topics", "scenarios" };
	uint32_t first = number; /* of the pack: its items stand together */
	while (first > 0 && pack_of(image, list, first - 1) == pack_of(image, list, number))
		first--;
	return arena_printf(arena, "/%s/%" PRIu32, names[list], number - first);
}

static bool is_matched(struct arena *arena, const struct matcher *matcher, struct rx_room *room, uint32_t feature, struct str text,
		       struct force force, bool *matched)
{
	struct norm norm = norm_of_str(arena, text);
	struct sentences sentences = sentence_split(arena, &norm);
	struct hits hits;
	if (!match_sentences(arena, matcher, room, &norm, &sentences, force, &hits))
		return false;
	*matched = false;
	for (size_t i = 0; i < hits.count; i++)
		*matched = *matched || hits.items[i].feature == feature;
	return true;
}

/* A topic holds when one sentence matches it and no exception. */
static bool is_on_topic(struct arena *arena, const struct matcher *matcher, struct rx_room *room, const struct topic *topic, struct str text)
{
	struct norm norm = norm_of_str(arena, text);
	struct sentences sentences = sentence_split(arena, &norm);
	for (size_t i = 0; i < sentences.count; i++) {
		struct str sentence = sentence_text(norm.bytes, &sentences, i);
		struct rx_match match;
		bool holds = match_pattern(matcher, room, topic->pattern, sentence, &match) == RX_MATCH;
		for (uint32_t u = 0; holds && u < topic->unless.count; u++)
			holds = match_pattern(matcher, room, topic->unless.first + u, sentence, &match) != RX_MATCH;
		if (holds)
			return true;
	}
	return false;
}

/* What is run: one matcher's examples, and what came of them. */
struct runner {
	struct arena *arena;
	const struct matcher *matcher;
	struct rx_room *room;
	struct str pack;
	struct example_report report;
	size_t capacity;
};

static bool is_wanted(const struct runner *r, uint32_t pack)
{
	const struct image *image = matcher_image(r->matcher);
	return !r->pack.len || str_eq(image_str(image, image->packs[pack].name), r->pack);
}

/* Example i of a feature or topic: first those that must match, then those that must pass. */
static struct str example_at(const struct image *image, struct examples examples, uint32_t i)
{
	uint32_t at = i < examples.match.count ? examples.match.first + i : examples.pass.first + i - examples.match.count;
	return image_str(image, image->refs[at]);
}

/* Example `i` of an item: was it matched as it should be? */
static void take(struct runner *r, struct str id, enum item_list list, uint32_t number, struct examples examples, uint32_t i, bool matched)
{
	const struct image *image = matcher_image(r->matcher);
	bool wanted = i < examples.match.count;
	r->report.example_count++;
	if (matched == wanted)
		return;
	struct str item = item_pointer(r->arena, image, list, number);
	uint32_t at = wanted ? i : i - examples.match.count;
	*ARENA_PUSH(r->arena, r->report.failures, r->report.failure_count, r->capacity) = (struct example_failure){
		.id = id,
		.pointer = arena_printf(r->arena, "%.*s/examples/%s/%" PRIu32, STR_FMT(item), wanted ? "match" : "pass", at),
		.pack = pack_of(image, list, number),
		.fault = wanted ? EXAMPLE_MISSED : EXAMPLE_ALARM,
		.text = example_at(image, examples, i),
	};
}

static bool run_feature(struct runner *r, uint32_t f)
{
	const struct image *image = matcher_image(r->matcher);
	bool is_signal = f < image->signal_count;
	uint32_t number = is_signal ? f : f - image->signal_count;
	struct examples examples = is_signal ? image->signals[number].examples : image->rules[number].examples;
	uint32_t pack = is_signal ? image->signals[number].pack : image->rules[number].pack;
	struct force force = { (enum language)image->packs[pack].language, (enum reads)image->packs[pack].reads };
	for (uint32_t i = 0; is_wanted(r, pack) && i < examples.match.count + examples.pass.count; i++) {
		struct str text = example_at(image, examples, i);
		bool matched;
		if (!is_matched(r->arena, r->matcher, r->room, f, text, force, &matched))
			return false;
		take(r, feature_id(image, f), is_signal ? LIST_SIGNALS : LIST_RULES, number, examples, i, matched);
	}
	return true;
}

static void run_topic(struct runner *r, const struct topic *topic)
{
	const struct image *image = matcher_image(r->matcher);
	for (uint32_t i = 0; i < topic->examples.match.count + topic->examples.pass.count; i++) {
		struct str text = example_at(image, topic->examples, i);
		bool matched = is_on_topic(r->arena, r->matcher, r->room, topic, text);
		take(r, image_str(image, topic->id), LIST_TOPICS, (uint32_t)(topic - image->topics), topic->examples, i, matched);
	}
}

static bool run_all(struct runner *r)
{
	const struct image *image = matcher_image(r->matcher);
	for (uint32_t f = 0; f < image_feature_count(image); f++)
		if (!run_feature(r, f))
			return false;
	for (uint32_t t = 0; t < image->topic_count; t++)
		if (is_wanted(r, image->topics[t].pack))
			run_topic(r, &image->topics[t]);
	return true;
}

bool examples_run(struct arena *arena, const struct matcher *matcher, struct str pack, struct example_report *out)
{
	struct runner runner = { .arena = arena, .matcher = matcher, .room = rx_room_new(), .pack = pack };
	struct rx_room *room = runner.room;
	if (!room)
		return false;
	/* The room is not the arena's: when memory runs out, it is freed on the way to the caller. */
	jmp_buf caller;
	memcpy(&caller, &arena->oom, sizeof caller);
	bool ok = false;
	if (ARENA_CATCH(arena) == 0)
		ok = run_all(&runner) && !rx_room_has_failed(room);
	memcpy(&arena->oom, &caller, sizeof caller);
	rx_room_free(room);
	if (ok)
		*out = runner.report;
	return ok;
}
