#include "coach/assess.h"

#include "base/buf.h"
#include "coach/category.h"
#include "coach/stages.h"
#include "coach/suggest.h"

#include <math.h>
#include <stdlib.h>

struct assessor {
	struct arena *arena;
	const struct assess_input *in;
	struct layers layers; /* with the hits of the window at hand */
	struct range window;
	struct model model;
	const float *thresholds;
	double strongest; /* the highest log-odds of a sentence so far to be strong */
	struct hownot_finding doubt; /* that sentence as a weak finding, if it is likely enough to be one */
	bool doubt_weighs;	     /* see speaks_against */
	bool weighs;		     /* something found so far speaks against the reply */
};

static const struct image *image_of(const struct assessor *a, size_t layer)
{
	return matcher_image(a->layers.items[layer].matcher);
}

static double likely(const struct assessor *a, size_t sentence, size_t target)
{
	return model_probability(model_sentence(&a->model, sentence)[target]);
}

static bool passes(const struct assessor *a, double probability, enum threshold threshold)
{
	return probability >= (double)a->thresholds[threshold];
}

bool assess_is_strong(const struct model *model, const float *thresholds, size_t sentence)
{
	return model_probability(model_sentence(model, sentence)[TARGET_ANY]) >= (double)thresholds[THRESHOLD_RULE] &&
	       model_probability(model_sentence(model, sentence)[TARGET_STRONG]) >= (double)thresholds[THRESHOLD_STRONG];
}

/* A suggestion with its blanks; false when the template could not be filled. */
static bool make_suggestion(struct assessor *a, struct str text, struct hownot_span span, struct hownot_suggestion *out)
{
	if (!text.len)
		return false;
	*out = (struct hownot_suggestion){ .text = text.ptr, .span = span };
	out->blanks = suggest_blanks(a->arena, text, &out->blank_count);
	return true;
}

static void suggest_from_rule(struct assessor *a, const struct image *image, const struct rule *rule, const struct hit *hit,
			      struct hownot_finding *finding)
{
	struct hownot_suggestion *list = arena_alloc(a->arena, rule->rewrites.count, sizeof *list);
	for (uint32_t i = 0; i < rule->rewrites.count; i++) {
		const struct rewrite *rewrite = &image->rewrites[rule->rewrites.first + i];
		struct suggest_source source = { &a->in->stages->norm, a->in->stages->input, 0, hit->captures, hit->capture_count };
		struct str text = suggest_fill(a->arena, image_str(image, rewrite->with), &source);
		struct span span = rewrite->scope == SCOPE_MATCH ? hit->span : a->in->stages->sentences.spans[hit->sentence];
		if (make_suggestion(a, text, norm_span(&a->in->stages->norm, span), &list[finding->suggestion_count]))
			finding->suggestion_count++;
	}
	finding->suggestions = list;
}

static bool is_graded(const struct assessor *a, enum grade of_rule, enum hownot_category category)
{
	return of_rule != GRADE_AS_JUDGED || a->in->grades[category] != GRADE_AS_JUDGED;
}

/* The severity that was judged, unless a library's own pack has the last word: on the rule, else on the category. */
static bool graded(const struct assessor *a, enum grade of_rule, enum hownot_category category, bool strong)
{
	enum grade grade = of_rule != GRADE_AS_JUDGED ? of_rule : a->in->grades[category];
	return grade == GRADE_AS_JUDGED ? strong : grade == GRADE_STRONG;
}

/* A rule's match in the sentence at hand. */
struct proposal {
	const struct image *image;
	const struct rule *rule;
	const struct hit *hit;
	double likely; /* log-odds of its category here */
	enum grade grade;
	bool is_own; /* in a pack of the library's own */
};

