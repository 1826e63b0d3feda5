/*
 * pointbook leave: a member's account is closed for good. What is left in it
 * has to be forfeited, which is asked for by an option, never done silently.
 */
#include "base/arena.h"
#include "cmd/command.h"
#include "cmd/event_line.h"
#include "cmd/recording.h"
#include "cmd/session.h"
#include "cmd/status_line.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "report/event_words.h"

struct leave_options {
	const char *why;
	bool forfeit;
};

static const struct option leave_table[] = {
	{ "why", 0, OPTION_TEXT, "TEXT", NULL,
	  offsetof(struct leave_options, why), "the reason" },
	{ "forfeit", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct leave_options, forfeit),
	  "forfeit what is left in the account" },
	{ .name = NULL },
};

static const char *const leave_examples[] = {
	"leave M0012 --forfeit --why 'moved away'",
	NULL,
};

/* One line for each unit of which something is left. */
static void add_forfeits(struct recording *recording, struct slice id,
			 struct slice why)
{
	struct session *session = recording->session;
	const struct programs *programs = session->programs;
	struct text *lines = &recording->lines;

	for (size_t i = 0; i < programs->unit_count; i++) {
		const struct unit *unit = &programs->units[i];
		const struct account *account =
			book_account(session->book, recording->member, (int)i);

		if (!account || account->balance <= 0)
			continue;
		event_line_begin(lines, session, "expire");
		event_line_add_word(lines, id);
		text_add_char(lines, ' ');
		decimal_add_text(lines, -account->balance, unit->decimals,
				 false);
		event_line_add_word(lines, unit->name);
		event_line_add_text(lines, why);
		event_line_finish(
			lines, session,
			slice_from(arena_print(session->arena, "%.*s/%.*s",
					       SLICE_ARGS(recording->reference),
					       SLICE_ARGS(unit->name))));
	}
}

/* An account is not closed over points that nobody spoke of. */
static enum exit_status refuse_rest(struct recording *recording)
{
	struct session *session = recording->session;
	const struct book *book = session->book;
	const char *before = " has ";
	struct text text;

	text_init(&text, session->arena);
	event_words_add_member(&text, book, recording->member);
	for (size_t i = 0; i < book->programs->unit_count; i++) {
		const struct account *account =
			book_account(book, recording->member, (int)i);

		if (!account || account->balance <= 0)
			continue;
		text_add(&text, before);
		event_words_add_points(&text, book, (int)i, account->balance);
		before = ", ";
	}
	if (*before != ',')
		return STATUS_FINE;
	message_error(&session->terminal,
		      "%s; nothing was recorded: forfeit them with --forfeit, "
		      "or pass them on with 'pointbook transfer' before",
		      text.bytes);
	return STATUS_NO;
}

static enum exit_status plan_leave(struct recording *recording,
				   const void *options)
{
	const struct leave_options *given = options;
	struct session *session = recording->session;
	enum exit_status status =
		recording_find_member(recording, session->operands[0]);

	if (status != STATUS_FINE)
		return status;
	struct slice id =
		intern_text(&session->journal->members, recording->member);
	if (!status_line_is_known(recording, MEMBER_CLOSED))
		status_line_add(recording, MEMBER_CLOSED, given->why);
	if (!given->forfeit)
		return refuse_rest(recording);
	add_forfeits(recording, id,
		     slice_from(given->why ? given->why : "left"));
	return STATUS_FINE;
}

static enum exit_status leave_run(struct session *session, const void *options)
{
	return recording_run(session, plan_leave, options);
}

const struct command cmd_leave = {
	.name = "leave",
	.group = GROUP_RECORD,
	.summary = "close a member's account for good",
	.operands = "MEMBER",
	.operand_min = 1,
	.operand_max = 1,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = leave_table,
	.options_size = sizeof(struct leave_options),
	.examples = leave_examples,
	.run = leave_run,
};
