/*
 * rule_property - a rule finds its examples however they are typed
 *
 * What a rule finds as its example stands there, it finds between other sentences, in a longer one, with curly quotes, in capitals, with two spaces for
 * one, and wrapped in the middle. A rule about where a sentence begins is not looked for in a longer one, a rule about capitals not in capitals. Names
 * each example that is lost, and exits 1 when more are than the number given.
 *
 *     rule_property MOST
 */
#include "base/buf.h"
#include "rules/examples.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct str curly(struct arena *arena, struct str s)
{
	struct buf out = buf_make(arena);
	bool is_open = true;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '\'')
			buf_str(&out, STR("\xE2\x80\x99"));
		else if (s.ptr[i] == '"')
			buf_str(&out, is_open ? STR("\xE2\x80\x9C") : STR("\xE2\x80\x9D"));
		else
			buf_char(&out, s.ptr[i]);
		is_open ^= s.ptr[i] == '"';
	}
	return buf_view(&out);
}

static struct str capitals(struct arena *arena, struct str s)
{
	struct buf out = buf_make(arena);
	for (size_t i = 0; i < s.len; i++)
		buf_char(&out, ascii_upper(s.ptr[i]));
	return buf_view(&out);
}

static struct str double_spaces(struct arena *arena, struct str s)
{
	struct buf out = buf_make(arena);
	for (size_t i = 0; i < s.len; i++)
		buf_str(&out, s.ptr[i] == ' ' ? STR("  ") : (struct str){ s.ptr + i, 1 });
	return buf_view(&out);
}

/*
 * A line break for the space that is nearest to the middle, in a paragraph that is as wide as editors fill them: shorter lines are lines, and longer ones
 * paragraphs.
 */
static struct str wrapped(struct arena *arena, struct str s)
{
	size_t best = s.len;
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] == ' ' && (best == s.len || labs((long)i - (long)s.len / 2) < labs((long)best - (long)s.len / 2)))
			best = i;
	enum { LONG_BYTES = 30 };
	struct str first = str_slice(s, 0, best), rest = str_slice(s, best + 1, s.len);
	const char *about = first.len > LONG_BYTES ? "" : " about the plans for the autumn";
	return arena_printf(arena, "Thank you for your message of Monday%s. %.*s%s%.*s", about, STR_FMT(first), best < s.len ? "\n" : "", STR_FMT(rest));
}

static struct str between(struct arena *arena, struct str s)
{
	return arena_printf(arena, "Thank you for your message of Monday. %.*s%s See you soon.", STR_FMT(s),
			    s.len && strchr(".!?", s.ptr[s.len - 1]) ? "" : ".");
}

/* Words before it in the same sentence, and a sentence on either side. */
static struct str longer(struct arena *arena, struct str s)
{
	return arena_printf(arena, "Thank you for your message of Monday. As we said on the phone, %.*s%s See you soon.", STR_FMT(s),
			    s.len && strchr(".!?", s.ptr[s.len - 1]) ? "" : ".");
}

struct bench {
	struct arena *arena;
	const struct matcher *matcher;
	struct rx_room *room;
	size_t tried, lost;
};

static bool is_found(struct bench *b, uint32_t rule, struct str text)
{
	const struct image *image = &image_builtin;
	const struct pack *pack = &image->packs[image->rules[rule].pack];
	struct norm norm = norm_of_str(b->arena, text);
	struct sentences sentences = sentence_split(b->arena, &norm);
	struct force force = { (enum language)pack->language, READS_DRAFT };
	struct hits hits;
	if (!match_sentences(b->arena, b->matcher, b->room, &norm, &sentences, force, &hits))
		return false;
	for (size_t i = 0; i < hits.count; i++)
		if (hits.items[i].feature == image->signal_count + rule)
			return true;
	return false;
}

/* Does the rule's pattern, or one of its exceptions, have this in it? */
static bool speaks_of(uint32_t rule, const char *what)
{
	const struct rule *r = &image_builtin.rules[rule];
	struct str pattern = image_str(&image_builtin, image_builtin.patterns[r->pattern].source);
	bool does = str_find(pattern, str_of(what), 0) < pattern.len;
	for (uint32_t u = 0; u < r->unless.count; u++) {
		struct str unless = image_str(&image_builtin, image_builtin.patterns[r->unless.first + u].source);
		does = does || str_find(unless, str_of(what), 0) < unless.len;
	}
	return does;
}

static void try_example(struct bench *b, uint32_t rule, struct str example)
{
	static const struct {
		const char *name;
		struct str (*make)(struct arena *, struct str);
		const char *unless; /* not where the pattern has this: it is about ends of sentences, about capitals */
	} ways[] = {
		{ "between sentences", between, NULL }, { "in a longer sentence", longer, "^" },     { "with curly quotes", curly, NULL },
		{ "in capitals", capitals, "(?-i" },	{ "with two spaces", double_spaces, NULL }, { "wrapped", wrapped, NULL },
	};
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		if (ways[i].unless && speaks_of(rule, ways[i].unless))
			continue;
		b->tried++;
		if (is_found(b, rule, ways[i].make(b->arena, example)))
			continue;
		b->lost++;
		struct str id = image_str(&image_builtin, image_builtin.rules[rule].id);
		printf("%.*s: lost %s: %.*s\n", STR_FMT(id), ways[i].name, STR_FMT(example));
	}
}

int main(int argc, char **argv)
{
	size_t most = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
	struct arena arena = { 0 };
	if (ARENA_CATCH(&arena))
		return 2;
	struct matcher *matcher = matcher_new(&image_builtin);
	struct bench bench = { &arena, matcher, rx_room_new(), 0, 0 };
	for (uint32_t r = 0; matcher && bench.room && r < image_builtin.rule_count; r++) {
		struct range match = image_builtin.rules[r].examples.match;
		for (uint32_t i = 0; i < match.count; i++)
			try_example(&bench, r, image_str(&image_builtin, image_builtin.refs[match.first + i]));
	}
	printf("%zu examples in another dress, %zu lost, %zu allowed\n", bench.tried, bench.lost, most);
	int status = !bench.tried || bench.lost > most;
	rx_room_free(bench.room);
	matcher_free(matcher);
	arena_free(&arena);
	return status;
}
