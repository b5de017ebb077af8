#include "coach/mend.h"

#include "base/buf.h"
#include "coach/facts.h"
#include "coach/inflect.h"
#include "coach/shed.h"
#include "coach/suggest.h"
#include "coach/voice.h"

#include <string.h>

/* The sentence at hand. */
struct patient {
	struct mender *m;
	size_t index;
	struct span span;	/* in the normal form */
	struct hownot_span at;	/* in the draft */
	struct str typed;	/* as the writer typed it */
	const struct hownot_finding **findings;
	size_t count;
	unsigned categories; /* bits 1 << category of the findings to be mended */
};

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

struct found *mend_find(struct arena *arena, const struct stages *stages, const struct hownot_result *result)
{
	struct found *found = arena_alloc(arena, stages->sentences.count + 1, sizeof *found);
	for (size_t i = 0; i < result->finding_count; i++) {
		const struct hownot_finding *f = &result->findings[i];
		if (!f->has_span || (size_t)f->category >= (size_t)HOWNOT_PHRASE_CATEGORIES)
			continue;
		/* findings stand by place, so those of a sentence stand together, but for a blank among them */
		struct found *of = &found[mend_sentence_at(stages, f->span.start)];
		of->first = of->count ? of->first : i;
		of->count = i + 1 - of->first;
		of->strong = of->strong || f->severity == HOWNOT_STRONG;
	}
	return found;
}

static struct patient examine(struct mender *m, size_t index)
{
	struct patient p = { .m = m, .index = index, .span = m->stages->sentences.spans[index] };
	p.at = norm_span(&m->stages->norm, p.span);
	p.typed = norm_typed(m->arena, &m->stages->norm, m->stages->input, p.span);
	size_t capacity = 0;
	for (size_t i = 0; i < m->found[index].count; i++) {
		const struct hownot_finding *f = &m->result->findings[m->found[index].first + i];
		if ((size_t)f->category >= (size_t)HOWNOT_PHRASE_CATEGORIES)
			continue;
		*ARENA_PUSH(m->arena, p.findings, p.count, capacity) = f;
		p.categories |= 1U << f->category;
	}
	return p;
}

/* Advice that no rule made has only a frame of blanks to offer. */
static bool is_of_signals(const struct hownot_finding *f)
{
	return str_starts(str_of(f->rule), STR("signals/"));
}

static bool has_category(const struct patient *p, unsigned categories)
{
	return (p->categories & categories) != 0;
}

enum {
	SAYS_NO = 1U << HOWNOT_FLAT_REFUSAL | 1U << HOWNOT_DEAD_END,
	/* what can go without a loss to anybody */
	IDLE = 1U << HOWNOT_BLAME | 1U << HOWNOT_DISMISSIVE | 1U << HOWNOT_EMPTY_APOLOGY | 1U << HOWNOT_POLICY_SHIELD | 1U << HOWNOT_BRUSH_OFF | 1U << HOWNOT_SHOUTING,
};

/* The candidate read in the place of the sentence: its shape bits that come from the place are those of the sentence. */
bool mend_is_clean(struct mender *m, size_t index, struct str text)
{
	static const uint64_t of_place = (uint64_t)1 << SHAPE_FIRST | (uint64_t)1 << SHAPE_LAST | (uint64_t)1 << SHAPE_REPLY_SHORT |
					 (uint64_t)1 << SHAPE_REPLY_LONG | (uint64_t)1 << SHAPE_SALUTATION;
	const struct stages *s = m->stages;
	struct norm norm = norm_of_str(m->arena, text);
	struct sentences sentences = sentence_split(m->arena, &norm);
	struct layers layers;
	if (!stages_match(m->arena, s->layers, m->room, &norm, &sentences, s->language, &layers))
		return false;
	struct shapes shapes = shape_make(m->arena, &norm, &sentences, s->question_norm.bytes);
	for (size_t i = 0; i < sentences.count; i++)
		shapes.sentences[i].bits = (shapes.sentences[i].bits & ~of_place) | (s->shapes.sentences[index].bits & of_place);
	model_add_rule_shapes(&layers, &shapes);
	struct model model = model_make(m->arena, &layers, &shapes, sentences.count, s->language);
	const float *thresholds = matcher_image(s->layers.items[0].matcher)->thresholds + (size_t)s->language * THRESHOLDS;
	for (size_t i = 0; i < sentences.count; i++)
		if (assess_is_strong(&model, thresholds, i))
			return false;
	return true;
}

static bool is_last_byte(struct str s, const char *set)
{
	return s.len && strchr(set, s.ptr[s.len - 1]);
}

