/*
 * The tables of an estimate: its triangle, the factors, the months with old
 * and new rates, what other rates would do, and how the last estimate fared.
 */
#ifndef REPORT_REPORT_ESTIMATE_H
#define REPORT_REPORT_ESTIMATE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct book;
struct estimates;
struct report;
struct table;

struct estimate_part {
	const char *name; /* "look-back" */
	const struct report *report;
	/* the table is open on the report */
	void (*rows)(const struct book *book, const struct estimates *estimates,
		     struct table *table);
};

/* The nth part, in the order of reading; NULL behind the last. */
const struct estimate_part *report_estimate_part(size_t nth);

/* The names of the parts, ended by NULL, for an option's choices. */
extern const char *const report_estimate_names[];

enum {
	REPORT_ESTIMATE_VINTAGES = 2 /* the part of the months */
};

/* The triangle as people know it, a column an age: a report with as many
 * columns as it needs. Lives in the arena. */
const struct report *report_estimate_square(struct arena *arena,
					    const struct estimates *estimates);

/* Its rows. */
void report_estimate_square_rows(const struct book *book,
				 const struct estimates *estimates,
				 struct table *table);

#endif