static void add_rule_finding(struct assessor *a, const struct proposal *p, bool strong)
{
	const struct image *image = p->image;
	const struct rule *rule = p->rule;
	struct hownot_finding finding = {
		.rule = image_str(image, rule->id).ptr,
		.category = rule->category,
		.severity = strong ? HOWNOT_STRONG : HOWNOT_WEAK,
		.message = image_str(image, rule->message).ptr,
		.why = image_str(image, rule->why).ptr,
		.source = image_str(image, rule->source).ptr,
		.is_firm = p->is_own || is_graded(a, p->grade, rule->category),
		.has_span = true,
		.span = norm_span(&a->in->stages->norm, p->hit->span),
	};
	struct hownot_finding *f = findings_add(a->in->findings, &finding);
	if (f)
		suggest_from_rule(a, image, rule, p->hit, f);
}

/* The signals that spoke loudest for a category in a sentence. */
struct voices {
	const struct signal *signals[3];
	double weights[3];
	const struct image *images[3];
	size_t count;
};

static void add_voice(struct voices *v, const struct image *image, const struct signal *signal, double weight)
{
	size_t at = v->count < 3 ? v->count++ : 3;
	if (at == 3 && weight <= v->weights[2])
		return;
	at = at == 3 ? 2 : at;
	while (at > 0 && v->weights[at - 1] < weight) {
		v->signals[at] = v->signals[at - 1];
		v->weights[at] = v->weights[at - 1];
		v->images[at] = v->images[at - 1];
		at--;
	}
	v->signals[at] = signal;
	v->weights[at] = weight;
	v->images[at] = image;
}

static struct voices find_voices(const struct assessor *a, size_t sentence, enum hownot_category category)
{
	enum { LEAST_PERCENT = 15 };
	struct voices v = { 0 };
	for (size_t l = 0; l < a->layers.count; l++) {
		const struct image *image = image_of(a, l);
		const struct hits *hits = &a->layers.items[l].hits;
		for (size_t i = hits_from(hits, sentence); i < hits->count && hits->items[i].sentence == sentence; i++) {
			const struct hit *hit = &hits->items[i];
			if (hit->feature >= image->signal_count)
				continue;
			const float *row = image->here + (size_t)hit->feature * TARGETS;
			double weight = (double)row[TARGET_ANY] + (double)row[category];
			if (weight > LEAST_PERCENT / 100.0 && image->signals[hit->feature].says.len)
				add_voice(&v, image, &image->signals[hit->feature], weight);
		}
	}
	return v;
}

/* "Here: a negative aimed at the reader; a rule as the reason." */
static const char *why_of_voices(const struct assessor *a, const struct voices *v, const struct category_text *text)
{
	struct buf buf = buf_make(a->arena);
	buf_str(&buf, str_of(text->effect));
	if (v->count)
		buf_str(&buf, a->in->stages->language == LANGUAGE_ES ? STR(" Lo dicen: ") : STR(" What tells it: "));
	for (size_t i = 0; i < v->count; i++) {
		buf_str(&buf, i ? STR("; ") : STR(""));
		buf_str(&buf, image_str(v->images[i], v->signals[i]->says));
	}
	if (v->count)
		buf_char(&buf, '.');
	return arena_str(a->arena, buf_view(&buf)).ptr;
}

/* A sentence that its signals alone make a finding. */
static struct hownot_finding signal_finding(struct assessor *a, size_t sentence, enum hownot_category category, bool strong)
{
	const struct category_text *text = category_text(category, a->in->stages->language);
	struct voices voices = find_voices(a, sentence, category);
	struct hownot_suggestion *suggestion = arena_alloc(a->arena, 1, sizeof *suggestion);
	struct hownot_finding finding = {
		.rule = arena_printf(a->arena, "signals/%s", hownot_category_name(category)).ptr,
		.category = category,
		.severity = graded(a, GRADE_AS_JUDGED, category, strong) ? HOWNOT_STRONG : HOWNOT_WEAK,
		.message = text->message,
		.why = why_of_voices(a, &voices, text),
		.source = text->term,
		.is_firm = is_graded(a, GRADE_AS_JUDGED, category),
		.has_span = true,
		.span = norm_span(&a->in->stages->norm, a->in->stages->sentences.spans[sentence]),
		.suggestions = suggestion,
	};
	finding.suggestion_count = make_suggestion(a, str_of(text->rewrite), finding.span, suggestion);
	return finding;
}

