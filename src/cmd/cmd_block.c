/*
 * pointbook block: let a member neither earn nor redeem.
 */
#include "cmd/command.h"
#include "cmd/record_form.h"

static const struct record_form form = {
	.keyword = "status",
	.parts = { PART_MEMBER },
	.word = "blocked",
	.why = WHY_OPTIONAL,
};

static const char *const block_examples[] = {
	"block M0012 --why 'card lost'",
	NULL,
};

static enum exit_status block_run(struct session *session, const void *options)
{
	return record_form_run(session, &form, options);
}

const struct command cmd_block = {
	.name = "block",
	.group = GROUP_RECORD,
	.summary = "let a member neither earn nor redeem",
	.operands = "MEMBER",
	.operand_min = 1,
	.operand_max = 1,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = record_form_table,
	.options_size = sizeof(struct record_form_options),
	.examples = block_examples,
	.run = block_run,
};
