/*
 * Points are added up in cells, one a vintage and group; the vintages
 * themselves are counted and valued as for `liability`. A vintage's money is
 * worked out once (rollforward_money.c) and then shared by its cells
 * (rollforward_share.c).
 */
#include "value/rollforward.h"

#include "base/arena.h"
#include "base/decimal.h"
#include "engine/book.h"
#include "rules/program.h"
#include "value/rollforward_group.h"
#include "value/rollforward_money.h"
#include "value/rollforward_share.h"
#include "value/vintage.h"
#include "value/vintage_advance.h"

struct rollforward {
	struct arena *arena;
	struct vintages *vintages;
	enum rollforward_by by;
	struct rollforward_groups groups;
	struct vintage_points *cells; /* cumulative: by vintage and group */
	int64_t *left;                /* by lot, for tiers; else NULL */
	uint32_t *groups_before;      /* by lot, likewise */
	size_t next_move;             /* not counted yet */
	/* at the close of the day reached */
	struct day day;
	const struct program *program;
	struct rollforward_state *states; /* by vintage */
};

/* ---- counting ---- */

static struct vintage_points *cell(const struct rollforward *r, size_t vintage,
				   uint32_t group)
{
	return &r->cells[vintage * r->groups.names.count + group];
}

/* Counts what the vintages counted since. */
static void count_moves(struct rollforward *r)
{
	const struct vintages *v = r->vintages;

	for (; r->next_move < v->next_move; r->next_move++) {
		const struct lot_move *move =
			&v->book->moves[v->moves[r->next_move]];
		uint32_t vintage = vintages_of_move(v, move);
		uint32_t group = rollforward_group_of(&r->groups, move->lot);
		vintage_points_add(cell(r, vintage, group), move,
				   v->list[vintage].class == VINTAGE_SALE);
		if (r->left != NULL && move->lot != NONE)
			r->left[move->lot] += move->points;
	}
}

/* Points of lots that are in another group from now on are transferred. */
static void regroup(struct rollforward *r, struct day day)
{
	const struct vintages *v = r->vintages;

	if (r->left == NULL)
		return;
	rollforward_groups_go_on(&r->groups, day, r->groups_before);
	for (size_t i = 0; i < v->book->lot_count; i++) {
		if (r->left[i] == 0 ||
		    r->groups_before[i] == r->groups.of_lot[i])
			continue;
		cell(r, v->of_lot[i], r->groups_before[i])->transferred_out +=
			r->left[i];
		cell(r, v->of_lot[i], r->groups.of_lot[i])->transferred_in +=
			r->left[i];
	}
}

static struct rollforward_state *value_all(struct rollforward *r,
					   const struct valuation *valuation)
{
	const struct vintages *v = r->vintages;
	struct rollforward_state *states =
		arena_take_array(r->arena, v->count, sizeof(*states));

	for (size_t i = 0; i < v->count; i++)
		states[i] = rollforward_state(valuation, &v->list[i]);
	return states;
}

struct rollforward *rollforward_open(struct arena *arena,
				     struct vintages *vintages,
				     enum rollforward_by by, struct day from)
{
	struct rollforward *r = arena_take(arena, sizeof(*r));
	const struct book *book = vintages->book;
	struct day day = day_add(from, -1);

	*r = (struct rollforward){
		.arena = arena,
		.vintages = vintages,
		.by = by,
		.groups = rollforward_groups_open(arena, book, by, day),
		.day = day,
		.program = programs_on(book->programs, day),
	};
	r->cells =
		arena_take_array(arena, vintages->count * r->groups.names.count,
				 sizeof(*r->cells));
	if (by == ROLLFORWARD_BY_TIER) {
		r->left = arena_take_array(arena, book->lot_count,
					   sizeof(*r->left));
		r->groups_before = arena_take_array(arena, book->lot_count,
						    sizeof(*r->groups_before));
	}
	vintages_advance(vintages, day);
	count_moves(r);
	struct valuation valuation = valuation_begin(arena, vintages);
	r->states = value_all(r, &valuation);
	return r;
}

/* ---- rows ---- */

