/*
 * What holds of every book: random journals with every kind of event, under
 * several rules. Points are conserved, nothing is negative but a deficit, a
 * permutation of the lines or lines written twice give the same book, and
 * what happened later never changes an earlier day.
 */
#include <criterion/criterion.h>

#include "engine/play.h"

enum {
	MEMBERS = 5,
	LINES_MAX = 120,
	LINE_MAX = 120,
	BOOKS = 400
};

struct random {
	uint64_t state;
};

static unsigned pick(struct random *random, unsigned below)
{
	random->state =
		random->state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(random->state >> 33) % below;
}

struct lines {
	char text[LINES_MAX][LINE_MAX];
	size_t count;
	unsigned purchases, redemptions, events;
	struct random random;
};

static const char *const programmes[] = {
	"earn: [{name: base, on: purchase, points: 1, per: 1.00}]\n"
	"rewards: [{name: coffee, kind: product, cost: 40},"
	" {name: pay, kind: payment, points: 10, buys: 1.00}]\n"
	"transfers: {allowed: true}\n",
	"earn: [{name: base, on: purchase, points: 3, per: 2.00},"
	" {name: card, on: visit, unit: stamp, points: 1,"
	" limit: {times: 1, per: day}}, {name: hello, on: signup, points: 7}]\n"
	"pending: 3 days\n"
	"expiry: [{unit: point, after: 1 month, round: end-of-month}]\n"
	"rewards: [{name: coffee, kind: product, cost: 40},"
	" {name: pay, kind: payment, points: 10, buys: 1.00}]\n"
	"redeem: {request-expires: 9 days}\n"
	"refunds: {deficit: clamp}\n",
	"earn: [{name: base, on: purchase, points: 1, per: 1.00}]\n"
	"expiry: [{inactivity: 12 days, activity: [purchase, redeem]}]\n"
	"tiers: {metric: spend, window: 1 month, levels: ["
	"{name: low, at: 0}, {name: high, at: 50.00, multiply: 1.5}]}\n"
	"rewards: [{name: coffee, kind: product, cost: 40},"
	" {name: pay, kind: payment, points: 10, buys: 1.00}]\n"
	"transfers: {allowed: true}\n"
	"refunds: {deficit: pending-only}\n",
};

/* ---- making a journal ---- */

static void add_purchase(struct lines *lines, const char *day, unsigned member)
{
	struct random *random = &lines->random;
	unsigned cents = pick(random, 6000);
	char *line = lines->text[lines->count++];

	if (pick(random, 2) == 0)
		snprintf(line, LINE_MAX, "%s purchase M%u %u.%02u EUR ^p%u\n",
			 day, member, cents / 100, cents % 100,
			 lines->purchases++);
	else
		snprintf(line, LINE_MAX,
			 "%s purchase M%u %u.%02u EUR +%u ^p%u\n", day, member,
			 cents / 100, cents % 100, cents / 100,
			 lines->purchases++);
}

static void add_reversal(struct lines *lines, const char *day, unsigned member)
{
	struct random *random = &lines->random;
	char *line = lines->text[lines->count++];
	unsigned purchase = pick(random, lines->purchases);
	unsigned redemption = pick(random, lines->redemptions + 1);

	switch (pick(random, 7)) {
	case 0:
	case 1:
		snprintf(line, LINE_MAX,
			 "%s refund M%u %u.%02u EUR of:p%u "
			 "^f%u\n",
			 day, member, pick(random, 40), pick(random, 100),
			 purchase, lines->events++);
		return;
	case 2:
		snprintf(line, LINE_MAX, "%s void p%u \"slip\"\n", day,
			 purchase);
		return;
	case 3:
		snprintf(line, LINE_MAX, "%s move p%u M%u \"card\"\n", day,
			 purchase, member);
		return;
	case 4:
		snprintf(line, LINE_MAX, "%s cancel r%u \"slip\"\n", day,
			 redemption);
		return;
	case 5:
		snprintf(line, LINE_MAX, "%s fulfil r%u\n", day, redemption);
		return;
	default:
		snprintf(line, LINE_MAX, "%s void r%u \"slip\"\n", day,
			 redemption);
		return;
	}
}

static void add_debit(struct lines *lines, const char *day, unsigned member)
{
	static const char *const forms[][3] = {
		{ "redeem", "coffee", "-40" },
		{ "request", "coffee", "-40" },
		{ "redeem", "pay", "-20 2.00 EUR" },
	};
	const char *const *form = forms[pick(&lines->random, 3)];

	snprintf(lines->text[lines->count++], LINE_MAX,
		 "%s %s M%u %s %s ^r%u\n", day, form[0], member, form[1],
		 form[2], ++lines->redemptions);
}

