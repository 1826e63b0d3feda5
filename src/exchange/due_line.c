/*
 * A due bonus as a line, its points written out.
 */
#include "exchange/due_line.h"

#include "base/text.h"
#include "engine/book.h"
#include "engine/due.h"
#include "journal/journal.h"

static void add_points(struct text *line, const struct programs *programs,
		       const struct due *due)
{
	const struct program *program = programs_on(programs, due->day);

	for (size_t i = 0; i < due->point_count; i++) {
		const struct unit *unit = &programs->units[due->points[i].unit];

		text_add_char(line, ' ');
		decimal_add_text(line, due->points[i].points, unit->decimals,
				 true);
		if (program && program->first_unit != due->points[i].unit)
			text_add_format(line, " %.*s", SLICE_ARGS(unit->name));
	}
}

void due_line_add(struct text *line, const struct journal *journal,
		  const struct programs *programs, const struct due *due)
{
	char day[DAY_TEXT_MAX];

	day_print(due->day, day);
	text_add_format(line, "%s bonus %.*s %.*s", day,
			SLICE_ARGS(intern_text(&journal->members, due->member)),
			SLICE_ARGS(due->action));
	add_points(line, programs, due);
	if (due->other != NONE)
		text_add_format(
			line, " for:%.*s",
			SLICE_ARGS(intern_text(&journal->members, due->other)));
	if (due->event != NONE)
		text_add_format(
			line, " of:%.*s",
			SLICE_ARGS(event_reference(
				journal, &journal->events[due->event])));
	text_add_format(line, " ^%.*s", SLICE_ARGS(due->reference));
}
