/*
 * pointbook undo: an event was a mistake. Nothing is deleted: a `void` line
 * takes back from its day on all that the event did.
 */
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/event_line.h"
#include "cmd/recording.h"
#include "cmd/session.h"
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

static enum exit_status plan_undo(struct recording *recording,
				  const void *options)
{
	const struct undo_options *given = options;
	struct session *session = recording->session;
	const struct journal *journal = session->journal;
	struct text *lines = &recording->lines;
	uint32_t number;
	enum exit_status status =
		recording_find_event(recording, session->operands[0], &number);

	if (status != STATUS_FINE)
		return status;
	const struct event *event = &journal->events[number];
	if (event->reference_length == 0) {
		message_error(&session->terminal,
			      "the line of '%s' has no reference: run "
			      "'pointbook fmt -i --fill' first",
			      session->operands[0]);
		return STATUS_NO;
	}
	if (event->member != INTERN_NONE)
		recording->member = event->member;
	event_line_begin(lines, session, "void");
	event_line_add_word(lines, event_reference(journal, event));
	event_line_add_text(lines,
			    slice_from(given->why ? given->why : "undone"));
	event_line_finish(lines, session,
			  session->record.ref ? recording->reference
					      : (struct slice){ NULL, 0 });
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
	.operands = "REF",
	.operand_min = 1,
	.operand_max = 1,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = undo_table,
	.options_size = sizeof(struct undo_options),
	.examples = undo_examples,
	.run = undo_run,
};
