/*
 * pointbook letter: what members are told. Without a place for them the
 * letters are listed; -o writes them as files, --outbox as mails for another
 * program to send, --send hands them to a mailer. Whatever goes out is
 * recorded, so that it goes out once.
 */
#include <stddef.h>

#include "base/arena.h"
#include "cmd/ask.h"
#include "cmd/command.h"
#include "cmd/helper.h"
#include "cmd/letter_files.h"
#include "cmd/letter_plan.h"
#include "cmd/letter_send.h"
#include "cmd/session.h"
#include "report/render.h"
#include "report/report_letter.h"
#include "report/sink.h"
#include "report/table.h"

struct letter_options {
	struct span within;
	const char *outbox;
	const char *mailer;
	bool sms;
	bool merge;
	bool send;
	bool record;
	bool pdf;
};

static const struct option letter_table[] = {
	{ "outbox", 0, OPTION_FILE, "DIR", NULL,
	  offsetof(struct letter_options, outbox),
	  "write the mails into a folder, and record them as sent" },
	{ "send", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct letter_options, send),
	  "hand the mails to the mailer, and record them as sent" },
	{ "mailer", 0, OPTION_FILE, "PROGRAM", NULL,
	  offsetof(struct letter_options, mailer),
	  "the mailer; sendmail, or a program called like it" },
	{ "sms", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct letter_options, sms),
	  "short messages instead of mails, as rows" },
	{ "merge", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct letter_options, merge),
	  "rows with the fields for a mail merge" },
	{ "record", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct letter_options, record),
	  "record those listed as ready as sent" },
	{ "pdf", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct letter_options, pdf),
	  "with -o DIR: also a PDF of each" },
	{ "within", 0, OPTION_SPAN, "SPAN", NULL,
	  offsetof(struct letter_options, within),
	  "how far expiring and birthday look ahead" },
	{ 0 },
};

static const char *const letter_examples[] = {
	"letter statement",
	"letter statement tier:gold -o letters",
	"letter expiring --outbox outbox",
	"letter birthday --sms -O csv",
	NULL,
};

/* --- what is asked ----------------------------------------------------------*/

/* -o names a folder, not the file of a table. */
static bool is_folder(const struct session *session)
{
	const char *path = session->output_options.output;

	return path != NULL && session->output_options.format < 0 &&
	       !slice_is(slice_from(path), "-") &&
	       render_find_file(slice_from(path)) == NULL;
}

static enum exit_status check_options(struct session *session,
				      const struct letter_options *given)
{
	int places = (given->outbox != NULL) + given->send +
		     (session->output_options.output != NULL);
	const char *wrong = NULL;

	if (places > 1)
		wrong = "-o, --outbox and --send are three ways: choose one";
	else if (given->sms &&
		 (given->send || given->outbox != NULL || is_folder(session)))
		wrong = "short messages are rows for another program to send: "
			"name a file such as -o sms.csv";
	else if (given->pdf && !is_folder(session))
		wrong = "--pdf needs the folder of -o";
	else if (given->record &&
		 (given->send || given->outbox != NULL || is_folder(session)))
		wrong = "--record is for lists: --outbox and --send record by "
			"themselves, and what -o writes may not have gone out";
	else if (given->mailer != NULL && !given->send)
		wrong = "--mailer needs --send";
	if (wrong == NULL)
		return STATUS_FINE;
	message_error(&session->terminal, "%s", wrong);
	return STATUS_USAGE;
}

static enum exit_status check_sender(const struct letter_plan *plan)
{
	if (plan->from.address.length > 0)
		return STATUS_FINE;
	message_error(&plan->session->terminal,
		      "the rules name no sender that mail can come from: write "
		      "messages: {from: \"The shop <club@example.org>\"} into "
		      "them");
	return STATUS_NO;
}

/* --- doing it ---------------------------------------------------------------*/

static enum exit_status list(struct letter_plan *plan)
{
	struct session *session = plan->session;

	if (session_format(session) == NULL)
		return STATUS_USAGE;
	struct table *table =
		session_table(session, plan->is_merge ? &report_letter_merge
						      : &report_letter);
	if (table == NULL)
		return STATUS_ENVIRONMENT;
	for (size_t i = 0; i < plan->count; i++) {
		if (plan->is_merge)
			report_letter_merge_add(table, &plan->items[i]);
		else
			report_letter_add(table, &plan->items[i],
					  plan->channel);
	}
	return STATUS_FINE;
}

/* The lines that would be recorded. */
static enum exit_status show_lines(struct letter_plan *plan)
{
	struct sink *sink = session_sink(plan->session);

