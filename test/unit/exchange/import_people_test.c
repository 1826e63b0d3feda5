/*
 * import_people: whom rows name, who joins, and what they bring along.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "import_trial.h"

TestSuite(exchange_import_people, .init = import_trial_init,
	  .fini = import_trial_release);

Test(exchange_import_people, redemptions_take_points)
{
	trial.options.kind = PRESET_REDEMPTIONS;
	trial.options.has_kind = true;
	trial.options.reward = SLICE("mug");
	trial.book = "2026-01-01 join anna\n2026-01-01 opening anna +50 ^o\n";
	import_trial_run("generic", "redemption_id,date,customer,points\n"
				    "X1,2026-01-02,anna,10\n");
	cr_expect_str_eq(import_trial_lines(),
			 "2026-01-02 redeem anna mug -10 ^X1\n");
	trial.options.reward = SLICE("");
	import_trial_run("generic", "redemption_id,date,customer,points\n"
				    "X1,2026-01-02,anna,10\n");
	cr_expect_str_eq(import_trial_complaint(),
			 "2: it does not say what was redeemed: "
			 "name the reward with --reward");
}

Test(exchange_import_people, opening_balances_come_once)
{
	import_trial_run("email-points", "email,points,name\n"
					 "ada@example.org,120,Ada\n"
					 "BOB@example.org,0,Bob\n");
	cr_expect_str_eq(import_trial_lines(),
			 "profile M0001 \"Ada\" email:ada@example.org\n"
			 "2026-11-22 join M0001\n"
			 "2026-11-22 opening M0001 +120 ^opening-M0001\n");
	cr_expect_str_eq(import_trial_counts(), "new 1, excluded 1");
	trial.book = import_trial_lines();
	trial.options.today = day_add(trial.options.today, 9);
	import_trial_run("email-points", "email,points\nADA@example.org,120\n");
	cr_expect_str_eq(import_trial_counts(), "known 1");
	import_trial_run("email-points", "email,points\nADA@example.org,130\n");
	cr_expect_str_eq(import_trial_counts(), "conflict 1");
}

Test(exchange_import_people, customer_lists_join_and_are_known_again)
{
	const char *csv = "name,email,phone,member since,birthday,points\n"
			  "Ada B,ada@example.org,+49 170 1,2020-01-31,12-24,7\n"
			  "\"Bob \"\"B\"\"\",,,,1990-02-01,\n";

	trial.options.kind = PRESET_MEMBERS;
	trial.options.has_kind = true;
	import_trial_run("generic", csv);
	cr_expect_str_eq(import_trial_lines(),
			 "profile M0001 \"Ada B\" email:ada@example.org "
			 "phone:\"+49 170 1\" birthday:12-24\n"
			 "profile M0002 \"Bob \\\"B\\\"\" birthday:1990-02-01\n"
			 "2020-01-31 join M0001\n2026-11-22 join M0002\n"
			 "2026-11-22 opening M0001 +7 ^opening-M0001\n");
	trial.book = import_trial_lines();
	import_trial_run("generic", csv);
	cr_expect_str_eq(import_trial_counts(), "known 2");
	import_trial_run("generic",
			 "name,email,phone\nAda B,ada@example.org,0170 2\n");
	cr_expect_str_eq(import_trial_counts(), "conflict 1");
	cr_expect(strstr(import_trial_complaint(), "another phone"), "%s",
		  import_trial_complaint());
}

Test(exchange_import_people, people_are_found_by_what_the_row_has)
{
	static const struct {
		const char *header, *cell, *id;
	} rows[] = {
		{ "Customer", "M0007", "M0007" },
		{ "Customer", "K-1", "M0007" },
		{ "Loyalty card", "12 34", "M0007" },
		{ "E-mail", "ADA@Example.org", "M0007" },
		{ "Phone", "0049 (170) 123", "M0007" },
	};

	trial.options.unknown = IMPORT_REJECT;
	trial.book = "profile M0007 \"Ada\" email:ada@example.org "
		     "phone:\"+49 170 123\" card:1234 alias:K-1\n"
		     "2026-01-01 join M0007\n";
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		import_trial_run(
			"generic",
			arena_print(&trial.arena,
				    "Date,Amount,%s\n2026-01-02,1,%s\n",
				    rows[i].header, rows[i].cell));
		cr_expect(strstr(import_trial_lines(), rows[i].id), "%s: %s",
			  rows[i].header, import_trial_complaint());
	}
	import_trial_run("generic", "Date,Amount,Member\n2026-01-02,1,M007\n");
	cr_expect_str_eq(import_trial_complaint(),
			 "2: no member 'M007', did you mean 'M0007'? --unknown "
			 "join enrols, --unknown skip leaves out");
	trial.options.unknown = IMPORT_SKIP;
	import_trial_run("generic", "Date,Amount,Member\n2026-01-02,1,M007\n");
	cr_expect_str_eq(import_trial_counts(), "skipped 1");
}
