/*
 * Shares and averages as exact decimals, rounded once, half up.
 */
#ifndef INSIGHT_RATE_H
#define INSIGHT_RATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/decimal.h"

/* part / whole in per cent with two digits behind the point: 1 of 3 is 33.33.
 * False when the whole is 0 (there is no such share), or out of range. */
bool rate_percent(int64_t part, int64_t whole, struct decimal *percent);

/* sum / count with `digits` more digits behind the point than the sum's
 * `scale`; false when the count is 0, or out of range. */
bool rate_average(struct decimal sum, int64_t count, int digits,
		  struct decimal *average);

#endif
