/*
 * pointbook fulfil: hand over what was asked for.
 */
#include "cmd/command.h"
#include "cmd/record_form.h"

static const struct record_form form = {
	.keyword = "fulfil",
	.parts = { PART_EVENT },
};

static const char *const fulfil_examples[] = {
	"fulfil R-1017",
	NULL,
};

static enum exit_status fulfil_run(struct session *session, const void *options)
{
	(void)options;
	return record_form_run(session, &form, NULL);
}

const struct command cmd_fulfil = {
	.name = "fulfil",
	.group = GROUP_RECORD,
	.summary = "hand over what was asked for",
	.operands = "REF",
	.operand_min = 1,
	.operand_max = 1,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.examples = fulfil_examples,
	.run = fulfil_run,
};
