/*
 * Balances held elsewhere against ours, member by member. A file that names a
 * member twice has one balance too many; members of the book with nothing
 * need not be in the file.
 */
#include "exchange/reconcile_state.h"

struct balances {
	struct import import;
	const struct reconcile_request *request;
	struct reconciliation *result;
	struct accepted accepted;
	uint32_t *lines; /* of the file, by member; 0: not named yet */
	size_t row_capacity;
};

/* --- ours ------------------------------------------------------------------- */

/* A member's points of the unit; merged accounts are one. */
static int64_t balance_of(const struct balances *balances, uint32_t member)
{
	const struct account *account = book_account(
		balances->import.book, member, balances->result->unit);

	return account ? account->balance : 0;
}

/* --- rows ------------------------------------------------------------------- */

/* What an accept line holds to. */
static void add_facts(struct balances *balances, struct reconcile_row *row)
{
	struct text *text = &balances->import.scratch;

	text_clear(text);
	text_add_format(
		text, "%s\n%.*s\n%d\n",
		reconcile_status_name((enum reconcile_status)row->status),
		SLICE_ARGS(row->key), balances->result->unit);
	if (row->has_till_points)
		text_add_format(text, "%lld", (long long)row->till_points);
	text_add_char(text, '\n');
	if (row->has_journal_points)
		text_add_format(text, "%lld", (long long)row->journal_points);
	accepted_print_facts(text_slice(text), row->facts);
}

static void add_row(struct balances *balances, struct reconcile_row *row)
{
	struct reconciliation *result = balances->result;

	row->found = row->status;
	if (reconcile_status_opens((enum reconcile_status)row->status)) {
		add_facts(balances, row);
		reconcile_accept(balances->import.keep, &balances->accepted,
				 row);
	}
	result->rows = arena_grow(balances->import.keep, result->rows,
				  result->count + 1, sizeof(*result->rows),
				  &balances->row_capacity);
	result->rows[result->count++] = *row;
	result->counts[row->status]++;
	result->open +=
		reconcile_status_opens((enum reconcile_status)row->status);
}

static bool is_off(const struct balances *balances, int64_t a, int64_t b)
{
	int64_t off;

	return !amount_subtract(a, b, &off) ||
	       off > balances->request->tolerance ||
	       off < -balances->request->tolerance;
}

/* A row whose member the book has. */
static void judge_member(struct balances *balances, struct reconcile_row *row,
			 uint32_t member)
{
	uint32_t *line = &balances->lines[member];

	row->event = member;
	row->has_journal = true;
	if (*line) {
		row->status = RECONCILE_DUPLICATE;
		row->note = arena_print(balances->import.keep,
					"the member is on line %u, too", *line);
		return;
	}
	*line = row->line;
	row->has_journal_points = true;
	row->journal_points = balance_of(balances, member);
	if (is_off(balances, row->till_points, row->journal_points))
		row->status = RECONCILE_BALANCE_DIFFERS;
}

static const char *unknown_note(const struct person *person)
{
	return person->state == PERSON_BAD ? person->problem
					   : "the book has no such member";
}

/* True when the request wants the member. */
static bool is_wanted(const struct balances *balances, uint32_t member)
{
	return !balances->request->takes ||
	       balances->request->takes(balances->request->context, member);
}

static void add_ticket(struct balances *balances, const struct ticket *ticket)
{
	struct import *import = &balances->import;
	const struct person *person = &import->people[ticket->person];
	struct reconcile_row row = {
		.status = RECONCILE_MATCHED,
		.has_till = true,
		.has_till_points = true,
		.till_points = ticket->points,
		.day = DAY_NONE,
		.journal_day = DAY_NONE,
		.line = ticket->line,
		.event = NONE,
		.key = arena_copy_slice(import->keep,
					import_person_called(person)),
	};

	if (person->state == PERSON_KNOWN || person->state == PERSON_ERASED) {
		uint32_t member = book_member_now(import->book, person->member);

		if (!is_wanted(balances, member))
			return;
		row.key = intern_text(&import->journal->members, member);
		judge_member(balances, &row, member);
	} else if (balances->request->takes) {
		return; /* nobody whom a query could choose */
	} else if (is_off(balances, ticket->points, 0)) {
		row.status = RECONCILE_MISSING_IN_JOURNAL;
		row.note = unknown_note(person);
	}
	row.member = row.key;
	add_row(balances, &row);
}

static void read_tickets(struct balances *balances)
{
	struct import *import = &balances->import;

	for (size_t i = 0; i < import->ticket_count; i++) {
		struct ticket *ticket = &import->tickets[i];

		if (ticket->flags & TICKET_SETTLED)
			continue;
		if (ticket->person != NONE) {
			add_ticket(balances, ticket);
			continue;
		}
		import_complain(import, ticket, DIAGNOSTIC_import_row,
				"it does not say whose it is");
		import_settle(import, ticket, IMPORT_REJECTED);
	}
}

/* Members with points whom the file does not name. */
static void add_left(struct balances *balances, uint32_t member)
{
	struct reconcile_row row = {
		.status = RECONCILE_MISSING_ELSEWHERE,
		.has_journal = true,
		.has_journal_points = true,
		.journal_points = balance_of(balances, member),
		.day = DAY_NONE,
		.journal_day = DAY_NONE,
		.event = member,
		.key = intern_text(&balances->import.journal->members, member),
	};

	row.member = row.key;
	if (is_off(balances, row.journal_points, 0))
		add_row(balances, &row);
}

static void compare(struct balances *balances)
{
	const struct book *book = balances->import.book;

	accepted_init(&balances->accepted, balances->import.arena, book);
	balances->lines =
		arena_take_array(balances->import.arena, book->member_count,
				 sizeof(*balances->lines));
	read_tickets(balances);
	for (uint32_t i = 0; i < book->member_count; i++)
		if (book_member_now(book, i) == i && !balances->lines[i] &&
		    book->members[i].joined_known && is_wanted(balances, i))
			add_left(balances, i);
}

struct reconciliation *
reconcile_balances(struct arena *arena, const struct import_base *base,
		   const struct reconcile_other *other,
		   const struct reconcile_request *request,
		   struct diagnostics *diagnostics)
{
	struct arena rows;
	struct balances balances = {
		.import = { .keep = arena,
			    .arena = &rows,
			    .base = base,
			    .options = &other->options,
			    .diagnostics = diagnostics },
		.request = request,
		.result = arena_take(arena, sizeof(struct reconciliation)),
	};
	struct reconciliation *result = balances.result;

	arena_init(&rows);
	result->is_refused = !import_begin(&balances.import);
	result->unit = balances.import.plan->unit;
	result->currency = balances.import.currency;
	if (!result->is_refused) {
		import_read_files(&balances.import,
				  &(struct import_files){ &other->file, 1 });
		result->is_refused = balances.import.plan->is_refused;
	}
	if (!result->is_refused)
		compare(&balances);
	reconcile_take_plan(result, balances.import.plan);
	result->period = request->period;
	arena_release(&rows);
	return result;
}
