#include "coach/mend_part.h"

#include "base/buf.h"
#include "coach/calm.h"
#include "coach/clause.h"
#include "coach/inflect.h"
#include "coach/lexicon.h"
#include "coach/shed.h"
#include "coach/suggest.h"
#include "coach/voice.h"

#include <math.h>
#include <string.h>

/* What the model makes of the worst sentence of a text. */
enum reading { READS_CLEAN, READS_STRONG, READS_BADLY, UNREAD };

/* Badly is more than strong: at least halfway from there to certain. */
static enum reading reading_of(const struct model *model, const float *thresholds, size_t sentence)
{
	if (!assess_is_strong(model, thresholds, sentence))
		return READS_CLEAN;
	double strong = model_probability(model_sentence(model, sentence)[TARGET_STRONG]);
	return 2 * strong >= 1 + (double)thresholds[THRESHOLD_STRONG] ? READS_BADLY : READS_STRONG;
}

/* What the model makes of a text: the reading of its worst sentence, and the highest log odds of one that a trainer would stop at. */
struct verdict {
	enum reading reading;
	double odds;
};

/* By itself, or as in a reply that surely acknowledges and offers. */
static struct model read_there(struct mender *m, bool in_finished, const struct layers *layers, const struct shapes *shapes, const struct norm *norm,
			       const struct sentences *sentences)
{
	static const double surely = 3;
	struct range all = { 0, (uint32_t)sentences->count };
	struct model model = model_start(m->arena, layers);
	model_add_words(m->arena, &model, layers, shapes, norm, sentences, m->stages->language);
	model_add_checks(m->arena, &model, layers, shapes, all, m->stages->language);
	model_finish_checks(&model, layers, shapes, m->stages->language);
	static const enum target good[] = { TARGET_ACKNOWLEDGES, TARGET_OFFERS_ALTERNATIVE, TARGET_SEEMS_AGENT };
	for (size_t i = 0; in_finished && i < sizeof good / sizeof *good; i++)
		model.checks[good[i]] = fmax(model.checks[good[i]], surely);
	if (in_finished)
		model.checks[TARGET_SEEMS_GATEKEEPER] = fmin(model.checks[TARGET_SEEMS_GATEKEEPER], -surely);
	model_look_at(m->arena, &model, layers, shapes, all, m->stages->language);
	return model;
}

/* The text read in the place of the sentence: its shape bits that come from the place are those of the sentence. */
static struct verdict judge_there(struct mender *m, bool in_finished, size_t index, struct str text)
{
	static const uint64_t of_place = (uint64_t)1 << SHAPE_FIRST | (uint64_t)1 << SHAPE_LAST | (uint64_t)1 << SHAPE_SECOND |
					 (uint64_t)1 << SHAPE_LATE | (uint64_t)1 << SHAPE_REPLY_SHORT | (uint64_t)1 << SHAPE_REPLY_LONG |
					 (uint64_t)1 << SHAPE_SALUTATION;
	static const uint64_t alone = (uint64_t)1 << SHAPE_ALONE; /* an acknowledgement and an offer will stand beside it */
	const struct stages *s = m->stages;
	struct norm norm = norm_of_str(m->arena, text);
	struct sentences sentences = sentence_split(m->arena, &norm);
	struct layers layers;
	if (!stages_match(m->arena, s->layers, m->room, &norm, &sentences, s->language, &layers))
		return (struct verdict){ UNREAD, INFINITY };
	struct shapes shapes = shape_make(m->arena, &norm, &sentences, s->question_norm.bytes);
	for (size_t i = 0; i < sentences.count; i++)
		shapes.sentences[i].bits = (shapes.sentences[i].bits & ~of_place & ~alone) | (s->shapes.sentences[index].bits & of_place);
	model_add_rule_shapes(&layers, &shapes);
	struct model model = read_there(m, in_finished, &layers, &shapes, &norm, &sentences);
	const float *thresholds = model_thresholds(&s->layers, s->language);
	struct verdict worst = { READS_CLEAN, -INFINITY };
	for (size_t i = 0; i < sentences.count; i++) {
		enum reading reading = reading_of(&model, thresholds, i);
		worst.reading = reading > worst.reading ? reading : worst.reading;
		worst.odds = fmax(worst.odds, model_sentence(&model, i)[TARGET_STRONG]);
	}
	return worst;
}

