/*
 * Tables of sales: rules, a line as a shop writes it, and the points.
 */
#ifndef UNIT_ENGINE_SALES_H
#define UNIT_ENGINE_SALES_H

#include "engine/shop.h"

struct sale {
	const char *label;
	const char *rules;
	const char *line; /* behind `2026-11-03 purchase M0001 ` */
	int64_t points;
	const char *tier, *paid;
};

/* Computes each and compares points and the sum of shares. */
void sales_expect(const struct sale *sales, size_t count);

#define EXPECT_POINTS(sales)                                                   \
	sales_expect((sales), sizeof(sales) / sizeof(*(sales)))

#endif
