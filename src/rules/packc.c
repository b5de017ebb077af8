/*
 * packc - compile rule packs into C
 *
 *     packc PACK.json… > packs.c
 *
 * Run when the program is built. Reads the packs in the order given (a pack that is used stands before its
 * users) and prints the image (image.h) as constant arrays. A bad pack stops the build with its message.
 */
#include "base/buf.h"
#include "base/io.h"
#include "rules/pack.h"
#include "rules/pieces.h"
#include "rules/plan.h"
#include "rules/rx.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static void print_bytes(const char *type, const char *name, struct str bytes)
{
	enum { LINE = 100 };
	printf("static const %s %s[] =", type, name);
	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char c = (unsigned char)bytes.ptr[i];
		if (i % LINE == 0)
			printf("%s\n\t\"", i ? "\"" : "");
		if (c < 0x20 || c >= 0x7F || c == '"' || c == '\\' || c == '?')
			printf("\\%03o", c);
		else
			putchar(c);
	}
	printf("%s;\n\n", bytes.len ? "\"" : " \"\"");
}

static void print_range(struct range r)
{
	printf("{%" PRIu32 ",%" PRIu32 "}", r.first, r.count);
}

static void print_ref(struct ref r)
{
	printf("{%" PRIu32 ",%" PRIu32 "},", r.at, r.len);
}

static void print_numbers(const char *name, const uint32_t *numbers, size_t count)
{
	printf("static const uint32_t %s[] = {", name);
	for (size_t i = 0; i < count; i++)
		printf("%s%" PRIu32 ",", i % 20 ? "" : "\n\t", numbers[i]);
	printf("0};\n\n");
}

static void print_needs(const struct need *needs, size_t count)
{
	printf("static const struct need needs[] = {");
	for (size_t i = 0; i < count; i++)
		printf("%s{%" PRIu32 ",%d,%d},", i % 15 ? "" : "\n\t", needs[i].set, needs[i].least, needs[i].most);
	printf("{0,0,0}};\n\n");
}

static void print_floats(const char *name, const float *numbers, size_t count)
{
	printf("static const float %s[] = {", name);
	for (size_t i = 0; i < count; i++)
		printf("%s%.9g,", i % 18 ? "" : "\n\t", (double)numbers[i]);
	printf("0};\n\n");
}

static void print_classes(const struct image *image)
{
	printf("static const struct char_class classes[] = {\n");
	for (uint32_t i = 0; i < image->class_count; i++) {
		const struct char_class *class = &image->classes[i];
		printf("\t{{");
		for (size_t k = 0; k < 4; k++)
			printf("0x%" PRIx64 ",", class->latin[k]);
		printf("},{");
		for (size_t k = 0; k < CLASS_MOST_OTHERS; k++)
			printf("%" PRIu32 ",", class->others[k]);
		printf("},%" PRIu32 ",%" PRIu32 ",%" PRIu32 "},\n", class->other_count, class->letters, class->rest);
	}
	printf("};\n\n");
}

static void print_packs(const struct image *image)
{
	printf("static const struct pack packs[] = {\n");
	for (uint32_t i = 0; i < image->pack_count; i++) {
		printf("\t{");
		print_ref(image->packs[i].name);
		print_ref(image->packs[i].title);
		printf("%d,%d,", image->packs[i].language, image->packs[i].reads);
		print_range(image->packs[i].unless);
		printf("},\n");
	}
	printf("};\n\n");
}

static void print_examples(struct examples examples)
{
	printf("{");
	print_range(examples.match);
	printf(",");
	print_range(examples.pass);
	printf("}},\n");
}

