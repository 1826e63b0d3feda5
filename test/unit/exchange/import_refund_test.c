/*
 * import_refund: which sale a refund belongs to, and what names it.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "import_trial.h"

TestSuite(exchange_import_refund, .init = import_trial_init,
	  .fini = import_trial_release);

Test(exchange_import_refund, refunds_find_their_sales)
{
	trial.book = "2026-01-01 join anna\n"
		     "2026-01-02 purchase anna 12.50 EUR +12 ^R1\n";
	import_trial_run("generic", "Receipt,Date,Customer,Amount\n"
				    "R2,2026-01-03,anna,20.00\n"
				    "R3,2026-01-05,anna,-15.00\n"
				    "R4,2026-01-05,anna,-10.00\n"
				    "R5,2026-01-06,anna,-10.00\n");
	cr_expect_str_eq(import_trial_lines(),
			 "2026-01-03 purchase anna 20.00 EUR +20 ^R2\n"
			 "2026-01-05 refund anna 15.00 EUR -15 of:R2 ^R3\n"
			 "2026-01-05 refund anna 10.00 EUR -9 of:R1 ^R4\n");
	cr_expect_str_eq(import_trial_counts(), "new 1, refunds 2, open 1");
	cr_expect_eq(trial.plan->totals[IMPORT_REFUNDS].money, -2500);
	trial.book = arena_print(&trial.arena, "%s%s", trial.book,
				 import_trial_lines());
	import_trial_run("generic", "Receipt,Date,Customer,Amount\n"
				    "R5,2026-01-06,anna,-10.00\n"
				    "R4,2026-01-05,anna,-10.00\n"
				    "R3,2026-01-05,anna,-15.00\n"
				    "R2,2026-01-03,anna,20.00\n");
	cr_expect_str_eq(import_trial_counts(), "known 3, open 1");
}

Test(exchange_import_refund, square_refunds_name_their_transaction)
{
	import_trial_run(
		"square-transactions",
		"Date,Time,Transaction ID,Payment ID,Event Type,Tax,Tip,"
		"Total Collected,Customer ID,Customer Name\n"
		"2026-09-11,20:55:46,T1,P1,Payment,$0.28,$2.50,$6.28,C1,Ada\n"
		"2026-09-12,20:00:00,T1,P2,Refund,-$0.28,$0.00,($3.78),C1,Ada\n"
		"2026-09-12,20:00:00,T2,P3,Payment,,,$1.00,,\n"
		"2026-09-12,20:00:00,T2,P4,Refund,,,-$1.00,,\n"
		"2026-09-12,20:00:00,T9,P5,Refund,,,-$1.00,C1,Ada\n");
	cr_expect_str_eq(
		import_trial_lines(),
		"profile C1 \"Ada\"\n2026-09-11 join C1\n"
		"2026-09-11T20:55 purchase C1 3.78 EUR +3 tax:0.28 ^T1\n"
		"2026-09-12T20:00 refund C1 3.78 EUR -3 of:T1 tax:0.28 ^P2\n");
	cr_expect_str_eq(import_trial_counts(),
			 "new 1, refunds 1, open 1, no_member 2");
}

Test(exchange_import_refund, an_order_says_itself_what_was_refunded)
{
	const char *csv =
		"Name,Email,Financial Status,Total,Created at,Lineitem name,"
		"Lineitem quantity,Lineitem price,Refunded Amount,"
		"Billing Name\n"
		"#100,Ada@example.org,paid,20.12,2026-11-03 08:01:30 -0500,"
		"Tea,1,4.40,0.00,Ada B\n"
		"#100,ada@example.org,,,2026-11-03 08:01:30 -0500,Cup,1,4.40,,"
		"\n"
		"#101,ada@example.org,partially_refunded,10.00,2026-11-04,Tea,"
		"1,4.40,2.50,Ada B\n"
		"#102,ada@example.org,voided,10.00,2026-11-04,Tea,1,4.40,2.50,"
		"Ada B\n"
		"#102,ada@example.org,,,2026-11-04,Tea,1,4.40,,Ada B\n";

	import_trial_run("shopify-orders", csv);
	cr_expect_str_eq(
		import_trial_lines(),
		"profile M0001 \"Ada B\" email:Ada@example.org\n"
		"2026-11-03 join M0001\n"
		"2026-11-03T08:01 purchase M0001 20.12 EUR +20 "
		"item:Tea:1:4.40 item:Cup:1:4.40 ^100\n"
		"2026-11-04 purchase M0001 10.00 EUR +10 item:Tea:1:4.40 "
		"^101\n"
		"2026-11-04 refund M0001 2.50 EUR -2 of:101 ^101/refund\n");
	cr_expect_str_eq(import_trial_counts(), "new 3, refunds 0, excluded 2");
	trial.book = import_trial_lines();
	import_trial_run("shopify-orders", csv);
	cr_expect_str_eq(import_trial_counts(), "known 3, excluded 2");
}
