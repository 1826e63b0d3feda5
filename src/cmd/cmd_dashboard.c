/*
 * pointbook dashboard: one page of HTML for the owner, to open from the disk.
 */
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/compare_periods.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "query/query.h"
#include "report/dashboard.h"

static const char *const dashboard_examples[] = {
	"dashboard -o club.html",
	"dashboard -p 2026-10 -o october.html",
	"dashboard tier:gold -p 2026 -o gold.html",
	NULL,
};

/* A page is no text for a terminal. */
static bool check_output(const struct session *session)
{
	const char *path = session->output_options.output;

	if ((path != NULL && !slice_is(slice_from(path), "-")) ||
	    !session->terminal.output_is_tty)
		return true;
	message_error(&session->terminal,
		      "a dashboard is a page of HTML; write it to a file with "
		      "-o club.html");
	return false;
}

static bool check_period(const struct session *session)
{
	if (!day_is_real(session->period.from) ||
	    day_compare(session->period.from, session->as_of) <= 0)
		return true;
	message_error(&session->terminal,
		      "the period begins after the day the book is shown as "
		      "of: give a later --as-of");
	return false;
}

static enum exit_status dashboard_run(struct session *session,
				      const void *options)
{
	struct dashboard dashboard = {
		.request = { .by = -1, .order = -1, .limit = -1 },
	};
	struct text words;

	(void)options;
	if (!check_output(session) || !check_period(session))
		return STATUS_USAGE;
	enum exit_status status = session_query(session, &report_summary, 0);
	if (status != STATUS_FINE)
		return status;
	struct sink *sink = session_sink(session);
	if (sink == NULL)
		return STATUS_ENVIRONMENT;
	compare_check_goals(session);
	dashboard.request.scope = look_scope(session);
	if (!query_is_empty(session->query)) {
		text_init(&words, session->arena);
		query_explain(&words, session->query);
		dashboard.query = text_slice(&words);
	}
	dashboard_print(&dashboard, sink);
	return STATUS_FINE;
}

const struct command cmd_dashboard = {
	.name = "dashboard",
	.group = GROUP_TALK,
	.summary = "one page that shows how the programme goes",
	.operands = "[QUERY]...",
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_QUERY | TAKES_PERIOD | TAKES_FILE,
	.needs = NEEDS_POSTINGS | NEEDS_MOVES | READS_ONLY,
	.examples = dashboard_examples,
	.run = dashboard_run,
};
