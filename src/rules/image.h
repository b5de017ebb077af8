/*
 * image - rule packs, compiled: what the matcher and the coach read
 *
 * A pack is JSON for people (pack.h). Compiled, it is a handful of flat arrays without pointers into them: text is a
 * (offset, length) into one pool, everything else an index into another array. So the built-in packs are constant data in
 * the program's read-only pages, need no relocation and no work at start-up, and a user's pack, compiled when it is loaded, looks the same.
 *
 *     rule ──pattern──▶ pattern ──branches──▶ branch ──ways──▶ way ──needs──▶ sets ◀──sets── word
 *       └────unless───▶ patterns                └─guard─▶ guard
 *
 * A *feature* is anything whose match in a sentence is counted: first the signals, then the rules. Weights
 * are per feature and target (weights.h tells how they are used).
 */
#ifndef RULES_IMAGE_H
#define RULES_IMAGE_H

#include "base/str.h"
#include "hownot.h"
#include "rules/word_list.h"

/* Text in image.pool. */
struct ref {
	uint32_t at, len;
};

/* Consecutive items of another array. */
struct range {
	uint32_t first, count;
};

#define IMAGE_ANY_SET UINT32_MAX
#define IMAGE_ANY_WORD (UINT32_MAX - 1)

/*
 * A set of which every match of a way has a word or mark, and how many words stand between the one needed before it, or the beginning of the match, and it,
 * the former counted in.
 */
struct need {
	uint32_t set;
	uint16_t least, most; /* IMAGE_ANY_DISTANCE: any number */
};

#define IMAGE_ANY_DISTANCE UINT16_MAX

/*
 * One of the ways in which a branch can match. The rarest set that it needs calls for it, where its pattern is a feature's; where it needs none, it is
 * tried on every sentence.
 */
struct way {
	uint32_t branch;
	/* Sets: every match begins with a word or mark of the one, then has a word of the other; or IMAGE_ANY_SET, for what the needs tell too, IMAGE_ANY_WORD */
	uint32_t first, second;
	uint32_t need;	     /* in image.needs: the first of need_count, in the order in which they stand in a match */
	uint16_t need_count;
	uint16_t at_start; /* bool: matches begin at the start of the sentence alone */
};

struct pattern {
	struct ref source;     /* PCRE2, vocabulary expanded, without the word borders that rx adds */
	struct range branches; /* every match is one of a branch; where several begin at the same place, of the first */
};

/* An alternative of a pattern (branch.h). */
struct branch {
	struct ref source;	  /* without its guard */
	uint32_t pattern, guard;  /* IMAGE_NO_GUARD: it has none */
	struct range ways;	  /* in image.branch_ways: every match is one of a way */
	uint8_t begins_with_word; /* bool: every match begins where a word begins */
	uint32_t plan;		  /* in image.plans (plan.h); 0: it has none */
	struct range code;	  /* what rx_encode gave, as pieces (pieces.h), in image.code_pieces; none where there is a plan */
};

#define IMAGE_NO_GUARD UINT32_MAX

/* A set of characters of plain texts (plan.h). */
enum { CLASS_MOST_OTHERS = 6 };
struct char_class {
	uint64_t latin[4];	      /* by code point, up to U+00FF */
	uint32_t others[CLASS_MOST_OTHERS]; /* code points above; in the class, or, where rest is set, out of it */
	uint32_t other_count;
	uint32_t letters; /* bool: letters above are in it */
	uint32_t rest;	  /* bool */
};

/* What must not follow where a branch begins. */
struct guard {
	struct ref source;
	uint32_t plan; /* as a branch has them */
	struct range code;
};

enum language { LANGUAGE_EN, LANGUAGE_ES, LANGUAGES };

/* What a rule's rewrite replaces. */
enum scope { SCOPE_MATCH, SCOPE_SENTENCE };

struct rewrite {
	struct ref with;
	uint8_t scope; /* enum scope */
};

/* Text in image.pool that a pattern must match, or must let pass. */
struct examples {
	struct range match, pass; /* in image.refs */
};

/* Whose words a pack reads. */
enum reads { READS_DRAFT, READS_QUESTION, READS };

struct pack {
	struct ref name, title;
	uint8_t language; /* enum language */
	uint8_t reads;	  /* enum reads */
	struct range unless; /* patterns that excuse any match of the pack's rules that they overlap */
};

struct rule {
	struct ref id; /* "core/do-not-allow" */
	struct ref message, why, source;
	uint32_t pack, pattern;
	struct range unless; /* patterns */
	uint8_t category;    /* enum hownot_category */
	uint8_t severity;    /* enum hownot_severity */
	struct range rewrites;
	struct examples examples;
};

/*
 * A move remakes a whole sentence: its pattern, run over the sentence, gives the captures of its template. Where no rule of a finding can say its
 * sentence better, a move of the finding's category is looked for.
 */
