/*
 * pointbook sale: a purchase at the counter. The rules compute its points;
 * --pay pays a part of it with points, in the same go.
 */
#include "base/arena.h"
#include "cmd/command.h"
#include "cmd/event_line.h"
#include "cmd/recording.h"
#include "cmd/session.h"
#include "journal/journal.h"
#include "rules/program.h"

struct sale_options {
	const char *pay;
	const char *reward;
	struct option_list items;
};

static const struct option sale_table[] = {
	{ "item", 0, OPTION_LIST, "[CATEGORY/]SKU:QUANTITY[:AMOUNT]", NULL,
	  offsetof(struct sale_options, items),
	  "what was bought; may be given again" },
	{ "pay", 0, OPTION_TEXT, "POINTS|MONEY", NULL,
	  offsetof(struct sale_options, pay),
	  "pay a part of it with so many points, or so much money in points" },
	{ "reward", 0, OPTION_TEXT, "REWARD", NULL,
	  offsetof(struct sale_options, reward),
	  "the reward of kind payment that --pay uses (pay)" },
	{ .name = NULL },
};

static const char *const sale_examples[] = {
	"sale M0012 4.50",
	"sale M0012 4.50 --store north --ref N1-20001",
	"sale M0120 7.00 --pay 50",
	"sale M0012 9.50 --item beans/BEANS-250:1:9.50 --dry-run",
	NULL,
};

static struct slice reward_of(const struct sale_options *given)
{
	return slice_from(given->reward ? given->reward : "pay");
}

/* True for `2.50EUR`, and for 2.50 where points have no such decimals. */
static bool is_money(const struct session *session,
		     const struct sale_options *given, struct slice amount)
{
	const struct program *program =
		programs_on(session->programs, session->today);
	int reward =
		program ? program_find_reward(program, reward_of(given)) : -1;
	size_t point = slice_find(amount, '.');

	for (size_t i = 0; i < amount.length; i++)
		if (amount.text[i] >= 'A' && amount.text[i] <= 'Z')
			return true;
	if (reward < 0 || point == amount.length)
		return false;
	return (int)(amount.length - point) - 1 >
	       session->programs->units[program->rewards[reward].unit].decimals;
}

/* What --pay says, as points or as money. */
static void add_amount(struct recording *recording,
		       const struct sale_options *given)
{
	struct session *session = recording->session;
	struct slice amount = slice_trim(slice_from(given->pay));

	if (is_money(session, given, amount))
		event_line_add_money(&recording->lines, session, amount);
	else
		event_line_add_word(
			&recording->lines,
			slice_from(arena_print(session->arena, "-%.*s",
					       SLICE_ARGS(amount))));
}

static void add_payment(struct recording *recording,
			const struct sale_options *given, struct slice id)
{
	struct session *session = recording->session;
	struct text *lines = &recording->lines;
	struct slice payment =
		slice_from(arena_print(session->arena, "%.*s/redeem",
				       SLICE_ARGS(recording->reference)));

	/* A sale that is recorded without its payment earned points for all of
	 * it, unless the writing of both was cut short: its points tell. */
	if (journal_find(session->journal, payment) == EVENT_NONE)
		recording->retried =
			journal_find(session->journal, recording->reference);
	event_line_begin(lines, session, "redeem");
	event_line_add_word(lines, id);
	event_line_add_word(lines, reward_of(given));
	add_amount(recording, given);
	event_line_add_value(lines, "on", recording->reference);
	event_line_finish(lines, session, payment);
}

static enum exit_status plan_sale(struct recording *recording,
				  const void *options)
{
	const struct sale_options *given = options;
	struct session *session = recording->session;
	struct text *lines = &recording->lines;
	enum exit_status status =
		recording_find_member(recording, session->operands[0]);

	if (status != STATUS_FINE)
		return status;
	struct slice id =
		intern_text(&session->journal->members, recording->member);
	event_line_begin(lines, session, "purchase");
	event_line_add_word(lines, id);
	if (session->operand_count > 1)
		event_line_add_money(lines, session,
				     slice_from(session->operands[1]));
	for (size_t i = 0; i < given->items.count; i++)
		event_line_add_value(lines, "item",
				     slice_from(given->items.values[i]));
	event_line_finish(lines, session, recording->reference);
	if (given->pay)
		add_payment(recording, given, id);
	return STATUS_FINE;
}

static enum exit_status sale_run(struct session *session, const void *options)
{
	return recording_run(session, plan_sale, options);
}

const struct command cmd_sale = {
	.name = "sale",
	.group = GROUP_RECORD,
	.summary = "record a purchase",
	.operands = "MEMBER [AMOUNT]",
	.operand_min = 1,
	.operand_max = 2,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = sale_table,
	.options_size = sizeof(struct sale_options),
	.examples = sale_examples,
	.notes = "Without AMOUNT it is a visit whose amount is not known. The "
		 "currency may be left out.",
	.run = sale_run,
};
