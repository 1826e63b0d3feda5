/*
 * The parts of the dashboard that are drawn from reports of `report`.
 */
#ifndef REPORT_DASHBOARD_PART_H
#define REPORT_DASHBOARD_PART_H

#include <stddef.h>

struct analysis;
struct analysis_request;
struct chart;
struct period;
struct report_chart;

enum dashboard_range {
	DASHBOARD_MONTHS, /* the months shown, up to the book's day */
	DASHBOARD_AHEAD   /* from the month of the book's day on */
};

struct dashboard_part {
	const char *id;    /* of the section */
	const char *title; /* NULL ends the list */
	const char *about; /* a sentence or two for who never saw it */
	const struct analysis *analysis;
	enum dashboard_range range;
	size_t most;  /* charts at most */
	size_t least; /* labels of a chart: one store is no comparison */
	/* What is drawn of its rows, NULL: what the report draws. */
	const struct report_chart *charts;
};

/* In the order of the page. */
extern const struct dashboard_part dashboard_parts[];

/* The charts of a part, of the members given in `months`; in the arena. */
const struct chart *dashboard_part_draw(const struct dashboard_part *part,
					const struct analysis_request *given,
					struct period months, size_t *count);

#endif
