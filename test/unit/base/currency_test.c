/*
 * Currencies: sorted, found, and their minor units.
 */
#include "base/currency.h"

#include <criterion/criterion.h>

Test(currency, every_code_is_found_in_order)
{
	const char *before = "";

	cr_expect_gt(currency_count(), 150);
	for (uint8_t i = 0; i < currency_count(); i++) {
		const char *code = currency_code(i);

		cr_expect_eq(strlen(code), 3, "'%s'", code);
		cr_expect_lt(strcmp(before, code), 0, "'%s' after '%s'", code,
			     before);
		cr_expect_eq(currency_find(slice_from(code)), i, "'%s'", code);
		cr_expect(currency_scale(i) >= 0 && currency_scale(i) <= 4);
		before = code;
	}
}

Test(currency, knows_minor_units)
{
	static const struct {
		const char *code;
		int scale;
	} rows[] = {
		{ "EUR", 2 }, { "USD", 2 }, { "JPY", 0 }, { "KWD", 3 },
		{ "CLF", 4 }, { "KRW", 0 }, { "BHD", 3 }, { "MGA", 2 },
		{ "ISK", 0 }, { "HUF", 2 }, { "ZWG", 2 }, { "XCG", 2 },
		{ "BGN", 2 }, { "XPF", 0 }, { "AED", 2 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		uint8_t found = currency_find(slice_from(rows[i].code));

		cr_expect_neq(found, CURRENCY_NONE, "'%s'", rows[i].code);
		cr_expect_eq(currency_scale(found), rows[i].scale, "'%s'",
			     rows[i].code);
	}
}

Test(currency, refuses_others)
{
	static const char *const rows[] = { "",    "EU",  "EURO", "eur", "XTS",
					    "XAU", "AAA", "ZZZ",  "E R" };

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		cr_expect_eq(currency_find(slice_from(rows[i])), CURRENCY_NONE,
			     "'%s'", rows[i]);
	cr_expect_str_eq(currency_code(CURRENCY_NONE), "");
	cr_expect_str_eq(currency_code(currency_count()), "");
	cr_expect_eq(currency_scale(CURRENCY_NONE), 2);
}
