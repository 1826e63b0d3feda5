/*
 * What members' points are carried at in the books, a row a vintage: deferred
 * revenue (IFRS 15 B39-B47, ASC 606-10-55-41 to 49), the cost of what is still
 * expected to be redeemed, or points alone, as `accounting: method:` of the
 * rules of that day says.
 *
 * What a sale's price was allocated to its points comes from the pools
 * (sale_pool.h); partners pay points x points-cost; opening points bring what
 * `deferred:` says. All other points carry nothing.
 */
#ifndef VALUE_LIABILITY_H
#define VALUE_LIABILITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/decimal.h"

struct arena;
struct program;
struct vintages;

struct liability_row {
	const char *vintage; /* "2026-06 other"; "total" */
	int unit;
	/* in the smallest part of the unit; outstanding = issued - redeemed -
	 * expired - clawed_back. Positive adjusts count as issued, negative
	 * ones as clawed back. */
	int64_t issued, redeemed, expired, clawed_back, outstanding;
	size_t index;          /* into vintages->list; of totals 0 */
	bool has_expected;     /* some rate is known */
	struct ratio percent;  /* that rate, of issued - clawed_back */
	struct ratio expected; /* ever to be redeemed */
	bool has_money;        /* false under `memo` */
	int64_t allocated, recognised, liability; /* minor units */
	struct day estimate;   /* of the `estimate` line; DAY_NONE: the rules */
	bool stale;            /* more was redeemed than expected */
	bool nothing_expected; /* points are outstanding all the same */
};

struct liability {
	const struct program *program; /* in force on the day */
	struct liability_row *rows;    /* by unit and vintage */
	size_t count;
	struct liability_row *totals; /* of units that have rows */
	size_t total_count;
	int64_t net_sales; /* taken as net: neither tax: nor vat */
	int64_t unplaced;  /* deferred: of months without opening points */
	bool overflow;     /* some amount does not fit 64 bits */
};

/* Values the vintages at the close of the day they have reached. A unit whose
 * points carry money but that has no point-value or redemption-rate is the
 * caller's to refuse (liability_lacks). Lives in the arena. */
struct liability liability_of(struct arena *arena, struct vintages *vintages);

/* The same at other rates: percents holds one for each vintage of the list, a
 * denominator of 0 standing for the rate of journal and rules. */
struct liability liability_at(struct arena *arena, struct vintages *vintages,
			      const struct ratio *percents);

/* The key of `accounting` that a unit with points needs and the rules of the
 * day reached do not give, and that unit; NULL when nothing is missing. */
const char *liability_lacks(const struct vintages *vintages, int *unit);

/* Part of a whole in percent with two digits, half up; false when the whole is
 * not positive or it does not fit. */
bool liability_percent(struct ratio part, int64_t whole,
		       struct decimal *percent);

#endif
