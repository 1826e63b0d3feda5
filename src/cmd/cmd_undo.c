/*
 * pointbook undo: an event was a mistake. Nothing is deleted: a `void` line
 * takes back from its day on all that the event did.
 */
#include "base/arena.h"
#include "base/text.h"
#include "cmd/ask.h"
#include "cmd/command.h"
#include "cmd/event_line.h"
#include "cmd/last_event.h"
#include "cmd/recording.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "journal/journal.h"

struct undo_options {
	const char *why;
};

static const struct option undo_table[] = {
	{ "why", 0, OPTION_TEXT, "TEXT", NULL,
	  offsetof(struct undo_options, why), "the reason (undone)" },
	{ .name = NULL },
};

static const char *const undo_examples[] = {
	"undo N1-12817 --why 'rang up twice'",
	"undo N1-12817 --dry-run",
	NULL,
};

/* ---- the last event of this terminal ----------------------------------------*/

/* Shows the line and asks, without the lock; then the command starts again. */
static enum exit_status confirm(struct recording *recording, struct slice line)
{
	struct session *session = recording->session;

	if (recording->is_confirmed)
		return STATUS_FINE;
	message_note(&session->terminal, "%.*s", SLICE_ARGS(line));
	recording->is_confirmed = true;
	if (session->write.dry_run || session->global.yes)
		return STATUS_FINE;
	session_unlock(session);
	enum exit_status status = ask_yes(session, "take it back?");

	recording->is_confirmed = status == STATUS_FINE;
	recording->starts_again = status == STATUS_FINE;
	return status == STATUS_FINE ? STATUS_DECLINED : status;
}

static enum exit_status find_last(struct recording *recording,
				  const char **reference)
{
	struct session *session = recording->session;
	struct last_event last;

	if (!last_event_find(session, &last)) {
		message_error(&session->terminal,
			      "nothing is known of this terminal: name the "
			      "event by its reference, which 'pointbook "
			      "history' shows");
		return STATUS_USAGE;
	}
	if (last.reference.length == 0) {
		message_error(&session->terminal,
			      "what was recorded here last has no reference "
			      "to be taken back by: %.*s",
			      SLICE_ARGS(last.line));
		return STATUS_NO;
	}
	*reference = arena_copy(session->arena, last.reference.text,
				last.reference.length);
	return confirm(recording, last.line);
}

/* ---- taking it back ---------------------------------------------------------*/

static void add_void(struct recording *recording, uint32_t number,
		     struct slice why)
{
	struct session *session = recording->session;
	const struct journal *journal = session->journal;
	struct text *lines = &recording->lines;

	event_line_begin(lines, session, "void");
	event_line_add_word(lines,
			    event_reference(journal, &journal->events[number]));
	event_line_add_text(lines, why);
	event_line_finish(lines, session,
			  session->record.ref ? recording->reference
					      : (struct slice){ NULL, 0 });
}

/* A sale is taken back with what it was paid with. */
static void add_payments(struct recording *recording, uint32_t sale,
			 struct slice why)
{
	const struct book *book = recording->session->book;

	for (size_t i = 0; i < book->redemption_count; i++) {
		const struct redemption *redemption = &book->redemptions[i];
		const struct event *event =
			&book->journal->events[redemption->event];

		if (redemption->sale == sale && event->reference_length > 0 &&
		    redemption->ended_by == NONE)
			add_void(recording, redemption->event, why);
	}
}

static enum exit_status plan_undo(struct recording *recording,
				  const void *options)
{
	const struct undo_options *given = options;
	struct session *session = recording->session;
	struct slice why = slice_from(given->why ? given->why : "undone");
	const char *operand =
		session->operand_count > 0 ? session->operands[0] : NULL;
	uint32_t number = EVENT_NONE;
	enum exit_status status =
		operand ? STATUS_FINE : find_last(recording, &operand);

	if (status == STATUS_FINE)
		status = recording_find_event(recording, operand, &number);
	if (status != STATUS_FINE)
		return status;
	const struct event *event = &session->journal->events[number];
	if (event->reference_length == 0) {
		message_error(&session->terminal,
			      "the line of '%s' has no reference: run "
			      "'pointbook fmt -i --fill' first",
			      operand);
		return STATUS_NO;
	}
	if (event->member != INTERN_NONE)
		recording->member = event->member;
	if (!session->record.ref)
		add_payments(recording, number, why);
	add_void(recording, number, why);
	return STATUS_FINE;
}

static enum exit_status undo_run(struct session *session, const void *options)
{
	return recording_run(session, plan_undo, options);
}

const struct command cmd_undo = {
	.name = "undo",
	.group = GROUP_RECORD,
	.summary = "take an event back",
	.operands = "[REF]",
	.operand_min = 0,
	.operand_max = 1,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = undo_table,
	.options_size = sizeof(struct undo_options),
	.examples = undo_examples,
	.notes = "Without REF it is what was recorded last in this terminal, "
		 "which is shown and asked for first.",
	.run = undo_run,
};
