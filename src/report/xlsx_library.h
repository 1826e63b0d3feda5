/*
 * libxlsxwriter, loaded when the first workbook is made: with what it brings
 * along, every other command would take twice as long to start.
 */
#ifndef REPORT_XLSX_LIBRARY_H
#define REPORT_XLSX_LIBRARY_H

#if HAVE_XLSX
/* Before ours: its macros name functions that ours forbid. */
#include <xlsxwriter.h>
#endif

#include <stdbool.h>

/* Its file, as the system knows it at run time. */
#define XLSX_LIBRARY "libxlsxwriter.so." LXW_SOVERSION

/* The functions used. */
#define XLSX_FUNCTIONS(X)                                                      \
	X(format_set_align)                                                    \
	X(format_set_bold)                                                     \
	X(format_set_bottom)                                                   \
	X(format_set_num_format)                                               \
	X(format_set_top)                                                      \
	X(workbook_add_format)                                                 \
	X(workbook_add_worksheet)                                              \
	X(workbook_close)                                                      \
	X(workbook_new_opt)                                                    \
	X(workbook_set_properties)                                             \
	X(worksheet_autofilter)                                                \
	X(worksheet_fit_to_pages)                                              \
	X(worksheet_freeze_panes)                                              \
	X(worksheet_repeat_rows)                                               \
	X(worksheet_set_column)                                                \
	X(worksheet_set_landscape)                                             \
	X(worksheet_write_blank)                                               \
	X(worksheet_write_boolean)                                             \
	X(worksheet_write_datetime)                                            \
	X(worksheet_write_number)                                              \
	X(worksheet_write_string)

#if HAVE_XLSX
/* Each by its own name; NULL until it is loaded. */
struct xlsx_library {
	void *handle;
#define XLSX_FUNCTION(name) __typeof__(name) *name;
	XLSX_FUNCTIONS(XLSX_FUNCTION)
#undef XLSX_FUNCTION
};

/* Loads the library, unless that was done. False when it is not there, or
 * lacks a function. */
bool xlsx_library_load(struct xlsx_library *library);
#endif

#endif
