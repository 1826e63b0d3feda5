/*
 * pointbook cutoff: what lies about the end of a period, and may belong to its
 * other side.
 */
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "report/report_cutoff.h"
#include "report/table.h"

enum {
	WINDOW_DAYS = 3
};

struct cutoff_options {
	struct span window;
};

static const struct option cutoff_table[] = {
	{ "window", 0, OPTION_SPAN, "SPAN", NULL,
	  offsetof(struct cutoff_options, window),
	  "days listed on each side of the end; 3d" },
	{ .name = NULL },
};

static const char *const cutoff_examples[] = {
	"cutoff -p 2026-10",
	"cutoff -p 2026-10 --window 1d store:north",
	NULL,
};

/* The last day of the period; without one, of the month before today's. */
static struct day end_of(const struct session *session)
{
	if (day_is_real(session->period.to))
		return session->period.to;
	return day_add(day_month_start(session->today), -1);
}

static void say_counts(struct session *session,
		       const size_t counts[CUTOFF_COUNT])
{
	struct text text;

	text_init(&text, session->arena);
	for (int i = 0; i < CUTOFF_COUNT; i++)
		text_add_format(&text, "%s%s %zu", i > 0 ? ", " : "",
				cutoff_list_name((enum cutoff_list)i),
				counts[i]);
	message_note(&session->terminal, "%.*s", (int)text.length, text.bytes);
}

static enum exit_status cutoff_run(struct session *session, const void *options)
{
	const struct cutoff_options *given = options;
	struct span window = { WINDOW_DAYS, SPAN_DAYS };
	size_t counts[CUTOFF_COUNT] = { 0 };
	struct day end = end_of(session);
	char text[DAY_TEXT_MAX];
	struct report_scope scope;
	struct table *table;
	enum exit_status status;

	/* what came after the period is what is looked for */
	if (!day_is_real(session->dates.as_of))
		session->as_of = session->today;
	status = session_load(session, NEEDS_POSTINGS | READS_ONLY);
	if (status != STATUS_FINE)
		return status;
	day_print(end, text);
	session_heading(session, "end of period", slice_from(text));
	status = look_begin(session, &report_cutoff, &scope, &table);
	if (status != STATUS_FINE)
		return status;
	if (given->window.count >= 0)
		window = given->window;
	report_cutoff_rows(&scope, table, end,
			   day_difference(end, day_add_span(end, window)),
			   counts);
	say_counts(session, counts);
	return STATUS_FINE;
}

const struct command cmd_cutoff = {
	.name = "cutoff",
	.group = GROUP_CHECK,
	.summary = "what lies about the end of a period",
	.operands = "[QUERY]...",
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_QUERY | TAKES_PERIOD | TAKES_OUTPUT,
	.options = cutoff_table,
	.options_size = sizeof(struct cutoff_options),
	.examples = cutoff_examples,
	.run = cutoff_run,
};