static void add_other(struct lines *lines, const char *day, unsigned member)
{
	struct random *random = &lines->random;
	char *line = lines->text[lines->count++];
	unsigned event = lines->events++;
	unsigned points = 1 + pick(random, 30);

	switch (pick(random, 7)) {
	case 0:
		snprintf(line, LINE_MAX, "%s adjust M%u +%u \"x\" ^a%u\n", day,
			 member, points, event);
		return;
	case 1:
		snprintf(line, LINE_MAX, "%s adjust M%u -%u \"x\" ^a%u\n", day,
			 member, points, event);
		return;
	case 2:
		snprintf(line, LINE_MAX, "%s transfer M%u M%u +%u ^t%u\n", day,
			 member, (member + 1) % MEMBERS, points, event);
		return;
	case 3:
		snprintf(line, LINE_MAX, "%s expire M%u -%u \"left\" ^e%u\n",
			 day, member, points, event);
		return;
	case 4:
		snprintf(line, LINE_MAX, "%s status M%u %s\n", day, member,
			 pick(random, 3) == 0 ? "blocked" : "active");
		return;
	case 5:
		if (pick(random, 6) == 0 && member > 0) {
			snprintf(line, LINE_MAX, "%s merge M%u into:M0\n", day,
				 member);
			return;
		}
		snprintf(line, LINE_MAX, "%s opening M%u +%u ^o%u\n", day,
			 member, points, event);
		return;
	default:
		snprintf(line, LINE_MAX,
			 "%s adjust M%u +%u +%u stamp \"x\" "
			 "^s%u\n",
			 day, member, points, points, event);
		return;
	}
}

static void make_lines(struct lines *lines, uint64_t seed)
{
	*lines = (struct lines){ .random = { seed } };
	for (unsigned i = 0; i < MEMBERS; i++)
		snprintf(lines->text[lines->count++], LINE_MAX,
			 "2026-01-01 join M%u ^j%u\n", i, i);
	snprintf(lines->text[lines->count++], LINE_MAX,
		 "2026-01-02 purchase M0 30.00 EUR ^p0\n");
	snprintf(lines->text[lines->count++], LINE_MAX,
		 "2026-01-02 redeem M0 coffee -40 ^r0\n");
	lines->purchases = 1;
	for (unsigned day = 3; day <= 28; day++) {
		char text[16];
		snprintf(text, sizeof(text), "2026-01-%02u", day);
		for (unsigned i = 0; i < 4; i++) {
			unsigned member = pick(&lines->random, MEMBERS);
			unsigned sort = pick(&lines->random, 10);
			if (sort < 4)
				add_purchase(lines, text, member);
			else if (sort < 6)
				add_debit(lines, text, member);
			else if (sort < 8)
				add_reversal(lines, text, member);
			else
				add_other(lines, text, member);
		}
	}
}

static void join_lines(const struct lines *lines, char *out)
{
	*out = '\0';
	for (size_t i = 0; i < lines->count; i++) {
		size_t length = strlen(lines->text[i]);
		memcpy(out, lines->text[i], length + 1);
		out += length;
	}
}

static void shuffle(struct lines *lines)
{
	for (size_t i = lines->count - 1; i > 0; i--) {
		size_t k = pick(&lines->random, (unsigned)i + 1);
		char swap[LINE_MAX];
		memcpy(swap, lines->text[i], LINE_MAX);
		memcpy(lines->text[i], lines->text[k], LINE_MAX);
		memcpy(lines->text[k], swap, LINE_MAX);
	}
}

/* ---- what must hold ---- */

static void expect_whole(const struct play *play, uint64_t seed)
{
	const struct book *book = play->book;

	for (size_t i = 0; i < book->lot_count; i++) {
		const struct lot *lot = &book->lots[i];
		cr_expect(lot->remaining >= 0 && lot->held >= 0 &&
				  lot->expired >= 0 && lot_used(lot) >= 0,
			  "book %lu: a lot holds less than nothing",
			  (unsigned long)seed);
	}
	for (size_t i = 0; i < book->account_count; i++) {
		const struct account *a = &book->accounts[i];
		cr_expect(a->deficit >= 0 && a->reserved >= 0,
			  "book %lu: deficit %ld, reserved %ld",
			  (unsigned long)seed, (long)a->deficit,
			  (long)a->reserved);
		if (a->merged_into != NONE)
			continue;
		cr_expect(account_available(book, a) >= 0,
			  "book %lu: available %ld", (unsigned long)seed,
			  (long)account_available(book, a));
	}
	cr_expect_eq(play_count(play, "control_total"), 0,
		     "book %lu: control totals", (unsigned long)seed);
}

