/*
 * parser: what each wrong line is called and where the caret stands, and how each
 * right line reads in canonical form.
 */
#include "journal/parser.h"

#include <criterion/criterion.h>
#include <string.h>

#include "sample.h"

struct bad {
	const char *line; /* without its newline */
	enum diagnostic_id id;
	size_t column;
};

#define D "2026-01-02 "
#define BAD(line, id, column)                                                  \
	{                                                                      \
		line, DIAGNOSTIC_##id, column                                  \
	}

static const struct bad bads[] = {
	/* characters */
	BAD(D "join M\xff", invalid_utf8, 18),
	BAD(D "join M\xc0\xaf", invalid_utf8, 18),
	BAD(D "join \xed\xa0\x80", invalid_utf8, 17),
	BAD("; comment \x01", control_character, 11),
	BAD(D "join M\x7f", control_character, 18),
	BAD(D "join M\xc2\x85", control_character, 18),
	BAD(D "note M \"a\xe2\x80\xa8z\"", control_character, 21),
	BAD(D "join M\rN", control_character, 18),
	BAD(D "join\xc2\xa0M", control_character, 16),
	BAD(D "join M\xe3\x80\x80N", control_character, 18),
	BAD(D "join M note:a\xc2\xa0z", control_character, 25),
	BAD(D "join a\xe2\x80\x8bz", bad_id, 18),
	BAD(D "join a\xe2\x80\xaez", bad_id, 18),
	BAD(D "join M ^a\xef\xbb\xbf", bad_id, 21),
	/* lines */
	BAD(" " D "join M", indented_line, 1),
	BAD("\t" D "join M", indented_line, 1),
	BAD("<<<<<<< HEAD", conflict_marker, 1),
	BAD("=======", conflict_marker, 1),
	BAD(">>>>>>> theirs", conflict_marker, 1),
	BAD("||||||| base", conflict_marker, 1),
	/* heads */
	BAD("purchse M", unknown_directive, 1),
	BAD(D "purchse M", unknown_directive, 12),
	BAD(D "Purchase M", unknown_directive, 12),
	BAD(D "\"join\" M", unknown_directive, 12),
	BAD("2026-02-29 join M", bad_date, 1),
	BAD("2026-13-01 join M", bad_date, 1),
	BAD("0000-01-01 join M", bad_date, 1),
	BAD("2026-1-1 join M", bad_date, 1),
	BAD("2026/01/01 join M", bad_date, 1),
	BAD("01.02.2026 join M", bad_date, 1),
	BAD("2026-01-011 join M", bad_date, 1),
	BAD("2026-01-01T24:00 join M", bad_date, 12),
	BAD("2026-01-01T9:00 join M", bad_date, 12),
	BAD("2026-01-01T09:00:00 join M", bad_date, 12),
	BAD("join M", bad_date, 1),
	BAD(D "include \"x\"", surplus_operand, 1),
	BAD(D "profile M \"x\"", surplus_operand, 1),
	BAD("2026-01-02", missing_operand, 1),
	/* operands */
	BAD(D "join", missing_operand, 15),
	BAD(D "join \"M\"", missing_operand, 17),
	BAD(D "join M N", surplus_operand, 19),
	BAD(D "join *", bad_id, 17),
	BAD(D "join #a", missing_operand, 18),
	BAD(D "join store:north", missing_operand, 27),
	BAD(D "join M;x", bad_id, 17),
	BAD(D "status M", missing_operand, 19),
	BAD(D "status M bloked", unknown_word, 21),
	BAD(D "merge A \"x\"", missing_operand, 1),
	BAD(D "merge A into:*", bad_attribute, 25),
	BAD(D "opening M", missing_operand, 1),
	BAD(D "opening *", missing_operand, 1),
	BAD(D "opening * +5 deferred:\"1 EUR\" ^a", surplus_operand, 1),
	BAD(D "bonus M +5", missing_operand, 20),
	BAD(D "refund M -5", missing_operand, 21),
	BAD(D "redeem M -5", missing_operand, 21),
	BAD(D "approve", missing_operand, 18),
	BAD(D "reject R", missing_operand, 19),
	BAD(D "reject R why", missing_operand, 21),
	BAD(D "reject R \"\"", bad_string, 21),
	BAD(D "move R M", missing_operand, 19),
	BAD(D "adjust M +5", missing_operand, 22),
	BAD(D "transfer A B", missing_operand, 23),
	BAD(D "transfer A B 5", missing_operand, 25),
	BAD(D "stock r 5", missing_operand, 20),
	BAD(D "stock r +5.5", bad_number, 20),
	BAD(D "estimate 2026-13 96% \"x\"", bad_number, 21),
	BAD(D "estimate 2026-04 96 \"x\"", bad_number, 29),
	BAD(D "estimate 2026-04 101% \"x\"", bad_number, 29),
	BAD(D "close 2026-00", bad_number, 18),
	BAD(D "close 2026-Q5", bad_number, 18),
	BAD(D "close october", missing_operand, 18),
	BAD(D "consent M", missing_operand, 20),
	BAD(D "consent M email", missing_operand, 22),
	BAD("rules", missing_operand, 5),
	BAD("rules \"\"", bad_string, 7),
	/* points */
	BAD(D "purchase M +", bad_points, 23),
	BAD(D "purchase M +1,5", bad_points, 24),
	BAD(D "purchase M +1.", bad_points, 24),
	BAD(D "purchase M ++1", bad_points, 24),
	BAD(D "purchase M +1e5", bad_points, 24),
	BAD(D "purchase M +1.0000000000", bad_points, 24),
	BAD(D "purchase M +9223372036854775808", overflow, 24),
	BAD(D "purchase M -1", bad_points, 23),
	BAD(D "refund M 1 EUR +1", bad_points, 27),
	BAD(D "redeem M pay +1", bad_points, 25),
	BAD(D "expire M +1", bad_points, 21),
	BAD(D "transfer A B -5", bad_points, 25),
	BAD(D "adjust M +1 -1 stamp \"x\"", bad_points, 24),
	BAD(D "purchase M +1 +2", bad_points, 26),
	BAD(D "purchase M +1 stamp +2 stamp", bad_points, 32),
	BAD(D "redeem M pay -1 -2 stamp", surplus_operand, 28),
	BAD(D "purchase M +1 Stamp", surplus_operand, 26),
	BAD(D "purchase M +12.50 EUR", bad_money, 23),
	/* money */
	BAD(D "purchase M 12", bad_money, 23),
	BAD(D "purchase M 12.50 +5", bad_money, 23),
	BAD(D "purchase M 12.50 eur", bad_money, 29),
	BAD(D "purchase M 12.50 EUX", bad_money, 29),
	BAD(D "purchase M 12.505 EUR", bad_money, 23),
	BAD(D "purchase M 1200.0 JPY", bad_money, 23),
	BAD(D "purchase M 12,50 EUR", bad_money, 23),
	BAD(D "purchase M 1.200,50 EUR", bad_money, 23),
	BAD(D "purchase M 12. EUR", bad_money, 23),
	BAD(D "purchase M .5 EUR", surplus_operand, 23),
	BAD(D "purchase M 92233720368547758.08 EUR", overflow, 23),
	BAD(D "purchase M 99999999999999999999 EUR", overflow, 23),
	BAD(D "purchase M \xe2\x82\xac"
	      "12",
	    surplus_operand, 23),
	BAD(D "purchase M +5 12 EUR", surplus_operand, 26),
	/* strings */
	BAD(D "note M \"abc", bad_string, 19),
	BAD(D "note M \"a\\n\"", bad_string, 21),
	BAD(D "note M \"a\\", bad_string, 21),
	BAD(D "note M \"a\"b", bad_string, 19),
	BAD(D "note M a\"b", bad_string, 20),
	BAD(D "note M \"a\" k:\"b", bad_string, 25),
	/* attributes, tags, references */
	BAD(D "join M store:", bad_attribute, 19),
	BAD(D "join M store:\"\"", bad_attribute, 19),
	BAD(D "join M store:\"a b\"", bad_attribute, 27),
	BAD(D "join M store:-x", bad_attribute, 25),
	BAD(D "join M :x", surplus_operand, 19),
	BAD(D "join M k*y:x", bad_attribute, 19),
	BAD(D "join M store:a store:b", surplus_operand, 27),
	BAD(D "join M until:2026-01-01", surplus_operand, 19),
	BAD(D "join M sold:2026-02-30", bad_date, 24),
	BAD(D "purchase M 1 EUR tax:x", bad_attribute, 33),
	BAD(D "purchase M 1 EUR tax:-1", bad_attribute, 33),
	BAD(D "purchase M 1 EUR tax:0.123", bad_attribute, 33),
	BAD(D "purchase M tax:0.123 1 EUR", bad_attribute, 27),
	BAD(D "purchase M item:A:1:0.123 1 EUR", bad_attribute, 28),
	BAD(D "purchase M item:A", bad_item, 28),
	BAD(D "purchase M item:A:", bad_item, 28),
	BAD(D "purchase M item:A:1:", bad_item, 28),
	BAD(D "purchase M item:/A:1", bad_item, 28),
	BAD(D "purchase M item:c/:1", bad_item, 28),
	BAD(D "purchase M item:A:x", bad_item, 30),
	BAD(D "opening * deferred:12", bad_attribute, 31),
	BAD(D "opening * deferred:12EUX", bad_money, 33),
	BAD(D "opening * deferred:12.505EUR", bad_money, 31),
	BAD(D "note M \"x\" rating:11", bad_attribute, 30),
	BAD(D "note M \"x\" rating:07", bad_attribute, 30),
	BAD("profile M \"x\" birthday:02-30", bad_attribute, 24),
	BAD("profile M \"x\" birthday:2025-02-29", bad_attribute, 24),
	BAD(D "join M #", bad_id, 19),
	BAD(D "join M ^", bad_id, 19),
	BAD(D "join M ^a ^b", surplus_operand, 22),
	BAD(D "join M ^a\"b", bad_string, 21),
};

