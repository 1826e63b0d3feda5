/*
 * Joining the rows of two kept tables. See compare.h.
 */
#include "report/compare.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/intern.h"
#include "base/text.h"
#include "insight/metrics.h"
#include "insight/rate.h"
#include "report/goals.h"
#include "report/render.h"
#include "report/table.h"

static const struct column columns[] = {
	{ "row", COLUMN_TEXT, "the row of the report, by all but its figures" },
	{ "figure", COLUMN_ID, "the figure, as its column is named" },
	{ "now", COLUMN_DECIMAL, "what it is in the period" },
	{ "before", COLUMN_DECIMAL, "what it is in the other period" },
	{ "difference", COLUMN_DECIMAL, "now less before" },
	{ "change", COLUMN_PERCENT, "difference of before" },
	{ "goal", COLUMN_PERCENT, "the goal of the rules" },
	{ "type", COLUMN_ID, "percent, money, points, integer, decimal" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_compare = {
	.name = "report",
	.title = "Comparison",
	.columns = columns,
};

/* ---- which row is which ---- */

static bool is_figure(const struct column *column)
{
	return render_is_number(column->type) && metrics_find(column->name);
}

/* The number of a month written 2026-10, -1 for other texts. */
static int month_number(struct slice text)
{
	char bytes[DAY_TEXT_MAX];
	struct day found;

	if (text.length != 7)
		return -1;
	memcpy(bytes, text.text, 7);
	memcpy(bytes + 7, "-01", 4);
	if (!day_parse((struct slice){ bytes, 10 }, &found))
		return -1;
	struct civil civil = day_civil(found);
	return civil.year * 12 + civil.month - 1;
}

/* The month the period begins with, or that of the first row that has one; 0
 * without. */
static int first_month(const struct kept_rows *kept, struct day from)
{
	struct civil civil;

	if (day_is_real(from)) {
		civil = day_civil(from);
		return civil.year * 12 + civil.month - 1;
	}
	for (size_t i = 0; i < kept->count; i++) {
		for (size_t c = 0; c < kept->column_count; c++) {
			int month = month_number(kept->rows[i][c].text);
			if (month >= 0)
				return month;
		}
	}
	return 0;
}

static bool is_period(const struct compare *compare,
		      const struct column *column)
{
	return compare->groups_are_periods &&
	       strcmp(column->name, "group") == 0;
}

/* What must be equal: all that is no figure, months as their distance. */
static struct slice key_of(const struct compare *compare,
			   const struct kept_rows *kept, size_t row, int first)
{
	const struct column *cs = kept->report->columns;
	char buffer[DECIMAL_TEXT_MAX];
	struct text key;

	text_init(&key, compare->arena);
	for (size_t c = 0; c < kept->column_count; c++) {
		const struct cell *cell = &kept->rows[row][c];
		int month = month_number(cell->text);
		if (is_figure(&cs[c]))
			continue;
		text_add_char(&key, '\n');
		if (month >= 0)
			text_add_integer(&key, month - first);
		else if (!is_period(compare, &cs[c]))
			text_add_slice(&key, render_cell_text(cell, buffer));
	}
	return text_slice(&key);
}

/* What people read of the row. */
static struct slice label_of(const struct compare *compare,
			     const struct kept_rows *kept, size_t row)
{
	const struct column *cs = kept->report->columns;
	char buffer[DECIMAL_TEXT_MAX];
	struct text label;

	text_init(&label, compare->arena);
	for (size_t c = 0; c < kept->column_count; c++) {
		struct slice words =
			render_cell_text(&kept->rows[row][c], buffer);
		if (is_figure(&cs[c]) || words.length == 0)
			continue;
		if (text_slice(&label).length > 0)
			text_add_char(&label, ' ');
		text_add_slice(&label, words);
	}
	return text_slice(&label).length > 0 ? text_slice(&label)
					     : SLICE("(none)");
}

/* ---- figures ---- */

static void add_cell(struct table *table, const struct cell *cell)
{
	if (cell != NULL && cell->kind == CELL_NUMBER)
		table_add_decimal(
			table, (struct decimal){ cell->number, cell->scale });
	else if (cell != NULL && cell->text.length > 0)
		table_add_undefined(table);
	else
		table_add_none(table);
}

static void add_change(struct table *table, const struct cell *now,
		       const struct cell *before)
{
	struct decimal percent;
	int64_t difference;

	if (now == NULL || before == NULL || now->kind != CELL_NUMBER ||
	    before->kind != CELL_NUMBER || now->scale != before->scale ||
	    !amount_subtract(now->number, before->number, &difference)) {
		table_add_none(table);
		table_add_none(table);
		return;
	}
	table_add_decimal(table, (struct decimal){ difference, now->scale });
	if (before->number == INT64_MIN ||
	    !rate_percent(difference, llabs(before->number), &percent))
		table_add_undefined(table);
	else
		table_add_percent(table, percent);
}

/* The same row in both periods; one of them may be NULL. */
struct pair {
	const struct cell *now, *before;
};

static void add_figures(const struct compare *compare, struct table *table,
			struct slice label, struct pair pair)
{
	const struct column *cs = compare->now->report->columns;
	struct decimal goal;

	for (size_t c = 0; c < compare->now->column_count; c++) {
		const struct cell *a = pair.now == NULL ? NULL : &pair.now[c];
		const struct cell *b =
			pair.before == NULL ? NULL : &pair.before[c];
		if (!is_figure(&cs[c]))
			continue;
		table_add_text(table, label);
		table_add_string(table, cs[c].name);
		add_cell(table, a);
		add_cell(table, b);
		add_change(table, a, b);
		if (cs[c].type == COLUMN_PERCENT &&
		    goals_find(compare->program, cs[c].name, &goal))
			table_add_percent(table, goal);
		else
			table_add_none(table);
		table_add_string(table, column_type_name(cs[c].type));
		table_end_row(table);
	}
}

void compare_rows(const struct compare *compare, struct table *table)
{
	const struct kept_rows *now = compare->now;
	const struct kept_rows *before = compare->before;
	static const struct kept_rows nothing = { 0 };
	struct intern keys;

	if (before == NULL)
		before = &nothing;
	intern_init(&keys, compare->arena, 0);
	size_t *rows =
		arena_take_array(compare->arena, before->count, sizeof(*rows));
	bool *taken =
		arena_take_array(compare->arena, before->count, sizeof(*taken));
	int first = first_month(before, compare->before_from);
	for (size_t i = before->count; i-- > 0;)
		rows[intern_add(&keys, key_of(compare, before, i, first))] = i;
	first = first_month(now, compare->from);
	for (size_t i = 0; i < now->count; i++) {
		uint32_t same =
			intern_find(&keys, key_of(compare, now, i, first));
		const struct cell *other = NULL;
		if (same != INTERN_NONE) {
			other = before->rows[rows[same]];
			taken[rows[same]] = true;
		}
		add_figures(compare, table, label_of(compare, now, i),
			    (struct pair){ now->rows[i], other });
	}
	for (size_t i = 0; i < before->count; i++) {
		if (!taken[i] && !compare->is_cut)
			add_figures(compare, table,
				    label_of(compare, before, i),
				    (struct pair){ NULL, before->rows[i] });
	}
}
