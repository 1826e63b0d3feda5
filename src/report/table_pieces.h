/*
 * Many rows of one sort, filled by all processors at once: each fills a piece
 * of them into memory of its own, and the pieces are put out in order, so that
 * the table is the same however many there were.
 */
#ifndef REPORT_TABLE_PIECES_H
#define REPORT_TABLE_PIECES_H

#include <stddef.h>

struct arena;
struct table;

/* The rows from `begin` to before `end` of all, to be filled into the table. */
struct table_piece {
	size_t begin, end;
	size_t filler; /* who fills it, below PARALLEL_MAX: one at a time */
	struct arena *arena; /* for what the rows need; emptied after them */
};

/* Fills a piece's rows. Other fillers may be at work at the same time: what
 * it shares with them it only reads. It adds neither totals nor sections. */
typedef void table_filler(void *context, struct table *table,
			  const struct table_piece *piece);

/* Fills the rows of `count` things, in order. Where the rows are few, the
 * renderer cannot render them apart, or there is one processor, the caller
 * does all of them as filler 0. */
void table_fill(struct table *table, size_t count, table_filler *fill,
		void *context);

#endif
