/*
 * The statuses of reconciliations, and what all of them share: settling by
 * accept lines, and what is said of the file.
 */
#include "exchange/reconcile_state.h"

static const struct {
	const char *name;
	bool opens;
} statuses[] = {
#define STATUS(status, name, opens, help)                                      \
	[RECONCILE_##status] = { name, opens },
#include "exchange/reconcile_statuses.def"
#undef STATUS
};

const char *reconcile_status_name(enum reconcile_status status)
{
	return statuses[status].name;
}

bool reconcile_status_opens(enum reconcile_status status)
{
	return statuses[status].opens;
}

enum reconcile_status reconcile_status_find(struct slice name)
{
	int status = 0;

	while (status < RECONCILE_STATUS_COUNT &&
	       !slice_is(name, statuses[status].name))
		status++;
	return (enum reconcile_status)status;
}

void reconcile_accept(struct arena *keep, const struct accepted *accepted,
		      struct reconcile_row *row)
{
	struct slice name = slice_from(
		reconcile_status_name((enum reconcile_status)row->status));
	const struct journal *journal = accepted->book->journal;
	uint32_t line = accepted_find(accepted, name, row->key, row->facts);
	const struct event *e;

	if (line == NONE)
		return;
	e = &journal->events[line];
	row->status = RECONCILE_ACCEPTED;
	row->note = arena_print(keep, "%.*s: %.*s", SLICE_ARGS(name),
				SLICE_ARGS(attribute_text(
					keep, journal, e,
					event_attribute(journal, e, KEY_WHY))));
}

void reconcile_take_plan(struct reconciliation *result,
			 const struct import_plan *plan)
{
	result->read = plan->rows;
	result->wrong = plan->totals[IMPORT_REJECTED].rows;
	result->notes = plan->notes;
	result->note_count = plan->note_count;
}
