/*
 * control: the points proof holds of every book, at any day and split at any
 * day, and fails of one that was tampered with.
 */
#include <criterion/criterion.h>

#include "engine/control.h"
#include "engine/play.h"
#include "engine/random_book.h"

enum {
	BOOKS = 200
};

static struct random_book random;
static char text[RANDOM_TEXT_MAX];

static struct day day_of(const char *day)
{
	struct day found = DAY_NONE;

	cr_assert(day_parse(slice_from(day), &found), "%s", day);
	return found;
}

Test(engine_control, holds_of_random_books)
{
	static const char *const days[] = { "2026-01-10", "2026-01-31",
					    "2027-06-30" };

	for (uint64_t seed = 1; seed <= BOOKS; seed++) {
		struct play play;
		size_t count;
		const struct control *list;

		random_book_make(&random, seed);
		random_book_print(&random, text);
		play_open(&play, random_book_rules(seed), text, days[seed % 3]);
		list = control_totals(&play.arena, play.book,
				      day_of("2026-01-08"), &count);
		for (size_t i = 0; i < count; i++)
			cr_expect(control_holds(&list[i]),
				  "book %lu, unit %d: %ld, %ld, %ld + %ld",
				  (unsigned long)seed, list[i].unit,
				  (long)list[i].members, (long)list[i].lots,
				  (long)list[i].opening,
				  (long)list[i].movements);
		play_close(&play);
	}
}

Test(engine_control, splits_opening_and_movements_and_sees_what_is_off)
{
	struct play play;
	size_t count;
	struct control *list;

	play_open(&play,
		  "earn: [{name: base, on: purchase, points: 1, per: 1.00}]\n"
		  "rewards: [{name: mug, kind: product, cost: 10}]\n",
		  "2026-01-01 join anna\n"
		  "2026-01-02 adjust anna +10 \"a\" ^a\n"
		  "2026-02-02 adjust anna -3 \"b\" ^b\n",
		  "2026-03-01");
	list = control_totals(&play.arena, play.book, day_of("2026-02-01"),
			      &count);
	cr_assert_eq(count, 1);
	cr_expect_eq(list[0].opening, 10);
	cr_expect_eq(list[0].movements, -3);
	cr_expect_eq(list[0].members, 7);
	cr_expect(control_holds(&list[0]));
	play.book->accounts[0].balance++;
	list = control_totals(&play.arena, play.book, DAY_NONE, &count);
	cr_expect_not(control_holds(&list[0]), "a balance that is off");
	play.book->accounts[0].balance--;
	play.book->lots[0].remaining--;
	list = control_totals(&play.arena, play.book, DAY_NONE, &count);
	cr_expect_not(control_holds(&list[0]), "a lot that is off");
	play_close(&play);
}
