/*
 * lexicon - the words of a language, looked up
 *
 * The lists are built in (rules/english-words.json; word_list.h names them). Case is that of ASCII letters, and does not matter where nothing else is said.
 *
 *     if (lexicon_has(LANGUAGE_EN, WORDS_UNITS, STR("days"))) ...
 */
#ifndef COACH_LEXICON_H
#define COACH_LEXICON_H

#include "rules/image.h"

/* How many texts a list has, or how many pairs a table. */
size_t lexicon_count(enum language language, enum word_list list);

/* Text i of a list; of a table the text that another stands for. */
struct str lexicon_text(enum language language, enum word_list list, size_t i);

/* What stands for text i of a table. */
struct str lexicon_other(enum language language, enum word_list table, size_t i);

/* Is the word a text of the list? */
bool lexicon_has(enum language language, enum word_list list, struct str word);
/* With its very capitals? */
bool lexicon_has_exactly(enum language language, enum word_list list, struct str word);

/* What stands for the word in a table; the empty str when it is not there. */
struct str lexicon_swap(enum language language, enum word_list table, struct str word);

/* The same letter by letter. */
struct str lexicon_swap_exactly(enum language language, enum word_list table, struct str word);

/* The first text of the list that s begins with; the empty str when there is none. */
struct str lexicon_start(enum language language, enum word_list list, struct str s);
/* The number of the first text, at or after `from`, that s begins with, in any case; SIZE_MAX: none. For what asks more of it than that. */
size_t lexicon_next_start(enum language language, enum word_list list, struct str s, size_t from);

/* Does s end with a text of the list, letter by letter? */
bool lexicon_ends(enum language language, enum word_list list, struct str s);

/* Does a text of the list stand in s, letter by letter? */
bool lexicon_is_in(enum language language, enum word_list list, struct str s);

#endif
