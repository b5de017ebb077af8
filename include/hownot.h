/*
 * hownot - coach the reply of a library worker before it is sent
 *
 *     struct hownot_error error;
 *     struct hownot *hownot = hownot_new(&error);
 *     struct hownot_draft draft = { .text = bytes, .len = n };
 *     struct hownot_result *result = hownot_check(hownot, &draft, &error);
 *     ...
 *     hownot_result_free(result);
 *     hownot_free(hownot);
 *
 * Conventions
 *   - Every position is a byte offset into the draft as it was given, from 0; ends are exclusive.
 *     hownot_position turns one into line and columns.
 *   - Strings in a result are NUL-terminated UTF-8. They are valid until the result is freed or the struct hownot that made it.
 *   - A function that fails says why in *error (one line, no full stop) and returns false or NULL; outputs are untouched. `error` may be NULL.
 *   - A struct hownot is set up by one thread; after that hownot_check and hownot_rewrite may run on it from many threads.
 *   - The library opens no file except those named in the calls, uses no network and keeps no copy of a draft.
 *
 * The method behind the judgement, and the terms used here (category, ground, acknowledge, offer), are explained in hownot(1).
 */
#ifndef HOWNOT_H
#define HOWNOT_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define HOWNOT_VERSION "0.1.0"

/* The functions below are all that the shared library exports. */
#ifdef __GNUC__
#define HOWNOT_API __attribute__((visibility("default")))
#else
#define HOWNOT_API
#endif

struct hownot_error {
	char text[1024];
};

/* What a phrase does to the reader. The last three are the coach's own: they are no gatekeeping. */
enum hownot_category {
	HOWNOT_FLAT_REFUSAL,
	HOWNOT_POLICY_SHIELD,
	HOWNOT_DEMAND,
	HOWNOT_BLAME,
	HOWNOT_BRUSH_OFF,
	HOWNOT_DEAD_END,
	HOWNOT_DISMISSIVE,
	HOWNOT_EMPTY_APOLOGY,
	HOWNOT_SHOUTING,
	HOWNOT_JARGON,
	HOWNOT_NO_ACKNOWLEDGEMENT, /* the reply as a whole; no span */
	HOWNOT_NO_ALTERNATIVE,     /* the reply as a whole; no span */
	HOWNOT_BLANK,              /* a template's gap left unfilled */
	HOWNOT_CATEGORIES
};

enum { HOWNOT_PHRASE_CATEGORIES = HOWNOT_NO_ACKNOWLEDGEMENT };

enum hownot_severity { HOWNOT_WEAK, HOWNOT_STRONG };

enum hownot_verdict { HOWNOT_GATEKEEPER, HOWNOT_MIXED, HOWNOT_AGENT };

/* The three I's: the only grounds on which the answer is no. */
enum hownot_ground { HOWNOT_NO_GROUND, HOWNOT_ILLEGAL, HOWNOT_IMMORAL, HOWNOT_IMPOSSIBLE };

enum hownot_check_kind {
	HOWNOT_ACKNOWLEDGES,
	HOWNOT_OFFERS_ALTERNATIVE,
	HOWNOT_REFUSES,
	HOWNOT_REASON,
	HOWNOT_KIND,
	HOWNOT_CHECKS
};

/* The names of the JSON members: "flat-refusal", "strong", "agent", "illegal", "offers_alternative"; NULL for HOWNOT_NO_GROUND. */
HOWNOT_API const char *hownot_category_name(enum hownot_category category);
HOWNOT_API const char *hownot_severity_name(enum hownot_severity severity);
HOWNOT_API const char *hownot_verdict_name(enum hownot_verdict verdict);
HOWNOT_API const char *hownot_ground_name(enum hownot_ground ground);
HOWNOT_API const char *hownot_check_name(enum hownot_check_kind check);

struct hownot_span {
	size_t start, end;
};

struct hownot_position {
	size_t line;         /* from 1; lines end in LF, CRLF or CR */
	size_t column;       /* from 1, Unicode characters */
	size_t byte_column;  /* from 1, bytes */
	size_t utf16_column; /* from 1, UTF-16 code units */
};

/* Where a byte offset (clipped to len) stands in text. Bytes that are not UTF-8 count as one character each. */
HOWNOT_API struct hownot_position hownot_position(const char *text, size_t len, size_t offset);

/* A proposed change: the text to put in place of span. */
struct hownot_suggestion {
	const char *text;
	struct hownot_span span;
	const char *const *blanks; /* names of the [bracketed] facts in text that only the writer knows */
	size_t blank_count;
};

struct hownot_finding {
	const char *rule; /* "core/do-not-allow" */
	enum hownot_category category;
	enum hownot_severity severity;
	const char *message; /* one sentence */
	const char *why;     /* a sentence or two that a colleague would say */
	const char *source;  /* where that comes from; may be "" */
	bool is_firm;        /* a pack of the library's own found it or graded it: its severity stands whatever the rest of the reply is like */
	bool has_span;       /* false for advice about the whole reply */
	struct hownot_span span;
	const char *text; /* the words there, decoded, as UTF-8; "" without a span; may hold NUL bytes */
	size_t text_len;
	const struct hownot_suggestion *suggestions;
	size_t suggestion_count;
};

struct hownot_check {
	bool value;
	const struct hownot_span *evidence;
	size_t evidence_count;
};

