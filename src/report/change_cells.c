/*
 * The version after a change is the one to describe; what went is described
 * as it was.
 */
#include "report/change_cells.h"

#include "base/text.h"
#include "journal/journal.h"
#include "journal/printer.h"
#include "report/table.h"

struct slice change_cells_line(struct arena *arena,
			       const struct change_side *side)
{
	struct text line;
	struct slice rest;

	text_init(&line, arena);
	if (side->event)
		printer_add_event(&line, side->journal, side->event);
	rest = text_slice(&line);
	if (side->event && day_is_real(side->event->day))
		(void)slice_cut(rest, ' ', &rest);
	(void)slice_cut(rest, ' ', &rest);
	return rest;
}

static const char *change_of(struct arena *arena,
			     const struct change_side *before,
			     const struct change_side *after)
{
	if (!before->event)
		return "added";
	if (!after->event)
		return "removed";
	return slice_equal(change_cells_line(arena, before),
			   change_cells_line(arena, after)) &&
			       before->event->kind == after->event->kind &&
			       day_compare(before->event->day,
					   after->event->day) == 0
		       ? "moved"
		       : "changed";
}

void change_cells_add(struct table *table, struct arena *arena,
		      const struct change_side *before,
		      const struct change_side *after)
{
	const struct event *event = after->event ? after->event : before->event;

	if (!event) {
		table_add_none(table);
		table_add_none(table);
		table_add_none(table);
		return;
	}
	table_add_string(table, change_of(arena, before, after));
	table_add_day(table, event->day);
	table_add_string(table,
			 directive_of((enum event_kind)event->kind)->keyword);
}
