/*
 * pointbook opening: what a member brings from an older system, with the day
 * it expires and the deferred revenue that came with it.
 */
#include "cmd/command.h"
#include "cmd/event_line.h"
#include "cmd/recording.h"
#include "cmd/session.h"
#include "journal/journal.h"

struct opening_options {
	const char *expires;
	const char *deferred;
};

static const struct option opening_table[] = {
	{ "expires", 0, OPTION_TEXT, "DAY", NULL,
	  offsetof(struct opening_options, expires),
	  "the last day on which they can be used" },
	{ "deferred", 0, OPTION_TEXT, "MONEY", NULL,
	  offsetof(struct opening_options, deferred),
	  "the deferred revenue that came with them, 12.50EUR" },
	{ .name = NULL },
};

static const char *const opening_examples[] = {
	"opening M0012 +120 --expires 2027-06-30 --dry-run",
	"opening M0012 +120 --deferred 4.80EUR --staff rosa",
	NULL,
};

static enum exit_status plan_opening(struct recording *recording,
				     const void *options)
{
	const struct opening_options *given = options;
	struct session *session = recording->session;
	struct text *lines = &recording->lines;
	const char *points = session->operands[1];

	if (points[0] != '+') {
		message_error(&session->terminal,
			      "'%s' has no plus: write +%s, since an opening "
			      "gives points",
			      points, points[0] == '-' ? points + 1 : points);
		return STATUS_USAGE;
	}
	enum exit_status status =
		recording_find_member(recording, session->operands[0]);
	if (status != STATUS_FINE)
		return status;
	event_line_begin(lines, session, "opening");
	event_line_add_word(lines, intern_text(&session->journal->members,
					       recording->member));
	for (size_t i = 1; i < session->operand_count; i++)
		event_line_add_word(lines, slice_from(session->operands[i]));
	if (given->expires)
		event_line_add_value(lines, "expires",
				     slice_from(given->expires));
	if (given->deferred)
		event_line_add_value(lines, "deferred",
				     slice_from(given->deferred));
	event_line_finish(lines, session, recording->reference);
	return STATUS_FINE;
}

static enum exit_status opening_run(struct session *session,
				    const void *options)
{
	return recording_run(session, plan_opening, options);
}

const struct command cmd_opening = {
	.name = "opening",
	.group = GROUP_RECORD,
	.summary = "points a member brings from an older system",
	.operands = "MEMBER POINTS [UNIT]",
	.operand_min = 2,
	.operand_max = 3,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = opening_table,
	.options_size = sizeof(struct opening_options),
	.examples = opening_examples,
	.run = opening_run,
};
