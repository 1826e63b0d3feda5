/*
 * order: the worked situations of the language's chapter on order, and that
 * the order depends on the lines alone, wherever they stand.
 */
#include "journal/order.h"

#include <criterion/criterion.h>
#include <string.h>

#include "sample.h"

/* Lines in book order, each with class and part of its steps in front. */
struct situation {
	const char *name;
	const char *text;
	const char *steps;
};

static const struct situation situations[] = {
	{ "one of each class on a day",
	  "2026-01-02 balance M 5\n"
	  "2026-01-02 adjust M -1 \"x\" ^f\n"
	  "2026-01-02 redeem M pay -2 ^e\n"
	  "2026-01-02 transfer M N +2 ^d\n"
	  "2026-01-02 purchase M +9 ^c\n"
	  "2026-01-02 join M ^b\n"
	  "2026-01-02 expire M -1 ^a\n",
	  "1a 2b 3c 4d 5e 6f 7" },
	{ "days before classes",
	  "2026-01-03 expire M -1 ^b\n"
	  "2026-01-02 note M \"x\" ^a\n",
	  "7a 1b" },
	{ "a forfeiture is a debit, a recorded expiry is not",
	  "2026-01-02 expire M -1 \"closed\" ^b\n"
	  "2026-01-02 purchase M ^a\n"
	  "2026-01-02 expire M -1 ^c\n",
	  "1c 3a 6b" },
	{ "a refund gives back before it claws back",
	  "2026-01-02 refund M 1.00 EUR ^a\n"
	  "2026-01-02 redeem M pay ^b\n",
	  "3a 5b 6a'" },
	{ "a move earns anew before it voids",
	  "2026-01-02 move s N \"x\" ^a\n"
	  "2026-01-01 purchase M ^s\n",
	  "3s 3a 6a'" },
	{ "a void of an earlier day's debit is a credit",
	  "2026-01-01 redeem M pay ^d\n"
	  "2026-01-01 transfer M N +1 ^t\n"
	  "2026-01-01 adjust M -1 \"x\" ^n\n"
	  "2026-01-01 expire M -1 \"x\" ^f\n"
	  "2026-01-01 refund M 1.00 EUR ^r\n"
	  "2026-01-02 void d \"x\" ^1\n"
	  "2026-01-02 void t \"x\" ^2\n"
	  "2026-01-02 void n \"x\" ^3\n"
	  "2026-01-02 void f \"x\" ^4\n"
	  "2026-01-02 void r \"x\" ^5\n",
	  "3r 4t 5d 6f 6n 6r' 31 32 33 34 35" },
	{ "a void of the day's own debit stays with it",
	  "2026-01-01 redeem M pay ^d\n"
	  "2026-01-01 transfer M N +1 ^t\n"
	  "2026-01-01 adjust M -1 \"x\" ^n\n"
	  "2026-01-01 void d \"x\" ^1\n"
	  "2026-01-01 void t \"x\" ^2\n"
	  "2026-01-01 void n \"x\" ^3\n",
	  "42 4t 51 5d 63 6n" },
	{ "a void of a credit takes back",
	  "2026-01-02 void a \"x\" ^1\n"
	  "2026-01-02 void b \"x\" ^2\n"
	  "2026-01-02 void c \"x\" ^3\n"
	  "2026-01-02 void d \"x\" ^4\n"
	  "2026-01-02 purchase M ^d\n"
	  "2026-01-01 purchase M ^a\n"
	  "2026-01-01 bonus M review ^b\n"
	  "2026-01-01 adjust M +1 \"x\" ^c\n",
	  "3a 3b 3c 3d 61 62 63 64" },
	{ "a void of a recorded state is a state",
	  "2026-01-02 void s \"x\" ^1\n"
	  "2026-01-01 stock r +1 ^s\n"
	  "2026-01-02 purchase M ^p\n",
	  "2s 21 3p" },
	{ "a cancelled request of an earlier day gives back, today's does not",
	  "2026-01-01 request M pay ^a\n"
	  "2026-01-02 request M pay ^b\n"
	  "2026-01-02 cancel a \"x\" ^1\n"
	  "2026-01-02 reject b \"x\" ^2\n"
	  "2026-01-02 approve b ^3\n",
	  "5a 31 52 53 5b" },
	{ "what names nothing comes last",
	  "2026-01-02 void nothing \"x\" ^a\n"
	  "2026-01-02 adjust M -1 \"x\" ^b\n",
	  "6b 7a" },
	{ "time of day, none is midnight",
	  "2026-01-02T10:00 purchase M ^a\n"
	  "2026-01-02T00:01 purchase M ^b\n"
	  "2026-01-02 purchase M ^d\n"
	  "2026-01-02T00:00 purchase M ^c\n",
	  "3c 3d 3b 3a" },
	{ "references as people count",
	  "2026-01-02 purchase M ^P-10\n"
	  "2026-01-02 purchase M ^P-9\n"
	  "2026-01-02 purchase M ^P-09\n"
	  "2026-01-02 purchase M ^O-11\n",
	  "3O-11 3P-9 3P-09 3P-10" },
	{ "duplicates and undated lines have no step",
	  "rules \"r\"\n"
	  "2026-01-02 purchase M ^a\n"
	  "2026-01-02 purchase M +5 ^a\n"
	  "2026-01-02 approve R\n"
	  "2026-01-02 approve R\n",
	  "3a 5" },
};

