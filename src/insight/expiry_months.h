/*
 * Points that expired and points that will, month by month.
 */
#ifndef INSIGHT_EXPIRY_MONTHS_H
#define INSIGHT_EXPIRY_MONTHS_H

#include <stddef.h>
#include <stdint.h>

#include "base/day.h"

struct sample;

struct expiry_month {
	struct day month; /* its first day */
	int unit;
	int64_t expired;  /* smallest part, with what was forfeited */
	int64_t losers;   /* members who lost some */
	int64_t expiring; /* open points whose last day is in it */
	int64_t holders;  /* members who have them */
};

struct expiry_months {
	struct expiry_month *list; /* by month, then unit; none is all 0 */
	size_t count;
};

/* Those of a sample, in its arena. The book needs its postings. What expires
 * later is told as of the book's day: nothing is redeemed until then. */
struct expiry_months expiry_months_count(const struct sample *sample);

#endif
