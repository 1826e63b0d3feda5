/*
 * journal: what the accessors say of an event, and the tables of directives
 * and attributes.
 */
#include "journal/journal.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/currency.h"
#include "sample.h"

Test(journal_journal, knows_its_directives)
{
	for (int i = 0; i < EVENT_KIND_COUNT; i++) {
		const struct directive *directive =
			directive_of((enum event_kind)i);

		cr_expect_eq(directive_find(slice_from(directive->keyword)),
			     (enum event_kind)i);
	}
	cr_expect_eq(directive_find(SLICE("purchas")), EVENT_KIND_COUNT);
	cr_expect_eq(directive_find(SLICE("")), EVENT_KIND_COUNT);
	cr_expect_eq(sizeof(struct event), 56);
	cr_expect_eq(sizeof(struct attribute), 8);
}

Test(journal_journal, names_the_other_side)
{
	struct sample sample;
	const struct journal *journal = &sample.journal;

	sample_read(&sample, SLICE("2026-01-01 transfer A B +1 ^a\n"
				   "2026-01-01 merge A into:B\n"
				   "2026-01-01 void a \"x\"\n"
				   "2026-01-01 balance * 1\n"));
	cr_expect(slice_is(event_member(journal, &journal->events[0]), "A"));
	cr_expect(slice_is(event_operand(journal, &journal->events[0]), "B"));
	cr_expect(slice_is(event_operand(journal, &journal->events[1]), "B"));
	cr_expect(slice_is(event_operand(journal, &journal->events[2]), "a"));
	cr_expect_eq(event_member(journal, &journal->events[2]).length, 0);
	cr_expect(journal->events[3].flags & EVENT_TOTAL);
	cr_expect_eq(event_member(journal, &journal->events[3]).length, 0);
	sample_release(&sample);
}

Test(journal_journal, gives_values_raw_and_plain)
{
	struct sample sample;
	const struct journal *journal = &sample.journal;
	const struct event *event;
	const struct attribute *why;

	sample_read(&sample,
		    SLICE("2026-01-01 adjust M +1 \"a \\\"b\\\" \\\\\" "
			  "expires:2026-02-03 store:n x:a\\b #t ^a\n"));
	event = &journal->events[0];
	why = event_attribute(journal, event, KEY_WHY);
	cr_expect(slice_is(attribute_raw(journal, event, why),
			   "a \\\"b\\\" \\\\"));
	cr_expect(slice_is(attribute_text(&sample.arena, journal, event, why),
			   "a \"b\" \\"));
	cr_expect_eq(event_day_value(journal, event, KEY_EXPIRES).number,
		     20487);
	cr_expect_eq(event_day_value(journal, event, KEY_SOLD).number,
		     INT32_MIN);
	cr_expect(slice_is(event_value(journal, event, KEY_STORE), "n"));
	cr_expect(slice_is(event_value(journal, event, KEY_TAG), "t"));
	cr_expect(slice_is(event_value(journal, event,
				       KEY_COUNT + intern_find(&journal->keys,
							       SLICE("x"))),
			   "a\\b"));
	cr_expect_null(event_attribute(journal, event, KEY_TILL));
	sample_release(&sample);
}

Test(journal_journal, places_parts)
{
	struct sample sample;
	const struct journal *journal = &sample.journal;
	const struct event *second;

	sample_read(&sample, SLICE("2026-01-01 join M1\n"
				   "2026-01-01 purchase M1 ^abc\n"));
	second = &journal->events[1];
	cr_expect_eq(event_place(journal, second).offset, 19);
	cr_expect_eq(event_place(journal, second).length, 27);
	cr_expect_eq(
		event_part(journal, second, event_reference(journal, second))
			.offset,
		19 + 24);
	cr_expect_eq(event_part(journal, second, event_member(journal, second))
			     .offset,
		     19 + 20);
	cr_expect_eq(event_part(journal, second, SLICE("elsewhere")).offset,
		     19);
	cr_expect_eq(event_part(journal, second, SLICE("")).length, 27);
	sample_release(&sample);
}

struct money {
	const char *text;
	int64_t amount; /* -1: malformed */
	const char *code;
};

static const struct money moneys[] = {
	{ "12.50EUR", 1250, "EUR" },
	{ "12.50 EUR", 1250, "EUR" },
	{ " 12.5\tEUR ", 1250, "EUR" },
	{ "1200 JPY", 1200, "JPY" },
	{ "1.5 KWD", 1500, "KWD" },
	{ "12.505 EUR", -1, "" },
	{ "-1 EUR", -1, "" },
	{ "EUR", -1, "" },
	{ "1", -1, "" },
	{ "", -1, "" },
	{ "1 EUX", -1, "" },
	{ "99999999999999999999 EUR", -1, "" },
};

Test(journal_journal, reads_money)
{
	for (size_t i = 0; i < sizeof(moneys) / sizeof(*moneys); i++) {
		int64_t amount = -1;
		uint8_t currency = CURRENCY_NONE;
		bool fine = attribute_money(slice_from(moneys[i].text), &amount,
					    &currency);

		cr_expect_eq(fine, moneys[i].amount >= 0, "%s", moneys[i].text);
		if (!fine)
			continue;
		cr_expect_eq(amount, moneys[i].amount, "%s", moneys[i].text);
		cr_expect_str_eq(currency_code(currency), moneys[i].code);
	}
}

Test(journal_journal, splits_items)
{
	struct item item = item_parse(SLICE("coffee/FLAT/WHITE:2.5:7.00"));

	cr_expect(slice_is(item.category, "coffee"));
	cr_expect(slice_is(item.sku, "FLAT/WHITE"));
	cr_expect_eq(item.quantity.mantissa, 25);
	cr_expect_eq(item.quantity.scale, 1);
	cr_expect(item.has_amount);
	cr_expect_eq(item.amount.mantissa, 700);
	item = item_parse(SLICE("A:1"));
	cr_expect_eq(item.category.length, 0);
	cr_expect(slice_is(item.sku, "A"));
	cr_expect(!item.has_amount);
}