static void add_signal_finding(struct assessor *a, size_t sentence, enum hownot_category category, bool strong)
{
	struct hownot_finding finding = signal_finding(a, sentence, category, strong);
	findings_add(a->in->findings, &finding);
}

static enum hownot_category likeliest_category(const struct assessor *a, size_t sentence)
{
	const double *odds = model_sentence(&a->model, sentence);
	size_t best = 0;
	for (size_t c = 1; c < HOWNOT_PHRASE_CATEGORIES; c++)
		if (odds[c] > odds[best])
			best = c;
	return (enum hownot_category)best;
}

static int by_likelihood(const void *a, const void *b)
{
	const struct proposal *x = a, *y = b;
	if (x->rule->severity != y->rule->severity)
		return x->rule->severity > y->rule->severity ? -1 : 1;
	if (x->likely < y->likely || x->likely > y->likely)
		return x->likely > y->likely ? -1 : 1;
	size_t xl = span_len(x->hit->span), yl = span_len(y->hit->span);
	if (xl != yl)
		return xl > yl ? -1 : 1;
	return x->hit->span.start < y->hit->span.start ? -1 : x->hit->span.start > y->hit->span.start;
}

static size_t propose(const struct assessor *a, size_t sentence, struct proposal **out)
{
	struct proposal *list = NULL;
	size_t count = 0, capacity = 0;
	for (size_t l = 0; l < a->layers.count; l++) {
		const struct image *image = image_of(a, l);
		const struct hits *hits = &a->layers.items[l].hits;
		for (size_t i = hits_from(hits, sentence); i < hits->count && hits->items[i].sentence == sentence; i++) {
			const struct hit *hit = &hits->items[i];
			const struct rule *rule = image_rule(image, hit->feature);
			if (rule && !a->in->disabled[rule->category])
				*ARENA_PUSH(a->in->spare, list, count, capacity) =
				    (struct proposal){ image, rule, hit, model_sentence(&a->model, sentence)[rule->category],
							matcher_grade(a->layers.items[l].matcher, hit->feature), l > 0 };
		}
	}
	if (count)
		qsort(list, count, sizeof *list, by_likelihood);
	*out = list;
	return count;
}

/* Two findings on the same words are one too many, unless the sentence really does both. */
static bool is_covered(const struct assessor *a, size_t sentence, const struct proposal *taken, size_t count, const struct proposal *p)
{
	for (size_t i = 0; i < count; i++) {
		if (!span_overlaps(taken[i].hit->span, p->hit->span))
			continue;
		if (taken[i].rule->category == p->rule->category || !passes(a, likely(a, sentence, p->rule->category), THRESHOLD_CATEGORY))
			return true;
	}
	return false;
}

