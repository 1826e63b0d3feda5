/*
 * Counting what happens to the points of a book, in the order of days.
 */
#ifndef VALUE_VINTAGE_ADVANCE_H
#define VALUE_VINTAGE_ADVANCE_H

#include "base/day.h"

struct vintages;

/* Goes on to the close of a day, which may not lie before the one reached. */
void vintages_advance(struct vintages *vintages, struct day day);

#endif
