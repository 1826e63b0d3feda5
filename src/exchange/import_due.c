/*
 * Bonuses that fall due with an import: what is due on the book with the new
 * lines, and was not due on the book before. Who came by a customer list gets
 * no welcome, unless asked for. Nothing is put into a closed month.
 */
#include "engine/due.h"
#include "exchange/due_line.h"
#include "exchange/import_state.h"
#include "rules/program.h"
#include "value/seals.h"

void import_find_due(struct import *import)
{
	size_t count = 0;
	const struct due *list = due_list(import->keep, import->book, DAY_NONE,
					  import->options->today, &count);

	intern_init(&import->due_before, import->keep, import->journal->seed);
	for (size_t i = 0; i < count; i++)
		intern_add(&import->due_before, list[i].reference);
}

/* A welcome of somebody who came by a list that gives none. */
static bool is_unwanted(const struct import *import, const struct due *due)
{
	return !import->options->welcomes && slice_is(due->action, "signup") &&
	       intern_find(&import->from_lists,
			   intern_text(&import->journal->members,
				       due->member)) != INTERN_NONE;
}

static struct slice make_line(struct import *import, const struct due *due)
{
	struct text line;

	text_init(&line, import->arena);
	due_line_add(&line, import->journal, import->base->programs, due);
	return text_slice(&line);
}

size_t import_add_due(struct import *import, const struct book *book)
{
	struct day closed = seals_closed_to(import->journal);
	const struct due *list;
	size_t count = 0;
	size_t added = 0;

	list = due_list(import->arena, book, DAY_NONE, import->options->today,
			&count);
	for (size_t i = 0; i < count; i++) {
		if (intern_find(&import->due_before, list[i].reference) !=
			    INTERN_NONE ||
		    day_compare(list[i].day, closed) <= 0 ||
		    is_unwanted(import, &list[i]))
			continue;
		import_add_line(import,
				(struct import_line){
					.day = list[i].day,
					.text = make_line(import, &list[i]) });
		import->plan->totals[IMPORT_BONUSES].events++;
		added++;
	}
	return added;
}