Test(journal_parser, names_what_is_wrong_and_where)
{
	for (size_t i = 0; i < sizeof(bads) / sizeof(*bads); i++) {
		const struct bad *bad = &bads[i];
		char line[512];
		struct sample sample;
		const struct diagnostic *first;
		size_t at;
		size_t column;
		int length = snprintf(line, sizeof(line), "%s\n", bad->line);

		sample_read(&sample, (struct slice){ line, (size_t)length });
		first = sample.diagnostics.first;
		cr_expect_eq(sample.journal.event_count, 0, "%s", bad->line);
		cr_assert_not_null(first, "%s", bad->line);
		cr_expect_eq(first->id, bad->id, "%s: [%s] %s", bad->line,
			     diagnostic_kind(first->id)->name, first->message);
		source_locate(first->at.source, first->at.offset, &at, &column);
		cr_expect_eq(column, bad->column, "%s: column %zu, not %zu",
			     bad->line, column, bad->column);
		sample_release(&sample);
	}
}

struct good {
	const char *line;
	const char *canonical; /* NULL: as it stands */
};

static const struct good goods[] = {
	{ "rules \"rules.yaml\"", NULL },
	{ "rules  rules.yaml ; all", "rules \"rules.yaml\"" },
	{ "include a\\b", "include \"a\\\\b\"" },
	{ "include? \"x y\"", NULL },
	{ "profile M \"A\" alias:y alias:x email:b",
	  "profile M \"A\" email:b alias:y alias:x" },
	{ D "join M", NULL },
	{ D "join\tM\t\t^J-1  ", D "join M ^J-1" },
	{ D "join ^J-1 M", D "join M ^J-1" },
	{ D "join a:b", NULL },
	{ D "join 日本", NULL },
	{ D "join a\\b", NULL },
	{ "2026-01-02T09:05 join M", NULL },
	{ D "status M closed", NULL },
	{ D "merge A \"x\" into:B", D "merge A into:B \"x\"" },
	{ D "opening M +5 +2.50 stamp ^a", NULL },
	{ D "opening * deferred:12.50EUR",
	  D "opening * deferred:\"12.50 EUR\"" },
	{ D "opening * deferred:12.5 EUR ^a",
	  D "opening * deferred:\"12.50 EUR\" ^a" },
	{ D "opening * deferred:\"12.5 EUR\"",
	  D "opening * deferred:\"12.50 EUR\"" },
	{ D "purchase M ^a", NULL },
	{ D "purchase M 12.5 EUR ^a", D "purchase M 12.50 EUR ^a" },
	{ D "purchase M 012 JPY +0012 ^a", D "purchase M 12 JPY +12 ^a" },
	{ D "purchase M +2.50 ^a", NULL },
	{ D "purchase M -0 ^a", D "purchase M +0 ^a" },
	{ D "purchase M 1 EUR +1 +1 stamp tax:0.1 ^a",
	  D "purchase M 1.00 EUR +1 +1 stamp tax:0.1 ^a" },
	{ D "purchase M ^a #b #a z:1 item:b:1 item:a:1 staff:r store:n y:\"2\"",
	  D "purchase M store:n staff:r item:b:1 item:a:1 y:2 z:1 #b #a ^a" },
	{ D "purchase M l:b k:\"b\" k:a ^a", D "purchase M k:b k:a l:b ^a" },
	{ D "purchase M item:\"Flat white:1:2.80\" ^a", NULL },
	{ D "purchase M k:\"a\\\\b\" l:a;b ^a",
	  D "purchase M k:a\\b l:\"a;b\" ^a" },
	{ D "purchase M k:\"\" ^a", NULL },
	{ D "refund M 1.00 EUR -5 of:x ^a", NULL },
	{ D "redeem M pay -50 2.50 EUR on:S ^a", NULL },
	{ D "request M r ^a", NULL },
	{ D "approve a:b staff:r", NULL },
	{ D "cancel store:1 \"x\"", NULL },
	{ D "move R M \"x\"", NULL },
	{ D "adjust M -5 -1 stamp \"x\" ^a", NULL },
	{ D "expire M -5 ^a", NULL },
	{ D "transfer A B +5 \"x\" ^a", NULL },
	{ D "tier M gold until:2026-12-31 \"x\"",
	  D "tier M gold \"x\" until:2026-12-31" },
	{ D "stock r -2 \"x\" ^a", NULL },
	{ D "balance M 12", NULL },
	{ D "balance M +12 stamp", D "balance M 12 stamp" },
	{ D "balance * -12.5", NULL },
	{ D "estimate 2026-04 96.4% stamp \"x\"", NULL },
	{ D "accept kind a:b \"x\" ^a", NULL },
	{ D "accept kind \"a b\" \"x\" ^a", NULL },
	{ D "reconciled till 2026-10-01..2026-10-03 b:1 a:2",
	  D "reconciled till 2026-10-01..2026-10-03 a:2 b:1" },
	{ D "close 2026 points:4/stamp points:3", NULL },
	{ D "reopen 2026-Q4 \"x\"", NULL },
	{ D "note M \"a ; b \\\" \\\\\" #x rating:10 ^a",
	  D "note M \"a ; b \\\" \\\\\" rating:10 #x ^a" },
	{ D "note M \"a\302\240b\342\200\256\" ^a", NULL },
	{ D "sent M t channel:email", NULL },
	{ D "consent M -sms +email \"x\"", NULL },
};

