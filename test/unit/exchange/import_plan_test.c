/*
 * import_plan: what rows become, and that importing again adds nothing.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "import_trial.h"

TestSuite(exchange_import_plan, .init = import_trial_init,
	  .fini = import_trial_release);

Test(exchange_import_plan, a_sale_becomes_a_line_with_its_points)
{
	import_trial_run("generic", "Receipt,Date,Customer,Amount\n"
				    "R1,2026-01-02 10:05:59,anna,12.50\n"
				    "R2,2026-01-03,,7.00\n");
	cr_expect_str_eq(import_trial_lines(),
			 "2026-01-02 join anna\n"
			 "2026-01-02T10:05 purchase anna 12.50 EUR +12 ^R1\n");
	cr_expect_str_eq(import_trial_counts(), "new 1, no_member 1");
	cr_expect_eq(trial.plan->totals[IMPORT_NEW].money, 1250);
	cr_expect_eq(trial.plan->totals[IMPORT_NEW].points, 12);
	cr_expect_eq(trial.plan->totals[IMPORT_NO_MEMBER].money, 700);
	cr_expect_not(trial.plan->is_refused);
	cr_expect_str_eq(import_trial_complaint(), "");
}

Test(exchange_import_plan, again_in_any_order_adds_nothing)
{
	import_trial_run("generic", "Date,Customer,Amount\n"
				    "2026-01-02,anna,5.00\n"
				    "2026-01-02,anna,5.00\n"
				    "2026-01-03,bert,7.00\n");
	cr_expect_str_eq(import_trial_lines(),
			 "2026-01-02 join anna\n"
			 "2026-01-02 purchase anna 5.00 EUR +5 "
			 "^2026-01-02/anna/5.00/1\n"
			 "2026-01-02 purchase anna 5.00 EUR +5 "
			 "^2026-01-02/anna/5.00/2\n"
			 "2026-01-03 join bert\n"
			 "2026-01-03 purchase bert 7.00 EUR +7 "
			 "^2026-01-03/bert/7.00/1\n");
	trial.book = import_trial_lines();
	import_trial_run("generic", "Amount,Customer,Date\n"
				    "7.00,bert,2026-01-03\n"
				    "5.00,anna,2026-01-02\n"
				    "5.00,anna,2026-01-02\n");
	cr_expect_str_eq(import_trial_lines(), "");
	cr_expect_str_eq(import_trial_counts(), "known 3");
	import_trial_run("generic",
			 "Date,Customer,Amount\n2026-01-01,anna,1.00\n");
	cr_expect_str_eq(import_trial_lines(),
			 "2026-01-01 join anna\n"
			 "2026-01-01 purchase anna 1.00 EUR +1 "
			 "^2026-01-01/anna/1.00/1\n",
			 "an older row is an earlier join");
}

Test(exchange_import_plan, the_same_receipt_with_other_content_is_a_conflict)
{
	static const struct {
		const char *row, *complaint;
	} rows[] = {
		{ "R1,2026-01-02,anna,13.00,north", "another amount" },
		{ "R1,2026-01-03,anna,12.50,north", "another day" },
		{ "R1,2026-01-02,bert,12.50,north", "another member" },
		{ "R1,2026-01-02,anna,12.50,south", "another store" },
		{ "R1,2026-01-02 09:00,anna,12.50,north", "time of day" },
		{ "R1,2026-01-02,anna,-12.50,north", "kind of event" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		trial.book = "2026-01-01 join anna\n2026-01-01 join bert\n"
			     "2026-01-02T10:00 purchase anna 12.50 EUR +12 "
			     "store:north ^R1\n";
		import_trial_run(
			"generic",
			arena_print(&trial.arena,
				    "Receipt,Date,Customer,Amount,Store\n%s\n",
				    rows[i].row));
		cr_expect_str_eq(import_trial_counts(), "conflict 1", "%s",
				 rows[i].row);
		cr_expect(strstr(import_trial_complaint(), rows[i].complaint),
			  "%s: %s", rows[i].row, import_trial_complaint());
		cr_expect(trial.plan->is_refused);
	}
}

Test(exchange_import_plan, what_was_corrected_since_is_known)
{
	trial.book = "2026-01-01 join anna\n2026-01-01 join bert\n"
		     "2026-01-02 purchase anna 12.50 EUR +12 ^R1\n"
		     "2026-01-03 void R1 \"wrong\"\n"
		     "2026-01-02 purchase anna 5.00 EUR +5 ^R2\n"
		     "2026-01-03 move R2 bert \"was bert's\"\n";
	import_trial_run("generic", "Receipt,Date,Customer,Amount\n"
				    "R1,2026-01-02,anna,12.50\n"
				    "R2,2026-01-02,anna,5.00\n");
	cr_expect_str_eq(import_trial_counts(), "corrected 2");
	cr_expect_not(trial.plan->is_refused);
}

Test(exchange_import_plan, what_was_recorded_by_hand_answers_one_row)
{
	const char *csv = "Receipt,Date,Customer,Amount\n"
			  "R1,2026-01-02,anna,12.50\n"
			  "R2,2026-01-02,anna,12.50\n";

	trial.book = "2026-01-01 join anna\n"
		     "2026-01-02 purchase anna 12.50 EUR +12 ^pb-0123456789\n";
	import_trial_run("generic", csv);
	cr_expect_str_eq(import_trial_counts(), "new 1, by_hand 1");
	trial.options.adds_by_hand = true;
	import_trial_run("generic", csv);
	cr_expect_str_eq(import_trial_counts(), "new 2");
}

Test(exchange_import_plan, rows_of_a_closed_month_are_late)
{
	const char *csv = "Receipt,Date,Customer,Amount\n"
			  "R1,2026-01-31 12:00,anna,12.50\n";

	trial.book = "2026-01-01 join anna\n2026-02-01 close 2026-01\n"
		     "2026-03-01 close 2026-02\n";
	import_trial_run("generic", csv);
	cr_expect_str_eq(import_trial_counts(), "late 1");
	cr_expect_not(trial.plan->is_refused);
	trial.options.posts_late = true;
	import_trial_run("generic", csv);
	cr_expect_str_eq(import_trial_lines(),
			 "2026-03-01 purchase anna 12.50 EUR +12 "
			 "sold:2026-01-31 ^R1\n");
	trial.book = arena_print(&trial.arena, "%s%s", trial.book,
				 import_trial_lines());
	import_trial_run("generic", csv);
	cr_expect_str_eq(import_trial_counts(), "known 1");
}

Test(exchange_import_plan, rows_of_a_receipt_are_one_sale_with_items)
{
	const char *csv = "Date,Time,Item,Qty,SKU,Category,Net Sales,Tax,"
			  "Transaction ID,Payment ID,Event Type,Customer ID\n"
			  "2026-09-12,08:00,Flat white,2.0,,None,$5.00,$0.50,"
			  "T1,P1,Payment,C1\n"
			  "2026-09-12,08:00,Bean,1.0,B/1,Beans,$9.50,"
			  "$0.00,T1,P1,Payment,C1\n"
			  "2026-09-12,08:01,Cake,1,,None,$3.00,$0,T2,P2,"
			  "Payment,C1\n"
			  "2026-09-12,08:01,Cake,x,,None,$3.00,$0,T2,P2,"
			  "Payment,C1\n";

	import_trial_run("square-items", csv);
	cr_expect(trial.plan->is_refused);
	cr_expect_str_eq(import_trial_complaint(),
			 "5: Qty: 'x' is not a number");
	cr_expect_str_eq(import_trial_counts(), "new 2, rejected 2");
	trial.options.is_partial = true;
	import_trial_run("square-items", csv);
	cr_expect_str_eq(import_trial_lines(),
			 "2026-09-12 join C1\n"
			 "2026-09-12T08:00 purchase C1 15.00 EUR +15 tax:0.50 "
			 "item:\"Flat white:2:5.00\" item:Beans/B-1:1:9.50 "
			 "^T1\n");
}

Test(exchange_import_plan, one_receipt_number_at_two_stores)
{
	const char *csv = "Receipt,Date,Customer,Amount,Store\n"
			  "1,2026-01-02,anna,1.00,North Gate\n"
			  "1,2026-01-02,anna,2.00,South\n"
			  "2,2026-01-02,anna,3.00,South\n";

	trial.book = "2026-01-01 join anna\n";
	import_trial_run("generic", csv);
	cr_expect_str_eq(
		import_trial_lines(),
		"2026-01-02 purchase anna 1.00 EUR +1 store:North-Gate "
		"^North-Gate/1\n"
		"2026-01-02 purchase anna 2.00 EUR +2 store:South ^South/1\n"
		"2026-01-02 purchase anna 3.00 EUR +3 store:South ^South/2\n");
	trial.book = arena_print(&trial.arena, "%s%s", trial.book,
				 import_trial_lines());
	import_trial_run("generic", csv);
	cr_expect_str_eq(import_trial_counts(), "known 3");
	import_trial_run("generic", "Receipt,Date,Customer,Amount,Store\n"
				    "2,2026-01-02,anna,3.00,South\n");
	cr_expect_str_eq(import_trial_counts(), "known 1",
			 "also where the number is unique again");
	import_trial_run("generic",
			 "Receipt,Date,Customer,Amount\n"
			 "7,2026-01-02,anna,3.00\n7,2026-01-02,anna,4.00\n");
	cr_expect(strstr(import_trial_complaint(), "another amount on line 2"),
		  "%s", import_trial_complaint());
	import_trial_run("generic",
			 "Receipt,Date,Customer,Amount\n"
			 "7,2026-01-02,anna,3.00\n7,2026-01-02,anna,3.00\n");
	cr_expect_str_eq(import_trial_counts(), "new 1, known 1");
}

Test(exchange_import_plan, what_is_wrong_is_named_with_line_and_column)
{
	static const struct {
		const char *csv, *complaint;
	} rows[] = {
		{ "Date,Customer,Amount\n2026-01-02,a,1.2.3\n",
		  "2: Amount: '1.2.3' is not a number" },
		{ "Date,Customer,Amount\n2026-01-02,a,1.005\n",
		  "2: Amount: '1.005' can be read in two ways" },
		{ "Date,Customer,Amount\n2026-02-30,a,1\n",
		  "2: Date: '2026-02-30' is not a day of the calendar" },
		{ "Date,Customer,Amount\n,a,1\n", "2: Date: is empty" },
		{ "Date,Customer,Amount\n2026-01-02,a,\n",
		  "2: Amount: is empty" },
		{ "Date,Customer,Amount\n2026-01-02,a\n",
		  "2: the row has 2 cells where the header has 3" },
		{ "Date,Customer,Amount\n2026-01-02,a b,1\n",
		  "2: 'a b' cannot be a member's id" },
		{ "Date,Customer,Amount\n2026-01-02,5.5E+12,1\n",
		  "2: '5.5E+12' is a number that a spreadsheet has shortened" },
		{ "Date,Customer,Amount\n03/04/2026,a,1\n",
		  "2: 'till.csv' cannot be imported: the dates of column "
		  "'Date' can be read in two ways" },
		{ "Date,Customer,Amount\n13/04/2026,a,1\n01/13/2026,a,1\n",
		  "3: 'till.csv' cannot be imported: column 'Date' has dates "
		  "with the day first (line 2)" },
		{ "Date,Customer,Amount,Currency\n2026-01-02,a,1,USD\n",
		  "2: Currency: 'USD' is not the programme's currency, EUR" },
		{ "Date,Customer,Amount\n2026-01-02,\"a,1\n",
		  "2: a quoted cell begins here and is never closed" },
		{ "Date,Customer\n2026-01-02,a\n",
		  "1: 'till.csv' cannot be imported: there is no column for "
		  "the amount" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		import_trial_run("generic", rows[i].csv);
		cr_expect(slice_starts(slice_from(import_trial_complaint()),
				       rows[i].complaint),
			  "%s\n%s", rows[i].complaint,
			  import_trial_complaint());
		cr_expect(trial.plan->is_refused, "%s", rows[i].csv);
	}
}

Test(exchange_import_plan, totals_blank_rows_and_zeros_lost)
{
	trial.book = "2026-01-01 join 00001\n";
	import_trial_run("generic",
			 "Sales report;;\n\nDate;Customer;Amount\n"
			 "2026-01-02;00001;1,50\n;;\nTotal:;;1,50\n");
	cr_expect_str_eq(import_trial_counts(), "new 1, excluded 1");
	import_trial_run("generic",
			 "Date,Customer,Amount\n2026-01-02,1,1.50\n");
	cr_expect(strstr(import_trial_complaint(),
			 "may have taken the zeros off"),
		  "%s", import_trial_complaint());
}

Test(exchange_import_plan, a_preset_of_the_shop_reads_aligned_text)
{
	const char *map = "preset: cdnow\nheader: none\ndelimiter: blanks\n"
			  "columns: {member: '2', date: '3', amount: '5'}\n";

	import_trial_run(map, " 00004 0001 19970101  2   29.33\r\n"
			      " 00004 0001 19970118  2   29.73\r\n");
	cr_expect_str_eq(import_trial_lines(),
			 "1997-01-01 join 0001\n"
			 "1997-01-01 purchase 0001 29.33 EUR +29 "
			 "^1997-01-01/0001/29.33/1\n"
			 "1997-01-18 purchase 0001 29.73 EUR +29 "
			 "^1997-01-18/0001/29.73/1\n");
}

Test(exchange_import_plan, a_recipe_checks_and_patterns)
{
	const char *map =
		"preset: chain\nrows: several\n"
		"columns: {receipt: id, date: day, store: shop, member: who,\n"
		"  amount: sum}\n"
		"reference: [store, date, receipt]\n"
		"patterns: {member: '^[1-9]\\d*'}\n"
		"checks: [{column: staff, form: integer}]\n";

	import_trial_run(map, "id,day,shop,who,sum,staff\n"
			      "7,2026-01-02,3,17850.0,1.00,5\n"
			      "7,2026-01-02,4,0,2.00,5\n"
			      "7,2026-01-02,3,17850.0,0.50,5\n");
	cr_expect_str_eq(import_trial_lines(),
			 "2026-01-02 join 17850\n"
			 "2026-01-02 purchase 17850 1.50 EUR +1 "
			 "store:3 ^3/2026-01-02/7\n");
	cr_expect_str_eq(import_trial_counts(), "new 2, no_member 1");
	import_trial_run(map,
			 "id,day,shop,who,sum,staff\n7,2026-01-02,3,1,1.00,\n");
	cr_expect_str_eq(import_trial_complaint(), "2: staff: is empty");
	import_trial_run(
		map, "id,day,shop,who,sum,staff\n7,2026-01-02,3,1,1.00,x\n");
	cr_expect_str_eq(import_trial_complaint(),
			 "2: staff: 'x' is not a whole number");
}