struct move {
	struct ref id, with;
	uint32_t pack, pattern;
	uint16_t categories;    /* bits 1 << enum hownot_category: the findings that it mends */
	bool cuts;		/* it leaves out what the sentence ends on */
	bool unbarbs;		/* it leaves out a clause that only hurts, whatever else is made of the sentence */
	bool helps;		/* it tells what is to be had, or where: that is to be read as in a reply that offers */
	struct range before, after; /* examples, in image.refs, as many of each */
};

/* Something that can be offered in place of what was asked. */
struct option {
	struct ref what;    /* "a scan of the pages that you need": put to the writer as a blank */
	struct ref say;	    /* "I can scan the pages that you need and e-mail them to you.": promised only when confirmed; {slots} from the profile */
	struct ref service; /* the service of the profile that confirms or denies it; may be empty */
	uint8_t grounds;    /* bits 1 << enum hownot_ground: those it fits; 0: any */
	struct range unless; /* patterns: where a sentence of the draft matches one, it is refused or offered there already */
};

/* A situation at the desk, recognised from the question and the draft. */
struct topic {
	struct ref id, title;
	struct ref asked; /* "renewing it again": goes after "Thank you for asking about" */
	uint32_t pack, pattern;
	struct range unless;
	struct range options;
	struct examples examples;
};

/* A question to practise on, with what the writer knows at the desk and a reply that is an agent's. */
struct scenario {
	struct ref id;	  /* "scenarios/road-atlas" */
	struct ref topic; /* "reference-only": scenarios of one topic have the same */
	struct ref title, question, hard, answer;
	struct range facts; /* in image.refs, a sentence each */
	uint32_t pack;
	uint8_t ground; /* enum hownot_ground: of the no, if any */
};

/* What the match of a signal is shown as evidence for. */
enum evidence {
	EVIDENCE_NONE,
	EVIDENCE_ACKNOWLEDGES,
	EVIDENCE_OFFERS_ALTERNATIVE,
	EVIDENCE_REFUSES,
	EVIDENCE_ILLEGAL,
	EVIDENCE_IMMORAL,
	EVIDENCE_IMPOSSIBLE,
	EVIDENCE_KIND,
	EVIDENCES
};

struct signal {
	struct ref id;   /* "signals/negation-near-you" */
	struct ref says; /* what it notices, as a noun phrase: "a negative aimed at the reader" */
	uint32_t pack, pattern;
	struct range unless;
	uint8_t evidence; /* enum evidence */
	struct examples examples;
};

/* What features are weighed for: in a sentence, the ten phrase categories, whether there is any and whether it is strong; in the reply, the checks. */
enum target {
	TARGET_ANY = HOWNOT_PHRASE_CATEGORIES,
	TARGET_STRONG,
	TARGET_KEPT, /* a colleague who said the reply again would keep what the sentence tells */
	TARGET_SENTENCE_ACKNOWLEDGES, /* the sentence itself does what the check asks of the reply; judged before the checks, which hear it */
	TARGET_SENTENCE_OFFERS,
	TARGET_SENTENCE_REFUSES,
	SENTENCE_TARGETS,
	TARGET_SEEMS_AGENT = SENTENCE_TARGETS, /* the reply as a whole, before its sentences are judged: they hear what it seems to be */
	TARGET_SEEMS_GATEKEEPER,
	TARGET_ACKNOWLEDGES,
	TARGET_OFFERS_ALTERNATIVE,
	TARGET_REFUSES,
	TARGET_AGENT, /* with its strongest sentence the reply reads like an agent's, like a gatekeeper's; what is neither reads mixed */
	TARGET_GATEKEEPER,
	TARGET_ILLEGAL,
	TARGET_IMMORAL,
	TARGET_IMPOSSIBLE,
	TARGETS,
	CHECKS_BY_SENTENCE = SENTENCE_TARGETS - TARGET_SENTENCE_ACKNOWLEDGES
};

/* What the words of a text, each for itself, are weighed for: of a sentence, from TARGET_ANY on; of the reply and of the question, the checks but the grounds. */
enum { WORD_TARGETS_FIRST = TARGET_ANY, WORD_TARGETS = TARGET_ILLEGAL - TARGET_ANY, WORD_SENTENCE_TARGETS = SENTENCE_TARGETS - TARGET_ANY, WORD_CHECK_TARGETS = WORD_TARGETS - WORD_SENTENCE_TARGETS };