static bool add_points(struct vintage_points *sum,
		       const struct vintage_points *more)
{
	return amount_add(sum->issued_sale, more->issued_sale,
			  &sum->issued_sale) &&
	       amount_add(sum->issued_other, more->issued_other,
			  &sum->issued_other) &&
	       amount_add(sum->redeemed, more->redeemed, &sum->redeemed) &&
	       amount_add(sum->expired, more->expired, &sum->expired) &&
	       amount_add(sum->clawed_back, more->clawed_back,
			  &sum->clawed_back) &&
	       amount_add(sum->adjusted_up, more->adjusted_up,
			  &sum->adjusted_up) &&
	       amount_add(sum->adjusted_down, more->adjusted_down,
			  &sum->adjusted_down) &&
	       amount_add(sum->transferred_in, more->transferred_in,
			  &sum->transferred_in) &&
	       amount_add(sum->transferred_out, more->transferred_out,
			  &sum->transferred_out);
}

static bool add_money(struct rollforward_money *sum,
		      const struct rollforward_money *more)
{
	return amount_add(sum->opening, more->opening, &sum->opening) &&
	       amount_add(sum->deferred, more->deferred, &sum->deferred) &&
	       amount_add(sum->released_redemption, more->released_redemption,
			  &sum->released_redemption) &&
	       amount_add(sum->released_expiry, more->released_expiry,
			  &sum->released_expiry) &&
	       amount_add(sum->change_of_estimate, more->change_of_estimate,
			  &sum->change_of_estimate) &&
	       amount_add(sum->returned, more->returned, &sum->returned) &&
	       amount_add(sum->transferred, more->transferred,
			  &sum->transferred) &&
	       amount_add(sum->closing, more->closing, &sum->closing);
}

static void add_row(struct rollforward_period *period,
		    struct rollforward_row *sum,
		    const struct rollforward_row *more)
{
	bool fits = amount_add(sum->opening, more->opening, &sum->opening) &&
		    amount_add(sum->closing, more->closing, &sum->closing) &&
		    add_points(&sum->moved, &more->moved) &&
		    add_money(&sum->money, &more->money);

	period->overflow |= !fits;
}

static bool row_is_empty(const struct rollforward_row *row)
{
	const struct vintage_points *p = &row->moved;
	const struct rollforward_money *m = &row->money;
	const int64_t figures[] = {
		row->opening,       row->closing,
		p->issued_sale,     p->issued_other,
		p->redeemed,        p->expired,
		p->clawed_back,     p->adjusted_up,
		p->adjusted_down,   p->transferred_in,
		p->transferred_out, m->opening,
		m->deferred,        m->released_redemption,
		m->released_expiry, m->change_of_estimate,
		m->returned,        m->transferred,
		m->closing,
	};

	for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++) {
		if (figures[i] != 0)
			return false;
	}
	return true;
}

/* One vintage's rows by group, without money. */
static void fill_vintage(const struct rollforward *r, size_t vintage,
			 const struct vintage_points *before,
			 struct rollforward_row *rows)
{
	size_t groups = r->groups.names.count;

	for (size_t g = 0; g < groups; g++) {
		const struct vintage_points *now =
			cell(r, vintage, (uint32_t)g);
		const struct vintage_points *then =
			&before[vintage * groups + g];
		rows[g] = (struct rollforward_row){
			.group = intern_text(&r->groups.names, (uint32_t)g),
			.unit = r->vintages->list[vintage].unit,
			.opening = vintage_points_outstanding(then),
			.moved = rollforward_moved(now, then),
			.closing = vintage_points_outstanding(now),
		};
		if (r->by == ROLLFORWARD_BY_VINTAGE)
			rows[g].group =
				slice_from(r->vintages->list[vintage].name);
	}
}

/* The rows that are to be kept, in order; and the totals. */
static void keep_rows(const struct rollforward *r,
		      struct rollforward_period *period,
		      const struct rollforward_row *sums, size_t count)
{
	size_t groups = r->groups.names.count;

	for (size_t i = 0; i < count; i++) {
		size_t at = r->by == ROLLFORWARD_BY_VINTAGE
				    ? i
				    : i / groups * groups +
					      r->groups.order[i % groups];
		const struct rollforward_row *row = &sums[at];
		if (row_is_empty(row))
			continue;
		period->rows[period->count++] = *row;
		if (period->total_count == 0 ||
		    period->totals[period->total_count - 1].unit != row->unit)
			period->totals[period->total_count++] =
				(struct rollforward_row){ .unit = row->unit };
		add_row(period, &period->totals[period->total_count - 1], row);
	}
}

static void note_state(struct rollforward_period *period,
		       const struct vintage *vintage,
		       const struct rollforward_state *state)
{
	period->overflow |= state->value.overflow;
	if (!state->value.nothing_expected || period->nothing_expected != NULL)
		return;
	period->nothing_expected = vintage->name;
	period->nothing_expected_unit = vintage->unit;
}

