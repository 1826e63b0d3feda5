/*
 * Dates as 2026-01-31, amounts with their decimals, totals bold under a line.
 */
#include "report/xlsx_formats.h"

#if HAVE_XLSX

#include <stdbool.h>
#include <stdio.h>

enum {
	SHAPE_MAX = 32 /* of a number's format */
};

/* Where formats are made, and whether for totals. */
struct maker {
	const struct xlsx_library *library;
	lxw_workbook *book;
	bool is_bold;
};

static lxw_format *new_format(const struct maker *maker, const char *shape)
{
	lxw_format *format = maker->library->workbook_add_format(maker->book);

	if (shape)
		maker->library->format_set_num_format(format, shape);
	if (maker->is_bold) {
		maker->library->format_set_bold(format);
		maker->library->format_set_top(format, LXW_BORDER_THIN);
	}
	return format;
}

/* A number of so many decimals, as in `#,##0.00`. */
static lxw_format *new_number(const struct maker *maker, const char *whole,
			      int scale, const char *sign)
{
	char shape[SHAPE_MAX];

	(void)snprintf(shape, sizeof(shape), "%s%s%.*s%s", whole,
		       scale > 0 ? "." : "", scale, "000000000", sign);
	return new_format(maker, shape);
}

void xlsx_formats_init(struct xlsx_formats *formats,
		       const struct xlsx_library *library, lxw_workbook *book)
{
	for (int i = 0; i < 2; i++) {
		struct maker maker = { library, book, i == 1 };

		formats->text[i] = new_format(&maker, NULL);
		formats->day[i] = new_format(&maker, "yyyy-mm-dd");
		formats->time[i] = new_format(&maker, "hh:mm");
		for (int j = 0; j <= DECIMAL_SCALE_MAX; j++) {
			formats->number[i][j] = new_number(&maker, "0", j, "");
			formats->grouped[i][j] =
				new_number(&maker, "#,##0", j, "");
			formats->percent[i][j] =
				new_number(&maker, "0", j, "\"%\"");
		}
	}
}

#endif
