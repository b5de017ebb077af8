#include "coach/assess.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "coach/category.h"
#include "coach/suggest.h"

#include <stdlib.h>
#include <string.h>

struct assessor {
	struct arena *arena;
	const struct assess_input *in;
	struct model model;
	const float *thresholds;
	struct hownot_finding *findings;
	size_t count, capacity;
};

static const struct image *image_of(const struct assessor *a, size_t layer)
{
	return matcher_image(a->in->layers->items[layer].matcher);
}

static const struct rule *rule_of(const struct image *image, uint32_t feature)
{
	return feature < image->signal_count ? NULL : &image->rules[feature - image->signal_count];
}

static double likely(const struct assessor *a, size_t sentence, size_t target)
{
	return model_probability(a->model.sentences[sentence][target]);
}

static bool passes(const struct assessor *a, double probability, enum threshold threshold)
{
	return probability >= (double)a->thresholds[threshold];
}

bool assess_is_strong(const struct model *model, const float *thresholds, size_t sentence)
{
	return model_probability(model->sentences[sentence][TARGET_ANY]) >= (double)thresholds[THRESHOLD_RULE] &&
	       model_probability(model->sentences[sentence][TARGET_STRONG]) >= (double)thresholds[THRESHOLD_STRONG];
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
		struct suggest_source source = { a->in->norm, a->in->input, 0, hit->captures, hit->capture_count };
		struct str text = suggest_fill(a->arena, image_str(image, rewrite->with), &source);
		struct span span = rewrite->scope == SCOPE_MATCH ? hit->span : a->in->sentences->spans[hit->sentence];
		if (make_suggestion(a, text, norm_span(a->in->norm, span), &list[finding->suggestion_count]))
			finding->suggestion_count++;
	}
	finding->suggestions = list;
}

/* The severity that was judged, unless a library's own pack has the last word: on the rule, else on the category. */
static bool graded(const struct assessor *a, enum grade of_rule, enum hownot_category category, bool strong)
{
	enum grade grade = of_rule != GRADE_AS_JUDGED ? of_rule : a->in->grades[category];
	return grade == GRADE_AS_JUDGED ? strong : grade == GRADE_STRONG;
}

static void add_rule_finding(struct assessor *a, const struct image *image, const struct rule *rule, const struct hit *hit, bool strong)
{
	struct hownot_finding *f = ARENA_PUSH(a->arena, a->findings, a->count, a->capacity);
	*f = (struct hownot_finding){
		.rule = image_str(image, rule->id).ptr,
		.category = rule->category,
		.severity = strong ? HOWNOT_STRONG : HOWNOT_WEAK,
		.message = image_str(image, rule->message).ptr,
		.why = image_str(image, rule->why).ptr,
		.source = image_str(image, rule->source).ptr,
		.has_span = true,
		.span = norm_span(a->in->norm, hit->span),
	};
	suggest_from_rule(a, image, rule, hit, f);
}

