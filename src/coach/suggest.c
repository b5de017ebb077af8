#include "coach/suggest.h"

#include "base/buf.h"
#include "coach/inflect.h"

static bool find_capture(struct str name, struct str text, const struct hit *hit, struct str *out)
{
	for (size_t i = 0; i < hit->capture_count; i++) {
		if (!str_eq(hit->captures[i].name, name))
			continue;
		*out = str_trim(str_slice(text, hit->captures[i].span.start, hit->captures[i].span.end));
		return out->len > 0;
	}
	return false;
}

static struct str first_word(struct str s)
{
	return str_slice(s, 0, str_find(s, STR(" "), 0));
}

static struct str transform(struct arena *arena, struct str how, struct str value)
{
	struct str word = first_word(value), rest = str_slice(value, word.len, value.len);
	if (str_eq(how, STR("base")))
		return arena_printf(arena, "%.*s%.*s", STR_FMT(inflect_base(arena, word)), STR_FMT(rest));
	if (str_eq(how, STR("ing"))) {
		struct str gerund = inflect_gerund(arena, inflect_base(arena, word));
		return arena_printf(arena, "%.*s%.*s", STR_FMT(gerund), STR_FMT(rest));
	}
	if (str_eq(how, STR("cap")))
		return inflect_upper_first(arena, value);
	if (str_eq(how, STR("a")))
		return arena_printf(arena, "%.*s %.*s", STR_FMT(inflect_article(word)), STR_FMT(value));
	return value;
}

struct str suggest_fill(struct arena *arena, struct str template, struct str text, const struct hit *hit)
{
	struct buf buf = buf_make(arena);
	for (size_t at = 0; at < template.len;) {
		size_t open = str_find(template, STR("{"), at);
		buf_str(&buf, str_slice(template, at, open));
		if (open >= template.len)
			break;
		size_t close = str_find(template, STR("}"), open);
		struct str slot = str_slice(template, open + 1, close);
		size_t colon = str_find(slot, STR(":"), 0);
		struct str value = { 0 };
		if (!find_capture(str_slice(slot, 0, colon), text, hit, &value))
			return (struct str){ 0 };
		struct str filled = transform(arena, str_slice(slot, colon + 1, slot.len), value);
		/* a capture at the very start of the sentence takes its capital */
		buf_str(&buf, buf.len ? filled : inflect_upper_first(arena, filled));
		at = close + 1;
	}
	return arena_str(arena, buf_view(&buf));
}

const char *const *suggest_blanks(struct arena *arena, struct str text, size_t *count)
{
	const char **names = NULL;
	size_t n = 0, capacity = 0;
	for (size_t at = 0; at < text.len;) {
		size_t open = str_find(text, STR("["), at);
		size_t close = str_find(text, STR("]"), open);
		if (close >= text.len)
			break;
		struct str name = str_slice(text, open + 1, close);
		size_t k = 0;
		while (k < n && !str_eq(str_of(names[k]), name))
			k++;
		if (k == n && name.len)
			*ARENA_PUSH(arena, names, n, capacity) = arena_str(arena, name).ptr;
		at = close + 1;
	}
	*count = n;
	return names;
}