Test(journal_parser, reads_every_directive)
{
	for (size_t i = 0; i < sizeof(goods) / sizeof(*goods); i++) {
		const struct good *good = &goods[i];
		const char *wanted =
			good->canonical ? good->canonical : good->line;
		char line[512];
		struct sample sample;
		int length = snprintf(line, sizeof(line), "%s\r\n", good->line);

		sample_read(&sample, (struct slice){ line, (size_t)length });
		cr_expect_str_eq(sample_complaints(&sample),
				 strchr(good->line, '^') ||
						 !strstr(good->line, "opening")
					 ? ""
					 : "missing_reference",
				 "%s", good->line);
		cr_assert_eq(sample.journal.event_count, 1, "%s", good->line);
		cr_expect_str_eq(sample_line(&sample, 0), wanted);
		sample_release(&sample);
	}
}

Test(journal_parser, fills_the_record)
{
	struct sample sample;
	const struct event *event;

	sample_read(&sample,
		    SLICE("\xef\xbb\xbf; head\n"
			  "2026-01-02T14:30 purchase M1 12.50 EUR +1.5 "
			  "+2 stamp store:\"north\" ^P-1\n"));
	cr_assert_eq(sample.journal.event_count, 1);
	event = &sample.journal.events[0];
	cr_expect_eq(event_line_number(&sample.journal, event), 2);
	cr_expect_eq(event->minute, 14 * 60 + 30);
	cr_expect_eq(event->kind, EVENT_PURCHASE);
	cr_expect_eq(event->money, 1250);
	cr_expect_eq(event->points, 15);
	cr_expect_eq(event->scale, 1);
	cr_expect_eq(event->quantities, 2);
	cr_expect_eq(event_quantity(&sample.journal, event, 1).mantissa, 2);
	cr_expect(slice_is(
		intern_text(&sample.journal.units,
			    event_quantity(&sample.journal, event, 1).unit),
		"stamp"));
	cr_expect(slice_is(event_member(&sample.journal, event), "M1"));
	cr_expect(slice_is(event_reference(&sample.journal, event), "P-1"));
	cr_expect(slice_is(event_value(&sample.journal, event, KEY_STORE),
			   "north"));
	cr_expect_eq(event_value(&sample.journal, event, KEY_TILL).length, 0);
	sample_release(&sample);
}