static const char *print_steps(struct sample *sample)
{
	struct text text;
	size_t count;
	const order_step *steps =
		order_steps(&sample->arena, &sample->journal, &count);

	text_init(&text, &sample->arena);
	for (size_t i = 0; i < count; i++) {
		const struct event *event =
			&sample->journal.events[ORDER_EVENT(steps[i])];

		text_add_format(&text, "%s%d", i ? " " : "",
				(int)order_class(&sample->journal, steps[i]));
		text_add_slice(&text, event_reference(&sample->journal, event));
		if (ORDER_PART(steps[i]))
			text_add_char(&text, '\'');
	}
	return text.bytes;
}

Test(journal_order, follows_the_classes)
{
	for (size_t i = 0; i < sizeof(situations) / sizeof(*situations); i++) {
		struct sample sample;

		sample_read(&sample, slice_from(situations[i].text));
		cr_expect_str_eq(print_steps(&sample), situations[i].steps,
				 "%s: %s", situations[i].name,
				 print_steps(&sample));
		sample_release(&sample);
	}
}

Test(journal_order, breaks_ties_by_canonical_text)
{
	struct sample sample;

	sample_read(&sample, SLICE("2026-01-02 approve b\n"
				   "2026-01-02   approve   a\n"));
	cr_expect_str_eq(sample_print_order(&sample),
			 "2026-01-02 approve a\n2026-01-02 approve b\n");
	sample_release(&sample);
}

Test(journal_order, is_that_of_compare)
{
	struct arena arena;
	struct text text;
	struct sample sample;
	uint64_t seed = 3;
	size_t count;
	const order_step *steps;

	arena_init(&arena);
	text_init(&text, &arena);
	for (int i = 0; i < 2000; i++)
		sample_add_line(&text, &seed);
	sample_read(&sample, text_slice(&text));
	steps = order_steps(&sample.arena, &sample.journal, &count);
	cr_assert_gt(count, 1500);
	for (size_t i = 1; i < count; i++)
		cr_assert_lt(
			order_compare(&sample.journal, steps[i - 1], steps[i]),
			0);
	sample_release(&sample);
	arena_release(&arena);
}

Test(journal_order, spans_all_years)
{
	struct sample sample;

	sample_read(&sample, SLICE("9999-12-31 join A ^d\n"
				   "0001-01-01 join A ^a\n"
				   "1970-01-01 join A ^c\n"
				   "1969-12-31 join A ^b\n"));
	cr_expect_str_eq(print_steps(&sample), "2a 2b 2c 2d");
	sample_release(&sample);
}

Test(journal_order, depends_on_the_lines_alone)
{
	for (uint64_t round = 1; round <= 60; round++) {
		struct arena arena;
		struct text text;
		struct sample sample;
		struct sample shuffled;
		uint64_t seed = round;
		struct slice other;

		arena_init(&arena);
		text_init(&text, &arena);
		for (int i = 0; i < 80; i++)
			sample_add_line(&text, &seed);
		sample_read(&sample, text_slice(&text));
		other = sample_shuffle(&arena, text_slice(&text), &seed);
		sample_read(&shuffled, other);
		if (!diagnostics_are_broken(&sample.diagnostics))
			cr_assert_str_eq(sample_print_order(&sample),
					 sample_print_order(&shuffled));
		cr_assert_eq(diagnostics_are_broken(&sample.diagnostics),
			     diagnostics_are_broken(&shuffled.diagnostics));
		sample_release(&shuffled);
		sample_release(&sample);
		arena_release(&arena);
	}
}
