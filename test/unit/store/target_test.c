/*
 * target and new_reference: pure choices.
 */
#include <criterion/criterion.h>

#include "store/new_reference.h"
#include "store/target.h"

Test(store_target, the_file_of_the_month_else_the_root)
{
	static const char *const paths[] = {
		"book.points",      "2026/09.points",  "x/2026/10.points",
		"a/2025-12.points", "12026-11.points", "members.points"
	};
	static const struct {
		const char *day;
		bool is_private;
		const char *expected;
	} rows[] = {
		{ "2026-09-30", false, "2026/09.points" },
		{ "2026-10-01", false, "x/2026/10.points" },
		{ "2025-12-31", false, "a/2025-12.points" },
		{ "2026-11-01", false, "book.points" },
		{ "2026-10-01", true, "members.points" },
	};
	struct target_book book = { .paths = paths,
				    .count = 6,
				    .private_path = "members.points" };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct day day;

		cr_assert(day_parse(slice_from(rows[i].day), &day));
		cr_expect_str_eq(target_find(&book, day, rows[i].is_private),
				 rows[i].expected, "%s", rows[i].day);
	}
	cr_expect_str_eq(target_find(&book, DAY_NONE, false), "book.points");
	book.into = "other.points";
	cr_expect_str_eq(target_find(&book, DAY_NONE, true), "other.points");
}

Test(store_new_reference, its_form_can_be_told)
{
	static const char *const others[] = { "",
					      "pb-",
					      "pb-0123456789a",
					      "pb-012345678",
					      "pb-012345678i",
					      "POS-10023",
					      "xb-0123456789" };
	const uint8_t random[NEW_REFERENCE_BYTES] = { 0,  31, 32,  255, 10,
						      20, 99, 100, 7,   8 };
	char text[NEW_REFERENCE_MAX];

	new_reference_print(random, text);
	cr_expect_str_eq(text, "pb-0z0zam3478");
	cr_expect(new_reference_check(slice_from(text)));
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		cr_expect_not(new_reference_check(slice_from(others[i])), "%s",
			      others[i]);
}
