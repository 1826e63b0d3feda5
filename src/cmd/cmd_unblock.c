/*
 * pointbook unblock: let a blocked member earn and redeem again.
 */
#include "cmd/command.h"
#include "cmd/status_line.h"

static const char *const unblock_examples[] = {
	"unblock M0012 --why 'card found'",
	NULL,
};

static enum exit_status unblock_run(struct session *session,
				    const void *options)
{
	return status_line_run(session, MEMBER_ACTIVE, options);
}

const struct command cmd_unblock = {
	.name = "unblock",
	.group = GROUP_RECORD,
	.summary = "let a blocked member earn and redeem again",
	.operands = "MEMBER",
	.operand_min = 1,
	.operand_max = 1,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = status_line_table,
	.options_size = sizeof(struct status_line_options),
	.examples = unblock_examples,
	.run = unblock_run,
};
