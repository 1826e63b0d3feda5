/*
 * due: which bonuses fell due and are not written, for small books. Each
 * case is rules, lines, a day, and what is due: day, reference, points.
 * Numbers in labels are the edge cases of the research on other programmes.
 */
#include <criterion/criterion.h>

#include "base/text.h"
#include "engine/due.h"
#include "engine/play.h"

#define WELCOME                                                                \
	"  - {name: welcome, on: signup, points: 50, "                         \
	"limit: {times: 1, per: ever}}\n"
#define BIRTHDAY "  - {name: birthday, on: birthday, points: 100}\n"
#define YEARS    "  - {name: anniversary, on: anniversary, points: 30}\n"
#define FRIEND                                                                 \
	"  - {name: friend, on: referral, referrer: 200, friend: 100, "        \
	"minimum: 20.00, within: 90 days}\n"
#define UP                                                                     \
	"  - {name: up, on: tier-up, points: 25}\n"                            \
	"tiers:\n  window: 12 months\n"                                        \
	"  levels: [{name: bronze, at: 0}, {name: silver, at: 100}, "          \
	"{name: gold, at: 500}]\n"
#define EARN "earn:\n  - {name: base, on: purchase, points: 1, per: 1.00}\n"

struct story {
	const char *label;
	const char *rules;
	const char *lines;
	const char *day;
	const char *due;
};

/* DAY REFERENCE +POINTS …, one a line. */
static const char *due_text(struct play *play, const char *from)
{
	struct text text;
	struct day first = DAY_NONE;
	size_t count;
	text_init(&text, &play->arena);
	text_add(&text, "");
	day_parse(slice_from(from), &first);
	const struct due *list =
		due_list(&play->arena, play->book, first, DAY_NONE, &count);
	for (size_t i = 0; i < count; i++) {
		char day[DAY_TEXT_MAX];
		day_print(list[i].day, day);
		text_add_format(&text, "%s %.*s", day,
				SLICE_ARGS(list[i].reference));
		for (size_t k = 0; k < list[i].point_count; k++) {
			const struct due_points *points = &list[i].points[k];
			text_add_format(&text, " +%d%s", (int)points->points,
					points->unit == 0 ? "" : " stamp");
		}
		text_add_char(&text, '\n');
	}
	return text.bytes;
}

static void tell(const struct story *stories, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct play play;
		play_open(&play, stories[i].rules, stories[i].lines,
			  stories[i].day);
		const char *due = due_text(&play, "");
		cr_expect_str_eq(due, stories[i].due, "%s:\n%snot\n%s\n%s",
				 stories[i].label, due, stories[i].due,
				 play_complaints(&play));
		play_close(&play);
	}
}

#define TELL(stories) tell((stories), sizeof(stories) / sizeof(*(stories)))

Test(due, welcomes_once)
{
	static const struct story STORIES[] = {
		{ "a welcome", EARN WELCOME, "2026-01-03 join A ^j\n",
		  "2026-01-03", "2026-01-03 welcome-A +50\n" },
		{ "written", EARN WELCOME,
		  "2026-01-03 join A ^j\n"
		  "2026-01-03 bonus A signup +50 ^welcome-A\n",
		  "2026-06-03", "" },
		{ "written by another till on another day", EARN WELCOME,
		  "2026-01-03 join A ^j\n"
		  "2026-01-09 bonus A signup +40 ^welcome-A\n",
		  "2026-06-03", "" },
		{ "written by hand under another reference",
		  EARN "  - {name: welcome, on: signup, points: 50}\n",
		  "2026-01-03 join A ^j\n2026-01-09 bonus A signup +50 ^x\n",
		  "2026-06-03", "" },
		{ "a mistake that was voided is not due again", EARN WELCOME,
		  "2026-01-03 join A ^j\n"
		  "2026-01-03 bonus A signup +50 ^welcome-A\n"
		  "2026-01-04 void welcome-A \"staff\" ^v\n",
		  "2026-06-03", "" },
		{ "97: rules that give nothing", EARN, "2026-01-03 join A ^j\n",
		  "2026-06-03", "" },
		{ "76: before the programme's rule began",
		  EARN "  - {name: w, on: signup, points: 5, "
		       "from: 2026-02-01}\n",
		  "2026-01-03 join A ^j\n2026-02-03 join B ^k\n", "2026-06-03",
		  "2026-02-03 welcome-B +5\n" },
		{ "two units, members in the order of their ids",
		  EARN "  - {name: w, on: signup, points: 5}\n"
		       "  - {name: s, on: signup, points: 1, unit: stamp}\n",
		  "2026-01-03 join A10 ^j\n2026-01-03 join A9 ^k\n",
		  "2026-06-03",
		  "2026-01-03 welcome-A9 +5 +1 stamp\n"
		  "2026-01-03 welcome-A10 +5 +1 stamp\n" },
		{ "not yet", EARN WELCOME, "2026-01-03 join A ^j\n",
		  "2026-01-02", "" },
	};
	TELL(STORIES);
}

