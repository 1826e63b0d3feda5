/*
 * pointbook stock: put rewards on the shelf, or take them off.
 */
#include "cmd/command.h"
#include "cmd/record_form.h"

static const struct record_form form = {
	.keyword = "stock",
	.parts = { PART_WORD, PART_WORD },
	.why = WHY_OPTIONAL,
	.has_reference = true,
};

static const char *const stock_examples[] = {
	"stock mug +12 --why delivery",
	NULL,
};

static enum exit_status stock_run(struct session *session, const void *options)
{
	return record_form_run(session, &form, options);
}

const struct command cmd_stock = {
	.name = "stock",
	.group = GROUP_RECORD,
	.summary = "put rewards on the shelf, or take them off",
	.operands = "REWARD COUNT",
	.operand_min = 2,
	.operand_max = 2,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.options = record_form_table,
	.options_size = sizeof(struct record_form_options),
	.examples = stock_examples,
	.run = stock_run,
};