static void expect_same(const struct play *a, const struct play *b,
			uint64_t seed, const char *what)
{
	static const char *const units[] = { "point", "stamp" };
	char member[8];

	for (unsigned i = 0; i < MEMBERS; i++) {
		snprintf(member, sizeof(member), "M%u", i);
		for (size_t k = 0; k < 2; k++)
			cr_expect_eq(play_balance(a, member, units[k]),
				     play_balance(b, member, units[k]),
				     "book %lu, %s: %s has %ld or %ld %s",
				     (unsigned long)seed, what, member,
				     (long)play_balance(a, member, units[k]),
				     (long)play_balance(b, member, units[k]),
				     units[k]);
	}
}

/* The sum of an account's postings is its balance. */
static void expect_postings(const struct play *play, uint64_t seed)
{
	const struct book *book = play->book;
	int64_t sums[64] = { 0 };

	cr_assert_lt(book->account_count, 64);
	for (size_t i = 0; i < book->posting_count; i++) {
		sums[book->postings[i].account] += book->postings[i].points;
		if (i > 0)
			cr_expect_leq(book->postings[i - 1].day.number,
				      book->postings[i].day.number,
				      "book %lu: postings out of order",
				      (unsigned long)seed);
	}
	for (size_t i = 0; i < book->account_count; i++)
		cr_expect_eq(sums[i], book->accounts[i].balance,
			     "book %lu: postings of account %zu",
			     (unsigned long)seed, i);
}

static void check_book(uint64_t seed)
{
	const char *rules = programmes[seed % 3];
	static char text[2 * LINES_MAX * LINE_MAX];
	struct lines lines;
	struct play first, second;

	make_lines(&lines, seed);
	join_lines(&lines, text);
	play_open(&first, rules, text, "2026-03-31");
	expect_whole(&first, seed);
	expect_postings(&first, seed);

	shuffle(&lines);
	static char shuffled[2 * LINES_MAX * LINE_MAX];
	join_lines(&lines, shuffled);
	play_open(&second, rules, shuffled, "2026-03-31");
	expect_same(&first, &second, seed, "shuffled");
	cr_expect_eq(first.diagnostics.counts[SEVERITY_FINDING],
		     second.diagnostics.counts[SEVERITY_FINDING],
		     "book %lu: findings depend on the order of lines",
		     (unsigned long)seed);
	play_close(&second);

	/* every line twice: what has a reference is one event, what has none
	 * is identified by its text */
	size_t length = strlen(shuffled);
	memcpy(shuffled + length, text, strlen(text) + 1);
	play_open(&second, rules, shuffled, "2026-03-31");
	expect_same(&first, &second, seed, "doubled");
	play_close(&second);
	play_close(&first);
}

Test(engine_replay_property, points_are_conserved_in_any_order, .timeout = 60)
{
	for (uint64_t seed = 1; seed <= BOOKS; seed++)
		check_book(seed);
}

/* A book as of a day is the book of the lines up to that day. */
Test(engine_replay_property, later_lines_never_change_an_earlier_day,
     .timeout = 60)
{
	static char all[LINES_MAX * LINE_MAX], part[LINES_MAX * LINE_MAX];
	static const char limit[] = "2026-01-15";

	for (uint64_t seed = 1; seed <= BOOKS; seed++) {
		struct lines lines;
		struct play whole, early;
		make_lines(&lines, seed);
		join_lines(&lines, all);
		char *out = part;
		for (size_t i = 0; i < lines.count; i++) {
			size_t length = strlen(lines.text[i]);
			if (strncmp(lines.text[i], limit, 10) > 0)
				continue;
			memcpy(out, lines.text[i], length);
			out += length;
		}
		*out = '\0';
		play_open(&whole, programmes[seed % 3], all, limit);
		play_open(&early, programmes[seed % 3], part, limit);
		expect_same(&whole, &early, seed, "as of an earlier day");
		expect_whole(&whole, seed);
		play_close(&whole);
		play_close(&early);
	}
}
