/*
 * The dashboard's part about what the points are carried at.
 */
#ifndef REPORT_DASHBOARD_VALUE_H
#define REPORT_DASHBOARD_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "query/period.h"

struct arena;
struct book;
struct chart;
struct dashboard_page;
struct dashboard_value;

/*
 * Values the book over the months; `period` ends on the months' last day and
 * does not begin before them. The book needs its moves. In the arena.
 */
const struct dashboard_value *dashboard_value_of(struct arena *arena,
						 const struct book *book,
						 struct period months,
						 struct period period);

/* True when no point was ever outstanding. */
bool dashboard_value_is_empty(const struct dashboard_value *value);

/* Adds the roll-forward of the period in points and in money, and what was
 * carried month by month; what the rules do not let be valued is said. */
void dashboard_value_add(struct dashboard_page *page,
			 const struct dashboard_value *value);

#endif