/* Features that need no pattern: the shape of the sentence and of the reply. The first is always there (the bias). */
enum shape {
	SHAPE_ALWAYS,
	SHAPE_FIRST,	/* the first sentence, salutation aside */
	SHAPE_LAST,	/* the last, sign-off aside */
	SHAPE_QUESTION,
	SHAPE_EXCLAMATION,
	SHAPE_SHORT,	    /* at most five words */
	SHAPE_MIDDLING,	    /* over 12 words */
	SHAPE_LONG,	    /* over 25 */
	SHAPE_ALONE,	    /* the only sentence, salutation and sign-off aside */
	SHAPE_SECOND,	    /* the second of more than two */
	SHAPE_LATE,	    /* in the second half of more than two */
	SHAPE_NAME,	    /* a word behind the first begins with a capital */
	SHAPE_COMMAS,	    /* two or more */
	SHAPE_PARENTHESIS,
	SHAPE_QUOTE_MARK,
	SHAPE_COLON,	    /* or a semicolon */
	SHAPE_CAPITALS,	    /* two or more words in capitals, and most of them */
	SHAPE_SMALL_START,  /* begins in lower case */
	SHAPE_REPLY_SHORT,  /* at most three sentences */
	SHAPE_REPLY_LONG,   /* over ten */
	SHAPE_SALUTATION,   /* the reply greets somebody */
	SHAPE_ECHO,	    /* the sentence (the reply) repeats a content word of the question */
	SHAPE_ECHOES,	    /* three or more of them */
	SHAPE_LIKELY_ACKNOWLEDGES,  /* in sentence targets: the probability of that check of the reply */
	SHAPE_LIKELY_OFFERS,
	SHAPE_SEEMS_AGENT, /* likewise, of what the reply seems to be */
	SHAPE_SEEMS_GATEKEEPER,
	SHAPE_SENTENCES_ACKNOWLEDGE, /* in the checks and the verdict: the soft maximum of that target over the reply's sentences */
	SHAPE_SENTENCES_OFFER,
	SHAPE_SENTENCES_REFUSE,
	SHAPE_STRONGEST, /* in verdict targets: the log-odds of the reply's strongest sentence to be strong */
	/* The sentence (the reply) holds a match of a strong rule of the category, of a weak one: what a rule that is rare in the corpus weighs. */
	SHAPE_STRONG_RULE,
	SHAPE_WEAK_RULE = SHAPE_STRONG_RULE + HOWNOT_PHRASE_CATEGORIES,
	SHAPES = SHAPE_WEAK_RULE + HOWNOT_PHRASE_CATEGORIES
};

/* Thresholds on probabilities, fitted with the weights. */
enum threshold {
	THRESHOLD_RULE,	    /* least TARGET_ANY for a rule's match to be a finding */
	THRESHOLD_SIGNALS,  /* least TARGET_ANY for a sentence without one */
	THRESHOLD_CATEGORY, /* a further category of such a sentence */
	THRESHOLD_DOUBT,    /* least TARGET_ANY for the likeliest sentence of a reply that does not read like an agent's, when nothing else was found */
	THRESHOLD_STRONG,   /* least TARGET_STRONG for severity strong */
	THRESHOLD_ACKNOWLEDGES, /* least probability for each check to hold */
	THRESHOLD_OFFERS,
	THRESHOLD_REFUSES,
	THRESHOLD_AGENT, /* least probability for the reply to read so */
	THRESHOLD_GATEKEEPER,
	THRESHOLD_ILLEGAL,
	THRESHOLD_IMMORAL,
	THRESHOLD_IMPOSSIBLE,
	THRESHOLDS
};

/* What a pack says about a rule or category of another pack. */
enum override_kind { OVERRIDE_OFF, OVERRIDE_WEAK, OVERRIDE_STRONG };

struct override {
	struct ref what; /* rule id or category */
	uint8_t kind;	 /* enum override_kind */
};

/* A named piece of pattern vocabulary, expanded; packs that say `use` see it. */
struct definition {
	struct ref name, source;
	uint32_t pack;
};

/* A word, or what else has a name among them (word.h). */
struct word {
	struct ref text;   /* in lower case */
	struct range sets; /* in image.word_sets: the sets that it is in */
};

/* The words that would be noted most often come first: those are common, and name only the sets that call for ways. Some of them, as bits. */
enum { IMAGE_COMMON = 128, IMAGE_COMMON_BITS = 64 };
struct common_words {
	uint64_t bits[IMAGE_COMMON / IMAGE_COMMON_BITS];
};

