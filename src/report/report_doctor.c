/*
 * The columns of `doctor`. What is looked at stands in cmd/cmd_doctor.c.
 */
#include "report/report_doctor.h"

#include "report/table.h"

static const struct column columns[] = {
	{ "subject", COLUMN_TEXT, "what was looked at" },
	{ "state", COLUMN_ID, "fine, note, wrong or mended" },
	{ "found", COLUMN_TEXT, "what was found" },
	{ "fix", COLUMN_TEXT, "what to do about it" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_doctor = {
	.name = "doctor",
	.title = "Around the book",
	.columns = columns,
};

void report_doctor_add(struct table *table, const struct doctor_row *row)
{
	static const char *const states[] = {
		[DOCTOR_FINE] = "fine",
		[DOCTOR_NOTE] = "note",
		[DOCTOR_WRONG] = "wrong",
		[DOCTOR_MENDED] = "mended",
	};

	table_add_string(table, row->subject);
	table_add_string(table, states[row->state]);
	table_add_text(table, row->found);
	table_add_text(table, row->fix);
	table_end_row(table);
}
