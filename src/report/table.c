/*
 * Filling rows: a row is an array of cells, checked against the columns, and
 * handed to the renderer when it is complete.
 */
#include "report/table.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/currency.h"
#include "report/render.h"

static const struct report *const reports[] = {
#define REPORT(name) &report_##name,
#include "report/reports.def"
#undef REPORT
	NULL
};

const struct report *report_list(size_t nth)
{
	return nth < sizeof(reports) / sizeof(reports[0]) ? reports[nth] : NULL;
}

struct table *table_open(struct arena *arena, const struct report *report,
			 struct render *render)
{
	struct table *table = arena_take(arena, sizeof(*table));
	table->report = report;
	table->render = render;
	while (report->columns[table->column_count].name)
		table->column_count++;
	assert(table->column_count <= COLUMNS_MAX);
	render->columns = report->columns;
	render->column_count = table->column_count;
	render->renderer->begin(render);
	return table;
}

static struct cell *next_cell(struct table *table)
{
	assert(table->filled < table->column_count);
	struct cell *cell = &table->cells[table->filled++];
	*cell = (struct cell){ .kind = CELL_NONE };
	return cell;
}

void table_add_none(struct table *table)
{
	(void)next_cell(table);
}

void table_add_rest(struct table *table)
{
	while (table->filled < table->column_count)
		table_add_none(table);
}

void table_add_text(struct table *table, struct slice text)
{
	struct cell *cell = next_cell(table);
	cell->kind = text.length > 0 ? CELL_TEXT : CELL_NONE;
	cell->text = text;
}

void table_add_string(struct table *table, const char *text)
{
	table_add_text(table, slice_from(text));
}

static void add_number(struct table *table, int64_t number, int scale)
{
	struct cell *cell = next_cell(table);
	cell->kind = CELL_NUMBER;
	cell->number = number;
	cell->scale = scale;
}

void table_add_points(struct table *table, int64_t points, int decimals)
{
	add_number(table, points, decimals);
}

void table_add_money(struct table *table, int64_t amount, uint8_t currency)
{
	add_number(table, amount, currency_scale(currency));
}

void table_add_integer(struct table *table, int64_t value)
{
	add_number(table, value, 0);
}

void table_add_decimal(struct table *table, struct decimal value)
{
	add_number(table, value.mantissa, value.scale);
}

void table_add_percent(struct table *table, struct decimal value)
{
	add_number(table, value.mantissa, value.scale);
}

void table_add_day(struct table *table, struct day day)
{
	struct cell *cell = next_cell(table);
	cell->kind = day_is_real(day) ? CELL_DAY : CELL_NONE;
	cell->day = day;
}

void table_add_minute(struct table *table, int minute)
{
	struct cell *cell = next_cell(table);
	cell->kind = minute >= 0 ? CELL_TIME : CELL_NONE;
	cell->number = minute;
}

void table_add_boolean(struct table *table, bool value)
{
	struct cell *cell = next_cell(table);
	cell->kind = CELL_BOOLEAN;
	cell->number = value;
}

void table_add_undefined(struct table *table)
{
	struct cell *cell = next_cell(table);
	cell->kind = CELL_NONE;
	cell->text = SLICE("n/a");
}

static void end_row(struct table *table, enum row_kind kind)
{
	assert(table->filled == table->column_count);
	table->render->renderer->row(table->render, table->cells, kind);
	table->filled = 0;
	table->rows++;
}

void table_add_cells(struct table *table, const struct cell *cells,
		     size_t count)
{
	assert(table->filled + count <= table->column_count);
	memcpy(&table->cells[table->filled], cells, count * sizeof(*cells));
	table->filled += count;
}

void table_end_row(struct table *table)
{
	end_row(table, ROW_PLAIN);
}

void table_end_total(struct table *table)
{
	end_row(table, ROW_TOTAL);
}

void table_add_section(struct table *table, const char *title)
{
	if (table->render->renderer->section)
		table->render->renderer->section(table->render, title);
}

void table_close(struct table *table)
{
	assert(table->filled == 0);
	table->render->renderer->end(table->render);
}
