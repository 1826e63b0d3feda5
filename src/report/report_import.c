/*
 * The table of an import: a row an outcome, every row of the files in one of
 * them.
 */
#include "report/report_import.h"

#include "base/currency.h"
#include "report/table.h"

static const struct column import_columns[] = {
	{ "outcome", COLUMN_ID, "what became of rows" },
	{ "rows", COLUMN_INTEGER, "how many rows of the files" },
	{ "events", COLUMN_INTEGER,
	  "how many sales, refunds … they are; rows of one receipt are one" },
	{ "amount", COLUMN_MONEY, "sum of their money, refunds taken off" },
	{ "currency", COLUMN_ID, "its currency" },
	{ "points", COLUMN_POINTS,
	  "points that are added or taken, of the first unit" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_import = {
	.name = "import",
	.title = "Import",
	.columns = import_columns,
};

void report_import_add(struct table *table, const struct report_import_row *row)
{
	table_add_string(table, row->outcome);
	table_add_integer(table, (int64_t)row->rows);
	table_add_integer(table, (int64_t)row->events);
	table_add_money(table, row->amount, row->currency);
	table_add_string(table, currency_code(row->currency));
	table_add_points(table, row->points, row->decimals);
	table_end_row(table);
}
