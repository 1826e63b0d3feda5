/*
 * The figures of a report one by one, beside those of another period and the
 * rules' goals: `report NAME --compare PERIOD` and `--goals`.
 */
#ifndef REPORT_COMPARE_H
#define REPORT_COMPARE_H

#include <stdbool.h>

#include "report/kept_rows.h"

struct arena;
struct program;
struct table;

struct compare {
	struct arena *arena;
	const struct program *program; /* whose goals */
	const struct kept_rows *now;
	const struct kept_rows *before; /* of the same report; NULL: none */
	struct day from, before_from;   /* the periods' first, DAY_NONE: open */
	/* The column `group` says which period it is, and not what of it. */
	bool groups_are_periods;
	bool is_cut; /* the report was limited: leave out who is only in the
		      * other period */
};

/* Rows of report_compare: for each row of the report, a row for each of its
 * figures; then what only the other period has. Rows belong together when
 * all that is no figure is equal; months when they are equally far from the
 * first one. */
void compare_rows(const struct compare *compare, struct table *table);

#endif
