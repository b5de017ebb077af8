#include "cli/progress.h"

#include "base/io.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BAR_WIDTH = 24, LINE_WIDTH = 72 };

struct progress progress_make(bool is_wanted)
{
	bool is_shown = is_wanted && isatty(STDERR_FILENO);
	return (struct progress){.is_shown = is_shown, .next = is_shown ? time(NULL) + 2 : 0};
}

static void write_line(const char *line)
{
	io_write(STDERR_FILENO, str_of(line), "<stderr>", NULL);
}

void progress_show(struct progress *p, size_t done, size_t count, const char *unit, size_t drafts)
{
	char bar[BAR_WIDTH + 1], line[LINE_WIDTH + 24];
	time_t now = p->is_shown ? time(NULL) : 0;
	if (!p->is_shown || now < p->next)
		return;
	p->next = now + 1;
	p->is_drawn = true;
	size_t full = count ? (done < count ? done : count) * BAR_WIDTH / count : 0;
	memset(bar, '#', full);
	memset(bar + full, '.', BAR_WIDTH - full);
	bar[BAR_WIDTH] = '\0';
	if (count)
		snprintf(line, sizeof line, "\r[%s] %zu of %zu%s, %zu drafts ", bar, done, count, unit, drafts);
	else
		snprintf(line, sizeof line, "\r%zu drafts ", drafts);
	write_line(line);
}

void progress_hide(struct progress *p)
{
	char line[LINE_WIDTH + 8];
	if (!p->is_drawn)
		return;
	snprintf(line, sizeof line, "\r%*s\r", LINE_WIDTH, "");
	write_line(line);
	p->is_drawn = false;
}