bool mend_is_clean(struct mender *m, size_t index, struct str text)
{
	return judge_there(m, m->in_finished, index, text).reading == READS_CLEAN;
}

bool mend_reads_badly(struct mender *m, size_t index, struct str text)
{
	return judge_there(m, false, index, text).reading == READS_BADLY;
}

/* In log odds: by how much the coach has to be less likely to stop at a text than at another for the difference to count. */
static const double clearly = 0.5;

bool mend_is_milder(const struct patient *p, struct str a, struct str b)
{
	return judge_there(p->m, false, p->index, a).odds + clearly < judge_there(p->m, false, p->index, b).odds;
}

/* Does byte i of the text only repeat what stands behind it: one space of two, the space before a mark, the first of two stops that are no ellipsis? */
static bool is_doubled(struct str text, size_t i)
{
	char c = text.ptr[i], next = i + 1 < text.len ? text.ptr[i + 1] : '\0';
	bool is_last = i + 2 >= text.len;
	if (c == ' ')
		return next == ' ' || next == ',' || next == ';' || (next == '.' && (is_last || text.ptr[i + 2] == ' '));
	if (c != next || (c != ',' && c != '.'))
		return false;
	return (is_last || text.ptr[i + 2] != '.') && (i == 0 || text.ptr[i - 1] != '.');
}

/* Where a regret ends and a clause of its own begins behind a comma: "I'm sorry that we don't lend it, it's all that we have"; 0 when none does. */
static size_t splice_at(struct str text)
{
	enum { FIRST_WORDS = 3 };
	struct str regret = lexicon_start(LANGUAGE_EN, WORDS_SORRY_OPENINGS, text), rest = str_slice(text, regret.len, text.len);
	struct str clause = str_starts(rest, STR(" that ")) ? str_slice(rest, 6, rest.len) : STR("");
	if (!regret.len || !clause.len || clause_is_subordinate(clause) || memchr(clause.ptr, '(', clause.len) || memchr(clause.ptr, '"', clause.len))
		return 0;
	for (size_t at = str_find(text, STR(", "), 0); at < text.len; at = str_find(text, STR(", "), at + 1))
		if (clause_count_words(str_slice(text, 0, at)) > FIRST_WORDS && lexicon_start(LANGUAGE_EN, WORDS_SPLICES, str_slice(text, at + 2, text.len)).len)
			return at;
	return 0;
}

/* Where a clause of its own ends and a regret begins behind a comma: "the desk has them, I'm sorry that we don't"; 0 when none does. */
static size_t regret_at(struct str text)
{
	static const char *const openings[] = { ", I'm sorry that ", ", we're sorry that ", ", I'm also sorry that ", ", we're also sorry that " };
	for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
		size_t at = str_find(text, str_of(openings[i]), 0);
		struct str before = str_slice(text, 0, at);
		if (at < text.len && !clause_is_subordinate(before) && clause_is_statement(LANGUAGE_EN, before))
			return at;
	}
	return 0;
}

/* The comma of a splice is a stop. */
static struct str stopped(struct arena *arena, struct str text)
{
	size_t at = splice_at(text);
	at = at ? at : regret_at(text);
	struct str rest = str_slice(text, at ? at + 2 : 0, text.len);
	return at ? arena_printf(arena, "%.*s. %.*s", STR_FMT(str_slice(text, 0, at)), STR_FMT(inflect_upper_first(arena, rest))) : text;
}

