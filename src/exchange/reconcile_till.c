/*
 * The till's export against the book: read as an import reads it, paired, and
 * what has no pair, or differs, named. See reconcile.h.
 */
#include "base/currency.h"
#include "exchange/reconcile_state.h"
#include "value/seals.h"

/* Sales, refunds and redemptions are the till's; other files are not. */
static bool check_kind(struct import *import)
{
	struct import_source *file = &import->sources[0];
	enum preset_kind kind = file->layout.kind;

	if (import->plan->is_refused ||
	    (kind != PRESET_MEMBERS && kind != PRESET_OPENING))
		return !import->plan->is_refused;
	import_refuse_file(import, file, file->layout.header_line,
			   "it holds members or balances, not what a till "
			   "took: try 'reconcile balances'");
	return false;
}

/* Counts rows of one receipt, and rows that cannot be read. */
static void begin_findings(struct till *till)
{
	struct import *import = &till->import;

	till->findings = arena_take_array(import->arena, import->ticket_count,
					  sizeof(*till->findings));
	for (size_t i = 0; i < import->ticket_count; i++) {
		till->findings[i].event = NONE;
		till->findings[i].occurrence = 1;
		till->findings[i].is_settled =
			(import->tickets[i].flags & TICKET_SETTLED) != 0;
	}
}

static void compare(struct till *till)
{
	struct import *import = &till->import;
	struct reconciliation *result = till->result;

	result->period = till->request->period;
	if (!day_is_real(result->period.from))
		result->period.from = import->plan->first;
	if (!day_is_real(result->period.to))
		result->period.to = import->plan->last;
	if (!day_is_real(result->period.from) ||
	    !day_is_real(result->period.to))
		return;
	till->closed = seals_closed_to(import->journal);
	accepted_init(&till->accepted, import->arena, import->book);
	intern_init(&till->keys, import->arena, import->journal->seed);
	import_make_references(import);
	begin_findings(till);
	till_read_events(till);
	till_pair(till);
	till_make_rows(till);
	till_add_up(till);
}

struct reconciliation *reconcile_till(struct arena *arena,
				      const struct import_base *base,
				      const struct reconcile_other *other,
				      const struct reconcile_request *request,
				      struct diagnostics *diagnostics)
{
	struct arena rows;
	struct till till = {
		.import = { .keep = arena,
			    .arena = &rows,
			    .base = base,
			    .options = &other->options,
			    .diagnostics = diagnostics },
		.request = request,
		.result = arena_take(arena, sizeof(struct reconciliation)),
	};
	struct reconciliation *result = till.result;

	arena_init(&rows);
	result->is_refused = !import_begin(&till.import);
	if (!result->is_refused) {
		import_read_files(&till.import,
				  &(struct import_files){ &other->file, 1 });
		result->is_refused = !check_kind(&till.import);
	}
	result->currency = till.import.currency;
	result->unit = till.import.plan->unit;
	if (!result->is_refused)
		compare(&till);
	reconcile_take_plan(result, till.import.plan);
	arena_release(&rows);
	return result;
}
