#include "coach/lexicon.h"

#include <string.h>

/* A list in the built-in image; `step` refs a text. */
struct texts {
	const struct ref *refs;
	const char *letters; /* that they begin with, in lower case */
	size_t count, step;
};

static struct texts texts_of(enum language language, enum word_list list)
{
	struct range range = image_builtin.lists[(size_t)language * WORD_LISTS + (size_t)list];
	size_t step = word_list_is_table(list) ? 2 : 1;
	return (struct texts){ image_builtin.refs + range.first, image_builtin.letters + range.first, range.count / step, step };
}

static struct str text_at(const struct texts *texts, size_t i)
{
	return image_str(&image_builtin, texts->refs[i * texts->step]);
}

static struct str other_at(const struct texts *texts, size_t i)
{
	return image_str(&image_builtin, texts->refs[i * texts->step + 1]);
}

size_t lexicon_count(enum language language, enum word_list list)
{
	return texts_of(language, list).count;
}

struct str lexicon_text(enum language language, enum word_list list, size_t i)
{
	struct texts texts = texts_of(language, list);
	return text_at(&texts, i);
}

struct str lexicon_other(enum language language, enum word_list table, size_t i)
{
	struct texts texts = texts_of(language, table);
	return other_at(&texts, i);
}

bool lexicon_has(enum language language, enum word_list list, struct str word)
{
	struct texts texts = texts_of(language, list);
	for (size_t i = 0; i < texts.count; i++)
		if (str_eq_nocase(word, text_at(&texts, i)))
			return true;
	return false;
}

bool lexicon_has_exactly(enum language language, enum word_list list, struct str word)
{
	struct texts texts = texts_of(language, list);
	for (size_t i = 0; i < texts.count; i++)
		if (str_eq(word, text_at(&texts, i)))
			return true;
	return false;
}

struct str lexicon_swap(enum language language, enum word_list table, struct str word)
{
	struct texts texts = texts_of(language, table);
	for (size_t i = 0; i < texts.count; i++)
		if (str_eq_nocase(word, text_at(&texts, i)))
			return other_at(&texts, i);
	return (struct str){ 0 };
}

struct str lexicon_swap_exactly(enum language language, enum word_list table, struct str word)
{
	struct texts texts = texts_of(language, table);
	for (size_t i = 0; i < texts.count; i++)
		if (str_eq(word, text_at(&texts, i)))
			return other_at(&texts, i);
	return (struct str){ 0 };
}

/* Most texts of a list begin with another letter. */
static size_t next_start(const struct texts *texts, struct str s, size_t from)
{
	char letter = s.len ? ascii_lower(s.ptr[0]) : '\0';
	for (; from < texts->count; from++) {
		const char *found = memchr(texts->letters + from, letter, texts->count - from);
		if (!found)
			break;
		from = (size_t)(found - texts->letters);
		if (str_starts_nocase(s, text_at(texts, from)))
			return from;
	}
	return SIZE_MAX;
}

struct str lexicon_start(enum language language, enum word_list list, struct str s)
{
	struct texts texts = texts_of(language, list);
	size_t i = next_start(&texts, s, 0);
	if (i == SIZE_MAX)
		return (struct str){ 0 };
	return text_at(&texts, i);
}

size_t lexicon_next_start(enum language language, enum word_list list, struct str s, size_t from)
{
	struct texts texts = texts_of(language, list);
	return next_start(&texts, s, from);
}

bool lexicon_ends(enum language language, enum word_list list, struct str s)
{
	struct texts texts = texts_of(language, list);
	for (size_t i = 0; i < texts.count; i++)
		if (str_ends(s, text_at(&texts, i)))
			return true;
	return false;
}

bool lexicon_is_in(enum language language, enum word_list list, struct str s)
{
	struct texts texts = texts_of(language, list);
	for (size_t i = 0; i < texts.count; i++)
		if (str_find(s, text_at(&texts, i), 0) < s.len)
			return true;
	return false;
}
