/*
 * Which events the rows are about: the new ones, and those that the lines say
 * once more.
 */
#include "cmd/recording_rows.h"

#include "base/arena.h"
#include "cmd/command.h"
#include "cmd/recording_judge.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "report/report_recorded.h"
#include "report/report_scope.h"

bool recording_rows_wanted(const struct session *session)
{
	unsigned takes = session->command->takes;

	return takes & TAKES_RECORD && !(takes & TAKES_OUTPUT) &&
	       (session->output_options.format >= 0 ||
		session->output_options.output);
}

enum exit_status recording_rows_open(struct session *session)
{
	if (!recording_rows_wanted(session) || session->table)
		return STATUS_FINE;
	return session_table(session, &report_recorded) ? STATUS_FINE
							: STATUS_ENVIRONMENT;
}

/* The events of the lines; those that were there already where they are. */
static bool *find_events(const struct judgement *judgement)
{
	const struct session *session = judgement->session;
	const struct journal *journal = session->journal;
	bool *wanted = arena_take_array(session->arena, journal->event_count,
					sizeof(*wanted));

	for (size_t i = judgement->first; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];
		uint32_t there =
			journal_find(journal, event_reference(journal, event));

		if (!(event->flags & EVENT_DUPLICATE))
			wanted[i] = true;
		else if (there != EVENT_NONE)
			wanted[there] = true;
	}
	return wanted;
}

bool recording_rows_add(const struct judgement *judgement)
{
	struct session *session = judgement->session;
	struct report_scope scope = {
		.arena = session->arena,
		.book = judgement->book,
		.segments = session->segments,
		.from = DAY_NONE,
		.to = DAY_NONE,
	};
	struct recorded recorded = {
		.first = (uint32_t)judgement->first,
		.outcome = session->write.dry_run ? "dry-run" : "recorded",
	};

	if (!recording_rows_wanted(session))
		return false;
	recorded.wanted = find_events(judgement);
	report_recorded_rows(&scope, session->table, &recorded);
	return true;
}