static void assess_sentence(struct assessor *a, size_t sentence)
{
	double any = likely(a, sentence, TARGET_ANY);
	bool strong = passes(a, likely(a, sentence, TARGET_STRONG), THRESHOLD_STRONG);
	enum hownot_category likeliest = likeliest_category(a, sentence);
	bool covered[HOWNOT_PHRASE_CATEGORIES] = { false };
	if (passes(a, any, THRESHOLD_RULE)) {
		struct proposal *proposals, *taken;
		size_t count = propose(a, sentence, &proposals), taken_count = 0;
		taken = arena_alloc(a->in->spare, count, sizeof *taken);
		for (size_t i = 0; i < count; i++) {
			if (is_covered(a, sentence, taken, taken_count, &proposals[i]))
				continue;
			const struct rule *rule = proposals[i].rule;
			bool is_strong = strong && (rule->severity == HOWNOT_STRONG || rule->category == likeliest);
			is_strong = graded(a, proposals[i].grade, rule->category, is_strong);
			add_rule_finding(a, &proposals[i], is_strong);
			covered[rule->category] = true;
			taken[taken_count++] = proposals[i];
		}
		if (taken_count && passes(a, any, THRESHOLD_SIGNALS))
			for (size_t c = 0; c < HOWNOT_PHRASE_CATEGORIES; c++)
				if (!covered[c] && !a->in->disabled[c] && passes(a, likely(a, sentence, c), THRESHOLD_CATEGORY))
					add_signal_finding(a, sentence, (enum hownot_category)c, strong && c == likeliest);
		if (taken_count)
			return;
	}
	if (!passes(a, any, THRESHOLD_SIGNALS))
		return;
	for (size_t c = 0; c < HOWNOT_PHRASE_CATEGORIES; c++) {
		bool wanted = c == likeliest || passes(a, likely(a, sentence, c), THRESHOLD_CATEGORY);
		if (wanted && !a->in->disabled[c])
			add_signal_finding(a, sentence, (enum hownot_category)c, strong && c == likeliest);
	}
}

/* ---- the checks ---- */

/* What bears a check out, gathered window by window. */
struct evidence_list {
	bool is_wanted;
	enum evidence evidence; /* the signals that stand for it */
	struct hownot_span *spans;
	size_t count, capacity;
};

struct evidences {
	struct evidence_list lists[HOWNOT_CHECKS];
};

/* Spans come sentence by sentence: what overlaps this one stands behind `from`, the count when its sentence began. */
static void add_evidence(struct assessor *a, struct evidence_list *list, size_t from, struct hownot_span span)
{
	for (size_t i = from; i < list->count; i++)
		if (list->spans[i].start < span.end && span.start < list->spans[i].end)
			return;
	if (list->count < a->in->findings->most)
		*ARENA_PUSH(a->arena, list->spans, list->count, list->capacity) = span;
}

/* Is the sentence of the window at hand, and not beside it? */
static bool is_in_window(const struct assessor *a, size_t sentence)
{
	return sentence >= a->window.first && sentence - a->window.first < a->window.count;
}

static void gather_evidence(struct assessor *a, struct evidence_list *list)
{
	for (size_t l = 0; l < a->layers.count; l++) {
		const struct image *image = image_of(a, l);
		const struct hits *hits = &a->layers.items[l].hits;
		size_t from = list->count;
		for (size_t i = hits_from(hits, a->window.first); i < hits->count && is_in_window(a, hits->items[i].sentence); i++) {
			uint32_t feature = hits->items[i].feature;
			if (i > 0 && hits->items[i].sentence != hits->items[i - 1].sentence)
				from = list->count;
			if (feature < image->signal_count && image->signals[feature].evidence == list->evidence)
				add_evidence(a, list, from, norm_span(&a->in->stages->norm, hits->items[i].span));
		}
	}
}

static void gather_window(struct assessor *a, struct evidences *evidences)
{
	for (size_t kind = 0; kind < HOWNOT_CHECKS; kind++) {
		struct evidence_list *list = &evidences->lists[kind];
		/* what no signal stands for is seen in the reply as a whole, and has no place to show */
		if (list->is_wanted)
			gather_evidence(a, list);
	}
}

static void decide(struct assessor *a, struct hownot_result *r, struct evidences *evidences, enum hownot_check_kind kind, enum target target,
		   enum threshold threshold, enum evidence evidence)
{
	bool value = passes(a, model_probability(a->model.checks[target]), threshold);
	r->checks[kind].value = value;
	evidences->lists[kind] = (struct evidence_list){ .is_wanted = value, .evidence = evidence };
}

