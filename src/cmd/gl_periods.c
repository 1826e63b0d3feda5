/*
 * A roll-forward by vintage, a month at a time. See gl_periods.h.
 */
#include "cmd/gl_periods.h"

#include "base/arena.h"
#include "cmd/session.h"
#include "cmd/value_heading.h"
#include "engine/book.h"
#include "value/rollforward.h"
#include "value/vintage.h"

/* The last day of the last month that has ended by a day. */
static struct day last_month_end(struct day day)
{
	struct day end = day_month_end(day);

	if (day_compare(end, day) == 0)
		return day;
	return day_add(day_month_start(day), -1);
}

/* Closed at both ends; empty (to before from) when no month has ended. */
static struct period asked_for(const struct session *session)
{
	const struct book *book = session->book;
	struct period period = session->period;

	if (!day_is_real(period.to))
		period.to = day_is_real(session->dates.as_of)
				    ? book->as_of
				    : last_month_end(book->as_of);
	if (day_compare(period.to, book->as_of) > 0)
		period.to = book->as_of;
	if (!day_is_real(period.from))
		period.from = day_month_start(
			book->applied > 0 ? book->first_day : period.to);
	return period;
}

/* False after the message. */
static bool check(struct session *session,
		  const struct rollforward_period *rolled)
{
	if (rolled->overflow) {
		message_error(&session->terminal,
			      "the amounts are too large to be valued exactly: "
			      "take a part of the book with -p");
		return false;
	}
	if (rolled->nothing_expected != NULL) {
		int unit = rolled->nothing_expected_unit;
		message_error(
			&session->terminal,
			"no redemption is expected of '%s' although points in "
			"'%.*s' are outstanding: record an 'estimate' above "
			"0%%",
			rolled->nothing_expected,
			SLICE_ARGS(session->programs->units[unit].name));
		return false;
	}
	return true;
}

static enum exit_status roll(struct session *session, struct period period,
			     struct gl_periods *periods)
{
	struct arena *arena = session->arena;
	struct vintages *vintages = vintages_open(arena, session->book);
	struct rollforward *r = rollforward_open(
		arena, vintages, ROLLFORWARD_BY_VINTAGE, period.from);
	size_t capacity = 0;
	bool has_money = false;

	for (struct day day = period.from; day_compare(day, period.to) <= 0;) {
		struct day end = day_month_end(day);
		if (day_compare(end, period.to) > 0)
			end = period.to;
		struct rollforward_period rolled = rollforward_next(r, end);
		if (!value_heading_check(session, vintages) ||
		    !check(session, &rolled))
			return STATUS_NO;
		has_money |= rolled.has_money;
		periods->list =
			arena_grow(arena, periods->list, periods->count + 1,
				   sizeof(*periods->list), &capacity);
		periods->list[periods->count++] = gl_entries_of(arena, &rolled);
		day = day_add(end, 1);
	}
	if (has_money)
		return STATUS_FINE;
	message_error(&session->terminal,
		      "the rules carry points as a memo, without money: choose "
		      "'method: deferred' or 'cost' under accounting");
	return STATUS_NO;
}

enum exit_status gl_periods_find(struct session *session,
				 struct gl_periods *periods)
{
	struct period period = asked_for(session);

	*periods = (struct gl_periods){ .list = NULL };
	if (day_compare(period.from, period.to) > 0) {
		message_error(&session->terminal,
			      "no month of the book has ended by that day: "
			      "give the period, as -p 2026-10, or --as-of");
		return STATUS_USAGE;
	}
	return roll(session, period, periods);
}