/* Works out all vintages, added up by row. */
static void fill_period(struct rollforward *r,
			struct rollforward_period *period,
			const struct valuation *valuation,
			const struct vintage_points *before)
{
	const struct vintages *v = r->vintages;
	size_t groups = r->groups.names.count;
	bool by_vintage = r->by == ROLLFORWARD_BY_VINTAGE;
	size_t count =
		by_vintage ? v->count : v->book->programs->unit_count * groups;
	struct rollforward_row *sums =
		arena_take_array(r->arena, count, sizeof(*sums));
	struct rollforward_row *rows =
		arena_take_array(r->arena, groups, sizeof(*rows));
	struct rollforward_state *closing = value_all(r, valuation);

	for (size_t i = 0; i < v->count; i++) {
		struct rollforward_opening opening = { r->day, r->program,
						       &r->states[i] };
		struct rollforward_money money = rollforward_money(
			valuation, &v->list[i], &opening, &closing[i]);
		size_t first = by_vintage ? i : v->list[i].unit * groups;
		note_state(period, &v->list[i], &closing[i]);
		fill_vintage(r, i, before, rows);
		rollforward_share(&money, rows, groups);
		for (size_t g = 0; g < groups; g++) {
			sums[first + g].group = rows[g].group;
			sums[first + g].unit = rows[g].unit;
			add_row(period, &sums[first + g], &rows[g]);
		}
	}
	period->rows = arena_take_array(r->arena, count, sizeof(*sums));
	keep_rows(r, period, sums, count);
	r->states = closing;
}

struct rollforward_period rollforward_next(struct rollforward *r, struct day to)
{
	const struct programs *programs = r->vintages->book->programs;
	size_t cells = r->vintages->count * r->groups.names.count;
	struct vintage_points *before =
		arena_take_array(r->arena, cells, sizeof(*before));
	struct rollforward_period period = {
		.from = day_add(r->day, 1),
		.to = to,
		.program = programs_on(programs, to),
		.totals = arena_take_array(r->arena, programs->unit_count,
					   sizeof(*period.totals)),
	};

	for (size_t i = 0; i < cells; i++)
		before[i] = r->cells[i];
	regroup(r, to);
	vintages_advance(r->vintages, to);
	count_moves(r);
	struct valuation valuation = valuation_begin(r->arena, r->vintages);
	period.has_money = r->program->accounting.method != METHOD_MEMO ||
			   valuation.program->accounting.method != METHOD_MEMO;
	fill_period(r, &period, &valuation, before);
	r->day = to;
	r->program = valuation.program;
	return period;
}

/* ---- several periods as one ---- */

static const struct rollforward_row *
total_of(const struct rollforward_period *period, int unit)
{
	for (size_t i = 0; i < period->total_count; i++) {
		if (period->totals[i].unit == unit)
			return &period->totals[i];
	}
	return NULL;
}

/* All periods of one unit; false when none has it. */
static bool add_up(struct rollforward_period *overall,
		   struct rollforward_row *sum,
		   const struct rollforward_period *periods, size_t count)
{
	const struct rollforward_row *first = total_of(periods, sum->unit);
	const struct rollforward_row *last =
		total_of(&periods[count - 1], sum->unit);
	bool found = false;

	for (size_t i = 0; i < count; i++) {
		const struct rollforward_row *one =
			total_of(&periods[i], sum->unit);
		if (one == NULL)
			continue;
		add_row(overall, sum, one);
		found = true;
	}
	sum->opening = first == NULL ? 0 : first->opening;
	sum->money.opening = first == NULL ? 0 : first->money.opening;
	sum->closing = last == NULL ? 0 : last->closing;
	sum->money.closing = last == NULL ? 0 : last->money.closing;
	return found;
}

struct rollforward_period
rollforward_overall(struct arena *arena,
		    const struct rollforward_period *periods, size_t count)
{
	struct rollforward_period overall = periods[count - 1];

	overall.from = periods[0].from;
	overall.rows = NULL;
	overall.count = 0;
	overall.totals =
		arena_take_array(arena, UNITS_MAX, sizeof(*overall.totals));
	overall.total_count = 0;
	for (size_t i = 0; i < count; i++) {
		overall.overflow |= periods[i].overflow;
		overall.has_money |= periods[i].has_money;
	}
	for (int unit = 0; unit < UNITS_MAX; unit++) {
		struct rollforward_row *sum =
			&overall.totals[overall.total_count];
		*sum = (struct rollforward_row){ .unit = unit };
		if (add_up(&overall, sum, periods, count))
			overall.total_count++;
	}
	return overall;
}
