/*
 * What reports and renderers agree on: columns with a name, a type and a help,
 * the report they belong to, and the cells of a row. The column's name is at
 * once the CSV header, the JSON key and the XLSX header: an API, lower case
 * with underscores.
 */
#ifndef REPORT_COLUMN_H
#define REPORT_COLUMN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/decimal.h"
#include "base/slice.h"

/* What a column holds. Numbers stand right, all else left. */
enum column_type {
	COLUMN_TEXT,    /* any text, made safe for where it goes */
	COLUMN_ID,      /* an id, a reference, a word of a closed list */
	COLUMN_POINTS,  /* exact decimal with the unit's digits */
	COLUMN_MONEY,   /* exact decimal with the currency's digits */
	COLUMN_INTEGER, /* a count */
	COLUMN_DECIMAL, /* exact decimal of any scale */
	COLUMN_PERCENT, /* exact decimal; shown with % where people read */
	COLUMN_DAY,     /* YYYY-MM-DD */
	COLUMN_TIME,    /* HH:MM */
	COLUMN_BOOLEAN  /* yes or no; true and false in JSON */
};

enum {
	COLUMNS_MAX = 64
};

struct column {
	const char *name;
	enum column_type type;
	const char *help; /* one line, lower case, no full stop */
};

struct report_chart;

/* What a report is: its columns, and what a query may ask of its rows. */
struct report {
	const char *name;             /* the command's: "balance" */
	const char *title;            /* "Balances" */
	const struct column *columns; /* ended by a row without name */
	uint64_t fields;              /* QUERY_BITs, 0: takes no query */
	/* What --chart draws (chart_plan.h), NULL: nothing. */
	const struct report_chart *charts;
};

/* The name of a column type as `help --dump` shows it: "points". */
const char *column_type_name(enum column_type type);

/* One value of a row. number / 10^scale for numbers; minutes for times; 0 or
 * 1 for booleans. An absent value is empty text in CSV and null in JSON. */
enum cell_kind {
	CELL_NONE,
	CELL_TEXT,
	CELL_NUMBER,
	CELL_DAY,
	CELL_TIME,
	CELL_BOOLEAN
};

struct cell {
	enum cell_kind kind;
	int scale;
	int64_t number;
	struct slice text;
	struct day day;
};

#endif