Test(due, remembers_birthdays_and_anniversaries)
{
	static const struct story STORIES[] = {
		{ "79: every year, caught up", EARN BIRTHDAY,
		  "profile A \"Ann\" birthday:03-15\n2024-06-01 join A ^j\n",
		  "2027-03-15",
		  "2025-03-15 birthday-2025-A +100\n"
		  "2026-03-15 birthday-2026-A +100\n"
		  "2027-03-15 birthday-2027-A +100\n" },
		{ "80: once a year, though the day was corrected",
		  EARN BIRTHDAY,
		  "profile A \"Ann\" birthday:09-01\n2024-06-01 join A ^j\n"
		  "2025-03-15 bonus A birthday +100 ^birthday-2025-A\n",
		  "2025-12-31", "2024-09-01 birthday-2024-A +100\n" },
		{ "on the day of joining", EARN BIRTHDAY,
		  "profile A \"Ann\" birthday:1980-06-01\n"
		  "2024-06-01 join A ^j\n",
		  "2024-12-31", "2024-06-01 birthday-2024-A +100\n" },
		{ "78: 29 February is the 28th", EARN BIRTHDAY,
		  "profile A \"Ann\" birthday:02-29\n2026-06-01 join A ^j\n",
		  "2028-12-31",
		  "2027-02-28 birthday-2027-A +100\n"
		  "2028-02-29 birthday-2028-A +100\n" },
		{ "78: or 1 March",
		  EARN "  - {name: b, on: birthday, points: 9, "
		       "feb-29: mar-1}\n",
		  "profile A \"Ann\" birthday:2000-02-29\n"
		  "2026-06-01 join A ^j\n",
		  "2028-12-31",
		  "2027-03-01 birthday-2027-A +9\n"
		  "2028-02-29 birthday-2028-A +9\n" },
		{ "81: one anniversary a year, not on the day itself",
		  EARN YEARS, "2024-02-29 join A ^j\n", "2026-12-31",
		  "2025-02-28 anniversary-2025-A +30\n"
		  "2026-02-28 anniversary-2026-A +30\n" },
	};
	TELL(STORIES);
}

