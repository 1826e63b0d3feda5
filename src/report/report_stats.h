/*
 * How much a book holds: files, lines, events by kind, members, points.
 */
#ifndef REPORT_REPORT_STATS_H
#define REPORT_REPORT_STATS_H

struct arena;
struct book;
struct table;

/* Adds the rows; the table is open on report_stats. */
void report_stats_add(struct arena *arena, struct table *table,
		      const struct book *book);

#endif
