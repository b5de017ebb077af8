#include "rules/examples.h"

struct str feature_id(const struct image *image, uint32_t feature)
{
	return image_str(image, feature < image->signal_count ? image->signals[feature].id
							      : image->rules[feature - image->signal_count].id);
}

static bool is_matched(struct arena *arena, const struct matcher *matcher, struct rx_room *room, uint32_t feature, struct str text,
		       enum language language, bool *matched)
{
	struct norm norm = norm_of_str(arena, text);
	struct sentences sentences = sentence_split(arena, &norm);
	struct hits hits;
	if (!match_sentences(arena, matcher, room, &norm, &sentences, language, &hits))
		return false;
	*matched = false;
	for (size_t i = 0; i < hits.count; i++)
		*matched = *matched || hits.items[i].feature == feature;
	return true;
}

static bool run_examples(struct arena *arena, const struct matcher *matcher, struct rx_room *room, struct example_report *report)
{
	const struct image *image = matcher_image(matcher);
	size_t capacity = 0;
	for (uint32_t f = 0; f < image_feature_count(image); f++) {
		bool is_signal = f < image->signal_count;
		const struct rule *rule = is_signal ? NULL : &image->rules[f - image->signal_count];
		struct examples examples = rule ? rule->examples : image->signals[f].examples;
		enum language language = image->packs[rule ? rule->pack : image->signals[f].pack].language;
		for (uint32_t i = 0; i < examples.match.count + examples.pass.count; i++) {
			bool wanted = i < examples.match.count;
			uint32_t at = wanted ? examples.match.first + i : examples.pass.first + i - examples.match.count;
			struct str text = image_str(image, image->refs[at]);
			bool matched;
			if (!is_matched(arena, matcher, room, f, text, language, &matched))
				return false;
			report->example_count++;
			if (matched != wanted)
				*ARENA_PUSH(arena, report->failures, report->failure_count, capacity) = (struct example_failure){
					f, wanted ? EXAMPLE_MISSED : EXAMPLE_ALARM, text
				};
		}
	}
	return true;
}

bool examples_run(struct arena *arena, const struct matcher *matcher, struct example_report *out)
{
	struct rx_room *room = rx_room_new();
	if (!room)
		return false;
	struct example_report report = { 0 };
	bool ok = run_examples(arena, matcher, room, &report);
	rx_room_free(room);
	if (ok)
		*out = report;
	return ok;
}
