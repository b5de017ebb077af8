#include "rules/image.h"

uint32_t image_word_hashed(const struct image *image, struct str word, uint32_t hash)
{
	if (!image->bucket_count)
		return UINT32_MAX;
	uint32_t mask = image->bucket_count - 1;
	for (uint32_t at = hash & mask; image->tags[at]; at = (at + 1) & mask)
		if (image->tags[at] == image_tag(hash) && str_eq(image_str(image, image->words[image->buckets[at]].text), word))
			return image->buckets[at];
	return UINT32_MAX;
}

uint32_t image_weighed(const struct image *image, enum language language, uint32_t hash)
{
	struct range words = image->weighed[language];
	uint32_t low = words.first, end = words.first + words.count;
	for (uint32_t high = end; low < high;) {
		uint32_t middle = low + (high - low) / 2;
		if (image->weighed_hashes[middle] < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low < end && image->weighed_hashes[low] == hash ? low : UINT32_MAX;
}

const char *image_target_name(size_t target)
{
	static const char *const names[] = {
		[TARGET_ANY] = "any",
		[TARGET_STRONG] = "strong",
		[TARGET_KEPT] = "kept",
		[TARGET_SENTENCE_ACKNOWLEDGES] = "sentence-acknowledges",
		[TARGET_SENTENCE_OFFERS] = "sentence-offers",
		[TARGET_SENTENCE_REFUSES] = "sentence-refuses",
		[TARGET_SEEMS_AGENT] = "seems-agent",
		[TARGET_SEEMS_GATEKEEPER] = "seems-gatekeeper",
		[TARGET_ACKNOWLEDGES] = "acknowledges",
		[TARGET_OFFERS_ALTERNATIVE] = "offers_alternative",
		[TARGET_REFUSES] = "refuses",
		[TARGET_AGENT] = "agent",
		[TARGET_GATEKEEPER] = "gatekeeper",
		[TARGET_ILLEGAL] = "illegal",
		[TARGET_IMMORAL] = "immoral",
		[TARGET_IMPOSSIBLE] = "impossible",
	};
	if (target < HOWNOT_PHRASE_CATEGORIES)
		return hownot_category_name((enum hownot_category)target);
	return target < TARGETS ? names[target] : NULL;
}

const char *image_shape_name(size_t shape)
{
	static const char *const names[SHAPES] = {
		[SHAPE_ALWAYS] = "always",
		[SHAPE_FIRST] = "first",
		[SHAPE_LAST] = "last",
		[SHAPE_QUESTION] = "question",
		[SHAPE_EXCLAMATION] = "exclamation",
		[SHAPE_SHORT] = "short",
		[SHAPE_MIDDLING] = "middling",
		[SHAPE_LONG] = "long",
		[SHAPE_ALONE] = "alone",
		[SHAPE_SECOND] = "second",
		[SHAPE_LATE] = "late",
		[SHAPE_NAME] = "name",
		[SHAPE_COMMAS] = "commas",
		[SHAPE_PARENTHESIS] = "parenthesis",
		[SHAPE_QUOTE_MARK] = "quote-mark",
		[SHAPE_COLON] = "colon",
		[SHAPE_CAPITALS] = "capitals",
		[SHAPE_SMALL_START] = "small-start",
		[SHAPE_REPLY_SHORT] = "reply-short",
		[SHAPE_REPLY_LONG] = "reply-long",
		[SHAPE_SALUTATION] = "salutation",
		[SHAPE_ECHO] = "echo",
		[SHAPE_ECHOES] = "echoes",
		[SHAPE_LIKELY_ACKNOWLEDGES] = "likely-acknowledges",
		[SHAPE_LIKELY_OFFERS] = "likely-offers",
		[SHAPE_SEEMS_AGENT] = "seems-agent",
		[SHAPE_SEEMS_GATEKEEPER] = "seems-gatekeeper",
		[SHAPE_SENTENCES_ACKNOWLEDGE] = "sentences-acknowledge",
		[SHAPE_SENTENCES_OFFER] = "sentences-offer",
		[SHAPE_SENTENCES_REFUSE] = "sentences-refuse",
		[SHAPE_STRONGEST] = "strongest",
		[SHAPE_STRONG_RULE + HOWNOT_FLAT_REFUSAL] = "strong-flat-refusal",
		[SHAPE_STRONG_RULE + HOWNOT_POLICY_SHIELD] = "strong-policy-shield",
		[SHAPE_STRONG_RULE + HOWNOT_DEMAND] = "strong-demand",
		[SHAPE_STRONG_RULE + HOWNOT_BLAME] = "strong-blame",
		[SHAPE_STRONG_RULE + HOWNOT_BRUSH_OFF] = "strong-brush-off",
		[SHAPE_STRONG_RULE + HOWNOT_DEAD_END] = "strong-dead-end",
		[SHAPE_STRONG_RULE + HOWNOT_DISMISSIVE] = "strong-dismissive",
		[SHAPE_STRONG_RULE + HOWNOT_EMPTY_APOLOGY] = "strong-empty-apology",
		[SHAPE_STRONG_RULE + HOWNOT_SHOUTING] = "strong-shouting",
		[SHAPE_STRONG_RULE + HOWNOT_JARGON] = "strong-jargon",
		[SHAPE_WEAK_RULE + HOWNOT_FLAT_REFUSAL] = "weak-flat-refusal",
		[SHAPE_WEAK_RULE + HOWNOT_POLICY_SHIELD] = "weak-policy-shield",
		[SHAPE_WEAK_RULE + HOWNOT_DEMAND] = "weak-demand",
		[SHAPE_WEAK_RULE + HOWNOT_BLAME] = "weak-blame",
		[SHAPE_WEAK_RULE + HOWNOT_BRUSH_OFF] = "weak-brush-off",
		[SHAPE_WEAK_RULE + HOWNOT_DEAD_END] = "weak-dead-end",
		[SHAPE_WEAK_RULE + HOWNOT_DISMISSIVE] = "weak-dismissive",
		[SHAPE_WEAK_RULE + HOWNOT_EMPTY_APOLOGY] = "weak-empty-apology",
		[SHAPE_WEAK_RULE + HOWNOT_SHOUTING] = "weak-shouting",
		[SHAPE_WEAK_RULE + HOWNOT_JARGON] = "weak-jargon",
	};
	return shape < SHAPES ? names[shape] : NULL;
}

const char *image_threshold_name(size_t threshold)
{
	static const char *const names[THRESHOLDS] = {
		[THRESHOLD_RULE] = "rule",
		[THRESHOLD_SIGNALS] = "signals",
		[THRESHOLD_CATEGORY] = "category",
		[THRESHOLD_DOUBT] = "doubt",
		[THRESHOLD_STRONG] = "strong",
		[THRESHOLD_ACKNOWLEDGES] = "acknowledges",
		[THRESHOLD_OFFERS] = "offers_alternative",
		[THRESHOLD_REFUSES] = "refuses",
		[THRESHOLD_AGENT] = "agent",
		[THRESHOLD_GATEKEEPER] = "gatekeeper",
		[THRESHOLD_ILLEGAL] = "illegal",
		[THRESHOLD_IMMORAL] = "immoral",
		[THRESHOLD_IMPOSSIBLE] = "impossible",
	};
	return threshold < THRESHOLDS ? names[threshold] : NULL;
}

const char *image_reads_name(size_t reads)
{
	static const char *const names[READS] = { [READS_DRAFT] = "draft", [READS_QUESTION] = "question" };
	return reads < READS ? names[reads] : NULL;
}

const char *image_evidence_name(size_t evidence)
{
	static const char *const names[EVIDENCES] = {
		[EVIDENCE_NONE] = "none",
		[EVIDENCE_ACKNOWLEDGES] = "acknowledges",
		[EVIDENCE_OFFERS_ALTERNATIVE] = "offers_alternative",
		[EVIDENCE_REFUSES] = "refuses",
		[EVIDENCE_ILLEGAL] = "illegal",
		[EVIDENCE_IMMORAL] = "immoral",
		[EVIDENCE_IMPOSSIBLE] = "impossible",
		[EVIDENCE_KIND] = "kind",
	};
	return evidence < EVIDENCES ? names[evidence] : NULL;
}

const char *image_language_name(size_t language)
{
	static const char *const names[LANGUAGES] = { [LANGUAGE_EN] = "en", [LANGUAGE_ES] = "es" };
	return language < LANGUAGES ? names[language] : NULL;
}
