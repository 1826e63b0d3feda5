/*
 * Rows of a CSV text, one at a time: libcsv in strict mode, fed line by line,
 * so that every complaint knows its line and column. The reader keeps one
 * row; its cells are valid until the next is read.
 *
 * Lines end with LF, CRLF or CR. Lines without any character are skipped.
 * With CSV_BLANKS the text is aligned by blanks: cells are what stands
 * between runs of them, and there are no quotes.
 */
#ifndef EXCHANGE_CSV_READER_H
#define EXCHANGE_CSV_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct arena;
struct csv_reader;

enum {
	CSV_BLANKS = ' ',
	CSV_COLUMNS_MAX = 1000,
	CSV_CELL_MAX = 65535, /* bytes */
	CSV_ROW_MAX = 1 << 20
};

enum csv_status {
	CSV_ROW,
	CSV_END,
	CSV_BAD /* this row cannot be read; the next can be asked for */
};

struct csv_row {
	size_t line;   /* at which it begins, 1-based */
	size_t offset; /* of its first byte in the text */
	const struct slice *cells;
	size_t count;
};

struct csv_problem {
	size_t line;
	size_t column;       /* in bytes, 1-based; 0: the whole row */
	const char *message; /* in the arena */
};

/* libcsv's file when it is not installed, NULL when it is. */
const char *csv_reader_missing(void);

/* Begins to read the text, whose lines are counted from 1. The delimiter is
 * one byte, or CSV_BLANKS. Nothing may be missing. */
struct csv_reader *csv_reader_init(struct arena *arena, struct slice text,
				   char delimiter);

/* Another delimiter, from the next beginning on. */
void csv_reader_choose(struct csv_reader *reader, char delimiter);

/* Begins anew, at a line's offset in the text. */
void csv_reader_begin(struct csv_reader *reader, size_t offset, size_t line);

/* Frees what libcsv holds. */
void csv_reader_release(struct csv_reader *reader);

/* The next row. */
enum csv_status csv_reader_take(struct csv_reader *reader, struct csv_row *row);

/* Where the next row begins. */
void csv_reader_place(const struct csv_reader *reader, size_t *offset,
		      size_t *line);

/* The bytes of one cell of the row that begins at an offset, as they stand
 * in the text; the row's first line when it has no such cell. */
struct slice csv_reader_find_cell(struct slice text, char delimiter,
				  size_t offset, size_t column);

/* What was wrong with a CSV_BAD row. */
struct csv_problem csv_reader_problem(const struct csv_reader *reader);

#endif