Test(due, gives_what_the_rules_of_the_day_allow)
{
	static const struct story STORIES[] = {
		{ "a limit over the years",
		  EARN "  - {name: y, on: anniversary, points: 30, "
		       "limit: {times: 2, per: ever}}\n",
		  "2022-05-01 join A ^j\n"
		  "2023-05-01 bonus A anniversary +30 ^anniversary-2023-A\n",
		  "2026-12-31", "2024-05-01 anniversary-2024-A +30\n" },
		{ "clipped by what is left",
		  EARN "  - {name: y, on: anniversary, points: 30, "
		       "limit: {points: 50, per: ever}}\n",
		  "2022-05-01 join A ^j\n", "2026-12-31",
		  "2023-05-01 anniversary-2023-A +30\n"
		  "2024-05-01 anniversary-2024-A +20\n" },
		{ "96: not while blocked", EARN YEARS,
		  "2022-05-01 join A ^j\n"
		  "2023-04-01 status A blocked \"card lost\"\n"
		  "2024-04-01 status A active\n",
		  "2024-12-31", "2024-05-01 anniversary-2024-A +30\n" },
		{ "96: nor for one who left", EARN YEARS,
		  "2022-05-01 join A ^j\n2024-06-01 status A closed\n",
		  "2024-12-31", "" },
		{ "a condition on the level of that day",
		  EARN "  - {name: y, on: anniversary, points: 30, "
		       "when: {tier: silver}}\n"
		       "tiers:\n  window: 12 months\n"
		       "  levels: [{name: bronze, at: 0}, "
		       "{name: silver, at: 100}]\n",
		  "2022-05-01 join A ^j\n"
		  "2024-01-01 purchase A 150.00 EUR +150 ^p\n",
		  "2026-12-31", "2024-05-01 anniversary-2024-A +30\n" },
		{ "outside the programme",
		  "earn:\n  - {name: y, on: anniversary, points: 30, "
		  "until: 2024-12-31}\n",
		  "2022-05-01 join A ^j\n", "2026-12-31",
		  "2023-05-01 anniversary-2023-A +30\n"
		  "2024-05-01 anniversary-2024-A +30\n" },
	};
	TELL(STORIES);
}

#define TWO                                                                    \
	"2026-01-01 join A ^a\n"                                               \
	"2026-01-10 join B referred-by:A ^b\n"

Test(due, rewards_both_sides_of_a_referral)
{
	static const struct story STORIES[] = {
		{ "94: the first purchase that qualifies", EARN FRIEND,
		  TWO "2026-01-11 purchase B 19.99 EUR +19 ^p1\n"
		      "2026-01-12 purchase B 20.00 EUR +20 ^p2\n"
		      "2026-01-13 purchase B 90.00 EUR +90 ^p3\n",
		  "2026-02-01",
		  "2026-01-12 referral-A-B +200\n"
		  "2026-01-12 referral-B-A +100\n" },
		{ "one side is written", EARN FRIEND,
		  TWO "2026-01-12 purchase B 20.00 EUR +20 ^p2\n"
		      "2026-01-12 bonus A referral +200 for:B of:p2 "
		      "^referral-A-B\n",
		  "2026-02-01", "2026-01-12 referral-B-A +100\n" },
		{ "written under another reference", EARN FRIEND,
		  TWO "2026-01-12 purchase B 20.00 EUR +20 ^p2\n"
		      "2026-01-12 bonus A referral +200 for:B ^x\n"
		      "2026-01-12 bonus B referral +100 for:A ^y\n",
		  "2026-02-01", "" },
		{ "95: too late", EARN FRIEND,
		  TWO "2026-04-11 purchase B 20.00 EUR +20 ^p2\n", "2026-05-01",
		  "" },
		{ "just in time", EARN FRIEND,
		  TWO "2026-04-10 purchase B 20.00 EUR +20 ^p2\n", "2026-05-01",
		  "2026-04-10 referral-A-B +200\n"
		  "2026-04-10 referral-B-A +100\n" },
		{ "94: a purchase that was brought back whole", EARN FRIEND,
		  TWO "2026-01-12 purchase B 20.00 EUR +20 ^p2\n"
		      "2026-01-13 refund B 20.00 EUR -20 of:p2 ^r\n",
		  "2026-02-01", "" },
		{ "94: never for oneself", EARN FRIEND,
		  "2026-01-01 join A referred-by:A ^a\n"
		  "2026-01-12 purchase A 20.00 EUR +20 ^p2\n",
		  "2026-02-01", "" },
		{ "94: nor after a merge of the two", EARN FRIEND,
		  TWO "2026-01-12 purchase B 20.00 EUR +20 ^p2\n"
		      "2026-01-13 merge A into:B \"one person\"\n",
		  "2026-02-01", "" },
		{ "one side alone",
		  EARN "  - {name: friend, on: referral, referrer: 200}\n",
		  TWO "2026-01-12 purchase B 1.00 EUR +1 ^p2\n", "2026-02-01",
		  "2026-01-12 referral-A-B +200\n" },
		{ "so many friends a year",
		  EARN "  - {name: friend, on: referral, referrer: 200, "
		       "limit: {times: 1, per: year}}\n",
		  TWO "2026-01-10 join C referred-by:A ^c\n"
		      "2026-01-12 purchase B 20.00 EUR +20 ^p2\n"
		      "2026-01-13 purchase C 20.00 EUR +20 ^p3\n",
		  "2026-02-01", "2026-01-12 referral-A-B +200\n" },
	};
	TELL(STORIES);
}

