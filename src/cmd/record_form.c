/*
 * Operands in the order of the row; those that are left out at the end are
 * left out of the line.
 */
#include "cmd/record_form.h"

#include <string.h>

#include "base/arena.h"
#include "cmd/ask.h"
#include "cmd/command.h"
#include "cmd/event_line.h"
#include "cmd/find_member.h"
#include "cmd/recording.h"
#include "cmd/session.h"
#include "journal/journal.h"

const struct option record_form_table[] = {
	{ "why", 0, OPTION_TEXT, "TEXT", NULL,
	  offsetof(struct record_form_options, why), "the reason" },
	{ .name = NULL },
};

/* A form and the options it is filled with. */
struct filled {
	const struct record_form *form;
	const char *why;
};

static enum exit_status add_member(struct recording *recording,
				   const char *operand)
{
	enum exit_status status = recording_find_member(recording, operand);

	if (status == STATUS_FINE)
		event_line_add_word(
			&recording->lines,
			intern_text(&recording->session->journal->members,
				    recording->member));
	return status;
}

/* The other member of the line. */
static enum exit_status add_other(struct recording *recording,
				  const char *operand, const char *before)
{
	struct session *session = recording->session;
	uint32_t member;

	if (strncmp(operand, "into:", strlen("into:")) == 0)
		operand += strlen("into:");
	enum exit_status status =
		find_member_one(session, slice_from(operand), &member);
	if (status == STATUS_FINE)
		event_line_add_word(
			&recording->lines,
			slice_from(arena_print(
				session->arena, "%s%.*s", before,
				SLICE_ARGS(intern_text(
					&session->journal->members, member)))));
	return status;
}

static enum exit_status add_event(struct recording *recording,
				  const char *operand)
{
	struct session *session = recording->session;
	const struct journal *journal = session->journal;
	uint32_t number;
	enum exit_status status =
		recording_find_event(recording, operand, &number);

	if (status != STATUS_FINE)
		return status;
	const struct event *event = &journal->events[number];
	if (event->reference_length == 0) {
		message_error(&session->terminal,
			      "the line of '%s' has no reference: 'pointbook "
			      "fmt -i --fill' gives it one",
			      operand);
		return STATUS_NO;
	}
	if (event->member != INTERN_NONE)
		recording->member = event->member;
	event_line_add_word(&recording->lines, event_reference(journal, event));
	return STATUS_FINE;
}

static enum exit_status add_part(struct recording *recording,
				 enum record_part part, const char *operand)
{
	switch (part) {
	case PART_MEMBER:
		return add_member(recording, operand);
	case PART_OTHER:
		return add_other(recording, operand, "");
	case PART_INTO:
		return add_other(recording, operand, "into:");
	case PART_EVENT:
		return add_event(recording, operand);
	case PART_TEXT:
		event_line_add_text(&recording->lines, slice_from(operand));
		return STATUS_FINE;
	case PART_WORD:
	case PART_END:
		break;
	}
	event_line_add_word(&recording->lines, slice_from(operand));
	return STATUS_FINE;
}

/* Shows the line and asks, without the lock; then the command starts again. */
static enum exit_status ask_sure(struct recording *recording,
				 const char *question)
{
	struct session *session = recording->session;
	const struct text *lines = &recording->lines;

	if (!question || recording->is_sure || session->write.dry_run ||
	    session->global.yes || !ask_is_possible(session))
		return STATUS_FINE;
	session_unlock(session);
	message_note(&session->terminal, "%.*s", (int)lines->length - 1,
		     lines->bytes);
	enum exit_status status = ask_yes(session, question);

	recording->is_sure = status == STATUS_FINE;
	recording->starts_again = status == STATUS_FINE;
	return status == STATUS_FINE ? STATUS_DECLINED : status;
}

static enum exit_status plan_form(struct recording *recording,
				  const void *options)
{
	const struct filled *filled = options;
	const struct record_form *form = filled->form;
	struct session *session = recording->session;
	struct text *lines = &recording->lines;

	event_line_begin(lines, session, form->keyword);
	for (size_t i = 0; i < session->operand_count; i++) {
		enum exit_status status = add_part(recording, form->parts[i],
						   session->operands[i]);

		if (status != STATUS_FINE)
			return status;
	}
	if (form->word)
		event_line_add_word(lines, slice_from(form->word));
	if (filled->why)
		event_line_add_text(lines, slice_from(filled->why));
	event_line_finish(lines, session,
			  form->has_reference || session->record.ref
				  ? recording->reference
				  : (struct slice){ NULL, 0 });
	return ask_sure(recording, form->question);
}

enum exit_status record_form_run(struct session *session,
				 const struct record_form *form,
				 const struct record_form_options *options)
{
	struct filled filled = { form, options ? options->why : NULL };

	if (form->why == WHY_NEEDED && (!filled.why || !*filled.why)) {
		message_error(&session->terminal,
			      "'pointbook %s' needs a reason: give it with "
			      "--why",
			      session->command->name);
		return STATUS_USAGE;
	}
	return recording_run(session, plan_form, &filled);
}
