/*
 * The control totals at the end of a replay: no book brings the complaint
 * about, so a sound book is spoiled here, one figure at a time.
 */
#include <criterion/criterion.h>

#include "engine/play.h"
#include "engine/replay_state.h"

static const char rules[] =
	"earn: [{name: base, on: purchase, points: 1, per: 1.00}]\n"
	"transfers: {allowed: true}\n";

static const char lines[] = "2026-01-01 join M1\n"
			    "2026-01-01 join M2\n"
			    "2026-01-02 purchase M1 20.00 EUR +20 ^P-1\n"
			    "2026-01-03 transfer M1 M2 +5 ^T-1\n";

/* How many complaints the totals of the played book give. */
static size_t complaints(struct play *play)
{
	struct replay replay = { .arena = &play->arena,
				 .journal = &play->journal,
				 .programs = &play->programs,
				 .book = play->book,
				 .diagnostics = &play->diagnostics };

	replay_check_totals(&replay);
	return play_count(play, "control_total");
}

Test(engine_replay_checks, a_sound_book_adds_up)
{
	struct play play;

	play_open(&play, rules, lines, "2026-06-30");
	cr_expect_eq(complaints(&play), 0, "%s", play_complaints(&play));
	play_close(&play);
}

Test(engine_replay_checks, diagnostic_control_total)
{
	static const struct {
		const char *label;
		size_t expected;
		int64_t balance, issued, lot, transferred_in;
	} cases[] = {
		{ "a balance: lots and movements", 2, 1, 0, 0, 0 },
		{ "points issued: movements", 1, 0, 1, 0, 0 },
		{ "a lot: lots", 1, 0, 0, 1, 0 },
		{ "a transfer: movements, both sides", 2, 0, 0, 0, 1 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct play play;
		play_open(&play, rules, lines, "2026-06-30");
		struct account *account = &play.book->accounts[0];
		account->balance += cases[i].balance;
		account->issued += cases[i].issued;
		account->transferred_in += cases[i].transferred_in;
		play.book->lots[0].remaining += cases[i].lot;
		cr_expect_eq(complaints(&play), cases[i].expected, "%s:\n%s",
			     cases[i].label, play_complaints(&play));
		play_close(&play);
	}
}
