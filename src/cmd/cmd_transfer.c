/*
 * pointbook transfer: give points to another member.
 */
#include "cmd/command.h"
#include "cmd/record_form.h"

static const struct record_form form = {
	.keyword = "transfer",
	.parts = { PART_MEMBER, PART_OTHER, PART_WORD, PART_WORD },
	.why = WHY_OPTIONAL,
	.has_reference = true,
};

static const char *const transfer_examples[] = {
	"transfer M0001 M0012 +20 --why gift",
	NULL,
};

static enum exit_status transfer_run(struct session *session,
				     const void *options)
{
	return record_form_run(session, &form, options);
}

const struct command cmd_transfer = {
	.name = "transfer",
	.group = GROUP_RECORD,
	.summary = "give points to another member",
	.operands = "FROM TO POINTS [UNIT]",
	.operand_min = 3,
	.operand_max = 4,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = record_form_table,
	.options_size = sizeof(struct record_form_options),
	.examples = transfer_examples,
	.run = transfer_run,
};
