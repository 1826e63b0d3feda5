/*
 * A renderer that copies the cells of each row. See kept_rows.h.
 */
#include "report/kept_rows.h"

#include <string.h>

#include "base/arena.h"
#include "report/render.h"
#include "report/table.h"

static void begin(struct render *render)
{
	(void)render;
}

static void keep_row(struct render *render, const struct cell *cells,
		     enum row_kind kind)
{
	struct kept_rows *kept = render->state;
	struct cell *copy = arena_take_array(
		render->arena, render->column_count, sizeof(*copy));

	(void)kind;
	memcpy(copy, cells, render->column_count * sizeof(*copy));
	kept->rows = arena_grow(render->arena, kept->rows, kept->count + 1,
				sizeof(const struct cell *), &kept->capacity);
	kept->rows[kept->count++] = copy;
}

static const struct renderer keeper = {
	.name = "kept",
	.begin = begin,
	.row = keep_row,
	.end = begin,
};

struct table *kept_rows_open(struct arena *arena, const struct report *report,
			     struct kept_rows *kept)
{
	struct render *render = render_new(arena, &keeper, NULL, NULL,
					   &(struct render_options){ 0 });
	struct table *table = table_open(arena, report, render);

	*kept = (struct kept_rows){
		.report = report,
		.column_count = table->column_count,
	};
	render->state = kept;
	return table;
}

void kept_rows_print(const struct kept_rows *kept, struct table *table)
{
	for (size_t i = 0; i < kept->count; i++) {
		table_add_cells(table, kept->rows[i], kept->column_count);
		table_end_row(table);
	}
}
