/*
 * One table of steps; a step is a row and a function. What the book cannot
 * show, such as whether somebody read the adjustments, is left to look at, and
 * keeps nothing open.
 */
#include "cmd/month_steps.h"

#include "base/currency.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "value/liability.h"
#include "value/seal_check.h"
#include "value/seals.h"
#include "value/vintage.h"
#include "value/vintage_advance.h"

typedef enum month_state step_look(const struct month *month,
				   struct text *found);

static void add_count(struct text *text, size_t count, const char *one,
		      const char *many)
{
	text_add_format(text, "%zu %s", count, count == 1 ? one : many);
}

/* The events of a kind dated in the period. */
static size_t count_kind(const struct month *month, enum event_kind kind)
{
	const struct journal *journal = month->session->journal;
	size_t count = 0;

	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];

		count += event->kind == kind &&
			 !(event->flags & EVENT_DUPLICATE) &&
			 period_has(month->closing.period, event->day);
	}
	return count;
}

static enum month_state look_at_sales(const struct month *month,
				      struct text *found)
{
	const struct journal *journal = month->session->journal;
	struct day last = DAY_NONE;
	char day[DAY_TEXT_MAX];
	size_t count = count_kind(month, EVENT_PURCHASE);

	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];

		if (event->kind == EVENT_PURCHASE &&
		    period_has(month->closing.period, event->day) &&
		    day_compare(event->day, last) > 0)
			last = event->day;
	}
	add_count(found, count, "sale", "sales");
	if (count == 0)
		return MONTH_LOOK;
	day_print(last, day);
	text_add_format(found, ", the last on %s", day);
	return MONTH_LOOK;
}

static enum month_state look_at_findings(const struct month *month,
					 struct text *found)
{
	struct diagnostics open;
	size_t accepted = 0;
	const struct diagnostic *one = month->session->diagnostics.first;

	for (; one; one = one->next)
		accepted += one->accepted;
	closing_findings(&month->closing, &month->session->diagnostics, &open);
	size_t count =
		open.counts[SEVERITY_FINDING] + open.counts[SEVERITY_BROKEN];
	add_count(found, count, "open finding", "open findings");
	if (accepted > 0)
		text_add_format(found, ", %zu accepted", accepted);
	return count > 0 ? MONTH_OPEN : MONTH_DONE;
}

/* The seal of the period, NULL while it is open. */
static const struct event *find_seal(const struct month *month)
{
	const struct seal *seal = seals_of(month->seals, month->closing.period);

	return seal ? &month->session->journal->events[seal->event] : NULL;
}

static enum month_state look_at_till(const struct month *month,
				     struct text *found)
{
	const struct journal *journal = month->session->journal;
	const struct event *seal = find_seal(month);
	struct slice why = seal ? event_value(journal, seal, KEY_WITHOUT_TILL)
				: (struct slice){ NULL, 0 };

	if (closing_is_reconciled(&month->closing, "till")) {
		text_add(found, "reconciled lines cover it");
		return MONTH_DONE;
	}
	if (why.length > 0) {
		text_add_format(found, "closed without: %.*s", SLICE_ARGS(why));
		return MONTH_DONE;
	}
	text_add(found, "not reconciled");
	return MONTH_OPEN;
}

static enum month_state look_at_cutoff(const struct month *month,
				       struct text *found)
{
	const struct journal *journal = month->session->journal;
	struct period period = month->closing.period;
	size_t in = 0;
	size_t out = 0;

	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];
		struct day sold = event_day_value(journal, event, KEY_SOLD);

		if (event->flags & EVENT_DUPLICATE || !day_is_real(sold))
			continue;
		in += period_has(period, event->day) &&
		      !period_has(period, sold);
		out += !period_has(period, event->day) &&
		       period_has(period, sold);
	}
	add_count(found, in, "sale of earlier days", "sales of earlier days");
	text_add_format(found, " in it, %zu of its own recorded later", out);
	return MONTH_LOOK;
}

static enum month_state look_at_adjustments(const struct month *month,
					    struct text *found)
{
	add_count(found, count_kind(month, EVENT_ADJUST), "adjustment",
		  "adjustments");
	text_add(found, ", ");
	add_count(found, count_kind(month, EVENT_VOID), "void", "voids");
	text_add(found, ", ");
	add_count(found, count_kind(month, EVENT_TRANSFER), "transfer",
		  "transfers");
	return MONTH_LOOK;
}

static enum month_state look_at_balances(const struct month *month,
					 struct text *found)
{
	const struct book *book = month->book;

	for (size_t u = 0; u < book->programs->unit_count; u++) {
		const struct unit *unit = &book->programs->units[u];
		int64_t total = 0;

		for (size_t i = 0; i < book->account_count; i++) {
			if (book->accounts[i].unit == u)
				total += book->accounts[i].balance;
		}
		text_add(found, u > 0 ? ", " : "");
		decimal_add_text(found, total, unit->decimals, false);
		text_add_format(found, " %.*s",
				SLICE_ARGS(unit->plural.length > 0
						   ? unit->plural
						   : unit->name));
	}
	return MONTH_LOOK;
}

static enum month_state look_at_estimates(const struct month *month,
					  struct text *found)
{
	const struct journal *journal = month->session->journal;
	struct day last = DAY_NONE;
	char day[DAY_TEXT_MAX];

	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];

		if (event->kind == EVENT_ESTIMATE &&
		    day_compare(event->day, month->closing.period.to) <= 0 &&
		    day_compare(event->day, last) > 0)
			last = event->day;
	}
	day_print(last, day);
	if (day_is_real(last))
		text_add_format(found, "the last one is of %s", day);
	else
		text_add(found, "none: the rates are those of the rules");
	return MONTH_LOOK;
}

