/*
 * What is used of libxlsxwriter, which is loaded when the first workbook is
 * made: with what it brings along, every other command would take twice as
 * long to start.
 */
#ifndef REPORT_XLSX_LIBRARY_H
#define REPORT_XLSX_LIBRARY_H

#if HAVE_XLSX
/* Before ours: its macros name functions that ours forbid. */
#include <xlsxwriter.h>

#include "base/library.h"

/* Its file; the version is a text in its header. */
#define XLSX_LIBRARY "libxlsxwriter.so." LXW_SOVERSION

#define XLSX_NAMES(X)                                                          \
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

struct xlsx_library {
	XLSX_NAMES(LIBRARY_MEMBER)
};
#endif

#endif
