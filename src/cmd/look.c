/*
 * Shared by the commands that show a book. See look.h.
 */
#include "cmd/look.h"

#include "cmd/session.h"
#include "report/render.h"
#include "report/sheet.h"
#include "report/table.h"

struct report_scope look_scope(const struct session *session)
{
	return (struct report_scope){
		.arena = session->arena,
		.book = session->book,
		.segments = session->segments,
		.query = session->query,
		.from = session->period.from,
		.to = session->period.to,
	};
}

enum exit_status look_begin(struct session *session,
			    const struct report *report,
			    struct report_scope *scope, struct table **table)
{
	enum exit_status status = session_query(session, report, 0);

	if (status != STATUS_FINE)
		return status;
	if (session_format(session) == NULL)
		return STATUS_USAGE;
	*table = session_table(session, report);
	if (*table == NULL)
		return STATUS_ENVIRONMENT;
	*scope = look_scope(session);
	return STATUS_FINE;
}

enum exit_status look_print(struct session *session,
			    const struct report *report,
			    const struct sheet *sheet)
{
	const struct render_format *format = session_format(session);

	if (format == NULL)
		return STATUS_USAGE;
	if (format == render_list(0)) {
		struct sink *sink = session_sink(session);
		if (sink == NULL)
			return STATUS_ENVIRONMENT;
		sheet_print(sheet, sink,
			    session->terminal.output_colour &&
				    session->output_options.output == NULL);
		return STATUS_FINE;
	}
	struct table *table = session_table(session, report);
	if (table == NULL)
		return STATUS_ENVIRONMENT;
	sheet_fill(sheet, table);
	return STATUS_FINE;
}
