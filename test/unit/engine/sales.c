/* Each sale is a shop of its own. */
#include "engine/sales.h"

#include <criterion/criterion.h>
#include <stdio.h>

void sales_expect(const struct sale *sales, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct sale *sale = &sales[i];
		struct shop shop;
		char line[512];
		shop_open(&shop, sale->rules);
		shop.tier = sale->tier;
		shop.paid = sale->paid;
		snprintf(line, sizeof(line), "2026-11-03 purchase M0001 %s",
			 sale->line);
		shop_sell(&shop, line);
		cr_expect_eq(shop_points(&shop, "point"), sale->points,
			     "%s: %s earns %" PRId64 ", not %" PRId64 "\n%s",
			     sale->label, sale->line,
			     shop_points(&shop, "point"), sale->points,
			     shop_working(&shop));
		cr_expect_eq(shop_shares(&shop, "point"), sale->points,
			     "%s: shares add up", sale->label);
		shop_close(&shop);
	}
}
