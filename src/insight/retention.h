/*
 * Cohorts: members by the month of their first purchase, and how many of
 * them bought in each month since.
 */
#ifndef INSIGHT_RETENTION_H
#define INSIGHT_RETENTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"

struct arena;
struct purchases;

/* Months of a cohort: 0 is the month of the first purchase. */
struct cohort {
	struct day month; /* its first day */
	int64_t size;     /* members */
	size_t months;    /* up to the book's day, which may be within one */
	int64_t *active;  /* members with a visit, by month */
	int64_t *spend;   /* minor units, net of refunds, by month */
	bool is_inexact;  /* a spend is over 64 bits */
};

struct cohorts {
	struct cohort *list; /* by month; also those without members */
	size_t count;
};

/* The cohorts of purchases sorted by member and day, as of a day, in the
 * arena. What a member's refunds took off before his first visit is left
 * out. */
struct cohorts retention_count(struct arena *arena,
			       const struct purchases *purchases,
			       struct day as_of);

#endif
