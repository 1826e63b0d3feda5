/*
 * pointbook adjust: a correction by hand, with a reason.
 */
#include "cmd/command.h"
#include "cmd/event_line.h"
#include "cmd/recording.h"
#include "cmd/session.h"
#include "journal/journal.h"

struct adjust_options {
	const char *why;
};

static const struct option adjust_table[] = {
	{ "why", 0, OPTION_TEXT, "TEXT", NULL,
	  offsetof(struct adjust_options, why), "the reason; it is needed" },
	{ .name = NULL },
};

static const char *const adjust_examples[] = {
	"adjust M0012 +20 --why 'goodwill: spilt latte'",
	"adjust M0012 -20 --why 'booked twice' --dry-run",
	NULL,
};

static enum exit_status plan_adjust(struct recording *recording,
				    const void *options)
{
	const struct adjust_options *given = options;
	struct session *session = recording->session;
	struct text *lines = &recording->lines;

	if (!given->why || !*given->why) {
		message_error(&session->terminal,
			      "a correction needs its reason: give it with "
			      "--why");
		return STATUS_USAGE;
	}
	if (session->operands[1][0] != '+' && session->operands[1][0] != '-') {
		message_error(&session->terminal,
			      "'%s' has no sign: write +%s to give, -%s to "
			      "take",
			      session->operands[1], session->operands[1],
			      session->operands[1]);
		return STATUS_USAGE;
	}
	enum exit_status status =
		recording_find_member(recording, session->operands[0]);
	if (status != STATUS_FINE)
		return status;
	event_line_begin(lines, session, "adjust");
	event_line_add_word(lines, intern_text(&session->journal->members,
					       recording->member));
	for (size_t i = 1; i < session->operand_count; i++)
		event_line_add_word(lines, slice_from(session->operands[i]));
	event_line_add_text(lines, slice_from(given->why));
	event_line_finish(lines, session, recording->reference);
	return STATUS_FINE;
}

static enum exit_status adjust_run(struct session *session, const void *options)
{
	return recording_run(session, plan_adjust, options);
}

const struct command cmd_adjust = {
	.name = "adjust",
	.group = GROUP_RECORD,
	.summary = "correct a balance by hand",
	.operands = "MEMBER POINTS [UNIT]",
	.operand_min = 2,
	.operand_max = 3,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = adjust_table,
	.options_size = sizeof(struct adjust_options),
	.examples = adjust_examples,
	.run = adjust_run,
};
