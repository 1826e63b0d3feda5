/*
 * pointbook refund: goods came back. Of a sale that is named, so that what it
 * earned is taken back to the last point, and no more than it sold.
 */
#include "base/arena.h"
#include "base/currency.h"
#include "cmd/command.h"
#include "cmd/event_line.h"
#include "cmd/recording.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "journal/journal.h"

static const char *const refund_examples[] = {
	"refund N1-12817",
	"refund N1-12817 3.40 --staff rosa",
	NULL,
};

/* The sale of a reference. */
static enum exit_status find_sale(struct recording *recording, const char *word,
				  const struct event **sale)
{
	struct session *session = recording->session;
	const struct journal *journal = session->journal;
	uint32_t number;
	enum exit_status status =
		recording_find_event(recording, word, &number);

	if (status != STATUS_FINE)
		return status;
	*sale = &journal->events[number];
	if ((*sale)->kind == EVENT_PURCHASE &&
	    (*sale)->currency != CURRENCY_NONE)
		return STATUS_FINE;
	message_error(&session->terminal,
		      "'%s' is no sale with an amount: name the receipt that "
		      "the goods were bought with",
		      word);
	return STATUS_NO;
}

/* What is left of the sale to be refunded. */
static int64_t money_left(const struct book *book, const struct event *sale)
{
	uint32_t number = (uint32_t)(sale - book->journal->events);
	uint32_t record = book->effects[number].extra;

	return sale->money -
	       (record == NONE ? 0 : book->sales[record].refunded);
}

static enum exit_status plan_refund(struct recording *recording,
				    const void *options)
{
	struct session *session = recording->session;
	const struct journal *journal = session->journal;
	struct text *lines = &recording->lines;
	const struct event *sale;
	enum exit_status status =
		find_sale(recording, session->operands[0], &sale);

	(void)options;
	if (status != STATUS_FINE)
		return status;
	uint32_t known = journal_find(journal, recording->reference);
	int64_t left = known == EVENT_NONE ? money_left(session->book, sale)
					   : journal->events[known].money;
	if (left <= 0 && session->operand_count == 1) {
		message_error(&session->terminal,
			      "'%s' is refunded already, all of it: nothing "
			      "was recorded",
			      session->operands[0]);
		return STATUS_NO;
	}
	recording->member = sale->member;
	event_line_begin(lines, session, "refund");
	event_line_add_word(lines, event_member(journal, sale));
	if (session->operand_count > 1) {
		event_line_add_money(lines, session,
				     slice_from(session->operands[1]));
	} else {
		text_add_char(lines, ' ');
		decimal_add_text(lines, left, currency_scale(sale->currency),
				 false);
		text_add_format(lines, " %s", currency_code(sale->currency));
	}
	event_line_add_value(lines, "of", event_reference(journal, sale));
	event_line_finish(lines, session, recording->reference);
	return STATUS_FINE;
}

static enum exit_status refund_run(struct session *session, const void *options)
{
	return recording_run(session, plan_refund, options);
}

const struct command cmd_refund = {
	.name = "refund",
	.group = GROUP_RECORD,
	.summary = "goods of a sale came back",
	.operands = "REF [AMOUNT]",
	.operand_min = 1,
	.operand_max = 2,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.examples = refund_examples,
	.notes = "Without AMOUNT all that is left of the sale.",
	.run = refund_run,
};