static void print_rules(const struct image *image)
{
	printf("static const struct rule rules[] = {\n");
	for (uint32_t i = 0; i < image->rule_count; i++) {
		const struct rule *rule = &image->rules[i];
		printf("\t{");
		print_ref(rule->id);
		print_ref(rule->message);
		print_ref(rule->why);
		print_ref(rule->source);
		printf("%" PRIu32 ",%" PRIu32 ",", rule->pack, rule->pattern);
		print_range(rule->unless);
		printf(",%d,%d,", rule->category, rule->severity);
		print_range(rule->rewrites);
		printf(",");
		print_examples(rule->examples);
	}
	printf("\t{{0,0},{0,0},{0,0},{0,0},0,0,{0,0},0,0,{0,0},{{0,0},{0,0}}}\n};\n\n");
}

static void print_signals(const struct image *image)
{
	printf("static const struct signal signals[] = {\n");
	for (uint32_t i = 0; i < image->signal_count; i++) {
		const struct signal *signal = &image->signals[i];
		printf("\t{");
		print_ref(signal->id);
		print_ref(signal->says);
		printf("%" PRIu32 ",%" PRIu32 ",", signal->pack, signal->pattern);
		print_range(signal->unless);
		printf(",%d,", signal->evidence);
		print_examples(signal->examples);
	}
	printf("\t{{0,0},{0,0},0,0,{0,0},0,{{0,0},{0,0}}}\n};\n\n");
}

static void print_moves(const struct image *image)
{
	printf("static const struct move moves[] = {\n");
	for (uint32_t i = 0; i < image->move_count; i++) {
		const struct move *move = &image->moves[i];
		printf("\t{");
		print_ref(move->id);
		print_ref(move->with);
		printf("%" PRIu32 ",%" PRIu32 ",%d,%d,%d,%d,", move->pack, move->pattern, move->categories, move->cuts, move->unbarbs, move->helps);
		print_range(move->before);
		printf(",");
		print_range(move->after);
		printf("},\n");
	}
	printf("\t{{0,0},{0,0},0,0,0,0,0,0,{0,0},{0,0}}\n};\n\n");
}

/* The topics; returns how many options they have. */
static size_t print_topics(const struct image *image)
{
	size_t options = 0;
	printf("static const struct topic topics[] = {\n");
	for (uint32_t i = 0; i < image->topic_count; i++) {
		const struct topic *topic = &image->topics[i];
		printf("\t{");
		print_ref(topic->id);
		print_ref(topic->title);
		print_ref(topic->asked);
		printf("%" PRIu32 ",%" PRIu32 ",", topic->pack, topic->pattern);
		print_range(topic->unless);
		printf(",");
		print_range(topic->options);
		printf(",");
		print_examples(topic->examples);
		options = (size_t)topic->options.first + topic->options.count;
	}
	printf("\t{{0,0},{0,0},{0,0},0,0,{0,0},{0,0},{{0,0},{0,0}}}\n};\n\n");
	return options;
}

static void print_options(const struct image *image, size_t count)
{
	printf("static const struct option options[] = {\n");
	for (size_t i = 0; i < count; i++) {
		printf("\t{");
		print_ref(image->options[i].what);
		print_ref(image->options[i].say);
		print_ref(image->options[i].service);
		printf("%d,", image->options[i].grounds);
		print_range(image->options[i].unless);
		printf("},\n");
	}
	printf("\t{{0,0},{0,0},{0,0},0,{0,0}}\n};\n\n");
}

static void print_scenarios(const struct image *image)
{
	printf("static const struct scenario scenarios[] = {\n");
	for (uint32_t i = 0; i < image->scenario_count; i++) {
		const struct scenario *s = &image->scenarios[i];
		const struct ref texts[] = { s->id, s->topic, s->title, s->question, s->hard, s->answer };
		printf("\t{");
		for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
			print_ref(texts[t]);
		print_range(s->facts);
		printf(",%" PRIu32 ",%d},\n", s->pack, s->ground);
	}
	printf("\t{{0,0},{0,0},{0,0},{0,0},{0,0},{0,0},{0,0},0,0}\n};\n\n");
}

/* Sizes of the arrays that the image itself does not count. */
struct sizes {
	size_t pool, needs, word_sets, rewrites, refs;
};

