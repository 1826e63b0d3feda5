/*
 * The rules' goals: what a figure in per cent should come to.
 */
#ifndef REPORT_GOALS_H
#define REPORT_GOALS_H

#include <stdbool.h>

#include "base/decimal.h"
#include "base/slice.h"

struct program;

/* The goal for a figure, in per cent: `active_rate` is `active-rate` in the
 * rules. False when there is none, or it is no percentage. */
bool goals_find(const struct program *program, const char *figure,
		struct decimal *goal);

/* The first goal that no figure is named after, or that is no percentage;
 * empty when all are good. */
struct slice goals_wrong(const struct program *program);

#endif