/* The signals that spoke loudest for a category in a sentence. */
struct voices {
	const struct signal *signals[3];
	double weights[3];
	const struct image *images[3];
	size_t count;
	struct span span; /* around what they matched */
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
	struct voices v = { .span = a->in->sentences->spans[sentence] };
	for (size_t l = 0; l < a->in->layers->count; l++) {
		const struct image *image = image_of(a, l);
		const struct hits *hits = &a->in->layers->items[l].hits;
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
		buf_str(&buf, a->in->language == LANGUAGE_ES ? STR(" Lo dicen: ") : STR(" What tells it: "));
	for (size_t i = 0; i < v->count; i++) {
		buf_str(&buf, i ? STR("; ") : STR(""));
		buf_str(&buf, image_str(v->images[i], v->signals[i]->says));
	}
	if (v->count)
		buf_char(&buf, '.');
	return arena_str(a->arena, buf_view(&buf)).ptr;
}

static void add_signal_finding(struct assessor *a, size_t sentence, enum hownot_category category, bool strong)
{
	const struct category_text *text = category_text(category, a->in->language);
	struct voices voices = find_voices(a, sentence, category);
	struct hownot_finding *f = ARENA_PUSH(a->arena, a->findings, a->count, a->capacity);
	struct hownot_suggestion *suggestion = arena_alloc(a->arena, 1, sizeof *suggestion);
	*f = (struct hownot_finding){
		.rule = arena_printf(a->arena, "signals/%s", hownot_category_name(category)).ptr,
		.category = category,
		.severity = graded(a, GRADE_AS_JUDGED, category, strong) ? HOWNOT_STRONG : HOWNOT_WEAK,
		.message = text->message,
		.why = why_of_voices(a, &voices, text),
		.source = text->term,
		.has_span = true,
		.span = norm_span(a->in->norm, voices.span),
		.suggestions = suggestion,
	};
	if (make_suggestion(a, str_of(text->rewrite), f->span, suggestion))
		f->suggestion_count = 1;
}

static enum hownot_category likeliest_category(const struct assessor *a, size_t sentence)
{
	size_t best = 0;
	for (size_t c = 1; c < HOWNOT_PHRASE_CATEGORIES; c++)
		if (a->model.sentences[sentence][c] > a->model.sentences[sentence][best])
			best = c;
	return (enum hownot_category)best;
}

/* A rule's match in the sentence at hand. */
struct proposal {
	const struct image *image;
	const struct rule *rule;
	const struct hit *hit;
	double likely; /* log-odds of its category here */
	enum grade grade;
};

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
	for (size_t l = 0; l < a->in->layers->count; l++) {
		const struct image *image = image_of(a, l);
		const struct hits *hits = &a->in->layers->items[l].hits;
		for (size_t i = hits_from(hits, sentence); i < hits->count && hits->items[i].sentence == sentence; i++) {
			const struct hit *hit = &hits->items[i];
			const struct rule *rule = rule_of(image, hit->feature);
			if (rule && !a->in->disabled[rule->category])
				*ARENA_PUSH(a->arena, list, count, capacity) =
				    (struct proposal){ image, rule, hit, a->model.sentences[sentence][rule->category],
							matcher_grade(a->in->layers->items[l].matcher, hit->feature) };
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
		taken = arena_alloc(a->arena, count, sizeof *taken);
		for (size_t i = 0; i < count; i++) {
			if (is_covered(a, sentence, taken, taken_count, &proposals[i]))
				continue;
			const struct rule *rule = proposals[i].rule;
			bool is_strong = strong && (rule->severity == HOWNOT_STRONG || rule->category == likeliest);
			is_strong = graded(a, proposals[i].grade, rule->category, is_strong);
			add_rule_finding(a, proposals[i].image, rule, proposals[i].hit, is_strong);
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

struct evidence_list {
	struct hownot_span *spans;
	size_t count, capacity;
};

/* Spans come sentence by sentence: what overlaps this one stands behind `from`, the count when its sentence began. */
static void add_evidence(struct assessor *a, struct evidence_list *list, size_t from, struct hownot_span span)
{
	for (size_t i = from; i < list->count; i++)
		if (list->spans[i].start < span.end && span.start < list->spans[i].end)
			return;
	*ARENA_PUSH(a->arena, list->spans, list->count, list->capacity) = span;
}

static void gather_evidence(struct assessor *a, enum evidence evidence, struct evidence_list *list)
{
	for (size_t l = 0; l < a->in->layers->count; l++) {
		const struct image *image = image_of(a, l);
		const struct hits *hits = &a->in->layers->items[l].hits;
		size_t from = list->count;
		for (size_t i = 0; i < hits->count; i++) {
			uint32_t feature = hits->items[i].feature;
			if (i > 0 && hits->items[i].sentence != hits->items[i - 1].sentence)
				from = list->count;
			if (feature < image->signal_count && image->signals[feature].evidence == evidence)
				add_evidence(a, list, from, norm_span(a->in->norm, hits->items[i].span));
		}
	}
}

static void fill_check(struct hownot_check *check, bool value, struct evidence_list list)
{
	*check = (struct hownot_check){ .value = value, .evidence = list.spans, .evidence_count = value ? list.count : 0 };
}

static void check_by_model(struct assessor *a, struct hownot_result *r, enum hownot_check_kind kind, enum target target,
			   enum threshold threshold, enum evidence evidence)
{
	struct evidence_list list = { 0 };
	bool value = passes(a, model_probability(a->model.checks[target]), threshold);
	/* what no signal stands for is seen in the reply as a whole, and has no place to show */
	if (value)
		gather_evidence(a, evidence, &list);
	fill_check(&r->checks[kind], value, list);
}

/* The ground that the features speak for most, or none. */
static enum hownot_ground likeliest_ground(const struct assessor *a)
{
	enum hownot_ground found = HOWNOT_NO_GROUND;
	double best = 1;
	for (size_t g = HOWNOT_ILLEGAL; g <= HOWNOT_IMPOSSIBLE; g++) {
		/* how far above its threshold, in proportion: the grounds differ in how often they are given */
		double least = (double)a->thresholds[THRESHOLD_ILLEGAL + g - HOWNOT_ILLEGAL];
		double p = model_probability(a->model.checks[TARGET_ILLEGAL + g - HOWNOT_ILLEGAL]) / (least > 0 ? least : 1);
		if (p >= best) {
			best = p;
			found = (enum hownot_ground)g;
		}
	}
	return found;
}

/* A reply that states a ground for a no, or whose writer does, says no. */
static void check_refuses(struct assessor *a, struct hownot_result *r)
{
	r->ground = a->in->because != HOWNOT_NO_GROUND ? a->in->because : likeliest_ground(a);
	check_by_model(a, r, HOWNOT_REFUSES, TARGET_REFUSES, THRESHOLD_REFUSES, EVIDENCE_REFUSES);
	if (r->ground != HOWNOT_NO_GROUND)
		r->checks[HOWNOT_REFUSES].value = true;
}

static void check_reason(struct assessor *a, struct hownot_result *r)
{
	struct evidence_list list = { 0 };
	if (r->ground != HOWNOT_NO_GROUND)
		gather_evidence(a, (enum evidence)(EVIDENCE_ILLEGAL + r->ground - HOWNOT_ILLEGAL), &list);
	fill_check(&r->checks[HOWNOT_REASON], r->ground != HOWNOT_NO_GROUND, list);
}

/* Small acts: at least two of them, be it a warm phrase, the patron's name or the writer's own. */
static void check_kind(struct assessor *a, struct hownot_result *r)
{
	enum { ACTS = 2 };
	struct evidence_list list = { 0 };
	size_t n = a->in->sentences->count;
	const struct shapes *shapes = a->in->shapes;
	if (shapes->salutation < n) {
		struct span span = a->in->sentences->spans[shapes->salutation];
		struct str line = str_slice(a->in->norm->bytes, span.start, span.end);
		bool has_name = false;
		for (size_t i = 1; i < line.len; i++)
			has_name = has_name || (is_ascii_upper(line.ptr[i]) && line.ptr[i - 1] == ' ');
		if (has_name)
			add_evidence(a, &list, 0, norm_span(a->in->norm, span));
	}
	gather_evidence(a, EVIDENCE_KIND, &list);
	if (shapes->signature_name < n)
		add_evidence(a, &list, 0, norm_span(a->in->norm, a->in->sentences->spans[shapes->signature_name]));
	fill_check(&r->checks[HOWNOT_KIND], list.count >= ACTS, list);
}

static void add_whole(struct assessor *a, enum hownot_category category)
{
	if (a->in->disabled[category])
		return;
	const struct category_text *text = category_text(category, a->in->language);
	*ARENA_PUSH(a->arena, a->findings, a->count, a->capacity) = (struct hownot_finding){
		.rule = hownot_category_name(category),
		.category = category,
		.severity = HOWNOT_STRONG,
		.message = text->message,
		.why = text->move,
		.source = text->term,
	};
}

/* ---- verdict and score ---- */

static int clamp(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

void assess_verdict(struct hownot_result *r)
{
	int strong = 0, weak = 0;
	bool blank = false;
	for (size_t i = 0; i < r->finding_count; i++) {
		const struct hownot_finding *f = &r->findings[i];
		blank = blank || f->category == HOWNOT_BLANK;
		if ((size_t)f->category >= (size_t)HOWNOT_PHRASE_CATEGORIES)
			continue;
		strong += f->severity == HOWNOT_STRONG;
		weak += f->severity == HOWNOT_WEAK;
	}
	bool acknowledges = r->checks[HOWNOT_ACKNOWLEDGES].value, offers = r->checks[HOWNOT_OFFERS_ALTERNATIVE].value;
	if (acknowledges && offers)
		r->verdict = strong ? HOWNOT_MIXED : HOWNOT_AGENT;
	else if (strong == 0 && weak <= 1 && (acknowledges || offers))
		r->verdict = r->checks[HOWNOT_REFUSES].value && !offers ? HOWNOT_MIXED : HOWNOT_AGENT;
	else if (strong == 0 && !r->checks[HOWNOT_REFUSES].value && weak <= 1)
		r->verdict = HOWNOT_MIXED;
	else
		r->verdict = HOWNOT_GATEKEEPER;

	/* Within the verdict's band; the man page has this formula. */
	int loss = 8 * strong + 3 * weak + 4 * !r->checks[HOWNOT_KIND].value;
	if (r->verdict == HOWNOT_AGENT)
		r->score = clamp(100 - loss, 80, 100);
	else if (r->verdict == HOWNOT_MIXED)
		r->score = clamp(79 - loss, 40, 79);
	else
		r->score = clamp(39 - loss + 5 * acknowledges + 5 * offers, 0, 39);
	r->ready = r->verdict == HOWNOT_AGENT && !blank;
}

static int by_place(const void *a, const void *b)
{
	const struct hownot_finding *x = a, *y = b;
	if (x->has_span != y->has_span)
		return x->has_span ? -1 : 1;
	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	if (x->span.end != y->span.end)
		return x->span.end < y->span.end ? -1 : 1;
	return (int)x->category - (int)y->category;
}

void assess(struct arena *arena, const struct assess_input *in, struct hownot_result *result)
{
	struct assessor a = { .arena = arena, .in = in };
	const struct image *base = matcher_image(in->layers->items[0].matcher);
	a.thresholds = base->thresholds + (size_t)in->language * THRESHOLDS;
	a.model = model_make(arena, in->layers, in->shapes, in->sentences->count, in->language);
	for (size_t i = 0; i < in->sentences->count; i++)
		if (!in->shapes->is_frame[i])
			assess_sentence(&a, i);
	check_by_model(&a, result, HOWNOT_ACKNOWLEDGES, TARGET_ACKNOWLEDGES, THRESHOLD_ACKNOWLEDGES, EVIDENCE_ACKNOWLEDGES);
	check_by_model(&a, result, HOWNOT_OFFERS_ALTERNATIVE, TARGET_OFFERS_ALTERNATIVE, THRESHOLD_OFFERS, EVIDENCE_OFFERS_ALTERNATIVE);
	check_refuses(&a, result);
	check_reason(&a, result);
	check_kind(&a, result);
	if (!result->checks[HOWNOT_ACKNOWLEDGES].value)
		add_whole(&a, HOWNOT_NO_ACKNOWLEDGEMENT);
	if (!result->checks[HOWNOT_OFFERS_ALTERNATIVE].value)
		add_whole(&a, HOWNOT_NO_ALTERNATIVE);
	if (a.count)
		qsort(a.findings, a.count, sizeof *a.findings, by_place);
	result->findings = a.findings;
	result->finding_count = a.count;
	assess_verdict(result);
}
