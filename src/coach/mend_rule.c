#include "coach/mend_part.h"

#include "base/buf.h"
#include "coach/clause.h"
#include "coach/inflect.h"
#include "coach/suggest.h"
#include "coach/words.h"

/* What a move makes of a sentence that addresses somebody goes behind the address: "Hi Pat, …". */
static struct str addressed(struct patient *p, struct str filled)
{
	struct str address = str_slice(p->typed, 0, clause_address_end(p->typed));
	if (!address.len || !filled.len)
		return filled;
	bool small;
	struct str said = str_ends(address, STR(", ")) ? mend_as_clause(p, filled, &small) : filled;
	return arena_printf(p->m->arena, "%.*s%.*s", STR_FMT(address), STR_FMT(said));
}

/* "We ask that offers be submitted and will be considered": is the second of two verbs left without the subject that they shared? */
static bool strands_verb(struct str filled)
{
	static const char *const verbs[] = { " and will ", " and is ", " and are ", " and can ", " and cannot ", " and may ", " and must " };
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs && str_starts(filled, STR("We ask ")); i++)
		if (str_find(filled, str_of(verbs[i]), 0) < filled.len)
			return true;
	return false;
}

/* What is nothing to be sorry about is told as it is: "As things stand, volunteers are not staff."; where that was said already, by itself. */
static bool try_unregretted(struct patient *p, struct str filled, struct mended *out)
{
	static const struct str regret = { "I'm sorry that ", 15 };
	struct str clause = str_slice(filled, regret.len, filled.len);
	if (p->m->stages->language != LANGUAGE_EN || !str_starts(filled, regret) || !clause_suits_no_regret(clause) || clause_opens_with(clause, WORDS_NO_SUBJECTS))
		return false;
	bool in_finished = p->m->in_finished, leads = !(p->m->leads & 1U << LEAD_FACT);
	p->m->in_finished = true;
	bool accepted = leads && mend_accept(p, arena_printf(p->m->arena, "As things stand, %.*s", STR_FMT(clause)), out);
	p->m->leads |= accepted ? 1U << LEAD_FACT : 0;
	accepted = accepted || mend_accept(p, inflect_upper_first(p->m->arena, clause), out);
	p->m->in_finished = in_finished;
	return accepted;
}

/* What the move makes of the sentence when its pattern matches there. A move to nothing takes the sentence away, when nothing is lost with it. */
static bool try_move(struct patient *p, const struct matcher *matcher, const struct move *move, struct mended *out)
{
	const struct stages *s = p->m->stages;
	struct str with = image_str(matcher_image(matcher), move->with);
	struct str norm = str_slice(s->norm.bytes, p->span.start, p->span.end);
	size_t address = s->language == LANGUAGE_EN ? clause_address_end(norm) : 0;
	struct rx_match match;
	if ((move->cuts && mend_tells_need(p)) || match_pattern(matcher, p->m->room, move->pattern, str_slice(norm, address, norm.len), &match) != RX_MATCH)
		return false;
	if (!with.len && !mend_lost_facts(p, with).count) {
		*out = mend_removal(p);
		return true;
	}
	struct suggest_source source = { &s->norm, s->input, p->span.start + address, match.captures, match.capture_count };
	struct str filled = suggest_fill(p->m->arena, with, &source);
	if (strands_verb(filled))
		return false;
	bool in_finished = p->m->in_finished;
	p->m->in_finished = in_finished || move->helps;
	bool accepted = mend_accept(p, address ? addressed(p, filled) : filled, out);
	p->m->in_finished = in_finished;
	return accepted || (!address && try_unregretted(p, filled, out));
}

bool mend_try_moves(struct patient *p, struct mended *out)
{
	const struct stages *s = p->m->stages;
	for (size_t l = 0; l < s->layers.count; l++) {
		const struct matcher *matcher = s->layers.items[l].matcher;
		const struct image *image = matcher_image(matcher);
		for (uint32_t i = 0; i < image->move_count; i++) {
			const struct move *move = &image->moves[i];
			bool is_for_it = move->categories & p->categories && image->packs[move->pack].language == s->language;
			if (!is_for_it || !try_move(p, matcher, move, out))
				continue;
			/* a move that keeps what leads in with its joint does so by words alone: taken apart, each clause may have a move that fits it better */
			if (str_starts(image_str(image, move->with), STR("{lead")))
				mend_try_moves_of_clauses(p, out);
			return true;
		}
	}
	return false;
}

/* Of the first move of a matcher that makes something of the text; with `unbarbs`, of those that leave out what only hurts. */
static struct str moved_by(struct patient *p, const struct matcher *matcher, const struct norm *norm, struct str text, bool unbarbs)
{
	const struct image *image = matcher_image(matcher);
	struct rx_match match;
	for (uint32_t i = 0; i < image->move_count; i++) {
		const struct move *move = &image->moves[i];
		struct str with = image_str(image, move->with);
		bool is_kind = unbarbs ? move->unbarbs : !move->cuts;
		bool is_for_it = with.len && is_kind && move->categories & p->categories && image->packs[move->pack].language == p->m->stages->language;
		if (!is_for_it || match_pattern(matcher, p->m->room, move->pattern, norm->bytes, &match) != RX_MATCH)
			continue;
		struct suggest_source source = { norm, text, 0, match.captures, match.capture_count };
		struct str filled = suggest_fill(p->m->arena, with, &source);
		if (filled.len)
			return filled;
	}
	return (struct str){ 0 };
}