/* Capital at the start when the sentence had one; one stop at the end. */
static struct str finish(struct patient *p, struct str text)
{
	struct arena *arena = p->m->arena;
	text = str_trim(text);
	if (!is_ascii_lower(p->typed.ptr[0]))
		text = inflect_upper_first(arena, text);
	struct buf buf = buf_make(arena);
	for (size_t i = 0; i < text.len; i++) {
		char next = i + 1 < text.len ? text.ptr[i + 1] : '\0';
		bool doubled = text.ptr[i] == ' ' && (next == ' ' || next == ',' || next == ';' || (next == '.' && (i + 2 >= text.len || text.ptr[i + 2] == ' ')));
		doubled = doubled || ((text.ptr[i] == ',' || text.ptr[i] == '.') && next == text.ptr[i] && (i + 2 >= text.len || text.ptr[i + 2] != '.') && (i == 0 || text.ptr[i - 1] != '.'));
		if (!doubled)
			buf_char(&buf, text.ptr[i]);
	}
	bool had_stop = is_last_byte(p->typed, ".!?:\")]");
	if (had_stop && buf.len && !strchr(".!?:\")]", buf.bytes[buf.len - 1]))
		buf_char(&buf, '.');
	return buf_view(&buf);
}

/* Is all that is wrong with the sentence of a kind that can go without a loss to anybody? */
static bool is_idle(const struct patient *p)
{
	return !has_category(p, ~(unsigned)IDLE);
}

/* Does the fact stand in another sentence of the draft, too, that stays? */
static bool is_elsewhere(const struct patient *p, struct str fact)
{
	const struct stages *s = p->m->stages;
	for (size_t at = str_find(s->input, fact, 0); at < s->input.len; at = str_find(s->input, fact, at + 1)) {
		size_t sentence = mend_sentence_at(s, at);
		bool in_one = sentence < s->sentences.count && norm_span(&s->norm, s->sentences.spans[sentence]).start <= at;
		if (in_one && sentence != p->index && !p->m->gone[sentence])
			return true;
	}
	return false;
}

/* Does a unit stand behind the number: "21 days"? */
static bool is_measure(struct str s, size_t at)
{
	static const char *const units[] = { "day", "week", "hour", "minute", "min", "month", "year", "business", "working", "page", "item", "book", "cop" };
	struct str rest = str_trim(str_slice(s, at, s.len));
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (str_starts_nocase(rest, str_of(units[i])))
			return true;
	return false;
}

/* The facts that the patron needs and that `text` in place of the sentence would lose. A name in a sentence that blames is no loss. */
static struct facts lost_facts(struct patient *p, struct str text)
{
	/* a bare number goes with a clause that blames or cites a rule; elsewhere it counts something that the patron needs */
	bool blames = has_category(p, 1U << HOWNOT_BLAME | 1U << HOWNOT_DISMISSIVE), cites = has_category(p, 1U << HOWNOT_POLICY_SHIELD);
	struct facts lost = facts_missing(p->m->arena, p->typed, text, false);
	size_t count = 0;
	for (size_t i = 0; i < lost.count; i++) {
		struct span span = lost.items[i].span;
		bool matters = lost.items[i].kind != FACT_NAME || !is_idle(p);
		if (lost.items[i].kind == FACT_NUMBER)
			matters = !blames && (!cites || is_measure(p->typed, span.end));
		if (matters && !is_elsewhere(p, str_slice(p->typed, span.start, span.end)))
			lost.items[count++] = lost.items[i];
	}
	lost.count = count;
	return lost;
}

/* Short words that people put in capitals to be heard; longer ones are heard anyway. */
static bool is_shouted(struct str word)
{
	static const char *const shorts[] = { "NO", "NOT", "ALL", "ANY", "YOU", "MUST", "ONLY", "NOW", "ARE", "AND", "THE", "WILL", "DO", "IS", "IT", "TO", "IN", "OF", "OUR", "WE", "CAN", "BE", "FOR", "AT", "OR", "ON", "MAY", "ONE", "BUT", "YOUR", "HAVE", "BEEN", "THIS", "THAT", "WHEN", "READ", "EVER", "EACH", "BACK", "DUE", "FREE", "LATE", "SORRY" };
	static const char *const names[] = { "ISBN", "ISSN", "DVD", "DVDS", "HTML", "OCLC", "JSTOR", "EBSCO", "LGBTQ", "LGBTQIA", "OPAC", "WiFi", "USCIS", "NASA", "FERPA", "HIPAA", "COVID", "ASAP", "WIFI", "DOI", "UTC", "ADHD", "MARC", "RSVP" };
	for (size_t i = 0; i < sizeof shorts / sizeof *shorts; i++)
		if (str_eq(word, str_of(shorts[i])))
			return true;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq(word, str_of(names[i])))
			return false;
	if (word.len < 4)
		return false;
	for (size_t i = 0; i < word.len; i++)
		if (!is_ascii_upper(word.ptr[i]))
			return false;
	return true;
}

/* The text in sentence case, with one mark at its end. */
static struct str calm(struct arena *arena, struct str s)
{
	struct buf buf = buf_make(arena);
	for (size_t at = 0; at < s.len;) {
		size_t end = at;
		while (end < s.len && is_ascii_alpha(s.ptr[end]))
			end++;
		if (end == at) {
			bool again = s.ptr[at] == '!' && at > 0 && strchr("!?", s.ptr[at - 1]);
			char c = s.ptr[at++];
			bool run = c == '!' && at < s.len && s.ptr[at] == '!';
			if (!again)
				buf_char(&buf, run ? '.' : c);
			continue;
		}
		bool shouted = is_shouted(str_slice(s, at, end));
		for (size_t i = at; i < end; i++)
			buf_char(&buf, shouted && i > 0 ? ascii_lower(s.ptr[i]) : s.ptr[i]);
		at = end;
	}
	return buf_view(&buf);
}

