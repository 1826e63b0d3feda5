/*
 * pointbook move: give a sale to the member it was of.
 */
#include "cmd/command.h"
#include "cmd/record_form.h"

static const struct record_form form = {
	.keyword = "move",
	.parts = { PART_EVENT, PART_OTHER },
	.why = WHY_NEEDED,
};

static const char *const move_examples[] = {
	"move N1-12817 M0012 --why 'her card'",
	NULL,
};

static enum exit_status move_run(struct session *session, const void *options)
{
	return record_form_run(session, &form, options);
}

const struct command cmd_move = {
	.name = "move",
	.group = GROUP_RECORD,
	.summary = "give a sale to the member it was of",
	.operands = "REF MEMBER",
	.operand_min = 2,
	.operand_max = 2,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = record_form_table,
	.options_size = sizeof(struct record_form_options),
	.examples = move_examples,
	.run = move_run,
};
