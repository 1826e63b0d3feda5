/*
 * Sums of sales by month and set of units, and the split of their price
 * between goods and points. See sale_pool.h.
 */
#include "value/sale_pool.h"

#include "base/arena.h"
#include "base/currency.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "rules/program.h"
#include "value/vintage.h"

/* ---- counting ---- */

/* What one purchase brings into its pool. */
struct sale_money {
	struct sale_sums sums;
	bool has_tax;
};

static int64_t minor_units(struct slice text, uint8_t currency)
{
	struct decimal value;
	int64_t amount;

	if (decimal_parse(text, &value) != DECIMAL_OK ||
	    decimal_rescale(value, currency_scale(currency), &amount) !=
		    DECIMAL_OK)
		return 0;
	return amount;
}

static struct sale_money money_of(const struct vintages *v, uint32_t purchase,
				  const struct program *program)
{
	const struct journal *journal = v->book->journal;
	const struct event *e = &journal->events[purchase];
	uint32_t sale = v->book->effects[purchase].extra;
	struct sale_money money = { .sums = { .charged = e->money,
					      .count = 1 } };

	if (sale != NONE)
		money.sums.paid = v->book->sales[sale].paid;
	for (uint32_t i = 0; i < e->attribute_count; i++) {
		const struct attribute *one =
			&journal->attributes[e->attributes + i];
		if (one->key != KEY_TAX && one->key != KEY_DISCOUNT &&
		    one->key != KEY_GIFT_CARD)
			continue;
		int64_t amount = minor_units(attribute_raw(journal, e, one),
					     e->currency);
		if (one->key == KEY_TAX) {
			money.sums.tax = amount;
			money.has_tax = true;
		} else if (one->key == KEY_DISCOUNT) {
			money.sums.discount = amount;
		} else if (program->basis.gift_cards == BASIS_EXCLUDE) {
			money.sums.charged -= amount;
		}
	}
	return money;
}

static void add_sums(struct sale_sums *sums, const struct sale_sums *more,
		     int sign)
{
	sums->charged += sign * more->charged;
	sums->tax += sign * more->tax;
	sums->paid += sign * more->paid;
	sums->discount += sign * more->discount;
	sums->count += sign * more->count;
}

static struct sale_pool *find_pool(struct vintages *v, int32_t month,
				   uint32_t units)
{
	const struct programs *programs = v->book->programs;

	for (size_t i = v->pool_count; i-- > 0;) {
		if (v->pools[i].month == month && v->pools[i].units == units)
			return &v->pools[i];
	}
	v->pools = arena_grow(v->arena, v->pools, v->pool_count + 1,
			      sizeof(*v->pools), &v->pool_capacity);
	struct sale_pool *pool = &v->pools[v->pool_count++];
	*pool = (struct sale_pool){
		.month = month,
		.units = units,
		.parts = arena_take_array(v->arena, programs->count,
					  sizeof(*pool->parts)),
		.allocated = arena_take_array(v->arena, programs->unit_count,
					      sizeof(*pool->allocated)),
	};
	for (size_t i = 0; i < programs->count; i++)
		pool->parts[i].granted =
			arena_take_array(v->arena, programs->unit_count,
					 sizeof(*pool->parts[i].granted));
	return pool;
}

/* The points an event opened lots with: which units, and how many when the
 * part is given. */
static uint32_t count_points(const struct vintages *v, uint32_t earner,
			     struct sale_part *part, int sign)
{
	const struct book *book = v->book;
	uint32_t units = 0;

	for (size_t i = book->effects[earner].lot;
	     i < book->lot_count && book->lots[i].event == earner; i++) {
		const struct lot *lot = &book->lots[i];
		uint8_t unit = book->accounts[lot->account].unit;
		units |= UINT32_C(1) << unit;
		if (part != NULL)
			part->granted[unit] += sign * lot->points;
	}
	return units;
}

/* The pooled points of the vintages a purchase belongs to. */
static void count_pooled(struct vintages *v, uint32_t earner, int sign)
{
	const struct book *book = v->book;

	for (size_t i = book->effects[earner].lot;
	     i < book->lot_count && book->lots[i].event == earner; i++) {
		struct vintage *vintage = &v->list[v->of_lot[i]];
		vintage->pooled += sign * book->lots[i].points;
		vintage->withdrawn += sign < 0 ? book->lots[i].points : 0;
	}
}

void sale_pool_count(struct vintages *v, uint32_t purchase, uint32_t earner,
		     int sign)
{
	const struct event *e = &v->book->journal->events[purchase];
	size_t program = vintages_program(v, e->day);
	const struct program *in = v->book->programs->list[program];
	uint32_t units = count_points(v, earner, NULL, 0);

	if (units == 0)
		return;
	struct sale_pool *pool = find_pool(v, vintage_month(e->day), units);
	struct sale_part *part = &pool->parts[program];
	struct sale_money money = money_of(v, purchase, in);
	struct sale_sums *sums = &part->net;

	if (money.has_tax)
		sums = &part->with_tax;
	else if (in->accounting.vat.mantissa >= 0)
		sums = &part->by_rate;
	add_sums(sums, &money.sums, sign);
	count_points(v, earner, part, sign);
	count_pooled(v, earner, sign);
	pool->stale = true;
}

