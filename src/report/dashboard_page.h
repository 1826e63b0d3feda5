/*
 * What the parts of the dashboard write with: figures with the table behind
 * them, tables, text.
 */
#ifndef REPORT_DASHBOARD_PAGE_H
#define REPORT_DASHBOARD_PAGE_H

#include <stddef.h>

#include "base/slice.h"
#include "base/text.h"

struct arena;
struct chart;
struct sink;

struct dashboard_page {
	struct arena *arena;
	struct sink *sink;
	size_t charts;    /* drawn so far, for their ids */
	struct text text; /* for a text at a time */
};

/* The rules of CSS of the page, besides those of its charts. */
extern const char dashboard_page_style[];

/* Adds `<ELEMENT>text</ELEMENT>`; the text is escaped. */
void dashboard_page_add(struct dashboard_page *page, const char *element,
			struct slice text);

/* Begins a table that scrolls on a narrow screen and can be reached by keys,
 * with its caption; the heads follow, then the rows. */
void dashboard_page_begin_table(struct dashboard_page *page,
				struct slice caption);

/* Adds a head: the scope is "col" or "row". */
void dashboard_page_add_head(struct dashboard_page *page, const char *scope,
			     struct slice text);

/* Adds a cell with a number. */
void dashboard_page_add_number(struct dashboard_page *page, struct slice text);

/* Ends what dashboard_page_begin_table began. */
void dashboard_page_end_table(struct dashboard_page *page);

/* Adds charts, each as a figure with its title, its note, and the numbers it
 * is drawn from. */
void dashboard_page_add_charts(struct dashboard_page *page,
			       const struct chart *charts, size_t count);

#endif
