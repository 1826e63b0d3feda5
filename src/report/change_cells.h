/*
 * An event that came, went or changed between two versions of a book: the
 * cells that tables of changes share.
 */
#ifndef REPORT_CHANGE_CELLS_H
#define REPORT_CHANGE_CELLS_H

#include "base/slice.h"

struct arena;
struct event;
struct journal;
struct table;

/* An event and its journal; event NULL: there is none in that version. */
struct change_side {
	const struct journal *journal;
	const struct event *event;
};

/* What the line says behind its date and keyword, in canonical form, in the
 * arena; empty when there is no event. */
struct slice change_cells_line(struct arena *arena,
			       const struct change_side *side);

/* Fills `change`: added, removed, changed, or moved where both say the same;
 * `date` and `kind`: as they are after it, or were before. */
void change_cells_add(struct table *table, struct arena *arena,
		      const struct change_side *before,
		      const struct change_side *after);

#endif
