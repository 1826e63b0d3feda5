/*
 * Which members and which days a figure is of: what every count in this
 * folder is given.
 */
#ifndef INSIGHT_SAMPLE_H
#define INSIGHT_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/decimal.h"
#include "query/period.h"

struct arena;
struct book;
struct event;

struct sample {
	struct arena *arena; /* of what is found */
	const struct book *book;
	const bool *chosen;   /* by member */
	struct period period; /* both ends included; DAY_NONE: open */
};

/* The period's first day; of an open one the book's first event. */
struct day sample_start(const struct sample *sample);

/* The last day that counts: the period's, or the book's when that is earlier
 * or the period is open. */
struct day sample_end(const struct sample *sample);

/* An event of a number. */
const struct event *sample_event(const struct sample *sample, uint32_t event);

/* True when the event happened in the period, was not taken back or refused,
 * and is of a member chosen, who is written to *member. */
bool sample_takes(const struct sample *sample, size_t event, uint32_t *member);

/* By account: its unit, or -1 when its member is not chosen; in the arena. */
const int *sample_units(const struct sample *sample);

/* The middle of `count` numbers, which are put in order: of an even count the
 * mean of the two middle ones, with one digit behind the point. */
struct decimal sample_median(int64_t *numbers, size_t count);

#endif
