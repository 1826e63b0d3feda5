/*
 * pointbook tier: give a member a level by hand.
 */
#include "cmd/command.h"
#include "cmd/record_form.h"

static const struct record_form form = {
	.keyword = "tier",
	.parts = { PART_MEMBER, PART_WORD },
	.why = WHY_NEEDED,
};

static const char *const tier_examples[] = {
	"tier M0012 gold --why 'opened the second shop with us'",
	NULL,
};

static enum exit_status tier_run(struct session *session, const void *options)
{
	return record_form_run(session, &form, options);
}

const struct command cmd_tier = {
	.name = "tier",
	.group = GROUP_RECORD,
	.summary = "give a member a level by hand",
	.operands = "MEMBER LEVEL",
	.operand_min = 2,
	.operand_max = 2,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = record_form_table,
	.options_size = sizeof(struct record_form_options),
	.examples = tier_examples,
	.run = tier_run,
};
