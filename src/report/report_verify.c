/*
 * The columns of `verify`. The worst fault of a seal is its state; which
 * lines were changed is told beside the table (cmd/seal_findings.c).
 */
#include "report/report_verify.h"

#include "journal/journal.h"
#include "report/table.h"
#include "value/seal_check.h"
#include "value/seals.h"

static const struct column columns[] = {
	{ "period", COLUMN_ID, "that was closed" },
	{ "seal", COLUMN_INTEGER, "1, more when it was reopened before" },
	{ "closed", COLUMN_DAY, "the day on which it was" },
	{ "entries", COLUMN_INTEGER, "that the seal covers" },
	{ "fingerprint", COLUMN_ID, "the digest's first 16 digits" },
	{ "state", COLUMN_ID,
	  "whole, reopened, changed, rules, points, unproven or signature" },
	{ "signed_by", COLUMN_TEXT, "whose signature the seal bears" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_verify = {
	.name = "verify",
	.title = "Seals",
	.columns = columns,
};

static const char *state_of(const struct verify_row *row)
{
	unsigned faults = row->state->faults;

	if (row->seal->reopened != EVENT_NONE)
		return "reopened";
	if (faults & SEAL_UNPROVEN)
		return "unproven";
	if (faults & SEAL_CHANGED)
		return "changed";
	if (faults & SEAL_RULES)
		return "rules";
	if (faults & SEAL_POINTS)
		return "points";
	return row->is_forged ? "signature" : "whole";
}

void report_verify_add(struct table *table, const struct journal *journal,
		       const struct verify_row *row)
{
	const struct event *event = &journal->events[row->seal->event];
	struct day entered = event_day_value(journal, event, KEY_ENTERED);
	char fingerprint[FINGERPRINT_MAX];
	uint64_t entries;

	seal_check_fingerprint(event_value(journal, event, KEY_DIGEST),
			       fingerprint);
	table_add_text(table, row->seal->name);
	table_add_integer(table, (int64_t)row->seal->number);
	table_add_day(table, day_is_real(entered) ? entered : event->day);
	if (slice_parse_unsigned(event_value(journal, event, KEY_ENTRIES),
				 &entries))
		table_add_integer(table, (int64_t)entries);
	else
		table_add_none(table);
	table_add_string(table, fingerprint);
	table_add_string(table, state_of(row));
	table_add_string(table, row->signed_by);
	table_end_row(table);
}