/* A part of the draft that is not the writer's own text, left out of the coaching. */
enum hownot_part_kind {
	HOWNOT_OWN,
	HOWNOT_QUOTE,       /* lines that quote the patron or an earlier message */
	HOWNOT_ATTRIBUTION, /* "On Monday, Ann wrote:" and the like */
	HOWNOT_SIGNATURE,
	HOWNOT_DISCLAIMER, /* confidentiality footers */
	HOWNOT_CODE,
	HOWNOT_HEADER, /* the header fields of a mail message, MIME structure, parts that are not the reply */
	HOWNOT_LINK    /* web and mail addresses */
};

struct hownot_part {
	enum hownot_part_kind kind;
	struct hownot_span span;
};

HOWNOT_API const char *hownot_part_name(enum hownot_part_kind kind);

/* Findings beyond the HOWNOT_MOST_FINDINGS that are listed. Verdict and score count them. */
struct hownot_more {
	size_t strong, weak; /* by severity */
	size_t blanks;	     /* of the strong ones, those of category HOWNOT_BLANK */
};

#define HOWNOT_MOST_FINDINGS ((size_t)10000)

struct hownot_result {
	enum hownot_verdict verdict;
	int score; /* 0..100; the formula is in hownot(1) */
	struct hownot_check checks[HOWNOT_CHECKS];
	enum hownot_ground ground; /* of the refusal, found in the draft or asserted by the caller */
	const struct hownot_finding *findings; /* by place; those without a span last */
	size_t finding_count;
	struct hownot_more more;
	const struct hownot_part *left_out;
	size_t left_out_count;
	bool ready;                 /* an agent's reply with no blank left: it can be sent */
	bool empty;                 /* there was no own text to coach */
	bool was_windows_1252;      /* the draft was not valid UTF-8 and was read as windows-1252 */
	const char *note;           /* what of a message could not be read, in a line; "" when all was */
	const char *const *given_up; /* ids of rules and signals whose pattern takes too many steps on this draft: they were skipped from there on */
	size_t given_up_count;
	const char *question;       /* what the patron asked, as far as known; "" when it is not */
	const char *question_from;  /* "option", "quote" or "" */
	const char *language;       /* "en" or "es" */
	/* Of hownot_rewrite only; else NULL and empty. */
	const char *rewritten; /* the whole draft, changed or not; may hold NUL bytes */
	size_t rewritten_len;
	const char *const *blanks; /* facts left for the writer to fill in */
	size_t blank_count;
	const char *const *dropped; /* numbers, dates, names, links that went with a clause removed whole */
	size_t dropped_count;
};

enum hownot_input { HOWNOT_INPUT_AUTO, HOWNOT_INPUT_TEXT, HOWNOT_INPUT_MAIL };

struct hownot_draft {
	const char *text;
	size_t len; /* bytes, at most HOWNOT_MAX_DRAFT_BYTES */
	const char *question; /* what the patron wrote, or NULL */
	size_t question_len;
	enum hownot_ground because; /* a ground that the writer asserts */
	enum hownot_input input;
	size_t first_line, last_line; /* when last_line is not 0: only these lines (from 1, inclusive) are flagged or changed */
	const char *language;         /* "en", "es" or NULL: found from the draft */
};

#define HOWNOT_MAX_DRAFT_BYTES ((size_t)1 << 30)

struct hownot;

/* A coach with the built-in packs in force. NULL when memory ran out. */
HOWNOT_API struct hownot *hownot_new(struct hownot_error *error);
HOWNOT_API void hownot_free(struct hownot *hownot);

/* Adds a pack by the path of its JSON file. Its examples are run; a pack whose examples fail is refused. */
HOWNOT_API bool hownot_add_pack(struct hownot *hownot, const char *path, struct hownot_error *error);

/* Takes a pack out of force, by name. */
HOWNOT_API bool hownot_drop_pack(struct hownot *hownot, const char *name, struct hownot_error *error);

/* Takes a rule ("core/do-not-allow") or a whole category ("jargon") out of force. */
HOWNOT_API bool hownot_disable(struct hownot *hownot, const char *rule_or_category, struct hownot_error *error);

/* Takes the library's own facts from a profile (hownot-profile(5)): what hownot_rewrite may promise, and what it may not offer. */
HOWNOT_API bool hownot_use_profile(struct hownot *hownot, const char *path, struct hownot_error *error);

/*
 * Says that many drafts will come: patterns that they often need are then compiled to machine code, where PCRE2 can. To be called before drafts are judged.
 */
HOWNOT_API void hownot_expect_many(struct hownot *hownot);

/*
 * Says that nobody will read what to say where a reply as a whole lacks something: findings without a span then come without suggestions, which takes the time
 * of about a third of the judgement. All else stays as it is. To be called before drafts are judged.
 */
HOWNOT_API void hownot_leave_out_advice(struct hownot *hownot);

/* Judges a draft. The result is the caller's, to be freed with hownot_result_free. */
HOWNOT_API struct hownot_result *hownot_check(const struct hownot *hownot, const struct hownot_draft *draft,
					      struct hownot_error *error);

/* The same judgement, with result->rewritten: the whole draft as a good colleague would send it. An agent's reply comes out byte for byte. */
HOWNOT_API struct hownot_result *hownot_rewrite(const struct hownot *hownot, const struct hownot_draft *draft,
						struct hownot_error *error);

HOWNOT_API void hownot_result_free(struct hownot_result *result);

#ifdef __cplusplus
}
#endif

#endif
