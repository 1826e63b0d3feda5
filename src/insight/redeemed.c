/*
 * The book is gone through from month end to month end; at each what has been
 * redeemed of every vintage is written down. See redeemed.h.
 */
#include "insight/redeemed.h"

#include "base/arena.h"
#include "engine/book.h"
#include "value/vintage.h"
#include "value/vintage_advance.h"

/* True when points of the class belong in the triangle. */
static bool belongs(enum redeemed_points points, int class)
{
	if (class == VINTAGE_SALE)
		return true;
	return points == REDEEMED_OF_ALL &&
	       (class == VINTAGE_OTHER || class == VINTAGE_PARTNER);
}

bool redeemed_counts(const struct redeemed *redeemed,
		     const struct redeemed_month *month, int class)
{
	return month->is_apart || belongs(redeemed->points, class);
}

/* ---- which there are ---- */

/* Where revenue is deferred points of sales are taken, if there are any. */
static enum redeemed_points choose(const struct vintages *v, int unit,
				   const struct program *program)
{
	if (program->accounting.method != METHOD_DEFERRED)
		return REDEEMED_OF_ALL;
	for (size_t i = 0; i < v->count; i++) {
		if (v->list[i].unit == unit &&
		    belongs(REDEEMED_OF_SALES, v->list[i].class))
			return REDEEMED_OF_SALES;
	}
	return REDEEMED_OF_ALL;
}

/* The months of a unit up to one, from the vintage at *next on. */
static void add_months(struct arena *arena, const struct vintages *v,
		       int32_t last, struct redeemed *unit, size_t *next)
{
	size_t i = *next;

	unit->months = arena_take_array(arena, v->count, sizeof(*unit->months));
	while (i < v->count && v->list[i].unit == unit->unit) {
		const struct vintage *vintage = &v->list[i];
		if (vintage->month > last) {
			i++;
			continue;
		}
		struct redeemed_month *month = &unit->months[unit->count++];
		*month = (struct redeemed_month){
			.name = arena_copy(arena, vintage->name, 7),
			.month = vintage->month,
			.first = i,
			.is_apart = true,
		};
		while (i < v->count && v->list[i].unit == unit->unit &&
		       v->list[i].month == month->month)
			i++;
		month->count = i - month->first;
	}
	*next = i;
}

/* ---- what there was ---- */

static void begin_rows(struct arena *arena, const struct vintages *v,
		       struct redeemed *unit, int32_t last)
{
	unit->rows = arena_take_array(arena, unit->count, sizeof(*unit->rows));
	for (size_t i = 0; i < unit->count; i++) {
		struct redeemed_month *month = &unit->months[i];
		size_t ages = (size_t)(last - month->month) + 1;
		for (size_t k = 0; k < month->count; k++)
			month->is_apart &= !belongs(
				unit->points, v->list[month->first + k].class);
		month->redeemed =
			arena_take_array(arena, ages, sizeof(int64_t));
		unit->rows[i] =
			(struct triangle_row){ .ages = ages,
					       .redeemed = month->redeemed };
	}
}

/* What is redeemed at the close of a month, of one unit. */
static void write_down(const struct vintages *v, const struct redeemed *unit,
		       int32_t now)
{
	for (size_t i = 0; i < unit->count; i++) {
		const struct redeemed_month *month = &unit->months[i];
		if (month->month > now)
			return;
		for (size_t k = 0; k < month->count; k++) {
			const struct vintage *vintage =
				&v->list[month->first + k];
			if (redeemed_counts(unit, month, vintage->class))
				month->redeemed[now - month->month] +=
					vintage->points.redeemed;
		}
	}
}

/* The last day on which points of each vintage can be used. */
static struct day *find_ends(struct arena *arena, const struct vintages *v)
{
	const struct book *book = v->book;
	struct day *ends = arena_take_array(arena, v->count, sizeof(*ends));

	for (size_t i = 0; i < v->count; i++)
		ends[i] = DAY_NONE;
	for (size_t i = 0; i < book->lot_count; i++) {
		struct day *end = &ends[v->of_lot[i]];
		struct day expires = lot_expires(book, &book->lots[i]);
		if (day_compare(expires, *end) > 0)
			*end = expires;
	}
	return ends;
}

/* At the end: what was issued, what is left of it, and for how long. */
static void finish_row(const struct vintages *v, const struct day *ends,
		       struct redeemed *unit, size_t at)
{
	const struct redeemed_month *month = &unit->months[at];
	struct triangle_row *row = &unit->rows[at];
	struct day end = DAY_NONE;

	for (size_t k = month->first; k < month->first + month->count; k++) {
		const struct vintage_points *p = &v->list[k].points;
		if (!redeemed_counts(unit, month, v->list[k].class))
			continue;
		int64_t left = vintage_points_outstanding(p);
		row->outstanding += left;
		row->issued += left + p->redeemed + p->expired;
		if (day_compare(ends[k], end) > 0)
			end = ends[k];
	}
	row->final_age = TRIANGLE_NO_END;
	if (day_is_real(end) && vintage_month(end) >= month->month)
		row->final_age = (size_t)(vintage_month(end) - month->month);
}

/* ---- all of it ---- */

static size_t begin_units(struct arena *arena, const struct vintages *v,
			  struct redeemed *units, int32_t last)
{
	size_t count = 0;
	size_t next = 0;

	while (next < v->count) {
		struct redeemed *unit = &units[count];
		*unit = (struct redeemed){ .unit = v->list[next].unit };
		add_months(arena, v, last, unit, &next);
		count += unit->count > 0;
	}
	return count;
}

struct redeemed *redeemed_collect(struct arena *arena, struct vintages *v,
				  struct day day, enum redeemed_points points,
				  size_t *count)
{
	const struct programs *programs = v->book->programs;
	struct redeemed *units = arena_take_array(
		arena, programs->unit_count + 1, sizeof(*units));
	int32_t last = vintage_month(day);
	int32_t first = last;

	*count = begin_units(arena, v, units, last);
	for (size_t u = 0; u < *count; u++) {
		units[u].points = points != REDEEMED_BY_METHOD
					  ? points
					  : choose(v, units[u].unit,
						   programs_on(programs, day));
		begin_rows(arena, v, &units[u], last);
		if (units[u].months[0].month < first)
			first = units[u].months[0].month;
	}
	for (int32_t now = first; now <= last; now++) {
		vintages_advance(v, day_month_end(day_add_months(
					    day_month_start(day), now - last)));
		for (size_t u = 0; u < *count; u++)
			write_down(v, &units[u], now);
	}
	struct day *ends = find_ends(arena, v);
	for (size_t u = 0; u < *count; u++) {
		for (size_t i = 0; i < units[u].count; i++)
			finish_row(v, ends, &units[u], i);
	}
	return units;
}

bool redeemed_has(const struct redeemed *redeemed, int32_t month)
{
	for (size_t i = 0; i < redeemed->count; i++) {
		if (redeemed->months[i].month == month)
			return true;
	}
	return false;
}
