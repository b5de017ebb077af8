#include "rules/pump.h"

#include "base/buf.h"
#include "rules/branch.h"
#include "rules/relax.h"
#include "rules/word.h"

/* What a branch says, word by word; where it has gaps. */
enum { MOST_ATOMS = 24 };
struct atoms {
	struct str items[MOST_ATOMS];
	bool gap_before[MOST_ATOMS + 1];
	size_t count;
	size_t choice; /* which of several words or parts is taken: this one, counted round */
};

/* A text that the name of a word (word.h) stands for. */
static struct str spelled(struct arena *arena, struct str name)
{
	if (str_eq(name, STR(WORD_WITH_DIGIT)))
		return STR("1");
	if (str_eq(name, STR(WORD_WITH_CAPITAL)) || str_eq(name, STR(WORD_WITH_CAPITALS)))
		return STR("AA");
	if (str_eq(name, STR(WORD_FOREIGN_MARK)))
		return STR("\xE2\x80\x93");
	struct str text = arena_str(arena, name);
	if (text.len > 1 && (str_ends(text, STR("*")) || str_ends(text, STR("^"))))
		text.len--;
	return text;
}

static void add_atom(struct atoms *atoms, struct str text)
{
	if (atoms->count < MOST_ATOMS && text.len)
		atoms->items[atoms->count++] = text;
}

static void say_node(struct arena *arena, const struct nodes *r, uint32_t number, struct atoms *atoms)
{
	const struct node *node = &r->nodes[number];
	const uint32_t *parts = r->parts + node->parts.first;
	switch (node->kind) {
	case NODE_WORDS:
	case NODE_MARKS:
		if (node->parts.count)
			add_atom(atoms, spelled(arena, r->words[parts[atoms->choice % node->parts.count]]));
		return;
	case NODE_ANY:
		add_atom(atoms, STR("a"));
		return;
	case NODE_GAP:
		atoms->gap_before[atoms->count] = true;
		return;
	case NODE_CHOICE:
		if (node->parts.count)
			say_node(arena, r, parts[atoms->choice % node->parts.count], atoms);
		return;
	case NODE_SEQUENCE:
	case NODE_OPTION:
		for (uint32_t i = 0; i < node->parts.count; i++)
			say_node(arena, r, parts[i], atoms);
		return;
	default:
		return;
	}
}

/* ---- sentences ---- */

static void say(struct buf *out, const struct atoms *atoms, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if (out->len)
			buf_char(out, ' ');
		buf_str(out, atoms->items[i]);
	}
}

/*
 * The atoms before `from`, then `part` over and over, then an end that is none: PCRE2 gives up at once where a letter that every match has to have
 * is not there.
 */
static struct str pumped(struct arena *arena, const struct atoms *atoms, size_t from, struct str part)
{
	struct buf out = buf_make(arena);
	say(&out, atoms, 0, from);
	if (out.len)
		buf_char(&out, ' ');
	size_t end = atoms->count ? atoms->items[atoms->count - 1].len + sizeof " x" : 0;
	while (part.len && out.len + part.len + end <= PUMP_BYTES)
		buf_str(&out, part);
	if (atoms->count)
		buf_printf(&out, " x%.*s", STR_FMT(atoms->items[atoms->count - 1]));
	return buf_view(&out);
}

struct trial {
	struct arena *arena;
	struct rx_room *room;
	const struct rx *rx;
	struct pump worst;
};

/* The least limit under which the search ends: the steps that it takes. */
static uint32_t count_steps(const struct trial *t, struct str sentence)
{
	uint32_t low = RX_MATCH_LIMIT, high = PUMP_MOST_STEPS;
	if (rx_find_within(t->rx, t->room, sentence, high) == RX_LIMIT)
		return high;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (rx_find_within(t->rx, t->room, sentence, middle) == RX_LIMIT)
			low = middle;
		else
			high = middle;
	}
	return high;
}