Test(due, celebrates_a_rise_of_level)
{
	static const struct story STORIES[] = {
		{ "a rise", EARN UP,
		  "2026-01-01 join A ^a\n"
		  "2026-04-30 purchase A 600.00 EUR +600 ^p\n",
		  "2026-05-01", "2026-05-01 tier-up-gold-2026-05-01-A +25\n" },
		{ "105: one for a jump over a level, none for a fall", EARN UP,
		  "2026-01-01 join A ^a\n"
		  "2026-04-30 purchase A 600.00 EUR +600 ^p\n"
		  "2027-06-01 purchase A 200.00 EUR +200 ^q\n",
		  "2027-12-01",
		  "2026-05-01 tier-up-gold-2026-05-01-A +25\n"
		  "2027-06-02 tier-up-silver-2027-06-02-A +25\n" },
		{ "written", EARN UP,
		  "2026-01-01 join A ^a\n"
		  "2026-04-30 purchase A 600.00 EUR +600 ^p\n"
		  "2026-05-01 bonus A tier-up +25 ^tier-up-gold-2026-05-01-A\n",
		  "2026-06-01", "" },
		{ "by hand", EARN UP,
		  "2026-01-01 join A ^a\n"
		  "2026-03-01 tier A silver until:2026-06-30 \"press\"\n",
		  "2026-12-01",
		  "2026-03-01 tier-up-silver-2026-03-01-A +25\n" },
	};
	TELL(STORIES);
}

Test(due, is_asked_for_a_period)
{
	struct play play;
	play_open(&play, EARN YEARS, "2022-05-01 join A ^j\n", "2026-12-31");
	cr_expect_str_eq(due_text(&play, "2025-05-02"),
			 "2026-05-01 anniversary-2026-A +30\n");
	size_t count;
	struct day from = DAY_NONE;
	struct day to = DAY_NONE;
	day_parse(SLICE("2024-05-01"), &from);
	day_parse(SLICE("2025-05-01"), &to);
	due_list(&play.arena, play.book, from, to, &count);
	cr_expect_eq(count, 2);
	play_close(&play);
}

Test(due, skips_who_was_merged_away)
{
	struct play play;
	play_open(&play, EARN WELCOME YEARS,
		  "2022-05-01 join A ^a\n2022-06-01 join B ^b\n"
		  "2023-01-01 merge B into:A\n",
		  "2023-12-31");
	cr_expect_str_eq(due_text(&play, ""),
			 "2022-05-01 welcome-A +50\n"
			 "2023-05-01 anniversary-2023-A +30\n");
	play_close(&play);
}

Test(due, is_a_warning_of_check_that_can_be_accepted)
{
	struct play play;
	play_open(&play, EARN WELCOME,
		  "2026-01-03 join A ^j\n2026-01-03 join B ^k\n"
		  "2026-01-04 accept bonus_due welcome-B \"opted out\" ^x\n",
		  "2026-02-03");
	cr_expect_eq(play_count(&play, "bonus_due"), 1, "%s",
		     play_complaints(&play));
	cr_expect_eq(play.diagnostics.counts[SEVERITY_WARNING], 1);
	play_close(&play);
}
