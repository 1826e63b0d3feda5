/*
 * The working of a quote: each step with the rule it belongs to, those that
 * did not apply as well, then the points.
 */
#include "report/report_quote.h"

#include "engine/quote.h"
#include "report/sheet.h"

static const struct column columns[] = {
	{ "rule", COLUMN_TEXT, "the rule; empty for steps of the whole" },
	{ "working", COLUMN_TEXT, "the step, or why the rule does not apply" },
	{ "points", COLUMN_POINTS, "what is earned in the end" },
	{ "unit", COLUMN_ID, "the unit of the points" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_quote = {
	.name = "rules",
	.title = "What it would earn",
	.columns = columns,
};

static const struct sheet_section steps_section = {
	.name = "steps",
	.parts = { SHEET_WHAT, SHEET_TEXT, SHEET_END },
};

static const struct sheet_section points_section = {
	.name = "points",
	.parts = { SHEET_WHAT, SHEET_CHANGE, SHEET_END },
};

/* True for units that some rule looked at. */
static bool is_asked(const struct quote *quote, size_t unit)
{
	return quote->result.points[unit] != 0 ||
	       (quote->result.units >> unit & 1) != 0;
}

void report_quote_add(struct sheet *sheet, const struct programs *programs,
		      const struct quote *quote)
{
	const struct earn_step *step = quote->working.first;
	sheet_add_section(sheet, &steps_section, (struct slice){ NULL, 0 });
	for (; step; step = step->next)
		sheet_add_text(sheet, step->rule, slice_from(step->text));
	sheet_add_section(sheet, &points_section, (struct slice){ NULL, 0 });
	for (size_t i = 0; i < programs->unit_count; i++) {
		if (!is_asked(quote, i))
			continue;
		struct sheet_row *row = sheet_add_row(sheet);
		row->what = SLICE("earns");
		sheet_set_points(row, quote->result.points[i],
				 &programs->units[i]);
	}
}

void report_quote_fill(struct table *table, const struct programs *programs,
		       const struct quote *quote)
{
	const struct earn_step *step = quote->working.first;
	for (; step; step = step->next) {
		table_add_text(table, step->rule);
		table_add_string(table, step->text);
		table_add_rest(table);
		table_end_row(table);
	}
	for (size_t i = 0; i < programs->unit_count; i++) {
		const struct unit *unit = &programs->units[i];
		if (!is_asked(quote, i))
			continue;
		table_add_none(table);
		table_add_string(table, "earns");
		table_add_points(table, quote->result.points[i],
				 unit->decimals);
		table_add_text(table, unit->name);
		table_end_row(table);
	}
}
