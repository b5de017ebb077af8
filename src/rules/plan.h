/*
 * plan - a pattern as a line of steps, ready to be walked where it lies (walk.h)
 *
 * PCRE2's code has to be made, or copied out of the program, before a pattern can be run once, and its interpreter knows nothing of the text but the next
 * character. A plan is bytes without pointers in the image: nothing is made before it is walked, and what many patterns share, the lists of verbs and
 * adverbs of the vocabulary, stands there once. Before each alternative, and after each "any number of these", stands the set of the characters
 * that what comes next can begin with, so most of what cannot match is passed by without a look at it.
 *
 * What patterns are written with is planned: text, classes, \w \d \s, groups, named captures and what they caught, counts, looks ahead and behind, borders, (?-i).
 * A pattern with more than that (atomic groups, most properties, …) has no plan, and PCRE2 runs it, as it runs all patterns over a sentence that is not
 * plain. A plan is *narrow* when its pattern names more signs than a class can hold (emoji): it is for texts without any of the characters among which they are.
 *
 * A text is *plain* when all of its characters are ASCII, letters and signs of Latin-1, or signs that have no case (dashes, arrows, currency, emoji): for
 * them case and kind are told by the number alone.
 */
#ifndef RULES_PLAN_H
#define RULES_PLAN_H

#include "base/buf.h"
#include "rules/image.h"

/* Numbers in steps are little-endian; a choice is a u32: where it stands among the choices. */
enum step {
	STEP_DONE,	  /* the end of a part: on with what comes after it */
	STEP_TEXT,	  /* u8 length, bytes in lower case */
	STEP_EXACT,	  /* the same, in the case that is meant */
	STEP_ONE,	  /* u16 class: one character of it */
	STEP_MANY,	  /* u16 class, u16 least, u16 most, u32 first characters of what follows: as many as there are, then fewer */
	STEP_FEW,	  /* the same, the fewest first */
	STEP_CHOICE,	  /* u32 first characters, choice: the alternatives in turn */
	STEP_OPTION,	  /* the same, then nothing */
	STEP_LATE_OPTION, /* nothing, then the same */
	STEP_LOOP,	  /* choice, u16 least, u16 most */
	STEP_LATE_LOOP,
	STEP_OPEN,  /* u8 capture: it begins */
	STEP_CLOSE, /* u8 capture */
	STEP_SAME,  /* u8 capture: what it caught, in any case */
	STEP_SAME_EXACT,
	STEP_LOOK,     /* choice: it matches here, and takes nothing */
	STEP_LOOK_NOT, /* choice: it does not */
	STEP_BACK,     /* u8 characters: as many back */
	STEP_BORDER,   /* \b */
	STEP_NO_BORDER,
	STEP_START, /* ^ */
	STEP_END,   /* $ */
	STEP_SPACES, /* u16 least, u16 most: the text has as many spaces; the first step, if any */
	STEP_WORD_BEGINS, /* the borders that rx.h puts around each pattern */
	STEP_WORD_ENDED
};

/* "Any number": u16 most. */
enum { PLAN_ROOM = 8 }; /* bytes behind plans, choices and texts that may be read, whatever they are: so words are compared in one go */
enum { PLAN_NO_END = UINT16_MAX, PLAN_NONE = 0, PLAN_MOST_CAPTURES = 16, PLAN_NARROW = 128 };

/* A narrow plan is for texts without characters from here on: arrows, symbols, emoji. None of them is another case of a letter of plain texts. */
#define PLAN_HIGH 0x2190

/*
 * A plan begins with u32 first characters, u8 count of captures, PLAN_NARROW added where it is so, and for each, in the order in which PCRE2 tells them, u8
 * capture, u8 length, name.
 * A choice of a few begins with u16 count, then for each alternative u32 first characters, u16 where its steps begin, counted from the choice's start.
 * A choice of many begins with u16 PLAN_MANY, then for each kind of first character u16 where the list stands of the alternatives that may begin so: u16
 * count, then for each u16 where its steps begin. Steps stand right behind the list of the first kind that they may begin with, so that a look at the one
 * has the others at hand.
 *
 * Sets of first characters: a bit for each letter, one each for digits, apostrophe, space, other ASCII, the rest, the end of the text.
 */
#define PLAN_ANY_FIRST UINT32_MAX
#define PLAN_END_FIRST (UINT32_C(1) << PLAN_END_KIND)
enum { PLAN_END_KIND = 31, PLAN_KINDS, PLAN_MANY = UINT16_MAX };

/* Which of the bits. */
static inline unsigned plan_kind(unsigned char c)
{
	unsigned letter = (c | 32U) - (unsigned)'a';
	if (letter < 26)
		return letter;
	if (c == ' ')
		return 28;
	if (c >= 0x80)
		return 30;
	return is_ascii_digit((char)c) ? 26 : c == '\'' ? 27 : 29;
}

static inline uint32_t plan_first(unsigned char c)
{
	return UINT32_C(1) << plan_kind(c);
}

/* Is a character that is not ASCII one that a plain text may have? */
bool plan_is_plain(int32_t code_point);

/* A letter of Latin Extended-A: plain texts have it, in names, but no pattern that is planned. Without those that are a letter of Latin-1 in another case, or have none. */
static inline bool plan_is_far_letter(int32_t c)
{
	return c >= 0x100 && c < 0x17F && c != 0x130 && c != 0x131 && c != 0x149 && c != 0x178;
}

/* Is a character of a plain text a \w? */
bool plan_is_word(int32_t code_point);

/* The letter of Latin-1, or ASCII, in lower case; others as they are. */
static inline int32_t plan_lower(int32_t c)
{
	bool upper = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
	return upper ? c + 32 : c;
}

/* Of a plan that is not PLAN_NONE. */
static inline bool plan_is_narrow(const struct image *image, uint32_t plan)
{
	enum { FIRST_LENGTH = 4 };
	return image->plans[plan + FIRST_LENGTH] & PLAN_NARROW;
}

struct planner {
	struct arena *arena;
	struct buf plans, choices; /* as images have them */
	struct char_class *classes;
	size_t class_count, class_capacity;
	/* Choices by content, u32 place; open addressing. */
	struct ref *slots;
	size_t choice_count, bucket_count;
};

struct planner planner_make(struct arena *arena);

/* Where the plan of a valid pattern stands; PLAN_NONE: it has none. A guard has no borders around it. */
uint32_t plan_pattern(struct planner *planner, struct str pattern);
uint32_t plan_guard(struct planner *planner, struct str guard);

#endif
