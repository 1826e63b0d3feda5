/*
 * Numbers as tills and spreadsheets write them: with a currency sign, a
 * minus in front or behind or brackets, thousands in groups, a point or a
 * comma before the decimals. Which of the two it is a whole column decides,
 * never a single cell that could be read both ways.
 */
#ifndef EXCHANGE_NUMBER_CELL_H
#define EXCHANGE_NUMBER_CELL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/decimal.h"
#include "base/slice.h"

/* What the cells of a column say about its decimal mark: the first lines at
 * which a point or a comma can only be one, and at which it stays open. 0:
 * there was none. */
struct number_marks {
	size_t point;
	size_t comma;
	size_t open;
};

enum number_status {
	NUMBER_OK,
	NUMBER_EMPTY,
	NUMBER_BAD,        /* no number */
	NUMBER_AMBIGUOUS,  /* 1.234 and the mark is not known */
	NUMBER_OTHER_MARK, /* a number, but not with this decimal mark */
	NUMBER_TOO_LARGE,  /* does not fit 64 bits */
	NUMBER_TOO_FINE    /* more than nine decimals */
};

/* Adds what the cell says. */
void number_cell_add(struct number_marks *marks, struct slice cell,
		     size_t line);

/*
 * Reads a cell. `mark` is '.' or ',', or 0 when nothing is known: then only
 * cells that cannot be misread are. The value carries its sign and has no
 * zeros at its end behind the mark.
 */
enum number_status number_cell_parse(struct slice cell, char mark,
				     struct decimal *value);

/* The words for a status, without the cell: "is not a number" … */
const char *number_cell_reason(enum number_status status);

/* Without blanks around it, those of Unicode that spreadsheets write
 * included, and without an apostrophe before a number. */
struct slice number_cell_trim(struct slice cell);

#endif