/* Capital at the start when the sentence had one; one stop at the end. */
static struct str finish(struct patient *p, struct str text)
{
	static const char ends[] = ".!?:\")]";
	struct arena *arena = p->m->arena;
	text = str_trim(text);
	if (!is_ascii_lower(p->typed.ptr[0]))
		text = inflect_upper_first(arena, text);
	struct buf buf = buf_make(arena);
	for (size_t i = 0; i < text.len; i++)
		if (!is_doubled(text, i))
			buf_char(&buf, text.ptr[i]);
	if (str_ends_in(p->typed, ends) && buf.len && !str_ends_in(buf_view(&buf), ends))
		buf_char(&buf, '.');
	return buf_view(&buf);
}

/* In a draft that says "we" our sentences do, too. */
static struct str in_person(struct patient *p, struct str text)
{
	return p->m->says_we ? voice_as_we(p->m->arena, text) : text;
}

/* A sentence may have one blank, where the reply has no offer and not too many blanks yet. */
static bool may_have(const struct mender *m, size_t blanks)
{
	return blanks <= 1 && m->blanks + blanks <= MEND_MOST_BLANKS && !(blanks && m->offers);
}

/* Is the text, finished, good enough but for how it reads? */
static bool is_fit(struct patient *p, struct str text, size_t *blanks)
{
	suggest_blanks(p->m->arena, text, blanks);
	bool regrets_twice = mend_is_led_in(text) && mend_count_regrets(text); /* "To explain: I'm sorry that" */
	return !clause_limps(text) && !regrets_twice && !str_eq(text, p->typed) && may_have(p->m, *blanks) && !mend_lost_facts(p, text).count;
}

bool mend_accept_milder(struct patient *p, struct str text, struct mended *out)
{
	size_t blanks = 0;
	text = finish(p, text);
	if (!is_fit(p, text, &blanks) || !mend_is_milder(p, text, p->typed))
		return false;
	*out = (struct mended){ .touched = true, .text = text, .says_no = mend_has(p, MEND_SAYS_NO), .blanks = blanks };
	return true;
}

static bool accept_typed(struct patient *p, struct str text, struct mended *out)
{
	size_t blanks = 0;
	text = finish(p, text);
	if (!is_fit(p, text, &blanks) || !mend_is_clean(p->m, p->index, text))
		return false;
	*out = (struct mended){ .touched = true, .text = text, .says_no = mend_has(p, MEND_SAYS_NO), .blanks = blanks };
	return true;
}

bool mend_accept_as_is(struct patient *p, struct str text, struct mended *out)
{
	text = in_person(p, str_trim(text));
	struct str apart = p->m->stages->language == LANGUAGE_EN ? stopped(p->m->arena, text) : text;
	return (apart.ptr != text.ptr && accept_typed(p, apart, out)) || accept_typed(p, text, out);
}

static struct str straightened(struct arena *arena, struct str s)
{
	struct buf buf = buf_make(arena);
	for (size_t at = 0; at < s.len;) {
		bool curly = str_starts(str_slice(s, at, s.len), STR("\xE2\x80\x99"));
		buf_char(&buf, curly ? '\'' : s.ptr[at]);
		at += curly ? 3 : 1;
	}
	return buf_view(&buf);
}

/* Without its asides. The lists have straight apostrophes; the writer's come back when the reply is put together. */
static struct str without_asides(struct patient *p, struct str text)
{
	struct str input = p->m->stages->input;
	bool is_straight = str_find(input, STR("'"), 0) < input.len;
	struct str straight = is_straight ? text : straightened(p->m->arena, text), bare = shed_asides(p->m->arena, straight);
	return bare.ptr == straight.ptr ? text : bare;
}

/* Whoever is sorry twice in a reply says it in other words: behind one of these the next that reads clean. */
static const char *const regrets[] = { "I'm sorry that", "I'm also sorry that", "I wish I could say otherwise, but", "I know it's disappointing that" };
enum { REGRETS = sizeof regrets / sizeof *regrets };

size_t mend_count_regrets(struct str text)
{
	/* "we're sorry that", and "also", too */
	size_t count = str_count(text, STR("sorry that"));
	for (size_t i = 0; i < REGRETS; i++)
		count += str_ends(str_of(regrets[i]), STR("sorry that")) ? 0 : str_count(text, str_of(regrets[i]));
	return count;
}

