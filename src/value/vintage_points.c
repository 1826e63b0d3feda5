/*
 * Adding up what happened to points: each move counts in the column its kind
 * belongs to; what a void takes back counts as less of what it was. See
 * vintage_points.h.
 */
#include "value/vintage_points.h"

#include "engine/book.h"

int32_t vintage_month(struct day day)
{
	struct civil civil = day_civil(day);

	return civil.year * 12 + civil.month - 1;
}

bool vintage_month_parse(struct slice text, int32_t *month)
{
	char first[DAY_TEXT_MAX] = "0000-00-01";
	struct day day;

	if (text.length != 7)
		return false;
	for (size_t i = 0; i < 7; i++)
		first[i] = text.text[i];
	if (!day_parse(slice_from(first), &day))
		return false;
	*month = vintage_month(day);
	return true;
}

/* ---- points ---- */

static bool is_earning(enum posting_kind kind)
{
	return kind == POSTING_SALE || kind == POSTING_BONUS ||
	       kind == POSTING_OPENING;
}

/* Signed: what a void takes back counts as less of what it was; what takes
 * back an earning is clawed back. */
static enum posting_kind counted_as(const struct lot_move *move)
{
	enum posting_kind kind = (enum posting_kind)move->kind;

	if (kind != POSTING_VOID)
		return kind;
	kind = (enum posting_kind)move->reverses;
	if (is_earning(kind))
		return POSTING_CLAWBACK;
	return kind;
}

/* Points given by hand and given back are one thing, points taken by hand
 * (also when a gift is taken back) another. */
static void add_adjustment(struct vintage_points *points,
			   const struct lot_move *move)
{
	if (move->kind == POSTING_ADJUST && move->points > 0)
		points->adjusted_up += move->points;
	else
		points->adjusted_down -= move->points;
}

void vintage_points_add(struct vintage_points *points,
			const struct lot_move *move, bool of_sale)
{
	enum posting_kind kind = counted_as(move);
	int64_t moved = move->points;

	if (is_earning(kind)) {
		*(of_sale ? &points->issued_sale : &points->issued_other) +=
			moved;
		return;
	}
	switch ((int)kind) {
	case POSTING_REDEEM:
	case POSTING_GIVEN_BACK:
		points->redeemed -= moved;
		break;
	case POSTING_EXPIRY:
	case POSTING_FORFEIT:
		points->expired -= moved;
		break;
	case POSTING_CLAWBACK:
		points->clawed_back -= moved;
		break;
	case POSTING_ADJUST:
		add_adjustment(points, move);
		break;
	case POSTING_TRANSFER_IN:
		points->transferred_in += moved;
		break;
	case POSTING_TRANSFER_OUT:
		points->transferred_out -= moved;
		break;
	default: /* reserving moves nothing */
		break;
	}
}

int64_t vintage_points_outstanding(const struct vintage_points *points)
{
	return points->issued_sale + points->issued_other - points->redeemed -
	       points->expired - points->clawed_back + points->adjusted_up -
	       points->adjusted_down + points->transferred_in -
	       points->transferred_out;
}
