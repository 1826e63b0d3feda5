/*
 * pointbook request: ask for a reward, and reserve its points.
 */
#include "cmd/command.h"
#include "cmd/record_form.h"

static const struct record_form form = {
	.keyword = "request",
	.parts = { PART_MEMBER, PART_WORD },
	.has_reference = true,
};

static const char *const request_examples[] = {
	"request M0001 free-coffee",
	NULL,
};

static enum exit_status request_run(struct session *session,
				    const void *options)
{
	(void)options;
	return record_form_run(session, &form, NULL);
}

const struct command cmd_request = {
	.name = "request",
	.group = GROUP_RECORD,
	.summary = "ask for a reward, and reserve its points",
	.operands = "MEMBER REWARD",
	.operand_min = 2,
	.operand_max = 2,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.examples = request_examples,
	.run = request_run,
};