static size_t most(size_t a, size_t b)
{
	return a > b ? a : b;
}

static size_t range_end(struct range r)
{
	return (size_t)r.first + r.count;
}

static size_t ref_end(struct ref r)
{
	return (size_t)r.at + r.len + 1;
}

static struct sizes measure(const struct image *image)
{
	struct sizes s = { 0 };
	for (uint32_t i = 0; i < image->pattern_count; i++) {
		s.pool = most(s.pool, ref_end(image->patterns[i].source));
	}
	for (uint32_t i = 0; i < image->rule_count; i++) {
		const struct rule *rule = &image->rules[i];
		s.pool = most(s.pool, most(most(ref_end(rule->id), ref_end(rule->message)), most(ref_end(rule->why), ref_end(rule->source))));
		s.rewrites = most(s.rewrites, range_end(rule->rewrites));
		s.refs = most(s.refs, most(range_end(rule->examples.match), range_end(rule->examples.pass)));
	}
	for (uint32_t i = 0; i < image->signal_count; i++) {
		const struct signal *signal = &image->signals[i];
		s.pool = most(s.pool, most(ref_end(signal->id), ref_end(signal->says)));
		s.refs = most(s.refs, most(range_end(signal->examples.match), range_end(signal->examples.pass)));
	}
	for (uint32_t i = 0; i < image->pack_count; i++)
		s.pool = most(s.pool, most(ref_end(image->packs[i].name), ref_end(image->packs[i].title)));
	for (uint32_t i = 0; i < image->definition_count; i++)
		s.pool = most(s.pool, most(ref_end(image->definitions[i].name), ref_end(image->definitions[i].source)));
	for (uint32_t i = 0; i < image->word_count; i++)
		s.pool = most(s.pool, ref_end(image->words[i].text));
	for (uint32_t i = 0; i < image->override_count; i++)
		s.pool = most(s.pool, ref_end(image->overrides[i].what));
	for (size_t i = 0; i < s.rewrites; i++)
		s.pool = most(s.pool, ref_end(image->rewrites[i].with));
	for (uint32_t i = 0; i < image->move_count; i++) {
		s.pool = most(s.pool, most(ref_end(image->moves[i].id), ref_end(image->moves[i].with)));
		s.refs = most(s.refs, most(range_end(image->moves[i].before), range_end(image->moves[i].after)));
	}
	for (uint32_t i = 0; i < image->topic_count; i++) {
		const struct topic *topic = &image->topics[i];
		s.pool = most(s.pool, most(ref_end(topic->id), most(ref_end(topic->title), ref_end(topic->asked))));
		s.refs = most(s.refs, most(range_end(topic->examples.match), range_end(topic->examples.pass)));
		for (uint32_t k = 0; k < topic->options.count; k++) {
			const struct option *option = &image->options[topic->options.first + k];
			s.pool = most(s.pool, most(ref_end(option->what), most(ref_end(option->say), ref_end(option->service))));
		}
	}
	for (uint32_t i = 0; i < image->scenario_count; i++) {
		const struct scenario *scenario = &image->scenarios[i];
		const struct ref texts[] = { scenario->id,	 scenario->topic, scenario->title,
					     scenario->question, scenario->hard,  scenario->answer };
		for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
			s.pool = most(s.pool, ref_end(texts[t]));
		s.refs = most(s.refs, range_end(scenario->facts));
	}
	for (size_t i = 0; i < (size_t)LANGUAGES * WORD_LISTS; i++)
		s.refs = most(s.refs, range_end(image->lists[i]));
	for (size_t i = 0; i < s.refs; i++)
		s.pool = most(s.pool, ref_end(image->refs[i]));
	for (uint32_t i = 0; i < image->way_count; i++)
		s.needs = most(s.needs, (size_t)image->ways[i].need + image->ways[i].need_count);
	for (uint32_t i = 0; i < image->word_count; i++)
		s.word_sets = most(s.word_sets, range_end(image->words[i].sets));
	return s;
}

