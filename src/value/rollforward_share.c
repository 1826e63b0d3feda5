/*
 * See rollforward_share.h. What is expected of a group is what is expected of
 * its vintage: where a group redeems more, the others are expected to redeem
 * less, which is a change of estimate of each and none of the vintage.
 */
#include "value/rollforward_share.h"

#include "base/decimal.h"

/* What a group's points weigh in one sort of movement. */
typedef int64_t share_weight(const struct rollforward_row *row);

static int64_t weight_opening(const struct rollforward_row *row)
{
	return row->opening;
}

static int64_t weight_closing(const struct rollforward_row *row)
{
	return row->closing;
}

static int64_t weight_issued(const struct rollforward_row *row)
{
	return row->moved.issued_sale + row->moved.issued_other;
}

static int64_t weight_redeemed(const struct rollforward_row *row)
{
	return row->moved.redeemed;
}

static int64_t weight_expired(const struct rollforward_row *row)
{
	return row->moved.expired;
}

static int64_t weight_returned(const struct rollforward_row *row)
{
	return row->moved.clawed_back + row->moved.adjusted_down;
}

static int64_t weight_transferred(const struct rollforward_row *row)
{
	return row->moved.transferred_in - row->moved.transferred_out;
}

/* Where an amount goes. */
typedef int64_t *share_part(struct rollforward_money *money);

static int64_t *part_opening(struct rollforward_money *money)
{
	return &money->opening;
}

static int64_t *part_deferred(struct rollforward_money *money)
{
	return &money->deferred;
}

static int64_t *part_redeemed(struct rollforward_money *money)
{
	return &money->released_redemption;
}

static int64_t *part_expired(struct rollforward_money *money)
{
	return &money->released_expiry;
}

static int64_t *part_returned(struct rollforward_money *money)
{
	return &money->returned;
}

static int64_t *part_closing(struct rollforward_money *money)
{
	return &money->closing;
}

/* By the first weights that do not add up to nothing. */
static const struct {
	share_part *part;
	share_weight *weights[3];
} shares[] = {
	{ part_opening, { weight_opening, weight_closing, weight_issued } },
	{ part_deferred, { weight_issued, weight_closing, weight_opening } },
	{ part_redeemed, { weight_redeemed, weight_closing, weight_opening } },
	{ part_expired, { weight_expired, weight_closing, weight_opening } },
	{ part_returned, { weight_returned, weight_closing, weight_opening } },
	{ part_closing, { weight_closing, weight_opening, weight_issued } },
};

static int64_t sum_of(const struct rollforward_row *rows, size_t count,
		      share_weight *weight)
{
	int64_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += weight(&rows[i]);
	return sum;
}

/* Shares an amount among the rows; the first row takes what no weight
 * shares. */
static void share(int64_t amount, share_part *part,
		  share_weight *const weights[3], struct rollforward_row *rows,
		  size_t count)
{
	int64_t all = 0;
	int64_t weight = 0;
	int64_t given = 0;
	size_t k = 0;

	while (k < 3 && (all = sum_of(rows, count, weights[k])) == 0)
		k++;
	for (size_t i = 0; i < count && all != 0; i++) {
		int64_t upto;
		weight += weights[k](&rows[i]);
		if (!amount_scale(amount, all < 0 ? -weight : weight,
				  all < 0 ? -all : all, ROUND_HALF_UP, &upto))
			upto = given;
		*part(&rows[i].money) = upto - given;
		given = upto;
	}
	*part(&rows[0].money) += amount - given;
}

/* Money goes with points that change the group, at what is carried for one
 * before anything else happens. */
static void share_transfers(const struct rollforward_money *money,
			    struct rollforward_row *rows, size_t count)
{
	int64_t points = sum_of(rows, count, weight_opening) +
			 sum_of(rows, count, weight_issued);
	int64_t moved = 0;
	int64_t given = 0;

	if (points <= 0 || sum_of(rows, count, weight_transferred) != 0)
		return;
	for (size_t i = 0; i < count; i++) {
		int64_t upto;
		moved += weight_transferred(&rows[i]);
		if (!amount_scale(money->opening + money->deferred, moved,
				  points, ROUND_HALF_UP, &upto))
			upto = given;
		rows[i].money.transferred = upto - given;
		given = upto;
	}
	rows[0].money.transferred -= given;
}

void rollforward_share(const struct rollforward_money *money,
		       struct rollforward_row *rows, size_t count)
{
	struct rollforward_money whole = *money;

	if (count == 1) {
		rows[0].money = whole;
		return;
	}
	for (size_t i = 0; i < sizeof(shares) / sizeof(shares[0]); i++)
		share(*shares[i].part(&whole), shares[i].part,
		      shares[i].weights, rows, count);
	share_transfers(money, rows, count);
	for (size_t i = 0; i < count; i++) {
		struct rollforward_money *m = &rows[i].money;
		m->change_of_estimate = m->opening + m->deferred -
					m->released_redemption -
					m->released_expiry - m->returned +
					m->transferred - m->closing;
	}
}
