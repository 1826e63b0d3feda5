/*
 * pointbook rules: what the programme allows; the command of its parts.
 */
#include "cmd/rules_part.h"

static const struct command *const rules_parts[] = {
	&cmd_rules_check, &cmd_rules_test, &cmd_rules_show,
	&cmd_rules_quote, &cmd_rules_edit, NULL,
};

const struct command cmd_rules = {
	.name = "rules",
	.group = GROUP_START,
	.summary = "check, test, show and change the rules",
	.operands = "PART",
	.takes = TAKES_OUTPUT | TAKES_DRY_RUN,
	.parts = rules_parts,
};