/* In a draft that says "we" our sentences do, too. */
static struct str in_person(struct patient *p, struct str text)
{
	const struct stages *s = p->m->stages;
	return s->language == LANGUAGE_EN ? voice_person(p->m->arena, text, s->norm.bytes) : text;
}

static struct str opening_word(struct str s)
{
	struct str word = str_slice(s, 0, str_find(s, STR(" "), 0));
	while (is_last_byte(word, ",;:.!"))
		word.len--;
	return word;
}

static bool is_word_of(struct str word, const char *const *list)
{
	for (; *list; list++)
		if (str_eq_nocase(word, str_of(*list)))
			return true;
	return false;
}

/* A clause whose subject the writer left out, as in a chat: "can't do photos". The subject is the writer's side. */
static bool lacks_we(struct str clause)
{
	static const char *const auxiliaries[] = { "can't", "cannot", "cant", "won't", "wont", "don't", "dont", "couldn't", "haven't", NULL };
	return is_word_of(opening_word(clause), auxiliaries);
}

/* Is it a clause, and of a thing that one can be sorry about? "I appreciate that" is none, and a word with a capital begins no plain clause. */
static bool can_be_regretted(struct str clause)
{
	static const char *const stances[] = { "i appreciate", "we appreciate", "i understand", "we understand", "i know", "we know", "i see", "i realise", "i realize", "i hope", "we hope", "i trust",
					       "we trust", "i am sorry", "i'm sorry", "we're sorry", "we are sorry", "the problem is", "the answer is", "the fact is", "the point is", "the short answer", "this is because",
					       "that's", "so ", "if ", "as ", "because ", "when ", "there is therefore" };
	for (size_t i = 0; i < sizeof stances / sizeof *stances; i++)
		if (str_starts_nocase(clause, str_of(stances[i])))
			return false;
	static const char *const no_subjects[] = { "is", "are", "was", "were", "isn't", "aren't", "doesn't", "not", "can", "must", NULL };
	bool is_capital = clause.len > 1 && is_ascii_upper(clause.ptr[0]) && is_ascii_lower(clause.ptr[1]);
	return clause.len && !is_capital && !lacks_we(clause) && !is_word_of(opening_word(clause), no_subjects);
}

/* Ends on a word that wants another, or regrets what cannot be. */
static bool limps(struct str text)
{
	static const char *const open_words[] = { " of.", " for.", " to.", " with.", " in.", " on.", " at.", " by.", " and.", " or.", " the.", " a.", " from.", " as.", " that.", " whose.", " but.", " one of.", " than.", " is.", " are.", " because.", " if.", " so.", " after.", " before.", " when.", " until.", " which.", " not.", " very." };
	for (size_t i = 0; i < sizeof open_words / sizeof *open_words; i++)
		if (str_ends(text, str_of(open_words[i])))
			return true;
	size_t depth = 0;
	for (size_t i = 0; i < text.len; i++)
		depth += (text.ptr[i] == '(') - (size_t)(text.ptr[i] == ')');
	if (depth)
		return true;
	size_t colon = str_find(text, STR(": "), 0), that = str_find(text, STR("sorry that "), 0);
	if (that >= 8)
		return false;
	return (colon < 50 && colon < text.len) || !can_be_regretted(str_slice(text, that + sizeof "sorry that " - 1, text.len));
}

