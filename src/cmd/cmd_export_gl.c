/*
 * pointbook export gl: what the points of a period mean for the general
 * ledger, as entries for the program that keeps it.
 */
#include "cmd/command.h"
#include "cmd/export_part.h"
#include "cmd/gl_periods.h"
#include "cmd/message.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "exchange/export_gl.h"
#include "exchange/export_points.h"

struct export_gl_options {
	int to; /* enum ledger_format, -1: as the rules say */
	struct period period;
	bool opening;
};

static const struct option export_gl_table[] = {
	{ "to", 0, OPTION_CHOICE, "PROGRAM", export_gl_targets,
	  offsetof(struct export_gl_options, to),
	  "the program that shall read it (as 'gl' of the rules says)" },
	{ "period", 'p', OPTION_PERIOD, "PERIOD", NULL,
	  offsetof(struct export_gl_options, period),
	  "this month, quarter, year or range: 2026-10, last-month" },
	{ "opening", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct export_gl_options, opening),
	  "begin with the liability as it stood before: a file that stands "
	  "alone" },
	{ .name = NULL },
};

static const char *const export_gl_examples[] = {
	"export gl -p 2026-10",
	"export gl -p 2026-10 --opening --to beancount -o points.beancount",
	NULL,
};

static enum exit_status export_gl_run(struct session *session,
				      const void *given)
{
	const struct export_gl_options *options = given;
	struct gl_periods periods;
	enum exit_status status;

	session->period = options->period;
	if (!day_is_real(session->dates.as_of) &&
	    day_is_real(options->period.to))
		session->as_of = options->period.to;
	status = session_load(session, NEEDS_MOVES | READS_ONLY);
	if (status == STATUS_FINE)
		status = gl_periods_find(session, &periods);
	if (status != STATUS_FINE)
		return status;
	struct gl_export export = {
		.arena = session->arena,
		.programs = session->programs,
		.program = periods.list[periods.count - 1].program,
		.periods = periods.list,
		.count = periods.count,
		.opens = options->opening,
	};
	enum ledger_format format = export.program->accounting.gl;
	if (options->to >= 0)
		format = (enum ledger_format)options->to;
	export_gl_accounts(&export);
	const char *lacking = export_gl_lacks(&export, format);
	if (lacking != NULL) {
		message_error(&session->terminal, "%s", lacking);
		return STATUS_NO;
	}
	size_t most;
	size_t lines = export_gl_excess(&export, format, &most);
	if (lines > 0)
		message_warning(&session->terminal,
				"%s takes %zu lines at once, and these are "
				"%zu: give a shorter period with -p",
				export_gl_targets[format], most, lines);
	struct sink *sink = session_sink(session);
	if (sink == NULL)
		return STATUS_ENVIRONMENT;
	export_gl_write(&export, format,
			&(struct export_output){
				.context = sink,
				.write = export_part_write,
			});
	return STATUS_FINE;
}

const struct command cmd_export_gl = {
	.name = "export gl",
	.group = GROUP_LOOK,
	.summary = "entries for the general ledger, month by month",
	.takes = TAKES_FILE | TAKES_AS_OF,
	.options = export_gl_table,
	.options_size = sizeof(struct export_gl_options),
	.examples = export_gl_examples,
	.run = export_gl_run,
};
