/*
 * pointbook merge: make two accounts one.
 */
#include "cmd/command.h"
#include "cmd/record_form.h"

static const struct record_form form = {
	.keyword = "merge",
	.parts = { PART_MEMBER, PART_INTO },
	.why = WHY_OPTIONAL,
	.question = "that cannot be taken back: make them one?",
};

static const char *const merge_examples[] = {
	"merge M0012 into:M0120 --why 'two cards'",
	NULL,
};

static enum exit_status merge_run(struct session *session, const void *options)
{
	return record_form_run(session, &form, options);
}

const struct command cmd_merge = {
	.name = "merge",
	.group = GROUP_RECORD,
	.summary = "make two accounts one",
	.operands = "FROM into:TO",
	.operand_min = 2,
	.operand_max = 2,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = record_form_table,
	.options_size = sizeof(struct record_form_options),
	.examples = merge_examples,
	.run = merge_run,
};