/* Takes the text when it is good enough. */
static bool accept_as_is(struct patient *p, struct str text, struct mended *out)
{
	text = finish(p, in_person(p, text));
	if (limps(text))
		return false;
	size_t blanks = 0;
	suggest_blanks(p->m->arena, text, &blanks);
	if (str_eq(text, p->typed) || blanks > 1 || p->m->blanks + blanks > MEND_MOST_BLANKS || (blanks && p->m->offers))
		return false;
	if (lost_facts(p, text).count || !mend_is_clean(p->m, p->index, text))
		return false;
	*out = (struct mended){ .touched = true, .text = text, .says_no = has_category(p, SAYS_NO), .blanks = blanks };
	return true;
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

/* Takes the text, better without its asides, when it is good enough. */
static bool accept(struct patient *p, struct str text, struct mended *out)
{
	if (!text.len)
		return false;
	const struct stages *s = p->m->stages;
	if (s->language != LANGUAGE_EN)
		return accept_as_is(p, text, out);
	struct str even = has_category(p, 1U << HOWNOT_SHOUTING) ? calm(p->m->arena, text) : text;
	/* the tables have straight apostrophes; the writer's come back when the reply is put together */
	bool curly = str_find(s->input, STR("'"), 0) >= s->input.len;
	struct str straight = curly ? straightened(p->m->arena, even) : even;
	struct str bare = shed_asides(p->m->arena, straight);
	bare = bare.ptr == straight.ptr ? even : bare;
	bool contracts = str_find(s->norm.bytes, STR("n't"), 0) < s->norm.bytes.len || str_find(s->norm.bytes, STR("'re "), 0) < s->norm.bytes.len || str_find(s->norm.bytes, STR("'ll "), 0) < s->norm.bytes.len;
	struct str plain = shed_officialese(p->m->arena, bare, contracts);
	if (plain.ptr != bare.ptr && accept_as_is(p, plain, out))
		return true;
	if (bare.ptr != text.ptr && bare.len && accept_as_is(p, bare, out))
		return true;
	return accept_as_is(p, text, out);
}

static struct mended removal(struct patient *p)
{
	struct facts lost = lost_facts(p, (struct str){ "", 0 });
	size_t count = 0;
	for (size_t i = 0; i < lost.count; i++)
		if (lost.items[i].kind != FACT_NAME && lost.items[i].kind != FACT_NUMBER) /* bare, they tell nobody anything */
			lost.items[count++] = lost.items[i];
	lost.count = count;
	return (struct mended){ .touched = true, .note = facts_list(p->m->arena, p->typed, &lost), .was_no = has_category(p, SAYS_NO) };
}

static bool try_moves(struct patient *p, struct mended *out)
{
	const struct stages *s = p->m->stages;
	struct str sentence = str_slice(s->norm.bytes, p->span.start, p->span.end);
	for (size_t l = 0; l < s->layers.count; l++) {
		const struct matcher *matcher = s->layers.items[l].matcher;
		const struct image *image = matcher_image(matcher);
		for (uint32_t i = 0; i < image->move_count; i++) {
			const struct move *move = &image->moves[i];
			struct rx_match match;
			if (!(move->categories & p->categories) || image->packs[move->pack].language != s->language)
				continue;
			if (match_pattern(matcher, p->m->room, move->pattern, sentence, &match) != RX_MATCH)
				continue;
			struct str with = image_str(image, move->with);
			if (!with.len && !lost_facts(p, with).count)
				return *out = removal(p), true;
			struct suggest_source source = { &s->norm, s->input, p->span.start, match.captures, match.capture_count };
			if (accept(p, suggest_fill(p->m->arena, with, &source), out))
				return true;
		}
	}
	return false;
}

/* `with` in place of the bytes `at` of the draft, in this sentence. */
static struct str splice(struct patient *p, struct hownot_span at, struct str with)
{
	struct arena *arena = p->m->arena;
	struct str input = p->m->stages->input;
	struct str before = text_make(arena, str_slice(input, p->at.start, at.start)).bytes;
	struct str after = text_make(arena, str_slice(input, at.end, p->at.end)).bytes;
	bool first = str_trim(before).len == 0;
	/* a sentence of one's own cannot begin in the middle of another */
	if (!first && (str_starts(with, STR("I know ")) || str_starts(with, STR("I'm sorry")) || str_starts(with, STR("I wish "))))
		return (struct str){ 0 };
	if (!first && !is_last_byte(str_trim(before), ".!?:"))
		with = inflect_lower_first(arena, with);
	/* a whole sentence fits into the middle of another only when nothing but its stop follows */
	struct str rest = str_trim(after);
	if (rest.len > 1 && is_last_byte(with, ".!?") && rest.ptr[0] != '(')
		return (struct str){ 0 };
	if (rest.len <= 1 && is_last_byte(with, ".!?"))
		after.len = 0;
	struct buf buf = buf_make(arena);
	buf_str(&buf, before);
	buf_str(&buf, with);
	buf_str(&buf, after);
	for (size_t i = 0; i < buf.len; i++)
		if (is_ascii_space(buf.bytes[i]))
			buf.bytes[i] = ' ';
	return buf_view(&buf);
}

static bool is_whole(struct hownot_span a, struct hownot_span b)
{
	return a.start <= b.start && a.end >= b.end;
}

static bool try_phrases(struct patient *p, struct mended *out)
{
	for (size_t i = 0; i < p->count; i++) {
		const struct hownot_finding *f = p->findings[i];
		for (size_t k = 0; k < f->suggestion_count && !is_of_signals(f); k++) {
			const struct hownot_suggestion *s = &f->suggestions[k];
			if (!strncmp(s->text, "[plain", 6) || s->span.start < p->at.start || s->span.end > p->at.end || is_whole(s->span, p->at))
				continue;
			if (accept(p, splice(p, s->span, str_of(s->text)), out))
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

static bool try_sentences(struct patient *p, bool blanks, struct mended *out)
{
	for (size_t i = 0; i < p->count; i++) {
		const struct hownot_finding *f = p->findings[i];
		if (is_of_signals(f) || !governs(p, f))
			continue;
		for (size_t k = 0; k < f->suggestion_count; k++)
			if (((blanks && has_category(p, SAYS_NO)) || !f->suggestions[k].blank_count) && is_whole(f->suggestions[k].span, p->at) && accept(p, str_of(f->suggestions[k].text), out))
				return true;
	}
	return false;
}

static bool try_sentence_case(struct patient *p, struct mended *out)
{
	return has_category(p, 1U << HOWNOT_SHOUTING) && accept(p, calm(p->m->arena, p->typed), out);
}

/* Where a clause may be taken off: the bytes of the mark that stands at `at`, or 0. */
static size_t clause_mark(struct str s, size_t at)
{
	static const char *const marks[] = { "; ", ", ", " \xE2\x80\x94 ", "\xE2\x80\x94", " - ", " (", ": ", " and ", " but ", " so ", " because ", " as ", " which ", " since ", " when ", " if ", " unless ", " same as ", " just like ", " like everyone ", " and that ", "; " };
	struct str rest = str_slice(s, at, s.len);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(rest, str_of(marks[i])))
			return strlen(marks[i]);
	return 0;
}

static size_t count_words(struct str s)
{
	size_t words = 0;
	for (size_t i = 0; i < s.len; i++)
		words += !is_ascii_space(s.ptr[i]) && (i == 0 || is_ascii_space(s.ptr[i - 1]));
	return words;
}

/* Does the sentence state something? It does when a finite verb that everybody knows stands behind its first word. */
static bool is_statement(const struct patient *p, struct str s)
{
	static const char *const verbs[] = { " is ", " are ", " was ", " were ", " has ", " have ", " had ", " will ", " can ", " can't ", " cannot ", " won't ", " don't ", " doesn't ", " isn't ", " aren't ",
					     " does ", " do ", " did ", " didn't ", " may ", " must ", " closed ", " closes ", " costs ", " cost ", " ended ", " needs ", " stopped ", " goes ", " go ", "'s ", "'re ", "'ve ", " es ", " son ", " est\xC3\xA1", " no se ", " tiene ", " runs ", " opens ", " takes ", " gets ", " comes ", " means ", " says ", " happens ", " apply ", " applies ", " starts ", " belongs ", " works ", " reset ", " serves ", " falls ", " stay ", " sit ", " keeps ", " left ", " went ", " came ", " got " };
	if (is_last_byte(p->typed, "?"))
		return false;
	static const char *const subjects[] = { "The ", "Our ", "Your ", "This ", "All ", "These " };
	for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
		if (str_starts(s, str_of(subjects[i])) && count_words(s) >= 6)
			return true;
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (str_find(s, str_of(verbs[i]), 0) < s.len)
			return true;
	return false;
}

/* The sentence without what only announces it: "Unfortunately, ", "Please note that ". */
static struct str without_opening(struct str s)
{
	static const char *const openings[] = { "unfortunately", "regrettably", "sadly", "sorry", "please note that", "please note", "kindly note that", "kindly note", "kindly", "please be advised that", "kindly note that",
						"i'm afraid that", "i'm afraid", "i am afraid", "we regret that", "as you know", "note that", "but", "however", "also", "and", "so", "again", "well", "no" };
	for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
		struct str opening = str_of(openings[i]);
		if (!str_starts_nocase(s, opening) || s.len <= opening.len || !strchr(" ,:", s.ptr[opening.len]))
			continue;
		size_t at = opening.len;
		while (at < s.len && strchr(" ,:", s.ptr[at]))
			at++;
		return str_slice(s, at, s.len);
	}
	return s;
}

/* A word that is no name wherever it stands: it may lose its capital. */
static bool is_small_word(struct str word)
{
	static const char *const words[] = { "the", "this", "that", "your", "our", "we", "i", "it", "there", "a", "an", "all", "these", "those", "my", "he", "she", "they", "you", "any", "every", "each", "some",
					     "most", "only", "both", "its", "their", "copies", "rooms", "renewals", "holds", "fines", "fees", "students", "members", "staff", "it's", "that's", "there's", "we'd", "i'd", "you'd", "you're", "they're", "we'll", "i'll", "we're", "i'm", "we've", "i've",
					     "no", "nobody", "one", "two", "three", "books", "items", "once", "at", "in", "for", "since", "because", "as", "if", "when", "what", "where", "el", "la", "los", "las", "su", "no", "es" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq_nocase(word, str_of(words[i])))
			return true;
	return false;
}

/* The first word without its marks. */
/* Does the sentence tell the patron to do something? */
static bool is_imperative(struct str s)
{
	static const char *const verbs[] = { "use", "look", "pay", "check", "ask", "go", "log", "come", "try", "see", "read", "contact", "call", "search", "return", "fill", "bring", "send", "take", "email", "e-mail", "phone", "ring", "visit", "buy", "apply", "speak", "talk", "google", "download", "print", "register", "renew", "request", "reserve", "book", "wait", "keep", "leave", "put", "make", "give", "tell", "write", "submit", "click", "follow", "present", "pick", "collect", "raise", "fill", "order", "sign", "start", "get", "find", "direct", NULL };
	return is_word_of(opening_word(s), verbs);
}

static bool has_word(struct str s, const char *const *words)
{
	for (; *words; words++)
		if (str_find(s, str_of(*words), 0) < s.len)
			return true;
	return false;
}

static bool says_not(struct str s)
{
	static const char *const negatives[] = { " not ", "n't ", " cannot ", " no longer ", " never ", " no ", " nothing ", " none ", " nobody ", " neither ", "n't.", " cant ", " dont ", " wont ", "prohibited", "forbidden", " unable ", " denied", " refused", " unavailable", " closed", NULL };
	return has_word(s, negatives);
}

/* Is the word that opens a sentence written small elsewhere, or a plural with its verb: "Pianos are"? */
static bool is_no_name(const struct patient *p, struct str s)
{
	static const char *const plural_verbs[] = { "are", "were", "can", "cannot", "must", "may", "have", "do", "will", "should", "need", NULL };
	const struct stages *stages = p->m->stages;
	struct str word = opening_word(s);
	if (word.len < 3 || !is_ascii_upper(word.ptr[0]) || is_ascii_upper(word.ptr[1]))
		return false;
	struct str next = opening_word(str_trim(str_slice(s, str_find(s, STR(" "), 0), s.len)));
	if (str_ends(word, STR("s")) && is_word_of(next, plural_verbs))
		return true;
	struct str low = arena_printf(p->m->arena, " %c%.*s", ascii_lower(word.ptr[0]), STR_FMT(str_slice(word, 1, word.len)));
	return str_find(stages->norm.bytes, low, 0) < stages->norm.bytes.len || str_find(stages->question_norm.bytes, low, 0) < stages->question_norm.bytes.len;
}

/* Behind "that": a clause, with what stood in front of it cut off. */
static struct str as_clause(struct patient *p, struct str rest, bool *small)
{
	if (rest.len && is_ascii_lower(rest.ptr[0]) && lacks_we(rest)) {
		*small = true;
		return arena_printf(p->m->arena, "we %.*s", STR_FMT(rest));
	}
	*small = is_small_word(opening_word(rest)) || is_no_name(p, rest);
	return *small ? inflect_lower_first(p->m->arena, rest) : rest;
}

/* Does a rule stop at the part of the sentence between two bytes of it? What was typed is as long as what stands in the draft, wraps included. */
static bool has_finding_in(const struct patient *p, size_t from, size_t to)
{
	for (size_t i = 0; i < p->count; i++) {
		const struct hownot_finding *f = p->findings[i];
		bool overlaps = f->span.start < p->at.start + to && f->span.end > p->at.start + from;
		if (!is_of_signals(f) && f->severity == HOWNOT_STRONG && overlaps)
			return true;
	}
	return false;
}

/* Words that make a clause depend on another. */
static const char *const dependent[] = { "where", "which", "who", "whose", "when", "that", "because", "as", "so", "and", "or", "but", "if", "unless", "though", "although", "since", "while", "than", "until", "what", "is", "are", "was", "were", "has", "have", "does", "do", "not", "of", "to", "in", "for", "then", "nor", NULL };
static const char *const subordinate[] = { "when", "if", "although", "though", "since", "because", "as", "while", "once", "unless", "until", "after", "before", NULL };

/* The part of a sentence as it is, or regretted when it is a no. */
static bool accept_head(struct patient *p, struct str head, struct mended *out)
{
	bool small;
	struct str clause = as_clause(p, without_opening(head), &small);
	if (accept(p, arena_printf(p->m->arena, "%.*s.", STR_FMT(head)), out))
		return true;
	bool regrets = p->m->stages->language == LANGUAGE_EN && small && says_not(clause) && !str_starts(clause, STR("that"));
	return regrets && accept(p, arena_printf(p->m->arena, "I'm sorry that %.*s.", STR_FMT(clause)), out);
}

/* The sentence without what stands before a mark, or after one: the longest rest that reads clean. */
static bool try_cut(struct patient *p, struct mended *out)
{
	enum { LEAST_WORDS = 4, MOST_TRIES = 8 };
	size_t tries = 0;
	for (size_t at = p->typed.len; at-- > 1 && tries < MOST_TRIES;) {
		if (!clause_mark(p->typed, at))
			continue;
		struct str head = str_trim(str_slice(p->typed, 0, at));
		while (is_last_byte(head, ",;:-"))
			head.len--;
		if (count_words(head) < LEAST_WORDS)
			break;
		tries++;
		bool parenthesis = is_last_byte(p->typed, ")");
		bool depends = is_word_of(opening_word(head), subordinate);
		if (!parenthesis && !depends && is_statement(p, head) && accept_head(p, head, out))
			return true;
	}
	return false;
}

/* The sentence without its first part: what stands behind a mark that joins two statements. */
static bool try_cut_front(struct patient *p, struct mended *out)
{
	static const char *const joints[] = { "; ", ", but ", ", so ", " but ", " \xE2\x80\x94 ", ". ", ": " };
	enum { LEAST_WORDS = 4 };
	if (has_category(p, SAYS_NO))
		return false;
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		size_t at = str_find(p->typed, str_of(joints[i]), 0);
		struct str tail = str_slice(p->typed, at + strlen(joints[i]), p->typed.len);
		if (at >= p->typed.len || count_words(tail) < LEAST_WORDS || !is_statement(p, tail) || is_word_of(opening_word(tail), dependent) || has_finding_in(p, at + strlen(joints[i]), p->typed.len))
			continue;
		if (accept(p, inflect_upper_first(p->m->arena, tail), out))
			return true;
	}
	return false;
}

/* What goes in front of a fact that is owned up to; the last goes before a name. */
static const char *const leads[LANGUAGES][3] = {
	[LANGUAGE_EN] = { "I know it isn't what you hoped for, but", "I wish it were otherwise, but", "I'm sorry to be the one to say it:" },
	[LANGUAGE_ES] = { "S\xC3\xA9 que no es lo que esperaba, pero", "Ojal\xC3\xA1 fuera de otro modo, pero", "Siento tener que decirlo:" },
};

size_t mend_count_owned(struct str text)
{
	size_t owned = 0;
	for (size_t l = 0; l < LANGUAGES; l++)
		for (size_t i = 0; i < 3; i++)
			owned += str_find(text, str_of(leads[l][i]), 0) < text.len;
	return owned;
}

enum { LED_GROUND = 1U << 4, LED_LAST = 1U << 5 };

/* A fact that has to stand, owned up to: at most once with each wording. */
static bool try_owning(struct patient *p, struct mended *out)
{
	struct str rest = without_opening(p->typed);
	if (p->m->owned >= 3 || p->m->brief || !is_statement(p, rest))
		return false;
	bool small = is_small_word(str_slice(rest, 0, str_find(rest, STR(" "), 0)));
	const char *lead = leads[p->m->stages->language][small ? p->m->owned : 2]; /* a name goes behind the colon */
	rest = small ? inflect_lower_first(p->m->arena, rest) : rest;
	if (!small && (p->m->leads & LED_LAST))
		return false;
	if (!accept(p, arena_printf(p->m->arena, "%s %.*s", lead, STR_FMT(rest)), out))
		return false;
	p->m->leads |= small ? 0 : LED_LAST;
	p->m->owned++;
	return true;
}

/* Each lead once in a reply. */
static bool try_lead(struct patient *p, unsigned index, struct str rest, struct mended *out)
{
	static const char *const said_before[] = { "What I can see is that", "Here is how it works:", "As things stand,", "What I can tell you is this:" };
	const char *lead = said_before[index];
	struct str text = arena_printf(p->m->arena, "%s %.*s", lead, STR_FMT(rest));
	bool said = str_find(p->m->stages->input, str_of(lead), 0) < p->m->stages->input.len || (p->m->leads & 1U << index) != 0;
	if (said || !accept(p, text, out))
		return false;
	p->m->leads |= 1U << index;
	return true;
}

/*
 * A sentence that has to stay because of what it tells: a task becomes the next step, a no is regretted, and anything else is an explanation,
 * of how things go or of what has happened.
 */
static bool try_telling(struct patient *p, struct mended *out)
{
	static const char *const past[] = { " was ", " were ", " had ", NULL };
	static const char *const loose_ends[] = { "hi", "hello", "hey", "dear", "sorry", "or", "and", "nor", "which", "who", "than", "then", NULL };
	static const char *const denials[] = { " does not ", " doesn't ", " is not ", " isn't ", NULL };
	if (p->m->stages->language != LANGUAGE_EN || p->m->brief)
		return false;
	bool small;
	struct str rest = without_opening(p->typed);
	if (is_word_of(opening_word(rest), loose_ends))
		return false;
	if (is_imperative(rest) && !has_word(rest, denials)) {
		struct str task = arena_printf(p->m->arena, "%c%.*s", ascii_lower(rest.ptr[0]), STR_FMT(str_slice(rest, 1, rest.len)));
		return accept(p, arena_printf(p->m->arena, "The next step is to %.*s", STR_FMT(task)), out);
	}
	if (!is_statement(p, rest) || (is_word_of(opening_word(rest), subordinate)))
		return false;
	struct str clause = as_clause(p, rest, &small);
	if (says_not(clause) && small && has_category(p, SAYS_NO) && !str_starts(clause, STR("that")))
		return accept(p, arena_printf(p->m->arena, "I'm sorry that %.*s", STR_FMT(clause)), out);
	if (small && has_word(clause, past) && try_lead(p, 0, clause, out))
		return true;
	bool rule = !small || has_category(p, 1U << HOWNOT_POLICY_SHIELD | 1U << HOWNOT_DEMAND);
	if (try_lead(p, rule ? 1 : 2, clause, out))
		return true;
	return small ? try_lead(p, rule ? 2 : 1, clause, out) || try_lead(p, 0, clause, out) : try_lead(p, 3, clause, out);
}

/* A ground among the three I's is given as the reason that it is. */
static bool try_ground(struct patient *p, struct mended *out)
{
	struct arena *arena = p->m->arena;
	const char *lead = p->m->stages->language == LANGUAGE_ES ? "La raz\xC3\xB3n es esta:" : "Here is why:";
	struct str rest = without_opening(p->typed);
	bool small = is_small_word(str_slice(rest, 0, str_find(rest, STR(" "), 0)));
	rest = small ? inflect_lower_first(arena, rest) : rest;
	bool said = str_find(p->m->stages->input, str_of(lead), 0) < p->m->stages->input.len || (p->m->leads & LED_GROUND);
	if (said || !accept(p, arena_printf(arena, "%s %.*s", lead, STR_FMT(rest)), out))
		return false;
	p->m->leads |= LED_GROUND;
	return true;
}

/* Without its asides the sentence may do as it is. */
static bool try_shedding(struct patient *p, struct mended *out)
{
	if (p->m->stages->language != LANGUAGE_EN)
		return false;
	struct str bare = shed_asides(p->m->arena, p->typed);
	return bare.ptr != p->typed.ptr && count_words(bare) > 2 && accept_as_is(p, bare, out);
}

/* Nothing is lost with it: no fact that the patron needs, and no pointer to where help is. */
static bool can_go(struct patient *p)
{
	bool points = has_category(p, 1U << HOWNOT_BRUSH_OFF) && is_imperative(without_opening(p->typed));
	return is_idle(p) && !points && !lost_facts(p, (struct str){ "", 0 }).count;
}

/* Does a rule stop at the sentence, and not signals alone? */
static bool is_by_rule(const struct patient *p)
{
	for (size_t i = 0; i < p->count; i++)
		if (!is_of_signals(p->findings[i]))
			return true;
	return false;
}

/* Is only a part of the sentence at fault? */
static bool is_partly(const struct patient *p)
{
	enum { MOST_PERCENT = 60 };
	for (size_t i = 0; i < p->count; i++)
		if (100 * (p->findings[i]->span.end - p->findings[i]->span.start) > MOST_PERCENT * (p->at.end - p->at.start))
			return false;
	return true;
}

/* A rule that is named where the patron asked about the very thing explains it: it stays. */
static bool answers(const struct patient *p)
{
	const struct stages *s = p->m->stages;
	static const char *const bare_rules[] = { "polic", "rule", "regulation", "terms", "guideline", "procedure", "agree", NULL };
	bool cites_only = !has_category(p, ~(1U << HOWNOT_POLICY_SHIELD | 1U << HOWNOT_SHOUTING | 1U << HOWNOT_DISMISSIVE));
	return cites_only && shape_has(s->shapes.sentences[p->index], SHAPE_ECHO) && !has_word(p->typed, bare_rules);
}

bool mend_tell(struct mender *m, size_t index, struct mended *mended)
{
	struct patient p = examine(m, index);
	bool blames = has_category(&p, 1U << HOWNOT_BLAME | 1U << HOWNOT_EMPTY_APOLOGY);
	return p.typed.len && !memchr(p.typed.ptr, '\0', p.typed.len) && !blames && try_telling(&p, mended);
}

/* A rule's sentence with a blank, in the place of one that says much, loses more than it mends. */
static bool is_short(const struct patient *p)
{
	enum { SHORT_WORDS = 9 };
	return count_words(p->typed) <= SHORT_WORDS;
}

struct mended mend_sentence(struct mender *m, size_t index)
{
	struct mended mended = { 0 };
	struct patient p = examine(m, index);
	if (p.typed.len && memchr(p.typed.ptr, '\0', p.typed.len))
		return mended; /* no prose: whatever it is, it stays */
	bool strong = m->found[index].strong, idle = can_go(&p);
	bool belittles = has_category(&p, 1U << HOWNOT_BLAME | 1U << HOWNOT_DISMISSIVE);
	bool ground = m->grounds[index] && !belittles && !m->last_resort;
	if (!m->last_resort && (try_shedding(&p, &mended) || try_moves(&p, &mended) || try_phrases(&p, &mended) || try_sentence_case(&p, &mended) || (!ground && try_sentences(&p, is_short(&p) && has_category(&p, 1U << HOWNOT_DEAD_END), &mended))))
		return mended;
	if (ground && (!strong || try_ground(&p, &mended)))
		return mended;
	if (!m->last_resort && !ground && idle && is_partly(&p) && try_cut(&p, &mended))
		return mended;
	if (!m->last_resort && !ground && idle && answers(&p) && try_telling(&p, &mended))
		return mended;
	if (!ground && idle && (strong || (is_by_rule(&p) && !has_category(&p, 1U << HOWNOT_BRUSH_OFF | 1U << HOWNOT_SHOUTING))))
		return removal(&p);
	if (!m->last_resort && (try_cut(&p, &mended) || try_cut_front(&p, &mended)))
		return mended;
	if (!strong)
		return (struct mended){ 0 };
	if (!m->last_resort && (try_telling(&p, &mended) || try_sentences(&p, true, &mended) || try_owning(&p, &mended)))
		return mended;
	return removal(&p);
}
