/*
 * Shares and averages. See rate.h.
 */
#include "insight/rate.h"

enum {
	PERCENT_DIGITS = 2
};

bool rate_percent(int64_t part, int64_t whole, struct decimal *percent)
{
	percent->scale = PERCENT_DIGITS;
	return amount_scale(part, 100 * decimal_power(PERCENT_DIGITS), whole,
			    ROUND_HALF_UP, &percent->mantissa);
}

bool rate_average(struct decimal sum, int64_t count, int digits,
		  struct decimal *average)
{
	average->scale = sum.scale + digits;
	return amount_scale(sum.mantissa, decimal_power(digits), count,
			    ROUND_HALF_UP, &average->mantissa);
}
