/*
 * pointbook block: let a member neither earn nor redeem.
 */
#include "cmd/command.h"
#include "cmd/status_line.h"

static const char *const block_examples[] = {
	"block M0012 --why 'card lost'",
	NULL,
};

static enum exit_status block_run(struct session *session, const void *options)
{
	return status_line_run(session, MEMBER_BLOCKED, options);
}

const struct command cmd_block = {
	.name = "block",
	.group = GROUP_RECORD,
	.summary = "let a member neither earn nor redeem",
	.operands = "MEMBER",
	.operand_min = 1,
	.operand_max = 1,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = status_line_table,
	.options_size = sizeof(struct status_line_options),
	.examples = block_examples,
	.run = block_run,
};
