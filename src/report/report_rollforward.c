/*
 * `rollforward`: from one closing to the next in points and in money. The
 * columns are one list, of which a shape leaves some out.
 */
#include "report/report_rollforward.h"

#include "base/arena.h"
#include "base/currency.h"
#include "base/text.h"
#include "engine/book.h"
#include "query/period.h"
#include "report/table.h"
#include "value/rollforward.h"

static const struct column columns[] = {
	{ "period", COLUMN_ID, "the days it covers" },
	{ "group", COLUMN_ID, "the vintage, store … grouped by" },
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "currency", COLUMN_ID, "the currency of the money" },
	{ "opening", COLUMN_POINTS, "outstanding at the close before" },
	{ "issued_sale", COLUMN_POINTS, "issued with sales" },
	{ "issued_other", COLUMN_POINTS, "issued without a sale" },
	{ "redeemed", COLUMN_POINTS, "redeemed, less what was given back" },
	{ "expired", COLUMN_POINTS, "expired and forfeited" },
	{ "clawed_back", COLUMN_POINTS,
	  "taken back by refunds, voids and moves" },
	{ "adjusted", COLUMN_POINTS, "adjusted by hand, up less down" },
	{ "transferred_in", COLUMN_POINTS, "come from other members or tiers" },
	{ "transferred_out", COLUMN_POINTS, "gone to other members or tiers" },
	{ "closing", COLUMN_POINTS, "outstanding at the close" },
	{ "opening_liability", COLUMN_MONEY, "carried at the close before" },
	{ "deferred", COLUMN_MONEY, "price of the points issued" },
	{ "released_redemption", COLUMN_MONEY,
	  "recognised by redemption, as estimated at the opening" },
	{ "released_expiry", COLUMN_MONEY, "recognised by expiry" },
	{ "change_of_estimate", COLUMN_MONEY,
	  "recognised because the estimate changed" },
	{ "returned", COLUMN_MONEY,
	  "taken out by refunds, voids and negative adjusts" },
	{ "transferred", COLUMN_MONEY, "come with points of other groups" },
	{ "closing_liability", COLUMN_MONEY, "carried at the close" },
	{ NULL, COLUMN_TEXT, NULL },
};

enum {
	AT_GROUP = 1,
	AT_CURRENCY = 3,
	AT_POINTS = 4,
	AT_MONEY = 14
};

const struct report report_rollforward = {
	.name = "rollforward",
	.title = "Roll-forward",
	.columns = columns,
};

static bool shows(struct rollforward_shape shape, size_t column)
{
	if (column == AT_GROUP)
		return shape.grouped;
	if (column >= AT_MONEY || column == AT_CURRENCY)
		return shape.part != ROLLFORWARD_POINTS;
	return column < AT_POINTS || shape.part != ROLLFORWARD_MONEY;
}

const struct report *report_rollforward_shape(struct arena *arena,
					      struct rollforward_shape shape)
{
	struct report *report = arena_take(arena, sizeof(*report));
	struct column *list = arena_take(arena, sizeof(columns));
	size_t count = 0;

	for (size_t i = 0; columns[i].name != NULL; i++) {
		if (shows(shape, i))
			list[count++] = columns[i];
	}
	*report = report_rollforward;
	report->columns = list;
	return report;
}

static void add_points(struct table *table, const struct rollforward_row *row,
		       int decimals)
{
	const struct vintage_points *p = &row->moved;

	table_add_points(table, row->opening, decimals);
	table_add_points(table, p->issued_sale, decimals);
	table_add_points(table, p->issued_other, decimals);
	table_add_points(table, p->redeemed, decimals);
	table_add_points(table, p->expired, decimals);
	table_add_points(table, p->clawed_back, decimals);
	table_add_points(table, p->adjusted_up - p->adjusted_down, decimals);
	table_add_points(table, p->transferred_in, decimals);
	table_add_points(table, p->transferred_out, decimals);
	table_add_points(table, row->closing, decimals);
}

static void add_money(struct table *table, const struct rollforward_row *row,
		      uint8_t currency)
{
	const struct rollforward_money *m = &row->money;

	table_add_money(table, m->opening, currency);
	table_add_money(table, m->deferred, currency);
	table_add_money(table, m->released_redemption, currency);
	table_add_money(table, m->released_expiry, currency);
	table_add_money(table, m->change_of_estimate, currency);
	table_add_money(table, m->returned, currency);
	table_add_money(table, m->transferred, currency);
	table_add_money(table, m->closing, currency);
}

/* What all rows of a call share. */
struct filling {
	const struct book *book;
	struct rollforward_shape shape;
	struct table *table;
};

static void add_row(const struct filling *filling,
		    const struct rollforward_period *period,
		    const struct rollforward_row *row, struct slice group)
{
	const struct unit *unit = &filling->book->programs->units[row->unit];
	uint8_t currency = period->program->currency;
	struct table *table = filling->table;
	struct text name;

	text_init(&name, filling->book->arena);
	period_add_text(&name, (struct period){ period->from, period->to });
	table_add_text(table, text_slice(&name));
	if (filling->shape.grouped)
		table_add_text(table, group);
	table_add_text(table, unit->name);
	if (filling->shape.part != ROLLFORWARD_POINTS)
		table_add_string(table, currency_code(currency));
	if (filling->shape.part != ROLLFORWARD_MONEY)
		add_points(table, row, unit->decimals);
	if (filling->shape.part == ROLLFORWARD_POINTS)
		return;
	if (period->has_money)
		add_money(table, row, currency);
	else
		table_add_rest(table);
}

/* From the first opening to the last closing. */
static void add_overall(const struct filling *filling,
			const struct rollforward_period *overall)
{
	for (size_t i = 0; i < overall->total_count; i++) {
		add_row(filling, overall, &overall->totals[i], SLICE("total"));
		table_end_total(filling->table);
	}
}

void report_rollforward_rows(const struct book *book,
			     struct rollforward_shape shape,
			     const struct rollforward_period *periods,
			     size_t count, struct table *table)
{
	struct filling filling = { book, shape, table };

	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < periods[i].count; k++) {
			const struct rollforward_row *row = &periods[i].rows[k];
			add_row(&filling, &periods[i], row, row->group);
			table_end_row(table);
		}
	}
	if (!shape.grouped && count < 2)
		return;
	struct rollforward_period overall =
		rollforward_overall(book->arena, periods, count);
	add_overall(&filling, &overall);
}
