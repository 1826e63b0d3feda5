/*
 * `report NAME --define`: what the figures of a report are, from the table of
 * definitions.
 */
#include <string.h>

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

static bool has_column(const struct report *report, const char *name)
{
	const struct column *c = report == NULL ? NULL : report->columns;

	while (c != NULL && c->name != NULL && strcmp(c->name, name) != 0)
		c++;
	return c != NULL && c->name != NULL;
}

static void add_metric(const struct metric *metric, struct table *table)
{
	table_add_string(table, metric->name);
	table_add_string(table, metric->meaning);
	table_add_string(table, metric->formula);
	table_add_string(table, metric->source);
	table_end_row(table);
}

/* The figures of a report, without those of another. */
static void add_figures(const struct report *report, const struct report *told,
			struct table *table)
{
	for (const struct column *c = report->columns; c->name; c++) {
		const struct metric *metric = metrics_find(c->name);
		if (!metric || has_column(told, c->name))
			continue;
		add_metric(metric, table);
	}
}

void report_define_rows(const struct analysis *analysis, struct table *table)
{
	for (size_t i = 0; analysis->figures && analysis->figures[i]; i++)
		add_metric(metrics_find(analysis->figures[i]), table);
	add_figures(analysis->report, NULL, table);
	if (analysis->listed != NULL)
		add_figures(analysis->listed, analysis->report, table);
}
