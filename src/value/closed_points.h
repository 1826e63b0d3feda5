/*
 * What a `close` line says was outstanding when its period was closed.
 */
#ifndef VALUE_CLOSED_POINTS_H
#define VALUE_CLOSED_POINTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"

struct book;

/* Points of a unit by the latest close of the day that was not reopened: of
 * `points:N/UNIT`, or of `points:N` when the book has one unit. False when
 * there is none. */
bool closed_points(const struct book *book, struct day day, int unit,
		   int64_t *points);

#endif
