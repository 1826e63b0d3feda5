/*
 * pointbook verify: computes every seal of the book again, from the text of
 * its lines, the rules and the balances, and checks who signed it.
 */
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/pseudonyms.h"
#include "cmd/seal_findings.h"
#include "cmd/seal_sign.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "report/report_verify.h"
#include "report/table.h"
#include "value/seal_check.h"
#include "value/seals.h"

struct verify_options {
	const char *signers;
};

static const struct option verify_table[] = {
	{ "signers", 0, OPTION_FILE, "FILE", NULL,
	  offsetof(struct verify_options, signers),
	  "who may sign: allowed signers, as ssh-keygen has them" },
	{ .name = NULL },
};

static const char *const verify_examples[] = {
	"verify",
	"verify -O csv",
	NULL,
};

/* Whose signature the row's seal bears; says on stderr what is wrong. */
static void check_signature(struct session *session, const char *signers,
			    struct verify_row *row)
{
	const struct event *event = &session->journal->events[row->seal->event];
	const char *who;

	if (row->seal->reopened != EVENT_NONE)
		return;
	if (!event_attribute(session->journal, event, KEY_SIGNATURE)) {
		row->is_forged = signers != NULL;
		if (signers)
			message_error(&session->terminal,
				      "the seal of %.*s is not signed",
				      SLICE_ARGS(row->seal->name));
		return;
	}
	row->is_forged = !seal_sign_check(session, event, signers, &who);
	if (row->is_forged)
		message_error(&session->terminal,
			      "the signature of %.*s does not count: %s",
			      SLICE_ARGS(row->seal->name), who);
	else
		row->signed_by = who;
}

static void say_found(struct session *session, const struct diagnostics *found)
{
	struct text text;

	text_init(&text, session->arena);
	for (const struct diagnostic *one = found->first; one; one = one->next)
		diagnostic_print(&text, one, session->terminal.error_colour);
	message_print(&text);
}

static enum exit_status verify_run(struct session *session, const void *options)
{
	const struct verify_options *given = options;
	struct diagnostics found;
	struct seals seals;
	bool is_good = true;
	enum exit_status status = pseudonyms_refuse(
		session, "a seal covers the lines as they are");

	if (status != STATUS_FINE)
		return status;
	seals_find(session->arena, session->journal, &seals);
	struct seal_state *states = seal_check_all(
		session->arena, session->journal, session->programs, &seals);
	seal_check_points(session->arena, session->book, &seals, states);
	struct table *table = session_table(session, &report_verify);
	if (!table)
		return STATUS_ENVIRONMENT;
	for (size_t i = 0; i < seals.count; i++) {
		struct verify_row row = { .seal = &seals.list[i],
					  .state = &states[i] };

		check_signature(session, given->signers, &row);
		report_verify_add(table, session->journal, &row);
		is_good &= !row.is_forged &&
			   !(states[i].faults & ~(unsigned)SEAL_UNPROVEN);
	}
	diagnostics_init(&found, session->arena);
	seal_findings_add(session, &seals, states, &found);
	say_found(session, &found);
	if (seals.count == 0)
		message_note(&session->terminal, "no period is closed");
	return is_good ? STATUS_FINE : STATUS_NO;
}

const struct command cmd_verify = {
	.name = "verify",
	.group = GROUP_CHECK,
	.summary = "compute every seal again",
	.takes = TAKES_OUTPUT,
	.needs = NEEDS_MOVES,
	.options = verify_table,
	.options_size = sizeof(struct verify_options),
	.examples = verify_examples,
	.notes = "Exit status 1: a seal does not hold.",
	.run = verify_run,
};
