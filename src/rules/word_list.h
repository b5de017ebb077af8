/*
 * word_list - the names of the lists of words that the coach goes by
 *
 * What stands in a list is data of a language, the member "words" of a pack (rules/english-words.json; hownot-rules(5)). What is done with it is the coach's
 * (coach/lexicon.h). A list is of texts; a table has, for each text, another that stands for it.
 */
#ifndef RULES_WORD_LIST_H
#define RULES_WORD_LIST_H

#include "base/str.h"

enum word_list {
	WORDS_SHOUTED, /* Short words that people put in capitals to be heard. */
	WORDS_KEPT_CAPITALS, /* Long abbreviations that are no shouting. */
	WORDS_ANNOUNCEMENTS, /* What only announces a sentence; the first that fits is taken off. */
	WORDS_NEVER_NAMES, /* Words that begin a sentence and are no name, so that they may lose their capital. */
	WORDS_SUBJECTLESS_AUXILIARIES, /* Verbs that begin a clause of a chat, whose subject "we" was left out. */
	WORDS_TASK_VERBS, /* Verbs that begin a sentence which tells the reader to do something. */
	WORDS_SUBORDINATORS, /* Words that make a clause depend on the one behind it. */
	WORDS_NEGATIONS, /* Texts in a clause that denies. */
	WORDS_FINITE_VERBS, /* Texts in a sentence that states something: verbs that everybody knows. */
	WORDS_STATEMENT_SUBJECTS, /* How a sentence of six words or more begins that states something, whatever its verb. */
	WORDS_NOT_REGRETTED, /* How a clause begins that nobody is sorry about: "I'm sorry that I appreciate". */
	WORDS_FRONTED, /* How a clause begins in front of whose subject something else stands: "under the law we cannot". */
	WORDS_NO_REGRETS, /* Texts in a clause that tells what somebody is, wants or has to do: nobody is sorry for it. */
	WORDS_NO_SUBJECTS, /* Words that do not begin a clause which has its subject. */
	WORDS_OPEN_ENDS, /* Ends of a sentence that want another word. */
	WORDS_RULE_NOUNS, /* Texts in a sentence that names a rule and tells nothing else. */
	WORDS_CLAUSE_BORDERS, /* Texts at which a clause may be taken off, beside punctuation. */
	WORDS_DEPENDENT_OPENINGS, /* Words that begin no sentence that can stand alone. */
	WORDS_CLAUSE_JOINTS, /* Texts that join two statements, the surest first. */
	WORDS_UNITS, /* What is counted behind a number that has to stay; beginnings of words. */
	WORDS_PLURAL_VERBS, /* Verbs behind a plural that begins a sentence. */
	WORDS_PAST_VERBS, /* Texts in a sentence that tells what has happened. */
	WORDS_JOINING_OPENINGS, /* Texts at the start of a clause that only join it to another. */
	WORDS_POINTERS, /* Texts in a sentence that tells where something is to be had. */
	WORDS_WORTH_KEEPING, /* Texts in a sentence that tells what stands in the way, what was done about it, or where a thing is. */
	WORDS_ANSWER_OPENINGS, /* How a sentence begins that says why. */
	WORDS_SCRAPS, /* Sentences of a word or two that say nothing without the one before them. */
	WORDS_ORPHANS, /* How a sentence begins that says nothing without the one before it. */
	WORDS_WISHES, /* Beginnings of a request said back, to which a bare no is an answer. */
	WORDS_DUTIES, /* Texts in a sentence that tells what somebody has to do. */
	WORDS_UNLED, /* How a sentence begins that asks or wishes, so that nothing leads it in: "In case it helps: Please look". */
	WORDS_OBLIGATIONS, /* Texts at the start of a clause that tells the patron what to do. */
	WORDS_GOOD_NEWS, /* Texts in a clause that tells what was or will be done for the patron. */
	WORDS_OWN_DEEDS, /* How a clause begins that tells what the writer did. */
	WORDS_OWN_PROMISES, /* How a clause begins that promises something of the writer's own. */
	WORDS_TELLING_TAILS, /* Texts in the last clause of a sentence that tell a reason, a condition or what will be done. */
	WORDS_NEEDS, /* Texts in the last clause of a sentence that tell what is needed, or left out. */
	WORDS_HANGING_OPENINGS, /* Texts that begin a clause without a verb that hangs on another. */
	WORDS_NOTICES, /* Texts in a sentence that reminds of what was told before. */
	WORDS_IDLE_SUBJECTS, /* How a clause begins that tells of other people, or of what the patron knows. */
	WORDS_LOOSE_OPENINGS, /* Words that begin no sentence to explain something with. */
	WORDS_DENIALS, /* Texts in a sentence that begins like a task and is none. */
	WORDS_NOTICE_POINTERS, /* Texts that point at what was to be read, behind a comma and before one of the next list. */
	WORDS_READING_MATTER, /* What was to be read: letters and posters. */
	WORDS_SHIELD_ENDS, /* How the last clause of a sentence ends that only says who insists on a rule. */
	WORDS_RULE_NAMES, /* Texts in a parenthesis that only names a rule. */
	WORDS_ASIDES, /* What can go wherever it stands. */
	WORDS_FINAL_ASIDES, /* What can go behind a comma or a dash, where it ends the matter. */
	WORDS_ASIDE_OPENINGS, /* How an aside begins that can go up to the next mark. */
	WORDS_STAFF_WORDS, /* What libraries call things among themselves, with its very capitals, and what people call them. */
	WORDS_OFFICIALESE, /* What offices write, and what people say; the first that fits. */
	WORDS_CONTRACTIONS, /* For drafts that contract their verbs. */
	WORDS_SUBJECT_PRONOUNS, /* Subjects of one word. */
	WORDS_DETERMINERS, /* Words that begin a subject of several. */
	WORDS_CLAUSE_VERBS, /* Verbs, and what stands before one, where the subject of a question ends. */
	WORDS_CLAUSE_ADVERBS, /* Those of them that are no verbs. */
	WORDS_AFTER_BE, /* Words behind the subject of "is". */
	WORDS_PARTICIPLES, /* Participles that no rule of spelling gives. */
	WORDS_FILLERS, /* Words before a clause that belong to none. */
	WORDS_NOUNS_IN_ING, /* Nouns that look like verbs. */
	WORDS_PLACE_PREPOSITIONS, /* What a subject of one word is continued by: "anyone at the library". */
	WORDS_INTERROGATIVES, /* Words that ask. */
	WORDS_QUESTION_DEGREES, /* What "how" is followed by. */
	WORDS_QUESTION_NOUNS, /* What "what" and "which" are followed by. */
	WORDS_FORMS_OF_BE, /* Auxiliaries of a question, with a noun or participle behind the subject. */
	WORDS_FORMS_OF_DO, /* Auxiliaries that go when the question is turned round. */
	WORDS_FORMS_OF_HAVE, /* Auxiliaries of a question, with a participle behind the subject. */
	WORDS_MODALS, /* Auxiliaries that change places with the subject. */
	WORDS_PLURAL_SUBJECTS, /* Subjects of one word with a verb in its base form. */
	WORDS_PAST_FORMS, /* Verbs with a past that no rule of spelling gives, or that is asked about often. */
	WORDS_REGULAR_VERBS, /* Verbs whose past is made with "ed". */
	WORDS_PLAIN_DO, /* Those of them that say nothing but that something is done. */
	WORDS_HOPING_MODALS, /* Auxiliaries of a question that hopes for a yes. */
	WORDS_WHAT_FORMS, /* Words that ask about a thing. */
	WORDS_BE_OF_THINGS, /* "What are": verbs in a question about a thing. */
	WORDS_THING_DETERMINERS, /* What a thing that is asked about begins with. */
	WORDS_VAGUE_THINGS, /* Things that are asked about out of anger. */
	WORDS_TROUBLES, /* Texts in what somebody tells who has a trouble. */
	WORDS_TELLING_FORMS, /* Verbs of a clause that tells something. */
	WORDS_ASKING_VERBS, /* In a note of a call: "asked". */
	WORDS_WANTING_VERBS, /* In a note of a call: "wanted to know". */
	WORDS_CALLERS, /* How the notes of a call begin. */
	WORDS_FIRST_PERSON, /* Words of somebody who writes for himself or herself. */
	WORDS_ASKED_OPENINGS, /* What stays in front of what was asked in a call. */
	WORDS_WISHING_VERBS, /* In a note of a call: "would like to". */
	WORDS_NAMES_OF_US, /* In a note of a call: whom something is wanted from. */
	WORDS_CALLING_VERBS, /* In a note of a call: "rang". */
	WORDS_CALLING_ADVERBS, /* What stands between "rang" and what it was about. */
	WORDS_TELLING_VERBS, /* In a note of a call: "to say that". */
	WORDS_SAYING_VERBS, /* In a note of a call: "says". */
	WORDS_DONE_VERBS, /* What callers have done, where the note leaves "he" out. */
	WORDS_GIFT_OFFERS, /* Texts in what somebody writes who has something to give. */
	WORDS_GIFT_OPENINGS, /* What stands in front of the gift. */
	WORDS_GIFT_COUNTS, /* What the gift begins with. */
	WORDS_WRITING_OPENINGS, /* How a sentence begins that tells what somebody writes about. */
	WORDS_NOT_THINGS, /* Words with a capital that begin a sentence, and are no thing with a name. */
	WORDS_THING_VERBS, /* What a thing with a name does. */
	WORDS_STATEMENT_OPENINGS, /* How a statement begins. */
	WORDS_NO_NEWS, /* How a statement begins that is no news. */
	WORDS_NEWS_OPENINGS, /* What stands in front of news, and is not said back. */
	WORDS_NEWS_JOINTS, /* Texts at which a statement goes on to something else. */
	WORDS_RELATIVE_OPENINGS, /* How an aside between commas begins that tells more of somebody. */
	WORDS_PRAISE_OPENINGS, /* How a sentence begins that thanks somebody. */
	WORDS_SUBJECTLESS_VERBS, /* Verbs that begin a clause whose subject "I" was left out. */
	WORDS_BARE_THINGS, /* Things of a library that chats name without their article. */
	WORDS_WISH_VERBS, /* Texts in a statement that is a wish. */
	WORDS_PERSONS, /* The patron's words for persons, and the library's for the same. */
	WORDS_THIRD_PERSONS, /* What a note that calls the patron "you" would call somebody else. */
	WORDS_OWN_PERSONS, /* What somebody who is spoken about says of themselves. */
	WORDS_PERSONS_REPORTED, /* The same of somebody who is spoken about. */
	WORDS_FORMS_OF_HE, /* Words of a man who is spoken about. */
	WORDS_FORMS_OF_SHE, /* Words of a woman who is spoken about. */
	WORDS_FORMS_OF_WE, /* What the writer of a note calls the library. */
	WORDS_FAMILY_HE, /* Whom "he" may stand for. */
	WORDS_FAMILY_SHE, /* Whom "she" may stand for. */
	WORDS_FAMILY_EITHER, /* Whom both may stand for. */
	WORDS_APOSTROPHES, /* What was typed without its apostrophe. */
	WORDS_VERBS_AFTER_YOU, /* Verbs behind a "you" that is the subject. */
	WORDS_JOINTS_BEFORE_YOU, /* Words before a "you" that is the subject. */
	WORDS_AFTER_HER, /* What follows where "her" is the object. */
	WORDS_VERBS_OF_HE, /* The verb behind a "you" that was "he" or "she". */
	WORDS_NOT_THIRD_PERSON, /* Words that end in s behind "he", and are no verb. */
	WORDS_VERBS_OF_I, /* The verb behind a "you" that was "I". */
	WORDS_IDLE, /* Words that are not said back. */
	WORDS_REQUEST_ENDS, /* Texts behind which a request only explains, or goes on to something else. */
	WORDS_LOOSE_TAILS, /* Ends of a clause that was cut, which lead to nothing. */
	WORDS_CLAUSE_MARKS, /* Marks and texts at which a thought ends, for one that is said back whole. */
	WORDS_VAGUE_ENDS, /* Ends of a request that points at what was said before. */
	WORDS_VAGUE_OPENINGS, /* Beginnings of one. */
	WORDS_VERBS_OF_DUMMY_IT, /* Verbs behind an "it" that stands for nothing. */
	WORDS_POINTING, /* Words that stand for something that was said before. */
	WORDS_EMPTY, /* Words that tell nothing where a clause has no others. */
	WORDS_WE_FORMS, /* Words of a writer who speaks for the library. */
	WORDS_I_FORMS, /* Words of a writer who speaks as one person. */
	WORDS_I_TO_WE, /* The templates' "I", for those who say "we". */
	WORDS_BRITISH, /* American spellings in templates, and the British ones. */
	WORDS_BASE_FORMS, /* Forms of verbs, and the base forms that no rule of spelling gives. */
	WORDS_E_STEMS, /* Ends of stems that have lost an e: "arrang". */
	WORDS_NO_E_STEMS, /* Ends of stems that have lost none, though they look like it. */
	WORDS_DOUBLING_VERBS, /* Verbs of two syllables that double their last letter. */
	WORDS_SILENT_H, /* Beginnings of words with an h that is not spoken. */
	WORDS_YOU_SOUNDS, /* Beginnings of words that begin with a vowel and sound as if with a consonant. */
	WORDS_ALWAYS_CAPITAL, /* Words that are names wherever they stand. */
	WORDS_NOT_OF_NAMES, /* Words that begin a sentence and no name, though a capital follows. */
	WORDS_REQUEST_DO, /* How somebody asks to do something. */
	WORDS_REQUEST_NEED_TO, /* How somebody tells what they need to do. */
	WORDS_REQUEST_HOW, /* How somebody asks how to. */
	WORDS_REQUEST_WHERE, /* How somebody asks where. */
	WORDS_REQUEST_WHEN, /* How somebody asks when. */
	WORDS_REQUEST_COST, /* How somebody asks what it costs to do something. */
	WORDS_REQUEST_WE_DO, /* How somebody asks the library to do something. */
	WORDS_REQUEST_COMMAND, /* What stands in front of a request in the imperative. */
	WORDS_REQUEST_CHANCE, /* How somebody asks whether something could be done; "could" stands behind it. */
	WORDS_REQUEST_CHANCE_OF, /* How somebody asks about a chance. */
	WORDS_REQUEST_THING, /* How somebody tells what they look for. */
	WORDS_REQUEST_NEED, /* How somebody tells what they need. */
	WORDS_REQUEST_WANT, /* How somebody tells what they want. */
	WORDS_REQUEST_HAVE, /* How somebody asks what the library has. */
	WORDS_REQUEST_STILL_HAVE, /* The same of what it had. */
	WORDS_REQUEST_THERE_IS, /* How somebody asks whether there is one. */
	WORDS_REQUEST_THERE_ARE, /* How somebody asks whether there are some. */
	WORDS_REQUEST_ANY, /* How somebody asks whether there is one, without a verb. */
	WORDS_COMMANDED_VERBS, /* Verbs of a request in the imperative that can be said back. */
	WORDS_COULD, /* Texts in a clause that asks whether something could be. */
	WORDS_TELL_ME, /* What stands in front of what somebody would like to be told. */
	WORDS_ASKED_WORDS, /* Words that begin what is asked, where a verb of asking stands in front. */
	WORDS_LEADING_ADVERBS, /* Words in front of a request that are no part of what is asked for. */
	WORDS_ONES_IN_S, /* Words that end in s and are no plural. */
	WORDS_NOT_ASKED_FOR, /* Words behind "any" where nothing is asked for. */
	WORDS_COMPLAINT_VERBS, /* What stands in front of what somebody complains about. */
	WORDS_ODD_HOPES, /* Beginnings of requests that nobody hopes for. */
	WORDS_CLAUSE_OPENERS, /* Words behind which a clause can begin. */
	WORDS_QUESTION_OPENINGS, /* How a question begins, with its mark or without. */
	WORDS_TOLD_THINGS, /* Names of topics that one is told about, rather than asked. */
	WORDS_THANKS, /* How thanks begin. */
	WORDS_OPENING_WISHES, /* How a sentence begins that only leads up to the matter. */
	WORDS_GREETINGS, /* Greetings that the sentence goes on behind. */
	WORDS_WHOLE_GREETINGS, /* Greetings that are a sentence of their own. */
	WORDS_INTRODUCTIONS, /* How a sentence begins that tells who writes: a name or the library has to follow. */
	WORDS_RETURNED_CALLS, /* Texts in a sentence that only takes up a call. */
	WORDS_REFERRING_OPENINGS, /* How a sentence begins that only says which letter or call is answered. */
	WORDS_DIRECT_ANSWERS, /* How a sentence begins that says yes or no to a question. */
	WORDS_UNKIND_WORDS, /* What somebody is called by whom they anger. */
	WORDS_UNKIND_OF_PEOPLE, /* What is unkind to say of people, and only of them. */
	WORDS_OTHER_PEOPLE, /* Who is not the patron. */
	WORDS_NUMBERED_LINES, /* How a line begins that only gives the number of a letter. */
	WORDS_STOCK_THANKS, /* Thanks that any letter may begin with. */
	WORDS_CLOSING_QUESTIONS, /* How a question begins that only closes the reply. */
	WORDS_CLOSING_OPENINGS, /* How a sentence begins that only closes the reply. */
	WORDS_SAID_BACK, /* How a sentence begins that says back what the patron wrote, beside those that know of it: nothing leads in to it. */
	WORDS_PROMISES, /* How the promise of an option begins, in front of what is done. */
	WORDS_JOINT_OFFERS, /* Texts in a sentence said again that offer help with what it points to. */
	WORDS_OPEN_QUESTIONS, /* How a question said back begins to which the answer may still be found out. */
	WORDS_WORDS_WITH, /* How an option begins that is somebody to speak to. */
	WORDS_SAID_OTHERWISE, /* How a sentence that says something back begins, and how it may begin where its neighbour begins like it. */
	WORDS_WISHES_OTHERWISE, /* How a sentence begins that says the request back, and what may be offered instead. */
	WORDS_SORRY_OPENINGS, /* How a sentence begins that is sorry. */
	WORDS_KNOWING_OPENINGS, /* How a sentence begins that knows something of the reader. */
	WORDS_INTERJECTIONS, /* What announces a sentence where a comma follows. */
	WORDS_ADDRESSES, /* Words of greeting or address that a comma parts from the sentence. */
	WORDS_TITLES, /* What begins an address with a name. */
	WORDS_SECOND_CLAUSES, /* Texts at which a second clause begins. */
	WORDS_MAIN_CLAUSE_ENDS, /* Texts at which the main clause ends. */
	WORDS_LESSONS, /* Texts in a clause that denies nothing which could be had: what something is not, and what the reader has not done. */
	WORDS_CLAUSE_LEADS, /* Texts that open what stands before a main clause and its comma: "with reference to". */
	WORDS_CLAUSE_COORDINATORS, /* Texts that join clauses and other things. */
	WORDS_CLAUSE_SUBJECTS, /* Words that begin a clause of its own behind a comma or a joint. */
	WORDS_FREE_TASK_VERBS, /* What somebody may do if they like. */
	WORDS_TRYING_VERBS, /* What somebody could do. */
	WORDS_REGRETS, /* Texts in a sentence that is sorry already. */
	WORDS_FIRST_CONTRACTIONS, /* The same, where a clause begins: elsewhere the verb may bear the stress. */
	WORDS_REFERENCES, /* How a sentence begins that names the letter it answers, up to a comma or a colon: "In reply to your mail of Monday, …". */
	WORDS_FURTHER_TO, /* Texts in a sentence that only takes up an earlier talk. */
	WORDS_SUBJECT_LINES, /* How the subject line of a letter begins. */
	WORDS_COMMON_NOUNS, /* Nouns and the like that begin a sentence and lose their capital, unless a name goes on behind them. */
	WORDS_UNWELCOME, /* Texts in a clause that tells something unwelcome, though it denies nothing. */
	WORDS_WELCOME, /* Texts in a clause that tells what the patron may do, or what others have. */
	WORDS_IDLE_TASK_VERBS, /* Verbs of what is no step towards anything: "tell your friend", "stay with him". */
	WORDS_COUNTING_OPENINGS, /* Words that begin a thing behind "I've": "I've a set" says that I have it. */
	WORDS_LIBRARY_SAID, /* Verbs behind "you" that tell what the library said, "we" and all. */
	WORDS_EXCEPTED_FROM, /* Ends before "but" that go on with what is excepted. */
	WORDS_STATES, /* What a thing can be or what can have become of it, behind the words that belong to it: "is the wait for the film longer". */
	WORDS_DESPAIRING_STATES, /* How a question ends that is a complaint: "how am I supposed to get there". */
	WORDS_VAGUE_STATES, /* How the end of a question begins that asks about what was told before: "am I doing something wrong". */
	WORDS_PLACES_OF_STAFF, /* Where they are who are asked to do something: "could someone at the library". */
	WORDS_DEED_OPENINGS, /* How a sentence begins that tells what the patron did, so that "it" in the next makes sense. */
	WORDS_SETTINGS, /* How a clause begins that only tells who somebody is, or what they were about. */
	WORDS_SETTING_VERBS, /* What a member of the family does or is in such a clause. */
	WORDS_TITLE_CAPITALS, /* Titles and abbreviations that a name follows, so that a sentence does not end on them. */
	WORDS_SHORT_ANSWERS, /* What a chat answers in a word, so that it is no name of who writes. */
	WORDS_LOOSE_JOINTS, /* What joins a sentence to the one in front of it, and goes when that one goes. */
	WORDS_RETORTS, /* Texts in a clause that mocks, shrugs or keeps a record, so that nobody is sorry for it: "they are not clairvoyant". */
	WORDS_PERSONS_SPOKEN_TO, /* Words behind a verb that tell that it bids: "ask us". */
	WORDS_CLAUSE_TAKERS, /* Words behind which a clause or a noun goes on, so that no new sentence begins there. */
	WORDS_SPLICE_OPENINGS, /* A subject and its verb in one word: where one stands without a mark in front of it, a sentence of its own begins. */
	WORDS_SPLICE_VERBS, /* Verbs of what the patron says besides: "the scanner I have a test". */
	WORDS_GRAVES, /* Troubles that a reader is told first that we are sorry for. */
	WORDS_NO_GRAVES, /* Texts of a clause in which a grave word tells of no trouble of the reader's own, or of one long ago. */
	WORDS_ASKED_BESIDES, /* What stands between the verb of a note and what was asked: by which way, and whom. */
	WORDS_GRAVE_ENDS, /* Where the clause ends that tells of something grave. */
	WORDS_REQUEST_MIND, /* Openings of a request that asks whether we would mind. */
	WORDS_GOOD_DENIALS, /* Texts in a clause that denies what is bad, or only tells one thing from another: nobody is sorry for that. */
	WORDS_COMFORTS, /* Texts in a sentence that puts the patron at ease. */
	WORDS_SPLICES, /* What begins a clause of its own behind a comma that should have been a stop. */
	WORDS_ANSWERS, /* Words that begin an answer, so that it greets nobody: "No,". */
	WORDS_THING_ENDS, /* Words that no thing is named by, so that its name ends in front of them: "a blue folder with". */
	WORDS_NO_THINGS, /* Nouns that "it" does not stand for: times, places of work, animals, what cannot be lent, brought or paid for. */
	WORDS_PARTS_OF_THINGS, /* Nouns of what is a part of something, which is what "it" stands for: "the corner of the book". */
	WORDS_THING_PREPOSITIONS, /* Words in front of a thing that only tell where, when or by what: "at the desk". */
	WORDS_SEEKING_VERBS, /* Verbs that go on with "for" and what is sought: "I asked for a book". */
	WORDS_IDLE_IT_VERBS, /* Verbs behind which "it" mostly stands for nothing: "make it". */
	WORDS_PARTICLES, /* Small words that go with a verb, and can stand in front of what it is done with: "drop off the boxes". */
	WORDS_COUNTS, /* Words that tell how many. */
	WORD_LISTS
};

/* As they stand in packs, by enum word_list, with a NULL behind the last. */
const char *const *word_list_names(void);

/* The list of that name, or WORD_LISTS. */
enum word_list word_list_named(struct str name);

bool word_list_is_table(enum word_list list);

#endif
