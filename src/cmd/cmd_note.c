/*
 * pointbook note: write something down about a member.
 */
#include "cmd/command.h"
#include "cmd/record_form.h"

static const struct record_form form = {
	.keyword = "note",
	.parts = { PART_MEMBER, PART_TEXT },
	.has_reference = true,
};

static const char *const note_examples[] = {
	"note M0012 'allergic to nuts'",
	"note M0012 'coffee was cold' --with '#complaint'",
	NULL,
};

static enum exit_status note_run(struct session *session, const void *options)
{
	(void)options;
	return record_form_run(session, &form, NULL);
}

const struct command cmd_note = {
	.name = "note",
	.group = GROUP_RECORD,
	.summary = "write something down about a member",
	.operands = "MEMBER TEXT",
	.operand_min = 2,
	.operand_max = 2,
	.takes = TAKES_DRY_RUN | TAKES_RECORD,
	.examples = note_examples,
	.run = note_run,
};
