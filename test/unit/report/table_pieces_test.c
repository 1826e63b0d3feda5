/*
 * Rows filled in pieces by several threads: the same bytes as one by one, in
 * every format, however many there are.
 */
#include "report/table_pieces.h"

#include <criterion/criterion.h>

#include "base/parallel.h"
#include "rendered.h"

struct rows {
	size_t count;
	bool in_pieces;
	size_t filled[PARALLEL_MAX]; /* by whom */
};

static void fill_row(struct arena *arena, struct table *table, size_t row)
{
	const char *name = arena_print(arena, "%zu, \"%zu\"", row, row / 7);

	rendered_add_row(table, slice_from(name));
}

static void fill_piece(void *context, struct table *table,
		       const struct table_piece *piece)
{
	struct rows *rows = context;

	for (size_t i = piece->begin; i < piece->end; i++)
		fill_row(piece->arena, table, i);
	rows->filled[piece->filler] += piece->end - piece->begin;
}

static void fill(struct table *table, const void *context)
{
	struct rows rows = *(const struct rows *)context;
	size_t filled = 0;
	struct arena arena;

	arena_init(&arena);
	if (rows.in_pieces)
		table_fill(table, rows.count, fill_piece, &rows);
	for (size_t i = 0; !rows.in_pieces && i < rows.count; i++)
		fill_row(&arena, table, i);
	for (size_t i = 0; i < PARALLEL_MAX; i++)
		filled += rows.filled[i];
	cr_expect_eq(filled, rows.in_pieces ? rows.count : 0);
	cr_expect_eq(table->rows, rows.count);
	rendered_add_row(table, SLICE("behind them"));
	arena_release(&arena);
}

static struct slice render(struct arena *arena, const char *format,
			   struct rows rows)
{
	struct rendered what = { .fill = fill, .context = &rows };
	bool failed = true;
	struct slice text = rendered_text(arena, format, &what, &failed);

	cr_assert(!failed);
	return text;
}

Test(table_pieces, are_put_out_in_order_in_every_format)
{
	static const char *const formats[] = { "csv",   "tsv", "json", "jsonl",
					       "table", "md",  "html" };
	static const size_t counts[] = { 0, 1, 4096, 4097, 30011 };
	struct arena arena;

	for (size_t f = 0; f < sizeof(formats) / sizeof(*formats); f++) {
		for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
			struct rows rows = { .count = counts[i] };

			arena_init(&arena);
			struct slice one = render(&arena, formats[f], rows);
			rows.in_pieces = true;
			struct slice pieces = render(&arena, formats[f], rows);
			cr_expect(slice_equal(one, pieces), "%s of %zu rows",
				  formats[f], counts[i]);
			arena_release(&arena);
		}
	}
}
