/*
 * A script of SQL statements, written piece by piece: tables with their
 * columns, rows in INSERTs of many, views. What differs between SQLite and
 * PostgreSQL (types, the way into a place of its own, exact decimals) is here;
 * texts are quoted so that no name can end its literal.
 */
#ifndef EXCHANGE_SQL_SCRIPT_H
#define EXCHANGE_SQL_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/decimal.h"
#include "base/slice.h"
#include "base/text.h"

struct arena;
struct export_output;

enum sql_target {
	SQL_SQLITE,
	SQL_POSTGRESQL
};

enum sql_type {
	SQL_INTEGER, /* 64 bits */
	SQL_TEXT,
	SQL_DATE,
	SQL_DECIMAL
};

struct sql_column {
	const char *name;
	enum sql_type type;
	const char *rest; /* "NOT NULL REFERENCES unit", "" */
};

/* A table: its columns, ended by one without name, and what binds several of
 * them: "PRIMARY KEY (member, unit)", NULL for nothing. */
struct sql_table {
	const char *name;
	const struct sql_column *columns;
	const char *constraint;
};

struct sql_script {
	enum sql_target target;
	const struct export_output *output;
	struct text text;              /* not handed on yet */
	const struct sql_table *table; /* whose rows are written */
	size_t rows;                   /* of the INSERT begun, 0: none */
	bool is_first;                 /* cell of the row */
};

/* Begins the script: one transaction, in a schema of its own where there are
 * schemas, which replaces that of an earlier run. */
void sql_script_begin(struct sql_script *script, struct arena *arena,
		      enum sql_target target,
		      const struct export_output *output);

/* Drops what an earlier run left, where there are no schemas: "VIEW",
 * "TABLE". */
void sql_script_drop(struct sql_script *script, const char *kind,
		     const char *name);

/* Creates a table; the rows that follow are its. */
void sql_script_table(struct sql_script *script, const struct sql_table *table);

/* A row: begun, a value for each column in order, ended. An empty text, a day
 * that is none, are NULL. */
void sql_script_row(struct sql_script *script);
/* A text. */
void sql_script_text(struct sql_script *script, struct slice text);
/* A whole number. */
void sql_script_integer(struct sql_script *script, int64_t value);
/* A whole number, NULL when it is `none`. */
void sql_script_number(struct sql_script *script, int64_t value, int64_t none);
/* An exact decimal. */
void sql_script_decimal(struct sql_script *script, struct decimal value);
/* A day. */
void sql_script_day(struct sql_script *script, struct day day);
/* NULL. */
void sql_script_null(struct sql_script *script);
/* The row is complete. */
void sql_script_end_row(struct sql_script *script);

/* An index on columns of a table. */
void sql_script_index(struct sql_script *script, const char *table,
		      const char *columns);

/*
 * Creates a view. In its text [EXPRESSION] stands for points or money of a
 * whole number of smallest parts, shown exactly with the `decimals` and
 * `parts` (10 to their power) of the row's unit u.
 */
void sql_script_view(struct sql_script *script, const char *name,
		     const char *text);

/* Ends the transaction and hands everything on. */
void sql_script_end(struct sql_script *script);

#endif
