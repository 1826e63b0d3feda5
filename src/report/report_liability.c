/*
 * `liability`: points and money by the month they were issued in.
 */
#include "report/report_liability.h"

#include "base/currency.h"
#include "engine/book.h"
#include "report/table.h"
#include "value/liability.h"

static const struct column columns[] = {
	{ "vintage", COLUMN_ID, "the month of issue, and what sort of points" },
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "currency", COLUMN_ID, "the currency of the money" },
	{ "issued", COLUMN_POINTS, "points issued, and positive adjusts" },
	{ "redeemed", COLUMN_POINTS, "redeemed, less what was given back" },
	{ "expired", COLUMN_POINTS, "expired and forfeited" },
	{ "clawed_back", COLUMN_POINTS,
	  "taken back by refunds, voids and negative adjusts" },
	{ "outstanding", COLUMN_POINTS,
	  "issued - redeemed - expired - clawed_back" },
	{ "expected", COLUMN_POINTS, "expected ever to be redeemed" },
	{ "allocated", COLUMN_MONEY, "the price of the points, less returns" },
	{ "recognised", COLUMN_MONEY, "of it, revenue so far" },
	{ "liability", COLUMN_MONEY, "what is left to carry" },
	{ "rate_issued", COLUMN_PERCENT,
	  "expected, of those issued and not clawed back" },
	{ "rate_outstanding", COLUMN_PERCENT,
	  "still expected, of those outstanding" },
	{ "estimate", COLUMN_ID,
	  "fixed (by the rules), or the day of the estimate line" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_liability = {
	.name = "liability",
	.title = "Liability",
	.columns = columns,
};

static void add_percent(struct table *table, struct ratio part, int64_t whole)
{
	struct decimal percent;

	if (liability_percent(part, whole, &percent))
		table_add_percent(table, percent);
	else
		table_add_none(table);
}

static void add_rates(struct table *table, const struct liability_row *row)
{
	struct ratio left = ratio_from(0);

	if (!row->has_expected) {
		table_add_none(table);
		table_add_none(table);
		return;
	}
	add_percent(table, row->expected, row->issued - row->clawed_back);
	if (ratio_compare(row->expected, ratio_from(row->redeemed)) > 0 &&
	    !ratio_add(row->expected, ratio_from(-row->redeemed), &left))
		table_add_none(table);
	else
		add_percent(table, left, row->outstanding);
}

static void add_money(const struct liability *liability,
		      const struct liability_row *row, struct table *table)
{
	const struct program *program = liability->program;
	bool defers = program->accounting.method == METHOD_DEFERRED;

	if (defers) {
		table_add_money(table, row->allocated, program->currency);
		table_add_money(table, row->recognised, program->currency);
	} else {
		table_add_none(table);
		table_add_none(table);
	}
	if (row->has_money)
		table_add_money(table, row->liability, program->currency);
	else
		table_add_none(table);
}

/* All columns but the last. */
static void add_row(const struct book *book, const struct liability *liability,
		    const struct liability_row *row, struct table *table)
{
	const struct unit *unit = &book->programs->units[row->unit];
	int64_t expected;

	table_add_string(table, row->vintage);
	table_add_text(table, unit->name);
	table_add_string(table, currency_code(liability->program->currency));
	table_add_points(table, row->issued, unit->decimals);
	table_add_points(table, row->redeemed, unit->decimals);
	table_add_points(table, row->expired, unit->decimals);
	table_add_points(table, row->clawed_back, unit->decimals);
	table_add_points(table, row->outstanding, unit->decimals);
	if (row->has_expected &&
	    ratio_round(row->expected, 0, ROUND_HALF_UP, &expected))
		table_add_points(table, expected, unit->decimals);
	else
		table_add_none(table);
	add_money(liability, row, table);
	add_rates(table, row);
}

void report_liability_rows(const struct book *book,
			   const struct liability *liability,
			   struct table *table)
{
	for (size_t i = 0; i < liability->count; i++) {
		const struct liability_row *row = &liability->rows[i];
		add_row(book, liability, row, table);
		if (!row->has_expected)
			table_add_none(table);
		else if (!day_is_real(row->estimate))
			table_add_string(table, "fixed");
		else
			table_add_day(table, row->estimate);
		table_end_row(table);
	}
	for (size_t i = 0; i < liability->total_count; i++) {
		add_row(book, liability, &liability->totals[i], table);
		table_add_none(table);
		table_end_total(table);
	}
}
