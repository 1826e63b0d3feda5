/*
 * pointbook adjustments: every change by hand of a period, for somebody else
 * to review.
 */
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "report/report_adjustments.h"
#include "report/table.h"

static const char *const adjustments_examples[] = {
	"adjustments -p 2026-10",
	"adjustments -p 2026 staff:rosa",
	NULL,
};

/* "+340 -25 point; +2 stamp" */
static void say_sums(struct session *session,
		     const struct report_adjustments_sum *sums, size_t lacking)
{
	struct text text;

	text_init(&text, session->arena);
	for (int i = 0; i < UNITS_MAX; i++) {
		const struct unit *unit = &session->programs->units[i];

		if (sums[i].given == 0 && sums[i].taken == 0)
			continue;
		text_add(&text, text.length > 0 ? "; " : "");
		decimal_add_text(&text, sums[i].given, unit->decimals, true);
		text_add_char(&text, ' ');
		decimal_add_text(&text, sums[i].taken, unit->decimals, false);
		text_add_format(&text, " %.*s", SLICE_ARGS(unit->name));
	}
	if (text.length > 0)
		message_note(&session->terminal, "given and taken: %.*s",
			     (int)text.length, text.bytes);
	if (lacking > 0)
		message_note(&session->terminal, "%zu without a reason",
			     lacking);
}

static enum exit_status adjustments_run(struct session *session,
					const void *options)
{
	struct report_adjustments_sum *sums =
		arena_take_array(session->arena, UNITS_MAX, sizeof(*sums));
	size_t lacking;
	struct report_scope scope;
	struct table *table;
	enum exit_status status =
		look_begin(session, &report_adjustments, &scope, &table);

	(void)options;
	if (status != STATUS_FINE)
		return status;
	lacking = report_adjustments_rows(&scope, table, sums);
	say_sums(session, sums, lacking);
	return STATUS_FINE;
}

const struct command cmd_adjustments = {
	.name = "adjustments",
	.group = GROUP_CHECK,
	.summary = "every change by hand: who, why, how much",
	.operands = "[QUERY]...",
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_QUERY | TAKES_PERIOD | TAKES_OUTPUT,
	.needs = NEEDS_POSTINGS | READS_ONLY,
	.examples = adjustments_examples,
	.run = adjustments_run,
};
