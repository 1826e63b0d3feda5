/*
 * What the parts of `reconcile` share: reading, the points proof, the answer,
 * and the line that keeps it. See reconcile_part.h.
 */
#include "cmd/reconcile_part.h"

#include "base/currency.h"
#include "base/digest.h"
#include "base/text.h"
#include "cmd/event_line.h"
#include "cmd/import_show.h"
#include "cmd/look.h"
#include "cmd/recording.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "engine/control.h"
#include "exchange/reconcile.h"
#include "report/report_scope.h"
#include "report/sink.h"
#include "report/table.h"

enum exit_status reconcile_part_read(struct reconcile_run *run,
				     const struct import_reading *reading)
{
	struct import_files files = { NULL, 0 };
	enum exit_status status;

	run->other.options.compares = true;
	status =
		import_reading_fill(run->session, reading, &run->other.options);
	if (status == STATUS_FINE)
		status = import_reading_load(run->session, 1, &files);
	if (status == STATUS_FINE)
		run->other.file = files.list[0];
	return status;
}

enum exit_status reconcile_part_load(struct session *session, unsigned needs)
{
	session->as_of = day_is_real(session->dates.as_of)
				 ? session->dates.as_of
				 : session->today;
	return session_load(session, needs);
}

bool reconcile_part_amount(struct session *session, const char *name,
			   const char *text, bool is_points, int64_t *amount)
{
	struct report_scope scope = look_scope(session);
	const struct program *program = scope_program(&scope);
	int scale = is_points
			    ? scope_unit(&scope, program->first_unit)->decimals
			    : currency_scale(program->currency);
	struct decimal value;

	*amount = 0;
	if (!text)
		return true;
	if (decimal_parse(slice_from(text), &value) == DECIMAL_OK &&
	    decimal_rescale(value, scale, amount) == DECIMAL_OK)
		return true;
	message_error(&session->terminal,
		      "--%s: '%s' is no amount: write it with at most %d "
		      "decimals and without a sign",
		      name, text, scale);
	return false;
}

/* --- the points proof ------------------------------------------------------- */

static struct slice control_text(struct session *session,
				 const struct control *control,
				 const struct unit *unit)
{
	struct text text;

	text_init(&text, session->arena);
	text_add(&text, "members ");
	decimal_add_text(&text, control->members, unit->decimals, false);
	text_add(&text, " = lots ");
	decimal_add_text(&text, control->lots, unit->decimals, false);
	text_add(&text, " = opening ");
	decimal_add_text(&text, control->opening, unit->decimals, false);
	text_add(&text, " + movements ");
	decimal_add_text(&text, control->movements, unit->decimals, false);
	return text_slice(&text);
}

bool reconcile_part_control(struct session *session)
{
	struct report_scope scope = look_scope(session);
	bool holds = true;
	size_t count;
	const struct control *list = control_totals(
		session->arena, session->book, session->period.from, &count);

	for (size_t i = 0; i < count; i++) {
		const struct unit *unit = scope_unit(&scope, list[i].unit);
		struct slice text = control_text(session, &list[i], unit);

		session_heading(session,
				arena_print(session->arena, "%.*s proof",
					    SLICE_ARGS(unit->name)),
				text);
		if (control_holds(&list[i]))
			continue;
		message_error(&session->terminal,
			      "the points do not prove: %.*s: run 'pointbook "
			      "check'",
			      SLICE_ARGS(text));
		holds = false;
	}
	return holds;
}

/* --- what was found --------------------------------------------------------- */

enum exit_status reconcile_part_check(struct session *session, bool records)
{
	if (!records || (day_is_real(session->period.from) &&
			 day_is_real(session->period.to)))
		return STATUS_FINE;
	message_error(&session->terminal,
		      "which period was reconciled? add -p 2026-10");
	return STATUS_USAGE;
}

struct slice reconcile_part_counts(struct session *session,
				   const struct reconciliation *result)
{
	struct text text;

	text_init(&text, session->arena);
	for (int i = 0; i < RECONCILE_STATUS_COUNT; i++)
		if (result->counts[i] > 0)
			text_add_format(&text, "%s%zu %s",
					text.length > 0 ? ", " : "",
					result->counts[i],
					reconcile_status_name(
						(enum reconcile_status)i));
	if (text.length == 0)
		text_add(&text, "nothing on either side");
	return text_slice(&text);
}

void reconcile_part_show_found(struct session *session,
			       const struct reconciliation *result,
			       struct diagnostics *found)
{
	for (size_t i = 0; i < result->note_count; i++)
		message_note(&session->terminal, "%s", result->notes[i]);
	import_show_diagnostics(session, found);
}

enum exit_status reconcile_part_answer(struct session *session,
				       const struct reconciliation *result)
{
	if (result->is_refused)
		return STATUS_NO;
	if (result->wrong > 0)
		message_error(&session->terminal,
			      "%zu %s of the file cannot be read and %s not "
			      "compared",
			      result->wrong,
			      result->wrong == 1 ? "row" : "rows",
			      result->wrong == 1 ? "was" : "were");
	if (result->open > 0)
		message_note(&session->terminal,
			     "%zu open: put %s right, or settle it with "
			     "'pointbook accept STATUS REF WHY --facts FACTS'",
			     result->open, result->open == 1 ? "it" : "each");
	return result->wrong > 0 || result->open > 0 ? STATUS_NO : STATUS_FINE;
}

/* --- the line that keeps it ------------------------------------------------- */

static void add_count(struct text *line, const char *key, size_t count)
{
	text_add_format(line, " %s:%zu", key, count);
}

static enum exit_status plan(struct recording *recording, const void *options)
{
	const struct reconcile_kept *kept = options;
	struct session *session = recording->session;
	struct text *line = &recording->lines;
	char digest[DIGEST_TEXT_MAX];

	digest_print(kept->bytes, digest);
	event_line_begin(line, session, "reconciled");
	text_add_format(line, " %s ", kept->what);
	period_add_text(line, kept->period);
	add_count(line, "rows", kept->rows);
	add_count(line, "differences", kept->differences);
	add_count(line, "accepted", kept->accepted);
	text_add_format(line, " sha256:%s", digest);
	event_line_finish(line, session, (struct slice){ NULL, 0 });
	return STATUS_FINE;
}

enum exit_status reconcile_part_keep(struct session *session,
				     const struct reconcile_kept *kept)
{
	if (session->output_options.format <= 0 &&
	    !session->output_options.output && session->table) {
		struct sink *sink;

		table_close(session->table);
		session->table = NULL;
		sink = session_sink(session);
		if (!sink)
			return STATUS_ENVIRONMENT;
		sink_add_char(sink, '\n');
	}
	return recording_run(session, plan, kept);
}

enum exit_status reconcile_part_record(struct session *session,
				       const char *what,
				       const struct reconcile_run *run,
				       const struct reconciliation *result)
{
	const struct reconcile_kept kept = {
		.what = what,
		.period = result->period,
		.rows = result->read,
		.differences = result->open + result->wrong,
		.accepted = result->counts[RECONCILE_ACCEPTED],
		.bytes = run->other.file.bytes,
	};

	return reconcile_part_keep(session, &kept);
}
