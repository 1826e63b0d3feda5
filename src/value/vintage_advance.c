/*
 * The moves of the replay are counted in the order of their days (a counting
 * sort: expiries are found late). Sales go into their pool with the first lot
 * they open, and out again when they are voided or moved away in the same
 * month; later, a return reduces what was allocated pro rata
 * (value/liability.c).
 */
#include "value/vintage_advance.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/currency.h"
#include "base/decimal.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "value/sale_pool.h"
#include "value/vintage.h"

/* A sale that leaves its pool: voided, or moved to another member; or an
 * opening that was voided, with what it brought. */
struct withdrawal {
	struct day day;
	uint32_t event; /* void or move */
	uint32_t source;
};

/* ---- what happens when ---- */

/* The moves by day, those of one day as they were made. */
static void order_moves(struct vintages *v)
{
	const struct book *book = v->book;
	int32_t first = INT32_MAX;
	int32_t last = INT32_MIN;

	v->moves =
		arena_take_array(v->arena, book->move_count, sizeof(*v->moves));
	for (size_t i = 0; i < book->move_count; i++) {
		int32_t day = book->moves[i].day.number;
		first = day < first ? day : first;
		last = day > last ? day : last;
	}
	if (book->move_count == 0)
		return;
	size_t days = (size_t)(last - first) + 1;
	uint32_t *starts =
		arena_take_array(v->arena, days + 1, sizeof(*starts));
	for (size_t i = 0; i < book->move_count; i++)
		starts[book->moves[i].day.number - first + 1]++;
	for (size_t i = 1; i <= days; i++)
		starts[i] += starts[i - 1];
	for (size_t i = 0; i < book->move_count; i++)
		v->moves[starts[book->moves[i].day.number - first]++] =
			(uint32_t)i;
}

static int compare_withdrawals(const void *a, const void *b)
{
	const struct withdrawal *x = a;
	const struct withdrawal *y = b;

	if (x->day.number != y->day.number)
		return x->day.number < y->day.number ? -1 : 1;
	return x->event < y->event ? -1 : 1;
}

/* True when a line brings deferred revenue along. */
static bool brings(const struct vintages *v, uint32_t event)
{
	const struct journal *journal = v->book->journal;
	const struct event *e = &journal->events[event];

	return e->kind == EVENT_OPENING &&
	       (v->book->effects[event].flags & EFFECT_APPLIED) &&
	       event_attribute(journal, e, KEY_DEFERRED) != NULL;
}

/* True when the event takes a purchase out of its pool, or an opening back. */
static bool withdraws(const struct vintages *v, uint32_t event,
		      struct withdrawal *found)
{
	const struct journal *journal = v->book->journal;
	const struct event *e = &journal->events[event];
	unsigned flags = v->book->effects[event].flags;

	if ((e->kind != EVENT_VOID && e->kind != EVENT_MOVE) ||
	    !(flags & EFFECT_APPLIED) || (flags & EFFECT_REFUSED))
		return false;
	uint32_t source = journal_find(journal, event_operand(journal, e));
	if (source == EVENT_NONE)
		return false;
	const struct event *p = &journal->events[source];
	*found = (struct withdrawal){ e->day, event, source };
	if (p->kind == EVENT_OPENING)
		return e->kind == EVENT_VOID && brings(v, source);
	return p->kind == EVENT_PURCHASE && p->currency != CURRENCY_NONE &&
	       vintage_month(p->day) == vintage_month(e->day);
}

static void find_events(struct vintages *v)
{
	const struct book *book = v->book;
	struct withdrawal found;
	size_t withdrawals = 0;
	size_t openings = 0;

	for (size_t i = 0; i < book->journal->event_count; i++) {
		uint32_t event = (uint32_t)i;
		if (withdraws(v, event, &found)) {
			v->withdrawals = arena_grow(v->arena, v->withdrawals,
						    v->withdrawal_count + 1,
						    sizeof(*v->withdrawals),
						    &withdrawals);
			v->withdrawals[v->withdrawal_count++] = found;
		} else if (brings(v, event)) {
			v->openings = arena_grow(
				v->arena, v->openings, v->opening_count + 1,
				sizeof(*v->openings), &openings);
			v->openings[v->opening_count++] = event;
		}
	}
	if (v->withdrawal_count > 0)
		qsort(v->withdrawals, v->withdrawal_count,
		      sizeof(*v->withdrawals), compare_withdrawals);
}

/* ---- going on ---- */

/* Points x points-cost of the partner a line names. */
static void add_partner(struct vintages *v, struct vintage *vintage,
			const struct lot_move *move, const struct program *in)
{
	const struct journal *journal = v->book->journal;
	struct slice name = event_value(journal, &journal->events[move->event],
					KEY_PARTNER);

	for (size_t i = 0; i < in->partner_count; i++) {
		const struct partner *partner = &in->partners[i];
		if (!slice_equal(partner->name, name) ||
		    !partner->has_points_cost)
			continue;
		int64_t cost = partner->points_cost.mantissa;
		int rest = DECIMAL_SCALE_MAX - partner->points_cost.scale;
		vintage->partners_pay +=
			(int128_t)move->points * cost * decimal_power(rest);
	}
}

