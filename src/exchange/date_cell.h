/*
 * Dates and times as tills and spreadsheets write them. A year of four
 * digits in front is unmistakable, and so are days written with points
 * (31.12.2026); of 03/04/2026 the whole column must show which is the day,
 * or the format is declared. Years of two digits need a declared format.
 *
 * Times are the till's local ones: an offset or Z behind them is read and
 * left out.
 */
#ifndef EXCHANGE_DATE_CELL_H
#define EXCHANGE_DATE_CELL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/day.h"
#include "base/slice.h"

struct text;

enum date_order {
	DATE_ORDER_OPEN, /* nothing is known */
	DATE_DAY_FIRST,
	DATE_MONTH_FIRST,
	DATE_YEAR_FIRST
};

/* A declared format: DD/MM/YYYY, M/D/YY, YYYYMMDD … */
struct date_format {
	enum date_order order;
	char separator; /* 0: none */
	bool short_year;
};

/* What the cells of a column say: the first lines at which the first number
 * can only be the day, the second can only be the day, and at which it stays
 * open. 0: there was none. */
struct date_evidence {
	size_t day_first;
	size_t month_first;
	size_t open;
};

/* How a column is read. */
struct date_style {
	const struct date_format *formats; /* declared; NULL: none */
	size_t format_count;
	enum date_order order; /* as the evidence says */
};

enum date_status {
	DATE_OK,
	DATE_EMPTY,
	DATE_BAD,        /* no date */
	DATE_NO_DAY,     /* 29 February of a common year … */
	DATE_OPEN,       /* day and month may be either way round */
	DATE_SHORT_YEAR, /* and no format is declared */
	DATE_SERIAL,     /* a bare number, as spreadsheets count days */
	DATE_NO_TIME     /* what follows the day is no time */
};

/* Reads a format; false when it is none. Letters D, M, Y; a time behind it
 * may be written and says nothing. */
bool date_format_parse(struct slice text, struct date_format *format);

/* Appends the format as date_format_parse reads it. */
void date_format_print(const struct date_format *format, struct text *text);

/* Adds what the cell says about the order. */
void date_cell_add(struct date_evidence *evidence, struct slice cell,
		   size_t line);

/* Reads a date with or without a time; *minute is of the day, or -1. */
enum date_status date_cell_parse(struct slice cell,
				 const struct date_style *style,
				 struct day *day, int *minute);

/* Reads a time alone: 8:05, 20:05:59.120, 08:05 PM. False otherwise. */
bool date_cell_parse_time(struct slice cell, int *minute);

/* The words for a status, without the cell. */
const char *date_cell_reason(enum date_status status);

#endif
