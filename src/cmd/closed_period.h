/*
 * Up to which day the book is closed.
 */
#ifndef CMD_CLOSED_PERIOD_H
#define CMD_CLOSED_PERIOD_H

#include "base/day.h"

struct journal;

/* The last day of the latest period that was closed and not reopened since;
 * DAY_NONE when there is none. */
struct day closed_period_end(const struct journal *journal);

#endif