	if (sink == NULL)
		return STATUS_ENVIRONMENT;
	for (size_t i = 0; i < plan->count; i++) {
		if (!letter_plan_is_ready(&plan->items[i]))
			continue;
		sink_add_slice(sink, letter_plan_line(plan, &plan->items[i]));
		sink_add_char(sink, '\n');
	}
	return STATUS_FINE;
}

/* Why some get none, in one line. */
static void say_others(const struct letter_plan *plan)
{
	size_t counts[CONTACT_BAD_ADDRESS + 1] = { 0 };
	size_t sent = 0;

	for (size_t i = 0; i < plan->count; i++) {
		if (plan->items[i].was_sent)
			sent++;
		else
			counts[plan->items[i].state]++;
	}
	message_note(&plan->session->terminal,
		     "%zu ready, %zu sent before, %zu without consent, %zu "
		     "without an address, %zu with a wrong address",
		     counts[CONTACT_READY], sent, counts[CONTACT_NO_CONSENT],
		     counts[CONTACT_NO_ADDRESS], counts[CONTACT_BAD_ADDRESS]);
}

static enum exit_status fill_outbox(struct letter_plan *plan,
				    const char *folder)
{
	size_t count = letter_plan_ready(plan);
	enum exit_status status = check_sender(plan);

	if (status != STATUS_FINE)
		return status;
	say_others(plan);
	status = letter_files_outbox(plan, folder);
	if (status == STATUS_FINE && count > 0)
		status = letter_send_record(plan, 0, plan->count);
	if (status == STATUS_FINE)
		message_note(&plan->session->terminal, "wrote %zu %s to %s",
			     count, count == 1 ? "letter" : "letters", folder);
	return status;
}

static enum exit_status send(struct letter_plan *plan, const char *mailer)
{
	struct session *session = plan->session;
	size_t count = letter_plan_ready(plan);
	enum exit_status status = check_sender(plan);

	if (status != STATUS_FINE)
		return status;
	say_others(plan);
	if (count == 0)
		return STATUS_FINE;
	if (slice_find(slice_from(mailer), '/') == slice_from(mailer).length &&
	    helper_find(session->arena, mailer) == NULL) {
		message_error(&session->terminal,
			      "'%s' is not installed: name a mailer with "
			      "--mailer, or write the letters with --outbox",
			      mailer);
		return STATUS_ENVIRONMENT;
	}
	status = ask_yes(session,
			 arena_print(session->arena, "send %zu %s?", count,
				     count == 1 ? "letter" : "letters"));
	return status == STATUS_FINE ? letter_send_all(plan, mailer) : status;
}

static enum exit_status write_folder(struct letter_plan *plan, bool pdf)
{
	const char *folder = plan->session->output_options.output;
	enum exit_status status = letter_files_write(plan, folder, pdf);

	if (status == STATUS_FINE)
		message_note(&plan->session->terminal, "wrote %zu %s to %s",
			     plan->count,
			     plan->count == 1 ? "letter" : "letters", folder);
	return status;
}

static enum exit_status letter_run(struct session *session, const void *options)
{
	const struct letter_options *given = options;
	bool records = given->send || given->outbox != NULL || given->record;
	struct letter_plan plan = {
		.session = session,
		.name = session->operands[0],
		.channel = given->sms ? CONTACT_SMS : CONTACT_EMAIL,
		.is_merge = given->merge,
		.days = -1,
	};
	enum exit_status status = check_options(session, given);

	if (given->within.count >= 0)
		plan.days = day_difference(
			session->today,
			day_add_span(session->today, given->within));
	if (status == STATUS_FINE)
		status = letter_plan_make(&plan);
	if (status != STATUS_FINE)
		return status;
	if (session->write.dry_run && records)
		return show_lines(&plan);
	if (given->outbox != NULL)
		return fill_outbox(&plan, given->outbox);
	if (given->send)
		return send(&plan,
			    given->mailer == NULL ? "sendmail" : given->mailer);
	if (is_folder(session))
		return write_folder(&plan, given->pdf);
	status = list(&plan);
	if (status == STATUS_FINE && given->record)
		status = letter_send_record(&plan, 0, plan.count);
	return status;
}

const struct command cmd_letter = {
	.name = "letter",
	.group = GROUP_TALK,
	.summary = "statements and other letters to members",
	.operands = "TEMPLATE [QUERY]...",
	.operand_min = 1,
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_QUERY | TAKES_PERIOD | TAKES_OUTPUT | TAKES_DRY_RUN |
		 TAKES_FOLDER,
	.options = letter_table,
	.options_size = sizeof(struct letter_options),
	.examples = letter_examples,
	.notes =
		"TEMPLATE is statement, expiring, birthday, drifting, request, "
		"or a name under `messages: templates:` of the rules.",
	.run = letter_run,
};
