/*
 * pointbook reject: turn a request down.
 */
#include "cmd/command.h"
#include "cmd/record_form.h"

static const struct record_form form = {
	.keyword = "reject",
	.parts = { PART_EVENT },
	.why = WHY_NEEDED,
};

static const char *const reject_examples[] = {
	"reject R-1014 --why 'the desk is taken'",
	NULL,
};

static enum exit_status reject_run(struct session *session, const void *options)
{
	return record_form_run(session, &form, options);
}

const struct command cmd_reject = {
	.name = "reject",
	.group = GROUP_RECORD,
	.summary = "turn a request down",
	.operands = "REF",
	.operand_min = 1,
	.operand_max = 1,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = record_form_table,
	.options_size = sizeof(struct record_form_options),
	.examples = reject_examples,
	.run = reject_run,
};
