/*
 * Who has not come for longer than usual: the days since the last purchase
 * against twice the member's own median days between purchases.
 */
#ifndef INSIGHT_OVERDUE_H
#define INSIGHT_OVERDUE_H

#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"
#include "insight/visitors.h"

struct sample;

enum {
	OVERDUE_INTERVALS = 2, /* so many intervals may pass … */
	OVERDUE_DAYS_MIN = 3   /* … of a member with so many purchase days */
};

struct overdue {
	struct visitor visitor;
	size_t place;        /* in natural order of ids */
	int64_t since;       /* days from the last purchase to the end */
	struct decimal late; /* since - OVERDUE_INTERVALS * interval, > 0 */
};

struct overdues {
	struct overdue *list; /* most days overdue first, then by id */
	size_t count;
	size_t judged; /* members with enough purchase days */
};

/* The members of a sample who are late; those who are no members any more at
 * its end are left out. In the sample's arena. */
struct overdues overdue_find(const struct sample *sample);

#endif