struct image {
	const char *pool;
	const struct pack *packs;
	uint32_t pack_count;
	const struct rule *rules;
	uint32_t rule_count;
	const struct signal *signals;
	uint32_t signal_count;
	const struct move *moves;
	uint32_t move_count;
	const struct topic *topics;
	uint32_t topic_count;
	const struct option *options;
	const struct scenario *scenarios;
	uint32_t scenario_count;
	const struct pattern *patterns;
	uint32_t pattern_count;
	const struct branch *branches;
	uint32_t branch_count;
	const struct guard *guards;
	uint32_t guard_count;
	const struct way *ways; /* by the set that calls for them; then those that are tried on every sentence, then those that nothing calls for */
	uint32_t way_count;
	const uint32_t *others; /* by way: the rarest set but one that it needs, to be asked for first; or IMAGE_ANY_SET */
	const uint32_t *branch_ways; /* in ways */
	const struct need *needs;
	const struct rewrite *rewrites;
	const struct ref *refs;
	const struct definition *definitions;
	uint32_t definition_count;
	const struct range *lists; /* [LANGUAGES][WORD_LISTS], in image.refs; of a table each text and, behind it, what it stands for */
	const char *letters; /* of each list, from the place of its first ref on: the first bytes of its texts, in lower case, side by side */
	const struct word *words;
	uint32_t word_count;
	/*
	 * Sets of words, or of marks, as many as the patterns have of them, each once: those that call for ways, then others; of the first the last, of
	 * the others the first have common words. Within each kind, those that most sentences meet come first.
	 */
	uint32_t set_count, calling_set_count;
	const uint32_t *set_ways; /* by set that calls for ways: in ways, its first; they end where those of the next begin */
	struct range sets_with_common;
	const struct common_words *common; /* by set with common words, counted from the first of them */
	const uint32_t *word_sets;
	/* Hash table of the words, with open addressing: by bucket the word's number and, apart, for most looks end there, its tag (image_tag). */
	const uint32_t *buckets;
	const unsigned char *tags; /* 0: the bucket is empty */
	uint32_t bucket_count;	   /* a power of two */
	const unsigned char *plans;   /* of branches and guards */
	const unsigned char *choices; /* that plans share */
	const struct char_class *classes;
	uint32_t plan_bytes, choice_bytes, class_count;
	const char *code; /* PCRE2 code of the patterns, of the version of PCRE2 in code_version */
	const struct ref *code_pieces; /* in code */
	struct str code_version;
	struct range always; /* in image.ways: those that are tried on every sentence */
	/* By feature: owner of each pattern that is a rule's or signal's own, UINT32_MAX for exceptions. */
	const uint32_t *pattern_feature;
	const uint32_t *feature_packs;
	const struct override *overrides;
	uint32_t override_count;
	const float *here; /* [feature][TARGETS]: weight of a feature in the sentence, or anywhere in the reply for the checks */
	const float *near; /* [feature][SENTENCE_TARGETS]: of a feature in the sentence before or after */
	const float *shape; /* [LANGUAGES][SHAPES][TARGETS] */
	/* Words that have weights of their own: their str_hashes, ascending within a language's range [LANGUAGES], and by their number there the weights. */
	const struct range *weighed;
	const uint32_t *weighed_hashes;
	const float *said;  /* [weighed word][WORD_TARGETS]: of a word in the sentence, or in the reply for the checks */
	const float *asked; /* [weighed word][WORD_CHECK_TARGETS]: of a word in the question */
	const float *thresholds; /* [LANGUAGES][THRESHOLDS] */
};

/* Names as they stand in packs; NULL past the end of each enum. */
const char *image_target_name(size_t target);
const char *image_shape_name(size_t shape);
const char *image_threshold_name(size_t threshold);
const char *image_evidence_name(size_t evidence);
const char *image_reads_name(size_t reads);
const char *image_language_name(size_t language);

/* The packs compiled into the program. */
extern const struct image image_builtin;

static inline struct str image_str(const struct image *image, struct ref ref)
{
	return (struct str){ image->pool + ref.at, ref.len };
}

static inline uint32_t image_feature_count(const struct image *image)
{
	return image->signal_count + image->rule_count;
}

/* The rule that the feature is; NULL: it is a signal. */
static inline const struct rule *image_rule(const struct image *image, uint32_t feature)
{
	return feature < image->signal_count ? NULL : &image->rules[feature - image->signal_count];
}

/* What of a word's str_hash does not tell its bucket, in few bits; not 0. */
static inline unsigned char image_tag(uint32_t hash)
{
	return (unsigned char)(hash >> 25 | 0x80U);
}

/* Has the table a tag for such a hash? Most hashes that are looked up are of nothing. */
static inline bool image_may_have(const struct image *image, uint32_t hash)
{
	uint32_t at = hash & (image->bucket_count - 1);
	unsigned char tag = image_tag(hash);
	while (image->tags[at] && image->tags[at] != tag)
		at = (at + 1) & (image->bucket_count - 1);
	return image->tags[at];
}

/* The number of a word (in lower case, with its str_hash), or UINT32_MAX when no pattern asks for it. */
uint32_t image_word_hashed(const struct image *image, struct str word, uint32_t hash);

/* The number of a weighed word of the language, or UINT32_MAX. By the hash alone: a collision lends a word another's weight. */
uint32_t image_weighed(const struct image *image, enum language language, uint32_t hash);

#endif