/* Of a threshold, which may be 0 or 1 in a pack. */
static double log_odds_of(double probability)
{
	const double least = 1e-6;
	double p = probability < least ? least : probability > 1 - least ? 1 - least : probability;
	return log(p / (1 - p));
}

/* The ground that the features speak for most, or none. */
static enum hownot_ground likeliest_ground(const struct assessor *a)
{
	enum hownot_ground found = HOWNOT_NO_GROUND;
	double best = 0;
	for (size_t g = HOWNOT_ILLEGAL; g <= HOWNOT_IMPOSSIBLE; g++) {
		enum threshold threshold = (enum threshold)(THRESHOLD_ILLEGAL + g - HOWNOT_ILLEGAL);
		double log_odds = a->model.checks[TARGET_ILLEGAL + g - HOWNOT_ILLEGAL];
		if (!passes(a, model_probability(log_odds), threshold))
			continue;
		/* how far above its threshold: the grounds differ in how often they are given */
		double above = log_odds - log_odds_of((double)a->thresholds[threshold]);
		if (found == HOWNOT_NO_GROUND || above > best) {
			best = above;
			found = (enum hownot_ground)g;
		}
	}
	return found;
}

/* A reply that states a ground for a no, or whose writer does, says no. */
static void decide_ground(struct assessor *a, struct hownot_result *r, struct evidences *evidences)
{
	enum hownot_ground because = a->in->stages->because;
	r->ground = because != HOWNOT_NO_GROUND ? because : likeliest_ground(a);
	r->checks[HOWNOT_REASON].value = r->ground != HOWNOT_NO_GROUND;
	if (r->ground == HOWNOT_NO_GROUND)
		return;
	r->checks[HOWNOT_REFUSES].value = true;
	evidences->lists[HOWNOT_REASON] =
	    (struct evidence_list){ .is_wanted = true, .evidence = (enum evidence)(EVIDENCE_ILLEGAL + r->ground - HOWNOT_ILLEGAL) };
}

/* Small acts: at least two of them, be it a warm phrase, the patron's name or the writer's own. */
static void start_kind(struct assessor *a, struct evidence_list *list)
{
	const struct stages *s = a->in->stages;
	*list = (struct evidence_list){ .is_wanted = true, .evidence = EVIDENCE_KIND };
	if (s->shapes.salutation >= s->sentences.count)
		return;
	struct str line = sentence_text(s->norm.bytes, &s->sentences, s->shapes.salutation);
	bool has_name = false;
	for (size_t i = 1; i < line.len; i++)
		has_name = has_name || (is_ascii_upper(line.ptr[i]) && line.ptr[i - 1] == ' ');
	if (has_name)
		add_evidence(a, list, 0, norm_span(&s->norm, s->sentences.spans[s->shapes.salutation]));
}

static void finish_kind(struct assessor *a, struct hownot_result *r, struct evidence_list *list)
{
	enum { ACTS = 2 };
	const struct stages *s = a->in->stages;
	if (s->shapes.signature_name < s->sentences.count)
		add_evidence(a, list, 0, norm_span(&s->norm, s->sentences.spans[s->shapes.signature_name]));
	r->checks[HOWNOT_KIND].value = list->count >= ACTS;
}

/* All that the model knows before sentences are looked at. */
static void start_checks(struct assessor *a, struct hownot_result *r, struct evidences *e)
{
	*e = (struct evidences){ 0 };
	decide(a, r, e, HOWNOT_ACKNOWLEDGES, TARGET_ACKNOWLEDGES, THRESHOLD_ACKNOWLEDGES, EVIDENCE_ACKNOWLEDGES);
	decide(a, r, e, HOWNOT_OFFERS_ALTERNATIVE, TARGET_OFFERS_ALTERNATIVE, THRESHOLD_OFFERS, EVIDENCE_OFFERS_ALTERNATIVE);
	decide(a, r, e, HOWNOT_REFUSES, TARGET_REFUSES, THRESHOLD_REFUSES, EVIDENCE_REFUSES);
	decide_ground(a, r, e);
	start_kind(a, &e->lists[HOWNOT_KIND]);
}

