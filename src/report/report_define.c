/*
 * `report NAME --define`: what the figures of a report are, from the table of
 * definitions.
 */
#include "insight/metrics.h"
#include "report/analysis.h"

static const struct column columns[] = {
	{ "figure", COLUMN_ID, "the figure, as its column is named" },
	{ "meaning", COLUMN_TEXT, "what it tells" },
	{ "formula", COLUMN_TEXT, "how it is worked out" },
	{ "source", COLUMN_TEXT, "the lines it comes from" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_define = {
	.name = "report",
	.title = "Definitions",
	.columns = columns,
};

void report_define_rows(const struct report *report, struct table *table)
{
	for (const struct column *c = report->columns; c->name; c++) {
		const struct metric *metric = metrics_find(c->name);
		if (!metric)
			continue;
		table_add_string(table, metric->name);
		table_add_string(table, metric->meaning);
		table_add_string(table, metric->formula);
		table_add_string(table, metric->source);
		table_end_row(table);
	}
}
