/*
 * `log`: the commit, and then the event as it came, went or changed.
 */
#include "report/report_log.h"

#include "journal/journal.h"
#include "report/table.h"

static const struct column columns[] = {
	{ "commit", COLUMN_ID, "its short name" },
	{ "committed", COLUMN_DAY, "the day its author made it" },
	{ "author", COLUMN_TEXT, "who that was" },
	{ "subject", COLUMN_TEXT, "the first line of its message" },
	{ "change", COLUMN_ID, "added, removed, changed or moved" },
	{ "date", COLUMN_DAY, "the day of the event" },
	{ "kind", COLUMN_ID, "of the event: purchase, redeem …" },
	{ "ref", COLUMN_ID, "the reference of the event" },
	{ "before", COLUMN_TEXT, "the line as it was" },
	{ "after", COLUMN_TEXT, "the line as it became" },
	{ "file", COLUMN_TEXT, "the file, from the top of the repository" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_log = {
	.name = "log",
	.title = "Commits",
	.columns = columns,
};

void report_log_add(struct table *table, struct arena *arena,
		    const struct report_log_row *row)
{
	const struct change_side *side =
		row->after.event ? &row->after : &row->before;
	struct day day = DAY_NONE;

	(void)day_parse(row->date, &day);
	table_add_text(table, row->commit);
	table_add_day(table, day);
	table_add_text(table, row->author);
	table_add_text(table, row->subject);
	change_cells_add(table, arena, &row->before, &row->after);
	if (side->event)
		table_add_text(table,
			       event_reference(side->journal, side->event));
	else
		table_add_none(table);
	table_add_text(table, change_cells_line(arena, &row->before));
	table_add_text(table, change_cells_line(arena, &row->after));
	table_add_text(table, row->file);
	table_end_row(table);
}
