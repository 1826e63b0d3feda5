/*
 * pointbook cancel: take a redemption back.
 */
#include "cmd/command.h"
#include "cmd/record_form.h"

static const struct record_form form = {
	.keyword = "cancel",
	.parts = { PART_EVENT },
	.why = WHY_NEEDED,
};

static const char *const cancel_examples[] = {
	"cancel R-1014 --why 'does not come'",
	NULL,
};

static enum exit_status cancel_run(struct session *session, const void *options)
{
	return record_form_run(session, &form, options);
}

const struct command cmd_cancel = {
	.name = "cancel",
	.group = GROUP_RECORD,
	.summary = "take a redemption back",
	.operands = "REF",
	.operand_min = 1,
	.operand_max = 1,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = record_form_table,
	.options_size = sizeof(struct record_form_options),
	.examples = cancel_examples,
	.run = cancel_run,
};
