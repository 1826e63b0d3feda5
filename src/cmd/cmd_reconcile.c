/*
 * pointbook reconcile: the book against what others have; the command of its
 * parts.
 */
#include "cmd/reconcile_part.h"

static const struct command *const reconcile_parts[] = {
	&cmd_reconcile_till,
	&cmd_reconcile_balances,
	&cmd_reconcile_gl,
	NULL,
};

const struct command cmd_reconcile = {
	.name = "reconcile",
	.group = GROUP_CHECK,
	.summary = "compare the book with what others have",
	.operands = "WHAT FILE",
	.takes = TAKES_OUTPUT | TAKES_DRY_RUN,
	.parts = reconcile_parts,
};