static void finish_checks(struct assessor *a, struct hownot_result *r, struct evidences *e)
{
	finish_kind(a, r, &e->lists[HOWNOT_KIND]);
	for (size_t kind = 0; kind < HOWNOT_CHECKS; kind++) {
		struct evidence_list *list = &e->lists[kind];
		r->checks[kind].evidence = list->spans;
		r->checks[kind].evidence_count = r->checks[kind].value ? list->count : 0;
	}
}

static void add_whole(struct assessor *a, enum hownot_category category)
{
	if (a->in->disabled[category])
		return;
	const struct category_text *text = category_text(category, a->in->stages->language);
	findings_add(a->in->findings, &(struct hownot_finding){
		.rule = hownot_category_name(category),
		.category = category,
		.severity = HOWNOT_STRONG,
		.message = text->message,
		.why = text->move,
		.source = text->term,
	});
}

/* ---- what the reply reads like ---- */

static bool is_kept(const struct assessor *a, size_t sentence)
{
	return likely(a, sentence, TARGET_KEPT) >= ASSESS_LEAST_KEPT;
}

/* Weak findings that are none to hold against the reply: a word in capitals, a library's word, and what stands in a sentence that a colleague would keep. */
static bool speaks_against(const struct assessor *a, const struct hownot_finding *finding, size_t sentence)
{
	bool is_of_words = finding->category == HOWNOT_SHOUTING || finding->category == HOWNOT_JARGON;
	return finding->severity == HOWNOT_STRONG || (!is_of_words && !is_kept(a, sentence));
}

static void assess_and_weigh(struct assessor *a, size_t sentence)
{
	const struct findings *list = a->in->findings;
	size_t from = list->count, before = list->more.strong + list->more.weak;
	assess_sentence(a, sentence);
	for (size_t i = from; i < list->count; i++)
		a->weighs = a->weighs || speaks_against(a, &list->items[i], sentence);
	a->weighs = a->weighs || list->more.strong + list->more.weak > before;
}

/* Is this the strongest sentence so far? Then it is what the writer is pointed at, should nothing else be found. */
static void compare_strongest(struct assessor *a, size_t sentence)
{
	double strong = model_sentence(&a->model, sentence)[TARGET_STRONG];
	if (strong <= a->strongest)
		return;
	a->strongest = strong;
	enum hownot_category category = likeliest_category(a, sentence);
	bool is_doubt = !a->in->findings->count && !a->in->disabled[category] && passes(a, likely(a, sentence, TARGET_ANY), THRESHOLD_DOUBT);
	a->doubt = is_doubt ? signal_finding(a, sentence, category, false) : (struct hownot_finding){ 0 };
	a->doubt_weighs = is_doubt && speaks_against(a, &a->doubt, sentence);
}

/* Where nothing else was found, the strongest sentence is, if it is likely enough. */
static void find_doubt(struct assessor *a)
{
	struct findings *list = a->in->findings;
	if (!list->count && a->doubt.has_span)
		a->weighs = findings_add(list, &a->doubt) && a->doubt_weighs;
}

static enum hownot_verdict read_whole(struct assessor *a, const struct hownot_result *r)
{
	model_finish_verdict(&a->model, &a->layers, a->in->stages->language, a->strongest);
	if (passes(a, model_probability(a->model.checks[TARGET_AGENT]), THRESHOLD_AGENT))
		return HOWNOT_AGENT;
	find_doubt(a);
	if (!a->weighs && r->checks[HOWNOT_ACKNOWLEDGES].value && r->checks[HOWNOT_OFFERS_ALTERNATIVE].value)
		return HOWNOT_AGENT;
	return passes(a, model_probability(a->model.checks[TARGET_GATEKEEPER]), THRESHOLD_GATEKEEPER) ? HOWNOT_GATEKEEPER : HOWNOT_MIXED;
}

