/*
 * How the cells of a workbook look.
 */
#ifndef REPORT_XLSX_FORMATS_H
#define REPORT_XLSX_FORMATS_H

#include "report/xlsx_library.h"

#include "base/decimal.h"

#if HAVE_XLSX
/* One format for plain rows and one for totals. */
struct xlsx_formats {
	lxw_format *text[2];
	lxw_format *day[2];
	lxw_format *time[2];
	lxw_format *number[2][DECIMAL_SCALE_MAX + 1];
	lxw_format *grouped[2][DECIMAL_SCALE_MAX + 1]; /* with thousands */
	lxw_format *percent[2][DECIMAL_SCALE_MAX + 1];
};

/* Makes all of them in the workbook, which owns them. */
void xlsx_formats_init(struct xlsx_formats *formats,
		       const struct xlsx_library *library, lxw_workbook *book);
#endif

#endif
