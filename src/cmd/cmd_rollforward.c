/*
 * pointbook rollforward: from one closing to the next, in points and in money.
 * The sums are proved before anything is printed: what does not tie is said,
 * and is no report.
 */
#include "cmd/command.h"
#include "cmd/session.h"
#include "cmd/value_heading.h"
#include "engine/book.h"
#include "report/report_rollforward.h"
#include "report/table.h"
#include "value/closed_points.h"
#include "value/liability.h"
#include "value/rollforward.h"
#include "value/vintage.h"

struct rollforward_options {
	int by;   /* index into ways, -1 */
	int only; /* enum rollforward_part, -1 */
};

enum way {
	BY_DAY,
	BY_MONTH,
	BY_QUARTER,
	BY_VINTAGE,
	BY_STORE,
	BY_TIER,
	BY_PARTNER
};

static const char *const ways[] = {
	[BY_DAY] = "day",         [BY_MONTH] = "month",
	[BY_QUARTER] = "quarter", [BY_VINTAGE] = "vintage",
	[BY_STORE] = "store",     [BY_TIER] = "tier",
	[BY_PARTNER] = "partner", NULL,
};

static const char *const parts[] = { [ROLLFORWARD_POINTS] = "points",
				     [ROLLFORWARD_MONEY] = "money",
				     [ROLLFORWARD_PARTS] = NULL };

static const struct option rollforward_table[] = {
	{ "by", 0, OPTION_CHOICE, "WHAT", ways,
	  offsetof(struct rollforward_options, by),
	  "a row for each day, month, quarter, vintage, store, tier or "
	  "partner" },
	{ "only", 0, OPTION_CHOICE, "WHAT", parts,
	  offsetof(struct rollforward_options, only),
	  "the columns of points, or those of money" },
	{ 0 },
};

static const char *const rollforward_examples[] = {
	"rollforward -p 2026-10",
	"rollforward -p 2026-10 --by vintage --only money",
	"rollforward -p 2026 --by month -O csv",
	NULL,
};

static enum rollforward_by grouping_of(int way)
{
	switch (way) {
	case BY_VINTAGE:
		return ROLLFORWARD_BY_VINTAGE;
	case BY_STORE:
		return ROLLFORWARD_BY_STORE;
	case BY_TIER:
		return ROLLFORWARD_BY_TIER;
	case BY_PARTNER:
		return ROLLFORWARD_BY_PARTNER;
	default:
		return ROLLFORWARD_TOTAL;
	}
}

/* ---- the periods ---- */

/* The period that was asked for, else the month of the day: closed at both
 * ends, and not beyond the book's day. */
static struct period whole_period(const struct session *session)
{
	const struct book *book = session->book;
	struct period period = session->period;

	if (period_is_always(period))
		period.from = day_month_start(book->as_of);
	if (!day_is_real(period.from))
		period.from = book->applied > 0 ? book->first_day : book->as_of;
	if (!day_is_real(period.to) || day_compare(period.to, book->as_of) > 0)
		period.to = book->as_of;
	return period;
}

/* The last day of the period that begins with `day`, when cut as asked. */
static struct day end_of(struct day day, int way)
{
	switch (way) {
	case BY_DAY:
		return day;
	case BY_MONTH:
		return day_month_end(day);
	case BY_QUARTER:
		while (day_civil(day).month % 3 != 0)
			day = day_add(day_month_end(day), 1);
		return day_month_end(day);
	default:
		return DAY_NEVER;
	}
}

struct rolled {
	struct rollforward_period *periods;
	size_t count;
	struct rollforward_period all; /* of those, as one */
	/* up to the book's own day, which the proof is made on */
	struct rollforward_period after;
};

static struct rolled roll(struct session *session, struct vintages *vintages,
			  struct period whole, int way)
{
	struct arena *arena = session->arena;
	struct rollforward *r =
		rollforward_open(arena, vintages, grouping_of(way), whole.from);
	struct rolled rolled = { 0 };
	struct day day = whole.from;
	size_t capacity = 0;

	while (day_compare(day, whole.to) <= 0) {
		struct day end = end_of(day, way);
		if (day_compare(end, whole.to) > 0)
			end = whole.to;
		rolled.periods =
			arena_grow(arena, rolled.periods, rolled.count + 1,
				   sizeof(*rolled.periods), &capacity);
		rolled.periods[rolled.count++] = rollforward_next(r, end);
		day = day_add(end, 1);
	}
	rolled.all = rollforward_overall(arena, rolled.periods, rolled.count);
	rolled.after = rollforward_next(r, session->book->as_of);
	return rolled;
}

