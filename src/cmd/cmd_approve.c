/*
 * pointbook approve: approve a request.
 */
#include "cmd/command.h"
#include "cmd/record_form.h"

static const struct record_form form = {
	.keyword = "approve",
	.parts = { PART_EVENT },
};

static const char *const approve_examples[] = {
	"approve R-1014 --staff rosa",
	NULL,
};

static enum exit_status approve_run(struct session *session,
				    const void *options)
{
	(void)options;
	return record_form_run(session, &form, NULL);
}

const struct command cmd_approve = {
	.name = "approve",
	.group = GROUP_RECORD,
	.summary = "approve a request",
	.operands = "REF",
	.operand_min = 1,
	.operand_max = 1,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.examples = approve_examples,
	.run = approve_run,
};
