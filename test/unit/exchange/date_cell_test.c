/*
 * date_cell: dates and times of exports, and what must be refused.
 */
#include <criterion/criterion.h>

#include "exchange/date_cell.h"

Test(exchange_date_cell, dates_are_read_as_their_column_shows)
{
	static const struct {
		const char *cell;
		enum date_order order;
		enum date_status status;
		const char *day;
		int minute;
	} rows[] = {
		{ "2026-01-02", 0, DATE_OK, "2026-01-02", -1 },
		{ " 2026-1-2 ", 0, DATE_OK, "2026-01-02", -1 },
		{ "2024/3/1 10:15", 0, DATE_OK, "2024-03-01", 615 },
		{ "19970118", 0, DATE_OK, "1997-01-18", -1 },
		{ "2026-01-02T03:04:05Z", 0, DATE_OK, "2026-01-02", 184 },
		{ "2026-01-02T03:04:05+14:00", 0, DATE_OK, "2026-01-02", 184 },
		{ "2026-01-05 23:11:21 +0000", 0, DATE_OK, "2026-01-05", 1391 },
		{ "2026-04-05 19:50:32 UTC", 0, DATE_OK, "2026-04-05", 1190 },
		{ "2024-03-01 10:15:50.520", 0, DATE_OK, "2024-03-01", 615 },
		{ "05.01.2026", 0, DATE_OK, "2026-01-05", -1 },
		{ "5.1.2026, 23:11", 0, DATE_OK, "2026-01-05", 1391 },
		{ "05/05/2026", 0, DATE_OK, "2026-05-05", -1 },
		{ "03/04/2026", 0, DATE_OPEN, "", -1 },
		{ "31/12/2026", 0, DATE_OPEN, "", -1 },
		{ "03/04/2026", DATE_DAY_FIRST, DATE_OK, "2026-04-03", -1 },
		{ "03/04/2026", DATE_MONTH_FIRST, DATE_OK, "2026-03-04", -1 },
		{ "12/27/2018", DATE_MONTH_FIRST, DATE_OK, "2018-12-27", -1 },
		{ "27/12/2018", DATE_MONTH_FIRST, DATE_NO_DAY, "", -1 },
		{ "01/05/2026 11:11:21 PM", DATE_MONTH_FIRST, DATE_OK,
		  "2026-01-05", 1391 },
		{ "01/05/2026 12:00 am", DATE_MONTH_FIRST, DATE_OK,
		  "2026-01-05", 0 },
		{ "01/05/2026 12:00p.m.", DATE_MONTH_FIRST, DATE_OK,
		  "2026-01-05", 720 },
		{ "2000-02-29", 0, DATE_OK, "2000-02-29", -1 },
		{ "9999-12-31", 0, DATE_OK, "9999-12-31", -1 },
		{ "1900-02-29", 0, DATE_NO_DAY, "", -1 },
		{ "2025-02-29", 0, DATE_NO_DAY, "", -1 },
		{ "2026-13-01", 0, DATE_NO_DAY, "", -1 },
		{ "2026-01-00", 0, DATE_NO_DAY, "", -1 },
		{ "0000-01-01", 0, DATE_NO_DAY, "", -1 },
		{ "10000-01-01", 0, DATE_BAD, "", -1 },
		{ "01/02/26", 0, DATE_SHORT_YEAR, "", -1 },
		{ "46269", 0, DATE_SERIAL, "", -1 },
		{ "", 0, DATE_EMPTY, "", -1 },
		{ "01/04/2019a", DATE_DAY_FIRST, DATE_BAD, "", -1 },
		{ "x01/04/2019", DATE_DAY_FIRST, DATE_BAD, "", -1 },
		{ "2026-01/02", 0, DATE_BAD, "", -1 },
		{ "2026-01-02 24:00:00", 0, DATE_NO_TIME, "", -1 },
		{ "2016-12-31 23:59:60", 0, DATE_NO_TIME, "", -1 },
		{ "2016-12-31 13:00 PM", 0, DATE_NO_TIME, "", -1 },
		{ "2016-12-31 13:00 CEST+", 0, DATE_NO_TIME, "", -1 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct date_style style = { .order = rows[i].order };
		struct day day;
		int minute;
		char text[DAY_TEXT_MAX];
		enum date_status status = date_cell_parse(
			slice_from(rows[i].cell), &style, &day, &minute);

		cr_expect_eq(status, rows[i].status, "'%s': %s", rows[i].cell,
			     date_cell_reason(status));
		if (status != DATE_OK)
			continue;
		day_print(day, text);
		cr_expect_str_eq(text, rows[i].day, "'%s'", rows[i].cell);
		cr_expect_eq(minute, rows[i].minute, "'%s'", rows[i].cell);
	}
}

Test(exchange_date_cell, declared_formats_exclude_all_others)
{
	static const struct {
		const char *format, *cell, *day; /* NULL: refused */
	} rows[] = {
		{ "DD/MM/YYYY", "03/04/2026", "2026-04-03" },
		{ "DD/MM/YYYY HH:MM", "03/04/2026 10:00", "2026-04-03" },
		{ "MM/DD/YYYY", "3/4/2026", "2026-03-04" },
		{ "M/D/YY", "3/4/26", "2026-03-04" },
		{ "DD.MM.YY", "15.03.23", "2023-03-15" },
		{ "YY-MM-DD", "26-03-04", "2026-03-04" },
		{ "YYYYMMDD", "20260304", "2026-03-04" },
		{ "DD/MM/YYYY", "2026-04-03", NULL },
		{ "DD/MM/YYYY", "03.04.2026", NULL },
		{ "DD/MM/YYYY", "03/04/26", NULL },
		{ "YYYY-MM-DD", "2026-02-30", NULL },
	};
	static const char *const bad[] = {
		"",           "DD/MM",    "DD/MM/YYY",   "DD-MM/YY",   "DDMMYY",
		"YYYY/DD/MM", "%d/%m/%Y", "DD/MM/YYYYx", "DDD/MM/YYYY"
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct date_format format;
		struct date_style style = { .formats = &format,
					    .format_count = 1 };
		struct day day;
		int minute;
		char text[DAY_TEXT_MAX];
		bool read = false;

		cr_assert(
			date_format_parse(slice_from(rows[i].format), &format),
			"%s", rows[i].format);
		read = date_cell_parse(slice_from(rows[i].cell), &style, &day,
				       &minute) == DATE_OK;
		cr_expect_eq(read, rows[i].day != NULL, "%s as %s",
			     rows[i].cell, rows[i].format);
		if (!read || !rows[i].day)
			continue;
		day_print(day, text);
		cr_expect_str_eq(text, rows[i].day);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct date_format format;

		cr_expect_not(date_format_parse(slice_from(bad[i]), &format),
			      "'%s'", bad[i]);
	}
}

Test(exchange_date_cell, a_column_shows_its_order)
{
	struct date_evidence evidence = { 0 };

	date_cell_add(&evidence, SLICE("2026-01-02"), 2);
	date_cell_add(&evidence, SLICE("05/05/2026"), 3);
	date_cell_add(&evidence, SLICE("03/04/2026"), 4);
	date_cell_add(&evidence, SLICE("x13/04/2026"), 5);
	cr_expect_eq(evidence.open, 4);
	cr_expect_eq(evidence.day_first, 0);
	date_cell_add(&evidence, SLICE("13/04/2026"), 6);
	date_cell_add(&evidence, SLICE("04/13/2026 11:00 PM"), 7);
	cr_expect_eq(evidence.day_first, 6);
	cr_expect_eq(evidence.month_first, 7);
}