static enum month_state look_at_liability(const struct month *month,
					  struct text *found)
{
	struct vintages *vintages =
		vintages_open(month->session->arena, month->session->book);
	int unit;

	vintages_advance(vintages, month->closing.period.to);
	const char *lacks = liability_lacks(vintages, &unit);
	if (lacks) {
		text_add_format(
			found, "the rules give no %s of '%.*s'", lacks,
			SLICE_ARGS(month->book->programs->units[unit].name));
		return MONTH_OPEN;
	}
	struct liability liability =
		liability_of(month->session->arena, vintages);
	uint8_t currency = liability.program->currency;
	int64_t total = 0;
	size_t stale = 0;

	for (size_t i = 0; i < liability.count; i++)
		stale += liability.rows[i].stale;
	for (size_t i = 0; i < liability.total_count; i++)
		total += liability.totals[i].liability;
	if (liability.program->accounting.method == METHOD_MEMO) {
		text_add(found, "points only (memo)");
		return MONTH_LOOK;
	}
	decimal_add_text(found, total, currency_scale(currency), false);
	text_add_format(found, " %s", currency_code(currency));
	if (stale > 0) {
		text_add(found, ", ");
		add_count(found, stale, "stale estimate", "stale estimates");
	}
	return MONTH_LOOK;
}

static enum month_state look_at_opening(const struct month *month,
					struct text *found)
{
	struct day before = day_add(month->closing.period.from, -1);
	const struct seals *seals = month->seals;

	for (size_t i = seals->count; i-- > 0;) {
		if (seals->list[i].reopened != EVENT_NONE ||
		    day_compare(seals->list[i].period.to, before) != 0)
			continue;
		if (month->states[i].faults) {
			text_add_format(found,
					"its opening is not what %.*s was "
					"closed with",
					SLICE_ARGS(seals->list[i].name));
			return MONTH_OPEN;
		}
		text_add_format(found, "opens with what %.*s was closed with",
				SLICE_ARGS(seals->list[i].name));
		return MONTH_LOOK;
	}
	text_add(found, "no seal before it to open with");
	return MONTH_LOOK;
}

static enum month_state look_at_ledger(const struct month *month,
				       struct text *found)
{
	if (!closing_is_reconciled(&month->closing, "gl")) {
		text_add(found, "not on record");
		return MONTH_LOOK;
	}
	text_add(found, "reconciled lines cover it");
	return MONTH_DONE;
}

static enum month_state look_at_seal(const struct month *month,
				     struct text *found)
{
	const struct journal *journal = month->session->journal;
	const struct seals *seals = month->seals;
	const struct seal *seal = seals_of(seals, month->closing.period);
	char fingerprint[FINGERPRINT_MAX];

	if (!seal) {
		const char *obstacle = closing_obstacle(&month->closing, seals);

		text_add(found, obstacle ? obstacle : "not closed");
		return MONTH_OPEN;
	}
	if (month->states[seal - seals->list].faults) {
		text_add(found, "closed, and the seal does not hold");
		return MONTH_OPEN;
	}
	seal_check_fingerprint(
		event_value(journal, &journal->events[seal->event], KEY_DIGEST),
		fingerprint);
	text_add_format(found, "closed, fingerprint %s", fingerprint);
	return MONTH_DONE;
}

/* %P stands for the period, %E for its last day. A step without a function
 * leaves nothing to be found in the book. */
static const struct step {
	const char *name;
	step_look *look;
	const char *command;
} steps[] = {
	{ "import", look_at_sales, "import FILE" },
	{ "check", look_at_findings, "check" },
	{ "reconcile till", look_at_till,
	  "reconcile till FILE -p %P --record" },
	{ "cutoff", look_at_cutoff, "cutoff -p %P" },
	{ "adjustments", look_at_adjustments, "adjustments -p %P" },
	{ "balance", look_at_balances, "balance --total --as-of %E" },
	{ "ageing", NULL, "ageing --as-of %E" },
	{ "estimate", look_at_estimates, "estimate --as-of %E" },
	{ "liability", look_at_liability, "liability --as-of %E" },
	{ "rollforward", look_at_opening, "rollforward -p %P" },
	{ "export gl", NULL, "export gl -p %P" },
	{ "reconcile gl", look_at_ledger, "reconcile gl FILE -p %P --record" },
	{ "sample", NULL, "sample --n 25 --seed 7 -p %P" },
	{ "close", look_at_seal, "close %P" },
	{ "pack", NULL, "pack %P DIR" },
};

static const char *fill(const struct month *month, const char *command)
{
	struct text text;
	char day[DAY_TEXT_MAX];

	day_print(month->closing.period.to, day);
	text_init(&text, month->session->arena);
	text_add(&text, "pointbook ");
	for (; *command; command++) {
		if (*command != '%') {
			text_add_char(&text, *command);
		} else if (*++command == 'P') {
			text_add_slice(&text, month->closing.name);
		} else {
			text_add(&text, day);
		}
	}
	return text.bytes;
}

bool month_steps_look(const struct month *month, size_t nth,
		      struct month_end_row *row)
{
	const struct step *step = &steps[nth];
	struct text found;

	if (nth >= sizeof(steps) / sizeof(steps[0]))
		return false;
	text_init(&found, month->session->arena);
	row->step = step->name;
	row->command = fill(month, step->command);
	row->state = step->look ? step->look(month, &found) : MONTH_LOOK;
	row->found = text_slice(&found);
	return true;
}
