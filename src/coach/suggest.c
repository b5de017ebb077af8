#include "coach/suggest.h"

#include "base/buf.h"
#include "coach/inflect.h"

#include <string.h>

static bool find_capture(struct arena *arena, struct str name, const struct suggest_source *source, bool keep_space, struct str *out)
{
	for (size_t i = 0; i < source->capture_count; i++) {
		const struct rx_capture *capture = &source->captures[i];
		if (!str_eq(capture->name, name))
			continue;
		struct span span = { source->base + capture->span.start, source->base + capture->span.end };
		struct str typed = norm_typed(arena, source->norm, source->input, span);
		if (!str_trim(typed).len)
			continue;
		/* an optional capture brings its own space: "(?<why> because …)?" */
		*out = keep_space ? typed : str_trim(typed);
		return true;
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
	if (str_eq(how, STR("low")))
		return inflect_lower_first(arena, value);
	if (str_eq(how, STR("a")))
		return arena_printf(arena, "%.*s %.*s", STR_FMT(inflect_article(word)), STR_FMT(value));
	return value;
}

struct str suggest_fill(struct arena *arena, struct str template, const struct suggest_source *source)
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
		bool optional = str_ends(slot, STR("?"));
		if (optional)
			slot.len--;
		colon = colon < slot.len ? colon : slot.len;
		bool found = find_capture(arena, str_slice(slot, 0, colon), source, optional, &value);
		if (!found && !optional)
			return (struct str){ 0 };
		/* the sentence goes on: its stop is the template's */
		while (close + 1 < template.len && value.len && strchr(".!", value.ptr[value.len - 1]))
			value.len--;
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
