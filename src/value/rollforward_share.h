/*
 * A vintage's money among the groups of its points: each amount by the points
 * it is for, what is carried by the points outstanding. Sums are rounded from
 * the first group on, so that the groups add up.
 */
#ifndef VALUE_ROLLFORWARD_SHARE_H
#define VALUE_ROLLFORWARD_SHARE_H

#include <stddef.h>

#include "value/rollforward_row.h"

/* Fills the money of the rows of one vintage, at least one, whose points are
 * filled. */
void rollforward_share(const struct rollforward_money *money,
		       struct rollforward_row *rows, size_t count);

#endif