/* What is found in a reply that reads like an agent's is worth a look. */
static void soften(struct findings *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (!list->items[i].is_firm)
			list->items[i].severity = HOWNOT_WEAK;
	list->more.weak += list->more.strong;
	list->more.strong = 0;
}

/* ---- verdict and score ---- */

static int clamp(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

void assess_verdict(struct hownot_result *r, enum hownot_verdict reading)
{
	/* Beyond these the score is what it is. */
	enum { MOST = 1000 };
	size_t strong = r->more.strong - r->more.blanks, weak = r->more.weak;
	bool blank = r->more.blanks > 0;
	for (size_t i = 0; i < r->finding_count; i++) {
		const struct hownot_finding *f = &r->findings[i];
		blank = blank || f->category == HOWNOT_BLANK;
		if ((size_t)f->category >= (size_t)HOWNOT_PHRASE_CATEGORIES)
			continue;
		strong += f->severity == HOWNOT_STRONG;
		weak += f->severity == HOWNOT_WEAK;
	}
	bool acknowledges = r->checks[HOWNOT_ACKNOWLEDGES].value, offers = r->checks[HOWNOT_OFFERS_ALTERNATIVE].value;
	r->verdict = reading == HOWNOT_AGENT && strong ? HOWNOT_MIXED : reading;

	/* Within the verdict's band; the man page has this formula. */
	int loss = 8 * (int)(strong < MOST ? strong : MOST) + 3 * (int)(weak < MOST ? weak : MOST) + 4 * !r->checks[HOWNOT_KIND].value;
	if (r->verdict == HOWNOT_AGENT)
		r->score = clamp(100 - loss, 80, 100);
	else if (r->verdict == HOWNOT_MIXED)
		r->score = clamp(79 - loss, 40, 79);
	else
		r->score = clamp(39 - loss + 5 * acknowledges + 5 * offers, 0, 39);
	r->ready = r->verdict == HOWNOT_AGENT && !blank;
}

static void assess_window(struct assessor *a, struct evidences *evidences)
{
	const struct stages *s = a->in->stages;
	model_look_at(a->in->spare, &a->model, &a->layers, &s->shapes, a->window, s->language);
	for (size_t i = a->window.first; i < a->window.first + a->window.count; i++) {
		if (s->shapes.is_frame[i])
			continue;
		assess_and_weigh(a, i);
		compare_strongest(a, i);
		a->in->kept[i] = (float)likely(a, i, TARGET_KEPT);
	}
	gather_window(a, evidences);
}

bool assess(struct arena *arena, const struct assess_input *in, struct hownot_result *result)
{
	const struct stages *s = in->stages;
	struct assessor a = { .arena = arena, .in = in, .model = s->model, .strongest = -INFINITY };
	struct evidences evidences;
	a.thresholds = model_thresholds(&s->layers, s->language);
	start_checks(&a, result, &evidences);
	for (size_t first = 0, n = s->sentences.count; first < n; first += STAGES_WINDOW) {
		a.window = (struct range){ (uint32_t)first, (uint32_t)(n - first < STAGES_WINDOW ? n - first : STAGES_WINDOW) };
		if (!stages_look_at(in->spare, s, in->room, a.window, &a.layers))
			return false;
		assess_window(&a, &evidences);
	}
	*in->reading = read_whole(&a, result);
	if (*in->reading == HOWNOT_AGENT && !in->is_strict)
		soften(in->findings);
	arena_free(in->spare);
	finish_checks(&a, result, &evidences);
	if (!result->checks[HOWNOT_ACKNOWLEDGES].value)
		add_whole(&a, HOWNOT_NO_ACKNOWLEDGEMENT);
	if (!result->checks[HOWNOT_OFFERS_ALTERNATIVE].value)
		add_whole(&a, HOWNOT_NO_ALTERNATIVE);
	return true;
}
