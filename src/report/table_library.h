/*
 * What is used of libsmartcols, which is loaded when the first table is laid
 * out: recording a sale needs none.
 */
#ifndef REPORT_TABLE_LIBRARY_H
#define REPORT_TABLE_LIBRARY_H

#include <libsmartcols/libsmartcols.h>
#include <stdbool.h>

#include "base/library.h"

#define TABLE_NAMES(X)                                                         \
	X(scols_cell_set_color)                                                \
	X(scols_column_get_header)                                             \
	X(scols_column_set_safechars)                                          \
	X(scols_column_set_wrapfunc)                                           \
	X(scols_line_get_cell)                                                 \
	X(scols_line_set_data)                                                 \
	X(scols_new_table)                                                     \
	X(scols_print_table_to_string)                                         \
	X(scols_table_enable_colors)                                           \
	X(scols_table_enable_minout)                                           \
	X(scols_table_get_nlines)                                              \
	X(scols_table_new_column)                                              \
	X(scols_table_new_line)                                                \
	X(scols_table_remove_lines)                                            \
	X(scols_table_set_column_separator)                                    \
	X(scols_table_set_termforce)                                           \
	X(scols_unref_table)                                                   \
	X(scols_wrapnl_chunksize)                                              \
	X(scols_wrapnl_nextchunk)

struct table_library {
	TABLE_NAMES(LIBRARY_MEMBER)
};

/* Loads it. False when it is not installed. */
bool table_library_load(struct table_library *library);

/* Its file, when it is not installed; else NULL. */
const char *table_library_missing(void);

#endif
