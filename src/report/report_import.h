/*
 * What became of the rows of an import.
 */
#ifndef REPORT_REPORT_IMPORT_H
#define REPORT_REPORT_IMPORT_H

#include <stddef.h>
#include <stdint.h>

struct table;

/* One row: an outcome and its sums; the currency's index, the unit's
 * decimals. */
struct report_import_row {
	const char *outcome;
	size_t rows;
	size_t events;
	int64_t amount;
	uint8_t currency;
	int64_t points;
	int decimals;
};

/* Adds the row. */
void report_import_add(struct table *table,
		       const struct report_import_row *row);

#endif