/* Points that are issued: under which rules, and with which money. */
static void count_issue(struct vintages *v, struct vintage *vintage,
			const struct lot_move *move)
{
	const struct book *book = v->book;
	const struct event *e = &book->journal->events[move->event];
	const struct lot *lot = &book->lots[move->lot];
	size_t program = vintages_program(v, lot->earned);

	vintage->granted[program] += move->points;
	if (vintage->class == VINTAGE_PARTNER ||
	    vintage->class == VINTAGE_OPENING)
		vintage->pooled += move->points;
	if (vintage->class == VINTAGE_PARTNER)
		add_partner(v, vintage, move, book->programs->list[program]);
	if (vintage->class != VINTAGE_SALE ||
	    book->effects[move->event].lot != move->lot)
		return;
	if (e->kind == EVENT_PURCHASE) {
		sale_pool_count(v, move->event, move->event, 1);
		return;
	}
	uint32_t purchase =
		journal_find(book->journal, event_operand(book->journal, e));
	if (vintage_month(e->day) == vintage->month)
		sale_pool_count(v, purchase, move->event, 1);
}

static void count_move(struct vintages *v, const struct lot_move *move)
{
	struct vintage *vintage = &v->list[vintages_of_move(v, move)];
	bool issues = move->kind == POSTING_SALE ||
		      move->kind == POSTING_BONUS ||
		      move->kind == POSTING_OPENING ||
		      (move->kind == POSTING_ADJUST && move->points > 0);

	vintage_points_add(&vintage->points, move,
			   vintage->class == VINTAGE_SALE);
	if (issues && move->lot != NONE)
		count_issue(v, vintage, move);
}

/* True when the line opened lots in that vintage and in no other. */
static bool is_of_one(const struct vintages *v, uint32_t event, size_t vintage)
{
	const struct book *book = v->book;
	bool found = false;

	for (size_t i = book->effects[event].lot;
	     i < book->lot_count && book->lots[i].event == event; i++) {
		if (v->of_lot[i] != vintage)
			return false;
		found = true;
	}
	return found;
}

/* What a line brings (sign 1), or brought and takes back (-1), is that of its
 * unit, or shared by the opening vintages of the month; valuation.c divides it
 * between units. */
static void bring(struct vintages *v, uint32_t event, int sign)
{
	const struct journal *journal = v->book->journal;
	const struct event *e = &journal->events[event];
	uint8_t currency;
	int64_t money;
	bool is_placed = false;

	if (!attribute_money(event_value(journal, e, KEY_DEFERRED), &money,
			     &currency))
		return;
	money *= sign;
	for (size_t i = 0; i < v->count; i++) {
		if (is_of_one(v, event, i)) {
			v->list[i].brought += money;
			return;
		}
	}
	for (size_t i = 0; i < v->count; i++) {
		if (v->list[i].class == VINTAGE_OPENING &&
		    v->list[i].month == vintage_month(e->day)) {
			v->list[i].brought_together += money;
			is_placed = true;
		}
	}
	if (!is_placed)
		v->unplaced += money;
}

/* The points of an opening that is taken back leave with its money. */
static void take_back(struct vintages *v, uint32_t event)
{
	const struct book *book = v->book;

	bring(v, event, -1);
	for (size_t i = book->effects[event].lot;
	     i < book->lot_count && book->lots[i].event == event; i++) {
		struct vintage *vintage = &v->list[v->of_lot[i]];
		vintage->pooled -= book->lots[i].points;
		vintage->withdrawn += book->lots[i].points;
	}
}

static void withdraw(struct vintages *v, const struct withdrawal *one)
{
	if (v->book->journal->events[one->source].kind == EVENT_OPENING) {
		take_back(v, one->source);
		return;
	}
	uint32_t sale = v->book->effects[one->source].extra;
	uint32_t earner = sale == NONE ? one->source : v->earned_by[sale];

	sale_pool_count(v, one->source, earner, -1);
	if (sale != NONE)
		v->earned_by[sale] = one->event;
}

void vintages_advance(struct vintages *v, struct day day)
{
	const struct book *book = v->book;

	if (!day_is_real(v->day)) {
		order_moves(v);
		find_events(v);
	}
	while (v->next_move < book->move_count) {
		const struct lot_move *move =
			&book->moves[v->moves[v->next_move]];
		if (day_compare(move->day, day) > 0)
			break;
		count_move(v, move);
		v->next_move++;
	}
	while (v->next_withdrawal < v->withdrawal_count &&
	       day_compare(v->withdrawals[v->next_withdrawal].day, day) <= 0)
		withdraw(v, &v->withdrawals[v->next_withdrawal++]);
	for (size_t i = 0; i < v->opening_count; i++) {
		struct day on = book->journal->events[v->openings[i]].day;
		if (day_compare(on, day) <= 0 && day_compare(on, v->day) > 0)
			bring(v, v->openings[i], 1);
	}
	v->day = day;
}
