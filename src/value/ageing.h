/*
 * What is outstanding by its age: months since the month of issue, and months
 * until the month of the last usable day. Months are those of the calendar, so
 * that an age is a set of vintages, whose points and money it adds up.
 */
#ifndef VALUE_AGEING_H
#define VALUE_AGEING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct liability;
struct vintages;

enum {
	AGEING_BOUNDS_MAX = 24
};

/* The first month of each class but the first, which begins with 0: {1, 3, 6}
 * for 0, 1-2, 3-5, 6+. */
struct ageing_bounds {
	int32_t first[AGEING_BOUNDS_MAX];
	size_t count;
};

enum ageing_by {
	AGEING_ISSUE,
	AGEING_EXPIRY
};

struct ageing_row {
	enum ageing_by by;
	bool never;       /* does not expire */
	bool owed;        /* beyond the lots: has no age */
	int32_t from, to; /* months; to -1: open */
	int unit;
	int64_t members; /* with points in the class */
	int64_t points;  /* in the smallest part of the unit; owed: negative */
	int64_t liability;
};

struct ageing {
	struct ageing_row *rows; /* by unit, since issue before until expiry */
	size_t count;
	struct ageing_row *totals; /* by unit; of either half */
	size_t total_count;
	bool overflow;
};

/* The classes of a book at the close of the day its vintages have reached,
 * which must be the book's own; `liability` is what they are valued at. Lives
 * in the arena. */
struct ageing ageing_of(struct arena *arena, const struct vintages *vintages,
			const struct liability *liability,
			const struct ageing_bounds *bounds);

#endif
