/*
 * How a period went beside the one before: what `report summary` and the
 * dashboard show first.
 */
#ifndef REPORT_SUMMARY_H
#define REPORT_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/decimal.h"
#include "query/period.h"

struct analysis_request;
struct key_figure;
struct report_scope;

struct summary {
	struct period period, other;
	const struct key_figure *now, *before; /* before NULL: no other one */
	size_t count;
};

/* The scope's period; without one the four weeks to the book's day. */
struct period summary_period(const struct report_scope *scope);

/* The figures of that period and of the one before it, of the request's
 * members; in the arena. The book needs its postings. */
struct summary summary_count(const struct analysis_request *request);

/* How much more the nth figure is than before, in per cent of before; false
 * when that is not defined. */
bool summary_find_change(const struct summary *summary, size_t n,
			 struct decimal *change);

#endif
