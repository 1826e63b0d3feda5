/*
 * pointbook doctor: whether everything around the book is in order.
 */
#include "cmd/book_path.h"
#include "cmd/checkup.h"
#include "cmd/command.h"
#include "cmd/session.h"
#include "report/table.h"

struct doctor_options {
	bool fix;
};

static const struct option doctor_table[] = {
	{ "fix", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct doctor_options, fix),
	  "mend what can be mended without a question" },
	{ 0 },
};

static const char *const doctor_examples[] = {
	"doctor",
	"doctor --fix",
	NULL,
};

static enum exit_status look_at_book(struct checkup *checkup)
{
	struct session *session = checkup->session;

	if (book_path_find(session->arena, &session->global.files).count == 0) {
		checkup_add(checkup, "book", DOCTOR_WRONG,
			    "there is none in this folder or above",
			    "pointbook init");
		return STATUS_FINE;
	}
	enum exit_status status =
		session_load(session, NEEDS_RULES | ACCEPTS_BROKEN);
	if (status != STATUS_FINE)
		return status;
	checkup_add(checkup, "book", DOCTOR_FINE, session->journal_path, NULL);
	checkup_look_at_files(checkup);
	checkup_look_at_members(checkup);
	checkup_look_at_lock(checkup);
	checkup_look_at_git(checkup);
	return STATUS_FINE;
}

static enum exit_status doctor_run(struct session *session, const void *options)
{
	const struct doctor_options *given = options;
	struct checkup checkup = { .session = session, .mends = given->fix };
	enum exit_status status = look_at_book(&checkup);

	if (status != STATUS_FINE)
		return status;
	checkup_look_at_machine(&checkup);
	if (session_format(session) == NULL)
		return STATUS_USAGE;
	struct table *table = session_table(session, &report_doctor);
	if (table == NULL)
		return STATUS_ENVIRONMENT;
	for (size_t i = 0; i < checkup.count; i++)
		report_doctor_add(table, &checkup.rows[i]);
	return checkup.is_sick ? STATUS_NO : STATUS_FINE;
}

const struct command cmd_doctor = {
	.name = "doctor",
	.group = GROUP_START,
	.summary = "whether everything around the book is in order",
	.takes = TAKES_OUTPUT,
	.options = doctor_table,
	.options_size = sizeof(struct doctor_options),
	.examples = doctor_examples,
	.run = doctor_run,
};