/* "Also" is for who was sorry before. */
static const char *fitting_regret(const struct mender *m, size_t at)
{
	return m->regrets || !strstr(regrets[at], " also ") ? regrets[at] : "I'm really sorry that";
}

static bool accept_varied(struct patient *p, struct str text, struct mended *out)
{
	struct mender *m = p->m;
	struct str first = str_of(regrets[0]), clause = str_slice(text, first.len, text.len);
	if (!str_starts(text, first))
		return mend_accept_as_is(p, text, out);
	if (lexicon_is_in(LANGUAGE_EN, WORDS_GOOD_DENIALS, clause) || clause_retorts(clause))
		return false;
	bool wishes = str_find(clause, STR(" wish "), 0) < clause.len; /* once in a sentence */
	for (size_t i = 0; i < REGRETS; i++) {
		size_t at = (m->regrets + i) % REGRETS;
		if (wishes && strstr(regrets[at], "wish"))
			continue;
		if (!mend_accept_as_is(p, arena_printf(m->arena, "%s%.*s", fitting_regret(m, at), STR_FMT(clause)), out))
			continue;
		m->regrets = at + 1;
		return true;
	}
	return false;
}

bool mend_accept(struct patient *p, struct str text, struct mended *out)
{
	const struct stages *s = p->m->stages;
	struct arena *arena = p->m->arena;
	if (!text.len)
		return false;
	if (s->language != LANGUAGE_EN)
		return mend_accept_as_is(p, text, out);
	struct str even = mend_has(p, 1U << HOWNOT_SHOUTING) ? calm_down(arena, text) : text;
	struct str bare = without_asides(p, even);
	if (clause_is_statement(s->language, even) && !clause_is_statement(s->language, bare))
		bare = even; /* an aside that was all there was */
	struct str plain = shed_officialese(arena, bare, p->m->contracts);
	if (plain.ptr != bare.ptr && accept_varied(p, plain, out))
		return true;
	if (bare.ptr != text.ptr && bare.len && accept_varied(p, bare, out))
		return true;
	return accept_varied(p, text, out);
}

/* "You will be aware that": s behind it. */
static struct str without_reminder(struct str s)
{
	struct str rest = clause_without_lead(s);
	return str_ends(str_slice(s, 0, s.len - rest.len), STR(" that ")) ? rest : s;
}

/* The text without its asides and what reminds; empty when nothing of account would go, or when nothing would be said any more. */
static struct str shed_text(struct patient *p, struct str text)
{
	/* without a mere adverb it may read clean, and so keep a barb */
	enum { LEAST_WORDS = 3, LEAST_ASIDE_WORDS = 2 };
	struct str bare = without_reminder(without_asides(p, text));
	size_t words = clause_count_words(bare);
	if (words < LEAST_WORDS || words + LEAST_ASIDE_WORDS > clause_count_words(text))
		return (struct str){ 0 };
	if (clause_is_statement(LANGUAGE_EN, text) && !clause_is_statement(LANGUAGE_EN, bare))
		return (struct str){ 0 };
	return bare;
}

/* What is left of the text of a sentence goes in its place, unless it reads worse than all of it. */
static void leave_unless_worse(struct patient *p, struct str text, struct str left, struct mended *mended)
{
	size_t blanks = 0;
	left = finish(p, left);
	if (!is_fit(p, left, &blanks) || (!mend_is_clean(p->m, p->index, left) && mend_is_milder(p, text, left)))
		return;
	mended->touched = true;
	mended->text = left;
}

void mend_shed(struct patient *p, struct mended *mended)
{
	struct str text = mended->touched ? mended->text : p->typed;
	if (p->m->stages->language != LANGUAGE_EN || !text.len)
		return;
	struct str bare = shed_text(p, text);
	if (bare.len)
		leave_unless_worse(p, text, bare, mended);
}

void mend_drop_barb(struct patient *p, struct mended *mended)
{
	struct str text = mended->touched ? mended->text : p->typed;
	struct str bare = text.len ? mend_without_barb(p, text) : text;
	if (bare.len)
		leave_unless_worse(p, text, bare, mended);
}