/* The code of all patterns. */
struct code {
	struct pieces pieces;
	struct range *of_branch, *of_guard;
	struct str version;
};

/* Frees rx, which may be NULL. */
static bool encode(struct arena *arena, struct rx *rx, struct pieces *pieces, struct range *out)
{
	struct rx_encoding encoding;
	if (!rx || !rx_encode(rx, &encoding))
		return false;
	*out = pieces_add(pieces, arena_str(arena, (struct str){ (const char *)encoding.bytes, encoding.len }));
	rx_encoding_free(encoding);
	rx_free(rx);
	return true;
}

/* Does the plan do for every plain text? */
static bool is_planned(const struct image *image, uint32_t plan)
{
	return plan && !plan_is_narrow(image, plan);
}

static bool encode_patterns(struct arena *arena, const struct image *image, struct code *out)
{
	out->pieces = pieces_make(arena);
	out->of_branch = arena_alloc(arena, image->branch_count + 1U, sizeof *out->of_branch);
	out->of_guard = arena_alloc(arena, image->guard_count + 1U, sizeof *out->of_guard);
	/* What is planned is for PCRE2 now and then only, and compiled then. */
	for (uint32_t i = 0; i < image->branch_count; i++)
		if (!is_planned(image, image->branches[i].plan) &&
		    !encode(arena, rx_compile(image_str(image, image->branches[i].source), NULL), &out->pieces, &out->of_branch[i]))
			return false;
	for (uint32_t i = 0; i < image->guard_count; i++)
		if (!is_planned(image, image->guards[i].plan) &&
		    !encode(arena, rx_compile_guard(image_str(image, image->guards[i].source)), &out->pieces, &out->of_guard[i]))
			return false;
	out->version = rx_version(arena_alloc(arena, RX_VERSION_BYTES, 1));
	return true;
}

static void print_pieces(const struct pieces *pieces)
{
	printf("static const struct ref code_pieces[] = {");
	for (size_t i = 0; i < pieces->count; i++) {
		printf("%s", i % 12 ? "" : "\n\t");
		print_ref(pieces->items[i]);
	}
	printf("{0,0}};\n\n");
}

static void print_branches(const struct image *image, struct code code)
{
	printf("static const struct branch branches[] = {\n");
	for (uint32_t i = 0; i < image->branch_count; i++) {
		const struct branch *branch = &image->branches[i];
		printf("\t{");
		print_ref(branch->source);
		printf("%" PRIu32 ",%" PRIu32 "u,", branch->pattern, branch->guard);
		print_range(branch->ways);
		printf(",%d,%" PRIu32 ",", branch->begins_with_word, branch->plan);
		print_range(code.of_branch[i]);
		printf("},\n");
	}
	printf("\t{{0,0},0,0,{0,0},0,0,{0,0}}\n};\n\nstatic const struct guard guards[] = {\n");
	for (uint32_t i = 0; i < image->guard_count; i++) {
		printf("\t{");
		print_ref(image->guards[i].source);
		printf("%" PRIu32 ",", image->guards[i].plan);
		print_range(code.of_guard[i]);
		printf("},\n");
	}
	printf("\t{{0,0},0,{0,0}}\n};\n\n");
}