Test(journal_parser, goes_on_behind_errors)
{
	struct sample sample;

	sample_read(&sample, SLICE("x\n" D "join\n" D "join M\n" D
				   "purchase M 1 EU -1 ^a ^b\n" D "join N\n"));
	cr_expect_str_eq(sample_complaints(&sample),
			 "unknown_directive missing_operand bad_money "
			 "bad_points surplus_operand");
	cr_expect_eq(sample.journal.event_count, 2);
	cr_expect_eq(sample.journal.attribute_count, 0);
	sample_release(&sample);
}

Test(journal_parser, wants_references_where_points_move)
{
	struct sample sample;

	sample_read(&sample, SLICE(D "purchase M\n" D "join M\n" D
				     "stock r +1\n" D "note M \"x\"\n"));
	cr_expect_str_eq(sample_complaints(&sample),
			 "missing_reference missing_reference "
			 "missing_reference");
	cr_expect(!diagnostics_are_broken(&sample.diagnostics));
	sample_release(&sample);
}

Test(journal_parser, reports_a_conflict_once)
{
	struct sample sample;

	sample_read(&sample, SLICE("<<<<<<< HEAD\n" D "join A\n=======\n" D
				   "join B\n>>>>>>> other\n"));
	cr_expect_str_eq(sample_complaints(&sample), "conflict_marker");
	cr_expect_eq(sample.journal.event_count, 2);
	sample_release(&sample);
}

