/*
 * Sending and recording. `was_sent` of an item says that its line is, or is
 * about to be, in the book; an item that a mailer refused is marked in `failed`
 * until the next run.
 */
#include "cmd/letter_send.h"

#include "base/arena.h"
#include "cmd/command.h"
#include "cmd/helper.h"
#include "cmd/letter_files.h"
#include "cmd/record.h"
#include "cmd/session.h"
#include "journal/journal.h"

enum {
	BATCH = 20, /* letters between two writes */
	RUNNING = -1,
	TEMPORARY = 75 /* EX_TEMPFAIL of sysexits(3) */
};

/* Items that somebody else sent and recorded meanwhile. */
static void note_sent(struct letter_plan *plan, size_t first, size_t count)
{
	for (size_t i = first; i < first + count; i++)
		if (journal_find(plan->session->journal,
				 plan->items[i].reference) != EVENT_NONE)
			plan->items[i].was_sent = true;
}

static enum exit_status save(struct letter_plan *plan,
			     const struct record *record)
{
	struct session *session = plan->session;
	const char *paths = "";

	switch (record_save(session, record, &paths)) {
	case APPEND_RECORDED:
		message_detail(&session->terminal, 1, "recorded %zu %s in %s",
			       record->count,
			       record->count == 1 ? "line" : "lines", paths);
		return STATUS_FINE;
	case APPEND_NOT_RECORDED:
		return STATUS_ENVIRONMENT;
	case APPEND_UNKNOWN:
		return STATUS_UNKNOWN;
	case APPEND_CHANGED:
		break;
	}
	message_error(&session->terminal,
		      "somebody else changes the book all the time: what was "
		      "sent is not recorded");
	return STATUS_UNKNOWN;
}

enum exit_status letter_send_record(struct letter_plan *plan, size_t first,
				    size_t count)
{
	struct session *session = plan->session;
	struct record record = { NULL, NULL, 0 };
	enum exit_status status =
		session_reload(session, NEEDS_JOURNAL | NEEDS_LOCK);

	if (status != STATUS_FINE)
		return status;
	note_sent(plan, first, count);
	record.lines =
		arena_take_array(session->arena, count, sizeof(*record.lines));
	for (size_t i = first; i < first + count; i++) {
		struct letter_item *item = &plan->items[i];
		if (!letter_plan_is_ready(item))
			continue;
		record.lines[record.count++] =
			(struct record_line){ session->today, true,
					      letter_plan_line(plan, item) };
		item->was_sent = true;
	}
	if (record.count > 0)
		status = save(plan, &record);
	session_unlock(session);
	return status;
}

/* --- the mailer -------------------------------------------------------------*/

struct sending {
	struct letter_plan *plan;
	const char *mailer;
	size_t sent, refused;
};

/* True when the mailer took it; a refused one is not ready any more. */
static bool send_one(struct sending *sending, struct letter_item *item)
{
	struct letter_plan *plan = sending->plan;
	struct session *session = plan->session;
	struct slice from = plan->from.address;
	const char *words[] = { sending->mailer,
				"-i",
				"-t",
				"-f",
				arena_print(session->arena, "%.*s",
					    SLICE_ARGS(from)),
				NULL };
	int status = helper_feed(session->arena, words,
				 letter_files_mail(plan, item, false));

	if (status == 0) {
		sending->sent++;
		return true;
	}
	sending->refused++;
	item->state = CONTACT_BAD_ADDRESS;
	if (status == RUNNING)
		message_error(&session->terminal, "cannot run '%s'",
			      sending->mailer);
	else
		message_error(&session->terminal,
			      "the letter to '%.*s' was not sent: '%s' ended "
			      "with %d%s",
			      SLICE_ARGS(item->id), sending->mailer, status,
			      status == TEMPORARY ? ", so try again later"
						  : "");
	return false;
}

/* Sends the ready ones of a batch; records those that were taken. */
static enum exit_status send_batch(struct sending *sending, size_t first,
				   size_t count)
{
	struct letter_plan *plan = sending->plan;
	size_t taken = 0;

	for (size_t i = first; i < first + count; i++)
		if (letter_plan_is_ready(&plan->items[i]))
			taken += send_one(sending, &plan->items[i]);
	return taken == 0 ? STATUS_FINE
			  : letter_send_record(plan, first, count);
}

enum exit_status letter_send_all(struct letter_plan *plan, const char *mailer)
{
	struct session *session = plan->session;
	struct sending sending = { .plan = plan, .mailer = mailer };
	enum exit_status status = STATUS_FINE;

	for (size_t i = 0; i < plan->count && status == STATUS_FINE;
	     i += BATCH) {
		size_t left = plan->count - i;
		size_t count = left < BATCH ? left : BATCH;
		if (i > 0)
			note_sent(plan, i, count);
		status = send_batch(&sending, i, count);
	}
	message_note(&session->terminal, "sent %zu %s", sending.sent,
		     sending.sent == 1 ? "letter" : "letters");
	if (status == STATUS_FINE && sending.refused > 0)
		return STATUS_ENVIRONMENT;
	return status;
}
