#include "hownot.h"

const char *hownot_category_name(enum hownot_category category)
{
	static const char *const names[HOWNOT_CATEGORIES] = {
		[HOWNOT_FLAT_REFUSAL] = "flat-refusal",
		[HOWNOT_POLICY_SHIELD] = "policy-shield",
		[HOWNOT_DEMAND] = "demand",
		[HOWNOT_BLAME] = "blame",
		[HOWNOT_BRUSH_OFF] = "brush-off",
		[HOWNOT_DEAD_END] = "dead-end",
		[HOWNOT_DISMISSIVE] = "dismissive",
		[HOWNOT_EMPTY_APOLOGY] = "empty-apology",
		[HOWNOT_SHOUTING] = "shouting",
		[HOWNOT_JARGON] = "jargon",
		[HOWNOT_NO_ACKNOWLEDGEMENT] = "no-acknowledgement",
		[HOWNOT_NO_ALTERNATIVE] = "no-alternative",
		[HOWNOT_BLANK] = "blank",
	};
	return names[category];
}

const char *hownot_severity_name(enum hownot_severity severity)
{
	return severity == HOWNOT_STRONG ? "strong" : "weak";
}

const char *hownot_verdict_name(enum hownot_verdict verdict)
{
	static const char *const names[] = {
		[HOWNOT_GATEKEEPER] = "gatekeeper",
		[HOWNOT_MIXED] = "mixed",
		[HOWNOT_AGENT] = "agent",
	};
	return names[verdict];
}

const char *hownot_ground_name(enum hownot_ground ground)
{
	static const char *const names[] = {
		[HOWNOT_NO_GROUND] = NULL,
		[HOWNOT_ILLEGAL] = "illegal",
		[HOWNOT_IMMORAL] = "immoral",
		[HOWNOT_IMPOSSIBLE] = "impossible",
	};
	return names[ground];
}

const char *hownot_check_name(enum hownot_check_kind check)
{
	static const char *const names[HOWNOT_CHECKS] = {
		[HOWNOT_ACKNOWLEDGES] = "acknowledges",
		[HOWNOT_OFFERS_ALTERNATIVE] = "offers_alternative",
		[HOWNOT_REFUSES] = "refuses",
		[HOWNOT_REASON] = "reason",
		[HOWNOT_KIND] = "kind",
	};
	return names[check];
}

const char *hownot_part_name(enum hownot_part_kind kind)
{
	static const char *const names[] = {
		[HOWNOT_OWN] = "own",
		[HOWNOT_QUOTE] = "quote",
		[HOWNOT_ATTRIBUTION] = "attribution",
		[HOWNOT_SIGNATURE] = "signature",
		[HOWNOT_DISCLAIMER] = "disclaimer",
		[HOWNOT_CODE] = "code",
		[HOWNOT_HEADER] = "header",
		[HOWNOT_LINK] = "link",
	};
	return names[kind];
}
