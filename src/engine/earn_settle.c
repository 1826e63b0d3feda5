/*
 * From what the rules give to points: multiplied, rounded once for each unit,
 * then limited.
 *
 * The rounded total is divided among rules by cumulative rounding: in the
 * order of the rules, what each one's end of the running sum rounds to, less
 * what the one before had. So the parts add up to the total exactly, and each
 * is less than one point from its own exact value. A table holds these
 * pieces, a row for each rule that gives, a column for its own points and one
 * for each multiplier.
 *
 * A multiplier's limit counts what it adds; another rule's limit counts all
 * that comes of its points. What a limit cuts shrinks the pieces in the same
 * proportion.
 */
#include "engine/earn_run.h"

#include <assert.h>

#include "engine/fraction.h"

enum {
	/* rows * columns where rows + columns - 1 <= EARN_SHARES_MAX */
	PIECES_MAX = 1056
};

struct pieces {
	size_t width;
	int64_t at[PIECES_MAX];
};

static int64_t *row_of(struct pieces *pieces, const struct earn_part *part)
{
	return &pieces->at[part->place * pieces->width];
}

static bool gives(const struct earn_part *part)
{
	return !part->multiplies && !part->is_dropped;
}

/* Moves what a multiplier below one takes away to the points before it, so
 * that no piece is negative. */
static void fold_negative(int64_t *row, size_t width)
{
	for (size_t k = width - 1; k > 0; k--)
		if (row[k] < 0) {
			row[k - 1] += row[k];
			row[k] = 0;
		}
}

/* Rounds the products of one part onto the running sum; *before is what the
 * sum rounded to so far. */
static bool round_row(const struct earn_run *run, const struct ratio *products,
		      struct ratio *sum, int64_t *before, int64_t *row)
{
	for (size_t k = 0; k <= run->multiplier_count; k++) {
		int64_t now;
		if (!fraction_add(*sum, products[k], sum) ||
		    !fraction_round(*sum, run->program->rounding, &now))
			return false;
		row[k] = now - *before;
		*before = now;
	}
	fold_negative(row, run->multiplier_count + 1);
	return true;
}

static bool multiply_tier(const struct level *tier, struct ratio *products,
			  size_t count)
{
	struct ratio factor = { tier->multiply.mantissa,
				decimal_power(tier->multiply.scale) };
	for (size_t k = 0; k < count; k++)
		if (!fraction_multiply(products[k], factor, &products[k]))
			return false;
	return true;
}

/* Collects for the working what the parts come to before the tier. */
static bool note_products(const struct earn_part *part,
			  const struct ratio *products, struct ratio *sums,
			  size_t count, struct earn_total *total)
{
	if (part->rule->on != EARN_PURCHASE)
		return fraction_add(total->visits, products[0], &total->visits);
	for (size_t k = 0; k < count; k++) {
		if (total->gives == 0)
			sums[k] = (struct ratio){ 0, 1 };
		if (!fraction_add(sums[k], products[k], &sums[k]))
			return false;
	}
	total->gives++;
	return true;
}

/* Multiplies and rounds the parts of one unit. */
static bool round_unit(const struct earn_run *run, int unit,
		       const struct ratio *weights, struct pieces *pieces)
{
	size_t width = run->multiplier_count + 1;
	struct ratio products[EARN_SHARES_MAX + 1];
	struct ratio sums[EARN_SHARES_MAX + 1];
	struct earn_total total = { .unit = unit,
				    .sums = sums,
				    .visits = { 0, 1 },
				    .total = { 0, 1 } };
	for (size_t i = 0; i < run->part_count; i++) {
		const struct earn_part *part = &run->parts[i];
		if (!gives(part) || part->rule->unit != unit)
			continue;
		const struct level *tier = earn_tier(run, part);
		if (!earn_multiply(
			    run, part,
			    weights == NULL
				    ? NULL
				    : &weights[part->place * (width - 1)],
			    products))
			return false;
		if (run->working != NULL &&
		    !note_products(part, products, sums, width, &total))
			return false;
		if (tier != NULL && !multiply_tier(tier, products, width))
			return false;
		if (tier != NULL)
			total.tier = tier;
		if (!round_row(run, products, &total.total, &total.points,
			       row_of(pieces, part)))
			return false;
	}
	run->result->points[unit] = total.points;
	earn_explain_total(run, &total);
	return true;
}