int64_t sale_pool_net_sales(const struct vintages *v)
{
	int64_t count = 0;

	for (size_t i = 0; i < v->pool_count; i++) {
		for (size_t p = 0; p < v->book->programs->count; p++)
			count += v->pools[i].parts[p].net.count;
	}
	return count;
}

/* ---- allocating ---- */

/* Adds amount x share to the sum; share is what is left without VAT. */
static bool add_net(struct ratio *sum, int64_t amount, struct ratio share)
{
	struct ratio product;

	return ratio_multiply(ratio_from(amount), share, &product) &&
	       ratio_add(*sum, product, sum);
}

/* 100 / (100 + vat) */
static struct ratio share_at(struct decimal vat)
{
	int64_t hundred = 100 * decimal_power(vat.scale);

	return ratio_of(hundred, hundred + vat.mantissa);
}

/* Adds the net price and discount of one part. */
static bool add_part(const struct sale_part *part,
		     const struct program *program, struct ratio *price,
		     struct ratio *discount)
{
	const struct sale_sums *t = &part->with_tax;
	const struct sale_sums *r = &part->by_rate;
	const struct sale_sums *n = &part->net;
	bool fits = true;

	if (t->charged > 0) {
		struct ratio share = ratio_of(t->charged - t->tax, t->charged);
		fits = add_net(price, t->charged - t->paid, share) &&
		       add_net(discount, t->discount, share);
	}
	if (fits && r->count > 0) {
		struct ratio share = share_at(program->accounting.vat);
		fits = add_net(price, r->charged - r->paid, share) &&
		       add_net(discount, r->discount, share);
	}
	return fits && add_net(price, n->charged - n->paid, ratio_from(1)) &&
	       add_net(discount, n->discount, ratio_from(1));
}

bool sale_pool_price_of(const struct vintages *v, const struct program *program,
			int unit, int64_t points, struct ratio *price)
{
	const struct accounting *a = &program->accounting;
	struct decimal value = a->point_value[unit];
	struct decimal rate = a->redemption_rate[unit];
	int decimals = v->book->programs->units[unit].decimals;
	int digits = currency_scale(program->currency);
	struct ratio product;

	*price = ratio_from(0);
	if (value.mantissa <= 0 || rate.mantissa <= 0)
		return true;
	return ratio_multiply(ratio_of(points, decimal_power(decimals)),
			      ratio_from_decimal(value), &product) &&
	       ratio_multiply(product, ratio_from_decimal(rate), &product) &&
	       ratio_multiply(product, ratio_of(decimal_power(digits), 100),
			      price);
}

/* S of each unit and of all. */
static bool price_points(const struct vintages *v, const struct sale_pool *pool,
			 struct ratio *prices, struct ratio *all)
{
	const struct programs *programs = v->book->programs;

	*all = ratio_from(0);
	for (size_t unit = 0; unit < programs->unit_count; unit++) {
		prices[unit] = ratio_from(0);
		for (size_t p = 0; p < programs->count; p++) {
			struct ratio one;
			if (!sale_pool_price_of(v, programs->list[p], (int)unit,
						pool->parts[p].granted[unit],
						&one) ||
			    !ratio_add(prices[unit], one, &prices[unit]))
				return false;
		}
		if (!ratio_add(*all, prices[unit], all))
			return false;
	}
	return true;
}

/* Rounds to whole minor units, never below 0. */
static bool round_money(struct ratio exact, int64_t *amount)
{
	if (!ratio_round(exact, 0, ROUND_HALF_UP, amount))
		return false;
	if (*amount < 0)
		*amount = 0;
	return true;
}

static bool allocate(const struct vintages *v, struct sale_pool *pool)
{
	const struct programs *programs = v->book->programs;
	struct ratio prices[UNITS_MAX];
	struct ratio price = ratio_from(0);
	struct ratio discount = ratio_from(0);
	struct ratio all;
	int64_t off;

	for (size_t p = 0; p < programs->count; p++) {
		if (!add_part(&pool->parts[p], programs->list[p], &price,
			      &discount))
			return false;
	}
	if (!round_money(price, &pool->price) || !round_money(discount, &off) ||
	    !amount_add(pool->price, off, &pool->goods) ||
	    !price_points(v, pool, prices, &all) ||
	    !ratio_add(all, ratio_from(pool->goods), &all))
		return false;
	for (size_t unit = 0; unit < programs->unit_count; unit++) {
		struct ratio share = ratio_from(0);
		if (all.numerator > 0 &&
		    (!ratio_divide(prices[unit], all, &share) ||
		     !ratio_multiply(share, ratio_from(pool->price), &share)))
			return false;
		if (!round_money(share, &pool->allocated[unit]))
			return false;
	}
	return true;
}

struct sale_allocation sale_pool_allocate(struct vintages *v, int32_t month,
					  int unit)
{
	struct sale_allocation sum = { 0 };

	for (size_t i = 0; i < v->pool_count; i++) {
		struct sale_pool *pool = &v->pools[i];
		if (pool->month != month ||
		    !(pool->units & (UINT32_C(1) << unit)))
			continue;
		if (pool->stale)
			pool->overflow = !allocate(v, pool);
		pool->stale = false;
		sum.overflow |= pool->overflow;
		sum.price += pool->price;
		sum.allocated += pool->allocated[unit];
	}
	return sum;
}