/* ---- the proof ---- */

/* A unit's total in points, as it is at the beginning or the end. */
static int64_t points_of(const struct rollforward_period *period, int unit,
			 bool at_close)
{
	for (size_t i = 0; i < period->total_count; i++) {
		const struct rollforward_row *row = &period->totals[i];
		if (row->unit == unit)
			return at_close ? row->closing : row->opening;
	}
	return 0;
}

/* The opening is what the last close said. */
static bool check_close(struct session *session, const struct rolled *rolled)
{
	struct day day = day_add(rolled->all.from, -1);
	char text[DAY_TEXT_MAX];
	bool ties = true;

	day_print(day, text);
	for (int unit = 0; unit < (int)session->programs->unit_count; unit++) {
		int64_t opening = points_of(&rolled->all, unit, false);
		int64_t closed;
		if (!closed_points(session->book, day, unit, &closed) ||
		    closed == opening)
			continue;
		message_error(&session->terminal,
			      "the opening of %s is not what was closed on %s "
			      "with %s: a closed period was changed, 'verify' "
			      "names it",
			      value_heading_points(session, unit, opening),
			      text,
			      value_heading_points(session, unit, closed));
		ties = false;
	}
	return ties;
}

static bool check_sums(struct session *session, const struct rolled *rolled)
{
	int64_t closing[UNITS_MAX];

	if (rolled->all.overflow || rolled->after.overflow) {
		message_error(&session->terminal,
			      "the amounts are too large to be valued exactly: "
			      "roll a part of the book forward with -p");
		return false;
	}
	if (rolled->all.nothing_expected != NULL) {
		int unit = rolled->all.nothing_expected_unit;
		message_error(
			&session->terminal,
			"no redemption is expected of '%s' although points in "
			"'%.*s' are outstanding: record an 'estimate' above "
			"0%%",
			rolled->all.nothing_expected,
			SLICE_ARGS(session->programs->units[unit].name));
		return false;
	}
	for (int unit = 0; unit < UNITS_MAX; unit++)
		closing[unit] = points_of(&rolled->after, unit, true);
	bool ties = value_heading_ties(session, closing);
	ties &= check_close(session, rolled);
	return ties;
}

/* ---- the command ---- */

static enum exit_status rollforward_run(struct session *session,
					const void *options)
{
	const struct rollforward_options *given = options;
	struct period whole = whole_period(session);
	struct rollforward_shape shape = {
		.grouped = grouping_of(given->by) != ROLLFORWARD_TOTAL,
		.part = given->only < 0 ? ROLLFORWARD_PARTS
					: (enum rollforward_part)given->only,
	};

	if (day_compare(whole.from, whole.to) > 0) {
		message_error(&session->terminal,
			      "the period begins after the day the book is "
			      "shown as of: give a later --as-of");
		return STATUS_USAGE;
	}
	session->period = whole;
	struct vintages *vintages =
		vintages_open(session->arena, session->book);
	struct rolled rolled = roll(session, vintages, whole, given->by);
	if (!value_heading_check(session, vintages))
		return STATUS_NO;
	struct liability liability = liability_of(session->arena, vintages);
	if (!value_heading_is_right(session, &liability))
		return STATUS_NO;
	value_heading_warn(session, &liability);
	value_heading_add(session, rolled.all.program);
	if (!check_sums(session, &rolled))
		return STATUS_NO;
	const struct report *report =
		report_rollforward_shape(session->arena, shape);
	struct table *table = session_table(session, report);
	if (table == NULL)
		return STATUS_ENVIRONMENT;
	report_rollforward_rows(session->book, shape, rolled.periods,
				rolled.count, table);
	return STATUS_FINE;
}

const struct command cmd_rollforward = {
	.name = "rollforward",
	.group = GROUP_CHECK,
	.summary = "from one closing to the next, in points and money",
	.takes = TAKES_PERIOD | TAKES_OUTPUT,
	.needs = NEEDS_MOVES | READS_ONLY,
	.options = rollforward_table,
	.options_size = sizeof(struct rollforward_options),
	.examples = rollforward_examples,
	.run = rollforward_run,
};
