/*
 * pointbook unblock: let a blocked member earn and redeem again.
 */
#include "cmd/command.h"
#include "cmd/record_form.h"

static const struct record_form form = {
	.keyword = "status",
	.parts = { PART_MEMBER },
	.word = "active",
	.why = WHY_OPTIONAL,
};

static const char *const unblock_examples[] = {
	"unblock M0012 --why 'card found'",
	NULL,
};

static enum exit_status unblock_run(struct session *session,
				    const void *options)
{
	return record_form_run(session, &form, options);
}

const struct command cmd_unblock = {
	.name = "unblock",
	.group = GROUP_RECORD,
	.summary = "let a blocked member earn and redeem again",
	.operands = "MEMBER",
	.operand_min = 1,
	.operand_max = 1,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = record_form_table,
	.options_size = sizeof(struct record_form_options),
	.examples = unblock_examples,
	.run = unblock_run,
};