static bool round_units(const struct earn_run *run, const struct ratio *weights,
			struct pieces *pieces)
{
	uint32_t left = 0;
	for (size_t i = 0; i < run->part_count; i++)
		if (gives(&run->parts[i]))
			left |= UINT32_C(1) << run->parts[i].rule->unit;
	for (int unit = 0; left != 0; unit++, left >>= 1)
		if ((left & 1) != 0 && !round_unit(run, unit, weights, pieces))
			return false;
	return true;
}

/* The same with the weights of items; apart, for they need much room on the
 * stack that other purchases do without. */
static __attribute__((noinline)) bool round_with_items(struct earn_run *run,
						       struct pieces *pieces)
{
	struct ratio weights[PIECES_MAX];
	return earn_weigh(run, weights) && round_units(run, weights, pieces);
}

/* Shrinks `count` pieces, which add up to `sum`, to `limit` in proportion. */
static void shrink(int64_t *first, size_t count, size_t stride, int64_t sum,
		   int64_t limit)
{
	int64_t running = 0;
	int64_t before = 0;
	for (size_t i = 0; i < count; i++) {
		int64_t *piece = &first[i * stride];
		int64_t now;
		running += *piece;
		bool fits = amount_scale(running, limit, sum, ROUND_DOWN, &now);
		assert(fits);
		*piece = fits ? now - before : 0;
		before = now;
	}
}

/* A rule's pieces: its column when it multiplies, else its row. */
struct stretch {
	int64_t *first;
	size_t count, stride;
};

static struct stretch stretch_of(const struct earn_run *run,
				 struct pieces *pieces,
				 const struct earn_part *part)
{
	if (part->multiplies)
		return (struct stretch){ &pieces->at[1 + part->place],
					 run->give_count, pieces->width };
	return (struct stretch){ row_of(pieces, part), pieces->width, 1 };
}

static int64_t sum_of(struct stretch stretch)
{
	int64_t sum = 0;
	for (size_t i = 0; i < stretch.count; i++)
		sum += stretch.first[i * stretch.stride];
	return sum;
}

/* Applies the limit of a part, if it has one. */
static void apply_limit(const struct earn_run *run, struct pieces *pieces,
			const struct earn_part *part)
{
	if (!part->is_limited)
		return;
	struct stretch stretch = stretch_of(run, pieces, part);
	int64_t sum = sum_of(stretch);
	if (sum <= part->left)
		return;
	int64_t limit = part->rule->limit.rejects ? 0 : part->left;
	shrink(stretch.first, stretch.count, stretch.stride, sum, limit);
	run->result->points[part->rule->unit] -= sum - limit;
	earn_explain_limit(run, part, sum, limit);
}

/* Multipliers first: what they add is part of other rules' rows. */
static void apply_limits(const struct earn_run *run, struct pieces *pieces)
{
	for (size_t i = 0; i < run->part_count; i++)
		if (run->parts[i].multiplies)
			apply_limit(run, pieces, &run->parts[i]);
	for (size_t i = 0; i < run->part_count; i++)
		if (gives(&run->parts[i]))
			apply_limit(run, pieces, &run->parts[i]);
}

/* Writes a share for each rule that gave something. */
static void fill_shares(const struct earn_run *run, struct pieces *pieces)
{
	struct earn_result *result = run->result;
	for (size_t i = 0; i < run->part_count; i++) {
		const struct earn_part *part = &run->parts[i];
		if (part->is_dropped)
			continue;
		int64_t sum = sum_of(stretch_of(run, pieces, part));
		if (sum == 0)
			continue;
		result->shares[result->share_count++] = (struct earn_share){
			.rule = part->index,
			.unit = part->rule->unit,
			.points = part->multiplies ? sum
						   : row_of(pieces, part)[0],
			.counted = sum
		};
	}
}

void earn_settle(struct earn_run *run)
{
	struct pieces pieces;
	pieces.width = run->multiplier_count + 1;
	if (run->give_count == 0)
		return;
	for (size_t i = 0; i < run->part_count; i++)
		if (run->parts[i].is_dropped)
			for (size_t k = 0; k < pieces.width; k++)
				row_of(&pieces, &run->parts[i])[k] = 0;
	bool fits = run->multiplier_count > 0 && earn_weighs_items(run)
			    ? round_with_items(run, &pieces)
			    : round_units(run, NULL, &pieces);
	if (!fits) {
		run->result->overflow = true;
		return;
	}
	apply_limits(run, &pieces);
	fill_shares(run, &pieces);
}
