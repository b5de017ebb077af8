#include "out/gnu.h"

#include "base/utf8.h"
#include "out/lines.h"

static size_t column_of(const struct place *place, enum column_unit unit)
{
	switch (unit) {
	case COLUMN_CHAR:
		return place->column;
	case COLUMN_UTF16:
		return place->utf16_column;
	case COLUMN_SCREEN:
		return place->screen_column;
	default:
		return place->byte_column;
	}
}

/* A message stays on its line whatever a pack wrote. */
static void put_message(struct buf *out, struct str message)
{
	for (size_t at = 0; at < message.len;) {
		size_t start = at;
		int32_t c = utf8_next(message, &at);
		bool is_control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
		buf_str(out, is_control ? STR(" ") : str_slice(message, start, at));
	}
}

void gnu_print(struct arena *arena, struct buf *out, const struct reply *reply, enum column_unit unit)
{
	struct lines lines = lines_make(arena, reply->draft);
	for (size_t i = 0; i < reply->result->finding_count; i++) {
		const struct hownot_finding *finding = &reply->result->findings[i];
		struct place place = lines_at(&lines, finding->has_span ? finding->span.start : reply_own_start(reply));
		buf_printf(out, "%s:%zu:%zu: %s: ", reply->path, place.line, column_of(&place, unit),
			   finding->severity == HOWNOT_STRONG ? "warning" : "note");
		put_message(out, str_of(finding->message));
		buf_printf(out, " [%s]\n", finding->rule);
	}
}
