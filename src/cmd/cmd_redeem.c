/*
 * pointbook redeem: a reward, asked for and handed over in one go. What stands
 * in the way is said with the words of `rewards`.
 */
#include "base/arena.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/event_line.h"
#include "cmd/recording.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "engine/reach.h"
#include "journal/journal.h"
#include "report/event_words.h"

struct redeem_options {
	const char *points;
	const char *on;
};

static const struct option redeem_table[] = {
	{ "points", 0, OPTION_TEXT, "POINTS", NULL,
	  offsetof(struct redeem_options, points),
	  "so many, for a reward that is paid with" },
	{ "on", 0, OPTION_TEXT, "REF", NULL,
	  offsetof(struct redeem_options, on), "the sale it paid a part of" },
	{ .name = NULL },
};

static const char *const redeem_examples[] = {
	"redeem M0001 free-coffee",
	"redeem M0120 pay --points 50",
	NULL,
};

/* Why the member cannot have it, each reason with what is missing. */
static enum exit_status refuse(struct session *session,
			       const struct reach *reach, const char *reward)
{
	struct text text;

	text_init(&text, session->arena);
	for (int nth = 0; reach_reason_name(reach->reasons, nth); nth++)
		text_add_format(&text, "%s%s", nth > 0 ? ", " : "",
				reach_reason_name(reach->reasons, nth));
	if (reach->reasons & REACH_INSUFFICIENT) {
		int scale = session->programs->units[reach->unit].decimals;

		text_add(&text, ": ");
		decimal_add_text(&text, reach->available, scale, false);
		text_add(&text, " of ");
		event_words_add_points(&text, session->book, reach->unit,
				       reach->cost);
		text_add(&text, ", ");
		decimal_add_text(&text, reach->missing, scale, false);
		text_add(&text, " missing");
	}
	message_error(&session->terminal,
		      "%s; nothing was recorded: 'pointbook rewards' says what "
		      "'%s' needs",
		      text.bytes, reward);
	return STATUS_NO;
}

static enum exit_status check_reach(struct recording *recording,
				    const char *reward)
{
	struct session *session = recording->session;
	const struct program *program =
		programs_on(session->programs, session->book->as_of);
	int number =
		program ? program_find_reward(program, slice_from(reward)) : -1;
	struct reach reach;

	/* the replay says what is wrong with a name, or on another day */
	if (number < 0 || session->record.date ||
	    journal_find(session->journal, recording->reference) != EVENT_NONE)
		return STATUS_FINE;
	reach_find(session->book, recording->member, number, &reach);
	return reach.reasons ? refuse(session, &reach, reward) : STATUS_FINE;
}

static enum exit_status plan_redeem(struct recording *recording,
				    const void *options)
{
	const struct redeem_options *given = options;
	struct session *session = recording->session;
	struct text *lines = &recording->lines;
	enum exit_status status =
		recording_find_member(recording, session->operands[0]);

	if (status == STATUS_FINE)
		status = check_reach(recording, session->operands[1]);
	if (status != STATUS_FINE)
		return status;
	event_line_begin(lines, session, "redeem");
	event_line_add_word(lines, intern_text(&session->journal->members,
					       recording->member));
	event_line_add_word(lines, slice_from(session->operands[1]));
	if (given->points)
		event_line_add_word(
			lines, slice_from(arena_print(session->arena, "-%s",
						      given->points)));
	if (given->on)
		event_line_add_value(lines, "on", slice_from(given->on));
	event_line_finish(lines, session, recording->reference);
	return STATUS_FINE;
}

static enum exit_status redeem_run(struct session *session, const void *options)
{
	return recording_run(session, plan_redeem, options);
}

const struct command cmd_redeem = {
	.name = "redeem",
	.group = GROUP_RECORD,
	.summary = "hand a reward over",
	.operands = "MEMBER REWARD",
	.operand_min = 2,
	.operand_max = 2,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = redeem_table,
	.options_size = sizeof(struct redeem_options),
	.examples = redeem_examples,
	.run = redeem_run,
};
