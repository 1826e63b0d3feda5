/*
 * pointbook expire: points of a member are forfeited by hand, with a reason.
 * What expires by the rules needs no command.
 */
#include "cmd/command.h"
#include "cmd/event_line.h"
#include "cmd/recording.h"
#include "cmd/session.h"
#include "journal/journal.h"

struct expire_options {
	const char *why;
};

static const struct option expire_table[] = {
	{ "why", 0, OPTION_TEXT, "TEXT", NULL,
	  offsetof(struct expire_options, why), "the reason; needed" },
	{ .name = NULL },
};

static const char *const expire_examples[] = {
	"expire M0012 -20 --why 'sold the card on' --dry-run",
	NULL,
};

static enum exit_status plan_expire(struct recording *recording,
				    const void *options)
{
	const struct expire_options *given = options;
	struct session *session = recording->session;
	struct text *lines = &recording->lines;
	const char *points = session->operands[1];

	if (!given->why || !*given->why) {
		message_error(&session->terminal,
			      "a forfeiture needs its reason: give it with "
			      "--why; what expires by the rules needs no "
			      "command");
		return STATUS_USAGE;
	}
	if (points[0] != '-') {
		message_error(&session->terminal,
			      "'%s' has no minus: write -%s, since a "
			      "forfeiture takes points",
			      points, points[0] == '+' ? points + 1 : points);
		return STATUS_USAGE;
	}
	enum exit_status status =
		recording_find_member(recording, session->operands[0]);
	if (status != STATUS_FINE)
		return status;
	event_line_begin(lines, session, "expire");
	event_line_add_word(lines, intern_text(&session->journal->members,
					       recording->member));
	for (size_t i = 1; i < session->operand_count; i++)
		event_line_add_word(lines, slice_from(session->operands[i]));
	event_line_add_text(lines, slice_from(given->why));
	event_line_finish(lines, session, recording->reference);
	return STATUS_FINE;
}

static enum exit_status expire_run(struct session *session, const void *options)
{
	return recording_run(session, plan_expire, options);
}

const struct command cmd_expire = {
	.name = "expire",
	.group = GROUP_RECORD,
	.summary = "forfeit points by hand",
	.operands = "MEMBER POINTS [UNIT]",
	.operand_min = 2,
	.operand_max = 3,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = expire_table,
	.options_size = sizeof(struct expire_options),
	.examples = expire_examples,
	.run = expire_run,
};