/* The image itself: its arrays have the names of its members. */
static void print_struct(const struct image *image, struct str code_version)
{
	static const char *const arrays[] = { "pool",	 "packs",     "rules",	 "signals", "moves", "topics",	 "options",   "scenarios", "patterns",
					      "branches", "guards",   "ways",	 "needs", "rewrites", "refs",      "letters", "definitions", "words",
					      "others", "branch_ways", "set_ways", "common", "word_sets", "buckets", "tags", "plans", "choices", "classes", "code",	 "code_pieces", "pattern_feature", "feature_packs", "lists",
					      "overrides", "here",    "near",	 "shape",   "thresholds", "weighed", "weighed_hashes", "said", "asked" };
	const struct {
		const char *name;
		uint32_t number;
	} counts[] = {
		{ "pack_count", image->pack_count },	     { "rule_count", image->rule_count },
		{ "signal_count", image->signal_count },     { "move_count", image->move_count },
		{ "topic_count", image->topic_count },	     { "scenario_count", image->scenario_count },
		{ "pattern_count", image->pattern_count },   { "branch_count", image->branch_count },
		{ "guard_count", image->guard_count },	     { "way_count", image->way_count },
		{ "definition_count", image->definition_count }, { "word_count", image->word_count },
		{ "set_count", image->set_count },	     { "calling_set_count", image->calling_set_count },
		{ "bucket_count", image->bucket_count },     { "plan_bytes", image->plan_bytes },
		{ "choice_bytes", image->choice_bytes },     { "class_count", image->class_count },
		{ "override_count", image->override_count },
	};
	printf("const struct image image_builtin = {\n");
	for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
		printf("\t.%s = %s,\n", arrays[i], arrays[i]);
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		printf("\t.%s = %" PRIu32 ",\n", counts[i].name, counts[i].number);
	printf("\t.always = ");
	print_range(image->always);
	printf(",\n\t.sets_with_common = ");
	print_range(image->sets_with_common);
	printf(",\n\t.code_version = { \"%.*s\", %zu },\n};\n", STR_FMT(code_version), code_version.len);
}

static void print_weighed(const struct image *image)
{
	size_t count = 0;
	printf("static const struct range weighed[] = {");
	for (size_t l = 0; l < LANGUAGES; l++) {
		print_range(image->weighed[l]);
		printf(",");
		count += image->weighed[l].count;
	}
	printf("};\n\n");
	print_numbers("weighed_hashes", image->weighed_hashes, count);
	print_floats("said", image->said, count * WORD_TARGETS);
	print_floats("asked", image->asked, count * WORD_CHECK_TARGETS);
}