static struct str moved(struct patient *p, const struct norm *norm, struct str text, bool unbarbs)
{
	const struct stages *s = p->m->stages;
	struct str made = { 0 };
	for (size_t l = 0; l < s->layers.count && !made.len; l++)
		made = moved_by(p, s->layers.items[l].matcher, norm, text, unbarbs);
	return made;
}

struct str mend_moved(struct patient *p, const struct norm *norm, struct str text)
{
	return moved(p, norm, text, false);
}

struct str mend_without_barb(struct patient *p, struct str text)
{
	struct norm norm = norm_of_str(p->m->arena, text);
	return moved(p, &norm, text, true);
}

/* A sentence of one's own cannot begin in the middle of another. */
static bool is_own_sentence(struct str s)
{
	return str_starts(s, STR("I know ")) || str_starts(s, STR("I'm sorry")) || str_starts(s, STR("I wish "));
}

static bool ends_in_be(struct str s)
{
	struct words w = words_cut(s);
	return w.count && words_in(&w, w.count - 1, WORDS_FORMS_OF_BE);
}

/* `with` in place of the bytes `at` of the draft, in this sentence; empty where it does not fit. */
static struct str splice(struct patient *p, struct hownot_span at, struct str with)
{
	struct arena *arena = p->m->arena;
	struct str input = p->m->stages->input;
	struct str before = text_make(arena, str_slice(input, p->at.start, at.start)).bytes;
	struct str after = text_make(arena, str_slice(input, at.end, p->at.end)).bytes, rest = str_trim(after);
	bool is_first = str_trim(before).len == 0, is_stopped = str_ends_in(with, ".!?");
	/* a whole sentence fits into the middle of another only when nothing but its stop follows */
	if ((!is_first && is_own_sentence(with)) || (rest.len > 1 && is_stopped && rest.ptr[0] != '('))
		return (struct str){ 0 };
	/* "Gifts are subject to our policy": nothing is because of it */
	if (str_starts(with, STR("because ")) && ends_in_be(before))
		return (struct str){ 0 };
	if (!is_first && !str_ends_in(str_trim(before), ".!?:"))
		with = inflect_lower_first(arena, with);
	struct buf buf = buf_make(arena);
	buf_str(&buf, before);
	buf_str(&buf, with);
	buf_str(&buf, rest.len <= 1 && is_stopped ? STR("") : after);
	for (size_t i = 0; i < buf.len; i++)
		if (is_ascii_space(buf.bytes[i]))
			buf.bytes[i] = ' ';
	return buf_view(&buf);
}

static bool is_whole(struct hownot_span a, struct hownot_span b)
{
	return a.start <= b.start && a.end >= b.end;
}

/* The suggestion stands for a part of the sentence, and says something. */
static bool is_phrase(const struct patient *p, const struct hownot_suggestion *s)
{
	bool is_inside = s->span.start >= p->at.start && s->span.end <= p->at.end;
	return is_inside && !is_whole(s->span, p->at) && !str_starts(str_of(s->text), STR("[plain"));
}

bool mend_try_phrases(struct patient *p, struct mended *out)
{
	for (size_t i = 0; i < p->count; i++) {
		const struct hownot_finding *f = p->findings[i];
		for (size_t k = 0; k < f->suggestion_count && !mend_is_of_signals(f); k++) {
			const struct hownot_suggestion *s = &f->suggestions[k];
			if (is_phrase(p, s) && mend_accept(p, splice(p, s->span, str_of(s->text)), out))
				return true;
		}
	}
	return false;
}

/* A rule may speak for its sentence when its match is most of it. */
static bool governs(const struct patient *p, const struct hownot_finding *f)
{
	enum { LEAST_PERCENT = 45 };
	return 100 * (f->span.end - f->span.start) >= LEAST_PERCENT * (p->at.end - p->at.start);
}

/* "The next step is [step], and I can help with it." has nothing to say but its blank. */
static bool is_hollow(struct str text)
{
	return str_starts(text, STR("The next step is [step]"));
}

bool mend_try_sentences(struct patient *p, bool with_blanks, struct mended *out)
{
	with_blanks = with_blanks && mend_has(p, MEND_SAYS_NO);
	for (size_t i = 0; i < p->count; i++) {
		const struct hownot_finding *f = p->findings[i];
		if (mend_is_of_signals(f) || !governs(p, f))
			continue;
		for (size_t k = 0; k < f->suggestion_count; k++) {
			const struct hownot_suggestion *s = &f->suggestions[k];
			bool is_sentence =
			    is_whole(s->span, p->at) && (with_blanks || !s->blank_count) && !is_hollow(str_of(s->text));
			if (is_sentence && mend_accept(p, str_of(s->text), out))
				return true;
		}
	}
	return false;
}
