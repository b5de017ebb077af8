#include "cli/draft.h"

#include "base/io.h"

#include <string.h>

bool draft_read_question(struct arena *arena, const struct options *options, struct str *text, struct err *err)
{
	*text = (struct str){0};
	if (!options->question)
		return true;
	return io_read_file(arena, options->question, text, err) || err_prefix(err, "--question");
}

const char *draft_name(const struct options *options, const char *path)
{
	if (strcmp(path, "-") != 0)
		return path;
	return options->stdin_name ? options->stdin_name : "<stdin>";
}

struct hownot_result *draft_judge(const struct hownot *coach, const struct options *options, struct str text,
				  struct str question, const char *name, struct err *err)
{
	struct hownot_draft draft = {
	    .text = text.len ? text.ptr : "",
	    .len = text.len,
	    .question = question.ptr,
	    .question_len = question.len,
	    .because = options->because,
	    .input = options->input,
	    .first_line = options->first_line,
	    .last_line = options->last_line,
	};
	struct hownot_error why;
	/* The page shows the reply said again beside the draft. */
	bool rewrites = options->command == COMMAND_REWRITE ||
			(options->command == COMMAND_CHECK && options->format == FORMAT_HTML && !options->redact);
	struct hownot_result *result =
	    rewrites ? hownot_rewrite(coach, &draft, &why) : hownot_check(coach, &draft, &why);
	if (!result)
		err_set(err, "%s: %s", name, why.text);
	return result;
}