static void print_image(const struct image *image, struct code code)
{
	struct sizes s = measure(image);
	printf("/* Made by packc from rules/ when the program is built. */\n#include \"rules/image.h\"\n\n");
	print_bytes("char", "pool", (struct str){ image->pool, s.pool });
	print_bytes("char", "letters", (struct str){ image->letters, s.refs });
	print_bytes("char", "code", buf_view(&code.pieces.store));
	print_bytes("unsigned char", "plans", (struct str){ (const char *)image->plans, image->plan_bytes });
	print_bytes("unsigned char", "choices", (struct str){ (const char *)image->choices, image->choice_bytes });
	print_classes(image);
	print_pieces(&code.pieces);
	print_packs(image);
	print_rules(image);
	print_signals(image);
	print_moves(image);
	print_options(image, print_topics(image));
	print_scenarios(image);
	printf("static const struct pattern patterns[] = {\n");
	for (uint32_t i = 0; i < image->pattern_count; i++) {
		printf("\t{");
		print_ref(image->patterns[i].source);
		print_range(image->patterns[i].branches);
		printf("},\n");
	}
	printf("\t{{0,0},{0,0}}\n};\n\n");
	print_branches(image, code);
	printf("static const struct way ways[] = {");
	for (uint32_t i = 0; i < image->way_count; i++) {
		const struct way *way = &image->ways[i];
		printf("%s{%" PRIu32 ",%" PRIu32 "u,%" PRIu32 "u,", i % 10 ? "" : "\n\t", way->branch, way->first, way->second);
		printf("%" PRIu32 ",%d,%d},", way->need, way->need_count, way->at_start);
	}
	printf("{0,0,0,0,0,0}};\n\n");
	print_needs(image->needs, s.needs);
	printf("static const struct rewrite rewrites[] = {");
	for (size_t i = 0; i < s.rewrites; i++) {
		printf("%s{", i % 8 ? "" : "\n\t");
		print_ref(image->rewrites[i].with);
		printf("%d},", image->rewrites[i].scope);
	}
	printf("{{0,0},0}};\n\nstatic const struct ref refs[] = {");
	for (size_t i = 0; i < s.refs; i++) {
		printf("%s", i % 12 ? "" : "\n\t");
		print_ref(image->refs[i]);
	}
	printf("{0,0}};\n\nstatic const struct definition definitions[] = {\n");
	for (uint32_t i = 0; i < image->definition_count; i++) {
		printf("\t{");
		print_ref(image->definitions[i].name);
		print_ref(image->definitions[i].source);
		printf("%" PRIu32 "},\n", image->definitions[i].pack);
	}
	printf("\t{{0,0},{0,0},0}\n};\n\nstatic const struct word words[] = {");
	for (uint32_t i = 0; i < image->word_count; i++) {
		printf("%s{", i % 8 ? "" : "\n\t");
		print_ref(image->words[i].text);
		print_range(image->words[i].sets);
		printf("},");
	}
	printf("{{0,0},{0,0}}};\n\nstatic const struct common_words common[] = {");
	for (uint32_t i = 0; i < image->sets_with_common.count; i++) {
		printf("%s{{", i % 10 ? "" : "\n\t");
		for (size_t k = 0; k < IMAGE_COMMON / IMAGE_COMMON_BITS; k++)
			printf("0x%" PRIx64 ",", image->common[i].bits[k]);
		printf("}},");
	}
	printf("{{0}}};\n\n");
	print_numbers("word_sets", image->word_sets, s.word_sets);
	printf("static const struct override overrides[] = {");
	for (uint32_t i = 0; i < image->override_count; i++) {
		printf("{");
		print_ref(image->overrides[i].what);
		printf("%d},", image->overrides[i].kind);
	}
	printf("{{0,0},0}};\n\n");
	printf("static const struct range lists[] = {");
	for (size_t i = 0; i < (size_t)LANGUAGES * WORD_LISTS; i++) {
		printf("%s", i % 12 ? "" : "\n\t");
		print_range(image->lists[i]);
		printf(",");
	}
	printf("};\n\n");
	print_numbers("buckets", image->buckets, image->bucket_count);
	print_bytes("unsigned char", "tags", (struct str){ (const char *)image->tags, image->bucket_count });
	print_numbers("others", image->others, image->way_count);
	print_numbers("branch_ways", image->branch_ways, image->way_count);
	print_numbers("set_ways", image->set_ways, (size_t)image->calling_set_count + 1);
	print_numbers("pattern_feature", image->pattern_feature, image->pattern_count);
	print_numbers("feature_packs", image->feature_packs, image_feature_count(image));
	print_floats("here", image->here, (size_t)image_feature_count(image) * TARGETS);
	print_floats("near", image->near, (size_t)image_feature_count(image) * SENTENCE_TARGETS);
	print_floats("shape", image->shape, (size_t)LANGUAGES * SHAPES * TARGETS);
	print_floats("thresholds", image->thresholds, (size_t)LANGUAGES * THRESHOLDS);
	print_weighed(image);
	print_struct(image, code.version);
}

int main(int argc, char **argv)
{
	struct arena arena = { 0 };
	struct err err;
	if (ARENA_CATCH(&arena)) {
		fprintf(stderr, "packc: out of memory\n");
		return 2;
	}
	struct pack_compiler *compiler = pack_compiler_new(&arena, NULL);
	for (int i = 1; i < argc; i++) {
		struct str json;
		if (!io_read_file(&arena, argv[i], &json, &err) || !pack_add(compiler, argv[i], json, &err)) {
			fprintf(stderr, "packc: %s\n", err.text);
			return 2;
		}
	}
	struct image image;
	pack_finish(compiler, &image);
	struct code code = { 0 };
	if (!encode_patterns(&arena, &image, &code)) {
		fprintf(stderr, "packc: out of memory\n");
		return 2;
	}
	print_image(&image, code);
	arena_free(&arena);
	return fflush(stdout) || ferror(stdout) ? 2 : 0;
}
