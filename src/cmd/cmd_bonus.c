/*
 * pointbook bonus: points for what a member did, or all bonuses that fell due
 * (welcomes, birthdays, anniversaries, referrals, rises of level), once each.
 */
#include "cmd/command.h"
#include "cmd/event_line.h"
#include "cmd/recording.h"
#include "cmd/session.h"
#include "engine/due.h"
#include "exchange/due_line.h"
#include "journal/journal.h"
#include "value/seals.h"

struct bonus_options {
	bool due;
};

static const struct option bonus_table[] = {
	{ "due", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct bonus_options, due),
	  "record all bonuses that fell due, once each" },
	{ .name = NULL },
};

static const char *const bonus_examples[] = {
	"bonus M0012 review",
	"bonus --due --dry-run",
	NULL,
};

static enum exit_status plan_due(struct recording *recording)
{
	struct session *session = recording->session;
	struct day closed = seals_closed_to(session->journal);
	const struct due *list;
	size_t count;

	if (!recording_has_everybody(recording))
		return STATUS_DECLINED;
	list = due_list(session->arena, session->book, DAY_NONE, session->today,
			&count);
	for (size_t i = 0; i < count; i++) {
		if (day_compare(list[i].day, closed) <= 0)
			continue;
		due_line_add(&recording->lines, session->journal,
			     session->programs, &list[i]);
		text_add_char(&recording->lines, '\n');
	}
	return STATUS_FINE;
}

static enum exit_status plan_bonus(struct recording *recording,
				   const void *options)
{
	const struct bonus_options *given = options;
	struct session *session = recording->session;
	struct text *lines = &recording->lines;

	if (given->due)
		return plan_due(recording);
	enum exit_status status =
		recording_find_member(recording, session->operands[0]);
	if (status != STATUS_FINE)
		return status;
	event_line_begin(lines, session, "bonus");
	event_line_add_word(lines, intern_text(&session->journal->members,
					       recording->member));
	event_line_add_word(lines, slice_from(session->operands[1]));
	event_line_finish(lines, session, recording->reference);
	return STATUS_FINE;
}

static enum exit_status bonus_run(struct session *session, const void *options)
{
	const struct bonus_options *given = options;

	if (given->due != (session->operand_count == 0) ||
	    session->operand_count == 1) {
		message_error(&session->terminal,
			      "name a member and an action, or give --due "
			      "alone");
		return STATUS_USAGE;
	}
	return recording_run(session, plan_bonus, options);
}

const struct command cmd_bonus = {
	.name = "bonus",
	.group = GROUP_RECORD,
	.summary = "give points for what a member did, or what fell due",
	.operands = "[MEMBER ACTION]",
	.operand_min = 0,
	.operand_max = 2,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = bonus_table,
	.options_size = sizeof(struct bonus_options),
	.examples = bonus_examples,
	.run = bonus_run,
};
