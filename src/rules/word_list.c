#include "rules/word_list.h"

static const char *const names[] = {
	[WORDS_SHOUTED] = "shouted",
	[WORDS_KEPT_CAPITALS] = "kept-capitals",
	[WORDS_ANNOUNCEMENTS] = "announcements",
	[WORDS_NEVER_NAMES] = "never-names",
	[WORDS_SUBJECTLESS_AUXILIARIES] = "subjectless-auxiliaries",
	[WORDS_TASK_VERBS] = "task-verbs",
	[WORDS_SUBORDINATORS] = "subordinators",
	[WORDS_NEGATIONS] = "negations",
	[WORDS_FINITE_VERBS] = "finite-verbs",
	[WORDS_STATEMENT_SUBJECTS] = "statement-subjects",
	[WORDS_NOT_REGRETTED] = "not-regretted",
	[WORDS_NO_SUBJECTS] = "no-subjects",
	[WORDS_OPEN_ENDS] = "open-ends",
	[WORDS_RULE_NOUNS] = "rule-nouns",
	[WORDS_CLAUSE_BORDERS] = "clause-borders",
	[WORDS_DEPENDENT_OPENINGS] = "dependent-openings",
	[WORDS_CLAUSE_JOINTS] = "clause-joints",
	[WORDS_UNITS] = "units",
	[WORDS_PLURAL_VERBS] = "plural-verbs",
	[WORDS_PAST_VERBS] = "past-verbs",
	[WORDS_JOINING_OPENINGS] = "joining-openings",
	[WORDS_POINTERS] = "pointers",
	[WORDS_OBLIGATIONS] = "obligations",
	[WORDS_GOOD_NEWS] = "good-news",
	[WORDS_NOTICES] = "notices",
	[WORDS_LOOSE_OPENINGS] = "loose-openings",
	[WORDS_DENIALS] = "denials",
	[WORDS_ASIDES] = "asides",
	[WORDS_FINAL_ASIDES] = "final-asides",
	[WORDS_ASIDE_OPENINGS] = "aside-openings",
	[WORDS_OFFICIALESE] = "officialese",
	[WORDS_CONTRACTIONS] = "contractions",
	[WORDS_SUBJECT_PRONOUNS] = "subject-pronouns",
	[WORDS_DETERMINERS] = "determiners",
	[WORDS_CLAUSE_VERBS] = "clause-verbs",
	[WORDS_CLAUSE_ADVERBS] = "clause-adverbs",
	[WORDS_AFTER_BE] = "after-be",
	[WORDS_FILLERS] = "fillers",
	[WORDS_NOUNS_IN_ING] = "nouns-in-ing",
	[WORDS_PLACE_PREPOSITIONS] = "place-prepositions",
	[WORDS_INTERROGATIVES] = "interrogatives",
	[WORDS_QUESTION_DEGREES] = "question-degrees",
	[WORDS_QUESTION_NOUNS] = "question-nouns",
	[WORDS_FORMS_OF_BE] = "forms-of-be",
	[WORDS_FORMS_OF_DO] = "forms-of-do",
	[WORDS_MODALS] = "modals",
	[WORDS_PLURAL_SUBJECTS] = "plural-subjects",
	[WORDS_PAST_FORMS] = "past-forms",
	[WORDS_REGULAR_VERBS] = "regular-verbs",
	[WORDS_PLAIN_DO] = "plain-do",
	[WORDS_HOPING_MODALS] = "hoping-modals",
	[WORDS_WHAT_FORMS] = "what-forms",
	[WORDS_BE_OF_THINGS] = "be-of-things",
	[WORDS_THING_DETERMINERS] = "thing-determiners",
	[WORDS_VAGUE_THINGS] = "vague-things",
	[WORDS_TROUBLES] = "troubles",
	[WORDS_TELLING_FORMS] = "telling-forms",
	[WORDS_ASKING_VERBS] = "asking-verbs",
	[WORDS_WANTING_VERBS] = "wanting-verbs",
	[WORDS_CALLERS] = "callers",
	[WORDS_FIRST_PERSON] = "first-person",
	[WORDS_ASKED_OPENINGS] = "asked-openings",
	[WORDS_WISHING_VERBS] = "wishing-verbs",
	[WORDS_CALLING_VERBS] = "calling-verbs",
	[WORDS_CALLING_ADVERBS] = "calling-adverbs",
	[WORDS_TELLING_VERBS] = "telling-verbs",
	[WORDS_DONE_VERBS] = "done-verbs",
	[WORDS_GIFT_OFFERS] = "gift-offers",
	[WORDS_GIFT_OPENINGS] = "gift-openings",
	[WORDS_GIFT_COUNTS] = "gift-counts",
	[WORDS_WRITING_OPENINGS] = "writing-openings",
	[WORDS_NOT_THINGS] = "not-things",
	[WORDS_THING_VERBS] = "thing-verbs",
	[WORDS_STATEMENT_OPENINGS] = "statement-openings",
	[WORDS_NO_NEWS] = "no-news",
	[WORDS_SUBJECTLESS_VERBS] = "subjectless-verbs",
	[WORDS_WISH_VERBS] = "wish-verbs",
	[WORDS_PERSONS] = "persons",
	[WORDS_PERSONS_REPORTED] = "persons-reported",
	[WORDS_APOSTROPHES] = "apostrophes",
	[WORDS_VERBS_AFTER_YOU] = "verbs-after-you",
	[WORDS_JOINTS_BEFORE_YOU] = "joints-before-you",
	[WORDS_AFTER_HER] = "after-her",
	[WORDS_VERBS_OF_HE] = "verbs-of-he",
	[WORDS_VERBS_OF_I] = "verbs-of-i",
	[WORDS_IDLE] = "idle",
	[WORDS_REQUEST_ENDS] = "request-ends",
	[WORDS_VAGUE_ENDS] = "vague-ends",
	[WORDS_VAGUE_OPENINGS] = "vague-openings",
	[WORDS_WE_FORMS] = "we-forms",
	[WORDS_I_FORMS] = "i-forms",
	[WORDS_I_TO_WE] = "i-to-we",
	[WORDS_BRITISH] = "british",
	[WORDS_BASE_FORMS] = "base-forms",
	[WORDS_E_STEMS] = "e-stems",
	[WORDS_NO_E_STEMS] = "no-e-stems",
	[WORDS_DOUBLING_VERBS] = "doubling-verbs",
	[WORDS_SILENT_H] = "silent-h",
	[WORDS_YOU_SOUNDS] = "you-sounds",
	[WORDS_ALWAYS_CAPITAL] = "always-capital",
	[WORDS_NOT_OF_NAMES] = "not-of-names",
	[WORDS_REQUEST_DO] = "request-do",
	[WORDS_REQUEST_HOW] = "request-how",
	[WORDS_REQUEST_WHERE] = "request-where",
	[WORDS_REQUEST_WHEN] = "request-when",
	[WORDS_REQUEST_WE_DO] = "request-we-do",
	[WORDS_REQUEST_THING] = "request-thing",
	[WORDS_REQUEST_NEED] = "request-need",
	[WORDS_REQUEST_WANT] = "request-want",
	[WORDS_REQUEST_HAVE] = "request-have",
	[WORDS_REQUEST_STILL_HAVE] = "request-still-have",
	[WORDS_REQUEST_THERE_IS] = "request-there-is",
	[WORDS_REQUEST_THERE_ARE] = "request-there-are",
	[WORDS_COMPLAINT_VERBS] = "complaint-verbs",
	[WORDS_ODD_HOPES] = "odd-hopes",
	[WORDS_CLAUSE_OPENERS] = "clause-openers",
	[WORDS_QUESTION_OPENINGS] = "question-openings",
	[WORDS_THANKS] = "thanks",
	[WORDS_OPENING_WISHES] = "opening-wishes",
	[WORDS_GREETINGS] = "greetings",
	[WORDS_WHOLE_GREETINGS] = "whole-greetings",
	[WORDS_STOCK_THANKS] = "stock-thanks",
	[WORDS_CLOSING_QUESTIONS] = "closing-questions",
	[WORDS_REQUEST_SAID] = "request-said",
	[WORDS_INTERJECTIONS] = "interjections",
	[WORDS_ADDRESSES] = "addresses",
	[WORDS_TITLES] = "titles",
	[WORDS_SECOND_CLAUSES] = "second-clauses",
	[WORDS_MAIN_CLAUSE_ENDS] = "main-clause-ends",
	[WORDS_LESSONS] = "lessons",
	[WORDS_CLAUSE_COORDINATORS] = "clause-coordinators",
	[WORDS_CLAUSE_SUBJECTS] = "clause-subjects",
	[WORDS_FREE_TASK_VERBS] = "free-task-verbs",
	[WORDS_TRYING_VERBS] = "trying-verbs",
	[WORDS_REGRETS] = "regrets",
	[WORDS_FIRST_CONTRACTIONS] = "first-contractions",
	[WORDS_FURTHER_TO] = "further-to",
	[WORDS_SUBJECT_LINES] = "subject-lines",
	[WORD_LISTS] = NULL,
};

const char *const *word_list_names(void)
{
	return names;
}

enum word_list word_list_named(struct str name)
{
	size_t list = 0;
	while (list < WORD_LISTS && !str_eq(name, str_of(names[list])))
		list++;
	return (enum word_list)list;
}

bool word_list_is_table(enum word_list list)
{
	switch (list) {
	case WORDS_OFFICIALESE:
	case WORDS_CONTRACTIONS:
	case WORDS_FIRST_CONTRACTIONS:
	case WORDS_PAST_FORMS:
	case WORDS_PERSONS:
	case WORDS_PERSONS_REPORTED:
	case WORDS_APOSTROPHES:
	case WORDS_VERBS_OF_HE:
	case WORDS_VERBS_OF_I:
	case WORDS_I_TO_WE:
	case WORDS_BRITISH:
	case WORDS_BASE_FORMS:
		return true;
	default:
		return false;
	}
}
