/*
 * The dashboard: one page of HTML that shows an owner how the programme goes,
 * and that needs nothing else to be read: no network, no script, no other file.
 *
 * It is made of parts (dashboard_part.h), each drawn by a report of `report`,
 * so that every figure is that report's; a part with nothing to show is left
 * out. Nobody is named.
 */
#ifndef REPORT_DASHBOARD_H
#define REPORT_DASHBOARD_H

#include <stdbool.h>

#include "base/slice.h"
#include "report/analysis.h"

struct sink;

struct dashboard {
	/* The members, and the period of the key figures. */
	struct analysis_request request;
	struct slice query; /* which members, as it was asked; empty: all */
};

/* Prints the page. The book needs its postings and moves. */
void dashboard_print(const struct dashboard *dashboard, struct sink *sink);

#endif
