/*
 * `ageing`: outstanding points by months since issue and until expiry.
 */
#include "report/report_ageing.h"

#include "base/arena.h"
#include "base/currency.h"
#include "engine/book.h"
#include "report/table.h"
#include "value/ageing.h"
#include "value/liability.h"

static const struct column columns[] = {
	{ "months", COLUMN_ID, "since issue, or until expiry" },
	{ "age", COLUMN_ID, "how many; never and owed have none" },
	{ "unit", COLUMN_ID, "the unit of points" },
	{ "currency", COLUMN_ID, "the currency of the money" },
	{ "members", COLUMN_INTEGER, "members with points of that age" },
	{ "outstanding", COLUMN_POINTS, "points of that age" },
	{ "share", COLUMN_PERCENT, "of those of the unit" },
	{ "liability", COLUMN_MONEY, "what they are carried at" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_ageing = {
	.name = "ageing",
	.title = "Ageing",
	.columns = columns,
};

static const char *const halves[] = {
	[AGEING_ISSUE] = "since issue",
	[AGEING_EXPIRY] = "until expiry",
};

static const char *age_of(const struct book *book, const struct ageing_row *row)
{
	if (row->never)
		return "never";
	if (row->owed)
		return "owed";
	if (row->to < 0)
		return arena_print(book->arena, "%d+", (int)row->from);
	if (row->to == row->from)
		return arena_print(book->arena, "%d", (int)row->from);
	return arena_print(book->arena, "%d-%d", (int)row->from, (int)row->to);
}

/* What all rows of a call share. */
struct filling {
	const struct book *book;
	const struct liability *liability;
	struct table *table;
};

static void add_row(const struct filling *filling, const char *half,
		    const char *age, const struct ageing_row *row,
		    int64_t whole)
{
	const struct program *program = filling->liability->program;
	const struct unit *unit = &filling->book->programs->units[row->unit];
	struct table *table = filling->table;
	struct decimal share;

	table_add_string(table, half);
	table_add_string(table, age);
	table_add_text(table, unit->name);
	table_add_string(table, currency_code(program->currency));
	table_add_integer(table, row->members);
	table_add_points(table, row->points, unit->decimals);
	if (liability_percent(ratio_from(row->points), whole, &share))
		table_add_percent(table, share);
	else
		table_add_undefined(table);
	if (program->accounting.method == METHOD_MEMO)
		table_add_none(table);
	else
		table_add_money(table, row->liability, program->currency);
}

static const struct ageing_row *total_of(const struct ageing *ageing, int unit)
{
	const struct ageing_row *total = ageing->totals;

	while (total->unit != unit)
		total++;
	return total;
}

void report_ageing_rows(const struct book *book,
			const struct liability *liability,
			const struct ageing *ageing, struct table *table)
{
	struct filling filling = { book, liability, table };

	for (int by = AGEING_ISSUE; by <= AGEING_EXPIRY; by++) {
		for (size_t i = 0; i < ageing->count; i++) {
			const struct ageing_row *row = &ageing->rows[i];
			if ((int)row->by != by)
				continue;
			add_row(&filling, halves[by], age_of(book, row), row,
				total_of(ageing, row->unit)->points);
			table_end_row(table);
		}
		for (size_t i = 0; i < ageing->total_count; i++) {
			const struct ageing_row *row = &ageing->totals[i];
			add_row(&filling, halves[by], "total", row,
				row->points);
			table_end_total(table);
		}
	}
}
