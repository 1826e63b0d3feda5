/*
 * The line of a status, put behind what its member did that day: a card that
 * is lost at noon still earned in the morning.
 */
#include "cmd/status_line.h"

#include "base/arena.h"
#include "cmd/command.h"
#include "cmd/event_line.h"
#include "cmd/session.h"
#include "cmd/status_time.h"
#include "engine/book.h"
#include "journal/journal.h"

const struct option status_line_table[] = {
	{ "why", 0, OPTION_TEXT, "TEXT", NULL,
	  offsetof(struct status_line_options, why), "the reason" },
	{ .name = NULL },
};

/* A command that does nothing but set a status. */
struct change {
	enum member_status status;
	const char *why;
};

/* The date to begin the line with, where no time was given. */
static void add_time(struct recording *recording)
{
	const struct session *session = recording->session;
	struct day day = session->today;

	if (journal_find(session->journal, recording->reference) != EVENT_NONE)
		return; /* it has the time it was given first */
	if (session->record.date &&
	    !day_parse(slice_from(session->record.date), &day))
		return;
	int minute = status_time_behind(session, recording->member, day);
	if (minute != MINUTE_NONE)
		text_add_format(&recording->lines, "T%02d:%02d", minute / 60,
				minute % 60);
}

void status_line_add(struct recording *recording, enum member_status status,
		     const char *why)
{
	struct session *session = recording->session;
	struct text *lines = &recording->lines;

	event_line_begin_day(lines, session);
	add_time(recording);
	text_add(lines, " status");
	event_line_add_word(lines, intern_text(&session->journal->members,
					       recording->member));
	event_line_add_word(lines, slice_from(member_status_name(status)));
	if (why)
		event_line_add_text(lines, slice_from(why));
	event_line_finish(lines, session,
			  session->record.ref ? recording->reference
					      : (struct slice){ NULL, 0 });
}

bool status_line_is_known(struct recording *recording,
			  enum member_status status)
{
	const struct session *session = recording->session;
	const struct member *member =
		&session->book->members[recording->member];

	if (member->status != status || session->record.date ||
	    session->record.ref)
		return false;
	recording->nothing = arena_print(session->arena,
					 "the member is %s already: "
					 "nothing was added",
					 member_status_name(status));
	return true;
}

static enum exit_status plan(struct recording *recording, const void *options)
{
	const struct change *change = options;
	enum exit_status status = recording_find_member(
		recording, recording->session->operands[0]);

	if (status == STATUS_FINE &&
	    !status_line_is_known(recording, change->status))
		status_line_add(recording, change->status, change->why);
	return status;
}

enum exit_status status_line_run(struct session *session,
				 enum member_status status,
				 const struct status_line_options *options)
{
	struct change change = { status, options->why };

	return recording_run(session, plan, &change);
}
