/*
 * The columns of `month-end`. What is looked at stands in
 * cmd/month_steps.c.
 */
#include "report/report_month_end.h"

#include "report/table.h"

static const struct column columns[] = {
	{ "step", COLUMN_ID, "of the month end" },
	{ "state", COLUMN_ID, "done, open or look" },
	{ "found", COLUMN_TEXT, "what the book says" },
	{ "command", COLUMN_TEXT, "that does the step, or shows more" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_month_end = {
	.name = "month-end",
	.title = "Month end",
	.columns = columns,
};

void report_month_end_add(struct table *table, const struct month_end_row *row)
{
	static const char *const states[] = {
		[MONTH_DONE] = "done",
		[MONTH_OPEN] = "open",
		[MONTH_LOOK] = "look",
	};

	table_add_string(table, row->step);
	table_add_string(table, states[row->state]);
	table_add_text(table, row->found);
	table_add_string(table, row->command);
	table_end_row(table);
}