Test(journal_parser, limits_lines_ids_and_errors)
{
	static char text[200000];
	struct sample sample;
	int length;

	memset(text, 'x', sizeof(text));
	length = snprintf(text, sizeof(text), D "note M \"%0*d\" ^a\n", 65512,
			  0);
	sample_read(&sample, (struct slice){ text, (size_t)length });
	cr_expect_str_eq(sample_complaints(&sample), "");
	cr_expect_eq(sample.journal.events[0].length, 65535);
	sample_release(&sample);

	length = snprintf(text, sizeof(text), D "note M \"%0*d\" ^a\n", 65513,
			  0);
	sample_read(&sample, (struct slice){ text, (size_t)length });
	cr_expect_str_eq(sample_complaints(&sample), "line_too_long");
	sample_release(&sample);

	length = snprintf(text, sizeof(text),
			  D "join %064d ^%0160d\n" D "join %065d\n" D
			    "join M ^%0161d\n",
			  1, 1, 1, 1);
	sample_read(&sample, (struct slice){ text, (size_t)length });
	cr_expect_str_eq(sample_complaints(&sample), "bad_id bad_id");
	cr_expect_eq(sample.journal.event_count, 1);
	sample_release(&sample);

	for (size_t i = 0; i < sizeof(text); i += 2) {
		text[i] = 'x';
		text[i + 1] = '\n';
	}
	sample_read(&sample, (struct slice){ text, sizeof(text) });
	cr_expect_eq(sample.diagnostics.counts[SEVERITY_BROKEN], 10001);
	sample_release(&sample);
}

Test(journal_parser, reads_long_references_of_many_bytes)
{
	struct text text;
	struct arena arena;
	struct sample sample;

	arena_init(&arena);
	text_init(&text, &arena);
	text_add(&text, D "join M ^");
	for (size_t i = 0; i < 160; i++)
		text_add(&text, "\U0001f600");
	text_add_char(&text, '\n');
	sample_read(&sample, text_slice(&text));
	cr_expect_str_eq(sample_complaints(&sample), "");
	cr_expect_eq(
		event_reference(&sample.journal, sample.journal.events).length,
		640);
	sample_release(&sample);
	arena_release(&arena);
}