static void try_sentence(struct trial *t, struct str sentence)
{
	if (t->worst.steps || rx_find_within(t->rx, t->room, sentence, RX_MATCH_LIMIT) != RX_LIMIT)
		return;
	t->worst = (struct pump){ count_steps(t, sentence), sentence };
}

/* The words after each gap, and after the first word, without the last one: what the search takes up again and again, and never ends. */
static void try_gaps(struct trial *t, const struct atoms *atoms)
{
	for (size_t i = 0; i < atoms->count; i++) {
		if (i > 1 && !atoms->gap_before[i])
			continue;
		struct buf part = buf_make(t->arena);
		say(&part, atoms, i, i + 1 < atoms->count ? atoms->count - 1 : atoms->count);
		buf_char(&part, ' ');
		try_sentence(t, pumped(t->arena, atoms, i, buf_view(&part)));
		struct buf one = buf_make(t->arena);
		say(&one, atoms, i, i + 1);
		buf_char(&one, ' ');
		try_sentence(t, pumped(t->arena, atoms, i, buf_view(&one)));
	}
}

/* What classes and dots run through, in one word and in many, behind the beginning of the pattern and behind all of it but the end. */
static void try_fillers(struct trial *t, const struct atoms *atoms)
{
	static const char *const fillers[] = { "a", "a ", "1", "a, ", "a-", "A ", "a'" };
	for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++) {
		try_sentence(t, pumped(t->arena, atoms, 0, str_of(fillers[i])));
		try_sentence(t, pumped(t->arena, atoms, atoms->count ? 1 : 0, str_of(fillers[i])));
		if (atoms->count > 2)
			try_sentence(t, pumped(t->arena, atoms, atoms->count - 1, str_of(fillers[i])));
	}
}

/* The runs of letters of a pattern, each over and over: (?:na)+ wants "nananana". */
static void try_literals(struct trial *t, const struct atoms *atoms, struct str pattern)
{
	for (size_t at = 0, end; at < pattern.len; at = end + 1) {
		for (end = at; end < pattern.len && (is_ascii_alpha(pattern.ptr[end]) || (end > at && pattern.ptr[end] == ' '));)
			end++;
		if (end > at && !(at > 0 && pattern.ptr[at - 1] == '\\'))
			try_sentence(t, pumped(t->arena, atoms, 0, str_slice(pattern, at, end)));
	}
}

static void try_branch(struct trial *t, struct str branch)
{
	enum { CHOICES = 2, MOST_LITERAL_BYTES = 2000 };
	struct err err;
	struct rx *rx = rx_compile(branch, &err);
	if (!rx)
		return;
	t->rx = rx;
	struct nodes nodes = nodes_make(t->arena);
	nodes.has_no_tails = true;
	uint32_t root = relax_pattern(&nodes, branch).root;
	for (size_t choice = 0; choice < CHOICES; choice++) {
		struct atoms atoms = { .choice = choice * (SIZE_MAX / 2) };
		say_node(t->arena, &nodes, root, &atoms);
		try_gaps(t, &atoms);
		if (choice)
			continue;
		try_fillers(t, &atoms);
		if (branch.len <= MOST_LITERAL_BYTES)
			try_literals(t, &atoms, branch);
	}
	rx_free(rx);
}

struct pump pump_pattern(struct arena *arena, struct rx_room *room, struct str pattern)
{
	struct arena work = { 0 };
	struct trial trial = { .arena = &work, .room = room };
	struct pump worst = { 0 };
	if (ARENA_CATCH(&work) == 0) {
		struct branch_texts branches = branch_split(&work, pattern);
		for (size_t i = 0; i < branches.count && !trial.worst.steps; i++)
			try_branch(&trial, branches.items[i].text);
		worst = trial.worst;
		if (worst.steps)
			worst.sentence = arena_str(arena, worst.sentence);
	}
	arena_free(&work);
	return worst;
}
