#include "coach/mend_part.h"

#include "base/utf8.h"
#include "coach/calm.h"
#include "coach/clause.h"
#include "coach/inflect.h"
#include "coach/lexicon.h"
#include "coach/shed.h"

#include <string.h>

size_t mend_sentence_at(const struct stages *stages, size_t byte)
{
	size_t low = 0, high = stages->sentences.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (norm_span(&stages->norm, stages->sentences.spans[middle]).end <= byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Is anything strong found in what the writer said, and not in what an earlier round put in? */
static bool has_strong(struct arena *arena, const struct stages *stages, const struct hownot_result *result, struct str ours)
{
	for (size_t i = 0; i < result->finding_count; i++) {
		const struct hownot_finding *f = &result->findings[i];
		if (!f->has_span || (size_t)f->category >= (size_t)HOWNOT_PHRASE_CATEGORIES || f->severity != HOWNOT_STRONG)
			continue;
		struct str typed = norm_typed(arena, &stages->norm, stages->input, stages->sentences.spans[mend_sentence_at(stages, f->span.start)]);
		if (str_find(ours, typed, 0) >= ours.len)
			return true;
	}
	return false;
}

struct found *mend_find(struct arena *arena, const struct stages *stages, const struct hownot_result *result, bool presses, struct str ours)
{
	struct found *found = arena_alloc(arena, stages->sentences.count + 1, sizeof *found);
	bool by_weak = presses && !has_strong(arena, stages, result, ours);
	for (size_t i = 0; i < result->finding_count; i++) {
		const struct hownot_finding *f = &result->findings[i];
		if (!f->has_span || (size_t)f->category >= (size_t)HOWNOT_PHRASE_CATEGORIES)
			continue;
		/* findings stand by place, so those of a sentence stand together, but for a blank among them */
		struct found *of = &found[mend_sentence_at(stages, f->span.start)];
		of->first = of->count ? of->first : i;
		of->count = i + 1 - of->first;
		of->strong = of->strong || f->severity == HOWNOT_STRONG || by_weak;
	}
	return found;
}

/*
 * From which probability on a colleague would keep what a sentence tells, 99 in a hundred of those and nine in ten, and below which leave it out, two in three and seven in
 * ten: in drafts of hands that the weights have not seen.
 */
static const double very_surely_kept = 0.97, surely_kept = 0.7, rather_gone = 0.6, surely_gone = 0.5;

static bool cites_rule_in(struct str s)
{
	return lexicon_is_in(LANGUAGE_EN, WORDS_RULE_NOUNS, s) || lexicon_is_in(LANGUAGE_EN, WORDS_NOTICES, s);
}

static bool cites_rule(const struct patient *p)
{
	return cites_rule_in(p->typed);
}

/* Did the patron ask why? */
static bool is_asked_why(const struct patient *p)
{
	static const char *const asks[] = { "why ", "why?", "how come ", "the reason" };
	struct str question = utf8_fold(p->m->arena, p->m->stages->question_norm.bytes);
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
		if (str_find(question, str_of(asks[i]), 0) < question.len)
			return true;
	return false;
}

/* Does the sentence say why, when that was asked? */
static bool says_why(const struct patient *p)
{
	return lexicon_start(LANGUAGE_EN, WORDS_ANSWER_OPENINGS, p->typed).len && is_asked_why(p);
}

bool mend_is_surely_kept(const struct patient *p)
{
	return (double)p->m->stages->kept[p->index] >= very_surely_kept;
}

/* Would a colleague very surely keep it, as it speaks of the very thing that was asked about, and do signals alone stop at it, though not as blame? */
static bool is_answer_by_signals(const struct patient *p)
{
	return mend_is_surely_kept(p) && !mend_is_by_rule(p) && !mend_has(p, 1U << HOWNOT_BLAME) && shape_has(p->m->stages->shapes.sentences[p->index], SHAPE_ECHO);
}

/* Does it tell where something is to be had? */
static bool tells_where(const struct patient *p)
{
	enum language language = p->m->stages->language;
	bool points = lexicon_is_in(language, WORDS_POINTERS, p->typed) || lexicon_is_in(language, WORDS_WELCOME, p->typed);
	return points && !clause_says_not(p->typed);
}

/* Does the sentence tell the patron what to do: "Ask at the desk", "You put in your PIN"? */
static bool instructs(const struct patient *p)
{
	struct str rest = clause_without_lead(p->typed), you = STR("you ");
	return clause_is_imperative(str_starts_nocase(rest, you) ? str_slice(rest, you.len, rest.len) : rest);
}

static bool says_plain_no(struct patient *p)
{
	bool small;
	return !mend_has(p, MEND_BELITTLES) && clause_is_plain_no(mend_as_clause(p, clause_without_lead(p->typed), &small));
}

static void ask_whether_kept(struct patient *p)
{
	double kept = (double)p->m->stages->kept[p->index];
	bool comforts = lexicon_is_in(p->m->stages->language, WORDS_COMFORTS, p->typed);
	p->stays = kept >= surely_kept || says_why(p);
	/* in what nobody stopped at, what tells how to go on, and a plain no, doubt is for the sentence */
	bool doubtful = !p->count || tells_where(p) || instructs(p) || says_plain_no(p);
	p->goes = !p->stays && !comforts && kept < (doubtful ? surely_gone : rather_gone);
}

static struct patient examine(struct mender *m, size_t index)
{
	struct patient p = { .m = m, .index = index, .span = m->stages->sentences.spans[index], .strong = m->found[index].strong };
	p.at = norm_span(&m->stages->norm, p.span);
	p.typed = norm_typed(m->arena, &m->stages->norm, m->stages->input, p.span);
	size_t capacity = 0;
	for (size_t i = 0; i < m->found[index].count; i++) {
		const struct hownot_finding *f = &m->result->findings[m->found[index].first + i];
		if ((size_t)f->category >= (size_t)HOWNOT_PHRASE_CATEGORIES)
			continue;
		/* NOLINTNEXTLINE(bugprone-sizeof-expression): a list of pointers */
		*ARENA_PUSH(m->arena, p.findings, p.count, capacity) = f;
		p.categories |= 1U << f->category;
	}
	ask_whether_kept(&p);
	return p;
}

/* What is no prose stays, whatever it is. */
static bool is_prose(const struct patient *p)
{
	return !p->typed.len || !memchr(p->typed.ptr, '\0', p->typed.len);
}

bool mend_has(const struct patient *p, unsigned categories)
{
	return (p->categories & categories) != 0;
}

bool mend_is_idle(const struct patient *p)
{
	return !mend_has(p, ~(unsigned)MEND_IDLE);
}

bool mend_is_of_signals(const struct hownot_finding *f)
{
	return str_starts(str_of(f->rule), STR("signals/"));
}

/* Does the sentence hold what the patron may need: a fact, several names, what to do, where something is to be had, or what stands in the way? */
static bool helps(struct patient *p)
{
	static const enum word_list telling[] = { WORDS_POINTERS, WORDS_GOOD_NEWS, WORDS_WORTH_KEEPING };
	struct facts lost = mend_lost_facts(p, STR(""));
	size_t names = 0;
	while (names < lost.count && lost.items[names].kind == FACT_NAME)
		names++;
	if (names < lost.count || names > 1 || instructs(p))
		return true;
	for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
		if (lexicon_is_in(p->m->stages->language, telling[i], p->typed))
			return true;
	return false;
}

bool mend_is_barb(struct patient *p)
{
	bool belittles = false;
	for (size_t i = 0; i < p->count; i++) {
		bool hurts = MEND_BELITTLES >> p->findings[i]->category & 1U, strong = p->findings[i]->severity == HOWNOT_STRONG;
		if (strong && !hurts)
			return false;
		belittles = belittles || (strong && hurts);
	}
	/* of all but blame signals alone are less sure than of what a colleague would keep */
	if (p->stays && !mend_is_by_rule(p) && !mend_has(p, 1U << HOWNOT_BLAME))
		return false;
	return belittles && !says_why(p) && !is_answer_by_signals(p) && !p->m->grounds[p->index] && !str_ends(p->typed, STR(":")) && !helps(p);
}

bool mend_is_statement(const struct patient *p, struct str s)
{
	return !str_ends_in(p->typed, "?") && clause_is_statement(p->m->stages->language, s);
}

static bool try_sentence_case(struct patient *p, struct mended *out)
{
	return mend_has(p, 1U << HOWNOT_SHOUTING) && mend_accept(p, calm_down(p->m->arena, p->typed), out);
}

/* Without its asides the sentence may do as it is. */
static bool try_shedding(struct patient *p, struct mended *out)
{
	if (p->m->stages->language != LANGUAGE_EN)
		return false;
	struct str bare = shed_asides(p->m->arena, p->typed);
	if (bare.ptr == p->typed.ptr || clause_count_words(bare) <= 2)
		return false;
	return mend_accept_as_is(p, mend_has(p, 1U << HOWNOT_SHOUTING) ? calm_down(p->m->arena, bare) : bare, out);
}

/* Somebody is sent where help is. */
static bool points_the_way(const struct patient *p)
{
	return mend_has(p, 1U << HOWNOT_BRUSH_OFF) && clause_is_imperative(clause_without_lead(p->typed));
}

/* Nothing is lost with it: no fact that the patron needs, and no pointer to where help is. */
static bool can_go(struct patient *p)
{
	return mend_is_idle(p) && !points_the_way(p) && !p->stays && !mend_lost_facts(p, STR("")).count;
}

bool mend_is_by_rule(const struct patient *p)
{
	for (size_t i = 0; i < p->count; i++)
		if (!mend_is_of_signals(p->findings[i]))
			return true;
	return false;
}

bool mend_is_barb_by_rule(const struct patient *p)
{
	for (size_t i = 0; i < p->count; i++)
		if (!mend_is_of_signals(p->findings[i]) && MEND_BELITTLES >> p->findings[i]->category & 1U)
			return true;
	return false;
}

/* Is only a part of the sentence at fault? Signals, which always stop at the whole of it, do not tell. */
static bool is_partly(const struct patient *p)
{
	enum { MOST_PERCENT = 60 };
	for (size_t i = 0; i < p->count; i++) {
		struct hownot_span span = p->findings[i]->span;
		if (!mend_is_of_signals(p->findings[i]) && 100 * (span.end - span.start) > MOST_PERCENT * (p->at.end - p->at.start))
			return false;
	}
	return mend_is_by_rule(p);
}

/* A rule that is named where the patron asked about the very thing explains it, and what tells where something is may help: they stay. */
static bool answers(const struct patient *p)
{
	const struct stages *s = p->m->stages;
	if (cites_rule(p))
		return false;
	bool points = lexicon_is_in(LANGUAGE_EN, WORDS_POINTERS, p->typed), sends_away = mend_has(p, 1U << HOWNOT_BRUSH_OFF);
	if (sends_away && !points)
		return false;
	bool echoes = shape_has(s->shapes.sentences[p->index], SHAPE_ECHO) || sends_away;
	return !mend_has(p, ~(1U << HOWNOT_POLICY_SHIELD | 1U << HOWNOT_BRUSH_OFF | 1U << HOWNOT_SHOUTING | (echoes ? 1U << HOWNOT_DISMISSIVE : 0)));
}

/* A rule's sentence with a blank, in the place of one that says much, loses more than it mends. */
static bool may_have_blank(const struct patient *p)
{
	enum { SHORT_WORDS = 9 };
	return mend_has(p, 1U << HOWNOT_DEAD_END) && clause_count_words(p->typed) <= SHORT_WORDS;
}

/* Of a ground all is kept: no rule's sentence stands for it. */
static bool try_remaking(struct patient *p, bool is_ground, struct mended *out)
{
	return try_shedding(p, out) || mend_try_moves(p, out) || mend_try_phrases(p, out) || try_sentence_case(p, out) ||
	       (!is_ground && mend_try_sentences(p, may_have_blank(p), out));
}

/* What speaks of the very thing that was asked about answers, once its asides are gone: "as stated on the website, the barcode is on the back of the card". */
static bool try_answer(struct patient *p, struct mended *out)
{
	if (p->m->stages->language != LANGUAGE_EN || !shape_has(p->m->stages->shapes.sentences[p->index], SHAPE_ECHO))
		return false;
	enum { LEAST_ASIDE_WORDS = 3 }; /* a mere adverb is no aside */
	struct str bare = shed_asides(p->m->arena, p->typed);
	bool is_shed = clause_count_words(bare) + LEAST_ASIDE_WORDS <= clause_count_words(p->typed);
	return is_shed && mend_is_statement(p, bare) && !cites_rule_in(bare) && mend_accept_milder(p, bare, out);
}

/* Of a sentence that might go, what is worth its place. */
static bool try_keeping(struct patient *p, struct mended *out)
{
	return (is_partly(p) && mend_try_cut(p, out)) || (answers(p) && (mend_try_telling(p, out) || mend_try_explaining(p, out)));
}

/* A weak finding in a part of a sentence is no reason to do without the rest of it. */
static bool should_go(const struct patient *p)
{
	return p->strong || p->goes || (mend_is_by_rule(p) && !is_partly(p) && !mend_has(p, 1U << HOWNOT_BRUSH_OFF | 1U << HOWNOT_SHOUTING));
}

/* Does a move take the sentence away? What only teaches or mocks is none to tell. */
static bool is_let_go(struct patient *p)
{
	struct mended moved;
	return mend_try_moves(p, &moved) && !moved.text.len;
}

bool mend_tell(struct mender *m, size_t index, struct mended *mended)
{
	struct patient p = examine(m, index);
	bool blames = mend_is_barb(&p) || mend_has(&p, 1U << HOWNOT_BLAME | 1U << HOWNOT_EMPTY_APOLOGY) || is_let_go(&p);
	return p.typed.len && is_prose(&p) && !blames && (mend_try_telling(&p, mended) || mend_try_explaining(&p, mended));
}

bool mend_inform(struct mender *m, size_t index, bool points, struct mended *mended)
{
	struct patient p = examine(m, index);
	bool wanted = (!points || lexicon_is_in(LANGUAGE_EN, WORDS_POINTERS, p.typed)) && !is_let_go(&p);
	return p.typed.len && is_prose(&p) && wanted && mend_try_informing(&p, mended);
}

/* What only belittles or answers back has nothing to tell: somebody else says the no. */
static bool only_hurts(struct patient *p)
{
	if (mend_is_barb(p))
		return true;
	bool retorts = p->m->stages->language == LANGUAGE_EN && clause_retorts(p->typed);
	return !p->stays && (retorts || (mend_has(p, MEND_BELITTLES) && mend_is_by_rule(p))) && !mend_lost_facts(p, STR("")).count;
}

/* A ground that is given with a barb is none to keep, unless the barb is an aside. */
static bool states_ground(struct patient *p)
{
	if (!p->m->grounds[p->index])
		return false;
	return !mend_has(p, MEND_BELITTLES) || (p->m->stages->language == LANGUAGE_EN && shed_asides(p->m->arena, p->typed).ptr != p->typed.ptr);
}

/* What was led in, and holds what the patron needs: it may do without what leads in, and tells more than a note. */
static struct mended told_plainly(struct patient *p, struct mended gone)
{
	struct str plain = str_slice(p->typed, mend_lead_len(p->typed), p->typed.len);
	return (struct mended){ .touched = true, .text = inflect_upper_first(p->m->arena, str_trim(plain)), .says_no = gone.was_no };
}

/* What tells something that the patron needs, and surely blames nobody, is worth more as it is than the bare numbers and dates of it. */
static struct mended remove_or_leave(struct patient *p)
{
	struct mended gone = mend_removal(p);
	bool doubtful = mend_has(p, MEND_BELITTLES) && !gone.note.len && !p->stays;
	bool hurts = mend_has(p, 1U << HOWNOT_SHOUTING) || mend_is_barb_by_rule(p) || doubtful;
	bool tells = !p->m->in_need && (gone.note.len || (p->stays && !p->m->last_resort)) && !hurts && (mend_is_statement(p, p->typed) || instructs(p));
	if (tells)
		return (struct mended){ 0 };
	bool is_led_in = mend_is_led_in(p->typed) || mend_count_owned(p->typed);
	return gone.note.len && is_led_in ? told_plainly(p, gone) : gone;
}

/* A colleague would leave it out, and nothing is lost with it. */
static bool surely_goes(struct patient *p)
{
	return p->goes && !mend_lost_facts(p, STR("")).count;
}

/* What the patron may need is worth another try, and all the more where nothing but signals is against it, or nothing belittles. */
static bool is_worth_keeping(struct patient *p)
{
	bool by_rule = mend_is_by_rule(p), belittles = mend_has(p, MEND_BELITTLES);
	if (!by_rule && !belittles)
		return helps(p);
	return !(by_rule && belittles) && lexicon_is_in(p->m->stages->language, WORDS_WORTH_KEEPING, p->typed);
}

static struct mended mend_patient(struct patient *p)
{
	struct mender *m = p->m;
	struct mended mended = { 0 };
	bool gentle = !m->last_resort, is_ground = gentle && states_ground(p);
	if (!is_ground && surely_goes(p))
		return gentle && is_partly(p) && tells_where(p) && mend_try_cut(p, &mended) ? mended : mend_removal(p);
	if (gentle && try_remaking(p, is_ground, &mended))
		return mended;
	if (is_ground && (!p->strong || mend_try_ground(p, &mended)))
		return mended;
	bool idle = !is_ground && can_go(p);
	if (idle && gentle && try_keeping(p, &mended))
		return mended;
	if (idle && gentle && try_answer(p, &mended))
		return mended;
	if (idle && should_go(p) && !(gentle && is_worth_keeping(p)))
		return mend_removal(p);
	if (gentle && (mend_try_cut(p, &mended) || mend_try_cut_front(p, &mended)))
		return mended;
	if (gentle && p->strong && mend_try_cut_barb(p, &mended))
		return mended;
	if (gentle && mend_try_cut_tail(p, &mended))
		return mended;
	if (!p->strong)
		return mended;
	if (gentle && (mend_try_moves_of_clauses(p, &mended) || mend_try_telling(p, &mended)))
		return mended;
	if (only_hurts(p))
		return mend_removal(p);
	if (gentle && mend_try_sentences(p, true, &mended))
		return mended;
	/* what signals alone stop at may do as it is once the rest is mended: the next round sees */
	if (m->first_round && !mend_is_by_rule(p))
		return gentle && mend_try_owning_bare(p, &mended) ? mended : (struct mended){ 0 };
	if (gentle && (mend_try_explaining(p, &mended) || mend_try_owning(p, &mended)))
		return mended;
	/* a part of it tells more than a note of its facts */
	if (gentle && (mend_tells_need(p) || mend_lost_facts(p, STR("")).count) && (mend_try_cut_anywhere(p, &mended) || mend_try_clause(p, &mended)))
		return mended;
	return remove_or_leave(p);
}

/* Is what was made of a sentence that would go worth its place: no barb stands as it was, no blank, and a no that nobody is sure to miss is said again? */
static bool is_worth_its_place(struct patient *p, const struct mended *mended)
{
	bool barb = mend_is_barb(p) || (mend_has(p, MEND_BELITTLES) && (mend_is_by_rule(p) || !p->stays));
	bool as_it_was = !mended->touched || mended->text.len >= p->typed.len;
	return (p->stays || !mended->blanks) && !(barb && as_it_was) && (p->stays || mended->touched);
}

/* Is it more than a bare no, and would nineteen in twenty colleagues keep what it tells? */
static bool tells_much(struct patient *p)
{
	enum { LEAST_WORDS = 4 };
	static const double well_kept = 0.85;
	if (mend_is_surely_kept(p))
		return true;
	return (double)p->m->stages->kept[p->index] >= well_kept && !mend_has(p, 1U << HOWNOT_BLAME) && clause_count_words(p->typed) >= LEAST_WORDS && !is_let_go(p);
}

/* What would go, though a colleague would keep it or it says the no, is read as the finished reply will be, which acknowledges and offers. */
static struct mended mend_worth_keeping(struct patient *p)
{
	bool stays = p->stays;
	p->stays = false;
	struct mended mended = mend_patient(p);
	if (!mended.touched || mended.text.len || !(stays || (mended.was_no && !p->goes)))
		return mended;
	p->stays = stays;
	p->m->in_finished = true;
	struct mended kept = mend_patient(p);
	p->m->in_finished = false;
	bool told = stays && (!p->strong || tells_much(p));
	bool goes_even_so = kept.touched && !kept.text.len;
	if (told && goes_even_so && !p->m->last_resort)
		return (struct mended){ 0 };
	if (told && !p->m->last_resort)
		return kept;
	return is_worth_its_place(p, &kept) ? kept : mended;
}

/* The bytes of the bullet that a sentence begins with. */
static size_t bullet_len(struct str s)
{
	static const char *const bullets[] = { "* ", "- ", "\xE2\x80\xA2 " };
	for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
		if (str_starts(s, str_of(bullets[i])))
			return strlen(bullets[i]);
	return 0;
}

/* A bullet is no word of its sentence. */
static struct str without_bullet(struct patient *p)
{
	struct str bullet = str_slice(p->typed, 0, bullet_len(p->typed));
	size_t in_norm = bullet_len(str_slice(p->m->stages->norm.bytes, p->span.start, p->span.end));
	if (!bullet.len || !in_norm || bullet.len == p->typed.len)
		return (struct str){ 0 };
	p->span.start += in_norm;
	p->at.start = norm_span(&p->m->stages->norm, p->span).start;
	p->typed = str_slice(p->typed, bullet.len, p->typed.len);
	return bullet;
}

bool mend_is_idle_talk(struct mender *m, size_t index)
{
	enum { LEAST_WORDS = 4 }; /* "Stay warm!", "none" */
	struct patient p = examine(m, index);
	return is_prose(&p) && clause_count_words(p.typed) >= LEAST_WORDS && surely_goes(&p);
}

/* What was made of a sentence, without the barbs and asides that are left in it, and with its bullet. */
static void tidy_up(struct patient *p, struct str bullet, struct mended *mended)
{
	mend_drop_barb(p, mended);
	mend_trim_barb(p, mended);
	mend_shed(p, mended);
	if (bullet.len && mended->text.len)
		mended->text = arena_printf(p->m->arena, "%.*s%.*s", STR_FMT(bullet), STR_FMT(mended->text));
}

/* Do numbered steps follow, to which the sentence leads? */
static bool leads_to_steps(const struct patient *p)
{
	struct str input = p->m->stages->input, behind = str_trim(str_slice(input, p->at.end, input.len));
	return p->m->stages->language == LANGUAGE_EN && str_ends(p->typed, STR(":")) && str_starts(behind, STR("1"));
}

struct mended mend_sentence(struct mender *m, size_t index)
{
	struct patient p = examine(m, index);
	if (!is_prose(&p))
		return (struct mended){ 0 };
	struct str bullet = without_bullet(&p);
	struct mended mended = mend_worth_keeping(&p);
	if (mended.touched && !mended.text.len && leads_to_steps(&p))
		mended.text = STR("Here is how it works:");
	tidy_up(&p, bullet, &mended);
	return mended;
}

bool mend_refusal(struct mender *m, size_t index, struct mended *mended)
{
	struct patient p = examine(m, index);
	if (mend_has(&p, MEND_BELITTLES))
		return false;
	struct str bullet = without_bullet(&p);
	p.stays = true;
	p.goes = false;
	m->in_finished = true;
	struct mended kept = mend_patient(&p);
	m->in_finished = false;
	if (!kept.text.len || kept.blanks)
		return false;
	tidy_up(&p, bullet, &kept);
	*mended = kept;
	return true;
}
